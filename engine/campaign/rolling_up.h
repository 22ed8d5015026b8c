// Rolling up 汇总上报: what the units of one level reported becomes one report to the level above. Private to the campaign layer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/campaign/course.h"
#include "engine/definition/form.h"

namespace hongtou {

// Reports as one of the same form: numbers added up, ledgers one after the other, texts each led by its unit's name, lists
// united. What adds up to nothing, such as a date or a person, is left blank.
Value add_up(const Form& form, const std::vector<UnitData>& reports);

// What goes up from a step that collects: {data, units, accepted, missing (ids, those of levels below too), names {id:
// 东区/二街道}, complete, sources {address: {unit: version}}, awaited (of
// those missing: whose reports were sent back and are not in again; absent: none)}.
Value total_of(const Place& place);

// rolled_up, numbered one higher than the last.
void send_up(Turn& turn);

// Of a lower campaign: each settled total that is not what went up last, of a step that was called off too: it says who is
// missing. The correction of one that was returned waits for the reports that were sent back below.
void roll_up_results(Course& course);

}  // namespace hongtou
