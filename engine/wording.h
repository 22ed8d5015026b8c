// How days and steps are named where people read them: in the picture, the timeline and the board.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar.h"
#include "engine/campaign/late_steps.h"
#include "engine/campaign/naming.h"
#include "engine/campaign/place.h"
#include "engine/campaign/state.h"
#include "engine/definition/definition.h"
#include "engine/diagnostic.h"

namespace hongtou {

// The same said in both languages.
struct Words {
  std::string_view zh;
  std::string_view en;

  std::string_view in(Language language) const { return language == Language::zh ? zh : en; }
};

std::string month_and_day(Date day, Language language);  // 6月10日, 10 June
// With the year if it is not `current`: 2021年11月30日, 30 November 2021.
std::string day_words(Date day, std::chrono::year current, Language language);
std::string due_words(Instant due, std::chrono::year current, Language language);  // 6月10日, 6月10日17时; 10 June 17:00
std::string due_figures(Instant due);                                              // 2023-06-10, 2023-06-10 17:00
// 截止 6月10日; 6月1日—6月30日; 5月31日; or "". With years other than `current`, if that is given.
std::string dates_of(const Step& step, Language language, std::optional<std::chrono::year> current = std::nullopt);
// The same of a step that runs: a date that was announced or reckoned stands instead of what the file says.
std::string current_dates(const Place& place, std::chrono::year year, Language language);
std::string status_word(StepStatus status, Language language);  // 进行中, open
// At most three of them, then how many there are: 甲、乙、丙等27个; 甲, 乙, 丙 and others, 27 in all.
std::string some_of(std::vector<std::string> names, Language language);
// 甲、乙; in English with commas.
std::string list_of_names(const Definition& definition, const std::vector<std::string>& units, Language language);

// Whose agreement a draft or a report waits for, and who does not agree: 等区财政局会签；公安分局不同意：改第三段; or "".
std::string countersigning_words(const Place& place, const Countersigning& countersigning, Language language);

std::string with_thousands(std::int64_t number);

// “总结”收齐: what somebody waits for who waits for a step.
std::string ending_words(const Step& step, Language language);
// Whose turn it is and how late, or what it waits for, then what it holds up: 牵头单位区办迟了3天，应于6月1日办，耽误“报数”.
std::string late_step_words(const Definition& definition, const State& state, const LateStep& late, std::chrono::year current,
                            Language language);
std::string days_late_words(int days, Language language);  // 晚3天

bool is_voluntary(const Step& step);
// It is in, although it may have to be judged yet.
bool is_in(const WorkItem& item);

}  // namespace hongtou
