// Activity: what a step is in BPMN, without the order around it.
#pragma once

#include <string>

#include "engine/bpmn_model.h"
#include "engine/definition/definition.h"

namespace hongtou {

// `prefix` and a step's name as an XML name of ASCII characters; different words give different names.
std::string node_id(std::string_view prefix, std::string_view word);

// The inside of a sub-process is left empty.
ProcessNode activity(const Definition& definition, const Step& step, Language language);
// The day it waits for before it begins, if it has one.
std::optional<ProcessNode> wait_before(const Step& step, Language language);

}  // namespace hongtou
