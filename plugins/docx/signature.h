// 发文机关署名, 成文日期, 印章, 签名章 (9704-7.3.5).
#pragma once

#include "engine/document/document.h"
#include "plugins/docx/flow.h"

namespace hongtou::docx {

// The paragraphs from `end_of_text` on keep with it; null: none do. Returns what a seal takes below its last line, in mm.
double write_signature(Flow& flow, const Document& document, pugi::xml_node end_of_text);

}  // namespace hongtou::docx
