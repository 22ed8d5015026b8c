#include "engine/board/sight.h"

#include "engine/text.h"

namespace hongtou {

namespace {

const char* asking_key(const Step& step) { return step.kind == "issue" ? "to" : "from"; }

}  // namespace

Sight::Sight(const Campaign& campaign, Instant at, Language in_language)
    : definition(campaign.definition()), calendar(campaign.calendar()), state(campaign.state()), now(at), language(in_language) {
  for (const auto& place : definition.places()) addresses_[place.step];
  for_each_step(definition, state,
                [&](const ScopePtr& scope, const Step& step) { addresses_[&step].push_back(scope->address_of(step)); });
  for (const auto& unit : definition.units.all()) units.push_back(unit.id);
  for (const auto& member : state.joined) units.push_back(member.id);
  for (const auto& place : definition.places())
    if (hongtou::asks(*place.step)) asked_[place.step] = asked_by(*place.step);
}

std::set<std::string> Sight::taking_part() const {
  std::set<std::string> out;
  for (const auto& place : definition.places()) {
    const auto& step = *place.step;
    if (!hongtou::asks(step)) continue;
    out.merge(named_by(step));
    out.insert(asked(step).begin(), asked(step).end());
  }
  std::erase_if(out, [&](const auto& unit) { return state.left.contains(unit); });
  return out;
}

std::set<std::string> Sight::asked_by(const Step& step) const {
  const auto* key = asking_key(step);
  std::set<std::string> out;
  const auto add = [&](const std::vector<std::string>& more) { out.insert(more.begin(), more.end()); };
  for (const auto& address : addresses_of(step)) {
    const auto& step_state = state.step(address);
    for (const auto& [unit, item] : step_state.items) out.insert(unit);
    if (!step_state.has_settled()) add(place_of(address).units(key));
  }
  if (addresses_of(step).empty()) out.merge(named_by(step));
  return out;
}

// Those a step may mean in any scope.
std::set<std::string> Sight::named_by(const Step& step) const {
  const auto* key = asking_key(step);
  const bool by_scope = step.setting(key) != nullptr && step.setting(key)->relative.any();
  const auto named = by_scope ? step.names(key) : Place(definition, calendar, state, root_scope(definition), step).units(key);
  return {named.begin(), named.end()};
}

std::vector<const StepState*> Sight::states_of(const Step& step) const {
  std::vector<const StepState*> out;
  for (const auto& address : addresses_of(step)) out.push_back(&state.step(address));
  return out;
}

std::vector<const WorkItem*> Sight::items_of(const Step& step, const std::string& unit) const {
  std::vector<const WorkItem*> out;
  for (const auto* step_state : states_of(step))
    if (const auto found = step_state->items.find(unit); found != step_state->items.end()) out.push_back(&found->second);
  return out;
}

Place Sight::place_of(const std::string& address) const {
  auto where = *locate(definition, state, address);
  return {definition, calendar, state, std::move(where.scope), *where.step};
}

std::string Sight::say(Words words, const std::vector<std::string>& arguments) const {
  return fill(words.in(language), arguments);
}

std::string Sight::number(std::size_t count) const { return with_thousands(static_cast<std::int64_t>(count)); }

std::string Sight::short_day(Date date) const { return day_words(date, date_of(now).year(), language); }

std::string Sight::dates(const Step& step) const {
  const auto& addresses = addresses_of(step);
  const auto year = date_of(now).year();
  return addresses.size() == 1 ? current_dates(place_of(addresses.front()), year, language) : dates_of(step, language, year);
}

std::string Sight::day(Date date) const { return language == Language::zh ? to_chinese(date) : to_text(date); }

std::string Sight::when(Instant instant) const { return day(date_of(instant)) + to_local_text(instant).substr(10); }

std::string Sight::days_note(const WorkItem& item, Mark mark) const {
  const bool by_the_hour = item.due && *item.due != end_of_day(day_due(*item.due));
  if (mark == Mark::today && by_the_hour) return say({"{0}前", "by {0}"}, {to_local_text(*item.due).substr(11)});
  if (!item.due || (mark != Mark::overdue && mark != Mark::late)) return {};
  return days_late_words(mark == Mark::late ? item.days_late() : days_between(day_due(*item.due), date_of(now)), language);
}

Value Sight::chip(const Step& step, Mark mark) const {
  const auto& look = look_of(mark);
  return Map{{"style", Value(look.style)},
             {"sign", Value(look.sign)},
             {"text", Value((step.kind == "issue" ? look.receipt : look.report).in(language))}};
}

bool asks(const Step& step) {
  const auto* to = step.setting("to");
  const bool is_rung = to != nullptr && to->relative.late;
  return (step.kind == "issue" && !is_rung) || step.collects();
}

Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

}  // namespace hongtou
