// Manuscript: an official document as lint sees it, whatever file it came from: printed lines, the element each belongs to, and
// where the file says so how they look.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnostic.h"
#include "engine/document/document.h"

namespace hongtou::lint {

// The elements of GB/T 9704—2012, 7.1, and what else is printed.
enum class Role {
  copy_number,       // 份号
  security_level,    // 密级和保密期限
  urgency,           // 紧急程度
  issuer_mark,       // 发文机关标志
  document_number,   // 发文字号
  signatory,         // 签发人
  title,             // 标题, one of its lines
  subtitle,          // 副标题
  byline,            // 作者 of an article
  caption,           // under a picture
  recipients,        // 主送机关
  heading,           // 层次序数 with what it heads
  paragraph,         // 正文
  attachment_note,   // 附件说明, one of its lines
  contact,           // 联系人
  signature,         // 发文机关署名
  date,              // 成文日期
  note,              // 附注
  attachment_label,  // 附件1, on the page of the attachment
  attachment_title,  // its title, one of its lines
  cell,              // of a table
  copy_recipients,   // 抄送机关
  printing,          // 印发机关和印发日期
  page_number,       // 页码
  blank,
};
std::string_view name_of(Role role, Language language);

enum class Side { left, center, right, both };

// A stretch of a line in one face.
struct Run {
  std::size_t begin = 0, end = 0;  // bytes of the line's text
  std::string chinese_font, latin_font;
  double size_pt = 0;
  bool bold = false;
  std::string color;         // RRGGBB; "" or auto: black
  bool theme_font = false;   // the face comes from the theme, whatever is said beside it
  bool chinese_hint = true;  // “ ” — … are told to be Chinese
};

// How a paragraph is set. Characters are those of its own size.
struct Look {
  Side side = Side::left;
  double first_indent = 0;  // characters
  double left_indent = 0, right_indent = 0;
  double pitch_pt = 0;  // exact distance of lines; 0: left to the font
  double before_pt = 0, after_pt = 0;
  bool page_break_before = false;
  double rule_above_mm = 0, rule_below_mm = 0;  // thickness; 0: none
  std::string rule_color;
  std::vector<Run> runs;

  // Of most of its characters; null when it has none.
  const Run* main_run() const;
};

// Where a printed row of text stands: its page, from 1, and the box of its letters' bodies in mm from the top left corner.
struct PrintedRow {
  int page = 0;
  double left = 0, top = 0, right = 0, bottom = 0;
  double cells = 0;  // its letters, those of half width counted half
  double size_pt = 0;
};

struct Line {
  Role role = Role::paragraph;
  int level = 0;           // of a heading, 1 … 4
  std::string text;        // UTF-8; each byte of a tag for data stands as `data_mark`
  int number = 0;          // of the line in a text file, of the paragraph in a document, of the row on its page; from 1
  std::size_t offset = 0;  // of its first byte in a text file
  int part = 0;            // 0: the document itself; n: its n-th attachment; or issued_part
  std::size_t sheet = 0;
  int table = 0;             // n: it stands in the n-th table
  bool has_picture = false;  // or a chart, among its letters
  std::optional<Look> look;
  std::vector<PrintedRow> rows;  // of a file with fixed pages, else none

  int page() const { return rows.empty() ? 0 : rows.front().page; }
};
inline constexpr char data_mark = '\x1A';
inline constexpr int issued_part = -1;  // the text that a notice issues or relays

// What is printed at the foot of one kind of page.
struct Footer {
  std::string text;  // the number itself as 1
  Side side = Side::left;
  double size_pt = 0;
  std::string font;
};

// A section of a document with a sheet of its own, in mm.
struct Sheet {
  double width = 0, height = 0;
  double top = 0, bottom = 0, left = 0, right = 0;
  std::optional<Footer> odd, even;
  bool odd_and_even = false;  // their footers differ

  bool is_landscape() const { return width > height; }
};

struct Printout;

struct Manuscript {
  std::string file;
  std::vector<Line> lines;
  std::vector<Sheet> sheets;                        // none: the file says nothing about pages
  bool has_drawings = false;                        // lines and pictures, which may be the rules of the head
  DocumentFormat format = DocumentFormat::general;  // as the file says; a printed one says it by its mark only
  bool as_printed = true;                           // false: a text whose colons, brackets and labels the page adds
  std::shared_ptr<const Printout> printout;         // of a file with fixed pages; null: pages come into being elsewhere

  std::vector<const Line*> of(Role role) const;  // of the document itself
  std::vector<const Line*> of(Role role, int part) const;
};

// A .gw text: elements, headings and paragraphs, tags for data left out of sight.
Manuscript manuscript_of_text(std::string_view text, const std::string& file);

// Gives every line of a printed document its role, level and part from what it says, how it looks and where it stands.
void recognise(Manuscript& manuscript);

}  // namespace hongtou::lint
