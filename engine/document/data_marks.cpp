#include "engine/document/data_marks.h"

#include <algorithm>
#include <optional>
#include <set>

#include "engine/document/writable.h"
#include "engine/text.h"

namespace hongtou::gw {

namespace {

// All of them begin with the byte F4 in UTF-8.
constexpr char32_t first_mark = 0x100000;  // + line of the template, at the start of each line
constexpr char32_t last_line = 0xFE00;
constexpr std::string_view data_begin = "\U0010FF00";
constexpr std::string_view data_end = "\U0010FF01";
constexpr std::string_view data_break = "\U0010FF02";
constexpr std::string_view blank_line = "\U0010FF03";
constexpr std::size_t mark_size = 4;

bool is_mark(std::string_view text) { return text.starts_with('\xF4'); }

std::string line_mark(int line) {
  const auto number = std::min(static_cast<char32_t>(line), last_line);
  return to_utf8(std::u32string(1, first_mark + number));
}

// The number of the template's line that a mark at the beginning tells.
std::optional<int> marked_line(std::string_view text) {
  if (!is_mark(text)) return std::nullopt;
  const auto number = to_utf32(text.substr(0, mark_size)).front() - first_mark;
  return number <= last_line ? std::optional(static_cast<int>(number)) : std::nullopt;
}

std::string without_marks(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (is_mark(text.substr(at)))
      at += mark_size;
    else
      out += text[at++];
  }
  return out;
}

// A line of section tags alone is neither: it leaves nothing behind.
struct TemplateLines {
  std::set<int> printing;
  std::set<int> tagged;
};

TemplateLines template_lines(const std::vector<Token>& tokens) {
  TemplateLines out;
  int line = 1;
  for (const auto& token : tokens) {
    if (token.is_tag) out.tagged.insert(line);
    if (token.is_tag && prints(token.tag.kind)) out.printing.insert(line);
    for (std::string_view rest = token.source;;) {
      const auto end = rest.find('\n');
      if (!token.is_tag && !trim(rest.substr(0, end)).empty()) out.printing.insert(line);
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
      ++line;
      if (token.is_tag) out.tagged.insert(line);
    }
  }
  return out;
}

// The template with a mark at the start of each line; `write_tag` says what becomes of the tags.
template <class WriteTag>
std::string marked(const std::vector<Token>& tokens, const WriteTag& write_tag) {
  const auto kinds = template_lines(tokens);
  int line = 1;
  const auto mark = [&] {
    if (kinds.printing.contains(line)) return line_mark(line);
    return kinds.tagged.contains(line) ? std::string() : std::string(blank_line);
  };
  std::string out = mark();
  for (const auto& token : tokens) {
    if (token.is_tag) {
      out += write_tag(token);
      const auto more = std::count(token.source.begin(), token.source.end(), '\n');
      const bool begins_line = more > 0 && !kinds.printing.contains(line);  // the end of a long comment does
      line += static_cast<int>(more);
      if (begins_line) out += mark();
      continue;
    }
    for (const char c : without_marks(token.source)) {
      out += c;
      if (c != '\n') continue;
      ++line;
      out += mark();
    }
  }
  return out;
}

}  // namespace

std::string marked_template(const std::vector<Token>& tokens) {
  return marked(tokens, [](const Token& token) { return std::string(token.source); });
}

std::string marked_outline(const std::vector<Token>& tokens) {
  return marked(tokens, [](const Token& token) {
    return prints(token.tag.kind) ? std::string(data_begin) + std::string(token.source) + std::string(data_end) : std::string();
  });
}

std::string fenced(const std::string& value) {
  std::u32string out;
  const auto characters = to_utf32(trim(value));
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const char32_t c = characters[i];
    if (c == '\r' && i + 1 < characters.size() && characters[i + 1] == '\n') continue;
    const bool breaks = (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
    if (breaks)
      out += to_utf32(data_break);
    else if (c == '\t')
      out += U' ';
    else if (is_writable(c) && c < first_mark)
      out += c;
  }
  return std::string(data_begin) + to_utf8(out) + std::string(data_end);
}

std::vector<Line> lines_of(std::string_view marked, const std::string& file) {
  std::vector<Line> out;
  int number = 1;
  bool after_blank = false;
  for (auto line : lines(marked)) {
    const bool blank = line.starts_with(blank_line);
    const auto from = marked_line(line);
    if (blank || from) line.remove_prefix(mark_size);
    if (from) number = *from;
    after_blank = after_blank || blank;
    const auto trimmed = trim(line);
    if (trimmed.empty()) continue;
    const auto column = static_cast<int>(character_count(line.substr(0, line.find(trimmed)))) + 1;
    out.push_back({trimmed, {file, number, column}, std::exchange(after_blank, false)});
  }
  return out;
}

std::string plain(std::string_view text, std::string_view line_break) {
  return without_marks(replace_all(std::string(text), data_break, line_break));
}

bool has_data(std::string_view text) { return text.find(data_begin) != std::string_view::npos; }

std::string authored(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto data = text.find(data_begin);
    out += text.substr(0, data);
    const auto end = data == std::string_view::npos ? data : text.find(data_end, data);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + data_end.size());
  }
  return out;
}

std::size_t find_authored(std::string_view text, std::string_view what) {
  for (std::size_t from = 0;;) {
    const auto found = text.find(what, from);
    const auto data = text.find(data_begin, from);
    if (found <= data) return found;
    from = text.find(data_end, data);
    if (from == std::string_view::npos) return from;
  }
}

std::vector<std::string_view> split_authored(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = find_authored(text, separator);
    parts.push_back(trim(text.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + separator.size());
  }
}

std::pair<std::string_view, std::string_view> split_word(std::string_view text) {
  auto end = text.size();
  for (const std::string_view blank : {" ", "\t", "\u3000"}) end = std::min(end, find_authored(text, blank));
  return {text.substr(0, end), trim(text.substr(end))};
}

}  // namespace hongtou::gw
