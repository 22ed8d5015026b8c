// What the standard adds to the content of an element, whatever the format: a label, a size, a place. Places are counted in
// characters (字) of the body.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/document/document.h"

namespace hongtou {

// Full-width characters a text is as wide as.
double width_in_characters(const std::string& text);

// 发文机关标志 (9704-7.2.4). A joint issue has its organs below each other and one 文件 to their right.
struct IssuerMark {
  std::vector<std::string> organs;  // of a joint issue without 文件
  bool joint = false;
  bool document_word = false;  // 文件 stands beside the organs
  double longest = 0;          // characters of the longest organ
  double size_pt = 0;          // the largest size that fits the type area in one line
  double scale = 1;            // width of the letters, less than 1 when even the smallest size is too wide
};
IssuerMark arrange_issuer_mark(const std::vector<std::string>& organs);

// Characters free at the right of each line of the signature, and of the date (9704-7.3.5.2a–c). Shorter lines of the
// signature are centred on the longest. A name takes up the free space at its right before it is broken, between words.
struct SignatureLine {
  std::string text;
  double right = 0;

  bool operator==(const SignatureLine&) const = default;
};
struct SignaturePlace {
  std::vector<SignatureLine> names;
  double date = 0;
};
SignaturePlace place_signature(const std::vector<std::string>& names, const std::string& date);

std::string attachment_label(const Attachment& attachment);  // 附件1, 附件 (9704-7.3.7b)
// The lines a title is printed in: the author's, or better ones where one of those is longer than the page is wide (9704-7.3.1).
std::vector<std::string> title_lines(const std::vector<std::string>& title, bool landscape = false);
std::vector<std::string> attachment_title(const Attachment& attachment);  // its own, or its name
std::vector<std::string> attachment_names(const std::vector<Attachment>& attachments);
std::string attachment_number(std::size_t index, std::size_t count);  // in the note: "1.", or "" for a single one (9704-7.3.4b)

// 出席, 请假, 列席 of minutes, those there are, with their lines (9704-10.3).
std::vector<std::pair<std::string, const std::vector<std::string>*>> attendance_of(const Document& document);

// What the document is called: its title, or its mark and number.
std::string name_of(const Document& document);

// As large as a picture is printed, in mm: 96 pixels an inch, but no wider than `width` and no higher than half a page.
struct PictureSize {
  double width = 0, height = 0;
};
PictureSize picture_size(const Image& image, double width);

// Beside each other, `width` mm in all: a place is as wide as any other, the pictures in theirs are of the same height.
struct PictureRowSizes {
  double place = 0;                // mm that each picture and its caption may be wide
  double left = 0;                 // of the first place
  double step = 0;                 // from one place to the next
  std::vector<PictureSize> sizes;  // of the pictures
  double height = 0;
};
PictureRowSizes picture_sizes(const PictureRow& row, double width);
bool has_caption(const PictureRow& row);
// So many to a row.
std::vector<PictureRow> rows_of(std::vector<Picture> pictures, int places);

std::string blank(double characters);  // U+3000 for a whole character, a half-width space for half a one

// 名单 as it is printed: positions spread to the width of the longest, names of two characters to three.
Roster spread_out(Roster roster);
// Characters that the longest position and the longest name take; 0 if there is none.
struct RosterColumns {
  double position = 0;
  double name = 0;
};
RosterColumns roster_columns(const Roster& roster);

}  // namespace hongtou
