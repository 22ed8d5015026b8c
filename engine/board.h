// The board: a campaign at a glance as one HTML page without scripts or outside files: the picture of its steps, units × duties
// with late marks, targets as bars, documents.
#pragma once

#include <string>

#include "engine/engine.h"

namespace hongtou {

// Errors: board.no_picture is a warning (no svg diagram writer loaded: the board has no picture), template.*, file.* of the
// template share/templates/board.
Result<std::string> board(const Engine& engine, const Campaign& campaign, Instant now, Language language);

}  // namespace hongtou
