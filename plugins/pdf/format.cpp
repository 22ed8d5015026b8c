#include "engine/document/page.h"
#include "engine/layout/layout.h"
#include "engine/pages_binder.h"
#include "plugins/pdf/content.h"
#include "plugins/pdf/images.h"
#include "plugins/pdf/metadata.h"
#include "plugins/pdf/pdf.h"
#include "plugins/pdf/structure.h"

namespace hongtou::pdf {

namespace {

std::string media_box() {
  std::string out = "/MediaBox[0 0 ";
  append_number(out, page::paper_width_mm * points_a_mm, 3);
  out += ' ';
  append_number(out, page::paper_height_mm * points_a_mm, 3);
  return out + "]";
}

int write_output_intent(File& file) {
  const int profile = file.add_stream("/N 3", srgb_profile());
  return file.add("<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile " +
                  reference(profile) + ">>");
}

class PdfFormat final : public Format {
 public:
  FormatInfo info() const override { return {"pdf", ".pdf", "application/pdf"}; }

  Result<std::string> write(const Document& document, const Environment&) const override {
    return fonts_.print(document, to_pdf);
  }

  std::unique_ptr<Binder> bind() const override { return std::make_unique<PagesBinder>(fonts_, to_pdf); }

 private:
  SystemFontsOnDemand fonts_;
};

}  // namespace

Result<std::string> to_pdf(const Pages& pages, const SystemFonts& fonts) {
  const auto embedded = EmbeddedFonts::of(pages, fonts);
  if (!embedded.ok()) return embedded.diagnostics();
  File file;
  const int catalog = file.reserve(), page_tree = file.reserve();
  const auto images = write_images(file, pages);
  const auto objects = images.resources.empty() ? "" : "/XObject<<" + images.resources + ">>";
  const auto resources = "<</Font<<" + embedded->write(file) + ">>" + objects + ">>";
  const int resource_object = file.add(resources);
  std::vector<int> page_objects;
  std::vector<std::vector<int>> marked;
  std::string kids;
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    auto content = content_of(pages, pages.pages[i], *embedded, images.numbers);
    const int stream = file.add_stream("", content.stream);
    page_objects.push_back(file.add("<</Type/Page/Parent " + reference(page_tree) + media_box() +
                                    (pages.pages[i].landscape ? "/Rotate 90" : "") + "/Resources " + reference(resource_object) +
                                    "/Contents " + reference(stream) + "/StructParents " + std::to_string(i) + "/Tabs/S>>"));
    kids += reference(page_objects.back()) + " ";
    marked.push_back(std::move(content.elements));
  }
  file.set(page_tree, "<</Type/Pages/Count " + std::to_string(page_objects.size()) + "/Kids[" + kids + "]>>");
  const int metadata = file.add_plain_stream("/Type/Metadata/Subtype/XML", xmp(pages));
  const int structure = write_structure(file, pages, page_objects, marked);
  const int outline = write_outline(file, pages, page_objects);
  file.set(catalog, "<</Type/Catalog/Pages " + reference(page_tree) + "/Metadata " + reference(metadata) +
                        "/MarkInfo<</Marked true>>/Lang(zh-CN)/StructTreeRoot " + reference(structure) +
                        (outline > 0 ? "/Outlines " + reference(outline) : "") + "/OutputIntents[" +
                        reference(write_output_intent(file)) + "]/ViewerPreferences<</DisplayDocTitle true>>>>");
  return file.finish(catalog, file.add(information(pages)));
}

std::unique_ptr<Format> make_pdf_format() { return std::make_unique<PdfFormat>(); }

}  // namespace hongtou::pdf
