#include "engine/decimal.h"

#include <doctest/doctest.h>

#include <random>

#include "engine/value.h"

using namespace hongtou;

namespace {

Decimal of(std::string_view text) { return *Decimal::parse(text); }

}  // namespace

TEST_CASE("a decimal prints as it was written, without superfluous zeros") {
  for (const auto* text : {"0", "1", "-1", "0.1", "-0.001", "100", "123456789.123456789", "1e40", "1.5e-40"})
    CHECK(of(text).text() == text);
  CHECK(of("1.500").text() == "1.5");
  CHECK(of("-0.00").text() == "0");
  CHECK(of("1E3").text() == "1000");
}

TEST_CASE("what is no number or not exact is refused") {
  for (const auto* text :
       {"", "-", ".", "1.", "a", "1e", "1 2", "0x1", "inf", "nan", "12345678901234567890123456789012345", "1e9999"})
    CHECK_FALSE(Decimal::parse(text));
}

TEST_CASE("decimals are computed to 34 digits, half to even") {
  CHECK((of("0.1") + of("0.2")).text() == "0.3");
  CHECK((Decimal(1) / 3).text() == "0.3333333333333333333333333333333333");
  CHECK((Decimal(2) / 3).text() == "0.6666666666666666666666666666666667");
  CHECK((of("1.1") * of("1.1")).text() == "1.21");
  CHECK_FALSE((Decimal(1) / 0).is_finite());
  CHECK_FALSE(Decimal(-1).square_root().is_finite());
  CHECK(of("2.5").rounded(0, Rounding::half_even).text() == "2");
  CHECK(of("2.5").rounded(0, Rounding::half_up).text() == "3");
  CHECK(of("2.5").rounded(0, Rounding::half_down).text() == "2");
  CHECK(of("1234").rounded(-2, Rounding::ceiling).text() == "1300");
}

TEST_CASE("a value holds whole numbers as integers") {
  CHECK(Value(of("7.0")).integer() != nullptr);
  CHECK(Value(of("7.5")).decimal() != nullptr);
  CHECK(Value(of("1e30")).decimal() != nullptr);
  CHECK(Value(Decimal(1) / 0).is_null());
  CHECK(Value(0.1) == Value(of("0.1")));
}

TEST_CASE("numbers of JSON are read exactly from their text") {
  for (const auto* text : {"0.1", "123456789012345678901234567890.1234", "9007199254740993.5", "18446744073709551616", "-2.5"})
    CHECK(to_json(*parse_json(text)) == text);
  CHECK(to_json(*parse_json("1.0")) == "1");
  CHECK(to_json(*parse_json("1e2")) == "100");
  CHECK(to_text(parse_json("[1e9999]", "d.json").diagnostics(), Language::zh) ==
        "d.json:1:7: error [json.number] 数字“1e9999”超出范围（最多 34 位）\n  提示：请把它写成带引号的文本\n");
  CHECK(to_text(parse_json("[1e9999]", "d.json").diagnostics(), Language::en) ==
        "d.json:1:7: error [json.number] the number 1e9999 is out of range (34 digits at most)\n  hint: write it as text, in "
        "quotes\n");
}

TEST_CASE("a number of more than 34 digits is refused rather than rounded") {
  CHECK(to_text(parse_json("[12345678901234567890123456789012345]", "d.json").diagnostics(), Language::en)
            .find("[json.number] the number 12345678901234567890123456789012345 is out of range") != std::string::npos);
}

TEST_CASE("a double becomes the shortest decimal that reads back as it") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> number(-1e6, 1e6);
  for (int i = 0; i < 1000; ++i) {
    const auto value = number(random);
    CHECK(std::stod(Decimal::of_double(value).text()) == value);
  }
}

TEST_CASE("printing and reading a decimal gives it back") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 1000; ++i) {
    const auto value =
        Decimal(static_cast<std::int64_t>(random())) / Decimal(static_cast<std::int64_t>(random() % 1'000'000 + 1));
    CHECK(of(value.text()) == value);
  }
}
