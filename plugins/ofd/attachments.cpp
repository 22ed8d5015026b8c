#include "plugins/ofd/attachments.h"

#include <algorithm>

#include "plugins/ofd/xml.h"

namespace hongtou::ofd {

namespace {

constexpr const char* folder = "Doc_0/Attachs/";
constexpr double kibibyte = 1024;
constexpr std::size_t longest_extension = 8;

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// xlsx; "" if the name has none that can stand in a path of the package.
std::string extension_of(const std::string& name) {
  const auto dot = name.rfind('.');
  if (dot == std::string::npos || name.size() - dot - 1 > longest_extension) return {};
  const auto extension = name.substr(dot + 1);
  return std::all_of(extension.begin(), extension.end(), is_letter_or_digit) ? extension : std::string();
}

}  // namespace

std::vector<package::Part> attachment_parts(const std::vector<EnclosedFile>& files) {
  std::string list;
  std::vector<package::Part> parts{{std::string("Doc_0/") + attachments_path, {}}};
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto& [name, bytes] = files[i];
    const auto id = "attachment_" + std::to_string(i + 1);
    const auto extension = extension_of(name);
    const auto path = extension.empty() ? id : id + "." + extension;
    auto attributes = "ID=\"" + id + "\" Name=\"" + escaped(name) + "\"";
    if (!extension.empty()) attributes += " Format=\"" + extension + "\"";
    attributes += " Size=\"" + number(static_cast<double>(bytes->size()) / kibibyte) + "\" Visible=\"true\"";
    list += element("Attachment", element("FileLoc", path), attributes);
    parts.push_back({folder + path, *bytes});
  }
  parts.front().content = part("Attachments", list);
  return parts;
}

}  // namespace hongtou::ofd
