#include "plugins/html/html.h"

#include <doctest/doctest.h>

#include "tests/plugins/golden.h"
#include "tests/plugins/notice.h"

using namespace hongtou;

namespace {

std::string write(const Document& document) { return *html::make_html_format()->write(document, {}); }
bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

}  // namespace

TEST_CASE("a notice as a web page is what was last looked at") {
  tests::check_golden("notice/notice.html", write(issued_notice()));
}

TEST_CASE("a cover notice and an article as web pages are what was last looked at") {
  tests::check_golden("cover_notice/cover_notice.html", write(cover_notice()));
  tests::check_golden("article/article.html", write(article()));
}

TEST_CASE("the same document gives the same web page") { CHECK(write(issued_notice()) == write(issued_notice())); }

TEST_CASE("what looks like markup stays text on a web page") {
  Table table;
  table.caption = "<u>";
  table.rows = {{{"<td>"}}};
  table.note = "<s>";
  Document document;
  document.title = {"<script>&\"'"};
  document.main_recipients = "<b>";
  document.body = {{{}, Heading{1, "<i>"}}, {{}, table}};
  document.attachments = {{1, "<em>", {}, {}, false}};
  const auto page = write(document);
  CHECK(has(page, "<title>&lt;script&gt;&amp;&quot;&apos;</title>"));
  for (const char* tag : {"<script>", "<b>", "<i>", "<u>", "<s>", "<em>", "<td><td>"}) CHECK_FALSE(has(page, tag));
}

TEST_CASE("a web page loads nothing and runs nothing") {
  const auto page = write(issued_notice());
  for (const char* word : {"<script", "<link", "@import", "url(", "http"}) CHECK_FALSE(has(page, word));
  CHECK(has(page, "<html lang=\"zh-CN\">"));
}

TEST_CASE("merged cells are merged on a web page") {
  const auto page = write(issued_notice());
  CHECK(has(page, "<th colspan=\"3\">“七进”宣传活动</th>"));
  CHECK(has(page, "<th rowspan=\"2\">备注</th>"));
}

TEST_CASE("a control character becomes a visible mark on a web page") {
  Document document;
  document.body = {{{}, Paragraph{"甲\x0B乙\uFFFE丙"}}};
  CHECK(has(write(document), "甲\uFFFD乙\uFFFD丙"));
}

TEST_CASE("an upward document shows who signed it off") {
  Document document;
  document.document_number = "示发〔2023〕1号";
  document.signatories = {"（签发人）"};
  CHECK(has(write(document), ">签发人：</span><span class=\"kai\" style=\"left:"));
  CHECK(has(write(document), ">（签发人）</span></div></div>"));
}

TEST_CASE("signatories on a web page stand two to a line, one below the other, the number beside the last") {
  Document document;
  document.document_number = "某财金〔2024〕118号";
  document.signatories = {"甲某某", "欧阳某某", "阿不都·某某"};
  const auto page = write(document);
  const auto left_of = [&](const std::string& text) {
    const auto end = page.rfind("mm\"", page.find(">" + text + "<")), begin = page.rfind("left:", end) + 5;
    return page.substr(begin, end - begin);
  };
  CHECK(left_of("甲某某") == left_of("阿不都·某某"));
  CHECK(left_of("甲某某") != left_of("欧阳某某"));
  CHECK(has(page,
            "118号</span><span class=\"kai\" style=\"left:" + left_of("阿不都·某某") + "mm\">阿不都·某某</span></div></div>"));
}

TEST_CASE("pictures beside each other are so on a web page, each with its caption") {
  const auto page = write(illustrated_article());
  const auto from = page.find("<div class=\"pictures\">");
  REQUIRE(from != std::string::npos);
  const auto row = page.substr(from, page.find('\n', from) - from);
  CHECK(has(row, "<div style=\"width:76mm\"><figure class=\"picture\">"));
  CHECK(has(row, "丁县宣讲</figcaption>"));
  CHECK(row.find("<img") != row.rfind("<img"));
}

TEST_CASE("what stands above the mark does not move it, and the security level is on the second line") {
  Document document;
  document.issuer_mark = {"示例市人民政府文件"};
  document.security_level = "机密★1年";
  document.urgency = "特急";
  const auto page = write(document);
  CHECK(has(page,
            "<div class=\"top-lines\">\n<p class=\"flush hei second-line\">机密★1年</p>\n"
            "<p class=\"flush hei\">特急</p>\n</div>\n<div class=\"issuer-mark\""));
  CHECK(has(page, ".top-lines { height: 0; }"));
}

TEST_CASE("the columns of a web page's table hold their numbers in the letters of the printed one") {
  Table table;
  table.widths = {1, 19};
  table.rows = {{{"12345678"}, {"由各单位根据实际情况自行确定"}}};
  Document document;
  document.body = {{{}, table}};
  const auto page = write(document);
  CHECK(has(page, "<table style=\"font-size:12pt\">"));
  const auto at = page.find("<col style=\"width:") + 18;
  CHECK(std::stod(page.substr(at)) * 1.56 > 8 * 12 * 25.4 / 72 / 2 + 2);
}
