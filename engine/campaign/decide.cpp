#include "engine/campaign/decide.h"

#include "engine/campaign/acts.h"
#include "engine/campaign/given_dates.h"
#include "engine/campaign/wheel.h"

namespace hongtou {

namespace {

constexpr Message not_started{"refused.not_started", "活动还没有开始", "the campaign has not been started", "先启动活动",
                              "start it first"};
constexpr Message started_already{"refused.started_already", "活动已经开始", "the campaign has been started already", "", ""};
constexpr Message is_closed{"refused.closed", "活动已经结束", "the campaign is closed", "", ""};
constexpr Message time_went_back{"refused.time_went_back", "时间 {0} 早于上一条记录 {1}",
                                 "the time {0} lies before the last record, {1}", "检查这台机器的时钟",
                                 "look at this machine's clock"};
constexpr Message catching_up{"refused.catching_up", "活动正在补录纸面上办的事，补到了 {0}",
                              "what was done on paper is being entered, up to {0} so far",
                              "用 --at 写明何时办的；都补完了，由牵头单位运行 hongtou go-live",
                              "say with --at when it was done; once all is entered, the lead runs hongtou go-live"};
constexpr Message in_the_future{"refused.in_the_future", "发生时间 {0} 还没有到", "the effective time {0} has not come yet", "",
                                ""};

// While that is entered, time stands still for what does not say when it was done.
bool says_no_time(const Command& command) {
  return !command.effective && !std::holds_alternative<GoLive>(command.act) &&
         operation_of(command.act).concern != Concern::level;
}

std::optional<Refusal> refuse_early(const Course& course) {
  const auto& state = course.state;
  const bool starts = std::holds_alternative<Start>(course.command.act);
  if (course.now < state.recorded)
    return course.refuse(RefusalKind::invalid_argument, time_went_back,
                         {to_local_text(course.now), to_local_text(state.recorded)});
  if (course.at > course.now) return course.refuse(RefusalKind::invalid_argument, in_the_future, {to_local_text(course.at)});
  if (starts && state.started) return course.refuse(RefusalKind::already_exists, started_already);
  if (!starts && !state.started) return course.refuse(RefusalKind::invalid_state, not_started);
  if (state.closed) return course.refuse(RefusalKind::invalid_state, is_closed);
  if (state.catching_up && says_no_time(course.command))
    return course.refuse(RefusalKind::invalid_argument, catching_up, {to_local_text(state.time)});
  return std::nullopt;
}

// Notes who acts, and for whom.
std::optional<Refusal> let_act(Course& course) {
  const auto& rules = course.rules;
  auto permission = permission_of(rules.definition, rules.calendar, course.state, course.command, course.where, course.now);
  course.standing = std::move(permission.standing);
  return std::move(permission.refusal);
}

}  // namespace

Decision perform(const Rules& rules, State& state, const Command& command, Instant now) {
  Course course(rules, state, command, now);
  auto refusal = refuse_early(course);
  if (!refusal) refusal = let_act(course);
  const GivenDates given(course);
  if (!refusal) refusal = carry_out(course);
  if (!refusal && state.started && !state.closed) {
    given.tell_moved(course);
    turn_the_wheel(course);
  }
  return {std::move(course.events), std::move(refusal)};
}

Decision decide(const Rules& rules, const State& state, const Command& command, Instant now) {
  State copy = state;
  return perform(rules, copy, command, now);
}

}  // namespace hongtou
