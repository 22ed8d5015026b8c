#include "bindings/cli/live/remarks.h"

#include <algorithm>

#include "engine/campaign/coming.h"
#include "engine/campaign/countersigning.h"
#include "engine/campaign/event.h"
#include "engine/campaign/views.h"
#include "engine/text.h"
#include "engine/wording.h"

namespace hongtou::cli {

namespace {

constexpr Words nothing_happened{"没有新的记录", "nothing happened"};
constexpr Words is_closed{"活动已经结束", "the campaign is over"};
constexpr Words finding{"存疑：{0}", "to be looked at: {0}"};
constexpr Words next_to_sign{"“{0}”下一个签批：{1}（{2}）", "“{0}” is to be signed next by {1} ({2})"};
constexpr Words goes_out{"“{0}”已经签完，{1} 印发", "“{0}” is signed and goes out at {1}"};
constexpr Words still_inside{
    "“{0}”不再有新的一期或一件；里面没有办完的照办：{1}。要一并结束，用 hongtou close-scope {2} {3} --reason 理由",
    "“{0}” takes no more; what has begun in it goes on: {1}. To end that too: hongtou close-scope {2} {3} --reason WHY"};
constexpr Words next_is{"下一件到期的事：{0}", "next comes due: {0}"};
constexpr Words same_day{"当天还有到期的事：{0}", "still to come this day: {0}"};
constexpr Words waits{"没有到期的事，活动在等人办理：{0}", "nothing comes due; somebody has to act on: {0}"};

constexpr Words holds_the_end{
    "各步都已办结，还等：{0}。等到了，或由牵头单位用 close-item 办结，活动才结束",
    "every step has settled; still awaited: {0}. The campaign ends only once these are in, or the lead has ended them by "
    "close-item"};
constexpr Words its_receipt{"{0}（{1}签收）", "{0} (receipt by {1})"};
constexpr Words its_report{"{0}（{1}报送）", "{0} (report by {1})"};
constexpr Words its_countersigning{"{0}（会签{1}的报送）", "{0} (the report of {1} to be countersigned)"};
constexpr Words its_judgement{"{0}（审核{1}的报送）", "{0} (the report of {1} to be judged)"};
constexpr Words its_resumption{"{0}（恢复或办结暂停的{1}）", "{0} ({1}, suspended, to be resumed or ended)"};

constexpr std::size_t shown = 3;

std::string say(const Words& words, Language language, const std::vector<std::string>& arguments = {}) {
  return fill(words.in(language), arguments);
}

std::string listed(std::vector<std::string> names, Language language) {
  const auto all = names.size();
  if (all > shown) names.resize(shown);
  return join(names, language == Language::zh ? "、" : ", ") + (all > shown ? "…" : "");
}

// What a unit's item waits for.
const Words& awaited_of(const Step& step, const WorkItem& item) {
  if (step.kind == "issue") return its_receipt;
  if (item.status == ItemStatus::suspended) return its_resumption;
  if (item.is_owed()) return its_report;
  return is_complete(item.countersigning) ? its_judgement : its_countersigning;
}

const Words& word_of(Coming::Kind kind) {
  static constexpr Words words[] = {{"提醒", "reminder"},
                                    {"截止", "due"},
                                    {"开始", "begins"},
                                    {"印发", "goes out"},
                                    {"下一期开始", "next period"},
                                    {"结束", "ends"},
                                    {"统计目标完成情况", "reckons its targets"}};
  return words[static_cast<std::size_t>(kind)];
}

class Remarks {
 public:
  Remarks(const Campaign& campaign, Language language) : campaign_(campaign), language_(language) {}

  std::string of(const std::vector<JournalEvent>& events) {
    if (events.empty()) {
      add(nothing_happened);
      add_what_is_waited_for();
    }
    for (const auto& event : events) add(event);
    add_what_comes_the_same_day(events);
    return std::move(out_);
  }

  std::string label(const std::string& address) const {
    return label_of(campaign_.definition(), campaign_.state(), address, language_);
  }

 private:
  void add(const Words& words, const std::vector<std::string>& arguments = {}) {
    out_ += say(words, language_, arguments) + "\n";
  }

  void add(const JournalEvent& event) {
    const auto step = event.data.at("step").text_or("");
    if (event.type == event_type::report_submitted) add_findings(event.data.at("findings"));
    if (event.type == event_type::document_signed) add_next_signature(step);
    if (event.type == event_type::step_settled && event.data.at("how") == Value("closed")) add_what_is_inside(step);
  }

  void add_findings(const Value& findings) {
    if (const auto* list = findings.list())
      for (const auto& each : *list) add(finding, {each.at(language_ == Language::zh ? "zh" : "en").text_or("")});
  }

  void add_next_signature(const std::string& step) {
    const auto place = *campaign_.place(step);
    if (const auto next = next_signer(place)) return add(next_to_sign, {label(step), next->role, place.unit_name(next->unit)});
    if (const auto on = place.at_nine("on"); on && *on > campaign_.now()) add(goes_out, {label(step), to_local_text(*on)});
  }

  void add_what_is_inside(const std::string& step) {
    std::vector<std::string> running;
    std::string key;
    for (const auto& [each, scope] : campaign_.state().step(step).scopes) {
      if (scope.settled) continue;
      if (key.empty()) key = each;
      running.push_back(scope_label(campaign_.definition(), *campaign_.definition().step(step_name_of(step)), each, language_));
    }
    if (!running.empty()) add(still_inside, {label(step), listed(running, language_), step, key});
  }

  void add_what_is_waited_for() {
    if (campaign_.state().closed) return add(is_closed);
    if (const auto held = what_holds_the_end(campaign_, language_)) out_ += *held + "\n";
    if (const auto next = next_in_words(campaign_, language_)) return add(next_is, {*next});
    std::vector<std::string> open;
    for_each_step(campaign_.definition(), campaign_.state(), [&](const ScopePtr& scope, const Step& step) {
      const auto address = scope->address_of(step);
      if (campaign_.state().step(address).status == StepStatus::open && step.flow == nullptr) open.push_back(label(address));
    });
    if (!open.empty()) add(waits, {listed(open, language_)});
  }

  // A clock that was moved to a day stands at its begin.
  void add_what_comes_the_same_day(const std::vector<JournalEvent>& events) {
    const auto next = campaign_.next_timer();
    const bool moved = !events.empty() && events.back().type == event_type::clock_moved;
    if (moved && next && date_of(*next) == date_of(campaign_.now())) add(same_day, {*next_in_words(campaign_, language_)});
  }

  const Campaign& campaign_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string remarks(const Campaign& campaign, const std::vector<JournalEvent>& events, Language language) {
  return Remarks(campaign, language).of(events);
}

std::optional<std::string> what_holds_the_end(const Campaign& campaign, Language language) {
  const auto& definition = campaign.definition();
  const auto& state = campaign.state();
  std::vector<std::string> what;
  for (const auto& each : last_awaited(definition, state)) {
    const auto& step = *definition.step(step_name_of(each.step));
    std::vector<std::pair<const Words*, std::vector<std::string>>> groups;
    for (const auto& unit : each.units) {
      const auto* words = &awaited_of(step, state.step(each.step).items.at(unit));
      auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& other) { return other.first == words; });
      if (group == groups.end()) group = groups.insert(groups.end(), {words, {}});
      group->second.push_back(unit_name(definition, state, unit));
    }
    for (auto& [words, names] : groups)
      what.push_back(
          say(*words, language, {label_of(definition, state, each.step, language), some_of(std::move(names), language)}));
  }
  if (what.empty()) return std::nullopt;
  return say(holds_the_end, language, {join(what, language == Language::zh ? "、" : ", ")});
}

std::optional<std::string> next_in_words(const Campaign& campaign, Language language) {
  const auto next = campaign.next_timer();
  if (!next) return std::nullopt;
  std::vector<std::string> words;
  for (const auto& each : coming_at(campaign.definition(), campaign.calendar(), campaign.state(), *next)) {
    const auto what = each.step.empty() ? say({"活动", "the campaign"}, language)
                                        : label_of(campaign.definition(), campaign.state(), each.step, language);
    words.push_back(what + " " + std::string(word_of(each.kind).in(language)));
  }
  return to_local_text(*next) + (words.empty() ? "" : say({"，", ", "}, language) + listed(words, language));
}

}  // namespace hongtou::cli
