// hongtou new: a campaign of one's own to begin with, copied from workflows/starter.
#include <algorithm>
#include <filesystem>

#include "bindings/cli/output_file.h"
#include "bindings/cli/program.h"

namespace hongtou::cli {

namespace {

namespace fs = std::filesystem;

constexpr Message bad_name{"new.bad_name", "“{0}”不能作活动的名称", "“{0}” cannot be the name of a campaign",
                           "只用字、字母、数字、“-”和“_”，例如 safety-2026",
                           "use letters, digits, “-” and “_” only, such as safety-2026"};
constexpr Message exists{"new.exists", "“{0}”已经存在，没有动它", "“{0}” is there already; nothing was touched",
                         "换一个名称，或用 --to 放到别的文件夹", "choose another name, or another folder with --to"};
constexpr Words made{"已建好：{0}", "made: {0}"};
constexpr Words next{"照着改之前，先看看它：", "before changing it, see what it does:"};

struct NewOptions {
  std::string name;
  std::string folder = ".";
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

ExitCode make(Program& program, const NewOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  if (!is_good_name(options.name)) return console.fail(bad_name, {options.name});
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
  auto& command = program.add_command("new", {"新建一个活动，可以照着改", "a new campaign, to be changed into one's own"});
  program.add_option(command, "NAME", options->name, "", {"活动的名称，也是文件夹的名称", "its name, also that of its folder"})
      ->required();
  program.add_option(command, "--to", options->folder, "FOLDER",
                     {"放在哪个文件夹里，默认在这里", "where to put it, here by default"});
  program.on(command, [&program, options] { return make(program, *options); });
}

}  // namespace hongtou::cli
