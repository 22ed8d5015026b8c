#include "plugins/ofd/reading/printout.h"

#include "engine/document/page.h"
#include "engine/printout_reader.h"
#include "engine/text.h"
#include "plugins/ofd/ofd.h"
#include "plugins/ofd/reading/package.h"
#include "plugins/ofd/reading/page_reader.h"

namespace hongtou::ofd {

namespace {

constexpr Message bad_part{"ofd.bad_part", "文件已损坏：{0} 读不出来", "the file is damaged: {0} cannot be read",
                           "从原来的文件重新导出 OFD", "export it again from the file it was made of"};

class Reader {
 public:
  Reader(Package package, const std::string& file) : package_(std::move(package)), file_(file) {}

  Result<lint::Printout> run() {
    const auto body = child_of(package_.part("/OFD.xml", "").root, "DocBody");
    document_ = package_.part(value_of(body, "DocRoot"), "OFD.xml");
    if (!document_.root) return damaged(document_);
    const auto common = child_of(document_.root, "CommonData");
    printout_.fonts.push_back({"", true});  // of text that names none
    read_resources(common, document_.path);
    if (const auto broken = read_templates(common)) return damaged(*broken);
    for (const auto page : child_of(document_.root, "Pages").children()) {
      if (local_name(page) != "Page") continue;
      if (printout_.pages.size() == lint::most_pages || room_ == 0) return too_large();
      const auto part = package_.part(page.attribute("BaseLoc").value(), document_.path);
      if (!part.root) return damaged(part);
      read_page(part, common);
    }
    return room_ == 0 ? too_large() : std::move(printout_);
  }

 private:
  Result<lint::Printout> too_large() const { return Result<lint::Printout>::failure({file_, 0, 0}, lint::too_large_to_lint()); }

  Result<lint::Printout> damaged(const XmlPart& part) const {
    return Result<lint::Printout>::failure({file_, 0, 0}, bad_part, {part.path});
  }

  // Those that a part at `base` names.
  void read_resources(pugi::xml_node node, const std::string& base) {
    for (const auto child : node.children()) {
      const auto name = local_name(child);
      if (name != "PublicRes" && name != "DocumentRes" && name != "PageRes") continue;
      const auto part = package_.part(trim(std::string_view(child.text().get())), base);
      for (const auto font : child_of(part.root, "Fonts").children()) add_font(font);
      for (const auto parameter : child_of(part.root, "DrawParams").children())
        resources_.parameters.emplace(parameter.attribute("ID").value(), parameter);
    }
  }

  void add_font(pugi::xml_node font) {
    resources_.fonts.emplace(font.attribute("ID").value(), static_cast<int>(printout_.fonts.size()));
    printout_.fonts.push_back({font.attribute("FontName").value(), static_cast<bool>(child_of(font, "FontFile"))});
  }

  // Gives the first that cannot be read.
  std::optional<XmlPart> read_templates(pugi::xml_node common) {
    for (const auto child : common.children()) {
      if (local_name(child) != "TemplatePage") continue;
      auto part = package_.part(child.attribute("BaseLoc").value(), document_.path);
      if (!part.root) return part;
      templates_.emplace(child.attribute("ID").value(), part.root);
    }
    return std::nullopt;
  }

  void read_page(const XmlPart& page, pugi::xml_node common) {
    const auto& [path, root] = page;
    read_resources(root, path);
    auto box = numbers_of(value_of(child_of(root, "Area"), "PhysicalBox"), 4);
    if (box.size() != 4) box = numbers_of(value_of(child_of(common, "PageArea"), "PhysicalBox"), 4);
    if (box.size() != 4) box = {0, 0, page::paper_width_mm, page::paper_height_mm};
    printout_.pages.push_back({box[2], box[3], {}, {}, {}});
    PageReader reader(printout_.pages.back(), resources_, room_);
    for (const auto child : root.children()) {
      if (local_name(child) != "Template") continue;
      const auto found = templates_.find(child.attribute("TemplateID").value());
      if (found != templates_.end()) reader.read(child_of(found->second, "Content"));
    }
    reader.read(child_of(root, "Content"));
    room_ = reader.room();
  }

  Package package_;
  const std::string file_;
  XmlPart document_;
  lint::Printout printout_;
  ReadResources resources_;
  std::map<std::string, pugi::xml_node> templates_;
  std::size_t room_ = lint::most_marks;
};

}  // namespace

Result<lint::Printout> read_printout(const std::string& bytes, const std::string& file) {
  auto package = Package::open(bytes, file);
  if (!package.has_value()) return package.diagnostics();
  return Reader(*std::move(package), file).run();
}

std::unique_ptr<ManuscriptReader> make_ofd_reader() {
  return std::make_unique<PrintoutReader>(make_ofd_format()->info(), read_printout);
}

}  // namespace hongtou::ofd
