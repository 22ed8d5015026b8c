// supervise 督办: who is late is urged, supervised and named, one rung after the other, until the report is in.
#include <algorithm>
#include <map>

#include "engine/campaign/steps/built_in.h"
#include "engine/campaign/supervision.h"
#include "engine/text.h"

namespace hongtou {

namespace {

class SuperviseKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"supervise",
            "督办",
            {{"of", "督办事项", KeyType::steps, true, "督办哪些收集步骤的逾期未报",
              "the collecting steps whose late units it is about"},
             {"except", "不督办", KeyType::units, false, "不督办的单位、类别或分组", "units, classes or groups that are exempt"},
             {"cool-down", "间隔", KeyType::count, false, "同一单位的同一事项，两次督办之间至少隔几个工作日",
              "working days that have to pass before a unit is bothered again about the same thing"},
             {"one-each", "一家一份", KeyType::flag, false, "写 yes：每个单位单独督办；不写则同一天截止的一并督办",
              "yes: every unit by itself; without it, all that were due at the same time together"},
             {"steps", "步骤", KeyType::ladder, true, "由轻到重的各级，前一级办完才到后一级",
              "the rungs; each follows the one before it"}},
            "对逾期未报的逐级催办、督办、通报",
            "urges and supervises those who are late, rung by rung"};
  }

  void work(Turn& turn) const override {
    const auto late = late_items(turn, turn.now());
    end_scopes(turn);
    note_rungs(turn);
    open_scopes(turn, late);
    if (watched_is_over(turn) && all_scopes_settled(turn) && !next_begin(turn, late)) turn.settle("complete");
  }

  std::optional<Instant> wakes_at(const Place& place) const override {
    return next_begin(place, late_items(place, place.campaign().time));
  }

  std::optional<Refusal> act(Turn& turn, const Act& act) const override {
    if (const auto* close = std::get_if<CloseStep>(&act)) return stop(turn, *close);
    return StepKind::act(turn, act);
  }

 private:
  static ScopePtr scope_of(const Turn& turn, const std::string& key) {
    return inner_scope(turn.scope(), turn.step(), key, turn.state().scopes.at(key));
  }

  static std::vector<std::string> keys_of(const Turn& turn) {
    std::vector<std::string> keys;
    for (const auto& [key, scope] : turn.state().scopes) keys.push_back(key);
    return keys;
  }

  // The rungs that are still to come are called off once nobody is late any more.
  static void end_scopes(Turn& turn) {
    for (const auto& key : keys_of(turn)) {
      const auto& scope = turn.state().scopes.at(key);
      if (scope.settled || !late_units(turn.campaign(), *scope_of(turn, key)).empty()) continue;
      const auto* reason = is_asked_again(turn.campaign(), scope) ? "asked_again" : "nobody_late";
      turn.emit_as_engine(event_type::scope_settled, Map{{"scope", key}, {"reason", reason}, {"how", "closed"}});
    }
  }

  // The flow went back to what its units were late with, or to a step before that.
  static bool is_asked_again(const State& state, const ScopeState& scope) {
    const auto& opened = state.step(scope.data.at("of").text_or("")).opened;
    return !opened || *opened > scope.opened;
  }

  // The last one that is done.
  static const Step* rung_reached(const Turn& turn, const Scope& scope) {
    const Step* reached = nullptr;
    for (const auto& step : scope.flow->steps)
      if (turn.campaign().step(scope.address_of(step)).status == StepStatus::done) reached = &step;
    return reached;
  }

  static void note_rungs(Turn& turn) {
    for (const auto& key : keys_of(turn)) {
      const auto scope = scope_of(turn, key);
      const auto* rung = rung_reached(turn, *scope);
      if (rung == nullptr) continue;
      const auto of = turn.state().scopes.at(key).data.at("of").text_or("");
      List units;
      for (const auto& [unit, item] : turn.campaign().step(of).items)
        if (item.supervision.scope == scope->prefix && item.supervision.rung != rung->id && is_late(item, turn.now()))
          units.push_back(unit);
      if (!units.empty())
        turn.emit_as_engine(event_type::units_supervised,
                            Map{{"scope", key}, {"of", of}, {"units", std::move(units)}, {"rung", rung->id}});
    }
  }

  // One that is on no ladder and may be bothered again.
  static bool is_new(const LateItem& late) { return late.item->supervision.scope.empty(); }
  // Who was late on paper is so to the ladder since the campaign went live.
  static Instant begins_at(const Place& place, const LateItem& late) {
    if (place.campaign().catching_up) return not_yet;
    const auto& last = late.item->supervision.at;
    const auto begins = last ? cooled_down(place, *last) : *late.item->due;
    return std::max(begins, place.campaign().live_since.value_or(begins));
  }
  static std::optional<Instant> next_begin(const Place& place, const std::vector<LateItem>& late) {
    std::optional<Instant> next;
    for (const auto& each : late)
      if (is_new(each)) next = std::min(next.value_or(Instant::max()), begins_at(place, each));
    return next;
  }

  // Those that are late with the same since the same time belong together.
  static void open_scopes(Turn& turn, const std::vector<LateItem>& late) {
    struct Group {
      std::string of;
      Instant due;
      std::string unit;  // of one-each
      auto operator<=>(const Group&) const = default;
    };
    std::map<Group, std::vector<LateItem>> groups;
    for (const auto& each : late)
      if (is_new(each) && begins_at(turn, each) <= turn.now())
        groups[{each.step, *each.item->due, turn.step().flag("one-each") ? each.responsible() : ""}].push_back(each);
    for (const auto& [group, items] : groups) {
      const auto key = std::to_string(turn.state().scopes.size() + 1);
      const auto due = day_due(group.due);
      List units;
      for (const auto& each : items) units.push_back(each.unit);
      turn.emit_as_engine(event_type::scopes_opened,
                          Map{{"scopes", List{Map{{"key", key},
                                                  {"unit", group.unit},
                                                  {"title", title_of(turn, group.of, due)},
                                                  {"data", Map{{"of", group.of}, {"due", to_text(due)}}}}}}});
      turn.emit_as_engine(event_type::units_supervised, Map{{"scope", key}, {"of", group.of}, {"units", std::move(units)}});
    }
  }

  // 统计表（6月25日截止）
  static std::string title_of(const Place& place, const std::string& of, Date due) {
    const auto full = to_chinese(due);
    const auto* step = place.definition().step(step_name_of(of));
    return step->label + "（" + full.substr(full.find("年") + std::string_view("年").size()) + "截止）";
  }
};

}  // namespace

std::unique_ptr<StepKind> make_supervise_kind() { return std::make_unique<SuperviseKind>(); }

}  // namespace hongtou
