#include "plugins/package/unzip.h"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace hongtou::package {

namespace {

constexpr zip_uint64_t part_limit = 64u << 20;
constexpr zip_uint64_t total_limit = 256u << 20;

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

std::unique_ptr<zip_t, CloseArchive> open(const std::string& bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  return std::unique_ptr<zip_t, CloseArchive>(archive);
}

}  // namespace

Result<std::vector<Part>> unzip(const std::string& bytes, const std::string& file, const UnzipMessages& messages) {
  using Parts = Result<std::vector<Part>>;
  const Position position{file, 0, 0};
  const auto archive = open(bytes);
  if (!archive) return Parts::failure(position, messages.not_a_package);
  std::vector<Part> parts;
  zip_uint64_t total = 0;
  const auto count = zip_get_num_entries(archive.get(), 0);
  for (zip_int64_t index = 0; index < count; ++index) {
    zip_stat_t stat;
    if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(index), 0, &stat) != 0)
      return Parts::failure(position, messages.not_a_package);
    if (stat.size > part_limit || (total += stat.size) > total_limit)
      return Parts::failure(position, messages.too_large, {stat.name});
    const std::unique_ptr<zip_file_t, CloseFile> opened(zip_fopen_index(archive.get(), static_cast<zip_uint64_t>(index), 0));
    Part part{stat.name, std::string(stat.size, '\0')};
    if (!opened || zip_fread(opened.get(), part.content.data(), stat.size) != static_cast<zip_int64_t>(stat.size))
      return Parts::failure(position, messages.not_a_package);
    if (!part.path.ends_with('/')) parts.push_back(std::move(part));
  }
  return parts;
}

const Part* find_part(const std::vector<Part>& parts, const std::string& path) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.path == path; });
  return found == parts.end() ? nullptr : &*found;
}

Part* find_part(std::vector<Part>& parts, const std::string& path) {
  return const_cast<Part*>(find_part(std::as_const(parts), path));
}

}  // namespace hongtou::package
