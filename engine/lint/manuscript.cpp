#include "engine/lint/manuscript.h"

#include <algorithm>

#include "engine/document/block_words.h"
#include "engine/document/head_elements.h"
#include "engine/document/heading_level.h"
#include "engine/document/tokens.h"
#include "engine/text.h"

namespace hongtou::lint {

namespace {

struct RoleName {
  Role role;
  std::string_view zh, en;
};

constexpr RoleName role_names[] = {
    {Role::copy_number, "份号", "copy number"},
    {Role::security_level, "密级", "security level"},
    {Role::urgency, "紧急程度", "urgency"},
    {Role::issuer_mark, "发文机关标志", "issuer's mark"},
    {Role::document_number, "发文字号", "document number"},
    {Role::signatory, "签发人", "signatory"},
    {Role::title, "标题", "title"},
    {Role::subtitle, "副标题", "subtitle"},
    {Role::byline, "作者", "author"},
    {Role::caption, "图片说明", "caption"},
    {Role::recipients, "主送机关", "recipients"},
    {Role::heading, "层次标题", "heading"},
    {Role::paragraph, "正文", "body"},
    {Role::attachment_note, "附件说明", "attachment note"},
    {Role::contact, "联系人", "contact"},
    {Role::signature, "发文机关署名", "signature"},
    {Role::date, "成文日期", "date of issue"},
    {Role::note, "附注", "note"},
    {Role::attachment_label, "附件", "attachment"},
    {Role::attachment_title, "附件标题", "attachment's title"},
    {Role::cell, "表格", "table"},
    {Role::copy_recipients, "抄送机关", "copy recipients"},
    {Role::printing, "印发机关和印发日期", "printing office and date"},
    {Role::page_number, "页码", "page number"},
    {Role::blank, "空行", "blank line"},
};

struct ElementRole {
  std::string_view name;
  Role role;
};

constexpr ElementRole element_roles[] = {
    {"copy_number", Role::copy_number},
    {"security_level", Role::security_level},
    {"urgency", Role::urgency},
    {"issuer_mark", Role::issuer_mark},
    {"document_number", Role::document_number},
    {"signatories", Role::signatory},
    {"title", Role::title},
    {"subtitle", Role::subtitle},
    {"main_recipients", Role::recipients},
    {"attachment_note", Role::attachment_note},
    {"contact", Role::contact},
    {"issuer_signature", Role::signature},
    {"date_of_issue", Role::date},
    {"note", Role::note},
    {"copy_recipients", Role::copy_recipients},
    {"printing_office", Role::printing},
    {"date_of_printing", Role::printing},
};

// Tags are data, whatever they are called: each of their bytes becomes a mark, so that offsets stay.
std::string without_tags(std::string_view text, const std::string& file) {
  std::string masked;
  for (const auto& token : read_tokens(text, file).list)
    masked += token.is_tag ? std::string(token.source.size(), data_mark) : std::string(token.source);
  masked.resize(text.size(), data_mark);
  return masked;
}

class TextReader {
 public:
  TextReader(std::string_view text, const std::string& file) : masked_(without_tags(text, file)) {
    manuscript_.file = file;
    manuscript_.as_printed = false;
  }

  Manuscript run() {
    int number = 0;
    for (const auto line : lines(masked_)) read(line, ++number);
    return std::move(manuscript_);
  }

 private:
  void read(std::string_view line, int number) {
    number_ = number;
    const auto text = trim(line);
    if (text == "---" && rules_ < 2)
      ++rules_;
    else if (rules_ == 1)
      read_element(text);
    else if (rules_ == 2)
      text.empty() ? end_block() : read_body(text);
  }

  void read_element(std::string_view text) {
    const auto space = text.find_first_of(" \t");
    const auto* element = gw::find_element(text.substr(0, space));
    if (element == nullptr || space == std::string_view::npos) return;
    auto value = trim(text.substr(space));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    if (element->english == "format") manuscript_.format = gw::find_format(value).value_or(DocumentFormat::general);
    const auto role = std::find_if(std::begin(element_roles), std::end(element_roles),
                                   [&](const auto& each) { return each.name == element->english; });
    if (role == std::end(element_roles)) return;
    add(role->role, value);
    const bool printed_otherwise = gw::is_date(*element) && value.find('-') != std::string_view::npos;  // 2024-05-08
    if (printed_otherwise) manuscript_.lines.back().text = gw::tidied(*element, value);
  }

  void read_body(std::string_view text) {
    if (text.starts_with("===")) return read_page_heading(text);
    if (text.starts_with("::")) return begin_block(text.substr(2));
    if (in_block_) return read_block_line(text);
    if (text.starts_with(">> ")) return add(Role::paragraph, trim(text.substr(3)));
    if (text.starts_with("> ")) return add(Role::paragraph, trim(text.substr(2)));
    if (const auto level = marked_level(text))
      return add(Role::heading, trim(text.substr(static_cast<std::size_t>(*level))), *level);
    const auto level = heading_level(text);
    add(level ? Role::heading : Role::paragraph, text, level.value_or(0));
  }

  void begin_block(std::string_view text) {
    const auto kind = gw::block_kind(text.substr(0, text.find(' ')));
    in_block_ = gw::has_lines(kind);
    parting_ = kind == "grid" ? "|" : " \t";
  }
  void end_block() { in_block_ = false; }

  void read_block_line(std::string_view text) {
    for (std::size_t begin = 0; begin < text.size();) {
      const auto end = std::min(text.find_first_of(parting_, begin), text.size());
      add(Role::cell, trim(text.substr(begin, end - begin)));
      begin = end + 1;
    }
  }

  void read_page_heading(std::string_view text) {
    end_block();
    ++part_;
    const auto rest = trim(text.substr(3));
    const auto space = rest.find(' ');
    add(rest.starts_with("附件") ? Role::attachment_label : Role::blank, rest.substr(0, space));
    if (space == std::string_view::npos) return;
    for (const auto& title : split(rest.substr(space), {"|"}))
      add(Role::attachment_title, rest.substr(rest.find(title), title.size()));
  }

  void add(Role role, std::string_view text, int level = 0) {
    if (text.empty()) return;
    Line line;
    line.role = role;
    line.level = level;
    line.text = std::string(text);
    line.number = number_;
    line.offset = static_cast<std::size_t>(text.data() - masked_.data());
    line.part = part_;
    manuscript_.lines.push_back(std::move(line));
  }

  const std::string masked_;
  Manuscript manuscript_;
  int number_ = 0;
  int rules_ = 0;
  int part_ = 0;
  bool in_block_ = false;     // whose lines are its data
  std::string_view parting_;  // what stands between its cells
};

}  // namespace

std::string_view name_of(Role role, Language language) {
  const auto found =
      std::find_if(std::begin(role_names), std::end(role_names), [&](const auto& each) { return each.role == role; });
  return language == Language::zh ? found->zh : found->en;
}

const Run* Look::main_run() const {
  const auto longest =
      std::max_element(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.end - a.begin < b.end - b.begin; });
  return longest == runs.end() ? nullptr : &*longest;
}

std::vector<const Line*> Manuscript::of(Role role) const { return of(role, 0); }

std::vector<const Line*> Manuscript::of(Role role, int part) const {
  std::vector<const Line*> found;
  for (const auto& line : lines)
    if (line.role == role && line.part == part) found.push_back(&line);
  return found;
}

Manuscript manuscript_of_text(std::string_view text, const std::string& file) { return TextReader(text, file).run(); }

}  // namespace hongtou::lint
