// Lint: holds a document against GB/T 9704—2012 and what it calls in, and mends what is safe to mend.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/lint/manuscript.h"
#include "engine/lint/rule.h"
#include "engine/result.h"

namespace hongtou::lint {

// In the order of the document. They point into the manuscript.
std::vector<Finding> check(const Manuscript& manuscript);

// A replacement within one line: bytes [begin, end) of its text.
struct Edit {
  int line = 0;            // Line::number
  std::size_t offset = 0;  // Line::offset
  std::size_t begin = 0, end = 0;
  std::string text;
};
// Those that can be mended; none overlap. What is left is found by the next check.
std::vector<Finding> mendable(const std::vector<Finding>& findings);
// Theirs: only the characters that change, so that data, looks and pictures between them stay as they are.
std::vector<Edit> edits_of(const std::vector<Finding>& findings);

// A .gw text with the edits of its manuscript made.
std::string mend_text(std::string_view text, const std::vector<Edit>& edits);

}  // namespace hongtou::lint
