#include "plugins/pdf/pdf.h"

#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "engine/layout/cff.h"
#include "engine/layout/layout.h"
#include "plugins/pdf/embedded_fonts.h"
#include "plugins/pdf/metadata.h"
#include "tests/plugins/golden.h"
#include "tests/plugins/notice.h"
#include "tests/plugins/scratch_folder.h"

using namespace hongtou;

namespace {

std::string write(const Document& document) {
  const auto written = pdf::make_pdf_format()->write(document, {});
  INFO(to_text(written.diagnostics(), Language::en));
  REQUIRE(written.ok());
  return *written;
}

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

std::string number(double value, int decimals = 3) {
  std::string out;
  pdf::append_number(out, value, decimals);
  return out;
}

}  // namespace

TEST_CASE("a PDF file says what it is") {
  const auto info = pdf::make_pdf_format()->info();
  CHECK(info.name == "pdf");
  CHECK(info.extension == ".pdf");
  CHECK(info.media_type == "application/pdf");
  const auto bytes = write({});
  CHECK(bytes.starts_with("%PDF-1.7\n"));
  CHECK(bytes.ends_with("%%EOF\n"));
}

TEST_CASE("the same document gives the same PDF file byte for byte, in any thread") {
  const auto format = pdf::make_pdf_format();
  const auto wanted = write(issued_notice());
  std::atomic<int> same = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([&] { same += *format->write(issued_notice(), {}) == wanted ? 1 : 0; });
  for (auto& thread : threads) thread.join();
  CHECK(same == 4);
}

TEST_CASE("a PDF file holds the metadata PDF/A-2b asks for, and nothing it forbids") {
  auto document = issued_notice();
  document.title = {"<甲> & 乙"};
  const auto bytes = write(document);
  CHECK(has(bytes, "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"));
  CHECK(has(bytes, "<rdf:li xml:lang=\"x-default\">&lt;甲&gt; &amp; 乙</rdf:li>"));
  CHECK(has(bytes, "/ID[<"));
  CHECK_FALSE(has(bytes, "/Encrypt"));
  CHECK_FALSE(has(bytes, "LZWDecode"));
}

TEST_CASE("the colour profile is as long as it says and begins each tag at four bytes") {
  const auto profile = pdf::srgb_profile();
  const auto at = [&](std::size_t offset) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < 4; ++i) out = out << 8 | static_cast<unsigned char>(profile.at(offset + i));
    return out;
  };
  CHECK(at(0) == profile.size());
  CHECK(profile.substr(36, 4) == "acsp");
  REQUIRE(at(128) == 9);
  for (std::uint32_t tag = 0; tag < 9; ++tag) {
    CHECK(at(132 + 12 * tag + 4) % 4 == 0);
    CHECK(at(132 + 12 * tag + 4) + at(132 + 12 * tag + 8) <= profile.size());
  }
}

TEST_CASE("numbers are written short") {
  CHECK(number(1.5) == "1.5");
  CHECK(number(-0.25) == "-0.25");
  CHECK(number(100) == "100");
  CHECK(number(0.00049) == "0");
  CHECK(number(-0.0001) == "0");
  CHECK(number(2.9999) == "3");
}

TEST_CASE("text strings are UTF-16, rare characters as pairs") {
  CHECK(pdf::text_string("甲") == "<FEFF7532>");
  CHECK(pdf::text_string("\U00020BB7") == "<FEFFD842DFB7>");
}

TEST_CASE("fonts are found, and what stands for the official ones is told") {
  const auto fonts = SystemFonts::find();
  REQUIRE(fonts.ok());
  for (const auto face : {Face::fang_song, Face::kai, Face::hei, Face::song, Face::small_biao_song, Face::latin})
    CHECK((*fonts)->glyph(face, face == Face::latin ? U'A' : U'国').id != 0);
  for (const auto& told : fonts.diagnostics()) {
    CHECK(told.severity == Severity::note);
    CHECK(told.text(Language::zh).starts_with("没有安装公文字体，代用字体为："));
    CHECK(told.hint(Language::zh) == "正式印发前请安装公文字体");
    CHECK(told.text(Language::en).starts_with("the fonts of official documents are not installed; others stand for them: "));
    CHECK(told.hint(Language::en) == "install them before printing");
  }
}

namespace {

// For as long as it lives fontconfig knows no font.
class NoFonts {
 public:
  NoFonts() {
    std::ofstream(folder_.file("fonts.conf")) << "<?xml version=\"1.0\"?><fontconfig></fontconfig>\n";
    if (const char* before = std::getenv(variable)) before_ = before;
    setenv(variable, folder_.file("fonts.conf").c_str(), 1);
  }
  ~NoFonts() { before_.empty() ? unsetenv(variable) : setenv(variable, before_.c_str(), 1); }
  NoFonts(const NoFonts&) = delete;
  NoFonts& operator=(const NoFonts&) = delete;

 private:
  static constexpr const char* variable = "FONTCONFIG_FILE";
  ScratchFolder folder_;
  std::string before_;
};

}  // namespace

TEST_CASE("without any font each face is told to be missing") {
  const NoFonts no_fonts;
  const auto fonts = SystemFonts::find();
  if (fonts.ok()) return;  // Fandol from TeX Live is found without fontconfig's help
  REQUIRE(fonts.diagnostics().size() == 6);
  CHECK(to_text({fonts.diagnostics().front()}, Language::zh) ==
        "error [layout.font_missing] 没有找到可代替“仿宋_GB2312”的字体\n"
        "  提示：请安装公文字体，或 Debian 软件包 fonts-noto-cjk、fonts-lxgw-wenkai、fonts-liberation\n");
  CHECK(to_text({fonts.diagnostics().front()}, Language::en) ==
        "error [layout.font_missing] no font can stand for “仿宋_GB2312”\n"
        "  hint: install the fonts of official documents, or the Debian packages fonts-noto-cjk, fonts-lxgw-wenkai and "
        "fonts-liberation\n");
  CHECK_FALSE(pdf::make_pdf_format()->write(issued_notice(), {}).ok());
}

TEST_CASE("a subset holds the glyphs asked for with their own advances") {
  const auto fonts = SystemFonts::find();
  REQUIRE(fonts.ok());
  const auto found = (*fonts)->glyph(Face::fang_song, U'国');
  const auto& font = (*fonts)->font(found.font);
  const auto subset = font.subset({found.id});
  REQUIRE(subset.ok());
  CHECK(subset->glyphs == std::vector<std::uint32_t>{0, found.id});
  CHECK(subset->advances.at(1) == doctest::Approx(1));
  CHECK(subset->program.size() < 50'000);
}

TEST_CASE("a subset of plain CFF outlines can be read and parted again, and broken ones are refused") {
  const auto fonts = SystemFonts::find();
  REQUIRE(fonts.ok());
  const auto found = (*fonts)->glyph(Face::fang_song, U'国');
  const auto subset = (*fonts)->font(found.font).subset({found.id});
  REQUIRE(subset.ok());
  const auto again = layout::PlainCff::read(subset->program);
  if (!again) return;  // the face that stands for 仿宋 here is of another kind
  CHECK(again->subset({0, 1}) == subset->program);
  for (std::size_t size = 0; size < subset->program.size(); size += 7)
    if (const auto broken = layout::PlainCff::read(std::string_view(subset->program).substr(0, size)))
      CHECK(broken->subset({0, 1, 2}).size() < 2 * subset->program.size());
}

TEST_CASE("a document whose characters no font has is not written") {
  Document document;
  document.body = {{{"a.gw", 3, 1}, Paragraph{"\U0010FFFD"}}};
  const auto written = pdf::make_pdf_format()->write(document, {});
  CHECK_FALSE(written.ok());
  REQUIRE(written.diagnostics().size() >= 1);
  CHECK(written.diagnostics().front().message.code == "layout.glyph_missing");
}
