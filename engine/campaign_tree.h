// CampaignTree: a campaign with all that is run on the levels below it, each a campaign of its own in one store: the tree of
// units is the tree of streams.
//
// A campaign waits for nobody but the units right below it. What it says to one of these (it has been handed down, its date, a
// total that was returned, that it is over; parameters, dates and members that it has set) follows from its own state, and so
// does what comes up (a total, numbered); each side keeps what it has taken last. Whatever a crash has kept from arriving is
// found by comparing the two when the lower one is opened.
//
// Only the campaign at the top is always in memory: the others are opened when somebody acts in them, when there is something to
// tell them, or when time passes on all of them, and some stay open.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace hongtou {

// What a new version of the definition would do on one level.
struct LevelMigration {
  std::string path;
  Migration migration;
};

// What an act does on one level.
struct LevelConsequences {
  std::string path;
  Consequences consequences;
};

struct TreeForesight {
  std::optional<Refusal> refusal;
  std::vector<LevelConsequences> levels;  // that on which it is done, then the others where anything becomes different

  bool ok() const { return !refusal.has_value(); }
};

// Not to be shared between threads. The engine must outlive it.
class CampaignTree {
 public:
  // Levels are named by their units from the top down, by ids: "" is the campaign itself, "hefei", "hefei/shushan".
  // Told of everything that happens anywhere, in order, once it is on disk.
  using Listener = std::function<void(const std::string& path, const std::vector<Event>& events)>;
  struct Happened {
    std::string path;
    std::vector<Event> events;
  };
  // What somebody does with the tree, on any of its levels; not migrate(). It may be called again.
  using Turn = std::function<Status()>;
  struct Outcome {
    Status status = success;         // what the turn returned, or why nothing could be written
    std::vector<Happened> happened;  // meanwhile, in order
  };

  // As Engine::start and Engine::open; lower levels are supplied with the same values.
  static Result<CampaignTree> start(const Engine& engine, Definition definition, const StartOptions& options,
                                    Listener listener = {});
  static Result<CampaignTree> open(const Engine& engine, Definition definition, const StartOptions& options,
                                   Listener listener = {});
  // From the store alone. `id` is that of the campaign at the top.
  static Result<CampaignTree> open(const Engine& engine, std::shared_ptr<Store> store, const std::string& id,
                                   Listener listener = {});
  // Only to look at: nothing is written, and what may have got lost between levels stays so.
  static Result<CampaignTree> look(const Engine& engine, std::shared_ptr<Store> store, const std::string& id);

  CampaignTree(CampaignTree&&) noexcept;
  CampaignTree& operator=(CampaignTree&&) noexcept;
  ~CampaignTree();

  void listen(Listener listener);  // from now on; the one before is told no more

  std::vector<std::string> paths() const;  // of all levels that have been handed down, upper ones first
  // Opens it if need be; valid until the tree is used again. Errors: tree.no_level, store.*, journal.*
  Result<Campaign*> find(const std::string& path);
  // The same; null instead of an error.
  Campaign* at(const std::string& path);
  Campaign& top();
  const Campaign& top() const;
  Campaign release_top() &&;  // gives up the tree

  // The path that names of units stand for: "甲市/东区" for "hefei/shushan". Errors: tree.no_level.
  Result<std::string> path_of(const std::string& names) const;

  // Time passes up to `now` on those levels that are open, this one among them; on all if this one has not begun, but may have
  // to. Errors: tree.no_level, and those of Campaign.
  Status bring_up_to(const std::string& path, Instant now);
  // On one level, once time has passed up to `now` on all those that are open (and on those below them before it does). What
  // follows from it on others has happened when this returns, and all of it was written at once: when that fails, nothing has
  // happened. Where somebody else has written first, it is decided again on what they have left. Errors: tree.no_level, and those
  // of Campaign.
  Result<Decision> perform(const std::string& path, const Command& command, Instant now);
  // Turns that are taken one after another, each on what those before it have left; what one of them is refused hinders no other.
  // All that they did was written at once when this returns: when that fails, none has done anything. Where somebody else has
  // written first, all are taken again. An outcome for each.
  std::vector<Outcome> perform_together(const std::vector<Turn>& turns);

  // What the turn does happens wholly, or, when it fails, not at all. It may be one of those that are taken together.
  Status wholly(const Turn& turn);
  // Takes down on a level's audit stream why a command was refused before it came there, or with all that was undone since.
  // Errors: tree.no_level, store.*
  Status note_refusal(const std::string& path, const Command& command, const Refusal& refusal);

  // A copy to try things on: nothing that is done there is printed or written.
  Result<CampaignTree> trial() const;
  // What the command would do now on this level and all others, tried on a copy. Errors: tree.no_level, and those of Campaign.
  Result<TreeForesight> foresee(const std::string& path, const Command& command) const;

  // What a new version would do on each level it changes, upper ones first; those that have ended are left out. The levels are
  // told only if the campaign at the top can change; what it makes happen at once, on which level ever, is tried on a copy.
  Result<std::vector<LevelMigration>> plan_migration(Definition definition);
  // Goes on with it on all levels, or on none. Errors: refused.*, migration.* of every level, store.*. What a crash has kept from
  // changing follows when it is opened.
  Status migrate(Definition definition, const std::string& actor, const std::string& reason);

  // Lets time pass on all levels, in the order of time, at the same time the lower ones first; with `as_it_happens` recorded so.
  Status advance_to(Instant to, bool as_it_happens = false);
  std::optional<Instant> next_timer() const;  // of those that have been open

  // By the clock, and never before the last record of the levels that are open; a virtual one is the same for all levels.
  Instant now() const;
  Instant recording_time() const;  // likewise of what is taken down now; another one only while what was on paper is entered
  // Moves a virtual clock, as Campaign::move_clock; the campaign at the top records it.
  Status move_clock(Instant to, const std::string& actor);

 private:
  struct Parts;
  Result<Campaign*> find_due(const std::string& path, Instant now);
  Status let_pass_before(const std::string& path, const Command& command, Instant now);
  explicit CampaignTree(std::unique_ptr<Parts> parts);
  static Result<CampaignTree> grown(std::unique_ptr<Parts> parts, Campaign top);
  std::unique_ptr<Parts> parts_;
};

}  // namespace hongtou
