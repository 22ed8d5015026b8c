#include "engine/levels.h"

#include <algorithm>

#include "engine/text.h"

namespace hongtou {

namespace {

bool is_late(const WorkItem& item, Instant now) {
  return item.status == ItemStatus::missing || (item.is_owed() && item.due && *item.due <= now);
}

class Gathering {
 public:
  Gathering(const CampaignTree& tree, Instant now) : tree_(tree), now_(now) {}

  void add(const Campaign& campaign, const std::string& path, bool right_below) {
    const auto& definition = campaign.definition();
    if (right_below) {
      out_.path = path;
      names_ = names_of_level(tree_, path);
      out_.name = names_.substr(names_.rfind('/') + 1);
      out_.closed = campaign.state().closed;
    } else {
      ++out_.levels;
    }
    for_each_step(definition, campaign.state(), [&](const ScopePtr& scope, const Step& step) {
      if (!step.collects() || step.flag("voluntary")) return;
      const auto& state = campaign.state().step(scope->address_of(step));
      if (right_below && definition.level && definition.level->results.contains(step.id)) count(state);
      for (const auto& [unit, item] : state.items)
        if (is_late(item, now_) && !item.runs_level) note(campaign, path, step, unit, item);
    });
  }

  LevelStanding take() {
    std::stable_sort(out_.late.begin(), out_.late.end(), [](const auto& a, const auto& b) { return a.days > b.days; });
    return std::move(out_);
  }

 private:
  void count(const StepState& state) {
    out_.asked += state.items.size();
    out_.accepted += static_cast<std::size_t>(std::count_if(state.items.begin(), state.items.end(),
                                                            [](const auto& item) { return item.second.accepted() != nullptr; }));
    out_.totals = std::max(out_.totals, state.rolled_up.at("number").integer_or(0));
  }

  void note(const Campaign& campaign, const std::string& path, const Step& step, const std::string& unit, const WorkItem& item) {
    const auto days = item.due ? std::max(0, days_between(day_due(*item.due), date_of(now_))) : 0;
    const auto level = path == out_.path ? std::string() : names_of_level(tree_, path).substr(names_.size() + 1);
    out_.late.push_back({unit_name(campaign.definition(), campaign.state(), unit), level, step.label, days});
  }

  const CampaignTree& tree_;
  Instant now_;
  std::string names_;
  LevelStanding out_;
};

}  // namespace

Result<std::vector<LevelStanding>> levels_below(CampaignTree& tree, const std::string& path, Instant now) {
  auto all = tree.paths();
  std::sort(all.begin(), all.end());
  const auto prefix = path.empty() ? std::string() : path + "/";
  std::vector<LevelStanding> out;
  for (auto each = std::lower_bound(all.begin(), all.end(), prefix); each != all.end() && each->starts_with(prefix); ++each) {
    if (each->empty() || each->find('/', prefix.size()) != std::string::npos) continue;
    Gathering standing(tree, now);
    auto below = each;
    const auto further = *each + "/";
    for (; below != all.end() && (below == each || below->starts_with(further)); ++below) {
      const auto campaign = tree.find(*below);
      if (!campaign.ok()) return campaign.diagnostics();
      standing.add(**campaign, *below, below == each);
    }
    out.push_back(standing.take());
  }
  return out;
}

std::string names_of_level(const CampaignTree& tree, const std::string& path) {
  std::vector<std::string> names;
  const auto& top = tree.top();
  if (!path.empty())
    for (const auto& unit : split(path, {"/"})) names.push_back(unit_name(top.definition(), top.state(), unit));
  return join(names, "/");
}

Value to_value(const std::vector<LevelStanding>& levels) {
  List out;
  for (const auto& level : levels) {
    List late;
    for (const auto& each : level.late)
      late.push_back(Map{{"unit", each.unit}, {"level", each.level}, {"step", each.step}, {"days", each.days}});
    out.push_back(Map{{"path", level.path},
                      {"name", level.name},
                      {"closed", level.closed},
                      {"asked", level.asked},
                      {"accepted", level.accepted},
                      {"totals", level.totals},
                      {"levels", level.levels},
                      {"late", std::move(late)}});
  }
  return out;
}

}  // namespace hongtou
