#include "engine/campaign/steps/quorum.h"

#include "engine/campaign/calling_off.h"
#include "engine/campaign/views.h"

namespace hongtou {

KeySpec complete_when_key() {
  return {"complete-when",
          "办结条件",
          KeyType::expression,
          false,
          "条件一成立就办结，不等其余的，如 \"visit.closed_count >= 2\"",
          "settles as soon as this holds, whatever still runs: \"visit.closed_count >= 2\""};
}

KeySpec rest_key() {
  return {"rest",
          "其余",
          KeyType::choice,
          false,
          "办结条件成立以后，没有办完的 run-on 继续办（不写即是）或 cancel 取消",
          "of those that still run then: run-on, which is the default, or cancel",
          {{"run-on", "继续"}, {"cancel", "取消"}}};
}

bool settles_by_quorum(Turn& turn) {
  const auto* setting = turn.step().setting("complete-when");
  if (setting == nullptr || !setting->expression) return false;
  const auto data = campaign_data(turn, date_of(turn.now()), Reader::condition);
  if (!setting->expression->evaluate(data, {&turn.calendar(), turn.now()}).boolean_or(false)) return false;
  const auto* rest = turn.step().setting("rest");
  if (rest != nullptr && rest->text == "cancel") close_what_is_open(turn, "cancelled");
  turn.emit_as_engine(event_type::step_settled, Map{{"how", "condition"}, {"inputs", setting->expression->inputs(data)}});
  return true;
}

}  // namespace hongtou
