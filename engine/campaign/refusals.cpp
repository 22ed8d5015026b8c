#include "engine/campaign/refusals.h"

#include "engine/campaign/naming.h"

namespace hongtou::refusals {

namespace {

constexpr Message wrong_kind{"refused.not_for_this_step", "步骤“{0}”是“{2}”步骤，不能“{4}”",
                             "the step “{1}” is of the kind “{3}” and takes no “{5}”", "{6}", "{7}"};
constexpr Message wrong_state{"refused.not_now", "步骤“{0}”现在不能“{2}”（{3}）", "the step “{1}” takes no “{4}” now ({5})",
                              "{6}", "{7}"};

std::string with(std::string_view before, const std::string& words) {
  return words.empty() ? std::string() : std::string(before) + words;
}

// Which kinds take it; of what any kind may take, when.
std::string fitting(const Operation& operation, Language language) {
  const bool zh = language == Language::zh;
  if (operation.kinds.empty()) return with(zh ? "要：" : "only if ", when_words(operation, language));
  return with(zh ? "能这样办的步骤：" : "kinds that do: ", kinds_of(operation, language));
}

// What is amiss: the state, else what else must be so.
std::string wanted(const Operation& operation, const Subject& subject, Language language) {
  const bool zh = language == Language::zh;
  if (!is_in_state(operation, subject)) return with(zh ? "要在：" : "only when it is: ", states_of(operation, language));
  return with(zh ? "要：" : "only if ", when_words(operation, language));
}

std::string state_of(const Subject& subject, Language language) {
  const auto& place = subject.place;
  return subject.item == nullptr ? state_word(place.state().status, language)
                                 : state_word(subject.item->status, place.step().kind, language);
}

}  // namespace

Refusal of_step(const Place& place, RefusalKind kind, const Message& message, std::vector<std::string> more) {
  const auto name = [&](Language language) { return label_of(place.definition(), place.campaign(), place.address(), language); };
  std::vector<std::string> arguments{name(Language::zh), name(Language::en)};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return {kind, message, std::move(arguments), {}};
}

Refusal of_item(const Place& place, const std::string& unit, const Message& message, std::vector<std::string> more) {
  more.insert(more.begin(), place.unit_name(unit));
  return of_step(place, RefusalKind::invalid_state, message, std::move(more));
}

Refusal not_for_this_kind(const Place& place, const Operation& operation) {
  const auto& kind = place.step().kind;
  return of_step(place, RefusalKind::invalid_state, wrong_kind,
                 {kind_word(kind, Language::zh), kind, std::string(operation.chinese), std::string(operation.name),
                  fitting(operation, Language::zh), fitting(operation, Language::en)});
}

Refusal not_now(const Subject& subject, const Operation& operation) {
  return of_step(
      subject.place, RefusalKind::invalid_state, wrong_state,
      {std::string(operation.chinese), state_of(subject, Language::zh), std::string(operation.name),
       state_of(subject, Language::en), wanted(operation, subject, Language::zh), wanted(operation, subject, Language::en)});
}

}  // namespace hongtou::refusals
