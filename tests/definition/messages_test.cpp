// Every complaint by its exact text in both languages: FILE.info with FILE.expected beside it. HONGTOU_ACCEPT=1 rewrites them.
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

TEST_CASE("every code of the definition layer stands in the corpus") {
  std::string expected;
  for (const auto* folder : {"tests/corpus/campaigns/", "tests/corpus/units/"})
    for (const auto& file : files_in(folder, ".expected")) expected += read_source(folder + file);
  for (const auto& code : codes_in_sources({"workflow", "units"})) {
    CAPTURE(code);
    CHECK(expected.find("[" + code + "]") != std::string::npos);
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
