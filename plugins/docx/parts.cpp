#include "plugins/docx/parts.h"

#include <algorithm>

#include "plugins/docx/chart.h"
#include "plugins/docx/drawing.h"
#include "plugins/docx/footer.h"
#include "plugins/docx/properties.h"
#include "plugins/docx/styles.h"

namespace hongtou::docx {

namespace {

constexpr const char* word_main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr const char* relation_base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr const char* word_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

struct Footer {
  bool landscape;
  bool even;
};
constexpr Footer footers[] = {{false, false}, {false, true}, {true, false}, {true, true}};

// Within word/.
std::string image_path(std::size_t index, const Image& image) {
  return "media/image" + std::to_string(index + 1) + "." + std::string(extension_of(image.type));
}
std::string chart_path(std::size_t index) { return "charts/chart" + std::to_string(index + 1) + ".xml"; }

std::string content_types_xml(const Flow& flow) {
  pugi::xml_document document;
  auto root = add(document, "Types");
  set(root, "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types");
  const auto by_extension = [&](const char* extension, const char* type) {
    auto node = add(root, "Default");
    set(node, "Extension", extension);
    set(node, "ContentType", type);
  };
  const auto by_path = [&](const std::string& path, const std::string& type) {
    auto node = add(root, "Override");
    set(node, "PartName", "/" + path);
    set(node, "ContentType", type);
  };
  by_extension("rels", "application/vnd.openxmlformats-package.relationships+xml");
  by_extension("xml", "application/xml");
  for (const auto type : {ImageType::png, ImageType::jpeg})
    if (std::any_of(flow.images().begin(), flow.images().end(), [&](const auto& image) { return image->type == type; }))
      by_extension(std::string(extension_of(type)).c_str(), std::string(media_type_of(type)).c_str());
  by_path("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
  by_path("word/document.xml", word_type + std::string("document.main+xml"));
  for (const char* part : {"styles", "settings", "fontTable"})
    by_path(std::string("word/") + part + ".xml", word_type + std::string(part) + "+xml");
  for (const auto& footer : footers) by_path(footer_path(footer.landscape, footer.even), word_type + std::string("footer+xml"));
  if (flow.has_unnumbered_page()) by_path(empty_footer_path, word_type + std::string("footer+xml"));
  for (std::size_t i = 0; i < flow.charts().size(); ++i)
    by_path("word/" + chart_path(i), "application/vnd.openxmlformats-officedocument.drawingml.chart+xml");
  return to_xml(document);
}

class Relationships {
 public:
  Relationships() : root_(add(document_, "Relationships")) {
    set(root_, "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships");
  }
  void relate(const std::string& id, const std::string& type, const std::string& target) {
    auto node = add(root_, "Relationship");
    set(node, "Id", id);
    set(node, "Type", type);
    set(node, "Target", target);
  }
  std::string xml() const { return to_xml(document_); }

 private:
  pugi::xml_document document_;
  pugi::xml_node root_;
};

std::string package_relationships_xml() {
  Relationships relationships;
  relationships.relate("document", relation_base + std::string("officeDocument"), "word/document.xml");
  relationships.relate("core", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                       "docProps/core.xml");
  return relationships.xml();
}

std::string document_relationships_xml(const Flow& flow) {
  Relationships relationships;
  for (const char* part : {"styles", "settings", "fontTable"})
    relationships.relate(part, relation_base + std::string(part), std::string(part) + ".xml");
  for (const auto& footer : footers) {
    const auto path = footer_path(footer.landscape, footer.even);
    relationships.relate(footer_id(footer.landscape, footer.even), relation_base + std::string("footer"),
                         path.substr(path.find('/') + 1));
  }
  if (flow.has_unnumbered_page())
    relationships.relate(empty_footer_id, relation_base + std::string("footer"), std::string(empty_footer_path).substr(5));
  for (std::size_t i = 0; i < flow.images().size(); ++i)
    relationships.relate(image_relation(i), relation_base + std::string("image"), image_path(i, *flow.images()[i]));
  for (std::size_t i = 0; i < flow.charts().size(); ++i)
    relationships.relate(chart_relation(i), relation_base + std::string("chart"), chart_path(i));
  return relationships.xml();
}

std::string settings_xml() {
  pugi::xml_document document;
  auto root = add(document, "w:settings");
  set(root, "xmlns:w", word_main);
  add(root, "w:evenAndOddHeaders");
  add(root, "w:characterSpacingControl", "compressPunctuation");
  auto compatibility = add(root, "w:compat");
  add(compatibility, "w:useFELayout");
  auto mode = add(compatibility, "w:compatSetting");
  set(mode, "w:name", "compatibilityMode");
  set(mode, "w:uri", "http://schemas.microsoft.com/office/word");
  set(mode, "w:val", "15");
  return to_xml(document);
}

// What to use for a face the machine lacks.
std::string fonts_xml() {
  struct Font {
    const char* name;
    const char* alternative;
    const char* family;
  };
  constexpr Font fonts[] = {{page::latin, nullptr, "roman"}, {page::fang_song, "仿宋", "modern"},
                            {page::kai, "楷体", "modern"},   {page::hei, "SimHei", "modern"},
                            {page::song, "SimSun", "auto"},  {page::small_biao_song, "小标宋体", "script"}};
  pugi::xml_document document;
  auto root = add(document, "w:fonts");
  set(root, "xmlns:w", word_main);
  for (const auto& font : fonts) {
    auto node = add(root, "w:font");
    set(node, "w:name", font.name);
    if (font.alternative) {
      add(node, "w:altName", font.alternative);
      add(node, "w:charset", "86");
    }
    add(node, "w:family", font.family);
  }
  return to_xml(document);
}

std::string core_xml(const std::string& title) {
  pugi::xml_document document;
  auto root = add(document, "cp:coreProperties");
  set(root, "xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
  set(root, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  add(root, "dc:title").text() = title.c_str();
  add(root, "dc:language").text() = "zh-CN";
  return to_xml(document);
}

// What is the same in every document, packed once.
const std::vector<package::Part>& constant_parts() {
  static const auto made = [] {
    std::vector<package::Part> parts{{"_rels/.rels", package_relationships_xml()},
                                     {"word/fontTable.xml", fonts_xml()},
                                     {"word/settings.xml", settings_xml()},
                                     {"word/styles.xml", styles_xml()}};
    for (const auto& footer : footers)
      parts.push_back({footer_path(footer.landscape, footer.even), footer_xml(footer.landscape, footer.even)});
    for (auto& part : parts) part.packed = package::pack(part.content);
    return parts;
  }();
  return made;
}

}  // namespace

std::vector<package::Part> package_parts(const std::string& title, const Flow& flow, package::Pieces text) {
  std::vector<package::Part> parts{{"[Content_Types].xml", content_types_xml(flow)},
                                   {"docProps/core.xml", core_xml(title)},
                                   {"word/_rels/document.xml.rels", document_relationships_xml(flow)},
                                   {"word/document.xml", {}, false, std::move(text)}};
  parts.insert(parts.end(), constant_parts().begin(), constant_parts().end());
  if (flow.has_unnumbered_page()) parts.push_back({empty_footer_path, empty_footer_xml()});
  for (std::size_t i = 0; i < flow.images().size(); ++i)
    parts.push_back({"word/" + image_path(i, *flow.images()[i]), flow.images()[i]->bytes, true});
  for (std::size_t i = 0; i < flow.charts().size(); ++i) parts.push_back({"word/" + chart_path(i), chart_part(flow.charts()[i])});
  return parts;
}

}  // namespace hongtou::docx
