// Steps in memory and documents per second, as ratios to what they are made of, side by side in one run.
#include <benchmark/benchmark.h>

#include "engine/engine.h"
#include "engine/rehearsal/rehearsal.h"

using namespace hongtou;

namespace {

const Engine& engine() {
  static const Engine loaded = [] {
    auto environment = Environment::system();
    environment.share_folder = HONGTOU_BUILD_DIR "/share/hongtou";
    environment.plugin_folder = HONGTOU_BUILD_DIR "/lib/hongtou";
    Engine made(environment);
    if (!made.load_plugins().ok()) throw std::runtime_error("plugins are not built");
    return made;
  }();
  return loaded;
}

const Definition& yangquan() {
  static const Definition definition = *engine().load(HONGTOU_SOURCE_DIR "/workflows/yangquan-2023/campaign.info");
  return definition;
}

class NoPress final : public Press {
 public:
  Result<std::map<std::string, Value>> print(const std::string&, const Document&) override {
    return std::map<std::string, Value>{};
  }
  Result<std::string> bytes(const Value&) const override { return std::string(); }
};

// As a Campaign keeps them: a kind is looked up many times for each act.
std::map<std::string, const StepKind*, std::less<>> kinds_by_name() {
  std::map<std::string, const StepKind*, std::less<>> kinds;
  for (const auto& kind : engine().registry().step_kinds()) kinds.emplace(kind->info().name, kind.get());
  return kinds;
}

// One report taken and accepted by its rules, without a journal: the decision and its events.
void one_report_in_memory(benchmark::State& bench) {
  const auto calendar = *engine().calendar();
  NoPress press;
  const auto kinds = kinds_by_name();
  const Rules rules{yangquan(), calendar, [&](std::string_view name) { return kinds.find(name)->second; }, press};
  State start;
  Value supplied;
  for (const auto& wanted : yangquan().supplied) {
    Value* place = &supplied;
    std::string_view rest = wanted.name;
    for (auto dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
      place = &(*place)[rest.substr(0, dot)];
      rest.remove_prefix(dot + 1);
    }
    (*place)[rest] = "x";
  }
  auto now = *parse_instant("2023-05-31 09:00");
  perform(rules, start, {"district_office", std::nullopt, Start{supplied}}, now);
  for (const auto* role : {"拟稿", "审核", "签发"}) perform(rules, start, {role, std::nullopt, Sign{"notice", role, ""}}, now);
  perform(rules, start, {"engine", std::nullopt, PassTime{}}, now);
  const Submit submit{"work_info", "police", Value(Map{}), {{"工作信息", "a.docx", Value()}}};
  now = *parse_instant("2023-06-01 09:00");
  perform(rules, start, {"engine", std::nullopt, PassTime{}}, now);
  State state = start;
  std::int64_t reports = 0;
  for (auto _ : bench) {
    const auto decision = perform(rules, state, {"police", std::nullopt, submit}, now);
    if (!decision.ok()) bench.SkipWithError(decision.refusal->text(Language::en).c_str());
    benchmark::DoNotOptimize(decision);
    if (++reports % 64 == 0) {
      bench.PauseTiming();
      state = start;
      bench.ResumeTiming();
    }
  }
  bench.SetItemsProcessed(bench.iterations());
}
BENCHMARK(one_report_in_memory);

void whole_rehearsal_in_memory(benchmark::State& bench) {
  RehearsalOptions options;
  options.formats = {};
  std::int64_t events = 0;
  for (auto _ : bench) events += static_cast<std::int64_t>(rehearse(engine(), yangquan(), options)->state().events);
  bench.counters["events/s"] = benchmark::Counter(static_cast<double>(events), benchmark::Counter::kIsRate);
}
BENCHMARK(whole_rehearsal_in_memory)->Unit(benchmark::kMillisecond);

Document notice() {
  const auto data = sample_data(yangquan());
  const State nothing_yet;
  const auto calendar = *engine().calendar();
  const Place here(yangquan(), calendar, nothing_yet, root_scope(yangquan()), *yangquan().step("notice"));
  return *yangquan().texts.at("notice.gw").compose(data, block_source(here, data));
}

void compose_notice(benchmark::State& bench) {
  for (auto _ : bench) benchmark::DoNotOptimize(notice());
  bench.SetItemsProcessed(bench.iterations());
}
BENCHMARK(compose_notice)->Unit(benchmark::kMicrosecond);

void write_notice(benchmark::State& bench, const std::string& format) {
  const auto document = notice();
  for (auto _ : bench) benchmark::DoNotOptimize(engine().write(document, format));
  bench.SetItemsProcessed(bench.iterations());
}
BENCHMARK_CAPTURE(write_notice, docx, std::string("docx"))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(write_notice, html, std::string("html"))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(write_notice, text, std::string("text"))->Unit(benchmark::kMicrosecond);

void load_definition_of_yangquan(benchmark::State& bench) {
  for (auto _ : bench) benchmark::DoNotOptimize(engine().load(HONGTOU_SOURCE_DIR "/workflows/yangquan-2023/campaign.info"));
}
BENCHMARK(load_definition_of_yangquan)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
