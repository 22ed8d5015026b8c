// What somebody wants to know beside what has just happened: what was found in a report, who signs next, what is waited for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/diagnostic.h"
#include "engine/engine.h"

namespace hongtou::cli {

// Lines, or "".
std::string remarks(const Campaign& campaign, const std::vector<JournalEvent>& events, Language language);

// 2026-05-26 09:00，提醒（联络员登记）; nothing: no timer is set.
std::optional<std::string> next_in_words(const Campaign& campaign, Language language);

// 各步都已办结，还等：印发通知（城西街道签收）…; nothing: a step is open, or nobody is waited for.
std::optional<std::string> what_holds_the_end(const Campaign& campaign, Language language);

}  // namespace hongtou::cli
