// Sections: the data of each part of the board's page, as its template names them.
#pragma once

#include "engine/board.h"
#include "engine/board/sight.h"

namespace hongtou {

Value page_words(Language language);

Value tiles(const Sight& sight);                              // the campaign in numbers
Value alarms(const Sight& sight);                             // incidents and results that are out of date
Value attention(const Sight& sight);                          // who still owes, step by step, the worst first
Value came_late(const Sight& sight);                          // who reported late
Value waiting(const Sight& sight);                            // whose turn it is
Value coming(const Sight& sight);                             // the next dates, the nearest first
Value levels(const Sight& sight, const BoardLevels& around);  // right below, who is late there and further down
Value gantt(const Sight& sight);                              // steps and deadlines over the days of the campaign
Value columns(const Sight& sight);                            // the steps that ask units for something
Value classes(const Sight& sight);  // units by class, in list order, with how they stand in each column; only who is asked
Value legend(const Sight& sight);   // of the marks
Value targets(const Sight& sight);
Value scores(const Sight& sight);  // of assessments that have been made
Value totals(const Sight& sight);
Value documents(const Sight& sight);

}  // namespace hongtou
