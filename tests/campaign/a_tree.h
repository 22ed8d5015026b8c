// A province of two cities, run level by level, for tests of cascades.
#pragma once

#include <doctest/doctest.h>

#include "engine/campaign/operations.h"
#include "engine/campaign_tree.h"
#include "engine/definition/level.h"
#include "tests/failing_store.h"

namespace hongtou {

// A province of two cities: one with a district that has streets, and districts that have none.
inline const std::string units_csv =
    "id,name,class,parent\n"
    "prov,省办,省,\n"
    "a,甲市,市,prov\n"
    "b,乙市,市,prov\n"
    "a1,东区,区县,a\n"
    "a2,西区,区县,a\n"
    "b1,南县,区县,b\n"
    "s1,一街道,街道,a1\n"
    "s2,二街道,街道,a1\n";

inline const std::string total_gw =
    "---\n标题  汇总报告\n主送机关  领导组\n署名  {{campaign.lead}}\n成文日期  {{today}}\n---\n共{{report.total.events}}场。\n"
    "=== 附件 汇总表\n::table report\n";

inline const std::string level_forms =
    "forms { n { fields { events { label 场次 type count } words { label 情况 type text } } } }\n";

inline std::string campaign_by_levels(const std::string& id, const std::string& inside) {
  return "campaign " + id + " { title 活动 period \"2023-05-01 to 2023-12-31\" units { from units.csv } lead prov\n" +
         level_forms + "steps {\n" + inside + "\n} }\n";
}

inline const std::string by_levels =
    "report { do cascade form n from 所属单位 due 2023-06-30 levels \"区县 2, 街道 2\" settles at-due }\n"
    "total { do compile text total.gw after report }\n";

struct ATree {
  explicit ATree(const std::string& inside = by_levels, const std::map<std::string, std::string>& more = {},
                 const std::string& units = units_csv)
      : engine(with_clock(environment(inside, more, units), now)), store(std::make_shared<FailingStore>()) {
    options.opened = store;
    options.formats = {};
    options.now = *parse_instant("2023-05-01 08:00");
    const auto definition = engine.load("c/campaign.info");
    REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::en));
    auto started = CampaignTree::start(engine, *definition, options);
    REQUIRE_MESSAGE(started.ok(), to_text(started.diagnostics(), Language::en));
    tree = std::make_unique<CampaignTree>(*std::move(started));
    now = *options.now;
    sign_as_leads();
  }

  // What only the lead of a level has to sign; what is issued then may hand the campaign down, where there is more to sign.
  void sign_as_leads() {
    for (bool signed_one = true; signed_one;) {
      signed_one = false;
      for (const auto& path : tree->paths()) {
        const auto& level = *tree->at(path);
        std::vector<std::string> waiting;
        for_each_step(level.definition(), level.state(), [&](const ScopePtr& scope, const Step& step) {
          const auto address = scope->address_of(step);
          if (next_signer(*level.place(address)) && step.names("sign-off").empty()) waiting.push_back(address);
        });
        for (const auto& address : waiting) do_(path, Sign{address, std::string(issuing_role), ""}, level.definition().lead);
        signed_one = signed_one || !waiting.empty();
      }
    }
  }

  static Environment with_clock(Environment environment, const Instant& now) {
    environment.now = [&now] { return now; };
    return environment;
  }
  static Environment environment(const std::string& inside, std::map<std::string, std::string> files, const std::string& units) {
    files["c/campaign.info"] = campaign_by_levels("test", inside);
    files["c/units.csv"] = units;
    files["c/total.gw"] = total_gw;
    auto made = Environment::in_memory(std::move(files), Instant{});
    const auto system = Environment::system();
    made.share_folder = "/share";
    made.list_folder = [](const std::string& folder) {
      return folder == "/share/calendars" ? std::vector<std::string>{"2023.csv"} : std::vector<std::string>{};
    };
    made.read_file = [inner = made.read_file, system](const std::string& path) {
      return path == "/share/calendars/2023.csv" ? system.read_file(HONGTOU_SOURCE_DIR "/engine/calendars/2023.csv")
                                                 : inner(path);
    };
    return made;
  }

  void reopen() {
    tree.reset();
    auto opened = CampaignTree::open(engine, *engine.load("c/campaign.info"), options);
    REQUIRE_MESSAGE(opened.ok(), to_text(opened.diagnostics(), Language::en));
    tree = std::make_unique<CampaignTree>(*std::move(opened));
  }

  void at(const std::string& when) {
    now = *parse_instant(when);
    const auto status = tree->advance_to(now);
    REQUIRE_MESSAGE(status.ok(), to_text(status.diagnostics(), Language::en));
    sign_as_leads();
  }
  Result<Decision> try_(const std::string& level, Act act, const std::string& actor = "prov") {
    return tree->perform(level, {actor, std::nullopt, std::move(act)}, now);
  }
  void do_(const std::string& level, Act act, const std::string& actor = "prov") {
    const auto decision = try_(level, std::move(act), actor);
    REQUIRE_MESSAGE(decision.ok(), to_text(decision.diagnostics(), Language::en));
    REQUIRE_MESSAGE(decision->ok(), (decision->ok() ? "" : decision->refusal->text(Language::en)));
  }
  // Without the other levels, which hear of it when the tree is opened again.
  void do_alone(const std::string& level, Act act, const std::string& actor = "prov") {
    auto alone = engine.open(store, tree->at(level)->state().campaign);
    REQUIRE_MESSAGE(alone.ok(), to_text(alone.diagnostics(), Language::en));
    const auto decision = alone->perform({actor, std::nullopt, std::move(act)}, now);
    REQUIRE_MESSAGE(decision.ok(), to_text(decision.diagnostics(), Language::en));
    REQUIRE_MESSAGE(decision->ok(), (decision->ok() ? "" : decision->refusal->text(Language::en)));
  }
  void report(const std::string& level, const std::string& unit, int events) {
    do_(level, Submit{"report", unit, Value(Map{{"events", events}, {"words", "做了"}}), {}}, unit);
  }

  const StepState& step(const std::string& level, const std::string& name = "report") const {
    return tree->at(level)->state().step(name);
  }
  const WorkItem& item(const std::string& level, const std::string& unit) const { return step(level).items.at(unit); }
  Value total(const std::string& level) const { return collected(*tree->at(level)->place("report")).totals.at("events"); }
  std::vector<JournalEvent> happened(const std::string& level, std::string_view type) const {
    std::vector<JournalEvent> out;
    const auto events = tree->at(level)->events();
    REQUIRE(events.ok());
    for (const auto& event : *events)
      if (event.type == type) out.push_back(event);
    return out;
  }

  Instant now{};  // what the clock shows
  Engine engine;
  std::shared_ptr<FailingStore> store;
  StartOptions options;
  std::unique_ptr<CampaignTree> tree;
};

inline std::string day(const WorkItem& item) { return to_text(day_due(*item.due)); }

}  // namespace hongtou
