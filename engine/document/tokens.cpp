#include "engine/document/tokens.h"

#include <algorithm>
#include <optional>

#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message unclosed_tag{"template.unclosed_tag", "“{0}”没有写完，缺少“{1}”", "“{0}” is not complete: “{1}” is missing",
                               "在变量名后补上“{1}”，中间不能换行", "write “{1}” after the name, on the same line"};
constexpr Message empty_name{"template.empty_name", "“{0}”里没有写变量名", "“{0}” holds no name",
                             "写上变量名，如 {{year}}；层级之间用一个“.”，如 {{contact.name}}",
                             "write a name, as in {{year}}; parts of a name are joined by one “.”, as in {{contact.name}}"};
constexpr Message partial{"template.partial", "不支持“{0}”这种标记", "the tag “{0}” is not supported",
                          "把要引用的文字直接写在这里；标记只能用 {{ 和 }}",
                          "write the text itself here; tags are always {{ and }}"};

constexpr std::size_t most_faults = 100;  // more than these help nobody
constexpr std::size_t shown_length = 20;  // characters of the text around a fault

// Follows a text from front to back, counting lines and columns as it goes.
class Place {
 public:
  Place(std::string_view text, std::string_view file) : text_(text), position_{std::string(file), 1, 1} {}

  Position at(std::size_t offset) {
    for (; offset_ < offset; ++offset_) {
      const auto byte = static_cast<unsigned char>(text_[offset_]);
      if (byte == '\n') {
        ++position_.line;
        position_.column = 1;
      } else if ((byte & 0xC0u) != 0x80u) {
        ++position_.column;
      }
    }
    return position_;
  }

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  Position position_;
};

std::string shown(std::string_view text) {
  const auto bytes = text.substr(0, 4 * (shown_length + 1));  // at least one character more than is shown, if there is one
  const auto characters = to_utf32(bytes.substr(0, bytes.find('\n')));
  return characters.size() <= shown_length ? std::string(trim(to_utf8(characters)))
                                           : to_utf8(characters.substr(0, shown_length)) + "…";
}

bool is_name(std::string_view name) {
  if (name == ".") return true;
  return !name.empty() && name.front() != '.' && name.back() != '.' && name.find("..") == std::string_view::npos;
}

// The kind a tag's first character stands for; nothing for partials and changes of delimiter.
std::optional<TagKind> kind_of(char first) {
  switch (first) {
    case '#':
      return TagKind::section;
    case '^':
      return TagKind::inverted_section;
    case '/':
      return TagKind::section_end;
    case '&':
      return TagKind::unescaped;
    case '!':
      return TagKind::comment;
    case '>':
    case '=':
      return std::nullopt;
    default:
      return TagKind::variable;
  }
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, std::string_view file) : text_(text), place_(text, file) {}

  Tokens run() {
    std::size_t at = 0;
    while (at < text_.size() && out_.diagnostics.size() < most_faults) {
      const auto begin = std::min(text_.find("{{", at), text_.size());
      if (begin > at) out_.list.push_back({false, {}, text_.substr(at, begin - at)});
      at = begin == text_.size() ? begin : read_tag(begin);
    }
    return std::move(out_);
  }

 private:
  // Gives where to go on.
  std::size_t read_tag(std::size_t begin) {
    const bool triple = text_.substr(begin, 3) == "{{{";
    const std::string_view close = triple ? "}}}" : "}}";
    const auto inside = begin + close.size();
    const auto end = text_.substr(0, text_.find("{{", inside)).find(close, inside);
    const auto content = text_.substr(inside, end == std::string_view::npos ? end : end - inside);
    const bool is_comment = content.starts_with('!');
    if (end == std::string_view::npos || (!is_comment && content.find('\n') != std::string_view::npos)) {
      fail(begin, unclosed_tag, {shown(text_.substr(begin)), std::string(close)});
      return inside;
    }
    add_tag(begin, text_.substr(begin, end + close.size() - begin), trim(content), triple);
    return end + close.size();
  }

  void add_tag(std::size_t begin, std::string_view source, std::string_view content, bool triple) {
    const auto kind = triple ? TagKind::unescaped : content.empty() ? TagKind::variable : kind_of(content.front());
    if (!kind) return fail(begin, partial, {shown(source)});
    const bool has_mark = !triple && *kind != TagKind::variable;
    const auto name = trim(has_mark ? content.substr(1) : content);
    if (*kind != TagKind::comment && !is_name(name)) return fail(begin, empty_name, {shown(source)});
    out_.list.push_back({true, {*kind, std::string(name), place_.at(begin)}, source});
  }

  void fail(std::size_t offset, const Message& message, std::vector<std::string> arguments) {
    out_.diagnostics.push_back({Severity::error, place_.at(offset), message, std::move(arguments)});
  }

  std::string_view text_;
  Place place_;
  Tokens out_;
};

}  // namespace

Tokens read_tokens(std::string_view text, std::string_view file) { return Tokenizer(text, file).run(); }

bool opens_section(TagKind kind) { return kind == TagKind::section || kind == TagKind::inverted_section; }

bool prints(TagKind kind) { return kind == TagKind::variable || kind == TagKind::unescaped; }

}  // namespace hongtou
