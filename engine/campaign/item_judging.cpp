#include "engine/campaign/item_judging.h"

#include <algorithm>

#include "engine/text.h"

namespace hongtou {

namespace {

using Kind = AssessmentItem::Kind;

struct Told {
  std::string zh;
  std::string en;
};

template <class T>
const T* find(const std::map<std::string, std::map<std::string, T>>& all, const std::string& subject, const std::string& unit) {
  const auto by_unit = all.find(subject);
  if (by_unit == all.end()) return nullptr;
  const auto found = by_unit->second.find(unit);
  return found == by_unit->second.end() ? nullptr : &found->second;
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// As a reason names it; what is counted keeps all its digits.
std::string print(const Decimal& number) { return number.rounded(4, Rounding::half_even).text(); }

std::string print(const Value& value) {
  if (value.boolean() != nullptr) return *value.boolean() ? "是" : "否";
  const auto number = value.text() == nullptr ? number_of(value) : std::nullopt;
  return number ? print(*number) : value.print();
}

std::string percent(const Decimal& share) { return (share * Decimal(100)).rounded(1, Rounding::half_up).text() + "%"; }

class ItemJudge {
 public:
  ItemJudge(const Definition& definition, const Evidence& evidence, const AssessmentItem& item, const std::string& unit)
      : definition_(definition), evidence_(evidence), item_(item), unit_(unit) {
    out_.item = item.id;
  }

  AssessedItem judge() {
    if (!item_.units.empty() && !contains(item_.units, unit_)) return does_not_apply();
    reckon();
    if (missing_amount_)
      return wait("分值还没有定：" + *missing_amount_, "the points have not been set yet: " + *missing_amount_);
    clamp();
    correct();
    return std::move(out_);
  }

 private:
  void reckon() {
    switch (item_.kind) {
      case Kind::deadline:
        return deadline();
      case Kind::receipt:
        return receipt();
      case Kind::target:
        return target();
      case Kind::proportional:
        return proportional();
      case Kind::bands:
        return bands();
      case Kind::score:
        return score();
      case Kind::checklist:
        return checklist();
      case Kind::deduct:
        return pieces(Decimal(-1));
      case Kind::bonus:
        return pieces(Decimal(1));
      case Kind::veto:
        return veto();
      case Kind::expert:
        return expert();
      case Kind::branch:
        return branch();
    }
  }

  // What the verdict says.

  AssessedItem does_not_apply(Told why = {"不适用", "does not apply"}) {
    out_.why_zh = std::move(why.zh);
    out_.why_en = std::move(why.en);
    return out_;
  }

  AssessedItem wait(std::string zh, std::string en) {
    out_.waiting = true;
    out_.fulfilled.reset();
    out_.points = out_.possible = Value();
    return does_not_apply({std::move(zh), std::move(en)});
  }

  void give(Decimal points, Decimal possible, Told why) {
    out_.points = points;
    out_.possible = possible;
    out_.fulfilled = points >= possible;
    out_.why_zh = std::move(why.zh);
    out_.why_en = std::move(why.en);
  }

  void give_all_or_nothing(bool fulfilled, Told why) { give(fulfilled ? points() : Decimal(0), points(), std::move(why)); }

  Decimal amount(const std::optional<Amount>& amount, Decimal otherwise) {
    if (!amount) return otherwise;
    const auto value = number_of(amount->in(evidence_.parameters));
    if (!value) missing_amount_ = amount->parameter;
    return value.value_or(Decimal(0));
  }
  Decimal points() { return amount(item_.points, Decimal(1)); }

  void clamp() {
    const auto points = number_of(out_.points);
    if (!points) return;
    auto clamped = *points;
    if (item_.floor || item_.kind == Kind::deadline) clamped = std::max(clamped, amount(item_.floor, Decimal(0)));
    if (item_.ceiling) clamped = std::min(clamped, amount(item_.ceiling, Decimal(0)));
    if (clamped == *points) return;
    out_.points = clamped;
    out_.why_zh += "，计为" + print(clamped) + "分";
    out_.why_en += ", counted as " + print(clamped);
  }

  void correct() {
    const ScoreEntry* correction = nullptr;
    for (const auto& entry : evidence_.entries)
      if (entry.corrects && entry.rule == item_.id && entry.unit == unit_ && entry.part.empty()) correction = &entry;
    if (correction == nullptr) return;
    out_.corrected_from = out_.points;
    out_.waiting = false;
    out_.by = correction->rater;
    const auto who = definition_.unit_name(correction->rater);
    out_.why_zh += "；由" + who + "更正：" + correction->reason;
    out_.why_en += "; corrected by " + who + ": " + correction->reason;
    if (item_.kind == Kind::veto) {
      out_.fulfilled = true;
      return;
    }
    const auto points = number_of(correction->points).value_or(Decimal(0));
    out_.points = points;
    if (!is_signed() && out_.possible.is_null()) out_.possible = this->points();
    out_.fulfilled = is_signed() ? points >= Decimal(0) : points >= number_of(out_.possible).value_or(Decimal(0));
  }

  bool is_signed() const { return item_.kind == Kind::deduct || item_.kind == Kind::bonus; }

  // The rules.

  void deadline() {
    const auto* all = find(evidence_.deadlines, item_.subject, unit_);
    std::vector<const DeadlineOutcome*> outcomes;
    if (all != nullptr)
      for (const auto& each : *all)
        if (each.status != DeadlineOutcome::Status::waived) outcomes.push_back(&each);
    if (outcomes.empty()) {
      if (all == nullptr || all->empty())
        does_not_apply();
      else
        does_not_apply({all->front().why_zh, all->front().why_en});
      return;
    }
    std::int64_t late = 0;
    std::int64_t missing = 0;
    std::int64_t days = 0;
    for (const auto* each : outcomes) {
      late += each->status == DeadlineOutcome::Status::late ? 1 : 0;
      missing += each->status == DeadlineOutcome::Status::missing ? 1 : 0;
      days += each->status == DeadlineOutcome::Status::late ? each->days_late : 0;
    }
    const auto count = static_cast<std::int64_t>(outcomes.size());
    const bool late_priced = item_.late_day || item_.late_report;
    const auto shares = (late_priced ? 0 : late) + (item_.missing ? 0 : missing);
    auto earned = points() - points() * Decimal(shares) / Decimal(count);
    earned += -(amount(item_.late_day, 0) * Decimal(days)) - amount(item_.late_report, 0) * Decimal(late) -
              amount(item_.missing, 0) * Decimal(missing);
    give(earned, points(), deadline_told(outcomes, late, missing, days));
    out_.fulfilled = late == 0 && missing == 0;
  }

  static Told deadline_told(const std::vector<const DeadlineOutcome*>& outcomes, std::int64_t late, std::int64_t missing,
                            std::int64_t days) {
    if (outcomes.size() == 1) return {outcomes.front()->why_zh, outcomes.front()->why_en};
    const auto all = std::to_string(outcomes.size());
    const auto punctual = std::to_string(static_cast<std::int64_t>(outcomes.size()) - late - missing);
    return {"应报" + all + "次：按时" + punctual + "次，逾期" + std::to_string(late) + "次（共" + std::to_string(days) +
                "天），未报" + std::to_string(missing) + "次",
            all + " reports owed: " + punctual + " on time, " + std::to_string(late) + " late (" + std::to_string(days) +
                " days), " + std::to_string(missing) + " missing"};
  }

  void receipt() {
    const auto* outcome = find(evidence_.receipts, item_.subject, unit_);
    if (outcome == nullptr) {
      does_not_apply();
    } else if (outcome->status == DeadlineOutcome::Status::waived) {
      does_not_apply({outcome->why_zh, outcome->why_en});
    } else {
      give_all_or_nothing(outcome->status == DeadlineOutcome::Status::punctual, {outcome->why_zh, outcome->why_en});
    }
  }

  // The unit's result of a target; with `binding` null, and told so, when the target is no duty.
  const TargetResult* result_of(const std::string& target, bool binding) {
    const auto* result = find(evidence_.targets, target, unit_);
    const auto& all = definition_.targets;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Target& each) { return each.id == target; });
    const bool duty = found != all.end() && (found->strength == Strength::must || found->strength == Strength::must_not);
    if (result == nullptr || found == all.end() || (binding && !duty)) {
      does_not_apply();
      return nullptr;
    }
    if (binding && result->status == TargetStatus::not_applicable) {
      if (result->why_zh.empty())
        does_not_apply();
      else
        does_not_apply({result->why_zh, result->why_en});
      return nullptr;
    }
    out_.sources = result->sources;
    return result;
  }

  static Told told(const TargetResult& result) {
    const auto value = print(result.value);
    const auto more = [](const std::string& why, std::string_view mark) { return why.empty() ? why : std::string(mark) + why; };
    switch (result.status) {
      case TargetStatus::met:
        return {"达标（" + value + "）", "reached (" + value + ")"};
      case TargetStatus::not_met:
        return {"未达标（" + value + "）", "not reached (" + value + ")"};
      case TargetStatus::no_data:
        return {"无数据" + more(result.why_zh, "："), "no data" + more(result.why_en, ": ")};
      case TargetStatus::not_applicable:
        return {"测得" + value, "measured " + value};
    }
    return {};
  }

  void target() {
    if (const auto* result = result_of(item_.subject, true))
      give_all_or_nothing(result->status == TargetStatus::met, told(*result));
  }

  void proportional() {
    const auto* result = result_of(item_.subject, true);
    if (result == nullptr) return;
    const auto& all = definition_.targets;
    const auto target = std::find_if(all.begin(), all.end(), [&](const Target& each) { return each.id == item_.subject; });
    const auto* bound = target->bound_of(unit_);
    const auto wanted = bound == nullptr ? std::nullopt : number_of(bound->low.in(evidence_.parameters));
    const auto value = number_of(result->value);
    if (!wanted || !value) return give(Decimal(0), points(), told(*result));
    const auto share = *wanted > Decimal(0) ? *value / *wanted : Decimal(1);
    const auto counted = std::clamp(share, Decimal(0), amount(item_.cap, Decimal(1)));
    const auto numbers = print(*value) + "/" + print(*wanted);
    give(points() * counted, points(),
         {"完成" + numbers + "，按" + percent(counted) + "计", numbers + " done, counted as " + percent(counted)});
  }

  void bands() {
    const auto* result = result_of(item_.subject, false);
    if (result == nullptr) return;
    const auto worth = [](const Band& band) { return number_of(band.name).value_or(Decimal(0)); };
    const auto best = std::max_element(item_.bands.begin(), item_.bands.end(),
                                       [&](const Band& a, const Band& b) { return worth(a) < worth(b); });
    const auto possible = amount(item_.points, best == item_.bands.end() ? Decimal(0) : worth(*best));
    const auto* band = band_of(item_.bands, result->value);
    if (band == nullptr) return give(Decimal(0), possible, told(*result));
    const auto value = print(result->value);
    give(worth(*band), possible,
         {"测得" + value + "，得" + band->name + "分", "measured " + value + ", " + band->name + " points"});
  }

  // The average of all periods; with points of its own, by the share of what could be reached.
  void score() {
    const auto* all = find(evidence_.scores, item_.subject, unit_);
    if (all == nullptr || all->empty()) {
      does_not_apply();
      return;
    }
    Decimal sum, possible;
    std::vector<std::string> parts;
    for (const auto& each : *all) {
      const auto score = each.vetoed ? std::optional(Decimal(0)) : number_of(each.score);
      if (!score) {
        wait("还没有出分", "the score is not out yet");
        return;
      }
      sum += *score;
      possible += number_of(each.possible).value_or(Decimal(0));
      parts.push_back((each.title.empty() ? std::string() : each.title + " ") + print(*score));
      out_.sources.push_back({item_.subject, each.scope, unit_, 0});
    }
    const auto count = Decimal(static_cast<std::int64_t>(all->size()));
    const bool weighted = item_.points.has_value() && possible > Decimal(0);
    const auto average = sum / count;
    const auto told = print(average);
    give(weighted ? points() * sum / possible : average, weighted ? points() : possible / count,
         {"平均得" + told + "分（" + join(parts, "、") + "）", "scored " + told + " on average (" + join(parts, ", ") + ")"});
  }

  void checklist() {
    std::int64_t done = 0;
    std::vector<std::string> open;
    for (const auto& part : item_.parts) {
      auto tick = ticked(part);
      if (!tick.fulfilled) open.push_back(part);
      if (tick.fulfilled.value_or(false)) ++done;
      out_.items.push_back(std::move(tick));
    }
    if (!open.empty()) {
      wait("待核对：" + join(open, "、"), "to be checked: " + join(open, ", "));
      return;
    }
    const auto all = static_cast<std::int64_t>(item_.parts.size());
    const auto counted = item_.all_or_nothing && done < all ? 0 : done;
    const auto numbers = std::to_string(done) + "/" + std::to_string(all);
    give(points() * Decimal(counted) / Decimal(all), points(), {"完成" + numbers + "项", numbers + " fulfilled"});
  }

  AssessedItem ticked(const std::string& part) {
    AssessedItem tick;
    tick.item = part;
    if (const auto* result = find(evidence_.targets, part, unit_)) {
      const auto why = told(*result);
      tick.fulfilled = result->status == TargetStatus::met;
      tick.why_zh = why.zh;
      tick.why_en = why.en;
      tick.sources = result->sources;
    }
    for (const auto& entry : evidence_.entries) {
      if (entry.rule != item_.id || entry.unit != unit_ || entry.part != part) continue;
      tick.fulfilled = number_of(entry.points).value_or(Decimal(1)) > Decimal(0);
      tick.by = entry.rater;
      const auto why = entered(entry);
      tick.why_zh = why.zh;
      tick.why_en = why.en;
    }
    return tick;
  }

  Told entered(const ScoreEntry& entry) const {
    const auto who = definition_.unit_name(entry.rater);
    return {who + "：" + entry.reason, who + ": " + entry.reason};
  }

  // Deductions and bonuses: by the measured number, once if a target is missed or reached, or as entered.
  void pieces(Decimal sign) {
    auto sum = Decimal(0);
    Told why{"没有", "none"};
    if (item_.by_target) {
      const auto* result = result_of(item_.subject, false);
      if (result == nullptr) return;
      why = told(*result);
      const auto wanted = sign > Decimal(0) ? TargetStatus::met : TargetStatus::not_met;
      if (item_.each)
        sum = amount(item_.each, 0) * number_of(result->value).value_or(Decimal(0));
      else if (result->status == wanted)
        sum = points();
    } else {
      sum = entered_pieces(why);
    }
    give(sum * sign, Decimal(0), std::move(why));
    out_.possible = Value();
    out_.fulfilled = sign > Decimal(0) ? sum > Decimal(0) : sum == Decimal(0);
  }

  Decimal entered_pieces(Told& why) {
    auto sum = Decimal(0);
    std::vector<std::string> zh;
    std::vector<std::string> en;
    for (const auto& entry : evidence_.entries) {
      if (entry.corrects || entry.rule != item_.id || entry.unit != unit_) continue;
      const auto piece = number_of(entry.points).value_or(item_.each ? amount(item_.each, 0) : points());
      sum += piece < Decimal(0) ? -piece : piece;
      const auto each = entered(entry);
      zh.push_back(each.zh);
      en.push_back(each.en);
      out_.by = entry.rater;
    }
    if (!zh.empty()) why = {join(zh, "；"), join(en, "; ")};
    return sum;
  }

  void veto() {
    Told why{"没有", "none"};
    bool vetoed = false;
    if (item_.by_target) {
      const auto* result = result_of(item_.subject, true);
      if (result == nullptr) return;
      vetoed = result->status == TargetStatus::not_met;
      why = told(*result);
    }
    for (const auto& entry : evidence_.entries)
      if (!item_.by_target && !entry.corrects && entry.rule == item_.id && entry.unit == unit_) {
        vetoed = true;
        why = entered(entry);
        out_.by = entry.rater;
      }
    out_.fulfilled = !vetoed;
    out_.why_zh = (vetoed ? "一票否决：" : "") + why.zh;
    out_.why_en = (vetoed ? "vetoed: " : "") + why.en;
  }

  void expert() {
    std::map<std::string, const ScoreEntry*> last;
    for (const auto& entry : evidence_.entries)
      if (!entry.corrects && entry.rule == item_.id && entry.unit == unit_ && is_rater(entry.rater)) last[entry.rater] = &entry;
    std::vector<std::string> open;
    for (const auto& rater : item_.raters)
      if (!last.contains(rater.unit)) open.push_back(definition_.unit_name(rater.unit));
    if (item_.raters.empty() && last.empty()) open.push_back(definition_.unit_name(item_.subject));
    if (!open.empty()) {
      wait("待评分：" + join(open, "、"), "to be scored by " + join(open, ", "));
      return;
    }
    std::vector<std::string> zh;
    std::vector<std::string> en;
    for (const auto& [rater, entry] : last) {
      const auto why = entered(*entry);
      zh.push_back(why.zh + "（" + entry->points.print() + "分）");
      en.push_back(why.en + " (" + entry->points.print() + ")");
    }
    give(combined(last), points(), {join(zh, "；"), join(en, "; ")});
    std::vector<std::string> raters;
    for (const auto& [rater, entry] : last) raters.push_back(rater);
    out_.by = join(raters, "、");
  }

  bool is_rater(const std::string& unit) const {
    return item_.raters.empty() ||
           std::any_of(item_.raters.begin(), item_.raters.end(), [&](const auto& each) { return each.unit == unit; });
  }

  Decimal combined(const std::map<std::string, const ScoreEntry*>& scores) {
    std::vector<Decimal> numbers;
    Decimal weighted, weights;
    for (const auto& [rater, entry] : scores) {
      const auto score = number_of(entry->points).value_or(Decimal(0));
      const auto weight = weight_of(rater);
      numbers.push_back(score);
      weighted += score * weight;
      weights += weight;
    }
    if (item_.combine == AssessmentItem::Combine::weighted_average && weights > Decimal(0)) return weighted / weights;
    std::sort(numbers.begin(), numbers.end());
    if (item_.combine == AssessmentItem::Combine::trimmed_average && numbers.size() >= 3)
      numbers = {numbers.begin() + 1, numbers.end() - 1};
    Decimal sum;
    for (const auto number : numbers) sum += number;
    return sum / Decimal(static_cast<std::int64_t>(numbers.size()));
  }

  Decimal weight_of(const std::string& rater) {
    const auto found =
        std::find_if(item_.raters.begin(), item_.raters.end(), [&](const auto& each) { return each.unit == rater; });
    return found == item_.raters.end() ? Decimal(1) : amount(found->weight, Decimal(1));
  }

  void branch() {
    Decimal earned, possible;
    bool waiting = false;
    bool fulfilled = true;
    bool applies = false;
    for (const auto& item : item_.items) {
      auto child = judge_item(definition_, evidence_, item, unit_);
      waiting = waiting || child.waiting;
      applies = applies || !child.points.is_null();
      fulfilled = fulfilled && child.fulfilled.value_or(true);
      if (item.indicator.empty()) {
        earned += number_of(child.points).value_or(Decimal(0));
        possible += number_of(child.possible).value_or(Decimal(0));
      }
      out_.items.push_back(std::move(child));
    }
    if (waiting) {
      wait("其中有未评定的", "some of it has not been judged yet");
    } else if (!applies) {
      does_not_apply();
    } else {
      const auto numbers = print(earned) + "/" + print(possible);
      if (item_.all_or_nothing && !fulfilled) earned = Decimal(0);
      const bool weighted = item_.points.has_value() && possible > Decimal(0);
      give(weighted ? points() * earned / possible : earned, weighted ? points() : possible,
           {"所属各项得" + numbers, "its items bring " + numbers});
      out_.fulfilled = fulfilled;
    }
  }

  const Definition& definition_;
  const Evidence& evidence_;
  const AssessmentItem& item_;
  const std::string& unit_;
  AssessedItem out_;
  std::optional<std::string> missing_amount_;
};

}  // namespace

AssessedItem judge_item(const Definition& definition, const Evidence& evidence, const AssessmentItem& item,
                        const std::string& unit) {
  return ItemJudge(definition, evidence, item, unit).judge();
}

}  // namespace hongtou
