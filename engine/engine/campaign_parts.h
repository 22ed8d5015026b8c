// What a Campaign is made of. Private to the engine.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/blob_press.h"
#include "engine/engine.h"

namespace hongtou {

using StepKinds = std::map<std::string, const StepKind*, std::less<>>;

// Looked up once: a campaign asks at every turn.
StepKinds kinds_of(const Definition& definition, const Registry& registry);

// What somebody asked for could not be done: in Chinese, in English.
inline constexpr Message refused{"engine.refused", "{0}", "{1}", "", ""};

// Prints nothing: for what is only tried.
class NoPress final : public Press {
 public:
  Result<std::map<std::string, Value>> print(const std::string&, const Document&) override {
    return std::map<std::string, Value>{};
  }
  Result<std::string> bytes(const Value&) const override { return std::string(); }
};

struct Campaign::Parts {
  Parts(Definition the_definition, Calendar the_calendar, std::shared_ptr<Store> the_store, const std::string& stream,
        std::vector<const Format*> writers, const Registry& registry, const Environment& the_environment);

  // What is in the store, and nothing else.
  Status reload();
  Result<Decision> perform(const Command& command, Instant now);
  Result<Decision> refuse(const Command& command, Refusal refusal, Instant now);
  Diagnostics refuse(const std::string& actor, const Refusal& refusal);  // of what is no act on a step
  Instant recording_time() const;
  Instant recorded_at(Instant now) const;  // while it catches up, `now` is what has been entered up to
  Status write(const std::vector<Event>& events);

  // Writes into an event's data what the campaign is pinned to.
  void pin(Value& data, NamedTexts calendars);
  // As another campaign is pinned: the files are in the store.
  void pin(Value& data, const Value& to);

  // What it goes on with: the days are those of the country, without its own.
  struct NewVersion {
    Definition definition;
    Calendar days;
  };
  // Goes on with a new version; `write_pinned` says in the data of `change` what it is. What happens at once is in what is
  // returned; nothing has changed when it fails.
  Result<std::vector<Event>> change_to(NewVersion to, const Migration& migration, Event change,
                                       const std::function<void(Value& data)>& write_pinned);
  // What a new version makes happen at once, beyond what time has brought about by then; nothing is printed.
  std::vector<Event> foresee(const Definition& to, const Calendar& days, const Migration& migration, Instant now) const;

  Definition definition;
  Calendar calendar;
  std::shared_ptr<Store> store;
  Environment environment;
  BlobPress press;
  Journal journal;
  Journal audit;
  const Registry& known;
  StepKinds kinds;
  Rules rules;
  State state;
  Value pinned;        // references to its files: {definition, files, calendars, level}
  std::string own_id;  // of its files; the stream may have another
  std::vector<std::string> formats;
  Clock clock = Clock::system;
  bool unsure = false;  // the state may differ from the store: reload first

 private:
  Status take(std::vector<JournalEvent> events);
  Status write_refusal(const Command& command, const Refusal& refusal, Instant now);
  Definition replace(Definition other);  // returns the former one
};

}  // namespace hongtou
