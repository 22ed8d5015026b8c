#include "plugins/svg/svg.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <pugixml.hpp>

#include "engine/layout/layout.h"
#include "engine/text.h"
#include "tests/plugins/notice.h"

using namespace hongtou;

namespace {

std::string write(const Document& document) {
  const auto written = svg::make_svg_format()->write(document, {});
  INFO(to_text(written.diagnostics(), Language::en));
  REQUIRE(written.ok());
  return *written;
}

pugi::xml_document parsed(const std::string& xml) {
  pugi::xml_document document;
  REQUIRE(document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata_single));
  return document;
}

}  // namespace

TEST_CASE("an SVG preview says what it is and is the same every time") {
  const auto info = svg::make_svg_format()->info();
  CHECK(info.name == "svg");
  CHECK(info.extension == ".svg");
  CHECK(info.media_type == "image/svg+xml");
  CHECK(write(article()) == write(article()));
}

TEST_CASE("an SVG preview shows each page and all of its text") {
  const auto fonts = SystemFonts::find();
  REQUIRE(fonts.ok());
  const auto pages = lay_out(issued_notice(), **fonts);
  REQUIRE(pages.ok());
  const auto svg = parsed(write(issued_notice()));
  CHECK(svg.select_nodes("/svg/g").size() == pages->pages.size());
  std::string wanted, found;
  for (const auto& run : pages->runs)
    for (auto i = run.first; i < run.first + run.count; ++i) wanted += to_utf8({&pages->glyphs[i].character, 1});
  for (const auto& text : svg.select_nodes("//text")) found += text.node().text().get();
  CHECK((found == wanted));
}

TEST_CASE("each character of an SVG preview has its place, one beyond the basic plane twice") {
  Document document;
  document.body = {{{}, Paragraph{.text = "\U00020BB7乙丙<&", .indented = false}}};
  const auto svg = parsed(write(document));
  std::size_t places = 0, characters = 0;
  for (const auto& text : svg.select_nodes("//text")) {
    const std::string x = text.node().attribute("x").value();
    places += static_cast<std::size_t>(std::count(x.begin(), x.end(), ' ')) + 1;
    for (const char32_t c : to_utf32(text.node().text().get())) characters += c > 0xFFFF ? 2u : 1u;
  }
  CHECK(places == characters);
}

TEST_CASE("the fonts of an SVG preview are in it") {
  const auto text = write(article());
  CHECK(text.find("@font-face{font-family:F") != std::string::npos);
  CHECK(text.find("base64,") != std::string::npos);
}
