#include <algorithm>
#include <set>

#include "engine/definition/reading/amounts.h"
#include "engine/definition/reading/loading.h"
#include "engine/text.h"

namespace hongtou {

namespace {

using Item = AssessmentItem;

constexpr Message no_items{"workflow.assessment_without_items", "考核规则里没有考核项", "the assessment has no items",
                           "加上：items { 名称 { label … deadline 步骤 } }；只评荣誉的写 awards",
                           "add: items { name { label … deadline STEP } }; awards alone will do as well"};
constexpr Message one_subject{
    "workflow.assessment_subject", "考核项“{0}”要写一种考核方式，而且只写一种",
    "the item “{0}” wants one way of judging, and one only",
    "deadline、target、receipt、checklist、proportional、bands、score、deduct、bonus、veto、expert、items 中的一个，"
    "例如：deadline report",
    "one of deadline, target, receipt, checklist, proportional, bands, score, deduct, bonus, veto, expert, "
    "items, for example: deadline report"};
constexpr Message two_weights{"workflow.weight_and_points", "考核项“{0}”的分值和权重只能写一个",
                              "the item “{0}” takes points or weight, not both", "删去一个", "remove one of them"};
constexpr Message bad_word{"workflow.bad_rule_word", "“{0}”的内容不能是“{1}”", "“{0}” cannot be “{1}”", "可用：{2}",
                           "there are: {2}"};
constexpr Message bad_round{"workflow.bad_round", "“{0}”没有写成位数和方法", "“{0}” is no number of decimals and way of rounding",
                            "写成 \"2 half-up\"（保留两位，四舍五入）；位数 0 到 6", "write \"2 half-up\"; 0 to 6 decimals"};
constexpr Message no_quota{"workflow.award_without_quota", "荣誉“{0}”没有写名额", "the award “{0}” has no quota",
                           "加上：quota 3；不限的写 quota none，还没有定的写 quota 待定",
                           "add: quota 3, quota none, or quota unset"};
constexpr Message award_incomplete{"workflow.award_incomplete", "荣誉“{0}”没有写由谁推荐、由谁审定",
                                   "the award “{0}” does not say who nominates and who decides",
                                   "加上：nominate 单位  decide 单位", "add: nominate UNITS  decide UNIT"};
constexpr Message places_missing{"workflow.award_places", "荣誉“{0}”的每家名额没有写到“{1}”",
                                 "the award “{0}” gives “{1}”, which nominates, no places",
                                 "每一类推荐单位都写上，例如：per-nominator { 乡镇 2  部门 1 }",
                                 "name every class that nominates: per-nominator { CLASS 2  CLASS 1 }"};
constexpr Message bad_points{"workflow.band_points", "“{0}”应是这一档的分数", "“{0}” should be the points of the band",
                             "分数写在前面，例如 10 \"100 up\"", "the points come first, as in 10 \"100 up\""};
constexpr Message bands_missing{"workflow.bands_missing", "考核项“{0}”没有写各档", "the item “{0}” has no bands",
                                "加上：table { 10 \"100 up\"  0 \"below 100\" }",
                                "add: table { 10 \"100 up\"  0 \"below 100\" }"};
constexpr Message raters_missing{"workflow.raters_missing", "考核项“{0}”按加权平均合成，没有写评分人和权重",
                                 "the item “{0}” weighs its raters but names none", "加上：raters { 单位 权重 }",
                                 "add: raters { UNIT WEIGHT }"};

constexpr std::pair<std::string_view, Item::Kind> kinds[] = {{"deadline", Item::Kind::deadline},
                                                             {"target", Item::Kind::target},
                                                             {"receipt", Item::Kind::receipt},
                                                             {"checklist", Item::Kind::checklist},
                                                             {"proportional", Item::Kind::proportional},
                                                             {"bands", Item::Kind::bands},
                                                             {"score", Item::Kind::score},
                                                             {"deduct", Item::Kind::deduct},
                                                             {"bonus", Item::Kind::bonus},
                                                             {"veto", Item::Kind::veto},
                                                             {"expert", Item::Kind::expert},
                                                             {"items", Item::Kind::branch}};

template <class T>
using Words = std::initializer_list<std::pair<Word, T>>;

const Words<Item::Combine> combinations = {{{"avg", "平均"}, Item::Combine::average},
                                           {{"trimmed-avg", "去掉最高最低"}, Item::Combine::trimmed_average},
                                           {{"weighted-avg", "加权平均"}, Item::Combine::weighted_average}};
const Words<Ties> ties = {{{"competition", "并列占位"}, Ties::competition}, {{"dense", "并列不占位"}, Ties::dense}};
const Words<Rounding> roundings = {{{"half-up", "四舍五入"}, Rounding::half_up},
                                   {{"half-even", "四舍六入五成双"}, Rounding::half_even},
                                   {{"down", "舍去"}, Rounding::down},
                                   {{"up", "进一"}, Rounding::up}};

template <class T>
std::optional<T> find_word(const Words<T>& words, std::string_view written) {
  for (const auto& [word, meaning] : words)
    if (word.is(written)) return meaning;
  return std::nullopt;
}

class AssessmentReader {
 public:
  AssessmentReader(Loading& loading, const Section& block) : loading_(loading), block_(block) {}

  Assessment read() {
    block_.check(loading_.diagnostics);
    Assessment assessment;
    assessment.position = block_.position();
    assessment.title = block_.value("title");
    assessment.judged = units(block_, "judged");
    assessment.total = amount(block_, "total", "assessment");
    assessment.scale = flag(block_, "scale");
    if (const auto* round = block_.find("round")) assessment.precision = precision(*round);
    if (const auto* rank = block_.find("rank")) assessment.ties = one_of(*rank, ties);
    assessment.rank_within_class = flag(block_, "rank-within-class");
    if (const auto* grades = block_.find("grades"); grades != nullptr && grades->has_block())
      assessment.grades = read_bands(loading_, *grades);
    assessment.external = block_.value("external");
    assessment.external_points = amount(block_, "external-points", "assessment");
    read_awards(assessment);
    const auto* items = block_.find("items");
    if (items != nullptr && items->has_block())
      assessment.items = read_items(*items);
    else if (assessment.awards.empty())
      loading_.error(block_.position(), no_items);
    return assessment;
  }

 private:
  std::vector<Item> read_items(const Entry& entry) {
    std::vector<Item> items;
    const Section list(entry);
    list.check_names(loading_.diagnostics);
    for (const auto& each : list.entries())
      if (auto item = read_item(each)) items.push_back(*std::move(item));
    return items;
  }

  std::optional<Item> read_item(const Entry& entry) {
    check_shape(entry, Shape::block, loading_.diagnostics);
    const Section block(entry, language::item);
    block.check(loading_.diagnostics);
    Item item;
    item.id = entry.word;
    item.label = block.value("label").empty() ? entry.word : block.value("label");
    item.position = item.subject_position = entry.key_position();
    if (!read_kind(entry, block, item)) return std::nullopt;
    read_amounts(entry, block, item);
    item.all_or_nothing = flag(block, "all-or-nothing");
    item.indicator = block.value("indicator");
    item.grade = block.value("grade");
    item.units = units(block, "per");
    read_table(entry, block, item);
    read_raters(entry, block, item);
    return item;
  }

  bool read_kind(const Entry& entry, const Section& block, Item& item) {
    int subjects = 0;
    for (const auto& [key, kind] : kinds)
      if (const auto* subject = block.find(key)) {
        item.kind = kind;
        read_subject(*subject, item);
        ++subjects;
      }
    if (subjects != 1 && entry.has_block()) loading_.error(entry.key_position(), one_subject, {entry.word});
    return subjects == 1;
  }

  void read_subject(const Entry& entry, Item& item) {
    if (item.kind == Item::Kind::branch) {
      if (entry.has_block()) item.items = read_items(entry);
      return;
    }
    item.subject = entry.value;
    item.subject_position = entry.value_position();
    const auto& targets = loading_.definition.targets;
    const bool is_target =
        std::any_of(targets.begin(), targets.end(), [&](const Target& target) { return target.id == entry.value; });
    switch (item.kind) {
      case Item::Kind::checklist:
        item.subject.clear();
        item.parts = split_list(entry.value);
        return;
      case Item::Kind::deduct:
      case Item::Kind::bonus:
      case Item::Kind::veto:
        item.by_target = is_target;
        if (!is_target) item.subject = read_unit_or_role(loading_, entry.value, entry.value_position(), true);
        return;
      case Item::Kind::expert:
        item.subject = read_unit_or_role(loading_, entry.value, entry.value_position());
        return;
      default:
        return;
    }
  }

  void read_amounts(const Entry& entry, const Section& block, Item& item) {
    item.points = amount(block, "points", item.id);
    const auto* weight = block.find("weight");
    if (weight != nullptr && item.points) loading_.error(entry.key_position(), two_weights, {item.id});
    if (weight != nullptr) item.points = read_positive_amount(loading_, *weight, item.id);
    item.each = amount(block, "each", item.id);
    item.late_day = amount(block, "late-day", item.id);
    item.late_report = amount(block, "late-report", item.id);
    item.missing = amount(block, "missing", item.id);
    item.cap = amount(block, "cap", item.id);
    item.total = amount(block, "total", item.id);
    if (const auto* floor = block.find("floor")) item.floor = read_amount(loading_, *floor, item.id);
    if (const auto* ceiling = block.find("ceiling")) item.ceiling = read_amount(loading_, *ceiling, item.id);
  }

  void read_table(const Entry& entry, const Section& block, Item& item) {
    const auto* table = block.find("table");
    if (table != nullptr && table->has_block()) item.bands = read_bands(loading_, *table, true);
    for (const auto& band : item.bands)
      if (!number_of(band.name)) loading_.error(band.position, bad_points, {band.name});
    if (item.kind == Item::Kind::bands && table == nullptr) loading_.error(entry.key_position(), bands_missing, {item.id});
  }

  void read_raters(const Entry& entry, const Section& block, Item& item) {
    if (const auto* combine = block.find("combine"))
      item.combine = one_of(*combine, combinations).value_or(Item::Combine::average);
    if (const auto* raters = block.find("raters"); raters != nullptr && raters->has_block()) {
      const Section list(*raters);
      list.check_names(loading_.diagnostics);
      for (const auto& rater : list.entries()) {
        check_shape(rater, Shape::value, loading_.diagnostics);
        const auto weight = read_positive_amount(loading_, rater, item.id + "." + rater.word);
        const auto unit = read_unit_or_role(loading_, rater.word, rater.key_position());
        if (weight && !unit.empty()) item.raters.push_back({unit, *weight});
      }
    } else if (item.combine == Item::Combine::weighted_average) {
      loading_.error(entry.key_position(), raters_missing, {item.id});
    }
  }

  void read_awards(Assessment& assessment) {
    const auto* entry = block_.find("awards");
    if (entry == nullptr || !entry->has_block()) return;
    const Section list(*entry);
    list.check_names(loading_.diagnostics);
    for (const auto& each : list.entries()) {
      check_shape(each, Shape::block, loading_.diagnostics);
      if (each.has_block()) assessment.awards.push_back(read_award(each));
    }
  }

  Award read_award(const Entry& entry) {
    const Section block(entry, language::award);
    block.check(loading_.diagnostics);
    Award award;
    award.id = entry.word;
    award.label = block.value("label").empty() ? entry.word : block.value("label");
    award.position = entry.key_position();
    award.nominators = units(block, "nominate");
    const auto* decide = block.find("decide");
    if (decide != nullptr) award.decided_by = read_unit_or_role(loading_, decide->value, decide->value_position());
    if (decide == nullptr || block.find("nominate") == nullptr) loading_.error(award.position, award_incomplete, {award.id});
    static constexpr Word unlimited{"none", "不限"};
    if (const auto* quota = block.find("quota"); quota == nullptr)
      loading_.error(award.position, no_quota, {award.id});
    else if (!unlimited.is(quota->value))
      award.quota = read_positive_amount(loading_, *quota, award.id);
    if (const auto* places = block.find("per-nominator")) award.per_nominator = read_places(award, *places);
    return award;
  }

  // per-nominator 2, or per-nominator { 乡镇 2  部门 1 }
  std::vector<UnitAmount> read_places(const Award& award, const Entry& entry) {
    std::vector<UnitAmount> places;
    if (!entry.has_block()) {
      if (auto number = read_positive_amount(loading_, entry, award.id)) places.push_back({{}, *std::move(number)});
      return places;
    }
    const Section units(entry);
    units.check_names(loading_.diagnostics);
    std::set<std::string> covered;
    for (const auto& each : units.entries()) {
      check_shape(each, Shape::value, loading_.diagnostics);
      auto number = read_positive_amount(loading_, each, award.id + "." + entry.key);
      auto named = loading_.units_of({each.word}, each.key_position());
      covered.insert(named.begin(), named.end());
      if (number) places.push_back({std::move(named), *std::move(number)});
    }
    for (const auto& unit : award.nominators)
      if (!covered.contains(unit)) {
        loading_.error(entry.key_position(), places_missing, {award.id, loading_.definition.unit_name(unit)});
        break;
      }
    return places;
  }

  std::optional<Amount> amount(const Section& block, std::string_view key, const std::string& owner) {
    const auto* entry = block.find(key);
    return entry == nullptr ? std::nullopt : read_positive_amount(loading_, *entry, owner);
  }

  bool flag(const Section& block, std::string_view key) {
    const auto* entry = block.find(key);
    return entry != nullptr && loading_.flag_of(*entry).value_or(false);
  }

  std::vector<std::string> units(const Section& block, std::string_view key) {
    const auto* entry = block.find(key);
    return entry == nullptr ? std::vector<std::string>() : loading_.units_of(split_list(entry->value), entry->value_position());
  }

  template <class T>
  std::optional<T> one_of(const Entry& entry, const Words<T>& words) {
    const auto found = find_word(words, entry.value);
    std::vector<std::string> names;
    for (const auto& [word, meaning] : words) names.push_back(std::string(word.name) + "（" + std::string(word.chinese) + "）");
    if (!found && !entry.value.empty())
      loading_.error(entry.value_position(), bad_word, {entry.word, entry.value, join(names, " ")});
    return found;
  }

  Precision precision(const Entry& entry) {
    const auto parts = split(entry.value, {" "});
    const auto decimals = parts.empty() ? std::nullopt : number_of(parts.front());
    const auto rounding = parts.size() == 2 ? find_word(roundings, parts.back()) : std::nullopt;
    const auto whole = decimals ? decimals->integer().value_or(-1) : -1;
    if (whole >= 0 && whole <= 6 && (parts.size() == 1 || rounding))
      return {static_cast<int>(whole), rounding.value_or(Rounding::half_up)};
    if (!entry.value.empty()) loading_.error(entry.value_position(), bad_round, {entry.value});
    return {};
  }

  Loading& loading_;
  const Section& block_;
};

}  // namespace

std::optional<Assessment> read_assessment(Loading& loading, const std::string& file, const Position& where) {
  if (!loading.read_file(file, FileKind::assessment, where)) return std::nullopt;
  std::string name;
  const auto block = loading.read_tree_file(loading.path_of(file), {language::assessment_file, language::assessment_rules},
                                            language::assessment, &name);
  if (!block) return std::nullopt;
  auto assessment = AssessmentReader(loading, *block).read();
  if (assessment.title.empty()) assessment.title = std::move(name);
  return assessment;
}

}  // namespace hongtou
