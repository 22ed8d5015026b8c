#include "engine/campaign/incident.h"

namespace hongtou {

Value problems_of(const Diagnostics& diagnostics) {
  List problems;
  for (const auto& diagnostic : diagnostics)
    if (diagnostic.severity == Severity::error)
      problems.push_back(Map{{"code", Value(diagnostic.message.code)},
                             {"zh", to_text(diagnostic, Language::zh)},
                             {"en", to_text(diagnostic, Language::en)}});
  return problems;
}

}  // namespace hongtou
