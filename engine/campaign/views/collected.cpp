// Adding up what collecting steps took in.
#include <algorithm>

#include "engine/campaign/views.h"

namespace hongtou {

namespace {

// Null once the sum cannot be held exactly: a wrong number is worse than none.
void add(Value& sum, const Value& value) {
  const auto number = number_in(value);
  if (sum.is_null() || !number) return;
  const auto total = *sum.number() + *number->number();
  sum = total.is_finite() ? Value(total) : Value();
}

// Nobody owes a voluntary report, nor one that was waived or closed by name.
bool owes(const Step& step, const WorkItem* item) {
  if (step.flag("voluntary")) return false;
  return item == nullptr || (item->status != ItemStatus::waived && item->status != ItemStatus::closed);
}

class Adder {
 public:
  Adder(const Definition& definition, const Step& step) : step_(step) {
    out_.totals = Map{};
    if (const auto form = definition.forms.find(step.name("form")); form != definition.forms.end())
      for (const auto* field : form->second.fields())
        if (is_number(field->type) && form->second.layout != FormLayout::rows) counts_.push_back(field);
    for (const auto* field : counts_) out_.totals[field->id] = 0;
  }

  void add_step(const Place& place) {
    const auto& state = place.state();
    if (state.status == StepStatus::dead || (state.status == StepStatus::skipped && state.items.empty())) return;  // asked nobody
    for (const auto& unit : place.units("from")) {
      const auto found = state.items.find(unit);
      add_item(place, unit, found == state.items.end() ? nullptr : &found->second);
    }
  }

  Collected take() { return std::move(out_); }

 private:
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

  void add_report(const Place& place, const std::string& unit, const Submission& report) {
    if (report.late) note(out_.late, unit);
    if (!report.level.is_null() && !report.level.at("complete").boolean_or(true)) note(out_.partial, unit);
    out_.versions[place.address()][unit] = report.version;
    out_.rows.push_back({place.unit_name(unit), report.data});
    out_.records.push_back(record_of(place, unit, report));
    for (const auto* field : counts_) add(out_.totals[field->id], report.data.at(field->id));
  }

  // A unit that is asked in several periods stands in a list once.
  static void note(std::vector<std::string>& units, const std::string& unit) {
    if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
  }

  const Step& step_;
  std::vector<const Field*> counts_;
  Collected out_;
};

}  // namespace

Collected collected(const Place& place) {
  Adder adder(place.definition(), place.step());
  adder.add_step(place);
  return adder.take();
}

Collected collected(const Place& here, const Step& step) {
  Adder adder(here.definition(), step);
  for (const auto& scope : scopes_seen(here, step))
    adder.add_step(Place(here.definition(), here.calendar(), here.campaign(), scope, step));
  return adder.take();
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
