// A .docx as lint sees it, and back with its faults mended.
#pragma once

#include <string>
#include <vector>

#include "engine/lint/lint.h"
#include "engine/result.h"

namespace hongtou::docx {

// Lines are paragraphs in the order of the file, those of tables and text boxes among them, roles given.
// Errors: docx.not_a_package, docx.too_large, docx.bad_xml.
Result<lint::Manuscript> read_manuscript(const std::string& bytes, const std::string& file);

// The same file with the edits made in its text; everything else stays as it was.
Result<std::string> mend(const std::string& bytes, const std::vector<lint::Edit>& edits, const std::string& file);

}  // namespace hongtou::docx
