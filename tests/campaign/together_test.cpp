// Acts that are performed together: one write, an outcome for each, and the very journals that they leave one after another.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <random>

#include "a_tree.h"
#include "engine/campaign/act_reader.h"
#include "engine/hash.h"
#include "engine/journal/references.h"
#include "engine/rehearsal/made_up_data.h"
#include "shipped_campaign.h"

using namespace hongtou;

namespace {

// Everything a store holds, in words.
std::string contents(const Store& store) {
  std::string all;
  const auto streams = *store.streams();
  for (const auto& stream : streams) {
    const auto events = *store.read(stream, 1, 100'000);
    for (const auto& event : events) {
      all += stream + " " + std::to_string(event.sequence) + " " + to_text(event.recorded) + " " + to_text(event.effective) +
             " " + event.actor + " " + event.type + " " + event.data + " " + event.hash + "\n";
      const auto data = parse_json(event.data);
      for (const auto& hash : references_in(*data, blob_key)) all += "  " + (**store.blob(hash)).bytes + "\n";
    }
  }
  return all;
}

// A campaign that is performed on: its clock is the time of the last act, and its salts are all the same, so that what is done
// again leaves the same.
struct Run {
  explicit Run(const std::string& id)
      : engine(environment(now)), definition(*engine.load(HONGTOU_SOURCE_DIR "/workflows/" + id + "/campaign.info")) {
    now = start_of_day(definition.period.first) + std::chrono::hours(8);
    options.opened = store;
    options.formats = {};
    options.now = now;
    options.supplied = made_up_supplied(definition);
    auto started = CampaignTree::start(engine, definition, options);
    INFO(to_text(started.diagnostics(), Language::en));
    REQUIRE(started.ok());
    tree = std::make_unique<CampaignTree>(*std::move(started));
  }

  static Environment environment(const Instant& now) {
    auto made = Environment::system();
    made.share_folder = HONGTOU_BUILD_DIR "/share/hongtou";
    made.now = [&now] { return now; };
    made.random_bytes = [](std::size_t size) { return std::string(size, 's'); };
    return made;
  }

  CampaignTree another() const {
    auto opened = CampaignTree::open(engine, definition, options);
    REQUIRE(opened.ok());
    return *std::move(opened);
  }

  Instant now{};
  Engine engine;
  Definition definition;
  std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();
  StartOptions options;
  std::unique_ptr<CampaignTree> tree;
};

// Something that is done at some time: an act, or nothing but time passing.
struct Deed {
  Instant at;
  std::string path;
  std::optional<Command> command;

  // What came of it, in words.
  std::string carry_out(Run& run, CampaignTree& tree) const {
    run.now = std::max(run.now, at);
    if (!command) return to_text(tree.advance_to(at).diagnostics(), Language::en);
    const auto campaign = tree.find(path);
    if (!campaign.ok()) return to_text(campaign.diagnostics(), Language::en);
    if (const auto* submission = std::get_if<Submit>(&command->act))
      for (const auto& file : submission->files) (*campaign)->keep(file.name, "text/plain");
    const auto decision = tree.perform(path, *command, at);
    if (!decision.ok()) return to_text(decision.diagnostics(), Language::en);
    return decision->ok() ? std::to_string(decision->events.size()) : decision->refusal->text(Language::en);
  }
};

// What people may do next, or may not, as the tree stands.
class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed), made_up_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

  Deed deed(CampaignTree& tree, Instant now) {
    now += std::chrono::minutes(below(300));
    if (below(6) == 0) return {now + std::chrono::hours(below(24 * 20)), "", std::nullopt};
    const auto path = one_of(tree.paths());
    return {now, path, command(*tree.at(path), now)};
  }

 private:
  Command command(const Campaign& campaign, Instant now) {
    const auto& definition = campaign.definition();
    std::vector<std::string> actors{definition.lead};
    for (const auto& unit : definition.units.all()) actors.push_back(unit.id);
    for (int i = 0; i < 8; ++i) {
      const auto actor = below(2) == 0 ? definition.lead : one_of(actors);
      const auto tasks = campaign.tasks(actor, now, below(4) == 0);
      if (tasks.empty()) continue;
      const auto& task = one_of(tasks);
      const auto* info = find_act(below(4) == 0 ? one_of(task.operations) : task.operations.front());
      if (info == nullptr || info->name == "cancel" || info->name == "leave") continue;
      return {below(10) == 0 ? one_of(actors) : actor, std::nullopt, act(*info, task, campaign, now)};
    }
    return {one_of(actors), std::nullopt, Accept{definition.flow->steps.front().id, one_of(actors)}};
  }

  Act act(const ActInfo& info, const Task& task, const Campaign& campaign, Instant now) {
    const auto there = *campaign.place(task.step);
    Value words{Map{}};
    for (const auto& key : info.keys) words[std::string(key.name)] = word(key, task, there, now);
    auto made = info.make(words);
    if (auto* submission = std::get_if<Submit>(&made)) attach(*submission, there);
    return made;
  }

  Value word(const ActKey& key, const Task& task, const Place& there, Instant now) {
    if (key.name == "step") return task.step;
    if (key.name == "unit") return task.unit;
    if (key.name == "role") return next_signer(there) ? next_signer(there)->role : "无";
    if (key.name == "outcome")
      return there.step().setting("outcomes") == nullptr ? "无" : one_of(there.step().setting("outcomes")->outcomes).name;
    if (key.name == "due" || key.name == "value") return to_text(add_days(date_of(now), static_cast<int>(below(30))));
    if (key.name == "key") return "due";
    if (key.kind == ActKey::Kind::flag) return true;
    if (key.kind == ActKey::Kind::data) return filled_in(there, task.unit, now);
    return key.need == ActKey::Need::optional ? Value() : Value("理由");
  }

  Value filled_in(const Place& there, const std::string& unit, Instant now) {
    const auto form = there.definition().forms.find(there.step().name("form"));
    return form == there.definition().forms.end()
               ? Value(Map{})
               : made_up_report(there.definition(), form->second, unit, date_of(now), made_up_);
  }

  static void attach(Submit& submission, const Place& there) {
    const auto* require = there.step().setting("require");
    if (require == nullptr) return;
    for (const auto& file : require->files) {
      const auto name = file.kind + " of " + submission.unit;
      submission.files.push_back({file.kind, name, blob_reference({sm3(name), "text/plain", name})});
    }
  }

  std::mt19937 random_;
  Random made_up_;
};

unsigned seed() {
  const auto* given = std::getenv("HONGTOU_SEED");
  return given == nullptr ? 7 : static_cast<unsigned>(std::atoi(given));
}

// Both runs do the same: one deed by deed, the other by groups, by hands that know nothing of each other.
void compare(const std::string& id, int groups) {
  CAPTURE(id);
  CAPTURE(seed());
  Chance chance(seed());
  Run single(id), grouped(id);
  auto other = grouped.another();
  const std::vector<CampaignTree*> hands{grouped.tree.get(), &other};
  std::size_t done = 0, refused = 0;
  for (int i = 0; i < groups && !single.tree->top().state().closed; ++i) {
    std::vector<Deed> deeds;
    std::vector<std::string> wanted, outcomes;
    for (auto left = 1 + chance.below(12); left > 0; --left) {
      deeds.push_back(chance.deed(*single.tree, single.now));
      wanted.push_back(deeds.back().carry_out(single, *single.tree));
    }
    auto& tree = *hands[chance.below(hands.size())];
    outcomes.resize(deeds.size());
    std::vector<CampaignTree::Turn> turns;
    for (std::size_t k = 0; k < deeds.size(); ++k)
      turns.emplace_back([&, k]() -> Status {
        outcomes[k] = deeds[k].carry_out(grouped, tree);
        return success;
      });
    for (const auto& outcome : tree.perform_together(turns))
      REQUIRE_MESSAGE(outcome.status.ok(), to_text(outcome.status.diagnostics(), Language::en));
    REQUIRE(outcomes == wanted);
    for (const auto& outcome : wanted) ++(outcome.find_first_not_of("0123456789") == std::string::npos ? done : refused);
  }
  const auto wanted = contents(*single.store);
  CHECK(contents(*grouped.store) == wanted);
  CHECK(done > 20);
  CHECK(refused > 5);
  const auto streams = *grouped.store->streams();
  for (const auto& stream : streams) CHECK(Journal(*grouped.store, stream, grouped.engine.environment()).verify().ok());
}

Status submit(ATree& tree, const std::string& level, const std::string& unit, int events) {
  const auto decision = tree.try_(level, Submit{"report", unit, Value(Map{{"events", events}, {"words", "做了"}}), {}}, unit);
  if (!decision.ok()) return decision.diagnostics();
  return decision->ok() ? success
                        : Status(Diagnostics{{Severity::error, {}, decision->refusal->message, decision->refusal->arguments}});
}

std::vector<std::string> types(const CampaignTree::Outcome& outcome) {
  std::vector<std::string> all;
  for (const auto& [path, events] : outcome.happened)
    for (const auto& event : events) all.push_back(path + ":" + event.type);
  return all;
}

}  // namespace

TEST_CASE("random acts of the shipped campaigns leave the same journals together as one after another") {
  for (const auto* id : {"yangquan-2023", "haidian-2021", "huaiyin-2022", "anhui-2023", "litong-2021"}) compare(id, 30);
}

TEST_CASE_FIXTURE(ATree, "each of several acts has its own outcome, and a refused one hinders no other") {
  at("2023-06-20 10:00");
  const auto writes_before = store->writes;
  const auto outcomes =
      tree->perform_together({[&] { return submit(*this, "a/a1", "s1", 3); }, [&] { return submit(*this, "a/a1", "nobody", 3); },
                              [&] { return submit(*this, "a/a1", "s2", 4); }});
  REQUIRE(outcomes.size() == 3);
  CHECK(outcomes[0].status.ok());
  CHECK(types(outcomes[0]) == std::vector<std::string>{"a/a1:report_submitted", "a/a1:report_accepted"});
  CHECK_FALSE(outcomes[1].status.ok());
  CHECK(outcomes[1].happened.empty());
  CHECK(outcomes[2].status.ok());
  CHECK(total("a/a1") == Value(7));
  CHECK(store->writes == writes_before + 1);
  CHECK(Journal(*store, "test[a][a1]/audit", engine.environment()).read()->size() == 1);
}

TEST_CASE_FIXTURE(ATree, "a listener is told when everything is on disk, in order") {
  at("2023-06-20 10:00");
  std::vector<std::string> told;
  tree->listen([&](const std::string& path, const std::vector<Event>& events) {
    CHECK(store->writes == 1);
    for (const auto& event : events) told.push_back(path + ":" + event.type);
  });
  store->writes = 0;
  const auto outcomes =
      tree->perform_together({[&] { return submit(*this, "a/a1", "s1", 3); }, [&] { return submit(*this, "a/a1", "s2", 4); }});
  auto wanted = types(outcomes[0]);
  for (const auto& type : types(outcomes[1])) wanted.push_back(type);
  CHECK_FALSE(wanted.empty());
  CHECK(told == wanted);
}

TEST_CASE_FIXTURE(ATree, "acts that cannot be written have not happened on any level, and nobody is told of them") {
  at("2023-06-20 10:00");
  std::size_t told = 0;
  tree->listen([&](const std::string&, const std::vector<Event>&) { ++told; });
  std::map<std::string, State> before;
  for (const auto& path : tree->paths()) before[path] = tree->at(path)->state();
  const auto acts = [&] {
    return tree->perform_together({[&] { return submit(*this, "a/a1", "s1", 3); }, [&] { return submit(*this, "a/a1", "s2", 4); },
                                   [&] { return submit(*this, "b", "b1", 5); }});
  };
  store->appends_left = 0;
  for (const auto& outcome : acts()) {
    CHECK(outcome.status.diagnostics().front().message.code == std::string_view("store.failed"));
    CHECK(outcome.happened.empty());
  }
  store->appends_left.reset();
  CHECK(told == 0);
  for (const auto& path : tree->paths()) CHECK(tree->at(path)->state() == before.at(path));
  for (const auto& outcome : acts()) CHECK(outcome.status.ok());
  CHECK(told > 0);
  CHECK(total("b") == Value(5));
  for (const auto& path : tree->paths()) CHECK(replay(*tree->at(path)->events()) == tree->at(path)->state());
}

TEST_CASE("levels that were about to begin when the disk was full begin later") {
  ATree tree(
      "notice { do mark on 2023-06-01 }\n"
      "report { do cascade form n from 所属单位 due 2023-06-30 after notice }\n");
  REQUIRE(tree.tree->paths() == std::vector<std::string>{""});
  tree.now = *parse_instant("2023-06-02");
  tree.store->appends_left = 0;
  CHECK_FALSE(tree.tree->advance_to(tree.now).ok());
  CHECK(tree.tree->paths() == std::vector<std::string>{""});
  CHECK(tree.store->streams()->size() == 1);
  tree.store->appends_left.reset();
  CHECK(tree.tree->next_timer());
  REQUIRE(tree.tree->advance_to(tree.now).ok());
  CHECK(tree.tree->paths() == std::vector<std::string>{"", "a", "b", "a/a1"});
  tree.report("a/a1", "s1", 3);
}

TEST_CASE_FIXTURE(ATree, "an act is decided on what somebody else has written meanwhile, a refused one too") {
  at("2023-06-20 10:00");
  auto other = *CampaignTree::open(engine, *engine.load("c/campaign.info"), options);
  REQUIRE(other.at("a/a1") != nullptr);
  report("a/a1", "s1", 3);
  const Command again{"s1", std::nullopt, Submit{"report", "s1", Value(Map{{"events", 5}, {"words", "改"}}), {}}};
  const auto late = other.perform("a/a1", again, now);
  REQUIRE(late.ok());
  REQUIRE_FALSE(late->ok());
  CHECK(late->refusal->text(Language::en) ==
        "“report” of “一街道” is accepted already (version 1). to correct it, ask the collector to return it first");
  REQUIRE(other.perform("", {"prov", std::nullopt, Join{"s3", "三街道", "a1", {"街道"}}}, now)->ok());
  report("a/a1", "s3", 4);  // this tree knows nothing of it
  CHECK(total("a/a1") == Value(7));
}

TEST_CASE_FIXTURE(ATree, "what throws takes back what was to be written with it") {
  at("2023-06-20 10:00");
  const auto before = tree->at("a/a1")->state();
  const auto acts = [&](bool throws) {
    return tree->perform_together({[&] { return submit(*this, "a/a1", "s1", 3); },
                                   [&]() -> Status {
                                     if (throws) throw std::runtime_error("a plugin is at fault");
                                     return success;
                                   }});
  };
  CHECK_THROWS_WITH(acts(true), "a plugin is at fault");
  CHECK(tree->at("a/a1")->state() == before);
  CHECK(acts(false).front().status.ok());
  CHECK(total("a/a1") == Value(3));
}

TEST_CASE_FIXTURE(ATree, "a new version is taken up by itself") {
  const auto outcome = [&] {
    return tree->perform_together({[&] { return tree->migrate(*engine.load("c/campaign.info"), "prov", "改"); }});
  };
  CHECK_THROWS_WITH(outcome(), "a campaign is not migrated within a turn");
}

TEST_CASE("what fails halfway has not happened on any level, and what was taken before it stays") {
  const auto announce = [](ATree& campaign, const std::string& day) {
    return [&campaign, day]() -> Status {
      const auto done = campaign.tree->perform("", {"prov", std::nullopt, Announce{"report", "due", day, ""}}, campaign.now);
      return done.ok() && done->ok() ? success : Status(done.diagnostics());
    };
  };
  static constexpr Message no_more{"test.no_more", "不办了", "no more"};
  ATree campaign, other;
  for (auto* each : {&campaign, &other}) each->at("2023-05-10 10:00");
  const auto outcomes = campaign.tree->perform_together({announce(campaign, "2023-07-10"), [&] {
                                                           return campaign.tree->wholly([&]() -> Status {
                                                             const auto done = announce(campaign, "2023-08-10")();
                                                             return done.ok() ? Status::failure({}, no_more) : done;
                                                           });
                                                         }});
  REQUIRE(announce(other, "2023-07-10")().ok());
  CHECK(outcomes[0].status.ok());
  CHECK_FALSE(outcomes[1].status.ok());
  CHECK(outcomes[1].happened.empty());
  CHECK(contents(*campaign.store) == contents(*other.store));
  for (const auto* path : {"", "a", "a/a1"}) CHECK(campaign.tree->at(path)->state() == other.tree->at(path)->state());
  REQUIRE(announce(campaign, "2023-08-10")().ok());
  REQUIRE(announce(other, "2023-08-10")().ok());
  CHECK(contents(*campaign.store) == contents(*other.store));
}
