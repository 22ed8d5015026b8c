#include <doctest/doctest.h>

#include <cstdio>

#include "engine/layout/layout.h"
#include "engine/text.h"
#include "tests/engine/even_typefaces.h"
#include "tests/plugins/golden.h"
#include "tests/plugins/notice.h"

using namespace hongtou;

namespace {

std::string mm(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

// A run or a rule a line, in mm from the top left corner; of a run its baseline.
std::string described(const Pages& pages) {
  std::string out;
  for (const auto& page : pages.pages) {
    out += page.landscape ? "page, landscape\n" : "page\n";
    for (auto i = page.first_rule; i < page.first_rule + page.rule_count; ++i) {
      const auto& rule = pages.rules[i];
      out += "  rule " + mm(rule.x1) + " " + mm(rule.y1) + " to " + mm(rule.x2) + " " + mm(rule.y2) + " width " + mm(rule.width) +
             (rule.red ? " red\n" : "\n");
    }
    for (auto i = page.first_run; i < page.first_run + page.run_count; ++i) {
      const auto& run = pages.runs[i];
      out += "  " + mm(run.x) + " " + mm(run.y) + " size " + mm(static_cast<double>(run.size)) + (run.red ? " red " : " ") +
             (run.turned ? "turned " : "");
      for (auto g = run.first; g < run.first + run.count; ++g) out += to_utf8({&pages.glyphs[g].character, 1});
      out += "\n";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("the pages of a notice, of a cover notice and of an article are what was last looked at") {
  tests::check_golden("notice/pages.txt", described(*lay_out(issued_notice(), tests::EvenTypefaces())));
  tests::check_golden("cover_notice/pages.txt", described(*lay_out(cover_notice(), tests::EvenTypefaces())));
  tests::check_golden("article/pages.txt", described(*lay_out(article(), tests::EvenTypefaces())));
}
