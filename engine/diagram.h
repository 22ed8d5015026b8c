// The picture of a campaign: steps as boxes, their order as arrows. A DiagramWriter draws it.
#pragma once

#include "engine/campaign/state.h"
#include "engine/definition/definition.h"
#include "engine/plugin.h"

namespace hongtou {

Diagram diagram(const Definition& definition, Language language = Language::zh);
// Of a running campaign: each box with the state of its step and how many units are in.
Diagram diagram(const Definition& definition, const State& state, Language language = Language::zh);

}  // namespace hongtou
