// Which campaign a command is about: a store, and in it the campaign's stream.
#pragma once

#include <memory>
#include <string>

#include "bindings/cli/program.h"

namespace hongtou::cli {

struct CampaignChoice {
  std::string store;   // a file or a URL; else $HONGTOU_STORE, else the only *.db file of the folder
  std::string stream;  // needed only where the store holds several campaigns
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
// journal.no_stream, and those of Engine::open_store.
Result<OpenedStream> open_stream(const Engine& engine, const CampaignChoice& choice, StoreMode mode);
Result<Campaign> open_campaign(const Engine& engine, const CampaignChoice& choice, StoreMode mode);

// Likewise: store.busy only after ten seconds.
Result<std::shared_ptr<Store>> open_when_free(const Engine& engine, const std::string& url, StoreMode mode);

}  // namespace hongtou::cli
