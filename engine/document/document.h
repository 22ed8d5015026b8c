// A document by its elements (GB/T 9704—2012, 7) and blocks: what it says, not how it looks.
// Formats write it; nothing in here knows a font or a millimetre.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/diagnostic.h"
#include "engine/document/image.h"

namespace hongtou {

// 公文的特定格式 (10): how the first page is set. The kind of document, 文种, is another matter.
enum class DocumentFormat {
  general,
  letter,   // 信函 10.1
  order,    // 命令（令） 10.2
  minutes,  // 纪要 10.3
};

// 7.3.3: 一、 / （一） / 1. / （1）. `text` carries its number as typed, if it has one; a run-in heading is a Heading and a
// Paragraph with `continues` set, printed in one paragraph.
struct Heading {
  int level = 1;  // 1 … 4
  std::string text;

  bool operator==(const Heading&) const = default;
};

struct Paragraph {
  std::string text;        // U+000A inside is a line break without a new paragraph
  bool continues = false;  // goes on in the heading's line
  bool indented = true;    // two characters in

  bool operator==(const Paragraph&) const = default;
};

enum class Align { left, center, right };

// 待填项: what is to be filled in at an empty place of a form.
enum class BlankKind {
  line,
  lines,        // may have several lines
  date,         // a day
  choice,       // one of the choices
  open_choice,  // one or several of the choices, or words of one's own
  file          // a picture, or the name of a file
};
struct Blank {
  std::string id;     // of the form, of the row if the form has several, of the field: statistics.rows.1.name
  std::string title;  // as people call it
  BlankKind kind = BlankKind::line;
  std::vector<std::string> choices = {};

  bool operator==(const Blank&) const = default;
};

struct Cell {
  std::string text;  // U+000A inside is a line break
  int columns = 1;   // cells it covers to the right, ≥ 1
  int rows = 1;      // cells it covers downward, ≥ 1
  Align align = Align::center;
  std::vector<Blank> blanks = {};  // of an empty cell to be filled in

  bool operator==(const Cell&) const = default;
};

// Rows hold only the cells that begin in them, left to right; what a cell of an earlier row or column covers is left out.
struct Table {
  std::string caption;                    // above the table, left: 填报单位（盖章）：
  std::vector<double> widths;             // relative, one a column
  std::vector<std::vector<Cell>> header;  // repeated on each page
  std::vector<std::vector<Cell>> rows;
  std::string note;        // below the table: 填表说明：…; U+000A separates its paragraphs
  bool landscape = false;  // wants a page of its own in landscape
  double row_height = 0;   // least height of a body row in mm, 0: as the text needs

  bool operator==(const Table&) const = default;
};

// 名单: who leads and who belongs to a group, in three columns. Their padding is the page's business.
struct Member {
  std::string position;  // 组长; empty: the one above
  std::string name;
  std::string post;  // 区委常委

  bool operator==(const Member&) const = default;
};
struct Roster {
  std::vector<Member> members;

  bool operator==(const Roster&) const = default;
};

// 图片: as wide as the type area at most, its caption below.
struct Picture {
  std::shared_ptr<const Image> image;
  std::string caption;

  bool operator==(const Picture&) const = default;
};

// 并排的图片: as high as each other, each with its caption below, in the middle of the row if there are fewer than it has room
// for.
struct PictureRow {
  std::vector<Picture> pictures;
  int places = 2;  // pictures that the row has room for, ≥ pictures.size()

  bool operator==(const PictureRow&) const = default;
};

// 图表: values that each label has, one a series.
enum class ChartKind { bar, line };
struct Chart {
  struct Series {
    std::string name;            // in the legend; empty when it is the only one
    std::vector<double> values;  // one a label

    bool operator==(const Series&) const = default;
  };
  ChartKind kind = ChartKind::bar;
  std::string title;  // below it, like a picture's caption
  std::vector<std::string> labels;
  std::vector<Series> series;

  bool operator==(const Chart&) const = default;
};

// 图片说明: the line under a picture, which is put in by hand.
struct Caption {
  std::string text;

  bool operator==(const Caption&) const = default;
};

// 作者: who wrote an article, without brackets.
struct Byline {
  std::string text;

  bool operator==(const Byline&) const = default;
};

struct Block {
  Position position;
  std::variant<Heading, Paragraph, Table, Roster, Picture, PictureRow, Chart, Caption, Byline> content;

  bool operator==(const Block& other) const { return content == other.content; }
};

// 7.3.7: 附件. `number` 0 when it is the only one.
struct Attachment {
  int number = 0;
  std::string name;                // as in the attachment note (7.3.4)
  std::vector<std::string> title;  // on the attachment's page, one entry a line; may differ from the name
  std::vector<Block> body;
  bool landscape = false;

  bool operator==(const Attachment&) const = default;
};

// 印发、转发: the text that a notice carries. It is no attachment: it follows the notice under a title of its own, and what is
// attached to it is listed at its own end.
struct IssuedText {
  std::vector<std::string> title;  // one entry a line
  std::vector<Block> body;
  std::vector<Attachment> attachments;

  bool operator==(const IssuedText&) const = default;
};

// 印章 (7.3.5.1): a picture that the office supplies; without one its place stays free for the real seal.
struct Seal {
  std::shared_ptr<const Image> image;

  bool operator==(const Seal&) const = default;
};

// 签发人职务 and 签名章 (7.3.5.3).
struct NameStamp {
  std::string title;  // in full: 省长
  Seal seal;

  bool operator==(const NameStamp&) const = default;
};

// 随文文件: a file that goes along with the document, as it is. It is not printed.
struct EnclosedFile {
  std::string name;  // 统计表.xlsx
  std::shared_ptr<const std::string> bytes;

  bool operator==(const EnclosedFile&) const = default;
};

// Each vector of strings is one printed line an entry. Empty means: this document has no such element.
struct Document {
  DocumentFormat format = DocumentFormat::general;
  // 版头 head, 7.2
  std::string copy_number;               // 份号
  std::string security_level;            // 密级和保密期限, joined by ★
  std::string urgency;                   // 紧急程度
  std::vector<std::string> issuer_mark;  // 发文机关标志, one organ an entry, the leading one first
  std::string document_number;           // 发文字号; of an order its number 令号, 第1号
  std::vector<std::string> signatories;  // 签发人
  // 主体 main, 7.3
  std::vector<std::string> title;             // 标题; one entry unless the author broke it
  std::vector<std::string> subtitle;          // 副标题 of an article, without its dash
  std::string main_recipients;                // 主送机关, without the colon
  std::vector<Block> body;                    // 正文
  std::vector<std::string> attachment_note;   // 附件说明: names, without numbers
  std::vector<std::string> attendees;         // 出席 of minutes (10.3)
  std::vector<std::string> absentees;         // 请假
  std::vector<std::string> observers;         // 列席
  std::vector<std::string> contact;           // 联系人 block between 附件说明 and 署名 (practice, not in the standard)
  std::vector<std::string> issuer_signature;  // 发文机关署名; a substitute-seal line （…代章） is an entry of its own
  std::vector<Seal> seals;                    // 印章: one an organ of the signature; empty: not sealed
  std::vector<NameStamp> stamps;              // who signs with a stamp of their name instead
  std::string date_of_issue;                  // 成文日期, 2023年5月31日
  std::string note;                           // 附注, without brackets
  std::vector<Attachment> attachments;        // 附件
  std::optional<IssuedText> issued_text;      // 印发的文件
  // 版记 imprint, 7.4
  std::string copy_recipients;   // 抄送机关, without 抄送： and the full stop
  std::string printing_office;   // 印发机关
  std::string date_of_printing;  // 印发日期, 2023年5月31日 (without 印发)
  // beside the text
  std::vector<EnclosedFile> files;

  bool operator==(const Document&) const = default;
};

}  // namespace hongtou
