// A program of others that does the same work, run beside ours: it reads lines "CASE COUNT" and answers each with the seconds
// that COUNT pieces of the work took.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace hongtou::benchmarks {

class Peer {
 public:
  // Starts a program found on the PATH; what cannot be started answers nothing.
  explicit Peer(const std::vector<std::string>& command);
  ~Peer();
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  std::optional<double> seconds(const std::string& work, int count);

 private:
  int process_ = -1;
  int to_ = -1, from_ = -1;
};

}  // namespace hongtou::benchmarks
