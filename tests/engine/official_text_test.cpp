#include "engine/document/official_text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>

#include "engine/document/elements.h"
#include "engine/text.h"

using namespace hongtou;

namespace {

std::string zh(const Diagnostics& diagnostics) { return to_text(diagnostics, Language::zh); }
std::string en(const Diagnostics& diagnostics) { return to_text(diagnostics, Language::en); }

const std::string head = "---\n标题 关于开展活动的通知\n---\n";

// A form or table stands for one paragraph that says which.
Result<std::vector<Block>> named_block(const BlockRequest& request) {
  return std::vector<Block>{{{}, Paragraph{request.kind + " " + request.argument}}};
}

Document composed(const std::string& text, const Value& data = Value(Map{})) {
  const auto read = OfficialText::read(text, "t.gw");
  REQUIRE_MESSAGE(read.ok(), en(read.diagnostics()));
  auto document = read->compose(data, named_block);
  REQUIRE_MESSAGE(document.ok(), en(document.diagnostics()));
  return *document;
}

Diagnostics errors_of(const std::string& text) { return OfficialText::read(text, "t.gw").diagnostics(); }

std::vector<Block> body_of(const std::string& lines, const Value& data = Value(Map{})) {
  return composed(head + lines, data).body;
}

Block heading(int level, std::string text) { return {{}, Heading{level, std::move(text)}}; }
Block paragraph(std::string text) { return {{}, Paragraph{std::move(text)}}; }
Block continued(std::string text) { return {{}, Paragraph{std::move(text), true}}; }

std::string file_text(const std::string& path) {
  std::ifstream in(std::string(HONGTOU_SOURCE_DIR) + "/" + path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), path);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

TEST_CASE("the elements of a document are read by their Chinese names") {
  const auto document = composed(R"(---
份号          000001
密级          机密★1年
紧急程度      特急
发文机关标志  甲局文件
发文字号      甲发〔2023〕3号
签发人        签发人甲
签发人        签发人乙
标题          "关于开展活动"
标题          的通知
主送机关      各街道，各部门：
联系人        联系人：联系人甲
联系人        电　话：000
署名          甲局
署名          （乙中心代章）
成文日期      2023-05-31
附注          （此件公开发布）
抄送机关      丙局、丁局。
印发机关      甲局办公室
印发日期      2023年5月31日印发
---
正文。
)");
  CHECK(document.copy_number == "000001");
  CHECK(document.security_level == "机密★1年");
  CHECK(document.urgency == "特急");
  CHECK(document.issuer_mark == std::vector<std::string>{"甲局文件"});
  CHECK(document.document_number == "甲发〔2023〕3号");
  CHECK(document.signatories == std::vector<std::string>{"签发人甲", "签发人乙"});
  CHECK(document.title == std::vector<std::string>{"关于开展活动", "的通知"});
  CHECK(document.main_recipients == "各街道，各部门");
  CHECK(document.contact == std::vector<std::string>{"联系人：联系人甲", "电　话：000"});
  CHECK(document.issuer_signature == std::vector<std::string>{"甲局", "（乙中心代章）"});
  CHECK(document.date_of_issue == "2023年5月31日");
  CHECK(document.note == "此件公开发布");
  CHECK(document.copy_recipients == "丙局、丁局");
  CHECK(document.printing_office == "甲局办公室");
  CHECK(document.date_of_printing == "2023年5月31日");
}

TEST_CASE("English names stand for the same elements") {
  CHECK(composed("---\ntitle 甲\nmain_recipients 乙\n发文机关署名 丙\n---\n") ==
        composed("---\n标题 甲\n主送机关 乙\nissuer_signature 丙\n---\n"));
}

TEST_CASE("an element whose value is blank is not there") {
  const auto document = composed("---\n标题 甲\n紧急程度 {{urgency}}\n抄送机关 {{#copy}}{{copy}}{{/copy}}\n---\n",
                                 *parse_json(R"({"urgency": " ", "copy": false})"));
  CHECK(document.urgency.empty());
  CHECK(document.copy_recipients.empty());
}

TEST_CASE("one line is one paragraph and empty lines mean nothing") {
  CHECK(body_of("　　甲。\r\n\r\n乙。\n\n\n> 丙：\n") ==
        std::vector<Block>{paragraph("甲。"), paragraph("乙。"), {{}, Paragraph{"丙：", false, false}}});
}

TEST_CASE("numbered lines are headings of four levels") {
  CHECK(body_of("一、总体要求\n（十二）提高认识\n3.时间安排\n（4）地点\n") ==
        std::vector<Block>{heading(1, "一、总体要求"), heading(2, "（十二）提高认识"), heading(3, "3.时间安排"),
                           heading(4, "（4）地点")});
  CHECK(body_of("6.15集中宣传日\n2023.6开始\n一般情况\n（见附件）\n100.很多\n") ==
        std::vector<Block>{paragraph("6.15集中宣传日"), paragraph("2023.6开始"), paragraph("一般情况"), paragraph("（见附件）"),
                           paragraph("100.很多")});
}

TEST_CASE("a heading runs into its paragraph where a sentence follows") {
  CHECK(body_of("（一）提高认识。各单位要重视。") ==
        std::vector<Block>{heading(2, "（一）提高认识。"), continued("各单位要重视。")});
  CHECK(body_of("（一）提高认识。") == std::vector<Block>{heading(2, "（一）提高认识。")});
  const std::string sentence = "（一）各街道要结合本辖区实际制定方案、细化任务、明确分工并抓好各项措施的落实。";
  CHECK(body_of(sentence) == std::vector<Block>{paragraph(sentence)});
  CHECK(body_of("（一）张贴海报；\n1.张贴海报。\n（1）张贴海报；\n") ==
        std::vector<Block>{paragraph("（一）张贴海报；"), paragraph("1.张贴海报。"), paragraph("（1）张贴海报；")});
}

TEST_CASE("attachments are listed from their headings") {
  const auto document = composed(
      head + "正文。\n=== 附件1 参与指引 | 某省竞答 | 参与指引\n一、内容\n=== 附件2 统计表\n::landscape\n::form statistics\n");
  CHECK(document.attachment_note == std::vector<std::string>{"参与指引", "统计表"});
  REQUIRE(document.attachments.size() == 2);
  CHECK(document.attachments[0] == Attachment{1, "参与指引", {"某省竞答", "参与指引"}, {heading(1, "一、内容")}, false});
  CHECK(document.attachments[1] == Attachment{2, "统计表", {"统计表"}, {paragraph("form statistics")}, true});
  CHECK(document.body == std::vector<Block>{paragraph("正文。")});
}

TEST_CASE("a single attachment has no number") {
  CHECK(composed(head + "=== 附件 名单\n").attachments.front().number == 0);
  CHECK(composed(head + "=== 附件1 名单\n").attachments.front().number == 0);
}

TEST_CASE("blocks are known before there is data") {
  const auto text = OfficialText::read(head + "{{#x}}\n::form liaison\n{{/x}}\n::table statistics\n", "t.gw");
  REQUIRE(text.ok());
  REQUIRE(text->blocks().size() == 2);
  CHECK(text->blocks()[0].argument == "liaison");
  CHECK(text->blocks()[0].position == Position{"t.gw", 5, 1});
  CHECK(text->blocks()[1].kind == "table");
}

TEST_CASE("what goes wrong in a block is told and the rest goes on") {
  const auto text = OfficialText::read(head + "甲\n::form gone\n乙\n", "t.gw");
  const BlockSource none = [](const BlockRequest& request) {
    return Result<std::vector<Block>>::failure(request.position, {"form.unknown", "没有", "none"});
  };
  const auto document = text->compose(Value(Map{}), none);
  CHECK(zh(document.diagnostics()) == "t.gw:5:1: error [form.unknown] 没有\n");
  CHECK(document->body == std::vector<Block>{paragraph("甲"), paragraph("乙")});
}

TEST_CASE("blocks keep the line of the text they come from also after repeated lines") {
  const auto data = *parse_json(R"({"rows": [{"n": "甲"}, {"n": "乙"}], "no": false})");
  const auto body = body_of("{{#rows}}\n　{{n}}\n{{/rows}}\n{{#no}}\n略\n{{/no}}\n{{!\n注\n}}末\n", data);
  REQUIRE(body.size() == 3);
  CHECK(body[0].position == Position{"t.gw", 5, 2});
  CHECK(body[1].position == Position{"t.gw", 5, 2});
  CHECK(body[2].position.line == 12);
}

TEST_CASE("a text that is no UTF-8 is told where") {
  CHECK(zh(errors_of("---\n标题 \xC4\xE3\n---\n")) ==
        "t.gw:2:4: error [text.not_utf8] 文稿不是 UTF-8 编码\n  提示：用编辑器另存为 UTF-8 编码\n");
  CHECK(en(errors_of("\xFF")) ==
        "t.gw:1:1: error [text.not_utf8] the text is not UTF-8\n  hint: save it as UTF-8 in your editor\n");
}

TEST_CASE("an empty text is told") {
  CHECK(zh(errors_of(" \n　\n")) ==
        "t.gw: error [text.empty] 文稿是空的\n  提示：先写要素，再写正文，参看 templates/ 里的样例\n");
  CHECK(en(errors_of("\uFEFF")) ==
        "t.gw: error [text.empty] the text is empty\n  hint: write its elements, then its body; see the samples in templates/\n");
}

TEST_CASE("a text without its elements is told") {
  CHECK(zh(errors_of("\n关于开展活动的通知\n")) ==
        "t.gw:2:1: error [text.no_head] 文稿没有以“---”开头的要素部分\n"
        "  提示：第一行写“---”，然后逐行写标题、主送机关等要素，再写一行“---”\n");
  CHECK(en(errors_of("甲")) ==
        "t.gw:1:1: error [text.no_head] the text does not begin with “---” and its elements\n"
        "  hint: write a line “---”, one element a line (标题, 主送机关 …), and “---” again\n");
  CHECK(zh(errors_of("---\n标题 甲\n正文\n")) ==
        "t.gw:1:1: error [text.unclosed_head] 要素部分没有结束\n  提示：在最后一个要素之后、正文之前写一行“---”\n");
  CHECK(en(errors_of("---\n标题 甲\n正文\n")) ==
        "t.gw:1:1: error [text.unclosed_head] the elements never end\n"
        "  hint: write a line “---” between the last element and the body\n");
}

TEST_CASE("an unknown element is told with the one that was meant") {
  CHECK(zh(errors_of("---\n主送机构 甲\n---\n")) ==
        "t.gw:2:1: error [text.unknown_element] “主送机构”不是公文要素\n  提示：是否为“主送机关”？\n");
  CHECK(en(errors_of("---\n主送机构 甲\n---\n")) ==
        "t.gw:2:1: error [text.unknown_element] “主送机构” is no element of an official document\n  hint: did you mean "
        "“主送机关”?\n");
  const std::string names =
      "格式、份号、密级、密级和保密期限、紧急程度、发文机关标志、发文字号、令号、签发人、标题、副标题、主送机关、附件说明、出席、"
      "请假、"
      "列席、联系人、署名、发文机关署名、印章、签名章、成文日期、附注、抄送机关、印发机关、印发日期";
  CHECK(zh(errors_of("---\n 天气 甲\n---\n")) ==
        "t.gw:2:2: error [text.unknown_element] “天气”不是公文要素\n  提示：可用的要素：" + names + "\n");
  CHECK(en(errors_of("---\n{{x}} 甲\n---\n")) ==
        "t.gw:2:1: error [text.unknown_element] “{{x}}” is no element of an official document\n  hint: the elements are: " +
            names + "\n");
}

TEST_CASE("an element without a value and one given twice are told") {
  const auto errors = errors_of("---\n标题\n发文字号 甲\n发文字号 \"\"\n发文字号 乙\n---\n");
  CHECK(
      zh(errors) ==
      "t.gw:2:1: error [text.element_without_value] 要素“标题”没有内容\n  提示：在“标题”后空一格写上内容，或删去这一行\n"
      "t.gw:4:1: error [text.element_without_value] 要素“发文字号”没有内容\n  提示：在“发文字号”后空一格写上内容，或删去这一行\n"
      "t.gw:5:1: error [text.repeated_element] 要素“发文字号”写了两次，它只能有一行\n  提示：合成一行，或删去其中一行\n");
  CHECK(en(errors) ==
        "t.gw:2:1: error [text.element_without_value] the element “标题” has no value\n"
        "  hint: write its value after “标题” and a space, or remove the line\n"
        "t.gw:4:1: error [text.element_without_value] the element “发文字号” has no value\n"
        "  hint: write its value after “发文字号” and a space, or remove the line\n"
        "t.gw:5:1: error [text.repeated_element] “发文字号” is given twice but has one line only\n"
        "  hint: join the two, or remove one\n");
}

TEST_CASE("a heading of an attachment that cannot be read is told") {
  const auto errors = errors_of(head + "=== 统计表\n=== 附件2\n=== 附件{{n}} 名单\n");
  REQUIRE(errors.size() == 3);
  CHECK(zh({errors[0]}) ==
        "t.gw:4:1: error [text.attachment_heading] 附件标题行写得不对：“=== 统计表”\n"
        "  提示：写成“=== 附件1 名称”；只有一个附件时写“=== 附件 名称”；随通知印发的文件写“=== 印发 标题”\n");
  CHECK(en({errors[2]}) ==
        "t.gw:6:1: error [text.attachment_heading] this is no heading of an attachment: “=== 附件{{n}} 名单”\n"
        "  hint: write “=== 附件1 NAME”, or “=== 附件 NAME” if it is the only one; a text that the notice issues is “=== 印发 "
        "TITLE”\n");
}

TEST_CASE("attachments out of order are told") {
  const auto errors = errors_of(head + "=== 附件1 甲\n=== 附件3 乙\n=== 附件 丙\n");
  CHECK(zh(errors) ==
        "t.gw:5:1: error [text.attachment_number] 这里应是附件2\n  提示：附件按 1、2、3 依次编号：“=== 附件2 乙”\n"
        "t.gw:6:1: error [text.attachment_number] 这里应是附件3\n  提示：附件按 1、2、3 依次编号：“=== 附件3 丙”\n");
  CHECK(en({errors[0]}) ==
        "t.gw:5:1: error [text.attachment_number] this should be attachment 2\n"
        "  hint: number attachments 1, 2, 3: “=== 附件2 乙”\n");
}

TEST_CASE("a list of attachments that differs from the attachments is told") {
  const std::string listed = "---\n标题 甲\n附件说明 {{year}}年名单\n附件说明 统计表\n---\n";
  CHECK(errors_of(listed + "=== 附件1 {{year}}年名单\n=== 附件2 统计表\n").empty());
  CHECK(errors_of(listed).empty());  // sent separately
  const auto errors = errors_of(listed + "=== 附件1 {{year}}年名单\n=== 附件2 汇总表\n");
  CHECK(zh(errors) ==
        "t.gw:4:1: error [text.attachment_list] 附件说明（{{year}}年名单、统计表）与后面的附件（{{year}}年名单、汇总表）不一致\n"
        "  提示：删去附件说明，它会按附件自动列出\n");
  CHECK(en(errors) ==
        "t.gw:4:1: error [text.attachment_list] 附件说明 ({{year}}年名单、统计表) and the attachments ({{year}}年名单、汇总表) "
        "differ\n"
        "  hint: remove 附件说明: it is made from the attachments\n");
}

TEST_CASE("an unknown block is told with the one that was meant") {
  CHECK(zh(errors_of(head + "::from liaison\n")) ==
        "t.gw:4:1: error [text.unknown_block] 没有“::from”这种内容块\n  提示：是否为“::form”？\n");
  CHECK(en(errors_of(head + "::from liaison\n")) ==
        "t.gw:4:1: error [text.unknown_block] there is no block “::from”\n  hint: did you mean “::form”?\n");
  CHECK(zh(errors_of(head + "::video a.mp4\n")) ==
        "t.gw:4:1: error [text.unknown_block] 没有“::video”这种内容块\n"
        "  提示：可用的有“::form 表名”“::table 表名”“::grid”“::roster”“::picture 文件 说明”“::pictures 步骤.材料”“::chart 柱形 "
        "标题”“::caption 说明”“::author "
        "作者”\n");
  CHECK(
      en(errors_of(head + "::video a.mp4\n")) ==
      "t.gw:4:1: error [text.unknown_block] there is no block “::video”\n"
      "  hint: there are “::form NAME”, “::table NAME”, “::grid”, “::roster”, “::picture FILE TEXT”, “::pictures STEP.MATERIAL”, "
      "“::chart bar TITLE”, “::caption TEXT” "
      "and “::author NAME”\n");
}

TEST_CASE("a block must name what it shows") {
  CHECK(zh(errors_of(head + "::form\n")) ==
        "t.gw:4:1: error [text.block_without_name] “::form”后没有写名称\n"
        "  提示：写上名称，如“::form statistics”；名称不能用变量\n");
  CHECK(en(errors_of(head + "::table {{x}}\n")) ==
        "t.gw:4:1: error [text.block_without_name] “::table” names nothing\n"
        "  hint: write a name, as in “::table statistics”; no variable\n");
}

TEST_CASE("landscape stands only under the heading of an attachment") {
  CHECK(zh(errors_of(head + "::landscape\n")) ==
        "t.gw:4:1: error [text.landscape] “::landscape”只能紧接在附件标题行之下\n  提示：把它移到“=== 附件”的下一行\n");
  CHECK(en(errors_of(head + "=== 附件 表\n甲\n::landscape\n")) ==
        "t.gw:6:1: error [text.landscape] “::landscape” stands only under the heading of an attachment\n"
        "  hint: move it to the line after “=== 附件”\n");
}

TEST_CASE("a text that a notice issues follows it with its own attachments") {
  const auto document = composed(head + R"(印发给你们。
=== 附件 {{year}}年名单
=== 印发 {{year}}年活动 | 实施方案
一、目标
::form statistics
=== 附件1 任务清单
甲
=== 附件2 统计表
::横向
)",
                                 *parse_json(R"({"year": "2021"})"));
  CHECK(document.attachment_note == std::vector<std::string>{"2021年名单"});
  CHECK(document.attachments == std::vector<Attachment>{{0, "2021年名单", {"2021年名单"}, {}, false}});
  REQUIRE(document.issued_text.has_value());
  CHECK(document.issued_text->title == std::vector<std::string>{"2021年活动", "实施方案"});
  CHECK(document.issued_text->body == std::vector<Block>{heading(1, "一、目标"), paragraph("form statistics")});
  CHECK(document.issued_text->attachments ==
        std::vector<Attachment>{{1, "任务清单", {"任务清单"}, {paragraph("甲")}, false}, {2, "统计表", {"统计表"}, {}, true}});
  CHECK(document.body == std::vector<Block>{paragraph("印发给你们。")});
}

TEST_CASE("a relayed text is an issued text") {
  CHECK(composed(head + "=== 转发 方案\n甲\n") == composed(head + "=== 印发 方案\n甲\n"));
}

TEST_CASE("an issued text without a title is told, and a second one") {
  const auto errors = errors_of(head + "=== 印发\n=== 印发 | \n=== 转发 办法\n");
  CHECK(zh(errors) ==
        "t.gw:4:1: error [text.issued_without_title] “=== 印发”后没有写标题\n"
        "  提示：写成“=== 印发 标题”；标题分几行印的，写“=== 印发 第一行 | 第二行”\n"
        "t.gw:5:1: error [text.issued_twice] 一份通知只能印发一个文件，这里是第二个\n"
        "  提示：并入前一个文件，或改成附件：“=== 附件1 名称”\n"
        "t.gw:6:1: error [text.issued_twice] 一份通知只能印发一个文件，这里是第二个\n"
        "  提示：并入前一个文件，或改成附件：“=== 附件1 名称”\n");
  CHECK(en({errors[0], errors[1]}) ==
        "t.gw:4:1: error [text.issued_without_title] “=== 印发” has no title\n"
        "  hint: write “=== 印发 TITLE”, or “=== 印发 FIRST LINE | SECOND LINE”\n"
        "t.gw:5:1: error [text.issued_twice] a notice issues one text, and this is a second one\n"
        "  hint: make it part of the first, or an attachment: “=== 附件1 NAME”\n");
}

TEST_CASE("the attachments of an issued text are numbered anew and its page does not lie on the side") {
  CHECK(zh(errors_of(head + "=== 附件 甲\n=== 印发 方案\n=== 附件2 乙\n=== 附件2 丙\n")) ==
        "t.gw:6:1: error [text.attachment_number] 这里应是附件1\n  提示：附件按 1、2、3 依次编号：“=== 附件1 乙”\n");
  CHECK(zh(errors_of(head + "=== 附件 甲\n=== 印发 方案\n::landscape\n")) ==
        "t.gw:6:1: error [text.landscape] “::landscape”只能紧接在附件标题行之下\n  提示：把它移到“=== 附件”的下一行\n");
}

TEST_CASE("a roster is read up to a blank line and names a position once") {
  const auto blocks =
      body_of(R"(::roster
组 长：甲 乙 区委常委、副区长
副组长：丙某某
{{#members}}
成员：{{name}} {{post}}
{{/members}}

丁：后文。
)",
              *parse_json(R"({"members": [{"name": "戊 己", "post": "区财政局：局长"}, {"name": "庚某", "post": "辛"}]})"));
  REQUIRE(blocks.size() == 2);
  CHECK(blocks[0].position == Position{"t.gw", 4, 1});
  CHECK(blocks[0] == Block{{},
                           Roster{{{"组长", "甲乙", "区委常委、副区长"},
                                   {"副组长", "丙某某", ""},
                                   {"成员", "戊 己", "区财政局：局长"},
                                   {"", "庚某", "辛"}}}});
  CHECK(blocks[1] == paragraph("丁：后文。"));
}

TEST_CASE("a roster ends at the next block and a roster without members in the data is not there") {
  CHECK(body_of("::名单\n甲某 主任\n::table a\n") ==
        std::vector<Block>{{{}, Roster{{{"", "甲某", "主任"}}}}, paragraph("table a")});
  CHECK(body_of("::roster\n{{#rows}}\n成员：{{.}}\n{{/rows}}\n", *parse_json(R"({"rows": []})")).empty());
}

TEST_CASE("a roster without lines and a line without a name are told") {
  const auto errors = errors_of(head + "::名单\n\n甲某 主任\n::roster\n成员：\n成员：乙某\n");
  CHECK(zh(errors) ==
        "t.gw:4:1: error [text.empty_roster] “::名单”下面没有名单\n  提示：紧接着每人写一行“组长：姓名 职务”，以空行结束\n"
        "t.gw:8:1: error [text.nameless] 名单里的“成员：”没有写姓名\n  提示：写成“组长：姓名 职务”；名单以空行结束\n");
  CHECK(en(errors) ==
        "t.gw:4:1: error [text.empty_roster] there is no list under “::名单”\n"
        "  hint: write one person a line right below, “组长：NAME POST”, and a blank line at the end\n"
        "t.gw:8:1: error [text.nameless] “成员：” in the list has no name\n"
        "  hint: write “组长：NAME POST”; a blank line ends the list\n");
}

TEST_CASE("a list whose only line has no name is told once") { CHECK(errors_of(head + "::roster\n成员：\n").size() == 1); }

TEST_CASE("an article has a subtitle, headings without numbers, captions and an author") {
  const auto document = composed(R"(---
标题    织密防护网
副标题  ——{{place}}宣传月综述
---
# 高位推动
## 层层压实
#不是标题
::caption {{place}}宣传月
::作者 （{{place}}金融办）
)",
                                 *parse_json(R"({"place": "甲市"})"));
  CHECK(document.subtitle == std::vector<std::string>{"甲市宣传月综述"});
  CHECK(document.body == std::vector<Block>{heading(1, "高位推动"),
                                            heading(2, "层层压实"),
                                            paragraph("#不是标题"),
                                            {{}, Caption{"甲市宣传月"}},
                                            {{}, Byline{"甲市金融办"}}});
}

TEST_CASE("a caption and an author say something") {
  CHECK(zh(errors_of(head + "::图片说明\n")) ==
        "t.gw:4:1: error [text.block_without_text] “::图片说明”后没有内容\n  提示：空一格写上内容，或删去这一行\n");
  CHECK(en(errors_of(head + "::author\n")) ==
        "t.gw:4:1: error [text.block_without_text] “::author” says nothing\n"
        "  hint: write its text after a space, or remove the line\n");
}

TEST_CASE("unescaped tags are refused") {
  CHECK(zh(errors_of(head + "甲{{{x}}}\n")) ==
        "t.gw:4:2: error [text.unescaped_tag] 文稿里不用“{{{x}}}”这种标记\n  提示：写成 {{x}}\n");
  CHECK(en(errors_of(head + "{{&x}}\n")) ==
        "t.gw:4:1: error [text.unescaped_tag] “{{&x}}” is not used in a text\n  hint: write {{x}}\n");
}

TEST_CASE("all faults of a text are told at once") {
  const auto errors = errors_of("---\n标提 甲\n---\n{{#a}}\n::from x\n=== 附件2 甲\n");
  REQUIRE(errors.size() == 4);
  CHECK(errors[0].message.code == "template.unclosed_section");
  CHECK(errors[1].message.code == "text.unknown_element");
  CHECK(errors[2].message.code == "text.unknown_block");
  CHECK(errors[3].message.code == "text.attachment_number");
}

TEST_CASE("a missing variable keeps the document from being made") {
  const auto text = OfficialText::read(head + "{{yaer}}年\n", "t.gw");
  REQUIRE(text.ok());
  const auto data = *parse_json(R"({"year": 2023})");
  CHECK(zh(text->check(data)) == "t.gw:4:1: error [template.missing_variable] 数据中没有“yaer”\n  提示：是否为“year”？\n");
  CHECK_FALSE(text->compose(data, named_block).has_value());
}

TEST_CASE("line breaks of a value stay within its paragraph") {
  const auto data = *parse_json(R"({"v": " 甲\r\n乙\n\n丙\u2028丁\t戊 \n"})");
  CHECK(body_of("情况：{{v}}。\n", data) == std::vector<Block>{paragraph("情况：甲\n乙\n\n丙\n丁 戊。")});
  CHECK(composed("---\n标题 {{v}}\n---\n", data).title == std::vector<std::string>{"甲 乙  丙 丁 戊"});
}

TEST_CASE("a value cannot bring the marks that tell data from text") {
  CHECK(body_of("{{v}}一、甲\n", *parse_json(R"({"v": "\uDBFF\uDF01\uDBC0\uDC09\u0000=== 附件 乙\uDBFF\uDF00"})")) ==
        std::vector<Block>{paragraph("=== 附件 乙一、甲")});
}

TEST_CASE("a value stays a value also where an omitted part has taken the line with it") {
  const auto data = *parse_json(R"({"v": "=== 附件 甲", "no": false})");
  CHECK(body_of("{{#no}}\n{{/no}}{{v}}\n", data) == std::vector<Block>{paragraph("=== 附件 甲")});
  CHECK(body_of("甲{{#no}}\n{{/no}}{{v}}\n{{! 注\n}}{{v}}\n", data) ==
        std::vector<Block>{paragraph("甲=== 附件 甲"), paragraph("=== 附件 甲")});
}

namespace {

std::string shape_of(const Roster& roster) {
  std::string out = "r";
  for (const auto& [position, name, post] : roster.members)
    out += std::to_string(position.empty()) + std::to_string(name.empty()) + std::to_string(post.empty());
  return out;
}

std::string shape_of(const std::vector<Block>& blocks) {
  std::string out;
  for (const auto& block : blocks) {
    const auto* title = std::get_if<Heading>(&block.content);
    const auto* text = std::get_if<Paragraph>(&block.content);
    const auto* roster = std::get_if<Roster>(&block.content);
    if (title != nullptr) out += "h" + std::to_string(title->level);
    if (text != nullptr) out += text->continues ? "c" : text->indented ? "p" : "u";
    if (roster != nullptr) out += shape_of(*roster);
    if (std::holds_alternative<Caption>(block.content)) out += "caption";
    if (std::holds_alternative<Byline>(block.content)) out += "byline";
    out += "@" + std::to_string(block.position.line) + " ";
  }
  return out;
}

std::string shape_of(const std::vector<Attachment>& attachments) {
  std::string out;
  for (const auto& attachment : attachments)
    out +=
        "=" + std::to_string(attachment.number) + "," + std::to_string(attachment.title.size()) + " " + shape_of(attachment.body);
  return out;
}

std::string shape_of(const Document& document) {
  std::string out = std::to_string(document.title.size()) + std::to_string(document.contact.size()) +
                    std::to_string(document.main_recipients.empty()) + std::to_string(document.note.empty()) + " ";
  out += shape_of(document.body) + shape_of(document.attachments) + std::to_string(document.attachment_note.size());
  const auto& issued = *document.issued_text;
  return out + std::to_string(issued.title.size()) + shape_of(issued.body) + shape_of(issued.attachments);
}

std::string hostile_value(std::mt19937& random) {
  static const std::vector<std::string> parts{
      "\n",      "\r\n", "===",        "=== 附件1 甲", "::form x", "---", "{{x}}", "{{#rows}}", "一、",
      "（一）",  "1.",   "（1）",      "。",           "；",       "|",   "\"",    ">",         "> ",
      "标题 乙", "甲",   " ",          "　",           "\u2028",   "：",  "（",    "）",        "2023-05-31",
      "附件",    "印发", "\U0010FF01", "\U00100004",   "\t",       "<b>", "&"};
  std::uniform_int_distribution<std::size_t> pick(0, parts.size() - 1);
  std::string out = "值";  // a blank value is no line at all
  for (auto count = pick(random) % 7; count > 0; --count) out.insert(random() % 2 == 0 ? 0 : out.size(), parts[pick(random)]);
  return out;
}

}  // namespace

TEST_CASE("no value changes what a document consists of") {
  const auto text = OfficialText::read(R"(---
标题      {{v}}
主送机关  {{v}}
联系人    联系人：{{v}}
附注      {{v}}
---
{{v}}
一、{{v}}
（一）{{v}}。{{v}}
（二）提高认识。{{v}}
1.{{v}}
（1）{{v}}。
> {{v}}
{{v}}、{{v}}
{{#rows}}
{{v}}
{{/rows}}
=== 附件1 {{v}} | {{v}}
{{v}}
{{#no}}
{{/no}}{{v}}
=== 附件2 {{v}}
::form liaison
{{v}}{{v}}
=== 印发 {{v}} | {{v}}
# {{v}}
::roster
{{v}}：{{v}} {{v}}
{{#rows}}
成员：{{v}}
{{/rows}}
{{v}}

{{v}}
::caption {{v}}
::author {{v}}
=== 附件 {{v}}
{{v}}
)",
                                       "t.gw");
  REQUIRE_MESSAGE(text.ok(), en(text.diagnostics()));
  const auto wanted =
      shape_of(*text->compose(*parse_json(R"({"v": "值", "rows": [{"v": "值"}, {}], "no": false})"), named_block));
  for (std::uint32_t seed = 1; seed <= 500; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Value data;
    data["v"] = hostile_value(random);
    Value row;
    row["v"] = hostile_value(random);
    data["rows"] = List{row, Value(Map{})};
    data["no"] = false;
    CAPTURE(to_json(data));
    const auto document = text->compose(data, named_block);
    REQUIRE_MESSAGE(document.ok(), en(document.diagnostics()));
    CHECK(shape_of(*document) == wanted);
  }
}

TEST_CASE("marks typed with a Chinese input method are told and not printed") {
  const auto text = OfficialText::read("---\n标题  通知\n---\n正文\n：：form a\n＝＝＝ 附件1 甲\n由｛｛year｝｝年\n", "t.gw");
  CHECK(to_text(text.diagnostics(), Language::zh) ==
        "t.gw:5:1: error [text.full_width_mark] “：：”用了全角符号，不会起作用\n  提示：改成半角：::form …\n"
        "t.gw:6:1: error [text.full_width_mark] “＝＝”用了全角符号，不会起作用\n  提示：改成半角：=== 附件1 …\n"
        "t.gw:7:1: error [text.full_width_mark] “｛｛”用了全角符号，不会起作用\n  提示：改成半角：{{…}}\n");
  CHECK(en(text.diagnostics())
            .starts_with("t.gw:5:1: error [text.full_width_mark] “：：” is written with full-width signs and does "
                         "nothing\n  hint: write it with half-width signs: ::form …\n"));
}

TEST_CASE("a date of the head has its year and is a day of the calendar, as written and with data") {
  const auto written = OfficialText::read("---\n标题  通知\n成文日期  2023年6月31日\n印发日期  明天\n---\n正文\n", "t.gw");
  CHECK(to_text(written.diagnostics(), Language::zh) ==
        "t.gw:3:1: error [text.bad_date] “成文日期”应是年月日齐全的日期，这里是“2023年6月31日”\n"
        "  提示：写成 2023年5月31日；步骤的日期用 {{步骤.on_full}} 一类带 _full 的变量\n"
        "t.gw:4:1: error [text.bad_date] “印发日期”应是年月日齐全的日期，这里是“明天”\n"
        "  提示：写成 2023年5月31日；步骤的日期用 {{步骤.on_full}} 一类带 _full 的变量\n");
  const auto text = OfficialText::read("---\n标题  通知\n成文日期  {{day}}\n---\n正文\n", "t.gw");
  REQUIRE(text.ok());
  CHECK(text->compose(*parse_json(R"({"day": "2023年5月31日"})"), named_block).ok());
  const auto composed = text->compose(*parse_json(R"({"day": "5月31日"})"), named_block);
  CHECK(en(composed.diagnostics()) ==
        "t.gw:3:1: error [text.bad_date] “成文日期” wants a full date, not “5月31日”\n"
        "  hint: write 2023年5月31日; a step's date with its year is {{STEP.on_full}}\n");
}

TEST_CASE("a text without a title is refused") {
  const auto text = OfficialText::read("---\n主送机关  各单位\n---\n正文\n", "t.gw");
  CHECK(to_text(text.diagnostics(), Language::zh) ==
        "t.gw:1:1: error [text.no_title] 文稿没有标题\n  提示：在要素部分加上“标题”\n");
  CHECK(en(text.diagnostics()) == "t.gw:1:1: error [text.no_title] the text has no title\n  hint: add “标题” to the elements\n");
}

TEST_CASE("a hostile text is an error and no crash") {
  std::string nested;
  for (int i = 0; i < 20'000; ++i) nested += "{{#a}}";
  CHECK_FALSE(OfficialText::read(head + nested, "t.gw").ok());
  std::mt19937 random(7);
  const std::string characters = "-=:{}#/^!a\n .|\"\xE4\xB8\x80";
  for (int i = 0; i < 2000; ++i) {
    std::string text = i % 2 == 0 ? head : "---\n";
    for (auto length = random() % 60; length > 0; --length) text += characters[random() % characters.size()];
    const auto read = OfficialText::read(text, "t.gw");
    CHECK(read.has_value() != has_errors(read.diagnostics()));
  }
}

TEST_CASE("a title that fits stays on one line") {
  CHECK(break_title("关于开展活动的通知", 20) == std::vector<std::string>{"关于开展活动的通知"});
}

TEST_CASE("a title is broken between words into lines of unequal length") {
  CHECK(break_title("关于组织开展2023年阳泉市矿区防范非法集资宣传月活动的通知", 20) ==
        std::vector<std::string>{"关于组织开展2023年阳泉市矿区", "防范非法集资宣传月活动的通知"});
}

TEST_CASE("a title may part before 关于 and never in 《》 or a number") {
  CHECK(break_title("阳泉市矿区处置非法集资领导组办公室关于2023年防范非法集资宣传月活动情况的通报", 24) ==
        std::vector<std::string>{"阳泉市矿区处置非法集资领导组办公室", "关于2023年防范非法集资宣传月活动情况的通报"});
  CHECK(break_title("关于印发《2021年防范非法集资宣传月活动方案》的通知", 22) ==
        std::vector<std::string>{"关于印发", "《2021年防范非法集资宣传月活动方案》的通知"});
}

TEST_CASE("a term of the trade is not parted") {
  CHECK(break_title("关于2023年阳泉市矿区防范非法集资宣传月活动联络人情况的通报", 20) ==
        std::vector<std::string>{"关于2023年阳泉市矿区防范非法集资", "宣传月活动联络人情况的通报"});
}

TEST_CASE("any title is broken without loss into lines that fit") {
  const std::vector<std::string> parts{"关于", "印发", "《办法》", "“七进”", "2023年", "阳泉市矿区",          "防范非法集资",
                                       "的",   "和",   "通知",     "《",     "”",      "http://example.org/", "、"};
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::string title;
    for (auto count = 1 + random() % 30; count > 0; --count) title += parts[random() % parts.size()];
    CAPTURE(title);
    const auto broken = break_title(title, 20);
    CHECK(join(broken, "") == title);
    for (const auto& line : broken) CHECK(half_width_count(line) <= 40);
  }
}

TEST_CASE("each sample template composes with its example") {
  for (const std::string kind : {"notice", "cover_notice", "report", "circular", "summary"}) {
    CAPTURE(kind);
    const auto folder = "templates/" + kind + "/";
    const auto document = composed(file_text(folder + "template.gw"), *parse_json(file_text(folder + "example.json")));
    CHECK_FALSE(document.title.empty());
    CHECK_FALSE(document.body.empty());
    CHECK_FALSE(document.date_of_issue.empty());
  }
}

namespace {

// What a running campaign provides, as the texts print it.
Value yangquan_data() {
  return *parse_json(R"({
    "year": 2023, "campaign": {"theme": "守住钱袋子·护好幸福家"}, "entry_set": "机关、工厂、学校、家庭、社区、农村、网点",
    "notice": {"on_full": "2023年5月31日"}, "today": "2023年6月30日", "month": {"first": "6月1日", "last": "6月30日"},
    "focus_day": {"on": "6月15日"}, "signatory": "",
    "contact": {"name": "联系人甲", "phone": "（电话）", "mailbox": "（邮箱）"},
    "province_contact": {"name": "联系人乙", "phone": "（电话）"},
    "liaison": {"due": "6月10日", "units": 15, "accepted": 13, "incomplete": true,
                "missing": [{"name": "桥头街道"}, {"name": "区司法局"}]},
    "report": {"due": "6月25日", "units": 15, "accepted": 13, "incomplete": true,
               "missing": [{"name": "桥头街道"}, {"name": "区司法局"}],
               "total": {"c1_events": 642, "c2_participants": 51200, "c3_printed": 900, "c3_broadcasts": 310, "c4_works": 84,
                         "c5_views": 120000, "c6_reach": 33000, "c7_sms": 8000, "c8_posters": 450, "c8_screens": 700,
                         "c8_leaflets": 26000, "c9_news": 12}}})");
}

Document yangquan(const std::string& name, const Value& data) {
  return composed(file_text("workflows/yangquan-2023/" + name + ".gw"), data);
}

std::vector<std::string> headings_of(const Document& document) {
  std::vector<std::string> out;
  for (const auto& block : document.body)
    if (const auto* found = std::get_if<Heading>(&block.content)) out.push_back(found->text);
  return out;
}

}  // namespace

TEST_CASE("the Yangquan notice has the elements and headings of the real one") {
  const auto notice = yangquan("notice", yangquan_data());
  CHECK(notice.title == std::vector<std::string>{"关于组织开展2023年阳泉市矿区防范", "非法集资宣传月活动的通知"});
  CHECK(notice.main_recipients == "区处非领导组各成员单位");
  CHECK(notice.issuer_signature ==
        std::vector<std::string>{"阳泉市矿区处置非法集资领导组办公室", "（矿区金融事务服务中心代章）"});
  CHECK(notice.date_of_issue == "2023年5月31日");
  CHECK(notice.printing_office == "阳泉市矿区人民政府处置非法集资领导组办公室");
  CHECK(notice.attachment_note == std::vector<std::string>{"线上活动参与指引", "2023年防范非法集资宣传月活动联络人名单",
                                                           "2023年防范非法集资宣传月活动情况统计表"});
  CHECK(notice.attachments[0].title == std::vector<std::string>{"山西省防范非法集资知识有奖竞答", "参与指引"});
  CHECK(notice.attachments[2].landscape);
  CHECK(headings_of(notice) == std::vector<std::string>{"一、总体要求", "二、宣传内容", "（一）深入开展普法宣传教育",
                                                        "（二）广泛开展线下“七进”宣传教育", "（三）巩固传统媒体和新媒体宣传阵地",
                                                        "（四）切实做好重点宣教工作", "（五）广泛组织群众参与线上活动",
                                                        "三、工作要求", "（一）提高思想认识", "（二）加强协调联动",
                                                        "（三）强化考核评价"});
}

TEST_CASE("the other texts of the Yangquan campaign compose whether all units reported or not") {
  auto complete = yangquan_data();
  for (const std::string step : {"liaison", "report"}) {
    complete[step]["incomplete"] = false;
    complete[step]["missing"] = List{};
  }
  for (const std::string name : {"register", "total", "summary", "assessment"}) {
    CAPTURE(name);
    const auto some = yangquan(name, yangquan_data());
    const auto all = yangquan(name, complete);
    CHECK(headings_of(some) == headings_of(all));
    CHECK(some.body.size() > all.body.size());
    CHECK(all.attachments.size() == (name == "summary" ? 0 : 1));
  }
}

TEST_CASE("units that did not report are listed one a line") {
  const auto body = yangquan("total", yangquan_data()).body;
  CHECK(std::count(body.begin(), body.end(), paragraph("桥头街道")) == 1);
  CHECK(std::count(body.begin(), body.end(), paragraph("区司法局")) == 1);
}

TEST_CASE("a document says its format, and minutes who was there") {
  const auto document = composed(R"(---
格式          纪要
发文机关标志  某区人民政府常务会议纪要
令号          第3号
出席          出席：区政府甲某
出席          某局乙某
请假          某办丙某
列席          某会丁某
---
会议议定如下。
)");
  CHECK(document.format == DocumentFormat::minutes);
  CHECK(document.document_number == "第3号");
  CHECK(document.attendees == std::vector<std::string>{"区政府甲某", "某局乙某"});
  CHECK(document.absentees == std::vector<std::string>{"某办丙某"});
  CHECK(document.observers == std::vector<std::string>{"某会丁某"});
  CHECK(name_of(document) == "某区人民政府常务会议纪要第3号");
}

TEST_CASE("a format that there is not is told") {
  const auto errors = errors_of("---\n格式 公报\n标题 甲\n---\n");
  CHECK(
      zh(errors) ==
      "t.gw:2:1: error [text.unknown_format] 没有“公报”这种公文格式\n  提示：可用的格式：信函、命令、纪要；一般公文不写“格式”\n");
  CHECK(en(errors) ==
        "t.gw:2:1: error [text.unknown_format] there is no format “公报”\n"
        "  hint: the formats are 信函, 命令 and 纪要 (letter, order, minutes); others need no 格式\n");
}

TEST_CASE("elements that a format does not have are told") {
  const auto letter = errors_of("---\n标题 甲\n印发机关 某办\n格式 信函\n---\n");
  CHECK(zh(letter) == "t.gw:3:1: error [text.element_not_in_format] “印发机关”不用于信函\n  提示：删去这一行，或改用其他格式\n");
  CHECK(en(letter) ==
        "t.gw:3:1: error [text.element_not_in_format] “印发机关” is no element of the format “letter”\n"
        "  hint: remove the line, or use another format\n");
  CHECK(errors_of("---\n格式 命令\n标题 甲\n---\n").size() == 1);
  CHECK(errors_of("---\n标题 甲\n出席 某某\n---\n").size() == 1);
  CHECK(errors_of("---\n格式 纪要\n出席 某某\n---\n").empty());
}

TEST_CASE("the mark of a letter is one organ without 文件") {
  const auto errors = errors_of("---\n格式 信函\n发文机关标志 某局文件\n标题 甲\n---\n");
  CHECK(zh(errors) ==
        "t.gw:3:1: error [text.letter_mark] 信函的发文机关标志只写一个机关，不加“文件”\n  提示：联合行文只写主办机关的名称\n");
  CHECK(en(errors) ==
        "t.gw:3:1: error [text.letter_mark] the mark of a letter is one organ without 文件\n"
        "  hint: of a joint letter write the leading organ only\n");
  CHECK(errors_of("---\n格式 信函\n发文机关标志 甲局\n发文机关标志 乙局\n标题 甲\n---\n").size() == 1);
}

TEST_CASE("pictures with a bar between them stand beside each other") {
  const auto photo = *read_image(file_text("tests/plugins/pictures/photo.jpg"), {}, "photo.jpg");
  const BlockSource source = [&](const BlockRequest& request) -> Result<std::vector<Block>> {
    return std::vector<Block>{{request.position, Picture{photo, {}}}};
  };
  const auto text = *OfficialText::read(head + "::picture a.jpg 甲街道 现场 | b.jpg\n::图片 c.jpg 丙街道\n", "t.gw");
  REQUIRE(text.pictures().size() == 3);
  CHECK(text.pictures()[1].argument == "b.jpg");
  const auto document = text.compose(Value(Map{}), source);
  REQUIRE(document->body.size() == 2);
  CHECK(std::get<PictureRow>(document->body[0].content) == PictureRow{{{photo, "甲街道 现场"}, {photo, ""}}, 2});
  CHECK(std::get<Picture>(document->body[1].content) == Picture{photo, "丙街道"});
}

TEST_CASE("a bar within data parts no pictures") {
  const auto photo = *read_image(file_text("tests/plugins/pictures/photo.jpg"), {}, "photo.jpg");
  const BlockSource source = [&](const BlockRequest&) -> Result<std::vector<Block>> {
    return std::vector<Block>{{{}, Picture{photo, {}}}};
  };
  const auto text = *OfficialText::read(head + "::picture a.jpg {{what}}\n", "t.gw");
  const auto document = text.compose(Value(Map{{"what", "甲 | b.jpg"}}), source);
  CHECK(std::get<Picture>(document->body[0].content).caption == "甲 | b.jpg");
}

TEST_CASE("too many pictures for one row, and one without a file, are told") {
  const auto errors = errors_of(head + "::picture a.jpg | b.jpg | c.jpg | d.jpg | e.jpg\n");
  CHECK(zh(errors) ==
        "t.gw:4:1: error [text.many_pictures] 一行排不下 5 张图片\n  提示：一行最多 4 张；其余的另写一行“::picture”\n");
  CHECK(en(errors) ==
        "t.gw:4:1: error [text.many_pictures] 5 pictures are too many for one row\n"
        "  hint: at most 4 a row; write another “::picture”\n");
  CHECK(en(errors_of(head + "::picture a.jpg |\n")).starts_with("t.gw:4:1: error [text.block_without_name]"));
}

TEST_CASE("a seal is a picture of the office or a place left free, one for each organ that signs") {
  const auto read = [](const std::string& seals, const std::string& names) {
    return *OfficialText::read("---\n标题 甲\n" + names + seals + "成文日期 2024-05-08\n---\n", "t.gw");
  };
  const auto seal = *read_image(file_text("tests/plugins/pictures/seal.png"), {}, "seal.png");
  std::string asked;
  const BlockSource source = [&](const BlockRequest& request) -> Result<std::vector<Block>> {
    asked += request.argument;
    return std::vector<Block>{{request.position, Picture{seal, {}}}};
  };
  const auto sealed = read("印章 seal.png\n", "署名 某局\n署名 （某办代章）\n");
  REQUIRE(sealed.pictures().size() == 1);
  CHECK(sealed.pictures().front().argument == "seal.png");
  CHECK(sealed.blocks().empty());
  CHECK(sealed.compose(Value(Map{}), source)->seals == std::vector<Seal>{{seal}});
  CHECK(asked == "seal.png");
  CHECK(read("印章 预留\n", "署名 甲局\n署名 乙局\n").compose(Value(Map{}), source)->seals == std::vector<Seal>(1));
  const auto missing = read("印章 a.png\n印章 b.png\n", "署名 某局\n").compose(Value(Map{}), source);
  CHECK(zh(missing.diagnostics()) ==
        "t.gw:4:1: error [text.seal_count] 署名有 1 个机关，印章有 2 个\n"
        "  提示：每个机关写一行“印章”，次序与署名相同；都要留出位置的，只写一行“印章 预留”\n");
  CHECK(en(missing.diagnostics()) ==
        "t.gw:4:1: error [text.seal_count] 1 organs sign, but there are 2 seals\n"
        "  hint: write a line 印章 for each organ, in their order; a single “印章 预留” leaves room for all\n");
  const auto alone = errors_of("---\n标题 甲\n印章 预留\n---\n");
  CHECK(zh(alone) ==
        "t.gw:3:1: error [text.seal_alone] 加盖印章的公文要有署名和成文日期\n  提示：加上“署名”和“成文日期”，或删去“印章”\n");
  CHECK(en(alone) ==
        "t.gw:3:1: error [text.seal_alone] a sealed document needs a signature and a date\n"
        "  hint: add 署名 and 成文日期, or remove 印章\n");
}

TEST_CASE("a stamp of a name stands with the title of who signs, and not beside a signature") {
  const auto document =
      composed("---\n格式 命令\n发文机关标志 某省人民政府令\n签名章 省长\n签名章 部长 | 预留\n---\n现予公布。\n");
  CHECK(document.stamps == std::vector<NameStamp>{{"省长", {}}, {"部长", {}}});
  const auto errors = errors_of("---\n标题 甲\n署名 某局\n签名章 局长\n---\n");
  CHECK(zh(errors) ==
        "t.gw:4:1: error [text.stamp_and_signature] 加盖签名章的公文不写署名，也不盖印章\n"
        "  提示：删去“署名”和“印章”，机关写在签发人职务里：签名章 某省省长\n");
  CHECK(en(errors) ==
        "t.gw:4:1: error [text.stamp_and_signature] a document with a stamp of a name has neither signature nor seal\n"
        "  hint: remove 署名 and 印章; the organ is told with the title: 签名章 某省省长\n");
}

namespace {

Table grid_of(const std::string& lines, const Value& data = Value(Map{})) {
  const auto body = body_of(lines, data);
  REQUIRE(body.size() == 1);
  return std::get<Table>(body.front().content);
}

}  // namespace

TEST_CASE("a table is written out row by row, rows from data too") {
  const auto table = grid_of(R"(::表格 单位：份
单位 | 手册 | 说明
{{#units}}
{{name}} | {{count}} | {{note}}
{{/units}}
)",
                             *parse_json(R"({"units": [{"name": "甲|街道", "count": 3, "note": "领取时带介绍信，在二楼服务窗口"},
                                                       {"name": "<", "count": 12, "note": ""}]})"));
  CHECK(table.caption == "单位：份");
  CHECK(table.header == std::vector<std::vector<Cell>>{{{"单位"}, {"手册"}, {"说明"}}});
  CHECK(table.rows == std::vector<std::vector<Cell>>{{{"甲|街道"}, {"3"}, {"领取时带介绍信，在二楼服务窗口", 1, 1, Align::left}},
                                                     {{"<"}, {"12"}, {"", 1, 1, Align::left}}});
  REQUIRE(table.widths.size() == 3);
  CHECK(table.widths[0] == 4.5);
  CHECK(table.widths[1] == 3);
  CHECK(table.widths[2] == doctest::Approx(11 + 5 / 6.0));
}

TEST_CASE("cells of a written table join those on their left and above") {
  const auto table = grid_of(R"(::grid
| 单位 | 宣传品 | <  |
| ^    | 手册 | 折页 |
|------|------|------|
| 甲   | 不发 | < |
| 乙   | ^ | < |
)");
  CHECK(table.header == std::vector<std::vector<Cell>>{{{"单位", 1, 2}, {"宣传品", 2, 1}}, {{"手册"}, {"折页"}}});
  CHECK(table.rows == std::vector<std::vector<Cell>>{{{"甲"}, {"不发", 2, 2}}, {{"乙"}}});
}

TEST_CASE("a written table whose cells do not fit is told") {
  CHECK(zh(errors_of(head + "::表格\n\n乙\n")) ==
        "t.gw:4:1: error [text.empty_grid] “::表格”下面没有表格\n  提示：紧接着每行写一行，格与格之间写 |，以空行结束\n");
  CHECK(en(errors_of(head + "::grid\n\n乙\n")) ==
        "t.gw:4:1: error [text.empty_grid] there is no table under “::grid”\n"
        "  hint: write one row a line right below, with | between the cells, and a blank line at the end\n");
  CHECK(zh(errors_of(head + "::grid\n甲|乙\n1|2|3\n")) ==
        "t.gw:6:1: error [text.grid_columns] 表格的这一行有 3 格，第一行有 2 格\n"
        "  提示：各行格数要一样，格与格之间写 |；并到左边的格写 <，并到上边的写 ^\n");
  CHECK(en(errors_of(head + "::grid\n甲|乙\n1\n")) ==
        "t.gw:6:1: error [text.grid_columns] this row has 1 cells, the first one 2\n"
        "  hint: give every row as many cells, with | between them; < joins the cell on the left, ^ the one above\n");
  CHECK(zh(errors_of(head + "::grid\n甲|乙\n^|2\n")) ==
        "t.gw:6:1: error [text.grid_merge] 表格的这一行里，“^”没有可以并入的格\n"
        "  提示：< 并入左边的格，^ 并入上边的格，并成的格要是长方形；表头和正文不能并在一起\n");
  CHECK(en(errors_of(head + "::grid\n甲|乙\n1|2\n<|3\n")) ==
        "t.gw:7:1: error [text.grid_merge] in this row “<” has no cell to belong to\n"
        "  hint: < joins the cell on the left, ^ the one above; together they are a rectangle, in the header or below it\n");
  CHECK(errors_of(head + "::grid\n甲|乙\n1|2\n^|<\n").size() == 1);
}

TEST_CASE("a chart is read like a roster, values from data too") {
  const auto body = body_of(R"(::chart 柱形 各街道场次
图例：宣讲 走访
{{#units}}
{{name}}：{{count}} 2.5
{{/units}}

之后。
)",
                            *parse_json(R"({"units": [{"name": "甲：街道", "count": 3}, {"name": "乙街道", "count": 12}]})"));
  REQUIRE(body.size() == 2);
  const Chart wanted{ChartKind::bar, "各街道场次", {"甲：街道", "乙街道"}, {{"宣讲", {3, 12}}, {"走访", {2.5, 2.5}}}};
  CHECK(std::get<Chart>(body.front().content) == wanted);
}

TEST_CASE("a chart that cannot be drawn is told") {
  CHECK(zh(errors_of(head + "::chart 饼形 甲\n")) ==
        "t.gw:4:1: error [text.unknown_chart] 没有“饼形”这种图表\n  提示：写成“::chart 柱形 标题”或“::chart 折线 标题”\n");
  CHECK(en(errors_of(head + "::图表 饼形 甲\n")) ==
        "t.gw:4:1: error [text.unknown_chart] there is no chart “饼形”\n  hint: write “::chart bar TITLE” or “::chart line "
        "TITLE”\n");
  CHECK(zh(errors_of(head + "::chart line 甲\n\n乙\n")) ==
        "t.gw:4:1: error [text.empty_chart] “::chart”下面没有数据\n  提示：紧接着每项写一行“名称：数值”，以空行结束\n");
  CHECK(en(errors_of(head + "::chart line 甲\n\n乙\n")) ==
        "t.gw:4:1: error [text.empty_chart] there is no data under “::chart”\n"
        "  hint: write one entry a line right below, “NAME：VALUE”, and a blank line at the end\n");
  CHECK(zh(errors_of(head + "::chart line 甲\n乙：三\n")) ==
        "t.gw:5:1: error [text.chart_value] 图表里的“三”不是数值\n"
        "  提示：写成“名称：数值”，如“某街道：12”；图表以空行结束\n");
  CHECK(en(errors_of(head + "::chart line 甲\n乙 3\n")) ==
        "t.gw:5:1: error [text.chart_value] “乙 3” in the chart is no number\n"
        "  hint: write “NAME：VALUE”, such as “某街道：12”; a blank line ends the chart\n");
  CHECK(zh(errors_of(head + "::chart line 甲\n乙：3\n丙：4 5\n")) ==
        "t.gw:6:1: error [text.chart_series] “丙”有 2 个数值，其他行有 1 个\n"
        "  提示：每行写同样多的数值，中间空一格；最多四个\n");
  CHECK(en(errors_of(head + "::chart line 甲\n乙：3\n丙：4 5\n")) ==
        "t.gw:6:1: error [text.chart_series] “丙” has 2 values, other lines 1\n"
        "  hint: write as many values on each line, with a space between; at most four\n");
}
