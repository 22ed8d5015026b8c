#include "engine/definition/unit.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message empty_list{"units.empty", "单位名单是空的", "the list of units is empty",
                             "第一行写“id,name,class,parent,aliases”，以下每行一个单位",
                             "write “id,name,class,parent,aliases” in the first line, then one unit a line"};
constexpr Message unknown_column{"units.unknown_column", "单位名单没有名为“{0}”的列", "a list of units has no column “{0}”",
                                 "可用的列：id、name、class、parent、aliases（或 编号、名称、类别、上级、别名）",
                                 "columns are id, name, class, parent, aliases"};
constexpr Message missing_column{"units.missing_column", "单位名单缺少列“{0}”", "the list of units lacks the column “{0}”",
                                 "在第一行补上这一列", "add the column to the first line"};
constexpr Message column_count{"units.column_count", "这一行有 {0} 列，表头有 {1} 列",
                               "this line has {0} columns, the head has {1}", "检查逗号；含逗号的内容要放在双引号里",
                               "look at the commas; a cell with a comma needs quotes"};
constexpr Message empty_cell{"units.empty_cell", "单位的“{0}”是空的", "a unit's “{0}” is empty", "填写这一格，或删去这一行",
                             "fill the cell or remove the line"};
constexpr Message duplicate{"units.duplicate", "“{0}”已经用于另一个单位（第 {1} 行）",
                            "“{0}” already names another unit (line {1})", "编号、名称和别名都不能重复",
                            "ids, names and aliases must differ"};
constexpr Message unknown_parent{"units.unknown_parent", "上级单位“{0}”不在名单中", "the parent “{0}” is not in the list",
                                 "先在名单中加入该单位，或改正名称", "add that unit or mend the name"};
constexpr Message unclosed_quote{"units.unclosed_quote", "双引号没有闭合", "a quote is not closed", "在单元格末尾补上双引号",
                                 "add the closing quote"};

struct CsvCell {
  std::string text;
  int line = 1;
  int column = 1;
};
using CsvLine = std::vector<CsvCell>;

// RFC 4180; a line of nothing but white space is no record.
std::vector<CsvLine> read_csv(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  std::vector<CsvLine> records;
  CsvLine record;
  CsvCell cell;
  bool quoted = false;
  int line = 1;
  int column = 1;
  const auto end_cell = [&] {
    cell.text = std::string(trim(cell.text));
    record.push_back(std::move(cell));
    cell = {{}, line, column + 1};
  };
  const auto end_record = [&] {
    end_cell();
    if (record.size() > 1 || !record.front().text.empty()) records.push_back(std::move(record));
    record.clear();
  };
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
        cell.text += text[++i];
      } else if (c == '"') {
        quoted = false;
      } else {
        cell.text += c;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      end_cell();
    } else if (c == '\n') {
      end_record();
    } else if (c != '\r') {
      cell.text += c;
    }
    if (c == '\n') {
      ++line;
      column = 1;
      if (!quoted) cell = {{}, line, 1};
    } else if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u) {
      ++column;
    }
  }
  if (quoted) diagnostics.push_back({Severity::error, {file, cell.line, cell.column}, unclosed_quote, {}});
  if (!cell.text.empty() || !record.empty()) end_record();
  return records;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> columns{
    {{"id", "编号"}, {"name", "名称"}, {"class", "类别"}, {"parent", "上级"}, {"aliases", "别名"}}};

class UnitReader {
 public:
  explicit UnitReader(const std::string& file) : file_(file) {}

  Result<Units> read(std::string_view text) {
    const auto records = read_csv(text, file_, diagnostics_);
    if (records.empty()) return Result<Units>::failure({file_, 1, 1}, empty_list);
    read_head(records.front());
    if (!has_errors(diagnostics_))
      for (std::size_t i = 1; i < records.size(); ++i) read_unit(records[i]);
    check_parents();
    return {std::move(units_), std::move(diagnostics_)};
  }

 private:
  void fail(const CsvCell& cell, Message message, std::vector<std::string> arguments) {
    diagnostics_.push_back({Severity::error, {file_, cell.line, cell.column}, message, std::move(arguments)});
  }

  void read_head(const CsvLine& head) {
    for (const auto& cell : head) {
      const auto known = std::find_if(columns.begin(), columns.end(),
                                      [&](const auto& c) { return c.first == cell.text || c.second == cell.text; });
      if (known == columns.end())
        fail(cell, unknown_column, {cell.text});
      else
        head_.emplace_back(known->first);
    }
    for (const auto* needed : {"id", "name"})
      if (std::find(head_.begin(), head_.end(), needed) == head_.end()) fail(head.front(), missing_column, {needed});
  }

  void read_unit(const CsvLine& line) {
    if (line.size() != head_.size()) {
      fail(line.front(), column_count, {std::to_string(line.size()), std::to_string(head_.size())});
      return;
    }
    Unit unit;
    unit.position = {file_, line.front().line, line.front().column};
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto& text = line[i].text;
      if (head_[i] == "id") unit.id = text;
      if (head_[i] == "name") unit.name = text;
      if (head_[i] == "class") unit.unit_class = text;
      if (head_[i] == "parent") unit.parent = text;
      if (head_[i] == "aliases") unit.aliases = split(text, {"、", ";", "；"});
      if (text.empty() && (head_[i] == "id" || head_[i] == "name")) fail(line[i], empty_cell, {head_[i]});
    }
    if (unit.id.empty() || unit.name.empty()) return;
    for (const auto& word : words(unit))
      if (const auto* other = units_.find(word)) {
        fail(line.front(), duplicate, {word, std::to_string(other->position.line)});
        return;
      }
    units_.add(std::move(unit));
  }

  static std::vector<std::string> words(const Unit& unit) {
    std::vector<std::string> out{unit.id, unit.name};
    out.insert(out.end(), unit.aliases.begin(), unit.aliases.end());
    return out;
  }

  void check_parents() {
    for (const auto& unit : units_.all())
      if (!unit.parent.empty() && units_.find(unit.parent) == nullptr)
        diagnostics_.push_back({Severity::error, unit.position, unknown_parent, {unit.parent}});
  }

  std::string file_;
  Diagnostics diagnostics_;
  std::vector<std::string> head_;
  Units units_;
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
