#include "engine/lint/lint.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

#include "engine/document/heading_level.h"
#include "engine/text.h"
#include "tests/engine/lint/printed_samples.h"
#include "tests/engine/lint/samples.h"

using namespace hongtou;
using namespace hongtou::lint;
using hongtou::tests::Sample;
using hongtou::tests::samples;

namespace {

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

Line line_of(Role role, std::string text, int part = 0) {
  Line line;
  line.role = role;
  line.text = std::move(text);
  line.part = part;
  if (role == Role::heading) line.level = heading_level(line.text).value_or(0);
  return line;
}

// A printed notice without a fault.
Manuscript notice() {
  Manuscript manuscript;
  manuscript.file = "通知.docx";
  manuscript.lines = {line_of(Role::issuer_mark, "某区人民政府办公室文件"),
                      line_of(Role::document_number, "某政办发〔2023〕3号"),
                      line_of(Role::title, "关于开展安全生产月活动的通知"),
                      line_of(Role::recipients, "各街道办事处："),
                      line_of(Role::heading, "一、总体要求"),
                      line_of(Role::paragraph, "到2023年底完成。"),
                      line_of(Role::attachment_note, "附件：1.活动方案"),
                      line_of(Role::attachment_note, "2.统计表"),
                      line_of(Role::signature, "某区人民政府办公室"),
                      line_of(Role::date, "2023年5月31日"),
                      line_of(Role::note, "（此件公开发布）"),
                      line_of(Role::attachment_label, "附件1", 1),
                      line_of(Role::attachment_title, "活动方案", 1),
                      line_of(Role::attachment_label, "附件2", 2),
                      line_of(Role::attachment_title, "统计表", 2),
                      line_of(Role::copy_recipients, "抄送：区委办公室。"),
                      line_of(Role::printing, "某区人民政府办公室 2023年5月31日印发")};
  return manuscript;
}

void number(Manuscript& manuscript) {
  int count = 0;
  for (auto& line : manuscript.lines) line.number = ++count;
}

Role role_named(const std::string& name) {
  for (int role = 0; role <= static_cast<int>(Role::blank); ++role)
    if (name_of(static_cast<Role>(role), Language::zh) == name) return static_cast<Role>(role);
  FAIL("no element is called " << name);
  return Role::blank;
}

std::vector<std::string> parts(const std::string& text) {
  std::vector<std::string> all;
  std::string rest = text;
  for (auto at = rest.find(" / "); at != std::string::npos; at = rest.find(" / ")) {
    all.push_back(rest.substr(0, at));
    rest = rest.substr(at + 3);
  }
  if (!rest.empty()) all.push_back(rest);
  return all;
}

// The notice with these lines in the place of an element; one it lacks stands at its head. Of attachments, the first is meant.
Manuscript notice_with(Role role, const std::string& text) {
  auto manuscript = notice();
  auto& all = manuscript.lines;
  const bool attachment = role == Role::attachment_label || role == Role::attachment_title;
  const auto is_meant = [&](const Line& line) { return line.role == role && (!attachment || line.part == 1); };
  auto at = std::find_if(all.begin(), all.end(), is_meant);
  const auto place = at == all.end() ? 0 : at - all.begin();
  const int part = attachment ? 1 : 0;
  all.erase(std::remove_if(all.begin(), all.end(), is_meant), all.end());
  auto where = all.begin() + place;
  for (const auto& each : parts(text)) {
    const bool mark = role == Role::date && each.ends_with("文件");
    where = all.insert(where, line_of(mark ? Role::issuer_mark : role, each, part)) + 1;
  }
  if (role == Role::date && text.find("文件") != std::string::npos) all.erase(all.begin());
  number(manuscript);
  return manuscript;
}

bool finds(const Manuscript& manuscript, const std::string& rule) {
  const auto findings = check(manuscript);
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) { return finding.rule->id == rule; });
}

std::string told(const Manuscript& manuscript) {
  std::string text;
  for (const auto& finding : check(manuscript))
    text += std::string(finding.rule->id) + " " + to_text(finding, Language::en) + "\n";
  return text;
}

// Element and text, a line of a file each.
std::vector<std::pair<std::string, std::string>> texts_in(const std::string& file) {
  std::vector<std::pair<std::string, std::string>> all;
  const auto content = read(std::string(HONGTOU_SOURCE_DIR) + "/tests/engine/lint/" + file);
  for (const auto line : lines(content)) {
    if (line.empty() || line.starts_with("#")) continue;
    const auto bar = line.find(" | ");
    REQUIRE(bar != line.npos);
    all.emplace_back(line.substr(0, bar), line.substr(bar + 3));
  }
  return all;
}

// The lines of an element after mending, round by round.
std::string mended(Manuscript manuscript, Role role) {
  for (int round = 0; round < 5; ++round) {
    const auto edits = edits_of(check(manuscript));
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit)
      manuscript.lines[static_cast<std::size_t>(edit->line) - 1].text.replace(edit->begin, edit->end - edit->begin, edit->text);
  }
  std::vector<std::string> texts;
  for (const auto& line : manuscript.lines)
    if (line.role == role && line.part <= 1) texts.push_back(line.text);
  return join(texts, " / ");
}

Look look(const std::string& text, const char* font, double size, Side side = Side::both) {
  Look seen;
  seen.side = side;
  seen.pitch_pt = 29.6;
  Run run;
  run.end = text.size();
  run.chinese_font = font;
  run.latin_font = "Times New Roman";
  run.size_pt = size;
  seen.runs.push_back(run);
  return seen;
}

// The notice as it stands on pages in order.
Manuscript printed_notice() {
  auto manuscript = notice();
  Sheet sheet{210, 297, 37, 35, 28, 26, Footer{"— 1 —", Side::right, 14, "宋体"}, Footer{"— 1 —", Side::left, 14, "宋体"}, true};
  manuscript.sheets = {sheet};
  for (auto& line : manuscript.lines) {
    line.look = look(line.text, "仿宋_GB2312", 16);
    if (line.role == Role::heading) line.look = look(line.text, "黑体", 16);
    if (line.role == Role::title) line.look = look(line.text, "方正小标宋简体", 22, Side::center);
    if (line.role == Role::attachment_title) line.look = look(line.text, "方正小标宋简体", 22, Side::center);
    if (line.role == Role::attachment_label) {
      line.look = look(line.text, "黑体", 16);
      line.look->page_break_before = true;
    }
    if (line.role == Role::issuer_mark) {
      line.look = look(line.text, "方正小标宋简体", 36, Side::center);
      line.look->runs.front().color = "FF0000";
    }
    if (line.role == Role::document_number) {
      line.look->rule_below_mm = 0.5;
      line.look->rule_color = "FF0000";
    }
    if (line.role == Role::paragraph || line.role == Role::heading) line.look->first_indent = 2;
    if (line.role == Role::signature || line.role == Role::date) line.look->side = Side::right;
    if (line.role == Role::copy_recipients || line.role == Role::printing) line.look = look(line.text, "仿宋_GB2312", 14);
  }
  number(manuscript);
  return manuscript;
}

Line& first(Manuscript& manuscript, Role role) {
  return *std::find_if(manuscript.lines.begin(), manuscript.lines.end(), [&](const Line& line) { return line.role == role; });
}

struct Spoiled {
  std::string rule;
  std::function<void(Manuscript&)> spoil;
};

std::vector<Spoiled> spoiled() {
  const auto sheet = [](auto change) { return [change](Manuscript& m) { change(m.sheets.front()); }; };
  const auto line = [](Role role, auto change) { return [role, change](Manuscript& m) { change(first(m, role)); }; };
  const auto format = [](DocumentFormat of_it, auto change) {
    return [of_it, change](Manuscript& m) {
      m.format = of_it;
      change(m);
    };
  };
  const auto leave = [](Manuscript&) {};
  return {
      {"9704-10.1a", format(DocumentFormat::letter, leave)},
      {"9704-10.1c", format(DocumentFormat::letter, [](Manuscript& m) { m.lines.insert(m.lines.begin(), m.lines.front()); })},
      {"9704-10.1k", format(DocumentFormat::letter, leave)},
      {"9704-10.2a", format(DocumentFormat::order, leave)},
      {"9704-10.2c", [](Manuscript& m) { m.lines.front().text = "某省人民政府令"; }},
      {"9704-10.3a", format(DocumentFormat::minutes, leave)},
      {"9704-10.3c",
       [](Manuscript& m) {
         m.lines.front().text = "某区人民政府常务会议纪要";
         first(m, Role::paragraph).text = "出席:某某";
       }},
      {"9704-5.1", sheet([](Sheet& s) { s.width = 216; })},
      {"9704-5.2.1a", sheet([](Sheet& s) { s.top = 25.4; })},
      {"9704-5.2.1b", sheet([](Sheet& s) { s.left = 31.7; })},
      {"9704-5.2.1c", sheet([](Sheet& s) { s.right = 20; })},
      {"9704-5.2.3", line(Role::paragraph, [](Line& l) { l.look->pitch_pt = 24; })},
      {"9704-5.2.4", line(Role::paragraph, [](Line& l) { l.look->runs.front().color = "0000FF"; })},
      {"9704-7.2.4c", line(Role::issuer_mark, [](Line& l) { l.look->runs.front().color = "000000"; })},
      {"9704-7.2.7a", line(Role::document_number, [](Line& l) { l.look->rule_below_mm = 0; })},
      {"9704-7.3.1a", line(Role::title, [](Line& l) { l.look->runs.front().chinese_font = "宋体"; })},
      {"9704-7.3.1b", line(Role::title, [](Line& l) { l.look->side = Side::left; })},
      {"practice-title-line", line(Role::title, [](Line& l) { l.look->pitch_pt = 50; })},
      {"9704-7.3.2a", line(Role::recipients, [](Line& l) { l.look->first_indent = 2; })},
      {"9704-7.3.3b", line(Role::paragraph, [](Line& l) { l.look->runs.front().size_pt = 12; })},
      {"9704-7.3.3c",
       [](Manuscript& m) {
         Line blank;
         blank.role = Role::blank;
         blank.look = Look{};
         m.lines.insert(m.lines.begin() + 4, blank);
         number(m);
       }},
      {"9704-7.3.3d", line(Role::paragraph, [](Line& l) { l.look->first_indent = 0; })},
      {"9704-7.3.3d", line(Role::paragraph, [](Line& l) { l.text = "　　" + l.text; })},
      {"9704-7.3.3f", line(Role::heading, [](Line& l) { l.look->runs.front().chinese_font = "仿宋"; })},
      {"practice-bold", line(Role::heading, [](Line& l) { l.look->runs.front().bold = true; })},
      {"practice-spacing", line(Role::paragraph, [](Line& l) { l.look->before_pt = 12; })},
      {"practice-latin", line(Role::paragraph, [](Line& l) { l.look->runs.front().latin_font = "Calibri"; })},
      {"practice-theme-font", line(Role::paragraph, [](Line& l) { l.look->runs.front().theme_font = true; })},
      {"practice-quote-face", line(Role::paragraph,
                                   [](Line& l) {
                                     l.text = "“" + l.text;
                                     l.look->runs.front().end = l.text.size();
                                     l.look->runs.front().chinese_hint = false;
                                   })},
      {"9704-7.3.5.2a", line(Role::date, [](Line& l) { l.look->side = Side::left; })},
      {"9704-7.3.7a", line(Role::attachment_label, [](Line& l) { l.look->page_break_before = false; })},
      {"9704-7.3.7b", line(Role::attachment_label, [](Line& l) { l.look->runs.front().chinese_font = "仿宋"; })},
      {"9704-7.3.7c", line(Role::attachment_title, [](Line& l) { l.look->side = Side::left; })},
      {"9704-7.4.1b", line(Role::copy_recipients, [](Line& l) { l.look->rule_above_mm = 0.7; })},
      {"9704-7.4.2a", line(Role::printing, [](Line& l) { l.look->runs.front().size_pt = 16; })},
      {"9704-7.5a", sheet([](Sheet& s) { s.odd->size_pt = 10.5; })},
      {"9704-7.5b", sheet([](Sheet& s) { s.odd->text = "- 1 -"; })},
      {"9704-7.5d", sheet([](Sheet& s) { s.odd_and_even = false; })},
  };
}

}  // namespace

TEST_CASE("a notice in order is found in order") {
  CHECK(told(notice()) == "");
  CHECK(told(printed_notice()) == "");
}

TEST_CASE("each rule finds its bad sample and leaves its good one alone") {
  for (const auto& sample : samples()) {
    CAPTURE(sample.rule);
    CAPTURE(sample.bad);
    const auto role = role_named(sample.element);
    CHECK(finds(notice_with(role, sample.bad), sample.rule));
    CAPTURE(told(notice_with(role, sample.good)));
    CHECK_FALSE(finds(notice_with(role, sample.good), sample.rule));
  }
}

TEST_CASE("mending a bad sample gives the good one") {
  int count = 0;
  for (const auto& sample : samples()) {
    if (!sample.mends) continue;
    CAPTURE(sample.rule);
    CHECK(mended(notice_with(role_named(sample.element), sample.bad), role_named(sample.element)) == sample.good);
    ++count;
  }
  CHECK(count > 30);
}

TEST_CASE("mending leaves alone what may be meant") {
  for (const auto& kept : texts_in("kept.txt")) {
    CAPTURE(kept.second);
    const auto role = role_named(kept.first);
    CHECK(mended(notice_with(role, kept.second), role) == kept.second);
  }
}

TEST_CASE("what is written as it should be is found in order") {
  for (const auto& right : texts_in("right.txt")) {
    CAPTURE(right.second);
    CHECK(told(notice_with(role_named(right.first), right.second)) == "");
  }
}

TEST_CASE("a letter, an order and minutes in order are found in order") {
  auto letter = printed_notice();
  letter.format = DocumentFormat::letter;
  first(letter, Role::issuer_mark).text = "某区人民政府办公室";
  std::erase_if(letter.lines, [](const Line& line) { return line.role == Role::printing; });
  CHECK(told(letter) == "");
  auto order = printed_notice();
  first(order, Role::issuer_mark).text = "某省人民政府令";
  first(order, Role::document_number).text = "第12号";
  CHECK(told(order) == "");
  auto minutes = printed_notice();
  first(minutes, Role::issuer_mark).text = "某区人民政府常务会议纪要";
  CHECK(told(minutes) == "");
}

TEST_CASE("a text says its format, and what else it names is no line of it") {
  const auto manuscript =
      manuscript_of_text("---\n格式 信函\n发文机关标志 某局文件\n标题 甲\n副标题 乙\n印章 a.png\n---\n丙。\n", "t.gw");
  CHECK(manuscript.format == DocumentFormat::letter);
  CHECK(finds(manuscript, "9704-10.1a"));
  CHECK(manuscript.of(Role::subtitle).size() == 1);
  CHECK(manuscript.lines.size() == 4);
}

TEST_CASE("a date in a text may be written 2024-05-08, as it is printed otherwise") {
  const auto text = [](const std::string& date, const std::string& printing) {
    return manuscript_of_text("---\n标题 关于开展活动的通知\n主送机关 各街道\n署名 某局\n成文日期 " + date +
                                  "\n印发机关 某局\n印发日期 " + printing + "\n---\n请认真组织。\n",
                              "t.gw");
  };
  CHECK(told(text("2024-05-08", "2024-05-09")) == "");
  CHECK(finds(text("2024.05.08", "2024-05-09"), "9704-7.3.5.4"));
  CHECK(finds(text("2024-05-08", "2024-05-07"), "practice-imprint-date"));
  CHECK(finds(notice_with(Role::date, "2024-05-08"), "9704-7.3.5.4"));  // on paper
}

TEST_CASE("each rule of looks and pages finds the one thing that is spoilt") {
  for (const auto& each : spoiled()) {
    CAPTURE(each.rule);
    auto manuscript = printed_notice();
    each.spoil(manuscript);
    CHECK(finds(manuscript, each.rule));
  }
}

TEST_CASE("no rule is without a sample") {
  std::set<std::string> shown;
  for (const auto& sample : samples()) shown.insert(sample.rule);
  for (const auto& each : spoiled()) shown.insert(each.rule);
  for (const auto& each : tests::printed_samples()) shown.insert(each.rule);
  for (const auto& rule : rules()) CHECK_MESSAGE(shown.contains(std::string(rule.id)), rule.id);
  CHECK(rules().size() == shown.size());
  CHECK(rules().size() >= 60);
}

// As docs/lint.md lists them.
std::string table_of_rules() {
  std::string table = "| 规则 | 程度 | 要求 |\n| --- | --- | --- |\n";
  constexpr const char* levels[] = {"应改", "宜改", "参考"};
  for (const auto& rule : rules())
    table += "| `" + std::string(rule.id) + "` | " + levels[static_cast<int>(rule.level)] + " | " + std::string(rule.zh) + " |\n";
  return table;
}

TEST_CASE("docs/lint.md lists every rule") {
  const auto page = read(HONGTOU_SOURCE_DIR "/docs/lint.md");
  CHECK_MESSAGE(page.find(table_of_rules()) != std::string::npos, table_of_rules());
}

TEST_CASE("a finding says in both languages what is wrong and what is wanted") {
  const auto manuscript = notice_with(Role::document_number, "某政办发〔2023〕03号");
  const auto findings = check(manuscript);
  REQUIRE(findings.size() == 1);
  CHECK(to_text(findings[0], Language::zh) == "发文字号：发文顺序号不加“第”，不编虚位；现为“03”，应为“3”");
  CHECK(to_text(findings[0], Language::en) ==
        "document number: the serial takes no 第 and no leading zero; found “03”, wanted “3”");
}

TEST_CASE("an ellipsis is shown as it was typed") {
  const auto findings = check(notice_with(Role::paragraph, "含街道、社区等...，宣传…咨询。"));
  REQUIRE(findings.size() == 2);
  CHECK(to_text(findings[0], Language::zh).ends_with("现为“...”，应为“……”"));
  CHECK(to_text(findings[1], Language::zh).ends_with("现为“…”，应为“……”"));
}

TEST_CASE("a date in Chinese numerals is wanted as the same day in digits") {
  const auto wanted = [](const std::string& date) {
    const auto findings = check(notice_with(Role::date, date));
    REQUIRE(findings.size() == 1);
    return findings[0].wanted;
  };
  CHECK(wanted("二〇二三年五月八日") == "2023年5月8日");
  CHECK(wanted("二○二三年十二月三十一日") == "2023年12月31日");
  CHECK(wanted("二O二三年十月二十日") == "2023年10月20日");
  CHECK(wanted("二〇二三年某月某日") == "");
}

TEST_CASE("a date with points or strokes is wanted without leading zeros") {
  const auto findings = check(notice_with(Role::paragraph, "自2023/06/01起，到2023.12.31止。"));
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].wanted == "2023年6月1日");
  CHECK(findings[1].wanted == "2023年12月31日");
}

TEST_CASE("a text is linted where it was written, its data left alone") {
  const std::string text =
      "---\n标题  关于开展{{year}}年活动的通知\n主送机关  各街道\n发文字号  某发[{{year}}]3号\n署名  某办\n成文日期  "
      "2023年05月31日\n---\n"
      "各单位要提高认识,按{{plan.date}}前 3 日报送。\n一、总体要求\n=== 附件1 统计表\n（一)内容\n";
  const auto manuscript = manuscript_of_text(text, "notice.gw");
  const auto findings = check(manuscript);
  std::set<std::string> ids;
  for (const auto& finding : findings) ids.insert(std::string(finding.rule->id));
  CHECK(ids.contains("9704-7.3.5.4"));
  CHECK(ids.contains("15834-form"));
  const auto mended_text = mend_text(text, edits_of(findings));
  CHECK(mended_text.find("成文日期  2023年5月31日\n") != std::string::npos);
  CHECK(mended_text.find("各单位要提高认识，按{{plan.date}}前3日报送。") != std::string::npos);
  CHECK(mended_text.find("某发〔{{year}}〕3号") != std::string::npos);
}

TEST_CASE("spaces that part names, values and cells of a text are wanted there") {
  const std::string head =
      "---\n标题  关于活动的通知\n主送机关  各街道\n署名  某办\n成文日期  2023年5月31日\n---\n现将名单印发如下。\n\n";
  const auto findings = [&](const std::string& body) {
    const auto manuscript = manuscript_of_text(head + body, "notice.gw");
    std::string said;
    for (const auto& finding : check(manuscript)) said += to_text(finding, Language::zh) + "\n";
    return said;
  };
  CHECK(findings("::roster\n组长 某某甲 某区 区长\n成员 某某乙 某局 局长\n").empty());
  CHECK(findings("::名单\n组长 某某甲 某区 区长\n\n各单位 要落实。\n").starts_with("正文："));
  CHECK(findings("::chart 柱形 场次（场）\n图例：宣讲 走访\n甲街道：12 3\n").empty());
  CHECK(findings("::grid\n单位 | 内容\n---\n甲街道 | 宣讲,走访\n").find("表格：") != std::string::npos);
}

TEST_CASE("what is mended around data leaves the data where it is") {
  const auto mended = [](const std::string& body) {
    const std::string head = "---\n标题  关于活动的通知\n主送机关  各街道\n署名  某办\n成文日期  2023年5月31日\n---\n";
    const auto text = head + body + "\n";
    return mend_text(text, edits_of(check(manuscript_of_text(text, "notice.gw")))).substr(head.size());
  };
  CHECK(mended("报送(一式{{n}}份)。") == "报送（一式{{n}}份）。\n");
  CHECK(mended("获\"{{name}}先进单位\"称号。") == "获“{{name}}先进单位”称号。\n");
  CHECK(mended("根据《关于印发《{{t}}》的通知》要求。") == "根据《关于印发〈{{t}}〉的通知》要求。\n");
  CHECK(mended("参加(含{{#x}}某甲{{/x}}等)。") == "参加（含{{#x}}某甲{{/x}}等）。\n");
  CHECK(mended("做好(一式{{n}}份)、(二{{m}}份)。") == "做好（一式{{n}}份）、（二{{m}}份）。\n");
}

TEST_CASE("the year of a document number that is data stands in the same brackets") {
  const auto manuscript = manuscript_of_text("---\n标题 关于开展活动的通知\n---\n根据某发[{{year}}]{{number}}号文件。\n", "t.gw");
  const auto edits = edits_of(check(manuscript));
  REQUIRE(edits.size() == 2);
  CHECK(edits[0].text == "〔");
  CHECK(edits[1].text == "〕");
}

TEST_CASE("a heading without a number is told by its face, and a sentence in that face is not one") {
  const auto as = [](const std::string& text) {
    auto manuscript = printed_notice();
    auto& line = first(manuscript, Role::paragraph);
    line.text = text;
    line.look = look(text, "黑体", 16);
    line.look->first_indent = 2;
    recognise(manuscript);
    return manuscript;
  };
  CHECK_FALSE(finds(as("活动时间"), "9704-7.3.3b"));
  CHECK(finds(as("各单位要认真组织，按时报送。"), "9704-7.3.3b"));
}

TEST_CASE("the attachment note is read however its lines are set in") {
  for (const auto* text :
       {"附件：1.活动方案 /       2.统计表", "附件：1.活动方案 / \t2.统计表", "附件：1.活动方案\n      2.统计表"}) {
    CAPTURE(text);
    auto manuscript = notice_with(Role::attachment_note, text);
    for (auto& line : manuscript.lines) line.look = look(line.text, "仿宋_GB2312", 16);
    recognise(manuscript);
    CHECK_FALSE(finds(manuscript, "practice-fujian-one"));
    CHECK_FALSE(finds(manuscript, "9704-7.3.7d"));
  }
}

TEST_CASE("numbers in a row that begin a paragraph are no heading") {
  for (const auto* text : {"一、二、三等奖各1名。", "一、二月份开展。", "三、四季度开展。", "一、二线人员参加。"}) {
    CAPTURE(text);
    CHECK_FALSE(heading_level(text).has_value());
  }
  for (const auto* text : {"一、二十四节气", "一、三农工作", "二、三项任务", "三、十月工作"}) {
    CAPTURE(text);
    CHECK(heading_level(text) == 1);
  }
}

TEST_CASE("only the characters that change are edited") {
  const auto manuscript = notice_with(Role::paragraph, "各单位(含街道)自2023.6.1起报送10-20万元。");
  std::string said;
  for (const auto& edit : edits_of(check(manuscript))) {
    const auto& text = manuscript.lines[static_cast<std::size_t>(edit.line) - 1].text;
    said += text.substr(edit.begin, edit.end - edit.begin) + "→" + edit.text + " ";
  }
  CHECK(said == "(→（ )→） -→万～ ");
}

TEST_CASE("the shipped texts break no rule of the standard") {
  namespace fs = std::filesystem;
  int count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(HONGTOU_SOURCE_DIR "/workflows")) {
    if (entry.path().extension() != ".gw") continue;
    const auto manuscript = manuscript_of_text(read(entry.path().string()), entry.path().string());
    for (const auto& finding : check(manuscript)) {
      CAPTURE(entry.path().string());
      CHECK_MESSAGE(finding.rule->level != Level::must, to_text(finding, Language::zh));
    }
    ++count;
  }
  CHECK(count > 20);
}

TEST_CASE("random bytes are linted without harm") {
  const unsigned seed = 20231;
  std::uint64_t random = seed;
  const auto next = [&random] { return random = random * 6364136223846793005u + 1442695040888963407u; };
  CAPTURE(seed);
  const std::vector<std::string> pieces{"附件", "：",   "1.", "（", "）", "《", "》", "“",  "2023年", "〔2023〕",
                                        "3号",  "一、", "、", ",",  "%",  "～", " ",  "月", "0",      "抄送"};
  for (int round = 0; round < 300; ++round) {
    auto manuscript = notice();
    for (auto& line : manuscript.lines) {
      line.text.clear();
      for (auto count = (next() >> 33) % 8; count > 0; --count) line.text += pieces[(next() >> 33) % pieces.size()];
      if (line.role == Role::heading) line.level = 1 + static_cast<int>((next() >> 33) % 4);
    }
    number(manuscript);
    for (const auto& edit : edits_of(check(manuscript))) {
      const auto& text = manuscript.lines[static_cast<std::size_t>(edit.line) - 1].text;
      REQUIRE(edit.begin <= edit.end);
      REQUIRE(edit.end <= text.size());
      REQUIRE_FALSE(first_invalid_utf8(text.substr(0, edit.begin)).has_value());
    }
  }
}
