// Countersigning and circulating: others agree to a draft or a report, or read what has been made.
#include <algorithm>
#include <set>

#include "engine/campaign/acts.h"
#include "engine/campaign/countersigning.h"
#include "engine/campaign/refusals.h"

namespace hongtou {

namespace {

constexpr Message no_signers{"refused.no_signers", "没有写请谁会签", "nobody is named to countersign", "写单位", "name units"};
constexpr Message no_readers{"refused.no_readers", "没有写传给谁看", "nobody is named to read it", "写单位", "name units"};
constexpr Message bad_way{"refused.bad_way", "“{0}”不是会签的办法", "“{0}” is no way to countersign",
                          "写 all（全部）、any（一家即可）、in-turn（依次）或家数，如 2",
                          "write all, any, in-turn, or how many, such as 2"};
constexpr Message signer_twice{"refused.signer_twice", "“{0}”已经在会签单位中", "“{0}” is asked to countersign already", "", ""};
constexpr Message no_such_signer{"refused.no_such_signer", "没有请“{0}”会签", "“{0}” is not asked to countersign", "", ""};
constexpr Message named_twice{"refused.named_twice", "“{0}”写了两次", "“{0}” is named twice", "每个单位写一次",
                              "name every unit once"};
constexpr Message nothing_to_read{"refused.nothing_to_read", "没有传给“{0}”、它还没有看的", "nothing waits for “{0}” to be read",
                                  "", ""};

bool is_signer(const Countersigning& countersigning, const std::string& unit) {
  return std::any_of(countersigning.signers.begin(), countersigning.signers.end(),
                     [&](const auto& signer) { return signer.unit == unit; });
}

List list_of(const std::vector<std::string>& words) { return {words.begin(), words.end()}; }

std::string named(const Course& course, const std::string& unit) {
  return unit_name(course.rules.definition, course.state, unit);
}

// Those of whom nothing can be asked, and those who would be counted twice.
std::optional<Refusal> refuse_units(const Course& course, const std::vector<std::string>& units) {
  if (auto refusal = refuse_strangers(course, units)) return refusal;
  std::set<std::string> known;
  for (const auto& unit : units)
    if (!known.insert(unit).second) return course.refuse(RefusalKind::invalid_argument, named_twice, {named(course, unit)});
  return std::nullopt;
}

Countersigning asked_at(const Course& course, const Located& where, const std::string& unit) {
  const auto place = course.place(where.scope, *where.step);
  return countersigning_of(subject_of(place, unit));
}

}  // namespace

std::optional<Refusal> operate(Course& course, const Located&, const AskCountersign& ask) {
  if (ask.signers.empty()) return course.refuse(RefusalKind::invalid_argument, no_signers);
  if (auto refusal = refuse_units(course, ask.signers)) return refusal;
  const auto way = ask.way.empty() ? std::string("all") : ask.way;
  if (!is_way(way, ask.signers.size())) return course.refuse(RefusalKind::invalid_argument, bad_way, {way});
  course.emit_as_actor(event_type::countersign_asked,
                       Map{{"step", ask.step}, {"unit", ask.unit}, {"signers", list_of(ask.signers)}, {"way", way}});
  return std::nullopt;
}

std::optional<Refusal> operate(Course& course, const Located& where, const AddSigner& add) {
  if (auto refusal = refuse_strangers(course, {add.signer})) return refusal;
  if (is_signer(asked_at(course, where, add.unit), add.signer))
    return course.refuse(RefusalKind::already_exists, signer_twice, {named(course, add.signer)});
  course.emit_as_actor(event_type::signer_added,
                       Map{{"step", add.step}, {"unit", add.unit}, {"signer", add.signer}, {"reason", add.reason}});
  return std::nullopt;
}

std::optional<Refusal> operate(Course& course, const Located& where, const DropSigner& drop) {
  if (!is_signer(asked_at(course, where, drop.unit), drop.signer))
    return course.refuse(RefusalKind::not_found, no_such_signer, {named(course, drop.signer)});
  course.emit_as_actor(event_type::signer_dropped,
                       Map{{"step", drop.step}, {"unit", drop.unit}, {"signer", drop.signer}, {"reason", drop.reason}});
  return std::nullopt;
}

std::optional<Refusal> operate(Course& course, const Located& where, const Countersign& answer) {
  const auto& signer = course.standing.unit;
  const auto awaited = awaited_signers(asked_at(course, where, answer.unit));
  if (std::find(awaited.begin(), awaited.end(), signer) == awaited.end())
    return course.refuse(RefusalKind::invalid_state, no_such_signer, {named(course, signer)});
  if (!answer.agrees && answer.opinion.empty()) return course.refuse(RefusalKind::invalid_argument, refusals::no_reason);
  course.emit_as_actor(event_type::countersigned, Map{{"step", answer.step},
                                                      {"unit", answer.unit},
                                                      {"signer", signer},
                                                      {"agrees", answer.agrees},
                                                      {"opinion", answer.opinion}});
  return std::nullopt;
}

std::optional<Refusal> operate(Course& course, const Located&, const Circulate& circulate) {
  if (circulate.to.empty()) return course.refuse(RefusalKind::invalid_argument, no_readers);
  if (auto refusal = refuse_units(course, circulate.to)) return refusal;
  course.emit_as_actor(event_type::copies_sent,
                       Map{{"step", circulate.step}, {"to", list_of(circulate.to)}, {"text", circulate.text}});
  return std::nullopt;
}

std::optional<Refusal> operate(Course& course, const Located&, const ConfirmReading& reading) {
  const auto& reader = course.standing.unit;
  const auto& copies = course.state.step(reading.step).copies;
  const auto copy = copies.find(reader);
  if (copy == copies.end() || copy->second.read)
    return course.refuse(RefusalKind::invalid_state, nothing_to_read, {named(course, reader)});
  course.emit_as_actor(event_type::copy_read, Map{{"step", reading.step}, {"reader", reader}});
  return std::nullopt;
}

}  // namespace hongtou
