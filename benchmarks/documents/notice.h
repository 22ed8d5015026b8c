// The document that every engine is measured with: a notice of five pages with a table of 50 × 10, or of more rows.
#pragma once

#include <string>

#include "engine/document/document.h"
#include "engine/value.h"

namespace hongtou::benchmarks {

Document notice(int seed, int rows);

// The same as data for a template: {number, title, to, organ, date, paras: [{t}], rows: [{c0 … c9}]}.
Value data_of(const Document& notice);

// How an engine writes what stands for a value, and for each line of a list.
struct Tags {
  std::string before, after;                   // of a value: {d. and }
  std::vector<std::string> paragraphs;         // what stands for them, a paragraph an entry
  std::vector<std::vector<std::string>> rows;  // what stands for them, a row an entry of ten cells
};
Tags tags_of(const std::string& engine);  // carbone, docxtemplater, docxtpl

// The notice with tags in place of its values.
Document template_of(const Tags& tags);

}  // namespace hongtou::benchmarks
