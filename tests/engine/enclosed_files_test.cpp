#include "engine/document/enclosed_files.h"

#include <doctest/doctest.h>

using namespace hongtou;

namespace {

EnclosedFile file(std::string name, std::size_t size = 1) {
  return {std::move(name), std::make_shared<const std::string>(size, 'x')};
}

}  // namespace

TEST_CASE("files with plain names go along with a document") {
  CHECK(check_enclosed_files({}).ok());
  CHECK(check_enclosed_files({file("统计表 2.xlsx"), file("..说明"), file("a", 0)}).ok());
}

TEST_CASE("a name that leads elsewhere, says nothing or stands twice is refused") {
  std::string long_name;
  for (int i = 0; i < 101; ++i) long_name += "甲";
  for (const std::string name : {"", " ", ".", "..", "a/b", "..\\b", "/etc/passwd", "a\nb", "\xFF", "甲.txt"}) {
    CAPTURE(name);
    CHECK_FALSE(check_enclosed_files({file("甲.txt"), file(name)}).ok());
  }
  CHECK_FALSE(check_enclosed_files({file(long_name)}).ok());
  const auto told = check_enclosed_files({file("../甲.txt")});
  CHECK(to_text(told.diagnostics(), Language::zh) ==
        "error [document.file_name] “../甲.txt”不能作随文文件的名称\n"
        "  提示：名称不含 / \\ 和控制字符，不超过 100 字\n");
  CHECK(to_text(told.diagnostics(), Language::en) ==
        "error [document.file_name] “../甲.txt” cannot be the name of an enclosed file\n"
        "  hint: a name has no / \\ or control character and at most 100 characters\n");
  const auto twice = check_enclosed_files({file("甲.txt"), file("乙.txt"), file("甲.txt")});
  CHECK(to_text(twice.diagnostics(), Language::zh) ==
        "error [document.file_repeated] 有两个随文文件都叫“甲.txt”\n  提示：同一个文件只附一次；不同的文件先改名再附\n");
  CHECK(to_text(twice.diagnostics(), Language::en) ==
        "error [document.file_repeated] two enclosed files are called “甲.txt”\n"
        "  hint: enclose the same file once; give another one another name first\n");
}

TEST_CASE("files that are too large together are refused") {
  const auto told = check_enclosed_files({file("甲", 33u << 20), file("乙", (32u << 20) + 1)});
  CHECK(to_text(told.diagnostics(), Language::zh) ==
        "error [document.files_too_large] 随文文件一共 66 MiB，超过 64 MiB\n  提示：把文件压缩后再附，或者另外发送\n");
  CHECK(to_text(told.diagnostics(), Language::en) ==
        "error [document.files_too_large] the enclosed files are 66 MiB together, more than 64 MiB\n"
        "  hint: compress them, or send them separately\n");
  CHECK(check_enclosed_files({file("甲", 64u << 20)}).ok());
}
