// CampaignTree: a campaign with all that is run on the levels below it, each a campaign of its own in one store: the tree of
// units is the tree of streams.
//
// A campaign waits for nobody but the units right below it. What it says to one of these (it has been handed down, its date, a
// total that was returned, that it is over) follows from its own state, and so does what comes up (a total, numbered); each side
// keeps what it has taken last. Whatever a crash has kept from arriving is found by comparing the two when the tree is opened.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace hongtou {

// Not to be shared between threads. The engine must outlive it.
class CampaignTree {
 public:
  // Levels are named by their units from the top down, by ids: "" is the campaign itself, "hefei", "hefei/shushan".
  // Told of everything that happens anywhere, at once and in order.
  using Listener = std::function<void(const std::string& path, const std::vector<Event>& events)>;

  // As Engine::start and Engine::open; lower levels are supplied with the same values.
  static Result<CampaignTree> start(const Engine& engine, Definition definition, const StartOptions& options,
                                    Listener listener = {});
  static Result<CampaignTree> open(const Engine& engine, Definition definition, const StartOptions& options,
                                   Listener listener = {});

  CampaignTree(CampaignTree&&) noexcept;
  CampaignTree& operator=(CampaignTree&&) noexcept;
  ~CampaignTree();

  void listen(Listener listener);  // from now on; the one before is told no more

  std::vector<std::string> paths() const;  // of all levels that have been handed down, upper ones first
  Campaign* at(const std::string& path);   // null when there is none; valid as long as the tree
  const Campaign* at(const std::string& path) const;
  Campaign& top() { return *at(""); }
  const Campaign& top() const { return *at(""); }
  Campaign release_top() &&;  // gives up the tree

  // On one level, once time has passed up to `now` on all of them. What follows from it on others has happened when this returns.
  // Errors: tree.no_level, and those of Campaign.
  Result<Decision> perform(const std::string& path, const Command& command, Instant now);

  // Lets time pass on all levels, in the order of time, at the same time the lower ones first; with `as_it_happens` recorded so.
  Status advance_to(Instant to, bool as_it_happens = false);
  std::optional<Instant> next_timer() const;

 private:
  struct Parts;
  explicit CampaignTree(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace hongtou
