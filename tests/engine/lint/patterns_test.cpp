#include "engine/lint/patterns.h"

#include <doctest/doctest.h>
#include <unicode/regex.h>

#include <algorithm>
#include <random>
#include <string>

#include "engine/text.h"
#include "tests/engine/lint/samples.h"

using namespace hongtou;
using namespace hongtou::lint;

namespace {

class Expression {
 public:
  explicit Expression(const char* regex) : matcher_(icu::UnicodeString::fromUTF8(regex), 0, status_) {
    REQUIRE(U_SUCCESS(status_));
  }

  bool matches(const std::u32string& text) {
    const auto units =
        icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()), static_cast<int>(text.size()));
    matcher_.reset(units);
    return matcher_.find() != 0;
  }

 private:
  UErrorCode status_ = U_ZERO_ERROR;
  icu::RegexMatcher matcher_;
};

bool has_one_of(const std::u32string& text, std::u32string_view characters) {
  return text.find_first_of(characters) != std::u32string::npos;
}

std::vector<std::u32string> texts_at_fault() {
  std::vector<std::u32string> texts;
  for (const auto& sample : tests::samples()) texts.push_back(to_utf32(sample.bad));
  return texts;
}

}  // namespace

TEST_CASE("every pattern has a sample it matches") {
  const auto texts = texts_at_fault();
  for (const auto& pattern : patterns()) {
    CAPTURE(std::string(pattern.regex));
    Expression expression(pattern.regex);
    CHECK(std::any_of(texts.begin(), texts.end(), [&](const auto& text) { return expression.matches(text); }));
  }
}

TEST_CASE("no pattern matches a text that has none of the characters it needs") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto texts = texts_at_fault();
  for (const auto& pattern : patterns()) {
    CAPTURE(std::string(pattern.regex));
    Expression expression(pattern.regex);
    auto letters = to_utf32(pattern.regex) + U"2023年甲 0，。";
    std::erase_if(letters, [&](char32_t c) { return pattern.needs.find(c) != std::u32string_view::npos; });
    const auto change = [&](char32_t c) {
      return pattern.needs.find(c) != std::u32string_view::npos || random() % 5 == 0 ? letters[random() % letters.size()] : c;
    };
    for (int round = 0; round < 10; ++round)
      for (auto text : texts) {
        std::transform(text.begin(), text.end(), text.begin(), change);
        REQUIRE_FALSE(has_one_of(text, pattern.needs));
        CHECK_MESSAGE(!expression.matches(text), to_utf8(text));
      }
  }
}
