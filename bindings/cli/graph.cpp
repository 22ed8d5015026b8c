// hongtou graph: the picture of a campaign.
#include <filesystem>

#include "bindings/cli/extension.h"
#include "bindings/cli/output_file.h"
#include "bindings/cli/program.h"
#include "engine/diagram.h"

namespace hongtou::cli {

namespace {

constexpr Message no_writer{"plugin.no_diagram_writer", "没有能画“{0}”的插件", "no plugin draws “{0}”",
                            "可写的扩展名：{1}；缺少的请安装插件",
                            "extensions that can be drawn: {1}; install the plugin for others"};

struct GraphOptions {
  std::string file;
  std::string out;
};

ExitCode graph(Program& program, const GraphOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto definition = engine.load(options.file);
  if (!definition.ok()) return console.fail(definition.diagnostics());
  console.complain(definition.diagnostics());

  const auto extension = options.out.empty() ? ".dot" : std::filesystem::path(options.out).extension().string();
  const auto* writer = by_extension(engine.registry().diagram_writers(), extension);
  if (writer == nullptr)
    return console.fail(no_writer,
                        {extension.empty() ? options.out : extension, known_extensions(engine.registry().diagram_writers())});
  const auto picture = writer->write(diagram(*definition));
  if (!picture.ok()) return console.fail(picture.diagnostics());
  if (!options.out.empty()) return console.fail(write_file(options.out, *picture).diagnostics());
  console.print(*picture);
  return ExitCode::done;
}

}  // namespace

void add_graph(Program& program) {
  auto options = std::make_shared<GraphOptions>();
  auto& command = program.add_command("graph", {"画出活动的步骤图", "the picture of a campaign"});
  program.add_option(command, "FILE", options->file, "", {"活动文件（campaign.info）", "the workflow file (campaign.info)"})
      ->required();
  program.add_option(command, "-o,--output", options->out, "FILE",
                     {"图文件，扩展名定格式（.svg、.dot）；不写则把 dot 写到标准输出",
                      "the picture, its format by extension (.svg, .dot); dot on standard output otherwise"});
  program.on(command, [&program, options] { return graph(program, *options); });
}

}  // namespace hongtou::cli
