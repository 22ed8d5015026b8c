// 邮件合并 mail merge: one text makes a document of each row of a list, such as a letter to each unit or a certificate for each
// award.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "engine/document/official_text.h"
#include "engine/engine.h"
#include "engine/merge_rows.h"

namespace hongtou {

struct MailMerge {
  OfficialText text;
  std::vector<MergeRow> rows;
  Value common{Map{}};                                   // what a row does not say itself
  std::function<BlockSource(const Value& data)> blocks;  // never empty; asked from many threads
  std::vector<std::string> formats{"docx"};              // may be empty: the sink makes something else of the document
  unsigned threads = 0;                                  // 0: as many as the machine has
};

// One row's document as one format.
struct MergedFile {
  std::string format;
  std::string bytes;
};

// Takes what a row has become, on the thread that made it: several rows at once. What it answers is that row's outcome.
using MergeSink = std::function<Status(std::size_t row, const Document& document, const std::vector<MergedFile>& files)>;
// How many rows are through; one call at a time.
using MergeProgress = std::function<void(std::size_t done)>;

// Shape:   the outcome of each row, in their order; a row that fails keeps no other from being made.
// Memory:  as many documents at a time as there are threads.
// Errors:  of a row: what is wrong with it, template.*, text.*, what `blocks` and the formats say, engine.no_format, and what
// `sink` answers. The same row gives the same bytes, however many threads there are and whatever the other rows say.
std::vector<Status> run_mail_merge(const Engine& engine, const MailMerge& merge, const MergeSink& sink,
                                   const MergeProgress& progress = {});

}  // namespace hongtou
