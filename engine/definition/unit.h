// Units: who takes part in a campaign, by id, name or alias, in classes and groups.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/result.h"

namespace hongtou {

struct Unit {
  std::string id;
  std::string name;
  std::string unit_class;  // 街道, 部门, …
  std::string parent;      // id of the unit above, or ""
  std::vector<std::string> aliases;
  Position position;
};

// In the order of the list; documents and tables print them so.
class Units {
 public:
  const std::vector<Unit>& all() const { return units_; }
  // By id, name or alias; null when there is none.
  const Unit* find(std::string_view word) const;
  bool has_class(std::string_view unit_class) const;
  std::vector<std::string> names() const;  // every id, name, alias and class, for suggestions

  // False when one of its words already names another unit.
  bool add(Unit unit);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  std::vector<Unit> units_;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> by_word_;
};

// CSV (RFC 4180, UTF-8): a head `id,name,class,parent,aliases` (or 编号,名称,类别,上级,别名), then one unit a line; several
// aliases are separated by 、. Columns may stand in any order; id and name are required. Blank lines and blank columns at the
// end, as spreadsheets leave them, are skipped; a parent is named by any of its words. Errors, all at once: units.not_utf8,
// units.workbook, units.separator, units.empty, units.no_head, units.unknown_column, units.duplicate_column,
// units.missing_column, units.column_count, units.empty_cell, units.duplicate, units.unknown_parent, units.parent_cycle,
// units.unclosed_quote.
Result<Units> read_units(std::string_view text, const std::string& file);

}  // namespace hongtou
