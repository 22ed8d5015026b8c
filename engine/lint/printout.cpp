#include "engine/lint/printout.h"

namespace hongtou::lint {

namespace {

constexpr Message too_large{
    "lint.too_large", "文件太大，不能检查：超过 2000 页、20 万行，或者文字、线条超过 200 万个",
    "the file is too large to be checked: more than 2,000 pages, 200,000 rows, or 2 million letters and lines",
    "分成几个文件再检查", "check it in parts"};

std::uint32_t red_of(std::uint32_t rgb) { return rgb >> 16 & 0xFF; }
std::uint32_t green_of(std::uint32_t rgb) { return rgb >> 8 & 0xFF; }
std::uint32_t blue_of(std::uint32_t rgb) { return rgb & 0xFF; }

}  // namespace

Message too_large_to_lint() { return too_large; }

bool is_red(std::uint32_t rgb) { return red_of(rgb) >= 0xA0 && green_of(rgb) < 0x60 && blue_of(rgb) < 0x60; }

bool is_black(std::uint32_t rgb) { return red_of(rgb) < 0x40 && green_of(rgb) < 0x40 && blue_of(rgb) < 0x40; }

}  // namespace hongtou::lint
