// The timeline: what happened when, by whom, in words.
#pragma once

#include <string>
#include <vector>

#include "engine/campaign/state.h"
#include "engine/definition/definition.h"
#include "engine/diagnostic.h"
#include "engine/journal/journal.h"

namespace hongtou {

// One line an event: 2023-06-10 09:00  区处非办  联络人名单：平潭街街道报送（第1版，逾期）. Units that joined on the way, as the
// state knows them, go by their names too.
std::string timeline_text(const Definition& definition, const std::vector<JournalEvent>& events, Language language,
                          const std::vector<LateMember>& joined = {});

// The same as data: [{sequence, recorded, effective, actor, actor_name, type, step, step_label, unit, unit_name, text}].
Value timeline_data(const Definition& definition, const std::vector<JournalEvent>& events, Language language,
                    const std::vector<LateMember>& joined = {});

}  // namespace hongtou
