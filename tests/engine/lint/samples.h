// tests/engine/lint/samples.txt: for each rule documents at fault and in order.
#pragma once

#include <string>
#include <vector>

namespace hongtou::tests {

struct Sample {
  std::string rule, element, bad, good;
  bool mends = false;  // mending the bad one gives the good one
};

std::vector<Sample> samples();

}  // namespace hongtou::tests
