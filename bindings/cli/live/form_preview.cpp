#include "bindings/cli/live/form_preview.h"

#include "bindings/cli/live/performer.h"
#include "engine/campaign/naming.h"

namespace hongtou::cli {

namespace {

Document filled_form(const Campaign& campaign, const Form& form, const Submit& submission, const Value& data) {
  const auto& definition = campaign.definition();
  Document document;
  document.title = {unit_name(definition, campaign.state(), submission.unit) + "　" +
                    label_of(definition, campaign.state(), submission.step, Language::zh)};
  document.body.push_back({{}, filled_table(form, data)});
  return document;
}

}  // namespace

ExitCode show_form(Program& program, const Campaign& campaign, const Command& submission, bool json) {
  auto& console = program.console();
  const auto foreseen = campaign.foresee(submission);
  const auto refused = foreseen.ok() ? Diagnostics{} : to_diagnostics(*foreseen.refusal);
  const auto& submit = std::get<Submit>(submission.act);
  const auto where = locate(campaign.definition(), campaign.state(), submit.step);
  const auto& forms = campaign.definition().forms;
  const auto form = where ? forms.find(where->step->name("form")) : forms.end();
  const bool may_be_read = foreseen.ok() || !foreseen.refusal->findings.empty();
  if (form == forms.end() || !may_be_read) return foreseen.ok() ? ExitCode::done : report_failure(console, refused, json);
  const auto data = completed(form->second, submit.data, {&campaign.calendar(), campaign.now()});
  if (json) {
    auto answer = failure_value(refused, console.language());
    answer["data"] = data;
    console.print_json(answer);
  } else {
    const auto text = program.engine().write(filled_form(campaign, form->second, submit, data), "text");
    if (!text.ok()) return console.fail(text.diagnostics());
    console.print(*text);
  }
  return foreseen.ok() ? ExitCode::done : console.fail(refused);
}

}  // namespace hongtou::cli
