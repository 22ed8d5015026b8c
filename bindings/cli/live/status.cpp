// hongtou status: where a running campaign stands.
#include <algorithm>

#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/live/performer.h"
#include "bindings/cli/live/remarks.h"
#include "engine/wording.h"

namespace hongtou::cli {

namespace {

constexpr Words heading{"{0}（{1}），截至 {2}，记录 {3} 条", "{0} ({1}), as of {2}, {3} events"};
constexpr Words is_closed{"活动已经结束", "the campaign is closed"};
constexpr Words next_line{"下一件到期的事：{0}", "next comes due: {0}"};
constexpr Words done_line{"已办结 {0} 步，未开始 {1} 步", "done: {0}, not begun: {1}"};
constexpr Words due_by{"截止 {0}", "due {0}"};
constexpr Words in_of{"已报 {0}/{1}", "{0} of {1} in"};
constexpr Words in_of_waived{"已报 {0}/{1}，免报 {2}", "{0} of {1} in, {2} waived"};
constexpr Words awaited_units{"还没报：{0}", "awaited: {0}"};
constexpr Words overdue_units{"逾期：{0}", "overdue: {0}"};
constexpr Words to_judge{"待审核：{0}", "to be judged: {0}"};
constexpr Words is_stale{"数据已变，待重做", "out of date: to be made anew"};
constexpr Words incident{"出了问题，待处理", "a problem waits for somebody"};

struct StatusOptions {
  CampaignChoice campaign;
  bool json = false;
};

// One step that somebody has still to act on, or that waits for its time.
class StepLine {
 public:
  StepLine(const Campaign& campaign, const Place& place, Language language)
      : campaign_(campaign), place_(place), language_(language) {}

  std::vector<std::string> columns() const {
    return {place_.address(), label_of(campaign_.definition(), campaign_.state(), place_.address(), language_),
            status_word(place_.state().status, language_), facts()};
  }

 private:
  std::string say(const Words& words, const std::vector<std::string>& arguments = {}) const {
    return fill(words.in(language_), arguments);
  }

  std::string facts() const {
    const auto& items = place_.state().items;
    std::vector<std::string> facts;
    if (const auto due = place_.end("due")) facts.push_back(say(due_by, {due_figures(*due)}));
    const auto in = count([](const WorkItem& item) { return is_in(item); });
    if (!items.empty()) add_counts(facts, in);
    const auto now = campaign_.now();
    if (in > 0) add(facts, awaited_units, [&](const WorkItem& item) { return item.is_owed() && (!item.due || now < *item.due); });
    add(facts, overdue_units, [&](const WorkItem& item) { return item.is_owed() && item.due && *item.due <= now; });
    add(facts, to_judge, [](const WorkItem& item) { return item.status == ItemStatus::submitted; });
    if (place_.state().stale) facts.push_back(say(is_stale));
    if (!place_.state().incident.is_null()) facts.push_back(say(incident));
    std::string out;
    for (const auto& fact : facts) out += (out.empty() ? "" : language_ == Language::zh ? "，" : ", ") + fact;
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
    const auto owed = std::to_string(place_.state().items.size() - waived - closed);
    facts.push_back(waived == 0 ? say(in_of, {std::to_string(in), owed})
                                : say(in_of_waived, {std::to_string(in), owed, std::to_string(waived)}));
  }

  template <class Wanted>
  void add(std::vector<std::string>& facts, const Words& words, const Wanted& wanted) const {
    std::vector<std::string> units;
    for (const auto& [unit, item] : place_.state().items)
      if (wanted(item)) units.push_back(unit);
    if (!units.empty()) facts.push_back(say(words, {list_of_names(campaign_.definition(), units, language_)}));
  }

  const Campaign& campaign_;
  const Place& place_;
  Language language_;
};

std::string as_text(const Campaign& campaign, Language language) {
  const auto& state = campaign.state();
  std::vector<std::vector<std::string>> rows;
  std::size_t done = 0;
  std::size_t waiting = 0;
  for_each_step(campaign.definition(), state, [&](const ScopePtr& scope, const Step& step) {
    const auto address = scope->address_of(step);
    const auto& each = state.step(address);
    const bool blocked = each.stale || !each.incident.is_null();
    const bool counts = scope->holder == nullptr && !blocked;  // the copies within come and go
    if (counts && each.has_settled()) ++done;
    if (counts && each.status == StepStatus::waiting) ++waiting;
    if (each.status != StepStatus::open && !blocked) return;
    rows.push_back(StepLine(campaign, *campaign.place(address), language).columns());
  });
  const auto line = [&](const Words& words, const std::vector<std::string>& arguments = {}) {
    return fill(words.in(language), arguments) + "\n";
  };
  auto out = line(heading, {campaign.definition().title, campaign.definition().id, to_local_text(campaign.now()),
                            std::to_string(state.events)});
  out += columns(rows, "  ") + line(done_line, {std::to_string(done), std::to_string(waiting)});
  if (state.closed) out += line(is_closed);
  if (const auto next = next_in_words(campaign, language)) out += line(next_line, {*next});
  return out;
}

ExitCode status(Program& program, const StatusOptions& options) {
  auto& console = program.console();
  const auto campaign = open_campaign(program.engine(), options.campaign, StoreMode::read_only);
  if (!campaign.ok()) return report_failure(console, campaign.diagnostics(), options.json);
  if (options.json)
    console.print_json(campaign->status(campaign->now()));
  else
    console.print(as_text(*campaign, console.language()));
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
