// Random acts at random times: nothing crashes, replay equals state after every act, and every campaign comes to its end.
#include <cstdlib>
#include <random>

#include "a_campaign.h"
#include "counted.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string everything = R"(
roles { 签发 区处非办 }
parameters { level 2 }
targets { many { measure numbers.events at-least 3 per 街道 within 2023-06 } }
steps {
    notice { do issue text notice.gw to "街道, 部门" on 2023-05-31 sign-off 签发 }
    plan   { do collect form numbers from "街道, 部门" after notice voluntary yes settles 2023-06-20 }
    report { do collect form numbers from "街道, 部门" due 2023-06-10 after notice remind "-1, 0, +1" review 处非办 }
    check  { do collect form numbers from 街道 after-each report settles 2023-08-01 }
    month  { do mark window 2023-06 after notice }
    look   { do decision outcomes "good, bad" after report }
    praise { do mark after look=good }
    blame  { do collect form numbers from 街道 after look=bad settles 2023-09-01 }
    big    { do mark when "report.accepted >= 3" after report }
    race   { do mark after-any "praise, blame, month" }
    quorum { do mark after-count "2 of praise, blame, big, month" }
    total  { do compile text total.gw after-some "praise, blame" }
})";

class Walk {
 public:
  explicit Walk(unsigned seed) : campaign_(everything), random_(seed) {}

  void run(int acts) {
    for (int i = 0; i < acts && !campaign_.state.closed; ++i) {
      if (pick(4) == 0) campaign_.at(to_local_text(campaign_.now + std::chrono::hours(pick(24 * 20))));
      if (!campaign_.state.closed) campaign_.try_(any_act());  // may well be refused
      CHECK(miscounted(campaign_.state).empty());
    }
    everybody_acts();
    CHECK(campaign_.state.closed);
  }

 private:
  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  std::string unit() {
    return std::vector<std::string>{"east", "west", "north", "edu", "law"}[static_cast<std::size_t>(pick(5))];
  }
  std::string step() {
    const auto& places = campaign_.definition.places();
    return places[static_cast<std::size_t>(pick(static_cast<int>(places.size())))].step->id;
  }

  Act any_act() {
    switch (pick(11)) {
      case 0:
        return Sign{step(), "签发", ""};
      case 1:
        return ConfirmReceipt{step(), unit()};
      case 2:
        return Accept{step(), unit()};
      case 3:
        return Return{step(), unit(), "退回"};
      case 4:
        return pick(3) == 0 ? Act(Waive{step(), unit(), "免报"}) : Act(PassTime{});
      case 5:
        return Choose{"look", pick(2) == 0 ? "good" : "bad", "理由"};
      case 6:
        return pick(6) == 0 ? Act(CloseStep{step(), "先行汇总"}) : Act(PassTime{});
      case 7:
        return pick(4) == 0 ? Act(CloseItem{step(), unit(), "撤销"}) : Act(PassTime{});
      case 8:
        return Recompute{step()};
      default:
        return Submit{step(), unit(), Value(Map{{"events", pick(9)}, {"people", pick(90)}}), {}};
    }
  }

  // What is left is done by whoever has to do it.
  void everybody_acts() {
    for (int round = 0; round < 12 && !campaign_.state.closed; ++round) {
      campaign_.at(to_local_text(campaign_.now + std::chrono::hours(24 * 30)));
      if (campaign_.state.closed) return;
      campaign_.try_(Sign{"notice", "签发", ""});
      campaign_.try_(Choose{"look", "good", "理由"});
      for (const auto& place : campaign_.definition.places()) {
        const auto& each = *place.step;
        campaign_.try_(Recompute{each.id});
        for (const auto* who : {"east", "west", "north", "edu", "law"}) {
          campaign_.try_(ConfirmReceipt{each.id, who});
          campaign_.try_(Submit{each.id, who, Value(Map{{"events", 4}, {"people", 9}}), {}}, who);
          campaign_.try_(Accept{each.id, who});
        }
      }
    }
  }

  ACampaign campaign_;
  std::mt19937 random_;
};

int walks() {
  const char* wanted = std::getenv("HONGTOU_WALKS");
  return wanted == nullptr ? 60 : std::atoi(wanted);
}

}  // namespace

TEST_CASE("in random walks replay equals state after every act and every campaign comes to its end") {
  const char* given = std::getenv("HONGTOU_SEED");
  const unsigned first = given == nullptr ? 20230531u : static_cast<unsigned>(std::atoi(given));
  for (int i = 0; i < walks(); ++i) {
    const auto seed = first + static_cast<unsigned>(i);
    CAPTURE(seed);
    Walk(seed).run(60);
  }
}
