// Marks: how a unit stands with what it owes. Each has its own sign and word: colour is never the only mark.
#pragma once

#include <string_view>

#include "engine/campaign/state.h"
#include "engine/definition/step.h"
#include "engine/wording.h"

namespace hongtou {

// The first are the worst.
enum class Mark { overdue, today, returned, missing, judged, awaited, late, in, voluntary, waived, closed };

struct MarkLook {
  std::string_view style;
  std::string_view sign;
  Words report;
  Words receipt;
};

const MarkLook& look_of(Mark mark);
Mark mark_of(const Step& step, const WorkItem& item, Instant now);

}  // namespace hongtou
