// The parts beside the text: content types, relationships, settings, fonts, title.
#pragma once

#include <string>
#include <vector>

#include "plugins/docx/flow.h"
#include "plugins/package/package.h"

namespace hongtou::docx {

inline constexpr Message package_failed{"docx.package", "无法打包 Word 文件：{0}", "the Word file could not be packed: {0}",
                                        "请释放内存后重试；仍不成功的，请报告此问题",
                                        "free some memory and try again; report it if that does not help"};

// Every part of the package, in a fixed order, around the text of `flow`, which is finished.
std::vector<package::Part> package_parts(const std::string& title, const Flow& flow, package::Pieces text);

}  // namespace hongtou::docx
