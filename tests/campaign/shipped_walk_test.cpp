// The shipped campaigns under random hands: any operation of the table by anybody at any time, restarts in between. Nothing that
// was handed in is lost, the journal says what the state says, and when all people do their tasks the campaign ends.
#include <cstdlib>
#include <random>
#include <set>

#include "a_campaign.h"
#include "counted.h"
#include "engine/campaign/act_reader.h"
#include "engine/campaign/tasks.h"
#include "engine/rehearsal/made_up_data.h"
#include "shipped_campaign.h"
#include "what_comes_true.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

int number_from(const char* name, int otherwise) {
  const char* given = std::getenv(name);
  return given == nullptr ? otherwise : std::atoi(given);
}

// A campaign's definition with what decides by it; shared by its walks.
struct Played {
  explicit Played(const std::string& id) : definition(ShippedCampaign(id).definition()) {
    const auto environment = Environment::system();
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto* name : {"2020.csv", "2021.csv", "2022.csv", "2023.csv", "2024.csv"})
      if (auto file = environment.read_file(std::string(HONGTOU_SOURCE_DIR "/engine/calendars/") + name); file.ok())
        files.emplace_back(name, *std::move(file));
    calendar = *Calendar::read(files);
  }
  Definition definition;
  Calendar calendar;
};

enum class Watch { every_act, restarts };

class Walk {
 public:
  Walk(const Played& played, unsigned seed, Watch watch)
      : definition_(played.definition),
        rules_{definition_, played.calendar, ACampaign::find_kind, press_},
        random_(seed),
        made_up_(seed),
        watch_(watch),
        comes_true_(definition_) {
    now_ = start_of_day(definition_.period.first) + std::chrono::hours(8);
    stretch_ = 1 + pick(24);
  }

  void run(int acts) {
    perform_as(definition_.lead, Start{made_up_supplied(definition_)});
    REQUIRE(state_.started);
    for (int i = 0; i < acts && sound_ && !state_.closed; ++i) {
      if (pick(4) == 0) pass_time(now_ + std::chrono::hours(1 + pick(24U * static_cast<unsigned>(stretch_))));
      if (pick(40) == 0) restart();
      if (!state_.closed) pick(2) == 0 ? try_one(one_of(hongtou::acts())) : do_some_task();
      if (!state_.closed && pick(25) == 0) try_one(*find_act("go-back"));
    }
    everybody_acts();
    restart();
    nothing_is_lost();
    if (!state_.closed) fail("everybody has acted and this is still open: " + open_steps());
  }

  const std::set<std::string_view>& done() const { return done_; }
  int foreseen() const { return foreseen_; }  // how often what was foreseen has been held against what happened

 private:
  // --- chance

  int pick(std::size_t below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  template <class T>
  const T& one_of(const std::vector<T>& words) {
    return words[static_cast<std::size_t>(pick(words.size()))];
  }

  void fail(const std::string& what) {
    sound_ = false;
    FAIL_CHECK(what);
  }

  // --- the campaign

  Place place(const Located& where) const { return {definition_, rules_.calendar, state_, where.scope, *where.step}; }
  std::optional<Located> at(const std::string& address) const { return locate(definition_, state_, address); }

  std::vector<std::string> all_units() const {
    return Place(definition_, rules_.calendar, state_, root_scope(definition_), definition_.flow->steps.front()).all_units();
  }

  Decision perform_as(const std::string& actor, Act act, std::optional<Instant> effective = {},
                      const std::string& on_behalf = {}) {
    last_ = std::string(operation_of(act).name) + " of " + step_of(act) + " for " + unit_of(act) + " by " + actor + " at " +
            to_local_text(now_);
    const Command command{actor, effective, std::move(act), on_behalf};
    const auto foreseen = look_ahead(command);
    const auto before = foreseen ? std::optional(state_) : std::nullopt;
    auto decision = perform(rules_, state_, command, now_);
    if (!decision.ok() && !decision.events.empty()) fail("refused, and yet something happened: " + last_);
    for (const auto& event : decision.events) note(event);
    if (const auto broken = comes_true_.broken_promise(decision.events); !broken.empty()) fail(broken + "after " + last_);
    if (foreseen) hold_against(*foreseen, *before, decision);
    if (const auto address = open_in_a_holder_that_waits(definition_, state_); !address.empty())
      fail(address + " is open in a holder that waits after " + last_);
    if (const auto address = miscounted(state_); !address.empty())
      fail("the items of " + address + " are miscounted after " + last_);
    if (watch_ == Watch::every_act) {
      for (const auto& event : decision.events) apply(replayed_, event);
      if (!(replayed_ == state_)) fail("replay differs from the state after " + last_);
    }
    return decision;
  }

  // Of what may send the flow back, unless something is due that would happen first.
  std::optional<Foresight> look_ahead(const Command& command) const {
    const bool may_return = std::holds_alternative<GoBack>(command.act) || std::holds_alternative<Choose>(command.act) ||
                            std::holds_alternative<Return>(command.act);
    if (!may_return) return std::nullopt;
    if (const auto next = next_timer(rules_, state_); next && *next <= now_) return std::nullopt;
    return foresee(rules_, state_, command, now_);
  }

  void hold_against(const Foresight& foreseen, const State& before, const Decision& decision) {
    if (foreseen.ok() != decision.ok()) return fail("foreseen and done are not refused alike: " + last_);
    if (!decision.ok()) return;
    if (const auto difference = comes_true_.difference(foreseen.consequences, before, state_, decision.events);
        !difference.empty())
      fail("foreseen of " + last_ + ": " + difference);
    ++foreseen_;
  }

  void pass_time(Instant to) {
    for (auto next = next_timer(rules_, state_); next && *next <= to && sound_; next = next_timer(rules_, state_)) {
      now_ = std::max(now_, *next);
      const auto decision = perform_as("engine", PassTime{}, *next);
      if (decision.events.empty()) fail("a timer came and nothing happened at " + to_local_text(*next) + " after " + last_);
    }
    now_ = std::max(now_, to);
  }

  // As a process that begins anew reads it: by its own words.
  void restart() {
    State fresh;
    for (auto event : journal_) {
      auto data = parse_json(to_json(event.data));
      REQUIRE(data.ok());
      event.data = *std::move(data);
      apply(fresh, event);
    }
    if (!(fresh == state_)) fail("replay differs from the state at a restart after " + last_);
    state_ = std::move(fresh);
  }

  // --- what must not be lost

  void note(const Event& event) {
    journal_.push_back(event);
    const auto step = event.data.at("step").text_or("");
    if (event.type == event_type::entry_made) ++entries_[step];
    if (event.type == event_type::document_issued) ++issued_[step];
  }

  void nothing_is_lost() {
    for (const auto& event : journal_) {
      if (event.type != event_type::report_submitted) continue;
      const auto& items = state_.step(event.data.at("step").text_or("")).items;
      const auto item = items.find(event.data.at("unit").text_or(""));
      const auto number = static_cast<std::size_t>(event.data.at("version").integer_or(0));
      if (item == items.end() || item->second.versions.size() < number ||
          !(item->second.versions[number - 1].data == event.data.at("data")))
        fail("a report is lost: " + to_json(event.data));
    }
    for (const auto& [step, count] : entries_)
      if (state_.step(step).entries.size() != count)
        fail("entries are lost: " + step + ": " + std::to_string(state_.step(step).entries.size()) + " of " +
             std::to_string(count));
    for (const auto& [step, count] : issued_)
      if (state_.step(step).documents.size() < count) fail("documents are lost: " + step);
  }

  // --- any operation

  struct Aim {
    Located where;
    std::string unit;  // "": the step as a whole
  };

  // Where the state allows the operation, or anywhere.
  std::vector<Aim> aims_of(const Operation& operation, bool possible) const {
    std::vector<Aim> all;
    for_each_step(definition_, state_, [&](const ScopePtr& scope, const Step& step) {
      const Place there(definition_, rules_.calendar, state_, scope, step);
      const auto add = [&](const std::string& unit) {
        if (!possible || operation.concern == Concern::campaign || is_possible(operation, subject_of(there, unit)))
          all.push_back({{scope, &step}, unit});
      };
      if (operation.concern != Concern::item) add("");
      if (operation.concern == Concern::item || operation.concern == Concern::either)
        for (const auto& [unit, item] : there.state().items) add(unit);
    });
    return all;
  }

  std::string some_day() { return to_text(add_days(date_of(now_), pick(40) - 4)); }

  Value data_for(const Place& there, const std::string& unit) {
    const auto form = definition_.forms.find(there.step().name("form"));
    return form == definition_.forms.end() ? Value(Map{})
                                           : made_up_report(definition_, form->second, unit, date_of(now_), made_up_);
  }

  std::vector<SubmittedFile> files_for(const Place& there) {
    std::vector<SubmittedFile> files;
    if (const auto* require = there.step().setting("require"))
      for (const auto& file : require->files)
        for (int i = 0; i < (file.paper || !file.due_text.empty() ? 0 : std::max(1, file.min)); ++i)
          files.push_back({file.kind, file.kind + ".txt", Map{{"$blob", "0"}, {"media_type", "text/plain"}}});
    if (const auto form = definition_.forms.find(there.step().name("form")); form != definition_.forms.end())
      for (const auto& file : made_up_files(form->second))
        files.push_back({file.kind, file.name, Map{{"$blob", "0"}, {"media_type", file.media_type}}});
    return files;
  }

  // A word for one of an act's keys: mostly one that means something there.
  Value word_for(const ActKey& key, const Place& there, const std::string& unit) {
    using Kind = ActKey::Kind;
    const auto& step = there.step();
    if (key.kind == Kind::step) return there.address();
    if (key.kind == Kind::data) return data_for(there, unit);
    if (key.kind == Kind::flag) return pick(4) != 0;
    if (key.kind == Kind::words) return List{one_of(all_units())};
    if (key.name == "unit") return unit;
    if (key.kind == Kind::unit || key.name == "to") return one_of(all_units());
    if (key.name == "reason" || key.name == "opinion") return pick(8) == 0 ? "" : "理由";
    if (key.name == "role") return role_for(there);
    if (key.name == "outcome") return outcome_for(step);
    if (key.name == "scope") return scope_for(there);
    if (key.name == "due") return some_day();
    if (key.name == "key") return date_key_for(step);
    if (key.name == "value" && key.kind != Kind::value) return some_day();
    if (key.name == "rule") return rule_for(step);
    if (key.name == "kind") return step.kind == "assess" ? entry_kind() : paper_for(step);
    if (key.name == "points" || key.name == "value") return pick(6);
    if (key.name == "name") return parameter();
    if (key.name == "series") return definition_.series.empty() ? "无" : definition_.series.begin()->first;
    if (key.name == "year") return static_cast<int>(date_of(now_).year());
    if (key.name == "serial") return 1 + pick(9);
    return key.need == ActKey::Need::optional ? Value() : Value("某件");
  }

  std::string role_for(const Place& there) {
    if (const auto next = next_signer(there); next && pick(5) != 0) return next->role;
    std::vector<std::string> roles{std::string(issuing_role)};
    for (const auto& [role, unit] : definition_.roles) roles.push_back(role);
    return one_of(roles);
  }
  std::string outcome_for(const Step& step) {
    const auto* outcomes = step.setting("outcomes");
    return outcomes == nullptr ? "无" : one_of(outcomes->outcomes).name;
  }
  std::string scope_for(const Place& there) {
    const auto& scopes = there.state().scopes;
    if (scopes.empty()) return "无";
    auto scope = scopes.begin();
    std::advance(scope, pick(scopes.size()));
    return scope->first;
  }
  std::string date_key_for(const Step& step) {
    std::vector<std::string> keys{"due"};
    for (const auto& [key, setting] : step.settings)
      if (setting.rule) keys.push_back(key);
    return one_of(keys);
  }
  std::string rule_for(const Step& step) {
    const auto rules = definition_.assessments.find(step.name("rules"));
    if (rules == definition_.assessments.end()) return "无";
    std::vector<std::string> ids{"无"};
    const auto add = [&](const auto& self, const std::vector<AssessmentItem>& items) -> void {
      for (const auto& item : items) {
        ids.push_back(item.id);
        self(self, item.items);
      }
    };
    add(add, rules->second.items);
    for (const auto& award : rules->second.awards) ids.push_back(award.id);
    return one_of(ids);
  }
  std::string entry_kind() {
    return one_of(std::vector<std::string>{"score", "score", "correction", "objection", "answer", "nomination", "grant"});
  }
  std::string paper_for(const Step& step) {
    const auto* require = step.setting("require");
    return require == nullptr || require->files.empty() ? "无" : one_of(require->files).kind;
  }
  std::string parameter() {
    std::vector<std::string> names{"无"};
    for (const auto& [name, value] : definition_.parameters) names.push_back(name);
    return one_of(names);
  }

  Act make(const ActInfo& info, const Place& there, const std::string& unit) {
    Value words{Map{}};
    for (const auto& key : info.keys) words[std::string(key.name)] = word_for(key, there, unit);
    auto act = info.make(words);
    if (auto* join = std::get_if<Join>(&act)) {
      *join = {"late" + std::to_string(pick(4)), "后来单位", definition_.lead, {one_of(definition_.units.all()).unit_class}};
      if (pick(3) == 0) join->unit = unit;
    }
    if (auto* submit = std::get_if<Submit>(&act)) submit->files = files_for(there);
    return act;
  }

  std::string one_who_may(const Operation& operation, const Place& there, const std::string& unit) {
    const auto holders = operation.concern == Concern::campaign ? std::vector<Holder>{{definition_.lead, "", ""}}
                                                                : holders_of(operation, subject_of(there, unit));
    const auto who = holders.empty() ? Holder{} : one_of(holders);
    if (!who.person.empty()) return who.person;
    if (who.unit.empty()) return one_of(all_units());
    return !who.post.empty() && definition_.people.hold(who.unit, who.post) ? who.post : who.unit;
  }

  // What the table forbids is refused and changes nothing; what is done the table allows.
  void try_one(const ActInfo& info) {
    const auto& operation =
        *std::find_if(operations().begin(), operations().end(), [&](const auto& each) { return each.name == info.name; });
    if ((info.name == "cancel" || info.name == "leave" || info.name == "close") && pick(4) != 0) return;
    const auto aims = aims_of(operation, pick(4) != 0);
    if (aims.empty()) return;
    const auto aim = one_of(aims);
    const auto there = place(aim.where);
    const auto unit = aim.unit.empty() && operation.concern != Concern::either ? one_of(all_units()) : aim.unit;
    const auto act = make(info, there, unit);
    const auto actor = pick(3) == 0 ? one_of(all_units()) : one_who_may(operation, there, unit_of(act));
    const bool on_paper = pick(12) == 0;
    const bool possible = operation.concern == Concern::campaign || is_possible(operation, subject_of(there, unit_of(act)));
    const bool allowed = may(there, act, actor);
    const auto earlier = on_paper ? std::optional(std::max(state_.time, now_ - std::chrono::hours(pick(48)))) : std::nullopt;
    const auto decision = perform_as(actor, act, earlier && *earlier < now_ ? earlier : std::nullopt, on_paper ? "纸质送达" : "");
    if (decision.ok()) {
      done_.insert(operation.name);
      if (!possible) fail("done although its state does not allow it: " + last_);
      if (!allowed && !on_paper) fail("done by one who may not: " + last_);
    } else if (!allowed && possible && !on_paper && decision.refusal->kind != RefusalKind::not_allowed) {
      fail("refused, but not for who asks: " + last_ + ": " + decision.refusal->text(Language::en));
    }
  }

  // --- what people have to do

  struct Duty {
    const ActInfo* info = nullptr;
    std::string address;
    std::string unit;
  };

  std::vector<Duty> duties() const {
    std::vector<Duty> all;
    for_each_step(definition_, state_, [&](const ScopePtr& scope, const Step& step) {
      const Place there(definition_, rules_.calendar, state_, scope, step);
      add_duties(all, there, "");
      for (const auto& [unit, item] : there.state().items)
        if (item.is_open() || item.status == ItemStatus::missing) add_duties(all, there, unit);
    });
    return all;
  }

  static void add_duties(std::vector<Duty>& all, const Place& there, const std::string& unit) {
    const auto subject = subject_of(there, unit);
    for (const auto& operation : operations()) {
      if (operation.waited == nullptr || operation.name == "return") continue;
      const bool of_item = operation.concern == Concern::item || (operation.concern == Concern::either && !unit.empty());
      if (of_item == unit.empty() || !is_possible(operation, subject) || !operation.waited(subject)) continue;
      all.push_back({find_act(operation.name), there.address(), unit});
    }
  }

  void do_some_task() {
    const auto all = duties();
    if (!all.empty()) carry_out(one_of(all));
  }

  // False if it was refused.
  bool carry_out(const Duty& duty) {
    const auto where = at(duty.address);
    if (!where || state_.closed) return true;
    const auto there = place(*where);
    const auto& operation =
        *std::find_if(operations().begin(), operations().end(), [&](const auto& each) { return each.name == duty.info->name; });
    const auto subject = subject_of(there, duty.unit);
    if (!is_possible(operation, subject) || !operation.waited(subject)) return true;
    auto act = make(*duty.info, there, duty.unit);
    if (wilful_ || pick(4) != 0) settle_words(act, there);
    const auto actor = one_who_may(operation, there, duty.unit);
    const auto decision = perform_as(actor, std::move(act));
    if (decision.ok()) done_.insert(operation.name);
    return decision.ok();
  }

  // As somebody who wants to get on says it.
  void settle_words(Act& act, const Place& there) {
    if (auto* sign = std::get_if<Sign>(&act))
      if (const auto next = next_signer(there)) sign->role = next->role;
    if (auto* agreed = std::get_if<Countersign>(&act)) agreed->agrees = true;
    if (auto* choice = std::get_if<Choose>(&act)) {
      choice->reason = "研究决定";
      for (const auto& outcome : there.step().setting("outcomes")->outcomes)
        if (outcome.way != Outcome::Way::back) choice->outcome = outcome.name;
    }
    if (auto* announcement = std::get_if<Announce>(&act)) {
      for (const auto& [key, setting] : there.step().settings)
        if (there.waits_for_date(key)) announcement->key = key;
      announcement->value = to_text(date_of(now_));
      announcement->reason = "已经确定";
    }
  }

  // Everybody does their tasks; what cannot go on, since somebody gave it values that its text cannot use, is closed after a
  // while.
  void everybody_acts() {
    constexpr int rounds = 400;
    constexpr int patience = 3;
    wilful_ = true;
    std::map<std::string, int> waited;
    for (int round = 0; round < rounds && sound_ && !state_.closed; ++round) {
      for (const auto& duty : duties()) carry_out(duty);
      set_parameters();
      judge();
      for (const auto& address : blocked_ones())
        if (++waited[address] > patience) close(address);
      const auto next = next_timer(rules_, state_);
      pass_time(std::max(now_ + std::chrono::hours(24 * (1 + pick(20))), next.value_or(now_)));
    }
  }

  std::vector<std::string> blocked_ones() const {
    std::vector<std::string> addresses;
    for_each_step(definition_, state_, [&](const ScopePtr& scope, const Step& step) {
      if (const auto address = scope->address_of(step); state_.step(address).is_blocked()) addresses.push_back(address);
    });
    return addresses;
  }

  void close(const std::string& address) {
    if (const auto where = at(address); where && !state_.closed)
      perform_as(one_who_may(operation_of(CloseStep{}), place(*where), ""), CloseStep{address, "不再等"});
  }

  // Who scores and who decides on awards enters what an assessment waits for.
  void judge() {
    std::vector<std::string> waiting;
    for_each_step(definition_, state_, [&](const ScopePtr& scope, const Step& step) {
      const auto address = scope->address_of(step);
      if (step.kind == "assess" && state_.step(address).status == StepStatus::open) waiting.push_back(address);
    });
    for (const auto& address : waiting) {
      const auto where = at(address);
      if (!where || state_.closed) return;
      const auto& rules = definition_.assessments.at(where->step->name("rules"));
      for (const auto& unit : assess(place(*where)))
        for (const auto& item : unit.items) score(address, rules.items, unit.unit, item);
      for (const auto& award : rules.awards)
        perform_as(award.decided_by, Enter{address, "decided", award.id, "", "", {}, "审定"});
    }
  }

  void score(const std::string& address, const std::vector<AssessmentItem>& rules, const std::string& unit,
             const AssessedItem& item) {
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const auto& each) { return each.id == item.item; });
    if (rule == rules.end() || state_.closed) return;
    for (const auto& inner : item.items) score(address, rule->items, unit, inner);
    if (!item.waiting || rule->kind == AssessmentItem::Kind::branch) return;
    const auto points = rule->points ? rule->points->in(parameters_of(definition_, state_)) : Value(1);
    const auto assessor = one_who_may(operation_of(CloseStep{}), place(*at(address)), "");
    const auto enter = [&](const std::string& rater, const std::string& part, const Value& given) {
      perform_as(rater.empty() ? assessor : rater, Enter{address, "score", rule->id, part, unit, given, "评定"});
    };
    for (const auto& part : rule->parts) enter(rule->subject, part, 1);
    for (const auto& rater : rule->raters) enter(rater.unit, "", points);
    if (rule->parts.empty() && rule->raters.empty()) enter(rule->subject, "", points);
  }

  void set_parameters() {
    const auto parameters = parameters_of(definition_, state_);
    std::set<std::string> names;
    for (const auto& [file, rules] : definition_.assessments)
      for (const auto& name : unset_parameters(rules, parameters)) names.insert(name);
    for (const auto& name : names) perform_as(definition_.lead, SetParameter{name, 5, "定值"});
    for (const auto& each : definition_.places())
      for (const auto& name : unset_words(definition_, *each.step, parameters))
        perform_as(definition_.lead, SetParameter{name, "〔" + name + "〕", "定值"});
  }

  std::string open_steps() const {
    std::string out;
    for_each_step(definition_, state_, [&](const ScopePtr& scope, const Step& step) {
      const auto& state = state_.step(scope->address_of(step));
      std::string items;
      for (const auto& [unit, item] : state.items)
        if (item.is_open()) items += " " + unit + ":" + std::string(name_of(item.status));
      if (!state.has_settled() || state.is_blocked() || !items.empty())
        out += scope->address_of(step) + " " + std::string(name_of(state.status)) + items +
               (state.incident.is_null() ? "" : " " + to_json(state.incident)) + "; ";
    });
    return out + "last: " + last_;
  }

  const Definition& definition_;
  CountingPress press_;
  Rules rules_;
  State state_;
  State replayed_;
  Instant now_;
  std::vector<Event> journal_;
  std::map<std::string, std::size_t> entries_;
  std::map<std::string, std::size_t> issued_;
  std::mt19937 random_;
  Random made_up_;
  Watch watch_;
  WhatComesTrue comes_true_;
  int foreseen_ = 0;
  int stretch_ = 1;  // days that may pass at once
  std::string last_;
  bool sound_ = true;
  bool wilful_ = false;              // everybody wants to get to the end
  std::set<std::string_view> done_;  // operations that were not refused
};

// HONGTOU_WALKS of them, the first with HONGTOU_SEED; few are watched at every act.
void walk(const std::string& id) {
  const Played played(id);
  const auto first = static_cast<unsigned>(number_from("HONGTOU_SEED", 20231122));
  const auto count = number_from("HONGTOU_SHIPPED_WALKS", 100);
  std::set<std::string_view> done;
  int foreseen = 0;
  for (auto seed = first; seed < first + static_cast<unsigned>(count); ++seed) {
    CAPTURE(seed);
    Walk one(played, seed, count > 100 ? Watch::restarts : Watch::every_act);
    one.run(100);
    done.insert(one.done().begin(), one.done().end());
    foreseen += one.foreseen();
  }
  CHECK_MESSAGE(done.size() >= 25, "too few operations were carried out: " << done.size());
  CHECK_MESSAGE(foreseen >= count, "too few returns were foreseen: " << foreseen);
}

}  // namespace

TEST_CASE("Yangquan 2023 stands random operations by random people") { walk("yangquan-2023"); }
TEST_CASE("Haidian 2021 stands random operations by random people") { walk("haidian-2021"); }
TEST_CASE("Huaiyin 2022 stands random operations by random people") { walk("huaiyin-2022"); }
TEST_CASE("Anhui 2023 stands random operations by random people") { walk("anhui-2023"); }
TEST_CASE("Litong 2021 stands random operations by random people") { walk("litong-2021"); }
