#include "engine/rehearsal/rehearsal.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "engine/rehearsal/actors.h"
#include "engine/rehearsal/made_up_data.h"
#include "engine/rehearsal/scenario.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message stuck{"rehearsal.stuck", "演练停在 {0}：这些步骤在等人办理：{1}",
                        "the rehearsal stops at {0}: these steps wait for somebody: {1}",
                        "在情景文件中补上相应的行动，或给步骤写 settles", "add acts to the scenario, or settles to the steps"};

constexpr int opening_hour = 8;

// Everybody on all levels, in the order of time.
class Rehearsal {
 public:
  Rehearsal(const Calendar& calendar, std::uint64_t seed, const std::optional<Scenario>& scenario)
      : calendar_(calendar), seed_(seed), scenario_(scenario) {}

  CampaignTree::Listener listener() {
    return [this](const std::string& path, const std::vector<Event>& events) { heard_.emplace_back(path, events); };
  }

  Status run(CampaignTree& tree, std::optional<Instant> until, const std::function<void(const RehearsalProgress&)>& progress) {
    tree_ = &tree;
    if (const auto status = react(); !status.ok()) return status;
    while (open_ > 0) {
      const auto timer = tree.next_timer();
      if (acts_.empty() && !timer) return report_stuck();
      const bool acts = !acts_.empty() && (!timer || std::get<Instant>(*acts_.begin()) < *timer);
      if (until && (acts ? std::get<Instant>(*acts_.begin()) : *timer) > *until) return tree.advance_to(*until, true);
      const auto status = acts ? act() : tree.advance_to(*timer, true);
      if (!status.ok()) return status;
      if (const auto reacted = react(); !reacted.ok()) return reacted;
      if (progress) progress({tree.top().state().time, tree.top().definition().period, events_});
    }
    return success;
  }

  Diagnostics warnings() const {
    Diagnostics all;
    for (const auto& [path, actors] : actors_)
      for (const auto& warning : actors->warnings()) all.push_back(warning);
    return all;
  }

 private:
  Status act() {
    const auto path = std::get<std::string>(*acts_.begin());
    const auto status = actors_.at(path)->act();
    plan(path);
    return status;
  }

  // What happened is looked at when all that follows from it has happened, too.
  Status react() {
    auto heard = std::move(heard_);
    heard_.clear();
    for (const auto& [path, events] : heard) {
      auto& actors = actors_[path];
      if (actors == nullptr) {
        actors = std::make_unique<Actors>(*tree_, path, calendar_, seed_of(path), scenario_of(path));
        ++open_;
      }
      for (const auto& event : events) open_ -= event.type == event_type::campaign_closed ? 1u : 0u;
      events_ += events.size();
      if (const auto status = actors->react(events); !status.ok()) return status;
      plan(path);
    }
    return success;
  }

  void plan(const std::string& path) {
    auto& planned = next_[path];
    if (planned) acts_.erase({*planned, path});
    planned = actors_.at(path)->next_act();
    if (planned) acts_.insert({*planned, path});
  }

  std::uint64_t seed_of(const std::string& path) const {
    auto seed = seed_;
    for (const char c : path) seed = seed * 1099511628211u ^ static_cast<unsigned char>(c);
    return seed;
  }

  // Of the levels that a scenario does not name, the people are made up.
  std::optional<Scenario> scenario_of(const std::string& path) const {
    if (!scenario_) return std::nullopt;
    Scenario own;
    for (const auto& act : scenario_->acts)
      if (act.level == path) own.acts.push_back(act);
    return path.empty() || !own.acts.empty() ? std::optional(std::move(own)) : std::nullopt;
  }

  Status report_stuck() const {
    std::vector<std::string> names;
    for (const auto& [path, actors] : actors_)
      if (!tree_->at(path)->state().closed)
        for (const auto& step : actors->waiting_steps()) names.push_back(path.empty() ? step : path + ": " + step);
    const auto& top = tree_->top();
    return Status::failure({top.definition().file, 0, 0}, stuck, {to_local_text(top.state().time), join(names, "、")});
  }

  const Calendar& calendar_;
  const std::uint64_t seed_;
  const std::optional<Scenario>& scenario_;
  CampaignTree* tree_ = nullptr;
  std::vector<std::pair<std::string, std::vector<Event>>> heard_;
  std::map<std::string, std::unique_ptr<Actors>> actors_;
  std::map<std::string, std::optional<Instant>> next_;
  std::set<std::pair<Instant, std::string>> acts_;
  std::size_t open_ = 0;  // levels
  std::size_t events_ = 0;
};

}  // namespace

Result<CampaignTree> rehearse_tree(const Engine& engine, Definition definition, const RehearsalOptions& options,
                                   const std::function<void(const RehearsalProgress&)>& progress) {
  std::optional<Scenario> scenario;
  if (options.scenario) {
    auto read = read_scenario(*options.scenario, definition, options.scenario_file);
    if (!read.ok()) return read.diagnostics();
    scenario = *std::move(read);
  }
  const auto calendar = engine.calendar();
  if (!calendar.ok()) return calendar.diagnostics();

  StartOptions start;
  start.store = options.store;
  start.formats = options.formats;
  start.now = at_time(definition.period.first, opening_hour);
  start.supplied = scenario && !scenario->supplied.is_null() ? scenario->supplied : made_up_supplied(definition);
  const auto days = calendar->with(definition.own_calendar);
  Rehearsal rehearsal(days, options.seed, scenario);
  auto tree = CampaignTree::start(engine, std::move(definition), start, rehearsal.listener());
  if (!tree.ok()) return tree;
  const auto status = rehearsal.run(*tree, options.until, progress);
  tree->listen({});
  if (!status.ok()) return status.diagnostics();
  tree.add(rehearsal.warnings());
  return tree;
}

Result<Campaign> rehearse(const Engine& engine, Definition definition, const RehearsalOptions& options,
                          const std::function<void(const RehearsalProgress&)>& progress) {
  auto tree = rehearse_tree(engine, std::move(definition), options, progress);
  if (!tree.ok()) return tree.diagnostics();
  const auto warnings = tree.diagnostics();
  Result<Campaign> top(std::move(*tree).release_top());
  top.add(warnings);
  return top;
}

}  // namespace hongtou
