// A format with a defect, to see how the program tells of it.
#include <stdexcept>

#include "engine/plugin.h"

namespace {

class DefectiveFormat final : public hongtou::Format {
 public:
  hongtou::FormatInfo info() const override { return {"defective", ".defective", "text/plain"}; }
  hongtou::Result<std::string> write(const hongtou::Document&, const hongtou::Environment&) const override {
    throw std::logic_error("the page has no end");
  }
};

}  // namespace

HONGTOU_PLUGIN(registry) { registry.add(std::make_unique<DefectiveFormat>()); }
