#include <algorithm>
#include <map>

#include "engine/hash.h"
#include "engine/layout/layout.h"
#include "engine/pages_binder.h"
#include "plugins/ofd/attachments.h"
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

// Each file once, however often it is shown.
std::vector<ImagePart> write_images(const Pages& pages, Identifiers& identifiers, std::vector<int>& ids,
                                    std::vector<package::Part>& files) {
  std::vector<ImagePart> parts;
  std::map<const Image*, int> known;
  for (const auto& placed : pages.images) {
    const auto& image = *placed.image;
    auto& id = known[&image];
    if (id == 0) {
      id = identifiers.next();
      const auto name = "image_" + std::to_string(id) + "." + std::string(extension_of(image.type));
      parts.push_back({id, image.type == ImageType::png ? "PNG" : "JPEG", name});
      files.push_back({"Doc_0/Res/" + name, image.bytes, true});
    }
    ids.push_back(id);
  }
  return parts;
}

class OfdFormat final : public Format {
 public:
  FormatInfo info() const override { return {"ofd", ".ofd", "application/ofd", true}; }

  Result<std::string> write(const Document& document, const Environment&) const override {
    return fonts_.print(document, [&](const Pages& pages, const SystemFonts& fonts) { return to_ofd(pages, document, fonts); });
  }

  std::unique_ptr<Binder> bind() const override {
    return std::make_unique<PagesBinder>(
        fonts_, [](const Pages& pages, const SystemFonts& fonts) { return to_ofd(pages, Document(), fonts); });
  }

 private:
  SystemFontsOnDemand fonts_;
};

}  // namespace

Result<std::string> to_ofd(const Pages& pages, const Document& document, const SystemFonts& fonts) {
  Identifiers identifiers;
  std::vector<FontPart> font_parts;
  Resources resources;
  resources.fonts.resize(fonts.font_count());
  std::vector<package::Part> files;
  const auto characters = characters_by_font(pages, fonts.font_count());
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (characters[i].empty()) continue;
    const auto& font = fonts.font(static_cast<FontId>(i));
    auto file = font.subset_file(characters[i]);
    if (!file.ok()) return file.diagnostics();
    const int id = resources.fonts[i] = identifiers.next();
    font_parts.push_back({id, font.name(), "font_" + std::to_string(id) + (font.is_cff() ? ".otf" : ".ttf")});
    files.push_back({"Doc_0/Res/" + font_parts.back().file, *std::move(file), true});
  }
  const auto image_parts = write_images(pages, identifiers, resources.images, files);
  std::vector<int> page_ids;
  std::vector<TextReference> references;
  std::vector<package::Part> contents;
  for (const auto& page : pages.pages) {
    page_ids.push_back(identifiers.next());
    contents.push_back({"Doc_0/Pages/Page_" + std::to_string(contents.size()) + "/Content.xml",
                        page_part(pages, page, resources, page_ids.back(), identifiers, references)});
  }
  std::string all;
  for (const auto& content : contents) all += content.content;
  std::vector<package::Part> parts{
      {"OFD.xml", root_part(pages, document, sm3(all).substr(0, 32))},
      {"Doc_0/Document.xml", document_part(pages, page_ids, identifiers.last(), {!image_parts.empty(), !document.files.empty()})},
      {"Doc_0/PublicRes.xml", resources_part(font_parts)},
      {"Doc_0/Tags/CustomTags.xml", custom_tags_part()},
      {std::string("Doc_0/Tags/") + tag_file, custom_tag_part(pages, references)}};
  if (!image_parts.empty()) parts.push_back({"Doc_0/DocumentRes.xml", images_part(image_parts)});
  std::move(contents.begin(), contents.end(), std::back_inserter(parts));
  std::move(files.begin(), files.end(), std::back_inserter(parts));
  if (!document.files.empty()) {
    auto attached = attachment_parts(document.files);
    std::move(attached.begin(), attached.end(), std::back_inserter(parts));
  }
  return package::zip(parts, package_failed);
}

std::unique_ptr<Format> make_ofd_format() { return std::make_unique<OfdFormat>(); }

}  // namespace hongtou::ofd
