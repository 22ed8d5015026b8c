// Every row of docs/dates.md says what the engine makes of it.
#include <doctest/doctest.h>

#include "engine/definition/date_rule.h"
#include "engine/definition/deadline_cascade.h"
#include "engine/definition/recurrence.h"
#include "engine/text.h"
#include "tests/engine/state_council.h"

using namespace hongtou;
using namespace hongtou::test;
using namespace std::chrono_literals;

namespace {

using Row = std::vector<std::string>;

// The rows of all tables whose head has these columns, without the backticks.
std::vector<Row> rows_under(const Row& head) {
  static const std::string page = read_file(HONGTOU_SOURCE_DIR "/docs/dates.md");
  std::vector<Row> out;
  bool inside = false;
  for (const auto line : lines(page)) {
    auto cells = split(replace_all(std::string(line), "`", ""), {"|"});
    if (cells == head)
      inside = true;
    else if (!line.starts_with("|"))
      inside = false;
    else if (inside && !line.starts_with("| ---"))
      out.push_back(std::move(cells));
  }
  return out;
}

DateContext documented_context(std::optional<Period> scope_period = std::nullopt) {
  const auto anchor = [](std::string_view step) -> std::optional<TimeSpan> {
    if (step == "notice") return TimeSpan{at_time(2021y / 10 / 22, 10), at_time(2021y / 10 / 22, 10)};
    if (step == "month") return span_of(Period{2023y / 6 / 1, 2023y / 6 / 30});
    return std::nullopt;
  };
  return {state_council(),
          {2021y / 6 / 1, 2023y / 12 / 31},
          scope_period,
          at_time(2023y / 6 / 20, 9),
          at_time(2023y / 6 / 21, 15, 30),
          end_of_day(2023y / 6 / 16),
          anchor};
}

std::string end_text(Instant end) {
  return end == start_of_day(date_of(end)) ? to_text(date_of(end - 1us)) + " 24:00" : to_local_text(end);
}

// first and end as the page writes them
Row resolved(const std::string& text, const DateContext& context) {
  const auto rule = parse_date_rule(text, {"dates.md", 1, 1});
  if (!rule.ok()) return {to_text(rule.diagnostics(), Language::en)};
  const auto date = resolve(*rule, context);
  if (!date) return {"—", "—"};
  return {to_local_text(date->span.first), end_text(date->span.end)};
}

std::optional<Occurrence> occurrence_of_key(const std::string& key) {
  for (const auto every : {Frequency::day, Frequency::week, Frequency::half_month, Frequency::month, Frequency::quarter,
                           Frequency::half_year, Frequency::year})
    if (const auto found = occurrence_named(every, key)) return found;
  return std::nullopt;
}

}  // namespace

TEST_CASE("each documented date means the same in Chinese and in English") {
  const auto rows = rows_under({"中文", "英文", "起", "止"});
  REQUIRE(rows.size() >= 50);
  for (const auto& row : rows) {
    CAPTURE(row[0]);
    CAPTURE(row[1]);
    CHECK(join(resolved(row[0], documented_context()), " | ") == row[2] + " | " + row[3]);
    CHECK(join(resolved(row[1], documented_context()), " | ") == row[2] + " | " + row[3]);
  }
}

TEST_CASE("each documented day of a period means the same in Chinese and in English") {
  const auto rows = rows_under({"中文", "英文", "期", "起", "止"});
  REQUIRE(rows.size() >= 30);
  for (const auto& row : rows) {
    const auto occurrence = occurrence_of_key(row[2]);
    REQUIRE_MESSAGE(occurrence, row[2]);
    CAPTURE(row[0]);
    CAPTURE(row[1]);
    CAPTURE(row[2]);
    CHECK(join(resolved(row[0], documented_context(occurrence->period)), " | ") == row[3] + " | " + row[4]);
    CHECK(join(resolved(row[1], documented_context(occurrence->period)), " | ") == row[3] + " | " + row[4]);
  }
}

TEST_CASE("each documented repeat has the documented key and label and days") {
  const auto rows = rows_under({"中文", "英文", "其中一天", "编号", "名称", "起止"});
  REQUIRE(rows.size() == 8);
  for (const auto& row : rows)
    for (const auto& word : {row[0], row[1]}) {
      CAPTURE(word);
      const auto every = parse_frequency(word, {});
      REQUIRE(every.ok());
      const auto occurrence = occurrence_on(*every, day(row[2]));
      CHECK(occurrence.key == row[3]);
      CHECK(occurrence.label == row[4]);
      CHECK(to_text(occurrence.period.first) + " 至 " + to_text(occurrence.period.last) == row[5]);
    }
}

TEST_CASE("documented levels are due on the documented days") {
  const auto rows = rows_under({"截止", "层级", "各级截止"});
  REQUIRE(rows.size() == 3);
  for (const auto& row : rows) {
    CAPTURE(row[1]);
    std::vector<CascadeLevel> levels;
    for (const auto& level : split(row[1], {","})) {
      const auto blank = level.find(' ');
      levels.push_back({level.substr(0, blank), std::stoi(level.substr(blank))});
    }
    std::vector<std::string> due;
    const auto deadlines = reckon_deadlines(day(row[0]), levels, 2023y / 5 / 31, state_council(), {});
    for (const auto& level : *deadlines) due.push_back(level.name + " " + to_text(level.due));
    CHECK(join(due, "，") == row[2]);
  }
}
