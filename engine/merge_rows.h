// The list of a mail merge: what each document is filled with, a row a document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/document/template.h"
#include "engine/result.h"
#include "engine/value.h"

namespace hongtou {

struct MergeRow {
  Value data;         // a map
  Position position;  // in its file; JSON tells no lines
  Diagnostics wrong;  // why no document can be made of it
};

// A .json file holds a list of objects. Any other is CSV as spreadsheets save it, in UTF-8, GB 18030 or UTF-16, parted by commas,
// tabs or semicolons, with the names of the variables in its first line: a column contact.name is the member `name` of `contact`,
// an empty cell is null, a date 2023/5/6 is 2023年5月6日. Errors: json.*, merge.not_a_list, merge.not_an_object, merge.encoding,
// merge.workbook, merge.empty, merge.column, merge.unclosed_quote; of a row, which keeps no other from being read:
// merge.column_count.
Result<std::vector<MergeRow>> read_merge_rows(std::string_view bytes, const std::string& file);

// What each row's file is called, without an extension: `name` filled with the row, whose {{row}} is its number. A row that gets
// no name says why: merge.name (empty, or not a plain file name on every system), merge.name_taken, template.*
std::vector<Result<std::string>> merge_names(const Template& name, const std::vector<MergeRow>& rows);

// The same where it is no file's name: whatever it is, and however many rows it is that of. Errors: template.*
std::vector<Result<std::string>> merge_titles(const Template& name, const std::vector<MergeRow>& rows);

}  // namespace hongtou
