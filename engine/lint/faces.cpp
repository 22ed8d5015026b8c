#include "engine/lint/faces.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace hongtou::lint {

namespace {

struct Known {
  Face face;
  std::string_view name;
};

// The first name of each face is the one that is asked for.
constexpr std::array known{Known{Face::fang_song, "仿宋"},
                           Known{Face::fang_song, "仿宋_GB2312"},
                           Known{Face::fang_song, "FangSong"},
                           Known{Face::fang_song, "FangSong_GB2312"},
                           Known{Face::fang_song, "SimFang"},
                           Known{Face::fang_song, "方正仿宋_GBK"},
                           Known{Face::fang_song, "方正仿宋简体"},
                           Known{Face::fang_song, "方正仿宋_GB2312"},
                           Known{Face::fang_song, "华文仿宋"},
                           Known{Face::fang_song, "STFangsong"},
                           Known{Face::fang_song, "FandolFang"},
                           Known{Face::small_biao_song, "方正小标宋简体"},
                           Known{Face::small_biao_song, "方正小标宋_GBK"},
                           Known{Face::small_biao_song, "小标宋"},
                           Known{Face::small_biao_song, "小标宋体"},
                           Known{Face::small_biao_song, "FZXiaoBiaoSong-B05S"},
                           Known{Face::small_biao_song, "文星标宋"},
                           Known{Face::small_biao_song, "华文中宋"},
                           Known{Face::small_biao_song, "STZhongsong"},
                           Known{Face::small_biao_song, "FandolSong-Bold"},
                           Known{Face::hei, "黑体"},
                           Known{Face::hei, "SimHei"},
                           Known{Face::hei, "方正黑体_GBK"},
                           Known{Face::hei, "方正黑体简体"},
                           Known{Face::hei, "华文黑体"},
                           Known{Face::hei, "STHeiti"},
                           Known{Face::hei, "FandolHei"},
                           Known{Face::kai, "楷体"},
                           Known{Face::kai, "楷体_GB2312"},
                           Known{Face::kai, "KaiTi"},
                           Known{Face::kai, "KaiTi_GB2312"},
                           Known{Face::kai, "SimKai"},
                           Known{Face::kai, "方正楷体_GBK"},
                           Known{Face::kai, "方正楷体简体"},
                           Known{Face::kai, "方正楷体_GB2312"},
                           Known{Face::kai, "华文楷体"},
                           Known{Face::kai, "STKaiti"},
                           Known{Face::kai, "FandolKai"},
                           Known{Face::song, "宋体"},
                           Known{Face::song, "SimSun"},
                           Known{Face::song, "NSimSun"},
                           Known{Face::song, "新宋体"},
                           Known{Face::song, "方正书宋简体"},
                           Known{Face::song, "方正书宋_GBK"},
                           Known{Face::song, "华文宋体"},
                           Known{Face::song, "STSong"},
                           Known{Face::song, "FandolSong"},
                           Known{Face::latin, "Times New Roman"},
                           Known{Face::latin, "Liberation Serif"},
                           Known{Face::latin, "仿宋"},
                           Known{Face::latin, "仿宋_GB2312"},
                           Known{Face::latin, "FangSong"},
                           Known{Face::latin, "FangSong_GB2312"}};

struct PostScript {
  std::string_view begins, family;
};

// The PostScript names of faces whose office names are quite others.
constexpr std::array post_script{
    PostScript{"FZXBSJW", "方正小标宋简体"},        PostScript{"FZXBSK", "方正小标宋_GBK"},
    PostScript{"FZFSJW", "方正仿宋简体"},           PostScript{"FZFSK", "方正仿宋_GBK"},
    PostScript{"FZKTJW", "方正楷体简体"},           PostScript{"FZKTK", "方正楷体_GBK"},
    PostScript{"FZHTJW", "方正黑体简体"},           PostScript{"FZHTK", "方正黑体_GBK"},
    PostScript{"FZSSJW", "方正书宋简体"},           PostScript{"FZSSK", "方正书宋_GBK"},
    PostScript{"TimesNewRoman", "Times New Roman"}, PostScript{"LiberationSerif", "Liberation Serif"}};

bool is_upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }

std::string_view without_subset_tag(std::string_view font) {
  constexpr std::size_t tag = 6;
  const bool tagged = font.size() > tag && font[tag] == '+' && std::all_of(font.begin(), font.begin() + tag, is_upper);
  return tagged ? font.substr(tag + 1) : font;
}

// F1, TT2, CIDFont+F1: what a printer's driver calls a font whose name it has lost.
bool says_nothing(std::string_view font) {
  if (font.starts_with("CIDFont+")) return true;
  const auto digits = font.find_first_of("0123456789");
  return font.empty() || (digits != std::string_view::npos && digits <= 2 &&
                          font.find_first_not_of("0123456789", digits) == std::string_view::npos);
}

std::string_view without(std::string_view font, std::string_view ending) {
  return font.ends_with(ending) ? font.substr(0, font.size() - ending.size()) : font;
}

}  // namespace

bool is_face(std::string_view font, Face face) {
  return std::any_of(known.begin(), known.end(), [&](const Known& each) { return each.face == face && each.name == font; });
}

std::string_view name_of(Face face) {
  return std::find_if(known.begin(), known.end(), [&](const Known& each) { return each.face == face; })->name;
}

FontName office_name(std::string_view font) {
  font = without_subset_tag(font);
  if (says_nothing(font)) return {};
  font = without(without(font, "-Identity-H"), "-Regular");
  const bool is_biao_song = is_face(font, Face::small_biao_song);
  const auto comma = font.find(',');  // SimSun,Bold
  const bool bold = !is_biao_song && (font.find("Bold") != std::string_view::npos || font.find("bold") != std::string_view::npos);
  if (comma != std::string_view::npos) font = font.substr(0, comma);
  const auto found =
      std::find_if(post_script.begin(), post_script.end(), [&](const PostScript& each) { return font.starts_with(each.begins); });
  return {std::string(found == post_script.end() ? font : found->family), bold};
}

}  // namespace hongtou::lint
