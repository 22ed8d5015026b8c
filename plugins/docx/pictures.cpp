#include "plugins/docx/pictures.h"

#include <algorithm>

#include "engine/document/elements.h"
#include "engine/document/page.h"
#include "plugins/docx/styles.h"

namespace hongtou::docx {

namespace {

constexpr int separator_height = 20;

pugi::xml_node add_table(Flow& flow, std::size_t columns, int column_width) {
  auto table = flow.table();
  auto properties = add(table, "w:tblPr");
  auto width = add(properties, "w:tblW");
  set(width, "w:w", static_cast<int>(columns) * column_width);
  set(width, "w:type", "dxa");
  add(properties, "w:jc", "center");
  set(add(properties, "w:tblLayout"), "w:type", "fixed");
  auto margins = add(properties, "w:tblCellMar");
  for (const char* side : {"w:left", "w:right"}) {
    auto margin = add(margins, side);
    set(margin, "w:w", twips(page::picture_gap_mm / 2));
    set(margin, "w:type", "dxa");
  }
  auto grid = add(table, "w:tblGrid");
  for (std::size_t i = 0; i < columns; ++i) set(add(grid, "w:gridCol"), "w:w", column_width);
  return table;
}

pugi::xml_node add_row(pugi::xml_node table) {
  auto row = add(table, "w:tr");
  add(add(row, "w:trPr"), "w:cantSplit");
  return row;
}

// The paragraph of a cell.
pugi::xml_node add_cell(pugi::xml_node row, int width, const char* style) {
  auto cell = add(row, "w:tc");
  auto size = add(add(cell, "w:tcPr"), "w:tcW");
  set(size, "w:w", width);
  set(size, "w:type", "dxa");
  auto paragraph = add(cell, "w:p");
  ParagraphProperties{.style = style}.write(add(paragraph, "w:pPr"));
  return paragraph;
}

}  // namespace

void write_picture(Flow& flow, const Picture& picture) {
  if (!picture.image) return;
  const auto size = picture_size(*picture.image, flow.width_mm());
  auto paragraph = flow.paragraph({.style = style::picture});
  flow.image(paragraph, picture.image, {size.width, size.height}, picture.caption);
  if (!picture.caption.empty()) flow.paragraph({.style = style::picture_caption}, picture.caption);
}

void write_picture_row(Flow& flow, const PictureRow& row) {
  const auto sizes = picture_sizes(row, flow.width_mm());
  const int width = twips(sizes.step);
  auto table = add_table(flow, row.pictures.size(), width);
  auto pictures = add_row(table);
  for (std::size_t i = 0; i < row.pictures.size(); ++i)
    flow.image(add_cell(pictures, width, style::picture), row.pictures[i].image, {sizes.sizes[i].width, sizes.height},
               row.pictures[i].caption);
  if (has_caption(row)) {
    auto captions = add_row(table);
    for (const auto& picture : row.pictures) flow.text(add_cell(captions, width, style::picture_caption), picture.caption);
  }
  flow.separate(separator_height);
}

}  // namespace hongtou::docx
