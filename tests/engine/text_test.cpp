#include "engine/text.h"

#include <doctest/doctest.h>

#include "engine/json_text.h"

using namespace hongtou;

TEST_CASE("the nearest name is suggested only when it is near") {
  CHECK(nearest("notcie", {"notice", "report"}) == "notice");
  CHECK(nearest("联络入", {"联络人", "统计表"}) == "联络人");
  CHECK(nearest("budget", {"notice", "report"}).empty());
}

TEST_CASE("a list may be separated by Chinese or Latin commas") {
  CHECK(split_list("甲， 乙、丙,丁,") == std::vector<std::string>{"甲", "乙", "丙", "丁"});
}

TEST_CASE("invalid UTF-8 is found where it begins") {
  CHECK_FALSE(first_invalid_utf8("红头 𠀀").has_value());
  CHECK(first_invalid_utf8("a\xC0\x80") == 1);     // overlong
  CHECK(first_invalid_utf8("\xED\xA0\x80") == 0);  // surrogate
  CHECK(first_invalid_utf8("红\xE5\xA4") == 3);    // cut off
}

TEST_CASE("invalid UTF-8 is found wherever it stands among plain characters") {
  for (std::size_t before = 0; before < 20; ++before)
    for (std::size_t after = 0; after < 20; ++after) {
      const auto text = std::string(before, 'a') + "\xFF" + std::string(after, 'b');
      CHECK(first_invalid_utf8(text) == before);
      CHECK_FALSE(first_invalid_utf8(std::string(before, 'a') + "红" + std::string(after, 'b')));
    }
}

TEST_CASE("a text is written as JSON with only what must be escaped escaped") {
  const auto written = [](std::string_view text) {
    std::string out = "[";
    append_json(out, text);
    return out;
  };
  CHECK(written("") == "[\"\"");
  CHECK(written("红头 a/b \x7F") == "[\"红头 a/b \x7F\"");
  CHECK(written("他说“\"好\"”\\") == "[\"他说“\\\"好\\\"”\\\\\"");
  CHECK(written("\n\t\x01") == "[\"\\n\\t\\u0001\"");
  CHECK(written("a\xFF") == "[\"a\uFFFD\"");
}

TEST_CASE("columns are counted in characters") {
  const auto place = line_column("标题\n  甲乙", 13);
  CHECK(place.line == 2);
  CHECK(place.column == 5);
}

TEST_CASE("trim takes full-width spaces too") { CHECK(trim("　 甲 乙　\r\n") == "甲 乙"); }

TEST_CASE("numbers of headings are written in Chinese") {
  CHECK(chinese_number(1) == "一");
  CHECK(chinese_number(10) == "十");
  CHECK(chinese_number(23) == "二十三");
}
