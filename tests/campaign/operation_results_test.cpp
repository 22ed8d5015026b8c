// What the table of operations says that an act leads to, beside what it does: each act once, the state before against the state
// after.
#include <functional>
#include <set>

#include "a_campaign.h"
#include "engine/text.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string everything = R"(
numbers { doc { pattern "区处非办发〔{year}〕{serial}号" from 7 } }
roles { 拟稿 处非办  签发 处非办 }
parameters { phone 待定 }
steps {
    notice { do issue text notice.gw to 街道 sign-off "拟稿, 签发" }
    letter { do issue text notice.gw to 部门 sign-off "拟稿, 签发" number doc }
    report { do collect form numbers from 街道 due 2023-06-09 review 处非办 }
    total  { do compile text total.gw after report }
    look   { do decision outcomes "good, again=return report" after total }
    clue   { do case form numbers from 街道 until 2023-09-01 steps { verify { do collect form numbers from self } } }
    discs  { do collect require 光盘 from 东街道 due 2023-06-09 }
    quiz   { do mark on 另行通知 }
    assess { do assess rules rules.info }
})";

const std::string rules = "assessment { title 评选  judged 街道  items { 台账 { checklist 齐全  points 10 } } }\n";

class Differences {
 public:
  Differences(const State& before, const State& after) : before_(before), after_(after) {}

  std::vector<std::string> all() {
    std::set<std::string> addresses;
    for (const auto* state : {&before_, &after_})
      for (const auto& [address, step] : state->steps) addresses.insert(address);
    for (const auto& address : addresses) compare(address, before_.step(address), after_.step(address));
    for (const auto& [name, value] : after_.parameters)
      if (!before_.parameters.contains(name)) lines_.push_back(name + " = " + value.print());
    for (const auto& [series, taken] : after_.numbers)
      if (const auto known = before_.numbers.find(series); known != before_.numbers.end())
        note(series + " void", std::to_string(known->second.voided.size()), std::to_string(taken.voided.size()));
    for (std::size_t i = before_.joined.size(); i < after_.joined.size(); ++i) lines_.push_back(after_.joined[i].id + " joins");
    for (const auto& unit : after_.left)
      if (!before_.left.contains(unit)) lines_.push_back(unit + " leaves");
    return std::move(lines_);
  }

 private:
  void note(const std::string& what, const std::string& before, const std::string& after) {
    if (before != after) lines_.push_back(what + ": " + before + " → " + after);
  }

  static std::string yes(bool value) { return value ? "yes" : "no"; }
  static std::string day(const std::optional<Instant>& instant) { return instant ? to_text(day_due(*instant)) : "—"; }
  static std::string count(std::size_t number) { return std::to_string(number); }

  static std::string signers(const Countersigning& asked) {
    std::vector<std::string> words;
    for (const auto& each : asked.signers) words.push_back(each.unit + (each.agrees ? *each.agrees ? "+" : "-" : "?"));
    return words.empty() ? "—" : join(words, " ");
  }

  static std::string scopes(const StepState& step) {
    std::vector<std::string> words;
    for (const auto& [key, scope] : step.scopes)
      words.push_back(key + (scope.settled ? " " + scope.how : "") + (scope.data.is_null() ? "" : " " + scope.data.print()));
    return words.empty() ? "—" : join(words, ", ");
  }

  static std::string copies(const StepState& step) {
    std::vector<std::string> words;
    for (const auto& [unit, copy] : step.copies) words.push_back(unit + (copy.read ? " read" : " unread"));
    return words.empty() ? "—" : join(words, ", ");
  }

  static std::string dates(const StepState& step) {
    std::vector<std::string> words;
    for (const auto& [key, date] : step.dates) words.push_back(key + " " + date);
    return words.empty() ? "—" : join(words, ", ");
  }

  void compare(const std::string& address, const StepState& a, const StepState& b) {
    note(address, std::string(name_of(a.status)), std::string(name_of(b.status)));
    note(address + " signed", join(a.signed_by, " "), join(b.signed_by, " "));
    note(address + " number", a.number, b.number);
    note(address + " documents", count(a.documents.size()), count(b.documents.size()));
    note(address + " outcome", a.outcome, b.outcome);
    note(address + " stale", yes(a.stale), yes(b.stale));
    note(address + " entries", count(a.entries.size()), count(b.entries.size()));
    note(address + " countersigners", signers(a.countersigning), signers(b.countersigning));
    note(address + " scopes", scopes(a), scopes(b));
    note(address + " copies", copies(a), copies(b));
    note(address + " dates", dates(a), dates(b));
    std::set<std::string> units;
    for (const auto* step : {&a, &b})
      for (const auto& [unit, item] : step->items) units.insert(unit);
    for (const auto& unit : units) compare(address + "." + unit, item_of(a, unit), item_of(b, unit));
  }

  static const WorkItem* item_of(const StepState& step, const std::string& unit) {
    const auto found = step.items.find(unit);
    return found == step.items.end() ? nullptr : &found->second;
  }

  void compare(const std::string& name, const WorkItem* a, const WorkItem* b) {
    const auto status = [](const WorkItem* item) { return item == nullptr ? "—" : std::string(name_of(item->status)); };
    note(name, status(a), status(b));
    if (a == nullptr || b == nullptr) return;
    note(name + " versions", count(a->versions.size()), count(b->versions.size()));
    note(name + " draft", yes(!a->draft.is_null()), yes(!b->draft.is_null()));
    note(name + " due", day(a->due), day(b->due));
    note(name + " papers", count(a->papers.size()), count(b->papers.size()));
    note(name + " responsible", a->responsible, b->responsible);
    note(name + " delegate", a->delegate, b->delegate);
    note(name + " urged", std::to_string(a->urged), std::to_string(b->urged));
    note(name + " countersigners", signers(a->countersigning), signers(b->countersigning));
  }

  const State& before_;
  const State& after_;
  std::vector<std::string> lines_;
};

struct Example {
  Act act;
  std::string leads_to;  // as the table says it
  std::vector<std::string> changes;
  std::function<void(ACampaign&)> before = [](ACampaign&) {};
  std::string actor = "";
};

Value numbers(int events) { return Value(Map{{"events", events}, {"people", 10}}); }
Submit report_of(const std::string& unit, int events = 1) { return {"report", unit, numbers(events), {}}; }

void hand_in(ACampaign& campaign) { campaign.do_(report_of("east"), "east"); }
void hand_in_and_accept(ACampaign& campaign) {
  hand_in(campaign);
  campaign.do_(Accept{"report", "east"});
}
void accept_all(ACampaign& campaign) {
  for (const auto* unit : {"east", "west", "north"}) {
    campaign.do_(report_of(unit), unit);
    campaign.do_(Accept{"report", unit});
  }
}
void correct_one(ACampaign& campaign) {
  accept_all(campaign);
  campaign.do_(Return{"report", "east", "有误"});
  campaign.do_(report_of("east", 5), "east");
  campaign.do_(Accept{"report", "east"});
}
void give_back(ACampaign& campaign) {
  hand_in_and_accept(campaign);
  campaign.do_(Return{"report", "east", "请核对"});
}
void draft_letter(ACampaign& campaign) { campaign.do_(Sign{"letter", "拟稿", ""}); }
void send_notice(ACampaign& campaign) {
  campaign.do_(Sign{"notice", "拟稿", ""});
  campaign.do_(Sign{"notice", "签发", ""});
}
void reserve(ACampaign& campaign) { campaign.do_(ReserveNumber{"letter"}); }
void suspend(ACampaign& campaign) {
  campaign.do_(Suspend{"report", "east", "汛期"});
  campaign.at("2023-05-10 08:00");
}
void open_case(ACampaign& campaign) { campaign.do_(OpenCase{"clue", "east", numbers(1), "某店"}, "east"); }
void ask(ACampaign& campaign) { campaign.do_(AskCountersign{"letter", "", {"law", "edu"}, "all"}); }
void circulate(ACampaign& campaign) { campaign.do_(Circulate{"letter", {"law"}, ""}); }

std::vector<Example> examples() {
  return {
      {Sign{"letter", "拟稿", ""}, "下一人签批；全部签完，到日期即发出", {"letter signed:  → 拟稿"}},
      {Sign{"letter", "签发", ""},
       "下一人签批；全部签完，到日期即发出",
       {"letter: open → done", "letter signed: 拟稿 → 拟稿 签发", "letter number:  → 区处非办发〔2023〕7号",
        "letter documents: 0 → 1", "letter.edu: — → open", "letter.law: — → open"},
       draft_letter},
      {SendBack{"letter", "签发", "改"}, "从第一人重新签批、重新会签", {"letter signed: 拟稿 → "}, draft_letter},
      {ConfirmReceipt{"notice", "east"}, "记下收到的时间", {"notice.east: open → accepted"}, send_notice},
      {report_of("east"), "待审；没有写 review 的即接收", {"report.east: open → submitted", "report.east versions: 0 → 1"}},
      {Submit{"clue[1]/verify", "east", numbers(1), {}},
       "待审；没有写 review 的即接收",
       {"clue scopes: 1 {\"events\":1,\"people\":10} → 1 complete {\"events\":1,\"people\":10}", "clue[1]/verify: open → done",
        "clue[1]/verify.east: open → accepted", "clue[1]/verify.east versions: 0 → 1"},
       open_case},
      {Accept{"report", "east"}, "已接收，计入汇总", {"report.east: submitted → accepted"}, hand_in},
      {Return{"report", "east", "有误"},
       "退回重报，版本保留，按时报来而截止已过的三个工作日内重报；已接收的不再计入，用到它的结果过时",
       {"report.east: accepted → returned", "report.east due: 2023-06-09 → 2023-06-15", "total stale: no → yes"},
       [](ACampaign& campaign) {
         accept_all(campaign);
         campaign.at("2023-06-12 10:00");
       }},
      {Waive{"report", "east", "无业务"}, "免报，不算缺", {"report.east: open → waived"}},
      {CloseItem{"report", "east", "撤并"}, "这一家的事项就此结束", {"report.east: open → closed"}},
      {CloseStep{"report", "先行汇总"},
       "不再等，未报的记为缺报；过时的结果保留",
       {"look: waiting → open", "report: open → done", "report.north: open → missing", "report.west: open → missing",
        "total: waiting → done", "total documents: 0 → 1"},
       hand_in_and_accept},
      {Choose{"look", "again", "数据不实"},
       "按所选的结果往下走，或退回",
       {"look: open → waiting", "report: done → open", "report.east: accepted → open", "report.north: accepted → open",
        "report.west: accepted → open", "total: done → waiting"},
       accept_all},
      {Choose{"look", "good", "数据属实"},
       "按所选的结果往下走，或退回",
       {"look: open → done", "look outcome:  → good"},
       accept_all},
      {Recompute{"total"}, "按现在的数据重做", {"total documents: 1 → 2", "total stale: yes → no"}, correct_one},
      {OpenCase{"clue", "east", numbers(1), "某店"},
       "开始办这一件",
       {"clue scopes: — → 1 {\"events\":1,\"people\":10}", "clue[1]/verify: waiting → open", "clue[1]/verify.east: — → open"},
       [](ACampaign&) {},
       "east"},
      {CorrectCase{"clue", "1", numbers(2), "写错"},
       "按更正后的登记办，取自登记的期限随之改",
       {"clue scopes: 1 {\"events\":1,\"people\":10} → 1 {\"events\":2,\"people\":10}"},
       open_case},
      {CloseScope{"clue", "1", "移送", ""},
       "里面没有办完的一并关闭，可移交",
       {"clue scopes: 1 {\"events\":1,\"people\":10} → 1 closed {\"events\":1,\"people\":10}", "clue[1]/verify: open → skipped",
        "clue[1]/verify.east: open → closed"},
       open_case},
      {Announce{"report", "due", "2023-06-16", "推迟"},
       "按新的日期办，截止日随之改",
       {"report dates: — → due 2023-06-16", "report.east due: 2023-06-09 → 2023-06-16",
        "report.north due: 2023-06-09 → 2023-06-16", "report.west due: 2023-06-09 → 2023-06-16"}},
      {ReserveNumber{"letter"}, "先取一个文号", {"letter number:  → 区处非办发〔2023〕7号"}},
      {VoidNumber{"doc", 2023, 7, "未发"}, "这一号不再使用", {"doc/2023 void: 0 → 1"}, reserve},
      {ReceivePaper{"discs", "east", "光盘"}, "记下收到的时间", {"discs.east papers: 0 → 1"}},
      {Join{"south", "南街道", "office", {"街道"}},
       "新单位参加，在办的和以后的事项都向它布置",
       {"report.south: — → open", "south joins"}},
      {Leave{"east", "撤并"},
       "不再参加，未办的事项关闭；不再等它会签，委托它、转给它办的回到原单位",
       {"discs: open → done", "discs.east: open → closed", "report.east: open → closed", "east leaves"}},
      {Enter{"assess", "score", "台账", "齐全", "east", Value(1), "齐全"},
       "计入考核；考核已出的，结果过时",
       {"assess entries: 0 → 1"}},
      {SetParameter{"phone", "0351", "已定"}, "参数有了值，等它的步骤继续", {"phone = 0351"}},
      {SaveDraft{"report", "east", numbers(1)},
       "草稿留着，不算报送；只看表上有没有这几项，别的不校验",
       {"report.east: open → draft", "report.east draft: no → yes"}},
      {Withdraw{"report", "east", "还要改"},
       "回到草稿，内容保留；再报时按那时算是否逾期",
       {"report.east: submitted → draft", "report.east draft: no → yes"},
       hand_in},
      {Reconfirm{"report", "east"},
       "以前接收的一版再报一次，与报送相同",
       {"report.east: returned → submitted", "report.east versions: 1 → 2"},
       give_back},
      {Extend{"report", "east", "2023-06-16", "汛期"},
       "这一家的截止日改到以后，提醒随之",
       {"report.east due: 2023-06-09 → 2023-06-16"}},
      {Delegate{"report", "east", "west", "出差"}, "由别人代办，责任不变", {"report.east delegate:  → west"}},
      {Transfer{"report", "east", "west", "撤并"}, "改由别的单位负责，提醒和考核都算它的", {"report.east responsible:  → west"}},
      {Urge{"report", "east", ""}, "发一次催办并计数", {"report.east urged: 0 → 1"}},
      {Suspend{"report", "east", "汛期"}, "不计时、不提醒、不能报送", {"report.east: open → suspended"}},
      {Resume{"report", "east", "汛期已过"},
       "回到暂停前，截止日按停了的工作日顺延",
       {"report.east: suspended → open", "report.east due: 2023-06-09 → 2023-06-19"},
       suspend},
      {Cancel{"report", "不办了"},
       "步骤略过，未办的事项关闭，后面的照走",
       {"look: waiting → open", "report: open → skipped", "report.east: open → closed", "report.north: open → closed",
        "report.west: open → closed", "total: waiting → done", "total documents: 0 → 1"}},
      {GoBack{"notice", "有误"},
       "它和随它而来的重办，没办的事项收回，版本和已发的文件保留，无关的照走",
       {"notice: done → open", "notice signed: 拟稿 签发 → ", "notice.east: open → withdrawn", "notice.north: open → withdrawn",
        "notice.west: open → withdrawn"},
       send_notice},
      {AskCountersign{"letter", "", {"law", "edu"}, "all"},
       "所请的单位会签完才能签发、接收",
       {"letter countersigners: — → law? edu?"}},
      {AddSigner{"letter", "", "east", "涉及"}, "多等一家", {"letter countersigners: law? edu? → law? edu? east?"}, ask},
      {DropSigner{"letter", "", "law", "已协调"}, "少等一家", {"letter countersigners: law? edu? → edu?"}, ask},
      {Countersign{"letter", "", true, "同意"},
       "记下同意与否和意见",
       {"letter countersigners: law? edu? → law+ edu?"},
       ask,
       "law"},
      {Circulate{"letter", {"law"}, ""}, "抄给别的单位看，不影响办理；退回也不收回", {"letter copies: — → law unread"}},
      {ConfirmReading{"letter"}, "记下看过的时间", {"letter copies: law unread → law read"}, circulate, "law"},
  };
}

}  // namespace

TEST_CASE("each act leads to what the table of operations says") {
  for (const auto& example : examples()) {
    ACampaign campaign(everything, {{"c/rules.info", rules}});
    example.before(campaign);
    const auto before = campaign.state;
    const auto& operation = operation_of(example.act);
    CAPTURE(operation.name);
    campaign.do_(example.act, example.actor);
    CHECK(operation.leads_to == example.leads_to);
    CHECK(join(Differences(before, campaign.state).all(), "\n") == join(example.changes, "\n"));
  }
}

TEST_CASE("of every act that people carry out there is an example of what it leads to") {
  static const std::set<std::string_view> elsewhere{"start", "advance", "go-live", "migrate"};
  std::set<std::string_view> shown;
  for (const auto& example : examples()) shown.insert(operation_of(example.act).name);
  for (const auto& operation : operations()) {
    CAPTURE(operation.name);
    CHECK((shown.contains(operation.name) || elsewhere.contains(operation.name) || operation.concern == Concern::level));
  }
}
