// hongtou board: a running campaign at a glance, as one HTML page.
#include "engine/board.h"

#include "bindings/cli/level_boards.h"
#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/live/performer.h"
#include "bindings/cli/output_file.h"

namespace hongtou::cli {

namespace {

constexpr Words written{"看板：{0}", "board: {0}"};
constexpr Words with_levels{"各级看板 {0} 个，见 {1}", "boards of {0} levels, in {1}"};

struct BoardOptions {
  CampaignChoice campaign;
  std::string out = "board.html";
  bool levels = false;
  bool json = false;
};

// Boards and where they go; those of the levels below beside the first one.
class Boards {
 public:
  Boards(Program& program, const BoardOptions& options, OpenedTree& opened)
      : console_(program.console()),
        engine_(program.engine()),
        options_(options),
        opened_(opened),
        now_(opened.tree.now()),
        top_file_(options.out.substr(options.out.rfind('/') + 1)) {}

  Status write() {
    if (const auto done = write_one(opened_.path, options_.out); !done.ok()) return done;
    if (!options_.levels) return success;
    for (const auto& path : opened_.tree.paths()) {
      if (path.empty()) continue;
      const auto folder = levels_folder() + folder_of_level(opened_.tree, path).substr(std::string("levels/").size());
      if (const auto made = make_folder(folder); !made.ok()) return made;
      if (const auto done = write_one(path, folder + "board.html"); !done.ok()) return done;
    }
    return success;
  }

  std::string levels_folder() const { return options_.out.substr(0, options_.out.size() - top_file_.size()) + "levels/"; }
  Instant now() const { return now_; }

 private:
  Status write_one(const std::string& path, const std::string& file) {
    const auto around = boards_around(opened_.tree, path, now_, options_.levels, top_file_);
    if (!around.ok()) return around.diagnostics();
    const auto page = board(engine_, *opened_.tree.at(path), now_, console_.language(), *around);
    if (!page.ok()) return page.diagnostics();
    if (!options_.json) console_.complain(page.diagnostics());
    return write_file(file, *page);
  }

  Console& console_;
  const Engine& engine_;
  const BoardOptions& options_;
  OpenedTree& opened_;
  const Instant now_;
  const std::string top_file_;
};

ExitCode draw(Program& program, const BoardOptions& options) {
  auto& console = program.console();
  auto opened = look_at_tree(program.engine(), options.campaign);
  if (!opened.ok()) return report_failure(console, opened.diagnostics(), options.json);
  Boards boards(program, options, *opened);
  if (const auto done = boards.write(); !done.ok()) return report_failure(console, done.diagnostics(), options.json);
  const auto levels = options.levels ? opened->tree.paths().size() - 1 : 0;
  if (options.json) {
    console.print_json(Map{{"done", true}, {"board", options.out}, {"levels", levels}, {"as_of", to_local_text(boards.now())}});
    return ExitCode::done;
  }
  console.say(written, {options.out});
  if (levels > 0) console.say(with_levels, {std::to_string(levels), boards.levels_folder()});
  return ExitCode::done;
}

}  // namespace

void add_board(Program& program) {
  auto options = std::make_shared<BoardOptions>();
  auto& command =
      program.add_command("board", {"进行中的活动的看板（一页 HTML）", "the board of a running campaign, one HTML page"});
  program.add_option(command, "--out", options->out, "FILE",
                     {"写到哪里，默认 board.html", "where to write it, board.html by default"});
  program.add_flag(command, "--levels", options->levels,
                   {"各级下级活动的看板也写出来，放在旁边的 levels 文件夹，互相链接",
                    "also those of all levels below, in the folder levels beside it, with links"});
  add_choice(program, command, options->campaign);
  program.add_flag(command, "--json", options->json, {"以 JSON 输出", "as JSON"});
  program.on(command, [&program, options] { return draw(program, *options); });
}

}  // namespace hongtou::cli
