#include "benchmarks/peer.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>

namespace hongtou::benchmarks {

namespace {

void close_if_open(int file) {
  if (file >= 0) close(file);
}

}  // namespace

Peer::Peer(const std::vector<std::string>& command) {
  std::signal(SIGPIPE, SIG_IGN);
  std::array<int, 2> in{-1, -1}, out{-1, -1};
  if (pipe(in.data()) != 0 || pipe(out.data()) != 0) return;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  for (const int file : {in[0], in[1], out[0], out[1]}) posix_spawn_file_actions_addclose(&actions, file);
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  if (posix_spawnp(&process_, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) process_ = -1;
  posix_spawn_file_actions_destroy(&actions);
  close(in[0]);
  close(out[1]);
  to_ = in[1];
  from_ = out[0];
}

// It ends when its input does.
Peer::~Peer() {
  close_if_open(to_);
  close_if_open(from_);
  if (process_ > 0) waitpid(process_, nullptr, 0);
}

std::optional<double> Peer::seconds(const std::string& work, int count) {
  const auto question = work + " " + std::to_string(count) + "\n";
  if (write(to_, question.data(), question.size()) != static_cast<ssize_t>(question.size())) return std::nullopt;
  std::string answer;
  for (char byte = 0; byte != '\n'; answer += byte)
    if (read(from_, &byte, 1) != 1) return std::nullopt;
  return std::strtod(answer.c_str(), nullptr);
}

}  // namespace hongtou::benchmarks
