// The reference holds every key and every code, and nothing else.
#include "engine/definition/reading/language.h"
#include "tests/definition/definition_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

std::string row(std::string_view name, std::string_view chinese, std::string_view meaning) {
  return "| `" + std::string(name) + "` | `" + std::string(chinese) + "` | " + replace_all(std::string(meaning), "|", "\\|") +
         " |\n";
}

const std::string head = "| 英文 | 中文 | 意义 |\n| --- | --- | --- |\n";

std::string table(const SectionKeys& keys) {
  auto out = head;
  for (const auto& key : keys) out += row(key.name, key.chinese, key.meaning_zh);
  return out;
}

std::string table(const StepKindInfo& kind) {
  auto out = head;
  for (const auto& key : kind.keys) out += row(key.name, key.chinese, key.meaning_zh + (key.required ? "，必填" : ""));
  return out;
}

std::map<std::string, std::string> tables() {
  std::map<std::string, std::string> out{
      {"campaign", table(language::campaign)},     {"form", table(language::form)},        {"field", table(language::field)},
      {"check", table(language::check)},           {"target", table(language::target)},    {"step", table(language::step)},
      {"assessment", table(language::assessment)}, {"item", table(language::item)},        {"award", table(language::award)},
      {"series", table(language::series)},         {"supplied", table(language::supplied)}};
  for (const auto& kind : kind_infos())
    out["do " + kind.name] = kind.meaning_zh + "。写作 `do " + kind.name + "` 或 `做 " + kind.chinese + "`。\n\n" + table(kind);
  return out;
}

// The page with each table between <!-- NAME --> and <!-- / --> made anew.
std::string with_tables(std::string page) {
  for (const auto& [name, text] : tables()) {
    const auto mark = "<!-- " + name + " -->\n";
    const auto begin = page.find(mark);
    CHECK_MESSAGE(begin != std::string::npos, "docs/workflow-language.md has no " << mark);
    if (begin == std::string::npos) continue;
    const auto end = page.find("<!-- / -->", begin);
    page.replace(begin + mark.size(), end - begin - mark.size(), text);
  }
  return page;
}

std::vector<std::string> codes_in_page(const std::string& page) {
  std::vector<std::string> codes;
  for (const auto line : lines(page))
    if (line.starts_with("| `")) codes.emplace_back(line.substr(3, line.find('`', 3) - 3));
  return codes;
}

}  // namespace

TEST_CASE("docs/workflow-language.md holds the keys that the reader knows") {
  check_accepted("docs/workflow-language.md", with_tables(read_source("docs/workflow-language.md")));
}

TEST_CASE("docs/checks.md lists exactly the codes that files and reports can be told each once") {
  auto codes = codes_in_page(read_source("docs/checks.md"));
  std::sort(codes.begin(), codes.end());
  CHECK(codes == codes_in_sources({"workflow", "cascade", "units", "people", "calendar", "date", "recurrence", "require", "text",
                                   "template", "image", "expression", "decision", "form"}));
}
