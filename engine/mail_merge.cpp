#include "engine/mail_merge.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace hongtou {

namespace {

Status make(const Engine& engine, const MailMerge& merge, std::size_t row, const MergeSink& sink) {
  auto data = merge.common;
  overlay(data, merge.rows[row].data);
  const auto document = merge.text.compose(data, merge.blocks(data));
  if (!document.ok()) return document.diagnostics();
  Status outcome(success, document.diagnostics());
  std::vector<MergedFile> files;
  for (const auto& format : merge.formats) {
    auto bytes = engine.write(*document, format);
    outcome.add(bytes.diagnostics());
    if (!bytes.ok()) return outcome;
    files.push_back({format, *std::move(bytes)});
  }
  outcome.add(sink(row, files).diagnostics());
  return outcome;
}

// Threads that take the next row until there is none. A defect ends it, and is told to the caller.
class Workers {
 public:
  Workers(const Engine& engine, const MailMerge& merge, const MergeSink& sink, const MergeProgress& progress)
      : engine_(engine), merge_(merge), sink_(sink), progress_(progress), outcomes_(merge.rows.size(), Status(success)) {}

  std::vector<Status> run() {
    const auto wanted = merge_.threads > 0 ? merge_.threads : std::max(1u, std::thread::hardware_concurrency());
    const auto count = std::min<std::size_t>(wanted, merge_.rows.size());
    {
      std::vector<std::jthread> threads;
      for (std::size_t i = 1; i < count; ++i) threads.emplace_back([this] { work(); });
      work();
    }
    if (defect_) std::rethrow_exception(defect_);
    return std::move(outcomes_);
  }

 private:
  void work() {
    try {
      for (auto row = next_++; row < outcomes_.size(); row = next_++) {
        outcomes_[row] = make(engine_, merge_, row, sink_);
        const std::lock_guard lock(mutex_);
        ++done_;
        if (progress_) progress_(done_);
      }
    } catch (...) {
      next_ = outcomes_.size();
      const std::lock_guard lock(mutex_);
      if (!defect_) defect_ = std::current_exception();
    }
  }

  const Engine& engine_;
  const MailMerge& merge_;
  const MergeSink& sink_;
  const MergeProgress& progress_;
  std::vector<Status> outcomes_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::size_t done_ = 0;
  std::exception_ptr defect_;
};

}  // namespace

std::vector<Status> run_mail_merge(const Engine& engine, const MailMerge& merge, const MergeSink& sink,
                                   const MergeProgress& progress) {
  return Workers(engine, merge, sink, progress).run();
}

}  // namespace hongtou
