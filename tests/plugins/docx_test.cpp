#include "plugins/docx/docx.h"

#include <doctest/doctest.h>

#include "plugins/docx/parts.h"
#include "tests/plugins/golden.h"
#include "tests/plugins/notice.h"

using namespace hongtou;

namespace {

Result<std::string> write(const Document& document) { return docx::make_docx_format()->write(document, {}); }

std::string text_part(const Document& document) { return tests::unzip(*write(document)).at("word/document.xml"); }

int count(const std::string& text, const std::string& word) {
  int found = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

Document with_table(Table table) {
  Document document;
  document.body = {{{}, std::move(table)}};
  return document;
}

// A form of one blank cell.
Table blank_table(std::vector<Blank> blanks) {
  Table table;
  table.widths = {1};
  table.rows = {{{.text = "", .blanks = std::move(blanks)}}};
  return table;
}

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const auto from = text.find(begin) + begin.size();
  return text.substr(from, text.find(end, from) - from);
}

}  // namespace

TEST_CASE("a notice as a Word file is what was last looked at") {
  const auto parts = tests::unzip(*write(issued_notice()));
  CHECK(parts.size() == 13);
  for (const auto& [path, content] : parts) tests::check_golden("notice/docx/" + path, tests::indented(content));
}

TEST_CASE("a cover notice and an article as Word files are what was last looked at") {
  tests::check_golden("cover_notice/document.xml", tests::indented(text_part(cover_notice())));
  tests::check_golden("article/document.xml", tests::indented(text_part(article())));
}

TEST_CASE("the same document gives the same Word file byte for byte") {
  CHECK(*write(issued_notice()) == *write(issued_notice()));
}

TEST_CASE("a Word file says what it is") {
  const auto info = docx::make_docx_format()->info();
  CHECK(info.name == "docx");
  CHECK(info.extension == ".docx");
  CHECK(info.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
}

TEST_CASE("an empty document is a Word file too") {
  const auto written = write({});
  CHECK(written.ok());
  CHECK(has(text_part({}), "<w:body><w:sectPr>"));
}

TEST_CASE("what looks like markup stays text in a Word file") {
  Document document;
  document.title = {"<甲> & \"乙\""};
  const auto parts = tests::unzip(*write(document));
  CHECK(has(parts.at("word/document.xml"), "&lt;甲&gt; &amp; \"乙\"</w:t>"));
  CHECK(has(parts.at("docProps/core.xml"), "<dc:title>&lt;甲&gt; &amp; \"乙\"</dc:title>"));
}

TEST_CASE("a control character is left out of a Word file and told") {
  Document document;
  document.body = {{{"notice.gw", 7, 1}, Paragraph{"甲\x0B乙"}}};
  const auto written = write(document);
  CHECK(written.ok());
  CHECK(to_text(written.diagnostics(), Language::zh) ==
        "notice.gw:7:1: warning [docx.control_character] “甲乙”中有 Word 不能保存的控制字符，已略去\n"
        "  提示：请重新键入这段文字，不要从其他程序直接粘贴\n");
  CHECK(to_text(written.diagnostics(), Language::en) ==
        "notice.gw:7:1: warning [docx.control_character] “甲乙” holds a control character that Word cannot store; left out\n"
        "  hint: type this text again instead of pasting it from another program\n");
  CHECK(has(text_part(document), ">甲乙</w:t>"));
}

TEST_CASE("what Unicode keeps from being a character is left out of a Word file and told") {
  Document document;
  document.title = {"关于\uFFFE的通知"};
  Table table;
  table.widths = {1};
  table.rows = {{{"甲\uFFFF乙"}}};
  document.body = {{{}, table}, {{}, Caption{"说\uFFFE明"}}, {{}, Paragraph{"\uFFFD是字"}}};
  const auto written = write(document);
  CHECK(written.diagnostics().size() == 3);
  const auto text = text_part(document);
  CHECK(has(text, ">关于的通知</w:t>"));
  CHECK(has(text, ">甲乙</w:t>"));
  CHECK(has(text, ">\uFFFD是字</w:t>"));
  for (const auto& part : tests::unzip(*written)) {
    CAPTURE(part.first);
    CHECK_FALSE((has(part.second, "\uFFFE") || has(part.second, "\uFFFF")));
  }
}

TEST_CASE("a package that cannot be made is told") {
  const auto packed = package::zip({{"a.xml", ""}, {"a.xml", ""}}, docx::package_failed);
  CHECK_FALSE(packed.ok());
  CHECK(to_text(packed.diagnostics(), Language::zh) ==
        "error [docx.package] 无法打包 Word 文件：File already exists\n  提示：请释放内存后重试；仍不成功的，请报告此问题\n");
  CHECK(to_text(packed.diagnostics(), Language::en) ==
        "error [docx.package] the Word file could not be packed: File already exists\n"
        "  hint: free some memory and try again; report it if that does not help\n");
}

TEST_CASE("a table too large to be held as a whole is written like a small one") {
  Document small, large;
  Table table;
  table.widths = {1, 2};
  table.header = {{{"单位"}, {"说明"}}};
  table.rows = {{{"甲街道"}, {.text = "<第一>\n&第二", .align = Align::left}}};
  small.body = {{{}, table}};
  table.rows.resize(10000, table.rows.front());
  large.body = {{{}, table}};
  const auto one = text_part(small), many = text_part(large);
  CHECK(many.size() > std::size_t{3} << 20);
  CHECK(count(many, "<w:tr>") == 10001);
  const auto row_begin = one.find("<w:tr>", one.find("<w:tr>") + 1), row_end = one.find("</w:tbl>");
  const auto row = one.substr(row_begin, row_end - row_begin);
  CHECK(has(row, "&lt;第一&gt;</w:t><w:br/>"));
  CHECK(count(many, row) == 10000);
  CHECK(many.substr(0, row_begin) == one.substr(0, row_begin));
  CHECK(many.ends_with(one.substr(row_end)));
}

TEST_CASE("what cannot be stored in a cell of a table is told with the table's place") {
  Document document;
  Table table;
  table.widths = {1};
  table.rows = {{{"甲\x0B乙"}}};
  document.body = {{{"notice.gw", 9, 1}, table}};
  const auto written = write(document);
  REQUIRE(written.diagnostics().size() == 1);
  CHECK(written.diagnostics().front().message.code == "docx.control_character");
  CHECK(written.diagnostics().front().position == Position{"notice.gw", 9, 1});
  CHECK(has(text_part(document), ">甲乙</w:t>"));
}

TEST_CASE("a run-in heading and its text are one paragraph") {
  Document document;
  document.body = {
      {{}, Heading{2, "（一）范围。"}}, {{}, Paragraph{.text = "全区。", .continues = true}}, {{}, Paragraph{"其他。"}}};
  const auto xml = text_part(document);
  CHECK(count(xml, "<w:p>") == 2);
  CHECK(has(xml, "Heading2Run"));
}

TEST_CASE("a heading of its own line carries an outline level by its style") {
  Document document;
  document.body = {{{}, Heading{1, "一、目的"}}};
  CHECK(has(text_part(document), R"(<w:pStyle w:val="Heading1"/>)"));
  CHECK(has(tests::unzip(*write(document)).at("word/styles.xml"), R"(<w:outlineLvl w:val="0"/>)"));
}

TEST_CASE("a line break within a paragraph stays in it") {
  Document document;
  document.body = {{{}, Paragraph{"甲\n乙"}}};
  const auto xml = text_part(document);
  CHECK(count(xml, "<w:p>") == 1);
  CHECK(count(xml, "<w:br/>") == 1);
}

TEST_CASE("a single attachment is noted without a number") {
  Document document;
  document.attachment_note = {"统计表"};
  CHECK(has(text_part(document), ">附件：统计表</w:t>"));
  document.attachment_note.push_back("名单");
  CHECK(has(text_part(document), ">附件：1.统计表</w:t>"));
  CHECK(has(text_part(document), ">2.名单</w:t>"));
}

TEST_CASE("the date starts two characters right of the signature") {
  Document document;
  document.issuer_signature = {"示例市矿区处置非法集资办"};  // 12 characters
  document.date_of_issue = "2023年5月31日";                  // 6.5
  const auto xml = text_part(document);
  CHECK(has(xml, R"(w:right="630"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">示例市)"));
  CHECK(has(
      xml,
      R"(w:left="5040"/><w:jc w:val="left"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">2023)"));
}

TEST_CASE("a date longer than the signature stands two characters from the right") {
  Document document;
  document.issuer_signature = {"示例局"};
  document.date_of_issue = "2023年5月31日";
  const auto xml = text_part(document);
  CHECK(has(xml, R"(w:right="2362"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">示例局)"));
  CHECK(has(
      xml,
      R"(w:left="6142"/><w:jc w:val="left"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">2023)"));
}

TEST_CASE("the security level stands on the second line even without a copy number") {
  Document document;
  document.security_level = "机密★1年";
  const auto xml = text_part(document);
  CHECK(has(
      xml,
      R"(<w:body><w:p><w:pPr><w:pStyle w:val="CopyNumber"/></w:pPr></w:p><w:p><w:pPr><w:pStyle w:val="SecurityAndUrgency"/>)"));
}

TEST_CASE("the issuer mark is as large as one line allows") {
  Document document;
  document.issuer_mark = {"示例市人民政府文件"};
  CHECK(has(text_part(document), R"(<w:sz w:val="84"/>)"));
  document.issuer_mark = {"示例市矿区处置非法集资领导组办公室文件"};
  CHECK(has(text_part(document), R"(<w:sz w:val="44"/>)"));
  document.issuer_mark = {"示例市矿区防范和处置非法集资工作领导小组办公室文件"};
  CHECK(has(text_part(document), R"(<w:w w:val="80"/><w:sz w:val="44"/>)"));
}

TEST_CASE("the rule under the document number is red and half a millimetre thick") {
  CHECK(has(text_part(issued_notice()), R"(<w:bottom w:val="single" w:sz="11" w:space="5" w:color="FF0000"/>)"));
}

TEST_CASE("a joint issue has one 文件 beside its organs") {
  Document document;
  document.issuer_mark = {"甲局文件", "乙丙丁局"};
  const auto xml = text_part(document);
  CHECK(count(xml, ">文件</w:t>") == 1);
  CHECK(has(xml, ">甲局</w:t>"));
}

TEST_CASE("merged cells of a table head are merged in Word") {
  Table table;
  table.widths = {1, 1, 1};
  table.header = {{{"甲", 2}, {"乙", 1, 2}}, {{"子"}, {"丑"}}};
  table.rows = {{{"1"}, {"2"}, {"3"}}};
  const auto xml = text_part(with_table(table));
  CHECK(count(xml, R"(<w:gridSpan w:val="2"/>)") == 1);
  CHECK(count(xml, R"(<w:vMerge w:val="restart"/>)") == 1);
  CHECK(count(xml, R"(<w:vMerge w:val="continue"/>)") == 1);
  CHECK(count(xml, "<w:tblHeader/>") == 2);
  CHECK(count(xml, "<w:cantSplit/>") == 3);
  CHECK(count(xml, "<w:tc>") == 8);
}

TEST_CASE("a table with more cells than widths keeps them all") {
  Table table;
  table.widths = {1};
  table.rows = {{{"甲"}, {"乙"}, {"丙"}}};
  const auto xml = text_part(with_table(table));
  CHECK(count(xml, "<w:gridCol ") == 3);
  CHECK(has(xml, ">丙</w:t>"));
}

TEST_CASE("a dense table head gets smaller letters") {
  Table table;
  table.widths = std::vector<double>(20, 1);
  table.header.emplace_back(20, Cell{"发放宣传资料（份）"});
  CHECK(has(text_part(with_table(table)), R"(<w:sz w:val="15"/>)"));
}

TEST_CASE("the columns of a Word table hold their numbers, and the margins of a narrow one give way") {
  Table table;
  table.widths = {1, 1, 20};
  table.rows = {{{"12345678"}, {"1"}, {"由各单位根据实际情况自行确定"}}};
  const auto xml = text_part(with_table(table));
  const auto at = xml.find("<w:gridCol w:w=\"") + 16;
  CHECK(std::stoi(xml.substr(at)) >= 8 * 12 * 20 / 2 + 2 * 57);
  CHECK(has(xml, R"(<w:tcMar><w:left w:w=)"));
}

TEST_CASE("a Word table too narrow for its numbers is told with its place") {
  Table table;
  table.rows = {std::vector<Cell>(14, Cell{"12345678"})};
  auto document = with_table(table);
  document.body.front().position = {"a.gw", 4, 1};
  const auto file = docx::make_docx_format()->write(document, {});
  REQUIRE(file.ok());
  REQUIRE(file.diagnostics().size() == 1);
  CHECK(file.diagnostics().front().message.code == "layout.numbers_parted");
  CHECK(file.diagnostics().front().position == Position{"a.gw", 4, 1});
}

TEST_CASE("signatories with long names stand one below the other in a Word file") {
  Document document;
  document.issuer_mark = {"示例州人民政府"};
  document.document_number = "示政发〔2024〕3号";
  document.signatories = {"阿不都热依木·买买提", "古丽娜尔·阿不力孜"};
  CHECK(count(text_part(document), "w:hanging=") == 2);
  document.signatories = {"甲某某", "乙某某"};
  CHECK(count(text_part(document), "w:hanging=") == 0);
}

TEST_CASE("a long document number does not push the name beside it to the next column in a Word file") {
  Document document;
  document.issuer_mark = {"示例市财政局文件"};
  document.document_number = "示财金〔2024〕118号";
  document.signatories = {"某某甲", "欧阳某某", "阿不都·某某"};
  const auto xml = text_part(document);
  const auto end = xml.find("阿不都·某某"), begin = xml.rfind("<w:p>", end);
  REQUIRE(end != std::string::npos);
  const auto line = xml.substr(begin, end - begin);
  CHECK(count(line, "<w:tab/>") == 2);       // to the number, to the name
  CHECK(count(line, "<w:tab w:val=") == 3);  // the number and two columns, none for the label
}

TEST_CASE("the first signatory follows his label without a tab in a Word file") {
  Document document;
  document.issuer_mark = {"示例市财政局文件"};
  document.document_number = "示财金〔2024〕118号";
  document.signatories = {"某某甲", "欧阳某某"};
  CHECK(has(text_part(document),
            "签发人：</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"SignatoryName\"/><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t"));
}

TEST_CASE("the imprint of a Word file stands on the last page of the text if that is an even one with room for it") {
  Document document;
  document.issuer_mark = {"示例市人民政府文件"};
  document.document_number = "示政发〔2024〕3号";
  document.title = {"关于开展宣传月活动的通知"};
  document.issuer_signature = {"示例市人民政府"};
  document.date_of_issue = "2024年5月8日";
  document.printing_office = "示例市人民政府办公室";
  const auto has_section_with = [&](std::size_t paragraphs, const char* footer) {
    document.body.assign(paragraphs, {{}, Paragraph{"各县区要加强组织领导，落实工作责任，广泛开展宣传，按时报送材料。"}});
    const auto xml = text_part(document), last = xml.substr(xml.rfind("<w:sectPr>"));
    return has(last, R"(<w:type w:val="evenPage"/>)") && has(last, footer);
  };
  CHECK(has_section_with(1, "footer_even"));
  CHECK_FALSE(has_section_with(8, ""));
  CHECK(has_section_with(14, "footer_empty"));  // 9704-7.5e: behind a blank page without a number
  CHECK(has_section_with(18, "footer_even"));
}

TEST_CASE("recipients that leave no room for text on the first page go into the imprint of a Word file") {
  Document document;
  document.issuer_mark = {"示例市人民政府文件"};
  document.title = {"关于开展宣传月活动的通知"};
  for (int i = 0; i < 60; ++i) document.main_recipients += "某某街道办事处、";
  document.body = {{{}, Paragraph{"现通知如下。"}}};
  document.copy_recipients = "市委办公室";
  const auto xml = text_part(document);
  CHECK(xml.find("主送：") > xml.find("现通知如下。"));
  CHECK(xml.find("主送：") < xml.find("抄送："));
}

TEST_CASE("minutes without a title keep two lines between the red rule and the text") {
  Document document;
  document.format = DocumentFormat::minutes;
  document.issuer_mark = {"示例市会议纪要"};
  document.document_number = "〔2024〕3号";
  CHECK(has(text_part(document), R"(w:after="1042")"));
  document.title = {"会议纪要"};
  CHECK_FALSE(has(text_part(document), R"(w:after="1042")"));
}

TEST_CASE("a table without cells keeps its caption and note") {
  Table table;
  table.caption = "说明";
  table.note = "无";
  const auto xml = text_part(with_table(table));
  CHECK_FALSE(has(xml, "<w:tbl>"));
  CHECK(has(xml, ">说明</w:t>"));
  CHECK(has(xml, ">无</w:t>"));
}

TEST_CASE("a wide table in the text turns the page and turns it back") {
  Table table;
  table.rows = {{{"甲"}}};
  table.landscape = true;
  Document document;
  document.body = {{{}, Paragraph{"前"}}, {{}, table}, {{}, Paragraph{"后"}}};
  const auto xml = text_part(document);
  CHECK(count(xml, "<w:sectPr>") == 3);
  CHECK(count(xml, R"(w:orient="landscape")") == 1);
}

TEST_CASE("no font of a Word file comes from a theme") {
  for (const auto& [path, content] : tests::unzip(*write(issued_notice()))) CHECK_FALSE(has(content, "Theme"));
}

TEST_CASE("each blank of a form is a content control that a machine can find") {
  Document document;
  document.body = {{{}, blank_table({{"t.a", "甲", BlankKind::line}})}};
  CHECK(between(text_part(document), "<w:sdt>", "</w:sdt>") ==
        R"(<w:sdtPr><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr><w:alias w:val="甲"/>)"
        R"(<w:tag w:val="t.a"/><w:id w:val="1"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r><w:rPr>)"
        R"(<w:rFonts w:hint="eastAsia"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr><w:t xml:space="preserve">　　</w:t></w:r>)"
        R"(</w:sdtContent>)");
}

TEST_CASE("a content control is of the kind that its field wants") {
  const auto xml = [](Blank blank) {
    return between(text_part(with_table(blank_table({std::move(blank)}))), "<w:showingPlcHdr/>", "</w:sdtPr>");
  };
  CHECK(xml({"a", "甲", BlankKind::line}) == "<w:text/>");
  CHECK(xml({"a", "甲", BlankKind::lines}) == R"(<w:text w:multiLine="1"/>)");
  CHECK(xml({"a", "甲", BlankKind::file}) == "<w:richText/>");
  CHECK(xml({"a", "甲", BlankKind::date}) ==
        R"(<w:date><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/><w:storeMappedDataAs w:val="dateTime"/>)"
        R"(<w:calendar w:val="gregorian"/></w:date>)");
  CHECK(
      xml({"a", "甲", BlankKind::choice, {"是", "否"}}) ==
      R"(<w:dropDownList><w:listItem w:displayText="是" w:value="是"/><w:listItem w:displayText="否" w:value="否"/></w:dropDownList>)");
  CHECK(xml({"a", "甲", BlankKind::open_choice, {"讲座", "讲座"}}) ==
        R"(<w:comboBox><w:listItem w:displayText="讲座" w:value="讲座"/></w:comboBox>)");
}

TEST_CASE("several blanks of one cell are several content controls with room between") {
  const auto xml = text_part(with_table(blank_table({{"t.a", "甲"}, {"t.b", "乙"}})));
  CHECK(count(xml, "<w:sdt>") == 2);
  CHECK(has(xml, R"(<w:id w:val="2"/>)"));
  CHECK(has(between(xml, "</w:sdt>", "<w:sdt>"), ">　</w:t>"));
}

TEST_CASE("a title too long for Word is cut, and a tag too long is left out") {
  std::string title, id;
  for (int i = 0; i < 70; ++i) {
    title += "甲";
    id += "a";
  }
  const auto xml = text_part(with_table(blank_table({{id, title}})));
  CHECK(between(xml, "<w:alias w:val=\"", "\"").size() == 64 * std::string("甲").size());
  CHECK_FALSE(has(xml, "<w:tag"));
}

TEST_CASE("a cell that is filled in has no content control") {
  auto table = blank_table({{"t.a", "甲"}});
  table.rows[0][0].text = "已填";
  CHECK_FALSE(has(text_part(with_table(table)), "<w:sdt>"));
}

TEST_CASE("blank forms give the same Word file byte for byte, every content control with a number of its own") {
  CHECK(*write(blank_forms()) == *write(blank_forms()));
  const auto xml = text_part(blank_forms());
  CHECK(count(xml, "<w:sdt>") == 18);
  for (int id = 1; id <= 18; ++id) CHECK(count(xml, "<w:id w:val=\"" + std::to_string(id) + "\"/>") == 1);
}

TEST_CASE("pictures beside each other stand in a table without rules, their captions below") {
  const auto xml = text_part(illustrated_article());
  const auto row = between(xml, "<w:tbl>", "</w:tbl>");
  CHECK(count(row, "<w:tr>") == 2);
  CHECK(count(row, "<w:tc>") == 4);
  CHECK(count(row, "<w:drawing>") == 2);
  CHECK_FALSE(has(row, "w:tblBorders"));
  CHECK(has(row, "丁县宣讲"));
  const auto height = [](const std::string& picture) { return between(picture, " cy=\"", "\""); };
  const auto second = row.find("<w:drawing>", row.find("<w:drawing>") + 1);
  CHECK(height(row) == height(row.substr(second)));
  CHECK(count(xml, "<w:tbl>") == 2);
}
