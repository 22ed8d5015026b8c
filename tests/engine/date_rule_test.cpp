#include "engine/definition/date_rule.h"

#include <doctest/doctest.h>

#include <random>

#include "tests/engine/state_council.h"

using namespace hongtou;
using namespace hongtou::test;
using namespace std::chrono_literals;

namespace {

const Period year_2023{2023y / 1 / 1, 2023y / 12 / 31};

DateRule rule_of(std::string_view text) {
  auto rule = parse_date_rule(text, {"campaign.info", 3, 9});
  REQUIRE_MESSAGE(rule.ok(), to_text(rule.diagnostics(), Language::en));
  return *std::move(rule);
}

std::string complaint(std::string_view text, Language language) {
  return to_text(parse_date_rule(text, {"campaign.info", 3, 9}).diagnostics(), language);
}

std::string code_of(std::string_view text) {
  const auto rule = parse_date_rule(text, {});
  return rule.ok() ? "" : std::string(rule.diagnostics().front().message.code);
}

std::optional<TimeSpan> settled_at(Instant moment) { return TimeSpan{moment, moment}; }

}  // namespace

TEST_CASE("a date knows which steps it counts from") {
  CHECK(rule_of("3 days after notice").anchors() == std::vector<std::string>{"notice"});
  CHECK(rule_of("下发通知后5个工作日内").anchors() == std::vector<std::string>{"下发通知"});
  CHECK(rule_of("会前准备后3日内").anchors() == std::vector<std::string>{"会前准备"});
  CHECK(rule_of("前期工作前3日").anchors() == std::vector<std::string>{"前期工作"});
  CHECK(rule_of("2 days after Report_A").anchors() == std::vector<std::string>{"Report_A"});
  CHECK(rule_of("3 days after for-exclusive").anchors() == std::vector<std::string>{"for-exclusive"});
  CHECK(rule_of("5 working days").anchors().empty());
  CHECK(rule_of("3 days after opened").anchors().empty());
  CHECK(rule_of("登记后2个工作日").anchors().empty());
  CHECK(rule_of("2023-06-10").anchors().empty());
}

TEST_CASE("a date says of which sort it is") {
  CHECK(rule_of("2023-06-10").is_absolute());
  CHECK(rule_of("6月10日").is_absolute());
  CHECK_FALSE(rule_of("5 working days").is_absolute());
  CHECK(rule_of("每月25日").needs_period());
  CHECK_FALSE(rule_of("6月25日").needs_period());
  CHECK(rule_of("及时").is_timely());
  CHECK(rule_of("不定期").is_unscheduled());
  CHECK(rule_of("另行通知").is_late_bound());
  CHECK(rule_of("拟于2021年6月").is_tentative());
  CHECK(rule_of(" ２０２３年６月１０日 ").text == "２０２３年６月１０日");
  CHECK(rule_of("2023-06-10").position == Position{"campaign.info", 3, 9});
}

TEST_CASE("nobody is late by what is only intended or wished for") {
  DateContext context{state_council(), year_2023};
  context.opened = at_time(2023y / 6 / 20, 9);
  for (const auto* text : {"及时", "及时（5个工作日）", "适时", "另行通知", "拟于2023年6月"}) {
    CAPTURE(text);
    CHECK_FALSE(rule_of(text).is_binding());
    CHECK_FALSE(due_by(rule_of(text), context));
  }
  CHECK(resolve(rule_of("timely 5 working days"), context)->due_day() == 2023y / 6 / 28);
  CHECK(due_by(rule_of("6月25日前"), context) == end_of_day(2023y / 6 / 25));
}

TEST_CASE("a date that depends on what has not happened yet is nothing") {
  const DateContext context{state_council(), year_2023};
  for (const auto* text : {"3 days after notice", "5个工作日内", "登记后2小时内", "每月25日", "及时（5个工作日）"}) {
    CAPTURE(text);
    CHECK_FALSE(resolve(rule_of(text), context));
  }
}

TEST_CASE("a day without a year is the first within the campaign and else nothing") {
  const auto due = [](std::string_view text, Period campaign) {
    const auto date = resolve(rule_of(text), {state_council(), campaign});
    return date ? to_text(date->due_day()) : "nothing";
  };
  CHECK(due("6月10日", {2023y / 5 / 1, 2024y / 8 / 1}) == "2023-06-10");
  CHECK(due("6月10日", {2023y / 6 / 11, 2024y / 8 / 1}) == "2024-06-10");
  CHECK(due("6月10日", {2023y / 6 / 11, 2023y / 12 / 31}) == "nothing");
  CHECK(due("2月29日", {2023y / 1 / 1, 2024y / 8 / 1}) == "2024-02-29");
  CHECK(due("2月底", {2023y / 1 / 1, 2024y / 8 / 1}) == "2023-02-28");
  CHECK(due("年底", {2022y / 12 / 1, 2023y / 8 / 1}) == "2022-12-31");
}

TEST_CASE("inside a repeat a day without a year is that of the period before that of the campaign") {
  DateContext context{state_council(), {2021y / 6 / 1, 2023y / 12 / 31}, Period{2022y / 1 / 1, 2022y / 12 / 31}};
  CHECK(resolve(rule_of("6月15日"), context)->due_day() == 2022y / 6 / 15);
  context.scope_period = Period{2022y / 7 / 1, 2022y / 7 / 31};
  CHECK(resolve(rule_of("6月15日"), context)->due_day() == 2021y / 6 / 15);
}

TEST_CASE("inside a repeat days that have begun before its period last from its first day") {
  DateContext context{state_council(), {2022y / 3 / 2, 2023y / 12 / 31}, Period{2022y / 3 / 2, 2022y / 12 / 31}};
  const auto days = [&] {
    const auto found = resolve(rule_of("1月1日至12月31日"), context)->span;
    return Period{found.first_day(), found.last_day()};
  };
  CHECK(days() == Period{2022y / 3 / 2, 2022y / 12 / 31});
  context.scope_period = Period{2023y / 1 / 1, 2023y / 12 / 31};
  CHECK(days() == *context.scope_period);
}

TEST_CASE("the days before a printed due date are counted without moving it") {
  const auto date = resolve(rule_of("2023-06-10"), {state_council(), year_2023});
  REQUIRE(date);
  CHECK(date->due_day() == 2023y / 6 / 10);
  CHECK(falls_on_rest_day(*date, state_council()));
  CHECK_FALSE(falls_on_rest_day(*resolve(rule_of("2023-06-25"), {state_council(), year_2023}), state_council()));
}

TEST_CASE("a clock time ends the day early and opens it late") {
  const auto due = *resolve(rule_of("2023-06-10 17:00"), {state_council(), year_2023});
  CHECK(due.due() == at_time(2023y / 6 / 10, 17));
  CHECK(due.opening() == at_time(2023y / 6 / 10, 17));
  CHECK(due.due_day() == 2023y / 6 / 10);
  const auto midnight = *resolve(rule_of("2023-06-10 00:00"), {state_council(), year_2023});
  CHECK(midnight.due() == start_of_day(2023y / 6 / 10));
  CHECK(midnight.due_day() == 2023y / 6 / 10);
}

TEST_CASE("an offset counts from the day on which a step settled late in the evening") {
  DateContext context{state_council(), {2021y / 1 / 1, 2021y / 12 / 31}};
  context.anchor = [](std::string_view) { return settled_at(end_of_day(2021y / 10 / 22) - 1us); };
  CHECK(resolve(rule_of("5 working days after notice"), context)->due_day() == 2021y / 10 / 29);
  context.anchor = [](std::string_view) { return settled_at(end_of_day(2021y / 10 / 22)); };
  CHECK(resolve(rule_of("5 days after notice"), context)->due_day() == 2021y / 10 / 28);
}

TEST_CASE("months later is the same day or the last of a shorter month") {
  DateContext context{state_council(), year_2023};
  context.opened = at_time(2023y / 1 / 31, 9);
  CHECK(resolve(rule_of("1个月内"), context)->due_day() == 2023y / 2 / 28);
  CHECK(resolve(rule_of("13 months"), context)->due_day() == 2024y / 2 / 29);
}

TEST_CASE("what counts working days of a year without an arrangement is provisional") {
  DateContext context{state_council(), {2026y / 1 / 1, 2027y / 12 / 31}, Period{2027y / 3 / 1, 2027y / 3 / 31}};
  context.opened = at_time(2026y / 12 / 30, 9);
  CHECK(resolve(rule_of("5 working days"), context)->provisional);
  CHECK_FALSE(resolve(rule_of("1 working day"), context)->provisional);
  CHECK_FALSE(resolve(rule_of("5 days"), context)->provisional);
  CHECK(resolve(rule_of("last working day"), context)->provisional);
  CHECK_FALSE(resolve(rule_of("25日"), context)->provisional);
  CHECK(resolve(rule_of("25日，遇休息日顺延"), context)->provisional);
  CHECK_FALSE(resolve(rule_of("2027-03-25"), context)->provisional);
}

TEST_CASE("a period too short for the day that is asked for has none") {
  const DateContext june{state_council(), year_2023, Period{2023y / 6 / 1, 2023y / 6 / 30}};
  CHECK_FALSE(resolve(rule_of("month 2 day 10"), june));
  CHECK_FALSE(resolve(rule_of("working day 23"), june));
  const DateContext one_day{state_council(), year_2023, Period{2023y / 6 / 10, 2023y / 6 / 10}};
  CHECK_FALSE(resolve(rule_of("周五"), one_day));
  CHECK_FALSE(resolve(rule_of("last working day"), one_day));
}

TEST_CASE("what is no date is told with examples") {
  CHECK(complaint("下个礼拜", Language::zh) ==
        "campaign.info:3:9: error [date.unreadable] 看不懂“下个礼拜”是什么时间\n"
        "  提示：写成例如 2023-06-10、6月10日17时、每月25日、notice后5个工作日内、及时，或写一个步骤的名称（到它办结为止）；"
        "全部写法见 docs/dates.md\n");
  CHECK(complaint("soon", Language::en) ==
        "campaign.info:3:9: error [date.unreadable] “soon” is no date that can be understood\n"
        "  hint: write for example 2023-06-10, 06-10 17:00, day 25, 5 working days after notice, timely, or the name of a "
        "step (when it ends); docs/dates.md has all of them\n");
  for (const auto* text : {"",
                           " ",
                           "6-10",
                           "2023-",
                           "2023-06-",
                           "2023年6",
                           "20230610",
                           "2023-06-10x",
                           "23-06-10",
                           "5",
                           "5 moons",
                           "days",
                           "day",
                           "每月",
                           "next month",
                           "after notice",
                           "3 days after",
                           "3 days before",
                           "5 working days after notice now",
                           "后5日",
                           "前5日",
                           "2023年6月10日后5日",
                           "notice 二期 后5日",
                           "month 3",
                           "working day",
                           "及时报送",
                           "timely tomorrow",
                           "适时 5日",
                           "tentative",
                           "by",
                           "before",
                           "exclusive",
                           "遇休息日顺延",
                           "or next working day",
                           "2023-06-12 to",
                           "至2023-06-18",
                           "2023-06-10 17",
                           "2023-06-10 17:5",
                           "每月25日 遇休息日",
                           "-5 days",
                           "99999 days",
                           "\xE5\xB9\xB4 "}) {
    CHECK_MESSAGE(code_of(text) == "date.unreadable", std::string(text));
  }
}

TEST_CASE("a day that no calendar has is told") {
  CHECK(complaint("2023年6月31日", Language::zh) ==
        "campaign.info:3:9: error [date.no_such_day] “2023年6月31日”里有日历上没有的日子\n"
        "  提示：核对月份和日期，例如 6 月只有 30 天\n");
  CHECK(complaint("2023-02-29", Language::en) ==
        "campaign.info:3:9: error [date.no_such_day] “2023-02-29” names a day that no calendar has\n"
        "  hint: check month and day: June, say, has 30 days\n");
  for (const auto* text : {"2月30日", "02-30", "13月1日", "2023-13", "2023-00-10", "6月0日", "6月12日至31日", "每月32日", "day 0",
                           "working day 0", "第5季度", "month 13 day 1", "2023-06-01 to 2023-06-31"}) {
    CAPTURE(text);
    CHECK(code_of(text) == "date.no_such_day");
  }
}

TEST_CASE("a time that no day has is told") {
  CHECK(complaint("6月10日25时", Language::zh) ==
        "campaign.info:3:9: error [date.no_such_time] “6月10日25时”里的钟点不存在\n"
        "  提示：写 0:00 到 24:00 之间的时刻，例如 17:00 或 17时30分\n");
  CHECK(complaint("06-10 17:60", Language::en) ==
        "campaign.info:3:9: error [date.no_such_time] “06-10 17:60” names a time that no day has\n"
        "  hint: write a time from 0:00 to 24:00, such as 17:00\n");
  CHECK(code_of("5个工作日17时61分") == "date.no_such_time");
  CHECK(code_of("每月25日24时1分") == "date.no_such_time");
}

TEST_CASE("a window that ends before it begins is told") {
  CHECK(complaint("2023年6月18日至12日", Language::zh) ==
        "campaign.info:3:9: error [date.reversed] “2023年6月18日至12日”的起始日晚于截止日\n"
        "  提示：把两个日期对调，或给后一个写上年份\n");
  CHECK(complaint("2023-06-18 to 2023-06-12", Language::en) ==
        "campaign.info:3:9: error [date.reversed] “2023-06-18 to 2023-06-12” ends before it begins\n"
        "  hint: exchange the two, or give the latter its year\n");
  CHECK(code_of("2023-06-15 17:00 to 09:00") == "date.reversed");
}

TEST_CASE("a weekday that is not that of its date is told") {
  CHECK(complaint("2023年6月10日（星期日）", Language::zh) ==
        "campaign.info:3:9: error [date.wrong_weekday] “2023年6月10日（星期日）”里的星期与日期不符\n"
        "  提示：核对日历，改正其中之一\n");
  CHECK(complaint("2023-06-10 sunday", Language::en) ==
        "campaign.info:3:9: error [date.wrong_weekday] “2023-06-10 sunday” has a weekday that is not that of the date\n"
        "  hint: look at a calendar and mend one of the two\n");
  CHECK(code_of("2023年6月12日（周一）至18日（周六）") == "date.wrong_weekday");
  CHECK(code_of("2023年6月12日（周一）至18日（周日）").empty());
}

TEST_CASE("the first working days of a month are a window and due on the last of them") {
  const DateContext june{state_council(), year_2023, Period{2023y / 6 / 1, 2023y / 6 / 30}};
  const auto window = resolve(rule_of("每月前5个工作日内"), june);
  REQUIRE(window);
  CHECK(window->span == span_of(Period{2023y / 6 / 1, 2023y / 6 / 7}));
  CHECK(resolve(rule_of("次月前5个工作日"), june)->due_day() == 2023y / 7 / 7);
}

TEST_CASE("before a day is asked whether that day counts") {
  CHECK(complaint("before 6月10日", Language::zh) ==
        "campaign.info:3:9: error [date.before_or_by] “before 6月10日”没有说明含不含当日\n"
        "  提示：含当日写“by 日期”或“日期前”，不含当日在后面加 exclusive 或“不含当日”\n");
  CHECK(complaint("before 2023-06-10", Language::en) ==
        "campaign.info:3:9: error [date.before_or_by] “before 2023-06-10” leaves open whether that day itself is in time\n"
        "  hint: write “by DATE” if it is, “before DATE exclusive” if not\n");
}

TEST_CASE("a change that needs a certain day is told when there is none") {
  CHECK(complaint("及时，遇休息日顺延", Language::zh) ==
        "campaign.info:3:9: error [date.does_not_fit] “及时，遇休息日顺延”里的“遇休息日顺延”用在这里没有意义\n"
        "  提示：删去这几个字，或改写成有确定日子的时间\n");
  CHECK(complaint("24 hours or next working day", Language::en) ==
        "campaign.info:3:9: error [date.does_not_fit] “or next working day” has no meaning in “24 hours or next working day”\n"
        "  hint: take it out, or write a date that has a certain day\n");
  CHECK(code_of("before 2023-06-10 17:00 exclusive") == "date.does_not_fit");
  CHECK(code_of("及时，不含当日") == "date.does_not_fit");
  CHECK(code_of("暂定另行通知") == "date.does_not_fit");
}

TEST_CASE("any words are read or told and what is read resolves without harm") {
  static constexpr std::array words{"2023",         "-",  "06",   "10",       "年",       "月",        "日",       "6",
                                    "25",           "前", "后",   "内",       "notice",   " ",         "至",       "to ",
                                    "每月",         "次", "第",   "个工作日", "及时",     "拟于",      "17:00",    "时",
                                    "周",           "五", "days", "day ",     "before ",  "exclusive", "working ", "（",
                                    "遇休息日顺延", "底", "季度", "month ",   "最后一天", "9999",      "0",        "小时"};
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  DateContext context{state_council(), year_2023, Period{2023y / 6 / 1, 2023y / 6 / 30}};
  context.opened = context.case_opened = at_time(2023y / 6 / 20, 9);
  context.anchor = [](std::string_view) { return settled_at(at_time(2023y / 6 / 20, 9)); };
  int read = 0;
  for (int run = 0; run < 30'000; ++run) {
    std::string text;
    for (auto count = random() % 7 + 1; count > 0; --count) text += words[random() % words.size()];
    CAPTURE(text);
    const auto rule = parse_date_rule(text, {});
    REQUIRE(rule.ok() == rule.diagnostics().empty());
    if (!rule.ok()) continue;
    ++read;
    if (const auto date = resolve(*rule, context)) REQUIRE(date->span.first <= date->span.end);
  }
  CHECK(read > 500);
}

TEST_CASE("a monthly day never leaves its month and working days never rest") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int run = 0; run < 500; ++run) {
    const auto from = add_days(2016y / 1 / 1, static_cast<int>(random() % 4000));
    const Period month{from.year() / from.month() / 1, Date(from.year() / from.month() / std::chrono::last)};
    const DateContext context{state_council(), month, month};
    const int number = static_cast<int>(random() % 31) + 1;
    const auto text = "day " + std::to_string(number);
    CAPTURE(to_text(from));
    CAPTURE(text);
    const auto plain = *resolve(rule_of(text), context);
    CHECK(month.contains(plain.due_day()));
    CHECK(unsigned(plain.due_day().day()) <= static_cast<unsigned>(number));
    const auto earlier = *resolve(rule_of(text + " or previous working day"), context);
    const auto later = *resolve(rule_of(text + " or next working day"), context);
    CHECK_FALSE(falls_on_rest_day(earlier, state_council()));
    CHECK_FALSE(falls_on_rest_day(later, state_council()));
    CHECK(earlier.due() <= plain.due());
    CHECK(plain.due() <= later.due());
  }
}
