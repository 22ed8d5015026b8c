#include "plugins/docx/reading/archive.h"

#include "plugins/docx/parts.h"

namespace hongtou::docx {

namespace {

constexpr Message not_a_package{"docx.not_a_package", "这不是 Word 文件（.docx）", "this is no Word file (.docx)",
                                "旧格式的 .doc、.wps 请先在 Word 或 WPS 里另存为 .docx",
                                "save an old .doc or .wps as .docx in Word or WPS first"};
constexpr Message too_large{"docx.too_large", "文件展开后过大：{0}", "the file is too large when unpacked: {0}",
                            "把图片压缩后再存一次", "compress its pictures and save it again"};

}  // namespace

Result<std::vector<Part>> unzip(const std::string& bytes, const std::string& file) {
  auto parts = package::unzip(bytes, file, {not_a_package, too_large});
  if (!parts.has_value()) return parts;
  if (find_part(*parts, "word/document.xml") == nullptr) return Result<std::vector<Part>>::failure({file, 0, 0}, not_a_package);
  return parts;
}

Result<std::string> pack(const std::vector<Part>& parts) { return package::zip(parts, package_failed); }

}  // namespace hongtou::docx
