#include <doctest/doctest.h>

#include "tests/engine/tree_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

std::string shape_of(std::string_view text) {
  const auto tree = json(text);
  CAPTURE(to_text(tree.diagnostics(), Language::en));
  REQUIRE(tree.ok());
  return shape((*tree)->root);
}

std::string placed(std::string_view text) {
  const auto tree = json(text);
  std::string out;
  for (const auto& [key, node] : (*tree)->root) {
    const auto& place = (*tree)->place(node);
    out += key + " " + std::to_string(place.key.line) + ":" + std::to_string(place.key.column) + " " +
           std::to_string(place.value.line) + ":" + std::to_string(place.value.column) + "\n";
  }
  return out;
}

std::string nested(std::size_t levels) {
  std::string out;
  for (std::size_t i = 0; i < levels; ++i) out += "{\"a\":";
  return out + "1" + std::string(levels, '}');
}

}  // namespace

TEST_CASE("members of an object are children in order") {
  CHECK(shape_of(R"({"campaign": {"": "yangquan-2023", "title": "宣传月", "steps": {"notice": {"do": "issue"}}}})") ==
        "[campaign=yangquan-2023[title=宣传月][steps=[notice=[do=issue]]]]");
}

TEST_CASE("numbers and booleans keep their text") {
  CHECK(shape_of(R"({"a": 1.50, "b": -0, "c": 123456789012345678901234567890, "d": 1E3, "e": true, "f": false})") ==
        "[a=1.50][b=-0][c=123456789012345678901234567890][d=1E3][e=true][f=false]");
}

TEST_CASE("an array of scalars is one value and an array of objects repeated children") {
  CHECK(shape_of(R"({"after": ["甲", "乙", 3], "step": [{"": "x", "do": "mark"}, {}], "none": []})") ==
        "[after=甲, 乙, 3][step=x[do=mark]][step=]");
}

TEST_CASE("a member name may be repeated") { CHECK(shape_of(R"({"a": 1, "b": 2, "a": 3})") == "[a=1][b=2][a=3]"); }

TEST_CASE("each member is placed at its name and its value") {
  CHECK(placed("{ \"甲\\\"乙\": \"x\", \"b\"\n : 12,\"c\":{\"\" : 1},\n\t\"d\": [ 3, 4], \"e\": [{}, {}]}") ==
        "甲\"乙 1:3 1:11\nb 1:16 2:4\nc 2:7 2:17\nd 3:2 3:9\ne 3:22 3:22\ne 3:26 3:26\n");
}

TEST_CASE("a byte order mark before JSON is skipped") { CHECK(placed("\uFEFF{\"a\": 1}") == "a 1:2 1:7\n"); }

TEST_CASE("a tree written as JSON reads back as the same tree") {
  const auto seed = random_seed();
  CAPTURE(seed);
  Random random(seed);
  for (int i = 0; i < 3000; ++i) {
    const auto root = random_tree(random);
    const auto text = write_json_tree(root);
    CAPTURE(text);
    const auto tree = json(text);
    CHECK(to_text(tree.diagnostics(), Language::en) == "");
    REQUIRE(tree.ok());
    CHECK((*tree)->root == root);
  }
}

TEST_CASE("a tree as deep as INFO allows passes through JSON") {
  std::string text;
  for (int i = 0; i < 64; ++i) text += "a { a x a y b ";
  const auto tree = info(text + "z" + std::string(64, '}'));
  REQUIRE(tree.has_value());
  const auto back = json(write_json_tree((*tree)->root));
  CHECK(back.has_value());
  CHECK(back.diagnostics().empty());
  CHECK((*back)->root == (*tree)->root);
}

TEST_CASE("a tree is written as indented JSON") {
  CHECK(write_json_tree((*info("a x { b \"\" c { d 1 } c { d 2 } } e f"))->root) ==
        "{\n"
        "  \"a\": {\n"
        "    \"\": \"x\",\n"
        "    \"b\": \"\",\n"
        "    \"c\": [\n"
        "      {\n"
        "        \"d\": \"1\"\n"
        "      },\n"
        "      {\n"
        "        \"d\": \"2\"\n"
        "      }\n"
        "    ]\n"
        "  },\n"
        "  \"e\": \"f\"\n"
        "}\n");
}

TEST_CASE("deep or large JSON ends in a message") {
  const auto last_code = [](const std::string& text) { return std::string(json(text).diagnostics().back().message.code); };
  CHECK(json(nested(65)).ok());
  CHECK(last_code(nested(67)) == "json.too_deep");
  CHECK(last_code(nested(1'000'000)) == "json.too_deep");
  CHECK(last_code(std::string(10u << 20, '{')) == "json.syntax");
  CHECK(last_code(std::string(10u << 20, '[')) == "json.not_an_object");
  CHECK(last_code("{\"a\":" + std::string(10u << 20, '[')) == "json.mixed_array");
  CHECK(last_code(std::string(10u << 20, '"')) == "json.not_an_object");
  CHECK(last_code("{\"a" + std::string(10u << 20, 'x')) == "json.unfinished");
  CHECK(last_code(std::string((16u << 20) + 1, ' ')) == "json.too_large");
  std::string nulls = "{\"a\": [null";
  for (int i = 0; i < 1'000'000; ++i) nulls += ",null";
  CHECK(last_code(nulls + "]}") == "json.too_many");
  std::string members = "{\"a\": 1";
  for (int i = 0; i < 1'000'000; ++i) members += ",\"a\":1";
  CHECK(last_code(members + "}") == "json.too_many_nodes");
}
