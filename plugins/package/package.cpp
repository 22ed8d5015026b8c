#include "plugins/package/package.h"

#include <zip.h>

#include <memory>

namespace hongtou::package {

namespace {

constexpr zip_uint16_t first_dos_date = (1 << 5) | 1;  // 1980-01-01

struct ErrorText {
  zip_error_t error{};
  ErrorText() { zip_error_init(&error); }
  ~ErrorText() { zip_error_fini(&error); }
  ErrorText(const ErrorText&) = delete;
  ErrorText& operator=(const ErrorText&) = delete;
};

Result<std::string> failure(Message message, zip_error_t* error) {
  return Result<std::string>::failure({}, message, {zip_error_strerror(error)});
}

bool add(zip_t* archive, const Part& part) {
  zip_source_t* source = zip_source_buffer(archive, part.content.data(), part.content.size(), 0);
  if (!source) return false;
  const auto index = zip_file_add(archive, part.path.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  return zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, first_dos_date, 0) == 0;
}

std::string read_all(zip_source_t* source) {
  zip_stat_t stat;
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) return {};
  std::string bytes(stat.size, '\0');
  const auto read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  return read == static_cast<zip_int64_t>(bytes.size()) ? bytes : std::string();
}

}  // namespace

Result<std::string> zip(const std::vector<Part>& parts, Message failed) {
  ErrorText text;
  const std::unique_ptr<zip_source_t, decltype(&zip_source_free)> target(zip_source_buffer_create(nullptr, 0, 0, &text.error),
                                                                         zip_source_free);
  if (!target) return failure(failed, &text.error);
  zip_source_keep(target.get());  // the archive takes one reference, reading back needs another
  std::unique_ptr<zip_t, decltype(&zip_discard)> archive(zip_open_from_source(target.get(), ZIP_TRUNCATE, &text.error),
                                                         zip_discard);
  if (!archive) {
    zip_source_free(target.get());
    return failure(failed, &text.error);
  }
  for (const auto& part : parts)
    if (!add(archive.get(), part)) return failure(failed, zip_get_error(archive.get()));
  if (zip_close(archive.get()) != 0) return failure(failed, zip_get_error(archive.get()));
  static_cast<void>(archive.release());
  auto bytes = read_all(target.get());
  if (bytes.empty()) return failure(failed, zip_source_error(target.get()));
  return bytes;
}

}  // namespace hongtou::package
