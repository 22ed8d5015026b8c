#include "engine/calendar.h"

#include <doctest/doctest.h>

#include <random>

#include "tests/engine/state_council.h"

using namespace hongtou;
using namespace hongtou::test;
using namespace std::chrono_literals;

namespace {

std::string written(std::optional<Period> period) {
  return period ? to_text(period->first) + ".." + to_text(period->last) : "nothing";
}

std::string written(std::optional<Instant> instant) { return instant ? to_text(*instant) : "nothing"; }

std::string diagnostics_of(std::string_view text, Language language) {
  return to_text(Calendar::read({{"office.csv", std::string(text)}}).diagnostics(), language);
}

}  // namespace

TEST_CASE("make-up working days and holidays of June 2023 are known") {
  const auto& calendar = state_council();
  CHECK_FALSE(calendar.is_working_day(day("2023-06-10")));
  CHECK(calendar.is_working_day(day("2023-06-25")));
  CHECK(calendar.add_working_days(day("2023-06-10"), -1) == day("2023-06-09"));
  CHECK(calendar.add_working_days(day("2023-06-25"), -1) == day("2023-06-21"));
  CHECK(state_council().this_or_previous_working_day(day("2023-06-23")) == day("2023-06-21"));
  CHECK(state_council().this_or_next_working_day(day("2023-06-23")) == day("2023-06-25"));
  const auto monday_after_week_25 = day("2023-06-26");
  CHECK(calendar.add_working_days(monday_after_week_25, -1) == day("2023-06-25"));
  CHECK(calendar.name_of(day("2023-06-23")) == "端午节");
  CHECK(calendar.name_of(day("2023-06-25")) == "端午节");
  CHECK(calendar.name_of(day("2023-06-26")).empty());
}

TEST_CASE("of the monthly days 25 of late 2021 three are rest days") {
  std::vector<std::string> rest_days;
  for (auto month = std::chrono::year(2021) / 6; month <= std::chrono::year(2021) / 12; month += std::chrono::months(1))
    if (!state_council().is_working_day(month / 25)) rest_days.push_back(to_text(month / 25));
  CHECK(rest_days == std::vector<std::string>{"2021-07-25", "2021-09-25", "2021-12-25"});
  CHECK(state_council().add_working_days(day("2021-09-25"), -1) == day("2021-09-24"));
  CHECK(state_council().add_working_days(day("2021-09-25"), 1) == day("2021-09-26"));
  CHECK(state_council().add_working_days(day("2021-12-25"), -1) == day("2021-12-24"));
}

TEST_CASE("days and working days are counted from the day after") {
  CHECK(state_council().add_working_days(day("2021-10-22"), 5) == day("2021-10-29"));
  CHECK(state_council().add_working_days(day("2023-06-24"), 0) == day("2023-06-24"));
  CHECK(days_between(day("2023-06-10"), day("2023-06-10")) == 0);
  CHECK(days_between(day("2023-03-01"), day("2023-02-28")) == -1);
  const auto nine_months = parse_period("2022-01至2022-09").value();
  CHECK(days_between(nine_months.first, nine_months.last) + 1 == 273);
  const auto latest_start_for_15_days = add_days(day("2023-06-30"), -14);
  CHECK(latest_start_for_15_days == day("2023-06-16"));
}

TEST_CASE("working days between two days exclude the first and include the last") {
  CHECK(state_council().working_days_between(day("2021-10-22"), day("2021-10-29")) == 5);
  CHECK(state_council().working_days_between(day("2023-06-21"), day("2023-06-24")) == 0);
  CHECK(state_council().working_days_between(day("2023-06-21"), day("2023-06-25")) == 1);
  CHECK(state_council().working_days_between(day("2023-06-25"), day("2023-06-21")) == -1);
  CHECK(state_council().working_days_between(day("2023-06-21"), day("2023-06-21")) == 0);
}

TEST_CASE("counting working days undoes adding them") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> offset(0, 365 * 11);
  std::uniform_int_distribution<int> count(-300, 300);
  for (int run = 0; run < 1000; ++run) {
    const auto from = add_days(day("2016-01-01"), offset(random));
    const int n = count(random);
    const auto to = state_council().add_working_days(from, n);
    CAPTURE(to_text(from));
    CAPTURE(n);
    CHECK(state_council().working_days_between(from, to) == n);
    if (n != 0) CHECK(state_council().is_working_day(to));
    if (state_council().is_working_day(from)) CHECK(state_council().add_working_days(to, -n) == from);
  }
}

TEST_CASE("later notices changed the holidays of 2019 and 2020") {
  CHECK_FALSE(state_council().is_working_day(day("2019-05-02")));
  CHECK(state_council().is_working_day(day("2019-05-05")));
  CHECK_FALSE(state_council().is_working_day(day("2020-01-31")));
  CHECK_FALSE(state_council().is_working_day(day("2020-02-01")));
  CHECK(state_council().is_working_day(day("2020-02-03")));
}

TEST_CASE("the pattern of 2025 differs from that of 2024") {
  CHECK(state_council().is_working_day(day("2024-02-09")));        // New Year's Eve, leave was only encouraged
  CHECK_FALSE(state_council().is_working_day(day("2025-01-28")));  // New Year's Eve, a holiday
  CHECK(state_council().is_working_day(day("2025-01-26")));
  CHECK(state_council().is_working_day(day("2026-02-14")));
  CHECK_FALSE(state_council().is_working_day(day("2026-02-23")));
}

TEST_CASE("every published calendar gives just the statutory holidays") {
  for (int year = 2016; year <= 2026; ++year) {
    const auto file = std::to_string(year) + ".csv";
    CAPTURE(file);
    const auto text = read_file(std::filesystem::path(HONGTOU_SOURCE_DIR "/engine/calendars") / file);
    const auto calendar = Calendar::read({{file, text}});
    REQUIRE(calendar.ok());
    CHECK(text.starts_with("# 国务院办公厅关于" + std::to_string(year) + "年部分节假日安排的通知，国办发明电〔"));
    CHECK(calendar->knows(std::chrono::year(year)));
    const Date new_year = std::chrono::year(year) / 1 / 1;
    CHECK_FALSE(calendar->is_working_day(new_year));
    int given = 0;  // weekdays off less weekend days worked
    for (auto at = add_days(new_year, -31); at <= std::chrono::year(year) / 12 / 31; at = add_days(at, 1)) {
      const bool weekend = std::chrono::weekday(std::chrono::sys_days(at)).iso_encoding() > 5;
      if (weekend == calendar->is_working_day(at)) given += weekend ? -1 : 1;
    }
    const int statutory = year < 2025 ? 11 : 13;  // 全国年节及纪念日放假办法
    const int extension = year == 2020 ? 2 : 0;   // 31 January off, 1 February no longer worked
    CHECK(given == statutory + extension);
  }
}

TEST_CASE("a year without an arrangement is provisional and only its weekends rest") {
  CHECK_FALSE(state_council().knows(2015y));
  CHECK_FALSE(state_council().knows(2027y));
  CHECK(state_council().is_working_day(day("2027-10-01")));
  CHECK_FALSE(state_council().is_working_day(day("2027-10-02")));
}

TEST_CASE("days of the year before do not make that year known") {
  const auto calendar = Calendar::read({{"calendars/2023.csv", "2022-12-31,off,元旦\n"}});
  REQUIRE(calendar.ok());
  CHECK(calendar->knows(2023y));
  CHECK_FALSE(calendar->knows(2022y));
}

TEST_CASE("an office may override single days without making their year known") {
  const auto calendar = Calendar::read({{"2023.csv", "2023-06-22,off,端午节\n"},
                                        {"office.csv", "\uFEFF# 值班\r\n2023-06-22, work ,防汛值守\r\n\r\n2027-01-01,off,元旦"}});
  REQUIRE(calendar.ok());
  CHECK(calendar->is_working_day(day("2023-06-22")));
  CHECK(calendar->name_of(day("2023-06-22")) == "防汛值守");
  CHECK_FALSE(calendar->is_working_day(day("2027-01-01")));
  CHECK_FALSE(calendar->knows(2027y));
}

TEST_CASE("an office puts its own rest days and working days over those of the State Council") {
  const auto days = Calendar::read({{"own.csv", "2023-06-25,休,值班补休\n2023-06-24,班,防汛值守\n"}});
  REQUIRE(days.ok());
  const auto own = state_council().with(*days);
  CHECK_FALSE(own.is_working_day(day("2023-06-25")));
  CHECK(own.is_working_day(day("2023-06-24")));
  CHECK(own.name_of(day("2023-06-24")) == "防汛值守");
  CHECK(own.knows(2023y));
  CHECK(own.add_working_days(day("2023-06-21"), 2) == day("2023-06-26"));
  CHECK(state_council().is_working_day(day("2023-06-25")));
}

TEST_CASE("an office's days do not make a year known, whatever their file is called") {
  const auto days = Calendar::read({{"2027.csv", "2027-01-01,off,元旦"}});
  REQUIRE(days.ok());
  const auto own = state_council().with(*days);
  CHECK_FALSE(own.is_working_day(day("2027-01-01")));
  CHECK_FALSE(own.knows(2027y));
}

TEST_CASE("a day that is both off and work in one file is told") {
  CHECK(diagnostics_of("2023-06-24,off,端午节\n2023-06-24,work,值守\n", Language::zh) ==
        "office.csv:2:1: warning [calendar.twice] 2023-06-24 在这个文件里既写了休息又写了上班\n"
        "  提示：删去一行；现在以后一行为准\n");
  CHECK(diagnostics_of("2023-06-24,off,端午节\n2023-06-24,work,值守\n", Language::en) ==
        "office.csv:2:1: warning [calendar.twice] 2023-06-24 is both off and work in this file\n"
        "  hint: remove one of the lines; as it is, the latter counts\n");
  CHECK(diagnostics_of("2023-06-24,off,端午节\n2023-06-24,off,端午节\n", Language::en).empty());
}

TEST_CASE("the following period is of the same kind") {
  const auto after = [](Date first, Date last) { return written(following({first, last})); };
  CHECK(after(2023y / 6 / 30, 2023y / 6 / 30) == "2023-07-01..2023-07-01");
  CHECK(after(2023y / 6 / 19, 2023y / 6 / 25) == "2023-06-26..2023-07-02");
  CHECK(after(2024y / 1 / 1, 2024y / 1 / 31) == "2024-02-01..2024-02-29");
  CHECK(after(2023y / 10 / 1, 2023y / 12 / 31) == "2024-01-01..2024-03-31");
  CHECK(after(2024y / 2 / 1, 2024y / 2 / 15) == "2024-02-16..2024-02-29");
  CHECK(after(2023y / 12 / 16, 2023y / 12 / 31) == "2024-01-01..2024-01-15");
  CHECK(after(2023y / 1 / 1, 2023y / 12 / 31) == "2024-01-01..2024-12-31");
}

TEST_CASE("a line that is no calendar entry is told with an example") {
  CHECK(diagnostics_of("# 节假日\n2023-06-22,放假,端午节\n", Language::zh) ==
        "office.csv:2:1: error [calendar.line] 这一行“2023-06-22,放假,端午节”不是“日期,off或work,名称”\n"
        "  提示：写成例如“2023-06-22,off,端午节”，或“2023-06-25,work,端午节”；off、work 也可写成休、班\n");
  CHECK(diagnostics_of("2023-06-22,off", Language::en) ==
        "office.csv:1:1: error [calendar.line] the line “2023-06-22,off” is not “date,off|work,name”\n"
        "  hint: write for example “2023-06-22,off,端午节” or “2023-06-25,work,端午节”\n");
  CHECK(Calendar::read({{"office.csv", "一行\n\n又一行\n"}}).diagnostics().size() == 2);
}

TEST_CASE("a date that does not exist is told") {
  CHECK(diagnostics_of("2023-02-29,off,无此日\n", Language::zh) ==
        "office.csv:1:1: error [calendar.date] “2023-02-29”不是日历上的一天\n"
        "  提示：日期写成“2023-06-22”，并核对该月有没有这一天\n");
  CHECK(diagnostics_of("2023-02-29,off,无此日\n", Language::en) ==
        "office.csv:1:1: error [calendar.date] “2023-02-29” is no day of the calendar\n"
        "  hint: write it as 2023-06-22, and see that the month has such a day\n");
}

TEST_CASE("a calendar saved in another encoding is told") {
  CHECK(diagnostics_of("2023-06-22,off,\xB6\xCB\xCE\xE7", Language::zh) ==
        "office.csv: error [calendar.not_utf8] 这个文件不是 UTF-8 编码\n"
        "  提示：另存为“CSV UTF-8”后再用\n");
  CHECK(diagnostics_of("2023-06-22,off,\xB6\xCB\xCE\xE7", Language::en) ==
        "office.csv: error [calendar.not_utf8] this file is not UTF-8 text\n"
        "  hint: save it as “CSV UTF-8”\n");
}

TEST_CASE("a date is printed in both ways") {
  CHECK(to_text(2023y / 6 / 1) == "2023-06-01");
  CHECK(to_chinese(2023y / 6 / 1) == "2023年6月1日");
}

TEST_CASE("a date is read in both ways") {
  CHECK(parse_date("2023-06-10") == 2023y / 6 / 10);
  CHECK(parse_date("2023年6月10日") == 2023y / 6 / 10);
  CHECK(parse_date("2023年06月01日") == 2023y / 6 / 1);
  CHECK(parse_date(" 2024-02-29 ") == 2024y / 2 / 29);
}

TEST_CASE("what is no day of the calendar is no date") {
  for (const auto* text : {"",
                           "2023",
                           "2023-06",
                           "2023年6月",
                           "2023-6-10",
                           "2023-06-31",
                           "2023-00-10",
                           "2023-13-01",
                           "2023-06-00",
                           "2023-02-29",
                           "2023年2月30日",
                           "2023年6月10",
                           "2023-06-10x",
                           "23-06-10",
                           "２０２３-06-10",
                           "+2023-06-10",
                           "2023/06/10",
                           "2023-06-10 09:00",
                           "20230610",
                           "99999999999999-01-01"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("a day in Shanghai begins at 16 o'clock of the day before in UTC") {
  const std::chrono::sys_days tenth{2023y / 6 / 10};
  CHECK(start_of_day(2023y / 6 / 10) == tenth - 8h);
  CHECK(end_of_day(2023y / 6 / 10) == tenth + 16h);
  CHECK(at_time(2023y / 6 / 10, 9, 30) == tenth + 1h + 30min);
  CHECK(date_of(tenth - 8h) == 2023y / 6 / 10);
  CHECK(date_of(tenth - 8h - 1us) == 2023y / 6 / 9);
}

TEST_CASE("an instant is printed with its microseconds only when it has some") {
  CHECK(to_text(at_time(2023y / 6 / 10, 9)) == "2023-06-10T09:00:00+08:00");
  CHECK(to_text(at_time(2023y / 6 / 10, 9) + 5us) == "2023-06-10T09:00:00.000005+08:00");
  CHECK(to_text(start_of_day(2023y / 1 / 1) - 1us) == "2022-12-31T23:59:59.999999+08:00");
  CHECK(to_local_text(at_time(2023y / 6 / 10, 9, 5) + 59s) == "2023-06-10 09:05");
}

TEST_CASE("an instant is read as it is printed and in the office's way") {
  for (const auto* text : {"2023-06-10T09:00:00+08:00", "2023-06-10T23:59:59.999999+08:00", "1969-12-31T23:59:59.000001+08:00"})
    CHECK(written(parse_instant(text)) == text);
  CHECK(written(parse_instant("2023-06-10 09:00")) == "2023-06-10T09:00:00+08:00");
  CHECK(written(parse_instant("2023-06-10 09:00:07")) == "2023-06-10T09:00:07+08:00");
  CHECK(written(parse_instant("2023-06-10")) == "2023-06-10T00:00:00+08:00");
  CHECK(written(parse_instant("2023年6月10日")) == "2023-06-10T00:00:00+08:00");
}

TEST_CASE("what is no moment is no instant") {
  for (const auto* text :
       {"", "09:00", "2023-06-10 24:00", "2023-06-10 09:60", "2023-06-10 09:00:60", "2023-06-10 9:00", "2023-06-10T09:00:00",
        "2023-06-10T09:00:00Z", "2023-06-10T09:00:00+00:00", "2023-06-10T09:00:00.5+08:00", "2023-06-10 09:00:", "2023-06-10 09",
        "2023-02-29 09:00", "2023-06-10T", "2023-06-10 09:00 x"}) {
    CAPTURE(text);
    CHECK(written(parse_instant(text)) == "nothing");
  }
}

TEST_CASE("a period may be a day or a month or a year or from one to another") {
  CHECK(written(parse_period("2023-06-10")) == "2023-06-10..2023-06-10");
  CHECK(written(parse_period("2024-02")) == "2024-02-01..2024-02-29");
  CHECK(written(parse_period("2023")) == "2023-01-01..2023-12-31");
  CHECK(written(parse_period("2023年")) == "2023-01-01..2023-12-31");
  CHECK(written(parse_period("2023年6月")) == "2023-06-01..2023-06-30");
  CHECK(written(parse_period("2023-06-01 to 2023-06-30")) == "2023-06-01..2023-06-30");
  CHECK(written(parse_period("2023-06-01至2023-06-30")) == "2023-06-01..2023-06-30");
  CHECK(written(parse_period("2023年6月1日 至 2023年6月30日")) == "2023-06-01..2023-06-30");
  CHECK(written(parse_period("2022年1月—2022年9月")) == "2022-01-01..2022-09-30");
  CHECK(written(parse_period("2023-06-30至2023-06-30")) == "2023-06-30..2023-06-30");
}

TEST_CASE("what has no first and last day is no period") {
  for (const auto* text : {"", "六月", "2023-", "2023-13", "2023-06-31", "2023-06-30至2023-06-01", "2023-06-01至", "至2023-06-30",
                           "2023-06-01 2023-06-30", "2023-06至2023-07至2023-08", "2023-06-01to2023-06-30x", "202"}) {
    CAPTURE(text);
    CHECK(written(parse_period(text)) == "nothing");
  }
}

TEST_CASE("both days belong to a period") {
  const Period june{2023y / 6 / 1, 2023y / 6 / 30};
  CHECK(june.contains(2023y / 6 / 1));
  CHECK(june.contains(2023y / 6 / 30));
  CHECK_FALSE(june.contains(2023y / 5 / 31));
  CHECK_FALSE(june.contains(2023y / 7 / 1));
}
