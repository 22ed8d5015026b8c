#include "engine/rehearsal/scenario.h"

#include <algorithm>

#include "engine/campaign/act_reader.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message not_acts{"rehearsal.scenario", "情景文件应是 {\"acts\": [ … ]}", "a scenario reads {\"acts\": [ … ]}",
                           "见 docs/scenario.md 中的例子", "see the example in docs/scenario.md"};
constexpr Message bad_time{"rehearsal.scenario", "第 {0} 个行动的时间“{1}”不对", "the time of act {0}, “{1}”, is none",
                           "写成 2023-06-08 10:00", "write 2023-06-08 10:00"};
constexpr Message bad_act{"rehearsal.scenario", "第 {0} 个行动：{1}", "act {0}: {2}", "{3}", "{4}"};

class ScenarioReader {
 public:
  ScenarioReader(const Definition& definition, const std::string& file) : definition_(definition), file_(file) {}

  Result<Scenario> read(const Value& value) {
    scenario_.supplied = value.at("supplied");
    const auto* acts = value.at("acts").list();
    if (acts == nullptr) return Result<Scenario>::failure({file_, 0, 0}, not_acts);
    for (const auto& act : *acts) {
      ++number_;
      read_act(act);
    }
    std::stable_sort(scenario_.acts.begin(), scenario_.acts.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    return {std::move(scenario_), std::move(diagnostics_)};
  }

 private:
  void fail(Message message, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), std::to_string(number_));
    diagnostics_.push_back({Severity::error, {file_, 0, 0}, message, std::move(arguments)});
  }

  void fail(const Diagnostics& problems) {
    for (const auto& problem : problems)
      fail(bad_act,
           {problem.text(Language::zh), problem.text(Language::en), problem.hint(Language::zh), problem.hint(Language::en)});
  }

  // 合肥市/蜀山区, by ids or names
  std::string level(const Value& act, const Names& names) {
    std::string path;
    for (const auto& word : split(act.at("level").text_or(""), {"/"})) {
      const auto unit = read_actor(Value(Map{{"level", Value(word)}}), "level", names);
      if (!unit.ok()) fail(unit.diagnostics());
      path += (path.empty() ? "" : "/") + (unit.ok() ? *unit : word);
    }
    return path;
  }

  void read_act(const Value& act) {
    const auto when = act.at("at").text_or("");
    const auto at = parse_instant(when);
    if (!at) fail(bad_time, {when});
    const Names names{definition_, joined_};
    const auto actor = read_actor(act, "as", names);
    if (!actor.ok()) fail(actor.diagnostics());
    const auto does = hongtou::read_act(act, actor.ok() ? *actor : std::string(), names);
    if (!does.ok()) fail(does.diagnostics());
    if (!at || !actor.ok() || !does.ok()) return;
    if (const auto* join = std::get_if<Join>(&*does)) joined_.push_back({join->unit, join->name, join->parent, join->groups});
    ScenarioAct out{*at, level(act, names), {*actor, std::nullopt, *does, act.at("on-behalf").text_or("")}, std::nullopt};
    if (const auto* files = act.at("files").list()) {
      out.files.emplace();
      for (const auto& file : *files) out.files->push_back(file.text_or(""));
    }
    scenario_.acts.push_back(std::move(out));
  }

  const Definition& definition_;
  const std::string& file_;
  Scenario scenario_;
  std::vector<LateMember> joined_;
  Diagnostics diagnostics_;
  int number_ = 0;
};

}  // namespace

Result<Scenario> read_scenario(const Value& value, const Definition& definition, const std::string& file) {
  return ScenarioReader(definition, file).read(value);
}

}  // namespace hongtou
