#include "engine/document/block_words.h"

#include <algorithm>
#include <array>

namespace hongtou::gw {

namespace {

struct BlockWord {
  std::string_view english;
  std::string_view chinese;
};
constexpr std::array block_words{BlockWord{"form", "空表"},     BlockWord{"table", "汇总表"},     BlockWord{"grid", "表格"},
                                 BlockWord{"roster", "名单"},   BlockWord{"picture", "图片"},     BlockWord{"pictures", "图片组"},
                                 BlockWord{"chart", "图表"},    BlockWord{"caption", "图片说明"}, BlockWord{"author", "作者"},
                                 BlockWord{"landscape", "横向"}};

}  // namespace

std::string_view block_kind(std::string_view word) {
  const auto found = std::find_if(block_words.begin(), block_words.end(),
                                  [word](const BlockWord& each) { return word == each.english || word == each.chinese; });
  return found == block_words.end() ? std::string_view() : found->english;
}

std::vector<std::string> block_names() {
  std::vector<std::string> names;
  for (const auto& word : block_words) names.insert(names.end(), {std::string(word.english), std::string(word.chinese)});
  return names;
}

bool has_lines(std::string_view kind) { return kind == "grid" || kind == "roster" || kind == "chart"; }

}  // namespace hongtou::gw
