// What an act would do to the rest of the campaign, in words.
#pragma once

#include "bindings/cli/console.h"
#include "engine/campaign_tree.h"

namespace hongtou::cli {

// `tree`: where the levels are found that it tells of.
void show_consequences(Console& console, CampaignTree& tree, const TreeForesight& foreseen, bool json);

}  // namespace hongtou::cli
