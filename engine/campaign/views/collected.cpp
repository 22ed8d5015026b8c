// Adding up what a collecting step's units sent in.
#include <algorithm>

#include "engine/campaign/views.h"

namespace hongtou {

namespace {

// Null once the sum has left 64 bits: a wrong number is worse than none.
void add(Value& sum, const Value& value) {
  std::int64_t result = 0;
  if (sum.is_null() || value.integer() == nullptr) return;
  if (__builtin_add_overflow(sum.integer_or(0), *value.integer(), &result))
    sum = Value();
  else
    sum = result;
}

// Nobody owes a voluntary report, nor one that was waived or closed by name.
bool owes(const Step& step, const WorkItem* item) {
  const auto* voluntary = step.setting("voluntary");
  if (voluntary != nullptr && voluntary->flag) return false;
  return item == nullptr || (item->status != ItemStatus::waived && item->status != ItemStatus::closed);
}

}  // namespace

Collected collected(const Definition& definition, const Step& step, const StepState& state) {
  Collected out;
  out.totals = Map{};
  std::vector<const Field*> counts;
  if (const auto form = definition.forms.find(step.name("form")); form != definition.forms.end())
    for (const auto* field : form->second.fields())
      if (field->type == FieldType::count && form->second.layout != FormLayout::rows) counts.push_back(field);
  for (const auto* field : counts) out.totals[field->id] = 0;

  for (const auto& unit : step.names("from")) {
    const auto item = state.items.find(unit);
    const auto* accepted = item == state.items.end() ? nullptr : item->second.accepted();
    if (accepted == nullptr) {
      const auto* what = item == state.items.end() ? nullptr : &item->second;
      if (what != nullptr && what->status == ItemStatus::submitted)
        out.unjudged.push_back(unit);
      else if (owes(step, what))
        out.missing.push_back(unit);
      continue;
    }
    out.reported.push_back(unit);
    if (accepted->late) out.late.push_back(unit);
    out.versions[unit] = accepted->version;
    out.rows.push_back({definition.unit_name(unit), accepted->data});
    for (const auto* field : counts) add(out.totals[field->id], accepted->data.at(field->id));
  }
  return out;
}

}  // namespace hongtou
