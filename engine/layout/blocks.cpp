#include <algorithm>

#include "engine/document/elements.h"
#include "engine/layout/parts.h"

namespace hongtou::layout {

namespace {

constexpr double first_line = 2 * cell;                                                     // 9704-7.3.3d
constexpr double narrowest_posts = 6 * cell;                                                // in a roster
constexpr Face heading_faces[] = {Face::hei, Face::kai, Face::fang_song, Face::fang_song};  // 9704-7.3.3f

class BlockComposer {
 public:
  explicit BlockComposer(Composer& composer) : composer_(composer) {}

  void compose(const std::vector<Block>& blocks) {
    const bool landscape = composer_.landscape();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const auto* next = i + 1 < blocks.size() ? std::get_if<Paragraph>(&blocks[i + 1].content) : nullptr;
      runs_on_ = next && next->continues ? next : nullptr;
      composer_.set_position(blocks[i].position);
      turn_page(blocks[i], landscape);
      std::visit(*this, blocks[i].content);
    }
    composer_.set_position({});
  }

  void operator()(const Heading& heading) {
    const int level = std::clamp(heading.level, 1, 4);
    const Style style{.face = heading_faces[level - 1]};
    auto& galley = composer_.galley();
    galley.bookmarks.push_back({heading.text, level + 1, static_cast<std::uint32_t>(galley.boxes.size())});
    Setting setting{.first_line = first_line, .edge = Edge::both};
    if (runs_on_) {
      composer_.paragraph(setting, {{heading.text, style}, {runs_on_->text, body_style}});
      ran_on_ = runs_on_;
      return;
    }
    setting.role = Role::heading;
    setting.level = level;
    setting.keep_with_next = true;
    composer_.paragraph(setting, heading.text, style);
  }

  void operator()(const Paragraph& paragraph) {
    if (ran_on_ == &paragraph) return;
    composer_.paragraph({.first_line = paragraph.indented ? first_line : 0, .edge = Edge::both}, paragraph.text);
  }

  void operator()(const Table& table) { compose_table(composer_, table); }

  // Two characters in: positions, names and posts below each other.
  void operator()(const Roster& roster) {
    const auto members = spread_out(roster).members;
    const auto columns = roster_columns({members});
    const double names = first_line + (columns.position > 0 ? columns.position + 1 : 0) * cell;
    const double posts = names + (columns.name + 1) * cell;
    if (posts + narrowest_posts > composer_.width()) return run_on(roster);
    for (const auto& member : members) {
      Setting setting{.role = Role::roster, .left = posts, .edge = Edge::both};
      if (!member.position.empty()) setting.labels.push_back({first_line, member.position + "："});
      setting.labels.push_back({names, member.name});
      composer_.paragraph(setting, member.post);
    }
  }

  void operator()(const Picture& picture) { compose_picture(composer_, picture); }

  void operator()(const PictureRow& row) { compose_picture_row(composer_, row); }

  void operator()(const Chart& chart) { compose_chart(composer_, chart); }

  void operator()(const Caption& caption) { compose_caption(composer_, caption.text); }

  void operator()(const Byline& byline) {
    composer_.paragraph({.role = Role::byline, .right = 2 * cell, .edge = Edge::right}, "（" + byline.text + "）",
                        {.face = Face::kai});
  }

 private:
  // A roster whose columns a page is too narrow for: each member in lines of their own.
  void run_on(const Roster& roster) {
    for (const auto& [position, name, post] : roster.members)
      composer_.paragraph({.role = Role::roster, .left = 2 * first_line, .first_line = -first_line, .edge = Edge::both},
                          (position.empty() ? "" : position + "：") + name + "　" + post);
  }

  // A wide table gets a page on its side, and what follows it an upright one again.
  void turn_page(const Block& block, bool landscape) {
    const auto* table = std::get_if<Table>(&block.content);
    const bool wanted = landscape || (table && table->landscape);
    if (wanted == composer_.landscape()) return;
    composer_.set_landscape(wanted);
    composer_.new_page();
  }

  Composer& composer_;
  const Paragraph* runs_on_ = nullptr;  // the text that follows the heading in its line
  const Paragraph* ran_on_ = nullptr;
};

}  // namespace

void compose_blocks(Composer& composer, const std::vector<Block>& blocks) { BlockComposer(composer).compose(blocks); }

}  // namespace hongtou::layout
