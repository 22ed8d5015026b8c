// The report for the leader who signs: what a rehearsal has shown, on two pages, with everything in attachments.
#pragma once

#include <string>
#include <vector>

#include "engine/engine.h"

namespace hongtou {

// A document that the rehearsal has made, as it was written.
struct ReportedDocument {
  std::string step;  // address
  std::string title;
  Instant at;
  std::string file;  // documents/01-印发通知.docx
};

struct RehearsalFindings {
  Diagnostics warnings;                     // of the check and the rehearsal
  std::vector<ReportedDocument> documents;  // in the order of time
};

// Calendar, load per unit and day, who is likely late (workload.h says by what rule), warnings, documents. Errors: template.*,
// text.*, file.* of the text share/templates/rehearsal_report.
Result<Document> rehearsal_report(const Engine& engine, const Campaign& campaign, const RehearsalFindings& findings,
                                  Language language);

}  // namespace hongtou
