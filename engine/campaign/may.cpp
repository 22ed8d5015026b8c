#include "engine/campaign/may.h"

#include <algorithm>

#include "engine/campaign/countersigning.h"
#include "engine/campaign/refusals.h"
#include "engine/campaign/scope.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message not_allowed{"refused.not_allowed", "“{0}”不能办理“{1}”", "“{0}” may not do “{2}”", "可由 {3} 办理",
                              "this is for {4}"};
constexpr Message which_post{"refused.which_post", "“{0}”在几个单位有岗位：{1}", "“{0}” holds posts in several units: {2}",
                             "写明以哪个单位的身份：{0}@单位", "say for which one: {0}@UNIT"};
constexpr Message nothing_to_record{"refused.nothing_to_record", "“{0}”不能代别人录入", "“{0}” cannot be entered for another", "",
                                    ""};

bool is_member(const Definition& definition, const std::vector<LateMember>& joined, std::string_view unit) {
  return definition.units.find(unit) != nullptr ||
         std::any_of(joined.begin(), joined.end(), [&](const auto& each) { return each.id == unit; });
}

// person@unit in its parts.
struct Words {
  std::string_view name;
  std::string unit;  // "": not said
};
Words words_of(const Definition& definition, std::string_view actor) {
  const auto at = actor.rfind('@');
  if (at == std::string_view::npos) return {actor, ""};
  const auto* unit = definition.units.find(actor.substr(at + 1));
  return {actor.substr(0, at), unit == nullptr ? std::string(actor.substr(at + 1)) : unit->id};
}

// "" when it is no role.
std::string unit_of_role(const Definition& definition, std::string_view role) {
  const auto found = definition.roles.find(role);
  if (found != definition.roles.end()) return found->second;
  return role == issuing_role ? definition.lead : std::string();
}

void add(std::vector<Holder>& holders, const std::string& unit) {
  if (const Holder holder{unit, "", ""}; std::find(holders.begin(), holders.end(), holder) == holders.end())
    holders.push_back(holder);
}

// Without a lead the campaign is everybody's.
void add_lead(std::vector<Holder>& holders, const Definition& definition) { add(holders, definition.lead); }

// The lead in the place of those who have left.
void add_named(std::vector<Holder>& holders, const Place& place, std::string_view key) {
  const auto units = place.units(key);
  for (const auto& unit : units) add(holders, unit);
  if (units.empty()) add_lead(holders, place.definition());
}

void add_receivers(std::vector<Holder>& holders, const Place& place) {
  const bool named = place.step().kind != "issue" && place.step().setting("to") != nullptr;
  named ? add_named(holders, place, "to") : add_lead(holders, place.definition());
}

std::string responsible(const Subject& subject) {
  return subject.item == nullptr || subject.item->responsible.empty() ? subject.unit : subject.item->responsible;
}

void add_above(std::vector<Holder>& holders, const Subject& subject) {
  const auto& units = subject.place.definition().units;
  const auto* unit = units.find(subject.unit);
  for (std::size_t i = 0; unit != nullptr && !unit->parent.empty() && i < units.all().size(); ++i) {
    add(holders, unit->parent);
    unit = units.find(unit->parent);
  }
}

void add_delegate(std::vector<Holder>& holders, const Subject& subject) {
  if (subject.item == nullptr || subject.item->delegate.empty()) return;
  const auto& definition = subject.place.definition();
  if (const auto words = words_of(definition, subject.item->delegate); definition.people.knows(words.name))
    holders.push_back({responsible(subject), "", std::string(words.name)});
  else
    add(holders, subject.item->delegate);
}

// When it is nobody's turn all of them: the step says why not.
void add_signers(std::vector<Holder>& holders, const Place& place) {
  const auto next = next_signer(place);
  for (const auto& signer : next ? std::vector<Signer>{*next} : signers_of(place))
    holders.push_back({signer.unit, signer.role, ""});
}

void add_party(std::vector<Holder>& holders, Party party, const Subject& subject) {
  const auto& place = subject.place;
  const auto& definition = place.definition();
  switch (party) {
    case Party::unit:
      return add(holders, responsible(subject));
    case Party::delegate:
      return add_delegate(holders, subject);
    case Party::above:
      return add_above(holders, subject);
    case Party::reviewer:
      return place.step().setting("review") != nullptr ? add_named(holders, place, "review") : add_receivers(holders, place);
    case Party::receiver:
      return add_receivers(holders, place);
    case Party::decider:
      return place.step().setting("by") != nullptr ? add_named(holders, place, "by") : add_lead(holders, definition);
    case Party::signer:
      return add_signers(holders, place);
    case Party::drafter:
      if (const auto signers = signers_of(place); !signers.empty())
        holders.push_back({signers.front().unit, signers.front().role, ""});
      return;
    case Party::countersigner:
      for (const auto& unit : awaited_signers(countersigning_of(subject))) add(holders, unit);
      return;
    case Party::registrar:
      return add(holders, subject.unit);
    case Party::reader:
      for (const auto& [unit, copy] : place.state().copies)
        if (!copy.read) add(holders, unit);
      return;
    case Party::lead:
      return add_lead(holders, definition);
    case Party::supervisor:
      for (const auto& unit : definition.supervisors) add(holders, unit);
      return;
    case Party::anybody:
      return add(holders, "");
  }
}

bool holds_post(const Definition& definition, const Holder& holder) {
  return !holder.post.empty() && definition.people.hold(holder.unit, holder.post);
}

// Whether a person acts as the holder with this post.
bool fills(const Definition& definition, const Holder& holder, const Post& post) {
  if (!holder.person.empty()) return post.person == holder.person;
  if (!holder.unit.empty() && post.unit != holder.unit) return false;
  return !holds_post(definition, holder) || post.name == holder.post;
}

void add_unit(std::vector<std::string>& units, const std::string& unit) {
  if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
}

std::string name_of(const Definition& definition, const State& state, const Holder& holder, Language language) {
  const bool zh = language == Language::zh;
  if (!holder.person.empty()) return holder.person;
  if (holder.unit.empty()) return zh ? "任何人" : "anybody";
  const auto name = unit_name(definition, state, holder.unit);
  return holder.post.empty() ? name : zh ? name + "（" + holder.post + "）" : name + " (" + holder.post + ")";
}

std::string names_of(const Definition& definition, const State& state, const std::vector<Holder>& holders, Language language) {
  std::vector<std::string> names;
  for (const auto& holder : holders) names.push_back(name_of(definition, state, holder, language));
  if (names.empty()) names.push_back("—");
  return join(names, language == Language::zh ? "、" : ", ");
}

std::string unit_names(const Definition& definition, const State& state, const std::vector<std::string>& units,
                       std::string_view separator) {
  std::vector<std::string> names;
  for (const auto& unit : units) names.push_back(unit_name(definition, state, unit));
  return join(names, separator);
}

// What the journal calls the one who acts.
std::string recorded_name(const Definition& definition, std::string_view actor, const std::string& unit) {
  const auto words = words_of(definition, actor);
  const bool person = definition.people.knows(words.name) && definition.units.find(actor) == nullptr;
  return person ? std::string(words.name) + "@" + unit : std::string(actor);
}

std::vector<Holder> holders_in_campaign(const Operation& operation, const Definition& definition) {
  std::vector<Holder> holders;
  for (const auto party : operation.by) party == Party::lead ? add_lead(holders, definition) : add(holders, "");
  return holders;
}

class Judge {
 public:
  Judge(const Definition& definition, const State& state, const std::string& actor, const Operation& operation)
      : definition_(definition), state_(state), actor_(actor), operation_(operation) {}

  Permission judge(const std::vector<Holder>& holders) const {
    const auto units = units_acting(definition_, state_.joined, holders, actor_);
    if (units.size() == 1) return {{recorded_name(definition_, actor_, units.front()), units.front()}, std::nullopt};
    if (!is_actor(definition_, state_.joined, actor_)) return refuse(refusals::unknown_actor, {actor_});
    if (holders.empty()) return {{actor_, actor_}, std::nullopt};  // nobody is asked: the state refuses it
    if (units.size() > 1)
      return refuse(which_post,
                    {actor_, unit_names(definition_, state_, units, "、"), unit_names(definition_, state_, units, ", ")});
    return refuse(not_allowed,
                  {unit_name(definition_, state_, actor_), std::string(operation_.chinese), std::string(operation_.name),
                   names_of(definition_, state_, holders, Language::zh), names_of(definition_, state_, holders, Language::en)});
  }

  Permission refuse(Message message, std::vector<std::string> arguments) const {
    return {{}, Refusal{RefusalKind::not_allowed, message, std::move(arguments), {}}};
  }

 private:
  const Definition& definition_;
  const State& state_;
  const std::string& actor_;
  const Operation& operation_;
};

}  // namespace

std::vector<Holder> holders_of(const Operation& operation, const Subject& subject) {
  std::vector<Holder> holders;
  for (const auto party : operation.by) add_party(holders, party, subject);
  return holders;
}

std::vector<Holder> recorders_of(const Subject& subject) {
  std::vector<Holder> holders;
  for (const auto party : {Party::reviewer, Party::receiver, Party::decider, Party::above, Party::lead})
    add_party(holders, party, subject);
  return holders;
}

std::vector<std::string> units_acting(const Definition& definition, const std::vector<LateMember>& joined,
                                      const std::vector<Holder>& holders, std::string_view actor) {
  if (actor == engine_actor) return {std::string(actor)};
  std::vector<std::string> units;
  const auto words = words_of(definition, actor);
  const bool is_unit = is_member(definition, joined, actor);
  const auto unit_of_actor = is_unit ? std::string() : unit_of_role(definition, actor);
  const auto posts = is_unit ? std::vector<const Post*>() : definition.people.posts_of(words.name);
  for (const auto& holder : holders) {
    if (is_unit && (holder.unit.empty() || holder.unit == actor) && holder.person.empty() && !holds_post(definition, holder))
      add_unit(units, std::string(actor));
    if (!unit_of_actor.empty() && (holder.unit.empty() || holder.unit == unit_of_actor) && holder.person.empty() &&
        (holder.post.empty() || holder.post == actor))
      add_unit(units, unit_of_actor);
    for (const auto* post : posts)
      if ((words.unit.empty() || post->unit == words.unit) && fills(definition, holder, *post))
        add_unit(units, holder.unit.empty() || !holder.person.empty() ? post->unit : holder.unit);
  }
  return units;
}

bool is_actor(const Definition& definition, const std::vector<LateMember>& joined, std::string_view word) {
  const auto words = words_of(definition, word);
  return word == engine_actor || is_member(definition, joined, word) || !unit_of_role(definition, word).empty() ||
         definition.people.knows(words.name);
}

std::string own_unit(const Definition& definition, const std::vector<LateMember>& joined, std::string_view actor) {
  const auto units = units_acting(definition, joined, {Holder{}}, actor);
  return units.size() == 1 ? units.front() : std::string();
}

bool may(const Place& place, const Act& act, std::string_view actor) {
  const auto& operation = operation_of(act);
  const auto holders = operation.concern == Concern::campaign ? holders_in_campaign(operation, place.definition())
                                                              : holders_of(operation, subject_of(place, unit_of(act)));
  return units_acting(place.definition(), place.campaign().joined, holders, actor).size() == 1;
}

Permission permission_of(const Definition& definition, const State& state, const Operation& operation, const std::string& actor) {
  return Judge(definition, state, actor, operation).judge(holders_in_campaign(operation, definition));
}

Permission permission_of(const Definition& definition, const Calendar& calendar, const State& state, const Command& command,
                         const std::optional<Located>& where, Instant now) {
  const auto& operation = operation_of(command.act);
  const Judge judge(definition, state, command.actor, operation);
  if (operation.concern == Concern::level) return {{command.actor, command.actor}, std::nullopt};
  if (operation.concern == Concern::campaign) return judge.judge(holders_in_campaign(operation, definition));
  if (!where) return {{command.actor, command.actor}, std::nullopt};
  const Place place(definition, calendar, state, where->scope, *where->step);
  const auto subject = subject_of(place, unit_of(command.act));
  const bool earlier = command.effective && *command.effective < now && command.actor != engine_actor;
  if (command.on_behalf.empty() && !earlier) return judge.judge(holders_of(operation, subject));
  if (command.on_behalf.empty()) return judge.refuse(refusals::no_reason, {});
  if (!earlier && !operation.on_behalf) return judge.refuse(nothing_to_record, {std::string(operation.chinese)});
  return judge.judge(recorders_of(subject));
}

}  // namespace hongtou
