#include "engine/pages_binder.h"

#include <utility>

#include "engine/layout/binding.h"

namespace hongtou {

PagesBinder::PagesBinder(const SystemFontsOnDemand& fonts, SystemFontsOnDemand::Printer printer)
    : fonts_(fonts), printer_(std::move(printer)) {}

Status PagesBinder::add(std::size_t place, const std::string& name, const Document& document) {
  auto pages = fonts_.lay_out(document);
  if (!pages.ok()) return pages.diagnostics();
  const std::lock_guard lock(mutex_);
  documents_.insert_or_assign(place, Bound{name, *std::move(pages)});
  return Status(success, pages.diagnostics());
}

Result<std::string> PagesBinder::finish(const std::string& title) {
  const auto& fonts = fonts_.get();
  if (!fonts.ok()) return fonts.diagnostics();
  Pages bound;
  bound.title = title;
  while (!documents_.empty()) {
    const auto next = documents_.extract(documents_.begin());
    append(bound, next.mapped().pages, next.mapped().name);
  }
  return printer_(bound, **fonts);
}

}  // namespace hongtou
