#include "plugins/docx/reading/manuscript.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "engine/text.h"
#include "plugins/docx/docx.h"
#include "plugins/docx/properties.h"
#include "plugins/docx/reading/archive.h"
#include "plugins/docx/reading/numbering.h"
#include "plugins/docx/reading/style_sheet.h"
#include "plugins/package/xml.h"

namespace hongtou::docx {

namespace {

using lint::Footer;
using lint::Line;
using lint::Look;
using lint::Manuscript;
using lint::Sheet;
using lint::Side;

constexpr Message bad_xml{"docx.bad_xml", "文件已损坏：{0} 读不出来（{1}）", "the file is damaged: {0} cannot be read ({1})",
                          "用 Word 或 WPS 打开，另存一份再试",
                          "open it in Word or WPS, save it under another name and try again"};

constexpr double mm_per_twip = 25.4 / 1440;
constexpr double default_pt = 10;  // of a file that says nothing (ECMA-376, 17.3.2.38)

using Name = std::string_view;

bool is_skipped(Name name) {
  return name == "w:del" || name == "w:pPr" || name == "w:rPr" || name == "mc:Fallback" || name == "w:drawing" ||
         name == "w:pict" || name == "w:instrText" || name == "mc:AlternateContent";
}

// The text nodes of a paragraph, in order, with the run each belongs to; not those of text boxes in it.
void visit_text(pugi::xml_node node, const std::function<void(pugi::xml_node run, pugi::xml_node text)>& visit) {
  for (const auto child : node.children()) {
    const Name name = child.name();
    if (name == "w:t" || name == "w:br" || name == "w:tab" || name == "w:noBreakHyphen")
      visit(node, child);
    else if (!is_skipped(name))
      visit_text(child, visit);
  }
}

std::string text_of(pugi::xml_node node) {
  const Name name = node.name();
  if (name == "w:t") return node.text().as_string();
  if (name == "w:noBreakHyphen") return "-";
  return name == "w:tab" ? "\t" : std::string(node.attribute("w:type").as_string()) == "page" ? "" : "\n";
}

struct Paragraph {
  pugi::xml_node node;
  int table = 0;  // Line::table
};

void add_paragraphs(pugi::xml_node node, int table, int& tables, std::vector<Paragraph>& all) {
  for (const auto child : node.children()) {
    const Name name = child.name();
    if (name == "mc:Fallback" || name == "w:del") continue;
    if (name == "w:p") all.push_back({child, table});
    add_paragraphs(child, table == 0 && name == "w:tbl" ? ++tables : table, tables, all);
  }
}

// Every paragraph within, those of tables and text boxes where they are met.
std::vector<Paragraph> paragraphs_of(pugi::xml_node node) {
  std::vector<Paragraph> all;
  int tables = 0;
  add_paragraphs(node, 0, tables, all);
  return all;
}

Side side_of(const std::string& word) {
  if (word == "center") return Side::center;
  if (word == "right" || word == "end") return Side::right;
  return word == "both" || word == "distribute" ? Side::both : Side::left;
}

class Reader {
 public:
  Reader(std::vector<Part> parts, const std::string& file) : parts_(std::move(parts)) { manuscript_.file = file; }

  Result<Manuscript> run() {
    for (const auto* path :
         {"word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/_rels/document.xml.rels"})
      if (auto fault = parse(path)) return Result<Manuscript>::failure({manuscript_.file, 0, 0}, bad_xml, {path, *fault});
    StyleSheet styles(xml_["word/styles.xml"].child("w:styles"));
    Numbering numbering(xml_["word/numbering.xml"].child("w:numbering"));
    const auto body = xml_["word/document.xml"].child("w:document").child("w:body");
    manuscript_.has_drawings =
        body.find_node([](pugi::xml_node node) { return Name(node.name()) == "w:drawing" || Name(node.name()) == "w:pict"; });
    const auto paragraphs = paragraphs_of(body);
    manuscript_.lines.reserve(paragraphs.size());
    int number = 0;
    for (const auto& paragraph : paragraphs) {
      add_line(paragraph, ++number, styles, numbering);
      if (const auto section = paragraph.node.child("w:pPr").child("w:sectPr")) add_sheet(section, styles);
    }
    add_sheet(body.child("w:sectPr"), styles);
    recognise(manuscript_);
    return std::move(manuscript_);
  }

 private:
  std::optional<std::string> parse(const std::string& path) {
    const auto* part = find_part(parts_, path);
    if (part == nullptr) return std::nullopt;
    return package::parse(xml_[path], part->content, pugi::parse_default | pugi::parse_ws_pcdata_single);
  }

  void add_line(const Paragraph& where, int number, StyleSheet& styles, Numbering& numbering) {
    const auto paragraph = where.node;
    Line line;
    line.number = number;
    line.table = where.table;
    line.sheet = manuscript_.sheets.size();
    const auto look = styles.paragraph(paragraph);
    line.look = look_of(look);
    if (look.numbering) line.text = numbering.next(*look.numbering, look.numbering_level.value_or(0));
    line.offset = line.text.size();
    std::optional<std::size_t> page_break;  // where in the text
    visit_text(paragraph, [&](pugi::xml_node run, pugi::xml_node text) {
      if (Name(text.attribute("w:type").as_string()) == "page") page_break = line.text.size();
      add_run(line, styles.run(paragraph, run), text_of(text));
    });
    const bool ends_page = page_break && trim(std::string_view(line.text).substr(*page_break)).empty();
    line.look->page_break_before = line.look->page_break_before || (page_break && !ends_page) || page_ended_;
    page_ended_ = ends_page;
    line.has_picture = static_cast<bool>(paragraph.find_node(
        [](pugi::xml_node node) { return Name(node.name()) == "wp:inline" || Name(node.name()) == "v:imagedata"; }));
    scale(*line.look, look);
    trim_end(line);
    manuscript_.lines.push_back(std::move(line));
  }

  static void trim_end(Line& line) {
    while (!line.text.empty() && (line.text.back() == ' ' || line.text.back() == '\t' || line.text.back() == '\n'))
      line.text.pop_back();
    for (auto& run : line.look->runs) run.end = std::min(run.end, line.text.size());
  }

  static void add_run(Line& line, const RunLook& look, const std::string& text) {
    if (text.empty()) return;
    lint::Run run;
    run.begin = line.text.size();
    line.text += text;
    run.end = line.text.size();
    run.chinese_font = look.chinese_font.value_or("");
    run.latin_font = look.latin_font.value_or("");
    run.size_pt = look.size_pt.value_or(default_pt);
    run.bold = look.bold.value_or(false);
    run.color = look.color.value_or("");
    run.theme_font = look.chinese_from_theme.value_or(false);
    const bool one_face = run.latin_font == run.chinese_font;
    run.chinese_hint = look.chinese_hint.value_or(one_face);
    auto& runs = line.look->runs;
    const bool alike = !runs.empty() && runs.back().chinese_font == run.chinese_font &&
                       runs.back().latin_font == run.latin_font && runs.back().size_pt == run.size_pt &&
                       runs.back().bold == run.bold && runs.back().color == run.color &&
                       runs.back().theme_font == run.theme_font && runs.back().chinese_hint == run.chinese_hint;
    if (alike)
      runs.back().end = run.end;
    else
      runs.push_back(std::move(run));
  }

  static Look look_of(const ParagraphLook& look) {
    Look seen;
    seen.side = side_of(look.side.value_or(""));
    seen.pitch_pt = look.exact_pitch_pt.value_or(0);
    seen.before_pt = look.before_pt.value_or(0);
    seen.after_pt = look.after_pt.value_or(0);
    seen.page_break_before = look.page_break_before.value_or(false);
    seen.rule_above_mm = look.above_mm.value_or(0);
    seen.rule_below_mm = look.below_mm.value_or(0);
    seen.rule_color = look.rule_color.value_or("");
    return seen;
  }

  // Indents in characters of the paragraph's own size; those told in characters win (17.3.1.12).
  static void scale(Look& seen, const ParagraphLook& look) {
    const auto* run = seen.main_run();
    const double size = run == nullptr || run->size_pt <= 0 ? default_pt : run->size_pt;
    const auto characters = [size](const std::optional<double>& chars, const std::optional<double>& points) {
      return chars.value_or(0) != 0 ? *chars : points.value_or(0) / size;
    };
    seen.first_indent = characters(look.first_chars, look.first_pt);
    seen.left_indent = characters(look.left_chars, look.left_pt);
    seen.right_indent = characters(look.right_chars, look.right_pt);
  }

  void add_sheet(pugi::xml_node section, StyleSheet& styles) {
    if (!section) return;
    const auto size = section.child("w:pgSz"), margin = section.child("w:pgMar");
    const auto mm = [](pugi::xml_attribute attribute) { return attribute.as_double() * mm_per_twip; };
    Sheet sheet;
    sheet.width = mm(size.attribute("w:w"));
    sheet.height = mm(size.attribute("w:h"));
    sheet.top = mm(margin.attribute("w:top"));
    sheet.bottom = mm(margin.attribute("w:bottom"));
    sheet.left = mm(margin.attribute("w:left"));
    sheet.right = mm(margin.attribute("w:right"));
    sheet.odd_and_even = static_cast<bool>(xml_["word/settings.xml"].child("w:settings").child("w:evenAndOddHeaders"));
    for (const auto reference : section.children("w:footerReference")) {
      const std::string type = reference.attribute("w:type").as_string("default");
      auto footer = read_footer(reference.attribute("r:id").as_string(), styles);
      if (type == "default") sheet.odd = std::move(footer);
      if (type == "even") sheet.even = std::move(footer);
    }
    manuscript_.sheets.push_back(std::move(sheet));
  }

  std::optional<Footer> read_footer(const char* relation, StyleSheet& styles) {
    const auto target = xml_["word/_rels/document.xml.rels"].child("Relationships").find_child_by_attribute("Id", relation);
    const std::string path = "word/" + std::string(target.attribute("Target").as_string());
    if (!xml_.contains(path) && parse(path)) return std::nullopt;
    for (const auto& paragraph : paragraphs_of(xml_[path]))
      if (has_page_number(paragraph.node)) return footer_of(paragraph.node, styles);
    return std::nullopt;
  }

  static bool has_page_number(pugi::xml_node paragraph) {
    return static_cast<bool>(paragraph.find_node([](pugi::xml_node node) {
      return Name(node.attribute("w:instr").as_string()).find("PAGE") != Name::npos ||
             Name(node.child_value()).find("PAGE") != Name::npos;
    }));
  }

  static Footer footer_of(pugi::xml_node paragraph, StyleSheet& styles) {
    Footer footer;
    footer.side = side_of(styles.paragraph(paragraph).side.value_or(""));
    if (const auto frame = paragraph.child("w:pPr").child("w:framePr"); frame.attribute("w:xAlign"))
      footer.side = frame.attribute("w:xAlign").as_string() == std::string("center") ? Side::center : footer.side;
    bool digits = false;
    visit_text(paragraph, [&](pugi::xml_node run, pugi::xml_node text) {
      const auto look = styles.run(paragraph, run);
      footer.size_pt = look.size_pt.value_or(default_pt);
      footer.font = look.chinese_font.value_or("");
      footer.text += text_of(text);
    });
    // The field's last result is whatever page was printed last.
    std::string text;
    for (const char c : footer.text) {
      const bool digit = c >= '0' && c <= '9';
      if (!digit) text += c;
      if (digit && !digits) text += '1';
      digits = digit;
    }
    footer.text = std::string(trim(text));
    return footer;
  }

  std::vector<Part> parts_;
  std::map<std::string, pugi::xml_document> xml_;
  Manuscript manuscript_;
  bool page_ended_ = false;
};

void keep_spaces(pugi::xml_node text) {
  auto space = text.attribute("xml:space");
  if (!space) space = text.append_attribute("xml:space");
  space = "preserve";
}

// Marks that Latin text has too: without the hint Word sets them in the run's Latin face.
bool has_ambiguous_marks(std::string_view text) {
  constexpr std::array<std::string_view, 7> marks{"“", "”", "‘", "’", "…", "—", "·"};
  return std::any_of(marks.begin(), marks.end(), [&](auto mark) { return text.find(mark) != text.npos; });
}

void hint_chinese(pugi::xml_node run) {
  auto properties = run.child("w:rPr");
  if (!properties) properties = run.prepend_child("w:rPr");
  auto fonts = properties.child("w:rFonts");
  if (!fonts) {
    const auto style = properties.child("w:rStyle");
    fonts = style ? properties.insert_child_after("w:rFonts", style) : properties.prepend_child("w:rFonts");
  }
  if (!fonts.attribute("w:hint")) fonts.append_attribute("w:hint");
  fonts.attribute("w:hint") = "eastAsia";
}

// Bytes [begin, end) of what the text nodes say together: new text goes into the node where they begin, and they go from all.
void replace(pugi::xml_node paragraph, const lint::Edit& edit) {
  std::size_t at = edit.offset;  // the number before the text stands in no node
  bool written = false;
  visit_text(paragraph, [&](pugi::xml_node run, pugi::xml_node node) {
    const auto text = text_of(node);
    const auto from = at, to = at + text.size();
    at = to;
    const bool begins = !written && edit.begin >= from && (edit.begin < to || (edit.begin == to && edit.begin == edit.end));
    const bool goes_on = written && from < edit.end;
    if (Name(node.name()) != "w:t" || !(begins || goes_on)) return;
    const auto begin = begins ? edit.begin - from : 0, end = std::min(edit.end, to) - from;
    node.text() = (text.substr(0, begin) + (begins ? edit.text : "") + text.substr(end)).c_str();
    keep_spaces(node);
    if (begins && has_ambiguous_marks(edit.text)) hint_chinese(run);
    written = true;
  });
}

}  // namespace

Result<Manuscript> read_manuscript(const std::string& bytes, const std::string& file) {
  auto parts = unzip(bytes, file);
  if (!parts.has_value()) return parts.diagnostics();
  return Reader(std::move(*parts), file).run();
}

Result<std::string> mend(const std::string& bytes, const std::vector<lint::Edit>& edits, const std::string& file) {
  auto parts = unzip(bytes, file);
  if (!parts.has_value()) return parts.diagnostics();
  auto* part = find_part(*parts, "word/document.xml");
  pugi::xml_document document;
  constexpr auto as_it_stands = (pugi::parse_full & ~pugi::parse_declaration) | pugi::parse_ws_pcdata;  // to_xml() declares
  if (const auto fault = package::parse(document, part->content, as_it_stands))
    return Result<std::string>::failure({file, 0, 0}, bad_xml, {part->path, *fault});
  const auto paragraphs = paragraphs_of(document.child("w:document").child("w:body"));
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
    const auto index = static_cast<std::size_t>(edit->line) - 1;
    if (index < paragraphs.size() && edit->begin >= edit->offset) replace(paragraphs[index].node, *edit);
  }
  part->content = to_xml(document);
  return pack(*parts);
}

namespace {

class DocxReader final : public ManuscriptReader {
 public:
  FormatInfo info() const override { return make_docx_format()->info(); }
  Result<Manuscript> read(const std::string& bytes, const std::string& file) const override {
    return read_manuscript(bytes, file);
  }
  Result<std::string> mend(const std::string& bytes, const std::vector<lint::Edit>& edits,
                           const std::string& file) const override {
    return docx::mend(bytes, edits, file);
  }
};

}  // namespace

std::unique_ptr<ManuscriptReader> make_docx_reader() { return std::make_unique<DocxReader>(); }

}  // namespace hongtou::docx
