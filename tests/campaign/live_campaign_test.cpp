// A live campaign: its journal alone is enough to go on with it.
#include <doctest/doctest.h>

#include "engine/engine.h"
#include "engine/journal/memory_store.h"
#include "kept_store.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string campaign_text =
    "campaign c { title 活动 period \"2023-05-01 to 2023-12-31\" units { from units.csv } lead office\n"
    "forms { n { fields { events { label 场次 type count } } } }\n"
    "steps { r { do collect form n from 街道 due 3个工作日内 remind -1 review office } } }";
const std::string units_text = "id,name,class\noffice,办,牵头\na,甲,街道\nb,乙,街道\n";

Environment machine(std::map<std::string, std::string> files, const std::string& holidays) {
  files["share/calendars/2023.csv"] = holidays;
  auto environment = Environment::in_memory(std::move(files), *parse_instant("2023-05-04 08:00"));
  environment.share_folder = "share";
  return environment;
}

// One machine that started a campaign, and another that holds none of its files.
struct TwoMachines {
  TwoMachines()
      : first(machine({{"work/c/campaign.info", campaign_text}, {"work/c/units.csv", units_text}}, "2023-05-08,off,调休\n")),
        second(machine({}, "")) {
    for (auto* engine : {&first, &second})
      const_cast<Registry&>(engine->registry()).add(std::make_unique<KeptDriver>("kept", store));
    options.store = "kept:";
    options.formats = {};
  }

  Definition definition() const { return *first.load("work/c/campaign.info"); }
  static Command submit(const std::string& unit, int events) {
    return {unit, std::nullopt, Submit{"r", unit, Value(Map{{"events", events}}), {}}};
  }

  std::shared_ptr<Store> store = std::make_shared<MemoryStore>();
  Engine first;
  Engine second;
  StartOptions options;
};

}  // namespace

TEST_CASE_FIXTURE(TwoMachines, "a campaign goes on where its files are not, from its journal alone") {
  {
    auto campaign = *first.start(definition(), options);
    REQUIRE(campaign.perform(submit("a", 3))->ok());
  }
  auto campaign = *second.open("kept:", "c");
  CHECK(campaign.definition().title == "活动");
  CHECK(campaign.definition().file == "campaign.info");
  CHECK(campaign.state().step("r").items.at("a").status == ItemStatus::submitted);
  CHECK(campaign.perform({"office", std::nullopt, Accept{"r", "a"}})->ok());
  CHECK(replay(*campaign.events()) == campaign.state());
  CHECK(campaign.verify().ok());
}

TEST_CASE_FIXTURE(TwoMachines, "what is foreseen changes nothing and is refused like the act itself") {
  auto campaign = *first.start(definition(), options);
  const Command back{"office", std::nullopt, Return{"r", "a", "漏报"}};
  const auto before = campaign.state();
  CHECK(campaign.foresee(back).refusal->message.code == "refused.nothing_submitted");
  CHECK(campaign.foresee(submit("a", 3)).ok());
  CHECK(campaign.state() == before);
  REQUIRE(campaign.perform(submit("a", 3))->ok());
  CHECK(campaign.foresee(back).consequences.sent_back->unit == "a");
  CHECK(campaign.state().step("r").items.at("a").status == ItemStatus::submitted);
}

TEST_CASE("a draft shows the data as they stand, without a number, and says that it is one") {
  const Engine engine(machine(
      {{"c/campaign.info",
        "campaign c { title 活动 period \"2023-05-01 to 2023-12-31\" units { from units.csv } lead office\nsupply { contact.name "
        "联系人 }\nsteps { notice { do issue text notice.gw to 街道 on 2023-05-20 } m { do mark } } }"},
       {"c/units.csv", units_text},
       {"c/notice.gw",
        "---\n标题  关于开展活动的通知\n主送机关  各街道\n署名  办\n成文日期  {{today}}\n---\n联系人：{{contact.name}}\n"}},
      ""));
  StartOptions options;
  options.formats = {};
  options.supplied = *parse_json(R"({"contact": {"name": "（联系人）"}})");
  auto definition = engine.load("c/campaign.info");
  REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::en));
  const auto campaign = engine.start(*std::move(definition), options);
  REQUIRE_MESSAGE(campaign.ok(), to_text(campaign.diagnostics(), Language::en));
  const auto draft = campaign->draft("notice");
  REQUIRE_MESSAGE(draft.ok(), to_text(draft.diagnostics(), Language::en));
  CHECK(draft->title == std::vector<std::string>{"关于开展活动的通知", "（稿）"});
  CHECK(draft->date_of_issue == "2023年5月20日");
  CHECK(std::get<Paragraph>(draft->body.front().content).text == "联系人：（联系人）");
  CHECK(campaign->draft("m").diagnostics().front().text(Language::zh) == "步骤“m”没有文稿");
  CHECK(campaign->draft("m").diagnostics().front().text(Language::en) == "the step “m” has no text");
}

TEST_CASE_FIXTURE(TwoMachines, "the holidays are those of the start, whatever is installed later") {
  const auto due = *parse_instant("2023-05-11");  // 8 May is off, as the first machine knows
  const auto end = [](const Campaign& campaign) { return campaign.place("r")->end("due"); };
  CHECK(end(*first.start(definition(), options)) == due);
  CHECK(end(*second.open("kept:", "c")) == due);
}

TEST_CASE_FIXTURE(TwoMachines,
                  "the office's own days off hold at the start, from the store alone, and until a new version changes them") {
  const auto with_own_days = [&](const std::string& own_days) {
    auto text = campaign_text;
    text.insert(text.find("lead office"), "calendar own.csv ");
    Engine engine(machine({{"work/c/campaign.info", text}, {"work/c/units.csv", units_text}, {"work/c/own.csv", own_days}},
                          "2023-05-08,off,调休\n"));
    const_cast<Registry&>(engine.registry()).add(std::make_unique<KeptDriver>("kept", store));
    return engine;
  };
  const auto end = [](const Campaign& campaign) { return campaign.place("r")->end("due"); };
  const auto office = with_own_days("2023-05-09,休,本县放假\n");
  const auto files = *office.load("work/c/campaign.info");
  CHECK(end(*office.start(files, options)) == *parse_instant("2023-05-12"));
  CHECK(end(*office.open(files, options)) == *parse_instant("2023-05-12"));

  auto campaign = *second.open("kept:", "c");
  CHECK(end(campaign) == *parse_instant("2023-05-12"));
  CHECK(campaign.definition().files.contains("own.csv"));
  REQUIRE(campaign.perform(submit("a", 3))->ok());
  CHECK(campaign.state().step("r").items.at("a").due == *parse_instant("2023-05-12"));

  const auto later = with_own_days("2023-05-09,休,本县放假\n2023-05-10,休,本县放假\n");
  auto changed = *later.open("kept:", "c");
  const auto migration = *changed.plan_migration(*later.load("work/c/campaign.info"));
  CHECK(to_text(migration.findings, Language::en)
            .find("working days and rest days differ on 1 days, the first of them 2023-05-10") != std::string::npos);
  REQUIRE(changed.migrate(*later.load("work/c/campaign.info"), "office", "本县放假调整").ok());
  CHECK_FALSE(changed.calendar().is_working_day(*parse_date("2023-05-10")));
}

TEST_CASE_FIXTURE(TwoMachines, "a store without the campaign says so") {
  const auto opened = second.open("kept:", "another");
  REQUIRE_FALSE(opened.ok());
  CHECK(opened.diagnostics().front().message.code == "engine.not_started");
}

TEST_CASE_FIXTURE(TwoMachines, "a journal from before campaigns kept their files opens with the files it was started with") {
  const auto campaign = *first.start(definition(), options);
  auto events = *campaign.events();
  for (const auto* key : {"definition", "calendars", "formats"}) events.front().data.map()->erase(key);
  auto old = std::make_shared<MemoryStore>();
  const_cast<Registry&>(second.registry()).add(std::make_unique<KeptDriver>("old", old));
  Journal journal(*old, "c", second.environment());
  std::vector<Blob> blobs;
  for (const auto& [path, text] : definition().files)
    blobs.push_back(**store->blob(events.front().data.at("files").at(path.substr(path.rfind('/') + 1)).at("$blob").text_or("")));
  REQUIRE(journal.append(events, blobs).ok());
  options.store = "old:";
  CHECK(second.open(definition(), options).ok());
  const auto alone = second.open("old:", "c");
  REQUIRE_FALSE(alone.ok());
  CHECK(to_text(alone.diagnostics(), Language::zh) ==
        "error [engine.not_pinned] 活动“c”的日志里没有活动文件\n  提示：用启动它的活动文件打开\n");
  CHECK(to_text(alone.diagnostics(), Language::en) ==
        "error [engine.not_pinned] the journal of “c” holds no workflow files\n  hint: open it with the files it was started "
        "with\n");
}

TEST_CASE_FIXTURE(TwoMachines,
                  "a virtual clock stands still between commands and what is due on its way happens at its own time") {
  options.clock = Clock::virtual_;
  options.now = *parse_instant("2023-05-01 08:00");
  {
    auto campaign = *first.start(definition(), options);
    CHECK(campaign.now() == *options.now);
    REQUIRE(campaign.move_clock(*parse_instant("2023-05-20 10:00"), "office").ok());
  }
  auto campaign = *second.open("kept:", "c");
  CHECK(campaign.clock() == Clock::virtual_);
  CHECK(campaign.now() == *parse_instant("2023-05-20 10:00"));
  std::map<std::string, Instant> recorded;
  const auto events = *campaign.events();
  for (const auto& event : events) recorded[event.type] = event.recorded;
  CHECK(recorded.at("items_overdue") == *parse_instant("2023-05-05"));
  CHECK(recorded.at("clock_moved") == *parse_instant("2023-05-20 10:00"));
  const auto back = campaign.move_clock(*parse_instant("2023-05-19"), "office");
  REQUIRE_FALSE(back.ok());
  CHECK(to_text(back.diagnostics(), Language::zh) ==
        "error [engine.clock_back] 活动的时钟已走到 2023-05-20 10:00，不能拨回 2023-05-19 00:00\n  提示：写一个更晚的时间\n");
  CHECK(to_text(back.diagnostics(), Language::en) ==
        "error [engine.clock_back] the campaign's clock stands at 2023-05-20 10:00 and cannot go back to 2023-05-19 00:00\n"
        "  hint: write a later time\n");
  const auto kept = Journal(*store, "c/audit", second.environment()).read()->back();
  CHECK(kept.actor == "office");
  CHECK(kept.data.at("code") == Value("engine.clock_back"));
}

TEST_CASE_FIXTURE(TwoMachines, "the real clock is not moved by anybody") {
  auto campaign = *first.start(definition(), options);
  CHECK(campaign.now() == *parse_instant("2023-05-04 08:00"));
  const auto moved = campaign.move_clock(*parse_instant("2023-06-01"), "office");
  REQUIRE_FALSE(moved.ok());
  CHECK(
      to_text(moved.diagnostics(), Language::zh) ==
      "error [engine.no_virtual_clock] 活动“c”按真实的时间进行，不能拨动时钟\n  提示：演习请用 start --clock virtual 另行启动\n");
  CHECK(to_text(moved.diagnostics(), Language::en) ==
        "error [engine.no_virtual_clock] the campaign “c” runs by the real clock, which cannot be moved\n"
        "  hint: for training start another with --clock virtual\n");
}

TEST_CASE_FIXTURE(TwoMachines, "what was done on paper keeps why it was entered later") {
  options.now = *parse_instant("2023-05-01 08:00");
  auto campaign = *first.start(definition(), options);
  auto command = submit("a", 3);
  command.actor = "office";
  command.effective = *parse_instant("2023-05-03 15:00");
  command.on_behalf = "纸质报送";
  REQUIRE(campaign.perform(command)->ok());
  const auto last = campaign.events()->back();
  CHECK(last.type == "report_submitted");
  CHECK(last.effective == *parse_instant("2023-05-03 15:00"));
  CHECK(last.data.at("on_behalf") == Value("纸质报送"));
}

TEST_CASE_FIXTURE(TwoMachines, "a campaign goes on with another calendar although its files are the same") {
  Engine third(machine({{"work/c/campaign.info", campaign_text}, {"work/c/units.csv", units_text}}, "2023-05-05,off,调休\n"));
  const_cast<Registry&>(third.registry()).add(std::make_unique<KeptDriver>("kept", store));
  { auto campaign = *first.start(definition(), options); }
  auto campaign = *third.open("kept:", "c");
  const auto migration = *campaign.plan_migration(*third.load("work/c/campaign.info"));
  CHECK(migration.possible());
  CHECK(to_text(migration.findings, Language::zh)
            .find("note [migration.calendar_changed] 节假日安排有 2 天不同，最早是 2023-05-05") != std::string::npos);
  CHECK(
      to_text(migration.findings, Language::en)
          .find("note [migration.calendar_changed] working days and rest days differ on 2 days, the first of them 2023-05-05") !=
      std::string::npos);
  REQUIRE(campaign.migrate(*third.load("work/c/campaign.info"), "office", "节假日安排调整").ok());
  CHECK_FALSE(campaign.calendar().is_working_day(*parse_date("2023-05-05")));
  CHECK(campaign.plan_migration(*third.load("work/c/campaign.info"))->findings.front().message.code ==
        std::string_view("migration.same"));
}

TEST_CASE_FIXTURE(TwoMachines, "only the lead changes the files of a running campaign") {
  auto campaign = *first.start(definition(), options);
  const auto refused = campaign.migrate(definition(), "a", "想改");
  REQUIRE_FALSE(refused.ok());
  CHECK(to_text(refused.diagnostics(), Language::zh) == "error [refused.not_allowed] “甲”不能办理“换版”\n  提示：可由 办 办理\n");
  CHECK(to_text(refused.diagnostics(), Language::en) ==
        "error [refused.not_allowed] “甲” may not do “migrate”\n  hint: this is for 办\n");
  const auto kept = Journal(*store, "c/audit", first.environment()).read()->back();
  CHECK(kept.actor == "a");
  CHECK(kept.data.at("text") == Value("“甲”不能办理“换版”。可由 办 办理"));
}

TEST_CASE_FIXTURE(TwoMachines, "on a machine whose clock is behind, acts are taken down at the time of the last record") {
  options.now = *parse_instant("2023-05-05 10:00");  // its own clock says the day before
  auto campaign = *first.start(definition(), options);
  CHECK(campaign.now() == *options.now);
  CHECK(campaign.clock_lag() == std::chrono::hours(26));
  REQUIRE(campaign.perform(submit("a", 3))->ok());
  CHECK(campaign.events()->back().recorded == *options.now);
  CHECK(replay(*campaign.events()) == campaign.state());
}
