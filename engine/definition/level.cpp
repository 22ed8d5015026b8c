#include "engine/definition/level.h"

#include <algorithm>

namespace hongtou {

namespace {

bool is_below(const Units& units, const Unit& unit, std::string_view top) {
  for (const auto* each = &unit; each != nullptr && !each->parent.empty(); each = units.find(each->parent))
    if (each->parent == top) return true;
  return false;
}

// Of a step that stands in single scopes only: phase/report.
std::string fixed_address(const Definition& definition, const Step& step) {
  auto address = step.id;
  for (const auto* holder = definition.place(step.id)->holder; holder != nullptr; holder = definition.place(holder->id)->holder)
    address = holder->id + "/" + address;
  return address;
}

class LevelMaker {
 public:
  LevelMaker(const Definition& above, const Unit& unit) : above_(above), unit_(unit), lead_(unit.id) {
    for (const auto& place : above.places())
      if (place.step->below != nullptr) base_ = place.step->below.get();
  }

  Definition make() {
    level_ = *base_;
    level_.id = level_id(above_.id, lead_);
    level_.lead = lead_;
    level_.own_calendar = above_.own_calendar.with(base_->own_calendar);
    level_.files.clear();  // its journal refers to those of the one above
    level_.level = made_from();
    restrict_units();
    for (auto& [name, units] : level_.groups) keep(units);
    for (auto& [role, unit] : level_.roles) replace(unit);
    for (auto& target : level_.targets) restrict(target);
    for (auto& [name, rules] : level_.assessments) restrict(rules);
    level_.set_flow(restricted(*base_->flow, false));
    return std::move(level_);
  }

 private:
  Level made_from() const {
    auto level = above_.level.value_or(Level{});
    level.above = above_.id;
    level.leads.push_back(unit_);
    if (!above_.level) level.file = above_.file;
    level.same_file = base_ == &above_;
    level.results = results();
    for (const auto& place : above_.places()) {
      const auto& own = place.step->names("own");
      level.own.insert(own.begin(), own.end());
    }
    return level;
  }

  std::map<std::string, std::string> results() const {
    std::map<std::string, std::string> results;
    for (const auto& place : above_.places()) {
      const auto* result = place.step->kind == "cascade" ? result_of(*place.step) : nullptr;
      if (result != nullptr) results[result->id] = place.step->below == nullptr ? "" : fixed_address(above_, *place.step);
    }
    return results;
  }

  void restrict_units() {
    Units units;
    auto lead = base_->units.find(lead_) == nullptr ? unit_ : *base_->units.find(lead_);
    lead.parent.clear();
    units.add(std::move(lead));
    for (const auto& unit : base_->units.all())
      if (is_below(base_->units, unit, lead_)) units.add(unit);
    level_.units = std::move(units);
  }

  bool is_inside(const std::string& unit) const { return level_.units.find(unit) != nullptr; }
  void keep(std::vector<std::string>& units) const {
    std::erase_if(units, [&](const auto& unit) { return !is_inside(unit); });
  }
  // What a unit outside would do, the lead does.
  void replace(std::string& unit) const {
    if (!unit.empty() && !is_inside(unit)) unit = lead_;
  }

  void restrict(Target& target) const {
    keep(target.per);
    keep(target.among);
    std::erase_if(target.bounds, [&](Bound& bound) {
      const bool some = !bound.units.empty();
      keep(bound.units);
      return some && bound.units.empty();
    });
  }

  void restrict(Assessment& rules) const {
    keep(rules.judged);
    restrict(rules.items);
    for (auto& award : rules.awards) {
      keep(award.nominators);
      std::erase_if(award.per_nominator, [&](UnitAmount& places) {
        const bool some = !places.units.empty();
        keep(places.units);
        return some && places.units.empty();
      });
      replace(award.decided_by);
    }
  }

  void restrict(std::vector<AssessmentItem>& items) const {
    std::erase_if(items, [&](AssessmentItem& item) {
      const bool some = !item.units.empty();
      keep(item.units);
      for (auto& rater : item.raters) replace(rater.unit);
      if (base_->units.find(item.subject) != nullptr) replace(item.subject);
      restrict(item.items);
      return some && item.units.empty();
    });
  }

  // `own_unit`: within scopes of single units, where relative units mean others.
  std::shared_ptr<const Flow> restricted(const Flow& flow, bool own_unit) const {
    auto out = std::make_shared<Flow>(flow);
    for (auto& step : out->steps) {
      for (auto& [key, setting] : step.settings) restrict(step, key, setting, own_unit);
      if (const auto rules = base_->assessments.find(step.name("rules")); rules != base_->assessments.end())
        step.switched_off =
            step.switched_off || (!rules->second.judged.empty() && level_.assessments.at(rules->first).judged.empty());
      const bool of_units = step.kind == "each" || step.kind == "case" || step.kind == "supervise";
      if (step.flow != nullptr) step.flow = restricted(*step.flow, own_unit || of_units);
    }
    return out;
  }

  void restrict(Step& step, const std::string& key, Setting& setting, bool own_unit) const {
    if (setting.type == KeyType::unit)
      for (auto& unit : setting.names) replace(unit);
    if (setting.type == KeyType::levels) cut(setting.levels);
    if (setting.type != KeyType::units && setting.type != KeyType::top_units) return;
    keep(setting.names);
    if (is_asked_above(setting)) std::erase(setting.names, lead_);
    if (key == "except") return;
    if (key != "countersign" && (key != "to" || !step.collects())) {
      step.skipped_without = key;
    } else if (!means_somebody(setting, own_unit)) {
      setting.names = {lead_};
      setting.relative = {};
    }
  }

  // In the same file the step of this name has asked the lead on the level above; and nobody hands a campaign down to itself.
  bool is_asked_above(const Setting& setting) const {
    return !setting.relative.self && (base_ == &above_ || setting.type == KeyType::top_units);
  }

  bool means_somebody(const Setting& setting, bool own_unit) const {
    if (!setting.relative.by_unit() || own_unit) return !setting.names.empty();
    const auto& relative = setting.relative;
    return std::any_of(setting.names.begin(), setting.names.end(), [&](const auto& id) {
      if (id == lead_) return relative.self;
      const auto& unit = *level_.units.find(id);
      const auto& classes = relative.classes;
      return relative.children || (relative.direct && unit.parent == lead_) ||
             std::find(classes.begin(), classes.end(), unit.unit_class) != classes.end();
    });
  }

  // The top date is the lead's own now: what is reckoned are the classes below its own.
  void cut(std::vector<CascadeLevel>& levels) const {
    const auto own = std::find_if(levels.begin(), levels.end(),
                                  [&](const auto& each) { return each.name == level_.units.find(lead_)->unit_class; });
    if (own != levels.end()) levels.erase(levels.begin(), own + 1);
  }

  const Definition& above_;
  const Definition* base_ = &above_;
  const Unit& unit_;
  const std::string& lead_;
  Definition level_;
};

}  // namespace

const Step* result_of(const Step& cascade) {
  if (cascade.below == nullptr) return &cascade;
  if (const auto* named = cascade.setting("result")) return cascade.below->step(named->text);
  const Step* only = nullptr;
  for (const auto& place : cascade.below->places()) {
    if (!place.step->collects() || place.step->name("form") != cascade.name("form")) continue;
    if (only != nullptr) return nullptr;
    only = place.step;
  }
  return only;
}

bool runs_level(const Definition& definition, const Step& cascade, std::string_view unit) {
  const auto* result = result_of(cascade);
  const auto& units = (cascade.below == nullptr ? definition : *cascade.below).units;
  if (result == nullptr || units.find(unit) == nullptr) return false;
  const auto& asked = result->names("from");
  return std::any_of(asked.begin(), asked.end(), [&](const auto& each) { return is_below(units, *units.find(each), unit); });
}

Definition at_level(const Definition& above, const Unit& unit) { return LevelMaker(above, unit).make(); }

std::string level_id(std::string_view above, std::string_view unit) { return std::string(above) + "[" + std::string(unit) + "]"; }

std::string address_below(const Definition& definition, std::string_view address) {
  const auto* step = definition.step(address.substr(address.rfind('/') + 1));
  if (step == nullptr || step->below == nullptr) return std::string(address);
  const auto* result = result_of(*step);
  return result == nullptr ? std::string() : fixed_address(*step->below, *result);
}

std::string address_above(const Definition& definition, std::string_view address) {
  if (!definition.level) return {};
  const auto found = definition.level->results.find(std::string(address.substr(address.rfind('/') + 1)));
  if (found == definition.level->results.end()) return {};
  return found->second.empty() ? std::string(address) : found->second;
}

}  // namespace hongtou
