// A format that writes nothing but titles.
#include "engine/plugin.h"

namespace {

class TitlesFormat final : public hongtou::Format {
 public:
  hongtou::FormatInfo info() const override { return {"titles", ".title", "text/plain"}; }
  hongtou::Result<std::string> write(const hongtou::Document& document, const hongtou::Environment&) const override {
    std::string out;
    for (const auto& line : document.title) out += line;
    return out;
  }
};

}  // namespace

HONGTOU_PLUGIN(registry) { registry.add(std::make_unique<TitlesFormat>()); }
