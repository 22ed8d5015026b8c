#include "engine/feel/lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "engine/text.h"

namespace hongtou::feel {

namespace {

constexpr Message unclosed_text{"expression.unclosed_text", "文本缺少结束的引号", "the text has no closing quote",
                                "在文本末尾补上半角引号 \"", "put a quote \" at the end of the text"};
constexpr Message bad_escape{"expression.escape", "文本里的“{0}”不是可用的转义", "“{0}” is no escape a text may hold",
                             "反斜杠写成 \\\\，引号写成 \\\"，换行写成 \\n",
                             "write \\\\ for a backslash, \\\" for a quote, \\n for a new line"};
constexpr Message number_range{"expression.number", "数字“{0}”超出范围", "the number {0} is out of range",
                               "整数不超过19位：9223372036854775807", "a whole number may go up to 9223372036854775807"};
constexpr Message full_width{"expression.full_width", "“{0}”是全角或中文符号，表达式里用半角符号",
                             "“{0}” is not a sign an expression knows", "改为“{1}”", "write “{1}” instead"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> half_width_signs{{
    {"“", "\""},
    {"”", "\""},
    {"‘", "\""},
    {"’", "\""},
    {"。", "."},
    {"、", ","},
    {"×", "*"},
    {"÷", "/"},
    {"≤", "<="},
    {"≥", ">="},
    {"≠", "!="},
}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

// Bytes of the first character; `text` is valid UTF-8 and not empty.
std::size_t character_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

std::size_t space_length(std::string_view text) {
  for (const std::string_view space : {" ", "\t", "\r", "\n", "\u00A0", "\u3000"})
    if (text.starts_with(space)) return space.size();
  return 0;
}

// Letters of any script; not the signs of Latin, Chinese and mathematical typography.
bool begins_name(char32_t c) {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'_';
  const bool sign = (c < 0xC0 && c != 0xB7) || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c < 0x2C00) ||
                    (c >= 0x3000 && c < 0x3040 && c != U'〇') || (c >= 0xFF00 && c < 0xFF66);
  return !sign;
}

char32_t first_character(std::string_view text) { return to_utf32(text.substr(0, character_length(text))).front(); }

// Bytes of the name, without dots, that `text` begins with.
std::size_t name_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size()) {
    const auto rest = text.substr(length);
    if (!begins_name(first_character(rest)) && (length == 0 || !is_digit(rest.front()))) break;
    length += character_length(rest);
  }
  return length;
}

// What to write in place of a full-width or Chinese sign, or "".
std::string half_width(std::string_view sign) {
  for (const auto& [chinese, latin] : half_width_signs)
    if (sign == chinese) return std::string(latin);
  const char32_t c = first_character(sign);
  return c > 0xFF00 && c < 0xFF5F ? std::string(1, static_cast<char>(c - 0xFEE0)) : std::string();
}

std::optional<char> escaped(char c) {
  switch (c) {
    case '"':
    case '\\':
      return c;
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return std::nullopt;
  }
}

}  // namespace

Token Lexer::next() {
  skip_spaces();
  if (rest_.empty()) return {Token::Kind::end, {}, {}, here_};
  if (rest_.front() == '"') return text_literal();
  if (number_length() > 0) return number_literal();
  const auto position = here_;
  if (const auto length = word_length(); length > 0) return {Token::Kind::word, std::string(take(length)), {}, position};
  const auto sign = rest_.substr(0, symbol_length());
  if (const auto instead = half_width(sign); !instead.empty()) return fail(full_width, {std::string(sign), instead});
  return {Token::Kind::symbol, std::string(take(sign.size())), {}, position};
}

void Lexer::skip_spaces() {
  while (const auto length = space_length(rest_)) take(length);
}

std::string_view Lexer::take(std::size_t bytes) {
  const auto taken = rest_.substr(0, bytes);
  const auto moved = line_column(taken, taken.size());
  here_.column = moved.line == 1 ? here_.column + moved.column - 1 : moved.column;
  here_.line += moved.line - 1;
  rest_.remove_prefix(bytes);
  return taken;
}

std::size_t Lexer::word_length() const {
  auto length = name_length(rest_);
  while (length > 0 && length < rest_.size() && rest_[length] == '.') {
    const auto more = name_length(rest_.substr(length + 1));
    if (more == 0) break;
    length += 1 + more;
  }
  return length;
}

std::size_t Lexer::number_length() const {
  const auto whole = digits(rest_);
  const auto rest = rest_.substr(whole);
  const auto fraction = rest.starts_with('.') ? digits(rest.substr(1)) : 0;
  return fraction == 0 ? whole : whole + 1 + fraction;
}

std::size_t Lexer::symbol_length() const {
  for (const std::string_view symbol : {"<=", ">=", "!=", ".."})
    if (rest_.starts_with(symbol)) return symbol.size();
  return character_length(rest_);
}

Token Lexer::text_literal() {
  std::string content;
  for (std::size_t i = 1; i < rest_.size(); ++i) {
    if (rest_[i] == '"') {
      const auto position = here_;
      return {Token::Kind::text, std::string(take(i + 1)), std::move(content), position};
    }
    if (rest_[i] != '\\') {
      content += rest_[i];
      continue;
    }
    if (i + 1 == rest_.size()) break;
    const auto character = escaped(rest_[i + 1]);
    if (!character) {
      take(i);
      return fail(bad_escape, {std::string(rest_.substr(0, 1 + character_length(rest_.substr(1))))});
    }
    content += *character;
    ++i;
  }
  return fail(unclosed_text);
}

Token Lexer::number_literal() {
  const auto source = rest_.substr(0, number_length());
  const auto read = [&](auto number) -> std::optional<Value> {
    const auto failure = std::from_chars(source.data(), source.data() + source.size(), number).ec;
    return failure == std::errc() ? std::optional<Value>(number) : std::nullopt;
  };
  const auto value = source.find('.') == source.npos ? read(std::int64_t{0}) : read(0.0);
  if (!value) return fail(number_range, {std::string(source)});
  const auto position = here_;
  return {Token::Kind::number, std::string(take(source.size())), *value, position};
}

Token Lexer::fail(Message message, std::vector<std::string> arguments) {
  error_ = Diagnostic{Severity::error, here_, message, std::move(arguments)};
  rest_ = {};
  return {Token::Kind::end, {}, {}, here_};
}

}  // namespace hongtou::feel
