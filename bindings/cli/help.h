// The help text of a command, its columns aligned also in Chinese.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "engine/diagnostic.h"

namespace hongtou::cli {

// Commands of this group stand apart in the help: what people do in a running campaign.
inline constexpr const char* acts_group = "acts";

std::string help_text(const CLI::App& command, Language language);

}  // namespace hongtou::cli
