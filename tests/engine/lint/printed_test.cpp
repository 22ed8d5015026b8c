#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "engine/layout/layout.h"
#include "engine/lint/lint.h"
#include "engine/text.h"
#include "tests/engine/lint/printed_samples.h"
#include "tests/plugins/notice.h"

using namespace hongtou;

namespace {

Pages pages_of(const Document& document) {
  auto pages = lay_out(document, tests::official_typefaces());
  REQUIRE(pages.has_value());
  return *std::move(pages);
}

lint::Manuscript manuscript_of(lint::Printout printout) {
  auto manuscript = lint::manuscript_of(std::move(printout), "通知.pdf");
  REQUIRE(manuscript.ok());
  return *std::move(manuscript);
}

lint::Manuscript manuscript_of(const Pages& pages) {
  return manuscript_of(tests::printout_of(pages, tests::official_typefaces()));
}

lint::Manuscript manuscript_of(const Document& document) { return manuscript_of(pages_of(document)); }

std::string told(const lint::Manuscript& manuscript) {
  std::string text;
  for (const auto& finding : lint::check(manuscript))
    text += std::to_string(finding.page) + " " + std::string(finding.rule->id) + " " + to_text(finding, Language::zh) + "\n";
  return text;
}

bool finds(const lint::Manuscript& manuscript, const std::string& rule) {
  const auto findings = lint::check(manuscript);
  return std::any_of(findings.begin(), findings.end(), [&](const lint::Finding& finding) { return finding.rule->id == rule; });
}

std::vector<std::string> texts_of(const lint::Manuscript& manuscript, lint::Role role) {
  std::vector<std::string> texts;
  for (const auto& line : manuscript.lines)
    if (line.role == role) texts.push_back(line.text);
  return texts;
}

}  // namespace

TEST_CASE("the pages that the layout makes of each kind of document are found in order") {
  for (const auto document :
       {tests::faultless_notice, tests::faultless_upward_notice, tests::faultless_sealed_notice, tests::faultless_wide_notice,
        joint_notice, letter, classified_letter, order, minutes, article, illustrated_article})
    CHECK(told(manuscript_of(document())) == "");
}

TEST_CASE("each rule of a printout finds what is out of place") {
  for (const auto& sample : tests::printed_samples()) {
    CAPTURE(sample.rule);
    auto pages = pages_of(sample.document());
    if (sample.misplace) sample.misplace(pages);
    auto printout = tests::printout_of(pages, tests::official_typefaces());
    if (sample.spoil) sample.spoil(printout);
    const auto manuscript = manuscript_of(std::move(printout));
    CAPTURE(told(manuscript));
    CHECK(finds(manuscript, sample.rule));
  }
}

TEST_CASE("a finding in a printout tells page, element, what was measured and what is asked") {
  auto pages = pages_of(tests::faultless_notice());
  for (auto& run : pages.runs)
    if (run.element != no_element && pages.elements[static_cast<std::size_t>(run.element)].role == Role::issuer_mark) run.y -= 8;
  const auto manuscript = manuscript_of(pages);
  const auto findings = lint::check(manuscript);
  REQUIRE(!findings.empty());
  CHECK(findings.front().page == 1);
  CHECK(to_text(findings.front(), Language::zh) ==
        "发文机关标志：发文机关标志居中，上边距版心上边 35 mm；现为“27.0 mm”，应为“35.0 mm”");
  CHECK(to_text(findings.front(), Language::en) ==
        "issuer's mark: the issuer's mark is centred, its top 35 mm below that of the type area; found “27.0 mm”, wanted “35.0 "
        "mm”");
}

TEST_CASE("what a printout measured is what its rule speaks of") {
  const auto told_of = [](Role role, double x, double y) {
    auto pages = pages_of(tests::faultless_notice());
    for (auto& run : pages.runs)
      if (run.element != no_element && pages.elements[static_cast<std::size_t>(run.element)].role == role) run.x += x, run.y += y;
    return told(manuscript_of(pages));
  };
  const auto has = [](const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; };
  CHECK(has(told_of(Role::printing_line, -4.9, 0),
            "印发机关左空一字，印发日期右空一字，后加“印发”；现为“左空 0.0 mm”，应为“4.9 mm”"));
  CHECK(has(told_of(Role::copy_recipients, -4.9, 0), "版记用四号仿宋，左右各空一字；现为“左空 0.0 mm”，应为“4.9 mm”"));
  CHECK(has(told_of(Role::main_recipients, 0, -6), "主送机关在标题下空一行，顶格；现为“4."));
  CHECK(has(told_of(Role::title, 3, 0), "标题在红色分隔线下空二行，居中；现为“中线 109.0 mm”，应为“106.0 mm”"));
}

TEST_CASE("rows of a printout become paragraphs, cells and the elements of the document") {
  const auto document = issued_notice();
  const auto manuscript = manuscript_of(document);
  using lint::Role;
  CHECK(texts_of(manuscript, Role::issuer_mark) == document.issuer_mark);
  CHECK(texts_of(manuscript, Role::document_number) == std::vector{document.document_number});
  CHECK(texts_of(manuscript, Role::recipients) == std::vector{document.main_recipients + "："});
  CHECK(texts_of(manuscript, Role::attachment_note).size() == document.attachment_note.size());
  CHECK(texts_of(manuscript, Role::attachment_label) == std::vector<std::string>{"附件1", "附件2", "附件3"});
  CHECK(texts_of(manuscript, Role::date) == std::vector{document.date_of_issue});
  CHECK(texts_of(manuscript, Role::copy_recipients) == std::vector{"抄送：" + document.copy_recipients + "。"});
  CHECK(texts_of(manuscript, Role::page_number).front() == "— 1 —");
  const auto paragraphs = texts_of(manuscript, Role::paragraph);
  const auto& first = std::get<Paragraph>(document.body.front().content);
  CHECK(std::find(paragraphs.begin(), paragraphs.end(), first.text) != paragraphs.end());
  const auto cells = texts_of(manuscript, Role::cell);
  CHECK(std::find(cells.begin(), cells.end(), "联系电话（手机）") != cells.end());
}

TEST_CASE("a page of short paragraphs shows the body, though the title has the only long row") {
  auto document = letter();
  document.title = {"关于商请共同开展防范非法集资宣传月"};
  document.body = {{{}, Paragraph{"现就有关事项函告如下。"}}, {{}, Paragraph{"请支持。"}}, {{}, Paragraph{"专此函达。"}}};
  const auto manuscript = manuscript_of(document);
  CHECK(texts_of(manuscript, lint::Role::paragraph).size() == 3);
  CHECK_FALSE(finds(manuscript, "9704-7.3.3a"));
}

TEST_CASE("a note of two rows is one, though a telephone number leaves the first row short") {
  auto document = tests::faultless_notice();
  document.note = "联系人：某某甲，联系电话：0951-1234567、13800138000";
  const auto manuscript = manuscript_of(document);
  CHECK(texts_of(manuscript, lint::Role::note) == std::vector{"（" + document.note + "）"});
  CHECK_FALSE(finds(manuscript, "9704-7.3.6"));
}

TEST_CASE("what is printed on paper with a head needs no mark and no red rule of its own") {
  auto document = tests::faultless_notice();
  document.issuer_mark.clear();
  auto pages = pages_of(document);
  for (auto& rule : pages.rules)
    if (rule.red) rule.x2 = rule.x1;
  const auto manuscript = manuscript_of(pages);
  CHECK(texts_of(manuscript, lint::Role::document_number) == std::vector{document.document_number});
  CHECK_FALSE(finds(manuscript, "9704-7.2.7a"));
}

TEST_CASE("slips of the text are found in a printout as well") {
  auto document = tests::faultless_notice();
  document.document_number = "示处非办发[2023]05号";
  document.date_of_issue = "二〇二三年五月三十一日";
  const auto manuscript = manuscript_of(document);
  CHECK(finds(manuscript, "9704-7.2.5b"));
  CHECK(finds(manuscript, "9704-7.2.5c"));
  CHECK(finds(manuscript, "9704-7.3.5.4"));
}

TEST_CASE("pages without text are said to be a scan") {
  lint::Printout printout;
  printout.pages.push_back({210, 297, {}, {}, {{0, 0, 210, 297}}});
  const auto read = lint::manuscript_of(std::move(printout), "扫描.pdf");
  CHECK(to_text(read.diagnostics(), Language::zh) ==
        "扫描.pdf: error [lint.no_text] 文件里没有文字，多半是扫描件，不能检查\n  提示：用原来的电子文件检查\n");
  CHECK(to_text(read.diagnostics(), Language::en) ==
        "扫描.pdf: error [lint.no_text] there is no text in the file, it seems to be a scan\n  hint: check the file that it was "
        "printed "
        "from\n");
}

TEST_CASE("a printout of more rows than anybody reads is refused") {
  lint::Printout printout;
  printout.fonts.push_back({"仿宋", true});
  printout.pages.resize(100);
  for (auto& page : printout.pages)
    for (int row = 0; row < 2001; ++row) page.glyphs.push_back({U'国', 30, 37 + row * 2.0, 5, 10, 0, 0, false, false});
  const auto read = lint::manuscript_of(std::move(printout), "长.pdf");
  CHECK(to_text(read.diagnostics(), Language::zh).starts_with("长.pdf: error [lint.too_large] "));
}

TEST_CASE("marks anywhere on pages of any size are judged without harm") {
  const unsigned seed = 97042012;
  CAPTURE(seed);
  std::uint64_t random = seed;
  const auto next = [&random](double least, double most) {
    random = random * 6364136223846793005u + 1442695040888963407u;
    return least + static_cast<double>(random >> 40) / static_cast<double>(1 << 24) * (most - least);
  };
  const std::u32string letters = U"国附件：1.（一）、2023年5月日号〔〕抄送印发— ";
  for (int round = 0; round < 60; ++round) {
    lint::Printout printout;
    printout.fonts = {{"ABCDEF+FangSong", true}, {"CIDFont+F1", false}};
    for (int page = static_cast<int>(next(1, 4)); page > 0; --page) {
      lint::PrintedPage printed{next(0, 600), next(0, 600), {}, {}, {}};
      for (int i = static_cast<int>(next(1, 200)); i > 0; --i)
        printed.glyphs.push_back({letters[static_cast<std::size_t>(next(0, static_cast<double>(letters.size())))], next(-50, 700),
                                  next(-50, 700), next(0, 10), next(0, 80), static_cast<int>(next(0, 2)),
                                  static_cast<std::uint32_t>(next(0, 0xFFFFFF)), next(0, 1) > 0.9, false});
      for (int i = static_cast<int>(next(0, 50)); i > 0; --i) {
        const double x = next(-10, 300), y = next(-10, 300);
        const bool level = next(0, 1) > 0.5;
        printed.rules.push_back({x, y, level ? x + next(0, 200) : x, level ? y : y + next(0, 200), 0.3, 0});
      }
      for (const double far : {std::nan(""), HUGE_VAL, -1e30, 1e9}) {
        printed.glyphs.push_back({U'国', far, next(0, 200), 5, 16, 0, 0, false, false});
        printed.glyphs.push_back({U'国', next(0, 200), far, 5, far, 0, 0, false, false});
        printed.rules.push_back({far, 10, far, 200, 0.3, 0});
        printed.rules.push_back({10, far, 200, far, far, 0});
      }
      printout.pages.push_back(std::move(printed));
    }
    const auto manuscript = lint::manuscript_of(std::move(printout), "乱.pdf");
    if (!manuscript.ok()) continue;
    for (const auto& finding : lint::check(*manuscript)) CHECK(finding.page <= static_cast<int>(manuscript->sheets.size()));
  }
}

TEST_CASE("a text without official elements is an article, and its parts are not held against theirs") {
  const auto manuscript = manuscript_of(article());
  CHECK(!texts_of(manuscript, lint::Role::subtitle).empty());
  CHECK(!texts_of(manuscript, lint::Role::byline).empty());
  CHECK(told(manuscript) == "");
}
