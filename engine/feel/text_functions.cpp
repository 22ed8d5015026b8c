// DMN 1.3, 10.3.4.3. Positions and lengths count characters (code points); patterns are those of XPath.
#include <unicode/locid.h>
#include <unicode/regex.h>

#include "engine/feel/functions.h"

namespace hongtou::feel {

namespace {

constexpr Message bad_pattern{"expression.pattern", "“{0}”不是可用的正则表达式", "“{0}” is no pattern", "检查括号和反斜杠",
                              "look at its brackets and backslashes"};
constexpr std::int32_t most_matching_ms = 1000;

using Icu = icu::UnicodeString;

std::string utf8(const Icu& text) {
  std::string out;
  return text.toUTF8String(out);
}

Value substring(const Arguments& arguments) {
  const auto text = to_utf32(arguments.text(0));
  const auto size = static_cast<std::int64_t>(text.size());
  const auto position = arguments.number(1).integer();
  if (!position || *position == 0) return {};
  const auto start = *position > 0 ? *position - 1 : size + *position;
  if (start < 0) return {};
  const auto length = arguments[2].is_null() ? size : arguments.number(2).rounded(0, Rounding::down).integer().value_or(0);
  if (length < 0) return {};
  if (start >= size) return "";
  return to_utf8(std::u32string_view(text).substr(static_cast<std::size_t>(start), static_cast<std::size_t>(length)));
}

Value string_length(const Arguments& arguments) { return character_count(arguments.text(0)); }
Value upper_case(const Arguments& arguments) { return utf8(Icu::fromUTF8(arguments.text(0)).toUpper(icu::Locale::getRoot())); }
Value lower_case(const Arguments& arguments) { return utf8(Icu::fromUTF8(arguments.text(0)).toLower(icu::Locale::getRoot())); }
Value contains_text(const Arguments& arguments) { return arguments.text(0).find(arguments.text(1)) != std::string::npos; }
Value starts_with(const Arguments& arguments) { return arguments.text(0).starts_with(arguments.text(1)); }
Value ends_with(const Arguments& arguments) { return arguments.text(0).ends_with(arguments.text(1)); }

Value substring_before(const Arguments& arguments) {
  const auto found = arguments.text(0).find(arguments.text(1));
  return found == std::string::npos ? "" : arguments.text(0).substr(0, found);
}

Value substring_after(const Arguments& arguments) {
  const auto found = arguments.text(0).find(arguments.text(1));
  return found == std::string::npos ? "" : arguments.text(0).substr(found + arguments.text(1).size());
}

std::optional<std::uint32_t> regex_flags(const Value& flags) {
  std::uint32_t all = 0;
  for (const char flag : flags.text_or("")) switch (flag) {
      case 's':
        all |= UREGEX_DOTALL;
        break;
      case 'm':
        all |= UREGEX_MULTILINE;
        break;
      case 'i':
        all |= UREGEX_CASE_INSENSITIVE;
        break;
      case 'x':
        all |= UREGEX_COMMENTS;
        break;
      case 'q':
        all |= UREGEX_LITERAL;
        break;
      default:
        return std::nullopt;
    }
  return all;
}

// Runs `use` with a matcher of the pattern over the input.
template <class Use>
Value with_matcher(const Arguments& arguments, const std::string& pattern, const Value& flags, Use use) {
  const auto options = regex_flags(flags);
  auto status = U_ZERO_ERROR;
  const auto input = Icu::fromUTF8(arguments.text(0));
  icu::RegexMatcher matcher(Icu::fromUTF8(pattern), options.value_or(0), status);
  if (!options || U_FAILURE(status)) return arguments.fail(bad_pattern, {pattern});
  matcher.setTimeLimit(most_matching_ms, status);
  matcher.reset(input);
  Value result = use(matcher, input, status);
  return U_FAILURE(status) ? arguments.fail(bad_pattern, {pattern}) : result;
}

Value matches(const Arguments& arguments) {
  return with_matcher(arguments, arguments.text(1), arguments[2],
                      [](auto& matcher, const Icu&, UErrorCode& status) -> Value { return matcher.find(0, status) != 0; });
}

Value replace(const Arguments& arguments) {
  return with_matcher(arguments, arguments.text(1), arguments[3], [&](auto& matcher, const Icu&, UErrorCode& status) -> Value {
    return utf8(matcher.replaceAll(Icu::fromUTF8(arguments.text(2)), status));
  });
}

Value split_text(const Arguments& arguments) {
  return with_matcher(arguments, arguments.text(1), {}, [](auto& matcher, const Icu& input, UErrorCode& status) -> Value {
    List parts;
    std::int32_t from = 0;
    while (U_SUCCESS(status) && matcher.find(status)) {
      const auto begin = matcher.start(status);
      const auto end = matcher.end(status);
      if (end == begin) continue;  // nothing stands between two characters
      parts.emplace_back(utf8(input.tempSubStringBetween(from, begin)));
      from = end;
    }
    parts.emplace_back(utf8(input.tempSubString(from)));
    return parts;
  });
}

Value string_join(const Arguments& arguments) {
  std::vector<std::string> parts;
  for (const auto& part : arguments.list(0)) {
    if (part.is_null()) continue;
    if (part.text() == nullptr) return {};
    parts.push_back(*part.text());
  }
  return join(parts, arguments[1].text_or(""));
}

}  // namespace

const std::vector<Function>& text_functions() {
  constexpr Parameter string{"string", kind::text};
  constexpr Parameter match{"match", kind::text};
  constexpr Parameter input{"input", kind::text};
  constexpr Parameter pattern{"pattern", kind::text};
  constexpr Parameter flags{"flags", kind::text | kind::null, kind::any, true};
  static const std::vector<Function> table{
      {"substring",
       "截取",
       {string, {"start position", kind::number}, {"length", kind::number | kind::null, kind::any, true}},
       kind::text,
       substring},
      {"string length", "字数", {string}, kind::number, string_length},
      {"upper case", "", {string}, kind::text, upper_case},
      {"lower case", "", {string}, kind::text, lower_case},
      {"substring before", "", {string, match}, kind::text, substring_before},
      {"substring after", "", {string, match}, kind::text, substring_after},
      {"replace", "替换", {input, pattern, {"replacement", kind::text}, flags}, kind::text, replace},
      {"contains", "包含", {string, match}, kind::boolean, contains_text},
      {"starts with", "", {string, match}, kind::boolean, starts_with},
      {"ends with", "", {string, match}, kind::boolean, ends_with},
      {"matches", "", {input, pattern, flags}, kind::boolean, matches},
      {"split", "", {string, {"delimiter", kind::text}}, kind::list, split_text},
      {"string join",
       "",
       {{"list", kind::list, kind::text}, {"delimiter", kind::text | kind::null, kind::any, true}},
       kind::text,
       string_join},
  };
  return table;
}

}  // namespace hongtou::feel
