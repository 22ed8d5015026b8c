#include "engine/document/enclosed_files.h"

#include <algorithm>
#include <set>

#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message bad_name{"document.file_name", "“{0}”不能作随文文件的名称", "“{0}” cannot be the name of an enclosed file",
                           "名称不含 / \\ 和控制字符，不超过 100 字",
                           "a name has no / \\ or control character and at most 100 characters"};
constexpr Message repeated_name{"document.file_repeated", "有两个随文文件都叫“{0}”", "two enclosed files are called “{0}”",
                                "同一个文件只附一次；不同的文件先改名再附",
                                "enclose the same file once; give another one another name first"};
constexpr Message too_large{"document.files_too_large", "随文文件一共 {0} MiB，超过 64 MiB",
                            "the enclosed files are {0} MiB together, more than 64 MiB", "把文件压缩后再附，或者另外发送",
                            "compress them, or send them separately"};

constexpr std::size_t longest_name = 100;
constexpr std::size_t mebibyte = 1u << 20;
constexpr std::size_t most_bytes = 64 * mebibyte;

bool is_plain_name(const std::string& name) {
  const bool odd = std::any_of(name.begin(), name.end(), [](char c) {
    const auto code = static_cast<unsigned char>(c);
    return c == '/' || c == '\\' || code < 0x20 || code == 0x7F;
  });
  return !odd && !trim(name).empty() && name != "." && name != ".." && !first_invalid_utf8(name) &&
         character_count(name) <= longest_name;
}

}  // namespace

Status check_enclosed_files(const std::vector<EnclosedFile>& files) {
  std::set<std::string> names;
  std::size_t total = 0;
  for (const auto& file : files) {
    if (!is_plain_name(file.name)) return Status::failure({}, bad_name, {file.name});
    if (!names.insert(file.name).second) return Status::failure({}, repeated_name, {file.name});
    total += file.bytes->size();
  }
  if (total > most_bytes) return Status::failure({}, too_large, {std::to_string((total + mebibyte - 1) / mebibyte)});
  return success;
}

}  // namespace hongtou
