#include "bindings/cli/merge_outcomes.h"

#include <algorithm>
#include <map>
#include <set>

namespace hongtou::cli {

namespace {

constexpr Message not_made{"merge.not_made", "{2}份没有生成：第{0}份", "{2} not made: number {1}", "", ""};
constexpr std::size_t most_listed = 20;

// Rows that failed for the same reason.
struct Failure {
  Diagnostics why;
  std::vector<std::size_t> rows;
};

std::vector<Failure> failures_of(const std::vector<Status>& outcomes) {
  std::vector<Failure> failures;
  std::map<std::string, std::size_t> known;  // by what is told
  for (std::size_t row = 0; row < outcomes.size(); ++row) {
    if (outcomes[row].ok()) continue;
    const auto& why = outcomes[row].diagnostics();
    const auto [found, is_new] = known.emplace(to_text(why, Language::en), failures.size());
    if (is_new) failures.push_back({why, {}});
    failures[found->second].rows.push_back(row);
  }
  return failures;
}

// What is no error is told once, however many rows it is said of.
Diagnostics remarks_of(const std::vector<Status>& outcomes) {
  Diagnostics remarks;
  std::set<std::string> said;
  for (const auto& outcome : outcomes)
    for (const auto& one : outcome.diagnostics())
      if (one.severity != Severity::error && said.insert(to_text(one, Language::en)).second) remarks.push_back(one);
  return remarks;
}

// 2、5、9…
std::string numbers(const std::vector<std::size_t>& rows, const char* between) {
  std::string out;
  for (std::size_t i = 0; i < std::min(rows.size(), most_listed); ++i)
    out += (i == 0 ? "" : between) + std::to_string(rows[i] + 1);
  return out + (rows.size() > most_listed ? "…" : "");
}

void complain(Console& console, const Failure& failure, const std::vector<MergeRow>& rows) {
  const auto& position = rows[failure.rows.front()].position;
  const std::vector<std::string> arguments{numbers(failure.rows, "、"), numbers(failure.rows, ", "),
                                           std::to_string(failure.rows.size())};
  console.complain({{Severity::error, position, not_made, arguments}});
  console.complain(failure.why);
}

}  // namespace

ExitCode tell_outcomes(Console& console, const std::vector<Status>& outcomes, const std::vector<MergeRow>& rows) {
  console.complain(remarks_of(outcomes));
  const auto failures = failures_of(outcomes);
  for (const auto& failure : failures) complain(console, failure, rows);
  return failures.empty() ? ExitCode::done : exit_code(failures.front().why);
}

}  // namespace hongtou::cli
