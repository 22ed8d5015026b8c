#include <unicode/regex.h>
#include <unicode/utext.h>

#include <memory>
#include <stdexcept>

#include "engine/lint/checks.h"

namespace hongtou::lint {

namespace {

using Roles = std::uint32_t;
constexpr Roles set_of(std::initializer_list<Role> roles) {
  Roles set = 0;
  for (const auto role : roles) set |= Roles{1} << static_cast<unsigned>(role);
  return set;
}

constexpr Roles sentences = set_of({Role::heading, Role::paragraph});
constexpr Roles prose = sentences | set_of({Role::note, Role::cell});
constexpr Roles words = prose | set_of({Role::title, Role::subtitle, Role::recipients, Role::attachment_note,
                                        Role::attachment_title, Role::copy_recipients});
constexpr Roles number = set_of({Role::document_number});
constexpr Roles dates = set_of({Role::date});
constexpr Roles printing = set_of({Role::printing});

// What a line must not hold. `instead` may name groups as $1; without `safe` it is only told, not put in by itself.
struct Pattern {
  const char* id;
  Roles roles;
  const char* regex;
  const char* instead;
  bool safe = true;
};

constexpr Pattern patterns[] = {
    {"9704-7.2.5b", words | number, "(?<=[\\p{Han}A-Za-z])[\\[(（【［﹝] ?((?:19|20)\\d\\d) ?[\\])）】］﹞](?= ?第?\\d+号)",
     "〔$1〕"},
    {"9704-7.2.5c", number, "(?<=[〕\\])）】］])(?:第0*|0+)([1-9]\\d*)(?=号)", "$1"},
    {"9704-7.2.5c", words, "(?<=(?:19|20)\\d\\d[〕\\])）】］﹞])(?:第0*|0+)([1-9]\\d*)(?=号)", "$1", false},
    {"9704-7.3.3e", sentences, "^(\\d{1,2})[、．](?!\\d)", "$1."},
    {"9704-7.3.5.4", dates, "^((?:19|20)\\d\\d)年0?(\\d{1,2})月0(\\d)日$|^((?:19|20)\\d\\d)年0(\\d)月(\\d{1,2})日$",
     "$1$4年$2$5月$3$6日"},
    {"9704-7.3.5.4", dates, "^((?:19|20)\\d\\d)[-./]0?(\\d{1,2})[-./]0?(\\d{1,2})日?$", "$1年$2月$3日"},
    {"9704-7.4.3c", printing, "((?:19|20)\\d\\d)年0?(\\d{1,2})月0(\\d)日|((?:19|20)\\d\\d)年0(\\d)月(\\d{1,2})日",
     "$1$4年$2$5月$3$6日"},
    {"9704-7.4.3c", printing, "((?:19|20)\\d\\d)[-./]0?(\\d{1,2})[-./]0?(\\d{1,2})", "$1年$2月$3日"},
    {"9704-7.3.5.5", prose, "[（(]?此页无正文[）)]?", "", false},
    {"15835-4.2.2", prose,
     "(?<![第、一二三四五六七八九十\\d]|^)([一二三四五六七八])、([二三四五六七八九])(?=个|十|百|千|天|次|名|户)", "$1$2", false},
    {"15835-5.1.2", words, "(?<![0-9A-Za-z.])[.．](\\d+)(?=[%％万亿元倍])", "0.$1"},
    {"15835-5.1.3", words, "(?<![\\d.])(\\d+(?:\\.\\d+)?)(?:[～~—–-])(\\d+(?:\\.\\d+)?)([%万亿])", "$1$3～$2$3"},
    {"15834-4.13", words, "(?<=\\d[%℃])(?:[~—–-])(?=\\d+(?:\\.\\d+)?[%℃])", "～"},
    {"15834-4.13", words, "(?<=\\d)~(?=\\d)", "～"},
    {"15834-4.13", words, "(?<=\\d[年月日时])(?:-{1,2}|~|－|——)(?=\\d)", "—"},
    {"15835-5.1.4", words, "(?<![\\d./])((?:19|20)\\d\\d)[./](?:0?([1-9])|(1[0-2]))[./](?:0?([1-9])|([12]\\d|3[01]))(?![\\d./])",
     "$1年$2$3月$4$5日", false},
    {"15835-5.1.6", words, "(?<=“)(1[0-2]|[1-9])[.．•・‧](\\d{1,2})(?=”)", "$1·$2"},
    {"15835-5.3", words, "\\d+千\\d+百|\\d+百\\d+十|\\d+万\\d+千", "", false},
    {"15835-year", words, "(?<![\\d.〔])\\d\\d年(?=\\d{1,2}月)", "", false},
    {"15834-form", words, "(?<=[\\p{Han}”’）》〉】〕])[,](?!\\d{3})|(?<=\\d),(?=\\p{Han})", "，"},
    {"15834-form", words, "(?<=[\\p{Han}”’）》〉】〕]);|(?<=\\d);(?=\\p{Han})", "；"},
    {"15834-form", words, "(?<=[\\p{Han}”’）》〉】〕]):", "："},
    {"15834-form", words, "(?<=[\\p{Han}”’）》〉】〕])\\?", "？"},
    {"15834-form", words, "(?<=[\\p{Han}”’）》〉】〕])!", "！"},
    {"15834-4.1", prose, "(?<=[\\p{Han}”’）》])\\.(?=\\s*$|\\p{Han})", "。"},
    {"15834-4.5", words, "(?<=》)、(?=《)|(?<=”)、(?=“)", ""},
    {"15834-4.8", words, "\"([^\"]*)\"", "“$1”"},
    {"15834-4.8", words, "(?<![A-Za-z])'([^']*\\p{Han}[^']*)'", "‘$1’"},
    {"15834-4.8n", words, "“([^“”]*)“([^“”]*)”([^“”]*)”", "“$1‘$2’$3”"},
    {"15834-4.9", words, "\\(([^()]*\\p{Han}[^()]*)\\)", "（$1）"},
    {"15834-4.9", words, "^\\((\\d{1,2})\\)|(?<=\\p{Han})\\((\\d{1,2})\\)(?=[\\p{Han}，。；：、？！）》”]|$)", "（$1$2）"},
    {"15834-4.10", words, "(?<=[\\p{Han}”）》])(?:--+|－－+|──+|—{3,})(?=[\\p{Han}“（《])", "——"},
    {"15834-4.11", words, "\\.{3,}|。{2,}|(?<!…)…(?!…)|⋯+", "……"},
    {"15834-4.14", words, "(?<=[\\p{Han}\\d])[•・‧∙●](?=[\\p{Han}\\d])", "·"},
    {"15834-4.15", words, "(《[^《》]*)《([^《》]*)》([^《》]*》)", "$1〈$2〉$3"},
    {"15834-B", sentences, "^(（[一二三四五六七八九十]+）|（\\d+）|[①-⑳])[、.．，,]", "$1"},
    {"15834-B", sentences, "^([一二三四五六七八九十]+)[.．，,](?=\\p{Han})", "$1、"},
    {"15834-B", prose, "(?<=^|[。；，：])(第[一二三四五六七八九十]|首先|其次|再次|最后)、", "$1，"},
    {"practice-double-mark", words, "([，、；：！？])\\1+", "$1"},
    {"practice-double-mark", words, "[，、；]+([。；])|。([，、；])", "", false},
    {"practice-space", words, "(?<=\\p{Han})[ 　]+(?=\\d)|(?<=\\d)[ 　]+(?=\\p{Han})", ""},
    {"practice-space", sentences, "(?<=\\p{Han}) +(?=\\p{Han})", "", false},
    {"practice-quote", prose, "[\\p{Han}]+〔\\d{4}〕\\d+号[）)]?《[^》]+》", "", false},
};

struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};
using Utf8 = std::unique_ptr<UText, CloseText>;

// A view: offsets are those of its bytes.
Utf8 open(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  return Utf8(utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
}

class Compiled {
 public:
  explicit Compiled(const Pattern& pattern) : source_(&pattern) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    regex_.reset(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(pattern.regex), where, status));
    if (U_FAILURE(status)) throw std::logic_error("lint: " + std::string(pattern.regex));
  }

  const Pattern& source() const { return *source_; }

  std::unique_ptr<icu::RegexMatcher> matcher() const {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::RegexMatcher>(regex_->matcher(status));
  }

 private:
  const Pattern* source_;
  std::shared_ptr<icu::RegexPattern> regex_;
};

const std::vector<Compiled>& compiled() {
  static const std::vector<Compiled> all(std::begin(patterns), std::end(patterns));
  return all;
}

// One pattern, on its way through the lines of a document.
class Search {
 public:
  explicit Search(const Compiled& compiled) : source_(&compiled.source()), matcher_(compiled.matcher()) {}

  void check(const Line& line, UText* text, Report& report) {
    if ((source_->roles & set_of({line.role})) == 0) return;
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
    const auto [begin, end] = range(matcher, 0);
    std::string instead;
    for (const char* at = source_->instead; *at != '\0'; ++at) {
      if (*at != '$') {
        instead += *at;
        continue;
      }
      const auto [from, to] = range(matcher, *++at - '0');
      instead += line.text.substr(from, to - from);
    }
    report.add(source_->id, line, begin, end, instead, source_->safe ? std::optional(instead) : std::nullopt);
  }

  const Pattern* source_;
  std::unique_ptr<icu::RegexMatcher> matcher_;
};

}  // namespace

void check_patterns(const Manuscript& manuscript, Report& report) {
  std::vector<Search> searches(compiled().begin(), compiled().end());
  for (const auto& line : manuscript.lines) {
    const auto text = open(line.text);
    for (auto& search : searches) search.check(line, text.get(), report);
  }
}

}  // namespace hongtou::lint
