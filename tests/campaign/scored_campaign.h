// The campaign of docs/assessment.md: two streets, two communities and a department, one form of activities.
#pragma once

#include "tests/campaign/a_campaign.h"

namespace hongtou::test {

inline std::string scored_campaign_text(const std::string& targets) {
  return "campaign test {\ntitle 测试活动\nperiod \"2023-05-01 to 2023-12-31\"\nunits { from units.csv }\nlead 区处非办\n"
         "parameters { 场次要求 10  分值 { 报送 20 }  名额 待定 }\n"
         "forms { activity { fields { date { label 日期  type date }  place { label 地点  type text }\n"
         "  events { label 场次  type count }  people { label 人次  type count }  score { label 评分  type decimal }\n"
         "  all { label 全覆盖  type boolean }  note { label 备注  type text }\n"
         "  checked { label 被查单位  type unit_ref } } } }\n"
         "targets {\n  lecture { measure activity.events  at-least 1  per 社区 }\n"
         "  events { measure activity.events  at-least 10  per \"街道, 社区\" }\n"
         "  cases { measure activity.events  forbidden yes  per 街道 }\n"
         "  more { measure activity.events  at-least 20  strength aspire  per 街道 }\n"
         "  rate { formula \"0.9\"  at-least 95%  per 街道 }\n" +
         targets +
         "}\nsteps {\n  notice { do issue  text notice.gw  to \"街道, 社区, 部门\"  on 2023-05-02 }\n"
         "  report { do collect  form activity  from \"街道, 社区, 部门\"  due 2023-06-25  after notice }\n"
         "  season { do assess  rules season.info  after report }\n"
         "  assess { do assess  rules rules.info  after season }\n}\n}\n";
}

inline Result<Definition> read_scored_campaign(const std::string& targets, const std::string& rules) {
  return load_definition("c/campaign.info", kind_infos(),
                         Environment::in_memory({{"c/campaign.info", scored_campaign_text(targets)},
                                                 {"c/rules.info", rules},
                                                 {"c/season.info", "assessment { items { a { deadline report } } }\n"},
                                                 {"c/notice.gw", notice_gw},
                                                 {"c/units.csv",
                                                  "编号,名称,类别,上级\noffice,区处非办,牵头,\neast,东街道,街道,office\n"
                                                  "west,西街道,街道,office\na,阳光社区,社区,east\nb,星光社区,社区,east\n"
                                                  "edu,区教育局,部门,office\n"}},
                                                Instant{}));
}

// What the notice and three monthly reports of the east street came to.
inline Evidence scored_evidence(const Definition& definition, const std::vector<Record>& records) {
  using Status = DeadlineOutcome::Status;
  Evidence evidence;
  evidence.parameters = definition.parameters;
  evidence.deadlines["report"]["east"] = {{Status::punctual, "monthly[2023-06]/", 0, "按时", "on time"},
                                          {Status::late, "monthly[2023-07]/", 2, "逾期", "late"},
                                          {Status::missing, "monthly[2023-08]/", 0, "未报送", "not submitted"}};
  evidence.scores["season"]["east"] = {{"", "一季度", 80, 100, false}, {"", "二季度", 90, 100, false}};
  evidence.receipts["notice"]["east"] = {Status::punctual, "", 0, "已签收", "receipt confirmed"};
  evidence.receipts["notice"]["west"] = {Status::missing, "", 0, "未签收", "receipt not confirmed"};
  const Value parameters{definition.parameters};
  const Basis basis{records, *parse_date("2023-06-20"), parameters, {}};
  for (const auto& target : definition.targets)
    for (auto& result : measure(definition, target, basis)) evidence.targets[target.id].emplace(result.unit, result);
  return evidence;
}

}  // namespace hongtou::test
