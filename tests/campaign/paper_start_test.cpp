// A campaign that runs on paper already: it is entered as it was, and then goes live.
#include <random>

#include "a_tree.h"
#include "engine/campaign/consequences.h"

using namespace hongtou;

namespace {

const std::string on_paper = R"(
notice { do issue text notice.gw to 市 on 2023-05-08 }
report { do collect form n from 市 due 2023-06-09 remind "-1, +1" after notice review prov }
later  { do collect form n from 市 due 2023-08-10 remind "-1" after notice }
chase  { do supervise of report cool-down 2 steps {
    urge    { do issue text urge.gw to late on "1 working day after overdue" }
    warning { do issue text urge.gw to late on "3 working days after overdue" }
} }
total  { do compile text total.gw after report })";

const std::map<std::string, std::string> texts{
    {"c/notice.gw", "---\n标题  通知\n主送机关  各市\n署名  省办\n成文日期  {{today}}\n---\n请报送。\n"},
    {"c/urge.gw", "---\n标题  催报函\n主送机关  {{chase.late}}\n署名  省办\n成文日期  {{today}}\n---\n请报送。\n"}};

Instant time(const char* text) { return *parse_instant(text); }

// It began on 4 May; Hongtou was installed on 20 July.
struct OnPaper {
  explicit OnPaper(const std::string& inside = on_paper)
      : engine(ATree::with_clock(ATree::environment(inside, texts, units_csv), clock)) {
    options.opened = store;
    options.formats = {};
    options.began = time("2023-05-04 08:00");
    options.reason = "通知已在纸面上印发";
  }

  void start() {
    auto started = CampaignTree::start(engine, *engine.load("c/campaign.info"), options);
    REQUIRE_MESSAGE(started.ok(), to_text(started.diagnostics(), Language::en));
    tree = std::make_unique<CampaignTree>(*std::move(started));
  }
  void reopen() {
    tree.reset();
    auto opened = CampaignTree::open(engine, store, "test");
    REQUIRE_MESSAGE(opened.ok(), to_text(opened.diagnostics(), Language::en));
    tree = std::make_unique<CampaignTree>(*std::move(opened));
  }

  Decision try_(Act act, std::optional<Instant> at, const std::string& actor = "prov", const std::string& why = "纸面",
                const std::string& level = "") {
    const auto decision = tree->perform(level, {actor, at, std::move(act), why}, tree->now());
    REQUIRE_MESSAGE(decision.ok(), to_text(decision.diagnostics(), Language::en));
    return *decision;
  }
  void enter(Act act, const char* at, const std::string& actor = "prov", const std::string& level = "") {
    const auto decision = try_(std::move(act), time(at), actor, "纸面", level);
    REQUIRE_MESSAGE(decision.ok(), (decision.ok() ? "" : decision.refusal->text(Language::en)));
  }
  void go_live() {
    const auto decision = try_(GoLive{}, std::nullopt, "prov", "");
    REQUIRE_MESSAGE(decision.ok(), (decision.ok() ? "" : decision.refusal->text(Language::en)));
  }
  std::string refusal(Act act, std::optional<Instant> at, const std::string& actor = "prov", const std::string& why = "纸面") {
    const auto decision = try_(std::move(act), at, actor, why);
    return decision.ok() ? "" : decision.refusal->text(Language::zh) + " / " + decision.refusal->text(Language::en);
  }
  static Submit report_of(const std::string& unit) { return {"report", unit, Value(Map{{"events", 3}, {"words", "做了"}}), {}}; }
  void send_the_notice() { enter(Sign{"notice", "签发", ""}, "2023-05-05 16:00"); }

  std::vector<JournalEvent> happened(std::string_view type, const std::string& level = "") {
    std::vector<JournalEvent> out;
    const auto all = *tree->at(level)->events();
    for (const auto& event : all)
      if (event.type == type) out.push_back(event);
    return out;
  }
  const State& state(const std::string& level = "") { return tree->at(level)->state(); }
  const WorkItem& item(const std::string& unit) { return state().step("report").items.at(unit); }

  Instant clock = time("2023-07-20 09:00");
  Engine engine;
  std::shared_ptr<Store> store = std::make_shared<MemoryStore>();
  StartOptions options;
  std::unique_ptr<CampaignTree> tree;
};

}  // namespace

TEST_CASE_FIXTURE(OnPaper, "a campaign that runs on paper begins when that began, and time stands there") {
  start();
  const auto started = happened(event_type::campaign_started).front();
  CHECK(started.effective == time("2023-05-04 08:00"));
  CHECK(started.recorded == clock);
  CHECK(started.data.at("on_behalf") == Value("通知已在纸面上印发"));
  CHECK(state().catching_up);
  CHECK(tree->now() == time("2023-05-04 08:00"));
  CHECK(state().step("notice").status == StepStatus::open);
  clock = time("2023-07-21 17:00");
  reopen();
  CHECK(tree->now() == time("2023-05-04 08:00"));
  CHECK(happened(event_type::items_overdue).empty());
}

TEST_CASE_FIXTURE(OnPaper, "what was done on paper is entered as of when it was done and taken down now") {
  start();
  send_the_notice();
  enter(ConfirmReceipt{"notice", "a"}, "2023-05-09 10:00");
  const auto issued = happened(event_type::document_issued).front();
  CHECK(issued.effective == time("2023-05-08 09:00"));
  CHECK(issued.recorded == clock);
  enter(report_of("a"), "2023-06-05 15:00");
  CHECK_FALSE(item("a").late);
  enter(report_of("b"), "2023-06-12 11:00");
  CHECK(item("b").late);
  CHECK(happened(event_type::items_overdue).front().effective == time("2023-06-10 00:00"));
  for (const auto* unit : {"a", "b"}) enter(Accept{"report", unit}, "2023-06-13 09:00");
  CHECK(state().step("total").settled == time("2023-06-13 09:00"));
  CHECK(tree->now() == time("2023-06-13 09:00"));
  CHECK(happened(event_type::reminder_sent).empty());
  CHECK(state().step("chase").scopes.empty());
  CHECK(replay(*tree->top().events()) == state());
  CHECK(tree->top().verify().ok());
}

TEST_CASE_FIXTURE(OnPaper, "what is entered after something later is as punctual as it was") {
  start();
  send_the_notice();
  enter(report_of("a"), "2023-06-12 11:00");
  CHECK(item("b").overdue);
  enter(report_of("b"), "2023-06-05 15:00");
  CHECK_FALSE(item("b").overdue);
  CHECK_FALSE(item("b").late);
  CHECK(tree->now() == time("2023-06-12 11:00"));
}

TEST_CASE_FIXTURE(OnPaper, "what was not sent on paper is not sent when the campaign goes live, and later all is") {
  start();
  send_the_notice();
  enter(report_of("a"), "2023-06-05 15:00");
  go_live();
  CHECK(tree->now() == clock);
  CHECK_FALSE(state().catching_up);
  CHECK(item("b").overdue);
  CHECK(happened(event_type::items_overdue).front().effective == time("2023-06-10 00:00"));
  CHECK(happened(event_type::reminder_sent).empty());
  CHECK(state().step("chase").scopes.at("1").opened == clock);

  clock = time("2023-07-21 10:00");
  REQUIRE(tree->advance_to(clock).ok());
  CHECK(state().step("chase[1]/urge").opened == time("2023-07-21 09:00"));
  CHECK(state().step("chase[1]/warning").status == StepStatus::waiting);
  clock = time("2023-08-09 10:00");
  REQUIRE(tree->advance_to(clock).ok());
  CHECK(happened(event_type::reminder_sent).size() == 2);  // of “later”, to both cities
  CHECK(happened(event_type::reminder_sent).front().effective == time("2023-08-09 09:00"));
  CHECK(replay(*tree->top().events()) == state());
}

TEST_CASE_FIXTURE(OnPaper, "while it is entered time stands still for what does not say when it was done") {
  start();
  CHECK(refusal(Sign{"notice", "签发", ""}, std::nullopt) ==
        "活动正在补录纸面上办的事，补到了 2023-05-04 08:00。用 --at 写明何时办的；都补完了，由牵头单位运行 hongtou go-live / "
        "what was done on paper is being entered, up to 2023-05-04 08:00 so far. say with --at when it was done; once all is "
        "entered, the lead runs hongtou go-live");
  CHECK(refusal(PassTime{}, std::nullopt).starts_with("活动正在补录纸面上办的事"));
  CHECK(refusal(Sign{"notice", "签发", ""}, time("2023-07-20 09:01")) ==
        "发生时间 2023-07-20 09:01 还没有到 / the effective time 2023-07-20 09:01 has not come yet");
  CHECK(happened(event_type::items_overdue).empty());
}

TEST_CASE_FIXTURE(OnPaper, "who does not lead cannot say that all has been entered") {
  start();
  CHECK(refusal(GoLive{}, std::nullopt, "a", "").starts_with("“甲市”不能办理“补录完毕”"));
  CHECK(tree->now() == time("2023-05-04 08:00"));
  CHECK(state().catching_up);
}

TEST_CASE_FIXTURE(OnPaper, "the reasons for what is entered, and for the start itself, are wanted") {
  start();
  CHECK(refusal(Sign{"notice", "签发", ""}, time("2023-05-05 16:00"), "prov", "") == "要写明理由 / a reason is wanted");
  options.reason.clear();
  options.opened = std::make_shared<MemoryStore>();
  const auto refused = CampaignTree::start(engine, *engine.load("c/campaign.info"), options);
  REQUIRE_FALSE(refused.ok());
  CHECK(to_text(refused.diagnostics(), Language::zh) ==
        "error [engine.refused] 从以前的时间启动，要写明理由。加上 --reason，如 --reason 通知已在纸面上印发\n");
  CHECK(to_text(refused.diagnostics(), Language::en) ==
        "error [engine.refused] a start at an earlier time wants a reason. add --reason, such as --reason \"the notice went out "
        "on paper\"\n");
}

TEST_CASE_FIXTURE(OnPaper, "a start that is still to come is refused") {
  options.began = time("2023-07-20 09:01");
  const auto refused = CampaignTree::start(engine, *engine.load("c/campaign.info"), options);
  REQUIRE_FALSE(refused.ok());
  CHECK(to_text(refused.diagnostics(), Language::zh) == "error [engine.refused] 发生时间 2023-07-20 09:01 还没有到\n");
}

TEST_CASE_FIXTURE(OnPaper, "one that is live does not go live once more") {
  start();
  go_live();
  CHECK(refusal(GoLive{}, std::nullopt, "prov", "") ==
        "活动没有在补录，已经按时钟进行。直接办理即可 / nothing is being entered from paper: the campaign goes by the clock "
        "already. just act");
}

TEST_CASE_FIXTURE(OnPaper, "what an act would do is foreseen as of when it was done") {
  start();
  send_the_notice();
  enter(report_of("a"), "2023-06-05 15:00");
  Command back{"prov", time("2023-06-06 09:00"), Return{"report", "a", "漏报"}, "纸面退回"};
  const auto foreseen = tree->top().foresee(back);
  REQUIRE(foreseen.ok());
  CHECK_FALSE(foreseen.consequences.sent_back->overdue);
  back.effective = time("2023-06-12 09:00");
  CHECK(tree->top().foresee(back).consequences.sent_back->due == time("2023-06-16 00:00"));
  CHECK(tree->now() == time("2023-06-05 15:00"));
}

TEST_CASE_FIXTURE(OnPaper, "another version of the files is taken up where it stands") {
  start();
  send_the_notice();
  const auto files = ATree::environment(on_paper + "\nmore { do mark after total }", texts, units_csv);
  Engine other(ATree::with_clock(files, clock));
  auto opened = CampaignTree::open(other, store, "test");
  REQUIRE(opened.ok());
  tree = std::make_unique<CampaignTree>(*std::move(opened));
  const auto changed = tree->migrate(*other.load("c/campaign.info"), "prov", "补一步");
  REQUIRE_MESSAGE(changed.ok(), to_text(changed.diagnostics(), Language::en));
  const auto change = happened(event_type::definition_changed).front();
  CHECK(change.recorded == clock);
  CHECK(change.effective == time("2023-05-05 16:00"));
  CHECK(state().catching_up);
}

TEST_CASE("levels begin on paper with the campaign above and go live with it") {
  OnPaper campaign(by_levels);
  campaign.start();
  CHECK(campaign.state("a/a1").catching_up);
  CHECK(campaign.happened(event_type::campaign_started, "a/a1").front().effective == time("2023-05-04 08:00"));
  CHECK(campaign.happened(event_type::campaign_started, "a/a1").front().recorded == campaign.clock);
  campaign.enter(OnPaper::report_of("s1"), "2023-06-05 15:00", "a1", "a/a1");
  CHECK_FALSE(campaign.state("a/a1").step("report").items.at("s1").late);
  CHECK(campaign.tree->now() == time("2023-06-05 15:00"));

  const auto below = campaign.try_(GoLive{}, std::nullopt, "a1", "", "a/a1");
  REQUIRE_FALSE(below.ok());
  CHECK(below.refusal->text(Language::zh) ==
        "补录是否完毕，由最上级的活动说。由最上级的牵头单位运行 hongtou go-live，不写 --level");
  CHECK(below.refusal->text(Language::en) ==
        "whether all has been entered is said by the campaign at the top. the lead at the top runs hongtou go-live, without "
        "--level");
  CHECK(campaign.tree->now() == time("2023-06-05 15:00"));

  campaign.reopen();
  campaign.go_live();
  for (const auto* level : {"", "a", "b", "a/a1"}) {
    CAPTURE(level);
    CHECK_FALSE(campaign.state(level).catching_up);
    CHECK(campaign.state(level).live_since == campaign.clock);
    CHECK(replay(*campaign.tree->at(level)->events()) == campaign.state(level));
    CHECK(campaign.tree->at(level)->verify().ok());
  }
  CHECK(campaign.state("a/a1").step("report").items.at("s2").status == ItemStatus::missing);
  CHECK(campaign.happened(event_type::items_missing, "a/a1").front().effective < campaign.clock);
  CHECK(campaign.state("").step("report").items.at("a").versions.size() == 1);
}

TEST_CASE("whatever is entered from paper in whatever order, replay equals state and nothing stale is sent") {
  for (unsigned seed = 1; seed <= 15; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto pick = [&](unsigned below) { return random() % below; };
    OnPaper campaign;
    campaign.start();
    campaign.send_the_notice();
    std::size_t done = 0;
    for (int i = 0; i < 30; ++i) {
      const std::string unit = pick(2) == 0 ? "a" : "b";
      const std::vector<Act> acts{OnPaper::report_of(unit), Accept{"report", unit}, Return{"report", unit, "漏报"},
                                  Extend{"report", unit, "2023-07-30", "汛期"}, ConfirmReceipt{"notice", unit}};
      const auto at = time("2023-05-09 08:00") + std::chrono::hours(pick(24 * 70));
      done += campaign.try_(acts[pick(static_cast<unsigned>(acts.size()))], at).ok() ? 1u : 0u;
      if (pick(5) == 0) campaign.clock += std::chrono::hours(pick(10));
      if (pick(10) == 0) campaign.reopen();
      CHECK(campaign.happened(event_type::reminder_sent).empty());
    }
    CHECK(done > 3);
    campaign.go_live();
    const auto live = campaign.clock;
    campaign.clock = time("2023-08-31 10:00");
    REQUIRE(campaign.tree->advance_to(campaign.clock).ok());
    const auto journal = *campaign.tree->top().events();
    CHECK(replay(journal) == campaign.state());
    Instant recorded{};
    for (const auto& event : journal) {
      CHECK(event.recorded >= recorded);
      CHECK(event.effective <= event.recorded);
      recorded = event.recorded;
      if (event.type == event_type::reminder_sent) CHECK(event.effective > live);
      if (event.type == event_type::units_supervised) CHECK(event.effective >= live);
    }
  }
}
