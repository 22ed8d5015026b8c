// Definitions for tests: the language's step kinds, files on disk and in memory, texts that HONGTOU_ACCEPT=1 rewrites.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "engine/campaign/decide.h"
#include "engine/definition/definition.h"
#include "engine/text.h"

namespace hongtou::test {

inline const std::vector<StepKindInfo>& kind_infos() {
  static const auto infos = [] {
    std::vector<StepKindInfo> out;
    for (const auto& kind : built_in_step_kinds()) out.push_back(kind->info());
    return out;
  }();
  return infos;
}

inline const std::string source_folder = HONGTOU_SOURCE_DIR "/";

inline std::string read_source(const std::string& path) {
  std::ifstream file(source_folder + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline Result<Definition> load(const std::string& path, const Environment& environment = Environment::system()) {
  return load_definition(path, kind_infos(), environment);
}

// Files whose paths begin with `folder`, sorted.
inline std::vector<std::string> files_in(const std::string& folder, const std::string& ending) {
  std::vector<std::string> out;
  for (const auto& name : Environment::system().list_folder(source_folder + folder))
    if (name.ends_with(ending)) out.push_back(name);
  return out;
}

inline std::string in_both_languages(const Diagnostics& found) {
  const auto text = to_text(found, Language::zh) + "\n" + to_text(found, Language::en);
  return replace_all(text, source_folder, "");
}

// Holds `text` against a file of the source tree; HONGTOU_ACCEPT=1 rewrites it.
inline void check_accepted(const std::string& path, const std::string& text) {
  if (std::getenv("HONGTOU_ACCEPT") != nullptr) std::ofstream(source_folder + path, std::ios::binary) << text;
  CHECK(text == read_source(path));
}

// {"code", …}: every code that begins with one of these areas in the sources of the layers that check a campaign's files.
inline std::vector<std::string> codes_in_sources(const std::vector<std::string>& areas) {
  std::vector<std::string> codes;
  std::vector<std::string> files;
  for (const std::string folder : {"engine/", "engine/definition/", "engine/definition/reading/", "engine/definition/checks/",
                                   "engine/document/", "engine/feel/"})
    for (const auto* ending : {".cpp", ".h"})
      for (const auto& file : files_in(folder, ending)) files.push_back(folder + file);
  for (const auto& file : files) {
    const auto source = read_source(file);
    for (const auto& area : areas) {
      const auto opening = "\"" + area + ".";
      for (auto at = source.find(opening); at != std::string::npos; at = source.find(opening, at + 1))
        if (source[at + opening.size()] != '"') codes.push_back(source.substr(at + 1, source.find('"', at + 1) - at - 1));
    }
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

}  // namespace hongtou::test
