// Random definitions are refused with a reason, or run to their end when everybody acts.
#include "random_definition.h"

#include <cstdlib>

#include "engine/campaign/gate.h"
#include "engine/rehearsal/made_up_data.h"
#include "what_comes_true.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

// A campaign in which everybody does, within some weeks, what is theirs to do.
class Run {
 public:
  Run(const Definition& definition, unsigned seed)
      : definition_(definition),
        rules_{definition_, state_calendar(), ACampaign::find_kind, press_},
        now_(*parse_instant("2023-05-01 08:00")),
        random_(seed),
        made_up_(seed),
        comes_true_(definition_) {}

  void to_the_end() {
    act(Start{});
    for (round_ = 0; round_ < rounds && !state_.closed; ++round_) {
      if (!pass_time(now_ + std::chrono::hours(24 * (1 + pick(12))))) return;
      for (const auto& address : addresses()) act_at(address);
    }
    CHECK_MESSAGE(state_.closed, "what is still open: " << open_steps());
    State replayed;
    for (const auto& event : journal_) apply(replayed, event);
    CHECK(replayed == state_);
  }

 private:
  static constexpr int rounds = 120;
  static constexpr int patience = 40;  // rounds after which what others owe is closed

  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

  bool act(Act what, const std::string& actor = "", std::optional<Instant> effective = std::nullopt) {
    const auto who = actor.empty() ? somebody_who_may(definition_, state_, what) : actor;
    const bool may_return = std::holds_alternative<GoBack>(what) || std::holds_alternative<Choose>(what);
    if (may_return) pass_time(now_);
    const Command command{who, effective, std::move(what)};
    const auto foreseen = may_return ? std::optional(foresee(rules_, state_, command, now_)) : std::nullopt;
    const auto before = may_return ? std::optional(state_) : std::nullopt;
    auto decision = perform(rules_, state_, command, now_);
    journal_.insert(journal_.end(), decision.events.begin(), decision.events.end());
    CHECK(comes_true_.broken_promise(decision.events) == "");
    CHECK(open_in_a_holder_that_waits(definition_, state_) == "");
    if (foreseen && decision.ok()) CHECK(comes_true_.difference(foreseen->consequences, *before, state_, decision.events) == "");
    return !decision.events.empty();
  }

  // False if a timer comes and nothing happens.
  bool pass_time(Instant to) {
    for (auto next = next_timer(rules_, state_); next && *next <= to; next = next_timer(rules_, state_)) {
      now_ = std::max(now_, *next);
      const bool moves = act(PassTime{}, "engine", *next);
      CHECK_MESSAGE(moves, "a timer came and nothing happened at " << to_local_text(*next));
      if (!moves) return false;
    }
    now_ = std::max(now_, to);
    return true;
  }

  std::vector<std::string> addresses() const {
    std::vector<std::string> out;
    for_each_step(definition_, state_, [&](const ScopePtr& scope, const Step& step) { out.push_back(scope->address_of(step)); });
    return out;
  }

  std::string open_steps() const {
    std::string out;
    for (const auto& address : addresses())
      if (const auto& step = state_.step(address); !step.has_settled())
        out += address + " " + std::string(name_of(step.status)) + (step.incident.is_null() ? "; " : " incident; ");
    return out;
  }

  void act_at(const std::string& address) {
    const auto where = locate(definition_, state_, address);
    if (!where || state_.closed) return;
    const Place place(definition_, state_calendar(), state_, where->scope, *where->step);
    if (place.state().stale) act(Recompute{address});
    if (!place.state().incident.is_null()) act(CloseStep{address, "不能判断"});
    announce(place);
    const auto& kind = place.step().kind;
    if (kind == "issue") sign_and_receive(place);
    if (kind == "collect") report(place);
    if (kind == "decision") choose(place);
    if (kind == "case" && round_ < patience && pick(4) == 0) open_case(place);
    if (round_ < patience && pick(150) == 0) act(GoBack{address, "重来"});
    if (round_ > patience && place.state().status == StepStatus::open) act(CloseStep{address, "不再等"});
  }

  void announce(const Place& place) {
    if (place.state().has_settled()) return;
    const auto day = to_text(std::min(add_days(date_of(now_), pick(9)), definition_.period.last));
    for (const auto& [key, setting] : place.step().settings)
      if (place.waits_for_date(key)) act(Announce{place.address(), key, day, "已经确定"});
  }

  void sign_and_receive(const Place& place) {
    for (const auto& signer : signers_of(place)) act(Sign{place.address(), signer.role, "同意"}, signer.unit);
    for (const auto& unit : units_of(place.state())) act(ConfirmReceipt{place.address(), unit}, unit);
  }

  void report(const Place& place) {
    for (const auto& unit : units_of(place.state())) {
      if (pick(4) == 0) continue;
      Submit submit{place.address(), unit, data_for(place, unit), {}};
      if (place.step().setting("require") != nullptr) submit.files = {{"书面总结", "总结.docx", Value()}};
      act(std::move(submit), unit);
      if (pick(5) == 0 && round_ < patience) act(Return{place.address(), unit, "补正"});
      act(Accept{place.address(), unit});
    }
  }

  Value data_for(const Place& place, const std::string& unit) {
    const auto form = definition_.forms.find(place.step().name("form"));
    return form == definition_.forms.end() ? Value(Map{})
                                           : made_up_report(definition_, form->second, unit, date_of(now_), made_up_);
  }

  void choose(const Place& place) {
    const auto& outcomes = place.step().setting("outcomes")->outcomes;
    const auto& chosen = outcomes[static_cast<std::size_t>(pick(static_cast<int>(outcomes.size())))];
    if (chosen.way == Outcome::Way::back && place.state().round > 2) return;
    act(Choose{place.address(), chosen.name, "研究决定"});
  }

  void open_case(const Place& place) {
    if (place.state().scopes.size() < 4) act(OpenCase{place.address(), "east", data_for(place, "east"), "线索"}, "east");
  }

  static std::vector<std::string> units_of(const StepState& state) {
    std::vector<std::string> units;
    for (const auto& [unit, item] : state.items)
      if (item.is_open()) units.push_back(unit);
    return units;
  }

  const Definition& definition_;
  CountingPress press_;
  Rules rules_;
  State state_;
  Instant now_;
  std::vector<Event> journal_;
  std::mt19937 random_;
  Random made_up_;
  WhatComesTrue comes_true_;
  int round_ = 0;
};

int number_from(const char* variable, int otherwise) {
  const char* given = std::getenv(variable);
  return given == nullptr ? otherwise : std::atoi(given);
}

}  // namespace

TEST_CASE("random definitions are refused with an error or run to their end when everybody acts") {
  const auto count = number_from("HONGTOU_DEFINITIONS", 40);
  const auto first = static_cast<unsigned>(number_from("HONGTOU_SEED", 20231122));
  int loaded = 0;
  for (auto seed = first; seed < first + static_cast<unsigned>(count); ++seed) {
    const RandomDefinition random(seed);
    CAPTURE(seed);
    CAPTURE(random.inside());
    CAPTURE(random.files().begin()->second);
    const auto definition = random.read();
    CHECK(definition.ok() == !has_errors(definition.diagnostics()));
    if (!definition.ok()) continue;
    ++loaded;
    Run(*definition, seed).to_the_end();
  }
  CHECK(loaded > count / 3);
}
