#include "bindings/cli/text_context.h"

#include <algorithm>
#include <filesystem>

#include "bindings/cli/text_pictures.h"

namespace hongtou::cli {

namespace {

constexpr Message needs_campaign{"render.needs_campaign", "“::{0} {1}”要在活动中才有内容",
                                 "“::{0} {1}” has its content from a campaign", "用 --campaign 给出活动文件（campaign.info）",
                                 "name the workflow file (campaign.info) with --campaign"};
constexpr Message not_a_map{"render.data", "数据应是 JSON 对象：{ … }", "the data is to be a JSON object: { … }",
                            "每个变量一个成员，例如 {\"year\": 2023}", "a member a variable, such as {\"year\": 2023}"};

}  // namespace

void add_text_files(Program& program, CLI::App& command, TextFiles& files) {
  program.add_option(command, "TEXT", files.text, "", {"文稿（.gw）", "the text (.gw)"})->required();
  program.add_option(command, "--data", files.data, "FILE", {"变量的值（JSON）", "the values of its variables (JSON)"});
  program.add_option(
      command, "--campaign", files.campaign, "FILE",
      {"活动文件：提供日期、参数、::form 和 ::table", "the workflow file, for its dates, parameters, ::form and ::table"});
}

Result<TextContext> TextContext::read(const Engine& engine, const TextFiles& files) {
  const auto& environment = engine.environment();
  const auto bytes = environment.read_file(files.text);
  if (!bytes.ok()) return bytes.diagnostics();
  auto text = OfficialText::read(*bytes, files.text);
  if (!text.ok()) return text.diagnostics();
  Result<TextContext> context(TextContext{});
  context->files_ = files;
  context->text_ = *std::move(text);
  if (!files.campaign.empty()) context.add(context->read_campaign(engine));
  if (context.ok() && !files.data.empty()) context.add(context->read_data(environment));
  if (files.campaign.empty()) context->read_pictures(environment);
  return context;
}

Diagnostics TextContext::read_campaign(const Engine& engine) {
  auto definition = engine.load(files_.campaign);
  if (!definition.ok()) return definition.diagnostics();
  definition_ = *std::move(definition);
  auto told = definition.diagnostics();
  const auto calendar = engine.calendar();
  told.insert(told.end(), calendar.diagnostics().begin(), calendar.diagnostics().end());
  if (!calendar.ok()) return told;
  calendar_ = calendar->with(definition_.own_calendar);
  const auto here = place();
  data_ = campaign_data(here, date_of(engine.environment().now()));
  add_scope_samples(data_, definition_, here.step());
  return told;
}

Diagnostics TextContext::read_data(const Environment& environment) {
  const auto bytes = environment.read_file(files_.data);
  if (!bytes.ok()) return bytes.diagnostics();
  const auto data = parse_json(*bytes, files_.data);
  if (!data.ok()) return data.diagnostics();
  if (data->map() == nullptr) return {{Severity::error, {files_.data, 1, 1}, not_a_map, {}}};
  overlay(data_, *data);
  return {};
}

void TextContext::read_pictures(const Environment& environment) {
  for (const auto& request : text_->pictures())
    pictures_.try_emplace(request.argument, read_picture(environment, files_.text, request));
}

// The step whose text it is, before anything has happened; else the campaign's first.
Place TextContext::place() const {
  const auto& places = definition_.places();
  const auto found = std::find_if(places.begin(), places.end(), [&](const StepPlace& one) {
    const auto name = one.step->name("text").substr(one.step->within.size());
    return !name.empty() && std::filesystem::path(files_.text).filename() == std::filesystem::path(name).filename();
  });
  const auto& step = found == places.end() ? *places.front().step : *found->step;
  return {definition_, calendar_, state_, root_scope(definition_), step};
}

BlockSource TextContext::blocks(const Value& data) const {
  if (!files_.campaign.empty()) return block_source(place(), data);
  return [this](const BlockRequest& request) -> Result<std::vector<Block>> {
    if (request.kind == "picture") return picture(request);
    return Result<std::vector<Block>>::failure(request.position, needs_campaign, {request.kind, request.argument});
  };
}

Result<std::vector<Block>> TextContext::picture(const BlockRequest& request) const {
  const auto& image = pictures_.at(request.argument);
  if (!image.ok()) return image.diagnostics();
  return std::vector<Block>{{request.position, Picture{*image, {}}}};
}

}  // namespace hongtou::cli
