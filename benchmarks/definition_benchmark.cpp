// Reading and checking a campaign, by its number of steps: ten times the steps should take ten times as long.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <map>

#include "engine/campaign/decide.h"

namespace {

using namespace hongtou;

const std::vector<StepKindInfo>& kinds() {
  static const auto infos = [] {
    std::vector<StepKindInfo> out;
    for (const auto& kind : built_in_step_kinds()) out.push_back(kind->info());
    return out;
  }();
  return infos;
}

// Each step waits for the one before; every tenth is a month's report within a repeat.
std::string steps(std::int64_t count) {
  std::string out;
  for (std::int64_t i = 0; i < count; ++i) {
    const auto name = "s" + std::to_string(i);
    const auto after = i == 0 ? std::string() : "  after s" + std::to_string(i - 1);
    if (i % 10 == 9)
      out += name + " { do repeat  every month" + after + "  steps { in_" + name +
             " { do collect  require 总结  from 本级  due \"25日\" } } }\n";
    else
      out += name + " { do mark  on 2023-06-01" + after + " }\n";
  }
  return out;
}

void load(benchmark::State& bench) {
  const auto environment = Environment::in_memory(
      {{"c/units.csv", "id,name,class\na,甲,本级\n"},
       {"c/campaign.info",
        "campaign t {\ntitle 测试\nlead a\nperiod 2023\nunits { from units.csv }\nsteps {\n" + steps(bench.range(0)) + "}\n}\n"}},
      Instant{});
  for (auto _ : bench) {
    const auto definition = load_definition("c/campaign.info", kinds(), environment);
    if (!definition.ok()) bench.SkipWithError(to_text(definition.diagnostics(), Language::en).substr(0, 300).c_str());
  }
}
BENCHMARK(load)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

class RatioReporter final : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const auto& run : runs) times_[run.run_name.args] = run.GetAdjustedRealTime();
  }
  void print_ratio(const char* more, const char* less) const {
    if (times_.contains(more) && times_.contains(less))
      std::printf("%s steps / %s steps: %.1f times as long (linear: 10)\n", more, less, times_.at(more) / times_.at(less));
  }

 private:
  std::map<std::string, double> times_;
};

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  reporter.print_ratio("10000", "1000");
  reporter.print_ratio("100000", "10000");
}
