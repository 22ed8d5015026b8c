// Levels: how the campaigns right below one stand, and who is late in them or further down.
#pragma once

#include <string>
#include <vector>

#include "engine/campaign_tree.h"
#include "engine/value.h"

namespace hongtou {

// A unit that owes a report to a level below.
struct LateBelow {
  std::string unit;   // its name
  std::string level;  // by names from the level that stands right below: 东区/一街道; "" for that itself
  std::string step;   // its label
  int days = 0;       // since it was due
};

struct LevelStanding {
  std::string path;  // as CampaignTree names it
  std::string name;  // of the unit whose level it is
  bool closed = false;
  std::size_t asked = 0;  // items of the steps whose totals go up
  std::size_t accepted = 0;
  std::int64_t totals = 0;      // that went up, the highest number
  std::size_t levels = 0;       // all that are below it
  std::vector<LateBelow> late;  // in it and in these, the latest first
};

// Errors: those of CampaignTree::find.
Result<std::vector<LevelStanding>> levels_below(CampaignTree& tree, const std::string& path, Instant now);

// The names of the units on the way to a level: 甲市/东区; "" for the campaign at the top.
std::string names_of_level(const CampaignTree& tree, const std::string& path);

// [{path, name, closed, asked, accepted, totals, levels, late: [{unit, level, step, days}]}]
Value to_value(const std::vector<LevelStanding>& levels);

}  // namespace hongtou
