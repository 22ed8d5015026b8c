// The campaign of Anhui 2023: a month that is run by daily dispatch, weekly review and half-monthly bulletin.
#include "shipped_campaign.h"

#include <algorithm>

using namespace hongtou;
using namespace hongtou::test;

namespace {

const ShippedCampaign& anhui() {
  static const ShippedCampaign campaign("anhui-2023");
  return campaign;
}
constexpr int cities = 7;

// Nobody reports anything: only the calendar and the office's own hand move the campaign.
Campaign silent(const ShippedCampaign& campaign) {
  auto scenario = campaign.scenario();
  List acts;
  for (const auto& act : *scenario.at("acts").list())
    if (act.at("as") == Value("省处非办") && act.at("kind") != Value("answer") &&
        !act.at("step").text_or("").starts_with("suggestion"))
      acts.push_back(act);
  scenario["acts"] = std::move(acts);
  return campaign.played(std::move(scenario));
}

// As its scenario tells it.
const Campaign& played() {
  static const Campaign campaign = anhui().played(anhui().scenario());
  return campaign;
}

Value status_of_target(const Campaign& campaign, const std::string& target) {
  const auto status = campaign.status(*parse_instant("2023-12-31 00:00"));
  for (const auto& each : *status.at("targets").list())
    if (each.at("id") == Value(target)) return each;
  return {};
}

}  // namespace

TEST_CASE("Anhui's month, its day and the contest have their dates and the plan comes before") {
  const auto definition = anhui().definition();
  CHECK(*definition.step("month")->period("window") == *parse_period("2023-06-01 to 2023-06-30"));
  CHECK(*definition.step("concentrated_day")->date("on") == *parse_date("2023-06-15"));
  CHECK(*definition.step("contest")->period("window") == *parse_period("2023-06-12 to 2023-06-21"));
  CHECK(*definition.step("issue_plan")->date("on") < *parse_date("2023-06-01"));
}

TEST_CASE("Anhui's cities are asked every day of June or on its working days alone") {
  const auto campaign = silent(anhui());
  const auto days = scope_keys(campaign, "daily");
  REQUIRE(days.size() == 30);
  CHECK(days.front() == "2023-06-01");
  CHECK(days.back() == "2023-06-30");
  std::size_t instances = 0;
  for (const auto& day : days) instances += campaign.state().step("daily[" + day + "]/daily_dispatch").items.size();
  CHECK(instances == std::size_t{30 * cities});

  const ShippedCampaign on_working_days("anhui-2023", "rest-days keep", "rest-days skip");
  const auto working_days = scope_keys(silent(on_working_days), "daily");
  CHECK(working_days.size() == 21);
  const auto has = [&](const std::string& day) {
    return std::find(working_days.begin(), working_days.end(), day) != working_days.end();
  };
  CHECK_FALSE(has("2023-06-22"));
  CHECK(has("2023-06-25"));  // a Sunday that is worked
}

TEST_CASE("Anhui reviews its weeks on Friday, before a holiday on the working day before") {
  const auto& campaign = played();
  CHECK(days_in(campaign, "weekly", "weekly_review", "on") ==
        std::vector<std::string>{"2023-06-02", "2023-06-09", "2023-06-16", "2023-06-21", "2023-06-30"});
}

TEST_CASE("Anhui's other rule for its reviews, the week's last working day, gives a Sunday that is worked") {
  const ShippedCampaign by_the_week("anhui-2023", "on 周五，遇休息日提前", "on 最后一个工作日");
  CHECK(days_in(by_the_week.rehearsed(1), "weekly", "weekly_review", "on") ==
        std::vector<std::string>{"2023-06-02", "2023-06-09", "2023-06-16", "2023-06-25", "2023-06-30"});
}

TEST_CASE("Anhui's bulletins come on the last day of each half of the month") {
  const auto& campaign = played();
  CHECK(days_in(campaign, "half_monthly", "half_month_bulletin", "on") == std::vector<std::string>{"2023-06-15", "2023-06-30"});
  CHECK(events_of(campaign, event_type::document_issued, "half_month_bulletin") == 2);
}

TEST_CASE("a bulletin of Anhui adds up its own half of the month and no other") {
  const auto scenario = anhui().scenario();
  const auto& campaign = played();
  std::int64_t first_half = 0;
  std::int64_t month = 0;
  for (const auto& act : *scenario.at("acts").list()) {
    if (step_name_of(act.at("step").text_or("")) != "daily_dispatch") continue;
    const auto events = act.at("data").at("events").integer_or(0);
    month += events;
    if (act.at("at").text_or("") < std::string("2023-06-16")) first_half += events;
  }
  const auto says = [&](const std::string& address, std::int64_t events) {
    const auto document = composed(campaign, address, "2023-07-01");
    const auto paragraphs = all_of<Paragraph>(document.body);
    return std::any_of(paragraphs.begin(), paragraphs.end(), [&](const Paragraph& paragraph) {
      return paragraph.text.find(std::to_string(events) + "场") != std::string::npos;
    });
  };
  CHECK(says("half_monthly[2023-06-H1]/half_month_bulletin", first_half));
  CHECK(says("half_monthly[2023-06-H2]/half_month_bulletin", month - first_half));
  CHECK(says("summary", month));
}

TEST_CASE("Anhui's weak city is guided after the review and says the next day what it has mended") {
  const auto& campaign = played();
  const auto& state = campaign.state();
  CHECK(state.step("weekly[2023-W22]/weak_city").outcome == "有薄弱市");
  CHECK(state.step("weekly[2023-W22]/guidance").status == StepStatus::done);
  CHECK(state.step("weekly[2023-W23]/weak_city").outcome == "无薄弱市");
  CHECK(state.step("weekly[2023-W23]/guidance").status == StepStatus::dead);
  const auto& next_day = state.step("daily[2023-06-03]/daily_dispatch").items.at("fuyang");
  CHECK_FALSE(next_day.versions.back().data.at("follow_up").text_or("").empty());
  CHECK(state.step("survey_guidance").status == StepStatus::done);
}

TEST_CASE("Anhui turns a useful suggestion into policy and files the other") {
  const auto& campaign = played();
  const auto& state = campaign.state();
  CHECK(state.step("suggestion[1]/to_policy").status == StepStatus::done);
  CHECK(state.step("suggestion[2]/adopt").outcome == "不采纳");
  CHECK(state.step("suggestion[2]/to_policy").status == StepStatus::dead);
}

TEST_CASE("a sentence of Anhui's cities has sixty characters at most and one line") {
  const auto definition = anhui().definition();
  const auto& form = definition.forms.at("highlight");
  std::string sixty;
  for (int i = 0; i < 60; ++i) sixty += "好";
  CHECK(check_submission(form, Value(Map{{"sentence", sixty}})).empty());
  CHECK_FALSE(check_submission(form, Value(Map{{"sentence", sixty + "好"}})).empty());
  CHECK_FALSE(check_submission(form, Value(Map{{"sentence", "一句\n两句"}})).empty());
}

TEST_CASE("Anhui's summary has three sections of three points and seven captions and no frame of an official document") {
  const auto& campaign = played();
  const auto summary = composed(campaign, "summary", "2023-07-01");
  CHECK(summary.title == std::vector<std::string>{"架起干群“连心桥” 凝聚合力共宣传"});
  CHECK(summary.subtitle == std::vector<std::string>{"安徽省防范非法集资宣传月持续“升温”"});
  CHECK(elements_of(summary) == "标题 正文");
  CHECK(headings_of(summary.body) ==
        std::vector<std::string>{"提高“站位” 凝聚宣传共识", "瞄准“定位” 突出宣传协同", "立足“本位” 完善宣传机制"});

  std::string order;
  for (const auto& block : summary.body) {
    if (std::get_if<Heading>(&block.content) != nullptr) order += "S";
    if (const auto* caption = std::get_if<Caption>(&block.content))
      order += caption->text.ends_with("防范非法集资宣传月活动") ? "c" : "?";
    if (const auto* author = std::get_if<Byline>(&block.content))
      order += author->text == "安徽省防范和处置非法集资工作领导小组办公室" ? "A" : "?";
    if (const auto* paragraph = std::get_if<Paragraph>(&block.content)) {
      if (paragraph->text.starts_with("一是")) order += "1";
      if (paragraph->text.starts_with("二是")) order += "2";
      if (paragraph->text.starts_with("三是")) order += "3";
    }
  }
  CHECK(order == "S1c23cS1c2c3S1c23cAc");

  const auto paragraphs = all_of<Paragraph>(summary.body);
  for (const auto* point :
       {"一是精心部署迅速启动", "二是压紧压实上下联动", "三是把握节奏有序推动", "一是创新宣传主体，变“干部讲”为“大家讲”",
        "二是创新宣传内容，变“干部端菜”为“群众配菜”", "三是创新宣传方式，变“大水漫灌”为“精准滴灌”", "一是在宣传举措上抓提升",
        "二是在督促指导上抓落实", "三是在宣传质效上抓延伸"}) {
    CAPTURE(point);
    CHECK(std::count_if(paragraphs.begin(), paragraphs.end(),
                        [&](const Paragraph& paragraph) { return paragraph.text.starts_with(std::string(point) + "。"); }) == 1);
  }
}

TEST_CASE("Anhui draws what each city has done and tells it in the bulletin of the half month") {
  const auto charts = all_of<Chart>(composed(played(), "summary", "2023-07-01").body);
  REQUIRE(charts.size() == 1);
  const auto& chart = charts.front();
  CHECK(chart.labels == std::vector<std::string>{"合肥市", "安庆市", "六安市", "阜阳市", "芜湖市", "黄山市", "马鞍山市"});
  REQUIRE(chart.series.size() == 1);
  double drawn = 0;
  for (const auto events : chart.series.front().values) drawn += events;
  std::int64_t sent = 0;
  const auto scenario = anhui().scenario();
  for (const auto& act : *scenario.at("acts").list())
    if (step_name_of(act.at("step").text_or("")) == "daily_dispatch") sent += act.at("data").at("events").integer_or(0);
  CHECK(static_cast<std::int64_t>(drawn) == sent);

  const auto bulletin = composed(played(), "half_monthly[2023-06-H1]/half_month_bulletin", "2023-06-15");
  for (const auto& city : chart.labels) check_cites(text_of(bulletin.body), {city + "：开展活动"});
}

TEST_CASE("Anhui's texts are printed with the marks of full width") {
  for (const auto* address : {"issue_plan", "summary", "assess"}) {
    CAPTURE(address);
    for (const auto& paragraph : all_of<Paragraph>(composed(played(), address, "2023-08-08").body)) {
      CAPTURE(paragraph.text);
      CHECK(paragraph.text.find_first_of(",;:()!?") == std::string::npos);
    }
  }
}

TEST_CASE("Anhui's assessment waits for its weights and then gives prevention the larger one") {
  const auto definition = anhui().definition();
  for (const auto* weight : {"prevention_weight", "disposal_weight"}) CHECK(definition.parameters.at(weight) == Value("待定"));
  const auto& results = played().state().step("assess").results;
  REQUIRE(results.list() != nullptr);
  REQUIRE(results.list()->size() == std::size_t{cities});
  for (const auto& city : *results.list()) {
    const auto& branches = *city.at("items").list();
    REQUIRE(branches.size() == 2);
    CHECK(branches.front().at("possible") == Value(60));
    CHECK(branches.back().at("possible") == Value(40));
  }
}

TEST_CASE("Anhui's cities that left out a day or a stage miss those targets") {
  const auto& campaign = played();
  CHECK(status_of_target(campaign, "dispatches").at("met") == Value(cities - 2));
  CHECK(status_of_target(campaign, "sentences").at("met") == Value(cities - 1));
  CHECK(status_of_target(campaign, "bulletins").at("met") == Value(1));
}

TEST_CASE("the scenario of Anhui makes every document of its model and no other and fills in each form") {
  const auto& campaign = played();
  CHECK(documents_made(campaign) ==
        std::map<std::string, std::string>{{"issue_plan", "全省2023年防范非法集资宣传月活动方案"},
                                           {"daily_table", "2023年6月1日全省防范非法集资宣传月活动日调度情况"},
                                           {"weekly_review", "全省防范非法集资宣传月周点评第1周（5月29日至6月4日）"},
                                           {"half_month_bulletin", "关于2023年6月上半月全省防范非法集资宣传月活动进展情况的通报"},
                                           {"share", "防范非法集资宣传月一句话工作法第1周（5月29日至6月4日）"},
                                           {"summary", "架起干群“连心桥” 凝聚合力共宣传"},
                                           {"assess", "关于2023年全省防范非法集资宣传月活动考核情况的通报"}});
  CHECK(events_of(campaign, event_type::document_compiled, "daily_table") == 30);
  CHECK(events_of(campaign, event_type::document_issued, "weekly_review") == 5);
  CHECK(events_of(campaign, event_type::document_issued, "share") == 5);
  for (const auto* step :
       {"survey", "survey_guidance", "team", "film", "case_review", "targeted", "activity", "daily_dispatch", "weekly_comment",
        "guidance", "bulletin_points", "highlight", "to_policy", "supervise", "exchange", "refine_indicators"}) {
    CAPTURE(step);
    CHECK(events_of(campaign, event_type::report_accepted, step) > 0);
  }
}

TEST_CASE("a day's dispatch of Anhui lists what each city did and names the city that was silent") {
  const auto dispatch = composed(played(), "daily[2023-06-24]/daily_table", "2023-06-25");
  CHECK(elements_of(dispatch) == "标题 正文 附件说明 署名 成文日期 附件");
  std::vector<std::string> paragraphs;
  for (const auto& paragraph : all_of<Paragraph>(dispatch.body)) paragraphs.push_back(paragraph.text);
  REQUIRE(paragraphs.size() == 3);
  CHECK(paragraphs.front().starts_with("当日报送调度表的市6个"));
  CHECK(paragraphs.back() == "黄山市");
  const auto tables = all_of<Table>(dispatch.attachments.front().body);
  REQUIRE(tables.size() == 1);
  CHECK(tables.front().rows.size() == std::size_t{cities});  // six cities and the total
}

TEST_CASE("Anhui's plan and control documents have no frame but title and signature and only bulletins name who gets them") {
  const auto& campaign = played();
  CHECK(elements_of(composed(campaign, "issue_plan", "2023-05-30")) == "标题 正文 署名 成文日期");
  CHECK(elements_of(composed(campaign, "weekly[2023-W23]/weekly_review", "2023-06-09")) == "标题 正文 署名 成文日期");
  CHECK(elements_of(composed(campaign, "stage[2023-W23]/share", "2023-06-11")) == "标题 正文 署名 成文日期");
  CHECK(elements_of(composed(campaign, "half_monthly[2023-06-H1]/half_month_bulletin", "2023-06-15")) ==
        "标题 主送机关 正文 署名 成文日期");
  CHECK(elements_of(composed(campaign, "assess", "2023-08-08")) == "标题 主送机关 正文 附件说明 署名 成文日期 附件");
}

TEST_CASE("rehearsals of Anhui come to their end and replay to the same state") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    const auto campaign = anhui().rehearsed(seed);
    CHECK(campaign.state().closed);
    const auto events = campaign.events();
    REQUIRE(events.ok());
    CHECK(replay(*events) == campaign.state());
  }
}
