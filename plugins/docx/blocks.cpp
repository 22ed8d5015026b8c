#include "plugins/docx/blocks.h"

#include <algorithm>

#include "engine/document/elements.h"
#include "plugins/docx/pictures.h"
#include "plugins/docx/styles.h"
#include "plugins/docx/table.h"

namespace hongtou::docx {

namespace {

class BlockWriter {
 public:
  explicit BlockWriter(Flow& flow) : flow_(flow) {}

  void write(const std::vector<Block>& blocks) {
    const bool landscape = flow_.landscape();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const auto* next = i + 1 < blocks.size() ? std::get_if<Paragraph>(&blocks[i + 1].content) : nullptr;
      heading_runs_in_ = next && next->continues;
      flow_.set_position(blocks[i].position);
      turn_page(blocks[i], landscape);
      std::visit(*this, blocks[i].content);
    }
    flow_.set_position({});
  }

  void operator()(const Heading& heading) {
    const auto level = static_cast<std::size_t>(std::clamp(heading.level, 1, 4) - 1);
    if (heading_runs_in_)
      run_in_ = flow_.paragraph({.style = style::body}, heading.text, {.style = style::heading_run[level]});
    else
      flow_.paragraph({.style = style::heading[level]}, heading.text);
  }

  void operator()(const Paragraph& paragraph) {
    if (paragraph.continues && run_in_) {
      flow_.text(run_in_, paragraph.text);
      run_in_ = {};
      return;
    }
    ParagraphProperties properties{.style = style::body};
    if (!paragraph.indented) properties.first_line = properties.first_line_hundredths = 0;
    flow_.paragraph(properties, paragraph.text);
  }

  void operator()(const Table& table) { write_table(flow_, table); }

  // Two characters in: positions, names and posts below each other.
  void operator()(const Roster& roster) {
    const auto members = spread_out(roster).members;
    const auto columns = roster_columns({members});
    const int names = characters(columns.position > 0 ? indent + columns.position + colon : indent);
    const int posts = names + characters(columns.name + 1);
    for (const auto& member : members) {
      const int start = member.position.empty() ? names : characters(indent);
      const auto position = member.position.empty() ? std::string() : member.position + "：\t";
      flow_.paragraph(
          {.style = style::roster, .tabs = {{"left", names}, {"left", posts}}, .left = posts, .first_line = start - posts},
          position + member.name + (member.post.empty() ? "" : "\t" + member.post));
    }
  }

  void operator()(const Picture& picture) { write_picture(flow_, picture); }

  void operator()(const PictureRow& row) { write_picture_row(flow_, row); }

  void operator()(const Chart& chart) {
    for (auto& part : parted(chart, flow_.width_mm())) flow_.chart(flow_.paragraph({.style = style::picture}), std::move(part));
    if (!chart.title.empty()) flow_.paragraph({.style = style::picture_caption}, chart.title);
  }

  void operator()(const Caption& caption) { flow_.paragraph({.style = style::picture_caption}, caption.text); }

  void operator()(const Byline& byline) { flow_.paragraph({.style = style::byline}, "（" + byline.text + "）"); }

 private:
  static constexpr double indent = 2;    // characters
  static constexpr double colon = 1.25;  // and room for the tab after it

  // A wide table gets a page on its side, and what follows it an upright one again.
  void turn_page(const Block& block, bool landscape) {
    const auto* table = std::get_if<Table>(&block.content);
    const bool wanted = landscape || (table && table->landscape);
    if (wanted != flow_.landscape()) flow_.turn_page(wanted);
  }

  Flow& flow_;
  bool heading_runs_in_ = false;
  pugi::xml_node run_in_;
};

}  // namespace

void write_blocks(Flow& flow, const std::vector<Block>& blocks) { BlockWriter(flow).write(blocks); }

}  // namespace hongtou::docx
