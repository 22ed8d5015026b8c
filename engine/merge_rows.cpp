#include "engine/merge_rows.h"

#include <unicode/localpointer.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <optional>

#include "engine/calendar.h"
#include "engine/csv.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message not_a_list{"merge.not_a_list", "名单应是 JSON 列表：[ {…}, {…} ]",
                             "the list is to be a JSON list: [ {…}, {…} ]", "每份文件一个 { … }，外面用 [ ] 括起来",
                             "write { … } for each document, and [ ] around them"};
constexpr Message not_an_object{"merge.not_an_object", "名单的第{0}项不是 JSON 对象", "item {0} of the list is no JSON object",
                                "写成 {\"变量\": 值, …}", "write it as {\"variable\": value, …}"};
constexpr Message encoding{"merge.encoding", "名单不是 UTF-8 编码，也不是 GBK 编码", "the list is neither UTF-8 nor GBK",
                           "在 Excel 中用“另存为”，类型选“CSV UTF-8（逗号分隔）”",
                           "in Excel, save it as “CSV UTF-8 (comma delimited)”"};
constexpr Message workbook{"merge.workbook", "这是 Excel 工作簿，不是 CSV 文件", "this is an Excel workbook, not a CSV file",
                           "在 Excel 中打开，用“另存为”，类型选“CSV UTF-8（逗号分隔）”",
                           "open it in Excel and save it as “CSV UTF-8 (comma delimited)”"};
constexpr Message empty{"merge.empty", "名单里没有数据", "the list holds no data", "第一行写变量的名称，以下每行是一份文件的数据",
                        "write the names of the variables in the first line, then a line for each document"};
constexpr Message nameless_column{"merge.column", "第{0}列没有名称", "column {0} has no name",
                                  "在第一行写上变量的名称，或删去这一列",
                                  "write the variable's name into the first line, or remove the column"};
constexpr Message repeated_column{"merge.column", "列“{0}”写了两次，或与另一列冲突",
                                  "the column “{0}” stands twice, or is at odds with another one", "改名，或删去其中一列",
                                  "give it another name, or remove one"};
constexpr Message column_count{"merge.column_count", "这一行有 {0} 列，第一行有 {1} 列",
                               "this line has {0} columns, the first line has {1}", "检查逗号；含逗号的内容要放在双引号里",
                               "look at the commas; a cell with a comma needs quotes"};
constexpr Message unclosed_quote{"merge.unclosed_quote", "双引号没有闭合", "a quote is not closed", "在单元格末尾补上双引号",
                                 "add the closing quote"};
constexpr Message bad_name{"merge.name", "“{0}”不能用作文件名", "“{0}” cannot be the name of a file",
                           "文件名不能为空，不能以“.”开头或结尾，不能含有 / \\ : * ? \" < > | 和换行，不超过 80 个字",
                           "a name is not empty, does not begin or end with “.”, holds none of / \\ : * ? \" < > | and no line "
                           "break, and has 80 characters at most"};
constexpr Message name_taken{"merge.name_taken", "文件名“{0}”与第{1}份的相同", "document {1} is called “{0}” already",
                             "给文件名加上能区分的变量，如 {{row}}",
                             "add a variable to the name that tells them apart, such as {{row}}"};

constexpr std::size_t longest_name = 80;

using Rows = Result<std::vector<MergeRow>>;

// Where a dotted name puts its value; null when a part of it is no map, or the value is there already.
Value* free_place(Value& data, std::string_view name) {
  const auto dot = name.find('.');
  if (data.map() == nullptr && !data.is_null()) return nullptr;
  auto& member = data[name.substr(0, dot)];
  if (dot != std::string_view::npos) return free_place(member, name.substr(dot + 1));
  return member.is_null() ? &member : nullptr;
}

// What parts the names in the first line: spreadsheets save tabs and semicolons too.
char separator_of(std::string_view text) {
  const auto head = text.substr(0, text.find_first_of("\r\n"));
  for (const char separator : {',', '\t', ';'})
    if (head.find(separator) != head.npos) return separator;
  return ',';
}

// A date as Chinese spreadsheets save it, 2023/5/6, as documents print it: 2023年5月6日. Any other text is itself.
std::string as_printed(std::string text) {
  const auto parts = split(text, {"/"});
  if (parts.size() != 3 || parts[0].size() != 4) return text;
  const auto date = parse_date(parts[0] + "年" + parts[1] + "月" + parts[2] + "日");
  return date ? to_chinese(*date) : text;
}

class CsvRows {
 public:
  explicit CsvRows(const std::string& file) : file_(file) {}

  Rows read(std::string_view text) {
    auto lines = read_csv(text, file_, unclosed_quote, diagnostics_, separator_of(text));
    if (lines.size() < 2) fail({{}, 1, 1}, empty);
    if (!lines.empty()) read_head(std::move(lines.front()));
    if (has_errors(diagnostics_)) return std::move(diagnostics_);
    std::vector<MergeRow> rows;
    for (auto line = lines.begin() + 1; line != lines.end(); ++line) rows.push_back(read_row(std::move(*line)));
    return {std::move(rows), std::move(diagnostics_)};
  }

 private:
  void fail(const CsvCell& cell, Message message, std::vector<std::string> arguments = {}) {
    diagnostics_.push_back({Severity::error, {file_, cell.line, cell.column}, message, std::move(arguments)});
  }

  void read_head(CsvLine line) {
    while (line.back().text.empty()) line.pop_back();
    Value taken;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto& name = line[i].text;
      auto* place = name.empty() ? nullptr : free_place(taken, name);
      if (name.empty())
        fail(line[i], nameless_column, {std::to_string(i + 1)});
      else if (place == nullptr)
        fail(line[i], repeated_column, {name});
      else
        *place = true;
      names_.push_back(name);
    }
  }

  MergeRow read_row(CsvLine line) {
    while (line.size() > names_.size() && line.back().text.empty()) line.pop_back();
    MergeRow row{Map{}, {file_, line.front().line, line.front().column}, {}};
    if (line.size() != names_.size())
      row.wrong.push_back(
          {Severity::error, row.position, column_count, {std::to_string(line.size()), std::to_string(names_.size())}});
    for (std::size_t i = 0; i < std::min(line.size(), names_.size()); ++i)
      if (auto& value = *free_place(row.data, names_[i]); !line[i].text.empty()) value = as_printed(std::move(line[i].text));
    return row;
  }

  const std::string& file_;
  std::vector<std::string> names_;
  Diagnostics diagnostics_;
};

Rows read_json_rows(std::string_view text, const std::string& file) {
  auto list = parse_json(text, file);
  if (!list.ok()) return list.diagnostics();
  if (list->list() == nullptr) return Rows::failure({file, 1, 1}, not_a_list);
  if (list->list()->empty()) return Rows::failure({file, 1, 1}, empty);
  Rows rows(std::vector<MergeRow>{});
  for (auto& item : *list->list()) {
    if (item.map() == nullptr) rows.fail({file, 0, 0}, not_an_object, {std::to_string(rows->size() + 1)});
    rows->push_back({std::move(item), {file, 0, 0}, {}});
  }
  return rows;
}

// What Chinese spreadsheets save beside UTF-8: GB 18030, and GBK within it, or UTF-16 as “Unicode text”; nothing if it is not
// that.
std::optional<std::string> utf8_of(std::string_view bytes, const char* encoding_name) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::LocalUConverterPointer converter(ucnv_open(encoding_name, &error));
  if (U_SUCCESS(error)) ucnv_setToUCallBack(converter.getAlias(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.getAlias(), error);
  if (U_FAILURE(error)) return std::nullopt;
  std::string out;
  return text.toUTF8String(out);
}

Rows read_csv_rows(std::string_view bytes, const std::string& file) {
  if (bytes.starts_with("PK\x03\x04")) return Rows::failure({file, 1, 1}, workbook);
  const auto decoded = bytes.starts_with("\xFF\xFE") ? utf8_of(bytes, "UTF-16")
                       : first_invalid_utf8(bytes)   ? utf8_of(bytes, "gb18030")
                                                     : std::string(bytes);
  if (!decoded || decoded->find('\0') != std::string::npos) return Rows::failure({file, 1, 1}, encoding);
  return CsvRows(file).read(*decoded);
}

bool is_file_name(const std::string& name) {
  const bool forbidden = std::any_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < ' ' || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
  });
  return !name.empty() && !forbidden && name.front() != '.' && name.back() != '.' && character_count(name) <= longest_name;
}

// Some systems do not tell capital letters from small ones.
std::string in_small_letters(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name;
}

}  // namespace

Result<std::vector<MergeRow>> read_merge_rows(std::string_view bytes, const std::string& file) {
  return file.ends_with(".json") ? read_json_rows(bytes, file) : read_csv_rows(bytes, file);
}

std::vector<Result<std::string>> merge_names(const Template& name, const std::vector<MergeRow>& rows) {
  auto names = merge_titles(name, rows);
  std::map<std::string, std::size_t> taken;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto& filled = names[i];
    if (!filled.ok() || has_errors(rows[i].wrong)) continue;
    if (!is_file_name(*filled))
      filled.fail(rows[i].position, bad_name, {*filled});
    else if (const auto [first, is_new] = taken.emplace(in_small_letters(*filled), i + 1); !is_new)
      filled.fail(rows[i].position, name_taken, {*filled, std::to_string(first->second)});
  }
  return names;
}

std::vector<Result<std::string>> merge_titles(const Template& name, const std::vector<MergeRow>& rows) {
  std::vector<Result<std::string>> titles;
  const auto digits = std::to_string(rows.size()).size();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto data = rows[i].data;
    const auto number = std::to_string(i + 1);
    if (data.at("row").is_null()) data["row"] = std::string(digits - number.size(), '0') + number;
    auto filled = name.render(data, escape_nothing);
    if (filled.ok()) *filled = std::string(trim(*filled));
    titles.push_back(std::move(filled));
  }
  return titles;
}

}  // namespace hongtou
