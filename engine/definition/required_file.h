// Material that has to come with a report: 书面总结, 盖章扫描件 paper by 2023-06-30, 照片 2-9.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar.h"
#include "engine/definition/form.h"
#include "engine/result.h"

namespace hongtou {

struct RequiredFile {
  std::string kind;    // as the workflow names it, or one of file_kind_of's kinds
  bool paper = false;  // handed over on paper or as a disc, and recorded as received
  int min = 1;
  int max = 0;           // 0: no limit
  std::string due_text;  // as written after `by`; "": with the report
};

// A physical thing that came: sealed paper, a disc.
struct ReceivedItem {
  std::string kind;
  Date day{};
  std::string receiver;
  int number = 1;
};

// Items separated by , ， 、 — each KIND, then in any order `paper` (纸质), a number (2, 2-9, 2+), and last `by DATE` (截止
// DATE). Errors, at the item within `where`'s text: require.no_kind, require.syntax, require.bad_range, require.duplicate.
Result<std::vector<RequiredFile>> parse_required(std::string_view text, Position where);

// Of what has to come with the report itself: form.file_missing, form.file_too_few, form.file_too_many (errors). Paper and what
// has a date of its own do not stop a report.
std::vector<Finding> check_required(const std::vector<RequiredFile>& required, const std::vector<AttachedFile>& files);

// What still has to come, files and paper each on its own; `min` is how many more.
std::vector<RequiredFile> outstanding(const std::vector<RequiredFile>& required, const std::vector<AttachedFile>& files,
                                      const std::vector<ReceivedItem>& received);

}  // namespace hongtou
