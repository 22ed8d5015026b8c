// CSV as spreadsheets save it (RFC 4180, UTF-8). Private to the engine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnostic.h"

namespace hongtou {

struct CsvCell {
  std::string text;  // trimmed
  int line = 1;      // of its first character, quotes apart
  int column = 1;
};
using CsvLine = std::vector<CsvCell>;

// A line of nothing but white space and separators, as spreadsheets leave them at the end, is no record. `unclosed_quote` is said
// of a quote that does not end, at its place.
std::vector<CsvLine> read_csv(std::string_view text, const std::string& file, Message unclosed_quote, Diagnostics& diagnostics,
                              char separator = ',');

}  // namespace hongtou
