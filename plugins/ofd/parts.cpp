#include "plugins/ofd/parts.h"

#include <utility>

#include "engine/document/page.h"
#include "engine/text.h"
#include "plugins/ofd/attachments.h"
#include "plugins/ofd/xml.h"

namespace hongtou::ofd {

namespace {

// Provisional: no copy of GB/T 33476.1 was at hand to take its name space from.
constexpr const char* tag_space = "urn:gbt33476:2016";

const char* tag_of(Role role) {
  switch (role) {
    case Role::copy_number:
      return "份号";
    case Role::security_level:
      return "密级和保密期限";
    case Role::urgency:
      return "紧急程度";
    case Role::issuer_mark:
      return "发文机关标志";
    case Role::document_number:
      return "发文字号";
    case Role::signatory:
      return "签发人";
    case Role::title:
    case Role::subtitle:
      return "标题";
    case Role::main_recipients:
      return "主送机关";
    case Role::attachment_note:
      return "附件说明";
    case Role::issuer_signature:
      return "发文机关署名";
    case Role::date_of_issue:
      return "成文日期";
    case Role::seal:
      return "印章";
    case Role::stamp_title:
      return "签发人职务";
    case Role::attendance:
      return "出席";
    case Role::note:
      return "附注";
    case Role::attachment_label:
    case Role::attachment_title:
      return "附件";
    case Role::copy_recipients:
      return "抄送机关";
    case Role::printing_line:
      return "印发机关和印发日期";
    default:
      return "正文";
  }
}

std::string custom_data(const char* name, const std::string& value) {
  return value.empty() ? "" : element("CustomData", escaped(value), std::string("Name=\"") + name + "\"");
}

std::string destination(const OutlineEntry& entry, int page_id) {
  const auto place =
      "Type=\"XYZ\" PageID=\"" + std::to_string(page_id) + "\" Left=\"0\" Top=\"" + number(entry.y) + "\" Zoom=\"0\"";
  return element("Actions", element("Action", element("Goto", element("Dest", "", place)), "Event=\"CLICK\""));
}

// The entries from `at` on that lie deeper than `above`; moves `at` past them.
std::string outline_below(const Pages& pages, const std::vector<int>& page_ids, std::size_t& at, int above) {
  std::string out;
  while (at < pages.outline.size() && pages.outline[at].level > above) {
    const auto& entry = pages.outline[at++];
    const auto own = destination(entry, page_ids[static_cast<std::size_t>(entry.page)]);
    out += element("OutlineElem", own + outline_below(pages, page_ids, at, entry.level), "Title=\"" + escaped(entry.text) + "\"");
  }
  return out;
}

}  // namespace

std::string root_part(const Pages& pages, const Document& document, const std::string& document_id) {
  auto information = element("DocID", document_id) + element("Title", escaped(pages.title));
  if (!pages.author.empty()) information += element("Author", escaped(pages.author));
  information += element("Creator", "Hongtou");
  const auto data = custom_data("发文字号", document.document_number) + custom_data("密级", document.security_level) +
                    custom_data("紧急程度", document.urgency) + custom_data("主送机关", document.main_recipients) +
                    custom_data("成文日期", document.date_of_issue);
  if (!data.empty()) information += element("CustomDatas", data);
  return part("OFD", element("DocBody", element("DocInfo", information) + element("DocRoot", "Doc_0/Document.xml")),
              "Version=\"1.0\" DocType=\"OFD\"");
}

std::string document_part(const Pages& pages, const std::vector<int>& page_ids, int last_id, const Holdings& holdings) {
  const auto area = element("PageArea", element("PhysicalBox", box(0, 0, page::paper_width_mm, page::paper_height_mm)));
  const auto common =
      element("CommonData", element("MaxUnitID", std::to_string(last_id)) + area + element("PublicRes", "PublicRes.xml") +
                                (holdings.images ? element("DocumentRes", "DocumentRes.xml") : ""));
  std::string list;
  for (std::size_t i = 0; i < page_ids.size(); ++i)
    list += element("Page", "",
                    "ID=\"" + std::to_string(page_ids[i]) + "\" BaseLoc=\"Pages/Page_" + std::to_string(i) + "/Content.xml\"");
  std::size_t at = 0;
  const auto outline = outline_below(pages, page_ids, at, 0);
  return part("Document", common + element("Pages", list) + (outline.empty() ? "" : element("Outlines", outline)) +
                              element("CustomTags", "Tags/CustomTags.xml") +
                              (holdings.attachments ? element("Attachments", attachments_path) : ""));
}

std::string resources_part(const std::vector<FontPart>& fonts) {
  std::string list;
  for (const auto& font : fonts)
    list += element("Font", element("FontFile", font.file),
                    "ID=\"" + std::to_string(font.id) + "\" FontName=\"" + escaped(font.name) + "\" FamilyName=\"" +
                        escaped(font.name) + "\" Charset=\"unicode\"");
  return part("Res", list.empty() ? "" : element("Fonts", list), "BaseLoc=\"Res\"");
}

std::string images_part(const std::vector<ImagePart>& images) {
  std::string list;
  for (const auto& image : images)
    list += element("MultiMedia", element("MediaFile", image.file),
                    "ID=\"" + std::to_string(image.id) + "\" Type=\"Image\" Format=\"" + image.type + "\"");
  return part("Res", element("MultiMedias", list), "BaseLoc=\"Res\"");
}

std::string custom_tags_part() {
  return part("CustomTags", element("CustomTag", element("FileLoc", tag_file), std::string("NameSpace=\"") + tag_space + "\""));
}

std::string custom_tag_part(const Pages& pages, const std::vector<TextReference>& references) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<公文 xmlns=\"" + std::string(tag_space) +
                    "\" xmlns:ofd=\"http://www.ofdspec.org/2016\">";
  const char* open = nullptr;
  for (const auto& reference : references) {
    if (reference.element == no_element) continue;
    const char* tag = tag_of(pages.elements[static_cast<std::size_t>(reference.element)].role);
    if (tag != open) {
      if (open) out += std::string("</") + open + ">";
      out += std::string("<") + tag + ">";
      open = tag;
    }
    out += element("ObjectRef", std::to_string(reference.object), "PageRef=\"" + std::to_string(reference.page) + "\"");
  }
  if (open) out += std::string("</") + open + ">";
  return out + "</公文>";
}

}  // namespace hongtou::ofd
