#include "engine/rehearsal/scenario.h"

#include <algorithm>
#include <functional>

#include "engine/campaign/scope.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message not_acts{"rehearsal.scenario", "情景文件应是 {\"acts\": [ … ]}", "a scenario reads {\"acts\": [ … ]}",
                           "见 docs/scenario.md 中的例子", "see the example in docs/scenario.md"};
constexpr Message missing{"rehearsal.scenario", "第 {0} 个行动缺少“{1}”", "act {0} lacks “{1}”", "补上“{1}”", "add “{1}”"};
constexpr Message bad_time{"rehearsal.scenario", "第 {0} 个行动的时间“{1}”不对", "the time of act {0}, “{1}”, is none",
                           "写成 2023-06-08 10:00", "write 2023-06-08 10:00"};
constexpr Message unknown{"rehearsal.scenario", "第 {0} 个行动：没有名为“{2}”的{1}{3}", "act {0}: there is no “{2}”{4}",
                          "改正名称", "mend the name"};

std::string zh_guess(const std::string& near) { return near.empty() ? "" : "，是否为“" + near + "”？"; }
std::string en_guess(const std::string& near) { return near.empty() ? "" : "; did you mean “" + near + "”?"; }

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

  std::string text(const Value& act, const char* key) {
    const auto& value = act.at(key);
    if (value.text() == nullptr) fail(missing, {key});
    return value.text_or("");
  }

  static std::vector<std::string> texts(const Value& act, const char* key) {
    std::vector<std::string> out;
    if (const auto* list = act.at(key).list())
      for (const auto& each : *list) out.push_back(each.text_or(""));
    return out;
  }

  std::string unit(const Value& act, const char* key) {
    const auto word = text(act, key);
    const auto* found = definition_.units.find(word);
    if (found != nullptr) return found->id;
    const auto near = nearest(word, definition_.units.names());
    if (!word.empty()) fail(unknown, {"单位", word, zh_guess(near), en_guess(near)});
    return word;
  }

  // A unit, or a candidate who is none.
  std::string unit_or_word(const Value& act) const {
    const auto word = act.at("unit").text_or("");
    const auto* found = definition_.units.find(word);
    return found == nullptr ? word : found->id;
  }

  std::string step(const Value& act) {
    const auto word = text(act, "step");
    if (word.empty() || is_step(step_name_of(word))) return word;
    std::vector<std::string> names;
    for (const auto& place : definition_.places()) names.push_back(place.step->id);
    const auto near = nearest(word, names);
    fail(unknown, {"步骤", word, zh_guess(near), en_guess(near)});
    return word;
  }

  // Of this campaign, or of one that lower levels run.
  bool is_step(std::string_view name) const {
    const auto& places = definition_.places();
    return definition_.step(name) != nullptr || std::any_of(places.begin(), places.end(), [&](const StepPlace& place) {
             return place.step->below != nullptr && place.step->below->step(name) != nullptr;
           });
  }

  // 合肥市/蜀山区, by ids or names
  std::string level(const Value& act) {
    std::string path;
    for (const auto& word : split(act.at("level").text_or(""), {"/"})) {
      const auto* found = definition_.units.find(word);
      const auto near = nearest(word, definition_.units.names());
      if (found == nullptr) fail(unknown, {"单位", word, zh_guess(near), en_guess(near)});
      path += (path.empty() ? "" : "/") + (found == nullptr ? word : found->id);
    }
    return path;
  }

  void read_act(const Value& act) {
    const auto when = text(act, "at");
    const auto at = parse_instant(when);
    if (!at) fail(bad_time, {when});
    ScenarioAct out{at.value_or(Instant{}), level(act), {unit(act, "as"), std::nullopt, PassTime{}}, std::nullopt};
    const auto does = text(act, "do");
    const auto found = makers().find(does);
    if (found == makers().end()) {
      std::vector<std::string> names;
      for (const auto& [name, maker] : makers()) names.push_back(name);
      fail(unknown, {"做法", does, "，可用：" + join(names, " "), "; there are: " + join(names, " ")});
      return;
    }
    out.command.act = found->second(*this, act, out.command.actor);
    if (const auto* files = act.at("files").list()) {
      out.files.emplace();
      for (const auto& file : *files) out.files->push_back(file.text_or(""));
    }
    scenario_.acts.push_back(std::move(out));
  }

  using Maker = std::function<Act(ScenarioReader&, const Value&, const std::string& actor)>;
  static const std::map<std::string, Maker>& makers() {
    static const std::map<std::string, Maker> all{
        {"sign",
         [](auto& r, const auto& a, const auto&) {
           return Sign{r.step(a), r.text(a, "role"), a.at("opinion").text_or("")};
         }},
        {"receive",
         [](auto& r, const auto& a, const auto& actor) {
           return ConfirmReceipt{r.step(a), actor};
         }},
        {"submit",
         [](auto& r, const auto& a, const auto& actor) {
           return Submit{r.step(a), a.at("unit").is_null() ? actor : r.unit(a, "unit"), a.at("data"), {}};
         }},
        {"accept",
         [](auto& r, const auto& a, const auto&) {
           return Accept{r.step(a), r.unit(a, "unit")};
         }},
        {"return",
         [](auto& r, const auto& a, const auto&) {
           return Return{r.step(a), r.unit(a, "unit"), r.text(a, "reason")};
         }},
        {"waive",
         [](auto& r, const auto& a, const auto&) {
           return Waive{r.step(a), r.unit(a, "unit"), r.text(a, "reason")};
         }},
        {"close",
         [](auto& r, const auto& a, const auto&) {
           return CloseStep{r.step(a), r.text(a, "reason")};
         }},
        {"close-item",
         [](auto& r, const auto& a, const auto&) {
           return CloseItem{r.step(a), r.unit(a, "unit"), r.text(a, "reason")};
         }},
        {"choose",
         [](auto& r, const auto& a, const auto&) {
           return Choose{r.step(a), r.text(a, "outcome"), r.text(a, "reason")};
         }},
        {"send-back",
         [](auto& r, const auto& a, const auto&) {
           return SendBack{r.step(a), r.text(a, "role"), r.text(a, "reason")};
         }},
        {"open-case",
         [](auto& r, const auto& a, const auto& actor) {
           return OpenCase{r.step(a), actor, a.at("data"), r.text(a, "title")};
         }},
        {"close-scope",
         [](auto& r, const auto& a, const auto&) {
           return CloseScope{r.step(a), r.text(a, "scope"), r.text(a, "reason"), a.at("unit").text_or("")};
         }},
        {"announce",
         [](auto& r, const auto& a, const auto&) {
           return Announce{r.step(a), r.text(a, "key"), r.text(a, "value"), a.at("reason").text_or("")};
         }},
        {"reserve-number", [](auto& r, const auto& a, const auto&) { return ReserveNumber{r.step(a)}; }},
        {"paper",
         [](auto& r, const auto& a, const auto&) {
           return ReceivePaper{r.step(a), r.unit(a, "unit"), r.text(a, "kind")};
         }},
        {"join",
         [](auto& r, const auto& a, const auto&) {
           return Join{r.text(a, "unit"), a.at("name").text_or(""), a.at("parent").text_or(""), r.texts(a, "groups")};
         }},
        {"leave",
         [](auto& r, const auto& a, const auto&) {
           return Leave{r.unit(a, "unit"), r.text(a, "reason")};
         }},
        {"enter",
         [](auto& r, const auto& a, const auto&) {
           return Enter{r.step(a),           a.at("kind").text_or("score"),
                        r.text(a, "rule"),   a.at("part").text_or(""),
                        r.unit_or_word(a),   a.at("points"),
                        r.text(a, "reason"), a.at("granted").boolean_or(true)};
         }},
        {"set",
         [](auto& r, const auto& a, const auto&) {
           return SetParameter{r.text(a, "name"), a.at("value"), r.text(a, "reason")};
         }},
        {"recompute", [](auto& r, const auto& a, const auto&) { return Recompute{r.step(a)}; }},
    };
    return all;
  }

  const Definition& definition_;
  const std::string& file_;
  Scenario scenario_;
  Diagnostics diagnostics_;
  int number_ = 0;
};

}  // namespace

Result<Scenario> read_scenario(const Value& value, const Definition& definition, const std::string& file) {
  return ScenarioReader(definition, file).read(value);
}

}  // namespace hongtou
