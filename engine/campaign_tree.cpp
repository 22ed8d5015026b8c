#include "engine/campaign_tree.h"

#include <algorithm>
#include <utility>

#include "engine/campaign_tree/tree_parts.h"
#include "engine/journal/memory_store.h"
#include "engine/text.h"

namespace hongtou {

namespace {

std::string unit_named(const Campaign& campaign, const std::string& word) {
  if (const auto* known = campaign.definition().units.find(word)) return known->id;
  for (const auto& member : campaign.state().joined)
    if (member.name == word) return member.id;
  return word;
}

}  // namespace

CampaignTree::CampaignTree(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
CampaignTree::CampaignTree(CampaignTree&&) noexcept = default;
CampaignTree& CampaignTree::operator=(CampaignTree&&) noexcept = default;
CampaignTree::~CampaignTree() = default;

namespace {

Result<std::shared_ptr<GroupedStore>> store_of(const Engine& engine, const StartOptions& options, StoreMode mode) {
  if (options.opened != nullptr) return std::make_shared<GroupedStore>(options.opened);
  auto store = engine.open_store(options.store, mode);
  if (!store.ok()) return store.diagnostics();
  return std::make_shared<GroupedStore>(*std::move(store));
}

StartOptions with_store(StartOptions options, std::shared_ptr<Store> store) {
  options.opened = std::move(store);
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
  const auto store = store_of(engine, options, StoreMode::create);
  if (!store.ok()) return store.diagnostics();
  auto top = engine.start(std::move(definition), with_store(options, *store));
  if (!top.ok()) return top.diagnostics();
  auto parts = std::make_unique<Parts>(engine, *store, std::move(listener));
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
  const auto store = store_of(engine, options, StoreMode::read_write);
  if (!store.ok()) return store.diagnostics();
  auto top = engine.open(std::move(definition), with_store(options, *store));
  if (!top.ok()) return top.diagnostics();
  return grown(std::make_unique<Parts>(engine, *store, std::move(listener)), *std::move(top));
}

Result<CampaignTree> CampaignTree::open(const Engine& engine, std::shared_ptr<Store> store, const std::string& id,
                                        Listener listener) {
  const auto own = std::make_shared<GroupedStore>(std::move(store));
  auto top = engine.open(own, id);
  if (!top.ok()) return top.diagnostics();
  return grown(std::make_unique<Parts>(engine, own, std::move(listener)), *std::move(top));
}

Result<CampaignTree> CampaignTree::look(const Engine& engine, std::shared_ptr<Store> store, const std::string& id) {
  const auto own = std::make_shared<GroupedStore>(std::move(store));
  auto top = engine.open(own, id);
  if (!top.ok()) return top.diagnostics();
  auto parts = std::make_unique<Parts>(engine, own, Listener());
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
  const auto campaign = find_due(path, now);
  if (!campaign.ok()) return campaign.diagnostics();
  const bool goes_by_itself = top().goes_by_itself();
  const bool has_passed = now < (*campaign)->state().recorded && !(*campaign)->state().catching_up;
  return has_passed ? success : parts_->pass_time(now, !goes_by_itself);
}

// One that is due to have begun begins now.
Result<Campaign*> CampaignTree::find_due(const std::string& path, Instant now) {
  if (!parts_->by_path.contains(path))
    if (const auto passed = advance_to(now, !top().goes_by_itself()); !passed.ok()) return passed.diagnostics();
  return find(path);
}

Status CampaignTree::let_pass_before(const std::string& path, const Command& command, Instant now) {
  const auto campaign = find_due(path, now);
  if (!campaign.ok()) return campaign.diagnostics();
  const auto until = (*campaign)->time_of(command, now);
  return std::holds_alternative<GoLive>(command.act) ? advance_to(until, !top().goes_by_itself()) : bring_up_to(path, until);
}

Result<Decision> CampaignTree::perform(const std::string& path, const Command& command, Instant now) {
  Result<Decision> decision(Decision{});
  const auto status = parts_->together([&]() -> Status {
    if (const auto passed = let_pass_before(path, command, now); !passed.ok()) return passed;
    const auto campaign = find(path);
    if (!campaign.ok()) return campaign.diagnostics();
    parts_->now = now;
    decision = (*campaign)->perform(command, now);
    if (!decision.ok()) return decision.diagnostics();
    if (decision->ok()) return parts_->happened(*parts_->by_path.at(path), decision->events);
    // A refusal is one only where the store holds nothing newer.
    return parts_->store->append({(*campaign)->state().campaign, (*campaign)->state().events, {}, {}, {}});
  });
  return status.ok() ? decision : Result<Decision>(status.diagnostics());
}

std::vector<CampaignTree::Outcome> CampaignTree::perform_together(const std::vector<Turn>& turns) {
  std::vector<Outcome> outcomes;
  const auto take = [&](const Turn& turn) {
    const auto told = parts_->untold.size();
    auto status = turn();
    const auto first = parts_->untold.begin() + static_cast<std::ptrdiff_t>(told);
    outcomes.push_back({std::move(status), {first, parts_->untold.end()}});
  };
  const auto written = parts_->together([&]() -> Status {
    outcomes.clear();
    std::for_each(turns.begin(), turns.end(), take);
    return success;
  });
  if (!written.ok()) outcomes.assign(turns.size(), {written, {}});
  return outcomes;
}

Status CampaignTree::wholly(const Turn& turn) {
  return parts_->together([&] { return parts_->wholly(turn); });
}

Status CampaignTree::note_refusal(const std::string& path, const Command& command, const Refusal& refusal) {
  return parts_->together([&]() -> Status {
    const auto campaign = find(path);
    return campaign.ok() ? (*campaign)->note_refusal(command, refusal) : Status(campaign.diagnostics());
  });
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

Instant CampaignTree::recording_time() const {
  auto time = top().recording_time();
  for (const auto* level : parts_->open) time = std::max(time, level->campaign->recording_time());
  return time;
}

Status CampaignTree::move_clock(Instant to, const std::string& actor) {
  if (to < now() && top().clock() == Clock::virtual_) return top().refuse_clock_back(to, actor, now());
  if (top().clock() == Clock::virtual_)
    if (const auto passed = advance_to(to, true); !passed.ok()) return passed;
  return parts_->together([&]() -> Status {
    const auto moved = top().move_clock(to, actor);
    if (!moved.ok()) return moved.diagnostics();
    return parts_->happened(*parts_->levels.front(), *moved);
  });
}

}  // namespace hongtou
