#include "engine/campaign_tree.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "engine/campaign/inheritance.h"
#include "engine/definition/level.h"
#include "engine/journal/memory_store.h"
#include "engine/journal/trial_store.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message no_level{"tree.no_level", "没有下级活动“{0}”", "there is no campaign “{0}” below",
                           "写成自上而下的单位，用“/”隔开；已有：{1}",
                           "write units from the top down with / between; there are: {1}"};
constexpr Message refused{"tree.refused", "上下级之间没有办成：{0}", "what one level told another was refused: {1}", "", ""};
constexpr Message clock_back{"engine.clock_back", "活动的时钟已走到 {0}，不能拨回 {1}",
                             "the campaign's clock stands at {0} and cannot go back to {1}", "写一个更晚的时间",
                             "write a later time"};

// Campaigns that stay open although nothing is being done in them.
constexpr std::size_t most_open = 256;

// The last number that the one above has taken up.
std::int64_t taken(const WorkItem& item) {
  return item.versions.empty() ? 0 : item.versions.back().level.at("number").integer_or(0);
}

// What the campaign above says of an item whose unit runs its level.
FromAbove said_of(const WorkItem& item) {
  FromAbove said;
  if (item.due) said.due = to_text(day_due(*item.due));
  if (item.is_owed()) said.returned = static_cast<int>(taken(item));
  said.over = item.status == ItemStatus::waived || item.status == ItemStatus::closed;
  return said;
}

// Numbers only grow: what was returned once has been heard, although another total is up since.
FromAbove heard(const FromAbove& before, FromAbove said) {
  said.returned = std::max(said.returned, before.returned);
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

bool takes_totals(const WorkItem& item) {
  return item.runs_level && (item.is_open() || item.status == ItemStatus::missing || item.status == ItemStatus::accepted);
}

// Of the list, or one that joined late.
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

std::string unit_named(const Campaign& campaign, const std::string& word) {
  if (const auto* known = campaign.definition().units.find(word)) return known->id;
  for (const auto& member : campaign.state().joined)
    if (member.name == word) return member.id;
  return word;
}

std::vector<Event> plain(const std::vector<JournalEvent>& journal) {
  std::vector<Event> events;
  for (const auto& event : journal)
    events.push_back({event.type, event.recorded, event.effective, event.actor, event.data, event.personal});
  return events;
}

// What levels below take over.
bool is_inherited(const Event& event) {
  namespace t = event_type;
  return event.type == t::definition_changed || event.type == t::parameter_set || event.type == t::date_announced ||
         event.type == t::unit_joined || event.type == t::unit_left ||
         (event.type == t::campaign_closed && event.data.at("above").boolean_or(false));
}

// test[a][a1] of test: a/a1. Nothing for another campaign, and for an audit.
std::optional<std::string> path_in(const std::string& stream, const std::string& top) {
  if (!stream.starts_with(top + "[") || !stream.ends_with("]")) return std::nullopt;
  return replace_all(stream.substr(top.size() + 1, stream.size() - top.size() - 2), "][", "/");
}

}  // namespace

struct CampaignTree::Parts {
  struct Level {
    std::string path;
    std::string unit;
    int depth = 0;
    Level* above = nullptr;
    std::map<std::string, Level*> below;    // by unit
    std::map<std::string, FromAbove> told;  // by address above, as far as this process knows
    std::optional<Instant> timer;           // as it was when the campaign was open
    bool knows_below = false;               // all below it have been open
    bool is_compared = false;               // with the one above, since something may have been lost between them
    std::uint64_t used = 0;                 // when: the last one has the highest
    std::unique_ptr<Campaign> campaign;     // null: not open
  };

  Parts(const Engine& the_engine, std::shared_ptr<Store> the_store, Listener the_listener)
      : engine(the_engine), store(std::move(the_store)), listener(std::move(the_listener)) {}

  // ---- which levels there are, and which of them are open

  Level& add(Level* above, const std::string& unit) {
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

  Level& plant(Campaign top) {
    now = top.state().recorded;
    auto& level = add(nullptr, "");
    take(level, std::move(top));
    return level;
  }

  Diagnostics unknown(const std::string& path) const {
    std::vector<std::string> known;
    for (const auto& [each, level] : by_path)
      if (!each.empty()) known.push_back(each);
    return {{Severity::error, {}, no_level, {path, known.empty() ? "—" : join(known, " ")}}};
  }

  void take(Level& level, Campaign campaign) {
    level.campaign = std::make_unique<Campaign>(std::move(campaign));
    level.used = ++uses;
    open.insert(&level);
    set_timer(level);
  }

  // Those whose streams are in the store.
  Status find_levels() {
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

  // Opens the level, with those above it, and looks for what it has not heard.
  Status reach(Level& level) {
    level.used = ++uses;
    if (level.campaign != nullptr && (level.is_compared || only_looks)) return success;
    ++reaching;
    const auto status = open_and_compare(level);
    --reaching;
    return status;
  }

  Status open_and_compare(Level& level) {
    if (level.campaign == nullptr) {
      if (const auto status = reach(*level.above); !status.ok()) return status;
      auto& above = *level.above->campaign;
      auto campaign = engine.open_below(above, at_level(above.definition(), unit_of(above, level.unit)));
      if (!campaign.ok()) return campaign.diagnostics();
      take(level, *std::move(campaign));
    }
    return compare(level);
  }

  // With the level above, and begins what has not begun below.
  Status compare(Level& level) {
    if (only_looks) return success;
    if (std::exchange(level.is_compared, true)) return success;
    const auto status = heal(level);
    level.is_compared = status.ok();
    return status;
  }

  Status heal(Level& level) {
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

  static std::vector<std::string> addresses_of(const Level& level, const std::string& unit) {
    std::vector<std::string> addresses;
    for (const auto& [address, step] : level.campaign->state().steps)
      if (item_of(level, address, unit) != nullptr) addresses.push_back(address);
    return addresses;
  }

  static std::vector<std::string> totals_of(const Level& level) {
    std::vector<std::string> addresses;
    for (const auto& [address, step] : level.campaign->state().steps)
      if (!step.rolled_up.is_null()) addresses.push_back(address);
    return addresses;
  }

  static std::set<std::string> units_with_levels(const Level& level) {
    std::set<std::string> units;
    for (const auto& [address, step] : level.campaign->state().steps)
      for (const auto& [unit, item] : step.items)
        if (item.runs_level) units.insert(unit);
    return units;
  }

  // Those that were not used for longest are closed; one with others open below it stays.
  void close_spare() {
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

  void set_timer(Level& level) {
    if (level.timer) timers.erase({*level.timer, -level.depth, level.path});
    level.timer = level.campaign->next_timer();
    if (level.timer) timers.insert({*level.timer, -level.depth, level.path});
  }

  // ---- what levels tell each other

  // Each change may lead to others above and below: they are taken up one after the other.
  Status happened(Level& level, const std::vector<Event>& events) {
    set_timer(level);
    queue.emplace_back(&level, events);
    if (telling) return success;
    telling = true;
    Status status = success;
    while (!queue.empty() && status.ok()) {
      auto [changed, what] = std::move(queue.front());
      queue.pop_front();
      if (listener && !what.empty()) listener(changed->path, what);
      status = reach(*changed);
      if (status.ok()) status = pass_on(*changed, what);
      close_spare();
    }
    queue.clear();
    telling = false;
    if (status.ok()) return status;
    unsure = true;  // something may not have arrived
    for (const auto& each : levels) each->is_compared = false;
    return status;
  }

  // To the levels that an event concerns.
  Status pass_on(Level& level, const std::vector<Event>& events) {
    std::set<std::pair<std::string, std::string>> items, asked;
    std::set<std::string> totals;
    const Event* inherited = nullptr;
    for (const auto& event : events) {
      const auto address = event.data.at("step").text_or("");
      if (event.type == event_type::rolled_up) totals.insert(address);
      if (is_inherited(event)) inherited = &event;
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

  // One that was not wanted when it came up, since the flow had gone back.
  Status ask_for_total(Level& level, const std::string& address, const std::string& unit) {
    if (item_of(level, address, unit) == nullptr) return success;
    auto& below = *level.below.at(unit);
    if (const auto status = reach(below); !status.ok()) return status;
    return send_up(below, address_below(level.campaign->definition(), address));
  }

  static const WorkItem* item_of(const Level& level, const std::string& address, const std::string& unit) {
    const auto& items = level.campaign->state().step(address).items;
    const auto item = items.find(unit);
    return item == items.end() || !item->second.runs_level ? nullptr : &item->second;
  }

  Status hand_down_to_all(Level& level, const std::string& reason) {
    for (const auto& [unit, below] : level.below) {
      if (const auto status = reach(*below); !status.ok()) return status;
      if (const auto status = hand_down(*below, reason); !status.ok()) return status;
    }
    return success;
  }

  // What holds above for the whole campaign.
  Status hand_down(Level& below, const std::string& reason) {
    if (const auto status = hand_down_version(below, reason); !status.ok()) return status;
    const auto& above = *below.above->campaign;
    const auto said = inheritance_of(above.definition(), above.state(), below.campaign->definition());
    if (below.campaign->state().closed || said == below.campaign->state().inherited) return success;
    return perform_on(below, *below.above, {speaker(above), std::nullopt, Inherit{said, reason}});
  }

  // The files that hold above, where the level can go on with them.
  Status hand_down_version(Level& below, const std::string& reason) {
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

  // In whose name a campaign speaks to the one below.
  static std::string speaker(const Campaign& above) { return above.definition().unit_name(above.definition().lead); }

  Status tell_below(Level& level, const std::string& address, const std::string& unit) {
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

  Status send_up(Level& level, const std::string& address) {
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

  // What one level tells another happens when it happened there.
  Status perform_on(Level& level, const Level& from, Command command) {
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

  // A unit's level begins.
  Status begin(Level& above, const std::string& unit) {
    const auto& upper = *above.campaign;
    auto definition = at_level(upper.definition(), unit_of(upper, unit));
    StartOptions options;
    options.now = std::max(now, upper.state().recorded);
    options.effective = upper.state().time;
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

  // ---- new versions

  // On the level and all below it, where anything changes.
  Status plan(Level& level, Definition definition, std::vector<LevelMigration>& plans) {
    if (const auto status = reach(level); !status.ok()) return status;
    const auto& campaign = *level.campaign;
    if (level.above != nullptr && campaign.state().closed) return success;
    auto planned = campaign.plan_migration(definition);
    if (!planned.ok()) return planned.diagnostics();
    const bool stands_still = level.above != nullptr && planned->same;
    const bool possible = planned->possible() || stands_still;
    if (!stands_still) plans.push_back({level.path, *std::move(planned)});
    if (!possible) return success;
    definition.id = campaign.definition().id;
    std::vector<std::pair<Level*, Unit>> levels_below;
    for (const auto& [id, below] : level.below) levels_below.emplace_back(below, unit_of(definition, campaign.state(), id));
    for (const auto& [below, unit] : levels_below) {
      if (const auto status = plan(*below, at_level(definition, unit), plans); !status.ok()) return status;
      close_spare();
    }
    return success;
  }

  // ---- time

  // On the levels that are open, or have been.
  Status pass_time(Instant to, bool as_it_happens) {
    if (const auto status = compare_open(); !status.ok()) return status;
    while (!timers.empty() && std::get<Instant>(*timers.begin()) <= to) {
      const auto next = std::get<Instant>(*timers.begin());
      auto& level = *by_path.at(std::get<std::string>(*timers.begin()));
      if (const auto status = reach_below(level); !status.ok()) return status;
      if (level.timer != next || std::get<std::string>(*timers.begin()) != level.path) continue;  // there was something before
      now = as_it_happens ? std::max(next, level.campaign->state().recorded) : to;
      const auto events = level.campaign->pass_time(next, as_it_happens ? std::nullopt : std::optional(to));
      if (!events.ok()) return events.diagnostics();
      if (const auto status = happened(level, *events); !status.ok()) return status;
      close_spare();
    }
    return success;
  }

  Status compare_open() {
    if (!std::exchange(unsure, false)) return success;
    for (std::size_t i = 0; i < levels.size(); ++i) {  // some may begin meanwhile
      if (levels[i]->campaign == nullptr) continue;
      if (const auto status = reach(*levels[i]); !status.ok()) {
        unsure = true;
        return status;
      }
    }
    return success;
  }

  // With all that is below it: what they have to say in time is known before its own time passes.
  Status reach_below(Level& level) {
    if (const auto status = reach(level); !status.ok()) return status;
    if (std::exchange(level.knows_below, true)) return success;
    for (const auto& [unit, below] : level.below) {
      if (const auto status = reach_below(*below); !status.ok()) return status;
      close_spare();
    }
    return reach(level);
  }

  const Engine& engine;
  std::shared_ptr<Store> store;
  Listener listener;
  Instant now;
  bool telling = false;
  bool unsure = false;
  bool only_looks = false;
  int reaching = 0;
  std::uint64_t uses = 0;
  std::vector<std::unique_ptr<Level>> levels;  // upper ones first
  std::map<std::string, Level*> by_path;
  std::set<Level*> open;
  std::set<std::tuple<Instant, int, std::string>> timers;  // at the same time the lower levels first: their totals are in time
  std::deque<std::pair<Level*, std::vector<Event>>> queue;
};

CampaignTree::CampaignTree(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
CampaignTree::CampaignTree(CampaignTree&&) noexcept = default;
CampaignTree& CampaignTree::operator=(CampaignTree&&) noexcept = default;
CampaignTree::~CampaignTree() = default;

namespace {

Result<StartOptions> with_store(const Engine& engine, StartOptions options, StoreMode mode) {
  if (options.opened != nullptr) return options;
  auto store = engine.open_store(options.store, mode);
  if (!store.ok()) return store.diagnostics();
  options.opened = *std::move(store);
  return options;
}

}  // namespace

Result<CampaignTree> CampaignTree::start(const Engine& engine, Definition definition, const StartOptions& options,
                                         Listener listener) {
  if (options.opened == nullptr) {  // tried in memory: a start that is refused leaves no store behind
    auto trial = options;
    trial.opened = std::make_shared<MemoryStore>();
    if (const auto tried = engine.start(definition, trial); !tried.ok()) return tried.diagnostics();
  }
  const auto own = with_store(engine, options, StoreMode::create);
  if (!own.ok()) return own.diagnostics();
  auto top = engine.start(std::move(definition), *own);
  if (!top.ok()) return top.diagnostics();
  auto parts = std::make_unique<Parts>(engine, own->opened, std::move(listener));
  auto& level = parts->plant(*std::move(top));
  level.is_compared = true;
  level.knows_below = true;
  const auto events = level.campaign->events();
  if (!events.ok()) return events.diagnostics();
  if (const auto status = parts->happened(level, plain(*events)); !status.ok()) return status.diagnostics();
  return CampaignTree(std::move(parts));
}

Result<CampaignTree> CampaignTree::open(const Engine& engine, Definition definition, const StartOptions& options,
                                        Listener listener) {
  const auto own = with_store(engine, options, StoreMode::read_write);
  if (!own.ok()) return own.diagnostics();
  auto top = engine.open(std::move(definition), *own);
  if (!top.ok()) return top.diagnostics();
  return grown(std::make_unique<Parts>(engine, own->opened, std::move(listener)), *std::move(top));
}

Result<CampaignTree> CampaignTree::open(const Engine& engine, std::shared_ptr<Store> store, const std::string& id,
                                        Listener listener) {
  auto top = engine.open(store, id);
  if (!top.ok()) return top.diagnostics();
  return grown(std::make_unique<Parts>(engine, std::move(store), std::move(listener)), *std::move(top));
}

Result<CampaignTree> CampaignTree::look(const Engine& engine, std::shared_ptr<Store> store, const std::string& id) {
  auto top = engine.open(store, id);
  if (!top.ok()) return top.diagnostics();
  auto parts = std::make_unique<Parts>(engine, std::move(store), Listener());
  parts->only_looks = true;
  return grown(std::move(parts), *std::move(top));
}

Result<CampaignTree> CampaignTree::grown(std::unique_ptr<Parts> parts, Campaign top) {
  auto& level = parts->plant(std::move(top));
  if (const auto found = parts->find_levels(); !found.ok()) return found.diagnostics();
  if (const auto status = parts->reach(level); !status.ok()) return status.diagnostics();
  return CampaignTree(std::move(parts));
}

void CampaignTree::listen(Listener listener) { parts_->listener = std::move(listener); }

std::vector<std::string> CampaignTree::paths() const {
  std::vector<std::string> paths;
  for (const auto& level : parts_->levels) paths.push_back(level->path);
  return paths;
}

Result<Campaign*> CampaignTree::find(const std::string& path) {
  parts_->close_spare();
  const auto found = parts_->by_path.find(path);
  if (found == parts_->by_path.end()) return parts_->unknown(path);
  if (const auto status = parts_->reach(*found->second); !status.ok()) return status.diagnostics();
  return found->second->campaign.get();
}

Campaign* CampaignTree::at(const std::string& path) {
  const auto found = find(path);
  return found.ok() ? *found : nullptr;
}

Campaign& CampaignTree::top() { return *parts_->levels.front()->campaign; }
const Campaign& CampaignTree::top() const { return *parts_->levels.front()->campaign; }
Campaign CampaignTree::release_top() && { return std::move(top()); }

Result<std::string> CampaignTree::path_of(const std::string& names) const {
  std::vector<std::string> ids;
  for (const auto& name : split(names, {"/"})) ids.push_back(unit_named(top(), std::string(trim(name))));
  const auto path = join(ids, "/");
  return parts_->by_path.contains(path) ? Result<std::string>(path) : Result<std::string>(parts_->unknown(names));
}

Status CampaignTree::bring_up_to(const std::string& path, Instant now) {
  if (!parts_->by_path.contains(path))  // it may be due to begin
    if (const auto passed = advance_to(now, top().clock() == Clock::virtual_); !passed.ok()) return passed;
  const auto campaign = find(path);
  if (!campaign.ok()) return campaign.diagnostics();
  return now < (*campaign)->state().recorded ? success : parts_->pass_time(now, top().clock() == Clock::virtual_);
}

Result<Decision> CampaignTree::perform(const std::string& path, const Command& command, Instant now) {
  if (const auto passed = bring_up_to(path, now); !passed.ok()) return passed.diagnostics();
  const auto campaign = find(path);
  if (!campaign.ok()) return campaign.diagnostics();
  parts_->now = now;
  auto decision = (*campaign)->perform(command, now);
  if (!decision.ok() || !decision->ok()) return decision;
  if (const auto status = parts_->happened(*parts_->by_path.at(path), decision->events); !status.ok())
    return status.diagnostics();
  return decision;
}

Result<CampaignTree> CampaignTree::trial() const {
  auto store = std::make_shared<TrialStore>(parts_->store);
  auto again = parts_->engine.open_in_formats(store, top().state().campaign, std::vector<std::string>{});
  if (!again.ok()) return again.diagnostics();
  return grown(std::make_unique<Parts>(parts_->engine, std::move(store), Listener()), *std::move(again));
}

namespace {

// Of a level whose last events have just happened; nothing of one that has begun by them.
Result<std::optional<Consequences>> consequences_on(const Campaign& level, std::size_t last_events, Instant now) {
  auto events = level.events();
  if (!events.ok()) return events.diagnostics();
  if (events->size() <= last_events) return std::optional<Consequences>();
  events->resize(events->size() - last_events);
  return std::optional(consequences_of(level.definition(), level.calendar(), replay(*std::move(events)), level.state(), now));
}

}  // namespace

Result<TreeForesight> CampaignTree::foresee(const std::string& path, const Command& command) const {
  auto tried = trial();
  if (!tried.ok()) return tried.diagnostics();
  const auto now = tried->now();
  if (const auto passed = tried->bring_up_to(path, now); !passed.ok()) return passed.diagnostics();
  std::map<std::string, std::size_t> happened{{path, 0}};
  tried->listen([&](const std::string& changed, const std::vector<Event>& events) { happened[changed] += events.size(); });
  auto decision = tried->perform(path, command, now);
  if (!decision.ok()) return decision.diagnostics();
  if (!decision->ok()) return TreeForesight{std::move(decision->refusal), {}};
  TreeForesight foreseen;
  for (const auto& [changed, events] : happened) {
    const auto level = tried->find(changed);
    if (!level.ok()) return level.diagnostics();
    auto consequences = consequences_on(**level, events, now);
    if (!consequences.ok()) return consequences.diagnostics();
    if (!*consequences || (changed != path && !(*consequences)->tell_anything())) continue;
    const auto before = changed == path ? foreseen.levels.begin() : foreseen.levels.end();
    foreseen.levels.insert(before, {changed, **std::move(consequences)});
  }
  return foreseen;
}

namespace {

bool are_possible(const std::vector<LevelMigration>& plans) {
  return std::all_of(plans.begin(), plans.end(), [](const auto& level) { return level.migration.possible(); });
}

// All levels go on with the new version: what happens on each.
Result<std::map<std::string, std::vector<Event>>> what_happens_when(CampaignTree& tree, Definition definition) {
  const auto lead = tree.top().definition().lead;
  std::map<std::string, std::vector<Event>> happened;
  if (const auto passed = tree.advance_to(tree.now(), tree.top().clock() == Clock::virtual_); !passed.ok())
    return passed.diagnostics();
  tree.listen([&](const std::string& level, const std::vector<Event>& events) {
    std::copy_if(events.begin(), events.end(), std::back_inserter(happened[level]),
                 [](const auto& event) { return event.type != event_type::definition_changed; });
  });
  const auto migrated = tree.migrate(std::move(definition), lead, "");
  if (!migrated.ok()) return migrated.diagnostics();
  return happened;
}

}  // namespace

Result<std::vector<LevelMigration>> CampaignTree::plan_migration(Definition definition) {
  std::vector<LevelMigration> plans;
  const auto status = parts_->plan(*parts_->levels.front(), definition, plans);
  if (!status.ok()) return status.diagnostics();
  if (!are_possible(plans)) return plans;
  auto tried = trial();
  if (!tried.ok()) return tried.diagnostics();
  auto happened = what_happens_when(*tried, std::move(definition));
  if (!happened.ok()) return happened.diagnostics();
  for (auto& level : plans) level.migration.at_once = std::exchange((*happened)[level.path], {});
  for (auto& [path, events] : *happened) {  // on those that the new version leaves as they are
    if (events.empty()) continue;
    plans.push_back({path, {}});
    plans.back().migration.at_once = std::move(events);
  }
  return plans;
}

Status CampaignTree::migrate(Definition definition, const std::string& actor, const std::string& reason) {
  if (const auto passed = advance_to(now(), top().clock() == Clock::virtual_); !passed.ok()) return passed;
  std::vector<LevelMigration> plans;
  if (const auto status = parts_->plan(*parts_->levels.front(), definition, plans); !status.ok()) return status;
  Diagnostics against;
  for (const auto& [path, migration] : plans)
    std::copy_if(migration.findings.begin(), migration.findings.end(), std::back_inserter(against),
                 [](const auto& finding) { return finding.severity == Severity::error; });
  if (!against.empty()) return against;
  const auto changed = top().migrate(std::move(definition), actor, reason);
  if (!changed.ok()) return changed.diagnostics();
  return parts_->happened(*parts_->levels.front(), *changed);
}

Status CampaignTree::advance_to(Instant to, bool as_it_happens) {
  if (const auto status = parts_->reach_below(*parts_->levels.front()); !status.ok()) return status;
  return parts_->pass_time(to, as_it_happens);
}

std::optional<Instant> CampaignTree::next_timer() const {
  return parts_->timers.empty() ? std::nullopt : std::optional(std::get<Instant>(*parts_->timers.begin()));
}

Instant CampaignTree::now() const {
  auto now = top().now();
  for (const auto* level : parts_->open) now = std::max(now, level->campaign->now());
  return now;
}

Status CampaignTree::move_clock(Instant to, const std::string& actor) {
  if (to < now() && top().clock() == Clock::virtual_)
    return Status::failure({}, clock_back, {to_local_text(now()), to_local_text(to)});
  if (top().clock() == Clock::virtual_)
    if (const auto passed = advance_to(to, true); !passed.ok()) return passed;
  const auto moved = top().move_clock(to, actor);
  if (!moved.ok()) return moved.diagnostics();
  return parts_->happened(*parts_->levels.front(), *moved);
}

}  // namespace hongtou
