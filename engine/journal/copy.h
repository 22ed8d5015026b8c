// A copy of a store: every stream with its attachments and personal values, as they are, into a store that is empty.
#pragma once

#include <vector>

#include "engine/environment.h"
#include "engine/journal/journal.h"
#include "engine/journal/store.h"

namespace hongtou {

// Others may write to `from` meanwhile: each stream is copied up to some record, and what is copied is whole. Where each stream
// stands in the copy, which has been read again and verified.
// Errors: store.*, and those of Journal::verify() on the copy.
Result<std::vector<Head>> copy_store(const Store& from, Store& to, const Environment& environment);

}  // namespace hongtou
