// Which levels there are, and which of them are open.
#include <algorithm>
#include <utility>

#include "engine/campaign/inheritance.h"
#include "engine/campaign_tree/tree_parts.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message no_level{"tree.no_level", "没有下级活动“{0}”", "there is no campaign “{0}” below",
                           "写成自上而下的单位，用“/”隔开；已有：{1}",
                           "write units from the top down with / between; there are: {1}"};

// Campaigns that stay open although nothing is being done in them.
constexpr std::size_t most_open = 256;

// What the lower campaign asks for at its start, as the one above was supplied with.
Value supplied_for(const Definition& definition, const Value& supplied) {
  Value own{Map{}};
  for (const auto& wanted : definition.supplied) {
    Value given = supplied;
    for (const auto& part : split(wanted.name, {"."})) given = Value(given.at(part));
    at_name(own, wanted.name) = std::move(given);
  }
  return own;
}

// test[a][a1] of test: a/a1. Nothing for another campaign, and for an audit.
std::optional<std::string> path_in(const std::string& stream, const std::string& top) {
  if (!stream.starts_with(top + "[") || !stream.ends_with("]")) return std::nullopt;
  return replace_all(stream.substr(top.size() + 1, stream.size() - top.size() - 2), "][", "/");
}

}  // namespace

Unit unit_of(const Definition& definition, const State& state, const std::string& id) {
  if (const auto* known = definition.units.find(id)) return *known;
  for (const auto& member : state.joined) {
    if (member.id != id) continue;
    const auto is_class = [&](const auto& group) { return definition.units.has_class(group); };
    const auto known = std::find_if(member.groups.begin(), member.groups.end(), is_class);
    const auto unit_class = known != member.groups.end() ? *known : member.groups.empty() ? "" : member.groups.front();
    return {id, member.name, unit_class, member.parent, {}, {}};
  }
  return {id, id, "", "", {}, {}};
}

Unit unit_of(const Campaign& campaign, const std::string& id) { return unit_of(campaign.definition(), campaign.state(), id); }

std::vector<Event> plain(const std::vector<JournalEvent>& journal) {
  std::vector<Event> events;
  events.reserve(journal.size());
  for (const auto& event : journal)
    events.push_back({event.type, event.recorded, event.effective, event.actor, event.data, event.personal});
  return events;
}

CampaignTree::Parts::Level& CampaignTree::Parts::add(Level* above, const std::string& unit) {
  const auto path = above == nullptr ? std::string() : above->path.empty() ? unit : above->path + "/" + unit;
  levels.push_back(std::make_unique<Level>());
  auto& level = *levels.back();
  level.path = path;
  level.unit = unit;
  level.depth = above == nullptr ? 0 : above->depth + 1;
  level.above = above;
  by_path[path] = &level;
  if (above != nullptr) above->below[unit] = &level;
  return level;
}

CampaignTree::Parts::Level& CampaignTree::Parts::plant(Campaign top) {
  now = top.state().recorded;
  auto& level = add(nullptr, "");
  take(level, std::move(top));
  return level;
}

Diagnostics CampaignTree::Parts::unknown(const std::string& path) const {
  const auto& top = *levels.front()->campaign;
  std::vector<std::string> known;
  for (const auto& [each, level] : by_path) {
    std::vector<std::string> names;
    for (const auto& unit : split(each, {"/"})) names.push_back(unit_name(top.definition(), top.state(), unit));
    if (!each.empty()) known.push_back(join(names, "/"));
  }
  return {{Severity::error, {}, no_level, {path, known.empty() ? "—" : join(known, " ")}}};
}

void CampaignTree::Parts::take(Level& level, Campaign campaign) {
  level.campaign = std::make_unique<Campaign>(std::move(campaign));
  level.used = ++uses;
  open.insert(&level);
  set_timer(level);
}

Status CampaignTree::Parts::find_levels() {
  const auto streams = store->streams();
  if (!streams.ok()) return streams.diagnostics();
  std::set<std::string> paths;
  for (const auto& stream : *streams)
    if (const auto path = path_in(stream, levels.front()->campaign->definition().id)) paths.insert(*path);
  for (const auto& path : paths) {
    const auto end = path.rfind('/');
    const auto above = by_path.find(end == std::string::npos ? std::string() : path.substr(0, end));
    if (above != by_path.end()) add(above->second, path.substr(end + 1));
  }
  return success;
}

void CampaignTree::Parts::forget_last() {
  const auto& last = *levels.back();
  last.above->below.erase(last.unit);
  by_path.erase(last.path);
  levels.pop_back();
}

Status CampaignTree::Parts::reach(Level& level) {
  level.used = ++uses;
  if (level.campaign != nullptr && (level.is_compared || only_looks)) return success;
  ++reaching;
  const auto status = open_and_compare(level);
  --reaching;
  return status;
}

Status CampaignTree::Parts::open_and_compare(Level& level) {
  if (level.campaign == nullptr) {
    if (const auto status = reach(*level.above); !status.ok()) return status;
    auto& above = *level.above->campaign;
    auto campaign = engine.open_below(above, at_level(above.definition(), unit_of(above, level.unit)));
    if (!campaign.ok()) return campaign.diagnostics();
    take(level, *std::move(campaign));
  }
  return compare(level);
}

Status CampaignTree::Parts::compare(Level& level) {
  if (only_looks) return success;
  if (std::exchange(level.is_compared, true)) return success;
  const auto status = heal(level);
  level.is_compared = status.ok();
  return status;
}

Status CampaignTree::Parts::heal(Level& level) {
  if (level.above != nullptr) {
    if (const auto status = reach(*level.above); !status.ok()) return status;
    if (const auto status = hand_down(level, ""); !status.ok()) return status;
    level.told.clear();
    for (const auto& address : addresses_of(*level.above, level.unit))
      if (const auto status = tell_below(*level.above, address, level.unit); !status.ok()) return status;
    for (const auto& address : totals_of(level))
      if (const auto status = send_up(level, address); !status.ok()) return status;
  }
  for (const auto& unit : units_with_levels(level))
    if (!level.below.contains(unit))
      if (const auto status = begin(level, unit); !status.ok()) return status;
  return success;
}

std::vector<std::string> CampaignTree::Parts::addresses_of(const Level& level, const std::string& unit) {
  std::vector<std::string> addresses;
  for (const auto& [address, step] : level.campaign->state().steps)
    if (item_of(level, address, unit) != nullptr) addresses.push_back(address);
  return addresses;
}

std::vector<std::string> CampaignTree::Parts::totals_of(const Level& level) {
  std::vector<std::string> addresses;
  for (const auto& [address, step] : level.campaign->state().steps)
    if (!step.rolled_up.is_null()) addresses.push_back(address);
  return addresses;
}

std::set<std::string> CampaignTree::Parts::units_with_levels(const Level& level) {
  std::set<std::string> units;
  for (const auto& [address, step] : level.campaign->state().steps)
    for (const auto& [unit, item] : step.items)
      if (item.runs_level) units.insert(unit);
  return units;
}

Status CampaignTree::Parts::begin(Level& above, const std::string& unit) {
  const auto& upper = *above.campaign;
  auto definition = at_level(upper.definition(), unit_of(upper, unit));
  StartOptions options;
  options.now = std::max(now, upper.state().recorded);
  options.began = upper.state().time;
  options.supplied = supplied_for(definition, upper.state().supplied);
  options.inherited = inheritance_of(upper.definition(), upper.state(), definition);
  for (const auto& address : addresses_of(above, unit))
    options.said[address_below(upper.definition(), address)] = said_of(*item_of(above, address, unit));
  auto campaign = engine.start_below(upper, std::move(definition), options);
  if (!campaign.ok()) return campaign.diagnostics();
  auto& level = add(&above, unit);
  level.is_compared = true;
  level.knows_below = true;
  take(level, *std::move(campaign));
  const auto events = level.campaign->events();
  if (!events.ok()) return events.diagnostics();
  return happened(level, plain(*events));
}

void CampaignTree::Parts::close_spare() {
  if (reaching > 0 || open.size() <= most_open) return;
  std::vector<Level*> spare(open.begin(), open.end());
  std::sort(spare.begin(), spare.end(), [](const auto* a, const auto* b) { return a->used < b->used; });
  for (auto* level : spare) {
    if (open.size() <= most_open / 2) return;
    const bool holds = std::any_of(level->below.begin(), level->below.end(),
                                   [](const auto& below) { return below.second->campaign != nullptr; });
    if (level->above == nullptr || holds) continue;
    level->campaign.reset();
    open.erase(level);
  }
}

void CampaignTree::Parts::set_timer(Level& level) {
  forget_timer(level);
  level.timer = level.campaign->next_timer();
  if (level.timer) timers.insert({*level.timer, -level.depth, level.path});
}

void CampaignTree::Parts::forget_timer(Level& level) {
  if (level.timer) timers.erase({*level.timer, -level.depth, level.path});
  level.timer.reset();
}

}  // namespace hongtou
