// What an office would otherwise use, as far as it is installed (benchmarks/peers/install.sh) and can be run here.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace hongtou::benchmarks {

struct PeerFigures {
  double documents_per_second = 0;
  double peak_mib = 0;  // of the whole process
};

// A template of the engine's filled with `count` notices of so many rows; nothing if it does not run.
std::optional<PeerFigures> fill_templates(const std::string& engine, int count, int rows, const std::filesystem::path& folder);

// Word files turned into PDF by LibreOffice, all at once: seconds. The first time it is asked it sets itself up beforehand.
std::optional<double> convert(const std::string& files, const std::filesystem::path& folder);

}  // namespace hongtou::benchmarks
