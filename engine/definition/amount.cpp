#include "engine/definition/amount.h"

#include <algorithm>

namespace hongtou {

namespace {

// The member that a dotted name leads to.
const Value& find(const Value& data, std::string_view name) {
  if (const auto& whole = data.at(name); !whole.is_null()) return whole;
  const auto dot = name.find('.');
  return dot == std::string_view::npos ? data.at(name) : find(data.at(name.substr(0, dot)), name.substr(dot + 1));
}

}  // namespace

std::optional<Decimal> number_of(const Value& value) {
  if (value.text() == nullptr) return value.number();
  const std::string_view text = *value.text();
  const bool plain = text.find_first_not_of("+-.0123456789") == std::string_view::npos && !text.starts_with('.');
  return plain ? Decimal::parse(text) : std::nullopt;
}

Value Amount::in(const Value& parameters) const {
  if (parameter.empty()) return number;
  const auto value = number_of(find(parameters, parameter));
  return value ? Value(*value) : Value();
}

const Band* band_of(const std::vector<Band>& bands, const Value& number) {
  const auto value = number_of(number);
  if (!value || bands.empty()) return nullptr;
  const auto low = [](const Band& band) { return number_of(band.range.low); };
  const Band* best = nullptr;
  for (const auto& band : bands) {
    const bool reached = !low(band) || *low(band) <= *value;
    if (reached && (best == nullptr || !low(*best) || (low(band) && *low(band) > *low(*best)))) best = &band;
  }
  if (best != nullptr) return best;
  return &*std::min_element(bands.begin(), bands.end(), [&](const Band& a, const Band& b) { return low(a) < low(b); });
}

}  // namespace hongtou
