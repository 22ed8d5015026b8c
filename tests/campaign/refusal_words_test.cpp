// What a refusal says: steps by their names, states in words, and what is amiss.
#include "a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string steps = R"(
roles { 拟稿 处非办  签发 处非办 }
steps {
    notice { do issue label 印发通知 text notice.gw to 街道 sign-off "拟稿, 签发" }
    report { do collect label 报数 form numbers from 街道 due 2023-06-09 review 处非办 after notice }
    look   { do decision label 研究 outcomes "good, bad" after report }
    monthly { do repeat label 月报 every month first 2023-06-01 steps {
        count { do collect label 报表 form numbers from 街道 due "day 10" } } }
})";

struct ARun : ACampaign {
  ARun() : ACampaign(steps) {}
  void send() {
    do_(Sign{"notice", "拟稿", ""});
    do_(Sign{"notice", "签发", ""});
  }
};

}  // namespace

TEST_CASE_FIXTURE(ARun, "a step whose turn has not come says so, whatever is wanted of it") {
  const std::string waiting = "步骤“报数”还没有开始 / the step “报数” has not begun yet";
  CHECK(refusal(Submit{"report", "east", Value(Map{{"events", 1}}), {}}, "east") == waiting);
  CHECK(refusal(Accept{"report", "east"}) == waiting);
  CHECK(refusal(Suspend{"report", "east", "汛期"}) == waiting);
  CHECK(refusal(Choose{"look", "good", "可以"}) == "步骤“研究”还没有开始 / the step “研究” has not begun yet");
}

TEST_CASE_FIXTURE(ARun, "signing tells a step that is signed, one nobody has signed and whose turn it is apart") {
  CHECK(refusal(SendBack{"notice", "拟稿", "改"}) == "步骤“印发通知”还没有人签批 / nobody has signed the step “印发通知” yet");
  CHECK(refusal(Sign{"notice", "签发", ""}, "office") ==
        "步骤“印发通知”现在不由“签发”签批。下一个签批人：拟稿 / the step “印发通知” is not “签发”'s to sign now. next to sign: "
        "拟稿");
  send();
  CHECK(refusal(Sign{"notice", "签发", ""}, "office") == "步骤“印发通知”已经签完 / the step “印发通知” is signed already");
}

TEST_CASE_FIXTURE(ARun, "what a kind of step never takes is refused for that") {
  send();
  CHECK(refusal(Suspend{"notice", "east", "汛期"}) ==
        "步骤“印发通知”是“发文”步骤，不能“暂停”。能这样办的步骤：收集、层层部署 / the step “印发通知” is of the kind “issue” and "
        "takes no “suspend”. kinds that do: collect, cascade");
  CHECK(refusal(Submit{"notice", "east", Value(Map{}), {}}, "east") ==
        "步骤“印发通知”是“发文”步骤，不能“报送”。能这样办的步骤：收集、层层部署 / the step “印发通知” is of the kind “issue” and "
        "takes no “submit”. kinds that do: collect, cascade");
}

TEST_CASE_FIXTURE(ARun, "a state in which something cannot be done is named, and so is the other thing that is wanted") {
  send();
  CHECK(
      refusal(Resume{"report", "east", "汛期已过"}) ==
      "步骤“报数”现在不能“恢复”（待报）。要在：暂停 / the step “报数” takes no “resume” now (not reported yet). only when it is: "
      "suspended");
  CHECK(
      refusal(Reconfirm{"report", "east"}, "east") ==
      "步骤“报数”现在不能“照前版报送”（待报）。要：以前接收过一版 / the step “报数” takes no “reconfirm” now (not reported yet). "
      "only if a version was accepted before");
  CHECK(refusal(Extend{"report", "edu", "2023-07-01", "汛期"}) ==
        "步骤“报数”没有布置给“区教育局” / the step “报数” asks nothing of “区教育局”");
}

TEST_CASE_FIXTURE(ARun, "what is suspended is not called over, and what is over says how") {
  send();
  do_(Suspend{"report", "east", "汛期"});
  CHECK(refusal(Submit{"report", "east", Value(Map{{"events", 1}}), {}}, "east") ==
        "“东街道”的“报数”已经暂停。先用 resume 恢复 / “报数” of “东街道” is suspended. resume it first");
  do_(Waive{"report", "west", "无业务"});
  CHECK(refusal(Submit{"report", "west", Value(Map{{"events", 1}}), {}}, "west") ==
        "“西街道”的“报数”已经结束（免报） / “报数” of “西街道” is over (waived)");
}

TEST_CASE_FIXTURE(ARun, "a step in a period is called with its period") {
  at("2023-06-02 09:00");
  CHECK(refusal(Resume{"monthly[2023-06]/count", "east", "汛期已过"})
            .starts_with("步骤“2023年6月 报表”现在不能“恢复”（待报）。要在：暂停 / "
                         "the step “2023-06 报表” takes no “resume” now"));
}
