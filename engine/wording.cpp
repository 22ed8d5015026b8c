#include "engine/wording.h"

#include <algorithm>
#include <array>

#include "engine/campaign/countersigning.h"
#include "engine/campaign/views.h"
#include "engine/text.h"

namespace hongtou {

namespace {

using Year = std::optional<std::chrono::year>;

std::string words_of(Date day, Year current, Language language) {
  return current ? day_words(day, *current, language) : month_and_day(day, language);
}

std::string span(const Period& period, Year current, Language language) {
  if (period.first == period.last) return words_of(period.first, current, language);
  return words_of(period.first, current, language) + "—" + words_of(period.last, current, language);
}

std::string with_word(Words words, Date day, Year current, Language language) {
  return std::string(words.in(language)) + " " + words_of(day, current, language);
}

}  // namespace

std::string month_and_day(Date day, Language language) {
  static constexpr std::array<const char*, 12> months{"January", "February", "March",     "April",   "May",      "June",
                                                      "July",    "August",   "September", "October", "November", "December"};
  const auto month = static_cast<unsigned>(day.month());
  const auto number = std::to_string(static_cast<unsigned>(day.day()));
  if (language == Language::en) return number + " " + months.at(month - 1);
  return std::to_string(month) + "月" + number + "日";
}

std::string day_words(Date day, std::chrono::year current, Language language) {
  if (day.year() == current) return month_and_day(day, language);
  return language == Language::zh ? to_chinese(day) : month_and_day(day, language) + " " + to_text(day).substr(0, 4);
}

std::string due_words(Instant due, std::chrono::year current, Language language) {
  if (due == end_of_day(day_due(due))) return day_words(day_due(due), current, language);
  const auto clock = to_local_text(due).substr(11);
  const auto day = day_words(date_of(due), current, language);
  if (language == Language::en) return day + " " + clock;
  const auto hour = std::to_string(std::stoi(clock.substr(0, 2)));
  return day + hour + "时" + (clock.ends_with(":00") ? "" : clock.substr(3) + "分");
}

std::string dates_of(const Step& step, Language language, std::optional<std::chrono::year> current) {
  static constexpr Words until{"截止", "due"};
  static constexpr Words at_the_latest{"至", "until"};
  if (const auto window = step.period("window")) return span(*window, current, language);
  if (const auto due = step.date("due")) return with_word(until, *due, current, language);
  if (const auto day = step.date("on")) return words_of(*day, current, language);
  const auto settles = step.date("settles");
  if (!settles) return {};
  const auto opens = step.date("opens");
  return opens ? span({*opens, *settles}, current, language) : with_word(at_the_latest, *settles, current, language);
}

std::string current_dates(const Place& place, std::chrono::year year, Language language) {
  static constexpr Words until{"截止", "due"};
  if (const auto window = place.span("window"))
    return day_words(window->first_day(), year, language) + "—" + day_words(window->last_day(), year, language);
  if (const auto due = units_due(place)) return std::string(until.in(language)) + " " + day_words(day_due(*due), year, language);
  if (const auto day = place.span("on")) return day_words(day->last_day(), year, language);
  return dates_of(place.step(), language, year);
}

std::string status_word(StepStatus status, Language language) {
  static constexpr std::array<Words, 5> words{Words{"未开始", "waiting"}, Words{"进行中", "open"}, Words{"已完成", "done"},
                                              Words{"略过", "skipped"}, Words{"不再进行", "will not happen"}};
  return std::string(words.at(static_cast<std::size_t>(status)).in(language));
}

std::string some_of(std::vector<std::string> names, Language language) {
  static constexpr std::size_t shown = 3;
  static constexpr Words among{"{0}等{1}个", "{0} and others, {1} in all"};
  const auto all = names.size();
  if (all > shown) names.resize(shown);
  const auto named = join(names, language == Language::zh ? "、" : ", ");
  return all > shown ? fill(among.in(language), {named, std::to_string(all)}) : named;
}

std::string list_of_names(const Definition& definition, const std::vector<std::string>& units, Language language) {
  std::vector<std::string> names;
  for (const auto& unit : units) names.push_back(definition.unit_name(unit));
  return join(names, language == Language::zh ? "、" : ", ");
}

std::string countersigning_words(const Place& place, const Countersigning& countersigning, Language language) {
  static constexpr Words waits{"等{0}会签", "waits for {0} to countersign"};
  static constexpr Words disagrees{"{0}不同意：{1}", "{0} does not agree: {1}"};
  std::vector<std::string> awaited, said;
  const auto units = awaited_signers(countersigning);
  for (const auto& signer : countersigning.signers) {
    const auto name = place.unit_name(signer.unit);
    if (signer.agrees == false) said.push_back(fill(disagrees.in(language), {name, signer.opinion}));
    if (!signer.agrees && std::find(units.begin(), units.end(), signer.unit) != units.end()) awaited.push_back(name);
  }
  if (!awaited.empty()) said.insert(said.begin(), fill(waits.in(language), {some_of(std::move(awaited), language)}));
  return join(said, language == Language::zh ? "；" : "; ");
}

std::string with_thousands(std::int64_t number) {
  auto digits = std::to_string(number);
  for (auto i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > (number < 0 ? 1 : 0); i -= 3)
    digits.insert(static_cast<std::size_t>(i), ",");
  return digits;
}

std::string ending_words(const Step& step, Language language) {
  static constexpr Words collected{"“{0}”收齐", "“{0}” is in"};
  static constexpr Words issued{"“{0}”印发", "“{0}” is issued"};
  static constexpr Words decided{"“{0}”决定", "“{0}” is decided"};
  static constexpr Words done{"“{0}”办结", "“{0}” is done"};
  const auto& words = step.kind == "collect"    ? collected
                      : step.kind == "issue"    ? issued
                      : step.kind == "decision" ? decided
                                                : done;
  return fill(words.in(language), {step.label});
}

std::string late_step_words(const Definition& definition, const State& state, const LateStep& late, std::chrono::year current,
                            Language language) {
  static constexpr Words the_lead{"牵头单位{0}", "{0}, the lead,"};
  static constexpr Words late_by{"{0}迟了{1}天，应于{2}办", "{0} is late with it by {1} days, it was due {2}"};
  static constexpr Words waits{"应于{2}办，已过{1}天，等{0}", "was due {2}, {1} days ago, and waits until {0}"};
  static constexpr Words was_late{"应于{2}办，晚了{1}天", "was due {2}, done {1} days late"};
  static constexpr Words holds_up{"{0}，耽误{1}", "{0}; it holds up {1}"};
  const auto listed = [&](const std::vector<std::string>& names) { return join(names, language == Language::zh ? "、" : ", "); };
  auto who = late.unit.empty() ? std::string() : unit_name(definition, state, late.unit);
  if (!late.unit.empty() && late.unit == definition.lead) who = fill(the_lead.in(language), {who});
  std::vector<std::string> awaited, held_up;
  for (const auto& address : late.waits_for) awaited.push_back(ending_words(*definition.step(step_name_of(address)), language));
  for (const auto& address : late.holds_up) held_up.push_back("“" + definition.step(step_name_of(address))->label + "”");
  const auto& words = late.done ? was_late : who.empty() ? waits : late_by;
  const auto out = fill(words.in(language),
                        {who.empty() ? listed(awaited) : who, std::to_string(late.days), day_words(late.due, current, language)});
  return held_up.empty() ? out : fill(holds_up.in(language), {out, listed(held_up)});
}

std::string days_late_words(int days, Language language) {
  static constexpr Words one{"晚1天", "1 day late"};
  static constexpr Words more{"晚{0}天", "{0} days late"};
  return fill((days == 1 ? one : more).in(language), {std::to_string(days)});
}

bool is_voluntary(const Step& step) { return step.flag("voluntary"); }

bool is_in(const WorkItem& item) { return item.status == ItemStatus::accepted || item.status == ItemStatus::submitted; }

}  // namespace hongtou
