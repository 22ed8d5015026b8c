// Races: a step with cancel-rest begins after the first few of its branches and calls the others off. Private to the campaign
// layer.
#pragma once

#include <string_view>
#include <vector>

#include "engine/campaign/place.h"

namespace hongtou {

// What the after-any and after-count of a step with cancel-rest name, each where it stands; of other steps nothing.
std::vector<Place> branches_of(const Place& race);

// Called off because others came first.
bool has_lost(const Place& branch, const Place& race);
inline constexpr std::string_view lost_race = "cancelled";  // how a branch was skipped then; the reason is the race

// What waits again with a race of which some branches do: those that had lost; and if one of these is to be done again itself,
// those that had won as well.
std::vector<Place> run_again(const Place& race, const std::vector<std::string>& waiting);

}  // namespace hongtou
