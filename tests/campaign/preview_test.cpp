// What a preview tells beside the steps themselves: groups that begin, units of whom nothing was wanted, what was never done.
#include "as_foreseen.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string urge_gw =
    "---\n标题  关于催报{{chase.of}}的函\n主送机关  {{chase.late}}\n署名  区处非办\n成文日期  {{today}}\n---\n请于两日内报送。\n";

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a group of late ones that is supervised at once is told before") {
  ACampaign campaign(R"(
steps {
    report { do collect form numbers from 街道 due 2023-06-09 }
    chase  { do supervise of report steps { urge { do issue text urge.gw to late on "1 working day after overdue" } } }
})",
                     {{"c/urge.gw", urge_gw}});
  campaign.report("report", "north");
  campaign.at("2023-06-20 10:00");
  REQUIRE(campaign.state.step("chase").scopes.size() == 1);
  const auto foreseen = do_as_foreseen(campaign, GoBack{"report", "口径有变"});
  CHECK(foreseen.closes.empty());  // its letter had gone out
  CHECK(foreseen.opens == std::vector<ScopeBegun>{{"chase[2]", {"east", "west"}}});
  const auto all = to_value(foreseen, campaign.definition, campaign.state);
  const auto& told = all.at("opens").list()->front();
  CHECK(told.at("step") == Value("chase[2]"));
  CHECK(told.at("units").list()->front().at("name") == Value("东街道"));
}

TEST_CASE("a preview tells who was waived, closed or suspended and is asked all the same") {
  ACampaign campaign("steps { report { do collect form numbers from 街道 due 2023-06-20 } }");
  campaign.do_(Waive{"report", "east", "无此项工作"});
  campaign.do_(Suspend{"report", "west", "汛期"});
  campaign.do_(CloseItem{"report", "north", "电话已报"});
  const auto foreseen = do_as_foreseen(campaign, GoBack{"report", "口径有变"});
  CHECK(foreseen.asked_anew == std::vector<AskedAnew>{{"report", "east", ItemStatus::waived},
                                                      {"report", "north", ItemStatus::closed},
                                                      {"report", "west", ItemStatus::suspended}});
  CHECK(campaign.item("report", "east").status == ItemStatus::open);
  const auto told = to_value(foreseen, campaign.definition, campaign.state);
  CHECK(told.at("asked_anew").list()->front().at("before") == Value("waived"));
}

TEST_CASE("a unit that has left is not told to be asked anew") {
  ACampaign campaign("steps { report { do collect form numbers from 街道 due 2023-06-20 } }");
  campaign.do_(Waive{"report", "east", "撤并"});
  campaign.do_(Leave{"east", "撤并"});
  CHECK(do_as_foreseen(campaign, GoBack{"report", "口径有变"}).asked_anew.empty());
  CHECK(campaign.item("report", "east").status == ItemStatus::withdrawn);
}

TEST_CASE("what was ruled out is not told to have been done") {
  ACampaign campaign(R"(
steps {
    look  { do decision outcomes "立案, 不立" }
    file  { do collect form numbers from 街道 after look=立案 }
    close { do mark after look=不立 }
})");
  campaign.do_(Choose{"look", "不立", "证据不足"});
  REQUIRE(campaign.status("file") == StepStatus::dead);
  const auto foreseen = do_as_foreseen(campaign, GoBack{"look", "又有新证据"});
  CHECK(foreseen.done_again == Names{"look", "close"});
  CHECK(foreseen.decided_again == Names{"file"});
}
