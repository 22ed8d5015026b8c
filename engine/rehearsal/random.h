// The same numbers from the same seed on every machine: the standard's distributions promise no such thing.
#pragma once

#include <cstdint>
#include <random>

namespace hongtou {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  // low … high, both included; the small bias of the remainder does not matter here.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    const auto span = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<std::int64_t>(engine_() % span);
  }
  bool chance(int percent) { return between(1, 100) <= percent; }

 private:
  std::mt19937_64 engine_;
};

}  // namespace hongtou
