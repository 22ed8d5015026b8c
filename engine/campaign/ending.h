// Whether a scope or the campaign is over. Private to the campaign layer.
#pragma once

#include "engine/campaign/scope.h"

namespace hongtou {

// It ended before what is in it: closed by name, or with its holder.
bool was_ended(const ScopeState& scope);
// The scope, or the nearest one around, that has settled; null: none.
const Scope* settled_around(const Scope& scope, const State& state);
// Nothing in it is waited for: it, or one around it, was closed by name, or is of a holder that was not done again after a
// return.
bool is_over(const Scope& scope, const State& state);
// Nobody has anything left to do.
bool nothing_open(const Definition& definition, const State& state);

}  // namespace hongtou
