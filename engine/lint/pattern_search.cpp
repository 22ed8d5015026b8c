#include <unicode/regex.h>
#include <unicode/utext.h>

#include <bitset>
#include <memory>
#include <stdexcept>

#include "engine/lint/checks.h"
#include "engine/lint/patterns.h"
#include "engine/text.h"

namespace hongtou::lint {

namespace {

struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};
using Utf8 = std::unique_ptr<UText, CloseText>;

// A view: offsets are those of its bytes.
Utf8 open(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  return Utf8(utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
}

// Which characters a text has, many of them folded into one: quickly says that a text has none of some.
using Folded = std::bitset<1024>;

Folded folded(std::u32string_view text) {
  Folded set;
  for (const auto character : text) set.set(character % set.size());
  return set;
}

class Compiled {
 public:
  explicit Compiled(const Pattern& pattern) : source_(&pattern), needs_(folded(pattern.needs)) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    regex_.reset(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(pattern.regex), where, status));
    if (U_FAILURE(status)) throw std::logic_error("lint: " + std::string(pattern.regex));
  }

  const Pattern& source() const { return *source_; }
  const Folded& needs() const { return needs_; }

  std::unique_ptr<icu::RegexMatcher> matcher() const {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::RegexMatcher>(regex_->matcher(status));
  }

 private:
  const Pattern* source_;
  Folded needs_;
  std::shared_ptr<icu::RegexPattern> regex_;
};

const std::vector<Compiled>& compiled() {
  static const std::vector<Compiled> all(patterns().begin(), patterns().end());
  return all;
}

// One pattern, on its way through the lines of a document.
class Search {
 public:
  explicit Search(const Compiled& compiled) : compiled_(&compiled) {}

  bool may_match(const Line& line, const Folded& characters) const {
    return (compiled_->source().roles & set_of({line.role})) != 0 && (compiled_->needs() & characters).any();
  }

  void check(const Line& line, UText* text, Report& report) {
    if (!matcher_) matcher_ = compiled_->matcher();
    UErrorCode status = U_ZERO_ERROR;
    matcher_->reset(text);
    while (U_SUCCESS(status) && matcher_->find(status)) add(line, *matcher_, report);
  }

 private:
  static std::pair<std::size_t, std::size_t> range(const icu::RegexMatcher& matcher, int group) {
    UErrorCode status = U_ZERO_ERROR;
    const auto begin = matcher.start64(group, status), end = matcher.end64(group, status);
    return begin < 0 ? std::pair<std::size_t, std::size_t>{0, 0}
                     : std::pair{static_cast<std::size_t>(begin), static_cast<std::size_t>(end)};
  }

  void add(const Line& line, const icu::RegexMatcher& matcher, Report& report) const {
    const auto& source = compiled_->source();
    const auto [begin, end] = range(matcher, 0);
    std::string instead;
    for (const char* at = source.instead; *at != '\0'; ++at) {
      if (*at != '$') {
        instead += *at;
        continue;
      }
      const auto [from, to] = range(matcher, *++at - '0');
      instead += line.text.substr(from, to - from);
    }
    report.add(source.id, line, begin, end, instead, source.safe ? std::optional(instead) : std::nullopt);
  }

  const Compiled* compiled_;
  std::unique_ptr<icu::RegexMatcher> matcher_;  // null until it is needed
};

}  // namespace

void check_patterns(const Manuscript& manuscript, Report& report) {
  std::vector<Search> searches(compiled().begin(), compiled().end());
  for (const auto& line : manuscript.lines) {
    const auto characters = folded(to_utf32(line.text));
    Utf8 text;
    for (auto& search : searches) {
      if (!search.may_match(line, characters)) continue;
      if (!text) text = open(line.text);
      search.check(line, text.get(), report);
    }
  }
}

}  // namespace hongtou::lint
