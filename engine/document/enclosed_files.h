// What may go along with a document as a file.
#pragma once

#include <vector>

#include "engine/document/document.h"
#include "engine/result.h"

namespace hongtou {

// Errors: document.file_name (no name of a file, or of another folder), document.file_repeated, document.files_too_large (64 MiB
// together).
Status check_enclosed_files(const std::vector<EnclosedFile>& files);

}  // namespace hongtou
