// Writers chosen by a file's extension.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace hongtou::cli {

// Null when none writes such files.
template <class Writer>
const Writer* by_extension(const std::vector<std::unique_ptr<Writer>>& writers, const std::string& extension) {
  const auto found =
      std::find_if(writers.begin(), writers.end(), [&](const auto& one) { return one->info().extension == extension; });
  return found == writers.end() ? nullptr : found->get();
}

template <class Writer>
std::string known_extensions(const std::vector<std::unique_ptr<Writer>>& writers) {
  std::string known;
  for (const auto& one : writers) known += (known.empty() ? "" : " ") + one->info().extension;
  return known.empty() ? "—" : known;
}

}  // namespace hongtou::cli
