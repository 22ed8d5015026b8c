// Words of a notice → DateRule.
#include <array>

#include "engine/definition/reading/date_words.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message unreadable{
    "date.unreadable", "看不懂“{0}”是什么时间", "“{0}” is no date that can be understood",
    "写成例如 2023-06-10、6月10日17时、每月25日、notice后5个工作日内、及时，或写一个步骤的名称（到它办结为止）；"
    "全部写法见 docs/dates.md",
    "write for example 2023-06-10, 06-10 17:00, day 25, 5 working days after notice, timely, or the "
    "name of a step (when it ends); docs/dates.md has all of them"};
constexpr Message before_or_by{"date.before_or_by", "“{0}”没有说明含不含当日",
                               "“{0}” leaves open whether that day itself is in time",
                               "含当日写“by 日期”或“日期前”，不含当日在后面加 exclusive 或“不含当日”",
                               "write “by DATE” if it is, “before DATE exclusive” if not"};
constexpr Message does_not_fit{"date.does_not_fit", "“{0}”里的“{1}”用在这里没有意义", "“{1}” has no meaning in “{0}”",
                               "删去这几个字，或改写成有确定日子的时间", "take it out, or write a date that has a certain day"};

// Full-width letters, digits and signs as half-width ones; commas and brackets as spaces.
std::string normalized(std::string_view text) {
  auto characters = to_utf32(text);
  for (auto& character : characters) {
    if (character >= U'！' && character <= U'～') character -= U'！' - U'!';
    if (character == U'\u3000' || character == U',' || character == U'(' || character == U')') character = U' ';
  }
  return std::string(trim(to_utf8(characters)));
}

std::string in_lower_case(std::string text) {
  for (auto& letter : text)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return text;
}

// A word at the end of the text, cut off with the space before it.
bool take_end(std::string_view& text, std::string_view word) {
  if (!text.ends_with(word)) return false;
  text = trim(text.substr(0, text.size() - word.size()));
  return true;
}

class DateRuleReader {
 public:
  DateRuleReader(std::string_view text, const Position& position)
      : normalized_(normalized(text)), lower_(in_lower_case(normalized_)) {
    rule_.text = std::string(trim(text));
    rule_.position = position;
  }

  Result<DateRule> read() {
    std::string_view text = lower_;
    take_tentative(text);
    take_changes(text);
    const bool before = take_bound(text);
    if (!read_words(text)) return failure(problem_.value_or(unreadable));
    if (before && !rule_.exclusive) return failure(before_or_by);
    if (const auto part = part_that_does_not_fit(); !part.empty())
      return Result<DateRule>::failure(rule_.position, does_not_fit, {rule_.text, std::string(part)});
    return std::move(rule_);
  }

 private:
  Result<DateRule> failure(const Message& message) const {
    return Result<DateRule>::failure(rule_.position, message, {rule_.text});
  }

  void take_tentative(std::string_view& text) {
    for (const std::string_view word : {"tentative ", "拟于", "拟定于", "暂定于", "暂定"})
      if (text.starts_with(word)) {
        text = trim(text.substr(word.size()));
        rule_.tentative = true;
        tentative_ = trim(word);
        return;
      }
  }

  void take_changes(std::string_view& text) {
    while (take_shift(text) || take_inclusion(text)) continue;
  }

  bool take_shift(std::string_view& text) {
    static constexpr std::string_view previous = " or previous working day";
    static constexpr std::string_view next = " or next working day";
    for (const std::string rest_day : {"遇休息日", "遇法定节假日", "遇节假日", "遇非工作日"}) {
      if (take_end(text, rest_day + "提前")) return set_shift(DateRule::Shift::previous_working_day, rest_day + "提前");
      if (take_end(text, rest_day + "顺延")) return set_shift(DateRule::Shift::next_working_day, rest_day + "顺延");
    }
    if (take_end(text, previous)) return set_shift(DateRule::Shift::previous_working_day, trim(previous));
    if (take_end(text, next)) return set_shift(DateRule::Shift::next_working_day, trim(next));
    return false;
  }

  bool set_shift(DateRule::Shift shift, std::string_view words) {
    rule_.shift = shift;
    shift_ = words;
    return true;
  }

  bool take_inclusion(std::string_view& text) {
    for (const std::string_view word : {" exclusive", "不含当日", "不含当天", "不含本日"})
      if (take_end(text, word)) {
        rule_.exclusive = true;
        exclusion_ = trim(word);
        return true;
      }
    return take_end(text, "含当日") || take_end(text, "含当天") || take_end(text, "含本日");
  }

  // Whether the text began with “before”, which alone is ambiguous.
  static bool take_bound(std::string_view& text) {
    for (const std::string_view word : {"by ", "no later than ", "不迟于", "不晚于", "before "})
      if (text.starts_with(word)) {
        text = trim(text.substr(word.size()));
        return word == "before ";
      }
    return false;
  }

  bool read_words(std::string_view text) {
    return !text.empty() && (reads(text, read_no_date) || reads(text, read_fixed_days) || reads(text, read_day_of_period) ||
                             reads(text, [this](auto words, auto& reading) { return read_offset(words, reading); }) ||
                             reads(text, [this](auto words, auto& reading) { return read_chinese_anchor(words, reading); }));
  }

  template <class Reader>
  bool reads(std::string_view text, Reader reader) {
    DateReading reading;
    const auto found = reader(text, reading);
    if (!problem_) problem_ = reading.problem;
    if (!found || reading.problem) return false;
    rule_.when = *found;
    rule_.until = reading.until;
    return true;
  }

  // --- no date

  static std::optional<NoDate> read_no_date(std::string_view text, DateReading&) {
    Scanner scanner(text);
    NoDate out;
    if (take_word(scanner, {"timely", "及时"}))
      out.kind = NoDate::Kind::timely;
    else if (take_word(scanner, {"unscheduled", "适时", "不定期"}))
      out.kind = NoDate::Kind::unscheduled;
    else if (take_word(scanner, {"late-bound", "另行通知", "待定"}))
      out.kind = NoDate::Kind::late_bound;
    else
      return std::nullopt;
    if (out.kind == NoDate::Kind::timely && !scanner.done()) {
      out.service_target = take_duration(scanner);
      take_word(scanner, {"以内", "之内", "内"});
    }
    return scanner.done() ? std::optional(out) : std::nullopt;
  }

  // --- 5 working days after notice, notice后5个工作日内

  std::optional<Offset> read_offset(std::string_view text, DateReading& reading) const {
    Scanner scanner(text);
    const bool within = take_word(scanner, {"within "});
    auto offset = take_duration(scanner);
    if (!offset) return std::nullopt;
    offset->within = within;
    offset->before = take_word(scanner, {"before "});
    if (offset->before || take_word(scanner, {"after "})) {
      const auto name = scanner.rest().substr(0, scanner.rest().find(' '));
      scanner.take(name);
      set_anchor(*offset, as_written(name));
      if (name.empty()) return std::nullopt;
    } else {
      offset->within = !take_word(scanner, {"之后", "以后", "后"});
      take_word(scanner, {"以内", "之内", "内"});
    }
    return take_rest(scanner, reading) ? offset : std::nullopt;
  }

  std::optional<Offset> read_chinese_anchor(std::string_view text, DateReading& reading) const {
    struct Link {
      std::string_view word;
      bool before;
    };
    static constexpr std::array<Link, 9> links{{{"之日起", false},
                                                {"之日后", false},
                                                {"起", false},
                                                {"之后", false},
                                                {"以后", false},
                                                {"后", false},
                                                {"之前", true},
                                                {"以前", true},
                                                {"前", true}}};
    for (const auto& link : links) {
      const auto at = text.rfind(link.word);
      if (at == text.npos) continue;
      const auto name = trim(text.substr(0, at));
      if (auto offset = read_linked(name, link.before, text.substr(at + link.word.size()), reading)) return offset;
    }
    return std::nullopt;
  }

  std::optional<Offset> read_linked(std::string_view name, bool before, std::string_view duration, DateReading& reading) const {
    Scanner scanner(duration);
    auto offset = take_duration(scanner);
    if (!offset) return std::nullopt;
    offset->before = before;
    offset->within = take_word(scanner, {"以内", "之内", "内"});
    if (name.starts_with("自")) name = trim(name.substr(std::string_view("自").size()));
    if (name.empty() || name.find(' ') != name.npos || is_fixed_days(name)) return std::nullopt;
    set_anchor(*offset, as_written(name));
    return take_rest(scanner, reading) ? offset : std::nullopt;
  }

  // A part of lower_ with its capitals.
  std::string as_written(std::string_view part) const {
    return normalized_.substr(static_cast<std::size_t>(part.data() - lower_.data()), part.size());
  }

  static void set_anchor(Offset& offset, const std::string& name) {
    if (name == "opened" || name == "开始") return;
    if (name == "case" || name == "登记") {
      offset.anchor = Offset::Anchor::registration;
      return;
    }
    if (name == "overdue" || name == "逾期") {
      offset.anchor = Offset::Anchor::lateness;
      return;
    }
    offset.anchor = Offset::Anchor::step;
    offset.step = name;
  }

  // --- what goes together

  // The words of a change that needs a certain day, when there is none.
  std::string_view part_that_does_not_fit() const {
    const auto* offset = std::get_if<Offset>(&rule_.when);
    const bool has_day = !std::holds_alternative<NoDate>(rule_.when) && (offset == nullptr || offset->unit != Offset::Unit::hour);
    if (!has_day && rule_.shift != DateRule::Shift::none) return shift_;
    if ((!has_day || rule_.until) && rule_.exclusive) return exclusion_;
    if (rule_.tentative && std::holds_alternative<NoDate>(rule_.when)) return tentative_;
    return {};
  }

  std::string normalized_;
  std::string lower_;
  DateRule rule_;
  std::string_view tentative_;
  std::string shift_;
  std::string_view exclusion_;
  std::optional<Message> problem_;  // the first one that is more to the point than “unreadable”
};

}  // namespace

Result<DateRule> parse_date_rule(std::string_view text, const Position& position) {
  return DateRuleReader(text, position).read();
}

}  // namespace hongtou
