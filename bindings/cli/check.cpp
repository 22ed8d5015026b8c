// hongtou check: reads workflow files and texts, and says all that is wrong.
#include "bindings/cli/program.h"
#include "bindings/cli/text_pictures.h"
#include "engine/layout/fonts.h"
#include "engine/layout/glyph_check.h"

namespace hongtou::cli {

namespace {

constexpr Words good_campaign{"{0}：可以使用（{1} 个步骤，{2} 个单位）", "{0}: good ({1} steps, {2} units)"};
constexpr Words good_text{"{0}：可以使用", "{0}: good"};

struct CheckOptions {
  std::vector<std::string> files;
  bool json = false;
};

class Check {
 public:
  Check(Console& console, const Engine& engine, bool json) : console_(console), engine_(engine), json_(json) {}

  Diagnostics file(const std::string& path) {
    // file.is_folder names the file to give; it would read badly after a slash.
    const auto end = path.find_last_not_of('/');
    const auto name = end == std::string::npos ? path : path.substr(0, end + 1);
    return name.ends_with(".gw") ? text(name) : campaign(name);
  }

 private:
  Diagnostics campaign(const std::string& path) {
    const auto definition = engine_.load(path);
    if (definition.ok() && !json_)
      console_.say(good_campaign,
                   {path, std::to_string(definition->places().size()), std::to_string(definition->units.all().size())});
    auto found = definition.diagnostics();
    if (definition.ok())
      for (const auto& [file, bytes] : definition->files)
        if (file.ends_with(".gw")) add_missing_glyphs(bytes, file, found);
    return found;
  }

  Diagnostics text(const std::string& path) {
    const auto bytes = engine_.environment().read_file(path);
    if (!bytes.ok()) return bytes.diagnostics();
    const auto text = OfficialText::read(*bytes, path);
    auto found = text.diagnostics();
    if (text.ok()) add_what_is_lacking(*text, *bytes, path, found);
    if (!has_errors(found) && !json_) console_.say(good_text, {path});
    return found;
  }

  // Pictures, of a text that has its own, and glyphs.
  void add_what_is_lacking(const OfficialText& text, const std::string& bytes, const std::string& path, Diagnostics& found) {
    for (const auto& request : text.pictures()) {
      const auto picture = read_picture(engine_.environment(), path, request);
      found.insert(found.end(), picture.diagnostics().begin(), picture.diagnostics().end());
    }
    add_missing_glyphs(bytes, path, found);
  }

  void add_missing_glyphs(const std::string& bytes, const std::string& file, Diagnostics& found) {
    const auto& fonts = fonts_.get();
    if (!fonts.ok()) return;
    const auto missing = check_glyphs(bytes, file, **fonts);
    found.insert(found.end(), missing.begin(), missing.end());
  }

  Console& console_;
  const Engine& engine_;
  SystemFontsOnDemand fonts_;
  bool json_;
};

ExitCode check(Program& program, const CheckOptions& options) {
  auto& console = program.console();
  Check one(console, program.engine(), options.json);
  Diagnostics all;
  for (const auto& path : options.files) {
    const auto found = one.file(path);
    if (!options.json) console.complain(found);
    all.insert(all.end(), found.begin(), found.end());
  }
  if (options.json) console.print_json(to_value(all, console.language()));
  return exit_code(all);
}

}  // namespace

void add_check(Program& program) {
  auto options = std::make_shared<CheckOptions>();
  auto& command = program.add_command("check", {"检查活动文件和文稿", "read and check workflow files and texts"});
  program
      .add_option(command, "FILE", options->files, "",
                  {"活动文件（campaign.info）或文稿（.gw），可写多个", "workflow files (campaign.info) and texts (.gw)"})
      ->required();
  program.add_flag(command, "--json", options->json, {"以 JSON 列出问题", "list what is found as JSON"});
  program.on(command, [&program, options] { return check(program, *options); });
}

}  // namespace hongtou::cli
