#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <tuple>

#include "engine/layout/fonts.h"
#include "engine/layout/layout.h"
#include "engine/lint/lint.h"
#include "plugins/ofd/ofd.h"
#include "plugins/ofd/reading/printout.h"
#include "plugins/package/package.h"
#include "plugins/package/unzip.h"
#include "plugins/pdf/pdf.h"
#include "tests/engine/lint/printed_samples.h"
#include "tests/plugins/notice.h"
#ifdef HONGTOU_POPPLER
#include "plugins/poppler/poppler.h"
#endif

using namespace hongtou;

namespace {

// A format with fixed pages: how it is written and read again.
struct Kind {
  std::string name;
  std::string (*write)(const Pages&, const Document&, const SystemFonts&);
  Result<lint::Printout> (*read)(const std::string&, const std::string&);
};

std::string written(const Result<std::string>& bytes) {
  REQUIRE(bytes.ok());
  return *bytes;
}

std::vector<Kind> kinds() {
  std::vector<Kind> all{{"ofd",
                         [](const Pages& pages, const Document& document, const SystemFonts& fonts) {
                           return written(ofd::to_ofd(pages, document, fonts));
                         },
                         ofd::read_printout}};
#ifdef HONGTOU_POPPLER
  all.push_back({"pdf",
                 [](const Pages& pages, const Document&, const SystemFonts& fonts) { return written(pdf::to_pdf(pages, fonts)); },
                 poppler::read_printout});
#endif
  return all;
}

const SystemFonts& fonts() {
  static const auto found = SystemFonts::find();
  REQUIRE(found.has_value());
  return **found;
}

Pages pages_of(const Document& document) {
  auto pages = lay_out(document, fonts());
  REQUIRE(pages.has_value());
  return *std::move(pages);
}

std::string told(const lint::Manuscript& manuscript) {
  std::string text;
  for (const auto& finding : lint::check(manuscript))
    text += std::to_string(finding.page) + " " + std::string(finding.rule->id) + " " + to_text(finding, Language::zh) + "\n";
  return text;
}

std::string told(const Result<lint::Printout>& printout) {
  REQUIRE(printout.has_value());
  const auto manuscript = lint::manuscript_of(*printout, "通知");
  REQUIRE(manuscript.ok());
  return told(*manuscript);
}

std::string refusal(const Result<lint::Printout>& printout) {
  CHECK_FALSE(printout.ok());
  return to_text(printout.diagnostics(), Language::zh) + to_text(printout.diagnostics(), Language::en);
}

// What is drawn, from top left; spaces are not, and neither is the order of things that lie beside each other.
std::vector<lint::PrintedGlyph> drawn(const lint::PrintedPage& page) {
  auto glyphs = page.glyphs;
  std::erase_if(glyphs, [](const lint::PrintedGlyph& glyph) { return glyph.character == U' ' || glyph.character == U'\u3000'; });
  std::sort(glyphs.begin(), glyphs.end(), [](const auto& a, const auto& b) {
    return std::tuple(std::lround(a.y * 10), std::lround(a.x * 10), a.character) <
           std::tuple(std::lround(b.y * 10), std::lround(b.x * 10), b.character);
  });
  return glyphs;
}

bool is_near(double a, double b) { return std::abs(a - b) < 0.05; }

bool is_same(const lint::PrintedGlyph& a, const lint::PrintedGlyph& b) {
  return a.character == b.character && is_near(a.x, b.x) && is_near(a.y, b.y) && is_near(a.size_pt, b.size_pt) &&
         a.rgb == b.rgb && a.turned == b.turned;
}

// Without the bars, the dots and the slanted lines of charts.
std::vector<lint::PrintedRule> rules_of(const lint::PrintedPage& page) {
  auto rules = page.rules;
  std::erase_if(rules, [](const lint::PrintedRule& rule) {
    const bool dot = rule.x2 - rule.x1 + rule.y2 - rule.y1 < 3;
    return dot || rule.width > 1.5 || rule.rgb == 0xFFFFFF || (!rule.is_level() && !rule.is_upright());
  });
  return rules;
}

package::Part part(std::string path, std::string content) { return {std::move(path), std::move(content)}; }

constexpr const char* space = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";

// An OFD file of one page with this content, the page listed so many times.
std::string ofd_with(const std::string& content, int pages = 1) {
  std::string list;
  for (int i = 0; i < pages; ++i) list += "<ofd:Page ID=\"" + std::to_string(i + 10) + "\" BaseLoc=\"Content.xml\"/>";
  const std::string xmlns = space;
  return written(package::zip(
      {part("OFD.xml", "<ofd:OFD" + xmlns + "><ofd:DocBody><ofd:DocRoot>/Doc/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"),
       part("Doc/Document.xml", "<ofd:Document" + xmlns +
                                    "><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>" +
                                    "</ofd:PageArea></ofd:CommonData><ofd:Pages>" + list + "</ofd:Pages></ofd:Document>"),
       part("Doc/Content.xml",
            "<ofd:Page" + xmlns + "><ofd:Content><ofd:Layer>" + content + "</ofd:Layer></ofd:Content></ofd:Page>")},
      {}));
}

std::string text_object(const std::string& text, const std::string& deltas) {
  return "<ofd:TextObject Boundary=\"28 37 156 6\" Font=\"1\" Size=\"5.6\"><ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"" + deltas +
         "\">" + text + "</ofd:TextCode></ofd:TextObject>";
}

std::string file(const std::string& name) {
  std::ifstream in(std::string(HONGTOU_SOURCE_DIR "/tests/plugins/files/") + name, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a PDF or OFD file is read as the pages it was written from") {
  for (const auto& kind : kinds())
    for (const auto document : {issued_notice, letter, order, joint_notice, illustrated_article}) {
      CAPTURE(kind.name);
      const auto pages = pages_of(document());
      const auto wanted = tests::printout_of(pages, fonts());
      const auto read = kind.read(kind.write(pages, document(), fonts()), "通知");
      REQUIRE(read.has_value());
      REQUIRE(read->pages.size() == wanted.pages.size());
      for (std::size_t i = 0; i < wanted.pages.size(); ++i) {
        CAPTURE(i);
        CHECK(is_near(read->pages[i].width, wanted.pages[i].width));
        CHECK(is_near(read->pages[i].height, wanted.pages[i].height));
        const auto found = drawn(read->pages[i]), asked = drawn(wanted.pages[i]);
        REQUIRE(found.size() == asked.size());
        CHECK(std::equal(found.begin(), found.end(), asked.begin(), is_same));
        CHECK(read->pages[i].pictures.size() == wanted.pages[i].pictures.size());
        for (const auto& rule : rules_of(wanted.pages[i])) {
          CAPTURE(rule.x1);
          CAPTURE(rule.y1);
          CAPTURE(rule.x2);
          CAPTURE(rule.y2);
          CAPTURE(rule.width);
          CAPTURE(rule.rgb);
          CHECK(std::any_of(read->pages[i].rules.begin(), read->pages[i].rules.end(), [&](const lint::PrintedRule& each) {
            return is_near(each.x1, rule.x1) && is_near(each.y1, rule.y1) && is_near(each.x2, rule.x2) &&
                   is_near(each.y2, rule.y2) && is_near(each.width, rule.width) &&
                   lint::is_red(each.rgb) == lint::is_red(rule.rgb);
          }));
        }
      }
      for (const auto& font : read->fonts) CHECK(font.embedded);
    }
}

TEST_CASE("what the PDF and OFD formats write breaks no rule") {
  for (const auto& kind : kinds())
    for (const auto document :
         {tests::faultless_notice, tests::faultless_upward_notice, tests::faultless_sealed_notice, tests::faultless_wide_notice,
          joint_notice, letter, classified_letter, order, minutes, article, illustrated_article}) {
      CAPTURE(kind.name);
      CHECK(told(kind.read(kind.write(pages_of(document()), document(), fonts()), "通知")) == "");
    }
}

TEST_CASE("the captions of pictures beside each other are captions to lint") {
  auto document = illustrated_article();
  const auto photo = std::get<Picture>(document.body[1].content).image;
  const PictureRow row{{{photo, "甲街道展板"}, {photo, "丙街道短信宣传"}, {photo, ""}}, 3};
  document.body = {{{}, Paragraph{"今年以来，示例省把宣传教育作为第一道防线。"}}, {{}, row}};
  for (const auto& kind : kinds()) {
    CAPTURE(kind.name);
    CHECK(told(kind.read(kind.write(pages_of(document), document, fonts()), "综述")) == "");
  }
}

// Attached texts of these names, and a body of so many paragraphs.
Document attaching(const std::vector<std::string>& names, int paragraphs, const std::string& signature) {
  auto document = tests::faultless_notice();
  document.issuer_signature = {signature};
  document.note.clear();
  document.contact.clear();
  document.attachments.clear();
  document.attachment_note.clear();
  document.body.assign(static_cast<std::size_t>(paragraphs), {{}, Paragraph{"各单位要认真组织。"}});
  for (const auto& name : names) {
    document.attachment_note.push_back(name);
    Attachment attachment;
    attachment.number = static_cast<int>(document.attachments.size()) + 1;
    attachment.name = name;
    attachment.title = {name};
    attachment.body = {{{}, Paragraph{"各单位要认真组织。"}}};
    document.attachments.push_back(attachment);
  }
  return document;
}

TEST_CASE("a short date above an attachment's page and a note that crosses two pages give no findings") {
  const std::string plan = "某区2023年防范非法集资宣传月活动成员单位任务分工表和联络人名单";
  for (const auto& kind : kinds()) {
    CAPTURE(kind.name);
    for (int paragraphs = 1; paragraphs < 16; ++paragraphs) {
      CAPTURE(paragraphs);
      for (const auto& document : {attaching({"甲名单", "乙名单"}, paragraphs, "某局"),
                                   attaching({plan, "任务清单", "参与指引"}, paragraphs, "某市某区财政局")})
        CHECK(told(kind.read(kind.write(pages_of(document), document, fonts()), "通知")) == "");
    }
  }
}

TEST_CASE("a paragraph that fills the last row before an attachment does not take the label in") {
  for (const auto& kind : kinds()) {
    CAPTURE(kind.name);
    auto document = attaching({"甲名单", "乙名单"}, 2, "某局");
    for (std::size_t letters = 50; letters < 58; ++letters) {
      CAPTURE(letters);
      std::string text;
      while (text.size() < letters * 3) text += "认";
      document.attachments.front().body = {{{}, Paragraph{text + "。"}}};
      CHECK(told(kind.read(kind.write(pages_of(document), document, fonts()), "通知")) == "");
    }
  }
}

TEST_CASE("the names of organs that seal together give no findings, whatever their number, their length and the page") {
  const auto seal = joint_notice().seals.front();
  for (const auto& kind : kinds())
    for (std::size_t organs = 2; organs <= 5; ++organs)
      for (const std::string name : {"某市财政局", "某市第1委员会", "某市教育委员会", "某市地方金融监督管理局"})
        for (const bool room : {false, true})
          for (const int paragraphs : {1, 2, 6}) {
            CAPTURE(kind.name);
            CAPTURE(organs);
            CAPTURE(name);
            CAPTURE(room);
            CAPTURE(paragraphs);
            auto document = attaching({}, paragraphs, name);
            document.issuer_signature.assign(organs, name);
            document.seals.assign(organs, room ? Seal{} : seal);
            const auto found = told(kind.read(kind.write(pages_of(document), document, fonts()), "通知"));
            CHECK((found.empty() || (paragraphs == 1 && found.find("9704-7.3.5.5") != std::string::npos &&
                                     std::count(found.begin(), found.end(), '\n') == 1)));
          }
}

TEST_CASE("a signature on a page without text is found") {
  auto document = attaching({}, 1, "某市教育委员会");
  document.issuer_signature.assign(5, "某市教育委员会");
  document.seals.assign(5, {});
  for (const auto& kind : kinds())
    CHECK(told(kind.read(kind.write(pages_of(document), document, fonts()), "通知")) ==
          "2 9704-7.3.5.5 成文日期：印章、日期所在的页有正文，不用“此页无正文”；现为“2023年5月31日”\n");
}

TEST_CASE("a page whose last lines went along with the signature gives no findings") {
  for (int paragraphs = 8; paragraphs < 20; ++paragraphs) {
    CAPTURE(paragraphs);
    auto document = attaching({"甲名单", "乙名单", "丙名单"}, paragraphs, "某市某区财政局");
    std::string text;
    while (text.size() < 240) text += "各单位要认真组织";
    document.body.assign(static_cast<std::size_t>(paragraphs), {{}, Paragraph{text + "。"}});
    for (const auto& kind : kinds()) CHECK(told(kind.read(kind.write(pages_of(document), document, fonts()), "通知")) == "");
  }
}

TEST_CASE("a picture with its caption may begin an attachment") {
  auto document = attaching({"现场照片"}, 2, "某局");
  document.attachments.front().body = {{{}, Picture{std::get<Picture>(illustrated_article().body[1].content).image, "活动现场"}}};
  for (const auto& kind : kinds()) {
    CAPTURE(kind.name);
    CHECK(told(kind.read(kind.write(pages_of(document), document, fonts()), "通知")) == "");
  }
}

TEST_CASE("signatories in rows below each other, and letters of charts, give no findings") {
  auto upward = tests::faultless_upward_notice();
  auto charts = illustrated_article();
  std::erase_if(charts.body, [](const Block& block) { return !std::holds_alternative<Chart>(block.content); });
  for (const auto& kind : kinds()) {
    CAPTURE(kind.name);
    for (const std::size_t count : {2u, 3u, 5u, 7u}) {
      CAPTURE(count);
      upward.signatories = std::vector<std::string>(count, "甲某某");
      CHECK(told(kind.read(kind.write(pages_of(upward), upward, fonts()), "通知")) == "");
    }
    CHECK(told(kind.read(kind.write(pages_of(charts), charts, fonts()), "文章")) == "");
  }
}

TEST_CASE("what is out of place in a PDF or OFD file is found") {
  for (const auto& kind : kinds())
    for (const auto& sample : tests::printed_samples()) {
      if (!sample.misplace) continue;
      CAPTURE(kind.name);
      CAPTURE(sample.rule);
      auto pages = pages_of(sample.document());
      sample.misplace(pages);
      const auto found = told(kind.read(kind.write(pages, sample.document(), fonts()), "通知"));
      CAPTURE(found);
      CHECK(found.find(" " + sample.rule + " ") != std::string::npos);
    }
}

TEST_CASE("one run of distances holds for many letters of an OFD file") {
  const auto read = ofd::read_printout(ofd_with(text_object("关于开展活动的通知", "g 8 7.5")), "通知.ofd");
  REQUIRE(read.has_value());
  const auto& glyphs = read->pages.front().glyphs;
  REQUIRE(glyphs.size() == 9);
  CHECK(is_near(glyphs.back().x, 28 + 8 * 7.5));
  CHECK(is_near(glyphs.back().y, 42));
}

TEST_CASE("an OFD file of others is understood: templates, resources of a page, draw parameters, turned and stretched letters") {
  const std::string xmlns = space;
  const std::string object = "<ofd:TextObject Boundary=\"28 37 156 6\" Font=\"7\" DrawParam=\"8\" ";
  const std::string code = "><ofd:TextCode X=\"1\" Y=\"5\" DeltaX=\"5\">通知</ofd:TextCode></ofd:TextObject>";
  const auto bytes = written(package::zip(
      {part("OFD.xml", "<OFD" + xmlns + "><ofd:DocBody><ofd:DocRoot>Doc/Document.xml</ofd:DocRoot></ofd:DocBody></OFD>"),
       part("Doc/Document.xml", "<ofd:Document" + xmlns +
                                    "><ofd:CommonData><ofd:TemplatePage ID=\"3\" BaseLoc=\"Tpls/Head.xml\"/></ofd:CommonData>" +
                                    "<ofd:Pages><ofd:Page ID=\"4\" BaseLoc=\"Pages/One.xml\"/></ofd:Pages></ofd:Document>"),
       part("Doc/Tpls/Head.xml",
            "<ofd:Page" + xmlns + "><ofd:Content><ofd:Layer><ofd:PathObject Boundary=\"28 100 156 1\" LineWidth=\"0.5\">" +
                "<ofd:StrokeColor Value=\"255 0 0\"/><ofd:AbbreviatedData>M 0 0.25 L 156 0.25</ofd:AbbreviatedData>" +
                "</ofd:PathObject></ofd:Layer></ofd:Content></ofd:Page>"),
       part(
           "Doc/Pages/Res.xml",
           "<ofd:Res" + xmlns + " BaseLoc=\"Res\"><ofd:DrawParams><ofd:DrawParam ID=\"8\"><ofd:FillColor Value=\"0 0 255\"/>" +
               "</ofd:DrawParam></ofd:DrawParams><ofd:Fonts><ofd:Font ID=\"7\" FontName=\"仿宋_GB2312\"/></ofd:Fonts></ofd:Res>"),
       part("Doc/Pages/One.xml",
            "<ofd:Page" + xmlns + "><ofd:Template TemplateID=\"3\"/><ofd:PageRes>Res.xml</ofd:PageRes>" +
                "<ofd:Area><ofd:PhysicalBox>0 0 297 210</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer>" + object +
                "Size=\"5\" HScale=\"0.8\"" + code + object + "Size=\"5\" CTM=\"0 1 -1 0 20 0\"" + code + object +
                "Size=\"5\" Visible=\"false\"" + code + "</ofd:Layer></ofd:Content></ofd:Page>")},
      {}));
  const auto read = ofd::read_printout(bytes, "通知.ofd");
  REQUIRE(read.has_value());
  REQUIRE(read->pages.size() == 1);
  const auto& page = read->pages.front();
  CHECK(page.width == 297);
  REQUIRE(page.rules.size() == 1);
  CHECK(is_near(page.rules.front().y1, 100.25));
  CHECK(is_near(page.rules.front().width, 0.5));
  CHECK(lint::is_red(page.rules.front().rgb));
  REQUIRE(page.glyphs.size() == 4);
  CHECK(page.glyphs[1].rgb == 0x0000FF);
  CHECK(is_near(page.glyphs[1].x, 34));
  CHECK(is_near(page.glyphs[1].advance, 4));
  CHECK(read->fonts[static_cast<std::size_t>(page.glyphs[1].font)].name == "仿宋_GB2312");
  CHECK_FALSE(read->fonts[static_cast<std::size_t>(page.glyphs[1].font)].embedded);
  CHECK(page.glyphs[3].turned);
  CHECK(is_near(page.glyphs[3].x, 28 + 20 - 5));
  CHECK(is_near(page.glyphs[3].y, 37 + 6));
}

TEST_CASE("an OFD file that is damaged, hostile or none at all is refused") {
  const std::string none =
      "坏.ofd: error [ofd.not_a_package] 这不是 OFD 文件，或者已损坏\n  提示：从原来的文件重新导出 OFD\n"
      "坏.ofd: error [ofd.not_a_package] this is no OFD file, or it is damaged\n  hint: export it again from the file it was "
      "made of\n";
  CHECK(refusal(ofd::read_printout("", "坏.ofd")) == none);
  CHECK(refusal(ofd::read_printout("%PDF-1.7\n", "坏.ofd")) == none);
  const auto whole = ofd_with(text_object("通知", "g 1 7.5"));
  CHECK(refusal(ofd::read_printout(whole.substr(0, whole.size() / 2), "坏.ofd")) == none);
  CHECK(refusal(ofd::read_printout(written(package::zip({part("word/document.xml", "<a/>")}, {})), "坏.ofd")) == none);
  const std::string large =
      "坏.ofd: error [lint.too_large] 文件太大，不能检查：超过 2000 页、20 万行，或者文字、线条超过 200 万个\n  "
      "提示：分成几个文件再检查\n"
      "坏.ofd: error [lint.too_large] the file is too large to be checked: more than 2,000 pages, 200,000 rows, or 2 million "
      "letters and "
      "lines\n  hint: check it in parts\n";
  CHECK(refusal(ofd::read_printout(ofd_with("", 2001), "坏.ofd")) == large);
  CHECK(refusal(ofd::read_printout(ofd_with(text_object(std::string(2'000'001, 'a'), "")), "坏.ofd")) == large);
  const auto bomb = refusal(ofd::read_printout(
      written(package::zip({part("OFD.xml", "<a/>"), part("Doc/bomb.xml", std::string((64u << 20) + 1, ' '))}, {})), "坏.ofd"));
  CHECK(bomb ==
        "坏.ofd: error [ofd.too_large] 文件展开后过大：Doc/bomb.xml\n  提示：把图片压缩后再导出一次\n"
        "坏.ofd: error [ofd.too_large] the file is too large when unpacked: Doc/bomb.xml\n  hint: compress its pictures and "
        "export it again\n");
}

TEST_CASE("an OFD file may name, repeat and nest what it likes without harm") {
  std::string nested = text_object("深", "");
  for (int i = 0; i < 200; ++i) nested = "<ofd:PageBlock>" + nested + "</ofd:PageBlock>";
  for (const auto& content : {text_object("通知", "g 999999999999 5"), text_object("通知", "g -5 5 g g"),
                              text_object("通知", "nan inf 1e999"), text_object("&#0;", ""), nested,
                              std::string("<ofd:PathObject><ofd:AbbreviatedData>M L B 1</ofd:AbbreviatedData></ofd:PathObject>"),
                              std::string("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>")}) {
    const auto read = ofd::read_printout(ofd_with(content), "通知.ofd");
    if (read.has_value()) CHECK(read->pages.front().glyphs.size() <= 2);
  }
  const std::string xmlns = space;
  const auto outside = ofd::read_printout(
      written(package::zip(
          {part("OFD.xml",
                "<ofd:OFD" + xmlns + "><ofd:DocBody><ofd:DocRoot>../../../etc/passwd</ofd:DocRoot></ofd:DocBody></ofd:OFD>")},
          {})),
      "通知.ofd");
  CHECK(refusal(outside) ==
        "通知.ofd: error [ofd.bad_part] 文件已损坏：etc/passwd 读不出来\n  提示：从原来的文件重新导出 OFD\n"
        "通知.ofd: error [ofd.bad_part] the file is damaged: etc/passwd cannot be read\n  hint: export it again from the file "
        "it was made of\n");
}

TEST_CASE("an OFD page that is no XML, is missing or nests without end is told, not left out") {
  std::string deep = "<ofd:Page";
  deep += space;
  deep += "><ofd:Content>";
  for (int i = 0; i < 300'000; ++i) deep += "<ofd:Layer>";
  for (int i = 0; i < 300'000; ++i) deep += "</ofd:Layer>";
  deep += "</ofd:Content></ofd:Page>";
  for (const auto& content : {std::string("<ofd:Page"), std::string(), deep}) {
    auto parts = *package::unzip(ofd_with(text_object("通知", "")), "", {});
    package::find_part(parts, "Doc/Content.xml")->content = content;
    CHECK(refusal(ofd::read_printout(written(package::zip(parts, {})), "坏.ofd")) ==
          "坏.ofd: error [ofd.bad_part] 文件已损坏：Doc/Content.xml 读不出来\n  提示：从原来的文件重新导出 OFD\n"
          "坏.ofd: error [ofd.bad_part] the file is damaged: Doc/Content.xml cannot be read\n  hint: export it again from the "
          "file it was made of\n");
    std::erase_if(parts, [](const package::Part& each) { return each.path == "Doc/Content.xml"; });
    CHECK(refusal(ofd::read_printout(written(package::zip(parts, {})), "坏.ofd")).find("ofd.bad_part") != std::string::npos);
  }
}

#ifdef HONGTOU_POPPLER

std::string pdf_object(int number, const std::string& entries, const std::string& content = "") {
  const auto stream = content.empty() ? "" : " stream\n" + content + "\nendstream";
  return std::to_string(number) + " 0 obj <<" + entries + "/Length " + std::to_string(content.size()) + ">>" + stream +
         " endobj\n";
}

std::string times(int count, const std::string& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text + " ";
  return all;
}

// Forms that draw forms, each twenty times, twelve deep.
std::string endless_pdf(const std::string& last) {
  constexpr int deepest = 21;
  std::string bytes =
      "%PDF-1.4\n" + pdf_object(1, "/Type/Catalog/Pages 2 0 R") + pdf_object(2, "/Type/Pages/Kids[3 0 R]/Count 1") +
      pdf_object(3, "/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</F 10 0 R>>>>/Contents 4 0 R") +
      pdf_object(4, "", times(20, "/F Do"));
  for (int form = 10; form <= deepest; ++form) {
    const auto next = "/Resources<</XObject<</F " + std::to_string(form + 1) + " 0 R>>>>";
    bytes += pdf_object(form, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + (form < deepest ? next : ""),
                        times(20, form < deepest ? "/F Do" : last));
  }
  return bytes + "trailer <</Root 1 0 R>>\n";
}

TEST_CASE("a PDF file that is damaged, locked or none at all is refused") {
  const std::string none =
      "坏.pdf: error [pdf.damaged] 这不是 PDF 文件，或者已损坏\n  提示：从原来的文件重新导出 PDF\n"
      "坏.pdf: error [pdf.damaged] this is no PDF file, or it is damaged\n  hint: export it again from the file it was made of\n";
  CHECK(refusal(poppler::read_printout("", "坏.pdf")) == none);
  CHECK(refusal(poppler::read_printout("PK\x03\x04", "坏.pdf")) == none);
  CHECK(refusal(poppler::read_printout("%PDF-1.7\n", "坏.pdf")) == none);
  CHECK(refusal(poppler::read_printout(file("locked.pdf"), "坏.pdf")) ==
        "坏.pdf: error [pdf.encrypted] PDF 文件加了口令，打不开\n  提示：去掉口令另存一份再检查\n"
        "坏.pdf: error [pdf.encrypted] the PDF file cannot be opened without its password\n  hint: save a copy without a "
        "password and check "
        "that\n");
}

TEST_CASE("a PDF file of thousands of pages is refused") {
  Pages many;
  many.pages.resize(2001);
  CHECK(refusal(poppler::read_printout(written(pdf::to_pdf(many, fonts())), "大.pdf")).find("lint.too_large") !=
        std::string::npos);
}

TEST_CASE("a small PDF file that draws without end is refused in time") {
  for (const auto* last : {"0 0 m 1 0 l S", "q Q"})
    CHECK(refusal(poppler::read_printout(endless_pdf(last), "大.pdf")).find("lint.too_large") != std::string::npos);
}

TEST_CASE("a PDF file cut short or with bytes changed is read or refused, never worse") {
  const auto whole = written(pdf::to_pdf(pages_of(letter()), fonts()));
  for (std::size_t size = 0; size < whole.size(); size += whole.size() / 23 + 1)
    (void)poppler::read_printout(whole.substr(0, size), "坏.pdf");
  const unsigned seed = 20240508;
  CAPTURE(seed);
  std::uint64_t random = seed;
  for (int round = 0; round < 40; ++round) {
    auto bytes = whole;
    for (int i = 0; i < 20; ++i) {
      random = random * 6364136223846793005u + 1442695040888963407u;
      bytes[(random >> 33) % bytes.size()] = static_cast<char>(random >> 24);
    }
    const auto read = poppler::read_printout(bytes, "坏.pdf");
    if (!read.has_value()) continue;
    const auto manuscript = lint::manuscript_of(*read, "坏.pdf");
    if (manuscript.ok()) CHECK(lint::check(*manuscript).size() < 10'000);
  }
}

#endif

TEST_CASE("a file that many documents were put into shows the pages of each, whatever the order they came in") {
  const std::vector<Document> documents{letter(), issued_notice(), order()};
  for (const auto& format : {std::shared_ptr<Format>(ofd::make_ofd_format()), std::shared_ptr<Format>(pdf::make_pdf_format())}) {
    CAPTURE(format->info().name);
    const auto bound = [&](std::vector<std::size_t> places) {
      const auto binder = format->bind();
      for (const auto place : places) REQUIRE(binder->add(place, std::to_string(place), documents[place]).ok());
      return written(binder->finish("合订"));
    };
    const auto bytes = bound({0, 1, 2});
    CHECK(bound({2, 0, 1}) == bytes);
    const auto kind = kinds();
    const auto reader =
        std::find_if(kind.begin(), kind.end(), [&](const Kind& each) { return each.name == format->info().name; });
    if (reader == kind.end()) continue;
    const auto read = reader->read(bytes, "合订");
    REQUIRE(read.has_value());
    std::size_t next = 0;
    for (const auto& document : documents) {
      for (; next % 2 == 1; ++next) CHECK(read->pages[next].glyphs.empty());
      for (const auto& page : tests::printout_of(pages_of(document), fonts()).pages) {
        const auto wanted = drawn(page), found = drawn(read->pages[next++]);
        CHECK(std::equal(found.begin(), found.end(), wanted.begin(), wanted.end(), is_same));
      }
    }
    CHECK(next == read->pages.size());
  }
}

TEST_CASE("a file with fixed pages is checked and never changed") {
  CHECK(to_text(ofd::make_ofd_reader()->mend("", {}, "通知.ofd").diagnostics(), Language::zh) ==
        "通知.ofd: error [lint.cannot_mend] “.ofd”文件只检查，不修改\n  提示：修改原来的文稿或 Word 文件，重新导出\n");
  CHECK(to_text(ofd::make_ofd_reader()->mend("", {}, "notice.ofd").diagnostics(), Language::en) ==
        "notice.ofd: error [lint.cannot_mend] a “.ofd” file is checked, never changed\n  hint: mend the text or Word file and "
        "export it again\n");
#ifdef HONGTOU_POPPLER
  CHECK(to_text(poppler::make_pdf_reader()->mend("", {}, "通知.pdf").diagnostics(), Language::zh) ==
        "通知.pdf: error [lint.cannot_mend] “.pdf”文件只检查，不修改\n  提示：修改原来的文稿或 Word 文件，重新导出\n");
  CHECK(to_text(poppler::make_pdf_reader()->mend("", {}, "notice.pdf").diagnostics(), Language::en) ==
        "notice.pdf: error [lint.cannot_mend] a “.pdf” file is checked, never changed\n  hint: mend the text or Word file and "
        "export "
        "it again\n");
#endif
}
