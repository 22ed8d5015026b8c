// Chinese and English keys, INFO and JSON: four ways to write the same campaign.
#include "tests/definition/definition_support.h"
#include "tests/definition/describe.h"

#include "engine/definition/reading/language.h"
#include "engine/definition/tree/tree.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string english = R"(campaign 宣传月 {
  title  2023年宣传月
  theme  守住钱袋子
  lead   区处非办
  period "2023-05-31 to 2023-12-31"
  calendar 放假.csv
  choose 通报
  parameters { 年份 2023  主题 防范非法集资 }
  supply { 联系人.姓名 联系人姓名  组长.姓名 { label 组长姓名  public yes } }
  units  { from units.csv }
  people { from people.csv }
  supervise 区教育局
  groups { 成员 "街道, 区教育局" }
  roles  { 签发 区处非办 }
  decisions { 扣分 { from penalty.csv } }
  forms {
    单位 { title "{{年份}}年统计表"  layout columns  header 填报单位：  note 说明  landscape yes
      fields {
        group 活动 { 名称 { label 名称  type count  unit 次  required yes } }
        cell 合计 { 标题 { label 标题  type long_text  max-length 50 }  类型 { label 类型  type enum  choices "甲, 乙"  personal no } }
        天 { label 天  type date }  率 { label 率  type decimal }  全 { label 全  type boolean }  话 { label 电话  type phone }  字 { label 字  type text }
      }
      checks { 核对 { that "名称 >= 0"  level error  message 请核对 }  再核对 { that "名称 > 0"  level warning  message 请再核对 } } }
    名册 { layout rows  rows { 负责人 承办负责人 }  fields { 姓名 { label 姓名 } } }
    自报 { layout fields  zero-report yes  fields {
      数 { label 数  type count  min 0  max 9  hard yes  cumulative yes  hint 不含上年  default 1  prefill "previous.数"  owner 街道  visible-to "街道, 签发" }
      短信 { label 短信  type count  printed no }  微信 { label 微信  type count  printed no }
      线上 { label 线上  type sum_of  of "短信, 微信" }
      比 { label 比  type computed  formula "数 / 2"  scale 1 }
      日 { label 日  type date  any-time yes }
      言 { label 言  type text  min-length 2  validation "数 < 9"  message 请写明 }
      图 { label 图  type attachment  kind photo }
      单 { label 单  type list  fields { 名 { label 名 } } } } }
    台账 { layout ledger  min-rows 1  max-rows 9  fields { cell 甲乙 { separator 、  甲 { label 甲 }  乙 { label 乙 } } } }
  }
  numbers { 字号 { pattern "区处非办发〔{year}〕{serial}号"  from 3 } }
  targets {
    场次 { label 场次  measure 单位.名称  at-least 1  per 街道  within 2023-06  strength must }
    次数 { measure 单位.名称  steps 考核  at-most 9  per 街道  strength aspire }
    正好 { measure 单位.名称  equal 9  per 街道  strength encourage }
    覆盖 { measure 单位.全  full yes  per 街道 }
    覆盖率 { coverage 场次  among 街道  at-least 80%  per 区处非办  source 全覆盖 }
    算式 { formula "sum(单位.名称) + 年份"  at-least { 东街道 1  街道 待定 }  per 街道 }
    人员 { measure "latest 单位.名称"  between "1 to 2"  per 街道  to-date year }
    不得 { measure "max 单位.名称"  forbidden yes  per 街道  strength must-not }
    增长 { measure "distinct 单位.天"  at-least 10%  per 区处非办  within 2023-06  against 2022-06  dated 天  roll-up yes }
    监测 { measure "ratio 单位.率, 单位.名称"  per 街道  strength watch }
    查到 { measure 走访.数  about self  at-most 9  per 街道 }
  }
  steps {
    印发 { do issue    label 印发通知  text notice.gw  to 成员  on 2023-05-31  sign-off 签发  countersign 区教育局  countersign-way in-turn }
    名册 { do collect  form 名册  from 成员  due 2023-06-10  opens 2023-06-01  after 印发  remind "-1, +1"  require 盖章件  review 区处非办  countersign 成员  countersign-count 2  settles at-due }
    考核 { do collect  form 单位  from 成员  due 2023-06-25  after-each 名册 }
    信息 { do collect  form 自报  from 成员  voluntary yes  settles 2023-06-30 }
    登记 { do collect  form 台账  from 成员  due 2023-06-30 }
    期间 { do mark     window 2023-06  by 区处非办  after-some "印发, 名册" }
    定性 { do decision outcomes "一般, 严重=end"  by 区处非办  due 2023-07-31  after-count "2 of 印发, 名册, 考核"  cancel-rest no }
    通报 { do compile  text notice.gw  on 2023-07-31  after-any "定性=一般, 考核"  cancel-rest yes  optional yes }
    初评 { do assess   rules first.info  after 考核  due 2023-07-31 }
    打分 { do assess   rules rules.info  text notice.gw  after 考核  when "考核.accepted >= 1"  on 2023-08-01  by 区处非办 }
    改期 { do issue    text notice.gw  to 成员  after 打分  number 字号  announces 竞答.window  public no  implements 甲文
      relays 乙文  promulgates 丙文  attaches 丁文  joint "区处非办, 东街道"  amends 戊文  replaces 己文  responds-to 庚文 }
    竞答 { do mark     window 另行通知  one-at-a-time yes  steps { 出题 { do mark } } }
    报街 { do collect  form 台账  from 成员  to 区处非办  after 竞答 }
    逐街 { do each     over 街道  in-turn yes  complete-when "逐街.closed_count >= 2"  rest cancel  steps { 走访 { do collect  form 自报  from self } } }
    每月 { do repeat   every month  first 2023-06-01  until 2023-07-01  rest-days keep  complete-when "每月.count > 1"  rest run-on  steps { 月报 { do collect  form 自报  from 街道 } } }
    线索 { do case     form 自报  from 街道  opens 2023-06-01  until 2023-06-30  await all  complete-when "线索.count > 1"  rest run-on  steps {
      核实 { do decision outcomes "属实=end, 不实=end" } } }
    追报 { do supervise  of 登记  except 区教育局  cool-down 2  one-each yes  steps { 催 { do issue  text notice.gw  to late  on 逾期后1个工作日 } } }
    另件 { do call     workflow part.info  with { 题 甲 } }
    逐级 { do cascade  from "牵头, 街道"  require 小结  due 2023-07-31  levels "街道 2"  workflow below.info  result 小计  own 小计 }
  }
}
)";

const std::string chinese = R"(活动 宣传月 {
  标题  2023年宣传月
  主题  守住钱袋子
  牵头  区处非办
  起止  "2023-05-31 至 2023-12-31"
  日历  放假.csv
  选用  通报
  参数  { 年份 2023  主题 防范非法集资 }
  启动时填写 { 联系人.姓名 联系人姓名  组长.姓名 { 说明 组长姓名  公开 是 } }
  单位  { 取自 units.csv }
  人员  { 取自 people.csv }
  监督  区教育局
  分组  { 成员 街道、区教育局 }
  角色  { 签发 区处非办 }
  决策  { 扣分 { 取自 penalty.csv } }
  表单 {
    单位 { 标题 "{{年份}}年统计表"  版式 分栏  表头 填报单位：  填表说明 说明  横向 是
      字段 {
        栏目 活动 { 名称 { 名称 名称  类型 数量  计量单位 次  必填 是 } }
        合并格 合计 { 标题 { 名称 标题  类型 长文本  最多字数 50 }  类型 { 名称 类型  类型 选择  选项 甲、乙  个人信息 否 } }
        天 { 名称 天  类型 日期 }  率 { 名称 率  类型 小数 }  全 { 名称 全  类型 是否 }  话 { 名称 电话  类型 电话 }  字 { 名称 字  类型 文本 }
      }
      校验 { 核对 { 应满足 "名称 >= 0"  级别 错误  提示语 请核对 }  再核对 { 应满足 "名称 > 0"  级别 提醒  提示语 请再核对 } } }
    名册 { 版式 行列  行 { 负责人 承办负责人 }  字段 { 姓名 { 名称 姓名 } } }
    自报 { 版式 逐项  零报告 是  字段 {
      数 { 名称 数  类型 数量  最小 0  最大 9  超限不收 是  累计 是  填写提示 不含上年  默认 1  预填 "previous.数"  填写人 街道  可见 街道、签发 }
      短信 { 名称 短信  类型 数量  印出 否 }  微信 { 名称 微信  类型 数量  印出 否 }
      线上 { 名称 线上  类型 合计  合计自 短信、微信 }
      比 { 名称 比  类型 计算  公式 "数 / 2"  小数位 1 }
      日 { 名称 日  类型 日期  不限期间 是 }
      言 { 名称 言  类型 文本  最少字数 2  应满足 "数 < 9"  提示语 请写明 }
      图 { 名称 图  类型 附件  材料种类 照片 }
      单 { 名称 单  类型 清单  字段 { 名 { 名称 名 } } } } }
    台账 { 版式 台账  最少行数 1  最多行数 9  字段 { 合并格 甲乙 { 分隔 、  甲 { 名称 甲 }  乙 { 名称 乙 } } } }
  }
  文号 { 字号 { 式样 "区处非办发〔{year}〕{serial}号"  起号 3 } }
  目标 {
    场次 { 名称 场次  指标 单位.名称  不少于 1  适用 街道  期间 2023年6月  要求 必须 }
    次数 { 指标 单位.名称  步骤 考核  不超过 9  适用 街道  要求 力争 }
    正好 { 指标 单位.名称  等于 9  适用 街道  要求 鼓励 }
    覆盖 { 指标 单位.全  全覆盖 是  适用 街道 }
    覆盖率 { 覆盖率 场次  范围 街道  不少于 80%  适用 区处非办  依据 全覆盖 }
    算式 { 算式 "sum(单位.名称) + 年份"  不少于 { 东街道 1  街道 待定 }  适用 街道 }
    人员 { 指标 "最新 单位.名称"  介于 1至2  适用 街道  累计 本年 }
    不得 { 指标 "最大 单位.名称"  不得发生 是  适用 街道  要求 不得 }
    增长 { 指标 "不同 单位.天"  不少于 10%  适用 区处非办  期间 2023-06  对比 2022年6月  按日期 天  含下级 是 }
    监测 { 指标 "比率 单位.率、单位.名称"  适用 街道  要求 监测 }
    查到 { 指标 走访.数  计入 本单位  不超过 9  适用 街道 }
  }
  步骤 {
    印发 { 做 发文  名称 印发通知  文稿 notice.gw  发给 成员  日期 2023年5月31日  签批 签发  会签 区教育局  会签办法 依次 }
    名册 { 做 收集  表单 名册  报送单位 成员  截止 2023年6月10日  开始 2023年6月1日  之后 印发  提醒 -1、+1  材料 盖章件  审核 区处非办  会签 成员  会签家数 2  收齐 截止 }
    考核 { 做 收集  表单 单位  报送单位 成员  截止 2023-06-25  逐个之后 名册 }
    信息 { 做 收集  表单 自报  报送单位 成员  自愿 是  收齐 2023年6月30日 }
    登记 { 做 收集  表单 台账  报送单位 成员  截止 2023年6月30日 }
    期间 { 做 节点  期间 2023年6月  主办 区处非办  之后任一有效 印发、名册 }
    定性 { 做 决定  结果 一般、严重=结束  由谁 区处非办  截止 2023-07-31  之后若干 2个：印发、名册、考核  其余取消 否 }
    通报 { 做 汇总  文稿 notice.gw  日期 2023-07-31  之后最先 定性=一般、考核  其余取消 是  可选 是 }
    初评 { 做 考核  规则 first.info  之后 考核  截止 2023年7月31日 }
    打分 { 做 考核  规则 规则.info  文稿 notice.gw  之后 考核  当 "考核.accepted >= 1"  日期 2023-08-01  主办 区处非办 }
    改期 { 做 发文  文稿 notice.gw  发给 成员  之后 打分  文号 字号  宣布 竞答.window  公开 否  贯彻 甲文
      转发 乙文  印发 丙文  附送 丁文  联合发文 区处非办、东街道  修改 戊文  代替 己文  答复 庚文 }
    竞答 { 做 节点  期间 另行通知  逐项 是  步骤 { 出题 { 做 节点 } } }
    报街 { 做 收集  表单 台账  报送单位 成员  报送至 区处非办  之后 竞答 }
    逐街 { 做 逐个  对象 街道  依次 是  办结条件 "逐街.closed_count >= 2"  其余 取消  步骤 { 走访 { 做 收集  表单 自报  报送单位 本单位 } } }
    每月 { 做 循环  每 月  首期 2023-06-01  末期 2023-07-01  休息日 照做  办结条件 "每月.count > 1"  其余 继续  步骤 { 月报 { 做 收集  表单 自报  报送单位 街道 } } }
    线索 { 做 案件  表单 自报  报送单位 街道  开始 2023-06-01  截止 2023-06-30  等候 全部  办结条件 "线索.count > 1"  其余 继续  步骤 {
      核实 { 做 决定  结果 属实=结束、不实=结束 } } }
    追报 { 做 督办  督办事项 登记  不督办 区教育局  间隔 2  一家一份 是  步骤 { 催 { 做 发文  文稿 notice.gw  发给 逾期单位  日期 逾期后1个工作日 } } }
    另件 { 做 调用  工作流 part.info  代入 { 题 甲 } }
    逐级 { 做 层层部署  报送单位 牵头、街道  材料 小结  截止 2023-07-31  层级 "街道 2"  工作流 below.info  上报步骤 小计  各级自定 小计 }
  }
}
)";

const std::string rules = R"(assessment {
  title 考核表  judged "街道, 部门"  total 待定  scale yes  round "1 half-even"  rank dense  rank-within-class yes
  external 平安建设  external-points 年份
  grades { 优 "90 up"  良 "60 to 90"  差 "below 60" }
  items {
    一 { label 按时  deadline 考核  weight 2  late-day 1  late-report 0.5  missing 1  floor 0  ceiling 2 }
    二 { label 达标  target 场次 }
    三 { label 签收  receipt 印发 }
    四 { points 30  total 4  all-or-nothing no  items {
      五 { checklist "甲, 场次"  all-or-nothing yes  points 2 }
      六 { proportional 场次  cap 120%  points 2 } } }
    七 { bands 场次  table { 5 "10 up"  0 "below 10" } }
    八 { deduct 区处非办  each 1  indicator 另一指标 }
    九 { bonus 次数  ceiling 3 }
    十 { veto 区处非办  grade 差 }
    季 { score 初评  points 5 }
    评 { expert 签发  combine weighted-avg  raters { 区处非办 1 }  per 街道 }
  }
  awards { 优秀 { label 优秀单位  nominate 街道  decide 签发  quota 3  per-nominator { 街道 1 } } }
}
)";

const std::string rules_zh = R"(考核 {
  标题 考核表  对象 街道、部门  总分 待定  折算 是  修约 "1 四舍六入五成双"  名次 并列不占位  分类排名 是
  计入 平安建设  计入分值 年份
  等次 { 优 90以上  良 60至90  差 不满60 }
  考核项 {
    一 { 名称 按时  按时 考核  权重 2  每迟一天 1  每迟一次 0.5  每缺一次 1  最低 0  最高 2 }
    二 { 名称 达标  达标 场次 }
    三 { 名称 签收  签收 印发 }
    四 { 分值 30  合计 4  全有全无 否  考核项 {
      五 { 清单 甲、场次  全有全无 是  分值 2 }
      六 { 按比例 场次  封顶 120%  分值 2 } } }
    七 { 按档 场次  分档 { 5 10以上  0 不满10 } }
    八 { 扣分 区处非办  每件 1  外部指标 另一指标 }
    九 { 加分 次数  最高 3 }
    十 { 一票否决 区处非办  等次 差 }
    季 { 得分 初评  分值 5 }
    评 { 评分 签发  合成 加权平均  评分人 { 区处非办 1 }  适用 街道 }
  }
  荣誉 { 优秀 { 名称 优秀单位  推荐 街道  审定 签发  名额 3  每家名额 { 街道 1 } } }
}
)";

Environment files(const std::string& name, const std::string& campaign) {
  return Environment::in_memory(
      {{"c/" + name, campaign},
       {"c/units.csv", "编号,名称,类别,上级\noffice,区处非办,牵头,\neast,东街道,街道,office\nedu,区教育局,部门,\n"},
       {"c/放假.csv", "2023-06-19,休,本县放假\n"},
       {"c/people.csv", "账号,单位,岗位\nzhang,区处非办,签发\n"},
       {"c/notice.gw",
        "---\n标题  关于{{主题}}的通知\n主送机关  各单位\n署名  区处非办\n成文日期  {{today}}\n---\n"
        "现将有关事项通知如下：\n联系人：{{联系人.姓名}}\n"},
       {"c/part.info", "campaign 另件 { parameters { 题 乙 }  steps { 小结 { do mark } } }\n"},
       {"c/penalty.csv", "U,迟报天数,-> 扣分\n1,<= 3,0\n2,> 3,2\n"},
       {"c/below.info",
        "campaign 下级 { title 下级活动 period \"2023-05-31 to 2023-12-31\" units { from units.csv } lead office\n"
        "steps { 小计 { do collect  from 街道  require 小结  due 2023-07-20 } } }\n"},
       {"c/first.info", "assessment { items { 一 { deadline 考核 } } }\n"},
       {"c/rules.info", rules},
       {"c/规则.info", rules_zh}},
      Instant{});
}

std::string described(const std::string& name, const std::string& campaign) {
  const auto definition = load("c/" + name, files(name, campaign));
  REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::zh));
  CHECK_MESSAGE(definition.diagnostics().empty(), to_text(definition.diagnostics(), Language::zh));
  return replace_all(describe(*definition), "规则.info", "rules.info");
}

// Without the order of its lists every key of the language appears in the sample.
void check_uses_all(const std::string& text, const SectionKeys& keys, bool in_chinese) {
  for (const auto& key : keys) {
    const std::string word(in_chinese ? key.chinese : key.name);
    if (key.name == "id") continue;
    CAPTURE(word);
    CHECK(text.find(word + " ") != std::string::npos);
  }
}

}  // namespace

TEST_CASE("Chinese keys give the same definition as English ones") {
  CHECK(described("campaign.info", chinese) == described("campaign.info", english));
}

TEST_CASE("the two samples use every key of campaigns and forms and targets and steps and assessments") {
  for (const auto* keys : {&language::campaign, &language::supplied, &language::form, &language::field, &language::check,
                           &language::target, &language::step}) {
    check_uses_all(english, *keys, false);
    check_uses_all(chinese, *keys, true);
  }
  for (const auto* keys : {&language::assessment, &language::item, &language::award}) {
    check_uses_all(rules, *keys, false);
    check_uses_all(rules_zh, *keys, true);
  }
  for (const auto& kind : kind_infos())
    for (const auto& key : kind.keys) {
      CAPTURE(key.chinese);
      CHECK(chinese.find(" " + key.chinese + " ") != std::string::npos);
      CHECK(english.find(" " + key.name + " ") != std::string::npos);
    }
}

TEST_CASE("the names an author gives are kept although they are also keys") {
  const auto definition = load("c/campaign.info", files("campaign.info", chinese));
  REQUIRE(definition.ok());
  CHECK(definition->step("考核") != nullptr);
  CHECK(definition->step("期间") != nullptr);
  CHECK(definition->forms.contains("单位"));
  CHECK(definition->parameters.contains("主题"));
  CHECK(definition->forms.at("单位").field("名称") != nullptr);
}

TEST_CASE("the JSON of a campaign is the same campaign") {
  for (const auto& text : {english, chinese}) {
    const auto tree = read_info(text, "c/campaign.info", "c", files("campaign.info", text));
    REQUIRE(tree.ok());
    CHECK(described("campaign.json", write_json_tree((*tree)->root)) == described("campaign.info", text));
  }
}

TEST_CASE("the JSON of Yangquan 2023 is Yangquan 2023") {
  const std::string folder = source_folder + "workflows/yangquan-2023/";
  const auto info = load(folder + "campaign.info");
  REQUIRE(info.ok());
  const auto tree = read_tree(folder + "campaign.info", folder, Environment::system());
  REQUIRE(tree.ok());
  auto environment = Environment::system();
  const auto json = write_json_tree((*tree)->root);
  environment.read_file = [&, read = environment.read_file](const std::string& path) {
    return path.ends_with("campaign.json") ? Result<std::string>(json) : read(path);
  };
  const auto from_json = load(folder + "campaign.json", environment);
  REQUIRE_MESSAGE(from_json.ok(), to_text(from_json.diagnostics(), Language::zh));
  CHECK(describe(*from_json) == describe(*info));
}

TEST_CASE("a definition knows every file it was read from and what they include") {
  const auto definition = load(source_folder + "tests/corpus/campaigns/good.info");
  REQUIRE(definition.ok());
  std::vector<std::string> names;
  for (const auto& [path, text] : definition->files)
    names.push_back(replace_all(path, source_folder + "tests/corpus/campaigns/", ""));
  CHECK(names ==
        std::vector<std::string>{"good.info", "parts/head.info", "parts/notice.gw", "parts/tail.info", "parts/units.csv"});
}
