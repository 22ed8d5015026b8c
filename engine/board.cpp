#include "engine/board.h"

#include "engine/board/sections.h"
#include "engine/diagram.h"
#include "engine/document/template.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message no_picture{
    "board.no_picture", "看板没有流程图：没有能画 svg 的插件", "the board has no picture: no plugin draws svg",
    "安装插件 graphviz（hongtou plugins 可查看已装的插件）", "install the plugin graphviz (hongtou plugins lists what is there)"};

// Where the template wants the picture. Values are escaped, so that no value can write this mark.
constexpr std::string_view picture_mark = "<!-- picture -->";

std::string standing(const Sight& sight) {
  if (!sight.state.started) return sight.say({"尚未启动", "not started"});
  if (sight.state.closed) return sight.say({"已结束", "closed"});
  const auto over = days_between(sight.definition.period.last, date_of(sight.now));
  if (over <= 0) return sight.say({"进行中", "running"});
  return sight.say({"进行中，已过活动期间{0}天", "running, {0} days beyond its period"}, {std::to_string(over)});
}

Value page_data(const Sight& sight, const BoardLevels& around, bool with_picture) {
  const auto& definition = sight.definition;
  auto alarm_list = alarms(sight);
  auto total_list = totals(sight);
  auto score_list = scores(sight);
  auto waiting_list = waiting(sight);
  auto coming_list = coming(sight);
  auto late_list = came_late(sight);
  return Map{{"language", sight.language == Language::zh ? "zh-CN" : "en"},
             {"word", page_words(sight.language)},
             {"title", definition.title},
             {"theme", text_or_null(definition.theme)},
             {"lead", text_or_null(definition.unit_name(definition.lead))},
             {"now", sight.when(sight.now)},
             {"period", sight.day(definition.period.first) + " — " + sight.day(definition.period.last)},
             {"standing", standing(sight)},
             {"tiles", tiles(sight)},
             {"has_alarms", !alarm_list.list()->empty()},
             {"alarms", std::move(alarm_list)},
             {"attention", attention(sight)},
             {"has_late", !late_list.list()->empty()},
             {"late", std::move(late_list)},
             {"nothing_next", waiting_list.list()->empty() && coming_list.list()->empty()},
             {"has_waiting", !waiting_list.list()->empty()},
             {"waiting", std::move(waiting_list)},
             {"has_coming", !coming_list.list()->empty()},
             {"coming", std::move(coming_list)},
             {"above", text_or_null(around.above)},
             {"above_link", text_or_null(around.above_link)},
             {"has_levels", !around.below.empty()},
             {"levels", levels(sight, around)},
             {"gantt", gantt(sight)},
             {"with_picture", with_picture},
             {"columns", columns(sight)},
             {"classes", classes(sight)},
             {"legend", legend(sight)},
             {"has_targets", !definition.targets.empty()},
             {"targets", targets(sight)},
             {"has_scores", !score_list.list()->empty()},
             {"scores", std::move(score_list)},
             {"has_totals", !total_list.list()->empty()},
             {"totals", std::move(total_list)},
             {"documents", documents(sight)}};
}

}  // namespace

Result<std::string> board(const Engine& engine, const Campaign& campaign, Instant now, Language language,
                          const BoardLevels& levels) {
  const auto file = engine.environment().share_folder + "/templates/board/board.html";
  const auto text = engine.environment().read_file(file);
  if (!text.ok()) return text.diagnostics();
  const auto page = Template::parse(*text, file);
  if (!page.ok()) return page.diagnostics();

  const auto& definition = campaign.definition();
  const auto* writer = engine.registry().diagram_writer("svg");
  auto out = page->render(page_data(Sight(campaign, now, language), levels, writer != nullptr), escape_html);
  if (!out.ok()) return out;
  if (writer == nullptr) {
    out.warn({definition.file, 0, 0}, no_picture);
    return out;
  }
  const auto picture = writer->write(diagram(definition, campaign.calendar(), campaign.state(), now, language));
  if (!picture.ok()) return picture.diagnostics();
  *out = replace_all(*std::move(out), picture_mark, *picture);
  return out;
}

}  // namespace hongtou
