#include "engine/definition/recurrence.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "engine/definition/date_rule.h"
#include "engine/text.h"
#include "tests/engine/state_council.h"

using namespace hongtou;
using namespace hongtou::test;
using namespace std::chrono_literals;

namespace {

const std::vector<Frequency> all_frequencies{Frequency::day,     Frequency::week,      Frequency::half_month, Frequency::month,
                                             Frequency::quarter, Frequency::half_year, Frequency::year};

std::string keys(const std::vector<Occurrence>& occurrences) {
  std::vector<std::string> out;
  for (const auto& occurrence : occurrences) out.push_back(occurrence.key);
  return join(out, " ");
}

std::string keys(const Recurrence& recurrence, const Period& campaign) {
  return keys(occurrences(recurrence, {state_council(), campaign}));
}

// Each month of the second half of 2021 is due on its 25th.
struct MonthlyReports {
  Recurrence recurrence{Frequency::month, 2021y / 6 / 1, 2021y / 12 / 25};
  RecurrenceContext context{state_council(), {2021y / 6 / 1, 2021y / 12 / 31}};

  MonthlyReports() {
    context.due = [](const Period& period) {
      return due_by(*parse_date_rule("每月25日前", {}), {state_council(), period, period});
    };
  }
};

}  // namespace

TEST_CASE_FIXTURE(MonthlyReports, "a monthly report is due on seven days of which three are rest days") {
  std::vector<std::string> due;
  std::vector<std::string> rest_days;
  for (const auto& occurrence : occurrences(recurrence, context)) {
    const auto last = add_days(date_of(*context.due(occurrence.period)), -1);
    due.push_back(to_text(last).substr(5));
    if (!state_council().is_working_day(last)) rest_days.push_back(to_text(last).substr(5));
  }
  CHECK(join(due, " ") == "06-25 07-25 08-25 09-25 10-25 11-25 12-25");
  CHECK(join(rest_days, " ") == "07-25 09-25 12-25");
}

TEST_CASE_FIXTURE(MonthlyReports, "the first period is the one whose due date has not passed") {
  context.not_before = end_of_day(2021y / 6 / 25);
  CHECK(occurrences(recurrence, context).front().key == "2021-06");
  context.not_before = end_of_day(2021y / 6 / 25) + 1us;
  CHECK(occurrences(recurrence, context).front().key == "2021-07");
  context.not_before = at_time(2021y / 12 / 26, 9);
  CHECK(occurrences(recurrence, context).empty());
  context.due = nullptr;
  CHECK(keys(occurrences(recurrence, context)) == "2021-12");
}

TEST_CASE_FIXTURE(MonthlyReports, "one period after the other gives what all at once gives") {
  std::string found;
  std::string key;
  while (const auto next = next_occurrence(recurrence, context, key)) {
    key = next->key;
    found += (found.empty() ? "" : " ") + key;
  }
  CHECK(found == keys(occurrences(recurrence, context)));
  CHECK(found == "2021-06 2021-07 2021-08 2021-09 2021-10 2021-11 2021-12");
  CHECK_FALSE(next_occurrence(recurrence, context, "2021-W25"));
}

TEST_CASE("a repeat without bounds runs through the campaign in whole periods") {
  const Period campaign{2023y / 6 / 10, 2023y / 8 / 5};
  CHECK(keys({Frequency::month}, campaign) == "2023-06 2023-07 2023-08");
  CHECK(keys({Frequency::half_month}, campaign) == "2023-06-H1 2023-06-H2 2023-07-H1 2023-07-H2 2023-08-H1");
  CHECK(keys({Frequency::quarter}, campaign) == "2023-Q2 2023-Q3");
  CHECK(keys({Frequency::half_year}, campaign) == "2023-H1 2023-H2");
  CHECK(keys({Frequency::year}, campaign) == "2023");
  CHECK(keys({Frequency::week, 2023y / 6 / 19, 2023y / 6 / 27}, campaign) == "2023-W25 2023-W26");
}

TEST_CASE("days of rest are left out of a daily repeat but make-up days are not") {
  Recurrence daily{Frequency::day, 2023y / 6 / 20, 2023y / 6 / 26};
  const Period campaign{2023y / 6 / 1, 2023y / 6 / 30};
  CHECK(keys(daily, campaign) == "2023-06-20 2023-06-21 2023-06-22 2023-06-23 2023-06-24 2023-06-25 2023-06-26");
  daily.skip_rest_days = true;
  CHECK(keys(daily, campaign) == "2023-06-20 2023-06-21 2023-06-25 2023-06-26");
  daily.every = Frequency::week;
  CHECK(keys({Frequency::week, 2021y / 2 / 8, 2021y / 2 / 21, true}, campaign) == "2021-W06 2021-W07");
  CHECK(keys({Frequency::day, 2021y / 10 / 1, 2021y / 10 / 7, true}, campaign).empty());
}

TEST_CASE("a week belongs to the year of its Thursday") {
  const auto week = [](Date day) { return occurrence_on(Frequency::week, day).key; };
  CHECK(week(2021y / 1 / 3) == "2020-W53");
  CHECK(week(2021y / 1 / 4) == "2021-W01");
  CHECK(week(2024y / 12 / 29) == "2024-W52");
  CHECK(week(2024y / 12 / 30) == "2025-W01");
  CHECK(week(2022y / 1 / 1) == "2021-W52");
  CHECK(week(2026y / 12 / 31) == "2026-W53");
  CHECK(occurrence_named(Frequency::week, "2025-W01")->period == Period{2024y / 12 / 30, 2025y / 1 / 5});
  CHECK_FALSE(occurrence_named(Frequency::week, "2021-W53"));
}

TEST_CASE("half months end on the 15th and on the last day also in leap years") {
  CHECK(occurrence_on(Frequency::half_month, 2024y / 2 / 15).period == Period{2024y / 2 / 1, 2024y / 2 / 15});
  CHECK(occurrence_on(Frequency::half_month, 2024y / 2 / 16).period == Period{2024y / 2 / 16, 2024y / 2 / 29});
  CHECK(occurrence_on(Frequency::half_month, 2023y / 2 / 28).period == Period{2023y / 2 / 16, 2023y / 2 / 28});
  CHECK(occurrence_on(Frequency::half_month, 2023y / 12 / 31).key == "2023-12-H2");
}

TEST_CASE("what is no key of the frequency names no period") {
  for (const auto* key : {"", "2023", "2023-13", "2023-00", "2023-6", "2023-06-10", "2023-06-H1", "2023-Q2", "二〇二三-06"}) {
    CAPTURE(key);
    CHECK_FALSE(occurrence_named(Frequency::month, key));
  }
  CHECK_FALSE(occurrence_named(Frequency::quarter, "2023-Q5"));
  CHECK_FALSE(occurrence_named(Frequency::quarter, "2023-Q0"));
  CHECK_FALSE(occurrence_named(Frequency::half_year, "2023-H3"));
  CHECK_FALSE(occurrence_named(Frequency::half_month, "2023-06-H3"));
  CHECK_FALSE(occurrence_named(Frequency::week, "2023-W00"));
  CHECK_FALSE(occurrence_named(Frequency::day, "2023-02-29"));
}

TEST_CASE("periods follow each other without gaps and their keys sort as they follow") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int run = 0; run < 2000; ++run) {
    const auto every = all_frequencies[random() % all_frequencies.size()];
    const auto day = add_days(2000y / 1 / 1, static_cast<int>(random() % 20000));
    CAPTURE(to_text(day));
    const auto here = occurrence_on(every, day);
    const auto next = occurrence_on(every, add_days(here.period.last, 1));
    CHECK(here.period.contains(day));
    CHECK(next.period.first == add_days(here.period.last, 1));
    CHECK(here.key < next.key);
    CHECK(following(here.period) == next.period);
    CHECK(occurrence_named(every, here.key)->period == here.period);
  }
}

TEST_CASE("a period to repeat by that is not known is told") {
  CHECK(to_text(parse_frequency("每旬", {"campaign.info", 3, 9}).diagnostics(), Language::zh) ==
        "campaign.info:3:9: error [recurrence.unknown] “每旬”不是重复的周期\n"
        "  提示：写每日、每周、每半月、每月、每季、每半年、每年之一\n");
  CHECK(to_text(parse_frequency("fortnight", {"campaign.info", 3, 9}).diagnostics(), Language::en) ==
        "campaign.info:3:9: error [recurrence.unknown] “fortnight” is no period to repeat by\n"
        "  hint: write one of day, week, half-month, month, quarter, half-year, year\n");
  CHECK(*parse_frequency(" every month ", {}) == Frequency::month);
  CHECK(*parse_frequency("每个月", {}) == Frequency::month);
  CHECK(*parse_frequency("季度", {}) == Frequency::quarter);
  CHECK_FALSE(parse_frequency("", {}).ok());
}
