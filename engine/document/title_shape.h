// The shape that the lines of a title form (GB/T 9704—2012, 7.3.1).
#pragma once

#include <cstddef>
#include <vector>

namespace hongtou {

// Whether lines of these lengths form a trapezium or a lozenge: one way, or up and then down, but not all alike.
bool is_title_shape(const std::vector<std::size_t>& lengths);

}  // namespace hongtou
