// Everything a migration can say, in both languages.
#include <doctest/doctest.h>

#include "engine/engine.h"
#include "engine/text.h"

using namespace hongtou;

namespace {

using Files = std::map<std::string, std::string>;

Files original() {
  return {{"c/campaign.info",
           "campaign c { title 活动 period \"2023-05-01 to 2023-12-31\" units { from units.csv } lead office theme 防非\n"
           "forms { n { fields { events { label 场次 type count } note { label 备注 type text } } } }\n"
           "steps {\n"
           "  begin { do mark label 启动 }\n"
           "  r { do collect label 报数 form n from 街道 due 2023-05-20 review office after begin }\n"
           "  m { do repeat label 月度 every month first 2023-05\n"
           "      steps { look { do mark label 回看 } } }\n"
           "  t { do compile label 汇总 text t.gw after r }\n"
           "  u { do mark label 收尾 after t } }\n"
           "numbers { 办发 { pattern \"办发〔{year}〕{serial}号\" } } }\n"},
          {"c/units.csv", "id,name,class\noffice,办,牵头\na,甲,街道\nb,乙,街道\nd,丁,部门\n"},
          {"c/t.gw", "---\n标题  汇总\n署名  办\n成文日期  {{today}}\n---\n共{{r.accepted}}份。\n"}};
}

Environment machine(Files files) { return Environment::in_memory(std::move(files), *parse_instant("2023-05-04 08:00")); }

// Unit a has reported; the step is open, the repeat runs.
struct ARunningCampaign {
  ARunningCampaign() : engine(machine(original())), campaign(start()) {
    REQUIRE(campaign.submit("r", "a", Map{{"events", 3}, {"note", "好"}})->ok());
  }
  Campaign start() {
    StartOptions options;
    options.formats = {};
    return *engine.start(*engine.load("c/campaign.info"), options);
  }

  // What a migration says where `from` reads `to`.
  std::string said(Language language, const std::string& from, const std::string& to, const std::string& file = "campaign.info") {
    auto files = original();
    auto& text = files.at("c/" + file);
    REQUIRE(text.find(from) != std::string::npos);
    text = replace_all(text, from, to);
    return said(language, files);
  }
  std::string said(Language language, const Files& files) {
    const Engine other(machine(files));
    const auto definition = other.load("c/campaign.info");
    INFO(to_text(definition.diagnostics(), Language::zh));
    REQUIRE(definition.ok());
    return to_text(campaign.plan_migration(*definition)->findings, language);
  }

  Engine engine;
  Campaign campaign;
};

}  // namespace

TEST_CASE_FIXTURE(ARunningCampaign, "a migration says what it would do, and where it cannot be, how to go on instead") {
  struct Case {
    std::string from, to, file, zh, en;
  };
  const std::vector<Case> cases{
      {"campaign c {", "campaign d {", "campaign.info",
       "error [migration.other_campaign] 新文件是活动“d”，进行中的是“c”\n"
       "  提示：选同一个活动的新版本\n",
       "error [migration.other_campaign] the new files are of the campaign “d”, the running one is “c”\n"
       "  hint: choose a new version of the same campaign\n"},
      {"  m { do repeat", "  k { do repeat", "campaign.info",
       "c/campaign.info:6:3: note [migration.step_added] 新增步骤“月度”（repeat）\n"
       "c/campaign.info: error [migration.begun_step_gone] 步骤“月度”已经开始，新文件里却没有它\n"
       "  提示：留着它；不再需要的，用 hongtou close 收尾\n",
       "c/campaign.info:6:3: note [migration.step_added] the step “月度” (repeat) is added\n"
       "c/campaign.info: error [migration.begun_step_gone] the step “月度” has begun, but the new files lack it\n"
       "  hint: leave it in; end it with hongtou close if it is not wanted any longer\n"},
      {"  begin { do mark label 启动 }", "  begin { do mark label 启动 }", "campaign.info",
       "c/campaign.info: error [migration.same] 新文件和进行中的活动没有区别\n"
       "  提示：先修改活动文件\n",
       "c/campaign.info: error [migration.same] the new files do not differ from those of the running campaign\n"
       "  hint: change the files first\n"},
      {"begin { do mark label 启动 }", "begin { do decision label 启动 outcomes \"同意, 不同意=end\" by office }",
       "campaign.info",
       "c/campaign.info:4:3: error [migration.begun_kind_changed] 步骤“启动”已经开始，不能从“mark”改成“decision”\n"
       "  提示：留着原来的步骤，另写一个新步骤\n"
       "c/campaign.info:4:3: warning [migration.done_step_changed] 步骤“启动”已经办结，改动不再起作用：by: — → office；outcomes: "
       "— → 同意, 不同意=end\n"
       "  提示：不用处理，或退回该步骤重办\n",
       "c/campaign.info:4:3: error [migration.begun_kind_changed] the step “启动” has begun and cannot turn from “mark” into "
       "“decision”\n"
       "  hint: leave it as it was, and add another step\n"
       "c/campaign.info:4:3: warning [migration.done_step_changed] the step “启动” is done; its changes come too late: by: — → "
       "office; outcomes: — → 同意, 不同意=end\n"
       "  hint: nothing to do, unless the step is returned to\n"},
      {"  m { do repeat label 月度 every month first 2023-05\n      steps {",
       "  p { do mark label 阶段 steps { x { do mark } } } m { do repeat label 月度 every month first 2023-05\n      steps {",
       "campaign.info",
       "c/campaign.info:6:3: note [migration.step_added] 新增步骤“阶段”（mark）\n"
       "c/campaign.info:6:32: note [migration.step_added] 新增步骤“x”（mark）\n",
       "c/campaign.info:6:3: note [migration.step_added] the step “阶段” (mark) is added\n"
       "c/campaign.info:6:32: note [migration.step_added] the step “x” (mark) is added\n"},
      {"      steps { look { do mark label 回看 } } }", "      steps { x { do mark } } }\n  look { do mark label 回看 }",
       "campaign.info",
       "c/campaign.info:7:15: note [migration.step_added] 新增步骤“x”（mark）\n"
       "c/campaign.info:8:3: error [migration.begun_step_moved] 步骤“回看”已经开始，不能从“月度”里移到“活动”里\n"
       "  提示：留在原来的地方，另写一个新步骤\n",
       "c/campaign.info:7:15: note [migration.step_added] the step “x” (mark) is added\n"
       "c/campaign.info:8:3: error [migration.begun_step_moved] the step “回看” has begun and cannot move from within “月度” to "
       "within “活动”\n"
       "  hint: leave it where it was, and add another step\n"},
      {"every month first 2023-05", "every week first 2023-05-08", "campaign.info",
       "c/campaign.info:6:32: error [migration.begun_rhythm_changed] 循环“月度”已经开始，不能改周期（month改成week）\n"
       "  提示：收尾这个循环，另写一个新的\n"
       "c/campaign.info:6:3: note [migration.step_changed] 步骤“月度”改动：every: month → week；first: 2023-05 → 2023-05-08\n",
       "c/campaign.info:6:32: error [migration.begun_rhythm_changed] the repeat “月度” has begun; how often it comes cannot "
       "change from month to week\n"
       "  hint: end this one, and add another\n"
       "c/campaign.info:6:3: note [migration.step_changed] the step “月度” changes: every: month → week; first: 2023-05 → "
       "2023-05-08\n"},
      {"a,甲,街道\n", "", "units.csv",
       "c/campaign.info: error [migration.unit_gone] 单位“甲”在步骤“报数”中有事项，新文件里却没有它\n"
       "  提示：留着它，用 hongtou leave 登记退出\n"
       "units.csv: note [migration.text_changed] 文件“units.csv”改动\n",
       "c/campaign.info: error [migration.unit_gone] the unit “甲” takes part in the step “报数”, but the new files lack it\n"
       "  hint: leave it in, and let it leave with hongtou leave\n"
       "units.csv: note [migration.text_changed] the file “units.csv” changes\n"},
      {"events { label 场次 type count }", "events { label 场次 type text }", "campaign.info",
       "c/campaign.info:2:22: error [migration.field_retyped] 表单“n”的“场次”已有单位填报，不能改成另一类内容\n"
       "  提示：留着它，另加一个新的填报项\n"
       "c/campaign.info:2:9: note [migration.form_changed] 表单“n”改动：~ 场次\n"
       "c/campaign.info:2:9: note [migration.reports_kept] 步骤“报数”已报的 1 份保留\n",
       "c/campaign.info:2:22: error [migration.field_retyped] “场次” of the form “n” has been filled in already and cannot take "
       "another kind of value\n"
       "  hint: leave it, and add another field\n"
       "c/campaign.info:2:9: note [migration.form_changed] the form “n” changes: ~ 场次\n"
       "c/campaign.info:2:9: note [migration.reports_kept] the step “报数” keeps what has been reported (1 times)\n"},
      {"lead office", "lead office supply { contact.name 联系人 }", "campaign.info",
       "c/campaign.info:1:103: error [migration.new_supply] "
       "新文件要在启动时填写“contact.name”（联系人），进行中的活动没有这个值\n"
       "  提示：改写成参数（parameters）\n",
       "c/campaign.info:1:103: error [migration.new_supply] the new files want “contact.name” (联系人) supplied at the start, "
       "which the running campaign lacks\n"
       "  hint: make it a parameter\n"},
      {"do mark label 收尾 after t }", "do mark label 收尾 after t } v { do mark label 回头看 after u }", "campaign.info",
       "c/campaign.info:9:34: note [migration.step_added] 新增步骤“回头看”（mark）\n",
       "c/campaign.info:9:34: note [migration.step_added] the step “回头看” (mark) is added\n"},
      {"\n  u { do mark label 收尾 after t }", "", "campaign.info",
       "c/campaign.info: note [migration.step_removed] 去掉还没有开始的步骤“收尾”\n",
       "c/campaign.info: note [migration.step_removed] the step “收尾”, which has not begun, is removed\n"},
      {"do mark label 启动", "do mark label 开始", "campaign.info",
       "c/campaign.info:4:3: warning [migration.done_step_changed] 步骤“开始”已经办结，改动不再起作用：label: 启动 → 开始\n"
       "  提示：不用处理，或退回该步骤重办\n",
       "c/campaign.info:4:3: warning [migration.done_step_changed] the step “开始” is done; its changes come too late: label: "
       "启动 → 开始\n"
       "  hint: nothing to do, unless the step is returned to\n"},
      {"note { label 备注 type text }", "people { label 人数 type count required yes }", "campaign.info",
       "c/campaign.info:2:53: warning [migration.field_missing] 步骤“报数”已报的表里，1 份没有新的必填项“人数”\n"
       "  提示：需要的话退回补填\n"
       "c/campaign.info:2:9: warning [migration.field_dropped] 表单“n”去掉“备注”：已填的 1 份仍留在日志里，不再计入\n"
       "  提示：要继续计入就留着它\n"
       "c/campaign.info:2:9: note [migration.form_changed] 表单“n”改动：+ 人数、− 备注\n"
       "c/campaign.info:2:9: note [migration.reports_kept] 步骤“报数”已报的 1 份保留\n",
       "c/campaign.info:2:53: warning [migration.field_missing] reports of the step “报数” without the new required “人数”: 1\n"
       "  hint: return them if it is wanted\n"
       "c/campaign.info:2:9: warning [migration.field_dropped] the form “n” drops “备注”: what was said of it (1 times) stays in "
       "the journal and counts no longer\n"
       "  hint: leave it in if it should count\n"
       "c/campaign.info:2:9: note [migration.form_changed] the form “n” changes: + 人数, − 备注\n"
       "c/campaign.info:2:9: note [migration.reports_kept] the step “报数” keeps what has been reported (1 times)\n"},
      {"due 2023-05-20", "due 2023-06-20", "campaign.info",
       "c/campaign.info:5:3: note [migration.step_changed] 步骤“报数”改动：due: 2023-05-20 → 2023-06-20\n"
       "c/campaign.info:5:3: note [migration.due_moves] 步骤“报数”的截止从 2023-05-20 改到 2023-06-20，1 个单位\n",
       "c/campaign.info:5:3: note [migration.step_changed] the step “报数” changes: due: 2023-05-20 → 2023-06-20\n"
       "c/campaign.info:5:3: note [migration.due_moves] the due date of the step “报数” moves from 2023-05-20 to 2023-06-20 "
       "(units: "
       "1)\n"},
      {"due 2023-05-20", "due 2023-05-02", "campaign.info",
       "c/campaign.info:5:3: note [migration.step_changed] 步骤“报数”改动：due: 2023-05-20 → 2023-05-02\n"
       "c/campaign.info:5:3: note [migration.due_moves] 步骤“报数”的截止从 2023-05-20 改到 2023-05-02，1 个单位\n"
       "c/campaign.info:5:3: warning [migration.due_passed] 步骤“报数”的截止改到 2023-05-02，这时已经过了\n"
       "  提示：写一个还没有到的日期\n",
       "c/campaign.info:5:3: note [migration.step_changed] the step “报数” changes: due: 2023-05-20 → 2023-05-02\n"
       "c/campaign.info:5:3: note [migration.due_moves] the due date of the step “报数” moves from 2023-05-20 to 2023-05-02 "
       "(units: "
       "1)\n"
       "c/campaign.info:5:3: warning [migration.due_passed] the due date of the step “报数” moves to 2023-05-02, which has "
       "passed\n"
       "  hint: write a date that is still to come\n"},
      {"d,丁,部门", "e,戊,部门", "units.csv",
       "c/units.csv:5:1: note [migration.unit_added] 新增单位“戊”\n"
       "c/campaign.info: note [migration.unit_removed] 去掉单位“丁”\n",
       "c/units.csv:5:1: note [migration.unit_added] the unit “戊” is added\n"
       "c/campaign.info: note [migration.unit_removed] the unit “丁” is removed\n"},
      {"b,乙,街道", "b,乙街道,部门", "units.csv",
       "c/units.csv:4:1: note [migration.unit_changed] 单位“乙”改动：名称 乙 → 乙街道；类别 街道 → 部门\n"
       "c/campaign.info:5:3: warning [migration.still_asked] 步骤“报数”已经布置给乙，按新文件不再要它办，仍然要办\n"
       "  提示：不要它办的，换版以后用 hongtou waive 免报\n",
       "c/units.csv:4:1: note [migration.unit_changed] the unit “乙” changes: name 乙 → 乙街道; class 街道 → 部门\n"
       "c/campaign.info:5:3: warning [migration.still_asked] the step “报数” has asked 乙; the new files do not, but what was "
       "asked stays\n"
       "  hint: waive what is not wanted with hongtou waive\n"},
      {" theme 防非", " theme 防非 supervise a", "campaign.info",
       "c/campaign.info:1:113: note [migration.setting_added] 新增“supervise”：a\n",
       "c/campaign.info:1:113: note [migration.setting_added] “supervise” is added: a\n"},
      {" theme 防非", "", "campaign.info", "c/campaign.info: note [migration.setting_removed] 去掉“theme”：防非\n",
       "c/campaign.info: note [migration.setting_removed] “theme” is removed: 防非\n"},
      {"numbers { 办发 { pattern \"办发〔{year}〕{serial}号\" } }", "", "campaign.info",
       "c/campaign.info: note [migration.setting_removed] 去掉“numbers”\n",
       "c/campaign.info: note [migration.setting_removed] “numbers” is removed\n"},
      {"numbers {", "numbers { 办函 { pattern \"办函〔{year}〕{serial}号\" }", "campaign.info",
       "c/campaign.info:10:11: note [migration.setting_added] 新增“numbers.办函”\n",
       "c/campaign.info:10:11: note [migration.setting_added] “numbers.办函” is added\n"},
      {"共{{", "合计{{", "t.gw", "t.gw: note [migration.text_changed] 文件“t.gw”改动\n",
       "t.gw: note [migration.text_changed] the file “t.gw” changes\n"},
      {"title 活动", "title 新活动", "campaign.info",
       "c/campaign.info:1:20: note [migration.setting_changed] “title”从“活动”改为“新活动”\n",
       "c/campaign.info:1:20: note [migration.setting_changed] “title” changes from “活动” to “新活动”\n"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.to);
    CHECK(said(Language::zh, each.from, each.to, each.file) == each.zh);
    CHECK(said(Language::en, each.from, each.to, each.file) == each.en);
  }
}

TEST_CASE_FIXTURE(ARunningCampaign, "a campaign that is closed does not change any more") {
  auto state = campaign.state();
  state.closed = true;
  const Version same{campaign.definition(), campaign.calendar()};
  const auto migration = plan_migration(same, same, state);
  CHECK(to_text(migration.findings, Language::zh) == "error [migration.closed] 活动“c”已经结束\n  提示：另行启动新的活动\n");
  CHECK(to_text(migration.findings, Language::en) ==
        "error [migration.closed] the campaign “c” is closed\n  hint: start another campaign\n");
}

TEST_CASE("a migration foresees what it makes happen at once, and that happens") {
  ARunningCampaign running;
  auto files = original();
  files.at("c/units.csv") += "e,戊,街道\n";
  const Engine later(machine(files));
  const auto definition = *later.load("c/campaign.info");
  const auto planned = *running.campaign.plan_migration(definition);
  REQUIRE(planned.at_once.size() == 1);
  CHECK(planned.at_once.front().type == event_type::items_opened);
  CHECK(planned.at_once.front().data.at("units") == Value(List{"e"}));
  const auto happened = *running.campaign.migrate(definition, "office", "新设街道");
  CHECK(std::vector<Event>(happened.end() - 1, happened.end()) == planned.at_once);
}

TEST_CASE_FIXTURE(ARunningCampaign, "who was given time follows the new due date of the files only when it is later") {
  REQUIRE(campaign.perform({"office", std::nullopt, Extend{"r", "b", "2023-05-25", "汛期"}})->ok());
  CHECK(said(Language::zh, "due 2023-05-20", "due 2023-05-22").find("的截止从") == std::string::npos);
  CHECK(said(Language::zh, "due 2023-05-20", "due 2023-05-30").find("的截止从 2023-05-25 改到 2023-05-30") != std::string::npos);
}
