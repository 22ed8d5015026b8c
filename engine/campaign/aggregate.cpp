#include "engine/campaign/aggregate.h"

#include <algorithm>
#include <functional>
#include <set>

#include "engine/text.h"

namespace hongtou {

namespace {

using Function = Measure::Function;

const Value& field_of(const Record& record, const std::string& field) {
  return field.empty() ? record.data : record.data.at(field);
}

// The day a record counts on; nothing when its field holds no date.
std::optional<Date> day_of(const Record& record, const std::string& dated) {
  return dated.empty() ? std::optional(date_of(record.at)) : parse_date(record.data.at(dated).text_or(""));
}

bool is_before(const Record* a, const Record* b) { return std::tie(a->at, a->version) < std::tie(b->at, b->version); }

template <class Key>
std::map<std::string, Records> grouped(const Records& records, Key&& key) {
  std::map<std::string, Records> groups;
  for (const auto* record : records) groups[key(*record)].push_back(record);
  return groups;
}

class Aggregator {
 public:
  Aggregator(const Measure& measure, const Records& records, const Units& units)
      : measure_(measure), units_(units), records_(records) {
    std::erase_if(records_, [&](const Record* record) { return field_of(*record, measure.field).is_null(); });
    if (measure.cumulative) records_ = latest_of_each_unit(records_);
  }

  const Records& records() const { return records_; }

  Value value() const {
    if (measure_.function == Function::count) return records_.size();
    if (records_.empty()) return {};
    switch (measure_.function) {
      case Function::distinct:
        return different().size();
      case Function::unite:
        return measure_.field.empty() ? Value(whole_records()) : Value(different());
      case Function::latest:
        return field_of(**latest(), measure_.field);
      case Function::concat:
        return concatenated();
      default:
        return reckoned();
    }
  }

 private:
  Records::const_iterator latest() const { return std::max_element(records_.begin(), records_.end(), is_before); }

  List different() const {
    List values;
    const auto add = [&](const Value& value) {
      if (!value.is_null() && std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
    };
    for (const auto* record : records_) {
      const auto& value = field_of(*record, measure_.field);
      if (const auto* list = value.list())
        std::for_each(list->begin(), list->end(), add);
      else
        add(value);
    }
    return values;
  }

  List whole_records() const {
    List out;
    for (const auto* record : records_) {
      auto data = record->data;
      data["unit"] = record->unit;
      out.push_back(std::move(data));
    }
    return out;
  }

  std::string concatenated() const {
    std::vector<std::string> parts;
    for (const auto* record : records_) {
      const auto* unit = units_.find(record->unit);
      const auto text = field_of(*record, measure_.field).print();
      if (!text.empty()) parts.push_back((unit == nullptr ? record->unit : unit->name) + "：" + text);
    }
    return join(parts, "；");
  }

  // Null as soon as one of the values is no number: a wrong sum is worse than none.
  Value reckoned() const {
    std::vector<Decimal> numbers;
    Decimal sum, weighted, weights;
    for (const auto* record : records_) {
      const auto number = number_of(record->data.at(measure_.field));
      const auto other = measure_.other.empty() ? Decimal(1) : number_of(record->data.at(measure_.other));
      if (!number || !other) return {};
      numbers.push_back(*number);
      sum += *number;
      weighted += *number * *other;
      weights += *other;
    }
    switch (measure_.function) {
      case Function::min:
        return *std::min_element(numbers.begin(), numbers.end());
      case Function::max:
        return *std::max_element(numbers.begin(), numbers.end());
      case Function::average:
        return sum / Decimal(static_cast<std::int64_t>(numbers.size()));
      case Function::weighted_average:
        return weights == Decimal(0) ? Value() : Value(weighted / weights);
      case Function::ratio:
        return weights == Decimal(0) ? Value() : Value(sum / weights);
      default:
        return sum;
    }
  }

  const Measure& measure_;
  const Units& units_;
  Records records_;
};

}  // namespace

Records records_of(const std::vector<Record>& records, std::string_view form) {
  Records out;
  for (const auto& record : records)
    if (record.form == form) out.push_back(&record);
  return out;
}

Records of_units(const Records& records, const std::vector<std::string>& units) {
  const std::set<std::string_view> wanted(units.begin(), units.end());
  Records out;
  std::copy_if(records.begin(), records.end(), std::back_inserter(out),
               [&](const Record* record) { return wanted.contains(record->unit); });
  return out;
}

Records within(const Records& records, const Period& period, const std::string& dated) {
  Records out;
  for (const auto* record : records) {
    if (dated.empty() && record->period) {
      if (period.contains(record->period->first) && period.contains(record->period->last)) out.push_back(record);
    } else if (const auto day = day_of(*record, dated); day && period.contains(*day)) {
      out.push_back(record);
    }
  }
  return out;
}

Records latest_of_each_unit(const Records& records) {
  std::map<std::string_view, const Record*> latest;
  for (const auto* record : records)
    if (const auto [found, added] = latest.try_emplace(record->unit, record); !added && is_before(found->second, record))
      found->second = record;
  Records out;
  std::copy_if(records.begin(), records.end(), std::back_inserter(out),
               [&](const Record* record) { return latest.at(record->unit) == record; });
  return out;
}

Period to_date(ToDate span, Date today) {
  using namespace std::chrono;
  return {today.year() / (span == ToDate::year ? January : today.month()) / 1, today};
}

std::map<std::string, Records> by_class(const Units& units, const Records& records) {
  return grouped(records, [&](const Record& record) {
    const auto* unit = units.find(record.unit);
    return unit == nullptr ? std::string() : unit->unit_class;
  });
}

std::map<std::string, Records> by_parent(const Units& units, const Records& records) {
  return grouped(records, [&](const Record& record) {
    const auto* unit = units.find(record.unit);
    return unit == nullptr ? std::string() : unit->parent;
  });
}

std::vector<std::string> with_below(const Units& units, const std::string& unit) {
  std::map<std::string_view, std::vector<std::string_view>> children;
  for (const auto& each : units.all()) children[each.parent].push_back(each.id);
  std::set<std::string_view> inside;
  const std::function<void(std::string_view)> take = [&](std::string_view id) {
    if (!inside.insert(id).second) return;
    for (const auto child : children[id]) take(child);
  };
  take(unit);
  std::vector<std::string> out;
  for (const auto& each : units.all())
    if (inside.contains(each.id)) out.push_back(each.id);
  return out;
}

Aggregate aggregate(const Measure& measure, const Records& records, const std::vector<std::string>& asked, const Units& units) {
  const Aggregator aggregator(measure, records, units);
  Aggregate out;
  out.value = aggregator.value();
  std::set<std::string_view> present;
  for (const auto* record : aggregator.records()) {
    out.sources.push_back({record->step, record->scope, record->unit, record->version});
    present.insert(record->unit);
  }
  std::copy_if(asked.begin(), asked.end(), std::back_inserter(out.missing),
               [&](const std::string& unit) { return !present.contains(unit); });
  return out;
}

Aggregate coverage(const std::map<std::string, Aggregate>& by_unit, const std::vector<std::string>& all, std::int64_t bound) {
  Aggregate out;
  std::int64_t reached = 0;
  for (const auto& unit : all) {
    const auto found = by_unit.find(unit);
    const auto value = found == by_unit.end() ? std::nullopt : number_of(found->second.value);
    if (!value) {
      out.missing.push_back(unit);
      continue;
    }
    out.sources.insert(out.sources.end(), found->second.sources.begin(), found->second.sources.end());
    if (*value >= Decimal(bound)) ++reached;
  }
  if (!all.empty()) out.value = Decimal(reached) / Decimal(static_cast<std::int64_t>(all.size()));
  return out;
}

Change change(const Value& now, const Value& before) {
  const auto new_number = number_of(now);
  const auto old_number = number_of(before);
  if (!new_number || !old_number) return {};
  Change out;
  out.difference = *new_number - *old_number;
  out.from_zero = *old_number == Decimal(0);
  if (!out.from_zero) {
    out.rate = (*new_number - *old_number) / old_number->absolute();
  }
  return out;
}

std::vector<Ranked> rank(const std::vector<std::pair<std::string, Value>>& values, Ties ties) {
  std::vector<Ranked> out;
  for (const auto& [unit, value] : values) out.push_back({unit, value, 0});
  const auto number = [](const Ranked& ranked) { return number_of(ranked.value); };
  std::stable_sort(out.begin(), out.end(), [&](const Ranked& a, const Ranked& b) { return number(a) > number(b); });
  for (std::size_t i = 0; i < out.size() && number(out[i]); ++i) {
    const bool tied = i > 0 && number(out[i]) == number(out[i - 1]);
    const int next = ties == Ties::dense ? (i == 0 ? 1 : out[i - 1].rank + 1) : static_cast<int>(i) + 1;
    out[i].rank = tied ? out[i - 1].rank : next;
  }
  return out;
}

}  // namespace hongtou
