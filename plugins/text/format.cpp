#include <algorithm>

#include "engine/document/chart_drawing.h"
#include "engine/document/elements.h"
#include "engine/document/table_grid.h"
#include "engine/text.h"
#include "plugins/text/text.h"

namespace hongtou::text {

namespace {

constexpr Message merged_cells{"text.merged_cells", "纯文本不能表示合并单元格，被合并的位置已留空",
                               "plain text cannot show merged cells; the places they cover are left empty",
                               "需要保留表格样式时，请改用 docx 或 html 格式",
                               "write this document as docx or html to keep the look of the table"};

constexpr const char* two_characters = "　　";
constexpr const char* cell_separator = "｜";

class Writer {
 public:
  Result<std::string> write(const Document& document) {
    write_head(document);
    write_main(document);
    for (const auto& attachment : document.attachments) write_attachment(attachment);
    if (document.issued_text) write_issued_text(*document.issued_text);
    write_imprint(document);
    return std::move(out_);
  }

  void operator()(const Heading& heading) { paragraph(heading.text, true); }

  void operator()(const Paragraph& paragraph_) {
    if (paragraph_.continues && out_->ends_with('\n') && after_heading_) {
      out_->pop_back();
      line(paragraph_.text);
    } else {
      paragraph(paragraph_.text, paragraph_.indented);
    }
  }

  void operator()(const Table& table) {
    if (!table.caption.empty()) line(table.caption);
    const int columns = column_count(table);
    write_rows(table.header, columns);
    write_rows(table.rows, columns);
    if (!table.note.empty()) line(table.note);
    if (has_merged_cells(table)) out_.warn(position_, merged_cells);
  }

  void operator()(const Roster& roster) {
    const auto members = spread_out(roster).members;
    const auto columns = roster_columns({members});
    for (const auto& [position, name, post] : members) {
      const auto mark = position.empty() ? std::string() : position + "：";
      const auto head = columns.position > 0 ? padded(mark, columns.position + 1) : std::string();
      paragraph(head + (post.empty() ? name : padded(name, columns.name + 1) + post), true);
    }
  }

  void operator()(const Picture& picture) { line(picture.caption.empty() ? "［图片］" : "［图片：" + picture.caption + "］"); }

  void operator()(const PictureRow& row) {
    for (const auto& picture : row.pictures) (*this)(picture);
  }

  void operator()(const Chart& chart) {
    for (std::size_t i = 0; i < chart.labels.size(); ++i) {
      std::vector<std::string> values;
      for (const auto& series : chart.series)
        values.push_back((series.name.empty() ? "" : series.name + " ") + chart_number(series.values[i]));
      paragraph(chart.labels[i] + "：" + join(values, "，"), true);
    }
    line_if(chart.title);
  }

  void operator()(const Caption& caption) { line(caption.text); }

  void operator()(const Byline& byline) { line("（" + byline.text + "）"); }

 private:
  static std::string padded(const std::string& text, double characters) {
    return text + blank(characters - width_in_characters(text));
  }

  void line(const std::string& text) { *out_ += text + "\n"; }
  void empty_line() { *out_ += "\n"; }
  void line_if(const std::string& text) {
    if (!text.empty()) line(text);
  }
  void paragraph(const std::string& text, bool indented) { line((indented ? two_characters : "") + text); }

  void write_head(const Document& document) {
    line_if(document.copy_number);
    line_if(document.security_level);
    line_if(document.urgency);
    for (const auto& organ : document.issuer_mark) line(organ);
    line_if(document.document_number);
    if (!document.signatories.empty()) line("签发人：" + join(document.signatories, "　"));
    if (!out_->empty()) empty_line();
  }

  void write_main(const Document& document) {
    for (const auto& title_line : document.title) line(title_line);
    if (!document.subtitle.empty()) line("——" + join(document.subtitle, "\n"));
    if (!document.title.empty()) empty_line();
    if (!document.main_recipients.empty()) line(document.main_recipients + "：");
    write_blocks(document.body);
    write_attachment_note(document.attachment_note);
    write_attendance(document);
    if (!document.contact.empty()) empty_line();
    for (const auto& contact : document.contact) paragraph(contact, true);
    if (!document.issuer_signature.empty() || !document.stamps.empty() || !document.date_of_issue.empty()) empty_line();
    for (const auto& name : document.issuer_signature) line(name);
    for (const auto& stamp : document.stamps) line(stamp.title);
    line_if(document.date_of_issue);
    if (!document.note.empty()) paragraph("（" + document.note + "）", true);
  }

  void write_attendance(const Document& document) {
    const auto attendance = attendance_of(document);
    if (!attendance.empty()) empty_line();
    for (const auto& [word, lines] : attendance) paragraph(word + "：" + join(*lines, "\n　　　　　"), true);
  }

  void write_attachment_note(const std::vector<std::string>& names) {
    if (names.empty()) return;
    empty_line();
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto number = attachment_number(i, names.size());
      paragraph((i == 0 ? "附件：" : "　　　") + number + names[i], true);
    }
  }

  void write_attachment(const Attachment& attachment) {
    empty_line();
    line(attachment_label(attachment));
    empty_line();
    line(join(attachment_title(attachment), "\n"));
    empty_line();
    write_blocks(attachment.body);
  }

  void write_issued_text(const IssuedText& text) {
    empty_line();
    line(join(text.title, "\n"));
    empty_line();
    write_blocks(text.body);
    write_attachment_note(attachment_names(text.attachments));
    for (const auto& attachment : text.attachments) write_attachment(attachment);
  }

  void write_imprint(const Document& document) {
    if (document.copy_recipients.empty() && document.printing_office.empty() && document.date_of_printing.empty()) return;
    empty_line();
    if (!document.copy_recipients.empty()) line("抄送：" + document.copy_recipients + "。");
    const auto date = document.date_of_printing.empty() ? std::string() : document.date_of_printing + "印发";
    const auto space = document.printing_office.empty() || date.empty() ? "" : two_characters;
    line_if(document.printing_office + space + date);
  }

  void write_blocks(const std::vector<Block>& blocks) {
    for (const auto& block : blocks) {
      position_ = block.position;
      std::visit(*this, block.content);
      after_heading_ = std::holds_alternative<Heading>(block.content);
    }
  }

  void write_rows(const std::vector<std::vector<Cell>>& rows, int columns) {
    for (const auto& places : place_cells(rows, columns)) {
      std::vector<std::string> cells;
      for (const auto& place : places) {
        const bool begins = place.cell && place.first_column && place.first_row;
        cells.push_back(begins ? replace_all(place.cell->text, "\n", " ") : std::string());
      }
      line(join(cells, cell_separator));
    }
  }

  static bool has_merged_cells(const Table& table) {
    const auto merged = [](const Cell& cell) { return cell.columns > 1 || cell.rows > 1; };
    const auto in_row = [&](const std::vector<Cell>& row) { return std::any_of(row.begin(), row.end(), merged); };
    return std::any_of(table.header.begin(), table.header.end(), in_row) ||
           std::any_of(table.rows.begin(), table.rows.end(), in_row);
  }

  Result<std::string> out_{std::string()};
  Position position_;
  bool after_heading_ = false;
};

class TextFormat final : public Format {
 public:
  FormatInfo info() const override { return {"text", ".txt", "text/plain"}; }
  Result<std::string> write(const Document& document, const Environment&) const override { return Writer().write(document); }
};

}  // namespace

std::unique_ptr<Format> make_text_format() { return std::make_unique<TextFormat>(); }

}  // namespace hongtou::text
