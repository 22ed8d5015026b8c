#include "engine/board/sections.h"

namespace hongtou {

namespace {

struct Tally {
  std::size_t owed = 0;
  std::size_t in = 0;
  std::size_t late = 0;
  std::size_t overdue = 0;
  std::size_t missing = 0;
  std::size_t waived = 0;
};

bool is_owed(const Step& step) { return step.collects() && !is_voluntary(step); }

Tally tally(const Sight& sight) {
  Tally out;
  for (const auto& place : sight.definition.places()) {
    const auto& step = *place.step;
    if (!is_owed(step)) continue;
    for (const auto* step_state : sight.states_of(step))
      for (const auto& [unit, item] : step_state->items) {
        const auto mark = mark_of(step, item, sight.now);
        if (mark == Mark::waived) ++out.waived;
        if (mark == Mark::waived || mark == Mark::closed) continue;
        ++out.owed;
        out.in += is_in(item) ? 1u : 0u;
        out.late += is_in(item) && item.late ? 1u : 0u;
        out.overdue += mark == Mark::overdue ? 1u : 0u;
        out.missing += mark == Mark::missing ? 1u : 0u;
      }
  }
  return out;
}

Value tile(const std::string& label, const std::string& value, const std::string& note, std::string_view style) {
  return Map{{"tile_label", label}, {"tile_value", value}, {"tile_note", note}, {"tile_style", Value(style)}};
}

}  // namespace

Value tiles(const Sight& sight) {
  const auto sums = tally(sight);
  std::size_t aims = 0;
  std::size_t met = 0;
  for (const auto& target : sight.definition.targets) {
    if (target.op == Target::Operator::none) continue;
    for (const auto& result : measure(sight.definition, target, sight.state)) {
      ++aims;
      met += result.status == TargetStatus::met ? 1u : 0u;
    }
  }
  const auto share = [](std::size_t part, std::size_t all) {
    return all == 0 ? std::string("—") : std::to_string(part * 100 / all) + "%";
  };
  return List{
      tile(sight.say({"参加单位", "Units"}), sight.number(sight.taking_part().size()),
           sight.say({"个，要签收或报送的都算", "that are to report or confirm a receipt"}), "plain"),
      tile(sight.say({"应报", "Reports owed"}), sight.number(sums.owed),
           sums.waived == 0 ? sight.say({"份，自愿报送不计", "without voluntary ones"})
                            : sight.say({"份，另免报{0}份", "and {0} waived"}, {sight.number(sums.waived)}),
           "plain"),
      tile(sight.say({"已报", "In"}), sight.number(sums.in),
           sight.say({"占{0}，其中迟报{1}份", "{0}, {1} of them late"}, {share(sums.in, sums.owed), sight.number(sums.late)}),
           "good"),
      tile(sight.say({"逾期未报", "Overdue"}), sight.number(sums.overdue), sight.say({"过了截止日仍未报", "past their due date"}),
           sums.overdue > 0 ? "bad" : "quiet"),
      tile(sight.say({"缺报", "Missing"}), sight.number(sums.missing), sight.say({"已办结仍未报", "closed without a report"}),
           sums.missing > 0 ? "bad" : "quiet"),
      tile(sight.say({"目标达标", "Targets met"}), share(met, aims),
           sight.say({"{0}项次中达标{1}", "{1} of {0}"}, {sight.number(aims), sight.number(met)}), "plain")};
}

}  // namespace hongtou
