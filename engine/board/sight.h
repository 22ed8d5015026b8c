// Sight: what the sections of the board look at, and how they say it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/board/mark.h"
#include "engine/engine.h"
#include "engine/wording.h"

namespace hongtou {

// Refers to the campaign it was made with.
class Sight {
 public:
  Sight(const Campaign& campaign, Instant at, Language in_language);

  const Definition& definition;
  const Calendar& calendar;
  const State& state;
  const Instant now;
  const Language language;
  std::vector<std::string> units;  // in list order, the late members last

  // Whom the running copies of a step ask or will ask, or a step that has none yet.
  const std::set<std::string>& asked(const Step& step) const { return asked_.at(&step); }
  // Whom any step asks for a report or a receipt, has asked or may still ask, by the file: those that left aside always the same.
  std::set<std::string> taking_part() const;
  // Of the running copies of a step, in the order they were opened.
  const std::vector<std::string>& addresses_of(const Step& step) const { return addresses_.at(&step); }
  std::vector<const StepState*> states_of(const Step& step) const;
  std::vector<const WorkItem*> items_of(const Step& step, const std::string& unit) const;
  Place place_of(const std::string& address) const;

  std::string say(Words words, const std::vector<std::string>& arguments = {}) const;
  std::string number(std::size_t count) const;
  std::string short_day(Date date) const;     // 6月10日; of another year than now: 2021年6月10日
  std::string dates(const Step& step) const;  // likewise, as they stand
  std::string day(Date date) const;
  std::string when(Instant instant) const;
  std::string days_note(const WorkItem& item, Mark mark) const;  // 晚3天; of one that is due today: 17:00前
  Value chip(const Step& step, Mark mark) const;

 private:
  std::set<std::string> asked_by(const Step& step) const;
  std::set<std::string> named_by(const Step& step) const;

  std::map<const Step*, std::vector<std::string>> addresses_;
  std::map<const Step*, std::set<std::string>> asked_;
};

// Steps whose units have marks.
bool asks(const Step& step);

Value text_or_null(const std::string& text);

}  // namespace hongtou
