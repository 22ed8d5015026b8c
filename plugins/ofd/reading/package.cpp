#include "plugins/ofd/reading/package.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/text.h"
#include "plugins/package/xml.h"

namespace hongtou::ofd {

namespace {

constexpr Message not_a_package{"ofd.not_a_package", "这不是 OFD 文件，或者已损坏", "this is no OFD file, or it is damaged",
                                "从原来的文件重新导出 OFD", "export it again from the file it was made of"};
constexpr Message too_large{"ofd.too_large", "文件展开后过大：{0}", "the file is too large when unpacked: {0}",
                            "把图片压缩后再导出一次", "compress its pictures and export it again"};

// Without . and .., which lead nowhere outside the package.
std::string normal(const std::string& path) {
  std::vector<std::string> steps;
  for (const auto& step : split(path, {"/"})) {
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.emplace_back(step);
    }
  }
  return join(steps, "/");
}

}  // namespace

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child_of(pugi::xml_node node, std::string_view name) {
  return node.find_child([&](pugi::xml_node child) { return local_name(child) == name; });
}

std::string_view value_of(pugi::xml_node node, const char* name) {
  if (const auto attribute = node.attribute(name)) return attribute.value();
  return trim(std::string_view(child_of(node, name).text().get()));
}

std::vector<double> numbers_of(std::string_view text, std::size_t most) {
  std::vector<double> numbers;
  for (const auto& word : split(text, {" ", "\t", "\n", "\r"})) {
    double number = 0;
    const std::string_view digits = word;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (numbers.size() == most) break;
    if (error == std::errc() && end == digits.data() + digits.size() && std::isfinite(number)) numbers.push_back(number);
  }
  return numbers;
}

Result<Package> Package::open(const std::string& bytes, const std::string& file) {
  auto parts = package::unzip(bytes, file, {not_a_package, too_large});
  if (!parts.has_value()) return parts.diagnostics();
  Package opened;
  opened.parts_ = *std::move(parts);
  const auto root = opened.part("/OFD.xml", "").root;
  if (local_name(root) != "OFD") return Result<Package>::failure({file, 0, 0}, not_a_package);
  return opened;
}

XmlPart Package::part(std::string_view location, std::string_view base) {
  const auto folder = base.substr(0, base.rfind('/') == std::string_view::npos ? 0 : base.rfind('/'));
  const auto path = normal(location.starts_with("/") ? std::string(location) : std::string(folder) + "/" + std::string(location));
  const auto [known, is_new] = documents_.try_emplace(path);
  if (is_new) {
    const auto* found = package::find_part(parts_, path);
    if (found != nullptr) package::parse(known->second, found->content, pugi::parse_default);
  }
  return {path, known->second.document_element()};
}

}  // namespace hongtou::ofd
