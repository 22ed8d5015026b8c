// The board: a campaign at a glance as one HTML page without scripts or outside files: the picture of its steps, units × duties
// with late marks, targets as bars, documents.
#pragma once

#include <string>

#include <vector>

#include "engine/engine.h"
#include "engine/levels.h"

namespace hongtou {

// What the board of one of several levels says of those around it. A link leads to the board of a level; "": there is none.
struct BoardLevels {
  std::string above;  // the name of the campaign right above, or ""
  std::string above_link;
  std::vector<LevelStanding> below;
  std::vector<std::string> links;  // of `below`, in its order
};

// Errors: board.no_picture is a warning (no svg diagram writer loaded: the board has no picture), template.*, file.* of the
// template share/templates/board.
Result<std::string> board(const Engine& engine, const Campaign& campaign, Instant now, Language language,
                          const BoardLevels& levels = {});

}  // namespace hongtou
