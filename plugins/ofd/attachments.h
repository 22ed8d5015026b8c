// Files that go along in an OFD file (GB/T 33190—2016, 20).
#pragma once

#include <string>
#include <vector>

#include "engine/document/document.h"
#include "plugins/package/package.h"

namespace hongtou::ofd {

inline constexpr const char* attachments_path = "Attachs/Attachments.xml";  // within Doc_0

// The list of attachments and the files themselves, under names of their own making.
std::vector<package::Part> attachment_parts(const std::vector<EnclosedFile>& files);

}  // namespace hongtou::ofd
