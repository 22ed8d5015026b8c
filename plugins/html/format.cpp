#include <algorithm>
#include <functional>

#include "engine/document/elements.h"
#include "engine/document/page.h"
#include "engine/document/signatories.h"
#include "engine/document/signature.h"
#include "engine/document/table_fit.h"
#include "engine/document/table_grid.h"
#include "engine/document/template.h"
#include "engine/document/writable.h"
#include "engine/text.h"
#include "plugins/html/chart.h"
#include "plugins/html/html.h"
#include "plugins/html/stylesheet.h"

namespace hongtou::html {

namespace {

// Text as content; control characters and the like, which HTML does not allow, become U+FFFD.
std::string escape(const std::string& text) {
  auto characters = to_utf32(escape_html(text));
  std::replace_if(characters.begin(), characters.end(), std::not_fn(is_writable), U'\uFFFD');
  return to_utf8(characters);
}

std::string element(const std::string& name, const std::string& attributes, const std::string& content) {
  return "<" + name + (attributes.empty() ? "" : " " + attributes) + ">" + content + "</" + name + ">";
}

std::string class_of(const std::string& name) { return "class=\"" + name + "\""; }

std::string decimal(double value) {
  auto text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

class Writer {
 public:
  std::string write(const Document& document) {
    main_sheet(document);
    for (const auto& attachment : document.attachments) attachment_sheet(attachment);
    if (document.issued_text) issued_sheets(*document.issued_text);
    imprint(document);
    close_sheet();
    const auto title = escape(name_of(document));
    return "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
           element("title", "", title) + "\n<style>\n" + stylesheet() + "</style>\n</head>\n<body>\n" + out_ +
           "</body>\n</html>\n";
  }

  void operator()(const Heading& heading) {
    const int level = std::clamp(heading.level, 1, 4);
    if (!runs_in_) return line(element("h" + std::to_string(level + 1), "", escape(heading.text)));
    const auto face = level == 1 ? class_of("hei") : level == 2 ? class_of("kai") : std::string();
    run_in_ = element("b", face, escape(heading.text));
  }

  void operator()(const Paragraph& paragraph) {
    if (paragraph.continues && !run_in_.empty())
      line(element("p", class_of("run-in"), run_in_ + escape(paragraph.text)));
    else
      line(element("p", paragraph.indented ? "" : class_of("flush"), escape(paragraph.text)));
    run_in_.clear();
  }

  void operator()(const Table& table) {
    out_ += "<figure>\n";
    if (!table.caption.empty()) line(element("figcaption", "", escape(table.caption)));
    const double width_mm = landscape_ ? page::type_area_height_mm : page::type_area_width_mm;
    const auto fit = fit_table(table, width_mm);
    out_ += "<table style=\"font-size:" + decimal(fit.size_pt) + "pt\">\n<colgroup>";
    for (const double width : fit.widths) out_ += "<col style=\"width:" + decimal(width / width_mm * 100) + "%\">";
    out_ += "</colgroup>\n";
    rows("thead", "th", table.header, 0);
    rows("tbody", "td", table.rows, table.row_height);
    out_ += "</table>\n";
    if (!table.note.empty()) line(element("div", class_of("table-note"), escape(table.note)));
    out_ += "</figure>\n";
  }

  void operator()(const Roster& roster) {
    std::string cells;
    for (const auto& [position, name, post] : spread_out(roster).members) {
      cells += element("span", "", position.empty() ? "" : escape(position) + "：");
      cells += element("span", "", escape(name)) + element("span", "", escape(post));
    }
    line(element("div", class_of("roster"), cells));
  }

  void operator()(const Picture& picture) {
    if (picture.image) line(figure(picture, picture_size(*picture.image, page::type_area_width_mm).width));
  }

  void operator()(const PictureRow& row) {
    const auto sizes = picture_sizes(row, page::type_area_width_mm);
    std::string figures;
    for (std::size_t i = 0; i < row.pictures.size(); ++i)
      figures += element("div", "style=\"width:" + decimal(sizes.place) + "mm\"", figure(row.pictures[i], sizes.sizes[i].width));
    line(element("div", class_of("pictures"), figures));
  }

  void operator()(const Chart& chart) {
    const auto caption = chart.title.empty() ? "" : element("figcaption", class_of("caption"), escape(chart.title));
    line(element("figure", class_of("picture"), chart_svg(chart) + caption));
  }

  void operator()(const Caption& caption) { paragraph_if(caption.text, "caption"); }

  void operator()(const Byline& byline) { paragraph_if("（" + byline.text + "）", "byline"); }

 private:
  void line(const std::string& text) { out_ += text + "\n"; }

  void open_sheet(const std::string& name, bool landscape) {
    close_sheet();
    line("<" + name + " " + class_of(landscape ? "sheet landscape" : "sheet") + ">");
    open_ = name;
    landscape_ = landscape;
  }

  void close_sheet() {
    if (!open_.empty()) line("</" + open_ + ">");
    open_.clear();
  }

  void paragraph_if(const std::string& text, const std::string& classes) {
    if (!text.empty()) line(element("p", class_of(classes), escape(text)));
  }

  static std::string figure(const Picture& picture, double width) {
    const auto caption = picture.caption.empty() ? "" : element("figcaption", class_of("caption"), escape(picture.caption));
    return element("figure", class_of("picture"),
                   image(*picture.image, picture.caption, "width:" + decimal(width) + "mm;max-width:100%") + caption);
  }

  static std::string image(const Image& image, const std::string& description, const std::string& style) {
    return "<img src=\"data:" + std::string(media_type_of(image.type)) + ";base64," + base64(image.bytes) + "\" alt=\"" +
           escape(description) + "\" style=\"" + style + "\">";
  }

  void letter_head(const Document& document) {
    out_ += "<header " + class_of("letter-head") + ">\n";
    if (!document.issuer_mark.empty()) mark({document.issuer_mark.front()});
    line("<div " + class_of("letter-rules") + "></div>");
    std::string lines;
    for (const auto& [text, classes] : {std::pair(document.copy_number, "flush"), std::pair(document.security_level, "flush hei"),
                                        std::pair(document.urgency, "flush hei")})
      if (!text.empty()) lines += element("p", class_of(classes), escape(text));
    line(element("div", class_of("letter-lines"),
                 element("div", "", lines) + element("span", "", escape(document.document_number))));
    out_ += "</header>\n";
  }

  void head(const Document& document) {
    if (document.format == DocumentFormat::letter) return letter_head(document);
    const bool any = !document.copy_number.empty() || !document.security_level.empty() || !document.urgency.empty() ||
                     !document.issuer_mark.empty() || !document.document_number.empty() || !document.signatories.empty();
    if (!any) return;
    out_ += document.format == DocumentFormat::order ? "<header class=\"order\">\n" : "<header>\n";
    top_lines(document);
    mark(document.issuer_mark);
    number_and_signatories(document);
    if (!document.issuer_mark.empty() && document.format != DocumentFormat::order) line("<hr " + class_of("red-rule") + ">");
    out_ += "</header>\n";
  }

  // 9704-7.2.1–7.2.4: above the mark, which they do not move; the security level is always on the second line.
  void top_lines(const Document& document) {
    if (document.copy_number.empty() && document.security_level.empty() && document.urgency.empty()) return;
    const bool marked = !document.issuer_mark.empty();
    if (marked) line("<div " + class_of("top-lines") + ">");
    paragraph_if(document.copy_number, "flush");
    paragraph_if(document.security_level, marked && document.copy_number.empty() ? "flush hei second-line" : "flush hei");
    paragraph_if(document.urgency, "flush hei");
    if (marked) line("</div>");
  }

  void mark(const std::vector<std::string>& names) {
    if (names.empty()) return;
    const auto mark = arrange_issuer_mark(names);
    std::string content;
    for (const auto& organ : mark.organs) content += element("div", "", escape(organ));
    if (mark.joint) content = element("div", class_of("organs"), content);
    if (mark.document_word) content += element("div", "", "文件");
    const auto size = "style=\"font-size:" + decimal(mark.size_pt * mark.scale) + "pt\"";
    line(element("div", class_of(mark.joint ? "issuer-mark joint" : "issuer-mark") + " " + size, content));
  }

  void number_and_signatories(const Document& document) {
    const auto& names = document.signatories;
    if (names.empty() && !document.document_number.empty())
      line(element("div", class_of("document-number"), escape(document.document_number)));
    if (names.empty()) return;
    const auto places = place_signatories(names, document.document_number);
    std::string rows;
    for (std::size_t i = 0; i < names.size(); i += places.in_a_line()) {
      const bool two = places.second > 0 && i + 1 < names.size(), last = i + places.in_a_line() >= names.size();
      std::string row;
      if (last && !places.number_apart) row += at(1, "", document.document_number);
      if (i == 0) row += at(places.label, "", signatory_label);
      row += at(places.first, class_of("kai"), names[i]);
      if (two) row += at(places.second, class_of("kai"), names[i + 1]);
      rows += element("div", "", row);
    }
    if (places.number_apart) rows += element("div", "", at(1, "", document.document_number));
    line(element("div", class_of("upward"), rows));
  }

  // So many characters from the left of the type area.
  static std::string at(double characters, const std::string& looks, const std::string& text) {
    const auto left = decimal(characters * page::type_area_width_mm / page::characters);
    return element("span", looks + " style=\"left:" + left + "mm\"", escape(text));
  }

  void main_sheet(const Document& document) {
    open_sheet("main", false);
    head(document);
    if (!document.title.empty()) line(element("h1", "", lines_of(title_lines(document.title))));
    if (!document.subtitle.empty()) line(element("p", class_of("subtitle"), "——" + lines_of(document.subtitle)));
    paragraph_if(document.main_recipients.empty() ? "" : document.main_recipients + "：", "flush");
    blocks(document.body);
    attachment_note(document.attachment_note);
    attendance(document);
    contact(document.contact);
    signature(document);
    if (document.format == DocumentFormat::letter) line("<div " + class_of("letter-foot") + "></div>");
    if (!document.note.empty()) line(element("p", "", "（" + escape(document.note) + "）"));
  }

  static std::string lines_of(const std::vector<std::string>& lines) {
    std::vector<std::string> escaped;
    for (const auto& text : lines) escaped.push_back(escape(text));
    return join(escaped, "<br>");
  }

  void attachment_note(const std::vector<std::string>& names) {
    if (names.empty()) return;
    std::string items;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto number = attachment_number(i, names.size());
      items += element("li", "", element("span", "", number) + element("span", "", escape(names[i])));
    }
    line(element("div", class_of("attachment-note"), element("span", "", "附件：") + element("ol", "", items)));
  }

  void attendance(const Document& document) {
    std::string rows;
    for (const auto& [word, lines] : attendance_of(document))
      rows += element("dt", "", element("span", class_of("hei"), word) + "：") + element("dd", "", lines_of(*lines));
    if (!rows.empty()) line(element("dl", class_of("attendance"), rows));
  }

  void contact(const std::vector<std::string>& lines) {
    if (!lines.empty()) line(element("address", class_of("contact") + " style=\"font-style:normal\"", lines_of(lines)));
  }

  static std::string free_at_right(double characters) { return "style=\"margin-right:" + decimal(characters) + "em\""; }

  static std::string placed(double left, double top) {
    return "style=\"left:" + decimal(left) + "mm;top:" + decimal(top) + "mm\"";
  }

  // Seals lie under the text, so that one without a clear ground hides nothing.
  void signature_with_seals(const Document& document) {
    for (const auto& row : signature_rows(document)) signature_row(row, document.stamps.empty() ? "印章" : "签名章");
  }

  void signature_row(const SignatureRow& row, const char* seal_name) {
    std::string content;
    for (const auto& seal : row.seals)
      if (seal.image)
        content += image(*seal.image, seal_name,
                         "left:" + decimal(seal.left) + "mm;top:" + decimal(seal.top) + "mm;width:" + decimal(seal.width) + "mm");
    for (const auto& name : row.names) content += element("p", placed(name.left, name.top), escape(name.text));
    if (row.date) content += element("p", placed(row.date->left, row.date->top), element("time", "", escape(row.date->text)));
    line(element("div",
                 class_of("sealed") + " style=\"height:" + decimal(row.height) + "mm;margin-top:" + decimal(row.gap) + "mm\"",
                 content));
  }

  void signature(const Document& document) {
    if (is_sealed(document)) return signature_with_seals(document);
    const auto& names = document.issuer_signature;
    if (names.empty() && document.date_of_issue.empty()) return;
    const auto place = place_signature(names, document.date_of_issue);
    std::string content;
    for (const auto& [text, right] : place.names) content += element("p", free_at_right(right), escape(text));
    if (!document.date_of_issue.empty())
      content += element("p", free_at_right(place.date), element("time", "", escape(document.date_of_issue)));
    line(element("div", class_of("signature"), content));
  }

  void attachment_sheet(const Attachment& attachment) {
    open_sheet("section", attachment.landscape);
    line(element("p", class_of("attachment-label"), attachment_label(attachment)));
    line(element("h2", class_of("attachment-title"), lines_of(title_lines(attachment_title(attachment), attachment.landscape))));
    blocks(attachment.body);
  }

  void issued_sheets(const IssuedText& text) {
    open_sheet("section", false);
    line(element("h1", "", lines_of(title_lines(text.title))));
    blocks(text.body);
    attachment_note(attachment_names(text.attachments));
    for (const auto& attachment : text.attachments) attachment_sheet(attachment);
  }

  void imprint(const Document& document) {
    if (document.copy_recipients.empty() && document.printing_office.empty() && document.date_of_printing.empty()) return;
    if (landscape_) open_sheet("div", false);
    std::string content;
    if (!document.copy_recipients.empty()) content += element("p", "", "抄送：" + escape(document.copy_recipients) + "。");
    if (!document.printing_office.empty() || !document.date_of_printing.empty()) {
      const auto date = document.date_of_printing.empty() ? std::string() : escape(document.date_of_printing) + "印发";
      content +=
          element("div", class_of("printing"), element("span", "", escape(document.printing_office)) + element("span", "", date));
    }
    line(element("footer", class_of(document.format == DocumentFormat::letter ? "imprint unruled" : "imprint"), content));
  }

  void blocks(const std::vector<Block>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const auto* next = i + 1 < list.size() ? std::get_if<Paragraph>(&list[i + 1].content) : nullptr;
      runs_in_ = next && next->continues;
      std::visit(*this, list[i].content);
    }
  }

  void rows(const std::string& group, const std::string& cell_name, const std::vector<std::vector<Cell>>& list,
            double height_mm) {
    if (list.empty()) return;
    line("<" + group + ">");
    for (const auto& row : list) {
      std::string cells;
      for (const auto& cell : row) cells += element(cell_name, cell_attributes(cell), escape(cell.text));
      line(element("tr", height_mm > 0 ? "style=\"height:" + decimal(height_mm) + "mm\"" : "", cells));
    }
    line("</" + group + ">");
  }

  static std::string cell_attributes(const Cell& cell) {
    std::vector<std::string> attributes;
    if (cell.columns > 1) attributes.push_back("colspan=\"" + std::to_string(cell.columns) + "\"");
    if (cell.rows > 1) attributes.push_back("rowspan=\"" + std::to_string(cell.rows) + "\"");
    if (cell.align != Align::center) attributes.push_back(class_of(cell.align == Align::left ? "left" : "right"));
    return join(attributes, " ");
  }

  std::string out_;
  std::string open_;  // the element of the open sheet
  std::string run_in_;
  bool runs_in_ = false;
  bool landscape_ = false;
};

class HtmlFormat final : public Format {
 public:
  FormatInfo info() const override { return {"html", ".html", "text/html"}; }
  Result<std::string> write(const Document& document, const Environment&) const override { return Writer().write(document); }
};

}  // namespace

std::unique_ptr<Format> make_html_format() { return std::make_unique<HtmlFormat>(); }

}  // namespace hongtou::html
