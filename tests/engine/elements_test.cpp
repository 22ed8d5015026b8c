#include "engine/document/elements.h"

#include <doctest/doctest.h>

using namespace hongtou;

TEST_CASE("an issuer mark takes the largest size that fits one line") {
  CHECK(arrange_issuer_mark({"示例市人民政府文件"}).size_pt == 42);
  CHECK(arrange_issuer_mark({"示例市矿区处置非法集资领导组办公室文件"}).size_pt == 22);
  const auto too_long = arrange_issuer_mark({"示例市矿区防范和处置非法集资工作领导小组办公室文件"});
  CHECK(too_long.size_pt == 22);
  CHECK(too_long.scale < 1);
}

TEST_CASE("a joint issue shares one 文件") {
  const auto mark = arrange_issuer_mark({"甲局文件", "乙丙丁局"});
  CHECK(mark.organs == std::vector<std::string>{"甲局", "乙丙丁局"});
  CHECK(mark.document_word);
  CHECK(mark.longest == 4);
}

TEST_CASE("the date begins two characters right of the signature") {
  const auto place = place_signature({"示例市矿区处置非法集资办", "（代章）"}, "2023年5月31日");
  CHECK(place.names == std::vector<SignatureLine>{{"示例市矿区处置非法集资办", 2}, {"（代章）", 6}});
  CHECK(place.date == 5.5);  // 2 + 12 − 2 − 6.5
}

TEST_CASE("a date longer than the signature is two characters from the right") {
  const auto place = place_signature({"示例局"}, "2023年5月31日");
  CHECK(place.date == 2);
  CHECK(place.names == std::vector<SignatureLine>{{"示例局", 7.5}});  // 2 + 6.5 + 2 − 3
}

TEST_CASE("a date or a signature alone stands two characters from the right") {
  CHECK(place_signature({}, "2023年5月31日").date == 2);
  CHECK(place_signature({"示例局"}, "").names == std::vector<SignatureLine>{{"示例局", 2}});
}

TEST_CASE("a long signature takes the whole type area and leaves the date its room") {
  const std::string office = "北京市海淀区打击集资和非法证券经营活动工作协调小组办公室";  // 28 characters
  const auto place = place_signature({office, "北京市海淀区金融服务办公室（代章）"}, "2021年6月8日");
  CHECK(place.names == std::vector<SignatureLine>{{office, 0}, {"北京市海淀区金融服务办公室（代章）", 5.5}});
  CHECK(place.date == 20);  // 28 − 2 − 6: it begins two characters right of the signature
}

TEST_CASE("a signature wider than the type area is broken between words") {
  const auto place = place_signature({"北京市海淀区打击集资和非法证券经营活动工作协调小组办公室综合协调处"}, "2021年6月8日");
  REQUIRE(place.names.size() == 2);
  CHECK(place.names[0].text + place.names[1].text == "北京市海淀区打击集资和非法证券经营活动工作协调小组办公室综合协调处");
  for (const auto& line : place.names) CHECK(width_in_characters(line.text) + line.right <= 28);
  CHECK(place.date + width_in_characters("2021年6月8日") + 2 <= 28);
}

TEST_CASE("a title is printed in its author's lines as long as they fit, and else broken outside of its quotes") {
  const std::vector<std::string> two{"关于印发利通区创建", "工作实施方案的通知"};
  CHECK(title_lines(two) == two);
  CHECK(title_lines({"关于印发利通区创建“无非法集资", "社区（村）”工作实施方案的通知"}) ==
        std::vector<std::string>{"关于印发利通区创建“无非法集资", "社区（村）”工作实施方案的通知"});
  CHECK(title_lines({"关于印发利通区创建“无非法集资社区（村）”工作实施方案的通知"}) ==
        std::vector<std::string>{"关于印发利通区创建", "“无非法集资社区（村）”", "工作实施方案的通知"});
  const std::vector<std::string> wide{"区县创建“无非法集资社区（村）”工作情况汇总表"};
  CHECK(title_lines(wide, true) == wide);
  CHECK(title_lines(wide).size() == 2);
}

TEST_CASE("an attachment is labelled and titled") {
  CHECK(attachment_label({2, "名单", {}, {}, false}) == "附件2");
  CHECK(attachment_label({0, "名单", {}, {}, false}) == "附件");
  CHECK(attachment_title({0, "名单", {}, {}, false}) == std::vector<std::string>{"名单"});
  CHECK(attachment_number(0, 1).empty());
  CHECK(attachment_number(1, 2) == "2.");
}

TEST_CASE("a roster is spread to columns") {
  const auto roster =
      spread_out({{{"组长", "甲乙", "区长"}, {"副组长", "丙丁戊", ""}, {"", "己庚辛壬", "局长"}, {"成员", "癸", ""}}});
  CHECK(roster ==
        Roster{{{"组　长", "甲　乙", "区长"}, {"副组长", "丙丁戊", ""}, {"", "己庚辛壬", "局长"}, {"成　员", "癸", ""}}});
  CHECK(roster_columns(roster).position == 3);
  CHECK(roster_columns(roster).name == 4);
  CHECK(roster_columns({}).position == 0);
}

TEST_CASE("a position is spread only where the spaces come out even") {
  const auto roster =
      spread_out({{{"常务副组长", "甲", ""}, {"副组长", "乙", ""}, {"办公室主任", "丙", ""}, {"总联络员", "丁", ""}}});
  CHECK(roster.members[1].position == "副　组　长");
  CHECK(roster.members[3].position == "总联络员");
  CHECK(spread_out({{{"副组长", "甲", ""}, {"总联络员", "乙", ""}}}).members[0].position == "副 组 长");
}
