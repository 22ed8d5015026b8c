// 版头 head (9704-7.2): copy number, security level, urgency, issuer mark, document number, signatories, red rule.
#pragma once

#include "engine/document/document.h"
#include "engine/document/elements.h"
#include "plugins/docx/flow.h"
#include "plugins/docx/styles.h"

namespace hongtou::docx {

// A joint mark may be made smaller, so that the first page shows text (9704-7.2.4g).
void write_head(Flow& flow, const Document& document, double mark_scale);

// The line of the issuer mark, and how its characters look.
Line mark_line(const IssuerMark& mark);
RunProperties mark_run(const IssuerMark& mark);

// Whether a red rule stands above the title.
bool has_red_rule(const Document& document);

}  // namespace hongtou::docx
