// cascade 层层部署: a collect whose units, where they have units of their own, run a campaign of their own for these; the total
// of that is their report.
#include <algorithm>

#include "engine/campaign/refusals.h"
#include "engine/campaign/steps/built_in.h"
#include "engine/campaign/steps/work_items.h"
#include "engine/definition/level.h"

namespace hongtou {

namespace {

constexpr Message reports_by_level{"refused.reports_by_level", "“{2}”有下级单位，“{0}”由其下级的报送汇总而来，不能直接填报",
                                   "“{2}” has units of its own; their total is its report to “{1}”",
                                   "在“{2}”的下级活动中补报或更正，合计会自动上报",
                                   "report or correct in the campaign of “{2}”; its total comes up by itself"};
constexpr Message total_not_wanted{"refused.total_not_wanted", "“{2}”的“{0}”不收这次汇总", "“{1}” takes no total of “{2}” now",
                                   "", ""};

class CascadeKind final : public WorkItemsKind {
 public:
  StepKindInfo info() const override {
    auto keys = work_item_keys();
    std::erase_if(keys, [](const auto& key) { return key.name == "voluntary"; });
    for (auto& key : keys)
      if (key.name == "from") key.type = KeyType::top_units;
    keys.push_back({"workflow", "工作流", KeyType::campaign, false, "下级照哪个活动文件做；不写则照本文件",
                    "the campaign file of the levels below; this very file when absent"});
    keys.push_back({"own", "各级自定", KeyType::names, false,
                    "各级自己定的参数，和日期由各级自己宣布的步骤；其余的，上级定了、宣布了，下级照办",
                    "parameters that each level sets, and steps whose dates it announces, itself; else what is set or announced "
                    "above holds below"});
    keys.push_back({"result", "上报步骤", KeyType::words, false, "下级活动中哪一步的合计上报；不写则为填同一张表的那一步",
                    "the step below whose total comes up; the one of the same form when absent"});
    return {"cascade", "层层部署", std::move(keys), "向各单位收集；有下级的单位对其下级照做一遍，合计逐级上报",
            "collects; a unit with units of its own does the same for these, and the totals come up level by level"};
  }

  void work(Turn& turn) const override {
    WorkItemsKind::work(turn);
    deploy(turn);
  }

  std::optional<Refusal> act(Turn& turn, const Act& act) const override {
    if (const auto* total = std::get_if<TakeTotal>(&act)) return take(turn, *total);
    if (const auto* submission = std::get_if<Submit>(&act)) {
      const auto* item = find_item(turn, submission->unit);
      if (item != nullptr && item->runs_level) return refusals::of_item(turn, submission->unit, reports_by_level);
    }
    return WorkItemsKind::act(turn, act);
  }

 private:
  static void deploy(Turn& turn) {
    List units;
    for (const auto& [unit, item] : turn.state().items)
      if (!item.runs_level && item.is_owed() && has_units_below(turn, unit)) units.push_back(unit);
    if (!units.empty()) turn.emit_as_engine(event_type::levels_deployed, Map{{"units", std::move(units)}});
  }

  // Of its own, those that joined late too, that the campaign below would ask.
  static bool has_units_below(const Turn& turn, const std::string& unit) {
    if (runs_level(turn.definition(), turn.step(), unit)) return true;
    const auto* result = result_of(turn.step());
    const auto& joined = turn.campaign().joined;
    return result != nullptr && std::any_of(joined.begin(), joined.end(), [&](const auto& member) {
             return !turn.campaign().left.contains(member.id) && is_below(turn.definition(), joined, member.id, unit) &&
                    is_meant(turn.definition(), joined, member, *result->setting("from"), unit);
           });
  }

  // Totals come up again whenever something changes below, also after the step has settled.
  static std::optional<Refusal> take(Turn& turn, const TakeTotal& up) {
    const auto* item = find_item(turn, up.unit);
    const bool wanted = item != nullptr && item->runs_level &&
                        (item->is_open() || item->status == ItemStatus::missing || item->status == ItemStatus::accepted);
    const auto number = up.total.at("number").integer_or(0);
    if (!wanted || number <= last_number(*item)) return refusals::of_item(turn, up.unit, total_not_wanted);

    const int version = static_cast<int>(item->versions.size()) + 1;
    const bool first = version == item->round_begins;
    const bool late = first ? item->due && turn.now() >= *item->due : item->first_of_round()->late;
    Value level{Map{}};
    for (const auto* part : {"number", "units", "accepted", "missing", "names", "complete", "sources"})
      level[part] = up.total.at(part);
    if (const auto& awaited = up.total.at("awaited"); !awaited.is_null()) level["awaited"] = awaited;
    std::vector<std::string> personal;
    if (const auto form = turn.definition().forms.find(turn.step().name("form")); form != turn.definition().forms.end())
      for (const auto& path : form->second.personal_paths(up.total.at("data"))) personal.push_back("/data" + path);
    turn.emit(event_type::report_submitted,
              Map{{"unit", up.unit},
                  {"version", version},
                  {"data", up.total.at("data")},
                  {"files", List{}},
                  {"findings", List{}},
                  {"late", late},
                  {"level", std::move(level)}},
              std::move(personal));
    if (turn.step().setting("review") == nullptr)
      turn.emit_as_engine(event_type::report_accepted, Map{{"unit", up.unit}, {"version", version}});
    return std::nullopt;
  }

  static std::int64_t last_number(const WorkItem& item) {
    return item.versions.empty() ? 0 : item.versions.back().level.at("number").integer_or(0);
  }
};

}  // namespace

std::unique_ptr<StepKind> make_cascade_kind() { return std::make_unique<CascadeKind>(); }

}  // namespace hongtou
