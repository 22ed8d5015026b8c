// The Word format: one document as Office Open XML (ECMA-376, transitional).
#pragma once

#include <memory>

#include "engine/plugin.h"

namespace hongtou::docx {

std::unique_ptr<Format> make_docx_format();
std::unique_ptr<ManuscriptReader> make_docx_reader();

}  // namespace hongtou::docx
