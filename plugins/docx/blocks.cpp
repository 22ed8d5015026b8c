#include "plugins/docx/blocks.h"

#include <algorithm>

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

 private:
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
