// The draft of a document that is still to be signed, for those who sign it to read.
#pragma once

#include <string>
#include <vector>

#include "bindings/cli/program.h"

namespace hongtou::cli {

// As text on stdout, or without a draft why not. `step` is an address.
ExitCode show_draft(Program& program, const Campaign& campaign, const std::string& step, bool json);
// As files of a folder: 印发通知（稿）.docx
ExitCode write_draft(Program& program, const Campaign& campaign, const std::string& step, const std::vector<std::string>& formats,
                     const std::string& folder, bool json);

}  // namespace hongtou::cli
