// Gates of a benchmark program: what is held to a target. Ratios of rates that were measured side by side in one run say
// something on any machine; seconds do not.
#pragma once

#include <string>
#include <vector>

namespace hongtou::benchmarks {

struct Gate {
  std::string ours;    // the name of a benchmark
  std::string beside;  // the one it is measured beside; "": the target is a rate per second
  double target = 0;   // 0: only reported
};

// Runs the benchmarks in at least five rounds whose order is mixed, and prints each gate with the best rate of both sides: the
// best is what the machine can do undisturbed. Returns what main() returns: 1 if a gate is missed, 2 if the arguments are wrong.
int run(int argc, char** argv, const std::vector<Gate>& gates);

}  // namespace hongtou::benchmarks
