#include "tests/definition/definition_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {
Units units_of(const std::string& text) {
  auto units = read_units(text, "units.csv");
  REQUIRE_MESSAGE(units.ok(), to_text(units.diagnostics(), Language::en));
  return *std::move(units);
}
}  // namespace

TEST_CASE("a list as Excel saves it reads with its byte order mark and quotes and blank lines at the end") {
  const auto units = units_of(read_source("tests/corpus/units/good.csv"));
  REQUIRE(units.all().size() == 2);
  CHECK(units.all()[1].name == "东\"一\"街道, 东");
  CHECK(units.find("打非办") == units.find("office"));
}

TEST_CASE("a parent named by an alias is known by its id") {
  CHECK(units_of(read_source("tests/corpus/units/good.csv")).find("east")->parent == "office");
}

TEST_CASE("columns may stand in any order and lines may end as on an old Mac") {
  CHECK(units_of(read_source("tests/corpus/units/columns_in_another_order.csv")).find("处非办")->name == "区处非办");
  CHECK(units_of(read_source("tests/corpus/units/old_mac.csv")).all().size() == 2);
}

TEST_CASE("a line break within quotes belongs to the cell and is counted") {
  const auto units = read_units("id,name\na,\"甲\n乙\"\nb\n", "u.csv");
  REQUIRE(units.diagnostics().size() == 1);
  CHECK(units.diagnostics().front().position == Position{"u.csv", 4, 1});
}

TEST_CASE("a quote within a cell that does not begin with one is a character") {
  CHECK(units_of("id,name\na,甲\"乙\n").find("a")->name == "甲\"乙");
}

TEST_CASE("the list keeps its order and finds by id and name and alias") {
  const auto units = units_of("id,name,class,aliases\nb,乙,街道,二、两\na,甲,街道,\n");
  CHECK(units.all()[0].id == "b");
  CHECK(units.find("两")->id == "b");
  CHECK(units.has_class("街道"));
  CHECK(units.find("丙") == nullptr);
}
