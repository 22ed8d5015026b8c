#include "engine/layout/glyph_check.h"

#include <doctest/doctest.h>

#include "tests/engine/even_typefaces.h"

using namespace hongtou;

TEST_CASE("characters of a text that no font has are told once, where they first stand") {
  const auto told =
      check_glyphs("---\n标题 通知\U0001F600\n---\n{{! \U0001F600 }}甲\U0001F600\n", "a.gw", tests::EvenTypefaces());
  CHECK(to_text(told, Language::zh) ==
        "a.gw:2:6: warning [layout.glyph_missing] 没有一种字体有“\U0001F600”（U+1F600）字\n"
        "  提示：请安装含有此字的字体（Debian 软件包 fonts-noto-cjk），或改用其他字\n");
}

TEST_CASE("what is not printed needs no font") {
  const auto check = [](const char* text) { return check_glyphs(text, "a.gw", tests::EvenTypefaces()); };
  CHECK(check("::picture \U0001F600.png\n").empty());
  CHECK(check("甲{{! \U0001F600\n\U0001F600 }}乙\n").empty());
  CHECK(check("甲\xE2\x80\x8B乙\t丙\n").empty());
  CHECK(check("{{甲}}\U0001F600").size() == 1);
}

TEST_CASE("a message about a character is placed where the text has it, every other one at the file") {
  const Message missing{"layout.glyph_missing", "", ""}, other{"layout.mark_too_high", "", ""};
  Diagnostics told{{Severity::error, {}, missing, {"乙", "U+4E59"}},
                   {Severity::error, {}, missing, {"丙", "U+4E19"}},
                   {Severity::error, {}, other, {"9"}},
                   {Severity::error, {"b.gw", 7, 1}, missing, {"乙", "U+4E59"}}};
  place_in_text(told, "甲\n甲乙\n", "a.gw");
  CHECK(told[0].position == Position{"a.gw", 2, 2});
  CHECK(told[1].position == Position{"a.gw", 0, 0});
  CHECK(told[2].position == Position{"a.gw", 0, 0});
  CHECK(told[3].position == Position{"b.gw", 7, 1});
}
