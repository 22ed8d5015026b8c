#include "engine/definition/unit.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/csv.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message empty_list{"units.empty", "单位名单是空的", "the list of units is empty",
                             "第一行写“id,name,class,parent,aliases”，以下每行一个单位",
                             "write “id,name,class,parent,aliases” in the first line, then one unit a line"};
constexpr Message not_utf8{"units.not_utf8", "单位名单不是 UTF-8 编码（Excel 存的 CSV 多是 GBK）",
                           "the list of units is not UTF-8 (Excel tends to save CSV as GBK)",
                           "在 Excel 中用“另存为”，类型选“CSV UTF-8（逗号分隔）”重存",
                           "in Excel, save it again as “CSV UTF-8 (comma delimited)”"};
constexpr Message workbook{"units.workbook", "这是 Excel 工作簿，不是 CSV 文件", "this is an Excel workbook, not a CSV file",
                           "在 Excel 中打开，用“另存为”，类型选“CSV UTF-8（逗号分隔）”",
                           "open it in Excel and save it as “CSV UTF-8 (comma delimited)”"};
constexpr Message separator{"units.separator", "单位名单的各列不是用半角逗号隔开的",
                            "the columns of the list of units are not separated by commas",
                            "各列之间用半角逗号“,”；在 Excel 中选“CSV UTF-8（逗号分隔）”重存",
                            "put “,” between columns; in Excel, save it as “CSV UTF-8 (comma delimited)”"};
constexpr Message no_head{"units.no_head", "第一行不是表头", "the first line is no head",
                          "第一行写“id,name,class,parent,aliases”或“编号,名称,类别,上级,别名”",
                          "write “id,name,class,parent,aliases” in the first line"};
constexpr Message duplicate_column{"units.duplicate_column", "列“{0}”写了两次", "the column “{0}” stands twice", "删去一列",
                                   "remove one"};
constexpr Message parent_cycle{"units.parent_cycle", "单位“{0}”的上级又回到它自己", "going up from “{0}” leads back to it",
                               "改正“上级”一列", "mend the column “parent”"};
constexpr Message unknown_column{"units.unknown_column", "单位名单没有名为“{0}”的列", "a list of units has no column “{0}”",
                                 "可用的列：id、name、class、parent、aliases（或 编号、名称、类别、上级、别名）",
                                 "columns are id, name, class, parent, aliases"};
constexpr Message missing_column{"units.missing_column", "单位名单缺少列“{0}”（{1}）", "the list of units lacks the column “{0}”",
                                 "在第一行补上这一列", "add the column to the first line"};
constexpr Message column_count{"units.column_count", "这一行有 {0} 列，表头有 {1} 列",
                               "this line has {0} columns, the head has {1}", "检查逗号；含逗号的内容要放在双引号里",
                               "look at the commas; a cell with a comma needs quotes"};
constexpr Message full_width_commas{"units.column_count", "这一行用的是全角逗号“，”，没有分成 {1} 列",
                                    "this line has full-width commas “，” and is not split into {1} columns",
                                    "把“，”改成半角逗号“,”", "type “,” instead of “，”"};
constexpr Message empty_cell{"units.empty_cell", "单位的“{0}”是空的", "a unit's “{0}” is empty", "填写这一格，或删去这一行",
                             "fill the cell or remove the line"};
constexpr Message duplicate{"units.duplicate", "“{0}”已经用于另一个单位（第 {1} 行）",
                            "“{0}” already names another unit (line {1})", "编号、名称和别名都不能重复",
                            "ids, names and aliases must differ"};
constexpr Message unknown_parent{"units.unknown_parent", "上级单位“{0}”不在名单中", "the parent “{0}” is not in the list",
                                 "先在名单中加入该单位，或改正名称", "add that unit or mend the name"};
constexpr Message unclosed_quote{"units.unclosed_quote", "双引号没有闭合", "a quote is not closed", "在单元格末尾补上双引号",
                                 "add the closing quote"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> columns{
    {{"id", "编号"}, {"name", "名称"}, {"class", "类别"}, {"parent", "上级"}, {"aliases", "别名"}}};

class UnitReader {
 public:
  explicit UnitReader(const std::string& file) : file_(file) {}

  Result<Units> read(std::string_view text) {
    if (text.starts_with("PK\x03\x04")) return Result<Units>::failure({file_, 1, 1}, workbook);
    if (const auto bad = first_invalid_utf8(text)) {
      const auto place = line_column(text, *bad);
      return Result<Units>::failure({file_, place.line, place.column}, not_utf8);
    }
    if (text.find('\0') != std::string_view::npos) return Result<Units>::failure({file_, 1, 1}, not_utf8);
    const auto records = read_csv(text, file_, unclosed_quote, diagnostics_);
    if (records.empty()) return Result<Units>::failure({file_, 1, 1}, empty_list);
    read_head(records.front());
    if (has_errors(diagnostics_)) return std::move(diagnostics_);
    if (records.size() == 1) return Result<Units>::failure({file_, 1, 1}, empty_list);
    for (std::size_t i = 1; i < records.size(); ++i) read_unit(records[i]);
    auto units = with_parents();
    std::stable_sort(diagnostics_.begin(), diagnostics_.end(), [](const Diagnostic& a, const Diagnostic& b) {
      return std::pair(a.position.line, a.position.column) < std::pair(b.position.line, b.position.column);
    });
    return {std::move(units), std::move(diagnostics_)};
  }

 private:
  void fail(const CsvCell& cell, Message message, std::vector<std::string> arguments = {}) {
    diagnostics_.push_back({Severity::error, {file_, cell.line, cell.column}, message, std::move(arguments)});
  }

  static const std::pair<std::string_view, std::string_view>* find_column(std::string_view word) {
    const auto known =
        std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.first == word || c.second == word; });
    return known == columns.end() ? nullptr : &*known;
  }

  void read_head(const CsvLine& head) {
    const auto last = std::find_if(head.rbegin(), head.rend(), [](const CsvCell& cell) { return !cell.text.empty(); }).base();
    const bool any = std::any_of(head.begin(), last, [](const CsvCell& cell) { return find_column(cell.text) != nullptr; });
    if (!any) {
      const auto parts = split(head.front().text, {";", "\t", "，", "；"});
      fail(head.front(), !parts.empty() && find_column(parts.front()) != nullptr ? separator : no_head);
      return;
    }
    for (auto cell = head.begin(); cell != last; ++cell) read_column(*cell);
    for (const auto& [needed, chinese] : {columns[0], columns[1]})
      if (std::find(head_.begin(), head_.end(), needed) == head_.end())
        fail(head.front(), missing_column, {std::string(needed), std::string(chinese)});
  }

  void read_column(const CsvCell& cell) {
    const auto* column = find_column(cell.text);
    if (column == nullptr) {
      fail(cell, unknown_column, {cell.text});
    } else if (std::find(head_.begin(), head_.end(), column->first) != head_.end()) {
      fail(cell, duplicate_column, {cell.text});
    } else {
      head_.emplace_back(column->first);
      head_words_.push_back(cell.text);
    }
  }

  void read_unit(CsvLine line) {
    while (line.size() > head_.size() && line.back().text.empty()) line.pop_back();
    if (line.size() != head_.size()) {
      const bool full_width =
          std::any_of(line.begin(), line.end(), [](const CsvCell& cell) { return cell.text.find("，") != std::string::npos; });
      const auto& message = full_width && line.size() < head_.size() ? full_width_commas : column_count;
      fail(line.front(), message, {std::to_string(line.size()), std::to_string(head_.size())});
      return;
    }
    Unit unit;
    unit.position = {file_, line.front().line, line.front().column};
    CsvCell parent;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto& text = line[i].text;
      if (head_[i] == "id") unit.id = text;
      if (head_[i] == "name") unit.name = text;
      if (head_[i] == "class") unit.unit_class = text;
      if (head_[i] == "parent") parent = line[i];
      if (head_[i] == "aliases") unit.aliases = split(text, {"、", ";", "；"});
      if (text.empty() && (head_[i] == "id" || head_[i] == "name")) fail(line[i], empty_cell, {head_words_[i]});
    }
    if (unit.id.empty() || unit.name.empty()) return;
    for (const auto& word : words(unit))
      if (const auto* other = units_.find(word)) {
        fail(line.front(), duplicate, {word, std::to_string(other->position.line)});
        return;
      }
    units_.add(std::move(unit));
    parents_.push_back(std::move(parent));
  }

  static std::vector<std::string> words(const Unit& unit) {
    std::vector<std::string> out{unit.id, unit.name};
    out.insert(out.end(), unit.aliases.begin(), unit.aliases.end());
    return out;
  }

  // Parents may be written by any word and in any order; a unit knows its parent's id.
  Units with_parents() {
    auto units = units_.all();
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (parents_[i].text.empty()) continue;
      if (const auto* parent = units_.find(parents_[i].text))
        units[i].parent = parent->id;
      else
        fail(parents_[i], unknown_parent, {parents_[i].text});
    }
    Units out;
    for (auto& unit : units) out.add(std::move(unit));
    check_cycles(out);
    return out;
  }

  void check_cycles(const Units& units) {
    for (std::size_t i = 0; i < units.all().size(); ++i) {
      const auto& unit = units.all()[i];
      const auto* above = &unit;
      for (std::size_t steps = 0; above != nullptr && steps < units.all().size(); ++steps) {
        above = above->parent.empty() ? nullptr : units.find(above->parent);
        if (above != &unit) continue;
        fail(parents_[i], parent_cycle, {unit.name});
        return;
      }
    }
  }

  std::string file_;
  Diagnostics diagnostics_;
  std::vector<std::string> head_;        // the English names of its columns
  std::vector<std::string> head_words_;  // as written
  Units units_;
  std::vector<CsvCell> parents_;  // one a unit
};

}  // namespace

const Unit* Units::find(std::string_view word) const {
  const auto found = by_word_.find(word);
  return found == by_word_.end() ? nullptr : &units_[found->second];
}

bool Units::has_class(std::string_view unit_class) const {
  return std::any_of(units_.begin(), units_.end(), [&](const Unit& unit) { return unit.unit_class == unit_class; });
}

std::vector<std::string> Units::names() const {
  std::vector<std::string> out;
  for (const auto& [word, index] : by_word_) out.push_back(word);
  std::sort(out.begin(), out.end());
  for (const auto& unit : units_)
    if (std::find(out.begin(), out.end(), unit.unit_class) == out.end()) out.push_back(unit.unit_class);
  return out;
}

bool Units::add(Unit unit) {
  const std::size_t index = units_.size();
  std::vector<std::string> words{unit.id, unit.name};
  words.insert(words.end(), unit.aliases.begin(), unit.aliases.end());
  const bool taken = std::any_of(words.begin(), words.end(), [&](const auto& word) { return by_word_.contains(word); });
  if (taken) return false;
  for (auto& word : words) by_word_.emplace(std::move(word), index);
  units_.push_back(std::move(unit));
  return true;
}

Result<Units> read_units(std::string_view text, const std::string& file) { return UnitReader(file).read(text); }

}  // namespace hongtou
