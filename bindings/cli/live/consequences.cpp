#include "bindings/cli/live/consequences.h"

#include "engine/wording.h"

namespace hongtou::cli {

namespace {

constexpr Words sent_back{"{0}退回重报，截止{1}", "{0} reports again, due {1}"};
constexpr Words sent_back_late{"{0}退回重报，截止{1}，将显示逾期", "{0} reports again, due {1}, overdue at once"};
constexpr Words sent_back_any_time{"{0}退回重报，没有截止日", "{0} reports again, without a due date"};
constexpr Words stops{"停下，等重办", "stops and waits again"};
constexpr Words done_again{"已办结，要重办", "was done, is done again"};
constexpr Words stands{"已印发，不收回", "has been issued and stands"};
constexpr Words goes_stale{"结果要重做", "its result is to be made anew"};
constexpr Words moves{"{0}的截止：{1} → {2}", "due date of {0}: {1} → {2}"};
constexpr Words later{"重新开始时再定", "reckoned when it opens again"};
constexpr Words untouched{"其余 {0} 步不受影响", "the other {0} steps are left alone"};

class Telling {
 public:
  Telling(const Campaign& campaign, Language language) : campaign_(campaign), language_(language) {}

  std::string tell(const Consequences& what) {
    if (what.sent_back) add(*what.sent_back);
    add(what.stops, stops);
    add(what.done_again, done_again);
    add(what.goes_stale, goes_stale);
    add(what.stands, stands);
    for (const auto& move : what.moves) add(move);
    return columns(rows_) + fill(untouched.in(language_), {std::to_string(what.goes_on.size() + what.stays.size())}) + "\n";
  }

 private:
  std::string label(const std::string& step) const { return label_of(campaign_.definition(), step, language_); }

  void add(const std::vector<std::string>& steps, const Words& what) {
    for (const auto& step : steps) rows_.push_back({step, label(step), what.in(language_)});
  }

  void add(const SentBack& back) {
    const auto& words = !back.due ? sent_back_any_time : back.overdue ? sent_back_late : sent_back;
    const auto unit = unit_name(campaign_.definition(), campaign_.state(), back.unit);
    rows_.push_back(
        {back.step, label(back.step), fill(words.in(language_), {unit, back.due ? due_words(*back.due, language_) : ""})});
  }

  void add(const MovedDeadline& move) {
    const auto day = [&](const std::optional<Instant>& due) { return due ? to_text(day_due(*due)) : later.in(language_); };
    const auto unit = unit_name(campaign_.definition(), campaign_.state(), move.unit);
    rows_.push_back({move.step, label(move.step), fill(moves.in(language_), {unit, day(move.before), day(move.after)})});
  }

  const Campaign& campaign_;
  Language language_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace

void show_consequences(Console& console, const Campaign& campaign, const Consequences& consequences, bool json) {
  if (json)
    console.print_json(to_value(consequences, campaign.definition(), campaign.state()));
  else
    console.print(Telling(campaign, console.language()).tell(consequences));
}

}  // namespace hongtou::cli
