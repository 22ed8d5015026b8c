// The campaign of Yangquan 2023 as its model tells it, loaded from the files that ship.
#include <algorithm>
#include <set>

#include "shipped_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string campaign_file = HONGTOU_SOURCE_DIR "/workflows/yangquan-2023/campaign.info";

Environment installed() {
  auto environment = Environment::system();
  environment.share_folder = HONGTOU_BUILD_DIR "/share/hongtou";
  environment.plugin_folder = HONGTOU_BUILD_DIR "/lib/hongtou";
  return environment;
}

Definition yangquan(const Engine& engine) {
  auto definition = engine.load(campaign_file);
  INFO(to_text(definition.diagnostics(), Language::zh));
  REQUIRE(definition.ok());
  CHECK(definition.diagnostics().empty());
  return *std::move(definition);
}

Campaign rehearsed(const Engine& engine, RehearsalOptions options) {
  options.formats = {};
  auto campaign = rehearse(engine, yangquan(engine), options);
  INFO(to_text(campaign.diagnostics(), Language::zh));
  REQUIRE(campaign.ok());
  return *std::move(campaign);
}

// As its scenario tells it.
const Campaign& played() {
  static const ShippedCampaign shipped("yangquan-2023");
  static const Campaign campaign = shipped.played(shipped.scenario());
  return campaign;
}

}  // namespace

TEST_CASE("the campaign has the dates, forms and targets of the notice") {
  const Engine engine(installed());
  const auto definition = yangquan(engine);
  CHECK(*definition.step("notice")->date("on") == *parse_date("2023-05-31"));
  CHECK(*definition.step("liaison")->date("due") == *parse_date("2023-06-10"));
  CHECK(*definition.step("report")->date("due") == *parse_date("2023-06-25"));
  CHECK(*definition.step("month")->period("window") == *parse_period("2023-06-01 to 2023-06-30"));
  CHECK(*definition.step("quiz_province")->period("window") == *parse_period("2023-06-12 to 2023-06-18"));
  CHECK(*definition.step("focus_day")->date("on") == *parse_date("2023-06-15"));
  CHECK(definition.step("quiz_national")->setting("window")->rule->is_late_bound());
  CHECK(definition.targets.size() == 10);

  const auto& statistics = definition.forms.at("statistics");
  REQUIRE(statistics.groups.size() == 5);
  std::vector<std::size_t> spans;
  std::size_t numbers = 0;
  for (const auto& group : statistics.groups) spans.push_back(group.cells.size());
  for (const auto* field : statistics.fields()) numbers += field->type == FieldType::count ? 1u : 0u;
  CHECK(spans == std::vector<std::size_t>{2, 1, 4, 1, 2});
  CHECK(numbers == 12);
  const auto& liaison = definition.forms.at("liaison");
  CHECK(liaison.rows.size() == 2);
  CHECK(liaison.fields().size() == 5);
}

TEST_CASE("the same seed rehearses the same campaign and another seed another one") {
  const Engine engine(installed());
  const auto data = [&](std::uint64_t seed) {
    RehearsalOptions options;
    options.seed = seed;
    return to_json(rehearsed(engine, options).status(*parse_instant("2024-01-01")));
  };
  const auto first = data(7);
  CHECK(first == data(7));
  CHECK(first != data(8));
}

TEST_CASE("a rehearsal comes to its end with one unit missing and replays to the same state") {
  const Engine engine(installed());
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    RehearsalOptions options;
    options.seed = seed;
    const auto campaign = rehearsed(engine, options);
    CHECK(campaign.state().closed);
    const auto events = campaign.events();
    REQUIRE(events.ok());
    CHECK(replay(*events) == campaign.state());
    CHECK(campaign.verify().ok());
    const auto sums = collected(*campaign.place("report"));
    CHECK(sums.missing.size() == 1);
    CHECK(sums.incomplete());
    CHECK(campaign.state().step("report").how == "closed");
  }
}

TEST_CASE("the people of a rehearsal act on working days between half past eight and half past five") {
  const Engine engine(installed());
  const auto calendar = engine.calendar();
  REQUIRE(calendar.ok());
  RehearsalOptions options;
  options.seed = 5;
  const auto campaign = rehearsed(engine, options);
  const auto events = campaign.events();
  REQUIRE(events.ok());
  std::size_t acts = 0;
  for (const auto& event : *events) {
    if (event.actor == "engine" || event.type == event_type::campaign_started) continue;
    CAPTURE(to_local_text(event.effective));
    CAPTURE(event.type);
    const auto day = date_of(event.effective);
    CHECK(calendar->is_working_day(day));
    CHECK(event.effective >= at_time(day, 8, 30));
    CHECK(event.effective <= at_time(day, 17, 30));
    ++acts;
  }
  CHECK(acts > 50);
}

TEST_CASE("with a boundary of 100 events 100 is enough and 99 is not and a blank is no zero") {
  const Engine engine(installed());
  const auto definition = yangquan(engine);
  Value report{Map{{"c10_note", ""}}};
  for (const auto* field : definition.forms.at("statistics").fields())
    if (field->type == FieldType::count) report[field->id] = 0;
  CHECK(check_submission(definition.forms.at("statistics"), report).empty());
  report["c1_events"] = Value();
  CHECK(check_submission(definition.forms.at("statistics"), report).front().message.code == "form.blank_count");
}

TEST_CASE("the table adds up what the scenario's units sent in and lists the two that sent nothing") {
  const Engine engine(installed());
  const auto& environment = engine.environment();
  const auto scenario = parse_json(*environment.read_file(HONGTOU_SOURCE_DIR "/workflows/yangquan-2023/scenario.json"));
  REQUIRE(scenario.ok());
  RehearsalOptions options;
  options.scenario = *scenario;
  const auto campaign = rehearsed(engine, options);
  const auto& definition = campaign.definition();
  const auto sums = collected(*campaign.place("report"));

  // Added up here from the file itself: the last submission of each unit counts.
  std::map<std::string, Value> last;
  for (const auto& act : *scenario->at("acts").list())
    if (act.at("do") == Value("submit") && act.at("step") == Value("report")) last[act.at("as").text_or("")] = act.at("data");
  CHECK(last.size() == 13);
  for (const auto* field : definition.forms.at("statistics").fields()) {
    if (field->type != FieldType::count) continue;
    std::int64_t sum = 0;
    for (const auto& [unit, data] : last) sum += data.at(field->id).integer_or(0);
    CAPTURE(field->id);
    CHECK(sums.totals.at(field->id) == Value(sum));
  }
  CHECK(sums.missing == std::vector<std::string>{"agriculture", "housing"});
  CHECK(sums.incomplete());
  CHECK(sums.late == std::vector<std::string>{"culture_tourism"});

  const auto data = campaign_data(*campaign.place("total"), *parse_date("2023-07-01"));
  const auto blocks = block_source(*campaign.place("total"), data)({"table", "report", {}});
  REQUIRE(blocks.ok());
  const auto& table = std::get<Table>(blocks->front().content);
  CHECK(table.header.size() == 2);
  CHECK(table.rows.size() == 14);  // 13 units and the total
  CHECK(table.rows.back().front().text == "合计");
  CHECK(table.rows.back()[1].text == sums.totals.at("c1_events").print());
  CHECK(table.note == "注：合计不完整，未报送单位（2个）：区农业农村局、区住建局。");
}

TEST_CASE("the scenario of Yangquan makes every document of its model and no other and fills in each form") {
  CHECK(documents_made(played()) ==
        std::map<std::string, std::string>{{"notice", "关于组织开展2023年阳泉市矿区防范非法集资宣传月活动的通知"},
                                           {"quiz_notice", "关于转发《防范非法集资知识答题赛参与指引》的通知"},
                                           {"register", "2023年阳泉市矿区防范非法集资宣传月活动联络人情况的通报"},
                                           {"total", "关于2023年阳泉市矿区防范非法集资宣传月活动情况统计的报告"},
                                           {"assess", "关于2023年阳泉市矿区防范非法集资宣传月活动考核情况的通报"}});
  for (const auto* step : {"unit_plan", "liaison", "quiz_guide", "work_info", "report", "street_targets", "media_targets"}) {
    CAPTURE(step);
    CHECK(events_of(played(), event_type::report_accepted, step) > 0);
  }
}

TEST_CASE("Yangquan reports to the city when the office chooses to and not otherwise") {
  const ShippedCampaign with_summary("yangquan-2023", "; choose summary  ", "choose summary  ");
  CHECK(documents_made(with_summary.rehearsed(1)).at("summary") == "关于2023年阳泉市矿区防范非法集资宣传月活动开展情况的报告");
  CHECK(played().state().step("summary").status == StepStatus::skipped);
}

TEST_CASE("Yangquan's national quiz gets its days from a later notice and the first notice stays as it was issued") {
  const auto& campaign = played();
  CHECK(campaign.state().step("notice").documents.size() == 1);
  CHECK(campaign.place("quiz_national")->span("window")->first_day() == *parse_date("2023-06-12"));
  CHECK(campaign.place("quiz_national")->span("window")->last_day() == *parse_date("2023-06-21"));
  const auto relayed = composed(campaign, "quiz_notice", "2023-06-08");
  CHECK(elements_of(relayed) == "发文机关标志 标题 主送机关 正文 署名 代章 成文日期 印发的文件 印发机关 印发日期");
  CHECK(relayed.issued_text->title == std::vector<std::string>{"防范非法集资知识答题赛参与指引"});
  CHECK(all_of<Paragraph>(relayed.issued_text->body).front().text == "2023年6月12日至6月21日。");
}

TEST_CASE("a report of Yangquan that is corrected makes the total anew and both totals stay on record") {
  const auto& total = played().state().step("total");
  REQUIRE(total.documents.size() == 2);
  CHECK(to_local_text(total.documents.front().at).starts_with("2023-06-28"));
  CHECK(total.documents.back().at > total.documents.front().at);
  CHECK(played().state().step("report").items.at("shaping").versions.size() == 2);
}

TEST_CASE("Yangquan's notice has the elements and headings of its model") {
  const auto notice = composed(played(), "notice", "2023-05-31");
  CHECK(elements_of(notice) == "发文机关标志 标题 主送机关 正文 附件说明 联系人 署名 代章 成文日期 附件 印发机关 印发日期");
  CHECK(notice.title == std::vector<std::string>{"关于组织开展2023年阳泉市矿区防范", "非法集资宣传月活动的通知"});
  CHECK(notice.main_recipients == "区处非领导组各成员单位");
  CHECK(notice.issuer_signature ==
        std::vector<std::string>{"阳泉市矿区处置非法集资领导组办公室", "（矿区金融事务服务中心代章）"});
  CHECK(notice.date_of_issue == "2023年5月31日");
  CHECK(notice.printing_office == "阳泉市矿区人民政府处置非法集资领导组办公室");
  CHECK(notice.date_of_printing == "2023年5月31日");
  CHECK(notice.contact == std::vector<std::string>{"联系人：（联系人）", "联系电话：（联系电话）", "电子邮箱：（电子邮箱）"});
  CHECK(notice.attachment_note == std::vector<std::string>{"线上活动参与指引", "2023年防范非法集资宣传月活动联络人名单",
                                                           "2023年防范非法集资宣传月活动情况统计表"});
  CHECK(headings_of(notice.body) == std::vector<std::string>{"一、总体要求", "二、宣传内容", "（一）深入开展普法宣传教育",
                                                             "（二）广泛开展线下“七进”宣传教育",
                                                             "（三）巩固传统媒体和新媒体宣传阵地", "（四）切实做好重点宣教工作",
                                                             "（五）广泛组织群众参与线上活动", "三、工作要求",
                                                             "（一）提高思想认识", "（二）加强协调联动", "（三）强化考核评价"});
  check_cites(
      text_of(notice.body),
      {"《防范和处置非法集资条例》（以下简称《条例》）", "《山西省防范和处置非法集资工作实施细则》（以下简称《实施细则》）",
       "《关于组织开展2023年防范非法集资宣传月活动的通知》（阳处非办发〔2023〕3号）",
       "《关于切实做好2022年全区防范和处置非法集资工作方案的通知》", "阳矿处非办发〔2022〕1号",
       "《阳泉市矿区防范非法集资宣传教育工作长效机制》", "阳矿处非办发〔2022〕2号", "100场", "平安建设综治考评"});
  REQUIRE(notice.attachments.size() == 3);
  CHECK(notice.attachments[0].title == std::vector<std::string>{"山西省防范非法集资知识有奖竞答", "参与指引"});
  CHECK(headings_of(notice.attachments[0].body).size() >= 5);
  for (const std::size_t form : {1u, 2u}) {
    const auto tables = all_of<Table>(notice.attachments[form].body);
    REQUIRE(tables.size() == 1);
    CHECK(tables.front().caption == "填报单位（盖章）：");
  }
}

TEST_CASE("targets are met at their bound, not below it, and are final after their window") {
  const Engine engine(installed());
  RehearsalOptions options;
  options.scenario = *parse_json(*engine.environment().read_file(HONGTOU_SOURCE_DIR "/workflows/yangquan-2023/scenario.json"));
  const auto campaign = rehearsed(engine, options);
  const auto& final = campaign.state().final_targets;
  CHECK(final.size() == 10);
  CHECK(final.at("seven_entries").at("pingtanjie").at("status") == Value("met"));      // 100
  CHECK(final.at("seven_entries").at("qiaotou").at("status") == Value("not_met"));     // 99
  CHECK(final.at("clip_days").at("media_center").at("status") == Value("met"));        // 15
  CHECK(final.at("slogan_days").at("media_center").at("status") == Value("not_met"));  // 14
  const auto before = campaign.status(*parse_instant("2023-06-30 12:00"));
  const auto after = campaign.status(*parse_instant("2023-07-01 00:00"));
  CHECK(before.at("targets").list()->front().at("final") == Value(false));
  CHECK(after.at("targets").list()->front().at("final") == Value(true));
}

TEST_CASE("reminders of the contact list go out on the Friday before the Saturday it is due") {
  const Engine engine(installed());
  const auto campaign = rehearsed(engine, {});
  std::set<std::string> days;
  const auto events = campaign.events();
  for (const auto& event : *events)
    if (event.type == event_type::reminder_sent)
      for (const auto& item : *event.data.at("items").list())
        if (item.at("step") == Value("liaison")) days.insert(to_text(date_of(event.effective)));
  CHECK(days.count("2023-06-09") == 1);
  CHECK(days.count("2023-06-10") == 0);
  CHECK(engine.calendar()->is_working_day(*parse_date("2023-06-25")));
}

TEST_CASE("Yangquan asks every member for contacts and a report, streets and the media for their own figures") {
  const auto& state = played().state();
  const auto& definition = played().definition();
  const auto asked = [&](const std::string& step) { return state.step(step).items.size(); };
  CHECK(asked("liaison") == definition.groups.at("members").size());
  CHECK(asked("report") == definition.groups.at("members").size());
  CHECK(asked("street_targets") == 6);
  CHECK(asked("media_targets") == 1);
  for (const auto* step : {"unit_plan", "work_info", "quiz_guide"}) {
    CAPTURE(step);
    CHECK(definition.step(step)->setting("due")->rule->is_timely());
  }
  std::map<std::string, std::size_t> musts;
  for (const auto& target : definition.targets)
    if (target.strength == Strength::must) ++musts[definition.unit(target.per.front()).unit_class];
  CHECK(musts == std::map<std::string, std::size_t>{{"街道", 6}, {"媒体", 3}});
}

TEST_CASE("reminders of Yangquan's report go out on the last working day before the Sunday that is worked") {
  const auto days = reminded_on(played(), "report");
  CHECK(days.contains("2023-06-21"));
  CHECK(days.contains("2023-06-25"));
  CHECK(days.contains("2023-06-26"));
}

TEST_CASE("a contact's telephone number is erased from the journal and the chain still verifies") {
  const Engine engine(installed());
  auto campaign = rehearsed(engine, {});
  const auto events = campaign.events();
  const auto found = std::find_if(events->begin(), events->end(), [](const JournalEvent& event) {
    return event.type == event_type::report_submitted && event.data.at("step") == Value("liaison");
  });
  REQUIRE(found != events->end());
  const std::string pointer = "/data/leader/phone";
  REQUIRE(std::find(found->personal.begin(), found->personal.end(), pointer) != found->personal.end());
  REQUIRE(campaign.erase_personal(found->sequence, pointer).ok());
  CHECK(campaign.verify().ok());
  const auto again = campaign.events();
  const auto& erased = (*again)[found->sequence - 1].data.at("data").at("leader").at("phone");
  CHECK(erased.at("$erased") == Value(true));
}

namespace {

// The shipped campaign as a stranger would change it: another year, other units, one more step.
std::map<std::string, std::string> a_strangers_copy(const Environment& environment) {
  const std::string folder = HONGTOU_SOURCE_DIR "/workflows/yangquan-2023";
  std::map<std::string, std::string> files;
  for (const auto* name : {"campaign.info", "assessment.info", "notice.gw", "quiz_notice.gw", "register.gw", "total.gw",
                           "summary.gw", "assessment.gw", "forms/liaison.info", "forms/quiz_guide.info", "forms/statistics.info",
                           "forms/street_targets.info", "forms/media_targets.info"})
    files[std::string("copy/") + name] = *environment.read_file(folder + "/" + name);
  files["copy/units.csv"] =
      "id,name,class,parent,aliases\noffice,县打非办,牵头,,区处非办\nleaders,县领导小组,领导小组,,区处非领导组\nprovince,"
      "省打非办,上级,,省处非办\ncity,市打非办,上级,,市处非办\nnation,国打非办,上级,,国家处非联办\n"
      "tv,县融媒体中心,媒体,,\ntown1,甲镇,街道,,\ntown2,乙镇,街道,,\ntown3,丙乡,街道,,\nedu,县教育局,部门,,\n";
  auto& campaign = files["copy/campaign.info"];
  campaign = replace_all(std::move(campaign), "2023", "2024");
  campaign = replace_all(std::move(campaign), "assess         { do assess",
                         "review_meeting { do mark label 总结会 on 2024-07-05 after total }\n        assess         { do assess");
  return files;
}

}  // namespace

TEST_CASE("a stranger's campaign with other units and dates and one more step runs without a line of C++") {
  const Engine installed_engine(installed());
  auto files = a_strangers_copy(installed_engine.environment());
  for (int year = 2016; year <= 2026; ++year) {
    const auto name = "/calendars/" + std::to_string(year) + ".csv";
    files["share" + name] = *installed_engine.environment().read_file(installed_engine.environment().share_folder + name);
  }
  auto environment = Environment::in_memory(files, Instant{});
  environment.share_folder = "share";
  const Engine engine(environment);
  auto definition = engine.load("copy/campaign.info");
  INFO(to_text(definition.diagnostics(), Language::zh));
  REQUIRE(definition.ok());
  RehearsalOptions options;
  options.formats = {};
  const auto campaign = rehearse(engine, *definition, options);
  INFO(to_text(campaign.diagnostics(), Language::zh));
  REQUIRE(campaign.ok());
  CHECK(campaign->state().closed);
  CHECK(campaign->state().step("review_meeting").status == StepStatus::done);
  CHECK(campaign->state().step("liaison").items.size() == 5);
}
