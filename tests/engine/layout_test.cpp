#include "engine/layout/layout.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "engine/document/elements.h"
#include "engine/document/page.h"
#include "engine/document/signature.h"
#include "engine/text.h"
#include "tests/engine/even_typefaces.h"

using namespace hongtou;
using tests::EvenTypefaces;

namespace {

constexpr double cell = 156.0 / 28;
constexpr double em = 16 * 25.4 / 72;
constexpr double pitch = (225 - em) / 21;

// Runs on one baseline, from the top left corner of their glyph boxes.
struct PlacedLine {
  std::string text;
  double x = 0, y = 0;
  double right = 0;
  double size = 0;
  bool red = false;
};

std::vector<PlacedLine> lines_of(const Pages& pages, std::size_t number) {
  const auto& page = pages.pages.at(number);
  std::vector<PlacedLine> lines;
  for (auto r = page.first_run; r < page.first_run + page.run_count; ++r) {
    const auto& run = pages.runs[r];
    const double size = static_cast<double>(run.size), top = run.y - 0.88 * size;
    if (lines.empty() || std::abs(lines.back().y - top) > 0.01 || run.x < lines.back().x)
      lines.push_back({"", run.x, top, 0, size, run.red});
    for (auto g = run.first; g < run.first + run.count; ++g) {
      lines.back().text += to_utf8({&pages.glyphs[g].character, 1});
      const double width = pages.glyphs[g].character < 0x2000 ? size / 2 : size;
      lines.back().right = run.x + static_cast<double>(pages.glyphs[g].x) + width * static_cast<double>(run.stretch);
    }
  }
  return lines;
}

Pages laid_out(const Document& document) {
  auto pages = lay_out(document, EvenTypefaces());
  INFO(to_text(pages.diagnostics(), Language::en));
  REQUIRE(pages.ok());
  return *std::move(pages);
}

PlacedLine line_with(const Pages& pages, const std::string& text) {
  for (std::size_t page = 0; page < pages.pages.size(); ++page)
    for (const auto& line : lines_of(pages, page))
      if (line.text.find(text) != std::string::npos) return line;
  FAIL("no line with ", text);
  return {};
}

std::size_t page_with(const Pages& pages, const std::string& text) {
  for (std::size_t page = 0; page < pages.pages.size(); ++page)
    for (const auto& line : lines_of(pages, page))
      if (line.text.find(text) != std::string::npos) return page;
  FAIL("no page with ", text);
  return 0;
}

std::string times(const std::string& text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

Block paragraph(std::string text) { return {{}, Paragraph{.text = std::move(text), .indented = false}}; }

Document with_text(const std::string& text) {
  Document document;
  document.body = {paragraph(text)};
  return document;
}

// The lines of a text without indent.
std::vector<std::string> broken(const std::string& text) {
  std::vector<std::string> out;
  const auto pages = laid_out(with_text(text));
  for (std::size_t page = 0; page < pages.pages.size(); ++page)
    for (const auto& line : lines_of(pages, page))
      if (line.y < 262) out.push_back(line.text);
  return out;
}

// To 0.02 mm or less.
doctest::Approx mm(double value) { return doctest::Approx(value).epsilon(0.00007); }

Table one_row(std::size_t columns, const std::string& text) {
  Table table;
  table.rows = {std::vector<Cell>(columns, Cell{text})};
  return table;
}

Document official() {
  Document document;
  document.issuer_mark = {"某市某区工作领导小组文件"};
  document.document_number = "某发〔2024〕3号";
  document.title = {"关于开展宣传活动的通知"};
  document.main_recipients = "各街道";
  document.body = {paragraph("正文。")};
  document.issuer_signature = {"某市某区工作领导小组"};
  document.date_of_issue = "2024年5月31日";
  return document;
}

// Name, date and seal of a sealed document, with room left for the seal.
Document sealed(const std::vector<std::string>& names) {
  auto document = official();
  document.issuer_signature = names;
  document.date_of_issue = "2024年5月31日";
  document.seals = {{}};
  return document;
}

// What stands on each page.
std::vector<std::set<Role>> roles_by_page(const Pages& pages) {
  std::vector<std::set<Role>> out;
  for (const auto& page : pages.pages) {
    auto& roles = out.emplace_back();
    for (auto r = page.first_run; r < page.first_run + page.run_count; ++r)
      if (const auto element = pages.runs[r].element; element >= 0)
        roles.insert(pages.elements[static_cast<std::size_t>(element)].role);
  }
  return out;
}

}  // namespace

TEST_CASE("a full page has 22 lines of 28 characters that fill the type area") {
  const auto pages = laid_out(with_text(times("国", 28 * 23)));
  REQUIRE(pages.pages.size() == 2);
  const auto lines = lines_of(pages, 0);
  REQUIRE(lines.size() == 23);  // and the page number
  for (std::size_t i = 0; i < 22; ++i) {
    CHECK(character_count(lines[i].text) == 28);
    CHECK(lines[i].x == mm(28));
    CHECK(lines[i].y == mm(37 + static_cast<double>(i) * pitch));
  }
  CHECK(lines[21].y + em == mm(262));
  CHECK(lines[0].right == mm(184 + em - cell));
}

TEST_CASE("no line begins with a closing mark or ends with an opening one") {
  CHECK(broken(times("国", 28) + "，后") == std::vector<std::string>{times("国", 27), "国，后"});
  CHECK(broken(times("国", 27) + "，后面") == std::vector<std::string>{times("国", 27) + "，", "后面"});
  CHECK(broken(times("国", 27) + "《条例》") == std::vector<std::string>{times("国", 27), "《条例》"});
  CHECK(broken(times("国", 27) + "“《条例》”") == std::vector<std::string>{times("国", 27), "“《条例》”"});
}

TEST_CASE("a mark at the end of a line takes half a cell, and so does the first of two marks") {
  CHECK(broken(times("国", 25) + "》（国，国国") == std::vector<std::string>{times("国", 25) + "》（国，", "国国"});
  const auto line = lines_of(laid_out(with_text(times("国", 25) + "》（国，国国")), 0).front();
  CHECK(line.right - em / 2 == mm(184 + (em - cell) / 2));
}

TEST_CASE("the last character of a paragraph gets no line of its own if marks can give way") {
  CHECK(broken("一，二，三，" + times("国", 22) + "国。").size() == 1);
  CHECK(broken(times("国", 28) + "国。").size() == 2);
}

TEST_CASE("numbers, amounts, document numbers, dashes and words stay whole") {
  CHECK(broken(times("国", 26) + "12345人") == std::vector<std::string>{times("国", 26), "12345人"});
  CHECK(broken(times("国", 26) + "3.2万元整").at(1) == "3.2万元整");
  CHECK(broken(times("国", 26) + "15%以上").at(0) == times("国", 26) + "15%");
  CHECK(broken(times("国", 24) + "〔2023〕3号文").at(1) == "〔2023〕3号文");
  CHECK(broken(times("国", 27) + "——国").at(1) == "国——国");
  CHECK(broken(times("国", 27) + "……国").at(1) == "国……国");
  CHECK(broken(times("国", 26) + "Hongtou是").at(1) == "Hongtou是");
}

TEST_CASE("a word longer than a line is parted behind a slash, else where the line ends") {
  CHECK(broken("https://example.org/" + times("a", 50)).at(0) == "https://example.org/");
  CHECK(broken(times("a", 60)).at(0) == times("a", 56));
}

TEST_CASE("lines are spread to the right edge but for the last of a paragraph") {
  const auto lines = lines_of(laid_out(with_text(times("国", 27) + "《条例》")), 0);
  CHECK(lines[0].right == mm(184 + em - cell));
  CHECK(lines[1].right < 60);
}

TEST_CASE("a line break within a paragraph ends the line") {
  CHECK(broken("甲\n乙") == std::vector<std::string>{"甲", "乙"});
  CHECK(broken("甲\n\n乙") == std::vector<std::string>{"甲", "乙"});
  const auto lines = lines_of(laid_out(with_text("甲\n\n乙")), 0);
  CHECK(lines[1].y - lines[0].y == mm(2 * pitch));
}

TEST_CASE("the elements above the text stand at the distances of the standard") {
  const auto pages = laid_out(official());
  const auto mark = line_with(pages, "领导小组文件"), number = line_with(pages, "某发"), title = line_with(pages, "通知");
  CHECK(mark.y == mm(72));
  CHECK(mark.red);
  CHECK((mark.x + mark.right) / 2 == mm(106));
  CHECK(number.y == mm(mark.y + mark.size + 20.78));
  CHECK((number.x + number.right) / 2 == mm(106 + (em - cell) / 2));
  REQUIRE(pages.rules.size() == 1);
  const auto& rule = pages.rules.front();
  CHECK(rule.red);
  CHECK(rule.y1 == mm(number.y + em + 4));
  CHECK(rule.x1 == mm(28));
  CHECK(rule.x2 == mm(184));
  CHECK(title.y == mm(rule.y1 + 20.78));
  CHECK(title.size == mm(22 * 25.4 / 72));
  const auto recipients = line_with(pages, "各街道：");
  CHECK(recipients.x == mm(28));
  CHECK(recipients.y == mm(title.y + title.size + 10.39));
  CHECK(line_with(pages, "正文。").y == mm(recipients.y + pitch));
}

TEST_CASE("copy number, security level and urgency take the first three lines") {
  auto document = official();
  document.security_level = "机密★1年";
  document.urgency = "特急";
  CHECK(line_with(laid_out(document), "机密").y == mm(37 + pitch));
  document.copy_number = "000001";
  const auto pages = laid_out(document);
  CHECK(line_with(pages, "000001").y == mm(37));
  CHECK(line_with(pages, "特急").y == mm(37 + 2 * pitch));
  CHECK(line_with(pages, "特急").x == mm(28));
}

TEST_CASE("signatories stand at the right, the number at the left on the line of the last") {
  auto document = official();
  document.signatories = {"甲某某", "乙某某", "丙某某"};
  const auto pages = laid_out(document);
  const auto first = line_with(pages, "签发人：甲某某"), last = line_with(pages, "丙某某");
  CHECK(first.right == mm(184 + em - 2 * cell));
  CHECK(last.text == "某发〔2024〕3号丙某某");
  CHECK(last.x == mm(28 + cell));
  CHECK(last.y == mm(first.y + pitch));
}

TEST_CASE("signatories whose names leave no room for two a line stand one below the other, clear of the number") {
  auto document = official();
  document.document_number = "某政发〔2024〕3号";
  document.signatories = {"阿不都热依木·买买提", "古丽娜尔·阿不力孜", "王某"};
  const auto pages = laid_out(document);
  const auto first = line_with(pages, "买买提"), second = line_with(pages, "古丽娜尔"), last = line_with(pages, "王某");
  CHECK(first.text == "签发人：阿不都热依木·买买提");
  CHECK(first.right == mm(184 + em - 2 * cell));
  CHECK(second.x == mm(first.x + 4 * cell));
  CHECK(second.y == mm(first.y + pitch));
  CHECK(last.text == "某政发〔2024〕3号王某");
  CHECK(last.y == mm(second.y + pitch));
}

TEST_CASE("a number that has no room beside a signatory stands below it") {
  auto document = official();
  document.document_number = "某维吾尔自治区人民政府办公厅发〔2024〕123号";
  document.signatories = {"阿不都热依木·买买提"};
  const auto pages = laid_out(document);
  const auto name = line_with(pages, "买买提"), number = line_with(pages, "123号");
  CHECK(name.text == "签发人：阿不都热依木·买买提");
  CHECK(number.text == document.document_number);
  CHECK(number.y == mm(name.y + pitch));
  document.signatories = {times("长", 30)};
  CHECK(line_with(laid_out(document), "长长").right < 184 - cell + em);
}

TEST_CASE("the organs of a joint mark are equally wide, 文件 beside them at half their height") {
  auto document = official();
  document.issuer_mark = {"某市财政局文件", "某市金融工作局"};
  const auto pages = laid_out(document);
  const auto first = line_with(pages, "某市财政局"), second = line_with(pages, "某市金融工作局"), word = line_with(pages, "文件");
  CHECK(first.text == "某市财政局");
  CHECK(first.right == mm(second.right));
  CHECK(first.x == mm(second.x));
  CHECK(word.y == mm((first.y + second.y) / 2));
  CHECK(word.x > second.right);
}

TEST_CASE("a mark of many organs is made smaller until the first page shows text") {
  auto document = official();
  document.issuer_mark.assign(12, "某市某局文件");
  const auto pages = laid_out(document);
  CHECK(page_with(pages, "正文。") == 0);
  CHECK(line_with(pages, "某市某局").size < 36 * 25.4 / 72);
}

TEST_CASE("recipients that leave no room for text on the first page go into the imprint") {
  auto document = official();
  document.main_recipients = times("某某街道办事处，", 60) + "某局";
  document.printing_office = "某办公室";
  document.date_of_printing = "2024年5月31日";
  const auto pages = laid_out(document);
  CHECK(page_with(pages, "正文。") == 0);
  CHECK(page_with(pages, "主送：") == pages.pages.size() - 1);
}

TEST_CASE("what no page can hold is refused, and a first page without text is told") {
  auto document = official();
  document.issuer_mark.assign(200, "某市某局");
  document.copy_recipients = times("某某街道办事处，", 100);
  document.body.push_back({{"a.gw", 9, 1}, one_row(300, "一")});
  const auto refused = lay_out(document, EvenTypefaces());
  CHECK_FALSE(refused.ok());
  CHECK(to_text(refused.diagnostics(), Language::zh) ==
        "a.gw:9:1: error [layout.too_many_columns] 表格有300栏，一页宽一栏放不下一个字\n"
        "  提示：请把它分成几张表\n"
        "error [layout.mark_too_high] 发文机关标志有200个机关，第一页排不下\n"
        "  提示：请只用主办机关的标志（9704-7.2.4）\n"
        "error [layout.imprint_too_high] 主送、抄送机关太多，版记一页排不下\n"
        "  提示：请用规范化的统称（如“各县（市、区）人民政府”），或把名单作为附件\n");
  CHECK(to_text(refused.diagnostics(), Language::en) ==
        "a.gw:9:1: error [layout.too_many_columns] the table has 300 columns, too many for one character in each\n"
        "  hint: make several tables of it\n"
        "error [layout.mark_too_high] the mark of 200 organs is higher than the first page\n"
        "  hint: use the mark of the leading organ alone (9704-7.2.4)\n"
        "error [layout.imprint_too_high] there are too many recipients for an imprint of one page\n"
        "  hint: name them by what they are together, or attach the list\n");
  document = official();
  document.main_recipients = times("某某街道办事处，", 100) + "某局";
  const auto told = lay_out(document, EvenTypefaces());
  CHECK(told.ok());
  CHECK(to_text(told.diagnostics(), Language::zh) ==
        "warning [layout.no_text_on_first_page] 第一页没有正文\n"
        "  提示：请缩短标题，或对主送机关用规范化的统称（9704-7.3.3）\n");
  CHECK(to_text(told.diagnostics(), Language::en) ==
        "warning [layout.no_text_on_first_page] the first page shows no text\n"
        "  hint: shorten the title, or name the recipients by what they are together (9704-7.3.3)\n");
}

TEST_CASE("a table too narrow for its numbers is told") {
  Document document;
  document.body = {{{"a.gw", 4, 1}, one_row(14, "12345678")}};
  const auto pages = lay_out(document, EvenTypefaces());
  CHECK(pages.ok());
  CHECK(to_text(pages.diagnostics(), Language::zh) ==
        "a.gw:4:1: warning [layout.numbers_parted] 表格有14栏，一页宽排不下，有的数字会断成两行\n"
        "  提示：请把表放进附件并在标题下写“::landscape”（表单写 landscape yes），或减少栏目、用“万元”等较大的单位\n");
  CHECK(to_text(pages.diagnostics(), Language::en) ==
        "a.gw:4:1: warning [layout.numbers_parted] the table has 14 columns and is wider than the page, so that numbers break "
        "across lines\n"
        "  hint: put it into an attachment with “::landscape” below its heading (a form: landscape yes), or leave columns out, "
        "or count in larger units\n");
}

TEST_CASE("an identifier in a table stays whole, and an address does where there is room") {
  const auto check = [](const std::vector<std::string>& texts, const std::string& remark) {
    Table table;
    table.rows.emplace_back();
    for (const auto& text : texts) table.rows.front().push_back({text});
    table.rows.front().push_back({remark});
    Document document;
    document.body = {{{}, table}};
    const auto pages = laid_out(document);
    for (const auto& text : texts) {
      INFO(text);
      CHECK_NOTHROW(line_with(pages, text));
    }
  };
  check({"110101199003071234", "11010119900307123X", "渝A12345", "91110108MA01ABCD2X"}, times("备注", 40));
  check({"11010119900307123X", "a.person@example.cn"}, times("备注", 20));
}

TEST_CASE("a roster whose columns the page is too narrow for has each member in lines of their own") {
  Document document;
  document.body = {{{}, Roster{{{times("长", 18), "乙某某", times("职", 20)}}}}};
  const auto lines = lines_of(laid_out(document), 0);
  CHECK(lines.at(0).text == times("长", 18) + "：乙某某　" + "职职职");
  CHECK(lines.at(1).x == mm(28 + 4 * cell));
}

TEST_CASE("the names of attachments stand below each other, wrapped ones under their first character") {
  Document document;
  document.attachment_note = {"统计表", times("长", 30)};
  const auto pages = laid_out(document);
  const auto first = line_with(pages, "附件：1.统计表"), second = line_with(pages, "2.长");
  CHECK(first.x == mm(28 + 2 * cell));
  CHECK(second.x == mm(28 + 5 * cell));
  CHECK(lines_of(pages, 0).at(2).x == mm(28 + 6 * cell));
}

TEST_CASE("a date begins two characters right of a longer name, and a shorter name moves left") {
  auto document = official();
  const auto check = [&](const std::string& name, double name_right) {
    document.issuer_signature = {name};
    const auto pages = laid_out(document);
    const auto signature = lines_of(pages, 0).end()[-3], date = lines_of(pages, 0).end()[-2];
    REQUIRE(signature.text == name);
    CHECK(date.x == mm(signature.x + 2 * cell));
    CHECK(signature.right == mm(name_right + em - cell));
    CHECK(signature.y == mm(line_with(pages, "正文。").y + em + 10.39));
    CHECK(date.y == mm(signature.y + pitch));
  };
  check("某市某区防范和处置非法集资工作领导小组", 184 - 2 * cell);
  check("某局", 184 - 8.5 * cell);  // the date, 6.5 characters wide, keeps two free and begins two behind the name
}

TEST_CASE("the signature takes the last lines of the text along to the next page") {
  auto document = with_text(times("国", 28 * 21));
  document.issuer_signature = {"某局"};
  document.date_of_issue = "2024年5月31日";
  const auto pages = laid_out(document);
  REQUIRE(pages.pages.size() == 2);
  CHECK(lines_of(pages, 1).size() == 5);  // two lines of text, name, date, page number
}

TEST_CASE("a signature that a text of one line leaves no room for is told to stand alone, in one piece") {
  auto document = sealed({"某市教育委员会", "某市公安局", "某市地方金融监督管理局"});
  document.issuer_mark = {"某市教育委员会", "某市公安局", "某市地方金融监督管理局"};
  document.title = {times("长", 80)};
  const auto pages = lay_out(document, EvenTypefaces());
  REQUIRE(pages.ok());
  CHECK(page_with(*pages, "正文。") == 0);
  CHECK(roles_by_page(*pages)[0].count(Role::issuer_signature) == 0);
  CHECK(to_text(pages.diagnostics(), Language::zh) ==
        "warning [layout.signature_alone] 署名、成文日期所在的页没有正文\n"
        "  提示：请把正文的最后一段写成两行以上，或精简附件说明、署名，不用“此页无正文”（9704-7.3.5.5）\n");
  CHECK(to_text(pages.diagnostics(), Language::en) ==
        "warning [layout.signature_alone] the page of the signature and the date shows no text\n"
        "  hint: make the last paragraph longer than a line, or shorten the list of attachments or the signature; "
        "do not write 此页无正文 (9704-7.3.5.5)\n");
}

TEST_CASE("the page of the signature shows some of the text, whatever stands between, and page 1 does too") {
  using enum DocumentFormat;
  for (const auto format : {general, letter})
    for (const int seals : {0, 1, 2, 4})
      for (int attachments = 0; attachments <= 6; ++attachments)
        for (int lines = 1; lines <= 30; ++lines) {
          CAPTURE(seals);
          CAPTURE(attachments);
          CAPTURE(lines);
          auto document = sealed({"某市教育委员会", "某市公安局", "某市地方金融监督管理局", "某局"});
          document.format = format;
          if (seals == 0) document.seals.clear();
          document.issuer_signature.resize(static_cast<std::size_t>(std::max(seals, 1)));
          document.body = {paragraph(times("国", 28 * lines))};
          document.note = lines % 2 == 0 ? "联系人：某某" : "";
          for (int i = 1; i <= attachments; ++i) document.attachment_note.push_back("统计表");
          const auto pages = lay_out(document, EvenTypefaces());
          REQUIRE(pages.ok());
          const auto roles = roles_by_page(*pages);
          CHECK(roles[0].count(Role::paragraph) == 1);
          for (const auto& page : roles) {
            const bool signature = page.count(Role::issuer_signature) > 0;
            CHECK(signature == (page.count(Role::date_of_issue) > 0));
            if (signature && lines > 1) CHECK(page.count(Role::paragraph) == 1);
            if (page.count(Role::note) > 0) CHECK(signature);
          }
          if (lines > 1) CHECK(pages.diagnostics().empty());
        }
}

TEST_CASE("a heading does not stay alone at the foot of a page") {
  auto document = with_text(times("国", 28 * 21));
  document.body.push_back({{}, Heading{1, "一、总则"}});
  document.body.push_back(paragraph("正文。"));
  CHECK(page_with(laid_out(document), "一、总则") == 1);
}

TEST_CASE("an attachment begins a page, its label on the first line and its title on the third") {
  auto document = official();
  document.attachments = {{1, "统计表", {}, {paragraph("内容。")}, false}};
  const auto pages = laid_out(document);
  CHECK(page_with(pages, "附件1") == 1);
  CHECK(line_with(pages, "附件1").y == mm(37));
  CHECK(line_with(pages, "统计表").y == mm(37 + em + 15.3));
}

TEST_CASE("page numbers stand outside, their dashes 7 mm below the type area") {
  const auto pages = laid_out(with_text(times("国", 28 * 30)));
  const auto odd = lines_of(pages, 0).back(), even = lines_of(pages, 1).back();
  const double size = 14 * 25.4 / 72;
  CHECK(odd.text == "— 1 —");
  CHECK(odd.right == mm(184 - size));
  CHECK(even.text == "— 2 —");
  CHECK(even.x == mm(28 + size));
  CHECK(even.y + size / 2 == mm(269));
}

TEST_CASE("the imprint ends at the foot of an even page, behind a blank page without numbers if need be") {
  auto document = with_text("正文。");
  document.copy_recipients = "某局，某办";
  document.printing_office = "某办公室";
  document.date_of_printing = "2024年5月31日";
  const auto check = [&](std::size_t count, bool numbered) {
    const auto pages = laid_out(document);
    REQUIRE(pages.pages.size() == count);
    const auto& last = pages.rules.back();
    CHECK(last.y1 == mm(262));
    CHECK(last.width == mm(0.35));
    CHECK(pages.rules.size() == 3);
    const auto lines = lines_of(pages, count - 1);
    const auto printed = std::find_if(lines.begin(), lines.end(), [](const auto& line) { return line.text.ends_with("印发"); });
    REQUIRE(printed != lines.end());
    CHECK(printed->right == mm(184 - 14 * 25.4 / 72));
    CHECK(lines.back().text.starts_with("—") == numbered);
  };
  check(2, true);
  document.body = {paragraph(times("国", 28 * 23))};
  check(2, true);
  document.body = {paragraph(times("国", 28 * 44))};
  check(4, false);
}

TEST_CASE("the head of a table is repeated on every page its rows reach") {
  Table table;
  table.widths = {1, 1};
  table.header = {{{"单位"}, {"场次"}}};
  for (int i = 0; i < 100; ++i) table.rows.push_back({{"某街道"}, {std::to_string(i)}});
  Document document;
  document.body = {{{}, table}};
  const auto pages = laid_out(document);
  REQUIRE(pages.pages.size() > 2);
  for (std::size_t page = 0; page < pages.pages.size(); ++page) CHECK(lines_of(pages, page).front().text == "单位场次");
}

TEST_CASE("rows that a cell joins stay on one page, and its text is centred on them") {
  Table table;
  table.widths = {1, 1};
  table.rows = {{{"合并", 1, 3}, {"一"}}, {{"二"}}, {{"三"}}};
  table.row_height = 20;
  Document document;
  document.body = {paragraph(times("国", 28 * 18)), {{}, table}};
  const auto pages = laid_out(document);
  CHECK(page_with(pages, "合并") == 1);
  CHECK(line_with(pages, "合并").y == mm(line_with(pages, "二").y));
}

TEST_CASE("a row higher than a page goes on on the next") {
  Table table;
  table.widths = {1, 1};
  table.rows = {{{times("长", 2000)}, {"短"}}};
  Document document;
  document.body = {{{}, table}};
  const auto pages = laid_out(document);
  CHECK(pages.pages.size() == 3);
  std::size_t count = 0;
  for (const auto& glyph : pages.glyphs) count += glyph.character == U'长' ? 1u : 0u;
  CHECK(count == 2000);
}

TEST_CASE("a wide table lies on its side with the page number where it is on the upright sheet") {
  Document document;
  document.body = {paragraph("正文。")};
  document.attachments = {{0, "统计表", {}, {paragraph("内容。")}, true}};
  const auto pages = laid_out(document);
  REQUIRE(pages.pages.at(1).landscape);
  CHECK(line_with(pages, "附件").x == mm(35));
  CHECK(line_with(pages, "附件").y == mm(28));
  const auto& number = pages.runs[pages.pages[1].first_run + pages.pages[1].run_count - 1];
  CHECK(number.turned);
  CHECK(number.y == mm(28 + 14 * 25.4 / 72));
  CHECK(number.x == mm(297 - 269 - 0.38 * 14 * 25.4 / 72));
}

TEST_CASE("a roster has its positions, names and posts below each other") {
  Document document;
  document.body = {{{}, Roster{{{"组长", "甲某", "区委常委"}, {"副组长", "乙某某", times("长", 20)}, {"", "丙某", "主任"}}}}};
  const auto lines = lines_of(laid_out(document), 0);
  CHECK(lines.at(0).text == "组　长：甲　某区委常委");
  CHECK(lines.at(0).x == mm(28 + 2 * cell));
  CHECK(lines.at(2).x == mm(28 + 10 * cell));
  CHECK(lines.at(3).x == mm(28 + 6 * cell));
}

TEST_CASE("a run-in heading and its text share a paragraph, each in its face") {
  Document document;
  document.body = {{{}, Heading{2, "（一）范围。"}}, {{}, Paragraph{.text = "全区。", .continues = true}}};
  const auto pages = laid_out(document);
  CHECK(lines_of(pages, 0).front().text == "（一）范围。全区。");
  CHECK(pages.runs.at(0).font == static_cast<FontId>(Face::kai));
  CHECK(pages.runs.at(1).font == static_cast<FontId>(Face::fang_song));
}

TEST_CASE("titles, attachments and headings are bookmarks") {
  auto document = official();
  document.body = {{{}, Heading{1, "一、总则"}}, paragraph("正文。")};
  document.attachments = {{1, "统计表", {}, {}, false}};
  const auto outline = laid_out(document).outline;
  REQUIRE(outline.size() == 3);
  CHECK(outline[1].text == "一、总则");
  CHECK(outline[1].level == 2);
  CHECK(outline[2].text == "统计表");
  CHECK(outline[2].page == 1);
}

TEST_CASE("a character in another font is told, one without a font is an error") {
  Document document;
  document.body = {{{"a.gw", 3, 1}, Paragraph{"龘龘\x02\uFFFE\U0001F600"}}};
  const auto pages = lay_out(document, EvenTypefaces());
  CHECK_FALSE(pages.ok());
  CHECK(to_text(pages.diagnostics(), Language::zh) ==
        "a.gw:3:1: warning [layout.glyph_fallback] “龘”（U+9F98）字用了“Rare-Regular”字体，与其他字不同\n"
        "  提示：如不合适，请安装字库齐全的公文字体\n"
        "a.gw:3:1: warning [layout.control_character] 文字中有不能打印的控制字符（U+0002），已略去\n"
        "  提示：请重新键入这段文字，不要从其他程序直接粘贴\n"
        "a.gw:3:1: warning [layout.control_character] 文字中有不能打印的控制字符（U+FFFE），已略去\n"
        "  提示：请重新键入这段文字，不要从其他程序直接粘贴\n"
        "a.gw:3:1: error [layout.glyph_missing] 没有一种字体有“\U0001F600”（U+1F600）字\n"
        "  提示：请安装含有此字的字体（Debian 软件包 fonts-noto-cjk），或改用其他字\n");
  CHECK(to_text(pages.diagnostics(), Language::en) ==
        "a.gw:3:1: warning [layout.glyph_fallback] the character “龘” (U+9F98) is set in “Rare-Regular”, unlike those around it\n"
        "  hint: install a complete font for official documents if this will not do\n"
        "a.gw:3:1: warning [layout.control_character] the text holds a control character that cannot be printed (U+0002); left "
        "out\n"
        "  hint: type this text again instead of pasting it from another program\n"
        "a.gw:3:1: warning [layout.control_character] the text holds a control character that cannot be printed (U+FFFE); left "
        "out\n"
        "  hint: type this text again instead of pasting it from another program\n"
        "a.gw:3:1: error [layout.glyph_missing] no font has the character “\U0001F600” (U+1F600)\n"
        "  hint: install a font that has it (Debian package fonts-noto-cjk), or write another character\n");
}

namespace {

Document of_format(DocumentFormat format) {
  auto document = official();
  document.format = format;
  document.issuer_mark = {"某市人民政府"};
  return document;
}

}  // namespace

TEST_CASE("the mark of every format is red, in small biaosong, and nothing else is red but rules") {
  using enum DocumentFormat;
  for (const auto format : {general, letter, order, minutes}) {
    const auto pages = laid_out(of_format(format));
    for (const auto& run : pages.runs) {
      const bool mark = run.element >= 0 && pages.elements[static_cast<std::size_t>(run.element)].role == Role::issuer_mark;
      CHECK(run.red == mark);
      if (mark) CHECK(run.font == static_cast<FontId>(Face::small_biao_song));
    }
    CHECK(pages.rules.size() == (format == letter ? 4 : format == order ? 0 : 1));
    for (const auto& rule : pages.rules) CHECK(rule.red);
  }
}

TEST_CASE("the mark of each format stands at its own height") {
  using enum DocumentFormat;
  CHECK(line_with(laid_out(of_format(letter)), "某市人民政府").y == mm(30));
  CHECK(line_with(laid_out(of_format(order)), "某市人民政府").y == mm(57));
  CHECK(line_with(laid_out(of_format(minutes)), "某市人民政府").y == mm(72));
}

TEST_CASE("minutes without a number have their rule right below the mark") {
  auto document = of_format(DocumentFormat::minutes);
  document.document_number.clear();
  const auto pages = laid_out(document);
  const auto mark = line_with(pages, "某市人民政府");
  REQUIRE(pages.rules.size() == 1);
  CHECK(pages.rules.front().y1 == mm(mark.y + mark.size + 4));
}

TEST_CASE("the imprint of a letter stands at the foot of its last page, odd or even") {
  auto document = of_format(DocumentFormat::letter);
  document.copy_recipients = "某局";
  auto pages = laid_out(document);
  CHECK(pages.pages.size() == 1);
  CHECK(pages.rules.size() == 4);
  document.body = {paragraph(times("国", 28 * 40))};
  pages = laid_out(document);
  CHECK(pages.pages.size() == 3);
  CHECK(page_with(pages, "抄送") == 2);
  CHECK(pages.rules.size() == 4);
  CHECK(page_with(pages, "— 2 —") == 1);
}

TEST_CASE("a sealed name stands over the middle of its date, and a long one stays within the type area") {
  const auto check = [](const std::string& name, double date_right) {
    const auto pages = laid_out(sealed({name}));
    const auto lines = lines_of(pages, 0);
    const auto signature = line_with(pages, name), date = lines.end()[-2];
    REQUIRE(date.text == "2024年5月31日");
    CHECK(date.right == mm(date_right + em - cell));
    CHECK(signature.x + signature.right == mm(date.x + date.right));
    CHECK(signature.x > 27.99);
    CHECK(signature.right < 184.1);
  };
  check("某市某局", 184 - 4 * cell);
  check(times("某", 27), 184 - 10.25 * cell);
}

TEST_CASE("room left for seals is as large as the seals would take") {
  const auto rows = signature_rows(sealed({"甲局", "乙局", "丙局", "丁局"}));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].seals.size() == 3);
  CHECK(rows[1].seals.size() == 1);
  CHECK(rows[0].gap < 10.39);
  CHECK(rows[1].gap > 1);
  CHECK_FALSE(rows[0].date);
  CHECK(rows[1].date);
  for (const auto& row : rows)
    for (const auto& seal : row.seals) {
      CHECK_FALSE(seal.image);
      CHECK(seal.width == mm(42));
      CHECK(seal.height == mm(42));
      CHECK(seal.left > -0.01);
      CHECK(seal.left + seal.width < 156.01);
    }
}

TEST_CASE("a line in brackets belongs to the organ before it") {
  const auto organs = signing_organs({"甲局", "（乙办代章）", "丙局"});
  CHECK(organs == std::vector<std::vector<std::string>>{{"甲局", "（乙办代章）"}, {"丙局"}});
}

TEST_CASE("stamps of several names stand below each other") {
  Document document;
  document.stamps = {{"某省省长", {}}, {"某某部部长", {}}};
  document.date_of_issue = "2024年5月31日";
  const auto rows = signature_rows(document);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].gap == mm(20.78));
  CHECK(rows[1].gap == mm(10.39));
  CHECK(rows[0].seals[0].left == mm(rows[1].seals[0].left));
  for (std::size_t i = 0; i < 2; ++i) {
    const auto &title = rows[i].names[0], &other = rows[1 - i].names[0];
    CHECK(title.left + title.width == mm(rows[i].seals[0].left - 2 * cell));
    CHECK(title.left + title.width == mm(other.left + other.width));
    CHECK(title.top + em / 2 == mm(rows[i].seals[0].top + rows[i].seals[0].height / 2));
  }
  CHECK(rows[2].gap == mm(10.39));
  CHECK(rows[2].date->left + rows[2].date->width == mm(156 - 4 * cell));
}

TEST_CASE("a bar chart goes on on the next page between two of its labels") {
  Chart chart{ChartKind::bar, "各街道场次", {}, {{"", {}}}};
  for (int i = 0; i < 80; ++i) {
    chart.labels.push_back("第" + std::to_string(i) + "街道办事处" + times("长", i % 30));
    chart.series.front().values.push_back(i - 10);
  }
  Document document;
  document.body = {{{}, chart}};
  const auto pages = laid_out(document);
  CHECK(pages.pages.size() > 1);
  for (const auto& page : pages.pages)
    for (auto r = page.first_rule; r < page.first_rule + page.rule_count; ++r) {
      const auto& rule = pages.rules[r];
      CHECK(rule.x1 > 27.99);
      CHECK(rule.x2 < 184.01);
      CHECK(rule.y2 < 262.01);
    }
}

TEST_CASE("a picture is as large as it is at 96 pixels an inch, or as the page has room") {
  const auto size = [](int width, int height) { return picture_size({ImageType::png, width, height, false, {}}, 156); };
  CHECK(size(96, 48).width == mm(25.4));
  CHECK(size(4000, 2000).width == mm(156));
  CHECK(size(4000, 2000).height == mm(78));
  CHECK(size(3000, 4000).height == mm(110));
}

TEST_CASE("pictures beside each other are of the same height, each with its caption in the middle below") {
  const auto picture = [](int width, int height, std::string caption) {
    return Picture{std::make_shared<const Image>(Image{ImageType::png, width, height, false, {}}), std::move(caption)};
  };
  Document document;
  document.body = {
      {{}, Paragraph{"前文。"}},
      {{}, PictureRow{{picture(4000, 2000, "甲"), picture(2000, 2000, std::string("乙说明一二三四五六七八九十一二三四五"))}, 2}},
      {{}, PictureRow{{picture(4000, 2000, "")}, 2}},
      {{}, Paragraph{"后文。"}}};
  const auto pages = laid_out(document);
  REQUIRE(pages.images.size() == 3);
  const auto &left = pages.images[0], &right = pages.images[1], &alone = pages.images[2];
  CHECK(left.width == mm(76));
  CHECK(left.height == mm(38));
  CHECK(left.x == mm(28));
  CHECK(right.height == mm(38));
  CHECK(right.width == mm(38));
  CHECK(right.x + right.width / 2 == mm(28 + 80 + 38));
  CHECK(alone.x + alone.width / 2 == mm(28 + 78));
  const auto first = line_with(pages, "甲乙说明");
  CHECK(first.y == mm(left.y + left.height + (pitch - em) / 2));
  CHECK(line_with(pages, "五").right < 184.01);
  CHECK(alone.y > line_with(pages, "四五").y);
}

TEST_CASE("pictures are parted into rows, the last one shorter") {
  const auto rows = rows_of(std::vector<Picture>(5), 2);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].pictures.size() == 2);
  CHECK(rows[2].pictures.size() == 1);
  CHECK(rows[2].places == 2);
  CHECK(rows_of({}, 2).empty());
}

namespace {

class RandomDocument {
 public:
  explicit RandomDocument(std::uint32_t seed) : random_(seed) {}

  Document make() {
    auto document = official();
    document.title = {text(40)};
    document.main_recipients = text(number(0, 5) == 0 ? 600 : 30);
    for (int i = number(-20, 8); i > 0; --i) document.signatories.push_back(line(number(1, 25)));
    document.document_number = line(number(1, 14));
    document.security_level = number(0, 1) == 0 ? "机密★1年" : "";
    if (number(0, 2) == 0) document.issuer_mark.clear();
    for (int i = number(-4, 30); i > 0; --i) document.issuer_mark.push_back(line(number(1, 20)));
    for (int i = number(1, 12); i > 0; --i) document.body.push_back(block());
    for (int i = number(0, 3); i > 0; --i)
      document.attachments.push_back({i, text(60), {}, {block(), block()}, number(0, 1) == 1});
    document.attachment_note = {text(60), text(10)};
    document.copy_recipients = text(number(0, 5) == 0 ? 700 : 40);
    document.printing_office = "某市某区工作领导小组办公室";
    document.date_of_printing = "2024年5月31日";
    document.format = static_cast<DocumentFormat>(number(0, 3));
    for (int i = number(0, 6); i > 0; --i) document.issuer_signature.push_back(line(number(1, 9)));
    if (number(0, 2) > 0) document.seals = {{number(0, 1) == 0 ? image() : nullptr}};
    if (number(0, 3) == 0) document.stamps = {{line(8), {image()}}, {line(3), {}}};
    for (int i = number(0, 3); i > 0; --i) document.attendees.push_back(text(80));
    return document;
  }

 private:
  int number(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }

  std::string text(int most) {
    static const std::vector<std::string> parts{"国",
                                                "家",
                                                "，",
                                                "。",
                                                "《",
                                                "》",
                                                "（",
                                                "）",
                                                "“",
                                                "”",
                                                "、",
                                                "——",
                                                "……",
                                                "12",
                                                "3.5%",
                                                "Word",
                                                " ",
                                                "　",
                                                "https://example.org/a",
                                                "〔2024〕3号",
                                                "\n",
                                                "·",
                                                "/",
                                                "-"};
    std::string out;
    for (int i = number(1, most); i > 0; --i)
      out += parts[static_cast<std::size_t>(number(0, static_cast<int>(parts.size()) - 1))];
    return out;
  }

  std::string line(int most) { return replace_all(text(most), "\n", ""); }

  // Its pixels are nobody's business here.
  std::shared_ptr<const Image> image() {
    return std::make_shared<const Image>(Image{ImageType::jpeg, number(1, 9000), number(1, 9000), false, {}});
  }

  Chart chart() {
    Chart chart{number(0, 1) == 0 ? ChartKind::bar : ChartKind::line, text(20), {}, {}};
    for (int label = number(1, 60); label > 0; --label) chart.labels.push_back(text(12));
    for (int series = number(1, 4); series > 0; --series) {
      chart.series.push_back({text(6), {}});
      for (std::size_t i = 0; i < chart.labels.size(); ++i) chart.series.back().values.push_back(number(-50, 100'000));
    }
    return chart;
  }

  Block block() {
    switch (number(0, 8)) {
      case 8:
        return {{}, roster()};
      case 5:
        return {{}, Picture{image(), text(30)}};
      case 7:
        return {{}, PictureRow{{{image(), text(30)}, {image(), text(number(0, 9) == 0 ? 900 : 30)}}, number(2, 4)}};
      case 6:
        return {{}, chart()};
      case 0:
        return {{}, Heading{number(1, 4), text(40)}};
      case 1:
        return {{}, table()};
      default:
        return {{}, Paragraph{.text = text(number(1, 400)), .indented = number(0, 1) == 1}};
    }
  }

  Roster roster() {
    Roster roster;
    for (int i = number(1, 12); i > 0; --i) roster.members.push_back({line(number(1, 15)), line(number(1, 9)), line(60)});
    return roster;
  }

  Table table() {
    Table table;
    const int columns = number(1, 8);
    table.widths.assign(static_cast<std::size_t>(columns), 1);
    for (int r = number(1, 30); r > 0; --r) {
      std::vector<Cell> row;
      for (int c = 0; c < columns; ++c)
        row.push_back({text(number(0, 60) == 0 ? 900 : 8), number(1, 6) == 1 ? 2 : 1, number(1, 6)});
      (r < 3 ? table.header : table.rows).push_back(row);
    }
    table.landscape = number(0, 3) == 0;
    table.note = text(40);
    return table;
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("whatever the text, everything but page numbers and the frame of a letter stands within the type area or is refused") {
  int printed = 0;
  for (std::uint32_t seed = 1; seed <= 120; ++seed) {
    CAPTURE(seed);
    const auto document = RandomDocument(seed).make();
    const auto result = lay_out(document, EvenTypefaces());
    for (const auto& told : result.diagnostics())
      if (told.severity == Severity::error) CHECK(told.message.code.ends_with("_too_high"));
    if (!result.ok()) continue;
    ++printed;
    const auto& pages = *result;
    for (const auto& page : pages.pages) {
      const double left = page.landscape ? 35 : 28, right = page.landscape ? 260 : 184;
      const double top = page.landscape ? 28 : 37, bottom = page.landscape ? 184 : 262;
      double worst = 0;
      std::string what;
      const auto beyond = [&](const std::string& name, double x1, double y1, double x2, double y2) {
        const double by = std::max({left - x1, x2 - right, top - y1, y2 - bottom});
        if (by > worst) what = name;
        worst = std::max(worst, by);
      };
      for (auto i = page.first_image; i < page.first_image + page.image_count; ++i) {
        const auto& image = pages.images[i];
        beyond("picture", image.x, image.y, image.x + image.width, image.y + image.height);
      }
      for (auto i = page.first_rule; i < page.first_rule + page.rule_count; ++i) {
        const auto& rule = pages.rules[i];
        if (rule.red && document.format == DocumentFormat::letter) continue;
        beyond("rule", std::min(rule.x1, rule.x2), std::min(rule.y1, rule.y2), std::max(rule.x1, rule.x2),
               std::max(rule.y1, rule.y2));
      }
      for (auto r = page.first_run; r < page.first_run + page.run_count; ++r) {
        const auto& run = pages.runs[r];
        if (run.turned || (!page.landscape && run.element == no_element && run.y > 262)) continue;
        if (run.red && document.format == DocumentFormat::letter) continue;
        const double size = static_cast<double>(run.size);
        const double width = size / 2;  // a mark at the end may take half of it
        std::u32string text;            // blanks at the end may reach out
        for (auto g = run.first; g < run.first + run.count; ++g) text += pages.glyphs[g].character;
        while (!text.empty() && (text.back() == U' ' || text.back() == U'　')) text.pop_back();
        if (text.empty()) continue;
        const auto& last = pages.glyphs[run.first + text.size() - 1];
        beyond(to_utf8(text), run.x, run.y - 0.88 * size,
               run.x + static_cast<double>(last.x) + width * static_cast<double>(run.stretch), run.y + 0.12 * size);
      }
      CAPTURE(what);
      CHECK(worst < 0.1);
    }
  }
  CHECK(printed > 60);
}

TEST_CASE("no number in a table is parted where the columns have room for all of them") {
  for (std::uint32_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto number = [&](int least, int most) { return std::uniform_int_distribution<int>(least, most)(random); };
    Table table;
    table.landscape = number(0, 2) == 0;
    const int columns = number(2, 16);
    double needed = 0;  // in the smallest letters
    std::vector<std::vector<Cell>> rows(static_cast<std::size_t>(number(2, 5)));
    std::vector<std::string> numbers;
    for (int c = 0; c < columns; ++c) {
      table.widths.push_back(number(1, 20));
      std::size_t longest = 2;
      for (auto& row : rows) {
        if (number(0, 3) == 0) {
          row.push_back({times("备注", number(0, 12))});
          continue;
        }
        std::string digits;
        for (int i = number(1, 12); i > 0; --i) digits += static_cast<char>('1' + number(0, 8));
        longest = std::max(longest, digits.size());
        numbers.push_back(digits);
        row.push_back({digits});
      }
      needed += static_cast<double>(longest) / 2 * 7.5 * 25.4 / 72 + 2.25;
    }
    if (needed > (table.landscape ? 225 : 156)) continue;
    table.header = {rows.front()};
    table.rows = {rows.begin() + 1, rows.end()};
    Document document;
    document.body = {{{}, table}};
    const auto pages = lay_out(document, EvenTypefaces());
    CHECK(pages.ok());
    CHECK(pages.diagnostics().empty());
    std::string text;
    for (const auto& run : pages->runs) {
      for (auto g = run.first; g < run.first + run.count; ++g) text += to_utf8({&pages->glyphs[g].character, 1});
      text += '\n';
    }
    for (const auto& digits : numbers) CHECK(("\n" + text).find("\n" + digits + "\n") != std::string::npos);
  }
}
