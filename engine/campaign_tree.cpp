#include "engine/campaign_tree.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <tuple>

#include "engine/definition/level.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message no_level{"tree.no_level", "没有下级活动“{0}”", "there is no campaign “{0}” below",
                           "写成自上而下的单位编号，用“/”隔开；已有：{1}",
                           "write the ids of units from the top down with / between; there are: {1}"};
constexpr Message refused{"tree.refused", "上下级之间没有办成：{0}", "what one level told another was refused: {1}", "", ""};

// What the campaign above says of an item whose unit runs its level.
FromAbove said_of(const WorkItem& item) {
  FromAbove said;
  if (item.due) said.due = to_text(day_due(*item.due));
  const auto last = item.versions.empty() ? 0 : item.versions.back().level.at("number").integer_or(0);
  if (item.is_owed()) said.returned = static_cast<int>(last);
  said.over = item.status == ItemStatus::waived || item.status == ItemStatus::closed;
  return said;
}

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

// The last number that the one above has taken up.
std::int64_t taken(const WorkItem& item) {
  return item.versions.empty() ? 0 : item.versions.back().level.at("number").integer_or(0);
}

bool takes_totals(const WorkItem& item) {
  return item.runs_level && (item.is_open() || item.status == ItemStatus::missing || item.status == ItemStatus::accepted);
}

}  // namespace

struct CampaignTree::Parts {
  struct Level {
    std::string path;
    std::string unit;
    int depth = 0;
    Level* above = nullptr;
    std::map<std::string, Level*> below;  // by unit
    std::optional<Instant> timer;
    Campaign campaign;
  };

  Parts(const Engine& the_engine, StartOptions the_options, Listener the_listener)
      : engine(the_engine), options(std::move(the_options)), listener(std::move(the_listener)) {}

  Level& add(Level* above, const std::string& unit, Campaign campaign) {
    const auto path = above == nullptr ? std::string() : above->path.empty() ? unit : above->path + "/" + unit;
    levels.push_back(std::make_unique<Level>(
        Level{path, unit, above == nullptr ? 0 : above->depth + 1, above, {}, std::nullopt, std::move(campaign)}));
    auto& level = *levels.back();
    by_path[path] = &level;
    if (above != nullptr) above->below[unit] = &level;
    set_timer(level);
    return level;
  }

  void set_timer(Level& level) {
    if (level.timer) timers.erase({*level.timer, -level.depth, level.path});
    level.timer = level.campaign.next_timer();
    if (level.timer) timers.insert({*level.timer, -level.depth, level.path});
  }

  // Each change may lead to others above and below: they are taken up one after the other.
  Status happened(Level& level, const std::vector<Event>& events) {
    queue.emplace_back(&level, events);
    if (telling) return success;
    telling = true;
    Status status = success;
    while (!queue.empty() && status.ok()) {
      auto [changed, what] = std::move(queue.front());
      queue.pop_front();
      set_timer(*changed);
      if (listener && !what.empty()) listener(changed->path, what);
      status = pass_on(*changed, what);
    }
    queue.clear();
    telling = false;
    unsure = unsure || !status.ok();
    return status;
  }

  // Something one level was to tell another may not have arrived.
  Status catch_up() {
    if (!unsure) return success;
    unsure = false;
    for (std::size_t i = 0; i < levels.size(); ++i)  // healing may add some
      if (const auto status = heal(*levels[i]); !status.ok()) {
        unsure = true;
        return status;
      }
    return success;
  }

  // To the levels that an event concerns.
  Status pass_on(Level& level, const std::vector<Event>& events) {
    std::set<std::pair<std::string, std::string>> items;
    std::set<std::string> totals;
    for (const auto& event : events) {
      const auto address = event.data.at("step").text_or("");
      if (event.type == event_type::rolled_up) totals.insert(address);
      if (const auto* unit = event.data.at("unit").text()) items.insert({address, *unit});
      if (const auto* units = event.data.at("units").list())
        for (const auto& unit : *units) items.insert({address, unit.text_or("")});
    }
    for (const auto& [address, unit] : items)
      if (const auto status = tell_below(level, address, unit); !status.ok()) return status;
    for (const auto& address : totals)
      if (const auto status = send_up(level, address); !status.ok()) return status;
    return success;
  }

  static const WorkItem* item_of(const Level& level, const std::string& address, const std::string& unit) {
    const auto& items = level.campaign.state().step(address).items;
    const auto item = items.find(unit);
    return item == items.end() || !item->second.runs_level ? nullptr : &item->second;
  }

  Status tell_below(Level& level, const std::string& address, const std::string& unit) {
    const auto* item = item_of(level, address, unit);
    if (item == nullptr) return success;
    auto known = level.below.find(unit);
    if (known == level.below.end()) {
      if (const auto begun = begin(level, unit); !begun.ok()) return begun;
      known = level.below.find(unit);
    }
    auto& below = *known->second;
    const auto there = address_below(level.campaign.definition(), address);
    const auto& known_below = below.campaign.state().step(there).above;
    const auto said = heard(known_below, said_of(*item));
    if (below.campaign.state().closed || known_below == said) return success;
    const auto& definition = level.campaign.definition();
    const auto actor = definition.unit_name(definition.lead);
    const auto reason = said.over || said.returned > known_below.returned ? item->reason : std::string();
    return perform_on(below, level, {actor, std::nullopt, HearFromAbove{there, said, reason}});
  }

  // Numbers only grow: what was returned once has been heard, although another total is up since.
  static FromAbove heard(const FromAbove& before, FromAbove said) {
    said.returned = std::max(said.returned, before.returned);
    return said;
  }

  Status send_up(Level& level, const std::string& address) {
    const auto there = address_above(level.campaign.definition(), address);
    if (level.above == nullptr || there.empty()) return success;
    const auto& total = level.campaign.state().step(address).rolled_up;
    const auto* item = item_of(*level.above, there, level.unit);
    const bool wanted = item != nullptr && takes_totals(*item) && !level.above->campaign.state().closed;
    if (!wanted || total.at("number").integer_or(0) <= taken(*item)) return success;
    return perform_on(*level.above, level, {level.unit, std::nullopt, TakeTotal{there, level.unit, total}});
  }

  // What one level tells another happens when it happened there.
  Status perform_on(Level& level, const Level& from, Command command) {
    const auto& state = level.campaign.state();
    const auto recorded = std::max({now, state.recorded, from.campaign.state().time});
    const auto effective = std::max(state.time, from.campaign.state().time);
    if (effective < recorded) command.effective = effective;
    const auto decision = level.campaign.perform_now(command, recorded);
    if (!decision.ok()) return decision.diagnostics();
    if (!decision->ok())
      return Status::failure({level.campaign.definition().file, 0, 0}, refused,
                             {decision->refusal->text(Language::zh), decision->refusal->text(Language::en)});
    return happened(level, decision->events);
  }

  // A unit's level begins, or goes on where it was.
  Status begin(Level& above, const std::string& unit) {
    auto definition = at_level(above.campaign.definition(), unit);
    auto own = options;
    own.id = definition.id;
    own.actor = unit;
    own.now = std::max({now, above.campaign.state().recorded});
    own.supplied = supplied_for(definition, above.campaign.state().supplied);
    for (const auto& [address, step] : above.campaign.state().steps)
      if (const auto* item = item_of(above, address, unit))
        own.said[address_below(above.campaign.definition(), address)] = said_of(*item);
    const bool exists = is_in_store(definition.id);
    auto campaign = exists ? engine.open(std::move(definition), own) : engine.start(std::move(definition), own);
    if (!campaign.ok()) return campaign.diagnostics();
    auto& level = add(&above, unit, *std::move(campaign));
    if (exists) return heal(level);
    const auto events = level.campaign.events();
    if (!events.ok()) return events.diagnostics();
    std::vector<Event> plain;
    for (const auto& event : *events) plain.push_back({event.type, event.recorded, event.effective, event.actor, event.data, {}});
    return happened(level, plain);
  }

  bool is_in_store(const std::string& stream) const {
    const auto last = options.opened->last(stream);
    return last.ok() && last->has_value();
  }

  // Compares all that the level has said with what was heard, and begins what has not begun.
  Status heal(Level& level) {
    std::vector<std::pair<std::string, std::string>> items;
    std::vector<std::string> totals;
    for (const auto& [address, step] : level.campaign.state().steps) {
      for (const auto& [unit, item] : step.items)
        if (item.runs_level) items.emplace_back(address, unit);
      if (!step.rolled_up.is_null()) totals.push_back(address);
    }
    for (const auto& [address, unit] : items)
      if (const auto status = tell_below(level, address, unit); !status.ok()) return status;
    for (const auto& address : totals)
      if (const auto status = send_up(level, address); !status.ok()) return status;
    return success;
  }

  Status advance(Instant to, bool as_it_happens) {
    if (const auto status = catch_up(); !status.ok()) return status;
    while (!timers.empty() && std::get<Instant>(*timers.begin()) <= to) {
      const auto next = std::get<Instant>(*timers.begin());
      auto& level = *by_path.at(std::get<std::string>(*timers.begin()));
      now = as_it_happens ? std::max(next, level.campaign.state().recorded) : to;
      const auto events = level.campaign.pass_time(next, as_it_happens ? std::nullopt : std::optional(to));
      if (!events.ok()) return events.diagnostics();
      if (const auto status = happened(level, *events); !status.ok()) return status;
    }
    return success;
  }

  const Engine& engine;
  StartOptions options;
  Listener listener;
  Instant now;
  bool telling = false;
  bool unsure = false;
  std::vector<std::unique_ptr<Level>> levels;  // upper ones first
  std::map<std::string, Level*> by_path;
  std::set<std::tuple<Instant, int, std::string>> timers;  // at the same time the lower levels first: their totals are in time
  std::deque<std::pair<Level*, std::vector<Event>>> queue;
};

CampaignTree::CampaignTree(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
CampaignTree::CampaignTree(CampaignTree&&) noexcept = default;
CampaignTree& CampaignTree::operator=(CampaignTree&&) noexcept = default;
CampaignTree::~CampaignTree() = default;

Result<CampaignTree> CampaignTree::start(const Engine& engine, Definition definition, const StartOptions& options,
                                         Listener listener) {
  auto own = options;
  if (own.opened == nullptr) {
    auto store = engine.open_store(options.store, StoreMode::create);
    if (!store.ok()) return store.diagnostics();
    own.opened = *std::move(store);
  }
  auto top = engine.start(std::move(definition), own);
  if (!top.ok()) return top.diagnostics();
  auto parts = std::make_unique<Parts>(engine, std::move(own), std::move(listener));
  parts->now = top->state().recorded;
  auto& level = parts->add(nullptr, "", *std::move(top));
  const auto events = level.campaign.events();
  if (!events.ok()) return events.diagnostics();
  std::vector<Event> plain;
  for (const auto& event : *events) plain.push_back({event.type, event.recorded, event.effective, event.actor, event.data, {}});
  if (const auto status = parts->happened(level, plain); !status.ok()) return status.diagnostics();
  return CampaignTree(std::move(parts));
}

Result<CampaignTree> CampaignTree::open(const Engine& engine, Definition definition, const StartOptions& options,
                                        Listener listener) {
  auto own = options;
  if (own.opened == nullptr) {
    auto store = engine.open_store(options.store, StoreMode::read_write);
    if (!store.ok()) return store.diagnostics();
    own.opened = *std::move(store);
  }
  auto top = engine.open(std::move(definition), own);
  if (!top.ok()) return top.diagnostics();
  auto parts = std::make_unique<Parts>(engine, std::move(own), std::move(listener));
  parts->now = top->state().recorded;
  auto& level = parts->add(nullptr, "", *std::move(top));
  if (const auto status = parts->heal(level); !status.ok()) return status.diagnostics();
  return CampaignTree(std::move(parts));
}

void CampaignTree::listen(Listener listener) { parts_->listener = std::move(listener); }

std::vector<std::string> CampaignTree::paths() const {
  std::vector<std::string> paths;
  for (const auto& level : parts_->levels) paths.push_back(level->path);
  return paths;
}

Campaign* CampaignTree::at(const std::string& path) {
  const auto found = parts_->by_path.find(path);
  return found == parts_->by_path.end() ? nullptr : &found->second->campaign;
}

const Campaign* CampaignTree::at(const std::string& path) const {
  const auto found = parts_->by_path.find(path);
  return found == parts_->by_path.end() ? nullptr : &found->second->campaign;
}

Campaign CampaignTree::release_top() && { return std::move(parts_->by_path.at("")->campaign); }

Result<Decision> CampaignTree::perform(const std::string& path, const Command& command, Instant now) {
  const auto found = parts_->by_path.find(path);
  if (found == parts_->by_path.end()) {
    std::string known;
    for (const auto& [each, level] : parts_->by_path) known += (known.empty() ? "" : " ") + each;
    return Result<Decision>::failure({}, no_level, {path, known});
  }
  auto& level = *found->second;
  if (now >= level.campaign.state().recorded)
    if (const auto passed = parts_->advance(now, false); !passed.ok()) return passed.diagnostics();
  parts_->now = now;
  auto decision = level.campaign.perform_now(command, now);
  if (!decision.ok() || !decision->ok()) return decision;
  if (const auto status = parts_->happened(level, decision->events); !status.ok()) return status.diagnostics();
  return decision;
}

Status CampaignTree::advance_to(Instant to, bool as_it_happens) { return parts_->advance(to, as_it_happens); }

std::optional<Instant> CampaignTree::next_timer() const {
  return parts_->timers.empty() ? std::nullopt : std::optional(std::get<Instant>(*parts_->timers.begin()));
}

}  // namespace hongtou
