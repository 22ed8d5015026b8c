// Forms for tests: one form as a workflow file would hold it, and what is found in its submissions.
#pragma once

#include "tests/definition/definition_support.h"

namespace hongtou::test {

inline Result<Definition> load_with_form(const std::string& inside) {
  return load(
      "c/campaign.info",
      Environment::in_memory(
          {{"c/units.csv", "id,name,class\na,东街道,街道\nb,西街道,街道\n"},
           {"c/campaign.info",
            "campaign t { title 测试  period \"2023-05-01 to 2023-12-31\"\nunits { from units.csv } lead a\nforms { f {\n" +
                inside + "\n} }\nsteps { s { do collect  form f  from 街道  due 2023-06-01 } } }\n"}},
          Instant{}));
}

inline Form form_of(const std::string& inside) {
  auto definition = load_with_form(inside);
  REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::en));
  return definition->forms.at("f");
}

inline std::string_view name_of(Severity severity) {
  return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

// severity code field, what is wrong and how to mend it in both languages, three lines a finding.
inline std::string told(const std::vector<Finding>& findings) {
  std::string out;
  for (const auto& finding : findings) {
    out += std::string(name_of(finding.severity)) + " " + std::string(finding.message.code) + " " + finding.field + "\n";
    out += fill(finding.message.zh, finding.arguments) + "。" + fill(finding.message.hint_zh, finding.arguments) + "\n";
    out += fill(finding.message.en, finding.arguments) + ": " + fill(finding.message.hint_en, finding.arguments) + "\n";
  }
  return out;
}

inline std::string told(const Form& form, const Value& data, const SubmissionContext& context = {}) {
  return told(check_submission(form, data, context));
}

}  // namespace hongtou::test
