// The campaign of Huaiyin 2022 as its notice tells it: a yearly round without deadlines, clues that streets follow to their end.
#include <algorithm>

#include "shipped_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const ShippedCampaign huaiyin("huaiyin-2022");
const std::string year = "cycle[2022]/";

const Target& target(const Definition& definition, const std::string& id) {
  return *std::find_if(definition.targets.begin(), definition.targets.end(), [&](const auto& each) { return each.id == id; });
}

std::string status(const Campaign& campaign, const std::string& id, const std::string& unit) {
  for (const auto& result : measure(campaign.definition(), target(campaign.definition(), id), campaign.state()))
    if (result.unit == unit) return std::string(name_of(result.status));
  return "";
}

}  // namespace

TEST_CASE("Huaiyin issues its notice on the second of March and then goes round every year") {
  const auto definition = huaiyin.definition();
  CHECK(*definition.step("notice")->date("on") == *parse_date("2022-03-02"));
  CHECK(definition.step("notice")->setting("implements")->names.size() == 1);
  CHECK(definition.step("notice")->setting("attaches")->names.size() == 2);
  CHECK(*definition.step("cycle")->setting("every")->every == Frequency::year);
  const auto campaign = huaiyin.played(huaiyin.scenario());
  CHECK(scope_keys(campaign, "cycle") == std::vector<std::string>{"2022"});
}

TEST_CASE("Huaiyin's publicity month and linked days fall on the days that are printed") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto span = [&](const std::string& step, const std::string& key) { return *campaign.place(year + step)->span(key); };
  CHECK(span("month", "window").first_day() == *parse_date("2022-06-01"));
  CHECK(span("month", "window").last_day() == *parse_date("2022-06-30"));
  CHECK(span("concentrated_day", "on").last_day() == *parse_date("2022-06-15"));
  CHECK(span("consumer_day", "on").last_day() == *parse_date("2022-03-15"));
  CHECK(span("economic_crime_day", "on").last_day() == *parse_date("2022-05-15"));
  CHECK(span("law_week", "window").first_day() == *parse_date("2022-12-01"));
}

TEST_CASE("Huaiyin has no dated deadline and asks for four reports in good time") {
  const auto definition = huaiyin.definition();
  for (const auto& place : definition.places())
    if (const auto* due = place.step->setting("due")) {
      CAPTURE(place.step->id);
      CHECK_FALSE(due->rule->is_binding());
    }
  for (const auto* step : {"report_activity", "report_team", "report_street", "report_major"}) {
    CAPTURE(step);
    CHECK(definition.step(step)->setting("due")->rule->is_timely());
  }
  CHECK(reminded_on(huaiyin.played(huaiyin.scenario()), "report_team").empty());
}

TEST_CASE("Huaiyin sets up one team a street and asks every community of each street") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto& state = campaign.state();
  CHECK(scope_keys(campaign, "setup_team").size() == 4);
  CHECK(events_of(campaign, event_type::report_returned, "report_team") == 1);
  std::size_t communities = 0;
  for (const auto& street : scope_keys(campaign, year + "street_activities"))
    communities += state.step(year + "street_activities[" + street + "]/community_activity").items.size();
  CHECK(communities == campaign.definition().groups.at("communities").size());
  CHECK(communities == 10);
}

TEST_CASE("Huaiyin counts what must be done and only shows what is striven for") {
  const auto definition = huaiyin.definition();
  CHECK(target(definition, "activities").strength == Strength::must);
  CHECK(target(definition, "coverage").strength == Strength::must);
  for (const auto* id : {"petitions", "incidents"}) CHECK(target(definition, id).strength == Strength::must_not);
  for (const auto* id : {"talks", "new_cases", "residents"}) CHECK(target(definition, id).strength == Strength::aspire);
  CHECK(target(definition, "every_day").strength == Strength::watch);

  const auto campaign = huaiyin.played(huaiyin.scenario());
  CHECK(status(campaign, "activities", "c_second") == "met");
  CHECK(status(campaign, "talks", "c_second") == "not_met");
  CHECK(status(campaign, "activities", "d_village") != "met");
  CHECK(status(campaign, "coverage", "street_a") == "met");
  CHECK(status(campaign, "coverage", "street_d") == "not_met");
  CHECK(status(campaign, "petitions", "street_c") == "met");
  for (const auto* id : {"new_cases", "residents", "petitions", "incidents"}) {
    CAPTURE(id);
    CHECK(campaign.state().final_targets.contains(id));
  }
  CHECK(status(campaign, "new_cases", "street_c") == "not_met");
}

TEST_CASE("Huaiyin's list of model communities names those that the city has granted") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto list = composed(campaign, year + "model_communities", "2023-01-31");
  const auto paragraphs = all_of<Paragraph>(list.body);
  REQUIRE(paragraphs.size() == 2);
  CHECK(paragraphs[0].text == "根据济南市处非办2022年评选结果，我区获得“建设无新发非法集资社区示范单位”的有1个：");
  CHECK(paragraphs[1].text == "甲街道第一社区（甲街道推荐）：全年无新发案件，宣传活动多。");
}

TEST_CASE("Huaiyin's ledger names no reporter") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto ledger = composed(campaign, year + "risk_ledger", "2022-12-31");
  REQUIRE(ledger.attachments.size() == 2);
  const auto clues = all_of<Table>(ledger.attachments.front().body);
  REQUIRE(clues.size() == 1);
  CHECK(clues.front().rows.size() == 4);
  for (const auto& cell : clues.front().header.front()) CHECK(cell.text.find("举报人") == std::string::npos);
}

TEST_CASE("a Huaiyin clue is closed when solved or after more measures or when it proves unfounded") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto& state = campaign.state();
  CHECK(state.step(year + "clue[1]/resolved").outcome == "已化解");
  CHECK(state.step(year + "clue[1]/report_major").status == StepStatus::dead);
  CHECK(state.step(year + "clue[2]/measures").round == 2);
  CHECK(state.step(year + "clue[2]/resolved").outcome == "已化解");
  CHECK(state.step(year + "clue[4]/verify").outcome == "不属实");
  CHECK(state.step(year + "clue[4]/ledger").status == StepStatus::dead);
}

TEST_CASE("a suspected crime in Huaiyin is transferred and published when the case is filed") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto& state = campaign.state();
  CHECK(state.step(year + "clue[3]/transfer").items.contains("police"));
  CHECK(state.step(year + "clue[3]/filing").outcome == "立案");
  CHECK(state.step(year + "clue[3]/publish_case").status == StepStatus::done);
  CHECK(state.step(year + "clue[3]/counsel").status == StepStatus::done);
  CHECK(state.step(year + "clue[3]/reward").status == StepStatus::done);
}

TEST_CASE("Huaiyin knows four measures and seven entries and three honours") {
  const auto definition = huaiyin.definition();
  const auto choices = [&](const char* form, const char* id) {
    for (const auto* field : definition.forms.at(form).fields())
      if (field->id == id) return field->choices;
    return std::vector<std::string>{};
  };
  CHECK(choices("measures", "measures") == std::vector<std::string>{"约谈警示", "发布风险提示", "停止非法经营", "督促清退资金"});
  CHECK(choices("activity", "entry").size() == 7);
  std::vector<std::string> honours;
  for (const auto* field : definition.forms.at("honours").fields()) honours.push_back(field->label);
  CHECK(honours == std::vector<std::string>{"优秀宣讲员", "优秀志愿者", "建设无新发非法集资社区示范单位"});
}

TEST_CASE("Huaiyin's notice has ten work items and two annexes sent apart and an imprint without a date") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto notice = composed(campaign, "notice", "2022-03-02");
  CHECK(notice.document_number.empty());
  CHECK(notice.title.size() == 2);
  CHECK(notice.attachment_note.size() == 2);
  CHECK(notice.attachments.empty());
  CHECK(notice.date_of_issue == "2022年3月2日");
  CHECK(notice.printing_office == "槐荫区打击和处置非法集资工作领导小组办公室");
  CHECK(notice.date_of_printing.empty());
  CHECK(notice.issuer_signature.back() == "（济南市槐荫区地方金融监督管理局代章）");
  CHECK(headings_of(notice.body) ==
        std::vector<std::string>{"一、工作措施和方法", "（一）建立志愿者队伍", "（二）建设防非宣传工作站",
                                 "（三）开展日常性宣传活动", "（四）充分发挥宣传月品牌效应", "（五）组织全民参与性活动",
                                 "（六）做好监测预警群众有奖举报", "（七）开展风险隐患排查", "（八）多措并举有效化解风险",
                                 "（九）打早打小形成震慑效应", "（十）做好信访工作维护社会稳定", "二、总结验收评比", "三、要求"});
}

TEST_CASE("Huaiyin's notice cites what it implements and attaches and keeps the two names of the second annex") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto notice = composed(campaign, "notice", "2022-03-02");
  check_cites(text_of(notice.body),
              {"济南市处非办和济南市公安局联合下发的《关于广泛开展防范和处置非法集资进社区活动的通知》（附件1）",
               "《防范和处置非法集资条例》", "《山东省防范非法集资宣传教育工作方案》",
               "《关于学习借鉴市中区先进做法，推进非法集资防控处置工作专班机制的通知》（济打非〔2021〕7号，附件2）",
               "《非法集资举报奖励办法》", "约谈警示、发布风险提示、停止非法经营、督促清退资金", "全市经济社会发展综合考核"});
  CHECK(notice.attachment_note.back() == "借鉴市中经验推进处非工作专班的通知");
}

TEST_CASE("the scenario of Huaiyin makes every document of its model and no other") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  CHECK(documents_made(campaign) ==
        std::map<std::string, std::string>{{"notice", "关于广泛开展防范和处置非法集资进社区活动的通知"},
                                           {"team_setup_record", "甲街道非法集资防控处置工作专班成立情况"},
                                           {"clue_record", "非法集资风险线索记录"},
                                           {"reward_record", "非法集资举报奖励记录"},
                                           {"transfer", "关于移送丙网络科技公司涉嫌犯罪线索的函"},
                                           {"publish_case", "关于非法集资案件情况的通报"},
                                           {"risk_ledger", "2022年非法集资风险台账"},
                                           {"year_summary", "关于2022年开展防范和处置非法集资进社区活动情况的报告"},
                                           {"assess_street", "关于2022年进社区活动考核评比情况的通报"},
                                           {"recommendation", "关于推荐2022年防范和处置非法集资进社区活动先进单位和个人的报告"},
                                           {"speakers", "2022年“优秀宣讲员”名单"},
                                           {"best_volunteers", "2022年“优秀志愿者”名单"},
                                           {"model_communities", "槐荫区2022年度“建设无新发非法集资社区示范单位”名单"}});
  for (const auto* step : {"report_team", "volunteers", "stations", "community_activity", "further_activity", "report_street",
                           "report_activity", "patrol", "verification", "reward", "report_major", "ledger", "measures", "counsel",
                           "stability", "nominate", "honours"}) {
    CAPTURE(step);
    CHECK(events_of(campaign, event_type::report_accepted, step) > 0);
  }
  CHECK(campaign.state().closed);
  CHECK(replay(*campaign.events()) == campaign.state());
}

TEST_CASE("Huaiyin's documents have the elements of their kinds") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto elements = [&](const std::string& address) { return elements_of(composed(campaign, address, "2023-01-31")); };
  CHECK(elements("notice") == "标题 主送机关 正文 附件说明 联系人 署名 代章 成文日期 印发机关");
  CHECK(elements("setup_team[street_a]/team_setup_record") == "标题 正文 署名 成文日期");
  CHECK(elements(year + "clue[1]/clue_record") == "标题 正文 署名 成文日期");
  CHECK(elements(year + "clue[3]/transfer") == "标题 主送机关 正文 署名 成文日期");
  CHECK(elements(year + "clue[3]/publish_case") == "标题 主送机关 正文 署名 代章 成文日期 附注");
  CHECK(elements(year + "year_summary") == "发文机关标志 签发人 标题 主送机关 正文 署名 代章 成文日期 印发机关");
  CHECK(elements(year + "assess_street") == "标题 主送机关 正文 附件说明 署名 代章 成文日期 附件");
  CHECK(elements(year + "recommendation") == "标题 主送机关 正文 署名 代章 成文日期");
}

TEST_CASE("Huaiyin assesses its streets on the first working day of the next year") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  CHECK(to_local_text(campaign.state().step(year + "assess_street").documents.front().at).starts_with("2023-01-03"));
}

TEST_CASE("Huaiyin goes round once more when its campaign is given another year") {
  const ShippedCampaign two_years("huaiyin-2022", {{"to 2023-01-31", "to 2024-01-31"}, {"until 2022-12-31", "until 2023-12-31"}});
  const auto campaign = two_years.rehearsed(1);
  CHECK(scope_keys(campaign, "cycle") == std::vector<std::string>{"2022", "2023"});
  CHECK(campaign.place("cycle[2023]/concentrated_day")->span("on")->first_day() == *parse_date("2023-06-15"));
  CHECK(campaign.state().step("cycle[2023]/assess_street").status == StepStatus::done);
  CHECK(campaign.state().closed);
}

TEST_CASE("Huaiyin rehearses to its end whatever the seed") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    CHECK(huaiyin.rehearsed(seed).state().closed);
  }
}
