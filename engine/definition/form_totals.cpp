// Totals 合计: what many submissions of a form come to together.
#include <algorithm>
#include <array>

#include "engine/definition/form_part.h"

namespace hongtou {

namespace {

using Parts = std::vector<const Value*>;

// The maps of field values that a total is made of: of fixed rows those of one row, of a ledger all rows.
Parts parts_for(const Form& form, const std::vector<const Value*>& reports, const std::string& row) {
  Parts out;
  for (const auto* report : reports)
    for (const auto& part : parts_of(form, *report))
      if (row.empty() || part.place.front() == row)
        if (const auto& there = part_of(*report, part); there.map() != nullptr) out.push_back(&there);
  return out;
}

// Null once the sum cannot be held exactly: a wrong number is worse than none.
Value sum(const Field& field, const Parts& parts) {
  Decimal total;
  for (const auto* part : parts)
    if (const auto number = number_in(part->at(field.id))) total += *number->number();
  return total.is_finite() ? Value(total) : Value();
}

Value all_entries(const Field& field, const Parts& parts) {
  List all;
  for (const auto* part : parts)
    if (const auto* entries = part->at(field.id).list()) all.insert(all.end(), entries->begin(), entries->end());
  return all;
}

bool is_list_of_entries(const Field& field) { return field.type == FieldType::list && !field.fields.empty(); }

// The same with every number so many times as large.
void enlarge(const Fields& fields, Value& part, const Decimal& times) {
  for (const auto* field : fields) {
    if (is_list_of_entries(*field) && part.at(field->id).list() != nullptr)
      for (auto& entry : *part[field->id].list()) enlarge(fields_of(field->fields), entry, times);
    if (const auto number = number_in(part.at(field->id)); number && has_total(*field))
      part[field->id] = *number->number() * times;
  }
}

class Totals {
 public:
  Totals(const Fields& fields, const Parts& parts, const Parts& latest) : fields_(fields) {
    for (const auto* field : fields)
      if (has_total(*field)) sums_[field->id] = sum(*field, is_cumulative(*field) ? latest : parts);
    const bool computes =
        std::any_of(fields.begin(), fields.end(), [](const Field* field) { return field->formula.has_value(); });
    if (computes) reckon_again(parts);
  }

  Value take() { return std::move(sums_); }

 private:
  // What stays the same however large the numbers are is a rate; all else adds up, as 单价 × 数量 does.
  void reckon_again(const Parts& parts) {
    auto whole = sums_;
    for (const auto* field : fields_) {
      if (field->formula) whole.map()->erase(field->id);
      if (is_list_of_entries(*field)) whole[field->id] = all_entries(*field, parts);
    }
    static constexpr std::array<std::int64_t, 3> sizes{1, 1'000'000'000, 1'000'000'000'000'000'000};
    std::array<Value, sizes.size()> sized;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      sized[i] = whole;
      enlarge(fields_, sized[i], Decimal(sizes[i]) / Decimal(sizes[1]));
      complete(fields_, sized[i]);
    }
    for (const auto* field : fields_) {
      if (!field->formula || !has_total(*field)) continue;
      const auto& as_it_is = sized[1].at(field->id);
      if (!can_be_reckoned(*field, whole))
        sums_[field->id] = Value();
      else if (as_it_is == sized[0].at(field->id) && as_it_is == sized[2].at(field->id))
        sums_[field->id] = as_it_is;
    }
  }

  // A formula over a text or a date says nothing of many units.
  bool can_be_reckoned(const Field& field, const Value& whole) const {
    const auto& names = field.formula->names();
    return std::all_of(names.begin(), names.end(), [&](const auto& name) {
      const auto* named = field_named(name.path);
      return named == nullptr || named->formula || whole.map()->contains(named->id);
    });
  }

  // So is what is made of such fields.
  bool is_cumulative(const Field& field) const {
    auto made_of = field.parts;
    if (field.formula)
      for (const auto& name : field.formula->names()) made_of.push_back(name.path);
    return field.cumulative || std::any_of(made_of.begin(), made_of.end(), [&](const std::string& path) {
             const auto* named = field_named(path);
             return named != nullptr && is_cumulative(*named);
           });
  }

  const Field* field_named(const std::string& path) const {
    const auto id = path.substr(0, path.find('.'));
    const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const Field* each) { return each->id == id; });
    return found == fields_.end() ? nullptr : *found;
  }

  const Fields& fields_;
  Value sums_{Map{}};
};

}  // namespace

Value totals(const Form& form, const std::vector<const Value*>& reports, const std::vector<const Value*>& latest) {
  const auto fields = form.fields();
  const auto of_row = [&](const std::string& row) {
    return Totals(fields, parts_for(form, reports, row), parts_for(form, latest, row)).take();
  };
  if (form.layout != FormLayout::rows) return of_row("");
  Value rows{Map{}};
  for (const auto& row : form.rows) rows[row.id] = of_row(row.id);
  return rows;
}

}  // namespace hongtou
