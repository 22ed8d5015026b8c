// What a CampaignTree is made of. Private to the engine.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/campaign_tree.h"
#include "engine/definition/level.h"
#include "engine/journal/grouped_store.h"

namespace hongtou {

// Of the list of units, or one that joined late.
Unit unit_of(const Definition& definition, const State& state, const std::string& id);
Unit unit_of(const Campaign& campaign, const std::string& id);

// What the campaign above says of an item whose unit runs its level.
FromAbove said_of(const WorkItem& item);

std::vector<Event> plain(const std::vector<JournalEvent>& journal);

struct CampaignTree::Parts {
  struct Level {
    std::string path;
    std::string unit;
    int depth = 0;
    Level* above = nullptr;
    std::map<std::string, Level*> below;    // by unit
    std::map<std::string, FromAbove> told;  // by address above, as far as this process knows
    std::optional<Instant> timer;           // as it was when the campaign was open
    bool knows_below = false;               // all below it have been open
    bool is_compared = false;               // with the one above, since something may have been lost between them
    bool is_undone = false;                 // what it had come to was not written: its timer is not known
    std::uint64_t used = 0;                 // when: the last one has the highest
    std::unique_ptr<Campaign> campaign;     // null: not open
  };

  Parts(const Engine& the_engine, std::shared_ptr<GroupedStore> the_store, Listener the_listener)
      : engine(the_engine), store(std::move(the_store)), listener(std::move(the_listener)) {}

  // ---- which levels there are, and which of them are open

  Level& add(Level* above, const std::string& unit);
  Level& plant(Campaign top);
  Diagnostics unknown(const std::string& path) const;
  void take(Level& level, Campaign campaign);
  // Those whose streams are in the store.
  Status find_levels();
  void forget_last();
  // Opens the level, with those above it, and looks for what it has not heard.
  Status reach(Level& level);
  Status open_and_compare(Level& level);
  // With the level above, and begins what has not begun below.
  Status compare(Level& level);
  Status heal(Level& level);
  static std::vector<std::string> addresses_of(const Level& level, const std::string& unit);
  static std::vector<std::string> totals_of(const Level& level);
  static std::set<std::string> units_with_levels(const Level& level);
  // A unit's level begins.
  Status begin(Level& above, const std::string& unit);
  // Those that were not used for longest are closed; one with others open below it stays.
  void close_spare();
  void set_timer(Level& level);
  void forget_timer(Level& level);

  // ---- what goes to disk together

  // All that `work` makes happen is written at once, and then told. When that fails nothing has happened; where somebody else has
  // written first, `work` is called again.
  Status together(const std::function<Status()>& work);
  Status held(const std::function<Status()>& work);
  // What `turn` does is not held if it fails.
  Status wholly(const std::function<Status()>& turn);
  // What was held is not in the store: levels beyond those `known` before are not there, and the others are opened again.
  void undo(std::size_t known);
  void note(const Level& level, std::vector<Event> events);
  void tell();

  // ---- what levels tell each other

  // Each change may lead to others above and below: they are taken up one after the other.
  Status happened(Level& level, const std::vector<Event>& events);
  // To the levels that an event concerns.
  Status pass_on(Level& level, const std::vector<Event>& events);
  // One that was not wanted when it came up, since the flow had gone back.
  Status ask_for_total(Level& level, const std::string& address, const std::string& unit);
  static const WorkItem* item_of(const Level& level, const std::string& address, const std::string& unit);
  Status hand_down_to_all(Level& level, const std::string& reason);
  // What holds above for the whole campaign.
  Status hand_down(Level& below, const std::string& reason);
  // The files that hold above, where the level can go on with them.
  Status hand_down_version(Level& below, const std::string& reason);
  // In whose name a campaign speaks to the one below.
  static std::string speaker(const Campaign& above);
  Status tell_below(Level& level, const std::string& address, const std::string& unit);
  Status send_up(Level& level, const std::string& address);
  // What one level tells another happens when it happened there.
  Status perform_on(Level& level, const Level& from, Command command);

  // ---- time

  // On the levels that are open, or have been.
  Status pass_time(Instant to, bool as_it_happens);
  // What is due next, if it is due by then.
  Status pass_next(Instant to, bool as_it_happens);
  Status compare_open();
  // With all that is below it: what they have to say in time is known before its own time passes.
  Status reach_below(Level& level);

  // ---- new versions

  // On the level and all below it, where anything changes.
  Status plan(Level& level, Definition definition, std::vector<LevelMigration>& plans);

  const Engine& engine;
  std::shared_ptr<GroupedStore> store;
  Listener listener;
  std::vector<Happened> untold;
  std::size_t known_before = 0;  // how many levels there were before what is held
  Instant now;
  bool telling = false;
  bool unsure = false;
  bool only_looks = false;
  int reaching = 0;
  std::uint64_t uses = 0;
  std::vector<std::unique_ptr<Level>> levels;  // upper ones first
  std::map<std::string, Level*> by_path;
  std::set<Level*> open;
  std::set<std::tuple<Instant, int, std::string>> timers;  // at the same time the lower levels first: their totals are in time
  std::deque<std::pair<Level*, std::vector<Event>>> queue;
};

}  // namespace hongtou
