// FlowBuilder: the steps of one flow, put in sequence as BPMN does it.
#pragma once

#include "engine/bpmn_model.h"
#include "engine/definition/definition.h"

namespace hongtou {

// The insides of sub-processes are left empty.
ProcessFlow process_flow(const Definition& definition, const Flow& flow, const std::string& name, Language language);

}  // namespace hongtou
