// case 案件: a flow for every thing that turns up: a clue, a finding, an enterprise at risk.
#include <algorithm>

#include "engine/campaign/refusals.h"
#include "engine/campaign/steps/built_in.h"
#include "engine/campaign/steps/quorum.h"

namespace hongtou {

namespace {

constexpr Message intake_shut{"refused.intake_shut", "步骤“{0}”现在不受理", "the step “{0}” takes nothing in now", "", ""};

class CaseKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"case",
            "案件",
            {{"form", "表单", KeyType::form, false, "登记时填的表单", "the form it is registered with"},
             {"from", "报送单位", KeyType::units, false, "谁可以登记；不写则都可以", "who may register one; anybody when absent"},
             {"opens", "开始", KeyType::date, false, "从哪天起受理", "the day from which they are taken in"},
             {"until", "截止", KeyType::date, false, "受理到哪天；不写则到活动结束",
              "the last day of intake; the campaign's when absent"},
             {"await",
              "等候",
              KeyType::choice,
              false,
              "none 停止受理即办结（不写即是）、all 还要等各案办结",
              "settles when intake shuts (none, the default) or when all cases have ended too (all)",
              {{"none", "不等"}, {"all", "全部"}}},
             complete_when_key(),
             rest_key(),
             {"steps", "步骤", KeyType::flow, true, "每一案要做的事", "what is to be done for each"}},
            "有一件办一件，件数不定",
            "runs its steps for each thing that turns up, from none to any number"};
  }

  std::optional<Instant> opens_at(const Place& place) const override {
    return place.waits_for_date("opens") ? not_yet : place.start("opens");
  }

  void work(Turn& turn) const override {
    if (settles_by_quorum(turn) || shut_at(turn) > turn.now()) return;
    if (!turn.state().intake_shut) turn.emit_as_engine(event_type::intake_shut, Map{});
    if (!awaits_all(turn) || all_scopes_settled(turn)) turn.settle("on_date");
  }

  // Once intake has shut only the cases are waited for.
  std::optional<Instant> wakes_at(const Place& place) const override {
    return place.state().intake_shut ? std::nullopt : std::optional(shut_at(place));
  }

  std::optional<Refusal> act(Turn& turn, const Act& act) const override {
    if (const auto* opening = std::get_if<OpenCase>(&act)) return open_case(turn, *opening);
    if (const auto* close = std::get_if<CloseStep>(&act)) return stop(turn, *close);
    return StepKind::act(turn, act);
  }

 private:
  static bool awaits_all(const Place& place) {
    const auto* awaits = place.step().setting("await");
    return awaits != nullptr && awaits->text == "all";
  }

  static Instant shut_at(const Place& place) { return place.end("until").value_or(end_of_day(place.definition().period.last)); }

  static std::optional<Refusal> open_case(Turn& turn, const OpenCase& opening) {
    if (turn.state().status != StepStatus::open || shut_at(turn) <= turn.now())
      return Refusal{RefusalKind::invalid_state, intake_shut, {turn.address()}, {}};
    const auto may = turn.step().setting("from") == nullptr ? turn.all_units() : turn.units("from");
    if (std::find(may.begin(), may.end(), opening.unit) == may.end())
      return Refusal{RefusalKind::invalid_argument, refusals::no_item, {turn.address(), turn.unit_name(opening.unit)}, {}};
    Value scope{Map{{"key", std::to_string(turn.state().scopes.size() + 1)}, {"unit", opening.unit}, {"title", opening.title}}};
    std::vector<std::string> personal;
    if (const auto form = turn.definition().forms.find(turn.step().name("form")); form != turn.definition().forms.end()) {
      SubmissionContext context;
      context.evaluation = {&turn.calendar(), turn.now()};
      auto findings = check_submission(form->second, opening.data, context);
      if (std::any_of(findings.begin(), findings.end(), [](const Finding& f) { return f.severity == Severity::error; }))
        return Refusal{RefusalKind::invalid_argument, refusals::invalid_submission, {}, std::move(findings)};
      scope["data"] = completed(form->second, opening.data, context.evaluation);
      for (const auto& path : form->second.personal_paths(scope.at("data"))) personal.push_back("/scopes/0/data" + path);
    }
    turn.emit(event_type::scopes_opened, Map{{"scopes", List{std::move(scope)}}}, std::move(personal));
    return std::nullopt;
  }
};

}  // namespace

std::unique_ptr<StepKind> make_case_kind() { return std::make_unique<CaseKind>(); }

}  // namespace hongtou
