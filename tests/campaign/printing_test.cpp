// Documents that go out at the same time.
#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "engine/engine.h"

using namespace hongtou;

namespace {

constexpr int streets = 12;

const std::string campaign_text =
    "campaign c { title 活动 period \"2023-05-01 to 2023-12-31\" units { from units.csv } lead office\n"
    "steps { letters { do each over 街道 steps { letter { do issue text letter.gw to self on 2023-05-20 } } } } }";

std::string units_csv() {
  std::string csv = "id,name,class\noffice,办,牵头\n";
  for (int i = 1; i <= streets; ++i) csv += "s" + std::to_string(i) + ",第" + std::to_string(i) + "街道,街道\n";
  return csv;
}

// A title as a file. It counts what is printed, and waits a while for a second one to be printed beside it.
class TitleFormat final : public Format {
 public:
  struct Count {
    std::mutex mutex;
    std::condition_variable changed;
    int printed = 0, inside = 0, most_inside = 0;
  };

  TitleFormat(std::shared_ptr<Count> count, std::string refused) : count_(std::move(count)), refused_(std::move(refused)) {}

  FormatInfo info() const override { return {"title", ".title", "text/plain"}; }

  Result<std::string> write(const Document& document, const Environment&) const override {
    std::unique_lock lock(count_->mutex);
    ++count_->printed;
    count_->most_inside = std::max(count_->most_inside, ++count_->inside);
    count_->changed.notify_all();
    count_->changed.wait_for(lock, std::chrono::seconds(1), [&] { return count_->most_inside > 1; });
    --count_->inside;
    if (document.title.front() == refused_) return Result<std::string>::failure({}, cannot_print);
    return document.title.front();
  }

 private:
  static constexpr Message cannot_print{"test.cannot_print", "印不出来", "it cannot be printed", "", ""};

  std::shared_ptr<Count> count_;
  std::string refused_;
};

// Letters to all streets, signed long before they go out on 20 May.
struct Letters {
  explicit Letters(const std::string& refused = "") : engine(machine()) {
    const_cast<Registry&>(engine.registry()).add(std::make_unique<TitleFormat>(count, refused));
    StartOptions options;
    options.formats = {"title"};
    options.clock = Clock::virtual_;
    options.now = parse_instant("2023-05-04 08:00");
    campaign.emplace(*engine.start(*engine.load("c/campaign.info"), options));
    for (int i = 1; i <= streets; ++i) REQUIRE(campaign->perform({"office", std::nullopt, Sign{letter(i), "签发", ""}})->ok());
  }

  static Environment machine() {
    auto environment = Environment::in_memory(
        {{"c/campaign.info", campaign_text},
         {"c/units.csv", units_csv()},
         {"c/letter.gw", "---\n标题  致{{self.name}}的函\n主送机关  {{self.name}}\n署名  办\n成文日期  {{today}}\n---\n请阅。\n"},
         {"share/calendars/2023.csv", ""}},
        *parse_instant("2023-05-04 08:00"));
    environment.share_folder = "share";
    return environment;
  }

  static std::string letter(int street) { return "letters[s" + std::to_string(street) + "]/letter"; }
  void send() { REQUIRE(campaign->advance_to(*parse_instant("2023-05-20 12:00"), true).ok()); }

  std::shared_ptr<TitleFormat::Count> count = std::make_shared<TitleFormat::Count>();
  Engine engine;
  std::optional<Campaign> campaign;
};

}  // namespace

TEST_CASE("letters that go out at the same time are printed beside each other, each of them once") {
  Letters letters;
  CHECK(letters.count->printed == 0);
  letters.send();
  CHECK(letters.count->printed == streets);
  if (std::thread::hardware_concurrency() > 1) CHECK(letters.count->most_inside > 1);
  for (int i = 1; i <= streets; ++i)
    CHECK(*letters.campaign->document(Letters::letter(i), "title") == "致第" + std::to_string(i) + "街道的函");
  CHECK(replay(*letters.campaign->events()) == letters.campaign->state());
}

TEST_CASE("a letter that cannot be printed stops none of those that go out with it") {
  Letters letters("致第3街道的函");
  letters.send();
  CHECK(letters.count->printed == streets);
  for (int i = 1; i <= streets; ++i) {
    const auto& state = letters.campaign->state().step(Letters::letter(i));
    CHECK(state.incident.is_null() == (i != 3));
    CHECK(state.documents.size() == (i == 3 ? 0 : 1));
  }
}
