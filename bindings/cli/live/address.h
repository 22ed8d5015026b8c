// Which step of a running campaign somebody means who writes its name, or its address with the words people use.
#pragma once

#include <string>

#include "engine/engine.h"

namespace hongtou::cli {

// What is done to the step, so that of its running copies those can be meant in which it is possible.
struct Errand {
  std::string act;   // submit
  std::string unit;  // id, or ""
};

// The address in full: of report or monthly[2021年7月]/report or midterm[清溪镇]/inspect; the word itself if the campaign has no
// such step. Errors: refused.which_address, refused.no_address.
Result<std::string> meant_step(const Campaign& campaign, const std::string& written, const Errand& errand);

}  // namespace hongtou::cli
