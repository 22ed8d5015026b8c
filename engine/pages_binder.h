// A Binder of formats with fixed pages: lays each document out as it comes, and prints all pages at the end.
// Memory: the pages of every document, some 20 KiB each, and twice that while they are put together.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "engine/layout/fonts.h"
#include "engine/plugin.h"

namespace hongtou {

class PagesBinder final : public Binder {
 public:
  // `fonts` and what `printer` refers to must outlive it.
  PagesBinder(const SystemFontsOnDemand& fonts, SystemFontsOnDemand::Printer printer);

  // Errors: those of lay_out and of finding the fonts.
  Status add(std::size_t place, const std::string& name, const Document& document) override;
  // Errors: those of the printer.
  Result<std::string> finish(const std::string& title) override;

 private:
  struct Bound {
    std::string name;
    Pages pages;
  };

  const SystemFontsOnDemand& fonts_;
  SystemFontsOnDemand::Printer printer_;
  std::mutex mutex_;
  std::map<std::size_t, Bound> documents_;  // by place
};

}  // namespace hongtou
