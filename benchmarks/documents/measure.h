// How long work takes of one processor, whatever else the machine does, and how much memory: each piece of work in a process of
// its own, so that none tells on the next.
#pragma once

#include <functional>

namespace hongtou::benchmarks {

struct Measured {
  double seconds = 0;   // of one time, the mean
  double peak_mib = 0;  // above what the process held before
};

// Once beforehand, then again and again for at least `least_seconds`.
Measured measure(const std::function<void()>& work, double least_seconds = 1.5);
// So often, without a first time.
Measured measure_times(const std::function<void()>& work, int times);

// Of other programs that the work starts and waits for.
double seconds_of_programs(const std::function<void()>& work);

}  // namespace hongtou::benchmarks
