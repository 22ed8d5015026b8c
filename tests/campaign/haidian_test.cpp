// The campaign of Haidian 2021 as its plan tells it: a year with a publicity month that is still to be confirmed.
#include "shipped_campaign.h"

#include <algorithm>

using namespace hongtou;
using namespace hongtou::test;

namespace {

const ShippedCampaign& haidian() {
  static const ShippedCampaign campaign("haidian-2021");
  return campaign;
}
constexpr int members = 13;
constexpr int towns = 4;
constexpr int communities = 10;

// The scenario up to the issue of the plan, then another decision on the month.
Campaign with_month(const std::string& outcome, const std::string& window) {
  auto scenario = haidian().scenario();
  List acts;
  for (const auto& act : *scenario.at("acts").list())
    if (act.at("step") == Value("draft_plan") || act.at("step") == Value("approve_plan")) acts.push_back(act);
  acts.push_back(Map{{"at", "2021-06-10 10:00"},
                     {"as", "区打非办"},
                     {"do", "choose"},
                     {"step", "confirm_window"},
                     {"outcome", outcome},
                     {"reason", "按市级部署"}});
  if (!window.empty())
    acts.push_back(Map{{"at", "2021-06-10 10:10"},
                       {"as", "区打非办"},
                       {"do", "announce"},
                       {"step", "month"},
                       {"key", "window"},
                       {"value", window},
                       {"reason", "按市级部署"}});
  scenario["acts"] = std::move(acts);
  return haidian().played(std::move(scenario));
}

// As its scenario tells it.
const Campaign& played() {
  static const Campaign campaign = haidian().played(haidian().scenario());
  return campaign;
}

std::int64_t met(const Campaign& campaign, const std::string& target) {
  const auto status = campaign.status(*parse_instant("2022-02-01 00:00"));
  for (const auto& each : *status.at("targets").list())
    if (each.at("id") == Value(target)) return each.at("met").integer_or(-1);
  return -1;
}

}  // namespace

TEST_CASE("Haidian issues its plan on the eighth of June after consent and asks for reports by the printed dates") {
  const auto definition = haidian().definition();
  CHECK(*definition.step("issue_plan")->date("on") == *parse_date("2021-06-08"));
  CHECK(*definition.step("month_material")->date("due") == *parse_date("2021-07-01"));
  CHECK(*definition.step("annual_summary")->date("due") == *parse_date("2021-12-25"));
  CHECK(definition.step("month_material")->names("from").size() == std::size_t{members});
  CHECK(definition.step("annual_summary")->names("from").size() == std::size_t{members});
  CHECK(definition.step("month")->setting("window")->rule->is_tentative());
  std::vector<std::string> attached;
  for (const auto& file : definition.step("month_material")->setting("require")->files) attached.push_back(file.kind);
  CHECK(attached == std::vector<std::string>{"活动情况", "现场照片", "媒体宣传截图电子版"});
}

TEST_CASE("Haidian's towns report by the twenty-fifth of seven months, rest days not moved") {
  const auto& campaign = played();
  CHECK(
      days_in(campaign, "monthly", "monthly_report", "due") ==
      std::vector<std::string>{"2021-06-25", "2021-07-25", "2021-08-25", "2021-09-25", "2021-10-25", "2021-11-25", "2021-12-25"});
  std::size_t instances = 0;
  for (const auto& month : scope_keys(campaign, "monthly"))
    instances += campaign.state().step("monthly[" + month + "]/monthly_report").items.size();
  CHECK(instances == std::size_t{7 * towns});
}

TEST_CASE("Haidian's monthly reminders go out on the last working day before the twenty-fifth") {
  // Nobody reports, so everybody is reminded.
  const auto campaign = with_month("取消", "");
  const auto days = reminded_on(campaign, "monthly_report");
  for (const auto* day : {"2021-06-24", "2021-07-23", "2021-08-24", "2021-09-24", "2021-10-22", "2021-11-24", "2021-12-24"}) {
    CAPTURE(day);
    CHECK(days.contains(day));
  }
  for (const auto* rest_day : {"2021-07-25", "2021-09-25", "2021-12-25"}) CHECK_FALSE(days.contains(rest_day));
}

TEST_CASE("a plan that Haidian's leaders send back is drafted again before it is issued once") {
  const auto& campaign = played();
  CHECK(campaign.state().step("draft_plan").documents.size() == 2);
  CHECK(campaign.state().step("issue_plan").documents.size() == 1);
  CHECK(campaign.state().step("issue_plan").items.size() == std::size_t{members});
}

TEST_CASE("nine of ten communities with a lecture meet the must and miss the full coverage that is only aspired to") {
  const auto& campaign = played();
  const auto& definition = campaign.definition();
  std::map<std::string, std::size_t> counted;
  for (const auto& target : definition.targets)
    if (target.strength == Strength::must) counted[target.id] = target.per.size();
  CHECK(counted ==
        std::map<std::string, std::size_t>{{"month_activities", members}, {"lectures", communities}, {"regular", towns}});
  CHECK(met(campaign, "month_activities") == members);
  CHECK(met(campaign, "lectures") == communities - 1);
  CHECK(met(campaign, "district_coverage") == 0);
  CHECK(met(campaign, "town_coverage") == towns - 1);
  CHECK(met(campaign, "regular") == towns - 1);
}

TEST_CASE("Haidian's month that is moved is announced by a notice and runs in July") {
  const auto campaign = with_month("改期", "2021-07-01 to 2021-07-31");
  CHECK(campaign.state().step("change_notice").documents.size() == 1);
  CHECK(campaign.state().step("month").settled == end_of_day(*parse_date("2021-07-31")));
  const auto notice = composed(campaign, "change_notice", "2021-06-10");
  const auto paragraphs = all_of<Paragraph>(notice.body);
  REQUIRE(paragraphs.size() == 1);
  CHECK(paragraphs.front().text.find("调整至2021年7月1日至2021年7月31日举办") != std::string::npos);
}

TEST_CASE("Haidian's month that is called off leaves the rest of the year as it is") {
  const auto campaign = with_month("取消", "");
  CHECK(campaign.state().step("month").status == StepStatus::dead);
  CHECK(campaign.state().step("month_material").status == StepStatus::dead);
  CHECK(campaign.state().step("change_notice").documents.empty());
  CHECK(scope_keys(campaign, "monthly").size() == 7);
  CHECK(campaign.state().closed);
}

TEST_CASE("Haidian's clues, adverts and slogans each take one of their ways") {
  const auto& campaign = played();
  const auto& state = campaign.state();
  CHECK(state.step("clue").scopes.size() == 2);
  CHECK(state.step("clue[1]/clue_reward").outcome == "奖励");
  CHECK(state.step("clue[2]/clue_check").outcome == "不属实");
  CHECK(state.step("clue[2]/clue_handle").status == StepStatus::dead);
  CHECK(state.step("ad_check[1]/ad_punish").status == StepStatus::done);
  CHECK(state.step("ad_check[2]/ad_punish").status == StepStatus::dead);
  CHECK(state.step("slogan[1]/set_up").status == StepStatus::done);
  CHECK(state.step("slogan[2]/set_up").status == StepStatus::dead);
  CHECK(state.closed);
}

TEST_CASE("Haidian's cover notice has no number and no annexes and two lines of signature, the second lending its seal") {
  const auto& campaign = played();
  const auto notice = composed(campaign, "issue_plan", "2021-06-08");
  CHECK(notice.document_number.empty());
  CHECK(notice.attachment_note.empty());
  CHECK(notice.attachments.empty());
  CHECK(notice.date_of_issue == "2021年6月8日");
  CHECK(notice.title == std::vector<std::string>{"北京市海淀区打击集资和非法证券经营活动",
                                                 "工作协调小组办公室关于印发《2021年海淀区防范非法集资宣传教育工作方案》的通知"});
  CHECK(notice.main_recipients == "区打非工作协调小组成员单位");
  REQUIRE(notice.issuer_signature.size() == 2);
  CHECK(notice.issuer_signature.back() == "北京市海淀区金融服务办公室（代章）");
  REQUIRE(all_of<Paragraph>(notice.body).size() == 1);
  CHECK(all_of<Paragraph>(notice.body).front().text.starts_with("经区委、区政府同意，现将"));
}

TEST_CASE("Haidian's plan follows its notice and numbers nine items through three parts and gives ten paragraphs of duties") {
  const auto& campaign = played();
  const auto notice = composed(campaign, "issue_plan", "2021-06-08");
  CHECK(notice.date_of_printing == "2021年6月8日");
  CHECK(notice.printing_office == "北京市海淀区打非工作小组办公室");
  REQUIRE(notice.issued_text);
  const auto& plan = *notice.issued_text;
  CHECK(plan.title == std::vector<std::string>{"2021年海淀区防范非法集资", "宣传教育工作方案"});
  CHECK(plan.attachments.empty());
  std::vector<std::string> parts;
  std::vector<std::string> chapters;
  std::string items;
  for (const auto& heading : all_of<Heading>(plan.body)) {
    if (heading.level == 1) chapters.push_back(heading.text);
    if (heading.level == 2 && chapters.size() == 2) parts.push_back(heading.text);
    if (heading.level == 3) items += heading.text.substr(0, 2);
  }
  CHECK(chapters == std::vector<std::string>{"一、工作目标", "二、工作安排", "三、职责分工", "四、工作要求"});
  CHECK(parts == std::vector<std::string>{"（一）切实加强《防范和处置非法集资条例》学习培训和普法宣传",
                                          "（二）按照市级工作部署拟于6月举办防范非法集资宣传月活动",
                                          "（三）推进“百千万宣教工程”机制化、社区化、常态化建设"});
  CHECK(headings_of(plan.body).back() == "（二）保持宣传频次，及时总结经验");
  CHECK(items == "1.2.3.4.5.6.7.8.9.");
  check_cites(text_of(plan.body),
              {"《防范和处置非法集资条例》（以下简称《条例》）",
               "《2021年北京市防范非法集资“百千万宣教工程”工作方案》（京打非办发〔2021〕04号）", "平安海淀建设综治考评"});
  const auto paragraphs = all_of<Paragraph>(plan.body);
  CHECK(std::count_if(paragraphs.begin(), paragraphs.end(),
                      [](const Paragraph& paragraph) { return paragraph.text.find("：负责") != std::string::npos; }) == 10);
}

TEST_CASE("the scenario of Haidian makes every document of its model and no other and fills in each form") {
  const auto& campaign = played();
  const std::string notice =
      "北京市海淀区打击集资和非法证券经营活动工作协调小组办公室关于印发《2021年海淀区防范非法集资宣传教育工作方案》的通知";
  CHECK(documents_made(campaign) ==
        std::map<std::string, std::string>{{"draft_plan", notice},
                                           {"issue_plan", notice},
                                           {"distribute_material", "关于分发2021年防范非法集资宣传材料的通知"},
                                           {"aggregate", "2021年6月海淀区“无非法集资社区”建设和宣传教育工作情况汇总"},
                                           {"annual_total", "2021年海淀区防范非法集资宣传教育工作汇总"},
                                           {"district_report", "关于2021年海淀区防范非法集资宣传教育工作情况的报告"},
                                           {"assess", "关于2021年海淀区防范非法集资宣传教育工作考评情况的通报"}});
  CHECK(events_of(campaign, event_type::document_compiled, "aggregate") == 7);
  for (const auto* step : {"train", "law_publicity", "month_unit", "lecture", "month_material", "regular", "monthly_report",
                           "clue_handle", "ad_punish", "set_up", "annual_summary"}) {
    CAPTURE(step);
    CHECK(events_of(campaign, event_type::report_accepted, step) > 0);
  }
}

TEST_CASE("Haidian's documents have the elements of their kinds") {
  const auto& campaign = played();
  CHECK(elements_of(composed(campaign, "issue_plan", "2021-06-08")) ==
        "标题 主送机关 正文 署名 代章 成文日期 印发的文件 印发机关 印发日期");
  CHECK(elements_of(composed(campaign, "distribute_material", "2021-06-08")) ==
        "标题 主送机关 正文 附件说明 署名 代章 成文日期 附件 印发机关 印发日期");
  CHECK(elements_of(composed(campaign, "monthly[2021-06]/aggregate", "2021-06-25")) == "标题 正文 附件说明 署名 成文日期 附件");
  CHECK(elements_of(composed(campaign, "district_report", "2021-12-28")) ==
        "发文机关标志 签发人 标题 主送机关 正文 署名 代章 成文日期 印发机关 印发日期");
  CHECK(elements_of(composed(campaign, "assess", "2021-12-28")) ==
        "标题 主送机关 正文 附件说明 署名 代章 成文日期 附件 印发机关 印发日期");
}

TEST_CASE("Haidian's material goes out with a list of what each unit gets") {
  const auto when_issued = haidian().played(haidian().scenario(), parse_instant("2021-06-08 09:10"));
  const auto notice = composed(when_issued, "distribute_material", "2021-06-08");
  REQUIRE(notice.attachments.size() == 1);
  const auto tables = all_of<Table>(notice.attachments.front().body);
  REQUIRE(tables.size() == 1);
  CHECK(tables.front().header ==
        std::vector<std::vector<Cell>>{{{"单位"}, {"宣传手册（册）"}, {"海报（张）"}, {"折页（份）"}, {"读本（册）"}}});
  REQUIRE(tables.front().rows.size() == std::size_t{members});
  CHECK(tables.front().rows.front() == std::vector<Cell>{{"区委宣传部"}, {"200"}, {"50"}, {"300"}, {"20"}});
}

TEST_CASE("Haidian's year in figures counts the communities that held a lecture and not those that answered none") {
  const auto total = composed(played(), "annual_total", "2021-12-28");
  const auto paragraphs = all_of<Paragraph>(total.body);
  CHECK(std::any_of(paragraphs.begin(), paragraphs.end(), [](const Paragraph& paragraph) {
    return paragraph.text.find("9个社区（村）举办宣传讲座13次") != std::string::npos;
  }));
}

TEST_CASE("rehearsals of Haidian come to their end and replay to the same state") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    const auto campaign = haidian().rehearsed(seed);
    CHECK(campaign.state().closed);
    const auto events = campaign.events();
    REQUIRE(events.ok());
    CHECK(replay(*events) == campaign.state());
  }
}
