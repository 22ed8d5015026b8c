// The list of people: accounts and the posts they hold.
#include "engine/definition/people.h"

#include "tests/definition/definition_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

Units two_units() {
  return *read_units("id,name,class,parent,aliases\noffice,区处非办,牵头,,处非办\neast,东街道,街道,office,\n", "units.csv");
}

std::string complaint(const std::string& text) {
  const auto people = read_people(text, "people.csv", two_units());
  REQUIRE_FALSE(people.ok());
  const auto& first = people.diagnostics().front();
  return std::to_string(first.position.line) + ":" + std::to_string(first.position.column) + " " + to_text(first, Language::zh) +
         " / " + to_text(first, Language::en);
}

bool says(const std::string& text, const std::string& code, const std::string& zh, const std::string& en) {
  const auto told = complaint(text);
  CAPTURE(told);
  CHECK(told.find("[" + code + "]") != std::string::npos);
  CHECK(told.find(zh) != std::string::npos);
  CHECK(told.find(en) != std::string::npos);
  return true;
}

}  // namespace

TEST_CASE("a person may hold several posts in several units which are named by any of their words") {
  const auto people = read_people("账号,单位,岗位\nli,处非办,拟稿\nli,东街道,联络员\n", "people.csv", two_units());
  REQUIRE(people.ok());
  REQUIRE(people->posts().size() == 2);
  CHECK(people->posts().front().unit == "office");
  CHECK(people->knows("li"));
  CHECK_FALSE(people->knows("wang"));
  CHECK(people->act_for("east"));
  CHECK(people->hold("office", "拟稿"));
  CHECK_FALSE(people->hold("east", "拟稿"));
  std::string posts;
  for (const auto* post : people->posts_of("li")) posts += post->unit + " " + post->name + ";";
  CHECK(posts == "office 拟稿;east 联络员;");
  CHECK(people->posts_of("wang").empty());
}

TEST_CASE("each fault of a list of people is told with its place and how to mend it") {
  says("\xB5\xA5", "people.not_readable", "人员名单不是 UTF-8 编码的 CSV 文件", "the list of people is no CSV file in UTF-8");
  says("名字,单位\n", "people.no_head", "人员名单的第一行应是“id,unit,post”", "the list of people begins with “id,unit,post”");
  says("", "people.no_head", "不写姓名", "without names");
  says("id,unit,post\nli,office\n", "people.column_count", "这一行有 2 列，应有 3 列", "this line has 2 columns instead of 3");
  says("id,unit,post\nli,office,\n", "people.empty_cell", "这一行没有填“岗位”", "this line lacks its “岗位”");
  says("id,unit,post\nli,东街到,联络员\n", "people.unknown_unit", "人员名单里的单位“东街到”不在单位名单中，是否为“东街道”？",
       "“东街到”, in the list of people, is no unit; did you mean “东街道”?");
  says("id,unit,post\n东街道,east,联络员\n", "people.bad_id", "“东街道”不能作账号：它是单位的名称",
       "“东街道” cannot be an account: it names a unit");
  says("id,unit,post\nli@east,east,联络员\n", "people.bad_id", "里面有“@”", "there is an “@” in it");
  says("id,unit,post\nengine,east,联络员\n", "people.bad_id", "它指系统自己", "it means the system itself");
  says("id,unit,post\nli,east,联络员\nli,东街道,联络员\n", "people.duplicate", "“li”的这个岗位已经写过（第 2 行）",
       "this post of “li” stands in line 2 already");
  says("id,unit,post\n\"li,east,联络员\n", "people.unclosed_quote", "双引号没有闭合", "a quote is not closed");
}
