#include "plugins/package/xml.h"

namespace hongtou::package {

namespace {

// Walks without recursion; gives up where it gets too deep.
class DepthGauge final : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node&) override { return depth() < deepest_element; }
};

}  // namespace

std::optional<std::string> parse(pugi::xml_document& document, const std::string& content, unsigned options) {
  const auto parsed = document.load_buffer(content.data(), content.size(), options);
  DepthGauge gauge;
  std::optional<std::string> fault;
  if (!parsed)
    fault = parsed.description();
  else if (!document.traverse(gauge))
    fault = "More than " + std::to_string(deepest_element) + " elements within each other";
  if (fault) document.reset();
  return fault;
}

}  // namespace hongtou::package
