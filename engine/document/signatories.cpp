#include "engine/document/signatories.h"

#include <algorithm>

#include "engine/document/elements.h"
#include "engine/document/page.h"

namespace hongtou {

SignatoryPlaces place_signatories(const std::vector<std::string>& names, const std::string& number) {
  constexpr double margin = 1, between = 1;
  const double label = width_in_characters(signatory_label);
  const double number_end = number.empty() ? 0 : margin + width_in_characters(number) + between;
  double widest = 0;
  for (const auto& name : names) widest = std::max(widest, width_in_characters(name));
  const auto has_room = [&](double first, std::size_t in_a_line) {
    return first - label >= margin && number_end <= (names.size() <= in_a_line ? first - label : first);
  };
  const double last = page::characters - margin - widest, first = last - between - widest;
  if (names.size() > 1 && has_room(first, 2)) return {first - label, first, last};
  const double only = std::max(margin + label, last);
  return {only - label, only, 0, !has_room(only, 1)};
}

}  // namespace hongtou
