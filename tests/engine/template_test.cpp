#include "engine/document/template.h"

#include <doctest/doctest.h>

#include <random>

using namespace hongtou;

namespace {

std::string zh(const Diagnostics& diagnostics) { return to_text(diagnostics, Language::zh); }
std::string en(const Diagnostics& diagnostics) { return to_text(diagnostics, Language::en); }

Value json(const char* text) { return *parse_json(text); }

Diagnostics errors_of(std::string_view text) { return Template::parse(text, "t.gw").diagnostics(); }

Diagnostics errors_of(std::string_view text, const Value& data) {
  const auto parsed = Template::parse(text, "t.gw");
  REQUIRE(parsed.ok());
  return parsed->check(data);
}

std::string rendered(std::string_view text, const Value& data) {
  const auto parsed = Template::parse(text, "t.gw");
  REQUIRE_MESSAGE(parsed.ok(), en(parsed.diagnostics()));
  auto out = parsed->render(data, escape_nothing);
  REQUIRE_MESSAGE(out.ok(), en(out.diagnostics()));
  return *out;
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("a template fills in values by their dotted and Chinese names") {
  const auto data = json(R"({"contact": {"name": "联系人甲"}, "年份": 2023, "率": 0.5})");
  CHECK(rendered("{{年份}}年，{{ contact.name }}，{{　率　}}", data) == "2023年，联系人甲，0.5");
}

TEST_CASE("sections repeat lists and enter maps and leave out what is false or empty") {
  const auto data = json(R"({"rows": [{"n": "甲"}, {"n": "乙"}], "one": {"n": "丙"}, "no": false, "none": [], "null": null,
                             "plain": ["丁", 4], "text": "", "zero": 0, "n": "外"})");
  CHECK(rendered("{{#rows}}{{n}};{{/rows}}{{#one}}{{n}}{{/one}}", data) == "甲;乙;丙");
  CHECK(rendered("{{#no}}x{{/no}}{{#none}}x{{/none}}{{#null}}x{{/null}}", data).empty());
  CHECK(rendered("{{^no}}a{{/no}}{{^none}}b{{/none}}{{^null}}c{{/null}}{{^rows}}d{{/rows}}", data) == "abc");
  CHECK(rendered("{{#plain}}{{.}},{{/plain}}{{#text}}t{{/text}}{{#zero}}z{{/zero}}", data) == "丁,4,z");
  CHECK(rendered("{{#one}}{{zero}}{{#rows}}{{zero}}{{/rows}}{{/one}}", data) == "000");
  CHECK(rendered("甲\n{{#rows}}\n{{n}}\n{{/rows}}\n{{! 注 }}乙", data) == "甲\n甲\n乙\n乙");
}

TEST_CASE("values are escaped as asked and only where the tag asks for it") {
  const Value data = json(R"({"v": "<b>&\"'", "tag": "{{v}}"})");
  const auto parsed = Template::parse("{{v}}|{{{v}}}|{{&v}}|{{tag}}", "t.gw");
  CHECK(*parsed->render(data, escape_html) == "&lt;b&gt;&amp;&quot;&apos;|<b>&\"'|<b>&\"'|{{v}}");
}

TEST_CASE("an unfinished tag is told with what it lacks") {
  const auto errors = errors_of("第一行\n致{{name：\n{{{x}}\n{{a {{b}}");
  CHECK(zh(errors) ==
        "t.gw:2:2: error [template.unclosed_tag] “{{name：”没有写完，缺少“}}”\n"
        "  提示：在变量名后补上“}}”，中间不能换行\n"
        "t.gw:3:1: error [template.unclosed_tag] “{{{x}}”没有写完，缺少“}}}”\n"
        "  提示：在变量名后补上“}}}”，中间不能换行\n"
        "t.gw:4:1: error [template.unclosed_tag] “{{a {{b}}”没有写完，缺少“}}”\n"
        "  提示：在变量名后补上“}}”，中间不能换行\n");
  CHECK(en(errors_of("{{name")) ==
        "t.gw:1:1: error [template.unclosed_tag] “{{name” is not complete: “}}” is missing\n"
        "  hint: write “}}” after the name, on the same line\n");
}

TEST_CASE("sections that do not pair are told where they stand") {
  const auto errors = errors_of("{{#a}}\n{{^b}}{{/a}}\n{{/c}}");
  CHECK(zh(errors) ==
        "t.gw:2:1: error [template.unclosed_section] “{{^b}}”没有结束\n"
        "  提示：在这一段之后写上 {{/b}}\n"
        "t.gw:3:1: error [template.unopened_section] “{{/c}}”之前没有“{{#c}}”或“{{^c}}”\n"
        "  提示：检查名称，或删去这个结束标记\n");
  CHECK(en(errors) ==
        "t.gw:2:1: error [template.unclosed_section] “{{^b}}” is never closed\n"
        "  hint: write {{/b}} after the part it governs\n"
        "t.gw:3:1: error [template.unopened_section] “{{/c}}” closes a section that was not opened\n"
        "  hint: check the name, or remove this tag\n");
}

TEST_CASE("a tag without a proper name is told") {
  CHECK(zh(errors_of("{{ }}")) ==
        "t.gw:1:1: error [template.empty_name] “{{ }}”里没有写变量名\n"
        "  提示：写上变量名，如 {{year}}；层级之间用一个“.”，如 {{contact.name}}\n");
  CHECK(en(errors_of("年{{a..b}}")) ==
        "t.gw:1:2: error [template.empty_name] “{{a..b}}” holds no name\n"
        "  hint: write a name, as in {{year}}; parts of a name are joined by one “.”, as in {{contact.name}}\n");
  CHECK(errors_of("{{#}}{{/}}{{&}}{{{}}}{{.a}}{{a.}}").size() == 6);
}

TEST_CASE("partials and changed delimiters are no part of the language") {
  CHECK(zh(errors_of("{{> other}}")) ==
        "t.gw:1:1: error [template.partial] 不支持“{{> other}}”这种标记\n"
        "  提示：把要引用的文字直接写在这里；标记只能用 {{ 和 }}\n");
  CHECK(en(errors_of("{{=<% %>=}}")) ==
        "t.gw:1:1: error [template.partial] the tag “{{=<% %>=}}” is not supported\n"
        "  hint: write the text itself here; tags are always {{ and }}\n");
}

TEST_CASE("sections may nest 64 deep and no deeper") {
  CHECK(errors_of(repeated("{{#a}}", 64) + repeated("{{/a}}", 64)).empty());
  const auto errors = errors_of(repeated("{{#a}}", 65) + repeated("{{/a}}", 65));
  CHECK(zh(errors) == "t.gw:1:385: error [template.too_deep] “{{#a}}”嵌套超过 64 层\n  提示：把内容拆开，减少嵌套\n");
  CHECK(en(errors) ==
        "t.gw:1:385: error [template.too_deep] “{{#a}}” is nested deeper than 64 levels\n  hint: take the text apart\n");
}

TEST_CASE("a hostile template is an error and no crash") {
  CHECK(errors_of(repeated("{{#a}}", 20'000) + repeated("{{/a}}", 20'000)).size() == 1);
  CHECK(errors_of(repeated("{{#a}}", 20'000)).size() == 20'001);
  CHECK_FALSE(errors_of(repeated("{{", 20'000)).empty());
  CHECK(errors_of(repeated("{{/a}}", 20'000)).size() == 20'000);
}

TEST_CASE("a missing variable is told at its place with the name that was meant") {
  const auto data = json(R"({"year": 2023, "contact": {"name": "甲", "phone": "1"}})");
  const auto errors = errors_of("标题\n{{yaer}}年，{{contact.phnoe}}\n{{budget}}", data);
  CHECK(zh(errors) ==
        "t.gw:2:1: error [template.missing_variable] 数据中没有“yaer”\n"
        "  提示：是否为“year”？\n"
        "t.gw:2:11: error [template.missing_variable] 数据中没有“contact.phnoe”\n"
        "  提示：是否为“contact.phone”？\n"
        "t.gw:3:1: error [template.missing_variable] 数据中没有“budget”\n"
        "  提示：在数据中补上“budget”，或从文稿中删去它\n");
  CHECK(en(errors) ==
        "t.gw:2:1: error [template.missing_variable] the data does not provide “yaer”\n"
        "  hint: did you mean “year”?\n"
        "t.gw:2:11: error [template.missing_variable] the data does not provide “contact.phnoe”\n"
        "  hint: did you mean “contact.phone”?\n"
        "t.gw:3:1: error [template.missing_variable] the data does not provide “budget”\n"
        "  hint: provide “budget”, or remove it from the text\n");
}

TEST_CASE("each row of a list must have its fields and a fault is told once") {
  const auto data = json(R"({"rows": [{"a": 1}, {"b": 2}, {"b": 3}], "none": []})");
  CHECK(errors_of("{{#rows}}{{a}}{{/rows}}", data).size() == 1);
  CHECK(errors_of("{{#none}}{{a}}{{/none}}", data).empty());
  CHECK(errors_of("{{#gone}}{{a}}{{/gone}}{{^gone}}x{{/gone}}", data).size() == 2);
}

TEST_CASE("a value that is not there yet is told") {
  const auto errors = errors_of("{{issue_date}}", json(R"({"issue_date": null})"));
  CHECK(zh(errors) == "t.gw:1:1: error [template.null_variable] “issue_date”还没有值\n  提示：先填上“issue_date”，再生成文稿\n");
  CHECK(en(errors) ==
        "t.gw:1:1: error [template.null_variable] “issue_date” has no value yet\n"
        "  hint: give “issue_date” a value before the document is made\n");
}

TEST_CASE("a group of values that are all blank counts as nothing, and its members print nothing") {
  const auto text = "[{{#report}}{{place}}{{/report}}{{^report}}没有{{/report}}{{report.place}}]";
  CHECK(rendered(text, json(R"({"report": {"place": "广场", "note": ""}})")) == "[广场广场]");
  CHECK(rendered(text, json(R"({"report": {"place": "", "more": {"note": null, "rows": []}}})")) == "[没有]");
  CHECK(rendered("{{#report}}{{events}}场{{/report}}", json(R"({"report": {"events": 0, "note": ""}})")) == "0场");
  CHECK(rendered("{{#rows}}（{{place}}）{{/rows}}", json(R"({"place": "外", "rows": [{"place": ""}, {"place": "内"}]})")) ==
        "（）（内）");
}

TEST_CASE("what has no printed form is told") {
  const auto data = json(R"({"contact": {"name": "甲"}, "rows": [1], "yes": true})");
  const auto errors = errors_of("{{contact}}{{rows}}{{yes}}", data);
  REQUIRE(errors.size() == 3);
  CHECK(zh({errors[0]}) ==
        "t.gw:1:1: error [template.not_printable] “contact”是一组数据，不能直接印出来\n"
        "  提示：取其中的一项，如 {{contact.…}}，或用 {{#contact}}…{{/contact}} 逐项、按条件列出\n");
  CHECK(en({errors[1]}) ==
        "t.gw:1:12: error [template.not_printable] “rows” is a list and cannot be printed\n"
        "  hint: name a member, as in {{rows.…}}, or go through it with {{#rows}}…{{/rows}}\n");
  CHECK(errors[2].text(Language::zh) == "“yes”是一个是非值，不能直接印出来");
}

TEST_CASE("nothing is rendered from data that does not fit") {
  const auto parsed = Template::parse("{{a}}{{b}}", "t.gw");
  CHECK_FALSE(parsed->render(json(R"({"a": 1})"), escape_nothing).has_value());
}

TEST_CASE("tags are listed in order with their kinds and places") {
  const auto parsed = Template::parse("{{a}}\n{{#列表}}{{.}}{{{b}}}{{/列表}}{{! 注 }}{{^c}}{{/c}}", "t.gw");
  const auto& tags = parsed->tags();
  REQUIRE(tags.size() == 8);
  CHECK(tags[0].kind == TagKind::variable);
  CHECK(tags[1].kind == TagKind::section);
  CHECK(tags[1].name == "列表");
  CHECK(tags[2].position == Position{"t.gw", 2, 8});
  CHECK(tags[3].kind == TagKind::unescaped);
  CHECK(tags[4].kind == TagKind::section_end);
  CHECK(tags[5].kind == TagKind::comment);
  CHECK(tags[6].kind == TagKind::inverted_section);
}

namespace {

// Our reading of a template, done a second time by hand: what the check promised is what must be printed.
class Shadow {
 public:
  explicit Shadow(std::uint32_t seed) : random_(seed) {}

  void grow(int depth, const Value& scope) {
    for (int i = 0; i < 4; ++i) {
      const auto name = "k" + std::to_string(pick(3));
      const auto& value = scope.at(name);
      const int choice = pick(3);
      if (choice == 0) {
        add("文" + std::to_string(pick(10)));
      } else if (choice == 1 && value.text() != nullptr) {
        source += "{{" + name + "}}";
        expected += shown_ ? value.print() : "";
      } else if (depth > 0) {
        const bool inverted = pick(2) == 0;
        const bool holds = !value.is_null() && value.boolean_or(true);
        source += (inverted ? "{{^" : "{{# ") + name + "}}";
        const bool before = shown_;
        shown_ = shown_ && holds != inverted;
        grow(depth - 1, scope);
        shown_ = before;
        source += "{{/" + name + " }}";
      }
    }
  }

  int pick(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }

  std::string source, expected;

 private:
  void add(const std::string& text) {
    source += text;
    expected += shown_ ? text : "";
  }

  std::mt19937 random_;
  bool shown_ = true;
};

}  // namespace

TEST_CASE("what is rendered is what the check promised") {
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    Shadow shadow(seed);
    Value data;
    for (const char* name : {"k0", "k1", "k2"}) {
      const int choice = shadow.pick(4);
      data[name] = choice == 0 ? Value(false) : choice == 1 ? Value(true) : choice == 2 ? Value("值<{{k0}}>") : Value();
    }
    shadow.grow(3, data);
    CAPTURE(shadow.source);
    CHECK(rendered(shadow.source, data) == shadow.expected);
  }
}
