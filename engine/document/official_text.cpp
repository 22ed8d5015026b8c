#include "engine/document/official_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "engine/calendar.h"
#include "engine/document/tokens.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message not_utf8{"text.not_utf8", "文稿不是 UTF-8 编码", "the text is not UTF-8", "用编辑器另存为 UTF-8 编码",
                           "save it as UTF-8 in your editor"};
constexpr Message empty{"text.empty", "文稿是空的", "the text is empty", "先写要素，再写正文，参看 templates/ 里的样例",
                        "write its elements, then its body; see the samples in templates/"};
constexpr Message no_head{"text.no_head", "文稿没有以“---”开头的要素部分", "the text does not begin with “---” and its elements",
                          "第一行写“---”，然后逐行写标题、主送机关等要素，再写一行“---”",
                          "write a line “---”, one element a line (标题, 主送机关 …), and “---” again"};
constexpr Message full_width_mark{"text.full_width_mark", "“{0}”用了全角符号，不会起作用",
                                  "“{0}” is written with full-width signs and does nothing", "改成半角：{1}",
                                  "write it with half-width signs: {1}"};
constexpr Message bad_date{"text.bad_date", "“{0}”应是年月日齐全的日期，这里是“{1}”", "“{0}” wants a full date, not “{1}”",
                           "写成 2023年5月31日；步骤的日期用 {{步骤.on_full}} 一类带 _full 的变量",
                           "write 2023年5月31日; a step's date with its year is {{STEP.on_full}}"};
constexpr Message no_title{"text.no_title", "文稿没有标题", "the text has no title", "在要素部分加上“标题”",
                           "add “标题” to the elements"};
constexpr Message unclosed_head{"text.unclosed_head", "要素部分没有结束", "the elements never end",
                                "在最后一个要素之后、正文之前写一行“---”",
                                "write a line “---” between the last element and the body"};
constexpr Message unknown_element{"text.unknown_element", "“{0}”不是公文要素", "“{0}” is no element of an official document",
                                  "可用的要素：{1}", "the elements are: {1}"};
constexpr Message misspelt_element{"text.unknown_element", "“{0}”不是公文要素", "“{0}” is no element of an official document",
                                   "是否为“{1}”？", "did you mean “{1}”?"};
constexpr Message without_value{"text.element_without_value", "要素“{0}”没有内容", "the element “{0}” has no value",
                                "在“{0}”后空一格写上内容，或删去这一行",
                                "write its value after “{0}” and a space, or remove the line"};
constexpr Message repeated{"text.repeated_element", "要素“{0}”写了两次，它只能有一行",
                           "“{0}” is given twice but has one line only", "合成一行，或删去其中一行",
                           "join the two, or remove one"};
constexpr Message attachment_heading{
    "text.attachment_heading", "附件标题行写得不对：“{0}”", "this is no heading of an attachment: “{0}”",
    "写成“=== 附件1 名称”；只有一个附件时写“=== 附件 名称”", "write “=== 附件1 NAME”, or “=== 附件 NAME” if it is the only one"};
constexpr Message attachment_number{"text.attachment_number", "这里应是附件{0}", "this should be attachment {0}",
                                    "附件按 1、2、3 依次编号：“=== 附件{0} {1}”",
                                    "number attachments 1, 2, 3: “=== 附件{0} {1}”"};
constexpr Message attachment_list{"text.attachment_list", "附件说明（{0}）与后面的附件（{1}）不一致",
                                  "附件说明 ({0}) and the attachments ({1}) differ", "删去附件说明，它会按附件自动列出",
                                  "remove 附件说明: it is made from the attachments"};
constexpr Message unknown_block{"text.unknown_block", "没有“::{0}”这种内容块", "there is no block “::{0}”",
                                "可用的有“::form 表名”“::table 表名”", "there are “::form NAME” and “::table NAME”"};
constexpr Message misspelt_block{"text.unknown_block", "没有“::{0}”这种内容块", "there is no block “::{0}”", "是否为“::{1}”？",
                                 "did you mean “::{1}”?"};
constexpr Message block_without_name{"text.block_without_name", "“::{0}”后没有写名称", "“::{0}” names nothing",
                                     "写上名称，如“::{0} statistics”；名称不能用变量",
                                     "write a name, as in “::{0} statistics”; no variable"};
constexpr Message landscape{"text.landscape", "“::landscape”只能紧接在附件标题行之下",
                            "“::landscape” stands only under the heading of an attachment", "把它移到“=== 附件”的下一行",
                            "move it to the line after “=== 附件”"};
constexpr Message unescaped_tag{"text.unescaped_tag", "文稿里不用“{0}”这种标记", "“{0}” is not used in a text", "写成 {{{1}}}",
                                "write {{{1}}}"};

constexpr std::size_t heading_limit = 30;  // characters of a heading that a sentence follows, or that stands at level 3 or 4

// Characters of plane 16, which no text uses, tell what came from data from what the author wrote.
// All of them begin with the byte F4 in UTF-8.
constexpr char32_t first_mark = 0x100000;  // + line of the template, at the start of each line
constexpr char32_t last_line = 0xFE00;
constexpr std::string_view data_begin = "\U0010FF00";
constexpr std::string_view data_end = "\U0010FF01";
constexpr std::string_view data_break = "\U0010FF02";
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

// A value fenced in as data: no line of its own, nothing that could pass for markup.
std::string guard(const std::string& value) {
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
    else if (c >= 0x20 && c != 0x7F && c < first_mark)
      out += c;
  }
  return std::string(data_begin) + to_utf8(out) + std::string(data_end);
}

// As it shall be printed.
std::string plain(std::string_view text, std::string_view line_break) {
  return without_marks(replace_all(std::string(text), data_break, line_break));
}

// Where `what` stands outside of data, or npos.
std::size_t find_authored(std::string_view text, std::string_view what) {
  for (std::size_t from = 0;;) {
    const auto found = text.find(what, from);
    const auto data = text.find(data_begin, from);
    if (found <= data) return found;
    from = text.find(data_end, data);
    if (from == std::string_view::npos) return from;
  }
}

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

std::vector<std::string_view> split_authored(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = find_authored(text, separator);
    parts.push_back(trim(text.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + separator.size());
  }
}

// The first word and what follows it.
std::pair<std::string_view, std::string_view> split_word(std::string_view text) {
  auto end = text.size();
  for (const std::string_view blank : {" ", "\t", "\u3000"}) end = std::min(end, text.find(blank));
  return {text.substr(0, end), trim(text.substr(end))};
}

std::string_view unquoted(std::string_view value) {
  const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  return quoted ? value.substr(1, value.size() - 2) : value;
}

// 7.3.3: the level of the number a line begins with; half-width brackets and 1、 are taken too, lint has its say on them.
std::optional<int> heading_level(std::string_view text) {
  static const std::set<std::string, std::less<>> numerals{"〇", "零", "一", "二", "三", "四", "五",
                                                           "六", "七", "八", "九", "十", "百"};
  const auto take = [&text](std::initializer_list<std::string_view> choices) {
    const auto hit = std::find_if(choices.begin(), choices.end(), [&](auto choice) { return text.starts_with(choice); });
    if (hit != choices.end()) text.remove_prefix(hit->size());
    return hit != choices.end();
  };
  const auto is_digit = [&text] { return !text.empty() && text.front() >= '0' && text.front() <= '9'; };
  const bool bracket = take({"（", "("});
  const bool digits = is_digit();
  std::size_t count = 0;
  for (; digits ? is_digit() : numerals.contains(text.substr(0, 3)); ++count) text.remove_prefix(digits ? 1 : 3);
  if (count == 0 || count > (digits ? 2u : 4u)) return std::nullopt;
  if (bracket) return take({"）", ")"}) ? std::optional(digits ? 4 : 2) : std::nullopt;
  if (!digits) return take({"、"}) ? std::optional(1) : std::nullopt;
  return take({".", "．", "、"}) && !is_digit() ? std::optional(3) : std::nullopt;
}

struct Element {
  std::string_view chinese;
  std::string_view english;
  std::string Document::*single = nullptr;
  std::vector<std::string> Document::*lines = nullptr;
};

constexpr std::array elements{
    Element{"份号", "copy_number", &Document::copy_number},
    Element{"密级", "security_level", &Document::security_level},
    Element{"密级和保密期限", "security_level", &Document::security_level},
    Element{"紧急程度", "urgency", &Document::urgency},
    Element{"发文机关标志", "issuer_mark", nullptr, &Document::issuer_mark},
    Element{"发文字号", "document_number", &Document::document_number},
    Element{"签发人", "signatories", nullptr, &Document::signatories},
    Element{"标题", "title", nullptr, &Document::title},
    Element{"主送机关", "main_recipients", &Document::main_recipients},
    Element{"附件说明", "attachment_note", nullptr, &Document::attachment_note},
    Element{"联系人", "contact", nullptr, &Document::contact},
    Element{"署名", "issuer_signature", nullptr, &Document::issuer_signature},
    Element{"发文机关署名", "issuer_signature", nullptr, &Document::issuer_signature},
    Element{"成文日期", "date_of_issue", &Document::date_of_issue},
    Element{"附注", "note", &Document::note},
    Element{"抄送机关", "copy_recipients", &Document::copy_recipients},
    Element{"印发机关", "printing_office", &Document::printing_office},
    Element{"印发日期", "date_of_printing", &Document::date_of_printing},
};

std::vector<std::string> element_names() {
  std::vector<std::string> names;
  names.reserve(elements.size());
  for (const auto& element : elements) names.emplace_back(element.chinese);
  return names;
}

bool is_date(const Element& element) {
  return element.single != nullptr &&
         (element.single == &Document::date_of_issue || element.single == &Document::date_of_printing);
}

// What the page itself adds is taken off: a document prints 主送机关's colon, the brackets of 附注, 抄送：, 印发.
std::string tidied(const Element& element, std::string_view value) {
  const auto strip = [&value](std::string_view front, std::string_view back) {
    if (value.starts_with(front)) value.remove_prefix(front.size());
    if (value.ends_with(back)) value.remove_suffix(back.size());
    value = trim(value);
  };
  if (element.single == &Document::main_recipients) strip("", "：");
  if (element.single == &Document::copy_recipients) strip("抄送：", "。");
  if (element.single == &Document::note && value.ends_with("）")) strip("（", "）");
  if (element.single == &Document::date_of_printing) strip("", "印发");
  if (const auto date = is_date(element) && value.find('-') != std::string_view::npos ? parse_date(value) : std::nullopt)
    return to_chinese(*date);
  return std::string(value);
}

struct Line {
  std::string_view text;  // trimmed
  Position position;
};

std::vector<Line> marked_lines(std::string_view text, const std::string& file) {
  std::vector<Line> out;
  int number = 1;
  for (auto line : lines(text)) {
    if (const auto marked = marked_line(line)) {
      number = *marked;
      line.remove_prefix(mark_size);
    }
    const auto trimmed = trim(line);
    const auto column = static_cast<int>(character_count(line.substr(0, line.find(trimmed)))) + 1;
    if (!trimmed.empty()) out.push_back({trimmed, {file, number, column}});
  }
  return out;
}

// Reads the elements and blocks of a text, either as written, with its variables still in it, or filled with data.
enum class Pass { as_written, with_data };

class Reader {
 public:
  Reader(const std::vector<Line>& lines, Pass pass, const BlockSource& blocks) : lines_(lines), pass_(pass), blocks_(blocks) {}

  Result<Document> run() {
    if (const auto body = read_head()) {
      for (auto line = *body; line < lines_.size(); ++line) read_body_line(line);
      finish_attachments();
    }
    return {std::move(document_), std::move(diagnostics_)};
  }

 private:
  // Gives the first line after it, or nothing if there is no head.
  std::optional<std::size_t> read_head() {
    if (lines_.empty() || lines_.front().text != "---") {
      fail(lines_.empty() ? Position{} : lines_.front().position, no_head);
      return std::nullopt;
    }
    const auto end = std::find_if(lines_.begin() + 1, lines_.end(), [](const Line& line) { return line.text == "---"; });
    if (end == lines_.end()) {
      fail(lines_.front().position, unclosed_head);
      return std::nullopt;
    }
    std::for_each(lines_.begin() + 1, end, [this](const Line& line) { read_element(line); });
    if (document_.title.empty() && pass_ == Pass::as_written && diagnostics_.empty()) fail(lines_.front().position, no_title);
    return static_cast<std::size_t>(end - lines_.begin()) + 1;
  }

  void read_element(const Line& line) {
    const auto [key, rest] = split_word(line.text);
    const auto found = std::find_if(elements.begin(), elements.end(),
                                    [k = key](const Element& element) { return k == element.chinese || k == element.english; });
    if (found == elements.end()) return tell_unknown_element(line, plain(key, " "));
    const auto value = unquoted(rest);
    if (value.empty() && pass_ == Pass::as_written) return fail(line.position, without_value, {std::string(key)});
    const auto text = plain(value, " ");
    if (trim(text).empty()) return;
    if (is_date(*found) && !may_be_date(value, tidied(*found, text)))
      return fail(line.position, bad_date, {std::string(key), text});
    if (found->lines == &Document::attachment_note) note_position_ = line.position;
    if (found->lines != nullptr) {
      (document_.*found->lines).push_back(tidied(*found, text));
    } else if ((document_.*found->single).empty()) {
      document_.*found->single = tidied(*found, text);
    } else {
      fail(line.position, repeated, {std::string(key)});
    }
  }

  void tell_unknown_element(const Line& line, const std::string& key) {
    const auto names = element_names();
    const auto near = nearest(key, names);
    near.empty() ? fail(line.position, unknown_element, {key, join(names, "、")})
                 : fail(line.position, misspelt_element, {key, near});
  }

  // A variable's value is known only with data.
  bool may_be_date(std::string_view value, const std::string& text) const {
    const bool variable = pass_ == Pass::as_written && value.find(data_begin) != std::string_view::npos;
    return variable || parse_date(text).has_value();
  }

  // Marks typed with a Chinese input method would be printed as text.
  bool is_full_width(const Line& line) {
    static constexpr std::pair<std::string_view, std::string_view> marks[] = {
        {"＝＝", "=== 附件1 …"}, {"：：", "::form …"}, {"｛｛", "{{…}}"}, {"──", "---"}};
    for (const auto& [wide, meant] : marks) {
      const bool anywhere = wide == "｛｛" && find_authored(line.text, wide) != std::string_view::npos;
      if (!anywhere && !line.text.starts_with(wide)) continue;
      fail(line.position, full_width_mark, {std::string(wide), std::string(meant)});
      return true;
    }
    return false;
  }

  void read_body_line(std::size_t index) {
    const auto& line = lines_[index];
    if (pass_ == Pass::as_written && is_full_width(line)) return;
    if (line.text.starts_with("===")) return read_attachment_heading(line);
    if (line.text == "::landscape") return read_landscape(index);
    if (line.text.starts_with("::")) return read_block(line);
    if (line.text.starts_with("> ")) return add(line, Paragraph{printed(line.text.substr(2)), false, false});
    if (const auto level = heading_level(line.text)) return read_numbered(line, *level);
    add(line, Paragraph{printed(line.text)});
  }

  void read_attachment_heading(const Line& line) {
    attachment_positions_.push_back(line.position);
    auto& attachment = document_.attachments.emplace_back();
    const auto parts = split_authored(line.text.substr(3), "|");
    const auto [label, name] = split_word(parts.front());
    const std::string_view word = "附件";
    const auto digits = label.starts_with(word) ? label.substr(word.size()) : label;
    const auto number = std::from_chars(digits.begin(), digits.end(), attachment.number);
    const bool numbered = digits.empty() || (number.ec == std::errc() && number.ptr == digits.end());
    if (!label.starts_with(word) || !numbered || name.empty()) {
      attachment.number = static_cast<int>(document_.attachments.size());
      return fail(line.position, attachment_heading, {plain(line.text, " ")});
    }
    attachment.name = plain(name, " ");
    for (auto title = parts.begin() + 1; title != parts.end(); ++title)
      if (!title->empty()) attachment.title.push_back(plain(*title, " "));
    if (attachment.title.empty()) attachment.title = {attachment.name};
  }

  void read_landscape(std::size_t index) {
    if (!lines_[index - 1].text.starts_with("===")) return fail(lines_[index].position, landscape);
    document_.attachments.back().landscape = true;
  }

  void read_block(const Line& line) {
    static const std::vector<std::string> kinds{"form", "table"};
    const auto [word, rest] = split_word(line.text.substr(2));
    const auto kind = plain(word, " ");
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
      const auto near = nearest(kind, {"form", "table", "landscape"});
      return near.empty() ? fail(line.position, unknown_block, {kind}) : fail(line.position, misspelt_block, {kind, near});
    }
    const auto name = authored(rest);
    if (name.empty() || name != rest) return fail(line.position, block_without_name, {kind});
    auto content = blocks_({kind, name, line.position});
    diagnostics_.insert(diagnostics_.end(), content.diagnostics().begin(), content.diagnostics().end());
    if (!content.has_value()) return;
    for (auto& block : *content) {
      if (block.position.line == 0) block.position = line.position;
      body().push_back(std::move(block));
    }
  }

  void read_numbered(const Line& line, int level) {
    const std::string_view stop = "。";
    const auto at = find_authored(line.text, stop);
    const auto head = line.text.substr(0, at == std::string_view::npos ? at : at + stop.size());
    const auto rest = line.text.substr(head.size());
    const bool is_short = character_count(authored(head)) <= heading_limit;
    const bool has_stop = at != std::string_view::npos;
    const bool is_list_item = line.text.ends_with("；");
    const bool is_heading = !is_list_item && (level <= 2 ? is_short || !has_stop : is_short && !has_stop);
    if (!is_heading) return add(line, Paragraph{printed(line.text)});
    add(line, Heading{level, printed(head)});
    if (!rest.empty()) add(line, Paragraph{printed(rest), true});
  }

  void finish_attachments() {
    auto& attachments = document_.attachments;
    if (attachments.size() == 1 && attachments.front().number == 1) attachments.front().number = 0;
    for (std::size_t i = 0; i < attachments.size(); ++i) {
      const int wanted = attachments.size() == 1 ? 0 : static_cast<int>(i) + 1;
      if (attachments[i].number != wanted)
        fail(attachment_positions_[i], attachment_number, {std::to_string(i + 1), attachments[i].name});
    }
    std::vector<std::string> names;
    names.reserve(attachments.size());
    for (const auto& attachment : attachments) names.push_back(attachment.name);
    if (document_.attachment_note.empty()) document_.attachment_note = names;
    if (!names.empty() && document_.attachment_note != names)
      fail(note_position_, attachment_list, {join(document_.attachment_note, "、"), join(names, "、")});
  }

  static std::string printed(std::string_view text) { return std::string(trim(plain(text, "\n"))); }

  std::vector<Block>& body() { return document_.attachments.empty() ? document_.body : document_.attachments.back().body; }

  template <class Content>
  void add(const Line& line, Content content) {
    if (!content.text.empty()) body().push_back({line.position, std::move(content)});
  }

  void fail(const Position& position, const Message& message, std::vector<std::string> arguments = {}) {
    diagnostics_.push_back({Severity::error, position, message, std::move(arguments)});
  }

  const std::vector<Line>& lines_;
  const Pass pass_;
  const BlockSource& blocks_;
  Document document_;
  Diagnostics diagnostics_;
  Position note_position_;
  std::vector<Position> attachment_positions_;
};

// Lines that print something; a line of section tags alone leaves nothing behind.
std::set<int> printing_lines(const std::vector<Token>& tokens) {
  std::set<int> out;
  int line = 1;
  for (const auto& token : tokens) {
    if (token.is_tag && prints(token.tag.kind)) out.insert(line);
    for (std::string_view rest = token.source;;) {
      const auto end = rest.find('\n');
      if (!token.is_tag && !trim(rest.substr(0, end)).empty()) out.insert(line);
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
      ++line;
    }
  }
  return out;
}

// The template with a mark at the start of each line that prints; `write_tag` says what becomes of the tags.
template <class WriteTag>
std::string marked(const std::vector<Token>& tokens, const WriteTag& write_tag) {
  const auto printing = printing_lines(tokens);
  int line = 1;
  const auto mark = [&] { return printing.contains(line) ? line_mark(line) : std::string(); };
  std::string out = mark();
  for (const auto& token : tokens) {
    if (token.is_tag) {
      out += write_tag(token);
      const auto more = std::count(token.source.begin(), token.source.end(), '\n');
      const bool begins_line = more > 0 && !printing.contains(line);  // the end of a long comment does
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

std::string as_template(const Token& token) { return std::string(token.source); }

// For reading the text before there is any data: sections stand open, variables are data that shows their tags.
std::string as_written(const Token& token) {
  return prints(token.tag.kind) ? std::string(data_begin) + std::string(token.source) + std::string(data_end) : std::string();
}

Diagnostics unescaped_tags(const std::vector<Token>& tokens) {
  Diagnostics out;
  for (const auto& token : tokens)
    if (token.is_tag && token.tag.kind == TagKind::unescaped)
      out.push_back({Severity::error, token.tag.position, unescaped_tag, {std::string(token.source), token.tag.name}});
  return out;
}

}  // namespace

struct OfficialText::Parts {
  std::string file;
  Template source;
  Template marked;
  std::vector<BlockRequest> blocks;
};

Result<OfficialText> OfficialText::read(std::string_view text, std::string_view file) {
  const std::string name(file);
  if (text.starts_with("\uFEFF")) text.remove_prefix(std::string_view("\uFEFF").size());
  if (const auto offset = first_invalid_utf8(text)) {
    const auto place = line_column(text, *offset);
    return Result<OfficialText>::failure({name, place.line, place.column}, not_utf8);
  }
  if (trim(text).empty()) return Result<OfficialText>::failure({name, 0, 0}, empty);

  const auto tokens = read_tokens(text, file).list;
  auto source = Template::parse(text, file);
  auto diagnostics = source.diagnostics();
  const auto unescaped = unescaped_tags(tokens);
  diagnostics.insert(diagnostics.end(), unescaped.begin(), unescaped.end());

  std::vector<BlockRequest> requests;
  const BlockSource record = [&requests](const BlockRequest& request) -> Result<std::vector<Block>> {
    requests.push_back(request);
    return std::vector<Block>{};
  };
  const auto skeleton = marked(tokens, as_written);
  const auto outline = Reader(marked_lines(skeleton, name), Pass::as_written, record).run();
  diagnostics.insert(diagnostics.end(), outline.diagnostics().begin(), outline.diagnostics().end());
  if (!diagnostics.empty()) return diagnostics;

  auto with_marks = Template::parse(marked(tokens, as_template), file);
  return OfficialText(std::make_shared<const Parts>(Parts{name, *source, *with_marks, std::move(requests)}));
}

const std::vector<BlockRequest>& OfficialText::blocks() const { return parts_->blocks; }

const std::vector<Tag>& OfficialText::tags() const { return parts_->source.tags(); }

Diagnostics OfficialText::check(const Value& data) const { return parts_->source.check(data); }

Result<Document> OfficialText::compose(const Value& data, const BlockSource& blocks) const {
  if (auto diagnostics = check(data); !diagnostics.empty()) return diagnostics;
  const auto text = parts_->marked.render(data, guard);
  return Reader(marked_lines(*text, parts_->file), Pass::with_data, blocks).run();
}

}  // namespace hongtou
