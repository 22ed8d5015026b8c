// The OFD format (GB/T 33190—2016): pages with embedded fonts, metadata, bookmarks, and tags that name the elements.
#pragma once

#include <memory>

#include "engine/layout/fonts.h"
#include "engine/layout/pages.h"
#include "engine/plugin.h"

namespace hongtou::ofd {

std::unique_ptr<Format> make_ofd_format();
// Of anybody's OFD files, for lint.
std::unique_ptr<ManuscriptReader> make_ofd_reader();

// The same pages, document and fonts give the same bytes. Of `document` only what describes the file is taken, and the
// files that go along.
Result<std::string> to_ofd(const Pages& pages, const Document& document, const SystemFonts& fonts);

}  // namespace hongtou::ofd
