// A campaign as BPMN 2.0 (ISO/IEC 19510) sees it.
#pragma once

#include "engine/bpmn_model.h"
#include "engine/definition/definition.h"

namespace hongtou {

// Each step an activity or an event; outcomes of decisions behind an exclusive gateway, `when` between two; several steps to wait
// for before a gateway (all: parallel, after-some: inclusive, after-any and after-count: complex); dates as timers.
Process process(const Definition& definition, Language language = Language::zh);

}  // namespace hongtou
