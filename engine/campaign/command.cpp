#include "engine/campaign/command.h"

namespace hongtou {

std::string step_of(const Act& act) {
  return std::visit(
      [](const auto& each) -> std::string {
        if constexpr (requires { each.step; })
          return each.step;
        else
          return {};
      },
      act);
}

std::string Refusal::text(Language language) const {
  auto out = fill(language == Language::zh ? message.zh : message.en, arguments);
  const auto hint = fill(language == Language::zh ? message.hint_zh : message.hint_en, arguments);
  if (!hint.empty()) out += (language == Language::zh ? "。" : ". ") + hint;
  for (const auto& finding : findings)
    out += "\n  " + finding.field + ": " +
           fill(language == Language::zh ? finding.message.zh : finding.message.en, finding.arguments);
  return out;
}

}  // namespace hongtou
