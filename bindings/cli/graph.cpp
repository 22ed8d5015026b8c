// hongtou graph: the picture of a campaign.
#include <filesystem>
#include <functional>

#include "bindings/cli/output_file.h"
#include "bindings/cli/program.h"
#include "engine/bpmn.h"
#include "engine/diagram.h"

namespace hongtou::cli {

namespace {

constexpr Message no_writer{"plugin.no_diagram_writer", "没有能画“{0}”的插件", "no plugin draws “{0}”",
                            "可写的扩展名：{1}；缺少的请安装插件",
                            "extensions that can be drawn: {1}; install the plugin for others"};

constexpr Message unknown_format{"plugin.no_graph_format", "没有能画“{0}”格式的插件", "no plugin draws the format “{0}”",
                                 "可写的格式：{1}；缺少的请安装插件",
                                 "formats that can be drawn: {1}; install the plugin for others"};

struct GraphOptions {
  std::string file;
  std::string format;
  std::string out;
};

// Pictures and processes are one to whoever asks for a file of a format.
struct GraphWriter {
  FormatInfo format;
  std::function<Result<std::string>(const Definition&, Language)> write;
};

std::vector<GraphWriter> graph_writers(const Registry& registry) {
  std::vector<GraphWriter> out;
  for (const auto& writer : registry.diagram_writers())
    out.push_back({writer->info(), [&writer](const Definition& definition, Language language) {
                     return writer->write(diagram(definition, language));
                   }});
  for (const auto& writer : registry.process_writers())
    out.push_back({writer->info(), [&writer](const Definition& definition, Language language) {
                     return writer->write(process(definition, language));
                   }});
  return out;
}

std::string listed(const std::vector<GraphWriter>& writers, std::string FormatInfo::*what) {
  std::string out;
  for (const auto& writer : writers) out += (out.empty() ? "" : " ") + writer.format.*what;
  return out.empty() ? "—" : out;
}

// By name if one was given, else by the file's extension; dot without a file.
Result<GraphWriter> choose_writer(const Registry& registry, const GraphOptions& options) {
  const auto writers = graph_writers(registry);
  const auto extension = options.out.empty() ? ".dot" : std::filesystem::path(options.out).extension().string();
  for (const auto& writer : writers)
    if (options.format.empty() ? writer.format.extension == extension : writer.format.name == options.format) return writer;
  if (!options.format.empty())
    return Result<GraphWriter>::failure({}, unknown_format, {options.format, listed(writers, &FormatInfo::name)});
  return Result<GraphWriter>::failure({}, no_writer,
                                      {extension.empty() ? options.out : extension, listed(writers, &FormatInfo::extension)});
}

ExitCode graph(Program& program, const GraphOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto definition = engine.load(options.file);
  if (!definition.ok()) return console.fail(definition.diagnostics());
  console.complain(definition.diagnostics());

  const auto writer = choose_writer(engine.registry(), options);
  if (!writer.ok()) return console.fail(writer.diagnostics());
  const auto picture = writer->write(*definition, console.language());
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
  program.add_option(command, "--format", options->format, "FORMAT",
                     {"格式：svg、dot、bpmn；不写则看文件扩展名", "svg, dot or bpmn; by the file's extension otherwise"});
  program.add_option(command, "-o,--output", options->out, "FILE",
                     {"图文件，扩展名定格式（.svg、.dot、.bpmn）；不写则写到标准输出，格式为 dot",
                      "the picture, its format by extension (.svg, .dot, .bpmn); dot on standard output otherwise"});
  program.on(command, [&program, options] { return graph(program, *options); });
}

}  // namespace hongtou::cli
