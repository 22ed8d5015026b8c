#include "tests/engine/lint/samples.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "engine/text.h"

namespace hongtou::tests {

namespace {

std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> columns;
  std::string rest = line + " ";
  for (auto at = rest.find(" | "); at != std::string::npos; at = rest.find(" | ")) {
    columns.emplace_back(trim(rest.substr(0, at)));
    rest = rest.substr(at + 3);
  }
  columns.emplace_back(trim(rest));
  return columns;
}

}  // namespace

std::vector<Sample> samples() {
  std::ifstream in(HONGTOU_SOURCE_DIR "/tests/engine/lint/samples.txt", std::ios::binary);
  REQUIRE(in);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  std::vector<Sample> all;
  for (const auto line : lines(text)) {
    if (line.empty() || line.starts_with("#")) continue;
    const auto columns = columns_of(std::string(line));
    REQUIRE_MESSAGE(columns.size() == 4, line);
    Sample sample{columns[0], columns[1], columns[2], columns[3]};
    sample.mends = sample.good.starts_with("=> ");
    if (sample.mends) sample.good = sample.good.substr(3);
    all.push_back(std::move(sample));
  }
  return all;
}

}  // namespace hongtou::tests
