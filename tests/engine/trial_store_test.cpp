// A store to try things on.
#include "engine/journal/trial_store.h"

#include <doctest/doctest.h>

#include "engine/hash.h"
#include "engine/journal/memory_store.h"

using namespace hongtou;

namespace {

Append addition(const std::string& stream, std::uint64_t version, std::size_t count) {
  Append append{stream, version, {}, {}, {}};
  for (std::size_t i = 1; i <= count; ++i)
    append.events.push_back({version + i, Instant{}, Instant{}, "engine", "report_submitted", "{}", std::string(64, 'a')});
  return append;
}

// Three records in the real one, two more on trial.
struct OnTrial {
  std::shared_ptr<MemoryStore> real = std::make_shared<MemoryStore>();
  TrialStore trial{real};

  OnTrial() {
    REQUIRE(real->append(addition("s", 0, 3)).ok());
    REQUIRE(trial.append(addition("s", 3, 2)).ok());
  }
};

std::vector<std::uint64_t> sequences(const Store& store, std::uint64_t from, std::size_t limit) {
  std::vector<std::uint64_t> sequences;
  const auto events = store.read("s", from, limit);
  for (const auto& event : *events) sequences.push_back(event.sequence);
  return sequences;
}

}  // namespace

TEST_CASE_FIXTURE(OnTrial, "what is written on trial follows what is there, and is nowhere else") {
  CHECK(sequences(trial, 1, 100) == std::vector<std::uint64_t>{1, 2, 3, 4, 5});
  CHECK(sequences(trial, 3, 2) == std::vector<std::uint64_t>{3, 4});
  CHECK(sequences(trial, 5, 9) == std::vector<std::uint64_t>{5});
  CHECK((**trial.last("s")).sequence == 5);
  CHECK((**real->last("s")).sequence == 3);
  CHECK(sequences(*real, 1, 100) == std::vector<std::uint64_t>{1, 2, 3});
}

TEST_CASE_FIXTURE(OnTrial, "streams that begin on trial are listed among the others by name") {
  REQUIRE(trial.append(addition("a", 0, 1)).ok());
  REQUIRE(trial.append(addition("empty", 0, 0)).ok());
  CHECK(*trial.streams() == std::vector<std::string>{"a", "s"});
  CHECK(*real->streams() == std::vector<std::string>{"s"});
}

TEST_CASE_FIXTURE(OnTrial, "who has not read what is there may not write on trial either") {
  const auto late = trial.append(addition("s", 3, 1));
  REQUIRE_FALSE(late.ok());
  CHECK(late.diagnostics().front().message.code == std::string_view("store.conflict"));
  REQUIRE(real->append(addition("s", 3, 1)).ok());  // by somebody else: the trial goes on from where it began
  CHECK(sequences(trial, 1, 100) == std::vector<std::uint64_t>{1, 2, 3, 4, 5});
}

TEST_CASE_FIXTURE(OnTrial, "bytes and personal values are found wherever they are, and erased only on trial") {
  auto add = addition("t", 0, 1);
  add.blobs.push_back({sm3("real"), "text/plain", "real"});
  add.personal.push_back({"p", "salt", "1"});
  REQUIRE(real->append(add).ok());
  auto more = addition("u", 0, 1);
  more.blobs.push_back({sm3("tried"), "text/plain", "tried"});
  REQUIRE(trial.append(more).ok());
  CHECK((**trial.blob(sm3("real"))).bytes == "real");
  CHECK((**trial.blob(sm3("tried"))).bytes == "tried");
  CHECK_FALSE(real->blob(sm3("tried"))->has_value());
  REQUIRE(trial.erase_personal("p").ok());
  CHECK((**trial.personal("p")).erased());
  CHECK_FALSE((**real->personal("p")).erased());
}
