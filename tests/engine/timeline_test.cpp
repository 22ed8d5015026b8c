#include "engine/timeline.h"

#include "engine/campaign/event.h"
#include "engine/text.h"
#include "tests/engine/june_campaign.h"

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

using namespace hongtou;

namespace {

// The words that the step kinds and the decider give for how a step or a scope ends.
std::set<std::string> ways_in_sources() {
  static const std::regex place(R"rx((settle\(|\bend\(turn, |call_off\(\w+, |"how"(, |\] = )).*)rx");
  static const std::regex quoted(R"rx("([a-z_]+)")rx");
  static const std::set<std::string> keys{"how", "settles", "step", "scope", "unit", "units", "reason", "dead", "inputs"};
  std::set<std::string> ways;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(HONGTOU_SOURCE_DIR "/engine/campaign")) {
    if (entry.path().extension() != ".cpp" || entry.path().filename() == "campaign_data.cpp") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      std::smatch from;
      if (!std::regex_search(line, from, place)) continue;
      const auto rest = from.str();
      for (std::sregex_iterator word(rest.begin(), rest.end(), quoted), end; word != end; ++word)
        if (!keys.contains((*word)[1])) ways.insert((*word)[1]);
    }
  }
  return ways;
}

class Timeline {
 public:
  Timeline() : definition_(yangquan(Engine(installed()))) {}

  JournalEvent event(std::string_view type, const std::string& json, const std::string& actor = "engine") const {
    const auto data = parse_json(json);
    REQUIRE_MESSAGE(data.ok(), json);
    return {1, at("2023-06-10 09:00"), at("2023-06-10 09:00"), actor, std::string(type), *data, {}};
  }

  std::string tell(Language language, std::string_view type, const std::string& json) const {
    const auto lines = timeline_data(definition_, {event(type, json)}, language);
    return lines.list()->front().at("text").text_or("");
  }
  void check(std::string_view type, const std::string& json, const std::string& zh, const std::string& en) const {
    CHECK(tell(Language::zh, type, json) == zh);
    CHECK(tell(Language::en, type, json) == en);
  }

 protected:
  Definition definition_;
};

}  // namespace

TEST_CASE_FIXTURE(Timeline, "every kind of event is said in a sentence") {
  namespace t = event_type;
  check(t::campaign_started, R"({"title": "宣传月"})", "活动启动：宣传月", "the campaign starts: 宣传月");
  check(t::items_opened, R"({"step": "liaison", "units": ["caiwa"], "due": "2023-06-05T17:00:00+08:00"})",
        "联络人名单：布置给1个单位，截止6月5日17时", "联络人名单: asked of 1 units, due 5 June 17:00");
  check(t::reminder_sent,
        R"({"unit": "caiwa", "items": [{"step": "liaison", "due": "2023-06-05", "due_at": "2023-06-05T17:30:00+08:00"}]})",
        "提醒蔡洼街道：联络人名单（截止6月5日17时30分）", "reminder to 蔡洼街道: 联络人名单 (due 5 June 17:30)");
  check(t::step_opened, R"({"step": "liaison"})", "联络人名单：开始", "联络人名单: opens");
  check(t::step_skipped, R"({"step": "summary", "how": "switched_off"})", "情况报告：略过（本次不做）",
        "情况报告: skipped (not part of this campaign)");
  check(t::step_skipped, R"({"step": "summary", "how": "when"})", "情况报告：略过（条件不成立）",
        "情况报告: skipped (its condition does not hold)");
  check(t::step_skipped, R"({"step": "summary", "how": "cancelled", "reason": "total"})", "情况报告：略过（“汇总统计”已先行）",
        "情况报告: skipped (“汇总统计” came first)");
  check(t::step_skipped, R"({"step": "summary", "how": "closed", "reason": "场地停用"})", "情况报告：略过（人工决定）：场地停用",
        "情况报告: skipped (closed by hand): 场地停用");
  check(t::step_died, R"({"step": "summary", "how": "dead"})", "情况报告：不再进行（没有通向它的路）",
        "情况报告: will not happen (no way leads to it any more)");
  check(t::step_settled, R"({"step": "report", "how": "complete"})", "总结和统计表：办结（全部办结）",
        "总结和统计表: settles (complete)");
  check(t::step_settled, R"({"step": "report", "how": "closed", "reason": "先行汇总"})",
        "总结和统计表：办结（人工决定）：先行汇总", "总结和统计表: settles (closed by hand): 先行汇总");
  check(t::step_settled, R"({"step": "report", "how": "a new way"})", "总结和统计表：办结（a new way）",
        "总结和统计表: settles (a new way)");
  check(t::step_went_stale, R"({"step": "total", "because": "report"})", "汇总统计：结果已过时，“总结和统计表”的数据有更正",
        "汇总统计: its result is out of date: the data of “总结和统计表” was corrected");
  check(t::outcome_chosen, R"({"step": "review", "outcome": "approve", "reason": "同意"})", "review：决定“approve”：同意",
        "review: decided “approve”: 同意");
  check(t::items_opened, R"({"step": "liaison", "units": ["caiwa", "saiyu"], "due": "2023-06-11T00:00:00+08:00"})",
        "联络人名单：布置给2个单位，截止6月10日", "联络人名单: asked of 2 units, due 10 June");
  check(t::items_opened,
        R"({"step": "liaison", "units": ["caiwa"], "due": "2023-06-16T00:00:00+08:00", "before": "2023-06-11T00:00:00+08:00"})",
        "联络人名单：布置给1个单位，截止6月15日（原定6月10日，布置时已过）",
        "联络人名单: asked of 1 units, due 15 June (was 10 June, past when asked)");
  check(t::items_opened, R"({"step": "liaison", "units": ["caiwa"], "due": "2024-01-06T00:00:00+08:00"})",
        "联络人名单：布置给1个单位，截止2024年1月5日", "联络人名单: asked of 1 units, due 5 January 2024");
  check(t::items_opened, R"({"step": "work_info", "units": ["caiwa"]})", "工作信息：布置给1个单位", "工作信息: asked of 1 units");
  check(t::items_opened, R"({"step": "notice", "units": ["caiwa"]})", "印发通知：待1个单位签收",
        "印发通知: 1 units are to confirm the receipt");
  check(t::items_overdue, R"({"step": "liaison", "units": ["caiwa", "saiyu"]})",
        "联络人名单：2个单位逾期未报：蔡洼街道、赛鱼街道", "联络人名单: 2 units overdue: 蔡洼街道, 赛鱼街道");
  check(t::items_missing, R"({"step": "liaison", "units": ["caiwa"]})", "联络人名单：1个单位缺报：蔡洼街道",
        "联络人名单: 1 units missing: 蔡洼街道");
  check(t::items_closed, R"({"step": "work_info", "units": ["caiwa"], "reason": "voluntary"})",
        "工作信息：蔡洼街道的事项关闭（自愿报送，期满未报）", "工作信息: closed for 蔡洼街道 (voluntary, none came)");
  check(t::date_announced, R"({"step": "report", "key": "due", "value": "2023-06-28", "reason": "另定"})",
        "总结和统计表：宣布日期 截止：2023-06-28：另定", "总结和统计表: date announced, due: 2023-06-28: 另定");
  check(t::item_waived, R"({"step": "liaison", "unit": "caiwa", "reason": "机构合并"})", "联络人名单：蔡洼街道免报：机构合并",
        "联络人名单: 蔡洼街道 waived: 机构合并");
  check(t::reminder_sent,
        R"({"unit": "caiwa", "items": [{"step": "liaison", "due": "2023-06-10"}, {"step": "report", "due": "2023-06-25"}]})",
        "提醒蔡洼街道：联络人名单（截止6月10日）、总结和统计表（截止6月25日）",
        "reminder to 蔡洼街道: 联络人名单 (due 10 June), 总结和统计表 (due 25 June)");
  check(t::report_submitted, R"({"step": "liaison", "unit": "pingtanjie", "version": 1, "late": true})",
        "联络人名单：平潭街街道报送（第1版，逾期）", "联络人名单: 平潭街街道 submits (version 1, late)");
  check(t::report_submitted, R"({"step": "liaison", "unit": "pingtanjie", "version": 2, "late": false, "findings": [{}]})",
        "联络人名单：平潭街街道报送（第2版，1处存疑）", "联络人名单: 平潭街街道 submits (version 2, 1 findings)");
  check(t::report_accepted, R"({"step": "liaison", "unit": "pingtanjie", "version": 1})",
        "联络人名单：接收平潭街街道的报送（第1版）", "联络人名单: the report of 平潭街街道 is accepted (version 1)");
  check(t::report_returned, R"({"step": "report", "unit": "pingtanjie", "version": 1, "reason": "数据不符"})",
        "总结和统计表：退回平潭街街道的报送（第1版）：数据不符",
        "总结和统计表: the report of 平潭街街道 is returned (version 1): 数据不符");
  check(t::receipt_confirmed, R"({"step": "notice", "unit": "caiwa"})", "印发通知：蔡洼街道签收",
        "印发通知: 蔡洼街道 confirms the receipt");
  check(t::document_signed, R"({"step": "notice", "role": "签发", "opinion": "同意"})", "印发通知：“签发”签批：同意",
        "印发通知: signed as “签发”: 同意");
  check(t::document_issued, R"({"step": "notice", "title": "关于宣传月的通知", "recipients": ["caiwa", "saiyu"]})",
        "印发通知：印发“关于宣传月的通知”，发2个单位", "印发通知: issues “关于宣传月的通知” to 2 units");
  check(t::document_compiled, R"({"step": "total", "title": "汇总统计"})", "汇总统计：生成“汇总统计”",
        "汇总统计: makes “汇总统计”");
  check(
      t::targets_measured,
      R"({"targets": ["lectures", "x"], "results": {"lectures": {"caiwa": {"status": "met"}, "saiyu": {"status": "no_data"}}}, "final": true})",
      "核定指标：宣传讲座不少于1次 1/2；x 0/0", "targets measured: 宣传讲座不少于1次 1/2; x 0/0");
  check(t::units_assessed, R"({"step": "assess", "results": [{}, {}]})", "考核：考核2个单位", "考核: 2 units assessed");
  check(t::step_noted, R"({"step": "month", "note": "晴"})", "宣传月：记录：晴", "宣传月: noted: 晴");
  check(t::incident_raised, R"({"step": "total", "problems": [{"code": "a.b", "zh": "数据不全", "en": "data is missing"}]})",
        "汇总统计：出现问题，待人处理：数据不全", "汇总统计: waits for a person: data is missing");
  check(t::incident_cleared, R"({"step": "total"})", "汇总统计：问题已处理", "汇总统计: the problem is settled");
  check(t::definition_changed, R"({"reason": "增加复查"})", "活动文件换成新版本：增加复查",
        "the campaign goes on with new files: 增加复查");
  check(t::clock_moved, R"({"to": "2023-06-10T09:00:00+08:00"})", "时钟拨到 2023-06-10 09:00",
        "the clock is moved to 2023-06-10 09:00");
  check(t::campaign_closed, "{}", "活动结束", "the campaign is over");
}

TEST_CASE_FIXTURE(Timeline, "a campaign that began on paper says so, and when it is live") {
  namespace t = event_type;
  check(t::campaign_started, R"({"title": "宣传月", "on_paper": true, "on_behalf": "通知已印发"})",
        "活动启动：宣传月，在纸面上；补录完毕以前，提醒、督办不由系统发出（代录：通知已印发）",
        "the campaign starts: 宣传月, on paper; until that is entered, reminders and supervision are not sent by the system "
        "(entered from paper: 通知已印发)");
  check(t::went_live, "{}", "纸面上办的事补录完毕，从此按时钟进行",
        "what was done on paper has been entered: the campaign goes by the clock from now on");
  check(t::step_opened, R"({"step": "liaison", "again": true})", "联络人名单：又有逾期的，接着办",
        "联络人名单: goes on: somebody is late again");
}

TEST_CASE_FIXTURE(Timeline, "every way that the engine gives for how a step ends has a word in both languages") {
  const auto ways = ways_in_sources();
  CHECK(ways.size() > 7);
  for (const auto& way : ways) {
    CAPTURE(way);
    const auto data = R"({"step": "month", "how": ")" + way + R"(", "reason": "total"})";
    for (const auto type : {event_type::step_settled, event_type::step_skipped})
      for (const auto language : {Language::zh, Language::en}) {
        const auto told = tell(language, type, data);
        CHECK(told.find("（" + way + "）") == std::string::npos);
        if (way != "complete") CHECK(told.find("(" + way + ")") == std::string::npos);
      }
  }
}

TEST_CASE_FIXTURE(Timeline, "what the engine closes because another step came first is told in words") {
  check(event_type::scope_settled, R"({"step": "month", "scope": "", "how": "closed", "reason": "cancelled"})",
        "宣传月：关闭：已由其他步骤取代", "宣传月:  closed: another step came first");
}

TEST_CASE_FIXTURE(Timeline, "operations on items are said in sentences") {
  namespace t = event_type;
  check(t::draft_saved, R"({"step": "report", "unit": "caiwa", "data": {}})", "总结和统计表：蔡洼街道存草稿",
        "总结和统计表: 蔡洼街道 saves a draft");
  check(t::report_withdrawn, R"({"step": "report", "unit": "caiwa", "version": 2, "reason": "数字有误"})",
        "总结和统计表：蔡洼街道撤回报送（第2版）：数字有误", "总结和统计表: 蔡洼街道 withdraws its report (version 2): 数字有误");
  check(t::items_rescheduled, R"({"step": "report", "units": ["caiwa"], "due": "2023-07-01T00:00:00+08:00", "reason": "汛期"})",
        "总结和统计表：截止改为6月30日：蔡洼街道：汛期", "总结和统计表: now due 30 June: 蔡洼街道: 汛期");
  check(t::item_delegated, R"({"step": "report", "unit": "caiwa", "to": "saiyu"})", "总结和统计表：蔡洼街道委托赛鱼街道办理",
        "总结和统计表: 蔡洼街道 delegates it to 赛鱼街道");
  check(t::item_delegated, R"({"step": "report", "unit": "caiwa", "to": ""})", "总结和统计表：蔡洼街道收回委托",
        "总结和统计表: 蔡洼街道 does it by itself again");
  check(t::item_transferred, R"({"step": "report", "unit": "caiwa", "to": "saiyu", "reason": "合并"})",
        "总结和统计表：蔡洼街道的事项转赛鱼街道负责：合并", "总结和统计表: what 蔡洼街道 owes is for 赛鱼街道 now: 合并");
  check(t::unit_urged, R"({"step": "report", "unit": "caiwa", "text": "请抓紧"})", "总结和统计表：催办蔡洼街道：请抓紧",
        "总结和统计表: urges 蔡洼街道: 请抓紧");
  check(t::units_supervised, R"({"step": "assess", "scope": "1", "of": "report", "units": ["caiwa", "saiyu"]})",
        "考核：蔡洼街道、赛鱼街道逾期未报“总结和统计表”，开始督办",
        "考核: 蔡洼街道, 赛鱼街道: late with “总结和统计表”, supervision begins");
  check(t::units_supervised, R"({"step": "assess", "scope": "1", "of": "report", "units": ["caiwa"], "rung": "notice"})",
        "考核：已对蔡洼街道印发通知：“总结和统计表”逾期未报", "考核: 蔡洼街道: 印发通知, late with “总结和统计表”");
  check(t::item_suspended, R"({"step": "report", "unit": "caiwa", "reason": "核查"})", "总结和统计表：蔡洼街道的事项暂停：核查",
        "总结和统计表: suspended for 蔡洼街道: 核查");
  check(t::item_resumed, R"({"step": "report", "unit": "caiwa", "due": "2023-07-01T00:00:00+08:00"})",
        "总结和统计表：蔡洼街道的事项恢复，截止改为6月30日", "总结和统计表: resumed for 蔡洼街道, now due 30 June");
  check(t::step_skipped, R"({"step": "summary", "how": "called_off", "reason": "上级取消"})", "情况报告：略过（取消）：上级取消",
        "情况报告: skipped (called off): 上级取消");
  check(t::report_accepted, R"({"step": "liaison", "unit": "caiwa", "version": 1, "on_behalf": "纸质送达"})",
        "联络人名单：接收蔡洼街道的报送（第1版）（代录：纸质送达）",
        "联络人名单: the report of 蔡洼街道 is accepted (version 1) (entered from paper: 纸质送达)");
}

TEST_CASE_FIXTURE(Timeline, "what becomes of a nomination is said in sentences") {
  namespace t = event_type;
  check(t::entry_made, R"({"step": "assess", "kind": "nomination", "rule": "先进", "unit": "caiwa", "reason": "宣讲多"})",
        "考核：推荐：蔡洼街道，先进：宣讲多", "考核: nominates: 蔡洼街道, 先进: 宣讲多");
  check(t::entry_made,
        R"({"step": "assess", "kind": "grant", "rule": "先进", "unit": "caiwa", "granted": false, "reason": "名额已满"})",
        "考核：不予评选：蔡洼街道，先进：名额已满", "考核: does not choose: 蔡洼街道, 先进: 名额已满");
  check(t::entry_made, R"({"step": "assess", "kind": "decided", "rule": "先进", "unit": "", "reason": "会议审定"})",
        "考核：先进审定完毕：会议审定", "考核: 先进 has been decided: 会议审定");
}

TEST_CASE_FIXTURE(Timeline, "countersigning and copies are said in sentences") {
  namespace t = event_type;
  check(t::countersign_asked, R"({"step": "notice", "unit": "", "signers": ["caiwa", "saiyu"], "way": "in-turn"})",
        "印发通知：文稿请蔡洼街道、赛鱼街道会签（依次）",
        "印发通知: the draft is to be countersigned by 蔡洼街道, 赛鱼街道 (in turn)");
  check(t::countersign_asked, R"({"step": "report", "unit": "caiwa", "signers": ["saiyu"], "way": "2"})",
        "总结和统计表：蔡洼街道的报送请赛鱼街道会签（2家同意即可）",
        "总结和统计表: the report of 蔡洼街道 is to be countersigned by 赛鱼街道 (2 will do)");
  check(t::signer_added, R"({"step": "notice", "unit": "", "signer": "saiyu"})", "印发通知：文稿加签：赛鱼街道",
        "印发通知: the draft: also to be countersigned by 赛鱼街道");
  check(t::signer_dropped, R"({"step": "notice", "unit": "", "signer": "saiyu", "reason": "已协调"})",
        "印发通知：文稿减签：赛鱼街道：已协调", "印发通知: the draft: no more to be countersigned by 赛鱼街道: 已协调");
  check(t::countersigned, R"({"step": "notice", "unit": "", "signer": "saiyu", "agrees": true, "opinion": "无意见"})",
        "印发通知：赛鱼街道会签文稿：同意，无意见", "印发通知: 赛鱼街道 agrees to the draft: 无意见");
  check(t::countersigned, R"({"step": "notice", "unit": "", "signer": "saiyu", "agrees": false, "opinion": "第二条不妥"})",
        "印发通知：赛鱼街道会签文稿：不同意，第二条不妥", "印发通知: 赛鱼街道 does not agree to the draft: 第二条不妥");
  check(t::copies_sent, R"({"step": "notice", "to": ["saiyu"], "text": "请阅"})", "印发通知：传阅赛鱼街道：请阅",
        "印发通知: copies to 赛鱼街道: 请阅");
  check(t::copy_read, R"({"step": "notice", "reader": "saiyu"})", "印发通知：赛鱼街道已阅", "印发通知: 赛鱼街道 has read it");
}

TEST_CASE_FIXTURE(Timeline, "an event of an unknown type is told by its type") {
  check("fire_drill", R"({"step": "month"})", "宣传月：fire_drill", "宣传月: fire_drill");
}

TEST_CASE_FIXTURE(Timeline, "an erased value leaves its place empty and the sentence stands") {
  check(event_type::item_waived, R"({"step": "liaison", "unit": "caiwa", "reason": {"$erased": true}})",
        "联络人名单：蔡洼街道免报", "联络人名单: 蔡洼街道 waived");
}

TEST_CASE_FIXTURE(Timeline, "the columns of a timeline are aligned also in Chinese") {
  const std::vector<JournalEvent> events{
      event(event_type::step_opened, R"({"step": "total"})"),
      event(event_type::receipt_confirmed, R"({"step": "notice", "unit": "market"})", "market"),
      event(event_type::step_noted, R"({"step": "month", "note": "两\n行"})", "district_office")};
  CHECK(timeline_text(definition_, events, Language::zh) ==
        "2023-06-10 09:00  系统          汇总统计：开始\n"
        "2023-06-10 09:00  区市场监管局  印发通知：区市场监管局签收\n"
        "2023-06-10 09:00  区处非办      宣传月：记录：两 行\n");
  CHECK(timeline_text(definition_, {events[0]}, Language::en) == "2023-06-10 09:00  system  汇总统计: opens\n");
}

TEST_CASE_FIXTURE(Timeline, "timeline data names what the event names") {
  const auto data = timeline_data(
      definition_, {event(event_type::receipt_confirmed, R"({"step": "notice", "unit": "caiwa"})", "caiwa")}, Language::zh);
  CHECK(
      to_json(data.list()->front()) ==
      R"({"actor":"caiwa","actor_name":"蔡洼街道","effective":"2023-06-10T09:00:00+08:00","recorded":"2023-06-10T09:00:00+08:00",)"
      R"("sequence":1,"step":"notice","step_label":"印发通知","text":"印发通知：蔡洼街道签收","type":"receipt_confirmed",)"
      R"("unit":"caiwa","unit_name":"蔡洼街道"})");
}
