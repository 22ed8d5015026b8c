// hongtou new: something of one's own to begin with, copied from what is installed: a campaign from workflows/starter, or with
// --text a text from templates/.
#include <algorithm>
#include <filesystem>

#include "bindings/cli/output_file.h"
#include "bindings/cli/program.h"
#include "engine/text.h"

namespace hongtou::cli {

namespace {

namespace fs = std::filesystem;

constexpr Message bad_name{"new.bad_name", "“{0}”不能作活动的名称", "“{0}” cannot be the name of a campaign",
                           "只用字、字母、数字、“-”和“_”，例如 safety-2026",
                           "use letters, digits, “-” and “_” only, such as safety-2026"};
constexpr Message exists{"new.exists", "“{0}”已经存在，没有动它", "“{0}” is there already; nothing was touched",
                         "换一个名称，或用 --to 放到别的文件夹", "choose another name, or another folder with --to"};
constexpr Message unknown_text{"new.unknown_text", "没有文种“{0}”", "there is no kind of text “{0}”", "可以写：{1}",
                               "write one of: {1}"};
constexpr Words made{"已建好：{0}", "made: {0}"};
constexpr Words next{"照着改之前，先看看它：", "before changing it, see what it does:"};

struct NewOptions {
  std::string name;
  std::string folder = ".";
  std::string text;  // the kind of text to copy; "": a campaign
};

bool is_good_name(std::string_view name) {
  return !name.empty() && !name.starts_with('-') && name.find_first_of(" \t\n.=|,;#/\\[]{}\"'") == std::string_view::npos;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

// The first year in which the campaign has not begun yet.
std::chrono::year coming_year(const Period& period, Date today) {
  const bool ahead =
      std::chrono::month_day(period.first.month(), period.first.day()) >= std::chrono::month_day(today.month(), today.day());
  return ahead ? today.year() : today.year() + std::chrono::years(1);
}

std::string year_text(std::chrono::year year) { return std::to_string(static_cast<int>(year)); }

Status copy(const Environment& environment, const Definition& starter, const std::string& from, const std::string& to,
            const std::string& name) {
  const auto year = year_text(starter.period.first.year());
  const auto coming = year_text(coming_year(starter.period, date_of(environment.now())));
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    const auto target = fs::path(to) / fs::relative(entry.path(), from);
    if (entry.is_directory()) continue;
    auto bytes = environment.read_file(entry.path().string());
    if (!bytes.ok()) return bytes.diagnostics();
    if (target.filename() == "campaign.info") *bytes = replaced(replaced(*std::move(bytes), year, coming), starter.id, name);
    if (const auto folder = make_folder(target.parent_path().string()); !folder.ok()) return folder;
    if (const auto file = write_file(target.string(), *bytes); !file.ok()) return file;
  }
  return success;
}

// The folders of templates/ that hold a text and what it is filled with.
std::vector<std::string> kinds_of_text(const std::string& templates) {
  std::vector<std::string> kinds;
  for (const auto& entry : fs::directory_iterator(templates))
    if (fs::exists(entry.path() / "example.json")) kinds.push_back(entry.path().filename().string());
  std::sort(kinds.begin(), kinds.end());
  return kinds;
}

ExitCode make_text(Program& program, const NewOptions& options) {
  auto& console = program.console();
  const auto& environment = program.engine().environment();
  const auto templates = environment.share_folder + "/templates";
  const auto kinds = kinds_of_text(templates);
  if (std::find(kinds.begin(), kinds.end(), options.text) == kinds.end())
    return console.fail(unknown_text, {options.text, join(kinds, " ")});
  const auto stem = (fs::path(options.folder) / options.name).lexically_normal().string();
  const std::vector<std::pair<std::string, std::string>> copies{{"template.gw", stem + ".gw"}, {"example.json", stem + ".json"}};
  std::error_code error;
  for (const auto& copy : copies)
    if (fs::exists(fs::symlink_status(copy.second, error))) return console.fail(exists, {copy.second});
  if (const auto folder = make_folder(options.folder); !folder.ok()) return console.fail(folder.diagnostics());
  for (const auto& copy : copies) {
    const auto bytes = environment.read_file(templates + "/" + options.text + "/" + copy.first);
    if (!bytes.ok()) return console.fail(bytes.diagnostics());
    if (const auto file = write_file(copy.second, *bytes); !file.ok()) return console.fail(file.diagnostics());
    console.say(made, {copy.second});
  }
  console.say(next);
  console.print("  hongtou render " + stem + ".gw --data " + stem + ".json -o " + stem + ".docx\n");
  return ExitCode::done;
}

ExitCode make(Program& program, const NewOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  if (!is_good_name(options.name)) return console.fail(bad_name, {options.name});
  if (!options.text.empty()) return make_text(program, options);
  const auto target = (fs::path(options.folder) / options.name).lexically_normal().string();
  std::error_code error;
  if (fs::exists(fs::symlink_status(target, error))) return console.fail(exists, {target});
  const auto from = engine.environment().share_folder + "/workflows/starter";
  const auto starter = engine.load(from + "/campaign.info");
  if (!starter.ok()) return console.fail(starter.diagnostics());
  if (const auto copied = copy(engine.environment(), *starter, from, target, options.name); !copied.ok()) {
    fs::remove_all(target, error);
    return console.fail(copied.diagnostics());
  }
  console.say(made, {target});
  console.say(next);
  console.print("  hongtou check " + target + "/campaign.info\n");
  console.print("  hongtou rehearse " + target + "/campaign.info --out " + target + "/out\n");
  return ExitCode::done;
}

}  // namespace

void add_new(Program& program) {
  auto options = std::make_shared<NewOptions>();
  auto& command =
      program.add_command("new", {"新建一个活动或一份文稿，可以照着改", "a new campaign or text, to be changed into one's own"});
  program.add_option(command, "NAME", options->name, "", {"活动的名称，也是文件夹的名称", "its name, also that of its folder"})
      ->required();
  program.add_option(command, "--to", options->folder, "FOLDER",
                     {"放在哪个文件夹里，默认在这里", "where to put it, here by default"});
  program.add_option(command, "--text", options->text, "KIND",
                     {"不是活动，是一份文稿：文种见 docs/documents.md", "not a campaign but a text; kinds in docs/documents.md"});
  program.on(command, [&program, options] { return make(program, *options); });
}

}  // namespace hongtou::cli
