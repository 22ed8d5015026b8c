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
constexpr double name_characters = 3;           // of most names

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

// Equal spaces between the characters, where they come out even.
std::string spread(const std::string& text, double width) {
  const auto characters = to_utf32(text);
  const auto missing = static_cast<std::size_t>(2 * std::max(0.0, width - width_in_characters(text)));
  if (characters.size() < 2 || missing % (characters.size() - 1) != 0) return text;
  const auto space = missing / (characters.size() - 1);
  std::string out;
  for (const char32_t character : characters) {
    if (!out.empty()) out += blank(static_cast<double>(space) / 2);
    out += to_utf8({&character, 1});
  }
  return out;
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

std::vector<std::string> title_lines(const std::vector<std::string>& title, bool landscape) {
  const double width_mm = landscape ? page::type_area_height_mm : page::type_area_width_mm;
  const auto most = static_cast<std::size_t>(width_mm * 72 / 25.4 / page::title_pt);
  const bool fits = std::all_of(title.begin(), title.end(),
                                [most](const auto& line) { return width_in_characters(line) <= static_cast<double>(most); });
  return fits ? title : break_title(join(title, ""), most);
}

std::vector<std::string> attachment_title(const Attachment& attachment) {
  return attachment.title.empty() ? std::vector{attachment.name} : attachment.title;
}

std::vector<std::string> attachment_names(const std::vector<Attachment>& attachments) {
  std::vector<std::string> names;
  names.reserve(attachments.size());
  for (const auto& attachment : attachments) names.push_back(attachment.name);
  return names;
}

std::string attachment_number(std::size_t index, std::size_t count) { return count > 1 ? std::to_string(index + 1) + "." : ""; }

std::vector<std::pair<std::string, const std::vector<std::string>*>> attendance_of(const Document& document) {
  std::vector<std::pair<std::string, const std::vector<std::string>*>> found{
      {"出席", &document.attendees}, {"请假", &document.absentees}, {"列席", &document.observers}};
  std::erase_if(found, [](const auto& each) { return each.second->empty(); });
  return found;
}

std::string name_of(const Document& document) {
  if (!document.title.empty()) return join(document.title, "");
  return (document.issuer_mark.empty() ? "" : document.issuer_mark.front()) + document.document_number;
}

PictureSize picture_size(const Image& image, double width) {
  constexpr double pixel = 25.4 / 96, highest = 110;
  const double natural_width = image.width * pixel, natural_height = image.height * pixel;
  const double scale = std::min({1.0, width / natural_width, highest / natural_height});
  return {natural_width * scale, natural_height * scale};
}

PictureRowSizes picture_sizes(const PictureRow& row, double width) {
  const auto places = static_cast<double>(row.places);
  const double place = (width - page::picture_gap_mm * (places - 1)) / places;
  const double step = place + page::picture_gap_mm;
  PictureRowSizes out;
  out.place = place;
  out.step = step;
  out.left = (width - step * static_cast<double>(row.pictures.size()) + page::picture_gap_mm) / 2;
  for (const auto& picture : row.pictures) out.sizes.push_back(picture_size(*picture.image, place));
  const auto lower = [](const PictureSize& a, const PictureSize& b) { return a.height < b.height; };
  out.height = out.sizes.empty() ? 0 : std::min_element(out.sizes.begin(), out.sizes.end(), lower)->height;
  for (auto& size : out.sizes) size = {size.width * out.height / size.height, out.height};
  return out;
}

bool has_caption(const PictureRow& row) {
  return std::any_of(row.pictures.begin(), row.pictures.end(), [](const Picture& picture) { return !picture.caption.empty(); });
}

std::vector<PictureRow> rows_of(std::vector<Picture> pictures, int places) {
  std::vector<PictureRow> rows;
  for (auto& picture : pictures) {
    if (rows.empty() || rows.back().pictures.size() == static_cast<std::size_t>(places)) rows.push_back({{}, places});
    rows.back().pictures.push_back(std::move(picture));
  }
  return rows;
}

std::string blank(double characters) {
  std::string out;
  for (; characters >= 1; --characters) out += "　";
  return characters > 0 ? out + " " : out;
}

Roster spread_out(Roster roster) {
  const auto longest = roster_columns(roster).position;
  for (auto& member : roster.members) {
    member.position = spread(member.position, longest);
    if (character_count(member.name) == 2) member.name = spread(member.name, name_characters);
  }
  return roster;
}

RosterColumns roster_columns(const Roster& roster) {
  RosterColumns columns;
  for (const auto& member : roster.members) {
    columns.position = std::max(columns.position, width_in_characters(member.position));
    columns.name = std::max(columns.name, width_in_characters(member.name));
  }
  return columns;
}

}  // namespace hongtou
