// Which campaign a command is about: a store, and in it the campaign's stream and perhaps a level below.
#pragma once

#include <memory>
#include <string>

#include "bindings/cli/program.h"
#include "engine/campaign_tree.h"

namespace hongtou::cli {

struct CampaignChoice {
  std::string store;   // a file or a URL; else $HONGTOU_STORE, else the only *.db file of the folder
  std::string stream;  // needed only where the store holds several campaigns, those of lower levels not counted
  std::string level;   // of the units from the top down: 甲市/东区; "" for the campaign itself
};

void add_choice(Program& program, CLI::App& command, CampaignChoice& choice);

// As Engine::open_store takes it. Errors: usage.which_store.
Result<std::string> store_url(const CampaignChoice& choice, const Environment& environment);

struct OpenedStream {
  std::shared_ptr<Store> store;
  std::string url;
  std::string stream;
};
// Waits a while for another process that writes. Errors: usage.which_store, usage.which_stream, journal.empty_store,
// journal.no_stream, tree.no_level, and those of Engine::open_store.
Result<OpenedStream> open_stream(const Engine& engine, const CampaignChoice& choice, StoreMode mode);
Result<Campaign> open_campaign(const Engine& engine, const CampaignChoice& choice, StoreMode mode);

// A campaign with all its levels, and which of them is meant.
struct OpenedTree {
  CampaignTree tree;
  std::string path;

  Campaign& campaign() { return *tree.at(path); }
};
// The path of a level; one that is due to have begun by then begins. Errors: tree.no_level, and those of
// CampaignTree::advance_to.
Result<std::string> path_of_level(CampaignTree& tree, const std::string& names, Instant by);
Result<OpenedTree> open_tree(const Engine& engine, const CampaignChoice& choice);
Result<OpenedTree> look_at_tree(const Engine& engine, const CampaignChoice& choice);  // nothing is written
Result<OpenedTree> try_out_tree(const Engine& engine, const CampaignChoice& choice);  // what is done in it is forgotten

// Likewise: store.busy only after ten seconds.
Result<std::shared_ptr<Store>> open_when_free(const Engine& engine, const std::string& url, StoreMode mode);

}  // namespace hongtou::cli
