#include <doctest/doctest.h>

#include "plugins/text/text.h"
#include "tests/plugins/golden.h"
#include "tests/plugins/notice.h"

using namespace hongtou;

namespace {

Result<std::string> write(const Document& document) { return text::make_text_format()->write(document, {}); }

}  // namespace

TEST_CASE("a notice as plain text is what was last looked at") {
  tests::check_golden("notice/notice.txt", *write(issued_notice()));
}

TEST_CASE("a cover notice and an article as plain text are what was last looked at") {
  tests::check_golden("cover_notice/cover_notice.txt", *write(cover_notice()));
  tests::check_golden("article/article.txt", *write(article()));
}

TEST_CASE("the same document gives the same plain text") { CHECK(*write(issued_notice()) == *write(issued_notice())); }

TEST_CASE("plain text escapes nothing") {
  Document document;
  document.title = {"<甲> & \"乙\""};
  CHECK(write(document)->starts_with("<甲> & \"乙\"\n"));
}

TEST_CASE("a table becomes lines with its cells in their columns") {
  Table table;
  table.header = {{{"甲", 2}, {"乙", 1, 2}}, {{"子"}, {"丑"}}};
  table.rows = {{{"1"}, {"2\n3"}, {"4"}}};
  Document document;
  document.body = {{{"notice.gw", 9, 1}, table}};
  const auto written = write(document);
  CHECK(*written == "甲｜｜乙\n子｜丑｜\n1｜2 3｜4\n");
  CHECK(to_text(written.diagnostics(), Language::zh) ==
        "notice.gw:9:1: warning [text.merged_cells] 纯文本不能表示合并单元格，被合并的位置已留空\n"
        "  提示：需要保留表格样式时，请改用 docx 或 html 格式\n");
  CHECK(to_text(written.diagnostics(), Language::en) ==
        "notice.gw:9:1: warning [text.merged_cells] plain text cannot show merged cells; the places they cover are left empty\n"
        "  hint: write this document as docx or html to keep the look of the table\n");
}

TEST_CASE("a table without merged cells gives no warning") {
  Table table;
  table.rows = {{{"甲"}, {"乙"}}};
  Document document;
  document.body = {{{}, table}};
  CHECK(write(document).diagnostics().empty());
}

TEST_CASE("a run-in heading and its text are one line") {
  Document document;
  document.body = {{{}, Heading{2, "（一）范围。"}}, {{}, Paragraph{.text = "全区。", .continues = true}}};
  CHECK(*write(document) == "　　（一）范围。全区。\n");
}

TEST_CASE("pictures beside each other have a line each") {
  CHECK(write(illustrated_article())
            ->find("［图片：丁县宣讲］\n［图片：戊县宣传品样式，各乡镇要统一领取］\n［图片：己县宣讲］\n") != std::string::npos);
}
