#include "engine/feel/lexer.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "engine/text.h"

namespace hongtou::feel {

namespace {

constexpr Message unclosed_text{"expression.unclosed_text", "文本缺少结束的引号", "the text has no closing quote",
                                "在文本末尾补上半角引号 \"", "put a quote \" at the end of the text"};
constexpr Message bad_escape{"expression.escape", "文本里的“{0}”不是可用的转义", "“{0}” is no escape a text may hold",
                             "反斜杠写成 \\\\，引号写成 \\\"，换行写成 \\n",
                             "write \\\\ for a backslash, \\\" for a quote, \\n for a new line"};
constexpr Message number_range{"expression.number", "数字“{0}”超出范围", "the number {0} is out of range", "数字最多34位",
                               "a number has 34 digits at most"};
constexpr Message unclosed_comment{"expression.unclosed_comment", "注释缺少结束的 */", "the comment has no closing */",
                                   "在注释末尾补上 */", "put */ at the end of the comment"};
constexpr Message full_width{"expression.full_width", "“{0}”是全角或中文符号，表达式里用半角符号",
                             "“{0}” is not a sign an expression knows", "改为“{1}”", "write “{1}” instead"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> half_width_signs{{
    {"“", "\""},
    {"”", "\""},
    {"‘", "\""},
    {"’", "\""},
    {"。", "."},
    {"、", ","},
    {"×", "*"},
    {"÷", "/"},
    {"《", "<"},
    {"》", ">"},
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
    case '\'':
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

struct Escape {
  std::string content;
  std::size_t length;
};

std::optional<char32_t> hexadecimal(std::string_view digits) {
  const std::string copy(digits);
  char* end = nullptr;
  const auto code = std::strtoul(copy.c_str(), &end, 16);
  const bool character = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  return !copy.empty() && *end == '\0' && character ? std::optional<char32_t>(static_cast<char32_t>(code)) : std::nullopt;
}

// \n, \" …, \u4E2D, \U01F600; `text` begins with the backslash.
std::optional<Escape> escape(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  if (const auto simple = escaped(text[1])) return Escape{std::string(1, *simple), 2};
  const std::size_t digits_count = text[1] == 'u' ? 4 : text[1] == 'U' ? 6 : 0;
  if (digits_count == 0 || text.size() < 2 + digits_count) return std::nullopt;
  const auto code = hexadecimal(text.substr(2, digits_count));
  return code ? std::optional<Escape>({to_utf8(std::u32string(1, *code)), 2 + digits_count}) : std::nullopt;
}

class Lexer {
 public:
  Lexer(std::string_view text, LineColumn start) : rest_(text), here_(start) {}

  std::vector<Token> tokens() {
    std::vector<Token> all;
    do all.push_back(next());
    while (all.back().kind != Token::Kind::end);
    return all;
  }

 private:
  Token next() {
    skip_spaces();
    if (rest_.empty()) return {Token::Kind::end, rest_, {}, here_, {}};
    if (rest_.starts_with("/*")) return fault(rest_.size(), unclosed_comment);
    if (rest_.front() == '"') return text_literal(0);
    if (rest_.starts_with("@\"")) return text_literal(1);
    if (const auto length = number_length(); length > 0) return number_literal(length);
    if (const auto length = name_length(rest_); length > 0) return token(Token::Kind::word, length);
    const auto sign = rest_.substr(0, symbol_length());
    const auto instead = half_width(sign);
    if (!instead.empty()) return fault(sign.size(), full_width, {std::string(sign), instead});
    return token(Token::Kind::symbol, sign.size());
  }

  // Also over comments.
  void skip_spaces() {
    while (const auto length = blank_length()) take(length);
  }

  std::size_t blank_length() const {
    if (rest_.starts_with("//")) return std::min(rest_.find('\n'), rest_.size());
    if (!rest_.starts_with("/*")) return space_length(rest_);
    const auto end = rest_.find("*/", 2);
    return end == std::string_view::npos ? 0 : end + 2;
  }

  std::string_view take(std::size_t bytes) {
    const auto taken = rest_.substr(0, bytes);
    const auto moved = line_column(taken, taken.size());
    here_.column = moved.line == 1 ? here_.column + moved.column - 1 : moved.column;
    here_.line += moved.line - 1;
    rest_.remove_prefix(bytes);
    return taken;
  }

  std::size_t number_length() const {
    const auto whole = digits(rest_);
    const auto rest = rest_.substr(whole);
    const auto fraction = rest.starts_with('.') ? digits(rest.substr(1)) : 0;
    return fraction == 0 ? whole : whole + 1 + fraction;
  }

  std::size_t symbol_length() const {
    for (const std::string_view symbol : {"<=", ">=", "!=", "..", "**", "->"})
      if (rest_.starts_with(symbol)) return symbol.size();
    return character_length(rest_);
  }

  Token text_literal(std::size_t before_quote) {
    std::string content;
    for (std::size_t i = before_quote + 1; i < rest_.size();) {
      if (rest_[i] == '"') return token(before_quote == 0 ? Token::Kind::text : Token::Kind::at, i + 1, std::move(content));
      if (rest_[i] != '\\') {
        content += rest_[i++];
        continue;
      }
      const auto one = escape(rest_.substr(i));
      if (!one && i + 1 < rest_.size()) {
        take(i);
        return fault(rest_.size(), bad_escape, {std::string(rest_.substr(0, 1 + character_length(rest_.substr(1))))});
      }
      if (!one) break;
      content += one->content;
      i += one->length;
    }
    return fault(rest_.size(), unclosed_text);
  }

  Token number_literal(std::size_t length) {
    const auto value = Decimal::parse(rest_.substr(0, length));
    return value ? token(Token::Kind::number, length, *value)
                 : fault(length, number_range, {std::string(rest_.substr(0, length))});
  }

  Token token(Token::Kind kind, std::size_t length, Value value = {}) {
    const auto place = here_;
    return {kind, take(length), std::move(value), place, {}};
  }

  Token fault(std::size_t length, const Message& message, std::vector<std::string> arguments = {}) {
    auto it = token(Token::Kind::fault, length);
    it.fault = Fault{message, std::move(arguments)};
    return it;
  }

  std::string_view rest_;
  LineColumn here_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text, LineColumn start) { return Lexer(text, start).tokens(); }

std::vector<std::string> name_parts(std::string_view name) {
  std::vector<std::string> parts;
  for (const auto& token : tokenize(name))
    if (token.kind != Token::Kind::end) parts.emplace_back(token.source);
  return parts;
}

}  // namespace hongtou::feel
