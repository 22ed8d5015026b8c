// What the program answers the shell with.
#pragma once

#include "engine/engine.h"

namespace hongtou::cli {

enum class ExitCode {
  done = 0,
  input_at_fault = 1,
  wrong_usage = 2,
  our_defect = 3,
  refused = 4,      // the act is not allowed now
  environment = 5,  // disk full, store busy, folder not writable, plugin missing
};

// What the errors among `diagnostics` amount to: the first of them decides. Without errors, done.
ExitCode exit_code(const Diagnostics& diagnostics);

}  // namespace hongtou::cli
