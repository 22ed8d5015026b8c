// What the levels of a tree tell each other.
#include <algorithm>
#include <utility>

#include "engine/campaign/inheritance.h"
#include "engine/campaign_tree/tree_parts.h"

namespace hongtou {

namespace {

constexpr Message refused{"tree.refused", "上下级之间没有办成：{0}", "what one level told another was refused: {1}", "", ""};

// The last number that the one above has taken up.
std::int64_t taken(const WorkItem& item) {
  return item.versions.empty() ? 0 : item.versions.back().level.at("number").integer_or(0);
}

// Numbers only grow: what was returned once has been heard, although another total is up since.
FromAbove heard(const FromAbove& before, FromAbove said) {
  said.returned = std::max(said.returned, before.returned);
  return said;
}

bool takes_totals(const WorkItem& item) {
  return item.runs_level && (item.is_open() || item.status == ItemStatus::missing || item.status == ItemStatus::accepted);
}

// What levels below take over.
bool is_inherited(const Event& event) {
  namespace t = event_type;
  return event.type == t::definition_changed || event.type == t::parameter_set || event.type == t::date_announced ||
         event.type == t::unit_joined || event.type == t::unit_left || event.type == t::went_live ||
         (event.type == t::campaign_closed && event.data.at("above").boolean_or(false));
}

}  // namespace

FromAbove said_of(const WorkItem& item) {
  FromAbove said;
  if (item.due) said.due = to_text(day_due(*item.due));
  if (item.is_owed()) said.returned = static_cast<int>(taken(item));
  said.over = item.status == ItemStatus::waived || item.status == ItemStatus::closed;
  return said;
}

Status CampaignTree::Parts::happened(Level& level, const std::vector<Event>& events) {
  set_timer(level);
  queue.emplace_back(&level, events);
  if (telling) return success;
  telling = true;
  Status status = success;
  while (!queue.empty() && status.ok()) {
    auto [changed, what] = std::move(queue.front());
    queue.pop_front();
    status = reach(*changed);
    if (status.ok()) status = pass_on(*changed, what);
    note(*changed, std::move(what));
    close_spare();
  }
  queue.clear();
  telling = false;
  if (status.ok()) return status;
  unsure = true;  // something may not have arrived
  for (const auto& each : levels) each->is_compared = false;
  return status;
}

Status CampaignTree::Parts::pass_on(Level& level, const std::vector<Event>& events) {
  std::set<std::pair<std::string, std::string>> items, asked;
  std::set<std::string> totals;
  const Event* inherited = nullptr;
  const auto& state = level.campaign->state();
  for (const auto& event : events) {
    const auto address = event.data.at("step").text_or("");
    if (event.type == event_type::rolled_up) totals.insert(address);
    if (is_inherited(event)) inherited = &event;
    if (event.type == event_type::step_opened || event.type == event_type::step_settled)  // what a redone step asked for is gone
      for (const auto& [unit, item] : state.step(address).items) items.insert({address, unit});
    if (const auto* unit = event.data.at("unit").text()) items.insert({address, *unit});
    if (const auto* units = event.data.at("units").list())
      for (const auto& unit : *units)
        (event.type == event_type::items_opened ? asked : items).insert({address, unit.text_or("")});
  }
  items.insert(asked.begin(), asked.end());
  if (inherited != nullptr)
    if (const auto status = hand_down_to_all(level, inherited->data.at("reason").text_or("")); !status.ok()) return status;
  for (const auto& [address, unit] : items)
    if (const auto status = tell_below(level, address, unit); !status.ok()) return status;
  for (const auto& [address, unit] : asked)
    if (const auto status = ask_for_total(level, address, unit); !status.ok()) return status;
  for (const auto& address : totals)
    if (const auto status = send_up(level, address); !status.ok()) return status;
  return success;
}

Status CampaignTree::Parts::ask_for_total(Level& level, const std::string& address, const std::string& unit) {
  if (item_of(level, address, unit) == nullptr) return success;
  auto& below = *level.below.at(unit);
  if (const auto status = reach(below); !status.ok()) return status;
  return send_up(below, address_below(level.campaign->definition(), address));
}

const WorkItem* CampaignTree::Parts::item_of(const Level& level, const std::string& address, const std::string& unit) {
  const auto& items = level.campaign->state().step(address).items;
  const auto item = items.find(unit);
  return item == items.end() || !item->second.runs_level ? nullptr : &item->second;
}

Status CampaignTree::Parts::hand_down_to_all(Level& level, const std::string& reason) {
  for (const auto& [unit, below] : level.below) {
    if (const auto status = reach(*below); !status.ok()) return status;
    if (const auto status = hand_down(*below, reason); !status.ok()) return status;
  }
  return success;
}

Status CampaignTree::Parts::hand_down(Level& below, const std::string& reason) {
  if (const auto status = hand_down_version(below, reason); !status.ok()) return status;
  const auto& above = *below.above->campaign;
  const auto said = inheritance_of(above.definition(), above.state(), below.campaign->definition());
  if (below.campaign->state().closed || said == below.campaign->state().inherited) return success;
  return perform_on(below, *below.above, {speaker(above), std::nullopt, Inherit{said, reason}});
}

Status CampaignTree::Parts::hand_down_version(Level& below, const std::string& reason) {
  const auto& above = *below.above->campaign;
  auto& campaign = *below.campaign;
  if (campaign.state().closed || campaign.is_pinned_as(above)) return success;
  Event change{std::string(event_type::definition_changed),
               std::max({now, campaign.state().recorded, above.state().recorded}),
               std::max(campaign.state().time, above.state().time),
               speaker(above),
               Map{{"above", true}},
               {}};
  if (!reason.empty()) change.data["reason"] = reason;
  const auto followed = campaign.follow(above, at_level(above.definition(), unit_of(above, below.unit)), change);
  if (!followed.ok()) return followed.diagnostics();
  return followed->empty() ? success : happened(below, *followed);
}

std::string CampaignTree::Parts::speaker(const Campaign& above) { return above.definition().unit_name(above.definition().lead); }

Status CampaignTree::Parts::tell_below(Level& level, const std::string& address, const std::string& unit) {
  const auto* item = item_of(level, address, unit);
  if (item == nullptr) return success;
  const auto known = level.below.find(unit);
  if (known == level.below.end()) return begin(level, unit);
  auto& below = *known->second;
  if (const auto told = below.told.find(address); told != below.told.end() && told->second == said_of(*item)) return success;
  if (const auto status = reach(below); !status.ok()) return status;
  const auto said = said_of(*item);
  below.told[address] = said;
  const auto& definition = level.campaign->definition();
  const auto there = address_below(definition, address);
  const auto& before = below.campaign->state().step(there).above;
  const auto now_said = heard(before, said);
  if (below.campaign->state().closed || before == now_said) return success;
  const auto reason = now_said.over || now_said.returned > before.returned ? item->reason : std::string();
  return perform_on(below, level, {speaker(*level.campaign), std::nullopt, HearFromAbove{there, now_said, reason}});
}

Status CampaignTree::Parts::send_up(Level& level, const std::string& address) {
  const auto there = address_above(level.campaign->definition(), address);
  if (level.above == nullptr || there.empty()) return success;
  if (const auto status = reach(*level.above); !status.ok()) return status;
  const auto& step = level.campaign->state().step(address);
  if (!step.has_settled()) return success;  // it is being done again
  const auto& total = step.rolled_up;
  const auto* item = item_of(*level.above, there, level.unit);
  const bool wanted = item != nullptr && takes_totals(*item) && !level.above->campaign->state().closed;
  if (!wanted || total.at("number").integer_or(0) <= taken(*item)) return success;
  return perform_on(*level.above, level, {level.unit, std::nullopt, TakeTotal{there, level.unit, total}});
}

Status CampaignTree::Parts::perform_on(Level& level, const Level& from, Command command) {
  const auto& state = level.campaign->state();
  const auto recorded = std::max({now, state.recorded, from.campaign->state().time});
  const auto effective = std::max(state.time, from.campaign->state().time);
  if (effective < recorded) command.effective = effective;
  const auto decision = level.campaign->perform_now(command, recorded);
  if (!decision.ok()) return decision.diagnostics();
  if (!decision->ok())
    return Status::failure({level.campaign->definition().file, 0, 0}, refused,
                           {decision->refusal->text(Language::zh), decision->refusal->text(Language::en)});
  return happened(level, decision->events);
}

}  // namespace hongtou
