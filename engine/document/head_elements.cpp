#include "engine/document/head_elements.h"

#include <algorithm>
#include <array>

#include "engine/calendar.h"
#include "engine/text.h"

namespace hongtou::gw {

namespace {

constexpr std::array elements{
    Element{"格式", "format"},
    Element{"份号", "copy_number", &Document::copy_number},
    Element{"密级", "security_level", &Document::security_level},
    Element{"密级和保密期限", "security_level", &Document::security_level},
    Element{"紧急程度", "urgency", &Document::urgency},
    Element{"发文机关标志", "issuer_mark", nullptr, &Document::issuer_mark},
    Element{"发文字号", "document_number", &Document::document_number},
    Element{"令号", "document_number", &Document::document_number},
    Element{"签发人", "signatories", nullptr, &Document::signatories},
    Element{"标题", "title", nullptr, &Document::title},
    Element{"副标题", "subtitle", nullptr, &Document::subtitle},
    Element{"主送机关", "main_recipients", &Document::main_recipients},
    Element{"附件说明", "attachment_note", nullptr, &Document::attachment_note},
    Element{"出席", "attendees", nullptr, &Document::attendees},
    Element{"请假", "absentees", nullptr, &Document::absentees},
    Element{"列席", "observers", nullptr, &Document::observers},
    Element{"联系人", "contact", nullptr, &Document::contact},
    Element{"署名", "issuer_signature", nullptr, &Document::issuer_signature},
    Element{"发文机关署名", "issuer_signature", nullptr, &Document::issuer_signature},
    Element{"印章", "seals"},
    Element{"签名章", "stamps"},
    Element{"成文日期", "date_of_issue", &Document::date_of_issue},
    Element{"附注", "note", &Document::note},
    Element{"抄送机关", "copy_recipients", &Document::copy_recipients},
    Element{"印发机关", "printing_office", &Document::printing_office},
    Element{"印发日期", "date_of_printing", &Document::date_of_printing},
};

struct FormatName {
  std::string_view chinese, english;
  DocumentFormat format;
};
constexpr std::array formats{FormatName{"信函", "letter", DocumentFormat::letter},
                             FormatName{"命令", "order", DocumentFormat::order}, FormatName{"令", "order", DocumentFormat::order},
                             FormatName{"纪要", "minutes", DocumentFormat::minutes}};

}  // namespace

const Element* find_element(std::string_view name) {
  const auto found = std::find_if(elements.begin(), elements.end(),
                                  [name](const Element& element) { return name == element.chinese || name == element.english; });
  return found == elements.end() ? nullptr : &*found;
}

std::vector<std::string> element_names() {
  std::vector<std::string> names;
  names.reserve(elements.size());
  for (const auto& element : elements) names.emplace_back(element.chinese);
  return names;
}

std::optional<DocumentFormat> find_format(std::string_view name) {
  const auto found = std::find_if(formats.begin(), formats.end(),
                                  [name](const FormatName& each) { return name == each.chinese || name == each.english; });
  return found == formats.end() ? std::nullopt : std::optional(found->format);
}

std::string_view name_of(DocumentFormat format, Language language) {
  const auto found =
      std::find_if(formats.begin(), formats.end(), [format](const FormatName& each) { return each.format == format; });
  if (found == formats.end()) return language == Language::zh ? "一般公文" : "general";
  return language == Language::zh ? found->chinese : found->english;
}

bool is_date(const Element& element) {
  return element.single != nullptr &&
         (element.single == &Document::date_of_issue || element.single == &Document::date_of_printing);
}

std::string tidied(const Element& element, std::string_view value) {
  const auto strip = [&value](std::string_view front, std::string_view back) {
    if (value.starts_with(front)) value.remove_prefix(front.size());
    if (value.ends_with(back)) value.remove_suffix(back.size());
    value = trim(value);
  };
  if (element.single == &Document::main_recipients) strip("", "：");
  if (element.lines == &Document::subtitle) strip("——", "");
  for (const auto& word : {"出席：", "请假：", "列席："})
    if (value.starts_with(element.chinese)) strip(word, "");
  if (element.single == &Document::copy_recipients) strip("抄送：", "。");
  if (element.single == &Document::note && value.ends_with("）")) strip("（", "）");
  if (element.single == &Document::date_of_printing) strip("", "印发");
  if (const auto date = is_date(element) && value.find('-') != std::string_view::npos ? parse_date(value) : std::nullopt)
    return to_chinese(*date);
  return std::string(value);
}

}  // namespace hongtou::gw
