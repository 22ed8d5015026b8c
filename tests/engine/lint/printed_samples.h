// Pages as a layout makes them, and the same with one thing out of place: samples of the rules that only a printout shows.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/document/document.h"
#include "engine/lint/printout.h"

namespace hongtou {
class Typefaces;
struct Pages;
}  // namespace hongtou

namespace hongtou::tests {

// The pages as a reader of PDF or OFD files should see them.
lint::Printout printout_of(const Pages& pages, const Typefaces& typefaces);

// Half and full-width letters of the official faces, on every machine.
const Typefaces& official_typefaces();

struct PrintedSample {
  std::string rule;
  Document (*document)();
  std::function<void(Pages&)> misplace;  // may be empty
  std::function<void(lint::Printout&)> spoil = {};
};
std::vector<PrintedSample> printed_samples();

// Documents without a fault: what is attached is called what the note calls it, quotation marks are Chinese.
Document faultless_notice();
Document faultless_upward_notice();
Document faultless_sealed_notice();
Document faultless_wide_notice();

}  // namespace hongtou::tests
