#include "engine/campaign/rolling_up.h"

#include <algorithm>

#include "engine/campaign/views.h"
#include "engine/definition/level.h"
#include "engine/text.h"

namespace hongtou {

namespace {

// Null when nobody gave a number, or the sum cannot be held exactly.
Value sum(const std::vector<const Value*>& values) {
  std::optional<Decimal> total;
  for (const auto* value : values)
    if (const auto number = number_in(*value)) total = total ? *total + *number->number() : *number->number();
  return total && total->is_finite() ? Value(*total) : Value();
}

Value united(const std::vector<const Value*>& lists, bool each_once) {
  List all;
  for (const auto* list : lists)
    if (list->list() != nullptr)
      for (const auto& entry : *list->list())
        if (!each_once || std::find(all.begin(), all.end(), entry) == all.end()) all.push_back(entry);
  return all.empty() ? Value() : Value(std::move(all));
}

// 甲区：……；乙区：……
Value together(const std::vector<UnitData>& reports, const std::string& field) {
  std::vector<std::string> parts;
  for (const auto& report : reports)
    if (const auto text = report.data.at(field).text_or(""); !text.empty()) parts.push_back(report.unit + "：" + text);
  return parts.empty() ? Value() : Value(join(parts, "；"));
}

bool is_text(FieldType type) {
  return type == FieldType::text || type == FieldType::long_text || type == FieldType::one_sentence;
}

Value add_up(const std::vector<const Field*>& fields, const std::vector<UnitData>& reports) {
  Value out{Map{}};
  for (const auto* field : fields) {
    std::vector<const Value*> values;
    for (const auto& report : reports) values.push_back(&report.data.at(field->id));
    if (field->type == FieldType::sum_of || field->type == FieldType::computed) continue;  // completed() fills them in
    if (is_number(field->type) && field->type != FieldType::percent)
      out[field->id] = sum(values);
    else if (takes_several(field->type) && field->type != FieldType::attachment)
      out[field->id] = united(values, field->fields.empty());
    else if (is_text(field->type) && !field->personal)
      out[field->id] = together(reports, field->id);
    else
      out[field->id] = Value();
  }
  return out;
}

// The reports to one fixed row.
std::vector<UnitData> of_row(const std::vector<UnitData>& reports, const std::string& row) {
  std::vector<UnitData> rows;
  for (const auto& report : reports) rows.push_back({report.unit, report.data.at(row)});
  return rows;
}

// Sent back or taken back, and not judged again.
bool is_being_mended(const WorkItem& item) {
  const auto versions = static_cast<int>(item.versions.size());
  return item.is_owed() ? versions >= item.round_begins : item.status == ItemStatus::submitted && versions > item.round_begins;
}

// Whose reports are being mended, on levels below too.
List awaited(const Place& place) {
  List units;
  for (const auto& [unit, item] : place.state().items) {
    if (is_being_mended(item)) units.push_back(unit);
    if (const auto* total = item.accepted(); total != nullptr)
      if (const auto* below = total->level.at("awaited").list()) units.insert(units.end(), below->begin(), below->end());
  }
  return units;
}

bool same_units(const Value& last, const Value& now) {
  const auto *a = last.list(), *b = now.list();
  return a != nullptr && b != nullptr && std::is_permutation(a->begin(), a->end(), b->begin(), b->end());
}

bool same_total(const Value& last, const Value& now) {
  const bool same = std::all_of(now.map()->begin(), now.map()->end(), [&](const auto& part) {
    const auto& [name, value] = part;
    return name == "sources" || last.at(name) == value || (name == "missing" && same_units(last.at(name), value));
  });
  return same && last.at("awaited") == now.at("awaited");
}

// The first, a different one, or what was returned and has been done again. The correction of one that was returned lacks nothing
// that was sent back below.
bool is_to_go_up(const StepState& step, const Value& total) {
  const auto& last = step.rolled_up;
  if (last.is_null()) return true;
  const bool was_returned = step.above.returned >= last.at("number").integer_or(0);
  if (was_returned && !total.at("awaited").is_null()) return false;
  return (was_returned && !step.stale) || !same_total(last, total);
}

// Units by id, and by name with the levels they are missing at: 东区/二街道.
struct Gaps {
  List missing;
  Map names;

  void add(const std::string& unit, const std::string& name) {
    missing.push_back(unit);
    names[unit] = name;
  }
};

// Of a step that was called off all who have not reported: the one above waits for them still.
std::vector<std::string> units_missing(const Place& place, const Collected& sums) {
  if (place.state().status == StepStatus::done) {
    auto units = sums.missing;
    units.insert(units.end(), sums.unjudged.begin(), sums.unjudged.end());
    return units;
  }
  auto units = place.units("from");
  std::erase_if(units, [&](const auto& unit) {
    return std::find(sums.reported.begin(), sums.reported.end(), unit) != sums.reported.end();
  });
  return units;
}

Gaps gaps_of(const Place& place, const Collected& sums, const std::vector<std::string>& without_report) {
  Gaps gaps;
  for (const auto& unit : without_report) gaps.add(unit, place.unit_name(unit));
  for (const auto& unit : sums.reported) {
    const auto& level = place.state().items.at(unit).accepted()->level;
    if (const auto* below = level.at("missing").list())
      for (const auto& id : *below) {
        const auto one = id.text_or("");
        gaps.add(one, place.unit_name(unit) + "/" + level.at("names").at(one).text_or(one));
      }
  }
  return gaps;
}

}  // namespace

Value add_up(const Form& form, const std::vector<UnitData>& reports) {
  Value out{Map{}};
  if (form.layout == FormLayout::ledger) {
    std::vector<const Value*> rows;
    for (const auto& report : reports) rows.push_back(&report.data.at("rows"));
    out["rows"] = united(rows, false);
  } else if (form.layout == FormLayout::rows) {
    for (const auto& row : form.rows) out[row.id] = add_up(form.fields(), of_row(reports, row.id));
  } else {
    out = add_up(form.fields(), reports);
  }
  return completed(form, std::move(out));
}

Value total_of(const Place& place) {
  const auto sums = collected(place);
  Value total{Map{{"accepted", sums.accepted}}};
  if (const auto form = place.definition().forms.find(place.step().name("form")); form != place.definition().forms.end())
    total["data"] = add_up(form->second, sums.rows);
  const auto without = units_missing(place, sums);
  auto gaps = gaps_of(place, sums, without);
  total["units"] = place.state().status == StepStatus::done ? sums.asked : sums.accepted + without.size();
  total["complete"] = gaps.missing.empty();
  total["missing"] = std::move(gaps.missing);
  total["names"] = std::move(gaps.names);
  Value sources{Map{}};
  for (const auto& [address, units] : sums.versions)
    for (const auto& [unit, version] : units) sources[address][unit] = version;
  total["sources"] = std::move(sources);
  if (auto units = awaited(place); !units.empty()) total["awaited"] = std::move(units);
  return total;
}

void send_up(Turn& turn) {
  auto total = total_of(turn);
  total["number"] = turn.state().rolled_up.at("number").integer_or(0) + 1;
  std::vector<std::string> personal;
  if (const auto form = turn.definition().forms.find(turn.step().name("form")); form != turn.definition().forms.end())
    for (const auto& path : form->second.personal_paths(total.at("data"))) personal.push_back("/data" + path);
  turn.emit(event_type::rolled_up, std::move(total), std::move(personal));
}

void roll_up_results(Course& course) {
  const auto& definition = course.rules.definition;
  if (!definition.level) return;
  std::vector<Located> due;
  for_each_step(definition, course.state, [&](const ScopePtr& scope, const Step& step) {
    const auto& state = course.state.step(scope->address_of(step));
    if (!definition.level->results.contains(step.id) || !state.has_settled() || state.above.over) return;
    if (is_to_go_up(state, total_of(course.place(scope, step)))) due.push_back({scope, &step});
  });
  for (const auto& where : due) {
    CourseTurn turn(course, where.scope, *where.step);
    send_up(turn);
  }
}

}  // namespace hongtou
