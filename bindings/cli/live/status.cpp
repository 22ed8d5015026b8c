// hongtou status: where a running campaign stands.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/live/performer.h"
#include "bindings/cli/live/remarks.h"
#include "engine/campaign/countersigning.h"
#include "engine/campaign/late_steps.h"
#include "engine/campaign/returned_total.h"
#include "engine/campaign/supervision.h"
#include "engine/campaign/views.h"
#include "engine/levels.h"
#include "engine/text.h"
#include "engine/timeline.h"
#include "engine/upcoming.h"
#include "engine/wording.h"

namespace hongtou::cli {

namespace {

constexpr Words heading{"{0}（{1}），截至 {2}，记录 {3} 条", "{0} ({1}), as of {2}, {3} events"};
constexpr Words is_closed{"活动已经结束", "the campaign is closed"};
constexpr Words catches_up{"正在补录纸面上办的事，补完由牵头单位运行 hongtou go-live",
                           "what was done on paper is being entered; once all is in, the lead runs hongtou go-live"};
constexpr Words next_line{"下一件到期的事：{0}", "next comes due: {0}"};
constexpr Words coming_line{"接下来：{0}", "then: {0}"};
constexpr Words done_line{"已办结 {0} 步，未开始 {1} 步", "done: {0}, not begun: {1}"};
constexpr Words due_by{"截止 {0}", "due {0}"};
constexpr Words in_of{"已报 {0}/{1}", "{0} of {1} in"};
constexpr Words in_of_waived{"已报 {0}/{1}，免报 {2}", "{0} of {1} in, {2} waived"};
constexpr Words awaited_units{"还没报：{0}", "awaited: {0}"};
constexpr Words overdue_units{"逾期：{0}", "overdue: {0}"};
constexpr Words at_rung{"（已{0}）", " ({0})"};
constexpr Words to_judge{"待审核：{0}", "to be judged: {0}"};
constexpr Words being_countersigned{"会签中：{0}", "being countersigned: {0}"};
constexpr Words with_note{"{0}（{1}）", "{0} ({1})"};
constexpr Words total_returned{"上级退回合计，待重做：{0}", "the total was returned from above, to be made anew: {0}"};
constexpr Words missing_reports{"缺报 {0} 份：{1}", "reports missing, {0}: {1}"};
constexpr Words is_stale{"数据已变，待重做", "out of date: to be made anew"};
constexpr Words levels_line{"下级活动：", "levels below:"};
constexpr Words late_below{"逾期、缺报 {0} 个：{1}", "late or missing {0}: {1}"};
constexpr Words total_up{"已上报 {0} 次", "total {0} is up"};
constexpr Words incident{"出了问题，待处理", "a problem waits for somebody"};

struct StatusOptions {
  CampaignChoice campaign;
  bool json = false;
};

// One step that somebody has still to act on, or that waits for its time.
class StepLine {
 public:
  using Order = std::tuple<bool, bool, bool, Date>;

  StepLine(const Campaign& campaign, const Place& place, const LateStep* late, Language language)
      : campaign_(campaign), place_(place), late_(late), language_(language) {}

  std::vector<std::string> columns() const {
    return {place_.address(), label_of(campaign_.definition(), campaign_.state(), place_.address(), language_),
            status_word(place_.state().status, language_), facts()};
  }

  // What is late comes first, by its day, then what has a day.
  Order order() const {
    const auto now = campaign_.now();
    const bool overdue = count([&](const WorkItem& item) { return item.is_owed() && item.due && *item.due <= now; }) > 0;
    std::optional<Date> day = late_ == nullptr ? day_to_be_done(place_) : late_->due;
    if (const auto due = units_due(place_)) day = day_due(*due);
    return {late_ == nullptr, !overdue, !day, day.value_or(Date())};
  }

 private:
  std::string say(const Words& words, const std::vector<std::string>& arguments = {}) const {
    return fill(words.in(language_), arguments);
  }

  std::string facts() const {
    const auto& items = place_.state().items;
    std::vector<std::string> facts;
    if (late_ != nullptr)
      facts.push_back(
          late_step_words(campaign_.definition(), campaign_.state(), *late_, date_of(campaign_.now()).year(), language_));
    if (const auto due = units_due(place_)) facts.push_back(say(due_by, {due_figures(*due)}));
    const auto in = count([](const WorkItem& item) { return is_in(item); });
    if (!items.empty()) add_counts(facts, in);
    const auto now = campaign_.now();
    if (in > 0 || place_.state().has_settled())
      add(facts, awaited_units, [&](const WorkItem& item) { return item.is_owed() && (!item.due || now < *item.due); });
    add(facts, overdue_units, [&](const WorkItem& item) { return item.is_owed() && item.due && *item.due <= now; });
    add(facts, to_judge, [](const WorkItem& item) { return is_to_be_judged(item); });
    add_countersigning(facts);
    if (is_returned_from_above(place_.state()))
      facts.push_back(say(total_returned, {place_.state().reason}));
    else if (place_.state().stale)
      facts.push_back(say(is_stale));
    if (!place_.state().incident.is_null()) facts.push_back(say(incident));
    std::string out;
    for (const auto& fact : facts) out += (out.empty() ? "" : language_ == Language::zh ? "，" : ", ") + fact;
    return out;
  }

  static bool is_to_be_judged(const WorkItem& item) {
    return item.status == ItemStatus::submitted && is_complete(item.countersigning);
  }

  // Of the draft, and of the reports that cannot be judged before it.
  void add_countersigning(std::vector<std::string>& facts) const {
    if (const auto draft = countersigning_words(place_, place_.state().countersigning, language_);
        !draft.empty() && next_signer(place_))
      facts.push_back(draft);
    std::vector<std::string> units;
    for (const auto& [unit, item] :
         listed([](const WorkItem& each) { return each.status == ItemStatus::submitted && !is_complete(each.countersigning); }))
      units.push_back(say(with_note, {name(unit, *item), countersigning_words(place_, item->countersigning, language_)}));
    if (!units.empty()) facts.push_back(say(being_countersigned, {some_of(std::move(units), language_)}));
  }

  // In the order of the list of units.
  template <class Wanted>
  std::vector<std::pair<std::string, const WorkItem*>> listed(const Wanted& wanted) const {
    std::vector<std::pair<std::string, const WorkItem*>> out;
    if (count(wanted) == 0) return out;
    const auto& items = place_.state().items;
    for (auto& unit : place_.all_units())
      if (const auto item = items.find(unit); item != items.end() && wanted(item->second))
        out.emplace_back(std::move(unit), &item->second);
    return out;
  }

  template <class Wanted>
  std::size_t count(const Wanted& wanted) const {
    const auto& items = place_.state().items;
    return static_cast<std::size_t>(
        std::count_if(items.begin(), items.end(), [&](const auto& item) { return wanted(item.second); }));
  }

  // What was waived or closed is owed no more.
  void add_counts(std::vector<std::string>& facts, std::size_t in) const {
    const auto waived = count([](const WorkItem& item) { return item.status == ItemStatus::waived; });
    const auto closed =
        count([](const WorkItem& item) { return item.status == ItemStatus::closed || item.status == ItemStatus::withdrawn; });
    const auto owed = place_.state().items.size() - waived - closed;
    if (owed + waived == 0) return;
    facts.push_back(waived == 0 ? say(in_of, {std::to_string(in), std::to_string(owed)})
                                : say(in_of_waived, {std::to_string(in), std::to_string(owed), std::to_string(waived)}));
  }

  template <class Wanted>
  void add(std::vector<std::string>& facts, const Words& words, const Wanted& wanted) const {
    std::vector<std::string> units;
    for (const auto& [unit, item] : listed(wanted)) units.push_back(name(unit, *item) + rung(*item));
    if (!units.empty()) facts.push_back(say(words, {some_of(std::move(units), language_)}));
  }

  std::string name(const std::string& unit, const WorkItem& item) const {
    return name_in_charge(campaign_.definition(), campaign_.state(), unit, item.responsible, language_);
  }

  // What has been done about a late one.
  std::string rung(const WorkItem& item) const {
    const auto reached = rung_of(campaign_.definition(), item, language_);
    return reached.empty() ? reached : say(at_rung, {reached});
  }

  const Campaign& campaign_;
  const Place& place_;
  const LateStep* late_;  // null: it is not late itself
  Language language_;
};

std::string late_names(const LevelStanding& level, Language language) {
  std::vector<std::string> names;
  for (const auto& late : level.late) names.push_back(late.level.empty() ? late.unit : late.level + "/" + late.unit);
  return some_of(std::move(names), language);
}

std::string as_text(const std::vector<LevelStanding>& levels, Language language) {
  if (levels.empty()) return {};
  std::vector<std::vector<std::string>> rows;
  for (const auto& level : levels) {
    std::vector<std::string> facts;
    facts.push_back(level.asked == 0 ? status_word(StepStatus::waiting, language)
                                     : fill(in_of.in(language), {std::to_string(level.accepted), std::to_string(level.asked)}));
    if (level.totals > 0) facts.push_back(fill(total_up.in(language), {std::to_string(level.totals)}));
    if (!level.late.empty())
      facts.push_back(fill(late_below.in(language), {std::to_string(level.late.size()), late_names(level, language)}));
    if (level.closed) facts.push_back(is_closed.in(language));
    rows.push_back({level.name, join(facts, language == Language::zh ? "，" : ", ")});
  }
  return levels_line.in(language) + "\n" + columns(rows, "  ");
}

// Reports that were not in when their step settled: nobody waits for them, but they are owed.
struct Missing {
  std::size_t number = 0;
  std::string where;  // 活动情况（城西街道、城南街道）
};
Missing missing_in(const Campaign& campaign, Language language) {
  Missing out;
  std::vector<std::string> steps;
  for_each_step(campaign.definition(), campaign.state(), [&](const ScopePtr& scope, const Step& step) {
    const auto address = scope->address_of(step);
    std::vector<std::string> units;
    for (const auto& [unit, item] : campaign.state().step(address).items)
      if (item.status == ItemStatus::missing)
        units.push_back(name_in_charge(campaign.definition(), campaign.state(), unit, item.responsible, language));
    if (units.empty()) return;
    out.number += units.size();
    steps.push_back(fill(with_note.in(language), {label_of(campaign.definition(), campaign.state(), address, language),
                                                  some_of(std::move(units), language)}));
  });
  out.where = some_of(std::move(steps), language);
  return out;
}

// 情况 6月20日截止，还有2份未报；汇总 等“情况”收齐
std::string coming_in_words(const Campaign& campaign, Instant now, Language language) {
  static constexpr std::size_t most = 3;
  auto all = upcoming(campaign.definition(), campaign.calendar(), campaign.state(), now, language);
  if (all.size() > most) all.resize(most);
  std::vector<std::string> out;
  for (const auto& each : all) {
    const auto when = each.day ? day_words(*each.day, date_of(now).year(), language) + " " : "";
    out.push_back(when + each.label + " " + (each.unit.empty() ? "" : each.unit + " ") + each.what);
  }
  return join(out, language == Language::zh ? "；" : "; ");
}

std::string as_text(const Campaign& campaign, Instant now, Language language) {
  const auto& state = campaign.state();
  const auto late = late_steps(campaign.definition(), campaign.calendar(), state, now);
  const auto find_late = [&](const std::string& address) {
    const auto found =
        std::find_if(late.begin(), late.end(), [&](const auto& each) { return each.step == address && !each.done; });
    return found == late.end() ? nullptr : &*found;
  };
  std::multimap<StepLine::Order, std::vector<std::string>> lines;
  std::size_t done = 0;
  std::size_t waiting = 0;
  std::set<std::string> still_awaited;
  for (const auto& each : unfinished(campaign.definition(), state)) still_awaited.insert(each.step);
  for_each_step(campaign.definition(), state, [&](const ScopePtr& scope, const Step& step) {
    const auto address = scope->address_of(step);
    const auto& each = state.step(address);
    const bool awaited = step.collects() && still_awaited.contains(address);  // who owes a receipt is not late with anything
    const bool blocked = each.stale || !each.incident.is_null();
    const bool counts = scope->holder == nullptr && !blocked;  // the copies within come and go
    if (counts && each.has_settled()) ++done;
    if (counts && each.status == StepStatus::waiting) ++waiting;
    const auto* late_here = find_late(address);
    if (each.status != StepStatus::open && !blocked && !awaited && late_here == nullptr) return;
    const auto place = *campaign.place(address);
    const StepLine shown(campaign, place, late_here, language);
    lines.emplace(shown.order(), shown.columns());
  });
  std::vector<std::vector<std::string>> rows;
  for (auto& [order, columns] : lines) rows.push_back(std::move(columns));
  const auto missing = missing_in(campaign, language);
  const auto line = [&](const Words& words, const std::vector<std::string>& arguments = {}) {
    return fill(words.in(language), arguments) + "\n";
  };
  auto out =
      line(heading, {campaign.definition().title, campaign.definition().id, to_local_text(now), std::to_string(state.events)});
  out += columns(rows, "  ") + line(done_line, {std::to_string(done), std::to_string(waiting)});
  if (missing.number > 0) out += line(missing_reports, {std::to_string(missing.number), missing.where});
  if (state.closed) out += line(is_closed);
  if (state.catching_up) out += line(catches_up);
  if (const auto held = what_holds_the_end(campaign, language)) out += *held + "\n";
  if (const auto next = next_in_words(campaign, language)) out += line(next_line, {*next});
  if (const auto coming = coming_in_words(campaign, now, language); !coming.empty()) out += line(coming_line, {coming});
  return out;
}

// The last ones, as the journal tells them.
Result<Value> recent_events(const Campaign& campaign, Language language) {
  static constexpr std::size_t most = 20;
  auto events = campaign.events();
  if (!events.ok()) return events.diagnostics();
  if (events->size() > most) events->erase(events->begin(), events->end() - most);
  return timeline_data(campaign.definition(), *events, language, campaign.state().joined);
}

ExitCode status(Program& program, const StatusOptions& options) {
  auto& console = program.console();
  auto opened = look_at_tree(program.engine(), options.campaign);
  if (!opened.ok()) return report_failure(console, opened.diagnostics(), options.json);
  const auto now = opened->tree.now();
  const auto levels = levels_below(opened->tree, opened->path, now);
  if (!levels.ok()) return report_failure(console, levels.diagnostics(), options.json);
  const auto& campaign = opened->campaign();
  if (options.json) {
    const auto events = recent_events(campaign, console.language());
    if (!events.ok()) return report_failure(console, events.diagnostics(), true);
    auto all = campaign.status(now);
    all["events"] = *events;
    all["next"] = upcoming_data(campaign.definition(), campaign.calendar(), campaign.state(), now);
    if (!levels->empty()) all["levels"] = to_value(*levels);
    console.print_json(all);
  } else {
    console.print(as_text(campaign, now, console.language()) + as_text(*levels, console.language()));
  }
  return ExitCode::done;
}

}  // namespace

void add_status(Program& program) {
  auto options = std::make_shared<StatusOptions>();
  auto& command = program.add_command(
      "status", {"活动进行到哪里、谁逾期、什么待办", "where a campaign stands, who is late, what is to be done"});
  add_choice(program, command, options->campaign);
  program.add_flag(command, "--json", options->json, {"以 JSON 输出全部情况", "all of it as JSON"});
  program.on(command, [&program, options] { return status(program, *options); });
}

}  // namespace hongtou::cli
