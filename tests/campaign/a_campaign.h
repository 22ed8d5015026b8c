// A small campaign from a few lines of steps: three streets and two departments, files in memory, a clock that is told the time.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "engine/campaign/decide.h"
#include "engine/campaign/may.h"
#include "engine/campaign/views.h"

namespace hongtou::test {

inline const std::string units_csv =
    "id,name,class,parent,aliases\n"
    "office,区处非办,牵头,,处非办\n"
    "east,东街道,街道,office,\n"
    "west,西街道,街道,office,\n"
    "north,北街道,街道,office,\n"
    "edu,区教育局,部门,office,\n"
    "law,区司法局,部门,office,\n";

// Read by a campaign that says so.
inline const std::string people_csv =
    "账号,单位,岗位\n"
    "wang,office,签发\n"
    "li,office,拟稿\n"
    "zhao,east,联络员\n"
    "zhao,edu,联络员\n"
    "sun,east,负责人\n";

inline const std::string notice_gw =
    "---\n标题  关于开展活动的通知\n主送机关  各单位\n署名  区处非办\n成文日期  {{today}}\n---\n现将有关事项通知如下：\n";

inline const std::string total_gw =
    "---\n标题  情况统计的报告\n主送机关  领导组\n署名  区处非办\n成文日期  {{today}}\n---\n"
    "共报送{{report.accepted}}个单位，场次{{report.total.events}}。\n=== 附件 汇总表\n::table report\n";

inline const std::string forms_info =
    "forms {\n"
    "  numbers { layout columns fields { events { label 场次 type count unit 次 } people { label 人次 type count unit 人次 } } "
    "}\n"
    "  phones { layout fields fields { phone { label 电话 type phone personal yes } id { label 数 type count personal yes } } }\n"
    "  visit { fields { events { label 场次 type count } head { label 负责人 type person } } }\n"
    "  contact { layout rows rows { boss 负责人 } fields { name { label 姓名 type text required yes personal yes } } }\n"
    "}\n";

// The kinds of the language, made once.
inline const std::vector<std::unique_ptr<StepKind>>& kinds() {
  static const auto all = built_in_step_kinds();
  return all;
}

inline std::vector<StepKindInfo> kind_infos() {
  std::vector<StepKindInfo> infos;
  for (const auto& kind : kinds()) infos.push_back(kind->info());
  return infos;
}

inline const Calendar& state_calendar() {
  static const Calendar calendar = [] {
    const auto environment = Environment::system();
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto* name : {"2022.csv", "2023.csv"})
      files.emplace_back(name, *environment.read_file(std::string(HONGTOU_SOURCE_DIR "/engine/calendars/") + name));
    return *Calendar::read(files);
  }();
  return calendar;
}

inline Result<Definition> read_campaign_text(const std::string& inside, std::map<std::string, std::string> files = {}) {
  files["c/units.csv"] = units_csv;
  files["c/people.csv"] = people_csv;
  files.emplace("c/notice.gw", notice_gw);
  files.emplace("c/total.gw", total_gw);
  files["c/campaign.info"] =
      "campaign test {\ntitle 测试活动\nperiod \"2023-05-01 to 2023-12-31\"\nunits { from units.csv }\nlead 处非办\n" +
      (inside.find("forms {") == std::string::npos ? forms_info : "") + inside + "}\n";
  return load_definition("c/campaign.info", kind_infos(), Environment::in_memory(files, Instant{}));
}

// What is said of a campaign but for its forms that nobody uses.
inline std::string complaints(const Result<Definition>& read, Language language) {
  auto found = read.diagnostics();
  std::erase_if(found, [](const Diagnostic& each) { return each.message.code == "workflow.unused_form"; });
  return to_text(found, language);
}

// Prints nothing, counts what it is given.
class CountingPress final : public Press {
 public:
  Result<std::map<std::string, Value>> print(const std::string& name, const Document& document) override {
    ++printed[name];
    last = document;
    return std::map<std::string, Value>{};
  }
  Result<std::string> bytes(const Value& reference) const override { return kept.at(reference.at("$blob").text_or("")); }
  std::map<std::string, std::string> kept;  // what was handed in
  std::map<std::string, int> printed;
  Document last;
};

inline Definition read_or_fail(const std::string& inside, std::map<std::string, std::string> files = {}) {
  auto definition = read_campaign_text(inside, std::move(files));
  if (!definition.ok()) throw std::runtime_error(to_text(definition.diagnostics(), Language::en));
  return *std::move(definition);
}

// The first of those who may, else the office.
inline std::string somebody_who_may(const Definition& definition, const State& state, const Act& act) {
  const auto where = locate(definition, state, step_of(act));
  if (!where) return "office";
  const Place place(definition, state_calendar(), state, where->scope, *where->step);
  const auto holders = holders_of(operation_of(act), subject_of(place, unit_of(act)));
  return holders.empty() || holders.front().unit.empty() ? "office" : holders.front().unit;
}

class ACampaign {
 public:
  // `files` by their names in the campaign's folder, which is c.
  explicit ACampaign(const std::string& inside, std::map<std::string, std::string> files = {}, Value supplied = {})
      : ACampaign(read_or_fail(inside, std::move(files)), std::move(supplied)) {}
  explicit ACampaign(Definition read, Value supplied = {})
      : definition(std::move(read)), rules{definition, state_calendar(), find_kind, press} {
    now = *parse_instant("2023-05-01 08:00");
    do_(Start{std::move(supplied)});
  }

  static const StepKind* find_kind(std::string_view name) {
    static const auto by_name = [] {
      std::map<std::string, const StepKind*, std::less<>> all;
      for (const auto& kind : kinds()) all.emplace(kind->info().name, kind.get());
      return all;
    }();
    const auto found = by_name.find(name);
    return found == by_name.end() ? nullptr : found->second;
  }

  // Lets time pass up to `when`, everything due happening at its own time.
  void at(const std::string& when) {
    const auto to = *parse_instant(when);
    for (auto next = next_timer(rules, state); next && *next <= to; next = next_timer(rules, state)) {
      REQUIRE(*next >= now - std::chrono::hours(24 * 400));
      now = std::max(now, *next);
      const auto decision = perform(rules, state, {"engine", *next, PassTime{}}, now);
      REQUIRE(decision.ok());
      REQUIRE_MESSAGE(!decision.events.empty(), "a timer came and nothing happened at " << to_local_text(*next));
      keep(decision);
      sign_as_lead();
    }
    now = std::max(now, to);
  }

  // By whoever may, unless somebody is named.
  Decision try_(Act act, const std::string& actor = "", std::optional<Instant> effective = std::nullopt,
                const std::string& on_behalf = "") {
    const auto who = actor.empty() ? somebody_who_may(definition, state, act) : actor;
    auto decision = perform(rules, state, {who, effective, std::move(act), on_behalf}, now);
    keep(decision);
    sign_as_lead();
    return decision;
  }
  void do_(Act act, const std::string& actor = "", const std::string& on_behalf = "") {
    const auto decision = try_(std::move(act), actor, std::nullopt, on_behalf);
    REQUIRE_MESSAGE(decision.ok(), (decision.ok() ? "" : decision.refusal->text(Language::en)));
  }
  // Why it may not be done, in both languages, with hints.
  std::string refusal(Act act, const std::string& actor = "", const std::string& on_behalf = "") {
    const auto decision = try_(std::move(act), actor, std::nullopt, on_behalf);
    return decision.ok() ? "" : decision.refusal->text(Language::zh) + " / " + decision.refusal->text(Language::en);
  }
  void report(const std::string& step, const std::string& unit, int events = 1) {
    do_(Submit{step, unit, Value(Map{{"events", events}, {"people", events * 10}}), {}}, unit);
  }

  StepStatus status(const std::string& step) const { return state.step(step).status; }
  const WorkItem& item(const std::string& step, const std::string& unit) const { return state.step(step).items.at(unit); }

  // One step in one scope, as it stands.
  Place place(const std::string& address) const {
    const auto where = locate(definition, state, address);
    if (!where) throw std::runtime_error("no step " + address);
    return {definition, rules.calendar, state, where->scope, *where->step};
  }
  Collected collected(const std::string& step) const { return hongtou::collected(place(step)); }

  // The events of one type, in order.
  std::vector<Event> happened(std::string_view type) const {
    std::vector<Event> out;
    for (const auto& event : journal)
      if (event.type == type) out.push_back(event);
    return out;
  }

  State replayed() const {
    State fresh;
    for (const auto& event : journal) apply(fresh, event);
    return fresh;
  }

  Definition definition;
  CountingPress press;
  Rules rules;
  State state;
  Instant now;
  std::vector<Event> journal;
  bool lead_signs = true;  // what only the lead has to sign is signed at once

 private:
  void sign_as_lead() {
    for (bool signed_one = lead_signs; signed_one;) {
      signed_one = false;
      std::vector<std::string> waiting;
      for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
        const auto there = Place(definition, rules.calendar, state, scope, step);
        if (next_signer(there) && step.names("sign-off").empty()) waiting.push_back(there.address());
      });
      for (const auto& address : waiting) {
        const auto decision =
            perform(rules, state, {definition.lead, std::nullopt, Sign{address, std::string(issuing_role), ""}}, now);
        keep(decision);
        signed_one = signed_one || decision.ok();
      }
    }
  }

  void keep(const Decision& decision) {
    journal.insert(journal.end(), decision.events.begin(), decision.events.end());
    REQUIRE(replayed() == state);
  }
};

}  // namespace hongtou::test
