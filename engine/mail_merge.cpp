#include "engine/mail_merge.h"

#include <mutex>

#include "engine/parallel.h"

namespace hongtou {

namespace {

Status make(const Engine& engine, const MailMerge& merge, std::size_t row, const MergeSink& sink) {
  if (has_errors(merge.rows[row].wrong)) return merge.rows[row].wrong;
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
  outcome.add(sink(row, *document, files).diagnostics());
  return outcome;
}

}  // namespace

std::vector<Status> run_mail_merge(const Engine& engine, const MailMerge& merge, const MergeSink& sink,
                                   const MergeProgress& progress) {
  std::vector<Status> outcomes(merge.rows.size(), Status(success));
  std::mutex mutex;
  std::size_t done = 0;
  const auto make_row = [&](std::size_t row) {
    outcomes[row] = make(engine, merge, row, sink);
    const std::lock_guard lock(mutex);
    ++done;
    if (progress) progress(done);
  };
  for_each_index(merge.rows.size(), make_row, merge.threads);
  return outcomes;
}

}  // namespace hongtou
