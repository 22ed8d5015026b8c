#include "plugins/docx/styles.h"

#include <algorithm>

#include "plugins/docx/properties.h"

namespace hongtou::docx {

namespace {

constexpr Faces fang_song{page::fang_song, page::latin};
constexpr Faces hei{page::hei, page::latin};
constexpr Faces kai{page::kai, page::latin};
constexpr Faces song{page::song, page::song};
constexpr Faces small_biao_song{page::small_biao_song, page::latin};

struct Style {
  const char* id;
  const char* name;
  ParagraphProperties paragraph = {};
  RunProperties run = {};
  const char* based_on = "Normal";
  const char* next = nullptr;
  const char* linked = nullptr;
};

pugi::xml_node add_style(pugi::xml_node root, const char* type, const char* id, const char* name) {
  auto node = add(root, "w:style");
  set(node, "w:type", type);
  set(node, "w:styleId", id);
  add(node, "w:name", name);
  return node;
}

void write(pugi::xml_node root, const Style& style) {
  auto node = add_style(root, "paragraph", style.id, style.name);
  set(node, "w:customStyle", "1");
  add(node, "w:basedOn", style.based_on);
  if (style.next) add(node, "w:next", style.next);
  if (style.linked) add(node, "w:link", style.linked);
  add(node, "w:qFormat");
  style.paragraph.write(add(node, "w:pPr"));
  if (!style.run.empty()) style.run.write(add(node, "w:rPr"));
}

void write_character_style(pugi::xml_node root, const char* id, const char* name, Faces faces, const char* linked = nullptr) {
  auto node = add_style(root, "character", id, name);
  set(node, "w:customStyle", "1");
  if (linked) add(node, "w:link", linked);
  RunProperties{.faces = faces}.write(add(node, "w:rPr"));
}

void write_defaults(pugi::xml_node root) {
  auto run = add(add(add(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr");
  RunProperties{.faces = fang_song, .size_pt = page::body_pt}.write(run);
  auto language = add(run, "w:lang", "en-US");
  set(language, "w:eastAsia", "zh-CN");
}

void write_normal(pugi::xml_node root) {
  auto node = add_style(root, "paragraph", "Normal", "Normal");
  set(node, "w:default", "1");
  add(node, "w:qFormat");
  ParagraphProperties{.plain_spacing = true, .before = 0, .after = 0, .exact_pitch = page::line_pitch_twips, .edge = Edge::both}
      .write(add(node, "w:pPr"));
  RunProperties{.faces = fang_song, .spacing = page::character_spacing_twips, .size_pt = page::body_pt}.write(add(node, "w:rPr"));
}

void write_head_styles(pugi::xml_node root) {
  write(root, {style::copy_number, "份号", {.edge = Edge::left}, {}});
  write(root, {style::security_and_urgency, "密级和紧急程度", {.edge = Edge::left}, {.faces = hei}});
  write(root, {style::issuer_mark,
               "发文机关标志",
               {.keep_next = true, .edge = Edge::center},
               {.faces = small_biao_song, .color = page::red, .spacing = 0}});
  write(root, {style::document_number, "发文字号", {.keep_next = true, .edge = Edge::center}, {}});
  write_character_style(root, style::signatory_name, "签发人姓名", kai);
}

void write_heading_styles(pugi::xml_node root) {
  constexpr const char* names[] = {"一级标题", "二级标题", "三级标题", "四级标题"};
  constexpr const char* run_names[] = {"一级标题字符", "二级标题字符", "三级标题字符", "四级标题字符"};
  constexpr Faces faces[] = {hei, kai, fang_song, fang_song};
  for (int level = 0; level < 4; ++level) {
    write(root, {style::heading[level],
                 names[level],
                 {.keep_next = true, .outline_level = level},
                 {.faces = faces[level]},
                 style::body,
                 style::body,
                 style::heading_run[level]});
    write_character_style(root, style::heading_run[level], run_names[level], faces[level], style::heading[level]);
  }
}

void write_main_styles(pugi::xml_node root) {
  const ParagraphProperties title{.keep_next = true,
                                  .after = gap(page::one_line_gap_mm, title_line, body_line),
                                  .exact_pitch = twips_from_pt(page::title_pitch_pt),
                                  .edge = Edge::center};
  const RunProperties title_run{.faces = small_biao_song, .spacing = 0, .size_pt = page::title_pt};
  write(root, {style::title, "公文标题", title, title_run, "Normal", style::main_recipients});
  write(root, {style::subtitle,
               "副标题",
               {.keep_next = true, .after = one_line(), .edge = Edge::center},
               {.faces = kai},
               "Normal",
               style::body});
  write(root, {style::main_recipients, "主送机关", {.edge = Edge::left}, {}, "Normal", style::body});
  write(root, {style::body, "公文正文", {.first_line = twips_from_pt(2 * page::body_pt), .first_line_hundredths = 200}, {}});
  write_heading_styles(root);
  write(root, {style::attachment_note, "附件说明", {.edge = Edge::left}, {}});
  write(root, {style::attendance, "出席人员", {.edge = Edge::left}, {}});
  write(root, {style::contact, "联系方式", {.keep_next = true, .left = characters(2), .edge = Edge::left}, {}});
  write(root, {style::issuer_signature, "发文机关署名", {.keep_next = true, .edge = Edge::right}, {}});
  write(root, {style::date_of_issue, "成文日期", {.edge = Edge::right}, {}});
  write(root, {style::note, "附注", {.left = characters(2), .edge = Edge::left}, {}});
  write(root, {style::attachment_label,
               "附件标识",
               {.keep_next = true,
                .after = gap(page::attachment_title_gap_mm, body_line, title_line),
                .edge = Edge::left,
                .outline_level = 0},
               {.faces = hei}});
  write(root, {style::attachment_title, "附件标题", title, title_run, "Normal", style::body});
}

void write_table_styles(pugi::xml_node root) {
  const RunProperties text{.spacing = 0, .size_pt = page::table_pt[0]};
  const ParagraphProperties cell{.exact_pitch = table_pitch(page::table_pt[0]), .edge = Edge::center};
  write(root, {style::table_text, "表格文字", cell, text});
  write(root, {style::table_head, "表头文字", {}, {.faces = hei}, style::table_text});
  write(root,
        {style::table_caption, "表格说明", {.keep_next = true, .after = 60, .single_pitch = true, .edge = Edge::left}, text});
  write(root, {style::table_note, "表格附注", {.before = 60, .single_pitch = true, .edge = Edge::both}, text});
}

void write_other_styles(pugi::xml_node root) {
  write(root, {style::roster, "名单", {.edge = Edge::left}, {}});
  write(root,
        {style::picture, "图片", {.keep_next = true, .before = 60, .single_pitch = true, .edge = Edge::center}, {.spacing = 0}});
  write(root, {style::picture_caption, "图片说明", {.edge = Edge::center}, {.faces = kai, .size_pt = page::imprint_pt}});
  write(root, {style::byline, "作者", {.right = characters(2), .edge = Edge::right}, {.faces = kai}});
  write(root, {style::imprint, "版记", {.edge = Edge::left}, {.spacing = 0, .size_pt = page::imprint_pt}});
  write(root,
        {style::page_number, "页码", {.edge = Edge::right}, {.faces = song, .spacing = 0, .size_pt = page::page_number_pt}});
  write(root, {style::separator, "分隔行", {.exact_pitch = 20}, {.size_pt = 1}});
}

}  // namespace

int gap(double mm, Line above, Line below) {
  const double leading = (above.pitch_pt - above.size_pt + below.pitch_pt - below.size_pt) / 2;
  return std::max(0, twips(mm) - twips_from_pt(leading));
}

int table_pitch(double size_pt) { return twips_from_pt(1.3 * size_pt); }

int one_line() { return gap(page::one_line_gap_mm, body_line, body_line); }

int characters(double count) { return static_cast<int>(count * (page::body_pt * 20 + page::character_spacing_twips)); }

std::string styles_xml() {
  pugi::xml_document document;
  auto root = add(document, "w:styles");
  set(root, "xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
  write_defaults(root);
  write_normal(root);
  write_head_styles(root);
  write_main_styles(root);
  write_table_styles(root);
  write_other_styles(root);
  return to_xml(document);
}

}  // namespace hongtou::docx
