#include "engine/definition/deadline_cascade.h"

#include <doctest/doctest.h>

#include "engine/text.h"
#include "tests/engine/state_council.h"

using namespace hongtou;
using namespace hongtou::test;
using namespace std::chrono_literals;

namespace {

// Province on 25 June 2023, a make-up working day after the Dragon Boat holiday; the notice of 31 May.
struct ThreeLevels {
  std::vector<CascadeLevel> levels{{"省", 0}, {"市", 2}, {"县", 3}};
  Date notice = 2023y / 5 / 31;

  Result<std::vector<LevelDeadline>> reckoned(Date top = 2023y / 6 / 25) const {
    return reckon_deadlines(top, levels, notice, state_council(), {"campaign.info", 7, 5});
  }
  std::string told(Language language, Date top = 2023y / 6 / 25) const { return to_text(reckoned(top).diagnostics(), language); }
};

std::string written(const std::vector<LevelDeadline>& deadlines) {
  std::vector<std::string> out;
  for (const auto& level : deadlines)
    out.push_back(level.name + " " + to_text(level.due) + " " + std::to_string(level.working_days));
  return join(out, ", ");
}

}  // namespace

TEST_CASE_FIXTURE(ThreeLevels, "each level is due its working days before the one above it") {
  const auto found = reckoned();
  REQUIRE(found.ok());
  CHECK(written(*found) == "省 2023-06-25 16, 市 2023-06-20 14, 县 2023-06-15 11");
  CHECK(found.diagnostics().empty());
}

TEST_CASE_FIXTURE(ThreeLevels, "when the top date moves every level below must be told") {
  const auto changes = changed_deadlines(*reckoned(), *reckoned(2023y / 6 / 26));
  CHECK(changes == std::vector<DeadlineChange>{{"省", 2023y / 6 / 25, 2023y / 6 / 26},
                                               {"市", 2023y / 6 / 20, 2023y / 6 / 21},
                                               {"县", 2023y / 6 / 15, 2023y / 6 / 16}});
  CHECK(changed_deadlines(*reckoned(), *reckoned()).empty());
}

TEST_CASE_FIXTURE(ThreeLevels, "when one level moves only that one and those below it are told") {
  const auto before = *reckoned();
  levels[1].moved = 2023y / 6 / 16;
  CHECK(changed_deadlines(before, *reckoned()) ==
        std::vector<DeadlineChange>{{"市", 2023y / 6 / 20, 2023y / 6 / 16}, {"县", 2023y / 6 / 15, 2023y / 6 / 13}});
}

TEST_CASE_FIXTURE(ThreeLevels, "a top date that is moved over a holiday may leave a level where it is") {
  levels = {{"省", 0}, {"市", 1}};
  CHECK(changed_deadlines(*reckoned(2023y / 6 / 23), *reckoned(2023y / 6 / 24)) ==
        std::vector<DeadlineChange>{{"省", 2023y / 6 / 23, 2023y / 6 / 24}});
}

TEST_CASE_FIXTURE(ThreeLevels, "a level due before the notice is told") {
  notice = 2023y / 6 / 16;
  CHECK(told(Language::zh) ==
        "campaign.info:7:5: warning [cascade.before_start] “县”的截止日 2023-06-15 早于开始日 2023-06-16\n"
        "  提示：减少各级预留的工作日，或推迟最上级的截止日\n");
  CHECK(told(Language::en) ==
        "campaign.info:7:5: warning [cascade.before_start] “县” is due on 2023-06-15, before the start on 2023-06-16\n"
        "  hint: give the levels fewer working days, or move the top date\n");
}

TEST_CASE_FIXTURE(ThreeLevels, "a level without any working day is told") {
  levels.resize(1);
  notice = 2023y / 6 / 21;
  CHECK(told(Language::zh, 2023y / 6 / 24) ==
        "campaign.info:7:5: warning [cascade.no_working_day] 从 2023-06-21 到“省”的截止日 2023-06-24 没有一个工作日\n"
        "  提示：减少各级预留的工作日，或推迟最上级的截止日\n");
  CHECK(told(Language::en, 2023y / 6 / 24) ==
        "campaign.info:7:5: warning [cascade.no_working_day] there is no working day between 2023-06-21 and 2023-06-24, when "
        "“省” is due\n"
        "  hint: give the levels fewer working days, or move the top date\n");
}

TEST_CASE_FIXTURE(ThreeLevels, "two levels on one day are told") {
  levels[1].buffer = 0;
  CHECK(told(Language::zh) ==
        "campaign.info:7:5: warning [cascade.same_day] “市”与上级“省”同在 2023-06-25 截止，上级没有时间汇总\n"
        "  提示：给“市”至少留一个工作日\n");
  CHECK(told(Language::en) ==
        "campaign.info:7:5: warning [cascade.same_day] “市” is due on 2023-06-25, the same day as “省” above it, which has no "
        "time to add up\n"
        "  hint: leave “市” a working day or more\n");
}

TEST_CASE_FIXTURE(ThreeLevels, "a level moved behind the one above it is told") {
  levels[2].moved = 2023y / 6 / 21;
  CHECK(told(Language::zh) ==
        "campaign.info:7:5: warning [cascade.after_upper] “县”的截止日 2023-06-21 晚于上级“市”的 2023-06-20\n"
        "  提示：提前“县”的截止日，或推迟上级的\n");
  CHECK(told(Language::en) ==
        "campaign.info:7:5: warning [cascade.after_upper] “县” is due on 2023-06-21, after “市” above it on 2023-06-20\n"
        "  hint: move “县” forward, or put off the level above it\n");
}
