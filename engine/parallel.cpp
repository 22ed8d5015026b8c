#include "engine/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace hongtou {

namespace {

// Threads that take the next index until there is none.
class Workers {
 public:
  Workers(std::size_t count, const std::function<void(std::size_t)>& work) : count_(count), work_(work) {}

  void run(std::size_t threads) {
    {
      std::vector<std::jthread> others;
      for (std::size_t i = 1; i < std::min(threads, count_); ++i) others.emplace_back([this] { take_all(); });
      take_all();
    }
    if (defect_) std::rethrow_exception(defect_);
  }

 private:
  void take_all() {
    try {
      for (auto index = next_++; index < count_; index = next_++) work_(index);
    } catch (...) {
      next_ = count_;
      const std::lock_guard lock(mutex_);
      if (!defect_) defect_ = std::current_exception();
    }
  }

  const std::size_t count_;
  const std::function<void(std::size_t)>& work_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::exception_ptr defect_;
};

}  // namespace

void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work, unsigned threads) {
  Workers(count, work).run(threads > 0 ? threads : std::max(1u, std::thread::hardware_concurrency()));
}

}  // namespace hongtou
