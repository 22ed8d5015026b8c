// Processes as BPMN 2.0 XML with their diagrams (BPMN DI), laid out by Graphviz.
#pragma once

#include <memory>

#include "engine/plugin.h"

namespace hongtou::graphviz {

std::unique_ptr<ProcessWriter> bpmn_writer();

}  // namespace hongtou::graphviz
