// Campaigns over a store that fails, and over files that changed.
#include <doctest/doctest.h>

#include "engine/engine.h"
#include "engine/journal/memory_store.h"
#include "kept_store.h"

using namespace hongtou;

namespace {

// A store that is busy whenever it is told to be.
class MoodyStore final : public Store {
 public:
  static inline bool busy = false;  // one store a test

  Status append_all(std::span<const Append> appends) override {
    return busy ? refuse<std::monostate>() : inner_.append_all(appends);
  }
  Result<std::vector<StoredEvent>> read(const std::string& stream, std::uint64_t from, std::size_t limit) const override {
    return busy ? refuse<std::vector<StoredEvent>>() : inner_.read(stream, from, limit);
  }
  Result<std::optional<StoredEvent>> last(const std::string& stream) const override { return inner_.last(stream); }
  Result<std::vector<std::string>> streams() const override { return inner_.streams(); }
  Result<std::optional<Blob>> blob(const std::string& hash) const override { return inner_.blob(hash); }
  Result<std::optional<PersonalValue>> personal(const std::string& hash) const override { return inner_.personal(hash); }
  Status erase_personal(const std::string& hash) override { return inner_.erase_personal(hash); }

 private:
  template <class T>
  static Result<T> refuse() {
    static constexpr Message message{"store.busy", "忙", "busy"};
    return Result<T>::failure({}, message);
  }
  MemoryStore inner_;
};

const std::string campaign_text =
    "campaign c { title 活动 period \"2023-05-01 to 2023-12-31\" units { from units.csv } lead office\n"
    "forms { n { fields { events { label 场次 type count } } } }\n"
    "targets { some { measure n.events at-least 3 per 街道 within 2023-06 } }\n"
    "steps { r { do collect form n from 街道 due 2023-06-10 remind -1 review office } } }";

struct AnEngine {
  AnEngine() : engine(environment()) {
    MoodyStore::busy = false;
    const_cast<Registry&>(engine.registry()).add(std::make_unique<test::KeptDriver>("moody", std::make_shared<MoodyStore>()));
    options.store = "moody:";
    options.formats = {};
    options.now = *parse_instant("2023-05-01 08:00");
  }
  static Environment environment(const std::string& text = campaign_text) {
    auto made = Environment::in_memory(
        {{"c/campaign.info", text}, {"c/units.csv", "id,name,class\noffice,办,牵头\na,甲,街道\nb,乙,街道\n"}},
        *parse_instant("2023-05-01 08:00"));
    return made;
  }
  Definition definition() const { return *engine.load("c/campaign.info"); }
  static Command submit(const std::string& unit, int events) {
    return {unit, std::nullopt, Submit{"r", unit, Value(Map{{"events", events}}), {}}};
  }

  Engine engine;
  StartOptions options;
};

}  // namespace

TEST_CASE_FIXTURE(AnEngine, "after a write that failed the state is what the store holds before anything else is decided") {
  auto campaign = *engine.start(definition(), options);
  const auto now = *parse_instant("2023-05-02");
  MoodyStore::busy = true;
  CHECK_FALSE(campaign.perform(submit("a", 3), now).ok());
  MoodyStore::busy = false;
  const auto accepted = campaign.perform({"office", std::nullopt, Accept{"r", "a"}}, now);
  REQUIRE(accepted.ok());
  CHECK_FALSE(accepted->ok());  // nothing was submitted as far as the journal knows
  CHECK(replay(*campaign.events()) == campaign.state());
  CHECK(campaign.perform(submit("a", 3), now)->ok());
}

TEST_CASE_FIXTURE(AnEngine,
                  "what was due happens before a command that comes late, at its own time and without the later number") {
  auto campaign = *engine.start(definition(), options);
  REQUIRE(campaign.perform(submit("a", 5), *parse_instant("2023-07-20"))->ok());
  const auto events = *campaign.events();
  std::vector<std::string> types;
  for (const auto& event : events) types.push_back(event.type);
  CHECK(std::find(types.begin(), types.end(), "reminder_sent") != types.end());
  CHECK(campaign.state().final_targets.at("some").at("a").at("status") == Value("no_data"));
  const auto target = measure(campaign.definition(), campaign.definition().targets.front(), campaign.state());
  CHECK(target.front().status == TargetStatus::no_data);  // final is final
}

TEST_CASE_FIXTURE(AnEngine,
                  "files that were kept survive a refused command and are written with the submission that names them") {
  auto campaign = *engine.start(definition(), options);
  const auto now = *parse_instant("2023-05-02");
  const auto blob = campaign.keep("bytes", "text/plain");
  CHECK_FALSE(campaign.perform({"office", std::nullopt, Accept{"r", "a"}}, now)->ok());
  auto command = submit("a", 3);
  std::get<Submit>(command.act).files.push_back({"材料", "a.txt", blob});
  REQUIRE(campaign.perform(command, now)->ok());
  CHECK(campaign.verify().ok());
}

TEST_CASE_FIXTURE(AnEngine, "two handles on one store both get their refusals written") {
  auto first = *engine.start(definition(), options);
  auto second = *engine.open(definition(), options);
  const auto now = *parse_instant("2023-05-02");
  for (int i = 0; i < 2; ++i) {
    const auto one = first.perform({"office", std::nullopt, Accept{"r", "a"}}, now);
    const auto two = second.perform({"office", std::nullopt, Accept{"r", "b"}}, now);
    REQUIRE(one.ok());
    REQUIRE(two.ok());
    CHECK_FALSE(two->ok());
  }
}

TEST_CASE_FIXTURE(AnEngine, "a running campaign is not opened with files that changed since") {
  REQUIRE(engine.start(definition(), options).ok());
  CHECK(engine.open(definition(), options).ok());
  auto changed = definition();
  changed.files["c/campaign.info"] += " ; changed";
  const auto opened = engine.open(changed, options);
  REQUIRE_FALSE(opened.ok());
  CHECK(to_text(opened.diagnostics(), Language::zh) ==
        "c/campaign.info: error [engine.other_definition] 活动“c”启动后，活动文件改动过\n"
        "  提示：用启动时的文件打开；进行中的活动不会因改文件而改变\n");
}
