#include "plugins/docx/signature.h"

#include <algorithm>

#include "engine/document/elements.h"
#include "engine/document/signature.h"
#include "plugins/docx/styles.h"

namespace hongtou::docx {

namespace {

constexpr double gaps_in_a_date = 1.25;  // characters, that some programs put between figures and Chinese

// 9704-7.3.5.2
void write_lines(Flow& flow, const Document& document) {
  const auto& names = document.issuer_signature;
  const auto place = place_signature(names, document.date_of_issue);
  for (const auto& line : place.names) {
    ParagraphProperties properties{.style = style::issuer_signature};
    if (&line == &place.names.front()) properties.before = one_line();
    properties.right = characters(line.right);
    flow.paragraph(properties, line.text);
  }
  if (document.date_of_issue.empty()) return;
  ParagraphProperties properties{.style = style::date_of_issue};
  if (names.empty()) properties.before = one_line();
  if (names.empty() || place.date < gaps_in_a_date) {
    properties.right = characters(place.date);
  } else {  // from the left, where the name begins, as that has no gaps
    properties.left = characters(page::characters - place.date - width_in_characters(document.date_of_issue));
    properties.edge = Edge::left;
  }
  flow.paragraph(properties, document.date_of_issue);
}

// 9704-7.3.5.1, 7.3.5.3: what stands on one line is a paragraph with a tab before each text, at the place of it that the
// standard names: some programs put gaps between figures and Chinese. The seals of a row hang on its first line.
class RowWriter {
 public:
  RowWriter(Flow& flow, const Document& document) : flow_(flow), document_(document) {}

  // What a seal takes below the last line, in mm.
  double write() {
    for (const auto& row : signature_rows(document_)) write(row);
    return below_;
  }

 private:
  using Text = std::vector<SignatureText>::const_iterator;

  void write(const SignatureRow& row) {
    auto texts = row.names;
    if (row.date) texts.push_back(*row.date);
    std::stable_sort(texts.begin(), texts.end(), [](const auto& a, const auto& b) { return a.top < b.top; });
    const double first = texts.front().top;
    flow_.separate(std::max(20, gap(below_ + row.gap + first, body_line, body_line)));
    flow_.keep_last_with_next();
    double bottom = first;
    for (auto line = texts.cbegin(); line != texts.cend();) {
      const auto end = std::find_if(line, texts.cend(), [&](const auto& text) { return text.top != line->top; });
      const bool dated = row.date && line->top == row.date->top;
      auto paragraph = write_line(line, end, line->top - bottom, dated);
      if (line == texts.cbegin()) hang_seals(paragraph, row, first);
      bottom = line->top + pitch_mm;
      line = end;
    }
    below_ = std::max(0.0, row.height - bottom + pitch_mm - page::body_pt * 25.4 / 72);
  }

  pugi::xml_node write_line(Text begin, Text end, double above, bool dated) {
    const bool at_its_end = dated || !document_.stamps.empty();
    ParagraphProperties properties{
        .style = dated ? style::date_of_issue : style::issuer_signature, .before = std::max(0, twips(above)), .edge = Edge::left};
    std::string content;
    for (auto text = begin; text != end; ++text) {
      properties.tabs.push_back(at_its_end ? Tab{"right", twips(text->left + text->width)}
                                           : Tab{"center", twips(text->left + text->width / 2)});
      content += "\t" + text->text;
    }
    auto paragraph = flow_.paragraph(properties);
    flow_.text(paragraph, content);
    return paragraph;
  }

  void hang_seals(pugi::xml_node paragraph, const SignatureRow& row, double top) {
    const auto* description = document_.stamps.empty() ? "印章" : "签名章";
    for (const auto& seal : row.seals)
      if (seal.image)
        flow_.image_behind(paragraph, seal.image, seal.left, seal.top - top + page::half_leading_mm, {seal.width, seal.height},
                           description);
  }

  static constexpr double pitch_mm = page::line_pitch_twips * 25.4 / 1440;

  Flow& flow_;
  const Document& document_;
  double below_ = 0;  // what the row above takes below its last line, in mm
};

}  // namespace

double write_signature(Flow& flow, const Document& document, pugi::xml_node end_of_text) {
  const bool sealed = is_sealed(document);
  if (!sealed && document.issuer_signature.empty() && document.date_of_issue.empty()) return 0;
  flow.keep_with_next(end_of_text);
  if (sealed) return RowWriter(flow, document).write();
  write_lines(flow, document);
  return 0;
}

}  // namespace hongtou::docx
