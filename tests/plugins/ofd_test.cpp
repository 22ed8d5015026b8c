#include "plugins/ofd/ofd.h"

#include <doctest/doctest.h>

#include <fstream>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "engine/layout/layout.h"
#include "engine/text.h"
#include "plugins/ofd/xml.h"
#include "tests/plugins/golden.h"
#include "tests/plugins/notice.h"

using namespace hongtou;

namespace {

std::string write(const Document& document) {
  const auto written = ofd::make_ofd_format()->write(document, {});
  INFO(to_text(written.diagnostics(), Language::en));
  REQUIRE(written.ok());
  return *written;
}

using Parts = std::map<std::string, std::string>;

pugi::xml_document parsed(const std::string& xml) {
  pugi::xml_document document;
  REQUIRE(document.load_buffer(xml.data(), xml.size()));
  return document;
}

std::vector<double> numbers(const std::string& text) {
  std::istringstream in(text);
  std::vector<double> out;
  for (double value = 0; in >> value;) out.push_back(value);
  return out;
}

// How many distances a DeltaX tells.
std::size_t delta_count(const std::string& deltas) {
  std::istringstream in(deltas);
  std::size_t count = 0;
  for (std::string word; in >> word;) {
    if (word == "g") {
      std::size_t times = 0;
      in >> times >> word;
      count += times;
    } else {
      ++count;
    }
  }
  return count;
}

// The text of the pages, a text object a line.
std::string text_of(const Parts& parts) {
  std::string out;
  for (std::size_t page = 0;; ++page) {
    const auto found = parts.find("Doc_0/Pages/Page_" + std::to_string(page) + "/Content.xml");
    if (found == parts.end()) return out;
    const auto content = parsed(found->second);
    for (const auto& code : content.select_nodes("//ofd:TextCode")) out += code.node().text().get() + std::string("\n");
  }
}

}  // namespace

TEST_CASE("an OFD file says what it is, its first part OFD.xml") {
  const auto info = ofd::make_ofd_format()->info();
  CHECK(info.name == "ofd");
  CHECK(info.extension == ".ofd");
  CHECK(info.media_type == "application/ofd");
  CHECK(write({}).substr(30, 7) == "OFD.xml");
}

TEST_CASE("the same document gives the same OFD file byte for byte") { CHECK(write(issued_notice()) == write(issued_notice())); }

TEST_CASE("every part of an OFD file is where another says it is") {
  const auto parts = tests::unzip(write(issued_notice()));
  const auto root = parsed(parts.at("OFD.xml"));
  CHECK(root.child("ofd:OFD").attribute("DocType").value() == std::string("OFD"));
  const auto information = root.select_node("//ofd:DocInfo").node();
  CHECK(information.child_value("ofd:Title") == std::string("关于组织开展2023年示例市矿区防范非法集资宣传月活动的通知"));
  CHECK(std::string(information.child_value("ofd:DocID")).size() == 32);
  CHECK(root.select_node("//ofd:CustomData[@Name='发文字号']").node().text().get() == std::string("示处非办发〔2023〕5号"));
  CHECK(parts.contains(root.select_node("//ofd:DocRoot").node().text().get()));
  const auto document = parsed(parts.at("Doc_0/Document.xml"));
  const auto pages = document.select_nodes("//ofd:Page");
  CHECK(pages.size() == 8);
  for (const auto& page : pages) CHECK(parts.contains(std::string("Doc_0/") + page.node().attribute("BaseLoc").value()));
  const auto resources = parsed(parts.at("Doc_0/PublicRes.xml"));
  const auto fonts = resources.select_nodes("//ofd:FontFile");
  CHECK(fonts.size() >= 5);
  for (const auto& font : fonts) CHECK(parts.contains(std::string("Doc_0/Res/") + font.node().text().get()));
  CHECK(parts.contains("Doc_0/Tags/CustomTag_0.xml"));
}

TEST_CASE("identifiers are unique and the largest is told") {
  const auto parts = tests::unzip(write(issued_notice()));
  std::set<int> seen;
  for (const auto& [path, xml] : parts) {
    if (!path.ends_with(".xml")) continue;
    const auto part = parsed(xml);
    for (const auto& node : part.select_nodes("//*[@ID]")) CHECK(seen.insert(node.node().attribute("ID").as_int()).second);
  }
  const auto document = parsed(parts.at("Doc_0/Document.xml"));
  CHECK(document.select_node("//ofd:MaxUnitID").node().text().as_int() == *seen.rbegin());
}

TEST_CASE("each character but the last tells its distance to the next, and stands within its box") {
  const auto parts = tests::unzip(write(issued_notice()));
  int objects = 0;
  for (const auto& [path, xml] : parts) {
    if (!path.starts_with("Doc_0/Pages/")) continue;
    const auto page = parsed(xml);
    for (const auto& found : page.select_nodes("//ofd:TextObject")) {
      const auto code = found.node().child("ofd:TextCode");
      CHECK(delta_count(code.attribute("DeltaX").value()) + 1 == character_count(code.text().get()));
      CHECK(numbers(found.node().attribute("Boundary").value()).size() == 4);
      ++objects;
    }
  }
  CHECK(objects > 100);
}

TEST_CASE("an OFD file stands where the layout says") {
  const auto fonts = SystemFonts::find();
  REQUIRE(fonts.ok());
  const auto pages = lay_out(issued_notice(), **fonts);
  REQUIRE(pages.ok());
  const auto parts = tests::unzip(write(issued_notice()));
  const auto page = parsed(parts.at("Doc_0/Pages/Page_0/Content.xml"));
  const auto first = page.select_node("//ofd:TextObject").node();
  const auto boundary = numbers(first.attribute("Boundary").value());
  CHECK(boundary.at(1) == doctest::Approx(72).epsilon(0.0001));
  CHECK(first.child("ofd:FillColor").attribute("Value").value() == std::string("255 0 0"));
  std::string wanted;
  for (const auto& run : pages->runs)
    for (auto i = run.first; i < run.first + run.count; ++i) wanted += to_utf8({&pages->glyphs[i].character, 1});
  auto found = text_of(parts);
  std::erase(found, '\n');
  CHECK((found == wanted));
}

TEST_CASE("the elements of a document are tagged with the objects that show them") {
  const auto parts = tests::unzip(write(issued_notice()));
  const auto tags = parsed(parts.at("Doc_0/Tags/CustomTag_0.xml"));
  const auto reference = tags.child("公文").child("发文字号").child("ofd:ObjectRef");
  REQUIRE(reference);
  const auto page = parsed(parts.at("Doc_0/Pages/Page_0/Content.xml"));
  const auto object =
      page.find_node([&](const auto& node) { return node.attribute("ID").as_int() == reference.text().as_int(); });
  CHECK(std::string(object.child("ofd:TextCode").text().get()).starts_with("示处非办发"));
}

TEST_CASE("numbers and distances are written short") {
  CHECK(ofd::number(1.5) == "1.5");
  CHECK(ofd::number(-0.00001) == "0");
  CHECK(ofd::number(5.64444) == "5.6444");
  CHECK(ofd::deltas({1, 1, 1, 2, 3, 3}) == "g 3 1 2 3 3");
  CHECK(ofd::deltas({}).empty());
}

TEST_CASE("what looks like markup stays text in an OFD file") {
  Document document;
  document.title = {"<甲> & 乙"};
  const auto parts = tests::unzip(write(document));
  CHECK(parsed(parts.at("OFD.xml")).select_node("//ofd:Title").node().text().get() == std::string("<甲> & 乙"));
  CHECK(text_of(parts).find("<") != std::string::npos);
}

TEST_CASE("a character beyond the basic plane has a text object of its own") {
  Document document;
  document.body = {{{}, Paragraph{.text = "甲\U00020BB7乙", .indented = false}}};
  CHECK(text_of(tests::unzip(write(document))).starts_with("甲\n\U00020BB7\n乙\n"));
}

TEST_CASE("a subset of a font is a font that knows its characters and no others") {
  const auto fonts = SystemFonts::find();
  REQUIRE(fonts.ok());
  const std::u32string characters = U"2024一丁七活动通知，。";
  for (const auto face : {Face::fang_song, Face::kai, Face::hei, Face::small_biao_song}) {
    const auto& font = (*fonts)->font((*fonts)->glyph(face, U'活').font);
    const auto file = font.subset_file({characters.begin(), characters.end()});
    REQUIRE(file.ok());
    const std::string path = HONGTOU_BUILD_DIR "/subset_test.otf";
    std::ofstream(path, std::ios::binary) << *file;
    const Font subset(path, 0, "subset");
    CHECK(subset.is_cff() == font.is_cff());
    CHECK(subset.metrics().top == font.metrics().top);
    for (const auto character : characters) {
      CHECK((subset.glyph(character) != 0) == (font.glyph(character) != 0));
      CHECK(subset.advance(subset.glyph(character)) == font.advance(font.glyph(character)));
    }
    CHECK(subset.glyph(U'东') == 0);
  }
}

TEST_CASE("files go along in an OFD file as they are") {
  auto document = order();
  const auto file = [](std::string bytes) { return std::make_shared<const std::string>(std::move(bytes)); };
  document.files = {{"统计表 <1>.xlsx", file(std::string(2048, 'x'))}, {"说明", file("")}, {"../a.b/c", file("甲")}};
  const auto parts = tests::unzip(write(document));
  CHECK(parts.at("Doc_0/Document.xml").ends_with("<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>"));
  CHECK(parts.at("Doc_0/Attachs/attachment_1.xlsx") == std::string(2048, 'x'));
  CHECK(parts.at("Doc_0/Attachs/attachment_2").empty());
  CHECK(parts.at("Doc_0/Attachs/attachment_3") == "甲");
  const auto list = parsed(parts.at("Doc_0/Attachs/Attachments.xml"));
  const auto first = list.child("ofd:Attachments").first_child();
  CHECK(first.attribute("ID").as_string() == std::string("attachment_1"));
  CHECK(first.attribute("Name").as_string() == std::string("统计表 <1>.xlsx"));
  CHECK(first.attribute("Format").as_string() == std::string("xlsx"));
  CHECK(first.attribute("Size").as_string() == std::string("2"));
  CHECK(first.child("ofd:FileLoc").text().get() == std::string("attachment_1.xlsx"));
  CHECK_FALSE(first.next_sibling().attribute("Format"));
  CHECK(write(document) == write(document));
  CHECK(ofd::make_ofd_reader()->read(write(document), "order.ofd").ok());
}

TEST_CASE("an OFD file without files has no list of them") {
  const auto parts = tests::unzip(write(order()));
  CHECK_FALSE(parts.contains("Doc_0/Attachs/Attachments.xml"));
  CHECK(parts.at("Doc_0/Document.xml").find("Attachments") == std::string::npos);
}
