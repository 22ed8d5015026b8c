#include <doctest/doctest.h>

#include "engine/registry.h"

using namespace hongtou;

TEST_CASE("the formats are loaded as plugins and write a document") {
  Registry registry;
  Document document;
  document.title = {"通知"};
  for (const char* name : {"docx", "html", "ofd", "pdf", "svg", "text"}) {
    const auto loaded = registry.load(HONGTOU_BUILD_DIR "/lib/hongtou", name);
    INFO(to_text(loaded.diagnostics(), Language::en));
    REQUIRE(loaded.ok());
    const auto* format = registry.format(name);
    REQUIRE(format);
    CHECK(format->write(document, {}).ok());
  }
}
