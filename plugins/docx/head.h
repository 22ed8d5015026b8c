// 版头 head (9704-7.2): copy number, security level, urgency, issuer mark, document number, signatories, red rule.
#pragma once

#include "engine/document/document.h"
#include "plugins/docx/flow.h"

namespace hongtou::docx {

void write_head(Flow& flow, const Document& document);

// Whether a red rule stands above the title.
bool has_red_rule(const Document& document);

}  // namespace hongtou::docx
