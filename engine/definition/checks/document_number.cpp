// The number of an official document, 阳处非发〔2023〕1号: 9704-7.2.5b, c.
#include <algorithm>

#include "engine/definition/reading/loading.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message bad_number{
    "workflow.document_number", "发文字号“{0}”写得不合规范", "“{0}” is no proper document number",
    "写成“机关代字〔2023〕1号”：年份写四位，用六角括号〔〕，序号前不加“第”、不补 0",
    "write CODE〔2023〕1号: the year in four digits within 〔〕, the serial without 第 and without leading zeros"};

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_code(char32_t c) { return (c >= U'一' && c <= U'龥') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }

// CODE〔19xx or 20xx〕N号
bool is_document_number(std::u32string_view text) {
  const auto bracket = text.find(U'〔');
  if (bracket == std::u32string_view::npos || bracket == 0) return false;
  if (!std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bracket), is_code)) return false;
  text.remove_prefix(bracket + 1);
  if (!text.starts_with(U"19") && !text.starts_with(U"20")) return false;
  if (text.size() < 7 || !is_digit(text[2]) || !is_digit(text[3]) || text[4] != U'〕' || text.back() != U'号') return false;
  const auto serial = text.substr(5, text.size() - 6);
  return serial.front() != U'0' && std::all_of(serial.begin(), serial.end(), is_digit);
}

}  // namespace

void check_document_number(Loading& loading, std::string_view text, const std::string& file) {
  if (first_invalid_utf8(text)) return;
  int number = 0;
  int fences = 0;
  for (const auto line : lines(text)) {
    ++number;
    const auto content = trim(line);
    if (content == "---" && ++fences == 2) return;
    std::string_view key;
    for (const std::string_view name : {"发文字号", "document_number"})
      if (content.starts_with(name)) key = name;
    if (key.empty() || fences == 0) continue;
    auto value = trim(content.substr(key.size()));
    if (value.size() > 1 && value.starts_with('"') && value.ends_with('"')) value = value.substr(1, value.size() - 2);
    if (value.empty() || value.find("{{") != std::string_view::npos || is_document_number(to_utf32(value))) continue;
    const auto column =
        static_cast<int>(character_count(line.substr(0, static_cast<std::size_t>(value.data() - line.data())))) + 1;
    loading.error({file, number, column}, bad_number, {std::string(value)});
  }
}

}  // namespace hongtou
