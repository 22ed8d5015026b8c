#include "engine/campaign/printing.h"

#include "engine/campaign/place.h"
#include "engine/campaign/scope.h"

namespace hongtou {

namespace {

class Collecting final : public Press {
 public:
  explicit Collecting(const Press& press) : press_(press) {}

  Result<std::map<std::string, Value>> print(const std::string&, const Document& document) override {
    documents_.push_back(document);
    return std::map<std::string, Value>{};
  }
  Result<std::string> bytes(const Value& reference) const override { return press_.bytes(reference); }

  std::vector<Document> take() { return std::move(documents_); }

 private:
  const Press& press_;
  std::vector<Document> documents_;
};

// Whether several steps with a text have their time come.
bool several_are_due(const Rules& rules, const State& state, Instant at) {
  int due = 0;
  for_each_step(rules.definition, state, [&](const ScopePtr& scope, const Step& step) {
    if (due > 1 || step.name("text").empty()) return;
    const Place place(rules.definition, rules.calendar, state, scope, step);
    if (place.state().status != StepStatus::open) return;
    const auto wakes = rules.kind(step.kind)->wakes_at(place);
    due += wakes && *wakes <= at ? 1 : 0;
  });
  return due > 1;
}

}  // namespace

std::vector<Document> documents_ahead(const Rules& rules, const State& state, const Command& command, Instant now) {
  if (!std::holds_alternative<PassTime>(command.act) || !several_are_due(rules, state, command.effective.value_or(now)))
    return {};
  Collecting collecting(rules.press);
  decide({rules.definition, rules.calendar, rules.kind, collecting}, state, command, now);
  return collecting.take();
}

}  // namespace hongtou
