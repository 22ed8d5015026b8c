// The picture of a campaign: steps as boxes, their order as arrows. A DiagramWriter draws it.
#pragma once

#include "engine/calendar.h"
#include "engine/campaign/state.h"
#include "engine/definition/definition.h"
#include "engine/plugin.h"

namespace hongtou {

Diagram diagram(const Definition& definition, Language language = Language::zh);
// Of a running campaign at `now`: each box with how its step stands (a colour and a mark: ✓ ▶ ! ○ – ✕), how many units are in of
// those asked, and its dates as they stand; steps that run many times together. With a legend.
Diagram diagram(const Definition& definition, const Calendar& calendar, const State& state, Instant now,
                Language language = Language::zh);

}  // namespace hongtou
