// The one header of an embedder.
//
//   hongtou::Engine engine;
//   const auto plugins = engine.load_plugins();                           // its diagnostics name the bad ones
//   const auto definition = engine.load("workflows/yangquan-2023/campaign.info");
//   hongtou::StartOptions options;
//   options.store = "sqlite:campaign.db";
//   options.supplied = *hongtou::parse_json(R"({"contact": {"name": "…", …}})");  // what the definition's `supply` asks for
//   auto campaign = engine.start(*definition, options);                   // a Result: look at ok() before using any of them
//   for (const auto* role : {"拟稿", "审核", "签发"})
//     campaign->perform({"区处非办", std::nullopt, hongtou::Sign{"notice", role, "同意"}});
//   campaign->advance_to(*hongtou::parse_instant("2023-05-31 09:00"));    // the notice goes out, the forms open
//   campaign->submit("liaison", "平潭街街道", *hongtou::parse_json(R"({"leader": {"name": "…", …}, "liaison": {…}})"));
//   const auto bytes = campaign->document("notice", "docx");
//
// Who may do what stands in engine/campaign/operations.h: a command by anybody else is refused. Who somebody is, is for the
// embedder to know: the engine takes the actor it is told for the one who acts.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/calendar.h"
#include "engine/campaign/command.h"
#include "engine/campaign/consequences.h"
#include "engine/campaign/decide.h"
#include "engine/campaign/may.h"
#include "engine/campaign/migration.h"
#include "engine/campaign/state.h"
#include "engine/campaign/tasks.h"
#include "engine/campaign/views.h"
#include "engine/definition/definition.h"
#include "engine/environment.h"
#include "engine/journal/journal.h"
#include "engine/pinned.h"
#include "engine/plugin.h"
#include "engine/registry.h"
#include "engine/result.h"

namespace hongtou {

// What the engine was built as: "0.1.0".
std::string version();

struct StartOptions {
  std::string store = "memory:";                     // where its journal is kept
  std::shared_ptr<Store> opened;                     // instead: a store that is open already and may be shared
  std::string id;                                    // its stream; the definition's id when empty
  Value supplied;                                    // the values the definition asks for: {"contact": {"name": …}}
  std::string actor;                                 // who starts it; the definition's lead when empty
  std::map<std::string, FromAbove> said;             // of a lower campaign: by address, what the one above says of its steps
  Inheritance inherited;                             // likewise: of the campaign as a whole
  std::optional<Instant> now;                        // the environment's clock when absent
  std::optional<Instant> began = {};                 // before now: on paper, and what was done since is entered until GoLive;
                                                     // of a lower campaign when it was handed down
  std::string reason = {};                           // why it begins on paper, earlier than now
  std::vector<std::string> formats{"docx", "html"};  // documents are frozen in these; one that is not loaded is an error
  Clock clock = Clock::system;                       // virtual: it stands at `now` until somebody moves it
};

// A campaign and its journal. Every act is on disk before it is answered. Not to be shared between threads; copies of what
// it returns may be. The engine must outlive it.
class Campaign {
 public:
  Campaign(Campaign&&) noexcept;
  Campaign& operator=(Campaign&&) noexcept;
  ~Campaign();

  const Definition& definition() const;
  const State& state() const;
  const Calendar& calendar() const;
  // A step by its address, such as monthly[2021-07]/report, to look at: valid until the next act. Nothing if there is none.
  std::optional<Place> place(const std::string& address) const;
  Value status(Instant now) const;
  // What somebody (one of Command::actor) can do, and what is waited for.
  std::vector<Task> tasks(const std::string& actor, Instant now, bool everything = false) const;
  // What the command would do now on this level: nothing happens, nothing is printed or written.
  Foresight foresee(const Command& command) const;
  // The text of an issue or compile step as it would be composed now: unsigned, unnumbered, its title marked as a draft.
  // Errors: campaign.no_draft, template.*
  Result<Document> draft(const std::string& step) const;
  Clock clock() const;
  // By its clock, and never before the last record; what has been entered up to, while that is caught up with.
  Instant now() const;
  Instant recording_time() const;  // of what is taken down now: by its clock, and never before the last record
  // By the real clock. Otherwise time passes only as people say when something was done, and what is due happens as it comes by.
  bool goes_by_itself() const;
  // How far the clock of the machine stands behind the last record.
  std::chrono::microseconds clock_lag() const;

  // Units are named by id, name or alias. Lets time pass up to `now`, carries the command through and writes what happened. A
  // refusal is written to the audit stream and changes nothing. What levels tell each other (TakeTotal, HearFromAbove, Inherit)
  // is refused: only the tree that holds both (engine/campaign_tree.h) says it. Errors: store.*, journal.*; the state is then as
  // it is in the store.
  Result<Decision> perform(const Command& command, Instant now);
  Result<Decision> perform(const Command& command);  // now, by its clock

  // Lets time pass: everything that is due up to and including `to` happens in its order, recorded at `to`, or with
  // `as_it_happens` at its own time (rehearsals). Returns what happened.
  Result<std::vector<Event>> advance_to(Instant to, bool as_it_happens = false);
  std::optional<Instant> next_timer() const;
  // Moves a virtual clock: what is due on the way happens at its own time. Errors: engine.no_virtual_clock, engine.clock_back.
  Result<std::vector<Event>> move_clock(Instant to, const std::string& actor);

  // What a new version of the definition would do, with the calendar as it is installed now.
  Result<Migration> plan_migration(Definition definition) const;
  // Goes on with it. Returns what happened. Errors: refused.* (it is for the lead), migration.*, store.*
  Result<std::vector<Event>> migrate(Definition definition, const std::string& actor, const std::string& reason);

  // For the unit itself; by its clock without `now`.
  Result<Decision> submit(const std::string& step, const std::string& unit, Value data, std::vector<SubmittedFile> files = {},
                          std::optional<Instant> now = {});
  // Keeps bytes for a SubmittedFile of the next submission; returns the reference to put into it.
  Value keep(std::string bytes, std::string media_type);

  // The frozen bytes of a step's current document. Errors: campaign.no_document, store.*
  Result<std::string> document(const std::string& step, const std::string& format) const;

  Result<std::vector<JournalEvent>> events() const;
  Result<Head> verify(const std::optional<Head>& exported = {}) const;
  // Erases one personal value of an event, by its JSON pointer; the chain stays whole. The state still holds it until the
  // campaign is opened again. Errors: journal.not_personal, store.*
  Status erase_personal(std::uint64_t sequence, const std::string& pointer);

 private:
  friend class Engine;
  friend class CampaignTree;
  struct Parts;
  // Takes the state from the store: what has been performed was not written after all.
  Status reload();
  Status note_refusal(const Command& command, const Refusal& refusal);  // on the audit stream
  Diagnostics refuse_clock_back(Instant to, const std::string& actor, Instant now);
  // When time has come to be what it is for the command.
  Instant time_of(const Command& command, Instant now) const;
  // Time has passed up to `now` already.
  Result<Decision> perform_now(const Command& command, Instant now);
  // Taken down at `recorded`; without it everything at its own time.
  Result<std::vector<Event>> pass_time(Instant to, std::optional<Instant> recorded);
  // Whether it has the files and the calendars of the one above; and goes on with them, in the version `own` that the one above
  // hands down. Nothing happens where migration.* stands against it.
  bool is_pinned_as(const Campaign& above) const;
  Result<std::vector<Event>> follow(const Campaign& above, Definition own, const Event& change);
  explicit Campaign(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// Plugins, calendars and templates of one installation. Load plugins first, from one thread; after that all const functions may
// be called from many.
class Engine {
 public:
  explicit Engine(Environment environment = Environment::system());
  Engine(Engine&&) noexcept;
  ~Engine();

  Status load_plugin(const std::string& name);
  Status load_plugins();  // all that lie in the plugin folder; a bad one is reported, the rest is loaded
  const Registry& registry() const;
  const Environment& environment() const;
  // The State Council's calendar as installed. Errors: calendar.*
  Result<Calendar> calendar() const;

  Result<Definition> load(const std::string& path) const;

  // Errors: engine.no_store (no plugin for the scheme, or no scheme), store.*
  Result<std::shared_ptr<Store>> open_store(const std::string& url, StoreMode mode) const;

  // Errors: engine.no_format, engine.already_started, engine.refused, store.*, calendar.*
  Result<Campaign> start(Definition definition, const StartOptions& options) const;
  // A campaign that runs already, one of a lower level too, all of it rebuilt from its journal: definition, calendar, state. What
  // is done then in one of several levels reaches no other: open a CampaignTree for that. Errors: engine.not_started,
  // engine.not_pinned, engine.no_format, store.*, journal.*
  Result<Campaign> open(std::shared_ptr<Store> store, const std::string& id) const;
  Result<Campaign> open(const std::string& store, const std::string& id) const;  // to write
  // With files that are at hand. Errors: as above, and engine.other_definition (they have changed since).
  Result<Campaign> open(Definition definition, const StartOptions& options) const;

  // A document in one format. Errors: engine.no_format, engine.carries_no_files, those of check_enclosed_files(), and the
  // format's.
  Result<std::string> write(const Document& document, const std::string& format) const;

 private:
  friend class CampaignTree;
  // A campaign of the level below, made by at_level(): in the same store, with the same calendar, formats and clock. The files
  // and those of the one above are the same; where they are not (it was started before these changed), its own are taken.
  Result<Campaign> start_below(const Campaign& above, Definition definition, StartOptions options) const;
  Result<Campaign> open_below(const Campaign& above, Definition definition) const;
  // As open(); its documents are printed in `formats` from now on.
  Result<Campaign> open_in_formats(std::shared_ptr<Store> store, const std::string& id,
                                   const std::optional<std::vector<std::string>>& formats) const;

  Result<std::unique_ptr<Campaign::Parts>> assemble(Definition definition, Calendar calendar, std::shared_ptr<Store> store,
                                                    const std::string& id, const std::vector<std::string>& formats) const;
  Result<Campaign> begin(std::unique_ptr<Campaign::Parts> parts, const StartOptions& options,
                         const std::function<void(Campaign::Parts&, Value& started)>& pin) const;
  std::vector<StepKindInfo> step_kinds() const;

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// The state that `events` lead to.
State replay(std::vector<JournalEvent> events);

}  // namespace hongtou
