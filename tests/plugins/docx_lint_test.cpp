#include <doctest/doctest.h>

#include <set>

#include "engine/text.h"
#include "notice.h"
#include "plugins/docx/docx.h"
#include "plugins/docx/reading/archive.h"
#include "plugins/docx/reading/manuscript.h"

using namespace hongtou;

namespace {

std::string written(const Document& document) {
  auto bytes = docx::make_docx_format()->write(document, Environment{});
  REQUIRE(bytes.ok());
  return *bytes;
}

lint::Manuscript manuscript_of(const std::string& bytes) {
  auto manuscript = docx::read_manuscript(bytes, "通知.docx");
  REQUIRE(manuscript.ok());
  return *std::move(manuscript);
}

std::string found(const lint::Manuscript& manuscript) {
  std::string text;
  for (const auto& finding : lint::check(manuscript))
    text += std::string(finding.rule->id) + " " + to_text(finding, Language::zh) + "\n";
  return text;
}

std::vector<std::string> texts_of(const lint::Manuscript& manuscript, lint::Role role) {
  std::vector<std::string> texts;
  for (const auto* line : manuscript.of(role)) texts.push_back(line->text);
  return texts;
}

// The same package with one text of its main part put for another.
std::string spoilt(const std::string& bytes, const std::string& from, const std::string& to) {
  auto parts = docx::unzip(bytes, "");
  REQUIRE(parts.ok());
  auto& main = docx::find_part(*parts, "word/document.xml")->content;
  REQUIRE(main.find(from) != std::string::npos);
  main = replace_all(main, from, to);
  return *docx::pack(*parts);
}

Table distribution() {
  Table table;
  table.caption = "单位：份";
  table.widths = {1, 1};
  table.header = {{{"单位"}, {"宣传品"}}};
  table.rows = {{{"甲街道"}, {"200"}}};
  table.note = "注：截至6月30日。";
  return table;
}

}  // namespace

TEST_CASE("the elements of a Word file are recognised") {
  const auto document = issued_notice();
  const auto manuscript = manuscript_of(written(document));
  using lint::Role;
  CHECK(texts_of(manuscript, Role::issuer_mark) == document.issuer_mark);
  CHECK(texts_of(manuscript, Role::document_number) == std::vector{document.document_number});
  CHECK(join(texts_of(manuscript, Role::title), "\n") == join(document.title, "\n"));
  CHECK(texts_of(manuscript, Role::recipients) == std::vector{document.main_recipients + "："});
  CHECK(texts_of(manuscript, Role::date) == std::vector{document.date_of_issue});
  CHECK(texts_of(manuscript, Role::attachment_note).size() == document.attachment_note.size());
  CHECK(texts_of(manuscript, Role::signature).size() == document.issuer_signature.size());
  CHECK(manuscript.sheets.size() >= 1);
  CHECK(manuscript.sheets.front().odd->text == "— 1 —");
}

TEST_CASE("what the Word format writes breaks no rule of the standard") {
  for (const auto& document : {issued_notice(), cover_notice()}) {
    const auto manuscript = manuscript_of(written(document));
    CAPTURE(found(manuscript));
    const std::set<std::string_view> in_the_samples{"15834-4.8",
                                                    "9704-7.3.7d"};  // straight quotes, a title unlike the note's name
    for (const auto& finding : lint::check(manuscript))
      CHECK((finding.rule->level != lint::Level::must || in_the_samples.contains(finding.rule->id)));
  }
}

TEST_CASE("an article breaks no rule: what is asked of official elements is not asked of it") {
  for (const auto& document : {article(), illustrated_article()}) {
    const auto manuscript = manuscript_of(written(document));
    CHECK(found(manuscript) == "");
    CHECK(texts_of(manuscript, lint::Role::subtitle).size() == 1);
    CHECK(texts_of(manuscript, lint::Role::byline).size() == 1);
    CHECK(!texts_of(manuscript, lint::Role::caption).empty());
  }
}

TEST_CASE("a text with a recipient is no article, however its lines are set") {
  auto document = article();
  document.main_recipients = "各单位";
  const auto manuscript = manuscript_of(written(document));
  CHECK(texts_of(manuscript, lint::Role::byline).empty());
  CHECK(found(manuscript).find("9704-7.3.3b") != std::string::npos);
}

TEST_CASE("names that stand beside each other above the date are signatures") {
  const auto manuscript = manuscript_of(written(joint_notice()));
  CHECK(found(manuscript).find("9704-7.3.3d") == std::string::npos);
}

TEST_CASE("an imprint right below the date and a number beside the signatory are told apart") {
  auto document = issued_notice();
  document.attachments.clear();
  document.attachment_note.clear();
  document.copy_recipients.clear();
  document.signatories = {"（签发人）"};
  document.date_of_printing = document.date_of_issue;
  const auto manuscript = manuscript_of(written(document));
  using lint::Role;
  CHECK(texts_of(manuscript, Role::date) == std::vector{document.date_of_issue});
  CHECK(texts_of(manuscript, Role::signature).size() == document.issuer_signature.size());
  CHECK(texts_of(manuscript, Role::printing) == std::vector{document.printing_office, document.date_of_printing + "印发"});
  CHECK(texts_of(manuscript, Role::signatory).size() == 1);
  CHECK(join(texts_of(manuscript, Role::title), "\n") == join(document.title, "\n"));
}

TEST_CASE("a letter whose copy number stands beside its document number is in order") {
  const auto manuscript = manuscript_of(written(classified_letter()));
  CHECK(found(manuscript) == "");
  CHECK(texts_of(manuscript, lint::Role::document_number).size() == 1);
  CHECK(join(texts_of(manuscript, lint::Role::title), "\n") == join(classified_letter().title, "\n"));
}

TEST_CASE("more signatories than a row holds are signatories, not the title") {
  auto document = issued_notice();
  document.title = {"关于组织开展宣传月活动的请示"};
  for (const std::size_t count : {3u, 4u, 5u, 8u}) {
    CAPTURE(count);
    document.signatories = std::vector<std::string>(count, "甲某某");
    const auto manuscript = manuscript_of(written(document));
    CHECK(texts_of(manuscript, lint::Role::title) == document.title);
    CHECK(texts_of(manuscript, lint::Role::recipients).size() == 1);
    CHECK(found(manuscript).find("9704-7.3.1") == std::string::npos);
  }
}

TEST_CASE("what is said of pictures, charts and tables in a notice is no body") {
  auto document = issued_notice();
  const auto illustrated = illustrated_article();
  for (const auto& block : illustrated.body)
    if (std::holds_alternative<Picture>(block.content) || std::holds_alternative<Chart>(block.content))
      document.body.push_back(block);
  document.body.push_back({{}, distribution()});
  const auto manuscript = manuscript_of(written(document));
  CAPTURE(found(manuscript));
  CHECK(texts_of(manuscript, lint::Role::caption).size() == 5);
  CHECK(found(manuscript).find("9704-7.3.3") == std::string::npos);
}

TEST_CASE("a page break that ends a paragraph begins a page for the next one") {
  auto bytes = written(issued_notice());
  const std::string own_page = "<w:pageBreakBefore/>";
  bytes = spoilt(bytes, own_page, "");
  CHECK(found(manuscript_of(bytes)).find("9704-7.3.7a") != std::string::npos);
  bytes = spoilt(bytes, "</w:r></w:p>", R"(</w:r><w:r><w:br w:type="page"/></w:r></w:p>)");
  CHECK(found(manuscript_of(bytes)).find("9704-7.3.7a") == std::string::npos);
}

TEST_CASE("a paragraph before a table is body, and held to what is asked of the body") {
  auto document = issued_notice();
  auto table = distribution();
  table.caption = table.note = "";
  document.body = {{{}, Paragraph{"各街道任务如下："}}, {{}, table}, {{}, Paragraph{"请按时领取。"}}};
  const auto manuscript = manuscript_of(written(document));
  CHECK(texts_of(manuscript, lint::Role::paragraph) == std::vector<std::string>{"各街道任务如下：", "请按时领取。"});
}

TEST_CASE("a Word file is mended in its text, whatever runs it is split into") {
  const auto document = issued_notice();
  const auto number = document.document_number;
  const auto half = replace_all(replace_all(number, "〔", "["), "〕", "]");
  const auto bytes = spoilt(written(document), number, half);
  const auto manuscript = manuscript_of(bytes);
  const auto findings = lint::check(manuscript);
  CHECK(found(manuscript).find("9704-7.2.5b") != std::string::npos);
  const auto mended = docx::mend(bytes, lint::edits_of(findings), "通知.docx");
  REQUIRE(mended.ok());
  CHECK(texts_of(manuscript_of(*mended), lint::Role::document_number) == std::vector{number});

  const auto split = spoilt(bytes, half, half.substr(0, half.find(']')) + "</w:t></w:r><w:r><w:t>" + half.substr(half.find(']')));
  const auto again = manuscript_of(split);
  const auto whole = docx::mend(split, lint::edits_of(lint::check(again)), "通知.docx");
  REQUIRE(whole.ok());
  CHECK(texts_of(manuscript_of(*whole), lint::Role::document_number) == std::vector{number});
}

TEST_CASE("brackets are mended without what stands between them") {
  const std::string between =
      R"(一式</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>三份</w:t></w:r><w:r><w:tab/><w:br/><w:noBreakHyphen/></w:r>)"
      R"(<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:t>备查)";
  const auto bytes = spoilt(written(issued_notice()), "为深入贯彻", "为(" + between + ")深入贯彻");
  const auto mended = docx::mend(bytes, lint::edits_of(lint::check(manuscript_of(bytes))), "通知.docx");
  REQUIRE(mended.ok());
  const auto main = [](const std::string& file) { return docx::find_part(*docx::unzip(file, ""), "word/document.xml")->content; };
  const auto ends = [](const std::string& xml) { return replace_all(replace_all(xml, "为(", "为（"), "备查)", "备查）"); };
  const auto bare = [](const std::string& xml) { return replace_all(xml, R"( xml:space="preserve")", ""); };
  CHECK(bare(main(*mended)).find(bare(ends("为(" + between + ")深入贯彻"))) != std::string::npos);
}

TEST_CASE("what was mended is still XML, declared once, no attribute twice") {
  const auto bytes = spoilt(spoilt(written(issued_notice()), "为深入贯彻", "为 2 深入,贯彻"), "各单位于", "各单位 于,3 ");
  const auto mended = docx::mend(bytes, lint::edits_of(lint::check(manuscript_of(bytes))), "通知.docx");
  REQUIRE(mended.ok());
  const auto parts = docx::unzip(*mended, "");
  const auto& main = docx::find_part(*parts, "word/document.xml")->content;
  CHECK(main.find("为2深入，贯彻") != std::string::npos);
  CHECK(main.starts_with("<?xml "));
  CHECK(main.find("<?xml", 1) == std::string::npos);
  const std::string keep = R"(xml:space="preserve")";
  CHECK(main.find(keep) != std::string::npos);
  CHECK(main.find(keep + " " + keep) == std::string::npos);
}

TEST_CASE("elements within each other to any depth are told, not followed") {
  const auto bytes = written(issued_notice());
  for (const std::string tag : {"w:tbl", "w:ins", "w:sdt", "w:p", "w:x"}) {
    CAPTURE(tag);
    std::string deep;
    for (int i = 0; i < 300'000; ++i) deep += "<" + tag + ">";
    for (int i = 0; i < 300'000; ++i) deep += "</" + tag + ">";
    const auto file = spoilt(bytes, "<w:body>", "<w:body>" + deep);
    for (const auto& diagnostics :
         {docx::read_manuscript(file, "通知.docx").diagnostics(), docx::mend(file, {}, "通知.docx").diagnostics()}) {
      CHECK(to_text(diagnostics, Language::zh) ==
            "通知.docx: error [docx.bad_xml] 文件已损坏：word/document.xml 读不出来（More than 256 elements within each other）\n"
            "  提示：用 Word 或 WPS 打开，另存一份再试\n");
      CHECK(to_text(diagnostics, Language::en) ==
            "通知.docx: error [docx.bad_xml] the file is damaged: word/document.xml cannot be read (More than 256 elements "
            "within each other)\n  hint: open it in Word or WPS, save it under another name and try again\n");
    }
  }
}

TEST_CASE("tables within tables are read as deep as an office makes them") {
  std::string table = "<w:p><w:r><w:t>最里面</w:t></w:r></w:p>";
  for (int i = 0; i < 50; ++i) table = "<w:tbl><w:tr><w:tc>" + table + "</w:tc></w:tr></w:tbl>";
  const auto manuscript = manuscript_of(spoilt(written(issued_notice()), "<w:body>", "<w:body>" + table));
  CHECK(manuscript.lines.front().text == "最里面");
}

TEST_CASE("a file that is no Word file, or a damaged one, is told as such") {
  const auto none = docx::read_manuscript("PK no zip", "通知.docx");
  REQUIRE_FALSE(none.ok());
  CHECK(none.diagnostics().front().text(Language::zh) == "这不是 Word 文件（.docx）");
  CHECK(none.diagnostics().front().hint(Language::en) == "save an old .doc or .wps as .docx in Word or WPS first");
  const auto damaged = docx::read_manuscript(spoilt(written(issued_notice()), "</w:body>", ""), "通知.docx");
  REQUIRE_FALSE(damaged.ok());
  CHECK(damaged.diagnostics().front().message.code == "docx.bad_xml");
}
