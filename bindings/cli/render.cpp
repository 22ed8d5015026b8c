// hongtou render: a text with its data as a document.
#include <filesystem>

#include "bindings/cli/extension.h"
#include "bindings/cli/output_file.h"
#include "bindings/cli/program.h"

namespace hongtou::cli {

namespace {

constexpr Message no_writer{"plugin.no_format", "没有能写“{0}”的插件", "no plugin writes “{0}”",
                            "可写的扩展名：{1}；缺少的请安装插件",
                            "extensions that can be written: {1}; install the plugin for others"};
constexpr Message needs_campaign{"render.needs_campaign", "“::{0} {1}”要在活动中才有内容",
                                 "“::{0} {1}” has its content from a campaign", "用 --campaign 给出活动文件（campaign.info）",
                                 "name the workflow file (campaign.info) with --campaign"};
constexpr Message not_a_map{"render.data", "数据应是 JSON 对象：{ … }", "the data is to be a JSON object: { … }",
                            "每个变量一个成员，例如 {\"year\": 2023}", "a member a variable, such as {\"year\": 2023}"};

struct RenderOptions {
  std::string text;
  std::string data;
  std::string campaign;
  std::string out;
};

// The campaign whose forms and dates the text uses; it has not begun.
struct Context {
  Definition definition;
  Calendar calendar;
  State state;
  Value data{Map{}};
};

void overlay(Value& into, const Value& more) {
  for (const auto& [key, value] : *more.map()) {
    if (value.map() != nullptr && into.at(key).map() != nullptr)
      overlay(into[key], value);
    else
      into[key] = value;
  }
}

// The step whose text it is, before anything has happened; else the campaign's first.
Place place_of(const Context& context, const std::string& text) {
  const auto& places = context.definition.places();
  const auto found = std::find_if(places.begin(), places.end(), [&](const StepPlace& place) {
    const auto name = place.step->name("text").substr(place.step->within.size());
    return !name.empty() && std::filesystem::path(text).filename() == std::filesystem::path(name).filename();
  });
  const auto& step = found == places.end() ? *places.front().step : *found->step;
  return {context.definition, context.calendar, context.state, root_scope(context.definition), step};
}

Result<Context> read_context(const Engine& engine, const RenderOptions& options) {
  Result<Context> context(Context{});
  if (!options.campaign.empty()) {
    auto definition = engine.load(options.campaign);
    context.add(definition.diagnostics());
    if (!definition.ok()) return context;
    context->definition = *std::move(definition);
    auto calendar = engine.calendar();
    context.add(calendar.diagnostics());
    if (!calendar.ok()) return context;
    context->calendar = calendar->with(context->definition.own_calendar);
    const auto here = place_of(*context, options.text);
    context->data = campaign_data(here, date_of(engine.environment().now()));
    add_scope_samples(context->data, context->definition, here.step());
  }
  if (options.data.empty()) return context;
  const auto bytes = engine.environment().read_file(options.data);
  if (!bytes.ok()) return bytes.diagnostics();
  const auto data = parse_json(*bytes, options.data);
  if (!data.ok()) return data.diagnostics();
  if (data->map() == nullptr)
    context.fail({options.data, 1, 1}, not_a_map);
  else
    overlay(context->data, *data);
  return context;
}

// A file beside the text.
Result<std::vector<Block>> picture(const Environment& environment, const std::string& text, const BlockRequest& request) {
  const auto bytes = environment.read_file(resolve_path(text, request.argument));
  if (!bytes.ok()) return bytes.diagnostics();
  auto image = read_image(*bytes, request.position, request.argument);
  if (!image.ok()) return image.diagnostics();
  return std::vector<Block>{{request.position, Picture{*std::move(image), {}}}};
}

Result<Document> compose(const Engine& engine, const RenderOptions& options) {
  const auto bytes = engine.environment().read_file(options.text);
  if (!bytes.ok()) return bytes.diagnostics();
  const auto text = OfficialText::read(*bytes, options.text);
  if (!text.ok()) return text.diagnostics();
  const auto context = read_context(engine, options);
  if (!context.ok()) return context.diagnostics();
  const BlockSource no_blocks = [&](const BlockRequest& request) -> Result<std::vector<Block>> {
    if (request.kind == "picture") return picture(engine.environment(), options.text, request);
    return Result<std::vector<Block>>::failure(request.position, needs_campaign, {request.kind, request.argument});
  };
  auto document = text->compose(
      context->data, options.campaign.empty() ? no_blocks : block_source(place_of(*context, options.text), context->data));
  document.add(text.diagnostics());
  document.add(context.diagnostics());
  return document;
}

ExitCode render(Program& program, const RenderOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto extension = std::filesystem::path(options.out).extension().string();
  const auto* format = by_extension(engine.registry().formats(), extension);
  if (format == nullptr)
    return console.fail(no_writer, {extension.empty() ? options.out : extension, known_extensions(engine.registry().formats())});

  const auto document = compose(engine, options);
  if (!document.ok()) return console.fail(document.diagnostics());
  auto printed = engine.write(*document, format->info().name);
  console.complain(document.diagnostics());
  console.complain(printed.diagnostics());
  if (!printed.ok()) return exit_code(printed.diagnostics());
  return console.fail(write_file(options.out, *printed).diagnostics());
}

}  // namespace

void add_render(Program& program) {
  auto options = std::make_shared<RenderOptions>();
  auto& command = program.add_command("render", {"用数据填好文稿，写成文件", "fill a text with data and write it as a document"});
  program.add_option(command, "TEXT", options->text, "", {"文稿（.gw）", "the text (.gw)"})->required();
  program.add_option(command, "--data", options->data, "FILE", {"变量的值（JSON）", "the values of its variables (JSON)"});
  program.add_option(
      command, "--campaign", options->campaign, "FILE",
      {"活动文件：提供日期、参数、::form 和 ::table", "the workflow file, for its dates, parameters, ::form and ::table"});
  program
      .add_option(command, "-o,--output", options->out, "FILE",
                  {"写成的文件，扩展名定格式（.docx、.pdf、.ofd、.svg、.html、.txt）",
                   "the document, its format by extension (.docx, .pdf, .ofd, .svg, .html, .txt)"})
      ->required();
  program.on(command, [&program, options] { return render(program, *options); });
}

}  // namespace hongtou::cli
