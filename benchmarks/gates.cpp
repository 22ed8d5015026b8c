#include "benchmarks/gates.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <map>

namespace hongtou::benchmarks {

namespace {

// Prints as usual and remembers the best rate of each benchmark.
class BestRates final : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const auto& run : runs) {
      const auto rate = run.counters.find("items_per_second");
      if (run.run_type != Run::RT_Iteration || run.error_occurred || rate == run.counters.end()) continue;
      auto& best = best_[run.run_name.function_name];
      best = std::max(best, rate->second.value);
    }
  }

  // 0: it did not run.
  double of(const std::string& name) const {
    const auto best = best_.find(name);
    return best == best_.end() ? 0 : best->second;
  }

 private:
  std::map<std::string, double> best_;
};

bool is_held(const Gate& gate, const BestRates& best) {
  const double ours = best.of(gate.ours);
  const double beside = gate.beside.empty() ? 1 : best.of(gate.beside);
  if (ours <= 0 || beside <= 0) {
    std::printf("not run  %s beside %s\n", gate.ours.c_str(), gate.beside.c_str());
    return true;
  }
  const bool held = ours / beside >= gate.target;
  if (gate.target <= 0)
    std::printf("report  %s: %.0f/s, beside %s: %.0f/s, ratio %.2f\n", gate.ours.c_str(), ours, gate.beside.c_str(), beside,
                ours / beside);
  else if (gate.beside.empty())
    std::printf("%s  %s: %.0f/s (target %.0f/s)\n", held ? "held  " : "missed", gate.ours.c_str(), ours, gate.target);
  else
    std::printf("%s  %s: %.0f/s, beside %s: %.0f/s, ratio %.2f (target %.2f)\n", held ? "held  " : "missed", gate.ours.c_str(),
                ours, gate.beside.c_str(), beside, ours / beside, gate.target);
  return held;
}

}  // namespace

int run(int argc, char** argv, const std::vector<Gate>& gates) {
  std::vector<char*> arguments(argv, argv + argc);
  std::string repetitions = "--benchmark_repetitions=5";
  std::string interleaving = "--benchmark_enable_random_interleaving=true";
  arguments.insert(arguments.begin() + 1, {repetitions.data(), interleaving.data()});
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;
  BestRates best;
  benchmark::RunSpecifiedBenchmarks(&best);
  return static_cast<int>(std::count_if(gates.begin(), gates.end(), [&](const Gate& gate) { return !is_held(gate, best); }) > 0);
}

}  // namespace hongtou::benchmarks
