#include "engine/rehearsal/actors.h"

#include <algorithm>
#include <map>

#include "engine/campaign/outstanding.h"
#include "engine/definition/picture_list.h"
#include "engine/rehearsal/made_up_data.h"
#include "engine/rehearsal/made_up_picture.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message act_refused{"rehearsal.refused", "{0}，步骤“{1}”：{2}", "{0}, step “{1}”: {3}", "改正情景文件中的这个行动",
                              "mend this act of the scenario"};
constexpr Message cannot_make_up{"rehearsal.made_up", "演练编不出能通过步骤“{0}”校验的数据：{1}",
                                 "the rehearsal cannot make up data that passes the checks of the step “{0}”: {2}",
                                 "用情景文件给出数据；不影响真实运行",
                                 "give the data in a scenario; a real campaign is not affected"};
constexpr Message incident{"rehearsal.incident", "步骤“{0}”出了问题：{1}", "the step “{0}” met a problem: {2}",
                           "按提示修改活动文件后再演练", "mend the campaign and rehearse again"};

constexpr ClockTime work_begins{8, 30};
constexpr ClockTime work_ends{17, 30};
constexpr int made_up_points = 5;                // of what an assessment leaves to be set
constexpr std::int64_t made_up_nominations = 1;  // where there is no limit
constexpr int patience = 3;                      // working days after the due date until the collector closes

}  // namespace

Actors::Actors(CampaignTree& tree, std::string path, const Calendar& calendar, std::uint64_t seed,
               std::optional<Scenario> scenario)
    : tree_(tree), path_(std::move(path)), calendar_(calendar), random_(seed), scenario_(std::move(scenario)) {
  if (scenario_)
    for (const auto& act : scenario_->acts) plan(act.at, act.command, act.files, false);
}

Status Actors::act() {
  auto planned = acts_.top();
  acts_.pop();
  const auto at = std::max(planned.at, campaign().state().recorded);
  if (campaign().state().closed || (planned.simulated && !still_wanted(planned.command.act))) return success;
  if (auto* submission = std::get_if<Submit>(&planned.command.act)) attach_files(*submission, planned.files);
  const auto decision = tree_.perform(path_, planned.command, at);
  if (!decision.ok()) return decision.diagnostics();
  if (decision->ok()) return success;
  const auto& refusal = *decision->refusal;
  if (planned.simulated && !refusal.findings.empty()) return give_up(planned.command.act, refusal);
  return Status::failure(
      {campaign().definition().file, 0, 0}, act_refused,
      {to_local_text(at), step_of(planned.command.act), refusal.text(Language::zh), refusal.text(Language::en)});
}

Status Actors::react(const std::vector<Event>& events) {
  for (const auto& event : events)
    if (const auto status = react(event); !status.ok()) return status;
  if (!events.empty() && events.front().type == event_type::campaign_started) plan_announcements();
  return success;
}

std::vector<std::string> Actors::waiting_steps() const {
  std::vector<std::string> names;
  for_each_step(campaign().definition(), campaign().state(), [&](const ScopePtr& scope, const Step& step) {
    const auto address = scope->address_of(step);
    const auto& state = campaign().state().step(address);
    const bool waits =
        std::any_of(state.items.begin(), state.items.end(), [](const auto& item) { return item.second.is_open(); });
    if (state.status == StepStatus::open || waits || state.stale) names.push_back(address);
  });
  return names;
}

void Actors::plan(Instant at, Command command, std::optional<std::vector<std::string>> files, bool simulated) {
  acts_.push({at, planned_++, std::move(command), std::move(files), simulated});
}

void Actors::plan(Instant at, const std::string& actor, Act act, std::optional<Instant> before) {
  plan(at_work(at, before), Command{actor, std::nullopt, std::move(act)});
}

Instant Actors::at_work(Instant at, std::optional<Instant> before) const {
  const auto day = date_of(at);
  const auto same_day = std::max(at, on_the_clock(day, work_begins));
  if (calendar_.is_working_day(day) && same_day <= on_the_clock(day, work_ends)) return same_day;
  const auto next_day = on_the_clock(calendar_.add_working_days(day, 1), work_begins);
  if (!before || at >= *before || next_day < *before) return next_day;
  return same_day < *before ? same_day : at;
}

Status Actors::give_up(const Act& act, const Refusal& refusal) {
  const auto address = step_of(act);
  if (!given_up_.insert(std::string(step_name_of(address))).second) return success;
  warnings_.push_back({Severity::warning,
                       campaign().definition().step(step_name_of(address))->position,
                       cannot_make_up,
                       {std::string(step_name_of(address)), refusal.text(Language::zh), refusal.text(Language::en)}});
  return success;
}

void Actors::attach_files(Submit& submission, const std::optional<std::vector<std::string>>& kinds) {
  const auto* step = campaign().definition().step(step_name_of(submission.step));
  if (step == nullptr) return;
  const auto attach = [&](const std::string& kind, const std::string& name, const std::string& media_type) {
    if (is_printed(*step, kind)) {
      auto picture = campaign().keep(made_up_picture(++pictures_), "image/png");
      return submission.files.push_back({kind, kind + ".png", std::move(picture)});
    }
    submission.files.push_back({kind, name, campaign().keep("演练用的占位文件：" + kind + "\n", media_type)});
  };
  if (kinds) {
    for (const auto& kind : *kinds) attach(kind, kind + ".txt", "text/plain; charset=utf-8");
    return;
  }
  if (const auto* require = step->setting("require"))
    for (const auto& file : require->files)
      for (int i = 0; i < (file.paper || !file.due_text.empty() ? 0 : std::max(1, file.min)); ++i)
        attach(file.kind, file.kind + ".txt", "text/plain; charset=utf-8");
  if (const auto form = campaign().definition().forms.find(step->name("form")); form != campaign().definition().forms.end())
    for (const auto& file : made_up_files(form->second)) attach(file.kind, file.name, file.media_type);
}

bool Actors::is_printed(const Step& step, const std::string& kind) const {
  const auto& definition = campaign().definition();
  for (const auto& place : definition.places()) {
    const auto text = definition.texts.find(place.step->name("text"));
    if (text == definition.texts.end()) continue;
    for (const auto& block : text->second.blocks()) {
      const auto list = block.kind == "pictures" ? parse_picture_list(block.argument) : std::nullopt;
      if (list && definition.step(place.step->within + list->step) == &step && is_of_kind(kind, list->kind)) return true;
    }
  }
  return false;
}

bool Actors::still_wanted(const Act& act) const {
  const auto& state = campaign().state().step(step_of(act));
  const auto item = [&](const std::string& unit) -> const WorkItem* {
    const auto found = state.items.find(unit);
    return found == state.items.end() ? nullptr : &found->second;
  };
  if (const auto* submission = std::get_if<Submit>(&act)) {
    const auto* owed = item(submission->unit);
    const auto* step = campaign().definition().step(step_name_of(submission->step));
    const bool again = step->flag("voluntary") && !state.has_settled();
    return owed != nullptr && (owed->is_owed() || owed->status == ItemStatus::missing || again);
  }
  if (const auto* accepted = std::get_if<Accept>(&act)) return is_submitted(item(accepted->unit));
  if (const auto* returned = std::get_if<Return>(&act)) return is_submitted(item(returned->unit));
  if (const auto* date = std::get_if<Announce>(&act)) return !state.has_settled() && !is_set_above(*date);
  if (std::holds_alternative<CloseStep>(act)) return state.status == StepStatus::open;
  if (std::holds_alternative<Enter>(act)) return state.status == StepStatus::open || state.status == StepStatus::done;
  if (std::holds_alternative<Recompute>(act)) return state.stale;
  if (std::holds_alternative<ReceivePaper>(act)) return true;
  if (std::holds_alternative<Choose>(act)) return state.status == StepStatus::open;
  if (const auto* receipt = std::get_if<ConfirmReceipt>(&act)) {
    const auto* awaited = item(receipt->unit);
    return awaited != nullptr && awaited->is_open();
  }
  return !state.has_settled();
}

bool Actors::is_set_above(const Announce& announcement) const {
  const auto& above = campaign().state().inherited.dates;
  const auto dates = above.find(announcement.step);
  return dates != above.end() && dates->second.contains(announcement.key);
}

Status Actors::react(const Event& event) {
  const auto where = locate(campaign().definition(), campaign().state(), event.data.at("step").text_or(""));
  if (!where) return success;
  const Place place(campaign().definition(), calendar_, campaign().state(), where->scope, *where->step);
  if (event.type == event_type::incident_raised && !set_parameters(place, event)) return report_incident(*where->step, event);
  if (event.type == event_type::step_opened) start_step(place, event.effective);
  if (event.type == event_type::items_opened) answer(place, event);
  if (event.type == event_type::report_submitted) review(place, event);
  if (event.type == event_type::report_submitted) hand_in_paper(place, event);
  if (event.type == event_type::report_returned) answer_again(place, event);
  const bool returned = event.type == event_type::heard_from_above && place.state().stale;
  if ((event.type == event_type::step_went_stale || returned) && !has<Recompute>(place))
    plan(at_time(calendar_.add_working_days(date_of(event.effective), 1), 9), campaign().definition().lead,
         Recompute{place.address()});
  if (event.type == event_type::step_settled || event.type == event_type::flow_returned) plan_announcements();
  return success;
}

bool Actors::set_parameters(const Place& place, const Event& event) {
  const auto& definition = campaign().definition();
  const auto parameters = parameters_of(definition, campaign().state());
  std::map<std::string, Value> values;
  for (const auto& name : unset_words(definition, place.step(), parameters)) values[name] = "〔" + name + "〕";
  if (place.step().kind == "assess")
    for (const auto& name : unset_parameters(definition.assessments.at(place.step().name("rules")), parameters))
      values[name] = made_up_points;
  if (scenario_)
    return !values.empty() && std::all_of(values.begin(), values.end(), [&](const auto& each) { return sets(each.first); });
  for (const auto& [name, value] : values)
    plan(event.effective + std::chrono::hours(1), definition.lead, SetParameter{name, value, "演练定值"});
  return !values.empty();
}

bool Actors::sets(const std::string& parameter) const {
  return std::any_of(scenario_->acts.begin(), scenario_->acts.end(), [&](const ScenarioAct& act) {
    const auto* set = std::get_if<SetParameter>(&act.command.act);
    return set != nullptr && set->name == parameter;
  });
}

void Actors::plan_announcements() {
  if (scenario_) return;
  for_each_step(campaign().definition(), campaign().state(), [&](const ScopePtr& scope, const Step& step) {
    const Place place(campaign().definition(), calendar_, campaign().state(), scope, step);
    if (place.state().has_settled()) return;
    for (const auto& [key, setting] : step.settings) {
      if (!place.waits_for_date(key) || !announced_.insert(place.address() + "." + key).second) continue;
      const auto now = date_of(campaign().state().time);
      const auto& last = campaign().definition().period.last;
      auto value = setting.rule->is_tentative() ? confirmed(setting) : to_text(std::min(add_days(now, 10), last));
      plan(campaign().state().time + std::chrono::hours(2), campaign().definition().lead,
           Announce{place.address(), key, std::move(value), "演练：按原定日期确认"});
    }
  });
}

void Actors::announce_as_planned(const Place& place, const std::string& name) {
  const auto dot = name.rfind('.');
  const auto* step = campaign().definition().step(name.substr(0, dot));
  const auto* setting = step == nullptr ? nullptr : step->setting(name.substr(dot + 1));
  if (scenario_ || setting == nullptr || !setting->rule || !announced_.insert(name).second) return;
  plan(campaign().state().time + std::chrono::hours(1), campaign().definition().lead,
       Announce{place.scope()->prefix + step->id, name.substr(dot + 1), confirmed(*setting), "演练：宣布日期"});
}

std::string Actors::confirmed(const Setting& setting) const {
  const auto days = resolve(*setting.rule, DateContext{calendar_, campaign().definition().period});
  if (!days) return to_text(campaign().definition().period.last);
  return to_text(days->span.first_day()) + " to " + to_text(days->span.last_day());
}

void Actors::start_step(const Place& place, Instant opened) {
  const auto& step = place.step();
  if (step.kind == "issue" && !has<Sign>(place)) {
    auto at = opened;
    const auto& people = campaign().definition().people;
    for (const auto& [role, unit] : signers_of(place)) {
      at = at_work(at + std::chrono::minutes(10), place.end("on"));
      plan(at, people.hold(unit, role) ? role : unit, Sign{place.address(), role, "同意"}, place.end("on"));
    }
  }
  for (const auto& name : step.names("announces")) announce_as_planned(place, name);
  if (step.kind == "decision" && !has<Choose>(place)) plan_choice(place, opened);
  if (step.collects() && !has<CloseStep>(place)) plan_closing(place, opened);
  if (step.kind == "case" && !scenario_) plan_cases(place, opened);
  if (step.kind == "assess" && !scenario_) plan_entries(place, opened);
}

void Actors::plan_choice(const Place& place, Instant opened) {
  const auto& outcomes = place.step().setting("outcomes")->outcomes;
  std::vector<std::string> names;
  for (const auto& outcome : outcomes)
    if (outcome.way != Outcome::Way::back || place.state().round == 1) names.push_back(outcome.name);
  if (names.empty()) names.push_back(outcomes.front().name);
  const auto pick = place.scope()->holder == nullptr ? 0 : random_.between(0, static_cast<std::int64_t>(names.size()) - 1);
  plan(opened + std::chrono::hours(26), actor_of(place, "by"),
       Choose{place.address(), names[static_cast<std::size_t>(pick)], "演练选定"});
}

void Actors::plan_cases(const Place& place, Instant opened) {
  const auto units = place.step().setting("from") == nullptr ? place.all_units() : place.units("from");
  const auto until = place.end("until").value_or(end_of_day(campaign().definition().period.last));
  const int days = std::max(1, days_between(date_of(opened), date_of(until)) - 5);
  const auto count = units.empty() ? 0 : random_.between(2, 4);
  for (std::int64_t i = 0; i < count; ++i) {
    const auto& unit = units[static_cast<std::size_t>(random_.between(0, static_cast<std::int64_t>(units.size()) - 1))];
    const auto at = at_work(std::max(office_hour(date_of(opened), 1, days), opened + std::chrono::hours(1)), until);
    plan(at, unit,
         OpenCase{place.address(), unit, filled_in(place, unit, at), "演练" + place.step().label + std::to_string(i + 1)}, until);
  }
}

void Actors::plan_entries(const Place& place, Instant opened) {
  const auto& rules = campaign().definition().assessments.at(place.step().name("rules"));
  const auto results = assess(place);
  for (const auto& unit : results)
    for (const auto& item : unit.items) plan_entry(place, rules.items, unit.unit, item, opened + std::chrono::hours(3));
  for (const auto& award : rules.awards) plan_award(place, award, results, opened);
  plan(opened + std::chrono::hours(30), actor_of(place, "by"), CloseStep{place.address(), "演练：其余不再评定"});
}

void Actors::plan_award(const Place& place, const Award& award, const std::vector<AssessedUnit>& results, Instant opened) {
  const auto parameters = parameters_of(campaign().definition(), campaign().state());
  const auto number = [&](const Amount& amount) {
    const auto value = number_of(amount.in(parameters));
    return value ? value->rounded(0, Rounding::down).integer().value_or(0) : made_up_points;  // as set_parameters() will set it
  };
  const auto quota = award.quota ? number(*award.quota) : made_up_nominations;
  std::set<std::string> nominated;
  for (const auto& nominator : award.nominators) {
    const auto* places = award.places_of(nominator);
    auto left = places == nullptr ? quota : std::min(quota, number(*places));
    for (const auto& candidate : candidates_of(nominator, results)) {
      if (left <= 0) break;
      if (!nominated.insert(candidate).second) continue;
      plan(opened + std::chrono::hours(2), nominator,
           Enter{place.address(), "nomination", award.id, "", candidate, {}, "演练推荐"});
      --left;
    }
  }
  auto free = quota;
  for (const auto& candidate : in_order_of_score(nominated, results)) {
    const bool grants = free-- > 0;
    plan(opened + std::chrono::hours(3), award.decided_by,
         Enter{place.address(), "grant", award.id, "", candidate, {}, grants ? "演练评定" : "演练：名额已满", grants});
  }
  plan(opened + std::chrono::hours(4), award.decided_by, Enter{place.address(), "decided", award.id, "", "", {}, "演练审定"});
}

std::vector<std::string> Actors::in_order_of_score(std::set<std::string> units, const std::vector<AssessedUnit>& results) {
  std::vector<std::string> out;
  for (auto& unit : by_score(results))
    if (units.erase(unit) > 0) out.push_back(std::move(unit));
  out.insert(out.end(), units.begin(), units.end());
  return out;
}

std::vector<std::string> Actors::by_score(const std::vector<AssessedUnit>& results) {
  std::vector<const AssessedUnit*> sorted;
  for (const auto& unit : results) sorted.push_back(&unit);
  const auto points = [](const AssessedUnit* unit) { return number_of(unit->score).value_or(Decimal(0)); };
  std::stable_sort(sorted.begin(), sorted.end(), [&](const auto* a, const auto* b) { return points(b) < points(a); });
  std::vector<std::string> units;
  for (const auto* unit : sorted) units.push_back(unit->unit);
  return units;
}

std::vector<std::string> Actors::candidates_of(const std::string& nominator, const std::vector<AssessedUnit>& results) const {
  const auto judged = by_score(results);
  std::vector<std::string> below;
  for (const auto& unit : judged)
    if (const auto* known = campaign().definition().units.find(unit); known != nullptr && known->parent == nominator)
      below.push_back(unit);
  if (!below.empty()) return below;
  const bool is_judged = std::find(judged.begin(), judged.end(), nominator) != judged.end();
  return is_judged || judged.empty() ? std::vector<std::string>{nominator} : judged;
}

void Actors::plan_entry(const Place& place, const std::vector<AssessmentItem>& rules, const std::string& unit,
                        const AssessedItem& item, Instant at) {
  const auto rule = std::find_if(rules.begin(), rules.end(), [&](const auto& each) { return each.id == item.item; });
  if (rule == rules.end()) return;
  for (const auto& inner : item.items) plan_entry(place, rule->items, unit, inner, at);
  if (!item.waiting || rule->kind == AssessmentItem::Kind::branch) return;
  auto points = rule->points ? rule->points->in(parameters_of(campaign().definition(), campaign().state())) : Value(1);
  if (points.is_null()) points = made_up_points;  // as set_parameters() will set them
  const auto enter = [&](const std::string& rater, const std::string& part) {
    plan(at, rater, Enter{place.address(), "score", rule->id, part, unit, points, "演练评定"});
  };
  if (rule->kind == AssessmentItem::Kind::checklist)
    for (const auto& part : rule->parts)
      plan(at, rule->subject.empty() ? actor_of(place, "by") : rule->subject,
           Enter{place.address(), "score", rule->id, part, unit, 1, "演练评定"});
  else if (rule->raters.empty())
    enter(rule->subject, "");
  for (const auto& rater : rule->raters) enter(rater.unit, "");
}

void Actors::plan_closing(const Place& place, Instant opened) {
  const auto* settles = place.step().setting("settles");
  if (settles != nullptr && !settles->number) return;  // it settles by date
  const auto due = place.end("due");
  const auto day = due ? day_due(*due) : add_days(date_of(opened), 15);
  plan(at_time(calendar_.add_working_days(day, patience), 17), actor_of(place, "review"),
       CloseStep{place.address(), "逾期" + std::to_string(patience) + "个工作日，经催报仍未报送，先行汇总"});
}

std::string Actors::actor_of(const Place& place, std::string_view key) const {
  const auto units = place.units(key);
  const auto unit = units.empty() ? place.step().name(key) : units.front();
  return unit.empty() ? campaign().definition().lead : unit;
}

template <class AnAct>
bool Actors::has(const Place& place) const {
  return scenario_ && (scenario_->has<AnAct>(place.address()) || scenario_->has<AnAct>(place.step().id));
}

void Actors::answer(const Place& place, const Event& event) {
  const auto* units = event.data.at("units").list();
  if (units == nullptr || units->empty()) return;
  const auto address = place.address();
  if (place.step().kind == "issue") {
    if (has<ConfirmReceipt>(place)) return;
    for (const auto& unit : *units)
      plan(std::max(office_hour(date_of(event.effective), 0, 2), event.effective), unit.text_or(""),
           ConfirmReceipt{address, unit.text_or("")});
    return;
  }
  if (scenario_) return;  // it says what the units answer
  std::vector<std::string> reporting;
  for (const auto& unit : *units)
    if (!place.state().items.at(unit.text_or("")).runs_level) reporting.push_back(unit.text_or(""));
  const auto count = static_cast<std::int64_t>(reporting.size());
  const bool judged = place.step().setting("review") != nullptr;
  const auto missing = judged && count > 2 ? random_.between(0, count - 1) : -1;
  const auto returned = judged && count > 2 ? (missing + random_.between(1, count - 1)) % count : -1;
  if (returned >= 0) returned_once_.insert({address, reporting[static_cast<std::size_t>(returned)]});
  for (std::int64_t i = 0; i < count; ++i)
    if (i != missing) plan_report(place, reporting[static_cast<std::size_t>(i)], event.effective);
}

void Actors::plan_report(const Place& place, const std::string& unit, Instant opened) {
  const auto submit = [&](Instant wish, std::optional<Instant> before = std::nullopt) {
    const auto at = at_work(std::max(wish, opened + std::chrono::hours(1)), before);
    plan(at, unit, report(place, unit, at), before);
  };
  if (place.step().flag("voluntary")) {
    const auto last = place.end("settles").value_or(opened + std::chrono::hours(24 * 20));
    const int days = std::max(1, days_between(date_of(opened), day_due(last)) - 1);
    for (int i = 0; i < 2; ++i)
      if (random_.chance(50)) submit(office_hour(date_of(opened), 1, days));
    return;
  }
  if (const auto due = place.end("due")) {
    const bool late = random_.chance(15);
    if (late)
      submit(office_hour(day_due(*due), 1, 3));
    else
      submit(office_hour(add_days(day_due(*due), -6), 0, 5), due);
  } else {
    submit(office_hour(date_of(opened), 1, 10));
  }
}

Submit Actors::report(const Place& place, const std::string& unit, Instant at) {
  return {place.address(), unit, filled_in(place, unit, at), {}};
}

Value Actors::filled_in(const Place& place, const std::string& unit, Instant at) {
  const auto& definition = campaign().definition();
  const auto form = definition.forms.find(place.step().name("form"));
  return form == definition.forms.end() ? Value(Map{}) : made_up_report(definition, form->second, unit, date_of(at), random_);
}

Instant Actors::office_hour(Date day, int from, int to) {
  auto when = add_days(day, static_cast<int>(random_.between(from, to)));
  if (!calendar_.is_working_day(when)) when = calendar_.add_working_days(when, to >= 0 && from > 0 ? 1 : -1);
  const auto minute = random_.between(0, 59);
  const auto hour = random_.between(9, 16);
  return at_time(when, static_cast<int>(hour), static_cast<int>(minute));
}

void Actors::review(const Place& place, const Event& event) {
  const auto unit = event.data.at("unit").text_or("");
  const auto address = place.address();
  if (place.step().setting("review") == nullptr || judged_by_scenario(address, unit)) return;
  const auto at = at_time(calendar_.add_working_days(date_of(event.effective), 1), 10, static_cast<int>(random_.between(0, 59)));
  if (returned_once_.erase({address, unit}) > 0)
    plan(at, actor_of(place, "review"), Return{address, unit, "数据与书面总结不一致，请核对后重报"});
  else
    plan(at, actor_of(place, "review"), Accept{address, unit});
}

void Actors::hand_in_paper(const Place& place, const Event& event) {
  if (scenario_) return;
  const auto unit = event.data.at("unit").text_or("");
  const auto at = at_time(calendar_.add_working_days(date_of(event.effective), 1), 11);
  for (const auto& file : outstanding_of(place, unit))
    plan(at, actor_of(place, "review"), ReceivePaper{place.address(), unit, file.kind});
}

bool Actors::judged_by_scenario(const std::string& step, const std::string& unit) const {
  if (!scenario_) return false;
  return std::any_of(scenario_->acts.begin(), scenario_->acts.end(), [&](const ScenarioAct& act) {
    const auto* accepted = std::get_if<Accept>(&act.command.act);
    const auto* returned = std::get_if<Return>(&act.command.act);
    return (accepted != nullptr && accepted->step == step && accepted->unit == unit) ||
           (returned != nullptr && returned->step == step && returned->unit == unit);
  });
}

void Actors::answer_again(const Place& place, const Event& event) {
  const auto unit = event.data.at("unit").text_or("");
  if (scenario_ || place.state().items.at(unit).runs_level) return;
  const auto at = at_work(event.effective + std::chrono::hours(random_.between(3, 20)), std::nullopt);
  plan(at, unit, report(place, unit, at));
}

Status Actors::report_incident(const Step& step, const Event& event) {
  std::string zh;
  std::string en;
  if (const auto* problems = event.data.at("problems").list())
    for (const auto& problem : *problems) {
      zh += "\n" + problem.at("zh").text_or("");
      en += "\n" + problem.at("en").text_or("");
    }
  return Status::failure(step.position, incident, {step.id, zh, en});
}

}  // namespace hongtou
