#include "bindings/cli/live/draft.h"

#include "bindings/cli/campaign_documents.h"
#include "bindings/cli/live/performer.h"
#include "bindings/cli/output_file.h"
#include "engine/wording.h"

namespace hongtou::cli {

ExitCode show_draft(Program& program, const Campaign& campaign, const std::string& step, bool json) {
  auto& console = program.console();
  const auto draft = campaign.draft(step);
  if (!draft.ok()) return report_failure(console, draft.diagnostics(), json);
  const auto text = program.engine().write(*draft, "text");
  if (!text.ok()) return report_failure(console, text.diagnostics(), json);
  if (json)
    console.print_json(Map{{"step", step}, {"draft", *text}});
  else
    console.print(*text);
  return ExitCode::done;
}

ExitCode write_draft(Program& program, const Campaign& campaign, const std::string& step, const std::vector<std::string>& formats,
                     const std::string& folder, bool json) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto fail = [&](const Diagnostics& why) { return report_failure(console, why, json); };
  const auto draft = campaign.draft(step);
  if (!draft.ok()) return fail(draft.diagnostics());
  if (const auto made = make_folder(folder); !made.ok()) return fail(made.diagnostics());
  const auto stem = folder + "/" + file_name(label_of(campaign.definition(), step, Language::zh)) + "（稿）";
  List files;
  for (const auto& format : formats) {
    const auto bytes = engine.write(*draft, format);
    if (!bytes.ok()) return fail(bytes.diagnostics());
    const auto name = stem + engine.registry().format(format)->info().extension;
    if (const auto done = write_file(name, *bytes); !done.ok()) return fail(done.diagnostics());
    files.push_back(name);
    if (!json) console.print(name + "\n");
  }
  if (json) console.print_json(Map{{"done", true}, {"files", std::move(files)}});
  return ExitCode::done;
}

}  // namespace hongtou::cli
