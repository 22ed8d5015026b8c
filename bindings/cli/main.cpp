// hongtou: the command line.
#include <exception>
#include <iostream>

#include "bindings/cli/program.h"

using namespace hongtou;
using namespace hongtou::cli;

namespace {

constexpr Message defect{"hongtou.defect", "程序出现缺陷（版本 {0}）：{1}", "Hongtou has a defect (version {0}): {1}",
                         "请把这条信息、所用的命令和输入文件一起报告给我们",
                         "please report this line with the command and its input files"};
constexpr Message no_output{"output.stdout", "标准输出写不进去", "standard output cannot be written",
                            "检查磁盘空间或管道的另一端", "look at the room on the disk, or at the other end of the pipe"};

ExitCode run(Console& console, Program& program, const std::vector<std::string>& arguments) {
  try {
    const auto code = program.run(arguments);
    return std::cout.flush() ? code : console.fail(no_output);
  } catch (const std::exception& exception) {
    console.fail(defect, {version(), exception.what()});
  } catch (...) {
    console.fail(defect, {version(), "?"});
  }
  return ExitCode::our_defect;
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  Program program(choose_language(arguments));
  add_new(program);
  add_check(program);
  add_lint(program);
  add_eval(program);
  add_graph(program);
  add_rehearse(program);
  add_render(program);
  add_merge(program);
  add_start(program);
  add_advance(program);
  add_acts(program);
  add_batch(program);
  add_status(program);
  add_tasks(program);
  add_board(program);
  add_documents(program);
  add_migrate(program);
  add_journal(program);
  add_backup(program);
  add_plugins(program);
  return static_cast<int>(run(program.console(), program, arguments));
}
