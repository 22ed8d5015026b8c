// What a lower campaign takes over from the one above besides its dates: parameters that were set, dates that were announced,
// units that joined or left, whether it is live. Private to the campaign layer and to the tree of campaigns.
#pragma once

#include "engine/campaign/state.h"
#include "engine/definition/definition.h"

namespace hongtou {

// As it stands in the campaign above, for the level that `below` was made for. What the file says to be the level's own is left
// out, and so are due dates of totals: the step above says these.
Inheritance inheritance_of(const Definition& above, const State& state, const Definition& below);

}  // namespace hongtou
