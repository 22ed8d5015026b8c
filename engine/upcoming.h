// Upcoming: what comes next in a campaign. Until it is closed there is something, with its day or with what it waits for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/campaign/place.h"
#include "engine/diagnostic.h"

namespace hongtou {

struct Upcoming {
  std::optional<Date> day;  // nothing: when what it waits for is done
  std::string step;         // address, of several copies the first; "": the campaign itself
  std::string label;
  std::string what;  // 截止，还有3份未报：…; 等“总结”收齐
  std::string unit;  // the name of whose turn it is; "": time's, or that of all who owe

  bool operator==(const Upcoming&) const = default;
};

// What has a day, the nearest first; what waits for other steps, in file order; the end of the campaign.
std::vector<Upcoming> upcoming(const Definition& definition, const Calendar& calendar, const State& state, Instant now,
                               Language language);

// [{day, step, label: {zh, en}, what: {zh, en}, unit}]
Value upcoming_data(const Definition& definition, const Calendar& calendar, const State& state, Instant now);

}  // namespace hongtou
