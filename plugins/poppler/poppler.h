// Reads PDF files for lint with poppler, which is free under the GNU GPL: whoever passes this plugin on does so under that
// licence. Nothing else in Hongtou needs it.
#pragma once

#include <memory>
#include <string>

#include "engine/lint/printout.h"
#include "engine/plugin.h"

namespace hongtou::poppler {

std::unique_ptr<ManuscriptReader> make_pdf_reader();

// Errors: pdf.damaged, pdf.encrypted, lint.too_large.
Result<lint::Printout> read_printout(const std::string& bytes, const std::string& file);

}  // namespace hongtou::poppler
