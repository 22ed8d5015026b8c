// Where the boards of lower levels lie beside that of the campaign at the top, and how they lead to each other.
#pragma once

#include "engine/board.h"

namespace hongtou::cli {

// levels/甲市/东区/ of a lower level; "" of the campaign at the top.
std::string folder_of_level(const CampaignTree& tree, const std::string& path);

// What the board of one of them says of those around it, with links if `linked`. `top_file` is the name of the one at the top;
// the others are board.html. Errors: those of levels_below.
Result<BoardLevels> boards_around(CampaignTree& tree, const std::string& path, Instant now, bool linked,
                                  const std::string& top_file = "board.html");

}  // namespace hongtou::cli
