// All that comes from outside: time, files, randomness, where things are installed. Passed in, never reached for.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/calendar.h"
#include "engine/result.h"

namespace hongtou {

struct Environment {
  std::function<Instant()> now;
  // Whole files, at most 64 MiB. Errors: file.missing, file.is_folder, file.unreadable, file.too_large.
  std::function<Result<std::string>(const std::string& path)> read_file;
  // Names in a folder, sorted; empty when there is none.
  std::function<std::vector<std::string>(const std::string& path)> list_folder;
  // Cryptographically random bytes: salts of personal values, identifiers.
  std::function<std::string(std::size_t size)> random_bytes;

  std::string share_folder;   // templates/, calendars/, workflows/
  std::string plugin_folder;  // lib/hongtou

  // The machine's clock and files. Folders are found beside the library, as installed.
  static Environment system();
  // Files in memory, a clock that stands still, a fixed random source: for tests and for embedders without files.
  static Environment in_memory(std::map<std::string, std::string> files, Instant now);
};

// The State Council's arrangements as they are installed: share_folder/calendars. Errors: file.*, calendar.*
Result<Calendar> installed_calendar(const Environment& environment);

// `path` taken relative to the folder of `base` unless it is absolute; "." and ".." are resolved textually.
std::string resolve_path(const std::string& base, const std::string& path);
std::string folder_of(const std::string& path);
// True if `path` lies in `folder` or below it, judged textually after resolving.
bool is_inside(const std::string& folder, const std::string& path);

}  // namespace hongtou
