// Material that has to come with a report: how it is written, what is missing, what is still to come.
#include "engine/definition/required_file.h"

#include "tests/definition/form_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

std::vector<RequiredFile> required_of(std::string_view text) {
  auto required = parse_required(text, {"f", 1, 1});
  REQUIRE_MESSAGE(required.ok(), to_text(required.diagnostics(), Language::en));
  return *std::move(required);
}

std::string refused(std::string_view text) { return in_both_languages(parse_required(text, {"f", 3, 10}).diagnostics()); }

}  // namespace

TEST_CASE("required material names its kind and number and whether it is paper and by when") {
  const auto required =
      required_of("书面总结, 盖章扫描件 纸质 截止 2023-06-30、照片 2-9，光盘 paper 2+ by 2 weeks after notice, 截图 3");
  REQUIRE(required.size() == 5);
  CHECK(required[0].kind == "书面总结");
  CHECK_FALSE(required[0].paper);
  CHECK(required[0].min == 1);
  CHECK(required[0].max == 0);
  CHECK(required[0].due_text.empty());
  CHECK(required[1].kind == "盖章扫描件");
  CHECK(required[1].paper);
  CHECK(required[1].due_text == "2023-06-30");
  CHECK(required[2].min == 2);
  CHECK(required[2].max == 9);
  CHECK(required[3].paper);
  CHECK(required[3].min == 2);
  CHECK(required[3].max == 0);
  CHECK(required[3].due_text == "2 weeks after notice");
  CHECK(required[4].min == 3);
  CHECK(required[4].max == 3);
}

TEST_CASE("the same material may be wanted as a file and on paper") {
  CHECK(required_of("书面总结, 书面总结 paper by 2023-07-10").size() == 2);
}

TEST_CASE("what cannot be understood of required material is told with its place") {
  CHECK(refused("总结, 照片 多张") ==
        "f:3:14: error [require.syntax] 看不懂材料“照片”后面的“多张”\n  提示：可以写：paper（纸质）、份数（2、2-9、2+）、by "
        "日期（截止 日期）\n\n"
        "f:3:14: error [require.syntax] “多张” after the material “照片” means nothing here\n  hint: it may be: paper, a number "
        "(2, "
        "2-9, 2+), by DATE\n");
  CHECK(refused("照片 9-2") ==
        "f:3:10: error [require.bad_range] 材料“照片”的份数“9-2”不对\n  提示：至少 1 份，后一个数不小于前一个\n\n"
        "f:3:10: error [require.bad_range] “9-2” is no number of “照片”\n  hint: 1 at least, and the second number not below the "
        "first\n");
  CHECK(
      refused("paper by 2023-06-30") ==
      "f:3:10: error [require.no_kind] “paper by 2023-06-30”没有写是什么材料\n  提示：写成：盖章扫描件 paper by 2023-06-30\n\n"
      "f:3:10: error [require.no_kind] “paper by 2023-06-30” names no material\n  hint: write: 盖章扫描件 paper by 2023-06-30\n");
  CHECK(refused("照片 2, 照片 3") ==
        "f:3:16: error [require.duplicate] 材料“照片”写了两次\n  提示：保留一个；要几份写份数\n\n"
        "f:3:16: error [require.duplicate] the material “照片” stands twice\n  hint: keep one, and write how many\n");
  for (const auto* text : {"照片 0", "照片 -1", "照片 2-", "照片 2-3+", "照片 2x", "照片 by"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_required(text, {}).ok());
  }
}

TEST_CASE("a report lacks what has to come with it and not what comes later or on paper") {
  const auto required = required_of("书面总结, 照片 2-3, 盖章扫描件 by 2023-07-10, 光盘 paper");
  CHECK(told(check_required(required, {{"photo", "1.jpg", ""}})) ==
        "error form.file_missing 书面总结\n缺少材料“书面总结”。请附上\n“书面总结” is missing: attach it\n"
        "error form.file_too_few 照片\n“照片”有 1 份，至少 2 份。请补充\n“照片” has 1 files, 2 at least: attach the rest\n");
  const AttachedFile photo{"照片", "x.jpg", ""};
  CHECK(told(check_required(required, {{"书面总结", "1.doc", ""}, photo, photo, photo, photo})) ==
        "error form.file_too_many 照片\n“照片”有 4 份，最多 3 份。请选留\n“照片” has 4 files, 3 at most: leave some out\n");
  CHECK(check_required(required, {{"书面总结", "1.doc", ""}, photo, photo}).empty());
}

TEST_CASE("paper is owed until it is received and files until they come") {
  const auto required = required_of("书面总结, 书面总结 paper 2+ by 2023-07-10");
  const std::vector<AttachedFile> file{{"书面总结", "1.doc", ""}};
  CHECK(outstanding(required, {}, {}).size() == 2);
  auto owed = outstanding(required, file, {});
  REQUIRE(owed.size() == 1);
  CHECK(owed[0].paper);
  CHECK(owed[0].min == 2);
  owed = outstanding(required, file, {{"书面总结", *parse_date("2023-07-01"), "区处非办"}});
  REQUIRE(owed.size() == 1);
  CHECK(owed[0].min == 1);
  CHECK(outstanding(required, file, {{"书面总结", *parse_date("2023-07-01"), "区处非办", 2}}).empty());
}
