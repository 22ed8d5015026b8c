// Progress: how far one thread has come with work that another takes over, in order, while the rest is being done.
#pragma once

#include <atomic>
#include <cstddef>
#include <limits>
#include <stdexcept>

namespace hongtou {

class Progress {
 public:
  void reach(std::size_t done) noexcept {
    done_.store(done, std::memory_order_release);
    done_.notify_all();
  }
  // It comes no further: who waits is told.
  void give_up() noexcept { reach(given_up); }

  // Waits until more than `taken` are done; returns how many are. Throws std::runtime_error when the work was given up.
  std::size_t beyond(std::size_t taken) const {
    auto done = done_.load(std::memory_order_acquire);
    for (; done <= taken; done = done_.load(std::memory_order_acquire)) done_.wait(done, std::memory_order_acquire);
    if (done == given_up) throw std::runtime_error("the work was given up");
    return done;
  }

 private:
  static constexpr std::size_t given_up = std::numeric_limits<std::size_t>::max();

  std::atomic<std::size_t> done_ = 0;
};

}  // namespace hongtou
