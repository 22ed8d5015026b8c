// What an enemy or an accident may hand in: it is told or read within a moment, and never crashes.
#include <chrono>
#include <random>

#include "tests/definition/definition_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

Result<Definition> load_steps(const std::string& steps) {
  return load("c/campaign.info",
              Environment::in_memory(
                  {{"c/units.csv", "id,name\na,甲\n"},
                   {"c/campaign.info",
                    "campaign t {\ntitle 测试\nperiod 2023\nunits { from units.csv } lead a\nsteps {\n" + steps + "}\n}\n"}},
                  Instant{}));
}

std::string step(std::size_t number, const std::string& after) {
  return "s" + std::to_string(number) + " { do mark  on 2023-06-01" + (after.empty() ? "" : "  after " + after) + " }\n";
}

std::string chain(std::size_t length) {
  std::string out = step(0, "");
  for (std::size_t i = 1; i < length; ++i) out += step(i, "s" + std::to_string(i - 1));
  return out;
}

// Far above what it takes, so that a loaded machine does not fail, and far below what squares cost.
class Hurried {
 public:
  ~Hurried() { CHECK(std::chrono::steady_clock::now() - start_ < std::chrono::seconds(60)); }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace

TEST_CASE("10000 steps in a chain load in a moment") {
  const Hurried hurried;
  const auto definition = load_steps(chain(10'000));
  CHECK(definition.ok());
  CHECK(definition->flow->graph.order().size() == 10'000);
}

TEST_CASE("a circle of 10000 steps is told in one short line") {
  const Hurried hurried;
  auto steps = chain(10'000);
  steps.replace(0, steps.find('\n') + 1, step(0, "s9999"));
  const auto definition = load_steps(steps);
  REQUIRE(definition.diagnostics().size() == 1);
  CHECK(definition.diagnostics().front().text(Language::en) ==
        "steps wait for each other in a circle: s0 → s1 → s2 → s3 → s4 → s5 → s6 → s7 → s8 → s9 → … → s0");
}

TEST_CASE("10000 unknown names give 100 complaints and say there are more") {
  const Hurried hurried;
  std::string steps;
  for (std::size_t i = 0; i < 10'000; ++i) steps += step(i, "t" + std::to_string(i));
  const auto definition = load_steps(steps);
  REQUIRE(definition.diagnostics().size() == 101);
  CHECK(definition.diagnostics().back().message.code == "workflow.too_many");
  CHECK(definition.diagnostics().front().position == Position{"c/campaign.info", 6, 36});
}

TEST_CASE("ten megabytes of nonsense are told and not hung upon") {
  const Hurried hurried;
  for (const auto& text : {std::string(10u << 20, 'a'), std::string(10u << 20, '{'), std::string(10u << 20, '"'),
                           std::string(10u << 20, '\n'), std::string(10u << 20, '\xff')}) {
    const auto definition = load("c/campaign.info", Environment::in_memory({{"c/campaign.info", text}}, Instant{}));
    CHECK(has_errors(definition.diagnostics()));
    CHECK(definition.diagnostics().size() <= 101);
  }
}

TEST_CASE("a unit list of megabytes of nonsense is told") {
  const Hurried hurried;
  for (const auto& text : {std::string(2u << 20, ','), std::string(2u << 20, '"'), std::string(2u << 20, 'x')})
    CHECK(has_errors(read_units(text, "u.csv").diagnostics()));
}

TEST_CASE("a campaign with characters dropped and doubled and swapped never crashes") {
  const auto seed = std::getenv("HONGTOU_SEED") != nullptr ? static_cast<unsigned>(std::stoul(std::getenv("HONGTOU_SEED")))
                                                           : std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::map<std::string, std::string> files;
  for (const auto* name : {"campaign.info", "assessment.info", "units.csv", "notice.gw", "quiz_notice.gw", "register.gw",
                           "total.gw", "summary.gw", "assessment.gw", "forms/liaison.info", "forms/quiz_guide.info",
                           "forms/statistics.info", "forms/street_targets.info", "forms/media_targets.info"})
    files[std::string("y/") + name] = read_source(std::string("workflows/yangquan-2023/") + name);
  REQUIRE(load("y/campaign.info", Environment::in_memory(files, Instant{})).ok());
  for (int round = 0; round < 300; ++round) {
    auto broken = files;
    auto& text = std::next(broken.begin(), static_cast<std::ptrdiff_t>(random() % broken.size()))->second;
    for (auto changes = random() % 4 + 1; changes > 0; --changes) {
      const auto at = random() % text.size();
      const auto size = random() % 12 + 1;
      if (random() % 3 == 0)
        text.insert(at, text.substr(random() % text.size(), size));
      else if (random() % 2 == 0)
        text.erase(at, size);
      else
        text[at] = "{}\"\\;=|,\n 0z"[random() % 12];
    }
    const auto definition = load("y/campaign.info", Environment::in_memory(broken, Instant{}));
    for (const auto& found : definition.diagnostics()) {
      CHECK(found.position.line > 0);
      CHECK(!found.text(Language::zh).empty());
      CHECK(!found.text(Language::en).empty());
    }
    CHECK(definition.has_value() == !has_errors(definition.diagnostics()));
  }
}
