// The board of a small campaign: by when it is due now, whose turn it is, and who owes what.
#include "engine/board.h"
#include "tests/engine/june_campaign.h"

using namespace hongtou;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// From the first `begin` to the next `end` after it.
std::string part(const std::string& text, const std::string& begin, const std::string& end) {
  const auto from = text.find(begin);
  REQUIRE_MESSAGE(from != std::string::npos, begin);
  return text.substr(from, text.find(end, from) - from);
}

const std::string letter = "---\n标题  关于报送的通知\n主送机关  各单位\n署名  办\n成文日期  {{today}}\n---\n请按时报送。\n";

class SmallCampaign {
 public:
  explicit SmallCampaign(const std::string& steps) : engine_(environment(steps)), campaign_(start(engine_)) {}

  State const& state() const { return campaign_.state(); }
  void pass(const std::string& time) { REQUIRE(campaign_.advance_to(at(time), true).ok()); }
  void perform(const std::string& time, Act act, const std::string& actor = "office") {
    const auto decision = campaign_.perform({actor, std::nullopt, std::move(act)}, at(time));
    REQUIRE_MESSAGE(decision.ok(), to_text(decision.diagnostics(), Language::en));
    REQUIRE_MESSAGE(decision->ok(), decision->refusal->text(Language::en));
  }
  void report(const std::string& time, const std::string& unit) {
    perform(time, Submit{"report", unit, Value(Map{{"events", 1}}), {}}, unit);
  }
  std::string page(const std::string& time) const {
    auto out = board(engine_, campaign_, at(time), Language::zh);
    REQUIRE_MESSAGE(out.ok(), to_text(out.diagnostics(), Language::en));
    return *std::move(out);
  }
  std::string next(const std::string& time) const { return part(page(time), "<h2>接下来", "</section>"); }

 private:
  static Environment environment(const std::string& steps) {
    const auto system = Environment::system();
    auto made = Environment::in_memory(
        {{"c/campaign.info",
          "campaign c { title 活动 period \"2023-06-01 to 2023-08-31\" units { from units.csv } lead 办\n"
          "roles { 审核 办 签发 办 }\nforms { n { fields { events { label 场次 type count } } } }\nsteps {\n" +
              steps + "\n} }"},
         {"c/units.csv",
          "id,name,class,parent\noffice,办,牵头,\na,甲街道,街道,office\nb,乙街道,街道,office\nlaw,公安分局,部门,office\n"
          "a1,一社区,社区,a\na2,二社区,社区,a\n"},
         {"c/letter.gw", letter},
         {"share/calendars/2023.csv", *system.read_file(HONGTOU_SOURCE_DIR "/engine/calendars/2023.csv")},
         {"share/templates/board/board.html", *system.read_file(HONGTOU_SOURCE_DIR "/templates/board/board.html")}},
        at("2023-06-01 08:00"));
    made.share_folder = "share";
    return made;
  }
  static Campaign start(const Engine& engine) {
    auto definition = engine.load("c/campaign.info");
    REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::en));
    StartOptions options;
    options.formats = {};
    options.now = at("2023-06-01 08:00");
    auto campaign = engine.start(*std::move(definition), options);
    REQUIRE_MESSAGE(campaign.ok(), to_text(campaign.diagnostics(), Language::en));
    return *std::move(campaign);
  }

  Engine engine_;
  Campaign campaign_;
};

const std::string reports = "report { do collect label 情况 form n from 街道 due 2023-06-20 review 办 ";

}  // namespace

TEST_CASE("what is done again is due on the board when its units are asked now") {
  SmallCampaign campaign(reports + "}");
  for (const auto* unit : {"a", "b"}) {
    campaign.report("2023-06-12 10:00", unit);
    campaign.perform("2023-06-12 10:00", Accept{"report", unit});
  }
  campaign.perform("2023-06-30 10:00", GoBack{"report", "口径变了"});
  const auto html = campaign.page("2023-06-30 10:00");
  CHECK(contains(part(html, "<h2>接下来", "</section>"),
                 "<span class=\"day\">7月5日<small>还有5天</small></span><span>情况 <small>截止，还有2份未报：甲街道、乙街道"));
  CHECK(contains(part(html, "<table class=\"items\">", "</thead>"), "情况<small>截止 7月5日</small>"));
  const auto chart = part(html, "<h2>进度", "</section>");
  CHECK(contains(chart, "title=\"6月30日—7月5日\""));
  CHECK(contains(chart, "<span class=\"due\" style=\"left:38.04%\">"));  // the end of 5 July, of 92 days
}

TEST_CASE("a unit with a later day of its own is among the dates that come") {
  SmallCampaign campaign(reports + "}");
  campaign.perform("2023-06-05 10:00", Extend{"report", "b", "2023-06-28", "汛期"});
  const auto next = campaign.next("2023-06-06 10:00");
  CHECK(contains(next, "6月20日<small>还有14天</small></span><span>情况 <small>截止，还有1份未报：甲街道"));
  CHECK(contains(next, "6月28日<small>还有22天</small></span><span>情况 <small>截止，还有1份未报：乙街道"));
}

TEST_CASE("while a draft is being countersigned the board names those who have not answered") {
  SmallCampaign campaign(
      "notice { do issue label 通知 text letter.gw to 街道 sign-off \"审核, 签发\" countersign \"公安分局, 甲街道\" }");
  campaign.perform("2023-06-01 09:00", Sign{"notice", "审核", ""});
  const auto next = campaign.next("2023-06-01 10:00");
  CHECK(contains(next, "<span class=\"who\">公安分局</span><span>会签文稿 <small>通知</small>"));
  CHECK(contains(next, "<span class=\"who\">甲街道</span><span>会签文稿 <small>通知</small>"));
  CHECK_FALSE(contains(next, "签批（签发）"));
  campaign.perform("2023-06-01 11:00", Countersign{"notice", "", false, "改第三段"}, "law");
  const auto disputed = campaign.next("2023-06-01 12:00");
  CHECK(contains(disputed, "<span class=\"who\">办</span><span>处理公安分局对文稿的不同意见：改第三段 <small>通知</small>"));
  CHECK_FALSE(contains(disputed, "<span class=\"who\">公安分局</span>"));
}

TEST_CASE("a report that is being countersigned is not the reviewer's turn") {
  SmallCampaign campaign(reports + "countersign 公安分局 }");
  campaign.report("2023-06-12 10:00", "a");
  CHECK_FALSE(contains(campaign.next("2023-06-12 11:00"), "审核1份"));
  CHECK(contains(campaign.next("2023-06-12 11:00"),
                 "<span class=\"who\">公安分局</span><span>会签甲街道的报送 <small>情况</small>"));
  campaign.perform("2023-06-12 12:00", Countersign{"report", "a", true, ""}, "law");
  CHECK(contains(campaign.next("2023-06-12 13:00"), "<span class=\"who\">办</span><span>审核1份 <small>情况</small>"));
}

TEST_CASE("a unit that joined has its row and its class") {
  SmallCampaign campaign(reports + "}");
  campaign.perform("2023-06-05 10:00", Join{"c", "丙街道", "office", {"街道"}});
  const auto html = campaign.page("2023-06-06 10:00");
  CHECK(contains(html, "<tr class=\"class\"><th colspan=\"2\">街道 · 3</th></tr>"));
  CHECK(contains(part(html, "<tr><th>丙街道", "</tr>"), "待报"));
  CHECK(contains(part(html, "<div class=\"label\">参加单位</div>", "<div class=\"note\">"), "<div class=\"value\">3</div>"));
}

TEST_CASE("units that are asked further down have no row on the board above") {
  SmallCampaign campaign("report { do cascade label 情况 form n from \"街道, 社区\" due 2023-06-20 }");
  const auto table = part(campaign.page("2023-06-06 10:00"), "<table class=\"items\">", "</table>");
  CHECK(contains(table, "<tr><th>甲街道"));
  CHECK_FALSE(contains(table, "一社区"));
}

TEST_CASE("a unit whose turn has not come is told to be asked and one that never is has a dash") {
  SmallCampaign campaign("notice { do issue label 通知 text letter.gw to 甲街道 sign-off 签发 }\n" + reports + "after notice }");
  const auto html = campaign.page("2023-06-01 10:00");
  const auto cells = part(html, "<tr><th>乙街道", "</tr>");
  CHECK(contains(cells, "<span class=\"empty\">—</span>"));
  CHECK(contains(cells, "<span class=\"empty\">未开始</span>"));
}

TEST_CASE("a rung of supervision has no date on the board before the one before it is done") {
  SmallCampaign campaign(
      reports +
      "}\nchase { do supervise label 督办 of report steps {\n"
      "urge { do issue label 催办 text letter.gw to late on \"1 working day after overdue\" sign-off 签发 }\n"
      "bulletin { do issue label 通报 text letter.gw to 街道 on \"4 working days after overdue\" sign-off 签发 }"
      " } }");
  campaign.pass("2023-06-25 09:00");
  REQUIRE(campaign.state().step("chase[1]/urge").status == StepStatus::open);
  CHECK_FALSE(contains(campaign.next("2023-06-25 10:00"), "通报"));
  campaign.perform("2023-06-25 10:30", Sign{"chase[1]/urge", "签发", ""});
  CHECK(contains(campaign.next("2023-06-25 11:00"), "第1件 通报 <small>印发"));
}

TEST_CASE("what was not done in time stands before the units that are late, with whose turn it is") {
  SmallCampaign campaign(reports + "}\nreply { do issue label 答复 text letter.gw to 公安分局 on 2023-06-22 sign-off 签发 }");
  campaign.pass("2023-06-25 09:00");
  const auto html = campaign.page("2023-06-25 10:00");
  const auto attention = part(html, "<h2>谁逾期、谁缺报", "</section>");
  CAPTURE(attention);
  CHECK(contains(attention,
                 "没有按时办</span> </span><span class=\"names overdue\"><span>牵头单位办迟了3天，应于6月22日办</span>"));
  CHECK(attention.find("<h3>答复") < attention.find("<h3>情况"));
  const auto chart = part(html, "<h2>进度", "</section>");
  CHECK(contains(chart, "! 答复<small>进行中，晚3天"));
  CHECK(contains(chart, "<span class=\"bar overdue\" style=\"left:0.00%;width:27.17%\""));
  campaign.perform("2023-06-26 09:00", Sign{"reply", "签发", ""});
  CHECK(contains(part(campaign.page("2023-06-26 10:00"), "<details", "</details>"), "应于6月22日办，晚了4天"));
}

TEST_CASE("until a campaign ends the board tells what comes next, with its day or with what it waits for") {
  SmallCampaign campaign(reports + "}\ntotal { do compile label 汇总 text letter.gw after report }");
  campaign.pass("2023-06-25 09:00");
  const auto next = campaign.next("2023-06-25 10:00");
  CHECK(contains(next, "<span class=\"day\">待定</span><span>汇总 <small>等“情况”收齐"));
  CHECK(contains(next, "8月31日<small>还有67天</small></span><span>活动 <small>结束"));
}

TEST_CASE("the number of units that take part does not change with what they are asked for at present") {
  SmallCampaign campaign(reports + "}\nask { do decision label 研判 outcomes \"要, 不要\" by 办 }\n" +
                         "more { do collect label 补充 form n from 公安分局 after \"ask=要\" }");
  const auto units = [&](const std::string& time) {
    return part(part(campaign.page(time), "<div class=\"label\">参加单位</div>", "</section>"), "value\">", "</div>");
  };
  CHECK(units("2023-06-02 09:00") == "value\">3");
  campaign.perform("2023-06-03 09:00", Choose{"ask", "不要", "没有问题"});
  CHECK(units("2023-06-03 10:00") == "value\">3");
}
