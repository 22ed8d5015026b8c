#include "engine/csv.h"

#include <algorithm>

#include "engine/text.h"

namespace hongtou {

namespace {

// Without the white space around it.
void tidy(CsvCell& cell) {
  const auto text = trim(std::string_view(cell.text));
  const auto blank = text.empty() ? 0 : static_cast<std::size_t>(text.data() - cell.text.data());
  const auto moved = line_column(cell.text, blank);
  cell.column = moved.line == 1 ? cell.column + moved.column - 1 : moved.column;
  cell.line += moved.line - 1;
  cell.text = std::string(text);
}

}  // namespace

std::vector<CsvLine> read_csv(std::string_view text, const std::string& file, Message unclosed_quote, Diagnostics& diagnostics,
                              char separator) {
  std::vector<CsvLine> records;
  CsvLine record;
  CsvCell cell;
  bool quoted = false;
  int line = 1;
  int column = 1;
  const auto end_cell = [&] {
    tidy(cell);
    record.push_back(std::move(cell));
    cell = {{}, line, column + 1};
  };
  const auto end_record = [&] {
    end_cell();
    const bool blank = std::all_of(record.begin(), record.end(), [](const CsvCell& each) { return each.text.empty(); });
    if (!blank) records.push_back(std::move(record));
    record.clear();
  };
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (quoted) {
      if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
        cell.text += text[++i];
      } else if (c == '"') {
        quoted = false;
      } else {
        cell.text += c;
      }
    } else if (c == '"' && trim(std::string_view(cell.text)).empty()) {
      cell = {{}, line, column + 1};
      quoted = true;
    } else if (c == separator) {
      end_cell();
    } else if (c == '\n') {
      end_record();
    } else if (c == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) {
      c = '\n';  // a lone CR, as old Macs wrote
      end_record();
    } else if (c != '\r') {
      cell.text += c;
    }
    if (c == '\n') {
      ++line;
      column = 1;
      if (!quoted) cell = {{}, line, 1};
    } else if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u) {
      ++column;
    }
  }
  if (quoted) diagnostics.push_back({Severity::error, {file, cell.line, cell.column - 1}, unclosed_quote, {}});
  if (!cell.text.empty() || !record.empty()) end_record();
  return records;
}

}  // namespace hongtou
