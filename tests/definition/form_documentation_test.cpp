// docs/forms.md: every example of its tables is run.
#include <regex>

#include "tests/definition/form_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

struct Row {
  std::string written;
  Value data;
  std::string expected;
};

std::string unquoted(const std::string& cell) {
  auto text = std::string(trim(cell));
  return text.size() > 1 && text.starts_with('`') ? text.substr(1, text.size() - 2) : text;
}

// The rows below <!-- name -->.
std::vector<Row> rows_of(const std::string& name) {
  const auto page = read_source("docs/forms.md");
  const auto begin = page.find("<!-- " + name + " -->");
  REQUIRE(begin != std::string::npos);
  const auto table = page.substr(begin, page.find("<!-- / -->", begin) - begin);
  std::vector<Row> rows;
  for (const auto line : lines(table)) {
    if (!line.starts_with("| ") || line.find('`') == std::string_view::npos) continue;
    std::vector<std::string> cells;
    for (std::size_t at = 1; at < line.size();) {
      const auto end = line.find('|', at);
      cells.emplace_back(line.substr(at, end - at));
      at = end + 1;
    }
    REQUIRE(cells.size() == 4);
    auto data = parse_json(unquoted(cells[2]));
    REQUIRE_MESSAGE(data.ok(), line);
    rows.push_back({unquoted(cells[1]), *std::move(data), unquoted(cells[3])});
  }
  REQUIRE(rows.size() > 5);
  return rows;
}

// The examples leave labels out for brevity.
std::string with_labels(const std::string& fields) {
  return std::regex_replace(fields, std::regex("\\b(x|a|b|n|name) \\{ (?!label)"), "$1 { label 例  ");
}

SubmissionContext context() {
  SubmissionContext out;
  out.window = parse_period("2023-05-01 to 2023-12-31");
  out.is_unit = [](std::string_view word) { return word == "东街道" || word == "西街道"; };
  out.is_submitter = [](std::string_view word) { return word == "东街道" || word == "街道"; };
  return out;
}

std::string printed(const Form& form, const Value& data) {
  std::vector<std::string> cells;
  for (const auto& row : filled_table(form, completed(form, data)).rows)
    for (const auto& cell : row) cells.push_back(cell.text);
  return std::string(trim(join(cells, " ")));
}

}  // namespace

TEST_CASE("every type of field in docs/forms.md is read and accepted and printed as the page says") {
  for (const auto& row : rows_of("types")) {
    CAPTURE(row.written);
    const auto form = form_of("fields { " + with_labels(row.written) + " }");
    CHECK(told(form, row.data, context()) == "");
    CHECK(printed(form, row.data) == row.expected);
  }
}

TEST_CASE("every layout in docs/forms.md is read and accepted and printed as the page says") {
  for (const auto& row : rows_of("layouts")) {
    CAPTURE(row.written);
    const auto form = form_of(with_labels(row.written));
    CHECK(told(form, row.data, context()) == "");
    CHECK(printed(form, row.data) == row.expected);
  }
}

TEST_CASE("every check in docs/forms.md finds what the page says") {
  for (const auto& row : rows_of("checks")) {
    CAPTURE(row.written);
    const auto form = form_of("fields { " + with_labels(row.written) + " }");
    std::vector<std::string> codes;
    for (const auto& finding : check_submission(form, row.data, context())) codes.emplace_back(finding.message.code);
    CHECK(join(codes, " ") == row.expected);
  }
}

TEST_CASE("docs/forms.md has an example of every type of field") {
  std::string page;
  for (const auto& row : rows_of("types")) page += row.written + "\n";
  for (const auto* type :
       {"text",    "long_text", "one_sentence", "place",      "person",       "phone", "mailbox",    "unit_ref", "count",
        "decimal", "percent",   "money",        "sum_of",     "computed",     "date",  "date_range", "month",    "year",
        "time",    "boolean",   "enum",         "multi_enum", "target_group", "list",  "attachment"}) {
    CAPTURE(type);
    CHECK(page.find("type " + std::string(type) + " ") != std::string::npos);
  }
}
