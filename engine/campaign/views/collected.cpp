// Adding up what collecting steps took in.
#include <algorithm>
#include <array>

#include "engine/campaign/aggregate.h"
#include "engine/campaign/views.h"

namespace hongtou {

namespace {

// Nobody owes a voluntary report, nor one that was waived or closed by name.
bool owes(const Step& step, const WorkItem* item) {
  if (step.flag("voluntary")) return false;
  return item == nullptr || (item->status != ItemStatus::waived && item->status != ItemStatus::closed);
}

class Adder {
 public:
  explicit Adder(const Step& step) : step_(step) {}

  void add_item(const Place& place, const std::string& unit, const WorkItem* item) {
    ++out_.asked;
    const auto* accepted = item == nullptr ? nullptr : item->accepted();
    if (accepted == nullptr) {
      if (item != nullptr && item->status == ItemStatus::submitted)
        note(out_.unjudged, unit);
      else if (owes(step_, item))
        note(out_.missing, unit);
      return;
    }
    ++out_.accepted;
    note(out_.reported, unit);
    for (const auto& version : item->versions)
      if (&version == accepted || (step_.flag("voluntary") && version.accepted)) add_report(place, unit, version);
  }

  Collected take(const Definition& definition) {
    out_.totals = Map{};
    if (const auto form = definition.forms.find(step_.name("form")); form != definition.forms.end())
      out_.totals = totals_of(form->second);
    return std::move(out_);
  }

 private:
  void add_report(const Place& place, const std::string& unit, const Submission& report) {
    if (report.late) note(out_.late, unit);
    if (!report.level.is_null() && !report.level.at("complete").boolean_or(true)) note(out_.partial, unit);
    out_.versions[place.address()][unit] = report.version;
    out_.rows.push_back({place.unit_name(unit), report.data});
    out_.records.push_back(record_of(place, unit, report));
  }

  Value totals_of(const Form& form) const {
    Records records;
    for (const auto& record : out_.records) records.push_back(&record);
    return totals(form, data_of(records), data_of(latest_of_each_unit(records)));
  }

  static std::vector<const Value*> data_of(const Records& records) {
    std::vector<const Value*> data;
    for (const auto* record : records) data.push_back(&record->data);
    return data;
  }

  // A unit that is asked in several periods stands in a list once.
  static void note(std::vector<std::string>& units, const std::string& unit) {
    if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
  }

  const Step& step_;
  Collected out_;
};

// Who left is counted with what was accepted before; who came after the step was done was not asked.
bool takes_part(const Place& place, const std::string& unit, const WorkItem* item) {
  if (place.campaign().left.contains(unit)) return item != nullptr && item->accepted() != nullptr;
  return item != nullptr || place.state().status != StepStatus::done || place.step().each_gate() != nullptr;
}

// Whom a step asks in one scope, each with what it has sent, if it was asked already.
template <class Visit>
void for_each_item(const Place& place, Visit&& visit) {
  const auto& state = place.state();
  if (state.status == StepStatus::dead || (state.status == StepStatus::skipped && state.items.empty())) return;  // asked nobody
  for (const auto& unit : place.units_ever("from")) {
    const auto found = state.items.find(unit);
    const auto* item = found == state.items.end() ? nullptr : &found->second;
    if (takes_part(place, unit, item)) visit(place, unit, item);
  }
}

// As seen from another place.
template <class Visit>
void for_each_item(const Place& here, const Step& step, Visit&& visit) {
  for (const auto& scope : scopes_seen(here, step))
    for_each_item(Place(here.definition(), here.calendar(), here.campaign(), scope, step), visit);
}

const LateMember* late_member(const State& state, const std::string& unit) {
  const auto found =
      std::find_if(state.joined.begin(), state.joined.end(), [&](const LateMember& each) { return each.id == unit; });
  return found == state.joined.end() ? nullptr : &*found;
}

// The groups that a unit belongs to, by their names.
class Groups {
 public:
  Groups(Grouping by, const Place& here) : by_(by), here_(here) {
    if (by == Grouping::group)
      for (const auto& [name, units] : here.definition().groups)
        for (const auto& unit : units) named_[unit].push_back(name);
  }

  std::vector<std::string> of(const std::string& id) const {
    if (by_ == Grouping::unit) return {here_.unit_name(id)};
    if (const auto* late = late_member(here_.campaign(), id)) return of_late(*late);
    if (by_ == Grouping::group) {
      const auto found = named_.find(id);
      return found == named_.end() ? without_any() : found->second;
    }
    const auto& unit = here_.definition().unit(id);
    if (by_ == Grouping::unit_class) return unit.unit_class.empty() ? without_any() : std::vector{unit.unit_class};
    return under(unit.parent);
  }

 private:
  static std::vector<std::string> without_any() { return {"其他"}; }

  std::vector<std::string> under(const std::string& parent) const {
    return parent.empty() ? without_any() : std::vector{here_.unit_name(parent)};
  }

  std::vector<std::string> of_late(const LateMember& late) const {
    if (by_ == Grouping::parent) return under(late.parent);
    auto words = late.groups;
    std::erase_if(words,
                  [&](const std::string& word) { return (by_ == Grouping::group) != here_.definition().groups.contains(word); });
    return words.empty() ? without_any() : words;
  }

  Grouping by_;
  const Place& here_;
  std::map<std::string, std::vector<std::string>> named_;
};

}  // namespace

Collected collected(const Place& place) {
  Adder adder(place.step());
  for_each_item(place,
                [&](const Place& there, const std::string& unit, const WorkItem* item) { adder.add_item(there, unit, item); });
  return adder.take(place.definition());
}

Collected collected(const Place& here, const Step& step) {
  Adder adder(step);
  for_each_item(here, step,
                [&](const Place& there, const std::string& unit, const WorkItem* item) { adder.add_item(there, unit, item); });
  return adder.take(here.definition());
}

std::vector<CollectedGroup> collected_by(Grouping by, const Place& here, const Step& step) {
  const Groups groups(by, here);
  std::vector<std::string> names;
  std::map<std::string, Adder> adders;
  for_each_item(here, step, [&](const Place& there, const std::string& unit, const WorkItem* item) {
    for (const auto& name : groups.of(unit)) {
      const auto [adder, added] = adders.try_emplace(name, step);
      if (added) names.push_back(name);
      adder->second.add_item(there, unit, item);
    }
  });
  std::vector<CollectedGroup> out;
  for (const auto& name : names) out.push_back({name, adders.at(name).take(here.definition())});
  return out;
}

std::optional<Grouping> grouping_of(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, Grouping>, 4> words{
      {{"parent", Grouping::parent}, {"class", Grouping::unit_class}, {"group", Grouping::group}, {"unit", Grouping::unit}}};
  const auto found = std::find_if(words.begin(), words.end(), [&](const auto& each) { return each.first == word; });
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

std::vector<ScopePtr> scopes_seen(const Place& here, const Step& step) {
  const auto* place = here.definition().place(step.id);
  for (auto scope = here.scope(); scope != nullptr; scope = scope->around)
    if (scope->flow == place->flow) return {scope};
  std::vector<ScopePtr> scopes;
  for_each_step(here.definition(), here.campaign(), [&](const ScopePtr& scope, const Step& each) {
    if (&each == &step && sees(*here.scope(), *scope)) scopes.push_back(scope);
  });
  return scopes;
}

Value sources_of(const Place& place) {
  Value sources{Map{}};
  for (const auto& name : place.step().reads) {
    const auto* step = place.definition().step(name);
    if (step == nullptr || !step->collects()) continue;
    for (const auto& [address, units] : collected(place, *step).versions) {
      Value versions{Map{}};
      for (const auto& [unit, version] : units) versions[unit] = version;
      sources[address] = std::move(versions);
    }
  }
  return sources;
}

}  // namespace hongtou
