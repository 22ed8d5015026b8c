#include <algorithm>
#include "engine/hash.h"
#include "engine/layout/layout.h"
#include "plugins/ofd/ofd.h"
#include "plugins/ofd/parts.h"
#include "plugins/package/package.h"

namespace hongtou::ofd {

namespace {

constexpr Message package_failed{"ofd.package", "无法打包 OFD 文件：{0}", "the OFD file could not be packed: {0}",
                                 "请释放内存后重试；仍不成功的，请报告此问题",
                                 "free some memory and try again; report it if that does not help"};

// The characters that each font shows.
std::vector<std::vector<char32_t>> characters_by_font(const Pages& pages, std::size_t font_count) {
  std::vector<std::vector<char32_t>> out(font_count);
  for (const auto& run : pages.runs)
    for (auto i = run.first; i < run.first + run.count; ++i) out[run.font].push_back(pages.glyphs[i].character);
  for (auto& characters : out) {
    std::sort(characters.begin(), characters.end());
    characters.erase(std::unique(characters.begin(), characters.end()), characters.end());
  }
  return out;
}

class OfdFormat final : public Format {
 public:
  FormatInfo info() const override { return {"ofd", ".ofd", "application/ofd"}; }

  Result<std::string> write(const Document& document, const Environment&) const override {
    return fonts_.print(document, [&](const Pages& pages, const SystemFonts& fonts) { return to_ofd(pages, document, fonts); });
  }

 private:
  SystemFontsOnDemand fonts_;
};

}  // namespace

Result<std::string> to_ofd(const Pages& pages, const Document& document, const SystemFonts& fonts) {
  Identifiers identifiers;
  std::vector<FontPart> font_parts;
  std::vector<int> font_ids(fonts.font_count());
  std::vector<package::Part> files;
  const auto characters = characters_by_font(pages, fonts.font_count());
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (characters[i].empty()) continue;
    const auto& font = fonts.font(static_cast<FontId>(i));
    auto file = font.subset_file(characters[i]);
    if (!file.ok()) return file.diagnostics();
    font_ids[i] = identifiers.next();
    font_parts.push_back({font_ids[i], font.name(), "font_" + std::to_string(font_ids[i]) + (font.is_cff() ? ".otf" : ".ttf")});
    files.push_back({"Doc_0/Res/" + font_parts.back().file, *std::move(file)});
  }
  std::vector<int> page_ids;
  std::vector<TextReference> references;
  std::vector<package::Part> contents;
  for (const auto& page : pages.pages) {
    page_ids.push_back(identifiers.next());
    contents.push_back({"Doc_0/Pages/Page_" + std::to_string(contents.size()) + "/Content.xml",
                        page_part(pages, page, font_ids, page_ids.back(), identifiers, references)});
  }
  std::string all;
  for (const auto& content : contents) all += content.content;
  std::vector<package::Part> parts{{"OFD.xml", root_part(pages, document, sm3(all).substr(0, 32))},
                                   {"Doc_0/Document.xml", document_part(pages, page_ids, identifiers.last())},
                                   {"Doc_0/PublicRes.xml", resources_part(font_parts)},
                                   {"Doc_0/Tags/CustomTags.xml", custom_tags_part()},
                                   {std::string("Doc_0/Tags/") + tag_file, custom_tag_part(pages, references)}};
  std::move(contents.begin(), contents.end(), std::back_inserter(parts));
  std::move(files.begin(), files.end(), std::back_inserter(parts));
  return package::zip(parts, package_failed);
}

std::unique_ptr<Format> make_ofd_format() { return std::make_unique<OfdFormat>(); }

}  // namespace hongtou::ofd
