// 签发人 of an upward document, and the number beside the last of them: where each begins, in characters of the body from the
// left of the type area (GB/T 9704—2012, 7.2.5, 7.2.6). One character stays free at both sides.
#pragma once

#include <string>
#include <vector>

namespace hongtou {

inline constexpr const char* signatory_label = "签发人：";

struct SignatoryPlaces {
  double label = 0;
  double first = 0;           // the first name of a line
  double second = 0;          // the second one; 0: one below the other, as there is no room for two
  bool number_apart = false;  // the number takes a line of its own below

  std::size_t in_a_line() const { return second > 0 ? 2 : 1; }
};
SignatoryPlaces place_signatories(const std::vector<std::string>& names, const std::string& number);

}  // namespace hongtou
