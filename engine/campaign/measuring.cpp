#include "engine/campaign/measuring.h"

#include <algorithm>
#include <array>

namespace hongtou {

namespace {

using Operator = Target::Operator;

bool holds(const Target& target, const Decimal& value, const Decimal& low, const Decimal& high) {
  switch (target.op) {
    case Operator::at_least:
      return value >= low;
    case Operator::at_most:
      return value <= low;
    case Operator::equal:
      return value == low;
    case Operator::between:
      return low <= value && value <= high;
    default:
      return true;
  }
}

class Meter {
 public:
  Meter(const Definition& definition, const Target& target, const Basis& basis)
      : definition_(definition), target_(target), basis_(basis) {
    for (const auto& record : basis.records)
      if (counts(record)) by_unit_[whose(record)].push_back(&record);
    if (!target.coverage.empty()) measure_covered();
  }

  TargetResult result_of(const std::string& unit) const {
    TargetResult result;
    result.unit = unit;
    const auto* bound = target_.bound_of(unit);
    if (bound == nullptr && needs_bound())
      return told(result, TargetStatus::not_applicable, "没有对它的要求", "nothing is asked of it");
    auto aggregate = value_of(unit, result);
    result.value = aggregate.value;
    result.sources = std::move(aggregate.sources);
    result.missing = std::move(aggregate.missing);
    if (result.sources.size() == 1) result.version = result.sources.front().version;
    if (!result.why_zh.empty()) return result;
    if (target_.op == Operator::none) return told(result, TargetStatus::not_applicable, "只监测", "watched only");
    if (result.sources.empty() && is_exempt(unit)) return told(result, TargetStatus::not_applicable, "已免报", "waived");
    if (!result.value.is_null()) judge(result, bound);
    return result;
  }

 private:
  bool counts(const Record& record) const {
    const auto& steps = target_.measure.steps;
    if (!steps.empty() && std::find(steps.begin(), steps.end(), record.step) == steps.end()) return false;
    return target_.formula || record.form == target_.measure.form;
  }

  // Who sent it, unless it is about another: the unit of its scope, or the one that a field names.
  std::string whose(const Record& record) const {
    if (target_.about_scope) return record.of;
    if (target_.about.empty()) return record.unit;
    const auto word = record.data.at(target_.about).text_or("");
    const auto* unit = definition_.units.find(word);
    return unit == nullptr ? word : unit->id;
  }

  static TargetResult& told(TargetResult& result, TargetStatus status, std::string_view zh, std::string_view en) {
    result.status = status;
    result.why_zh = zh;
    result.why_en = en;
    return result;
  }

  bool needs_bound() const {
    return target_.op != Operator::none && target_.op != Operator::full && target_.op != Operator::forbidden;
  }

  bool is_exempt(const std::string& unit) const {
    const auto exempt = basis_.exempt.find(target_.measure.form);
    return exempt != basis_.exempt.end() && exempt->second.contains(unit);
  }

  void judge(TargetResult& result, const Bound* bound) const {
    if (const auto* yes = result.value.boolean()) {
      const bool wanted = target_.op != Operator::forbidden;
      result.status = *yes == wanted ? TargetStatus::met : TargetStatus::not_met;
      return;
    }
    const auto value = number_of(result.value);
    if (!value || target_.op == Operator::full) {
      told(result, TargetStatus::no_data, "填报的内容不能计量", "what was reported cannot be measured");
      return;
    }
    if (target_.op == Operator::forbidden) {
      result.status = *value == Decimal(0) ? TargetStatus::met : TargetStatus::not_met;
      return;
    }
    const auto low = number_of(bound->low.in(basis_.parameters));
    const auto high = target_.op == Operator::between ? number_of(bound->high.in(basis_.parameters)) : low;
    if (!low || !high)
      told(result, TargetStatus::no_data, "指标的数值还没有定", "the bound has not been set yet");
    else
      result.status = holds(target_, *value, *low, *high) ? TargetStatus::met : TargetStatus::not_met;
  }

  Aggregate value_of(const std::string& unit, TargetResult& result) const {
    if (!target_.coverage.empty()) return covered_share(unit, result);
    const auto units = target_.roll_up ? with_below(definition_.units, unit) : std::vector{unit};
    const auto records = of(units);
    const auto now = reckon(span() ? within(records, *span(), target_.dated) : records, units);
    return target_.against ? compared(now, reckon(within(records, *target_.against, target_.dated), units), unit, result) : now;
  }

  std::optional<Period> span() const {
    return target_.to_date == ToDate::none ? target_.within : std::optional(to_date(target_.to_date, basis_.today));
  }

  Records of(const std::vector<std::string>& units) const {
    Records out;
    for (const auto& unit : units)
      if (const auto found = by_unit_.find(unit); found != by_unit_.end())
        out.insert(out.end(), found->second.begin(), found->second.end());
    return out;
  }

  Aggregate reckon(const Records& records, const std::vector<std::string>& units) const {
    if (!target_.formula) {
      auto out = aggregate(target_.measure, records, units, definition_.units);
      if (!target_.roll_up) out.missing.clear();
      return out;
    }
    Aggregate out;
    auto data = basis_.parameters;
    Value latest{Map{}};
    for (const auto& [form, shape] : definition_.forms) {
      auto of_form = records;
      std::erase_if(of_form, [&name = form](const Record* record) { return record->form != name; });
      latest[form] = reports(shape, latest_of_each_unit(of_form));
      data[form] = reports(shape, of_form);
      for (const auto* record : of_form) out.sources.push_back({record->step, record->scope, record->unit, record->version});
    }
    data[latest_name] = std::move(latest);
    out.value = target_.formula->evaluate(data);
    return out;
  }

  static List reports(const Form& form, const Records& records) {
    List out;
    for (const auto* record : records) out.push_back(expression_data(form, record->data));
    return out;
  }

  Aggregate compared(Aggregate now, const Aggregate& before, const std::string& unit, TargetResult& result) const {
    const auto* bound = target_.bound_of(unit);
    const auto changed = change(now.value, before.value);
    const bool rate = bound != nullptr && bound->low.share;
    if (rate && changed.from_zero)
      told(result, TargetStatus::no_data, "对比期为零，不计算百分比", "grown from nothing: no percentage");
    now.value = rate ? changed.rate : changed.difference;
    now.sources.insert(now.sources.end(), before.sources.begin(), before.sources.end());
    return now;
  }

  void measure_covered() {
    const auto& all = definition_.targets;
    const auto other = std::find_if(all.begin(), all.end(), [&](const Target& each) { return each.id == target_.coverage; });
    if (other == all.end() || !other->coverage.empty()) return;
    for (auto& result : measure(definition_, *other, basis_)) covered_.emplace(result.unit, std::move(result));
  }

  Aggregate covered_share(const std::string& unit, TargetResult& result) const {
    auto units = target_.among.empty() ? with_below(definition_.units, unit) : target_.among;
    if (target_.among.empty()) std::erase(units, unit);
    Aggregate out;
    std::int64_t met = 0;
    std::int64_t all = 0;
    for (const auto& each : units) {
      const auto found = covered_.find(each);
      if (found == covered_.end() || found->second.status == TargetStatus::not_applicable) continue;
      ++all;
      if (found->second.status == TargetStatus::met) ++met;
      if (found->second.status == TargetStatus::no_data) out.missing.push_back(each);
      out.sources.insert(out.sources.end(), found->second.sources.begin(), found->second.sources.end());
    }
    if (all == 0)
      told(result, TargetStatus::not_applicable, "没有可计算的下级单位", "there are no units below it to reckon with");
    else
      out.value = Decimal(met) / Decimal(all);
    return out;
  }

  const Definition& definition_;
  const Target& target_;
  const Basis& basis_;
  std::map<std::string, Records> by_unit_;
  std::map<std::string, TargetResult> covered_;
};

Source source_of(const Value& value) {
  return {value.at("step").text_or(""), value.at("scope").text_or(""), value.at("unit").text_or(""),
          static_cast<int>(value.at("version").integer_or(0))};
}

constexpr std::array<std::string_view, 4> status_names{"met", "not_met", "no_data", "not_applicable"};

}  // namespace

std::string_view name_of(TargetStatus status) { return status_names[static_cast<std::size_t>(status)]; }

Value to_value(const Source& source) {
  return Map{{"step", source.step}, {"scope", source.scope}, {"unit", source.unit}, {"version", source.version}};
}

std::vector<TargetResult> measure(const Definition& definition, const Target& target, const Basis& basis) {
  const Meter meter(definition, target, basis);
  std::vector<TargetResult> results;
  for (const auto& unit : target.per) results.push_back(meter.result_of(unit));
  return results;
}

Value to_value(const std::vector<TargetResult>& results) {
  Value out{Map{}};
  for (const auto& result : results) {
    auto& each = out[result.unit];
    each = Map{{"status", Value(name_of(result.status))}, {"value", result.value}, {"version", result.version}};
    for (const auto& source : result.sources) {
      if (each.at("sources").is_null()) each["sources"] = List{};
      each["sources"].list()->push_back(to_value(source));
    }
    if (!result.missing.empty()) each["missing"] = List(result.missing.begin(), result.missing.end());
    if (!result.why_zh.empty()) each["zh"] = result.why_zh;
    if (!result.why_en.empty()) each["en"] = result.why_en;
  }
  return out;
}

std::vector<TargetResult> target_results(const Target& target, const Value& results) {
  std::vector<TargetResult> out;
  for (const auto& unit : target.per) {
    const auto& result = results.at(unit);
    const auto status = std::find(status_names.begin(), status_names.end(), result.at("status").text_or("no_data"));
    TargetResult each;
    each.unit = unit;
    if (status != status_names.end()) each.status = static_cast<TargetStatus>(status - status_names.begin());
    each.value = result.at("value");
    each.version = static_cast<int>(result.at("version").integer_or(0));
    if (const auto* sources = result.at("sources").list())
      for (const auto& source : *sources) each.sources.push_back(source_of(source));
    if (const auto* missing = result.at("missing").list())
      for (const auto& unit_missing : *missing) each.missing.push_back(unit_missing.text_or(""));
    each.why_zh = result.at("zh").text_or("");
    each.why_en = result.at("en").text_or("");
    out.push_back(std::move(each));
  }
  return out;
}

}  // namespace hongtou
