// Whatever is written, FEEL answers, and soon.
#include <random>

#include "tests/engine/feel/feel_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

std::string repeated(std::string_view part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

}  // namespace

TEST_CASE("random text is refused with one error or has a value that can be checked and evaluated") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string> parts{"units",
                                       "report.due",
                                       "n",
                                       "1",
                                       "2.5",
                                       "-1",
                                       "\"t\"",
                                       "@\"2023-06-10\"",
                                       "@\"P1D\"",
                                       "(",
                                       ")",
                                       "[",
                                       "]",
                                       "{",
                                       "}",
                                       "a: ",
                                       "..",
                                       ",",
                                       "+",
                                       "-",
                                       "*",
                                       "/",
                                       "**",
                                       "=",
                                       "<",
                                       ">=",
                                       "and ",
                                       "or ",
                                       "in ",
                                       "between ",
                                       "if ",
                                       "then ",
                                       "else ",
                                       "for x in ",
                                       "return ",
                                       "some x in ",
                                       "satisfies ",
                                       "function(x) ",
                                       "instance of ",
                                       "number ",
                                       "list<",
                                       "x",
                                       "item",
                                       "?",
                                       ".",
                                       ".name",
                                       "sum(",
                                       "date(",
                                       "sort(",
                                       "string length(",
                                       "not(",
                                       "null ",
                                       "true ",
                                       " ",
                                       "\n",
                                       "//",
                                       "/*",
                                       "*/",
                                       "“",
                                       "\\",
                                       "#"};
  std::uniform_int_distribution<std::size_t> pick(0, parts.size() - 1);
  std::uniform_int_distribution<int> length(0, 14);
  int accepted = 0;
  for (int run = 0; run < 4'000; ++run) {
    std::string text;
    for (int i = length(random); i > 0; --i) text += parts[pick(random)];
    CAPTURE(text);
    const auto expression = Expression::parse(text);
    REQUIRE(expression.ok() != (expression.diagnostics().size() == 1));
    const auto tests = Expression::parse_unary_tests(text);
    REQUIRE(tests.ok() != (tests.diagnostics().size() == 1));
    if (!expression.ok()) continue;
    ++accepted;
    const auto explained = expression->explain(feel_data(), feel_context());
    REQUIRE(explained.value == expression->evaluate(feel_data(), feel_context()));
    REQUIRE(to_json(*parse_json(to_json(explained.value))) == to_json(explained.value));
    expression->check(Schema{{"n", Type::number()}});
    expression->inputs(feel_data());
  }
  CHECK(accepted > 20);
}

TEST_CASE("hostile nesting is refused") {
  for (const auto* part : {"(", "[", "{a: ", "-", "not(", "if ", "x in (", "x in [", "sum(1,", "for x in ", "function(x) ", "a[",
                           "1 instance of list<", "(1.."}) {
    CAPTURE(part);
    CHECK_FALSE(Expression::parse(repeated(part, 100'000)).ok());
  }
  CHECK_FALSE(Expression::parse("a" + repeated("[1]", 100)).ok());
  CHECK_FALSE(Expression::parse("f" + repeated(".a[1]", 100)).ok());
  CHECK(Expression::parse("a" + repeated("[1]", 60)).ok());
}

TEST_CASE("an expression that would compute without end gives null and the reason") {
  const auto reason = [](std::string_view text) {
    const auto explained = Expression::parse(text)->explain({});
    return explained.value.is_null() && !explained.reasons.empty() ? std::string(explained.reasons.front().message.code)
                                                                   : "no reason";
  };
  CHECK(reason("for x in 1..9223372036854775807 return x") == "expression.limit");
  CHECK(reason("for x in 1..1000, y in 1..1000, z in 1..1000 return 1") == "expression.limit");
  CHECK(reason("some x in 1..10000, y in 1..10000 satisfies false") == "expression.limit");
  CHECK(reason("{f: function(g) g(g), r: f(f)}.r") == "expression.too_deep");
  CHECK(reason("{f: function(g, n) g(g, n) + g(g, n), r: f(f, 1)}.r") == "expression.too_deep");
  CHECK(reason("for i in 1..1000 return if i = 1 then [] else [partial[-1]]") == "expression.too_deep");
  CHECK(reason("decimal(1, -9223372036854775808)") == "expression.no_result");
  std::string doubling = "{a0: \"" + repeated("x", 1024) + "\"";
  for (int i = 1; i < 60; ++i) {
    const auto before = "a" + std::to_string(i - 1);
    doubling += ", a" + std::to_string(i) + ": if " + before + " = null then null else " + before + " + " + before;
  }
  CHECK(reason(doubling + "}.a59") == "expression.limit");
}

TEST_CASE("a pattern that would search without end is given up") {
  const auto expression = Expression::parse("matches(\"" + repeated("a", 40) + "b\", \"(a+)+$\")");
  CHECK(expression->evaluate({}).is_null());
}
