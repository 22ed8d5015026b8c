#include "benchmarks/documents/measure.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>

namespace hongtou::benchmarks {

namespace {

rusage usage_of(int whose) {
  rusage usage{};
  getrusage(whose, &usage);
  return usage;
}

double seconds(const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; }

double processor_seconds(int whose) {
  const auto usage = usage_of(whose);
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peak_mib() { return static_cast<double>(usage_of(RUSAGE_SELF).ru_maxrss) / 1024; }

// The processor's time; of other programs that the work starts and waits for with `whose` RUSAGE_CHILDREN.
double seconds_of(const std::function<void()>& work, int whose = RUSAGE_SELF) {
  const auto begin = processor_seconds(whose);
  work();
  return processor_seconds(whose) - begin;
}

Measured in_a_process(const std::function<double()>& mean_seconds) {
  int pipe_ends[2];
  if (pipe(pipe_ends) != 0) throw std::runtime_error("no pipe");
  std::fflush(stdout);
  const auto child = fork();
  if (child < 0) throw std::runtime_error("no process");
  if (child == 0) {
    const auto before = peak_mib();
    Measured measured;
    measured.seconds = mean_seconds();
    measured.peak_mib = peak_mib() - before;
    _exit(write(pipe_ends[1], &measured, sizeof measured) == sizeof measured ? 0 : 1);
  }
  close(pipe_ends[1]);
  Measured measured;
  const bool told = read(pipe_ends[0], &measured, sizeof measured) == sizeof measured;
  close(pipe_ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (!told || status != 0) throw std::runtime_error("the work failed");
  return measured;
}

}  // namespace

double seconds_of_programs(const std::function<void()>& work) { return seconds_of(work, RUSAGE_CHILDREN); }

Measured measure(const std::function<void()>& work, double least_seconds) {
  return in_a_process([&] {
    work();
    double all = 0;
    int times = 0;
    for (; all < least_seconds; ++times) all += seconds_of(work);
    return all / times;
  });
}

Measured measure_times(const std::function<void()>& work, int times) {
  return in_a_process([&] {
    return seconds_of([&] {
             for (int i = 0; i < times; ++i) work();
           }) /
           times;
  });
}

}  // namespace hongtou::benchmarks
