// hongtou graph: the picture of a campaign, as a file says it or as it runs.
#include <filesystem>
#include <functional>

#include "bindings/cli/live/campaign_choice.h"
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
  CampaignChoice campaign;
};

// What is drawn: a file's definition, or a campaign as it stands now.
struct Drawn {
  const Definition& definition;
  std::function<Diagram(Language)> picture;
};

// Pictures and processes are one to whoever asks for a file of a format. A process shows no state.
struct GraphWriter {
  FormatInfo format;
  std::function<Result<std::string>(const Drawn&, Language)> write;
};

std::vector<GraphWriter> graph_writers(const Registry& registry) {
  std::vector<GraphWriter> out;
  for (const auto& writer : registry.diagram_writers())
    out.push_back(
        {writer->info(), [&writer](const Drawn& drawn, Language language) { return writer->write(drawn.picture(language)); }});
  for (const auto& writer : registry.process_writers())
    out.push_back({writer->info(), [&writer](const Drawn& drawn, Language language) {
                     return writer->write(process(drawn.definition, language));
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

ExitCode write_picture(Program& program, const GraphOptions& options, const Drawn& drawn) {
  auto& console = program.console();
  const auto writer = choose_writer(program.engine().registry(), options);
  if (!writer.ok()) return console.fail(writer.diagnostics());
  const auto picture = writer->write(drawn, console.language());
  if (!picture.ok()) return console.fail(picture.diagnostics());
  if (!options.out.empty()) return console.fail(write_file(options.out, *picture).diagnostics());
  console.print(*picture);
  return ExitCode::done;
}

ExitCode graph_of_file(Program& program, const GraphOptions& options) {
  auto& console = program.console();
  const auto definition = program.engine().load(options.file);
  if (!definition.ok()) return console.fail(definition.diagnostics());
  console.complain(definition.diagnostics());
  return write_picture(program, options, {*definition, [&](Language language) { return diagram(*definition, language); }});
}

ExitCode graph_of_running(Program& program, const GraphOptions& options) {
  auto opened = look_at_tree(program.engine(), options.campaign);
  if (!opened.ok()) return program.console().fail(opened.diagnostics());
  const auto& campaign = opened->campaign();
  const auto now = opened->tree.now();
  return write_picture(program, options, {campaign.definition(), [&](Language language) {
                                            return diagram(campaign.definition(), campaign.calendar(), campaign.state(), now,
                                                           language);
                                          }});
}

}  // namespace

void add_graph(Program& program) {
  auto options = std::make_shared<GraphOptions>();
  auto& command = program.add_command("graph", {"画出活动的步骤图", "the picture of a campaign"});
  program.add_option(command, "FILE", options->file, "",
                     {"活动文件（campaign.info）；不写则画正在办的活动，带现在的状态",
                      "the workflow file (campaign.info); left out, a running campaign as it stands"});
  program.add_option(command, "--format", options->format, "FORMAT",
                     {"格式：svg、dot、bpmn；不写则看文件扩展名", "svg, dot or bpmn; by the file's extension otherwise"});
  program.add_option(command, "-o,--output", options->out, "FILE",
                     {"图文件，扩展名定格式（.svg、.dot、.bpmn）；不写则写到标准输出，格式为 dot",
                      "the picture, its format by extension (.svg, .dot, .bpmn); dot on standard output otherwise"});
  add_choice(program, command, options->campaign);
  program.on(command, [&program, options] {
    return options->file.empty() ? graph_of_running(program, *options) : graph_of_file(program, *options);
  });
}

}  // namespace hongtou::cli
