#include "engine/document/title_shape.h"

#include <algorithm>
#include <functional>

namespace hongtou {

bool is_title_shape(const std::vector<std::size_t>& lengths) {
  if (lengths.size() < 2) return true;
  const auto [shortest, longest] = std::minmax_element(lengths.begin(), lengths.end());
  const auto peak = std::is_sorted_until(lengths.begin(), lengths.end()) - 1;
  return *shortest < *longest && std::is_sorted(peak, lengths.end(), std::greater<>());
}

}  // namespace hongtou
