#include "engine/board/sections.h"

#include "engine/text.h"

namespace hongtou {

Value documents(const Sight& sight) {
  List out;
  for (const auto& place : sight.definition.places()) {
    const auto& step = *place.step;
    for (const auto& address : sight.addresses_of(step)) {
      const auto& documents = sight.state.step(address).documents;
      for (const auto& document : documents) {
        std::vector<std::string> formats;
        for (const auto& [format, hash] : document.renditions) formats.push_back(format);
        const bool replaced = &document != &documents.back();
        out.push_back(Map{{"document", document.title},
                          {"document_step", label_of(sight.definition, address, sight.language)},
                          {"document_formats", formats.empty() ? "—" : join(formats, " ")},
                          {"document_time", sight.when(document.at)},
                          {"document_state", replaced          ? sight.say({"已有新稿", "replaced"})
                                             : document.issued ? sight.say({"已印发", "issued"})
                                                               : sight.say({"已生成", "made"})}});
      }
    }
  }
  return out;
}

}  // namespace hongtou
