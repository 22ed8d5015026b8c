#include "tests/plugins/golden.h"

#include <doctest/doctest.h>
#include <zip.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <pugixml.hpp>
#include <sstream>

namespace hongtou::tests {

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

void write(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::string first_difference(const std::string& wanted, const std::string& found) {
  std::istringstream left(wanted), right(found);
  std::string a, b;
  for (int line = 1; left || right; ++line) {
    const bool more_left = static_cast<bool>(std::getline(left, a)), more_right = static_cast<bool>(std::getline(right, b));
    if (more_left != more_right || a != b) return "line " + std::to_string(line) + "\nwanted: " + a + "\nfound:  " + b;
  }
  return {};
}

}  // namespace

void check_golden(const std::string& path, const std::string& text) {
  const auto file = std::filesystem::path(HONGTOU_SOURCE_DIR) / "tests/golden" / path;
  if (const char* accept = std::getenv("HONGTOU_ACCEPT"); accept && std::string(accept) == "1") write(file, text);
  const auto wanted = read(file);
  INFO(path, ": ", first_difference(wanted, text));
  CHECK((wanted == text));
}

std::map<std::string, std::string> unzip(const std::string& bytes) {
  std::map<std::string, std::string> parts;
  zip_t* archive = zip_open_from_source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr), ZIP_RDONLY, nullptr);
  REQUIRE(archive);
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t stat;
    REQUIRE(zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat) == 0);
    std::string content(stat.size, '\0');
    zip_file_t* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    REQUIRE(zip_fread(file, content.data(), content.size()) == static_cast<zip_int64_t>(content.size()));
    zip_fclose(file);
    parts[stat.name] = content;
  }
  zip_discard(archive);
  return parts;
}

std::string indented(const std::string& xml) {
  pugi::xml_document document;
  REQUIRE(document.load_buffer(xml.data(), xml.size(), pugi::parse_full | pugi::parse_ws_pcdata_single));
  std::ostringstream out;
  document.save(out, "  ");
  return out.str();
}

}  // namespace hongtou::tests
