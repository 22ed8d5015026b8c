#include "engine/layout/binding.h"

#include <doctest/doctest.h>

#include "engine/layout/layout.h"
#include "tests/engine/even_typefaces.h"

using namespace hongtou;

namespace {

// So many characters of text under a title, and a table of so many rows in landscape.
Document document(const std::string& title, int characters, int rows) {
  Document document;
  document.title = {title};
  document.issuer_signature = {title + "办公室"};
  std::string text;
  for (int i = 0; i < characters; ++i) text += "国";
  document.body = {{{}, Paragraph{text}}};
  Table table;
  table.landscape = true;
  table.widths = {1, 1};
  table.header = {{{"单位"}, {"数"}}};
  for (int row = 0; row < rows; ++row) table.rows.push_back({{"甲"}, {std::to_string(row)}});
  if (rows > 0) document.body.push_back({{}, table});
  return document;
}

Pages pages_of(const Document& document) {
  auto pages = lay_out(document, tests::EvenTypefaces());
  REQUIRE(pages.ok());
  return *std::move(pages);
}

// What a page shows and where, with the elements that its text belongs to.
std::string shown(const Pages& pages, const Page& page) {
  std::string out = page.landscape ? "landscape" : "upright";
  const auto add = [&](auto... values) { ((out += " " + std::to_string(values)), ...); };
  for (auto i = page.first_run; i < page.first_run + page.run_count; ++i) {
    const auto& run = pages.runs[i];
    add(run.x, run.y, run.size, run.font);
    if (run.element != no_element) add(static_cast<int>(pages.elements[static_cast<std::size_t>(run.element)].role));
    for (auto glyph = run.first; glyph < run.first + run.count; ++glyph) add(pages.glyphs[glyph].id, pages.glyphs[glyph].x);
  }
  for (auto i = page.first_rule; i < page.first_rule + page.rule_count; ++i) add(pages.rules[i].x1, pages.rules[i].y2);
  return out;
}

}  // namespace

TEST_CASE("documents bound into one begin on right-hand pages and show what they show alone") {
  const std::vector<Pages> documents{pages_of(document("甲", 10, 0)), pages_of(document("乙", 700, 40)),
                                     pages_of(document("丙", 10, 0)), pages_of(document("丁", 1900, 3))};
  REQUIRE(documents[0].pages.size() == 1);
  REQUIRE(documents[1].pages.size() > 2);
  Pages bound;
  for (const auto& each : documents) append(bound, each, each.title + "的函");
  REQUIRE(bound.outline.size() == documents.size());
  CHECK(bound.author == "甲办公室");
  std::size_t next = 0;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const auto first = static_cast<std::size_t>(bound.outline[i].page);
    CHECK(bound.outline[i].text == documents[i].title + "的函");
    CHECK(first % 2 == 0);
    for (; next < first; ++next) CHECK(bound.pages[next].run_count + bound.pages[next].rule_count == 0);
    for (const auto& page : documents[i].pages) CHECK(shown(bound, bound.pages[next++]) == shown(documents[i], page));
  }
  CHECK(next == bound.pages.size());
}

TEST_CASE("cells of a document that is bound belong to rows of its own tables") {
  Pages bound;
  for (int i = 0; i < 3; ++i) append(bound, pages_of(document("甲", 10, 2)), "甲");
  int cells = 0;
  for (const auto& cell : bound.elements) {
    if (cell.role != Role::table_cell) continue;
    ++cells;
    const auto& row = bound.elements.at(static_cast<std::size_t>(cell.parent));
    CHECK(row.role == Role::table_row);
    CHECK(bound.elements.at(static_cast<std::size_t>(row.parent)).role == Role::table);
  }
  CHECK(cells == 3 * 4);
}
