#include "engine/definition/people.h"

#include <algorithm>
#include <array>

#include "engine/csv.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message not_readable{
    "people.not_readable", "人员名单不是 UTF-8 编码的 CSV 文件", "the list of people is no CSV file in UTF-8",
    "在 Excel 中用“另存为”，类型选“CSV UTF-8（逗号分隔）”重存", "in Excel, save it again as “CSV UTF-8 (comma delimited)”"};
constexpr Message no_head{"people.no_head", "人员名单的第一行应是“id,unit,post”", "the list of people begins with “id,unit,post”",
                          "第一行写“id,unit,post”或“账号,单位,岗位”，以下每行一人的一个岗位，不写姓名",
                          "write “id,unit,post” in the first line, then one post of one person a line, without names"};
constexpr Message column_count{"people.column_count", "这一行有 {0} 列，应有 3 列", "this line has {0} columns instead of 3",
                               "检查逗号；一人有几个岗位的，写几行",
                               "look at the commas; write a line for each post of a person"};
constexpr Message empty_cell{"people.empty_cell", "这一行没有填“{0}”", "this line lacks its “{0}”", "填写这一格，或删去这一行",
                             "fill the cell or remove the line"};
constexpr Message unknown_unit{"people.unknown_unit", "人员名单里的单位“{0}”不在单位名单中{1}",
                               "“{0}”, in the list of people, is no unit{2}", "改正单位，或在单位名单中加上",
                               "mend it, or add the unit to the list of units"};
constexpr Message bad_id{"people.bad_id", "“{0}”不能作账号：{1}", "“{0}” cannot be an account: {2}",
                         "账号用办公系统里的登录名，如 zhang01", "take the name one logs in with, such as zhang01"};
constexpr Message duplicate{"people.duplicate", "“{0}”的这个岗位已经写过（第 {1} 行）",
                            "this post of “{0}” stands in line {1} already", "删去一行", "remove one line"};
constexpr Message unclosed_quote{"people.unclosed_quote", "双引号没有闭合", "a quote is not closed", "在单元格末尾补上双引号",
                                 "add the closing quote"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> columns{
    {{"id", "账号"}, {"unit", "单位"}, {"post", "岗位"}}};

class PeopleReader {
 public:
  PeopleReader(const std::string& file, const Units& units) : file_(file), units_(units) {}

  Result<People> read(std::string_view text) {
    if (text.starts_with("PK\x03\x04") || first_invalid_utf8(text) || text.find('\0') != std::string_view::npos)
      return Result<People>::failure({file_, 1, 1}, not_readable);
    const auto lines = read_csv(text, file_, unclosed_quote, diagnostics_);
    if (lines.empty() || !is_head(lines.front())) return Result<People>::failure({file_, 1, 1}, no_head);
    for (std::size_t i = 1; i < lines.size(); ++i) read_post(lines[i]);
    return {std::move(people_), std::move(diagnostics_)};
  }

 private:
  void fail(const CsvCell& cell, Message message, std::vector<std::string> arguments = {}) {
    diagnostics_.push_back({Severity::error, {file_, cell.line, cell.column}, message, std::move(arguments)});
  }

  static std::size_t length(const CsvLine& line) {
    const auto last = std::find_if(line.rbegin(), line.rend(), [](const CsvCell& cell) { return !cell.text.empty(); });
    return static_cast<std::size_t>(line.rend() - last);
  }

  static bool is_head(const CsvLine& line) {
    if (length(line) != columns.size()) return false;
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (line[i].text != columns[i].first && line[i].text != columns[i].second) return false;
    return true;
  }

  void read_post(const CsvLine& line) {
    if (line.size() < columns.size() || length(line) > columns.size()) {
      fail(line.front(), column_count, {std::to_string(line.size())});
      return;
    }
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (line[i].text.empty()) return fail(line[i], empty_cell, {std::string(columns[i].second)});
    const auto* unit = units_.find(line[1].text);
    if (unit == nullptr) {
      const auto near = nearest(line[1].text, units_.names());
      const bool guess = !near.empty();
      fail(line[1], unknown_unit,
           {line[1].text, guess ? "，是否为“" + near + "”？" : "", guess ? "; did you mean “" + near + "”?" : ""});
      return;
    }
    if (!is_good_id(line[0])) return;
    Post post{line[0].text, unit->id, line[2].text, {file_, line[0].line, line[0].column}};
    const auto& posts = people_.posts();
    if (const auto same = std::find(posts.begin(), posts.end(), post); same != posts.end())
      return fail(line[0], duplicate, {post.person, std::to_string(same->position.line)});
    people_.add(std::move(post));
  }

  // Whoever acts is named by one word: nobody may be taken for a unit.
  bool is_good_id(const CsvCell& cell) {
    if (units_.find(cell.text) != nullptr)
      fail(cell, bad_id, {cell.text, "它是单位的名称", "it names a unit"});
    else if (cell.text.find('@') != std::string::npos)
      fail(cell, bad_id, {cell.text, "里面有“@”", "there is an “@” in it"});
    else if (cell.text == "engine")
      fail(cell, bad_id, {cell.text, "它指系统自己", "it means the system itself"});
    else
      return true;
    return false;
  }

  std::string file_;
  const Units& units_;
  People people_;
  Diagnostics diagnostics_;
};

}  // namespace

std::vector<const Post*> People::posts_of(std::string_view person) const {
  std::vector<const Post*> posts;
  const auto [first, last] = by_person_.equal_range(person);
  for (auto each = first; each != last; ++each) posts.push_back(&posts_[each->second]);
  return posts;
}

bool People::knows(std::string_view person) const { return by_person_.contains(person); }

bool People::act_for(std::string_view unit) const { return by_unit_.contains(unit); }

bool People::hold(std::string_view unit, std::string_view name) const {
  const auto [first, last] = by_unit_.equal_range(unit);
  return std::any_of(first, last, [&](const auto& each) { return posts_[each.second].name == name; });
}

void People::add(Post post) {
  by_person_.emplace(post.person, posts_.size());
  by_unit_.emplace(post.unit, posts_.size());
  posts_.push_back(std::move(post));
}

Result<People> read_people(std::string_view text, const std::string& file, const Units& units) {
  return PeopleReader(file, units).read(text);
}

}  // namespace hongtou
