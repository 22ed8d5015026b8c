// Work in several threads.
#pragma once

#include <cstddef>
#include <functional>

namespace hongtou {

// Calls `work` with each of 0 … count - 1, in as many threads as there are processors or as `threads` says. A defect ends it and
// is thrown to the caller.
void for_each_index(std::size_t count, const std::function<void(std::size_t index)>& work, unsigned threads = 0);

}  // namespace hongtou
