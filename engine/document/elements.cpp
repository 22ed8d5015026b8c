#include "engine/document/elements.h"

#include <algorithm>
#include <string_view>

#include "engine/document/page.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr std::string_view document_word = "文件";
constexpr double document_word_characters = 3;  // with the space before it

void set_size(IssuerMark& mark) {
  const double available_pt = page::type_area_width_mm * 72 / 25.4;
  const double characters = std::max(mark.longest + (mark.document_word ? document_word_characters : 0), 1.0);
  for (const double pt : page::issuer_mark_pt) {
    mark.size_pt = pt;
    if (characters * pt <= available_pt) return;
  }
  mark.scale = available_pt / (characters * mark.size_pt);
}

}  // namespace

double width_in_characters(const std::string& text) { return static_cast<double>(half_width_count(text)) / 2; }

IssuerMark arrange_issuer_mark(const std::vector<std::string>& organs) {
  IssuerMark mark{.organs = organs, .joint = organs.size() > 1};
  for (auto& organ : mark.organs) {
    if (mark.joint && organ.ends_with(document_word)) {
      organ.resize(organ.size() - document_word.size());
      mark.document_word = true;
    }
    mark.longest = std::max(mark.longest, width_in_characters(organ));
  }
  set_size(mark);
  return mark;
}

SignaturePlace place_signature(const std::vector<std::string>& names, const std::string& date) {
  double longest = 0;
  for (const auto& name : names) longest = std::max(longest, width_in_characters(name));
  const double date_width = width_in_characters(date);
  const double shift = longest - date_width - page::date_offset_characters;
  double right = page::signature_right_characters;
  SignaturePlace place{.names = {}, .date = right};
  const bool both = !names.empty() && !date.empty();
  if (both && date_width > longest) right -= shift;
  if (both && date_width <= longest) place.date += shift;
  for (const auto& name : names) place.names.push_back(right + (longest - width_in_characters(name)) / 2);
  return place;
}

std::string attachment_label(const Attachment& attachment) {
  return attachment.number > 0 ? "附件" + std::to_string(attachment.number) : "附件";
}

std::vector<std::string> attachment_title(const Attachment& attachment) {
  return attachment.title.empty() ? std::vector{attachment.name} : attachment.title;
}

std::string attachment_number(std::size_t index, std::size_t count) { return count > 1 ? std::to_string(index + 1) + "." : ""; }

}  // namespace hongtou
