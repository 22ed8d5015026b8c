#include "engine/document/elements.h"

#include <algorithm>
#include <string_view>

#include "engine/document/official_text.h"
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

std::vector<std::string> signature_lines(const std::vector<std::string>& names) {
  std::vector<std::string> lines;
  for (const auto& name : names) {
    const bool fits = width_in_characters(name) <= page::characters;
    for (auto& line : fits ? std::vector{name} : break_title(name, page::characters - page::signature_right_characters))
      lines.push_back(std::move(line));
  }
  return lines;
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
  const auto lines = signature_lines(names);
  double longest = 0;
  for (const auto& line : lines) longest = std::max(longest, width_in_characters(line));
  double right = std::min<double>(page::signature_right_characters, page::characters - longest);
  const double date_width = width_in_characters(date);
  const double shift = longest - date_width - page::date_offset_characters;
  const bool both = !lines.empty() && !date.empty();
  SignaturePlace place{.names = {}, .date = page::signature_right_characters};
  if (both && date_width <= longest) place.date = right + shift;
  if (both && date_width > longest) right -= shift;
  for (const auto& line : lines) place.names.push_back({line, right + (longest - width_in_characters(line)) / 2});
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
