// Campaigns decided and applied in memory, on one core, beside bpmn-engine running the same processes. What is counted:
//
//   ten_steps        an instance: a campaign is started and ten automatic steps (marks without a date), each after the one
//                    before, open and settle. The peer: start event, ten tasks one after another, end event.
//   asked/UNITS      a unit: one collect step opens an item for each unit; at the due date each is overdue, then missing, and the
//                    step settles. Nobody acts. The peer: one task with a parallel instance for each unit, all of which it
//                    completes by itself.
//   reports/UNITS    a unit: the same, but each unit hands in its form (two numbers, which are checked), in an act of its own
//                    that is judged by the rules; its report is accepted, and with the last one the step settles. The peer: one
//                    user task with a parallel instance for each unit, each of which is signalled from outside.
//   live/UNITS       an act: the same again, with reminders, as an embedder does it: a Campaign, whose journal is kept in memory.
//                    Nothing is beside it but fewer units.
//   replay           an event of the campaign of `reports`, applied to a state; the events are decoded already.
//
// Neither side writes anything to disk, both have read their definition before. The peer is installed by engine.sh; without it
// its gates are not run.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <memory>
#include <stdexcept>

#include "benchmarks/gates.h"
#include "benchmarks/peer.h"
#include "engine/campaign/decide.h"
#include "engine/engine.h"

namespace {

using namespace hongtou;

const auto start_time = *parse_instant("2024-03-01 09:00");
const auto due_time = *parse_instant("2024-03-16 00:00");
const std::string lead = "office";
// Of the rate with a hundredth of the units: memory that no cache holds. With squares it were 0.01.
constexpr double linear = 0.4;
// Of the rate with a tenth of the units. Were all looked at for each act, it were 0.1.
constexpr double level = 0.5;

const std::vector<std::unique_ptr<StepKind>>& kinds() {
  static const auto all = built_in_step_kinds();
  return all;
}

// As a Campaign keeps them: a kind is looked up many times for each act.
const StepKind* kind_named(std::string_view name) {
  static const auto by_name = [] {
    std::map<std::string, const StepKind*, std::less<>> names;
    for (const auto& kind : kinds()) names.emplace(kind->info().name, kind.get());
    return names;
  }();
  return by_name.find(name)->second;
}

std::string unit_id(int number) { return "u" + std::to_string(number); }

Definition campaign(int units, const std::string& steps) {
  std::string list = "id,name,class,parent,aliases\n" + lead + ",办公室,牵头,,\n";
  for (int i = 0; i < units; ++i) list += unit_id(i) + ",第" + std::to_string(i) + "街道,街道," + lead + ",\n";
  const std::string text = "campaign benchmark { title 宣传月 period \"2024-03-01 to 2024-12-31\" lead " + lead +
                           " units { from units.csv }\n" + steps + "}";
  std::vector<StepKindInfo> infos;
  for (const auto& kind : kinds()) infos.push_back(kind->info());
  const auto environment = Environment::in_memory({{"c/units.csv", list}, {"c/campaign.info", text}}, start_time);
  auto definition = load_definition("c/campaign.info", infos, environment);
  if (!definition.ok()) throw std::runtime_error(to_text(definition.diagnostics(), Language::en));
  return *std::move(definition);
}

Definition chain(int count) {
  std::string steps = "steps {\n";
  for (int i = 1; i <= count; ++i)
    steps += "  s" + std::to_string(i) + " { do mark" + (i == 1 ? "" : " after s" + std::to_string(i - 1)) + " }\n";
  return campaign(1, steps + "}\n");
}

Definition collecting(int units, const std::string& keys = {}) {
  return campaign(units,
                  "forms { numbers { fields { events { label 场次 type count } people { label 人次 type count } } } }\n"
                  "steps { report { do collect form numbers from 街道 due 2024-03-15 settles at-due " +
                      keys + " } }\n");
}

Value figures() { return Map{{"events", 3}, {"people", 1200}}; }

class NoPress final : public Press {
 public:
  Result<std::map<std::string, Value>> print(const std::string&, const Document&) override {
    return std::map<std::string, Value>{};
  }
  Result<std::string> bytes(const Value&) const override { return std::string(); }
};

// One campaign, kept in a state alone.
class Instance {
 public:
  explicit Instance(const Definition& definition) : rules_{definition, calendar_, kind_named, press_} {
    act(lead, Start{}, start_time);
  }

  std::vector<Event> act(const std::string& actor, Act act, Instant now) {
    auto decision = perform(rules_, state_, {actor, std::nullopt, std::move(act)}, now);
    if (!decision.ok()) throw std::runtime_error(decision.refusal->text(Language::en));
    return std::move(decision.events);
  }
  std::vector<Event> report(const std::string& unit) { return act(unit, Submit{"report", unit, figures(), {}}, start_time); }
  bool is_settled(const std::string& step) const { return state_.step(step).status == StepStatus::done; }

 private:
  Calendar calendar_;
  NoPress press_;
  Rules rules_;
  State state_;
};

void expect_settled(benchmark::State& bench, const Instance& instance, const std::string& step) {
  if (!instance.is_settled(step)) bench.SkipWithError("the step has not settled");
}

void ten_steps(benchmark::State& bench) {
  const auto definition = chain(10);
  for (auto _ : bench) expect_settled(bench, Instance(definition), "s10");
  bench.SetItemsProcessed(bench.iterations());
}

void asked(benchmark::State& bench, int units) {
  const auto definition = collecting(units);
  for (auto _ : bench) {
    Instance instance(definition);
    instance.act("engine", PassTime{}, due_time);
    expect_settled(bench, instance, "report");
  }
  bench.SetItemsProcessed(bench.iterations() * units);
}

void reports(benchmark::State& bench, int units) {
  const auto definition = collecting(units);
  for (auto _ : bench) {
    Instance instance(definition);
    for (int i = 0; i < units; ++i) instance.report(unit_id(i));
    expect_settled(bench, instance, "report");
  }
  bench.SetItemsProcessed(bench.iterations() * units);
}

void live(benchmark::State& bench, int units) {
  const Engine engine(Environment::in_memory({}, start_time));
  const auto definition = collecting(units, "remind \"-3, -1\"");
  StartOptions options;
  options.formats = {};
  for (auto _ : bench) {
    bench.PauseTiming();
    auto campaign = engine.start(definition, options);
    if (!campaign.ok()) throw std::runtime_error(to_text(campaign.diagnostics(), Language::en));
    bench.ResumeTiming();
    for (int i = 0; i < units; ++i)
      if (!campaign->submit("report", unit_id(i), figures(), {}, start_time).ok()) bench.SkipWithError("nothing is written");
    if (campaign->state().step("report").status != StepStatus::done) bench.SkipWithError("the step has not settled");
  }
  bench.SetItemsProcessed(bench.iterations() * units);
}

std::vector<JournalEvent> events_of_reports(int units) {
  const auto definition = collecting(units);
  Instance instance(definition);
  std::vector<JournalEvent> events;
  for (int i = 0; i < units; ++i)
    for (auto& event : instance.report(unit_id(i)))
      events.push_back({events.size() + 1, event.recorded, event.effective, event.actor, event.type, event.data, {}});
  return events;
}

void replay_events(benchmark::State& bench) {
  const auto events = events_of_reports(1000);
  for (auto _ : bench) {
    bench.PauseTiming();
    auto decoded = events;
    bench.ResumeTiming();
    benchmark::DoNotOptimize(replay(std::move(decoded)));
  }
  bench.SetItemsProcessed(bench.iterations() * static_cast<std::int64_t>(events.size()));
}

// `items` are in one instance.
void peer_runs(benchmark::State& bench, benchmarks::Peer& peer, const std::string& process, int instances, int items) {
  for (auto _ : bench) {
    const auto seconds = peer.seconds(process, instances);
    if (!seconds) return bench.SkipWithError("bpmn-engine does not run");
    bench.SetIterationTime(*seconds);
  }
  bench.SetItemsProcessed(bench.iterations() * instances * items);
}

void register_ours() {
  benchmark::RegisterBenchmark("ten_steps", ten_steps);
  for (const int units : {1000, 10'000, 100'000}) {
    benchmark::RegisterBenchmark(("asked/" + std::to_string(units)).c_str(), asked, units);
    benchmark::RegisterBenchmark(("reports/" + std::to_string(units)).c_str(), reports, units);
  }
  for (const int units : {500, 5000}) benchmark::RegisterBenchmark(("live/" + std::to_string(units)).c_str(), live, units);
  benchmark::RegisterBenchmark("replay", replay_events);
}

void register_peer(benchmarks::Peer& peer) {
  const auto add = [&](const std::string& process, int instances, int items) {
    const auto runs = [&peer, process, instances, items](benchmark::State& bench) {
      peer_runs(bench, peer, process, instances, items);
    };
    benchmark::RegisterBenchmark(("bpmn-engine/" + process).c_str(), runs)->UseManualTime()->Unit(benchmark::kMillisecond);
  };
  add("ten_steps", 20, 1);
  add("asked", 2, 1000);
  add("reports", 1, 1000);
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path script = HONGTOU_PEER_FOLDER "/peer.mjs";
  const bool installed = std::filesystem::exists(script.parent_path() / "node_modules");
  benchmarks::Peer peer(installed ? std::vector<std::string>{"node", script.string()} : std::vector<std::string>{"false"});
  register_ours();
  if (installed) register_peer(peer);
  return benchmarks::run(argc, argv,
                         {{"ten_steps", "", 50'000},
                          {"asked/1000", "", 500'000},
                          {"reports/1000", "", 500'000},
                          {"asked/100000", "asked/1000", linear},
                          {"reports/100000", "reports/1000", linear},
                          {"live/5000", "live/500", level},
                          {"ten_steps", "bpmn-engine/ten_steps", 40},
                          {"asked/1000", "bpmn-engine/asked", 40},
                          {"reports/1000", "bpmn-engine/reports", 40},
                          {"replay", "", 1'000'000}});
}
