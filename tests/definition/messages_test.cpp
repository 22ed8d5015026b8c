// Every complaint by its exact text in both languages: FILE.info with FILE.expected beside it. HONGTOU_ACCEPT=1 rewrites them.
#include <set>

#include "tests/definition/definition_support.h"

using namespace hongtou;
using namespace hongtou::test;

TEST_CASE("every campaign of the corpus is told exactly what is wrong with it") {
  const std::string folder = "tests/corpus/campaigns/";
  const auto files = files_in(folder, ".info");
  CHECK(files.size() > 40);
  for (const auto& file : files) {
    CAPTURE(file);
    const auto definition = load(source_folder + folder + file);
    check_accepted(folder + file.substr(0, file.size() - 5) + ".expected", in_both_languages(definition.diagnostics()));
    CHECK(definition.has_value() == !has_errors(definition.diagnostics()));
  }
}

TEST_CASE("every list of units of the corpus is told exactly what is wrong with it") {
  const std::string folder = "tests/corpus/units/";
  const auto files = files_in(folder, ".csv");
  CHECK(files.size() > 10);
  for (const auto& file : files) {
    CAPTURE(file);
    const auto units = read_units(read_source(folder + file), file);
    check_accepted(folder + file.substr(0, file.size() - 4) + ".expected", in_both_languages(units.diagnostics()));
  }
}

TEST_CASE("a clerk's mistake is told first and exactly and no two of them alike") {
  const std::string folder = "tests/corpus/mistakes/";
  const auto files = files_in(folder, ".info");
  CHECK(files.size() >= 60);
  std::map<std::string_view, std::string> first;
  for (const auto& file : files) {
    CAPTURE(file);
    const auto definition = load(source_folder + folder + file);
    check_accepted(folder + file.substr(0, file.size() - 5) + ".expected", in_both_languages(definition.diagnostics()));
    REQUIRE(!definition.diagnostics().empty());
    const auto emplaced = first.emplace(definition.diagnostics().front().message.code, file);
    CHECK_MESSAGE(emplaced.second, "is told as " << emplaced.first->second << " is: " << emplaced.first->first);
  }
}

TEST_CASE("every code that a check of files can give stands in the corpus") {
  // Known only when something is computed, or out of reach of a file that has been read as UTF-8.
  const std::set<std::string> elsewhere{
      "expression.conversion",  "expression.index",     "expression.limit", "expression.missing", "expression.no_calendar",
      "expression.no_clock",    "expression.no_result", "expression.null",  "expression.pattern", "expression.not_utf8",
      "template.null_variable", "cascade.after_upper",  "text.seal_count"};
  std::string expected;
  for (const auto* folder : {"tests/corpus/campaigns/", "tests/corpus/units/", "tests/corpus/mistakes/"})
    for (const auto& file : files_in(folder, ".expected")) expected += read_source(folder + file);
  for (const auto& code :
       codes_in_sources({"workflow", "cascade", "units", "date", "recurrence", "require", "text", "template", "expression"})) {
    CAPTURE(code);
    CHECK((elsewhere.contains(code) || expected.find("[" + code + "]") != std::string::npos));
  }
}

TEST_CASE("a good campaign gives no complaint at all") {
  CHECK(load(source_folder + "tests/corpus/campaigns/good.info").diagnostics().empty());
}

TEST_CASE("a folder given for a campaign is told as a folder") {
  const auto definition = load(source_folder + "tests/corpus/campaigns");
  REQUIRE(definition.diagnostics().size() == 1);
  CHECK(definition.diagnostics().front().message.code == "file.is_folder");
}
