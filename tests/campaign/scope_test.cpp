// Scopes: flows that run per unit, per period, per case, in a phase or from another file, and how they hang together.
#include "engine/campaign/outstanding.h"
#include "tests/campaign/a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string monthly =
    "steps { monthly { do repeat every month first 2023-06 until 2023-08 steps {\n"
    "  report { do collect form numbers from 街道 due 25日 remind -1 }\n"
    "  sum { do compile text total.gw after report } } }\n"
    "  total { do compile text total.gw after monthly } }";

const std::string clues =
    "steps { clue { do case from 街道 until 2023-09-30 steps {\n"
    "  look { do decision outcomes \"crime, minor, false=end\" }\n"
    "  mend { do collect form numbers from self due \"10 days after look\" after look=minor }\n"
    "  again { do decision outcomes \"mended=end, still=return look\" after mend }\n"
    "  pass { do mark after look=crime } } }\n"
    "  wrap { do mark on 2023-10-01 after clue } }";

std::vector<std::string> scopes(const ACampaign& campaign, const std::string& step) {
  std::vector<std::string> keys;
  for (const auto& [key, scope] : campaign.state.step(step).scopes) keys.push_back(key);
  return keys;
}

void open_clue(ACampaign& campaign, const std::string& unit = "east") {
  campaign.do_(OpenCase{"clue", unit, Value(Map{}), "某某商行"}, unit);
}

}  // namespace

TEST_CASE("a period opens by its date whatever is open before, and its due date is its own") {
  ACampaign campaign(monthly);
  campaign.at("2023-06-01 09:00");
  CHECK(scopes(campaign, "monthly") == std::vector<std::string>{"2023-06"});
  CHECK(*campaign.item("monthly[2023-06]/report", "east").due == end_of_day(*parse_date("2023-06-25")));
  campaign.at("2023-08-02 09:00");
  CHECK(scopes(campaign, "monthly") == std::vector<std::string>{"2023-06", "2023-07", "2023-08"});
  CHECK(campaign.status("monthly[2023-06]/report") == StepStatus::open);
}

TEST_CASE("a late June does not hold July, and outside the repeat is one step") {
  ACampaign campaign(monthly);
  campaign.at("2023-07-05 09:00");
  for (const auto* unit : {"east", "west", "north"}) campaign.report("monthly[2023-07]/report", unit);
  CHECK(campaign.status("monthly[2023-07]/sum") == StepStatus::done);
  CHECK(campaign.status("monthly[2023-06]/sum") == StepStatus::waiting);
  campaign.at("2023-08-05 09:00");
  for (const auto* unit : {"east", "west", "north"}) {
    campaign.report("monthly[2023-06]/report", unit);
    CHECK(campaign.item("monthly[2023-06]/report", unit).late);
    CHECK(campaign.status("total") == StepStatus::waiting);
    campaign.report("monthly[2023-08]/report", unit);
  }
  CHECK(campaign.status("monthly") == StepStatus::done);
  CHECK(campaign.status("total") == StepStatus::done);
}

TEST_CASE("the first period is the one that is not past its due date when the repeat opens") {
  ACampaign campaign(
      "steps { wait { do mark on 2023-06-26 } monthly { do repeat every month until 2023-08 after wait steps {\n"
      " report { do collect form numbers from 街道 due 25日 } } } }");
  campaign.at("2023-06-28 09:00");
  CHECK(scopes(campaign, "monthly").empty());
  campaign.at("2023-07-01 09:00");
  CHECK(scopes(campaign, "monthly") == std::vector<std::string>{"2023-07"});
}

TEST_CASE("the first week begins before the day that names it, as far as the campaign goes") {
  const std::string steps =
      "steps { weekly { do repeat every week first 2023-06-01 until 2023-06-30 steps {\n"
      "  report { do collect form numbers from 街道 due 周五 } } } }";
  ACampaign campaign(steps);
  campaign.at("2023-05-29 09:00");
  CHECK(scopes(campaign, "weekly") == std::vector<std::string>{"2023-W22"});
  CHECK(campaign.state.step("weekly").scopes.at("2023-W22").period ==
        Period{*parse_date("2023-05-29"), *parse_date("2023-06-04")});
}

TEST_CASE("a step's name alone as a date is the day it ends, as its days stand now") {
  ACampaign campaign(
      "steps { notice { do mark on 2023-06-01 }\n"
      "  shown { do mark window \"within 5 working days after notice\" after notice }\n"
      "  talk { do mark on 另行通知 }\n"
      "  reply { do collect form numbers from 街道 due shown }\n"
      "  later { do collect form numbers from 街道 due talk }\n"
      "  objection { do case from 街道 until shown steps { look { do decision outcomes \"a, b\" } } } }");
  campaign.at("2023-06-02 09:00");
  CHECK(*campaign.place("reply").end("due") == end_of_day(*parse_date("2023-06-08")));
  CHECK_FALSE(campaign.place("later").end("due"));
  CHECK(campaign.place("reply").span("due")->last_day() == *parse_date("2023-06-08"));
  campaign.do_(Announce{"talk", "on", "2023-06-20", "已商定"});
  CHECK(*campaign.place("later").end("due") == end_of_day(*parse_date("2023-06-20")));
  campaign.at("2023-06-08 23:00");
  CHECK(campaign.status("objection") == StepStatus::open);
  campaign.at("2023-06-09 09:00");
  CHECK(campaign.status("objection") == StepStatus::done);
}

TEST_CASE("reminders of all scopes go out on the working day before") {
  ACampaign campaign(monthly);
  campaign.at("2023-07-24 10:00");  // 06-25 is a make-up working day, the one before is 06-21
  const auto sent = campaign.happened(event_type::reminder_sent);
  REQUIRE(sent.size() == 6);
  CHECK(to_local_text(sent[0].effective) == "2023-06-21 09:00");
  CHECK(to_local_text(sent[3].effective) == "2023-07-24 09:00");
}

TEST_CASE("a text outside a repeat adds up all periods, one inside only its own") {
  ACampaign campaign(monthly);
  campaign.at("2023-08-05 09:00");
  for (const auto* month : {"2023-06", "2023-07", "2023-08"})
    for (const auto* unit : {"east", "west", "north"}) campaign.report("monthly[" + std::string(month) + "]/report", unit, 2);
  const auto outside = campaign_data(campaign.place("total"), *parse_date("2023-08-05"));
  CHECK(outside.at("report").at("total").at("events") == Value(18));
  CHECK(outside.at("report").at("record_count") == Value(9));
  CHECK(outside.at("monthly").at("count") == Value(3));
  const auto inside = campaign_data(campaign.place("monthly[2023-07]/sum"), *parse_date("2023-08-05"));
  CHECK(inside.at("report").at("total").at("events") == Value(6));
  CHECK(inside.at("monthly").at("title") == Value("2023年7月"));
}

TEST_CASE("a week reads the days that fall within it and no other") {
  ACampaign campaign(
      "steps { daily { do repeat every day first 2023-06-01 until 2023-06-30 steps { entry { do collect form numbers from "
      "east } } }\n"
      " weekly { do repeat every week first 2023-06-05 until 2023-06-18 steps { review { do compile text total.gw on 周五 } "
      "} }\n report { do collect form numbers from 街道 } }");
  campaign.at("2023-06-10 09:00");
  campaign.report("daily[2023-06-04]/entry", "east", 100);
  campaign.report("daily[2023-06-06]/entry", "east", 5);
  campaign.report("daily[2023-06-08]/entry", "east", 7);
  const auto data = campaign_data(campaign.place("weekly[2023-W23]/review"), *parse_date("2023-06-10"));
  CHECK(data.at("entry").at("total").at("events") == Value(12));
}

TEST_CASE("an each runs its steps for every unit and its children") {
  ACampaign campaign("steps { streets { do each over 街道 steps { report { do collect form numbers from self } } } }");
  CHECK(scopes(campaign, "streets").size() == 3);
  CHECK(campaign.state.step("streets[east]/report").items.size() == 1);
  for (const auto* unit : {"east", "west", "north"}) campaign.report("streets[" + std::string(unit) + "]/report", unit);
  CHECK(campaign.status("streets") == StepStatus::done);
}

TEST_CASE("in turn the next begins when the one before has settled") {
  ACampaign campaign(
      "steps { streets { do each over 街道 in-turn yes steps { report { do collect form numbers from self } } } }");
  CHECK(scopes(campaign, "streets") == std::vector<std::string>{"east"});
  campaign.report("streets[east]/report", "east");
  CHECK(scopes(campaign, "streets").size() == 2);
}

TEST_CASE("a unit that joins is asked, one that leaves owes nothing any more") {
  ACampaign campaign(
      "steps { report { do collect form numbers from 街道 due 2023-06-25 }\n"
      " streets { do each over 街道 steps { visit { do collect form numbers from self } } } }");
  campaign.do_(Join{"south", "南街道", "office", {"街道"}});
  CHECK(campaign.item("report", "south").status == ItemStatus::open);
  CHECK(campaign.state.step("streets").scopes.contains("south"));
  campaign.do_(Leave{"west", "并入东街道"});
  CHECK(campaign.item("report", "west").status == ItemStatus::closed);
  CHECK(campaign.state.step("streets").scopes.at("west").settled.has_value());
  for (const auto* unit : {"east", "north", "south"}) campaign.report("report", unit);
  CHECK(campaign.status("report") == StepStatus::done);
  CHECK(campaign.refusal(Leave{"office", "不牵头了"}) ==
        "“区处非办”是牵头单位，不能退出。改由别的单位牵头，要换成新版本的活动文件 / “区处非办” leads the campaign and cannot "
        "leave. another lead wants a new version of the files");
}

TEST_CASE("each case runs its own way and may go back") {
  ACampaign campaign(clues);
  open_clue(campaign);
  open_clue(campaign, "west");
  campaign.do_(Choose{"clue[1]/look", "minor", "一般违规"});
  campaign.do_(Choose{"clue[2]/look", "false", "不属实"});
  CHECK(campaign.state.step("clue").scopes.at("2").settled.has_value());
  CHECK(campaign.item("clue[1]/mend", "east").status == ItemStatus::open);
  campaign.report("clue[1]/mend", "east", 3);
  campaign.do_(Choose{"clue[1]/again", "still", "未整改到位"});
  CHECK(campaign.status("clue[1]/look") == StepStatus::open);
  CHECK(campaign.state.step("clue[1]/look").round == 2);
  CHECK(campaign.status("clue[1]/pass") == StepStatus::waiting);  // dead before the return, it may happen now
  CHECK(campaign.item("clue[1]/mend", "east").versions.size() == 1);
  CHECK(campaign.item("clue[1]/mend", "east").status == ItemStatus::withdrawn);
  campaign.do_(Choose{"clue[1]/look", "minor", "仍为一般违规"});
  CHECK(campaign.item("clue[1]/mend", "east").status == ItemStatus::open);
  campaign.report("clue[1]/mend", "east", 4);
  CHECK(campaign.item("clue[1]/mend", "east").accepted_version == 2);
  campaign.do_(Choose{"clue[1]/again", "mended", "整改到位"});
  CHECK(campaign.state.step("clue").scopes.at("1").settled.has_value());
}

namespace {

const std::string hazards =
    "forms { hazard { layout fields  fields { mend_by { label 整改期限 type date required yes }  place { label 地点 } } }\n"
    "  numbers { fields { events { label 场次 type count } people { label 人次 type count } } } }\n"
    "steps { hazard { do case form hazard from 街道 until 2023-09-30 steps {\n"
    "  mend { do collect form numbers from self due hazard.mend_by remind \"-1, +1\" } } } }";

void open_hazard(ACampaign& campaign, const std::string& mend_by) {
  campaign.do_(OpenCase{"hazard", "east", Value(Map{{"mend_by", mend_by}, {"place", "某学校"}}), "消防通道堵塞"}, "east");
}

std::optional<Instant> end_of(const std::string& day) { return end_of_day(*parse_date(day)); }

}  // namespace

TEST_CASE("a case is due by the day it was registered with and somebody is reminded of it and late") {
  ACampaign campaign(hazards);
  open_hazard(campaign, "2023-06-09");
  open_hazard(campaign, "2023年6月20日");
  CHECK(campaign.item("hazard[1]/mend", "east").due == end_of("2023-06-09"));
  CHECK(campaign.item("hazard[2]/mend", "east").due == end_of("2023-06-20"));
  campaign.at("2023-06-08 10:00");
  CHECK(campaign.happened(event_type::reminder_sent).size() == 1);
  campaign.at("2023-06-10 10:00");
  CHECK(campaign.item("hazard[1]/mend", "east").overdue);
  CHECK_FALSE(campaign.item("hazard[2]/mend", "east").overdue);
}

TEST_CASE("when the registration of a case is corrected its due date moves and the rest of it stays") {
  ACampaign campaign(hazards);
  open_hazard(campaign, "2023-06-09");
  open_hazard(campaign, "2023-06-09");
  campaign.at("2023-06-10 10:00");
  campaign.do_(CorrectCase{"hazard", "1", Value(Map{{"mend_by", "2023-06-19"}}), "登记时写错"});
  CHECK(campaign.item("hazard[1]/mend", "east").due == end_of("2023-06-19"));
  CHECK_FALSE(campaign.item("hazard[1]/mend", "east").overdue);
  CHECK(campaign.item("hazard[2]/mend", "east").due == end_of("2023-06-09"));
  const auto& data = campaign.state.step("hazard").scopes.at("1").data;
  CHECK(data.at("mend_by").text_or("") == "2023-06-19");
  CHECK(data.at("place").text_or("") == "某学校");
  CHECK(campaign.replayed() == campaign.state);
}

TEST_CASE("a correction that leaves the day as it is takes no extension away") {
  ACampaign campaign(hazards);
  open_hazard(campaign, "2023-06-09");
  campaign.do_(Extend{"hazard[1]/mend", "east", "2023-06-30", "放假"});
  campaign.do_(CorrectCase{"hazard", "1", Value(Map{{"place", "某小学"}}), "地点写错"});
  CHECK(campaign.item("hazard[1]/mend", "east").due == end_of("2023-06-30"));
}

TEST_CASE("a correction needs a running case and a reason and figures that will do") {
  ACampaign campaign(hazards);
  open_hazard(campaign, "2023-06-09");
  const Value day(Map{{"mend_by", "2023-06-19"}});
  CHECK(campaign.refusal(CorrectCase{"hazard", "2", day, "写错"}) ==
        "步骤“hazard”没有进行中的“2” / the step “hazard” has no “2” that is running");
  CHECK(campaign.refusal(CorrectCase{"hazard", "1", day, ""}) == "要写明理由 / a reason is wanted");
  CHECK_FALSE(campaign.try_(CorrectCase{"hazard", "1", Value(Map{{"mend_by", "明天"}}), "写错"}).ok());
  CHECK_FALSE(campaign.try_(CorrectCase{"hazard", "1", day, "写错"}, "east").ok());
  CHECK(campaign.item("hazard[1]/mend", "east").due == end_of("2023-06-09"));
}

TEST_CASE("a due date that a report before gave moves when that report is made anew") {
  ACampaign campaign(
      "forms { talk { layout fields  fields { mend_by { label 整改期限 type date required yes } } }\n"
      "  numbers { fields { events { label 场次 type count } people { label 人次 type count } } } }\n"
      "steps { talk { do collect form talk from 区教育局 }\n"
      "  mend { do collect form numbers from 街道 after talk due talk.mend_by } }");
  campaign.do_(Submit{"talk", "edu", Value(Map{{"mend_by", "2023-06-09"}}), {}}, "edu");
  campaign.report("mend", "west");
  CHECK(campaign.item("mend", "east").due == end_of("2023-06-09"));
  campaign.do_(Return{"talk", "edu", "期限太短"});
  CHECK(campaign.item("mend", "east").due == end_of("2023-06-09"));
  campaign.do_(Submit{"talk", "edu", Value(Map{{"mend_by", "2023-06-16"}}), {}}, "edu");
  CHECK(campaign.item("mend", "east").due == end_of("2023-06-16"));
  CHECK(campaign.item("mend", "west").due == end_of("2023-06-09"));
}

TEST_CASE("cases outlive the end of intake and keep the campaign open until they are closed by name") {
  ACampaign campaign(clues);
  open_clue(campaign);
  campaign.at("2023-10-05 09:00");
  CHECK(campaign.status("clue") == StepStatus::done);
  CHECK(campaign.status("wrap") == StepStatus::done);
  CHECK_FALSE(campaign.try_(OpenCase{"clue", "east", Value(Map{}), "迟到的线索"}, "east").ok());
  campaign.at("2024-01-05 09:00");
  CHECK_FALSE(campaign.state.closed);
  campaign.do_(CloseScope{"clue", "1", "移交继续办理", "law"});
  CHECK(campaign.state.step("clue").scopes.at("1").handed_to == "law");
  CHECK(campaign.state.closed);
}

TEST_CASE("with await all the step settles when its last case has ended") {
  ACampaign campaign(
      "steps { clue { do case from 街道 until 2023-09-30 await all steps { look { do decision outcomes \"yes, "
      "no\" } } } }");
  open_clue(campaign);
  campaign.at("2023-10-05 09:00");
  CHECK(campaign.status("clue") == StepStatus::open);
  campaign.do_(Choose{"clue[1]/look", "yes", "属实"});
  CHECK(campaign.status("clue") == StepStatus::done);
}

TEST_CASE("a phase settles on its last day whatever is missing, and what is late can still come") {
  ACampaign campaign(
      "steps { prepare { do mark window 2023-06 steps { plan { do collect form numbers from 街道 due 最后一天 } } }\n"
      " act { do mark window 2023-07 after prepare } }");
  campaign.at("2023-07-02 09:00");
  CHECK(campaign.status("prepare") == StepStatus::done);
  CHECK(campaign.status("act") == StepStatus::open);
  campaign.report("prepare/plan", "east");
  CHECK(campaign.item("prepare/plan", "east").late);
}

TEST_CASE("a tentative window waits until somebody confirms or moves it") {
  ACampaign campaign("steps { month { do mark window \"tentative 2023-06\" } }");
  campaign.at("2023-06-10 09:00");
  CHECK(campaign.status("month") == StepStatus::waiting);
  campaign.do_(Announce{"month", "window", "2023-07", "市里推迟"});
  CHECK(campaign.status("month") == StepStatus::waiting);
  campaign.at("2023-07-01 09:00");
  CHECK(campaign.status("month") == StepStatus::open);
  campaign.at("2023-08-01 09:00");
  CHECK(campaign.status("month") == StepStatus::done);
}

TEST_CASE("a date that is never announced can be gone without") {
  ACampaign campaign("steps { quiz { do mark on 另行通知 } after_it { do mark after quiz } }");
  campaign.at("2023-06-10 09:00");
  CHECK(campaign.status("quiz") == StepStatus::waiting);
  campaign.do_(CloseStep{"quiz", "不再举办"});
  CHECK(campaign.status("after_it") == StepStatus::done);
}

TEST_CASE("a moved due date moves the items that are still owed") {
  ACampaign campaign("steps { report { do collect form numbers from 街道 due 2023-06-10 } }");
  campaign.report("report", "east");
  campaign.do_(Announce{"report", "due", "2023-06-20", "推迟"});
  CHECK(*campaign.item("report", "west").due == end_of_day(*parse_date("2023-06-20")));
  CHECK(*campaign.item("report", "east").due == end_of_day(*parse_date("2023-06-10")));
}

TEST_CASE("document numbers are taken in turn, reserved, and void ones are not used again") {
  ACampaign campaign(
      "numbers { doc { pattern \"区处非办发〔{year}〕{serial}号\" from 7 } }\n"
      "steps { late { do issue text notice.gw to 街道 number doc on 2023-06-20 }\n"
      " early { do issue text notice.gw to 街道 number doc on 2023-06-01 } }");
  campaign.do_(ReserveNumber{"late"});
  campaign.at("2023-06-25 09:00");
  CHECK(campaign.state.step("late").number == "区处非办发〔2023〕7号");
  CHECK(campaign.state.step("early").number == "区处非办发〔2023〕8号");
  campaign.do_(VoidNumber{"doc", 2023, 8, "文件未发出"});
  CHECK_FALSE(campaign.try_(VoidNumber{"doc", 2023, 8, "再来一次"}).ok());
  CHECK_FALSE(campaign.try_(VoidNumber{"doc", 2023, 9, "没有用过"}).ok());
}

TEST_CASE("the one whose turn it is sends a draft back and signing begins anew") {
  ACampaign campaign("roles { a 处非办 b 处非办 } steps { notice { do issue text notice.gw to 街道 sign-off \"a, b\" } }");
  CHECK_FALSE(campaign.try_(SendBack{"notice", "a", "没有可退的"}).ok());
  campaign.do_(Sign{"notice", "a", ""});
  campaign.do_(SendBack{"notice", "b", "标题不妥"});
  CHECK(campaign.state.step("notice").signed_by.empty());
  campaign.do_(Sign{"notice", "a", ""});
  campaign.do_(Sign{"notice", "b", ""});
  CHECK(campaign.status("notice") == StepStatus::done);
}

TEST_CASE("a change notice goes out when the date it tells has been announced") {
  ACampaign campaign(
      "steps { quiz { do mark window 另行通知 } change { do issue text notice.gw to 街道 announces quiz.window } }");
  CHECK(campaign.status("change") == StepStatus::open);
  campaign.do_(Announce{"quiz", "window", "2023-06-12 to 2023-06-18", "省里通知"});
  CHECK(campaign.status("change") == StepStatus::done);
}

TEST_CASE("a change notice does not wait for the date of a step that has been closed") {
  ACampaign campaign(
      "steps { quiz { do mark window 另行通知 } change { do issue text notice.gw to 街道 announces quiz.window } }");
  campaign.do_(CloseStep{"quiz", "今年不办"});
  CHECK(campaign.status("change") == StepStatus::done);
}

TEST_CASE("a late report of one period makes only the results stale that read it") {
  ACampaign campaign(monthly);
  campaign.at("2023-08-05 09:00");
  for (const auto* month : {"2023-06", "2023-07", "2023-08"}) {
    campaign.report("monthly[" + std::string(month) + "]/report", "east");
    campaign.do_(CloseStep{"monthly[" + std::string(month) + "]/report", "先行汇总"});
  }
  REQUIRE(campaign.status("total") == StepStatus::done);
  campaign.report("monthly[2023-07]/report", "west");
  CHECK(campaign.state.step("monthly[2023-07]/sum").stale);
  CHECK_FALSE(campaign.state.step("monthly[2023-06]/sum").stale);
  CHECK(campaign.state.step("total").stale);
}

TEST_CASE("paper comes in its own time beside the report") {
  ACampaign campaign("steps { report { do collect form numbers from 街道 require \"总结, 盖章件 纸质 截止 2023-06-30\" } }");
  campaign.do_(Submit{"report", "east", Value(Map{{"events", 1}, {"people", 2}}), {{"总结", "总结.docx", {}}}}, "east");
  CHECK(campaign.item("report", "east").status == ItemStatus::accepted);
  const auto lacking = outstanding_of(campaign.place("report"), "east");
  REQUIRE(lacking.size() == 1);
  CHECK(lacking[0].kind == "盖章件");
  CHECK(lacking[0].paper);
  CHECK(lacking[0].due == end_of_day(*parse_date("2023-06-30")));
  CHECK(outstanding_of(campaign.place("report"), "west").empty());
  campaign.do_(ReceivePaper{"report", "east", "盖章件"});
  CHECK(campaign.item("report", "east").papers.contains("盖章件"));
  CHECK(outstanding_of(campaign.place("report"), "east").empty());
  CHECK_FALSE(campaign.try_(ReceivePaper{"report", "east", "光盘"}).ok());
}

TEST_CASE("an address that is not there is refused with how to write one") {
  ACampaign campaign(monthly);
  campaign.at("2023-06-02 09:00");
  const auto decision = campaign.try_(Submit{"report", "east", Value(Map{{"events", 1}, {"people", 2}}), {}}, "east");
  REQUIRE_FALSE(decision.ok());
  CHECK(decision.refusal->text(Language::zh) ==
        "活动没有步骤“report”。循环、逐个或案件里的步骤要写全，例如 monthly[2021-07]/report");
}

TEST_CASE("a called workflow brings its steps and forms and texts under the caller's name") {
  const std::string inner =
      "campaign plan {\n parameters { topic 禁毒 }\n forms { n { layout columns fields { a { label 数 type count } } } }\n"
      " steps { ask { do collect form n from 街道 } sum { do compile text inner.gw after ask } } }\n";
  const std::string text =
      "---\n标题  {{topic}}小结\n主送机关  各单位\n署名  区处非办\n成文日期  {{today}}\n---\n共{{ask.total.a}}次。\n";
  const auto definition = read_campaign_text("steps { plan { do call workflow plan.info with { topic 防非 } } }",
                                             {{"c/plan.info", inner}, {"c/inner.gw", text}});
  REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::en));
  REQUIRE(definition->step("plan.ask") != nullptr);
  CHECK(definition->forms.contains("plan.n"));
  CHECK(definition->parameters.at("plan").at("topic") == Value("防非"));
  CHECK(definition->step("plan.sum")->reads.contains("plan.ask"));
}

TEST_CASE("an intake that lasts until a step takes nothing in once that step has settled") {
  ACampaign campaign(R"(
steps {
    draft     { do decision outcomes final=end }
    objection { do case from 街道 until draft steps { answer { do decision outcomes told=end } } }
})");
  campaign.do_(OpenCase{"objection", "east", Value(Map{}), "名额"}, "east");
  campaign.do_(Choose{"draft", "final", "r"});
  CHECK(campaign.status("objection") == StepStatus::done);
  CHECK_FALSE(campaign.try_(OpenCase{"objection", "west", Value(Map{}), "名额"}, "west").ok());
  campaign.do_(Choose{"objection[1]/answer", "told", "r"});
  CHECK(campaign.state.step("objection").scopes.at("1").how == "complete");
}

TEST_CASE("what is open in a scope that is closed by name ends with it, also in the scopes within") {
  ACampaign campaign(R"(
steps {
    clue { do case from 街道 steps {
        look  { do decision outcomes found=end }
        ask   { do collect form numbers from self }
        visit { do each over 部门 steps { talk { do collect form numbers from self } } }
        wrap  { do mark after ask }
    } }
})");
  for (const auto* unit : {"east", "west"}) campaign.do_(OpenCase{"clue", unit, Value(Map{}), "某店"}, unit);
  campaign.report("clue[1]/visit[edu]/talk", "edu");
  campaign.do_(CloseScope{"clue", "1", "重复登记", ""});
  CHECK(campaign.item("clue[1]/ask", "east").status == ItemStatus::closed);
  CHECK(campaign.item("clue[1]/ask", "east").reason == "重复登记");
  CHECK(campaign.item("clue[1]/visit[law]/talk", "law").status == ItemStatus::closed);
  CHECK(campaign.item("clue[1]/visit[edu]/talk", "edu").status == ItemStatus::accepted);
  for (const auto* step : {"look", "ask", "visit", "wrap", "visit[law]/talk"}) {
    CAPTURE(step);
    CHECK(campaign.state.step("clue[1]/" + std::string(step)).how == "scope_closed");
  }
  CHECK_FALSE(campaign.try_(Submit{"clue[1]/ask", "east", Value(Map{{"events", 1}, {"people", 1}}), {}}, "east").ok());
  CHECK_FALSE(campaign.try_(Choose{"clue[1]/look", "found", "r"}).ok());
  CHECK(campaign.status("clue[2]/look") == StepStatus::open);
}

TEST_CASE("a phase that another step has overtaken leaves nobody anything to do") {
  ACampaign campaign(R"(
steps {
    round { do mark steps { ask { do collect form numbers from 街道 }  look { do decision outcomes a } } }
    stop  { do decision outcomes now }
    wrap  { do mark after-any "round, stop" cancel-rest yes }
})");
  campaign.do_(Choose{"stop", "now", "r"});
  CHECK(campaign.item("round/ask", "east").status == ItemStatus::closed);
  CHECK(campaign.status("round/look") == StepStatus::skipped);
  campaign.at("2024-01-01");
  CHECK(campaign.state.closed);
  CHECK(campaign.happened(event_type::items_overdue).empty());
}
