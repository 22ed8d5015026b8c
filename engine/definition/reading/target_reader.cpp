#include <algorithm>

#include "engine/definition/reading/amounts.h"
#include "engine/definition/reading/loading.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message bad_measure{"workflow.bad_measure", "“{0}”没有写成“表单.字段”", "“{0}” should read FORM.FIELD",
                              "例如：measure statistics.c1_events，或 measure \"distinct activity.date\"",
                              "for example: measure statistics.c1_events, or measure \"distinct activity.date\""};
constexpr Message unknown_function{
    "workflow.unknown_measure", "没有“{0}”这种取数方法", "there is no way to measure called “{0}”",
    "可用：sum 合计、count 份数、distinct 不同、min 最小、max 最大、avg 平均、weighted-avg 加权平均、ratio "
    "比率、latest 最新、concat 连写、union 汇集",
    "there are: sum count distinct min max avg weighted-avg ratio latest concat union"};
constexpr Message no_measure{"workflow.target_without_measure", "目标“{0}”要写 measure、coverage、formula 中的一个",
                             "the target “{0}” wants one of measure, coverage, formula", "例如：measure 表单.字段",
                             "for example: measure FORM.FIELD"};
constexpr Message no_units{"workflow.target_without_units", "目标“{0}”没有写适用单位", "the target “{0}” does not say for whom",
                           "加上：per 单位、类别或分组", "add: per UNIT, CLASS or GROUP"};
constexpr Message no_bound{
    "workflow.target_without_bound", "目标“{0}”要写 at-least、at-most、equal、between、full、forbidden 中的一个",
    "the target “{0}” wants one of at-least, at-most, equal, between, full, forbidden",
    "例如：at-least 100；只监测的写 strength watch", "for example: at-least 100; or strength watch without any"};
constexpr Message bad_strength{
    "workflow.bad_strength", "“{0}”只能是 must、must-not、aspire、encourage 或 watch（必须、不得、力争、鼓励、监测）",
    "strength must be must, must-not, aspire, encourage or watch, not “{0}”", "写其中一个", "write one of them"};
constexpr Message bad_between{"workflow.bad_between", "“{0}”不是从小到大的两个数",
                              "“{0}” is no pair of numbers, the smaller first", "写成 \"1 to 2\" 或 \"1至2\"，两头都算在内",
                              "write \"1 to 2\"; both belong to it"};
constexpr Message bad_to_date{"workflow.bad_to_date", "“{0}”只能是 month 或 year（本月、本年）",
                              "to-date must be month or year, not “{0}”", "写其中一个", "write one of them"};
constexpr Message two_spans{"workflow.target_spans", "目标“{0}”的 within 和 to-date 只能写一个",
                            "the target “{0}” takes within or to-date, not both", "固定的一段时间写 within，累计到当天写 to-date",
                            "within for a fixed time, to-date for what has come so far"};

constexpr std::pair<Word, Strength> strengths[] = {{{"must", "必须"}, Strength::must},
                                                   {{"must-not", "不得"}, Strength::must_not},
                                                   {{"aspire", "力争"}, Strength::aspire},
                                                   {{"encourage", "鼓励"}, Strength::encourage},
                                                   {{"watch", "监测"}, Strength::watch}};
constexpr std::pair<Word, ToDate> spans[] = {{{"month", "本月"}, ToDate::month}, {{"year", "本年"}, ToDate::year}};
constexpr std::pair<std::string_view, Target::Operator> numeric[] = {{"at-least", Target::Operator::at_least},
                                                                     {"at-most", Target::Operator::at_most},
                                                                     {"equal", Target::Operator::equal},
                                                                     {"between", Target::Operator::between}};
constexpr std::pair<std::string_view, Target::Operator> flags[] = {{"full", Target::Operator::full},
                                                                   {"forbidden", Target::Operator::forbidden}};

class TargetReader {
 public:
  TargetReader(Loading& loading, const Entry& entry) : loading_(loading), entry_(entry), block_(entry, language::target) {}

  Target read() {
    check_shape(entry_, Shape::block, loading_.diagnostics);
    block_.check(loading_.diagnostics);
    target_.id = entry_.word;
    target_.label = block_.value("label").empty() ? entry_.word : block_.value("label");
    target_.source = block_.value("source");
    target_.position = entry_.key_position();
    read_strength();
    read_bounds();
    read_what();
    if (const auto* per = block_.find("per"))
      target_.per = loading_.units_of(split_list(per->value), per->value_position());
    else
      loading_.error(entry_.key_position(), no_units, {target_.id});
    read_spans();
    read_sources();
    target_.dated = block_.value("dated");
    if (const auto* roll_up = block_.find("roll-up")) target_.roll_up = loading_.flag_of(*roll_up).value_or(false);
    return std::move(target_);
  }

 private:
  void read_what() {
    const auto* measure = block_.find("measure");
    const auto* coverage = block_.find("coverage");
    const auto* formula = block_.find("formula");
    if ((measure != nullptr) + (coverage != nullptr) + (formula != nullptr) != 1)
      loading_.error(entry_.key_position(), no_measure, {target_.id});
    if (measure != nullptr) read_measure(*measure);
    if (coverage != nullptr) {
      target_.coverage = coverage->value;
      target_.position = coverage->value_position();
    }
    if (const auto* among = block_.find("among"))
      target_.among = loading_.units_of(split_list(among->value), among->value_position());
    if (auto written = loading_.written(formula)) loading_.formulas.try_emplace(target_.id, *std::move(written));
  }

  void read_measure(const Entry& entry) {
    target_.position = entry.value_position();
    if (entry.value.empty()) return;
    std::string problem;
    if (auto measure = parse_measure(entry.value, problem))
      target_.measure = *std::move(measure);
    else if (problem.empty())
      loading_.error(target_.position, bad_measure, {entry.value});
    else
      loading_.error(loading_.content_place(target_.position), unknown_function, {problem});
    if (target_.op == Target::Operator::full && target_.measure.function == Measure::Function::sum)
      target_.measure.function = Measure::Function::latest;
  }

  void read_bounds() {
    int bounds = 0;
    for (const auto& [key, op] : numeric)
      if (const auto* entry = block_.find(key)) {
        target_.op = op;
        read_bound(*entry);
        ++bounds;
      }
    for (const auto& [key, op] : flags)
      if (const auto* entry = block_.find(key); entry != nullptr && loading_.flag_of(*entry).value_or(false)) {
        target_.op = op;
        ++bounds;
      }
    if (bounds == 0 && target_.strength == Strength::watch)
      target_.op = Target::Operator::none;
    else if (bounds != 1)
      loading_.error(entry_.key_position(), no_bound, {target_.id});
    if (target_.op == Target::Operator::forbidden && block_.find("strength") == nullptr) target_.strength = Strength::must_not;
  }

  // at-least 100, or at-least { 街道 100  社区 10 }
  void read_bound(const Entry& entry) {
    if (!entry.has_block()) {
      if (auto bound = read_values(entry, target_.id + "." + entry.key)) target_.bounds.push_back(*std::move(bound));
      return;
    }
    const Section units(entry);
    units.check_names(loading_.diagnostics);
    for (const auto& each : units.entries()) {
      check_shape(each, Shape::value, loading_.diagnostics);
      auto bound = read_values(each, target_.id + "." + entry.key + "." + each.word);
      if (!bound) continue;
      bound->units = loading_.units_of({each.word}, each.key_position());
      target_.bounds.push_back(*std::move(bound));
    }
  }

  std::optional<Bound> read_values(const Entry& entry, const std::string& own_name) {
    const auto where = entry.value_position();
    if (target_.op != Target::Operator::between) {
      auto low = read_amount(loading_, entry.value, where, own_name);
      return low ? std::optional(Bound{{}, *std::move(low), {}}) : std::nullopt;
    }
    const auto ends = split(entry.value, {" to ", "至"});
    auto low = ends.size() == 2 ? read_amount(loading_, ends.front(), where, own_name) : std::nullopt;
    auto high = ends.size() == 2 ? read_amount(loading_, ends.back(), where, own_name) : std::nullopt;
    const bool known = low && high && !low->number.is_null() && !high->number.is_null();
    if (ends.size() != 2 || (known && *number_of(low->number) > *number_of(high->number)))
      loading_.error(where, bad_between, {entry.value});
    return low && high ? std::optional(Bound{{}, *std::move(low), *std::move(high)}) : std::nullopt;
  }

  void read_spans() {
    if (const auto* within = block_.find("within")) {
      if (parse_period(within->value) || !loading_.has_step(within->value))
        target_.within = loading_.period_of(within->value, within->value_position());
      else
        target_.within_step = within->value;
    }
    if (const auto* to_date = block_.find("to-date")) {
      const auto found =
          std::find_if(std::begin(spans), std::end(spans), [&](const auto& span) { return span.first.is(to_date->value); });
      if (found != std::end(spans))
        target_.to_date = found->second;
      else if (!to_date->value.empty())
        loading_.error(to_date->value_position(), bad_to_date, {to_date->value});
      if (target_.within) loading_.error(to_date->key_position(), two_spans, {target_.id});
    }
    if (const auto* against = block_.find("against")) target_.against = loading_.earlier_period_of(*against);
  }

  // Whose reports count, and which.
  void read_sources() {
    if (const auto* steps = block_.find("steps")) target_.measure.steps = split_list(steps->value);
    const auto* about = block_.find("about");
    if (about == nullptr) return;
    target_.about_scope = language::self.is(about->value);
    if (!target_.about_scope) target_.about = about->value;
  }

  void read_strength() {
    const auto* entry = block_.find("strength");
    if (entry == nullptr || entry->value.empty()) return;
    const auto found = std::find_if(std::begin(strengths), std::end(strengths),
                                    [&](const auto& strength) { return strength.first.is(entry->value); });
    if (found == std::end(strengths))
      loading_.error(entry->value_position(), bad_strength, {entry->value});
    else
      target_.strength = found->second;
  }

  Loading& loading_;
  const Entry& entry_;
  Section block_;
  Target target_;
};

}  // namespace

Target read_target(Loading& loading, const Entry& entry) { return TargetReader(loading, entry).read(); }

}  // namespace hongtou
