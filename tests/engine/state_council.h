// The calendars that come with the library, 2016 to 2026.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "engine/calendar.h"

namespace hongtou::test {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline const Calendar& state_council() {
  static const Calendar calendar = [] {
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& entry : std::filesystem::directory_iterator(HONGTOU_SOURCE_DIR "/engine/calendars"))
      if (entry.path().extension() == ".csv") files.emplace_back(entry.path().string(), read_file(entry.path()));
    return *Calendar::read(files);
  }();
  return calendar;
}

inline Date day(std::string_view text) { return parse_date(text).value(); }

}  // namespace hongtou::test
