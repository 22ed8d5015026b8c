// A shipped campaign: rehearsed, read, its notice composed and written. Reported only, held to nothing.
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
