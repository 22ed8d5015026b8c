// The official page in numbers (GB/T 9704—2012; GB/T 33476.2—2016 where a word processor needs other coordinates). Each has
// the id of its rule. Units are in the names: mm, pt, or twips (1/20 pt).
#pragma once

namespace hongtou::page {

// Sheet and type area 版心
inline constexpr double paper_width_mm = 210;                                                       // 9704-5.1
inline constexpr double paper_height_mm = 297;                                                      // 9704-5.1
inline constexpr double top_margin_mm = 37;                                                         // 9704-5.2.1a 天头
inline constexpr double binding_margin_mm = 28;                                                     // 9704-5.2.1b 订口
inline constexpr double type_area_width_mm = 156;                                                   // 9704-5.2.1c
inline constexpr double type_area_height_mm = 225;                                                  // 9704-5.2.1c
inline constexpr double right_margin_mm = paper_width_mm - binding_margin_mm - type_area_width_mm;  // 26
inline constexpr double bottom_margin_mm = paper_height_mm - top_margin_mm - type_area_height_mm;   // 35
inline constexpr int lines = 22;                                                                    // 9704-5.2.3
inline constexpr int characters = 28;                                                               // 9704-5.2.3

// What to tell a word processor, which puts half the leading above the first line
inline constexpr double half_leading_mm = 2.42;                                           // 33476.2-6.2
inline constexpr double processor_top_margin_mm = top_margin_mm - half_leading_mm;        // 33476.2-6.2: 34.58
inline constexpr double processor_bottom_margin_mm = bottom_margin_mm - half_leading_mm;  // 33476.2-6.2: 32.58
inline constexpr int line_pitch_twips = 592;        // 9704-5.2.3: 29.6 pt, 22 lines fill the type area
inline constexpr int character_spacing_twips = -5;  // 9704-5.2.3: 28 characters of 16 pt in 156 mm

// Sizes 字号
inline constexpr double body_pt = 16;                             // 9704-5.2.2 三号
inline constexpr double title_pt = 22;                            // 9704-7.3.1a 二号
inline constexpr double title_pitch_pt = 35;                      // practice-title-line
inline constexpr double imprint_pt = 14;                          // 9704-7.4.2a 四号
inline constexpr double page_number_pt = 14;                      // 9704-7.5a 四号
inline constexpr double table_pt[] = {12, 10.5, 9, 7.5};          // practice-table-5: 小四 … 六号
inline constexpr double issuer_mark_pt[] = {42, 36, 26, 24, 22};  // 9704-7.2.4c: size is free; 初号 … 二号

// Faces 字体, by the names office software knows
inline constexpr const char* fang_song = "仿宋_GB2312";           // 9704-5.2.2
inline constexpr const char* small_biao_song = "方正小标宋简体";  // 9704-7.3.1a, 7.2.4c
inline constexpr const char* hei = "黑体";                        // 9704-7.3.3f
inline constexpr const char* kai = "楷体_GB2312";                 // 9704-7.3.3f
inline constexpr const char* song = "宋体";                       // 9704-7.5a
inline constexpr const char* latin = "Times New Roman";           // practice-latin

// Distances, from glyph box to glyph box
inline constexpr double one_line_gap_mm = 10.39;         // 9704-3.2, 33476.2: 空一行
inline constexpr double two_lines_gap_mm = 20.78;        // 9704-3.2, 33476.2: 空二行
inline constexpr double issuer_mark_top_mm = 35;         // 9704-7.2.4b: below the top of the type area
inline constexpr double red_rule_gap_mm = 4;             // 9704-7.2.7a: below the document number
inline constexpr double order_mark_top_mm = 20;          // 9704-10.2a: below the top of the type area
inline constexpr double attachment_title_gap_mm = 15.3;  // 9704-7.3.7c: from line 1 to line 3
inline constexpr double page_number_gap_mm = 7;          // 9704-7.5c: type area to the em line
inline constexpr int signature_right_characters = 2;     // 9704-7.3.5.2a
inline constexpr int date_offset_characters = 2;         // 9704-7.3.5.2b
inline constexpr int sealed_date_right_characters = 4;   // 9704-7.3.5.1a, 7.3.5.3c
inline constexpr int stamp_right_characters = 4;         // 9704-7.3.5.3a
inline constexpr int stamp_title_gap_characters = 2;     // 9704-7.3.5.3b

// The letter 信函 (9704-10.1)
inline constexpr double letter_mark_top_mm = 30;     // 9704-10.1a: below the edge of the sheet
inline constexpr double letter_rule_width_mm = 170;  // 9704-10.1d, centred on the sheet
inline constexpr double letter_rule_gap_mm = 4;      // 9704-10.1d: below the mark
inline constexpr double letter_foot_mm = 20;         // 9704-10.1e: from the lower rule to the edge of the sheet
inline constexpr double letter_gap_mm = 4.84;        // 9704-10.1f, g: 7/8 of a character, below the upper rule
inline constexpr double letter_thick_rule_mm = 0.53, letter_thin_rule_mm = 0.26,
                        letter_rule_space_mm = 0.4;  // usual; the thickness is not told
inline constexpr double letter_rules_mm = letter_thick_rule_mm + letter_rule_space_mm + letter_thin_rule_mm;

// What is not told: how large a seal and a stamp of a name are
inline constexpr double seal_mm = 42;
inline constexpr double stamp_width_mm = 40, stamp_height_mm = 20;

// Pictures beside each other (practice)
inline constexpr int pictures_in_a_row = 4;
inline constexpr double picture_gap_mm = 4;

// Rules and colours
inline constexpr const char* red = "FF0000";           // Y80 M80 (9704-6.2) as screens show it
inline constexpr double red_rule_mm = 0.5;             // 9704-7.2.7b (thickness is not told)
inline constexpr double imprint_thick_rule_mm = 0.35;  // 9704-7.4.1b
inline constexpr double imprint_thin_rule_mm = 0.25;   // 9704-7.4.1b

}  // namespace hongtou::page
