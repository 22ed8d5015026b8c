#include "engine/board/sections.h"

namespace hongtou {

namespace {

struct NamedWords {
  std::string_view name;
  Words words;
};

constexpr NamedWords template_words[] = {
    {"board", {"活动看板", "Campaign board"}},
    {"as_of", {"截至", "As of"}},
    {"lead", {"牵头单位", "Lead"}},
    {"period", {"活动期间", "Period"}},
    {"alarms", {"需要处理", "Needs a person"}},
    {"attention", {"谁逾期、谁缺报", "Who is late, who is missing"}},
    {"nobody", {"目前没有逾期、缺报或被退回的单位。", "No unit is overdue, missing or returned at present."}},
    {"came_late", {"已经报来、只是迟了的", "In, but late"}},
    {"next", {"接下来", "What comes next"}},
    {"nothing_next", {"没有排定日期的事项。", "Nothing with a date is left."}},
    {"waiting", {"等待办理", "Waiting for"}},
    {"coming", {"近期日程", "Coming dates"}},
    {"above", {"上级", "Above"}},
    {"levels", {"下级活动", "Levels below"}},
    {"level", {"单位", "Unit"}},
    {"level_in", {"已报", "Reported"}},
    {"level_levels", {"下设", "Levels below"}},
    {"level_late", {"逾期、缺报", "Late or missing"}},
    {"nobody_late", {"没有", "nobody"}},
    {"gantt", {"进度", "Progress"}},
    {"today", {"今天", "today"}},
    {"due_mark", {"截止日", "due"}},
    {"bar_done", {"已完成", "done"}},
    {"bar_open", {"进行中", "open"}},
    {"bar_overdue", {"有逾期", "overdue"}},
    {"bar_waiting", {"未开始", "waiting"}},
    {"scores", {"考核", "Scores"}},
    {"picture", {"活动流程", "The campaign"}},
    {"items", {"各单位报送情况", "Units and their reports"}},
    {"unit", {"单位", "Unit"}},
    {"legend", {"图例", "Legend"}},
    {"not_asked", {"不需报送", "not asked"}},
    {"targets", {"目标完成情况", "Targets"}},
    {"met", {"达标", "met"}},
    {"not_met", {"未达标", "not met"}},
    {"not_yet", {"尚未达到", "not yet"}},
    {"watched", {"只统计，不设指标", "watched only"}},
    {"no_data", {"尚无数据", "no data"}},
    {"all_met", {"全部达标", "all units reach it"}},
    {"final", {"已核定", "final"}},
    {"totals", {"汇总数据", "Totals"}},
    {"incomplete", {"合计不完整", "Totals incomplete"}},
    {"still_missing", {"未计入", "not counted"}},
    {"counted", {"已计入", "counted"}},
    {"documents", {"文件", "Documents"}},
    {"title", {"标题", "Title"}},
    {"step", {"步骤", "Step"}},
    {"formats", {"格式", "Formats"}},
    {"time", {"时间", "Time"}},
    {"state", {"状态", "State"}},
    {"none", {"尚无", "None yet"}},
};

}  // namespace

Value page_words(Language language) {
  Value out{Map{}};
  for (const auto& [name, each] : template_words) out[name] = each.in(language);
  return out;
}

}  // namespace hongtou
