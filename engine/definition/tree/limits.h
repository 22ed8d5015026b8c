// What one tree may hold, all its includes together: far above any real campaign, far below what hurts a machine.
#pragma once

#include <cstddef>

namespace hongtou::limits {

inline constexpr std::size_t braces = 64;  // nested
inline constexpr std::size_t nodes = 500'000;
inline constexpr std::size_t bytes = 16u << 20;
inline constexpr std::size_t includes = 1000;
inline constexpr std::size_t include_depth = 16;
inline constexpr std::size_t diagnostics_of_a_file = 100;

}  // namespace hongtou::limits
