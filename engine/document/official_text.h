// OfficialText: a .gw text, what an office would type, with a head that names the elements of GB/T 9704 and Mustache tags
// for data. Composing it with data gives a Document.
//
//   ---
//   发文机关标志  阳泉市矿区处置非法集资领导组办公室文件
//   标题          关于组织开展{{year}}年阳泉市矿区防范
//   标题          非法集资宣传月活动的通知            (a key again: one more printed line)
//   主送机关      区处非领导组各成员单位
//   ---
//   为深入贯彻落实……
//   一、总体要求
//   === 附件2 {{year}}年防范非法集资宣传月活动联络人名单
//   ::form liaison
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/document/document.h"
#include "engine/document/template.h"
#include "engine/result.h"
#include "engine/value.h"

namespace hongtou {

// A `::form NAME` or `::table NAME` line, or a file that `::picture`, 印章 or 签名章 names (kind picture, answered by a Picture).
// Whoever composes the text knows what it stands for.
struct BlockRequest {
  std::string kind;
  std::string argument;
  Position position;
  bool with_personal = false;  // ::table NAME 含个人信息: personal columns are wanted too
  std::string by = {};         // ::table NAME 按上级: a row a parent, class, group or unit; "": each report has its own
};
using BlockSource = std::function<Result<std::vector<Block>>(const BlockRequest& request)>;

// Parsed once, immutable, may be composed from many threads.
class OfficialText {
 public:
  // Errors, all at once: text.not_utf8, text.empty, text.no_head, text.unclosed_head, text.no_title, text.unknown_element (did
  // you mean), text.element_without_value, text.repeated_element (one that has a single line), text.bad_date,
  // text.full_width_mark, text.attachment_heading, text.attachment_number (1, 2, 3 … in order), text.attachment_list (附件说明 in
  // the head against the attachments), text.issued_without_title, text.issued_twice (=== 印发), text.unknown_block,
  // text.block_without_name, text.block_without_text, text.many_pictures, text.empty_roster, text.nameless (a line of a roster),
  // text.landscape (not under an attachment's heading), text.unknown_format, text.element_not_in_format, text.letter_mark,
  // text.seal_count, text.seal_alone, text.stamp_and_signature, text.unknown_chart, text.empty_chart, text.chart_value,
  // text.chart_series, text.empty_grid, text.grid_columns, text.grid_merge, text.unescaped_tag ({{{x}}}, which nothing here
  // needs), text.too_many_columns (for a page on its side), and template.*.
  static Result<OfficialText> read(std::string_view text, std::string_view file);

  // As written, for checking names before any data exists: forms and tables; the files of pictures.
  const std::vector<BlockRequest>& blocks() const;
  const std::vector<BlockRequest>& pictures() const;

  const std::vector<Tag>& tags() const;
  const std::vector<Tag>& single_braces() const;  // {name}: printed as it stands, though it may be meant for a variable

  Diagnostics check(const Value& data) const;  // Template::check

  // A value from data never becomes markup: it cannot start a heading, an attachment, a block or an element; its line breaks
  // become line breaks within the paragraph.
  Result<Document> compose(const Value& data, const BlockSource& blocks) const;

 private:
  struct Parts;
  explicit OfficialText(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<const Parts> parts_;
};

// Breaks a title into lines of at most `limit` characters, words, 《…》, “…” and numbers kept whole, lengths as a trapezium or a
// lozenge (9704-7.3.1c, d). A title that fits is one line.
std::vector<std::string> break_title(const std::string& title, std::size_t limit);

}  // namespace hongtou
