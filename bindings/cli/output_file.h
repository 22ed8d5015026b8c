// Files that are there as a whole or not at all.
#pragma once

#include <string>

#include "engine/result.h"

namespace hongtou::cli {

// Written beside `path`, then renamed over it; the folder must exist. Errors: output.full, output.not_writable, output.failed.
Status write_file(const std::string& path, const std::string& bytes);

// Makes the folder with those above it. Errors: output.not_a_folder, and those of write_file.
Status make_folder(const std::string& path);

// What the error number of a failed system call means for `path`.
Status failure_of_system(const std::string& path, int error);

}  // namespace hongtou::cli
