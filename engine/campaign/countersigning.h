// Countersigning 会签: several units are asked to agree to a draft, or to a report, before it goes on.
#pragma once

#include <string>
#include <vector>

#include "engine/campaign/operations.h"
#include "engine/campaign/state.h"
#include "engine/campaign/step_kind.h"

namespace hongtou {

// Of the subject's item, or of the step's draft.
const Countersigning& countersigning_of(const Subject& subject);
// Nobody is asked, or as many agree as have to.
bool is_complete(const Countersigning& countersigning);
// Whose answer is waited for: of all, or in turn of the first that has not agreed.
std::vector<std::string> awaited_signers(const Countersigning& countersigning);
// Somebody whose answer is waited for does not agree: whoever asked has to see to that.
bool is_disputed(const Countersigning& countersigning);
// all, any, in-turn, or how many of them.
bool is_way(const std::string& way, std::size_t signers);
// Once, those that the step's `countersign` names: for its draft, or for each report that is to be judged.
void ask_countersigners(Turn& turn);

}  // namespace hongtou
