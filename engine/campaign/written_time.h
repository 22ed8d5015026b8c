// Times as people write them in an act: 2026-05-29, 2026-5-29, 2026年5月29日, 5月29日17时. A day without a year is the first such
// day within the campaign.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/calendar.h"

namespace hongtou {

// A moment; of a day that names no clock time its begin. Nothing: it is no time.
std::optional<Instant> read_moment(std::string_view text, const Period& campaign);
// As parse_period and parse_instant read it; text that is no time as it is.
std::string plain_time(std::string_view text, const Period& campaign);

}  // namespace hongtou
