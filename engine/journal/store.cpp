#include "engine/journal/store.h"

#include <algorithm>

#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message bad_text{"store.text", "“{0}”含有不是 UTF-8 的字节或空字符，无法保存",
                           "“{0}” holds bytes that are not UTF-8, or a NUL, and cannot be kept",
                           "请重新输入，或把来源文件另存为 UTF-8", "type it again, or save the file it came from as UTF-8"};
constexpr Message bad_sequence{"store.sequence", "第 {0} 条记录不接在第 {1} 条之后", "record {0} does not follow record {1}",
                               "记录的序号由日志给出，请通过 Journal 写入",
                               "sequences are given by the journal: append through Journal"};
constexpr Message appended_first{"store.conflict", "“{0}”已有第 {1} 条记录，而写入时只知道第 {2} 条",
                                 "“{0}” stands at record {1}, while the writer knew only record {2}", "读取新记录后重试",
                                 "read the new records and try again"};

bool keepable(std::string_view text) {
  return text.find('\0') == std::string_view::npos && !first_invalid_utf8(text).has_value();
}

Status refuse_text(const Append& append, std::string_view what) {
  return Status::failure({append.stream, 0, 0}, bad_text, {std::string(what)});
}

}  // namespace

Status check(std::span<const Append> appends) {
  for (const auto& append : appends)
    if (auto checked = check(append); !checked.ok()) return checked;
  return success;
}

Status check(const Append& append) {
  if (!keepable(append.stream)) return Status::failure({}, bad_text, {"stream"});
  for (const auto& blob : append.blobs)
    if (!keepable(blob.media_type)) return refuse_text(append, "media_type");
  if (append.made != nullptr) return success;
  auto sequence = append.expected_version;
  for (const auto& event : append.events) {
    if (event.sequence != sequence + 1)
      return Status::failure({append.stream, 0, 0}, bad_sequence, {std::to_string(event.sequence), std::to_string(sequence)});
    sequence = event.sequence;
    if (auto checked = check(append, event); !checked.ok()) return checked;
  }
  for (const auto& personal : append.personal)
    if (!keepable(personal.value)) return refuse_text(append, "personal");
  return success;
}

Status check(const Append& append, const StoredEvent& event) {
  if (!keepable(event.actor)) return refuse_text(append, "actor");
  if (!keepable(event.type)) return refuse_text(append, "type");
  if (!keepable(event.data)) return refuse_text(append, "data");
  return success;
}

Status conflict(const Append& append, std::uint64_t version) {
  return Status::failure({append.stream, 0, 0}, appended_first,
                         {append.stream, std::to_string(version), std::to_string(append.expected_version)});
}

}  // namespace hongtou
