// What tests of journals and stores share.
#pragma once

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/journal/journal.h"

namespace hongtou {

inline Environment test_environment() {
  auto environment =
      Environment::in_memory({}, at_time(Date{std::chrono::year{2023}, std::chrono::June, std::chrono::day{10}}, 9));
  // Salts differ as they do outside, and are the same in each run.
  environment.random_bytes = [random = std::mt19937(1)](std::size_t size) mutable {
    std::string bytes;
    while (bytes.size() < size) bytes += static_cast<char>(random());
    return bytes;
  };
  return environment;
}

inline JournalEvent event(std::string type, Value data, std::vector<std::string> personal = {}) {
  const auto now = at_time(Date{std::chrono::year{2023}, std::chrono::June, std::chrono::day{10}}, 9);
  return {0, now, now, "liaison", std::move(type), std::move(data), std::move(personal)};
}

template <class T>
std::string zh(const Result<T>& result) {
  return to_text(result.diagnostics(), Language::zh);
}
template <class T>
std::string en(const Result<T>& result) {
  return to_text(result.diagnostics(), Language::en);
}
template <class T>
std::string code(const Result<T>& result) {
  return result.diagnostics().empty() ? "" : std::string(result.diagnostics().front().message.code);
}

// Random campaigns' events: nested data, Chinese text, personal values.
class RandomEvents {
 public:
  explicit RandomEvents(unsigned int seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }

  std::string text() {
    static const std::vector<std::string> parts{"平潭街街道", "report", "𠀀", "“引号”", "\"", "\n", "12", " ", "非法集资"};
    std::string out;
    for (auto count = below(4); count > 0; --count) out += parts[below(parts.size())];
    return out;
  }
  Value value(int depth = 0) {
    switch (below(depth < 3 ? 7 : 5)) {
      case 0:
        return {};
      case 1:
        return below(2) == 0;
      case 2:
        return static_cast<std::int64_t>(random_());
      case 3:
        return static_cast<double>(below(1000)) / 7;
      case 4:
        return text();
      case 5: {
        List list;
        for (auto count = below(4); count > 0; --count) list.push_back(value(depth + 1));
        return list;
      }
      default: {
        Map map;
        for (auto count = below(4); count > 0; --count) map["k" + std::to_string(below(9))] = value(depth + 1);
        return map;
      }
    }
  }
  JournalEvent operator()() {
    auto made = event("type_" + std::to_string(below(5)), Map{{"values", value()}, {"phone", text()}});
    made.actor = "role " + text();
    made.effective -= std::chrono::microseconds(below(1'000'000'000));
    if (below(2) == 0) made.personal = {"/phone"};
    return made;
  }

 private:
  std::mt19937 random_;
};

}  // namespace hongtou
