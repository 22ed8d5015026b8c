// Page numbers 页码 (9704-7.5): — 1 — outside, odd pages right, even pages left. On a page that lies on its side the number stays
// where it is on the upright sheet (9704-8a), so it stands there in a turned text box.
#pragma once

#include <string>

#include "engine/document/page.h"

namespace hongtou::docx {

inline constexpr double page_number_pitch_mm = 7;
// The middle of the number's line, where the em line is, lies 7 mm below the type area.
inline constexpr double footer_distance_mm = page::bottom_margin_mm - page::page_number_gap_mm - page_number_pitch_mm / 2;
inline constexpr double landscape_footer_distance_mm = 10;
inline constexpr double header_distance_mm = 15;

// Of a page without a number.
inline constexpr const char* empty_footer_id = "footer_empty";
inline constexpr const char* empty_footer_path = "word/footer_empty.xml";
std::string empty_footer_xml();

std::string footer_id(bool landscape, bool even);    // of the relationship
std::string footer_path(bool landscape, bool even);  // of the part
std::string footer_xml(bool landscape, bool even);

}  // namespace hongtou::docx
