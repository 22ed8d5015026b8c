#include "bindings/cli/live/consequences.h"

#include <map>

#include "engine/levels.h"
#include "engine/text.h"
#include "engine/wording.h"

namespace hongtou::cli {

namespace {

constexpr Words sent_back{"{0}退回重报，截止{1}", "{0} reports again, due {1}"};
constexpr Words sent_back_late{"{0}退回重报，截止{1}，将显示逾期", "{0} reports again, due {1}, overdue at once"};
constexpr Words sent_back_any_time{"{0}退回重报，没有截止日", "{0} reports again, without a due date"};
constexpr Words stops{"停下，等重办", "stops and waits again"};
constexpr Words done_again{"已办结，要重办", "was done, is done again"};
constexpr Words decided_again{"原已略过或不再进行，到时再看办不办", "was skipped or ruled out, is judged anew"};
constexpr Words off_again{"原已略过或不再进行，退回后仍然不办", "was skipped or ruled out, and is so again"};
constexpr Words settles{"就此办结", "is done by this"};
constexpr Words called_off{"不再办", "is not done any more"};
constexpr Words begins{"开始", "begins"};
constexpr Words closes{"就此结束", "ends"};
constexpr Words opens{"就此开始", "begins"};
constexpr Words opens_for{"就此开始：{0}", "begins: {0}"};
constexpr Words stands{"已印发，不收回", "has been issued and stands"};
constexpr Words levels_go_on{"下级活动照常进行，重新布置时合计按退回办：{0}",
                             "the levels below go on, their totals count as returned when it is asked again: {0}"};
constexpr Words overdue_at_once{"已过截止{1}，一开始就逾期：{0}", "overdue at once, due {1}: {0}"};
constexpr Words waived_before{"原已免报，要重新报：{0}", "was waived, has to report again: {0}"};
constexpr Words closed_before{"原已关闭，要重新报：{0}", "was closed, has to report again: {0}"};
constexpr Words suspended_before{"暂停的，就此恢复：{0}", "was suspended, goes on: {0}"};
constexpr Words items_end{"没有办完的就此关闭：{0}", "what is not done yet is closed: {0}"};
constexpr Words goes_stale{"结果要重做", "its result is to be made anew"};
constexpr Words moves{"截止：{1} → {2}：{0}", "due date: {1} → {2}: {0}"};
constexpr Words total_up{"{0}汇总上报（第{1}版）", "the total of {0} comes up (version {1})"};
constexpr Words total_up_short{"{0}汇总上报（第{1}版，缺{2}个单位）",
                               "the total of {0} comes up (version {1}, {2} units missing)"};
constexpr Words to_be_judged{"，待审核", ", to be judged"};
constexpr Words on_level{"{0}：", "{0}:"};
constexpr Words many_units{"{0}个单位", "{0} units"};
constexpr Words later{"重新开始时再定", "reckoned when it opens again"};
constexpr Words untouched{"其余 {0} 步不受影响", "the other {0} steps are left alone"};

// Units by the step and what is said of them there.
using Groups = std::map<std::pair<std::string, std::vector<std::string>>, std::vector<std::string>>;

class Telling {
 public:
  Telling(const Campaign& campaign, Language language) : campaign_(campaign), language_(language) {}

  std::string tell(const Consequences& what) {
    return changes(what) + fill(untouched.in(language_), {std::to_string(what.goes_on.size() + what.stays.size())}) + "\n";
  }

  std::string changes(const Consequences& what) {
    if (what.sent_back) add(*what.sent_back);
    add(what.settles, settles);
    add(what.stops, stops);
    add(what.done_again, done_again);
    add(what.decided_again, decided_again);
    add(what.off_again, off_again);
    add(what.called_off, called_off);
    for (const auto& scope : what.closes) rows_.push_back({scope, scope_name(scope), closes.in(language_)});
    for (const auto& scope : what.opens) add(scope);
    add(what.begins, begins);
    add(what.goes_stale, goes_stale);
    add(what.stands, stands);
    add_levels(what.levels_go_on);
    add_overdue(what.overdue_at_once);
    add_anew(what.asked_anew, ItemStatus::waived, waived_before);
    add_anew(what.asked_anew, ItemStatus::closed, closed_before);
    add_anew(what.asked_anew, ItemStatus::suspended, suspended_before);
    add_ended(what.items_end);
    add_moves(what.moves);
    for (const auto& total : what.totals_up) add(total);
    return columns(rows_);
  }

 private:
  std::string label(const std::string& step) const { return label_of(campaign_.definition(), step, language_); }

  void add(const std::vector<std::string>& steps, const Words& what) {
    for (const auto& step : steps) rows_.push_back({step, label(step), what.in(language_)});
  }

  std::string scope_name(const std::string& scope) const {
    const auto prefix = scope + "/";
    const auto parts = parts_of(prefix);
    const auto* holder = campaign_.definition().step(parts.back().step);
    return label_of(campaign_.definition(), scope.substr(0, scope.rfind('[')), language_) +
           (holder == nullptr ? std::string() : scope_label(campaign_.definition(), *holder, parts.back().key, language_));
  }

  void add(const ScopeBegun& begun) {
    rows_.push_back(
        {begun.scope, scope_name(begun.scope),
         begun.units.empty() ? std::string(opens.in(language_)) : fill(opens_for.in(language_), {units_in_words(begun.units)})});
  }

  std::chrono::year year() const { return date_of(campaign_.now()).year(); }

  // A few by name, more as a number.
  std::string units_in_words(const std::vector<std::string>& units) const {
    constexpr std::size_t few = 5;
    if (units.size() > few) return fill(many_units.in(language_), {std::to_string(units.size())});
    std::vector<std::string> names;
    for (const auto& unit : units) names.push_back(unit_name(campaign_.definition(), campaign_.state(), unit));
    return join(names, language_ == Language::zh ? "、" : ", ");
  }

  void add(const AskedAgain& back) {
    const auto& words = !back.due ? sent_back_any_time : back.overdue ? sent_back_late : sent_back;
    const auto unit = unit_name(campaign_.definition(), campaign_.state(), back.unit);
    rows_.push_back({back.step, label(back.step),
                     fill(words.in(language_), {unit, back.due ? due_words(*back.due, year(), language_) : ""})});
  }

  void add(const TotalUp& total) {
    const auto& words = total.missing == 0 ? total_up : total_up_short;
    const auto unit = unit_name(campaign_.definition(), campaign_.state(), total.unit);
    const auto said = fill(words.in(language_), {unit, std::to_string(total.version), std::to_string(total.missing)});
    rows_.push_back({total.step, label(total.step), total.accepted ? said : said + std::string(to_be_judged.in(language_))});
  }

  // One row for those of which the same is said.
  void add_units(const Groups& groups, const Words& words) {
    for (const auto& [said, units] : groups) {
      std::vector<std::string> arguments{units_in_words(units)};
      arguments.insert(arguments.end(), said.second.begin(), said.second.end());
      rows_.push_back({said.first, label(said.first), fill(words.in(language_), arguments)});
    }
  }
  void add_levels(const std::vector<LevelBelow>& levels) {
    Groups groups;
    for (const auto& each : levels) groups[{each.step, {}}].push_back(each.unit);
    add_units(groups, levels_go_on);
  }
  void add_ended(const std::vector<ItemEnded>& items) {
    Groups groups;
    for (const auto& each : items) groups[{each.step, {}}].push_back(each.unit);
    add_units(groups, items_end);
  }
  void add_overdue(const std::vector<AskedAgain>& items) {
    Groups groups;
    for (const auto& each : items) groups[{each.step, {due_words(*each.due, year(), language_)}}].push_back(each.unit);
    add_units(groups, overdue_at_once);
  }
  void add_anew(const std::vector<AskedAnew>& items, ItemStatus before, const Words& words) {
    Groups groups;
    for (const auto& each : items)
      if (each.before == before) groups[{each.step, {}}].push_back(each.unit);
    add_units(groups, words);
  }
  void add_moves(const std::vector<MovedDeadline>& all) {
    const auto day = [&](const std::optional<Instant>& due) { return due ? to_text(day_due(*due)) : later.in(language_); };
    Groups groups;
    for (const auto& move : all) groups[{move.step, {day(move.before), day(move.after)}}].push_back(move.unit);
    add_units(groups, moves);
  }

  const Campaign& campaign_;
  Language language_;
  std::vector<std::vector<std::string>> rows_;
};

std::string name_of_level(const CampaignTree& tree, const std::string& path) {
  const auto& top = tree.top().definition();
  return path.empty() ? top.unit_name(top.lead) : names_of_level(tree, path);
}

Value value_of(CampaignTree& tree, const LevelConsequences& level) {
  const auto& campaign = *tree.at(level.path);
  return to_value(level.consequences, campaign.definition(), campaign.state());
}

Value value_of(CampaignTree& tree, const TreeForesight& foreseen) {
  auto value = value_of(tree, foreseen.levels.front());
  List others;
  for (auto level = foreseen.levels.begin() + 1; level != foreseen.levels.end(); ++level) {
    auto other = value_of(tree, *level);
    other["level"] = level->path;
    other["name"] = name_of_level(tree, level->path);
    others.push_back(std::move(other));
  }
  value["levels"] = std::move(others);
  return value;
}

}  // namespace

void show_consequences(Console& console, CampaignTree& tree, const TreeForesight& foreseen, bool json) {
  if (json) return console.print_json(value_of(tree, foreseen));
  const auto language = console.language();
  const auto& own = foreseen.levels.front();
  console.print(Telling(*tree.at(own.path), language).tell(own.consequences));
  for (auto level = foreseen.levels.begin() + 1; level != foreseen.levels.end(); ++level)
    console.print(fill(on_level.in(language), {name_of_level(tree, level->path)}) + "\n" +
                  Telling(*tree.at(level->path), language).changes(level->consequences));
}

}  // namespace hongtou::cli
