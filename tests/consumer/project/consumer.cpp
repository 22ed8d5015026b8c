// usage: consumer CAMPAIGN.info
#include <iostream>

#include "engine/engine.h"
#include "engine/rehearsal/rehearsal.h"

int main(int, char** arguments) {
  hongtou::Engine engine;
  const auto loaded = engine.load_plugin("titles");
  auto definition = engine.load(arguments[1]);
  std::cerr << to_text(loaded.diagnostics(), hongtou::Language::en) << to_text(definition.diagnostics(), hongtou::Language::en);
  if (!loaded.ok() || !definition.ok()) return 1;
  const auto campaign = rehearse(engine, *definition, {.formats = {"titles"}});
  std::cerr << to_text(campaign.diagnostics(), hongtou::Language::en);
  if (!campaign.ok()) return 1;
  std::cout << *campaign->document("notice", "titles") << "\n";
}
