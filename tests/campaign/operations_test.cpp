// The table of operations: docs/operations.md shows it, and random acts by random people hold it.
#include <cstdlib>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

#include "a_campaign.h"
#include "engine/campaign/act_reader.h"
#include "engine/campaign/countersigning.h"
#include "engine/campaign/tasks.h"
#include "engine/text.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

std::string_view words_of(Party party) {
  switch (party) {
    case Party::unit:
      return "该单位（转办后是接手的单位）";
    case Party::delegate:
      return "受委托的单位或人";
    case Party::above:
      return "上级单位";
    case Party::reviewer:
      return "审核单位（`review`；没有写的是收表单位）";
    case Party::receiver:
      return "收表单位（`to`；没有写的是牵头单位）";
    case Party::decider:
      return "主办（`by`；没有写的是牵头单位）";
    case Party::signer:
      return "轮到签批的角色";
    case Party::drafter:
      return "第一个签批的角色";
    case Party::countersigner:
      return "轮到会签的单位";
    case Party::registrar:
      return "登记的单位";
    case Party::reader:
      return "收到抄件、还没有看的单位";
    case Party::lead:
      return "牵头单位";
    case Party::supervisor:
      return "监督单位（`supervise`）";
    case Party::anybody:
      return "任何人";
  }
  return "";
}

std::string row(const Operation& operation) {
  std::vector<std::string> who;
  for (const auto party : operation.by) who.emplace_back(words_of(party));
  std::vector<std::string> when;
  if (const auto states = states_of(operation, Language::zh); !states.empty()) when.push_back(states);
  if (!operation.when_zh.empty()) when.emplace_back(operation.when_zh);
  const auto kinds = operation.kinds.empty() ? "各种" : kinds_of(operation, Language::zh);
  return "| `" + std::string(operation.name) + "` | " + std::string(operation.chinese) + " | " +
         (operation.concern == Concern::campaign ? "" : kinds + " | ") + join(who, "、") + " | " +
         (operation.on_behalf ? "可" : "") + " | " + join(when, "；") + " | " + std::string(operation.leads_to) + " |\n";
}

std::string page_with_tables(std::string page) {
  static const std::vector<std::pair<std::string, Concern>> parts{
      {"campaign", Concern::campaign}, {"step", Concern::step}, {"item", Concern::item}, {"either", Concern::either}};
  for (const auto& [name, concern] : parts) {
    std::string table =
        concern == Concern::campaign
            ? "| 操作 | 叫法 | 谁可以 | 代录 | 什么时候 | 结果 |\n| --- | --- | --- | --- | --- | --- |\n"
            : "| 操作 | 叫法 | 哪种步骤 | 谁可以 | 代录 | 什么时候 | 结果 |\n| --- | --- | --- | --- | --- | --- | --- |\n";
    for (const auto& operation : operations())
      if (operation.concern == concern) table += row(operation);
    const auto mark = "<!-- " + name + " -->\n";
    const auto begin = page.find(mark) + mark.size();
    page.replace(begin, page.find("<!-- / -->", begin) - begin, table);
  }
  return page;
}

const std::string everything = R"(
people { from people.csv }
supervise 区司法局
roles { 拟稿 处非办  签发 处非办 }
steps {
    notice { do issue text notice.gw to "街道, 部门" on 2023-05-31 sign-off "拟稿, 签发" countersign "区教育局, 区司法局" countersign-way any }
    report { do collect form numbers from "街道, 区教育局" due 2023-06-10 after notice remind "-1, +1" review 处非办
             countersign "区司法局, 区教育局" countersign-count 1 }
    survey { do collect form numbers from 街道 due 2023-06-20 after notice to "区教育局, 区司法局" settles 2023-08-01 }
    look   { do decision outcomes "good, again=return report" by 区教育局 after report }
    streets { do each over 街道 after look steps { own { do collect form numbers from self review 处非办 } } }
    clue   { do case form numbers from 街道 until 2023-09-01 await all
             steps { verify { do collect form numbers from self } } }
    letter { do issue text notice.gw to 部门 after look=good }
    total  { do compile text total.gw after report }
})";

const std::vector<std::string> units{"office", "east", "west", "north", "edu", "law"};
const std::vector<std::string> actors{"office", "east", "west",      "north", "edu",  "law",
                                      "wang",   "li",   "zhao@east", "sun",   "签发", "拟稿"};

class Walk {
 public:
  explicit Walk(unsigned seed) : campaign_(everything), random_(seed) { campaign_.lead_signs = false; }

  void run(int acts) {
    send_the_notice();
    for (int i = 0; i < acts && !campaign_.state.closed; ++i) {
      if (pick(6) == 0) campaign_.at(to_local_text(campaign_.now + std::chrono::hours(pick(24 * 8))));
      if (!campaign_.state.closed) try_any();
    }
    everybody_acts();
    CHECK_MESSAGE(campaign_.state.closed, "still open: " << open_steps());
  }

  const std::set<std::string_view>& done() const { return done_; }

 private:
  // Everything waits for it.
  void send_the_notice() {
    campaign_.do_(Sign{"notice", "拟稿", ""}, "li");
    campaign_.do_(Countersign{"notice", "", true, ""}, "law");
    if (pick(3) == 0) return;
    campaign_.do_(Sign{"notice", "签发", ""}, "wang");
    campaign_.at("2023-05-31 09:00");
  }

  int pick(std::size_t below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  const std::string& one_of(const std::vector<std::string>& words) { return words[static_cast<std::size_t>(pick(words.size()))]; }
  std::string address() {
    std::vector<std::string> all;
    for_each_step(campaign_.definition, campaign_.state,
                  [&](const ScopePtr& scope, const Step& step) { all.push_back(scope->address_of(step)); });
    return one_of(all);
  }
  Value data() { return Value(Map{{"events", pick(9)}, {"people", pick(90)}}); }

  Act any_act() {
    const auto step = address();
    const auto& unit = one_of(units);
    const std::string reason = pick(8) == 0 ? "" : "理由";
    switch (pick(33)) {
      case 0:
        return Sign{step, pick(2) == 0 ? "拟稿" : "签发", ""};
      case 1:
        return SendBack{step, "签发", reason};
      case 2:
        return ConfirmReceipt{step, unit};
      case 3:
        return Accept{step, unit};
      case 4:
        return Return{step, unit, reason};
      case 5:
        return Waive{step, unit, reason};
      case 6:
        return CloseItem{step, unit, reason};
      case 7:
        return Choose{"look", pick(3) == 0 ? "again" : "good", reason};
      case 8:
        return OpenCase{"clue", unit, Value(Map{}), "线索"};
      case 9:
        return SaveDraft{step, unit, data()};
      case 10:
        return Withdraw{step, unit, reason};
      case 11:
        return Reconfirm{step, unit};
      case 12:
        return Extend{step, unit, to_text(add_days(date_of(campaign_.now), pick(20))), reason};
      case 13:
        return Delegate{step, unit, pick(2) == 0 ? one_of(units) : "sun", reason};
      case 14:
        return Transfer{step, unit, one_of(units), reason};
      case 15:
        return Urge{step, unit, ""};
      case 16:
      case 17:
        return Suspend{step, unit, reason};
      case 18:
        return Resume{step, unit, reason};
      case 19:
        return pick(10) == 0 ? Act(Cancel{step, reason}) : Act(PassTime{});
      case 20:
        return pick(4) == 0 ? Act(GoBack{step, reason}) : Act(PassTime{});
      case 21:
        return AskCountersign{step, pick(2) == 0 ? "" : unit, {one_of(units)}, "all"};
      case 22:
        return AddSigner{step, pick(2) == 0 ? "" : unit, one_of(units), reason};
      case 23:
        return DropSigner{step, pick(2) == 0 ? "" : unit, one_of(units), reason};
      case 24:
        return Countersign{step, pick(2) == 0 ? "" : unit, pick(3) != 0, "意见"};
      case 25:
        return Circulate{step, {one_of(units)}, ""};
      case 26:
        return ConfirmReading{step};
      case 27:
        return Announce{step, "due", to_text(add_days(date_of(campaign_.now), pick(30))), reason};
      case 28:
        return Recompute{step};
      case 29:
        return CorrectCase{"clue", std::to_string(1 + pick(3)), data(), reason};
      default:
        return Submit{step, unit, data(), {}};
    }
  }

  // What the table forbids is refused, and what is done the table allows.
  void try_any() {
    const auto act = any_act();
    if (std::holds_alternative<PassTime>(act)) return;
    const auto there = campaign_.place(step_of(act));
    const auto actor = pick(3) == 0 ? one_of(actors) : one_who_may(there, act);
    const auto& operation = operation_of(act);
    const bool possible = is_possible(operation, subject_of(there, unit_of(act)));
    const bool allowed = may(there, act, actor);
    const auto before = campaign_.state;
    const auto decision = campaign_.try_(act, actor);
    CAPTURE(operation.name);
    CAPTURE(step_of(act));
    CAPTURE(unit_of(act));
    CAPTURE(actor);
    if (decision.ok()) {
      done_.insert(operation.name);
      CHECK(possible);
      CHECK(allowed);
    } else {
      CHECK(campaign_.state == before);
      const bool of_who = decision.refusal->kind == RefusalKind::not_allowed;
      if (!allowed && possible) CHECK(of_who);
    }
    nothing_is_lost(before);
  }

  std::string one_who_may(const Place& there, const Act& act) {
    std::vector<std::string> those;
    for (const auto& actor : actors)
      if (may(there, act, actor)) those.push_back(actor);
    return one_of(those.empty() ? actors : those);
  }

  // Whatever was handed in or has left the house stays.
  void nothing_is_lost(const State& before) {
    for (const auto& [address, step] : before.steps) {
      const auto& now = campaign_.state.step(address);
      CHECK(now.documents.size() >= step.documents.size());
      for (const auto& [unit, item] : step.items) {
        const auto& versions = now.items.at(unit).versions;
        REQUIRE(versions.size() >= item.versions.size());
        for (std::size_t i = 0; i < item.versions.size(); ++i) CHECK(versions[i].data == item.versions[i].data);
      }
    }
  }

  // Everybody does their tasks, and nothing else: that is enough.
  void everybody_acts() {
    for (int round = 0; round < 60 && !campaign_.state.closed; ++round) {
      for (const auto& unit : actors)
        for (const auto& task : tasks(campaign_.definition, state_calendar(), campaign_.state, unit, campaign_.now))
          do_task(task, unit);
      campaign_.at(to_local_text(campaign_.now + std::chrono::hours(24 * 10)));
    }
  }

  void do_task(const Task& task, const std::string& actor) {
    if (campaign_.state.closed) return;
    const auto& name = task.operations.front();
    if (name == "sign")
      for (const auto* role : {"拟稿", "签发"}) campaign_.try_(Sign{task.step, role, ""}, actor);
    if (name == "receipt") campaign_.try_(ConfirmReceipt{task.step, task.unit}, actor);
    if (name == "submit") campaign_.try_(Submit{task.step, task.unit, data(), {}}, actor);
    if (name == "accept" || name == "return") campaign_.try_(Accept{task.step, task.unit}, actor);
    if (name == "decide") campaign_.try_(Choose{task.step, "good", "可以"}, actor);
    if (name == "resume") campaign_.try_(Resume{task.step, task.unit, "可以"}, actor);
    if (name == "recompute") campaign_.try_(Recompute{task.step}, actor);
    if (name == "countersign") campaign_.try_(Countersign{task.step, task.unit, true, ""}, actor);
    if (name == "read") campaign_.try_(ConfirmReading{task.step}, actor);
  }

  std::string open_steps() const {
    std::string out;
    for_each_step(campaign_.definition, campaign_.state, [&](const ScopePtr& scope, const Step& step) {
      const auto& state = campaign_.state.step(scope->address_of(step));
      std::string items;
      for (const auto& [unit, item] : state.items)
        if (item.is_open()) items += " " + unit + ":" + std::string(name_of(item.status));
      if (!state.has_settled() || state.is_blocked() || !items.empty())
        out += scope->address_of(step) + " " + std::string(name_of(state.status)) + items + "; ";
    });
    return out;
  }

  ACampaign campaign_;
  std::mt19937 random_;
  std::set<std::string_view> done_;  // operations that were not refused
};

int number_from(const char* name, int otherwise) {
  const char* given = std::getenv(name);
  return given == nullptr ? otherwise : std::atoi(given);
}

}  // namespace

TEST_CASE("docs/operations.md shows the table of operations") {
  const std::string path = HONGTOU_SOURCE_DIR "/docs/operations.md";
  const auto read = [&] {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  };
  const auto wanted = page_with_tables(read());
  if (std::getenv("HONGTOU_ACCEPT") != nullptr) std::ofstream(path, std::ios::binary) << wanted;
  CHECK(read() == wanted);
}

TEST_CASE("every act has its row under a name of its own and migrating one behind them") {
  REQUIRE(operations().size() == std::variant_size_v<Act> + 1);
  std::vector<std::string_view> names;
  for (const auto& operation : operations()) {
    names.push_back(operation.name);
    CHECK(operation.by.empty() == (operation.concern == Concern::level));
    CHECK_FALSE(operation.leads_to.empty());
  }
  std::sort(names.begin(), names.end());
  CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
  CHECK(operation_of(Submit{}).name == "submit");
  CHECK(operation_of(Recompute{}).name == "recompute");
  CHECK(operation_of(GoBack{}).name == "go-back");
  CHECK(operation_of(ConfirmReading{}).name == "read");
  CHECK(migration_operation().name == "migrate");
}

TEST_CASE("whatever people may do can be written down as an act of a scenario") {
  for (const auto& operation : operations()) {
    CAPTURE(operation.name);
    const bool by_itself = operation.name == "start" || operation.name == "advance" || operation.name == "migrate" ||
                           operation.concern == Concern::level;
    CHECK((find_act(operation.name) != nullptr) != by_itself);
  }
  CHECK(acts().size() + 2 <= operations().size());
}

TEST_CASE("random operations by random people keep to the table, lose nothing and leave nothing hanging") {
  const auto first = static_cast<unsigned>(number_from("HONGTOU_SEED", 20230601));
  std::set<std::string_view> done;
  for (int i = 0; i < number_from("HONGTOU_WALKS", 40); ++i) {
    const auto seed = first + static_cast<unsigned>(i);
    CAPTURE(seed);
    Walk walk(seed);
    walk.run(80);
    done.insert(walk.done().begin(), walk.done().end());
  }
  CHECK_MESSAGE(done.size() >= 20, "too few operations were carried out: " << done.size());
}
