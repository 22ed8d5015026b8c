#include <algorithm>

#include "engine/board/sections.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr std::size_t most_names = 8;

std::string late_note(const Sight& sight, const LateBelow& late) {
  const auto days = days_late_words(late.days, sight.language);
  return late.level.empty() ? days : late.level + sight.say({"，", ", "}) + days;
}

List late_units(const Sight& sight, const LevelStanding& level) {
  List out;
  for (std::size_t i = 0; i < std::min(level.late.size(), most_names); ++i)
    out.push_back(Map{{"late_unit", level.late[i].unit}, {"late_note", late_note(sight, level.late[i])}});
  return out;
}

std::string standing(const Sight& sight, const LevelStanding& level) {
  if (level.closed) return sight.say({"已结束", "closed"});
  if (level.totals == 0) return sight.say({"进行中", "running"});
  return sight.say({"已上报{0}次", "total {0} is up"}, {std::to_string(level.totals)});
}

}  // namespace

Value levels(const Sight& sight, const BoardLevels& around) {
  List out;
  for (std::size_t i = 0; i < around.below.size(); ++i) {
    const auto& level = around.below[i];
    out.push_back(Map{{"level", level.name},
                      {"level_link", text_or_null(i < around.links.size() ? around.links[i] : "")},
                      {"level_standing", standing(sight, level)},
                      {"level_in", level.asked == 0 ? status_word(StepStatus::waiting, sight.language)
                                                    : std::to_string(level.accepted) + "/" + std::to_string(level.asked)},
                      {"level_levels", level.levels == 0 ? Value() : Value(sight.number(level.levels))},
                      {"level_late", late_units(sight, level)},
                      {"level_more", level.late.size() <= most_names
                                         ? Value()
                                         : Value(sight.say({"等{0}个", "{0} in all"}, {sight.number(level.late.size())}))}});
  }
  return out;
}

}  // namespace hongtou
