// The campaign of Litong 2021 as its plan tells it: four phases, three ways to dispose of a clue, creation standards.
#include <algorithm>

#include "shipped_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const ShippedCampaign litong("litong-2021");

std::vector<std::string> outcomes_of(const Definition& definition, const std::string& step) {
  std::vector<std::string> names;
  for (const auto& outcome : definition.step(step)->setting("outcomes")->outcomes) names.push_back(outcome.name);
  return names;
}

std::size_t in_class(const Definition& definition, const std::vector<std::string>& units, const std::string& unit_class) {
  return static_cast<std::size_t>(std::count_if(
      units.begin(), units.end(), [&](const auto& unit) { return definition.unit(unit).unit_class == unit_class; }));
}

std::map<std::string, std::string> statuses(const Campaign& campaign, const std::string& target) {
  std::map<std::string, std::string> found;
  for (const auto& [unit, result] : *campaign.state().final_targets.at(target).map())
    found[unit] = result.at("status").text_or("");
  return found;
}

}  // namespace

TEST_CASE("Litong's four phases are whole months after a gap and the campaign ends in October of the next year") {
  const auto definition = litong.definition();
  CHECK(definition.period == *parse_period("2021-10-22 to 2022-10-31"));
  CHECK(*definition.step("notice")->date("on") == *parse_date("2021-10-22"));
  CHECK(*definition.step("mobilisation")->period("window") == *parse_period("2021-11-01 to 2021-11-30"));
  CHECK(*definition.step("education")->period("window") == *parse_period("2021-12-01 to 2021-12-31"));
  CHECK(*definition.step("disposal")->period("window") == *parse_period("2022-01-01 to 2022-09-30"));
  CHECK(*definition.step("improvement")->period("window") == *parse_period("2022-10-01 to 2022-10-31"));
}

TEST_CASE("Litong's leading group has twenty-nine names and the tasks have the units that are printed") {
  const auto definition = litong.definition();
  std::size_t names = 0;
  for (const auto& supplied : definition.supplied) {
    CHECK(supplied.is_public == (supplied.name != "signatory"));
    names += supplied.name.starts_with("roster.") ? 1u : 0u;
  }
  CHECK(names == 29);
  const auto& members = definition.groups.at("members");
  CHECK(in_class(definition, members, "部门") == 15);
  CHECK(in_class(definition, members, "乡镇") == 12);
  const auto expect = [&](const char* group, std::size_t departments, std::size_t townships) {
    CAPTURE(group);
    CHECK(in_class(definition, definition.groups.at(group), "部门") == departments);
    CHECK(in_class(definition, definition.groups.at(group), "乡镇") == townships);
  };
  expect("screening_units", 9, 12);
  expect("enforcement_units", 11, 12);
  expect("reporting_units", 4, 0);
  expect("publicity_units", 11, 12);
  CHECK(definition.groups.at("investigators").size() == 3);
}

TEST_CASE("Litong's targets ask each township for one community and one or two persons and only watch two figures") {
  const auto definition = litong.definition();
  const auto target = [&](const std::string& id) {
    return *std::find_if(definition.targets.begin(), definition.targets.end(), [&](const auto& each) { return each.id == id; });
  };
  CHECK(target("communities").op == Target::Operator::at_least);
  CHECK(target("communities").aim("jinji") == 1);
  CHECK(target("communities").per.size() == 12);
  CHECK(target("staff").op == Target::Operator::between);
  CHECK(target("new_cases").strength == Strength::watch);
  CHECK(target("investors").strength == Strength::watch);
  const auto labels = [&](const std::string& form, FieldType type) {
    std::vector<std::string> found;
    for (const auto* field : definition.forms.at(form).fields())
      if (field->type == type) found.push_back(field->label);
    return found;
  };
  CHECK(labels("checklist", FieldType::boolean) == std::vector<std::string>{"（一）人员、设备、经费和责任落实",
                                                                            "（二）联动预警、数据共享",
                                                                            "（三）常态化宣传，知晓率高", "是否确定"});
  CHECK(labels("supervision", FieldType::count) == std::vector<std::string>{"新发案件（起）", "参与集资（人）"});
}

TEST_CASE("Litong's cover notice has its number and note and no annexes and the plan has seven parts") {
  const auto campaign = litong.played(litong.scenario());
  const auto cover = composed(campaign, "notice", "2021-10-22");
  CHECK(cover.document_number == "吴利政办发〔2021〕67号");
  CHECK(cover.note == "此件公开发布");
  CHECK(cover.attachments.empty());
  CHECK(cover.copy_recipients.empty());
  CHECK(cover.date_of_issue == "2021年10月22日");
  CHECK(cover.date_of_printing == "2021年10月22日");
  CHECK(campaign.definition().step("notice")->flag("public"));

  REQUIRE(cover.issued_text);
  const auto& plan = *cover.issued_text;
  CHECK(plan.title == std::vector<std::string>{"关于开展创建“无非法集资社区（村）”", "工作实施方案"});
  const auto rosters = all_of<Roster>(plan.body);
  REQUIRE(rosters.size() == 1);
  CHECK(rosters.front().members.size() == 29);
  CHECK(rosters.front().members.front().post == "区委常委、政府常务副区长");
  CHECK(rosters.front().members.back().post == "郭家桥乡政府乡长");
  const auto headings = headings_of(plan.body);
  for (const auto* part :
       {"一、总体要求", "二、工作目标", "三、领导小组", "四、重点任务", "（一）全面摸排风险隐患", "（二）加大打击处置力度",
        "（三）优化线索举报机制", "（四）广泛开展宣传教育", "五、实施步骤", "六、创建标准", "七、工作要求"}) {
    CAPTURE(part);
    CHECK(std::count(headings.begin(), headings.end(), part) == 1);
  }
  CHECK(headings.size() == 21);

  check_cites(text_of(plan.body),
              {"《国务院关于进一步做好防范和处置非法集资工作的意见》（国发〔2015〕59号）", "《防范和处置非法集资条例》",
               "《自治区人民政府办公厅关于进一步做好防范和处置非法集资工作的通知》（宁政办发〔2015〕166号）",
               "宁处非办发〔2021〕12号", "机制建设、协作联动、监测预警、宣传教育、风险化解"});

  std::vector<std::string> responsible;
  for (const auto& paragraph : all_of<Paragraph>(plan.body))
    if (const auto at = paragraph.text.find("（责任单位："); at != std::string::npos)
      responsible.push_back(paragraph.text.substr(at));
  CHECK(responsible == std::vector<std::string>{"（责任单位：区发改局、教育局、工信和商务局、公安分局、民政局、自然资源局、住建和"
                                                "交通局、农业农村局、市场监管分局，各乡镇）",
                                                "（责任单位：区人民法院、人民检察院，发改局、教育局、工信和商务局、公安分局、民政"
                                                "局、自然资源局、住建和交通局、农业农村局、"
                                                "市场监管分局，各乡镇）",
                                                "（责任单位：区委宣传部，区发改局、公安分局、财政局）",
                                                "（责任单位：区委宣传部，区发改局、教育局、工信和商务局、公安分局、民政局、司法局"
                                                "、自然资源局、住建和交通局、农业农村局、"
                                                "市场监管分局，各乡镇）"});
}

TEST_CASE("Litong's notice is sent back once and issued at the third signature of the second round") {
  const auto campaign = litong.played(litong.scenario());
  CHECK(events_of(campaign, event_type::document_sent_back, "notice") == 1);
  CHECK(events_of(campaign, event_type::document_issued, "notice") == 1);
  CHECK(to_local_text(*campaign.state().step("notice").settled) == "2021-10-22 10:20");
}

TEST_CASE("a late plan of a Litong unit is taken as late and does not hold up the next phase") {
  const auto campaign = litong.played(litong.scenario());
  const auto plans = collected(*campaign.place("mobilisation/unit_plan"));
  CHECK(plans.asked == 27);
  CHECK(plans.late == std::vector<std::string>{"gaozha"});
  CHECK(plans.missing == std::vector<std::string>{"justice"});
  CHECK(to_local_text(*campaign.state().step("education/publicity").opened) == "2021-12-01 00:00");
  CHECK(to_local_text(*campaign.state().step("summary").opened) == "2022-10-01 00:00");
}

TEST_CASE("Litong reminds of the plans three working days and one before they are due and on the day and the day after") {
  const auto campaign = litong.played(litong.scenario());
  CHECK(reminded_on(campaign, "unit_plan") == std::set<std::string>{"2021-11-25", "2021-11-29", "2021-11-30", "2021-12-01"});
  CHECK(reminded_on(campaign, "screening").empty());
}

TEST_CASE("a Litong clue is classified by a person as crime or controllable or general in this order") {
  const auto definition = litong.definition();
  CHECK(outcomes_of(definition, "classify") == std::vector<std::string>{"涉嫌犯罪", "风险可控", "一般违规"});
  CHECK(definition.step("joint_investigation")->names("from") == std::vector<std::string>{"lead_dept", "police", "market_reg"});
}

TEST_CASE("a general violation that is mended in Litong is closed and its reporter rewarded") {
  const auto campaign = litong.played(litong.scenario());
  const auto& state = campaign.state();
  CHECK(state.step("clue[1]/recheck").outcome == "整改到位");
  CHECK(state.step("clue[1]/classify").round == 1);
  CHECK(state.step("clue[1]/reward_record").documents.size() >= 1);
  CHECK(campaign.place("clue[1]/rectify")->span("due")->last_day() == *parse_date("2022-03-15"));
}

TEST_CASE("a general violation that is not mended in Litong is classified again and then guided") {
  const auto campaign = litong.played(litong.scenario());
  const auto& state = campaign.state();
  CHECK(state.step("clue[2]/classify").round == 2);
  CHECK(state.step("clue[2]/classify").outcome == "风险可控");
  CHECK(state.step("clue[2]/guide").status == StepStatus::done);
  CHECK(state.step("clue[2]/transfer").status == StepStatus::dead);
}

TEST_CASE("a suspected crime in Litong goes to the police and a filed case is published") {
  const auto campaign = litong.played(litong.scenario());
  const auto& state = campaign.state();
  CHECK(state.step("clue[3]/filing").outcome == "立案");
  CHECK(state.step("clue[3]/publish_case").status == StepStatus::done);
  CHECK(state.step("clue[3]/recovery").status == StepStatus::done);
  CHECK(state.step("clue[5]/filing").outcome == "不予立案");
  CHECK(state.step("clue[5]/publish_case").status == StepStatus::dead);
  CHECK(state.step("clue[4]/verify").outcome == "不属实");
  CHECK(state.step("clue[4]/classify").status == StepStatus::dead);
}

TEST_CASE("a Litong unit that keeps silent is urged and warned and named in a bulletin and each happens once") {
  const auto campaign = litong.played(litong.scenario());
  const auto& state = campaign.state();
  CHECK(scope_keys(campaign, "chase") == std::vector<std::string>{"1"});
  for (const auto* rung : {"urge", "warning", "criticism"}) {
    CAPTURE(rung);
    CHECK(events_of(campaign, event_type::document_issued, rung) == 1);
  }
  const auto told = [&](const std::string& rung) {
    std::vector<std::string> units;
    for (const auto& [unit, item] : state.step("chase[1]/" + rung).items) units.push_back(unit);
    return units;
  };
  CHECK(told("urge") == std::vector<std::string>{"agriculture", "malianqu"});
  CHECK(told("warning") == std::vector<std::string>{"malianqu"});
  CHECK(told("criticism").size() == 27);
  CHECK(to_local_text(*state.step("chase[1]/urge").settled) == "2022-11-01 09:00");
  CHECK(to_local_text(*state.step("chase[1]/warning").settled) == "2022-11-03 16:00");
  CHECK(to_local_text(*state.step("chase[1]/criticism").settled) == "2022-11-07 11:00");

  CHECK(composed(campaign, "chase[1]/urge", "2022-11-01").format == DocumentFormat::letter);
  const auto bulletin = composed(campaign, "chase[1]/criticism", "2022-11-07");
  CHECK(bulletin.document_number == "吴利政办发〔2022〕1号");
  check_cites(text_of(bulletin.body), {"仍有1个单位没有报送", "马莲渠乡。"});
}

TEST_CASE("Litong's targets are met at their bounds and missed by the units that differ") {
  const auto campaign = litong.played(litong.scenario());
  CHECK(statuses(campaign, "communities").at("malianqu") == "not_met");
  CHECK(statuses(campaign, "communities").at("jinji") == "met");
  CHECK(statuses(campaign, "staff").at("gucheng") == "not_met");
  CHECK(statuses(campaign, "staff").at("gaozha") == "met");
  CHECK(statuses(campaign, "equipment").at("gaozha") == "not_met");
  CHECK(statuses(campaign, "no_cases").at("shengli") == "not_met");
  CHECK(statuses(campaign, "new_cases").at("shengli") != "not_met");
}

TEST_CASE("Litong's creation list names the communities that meet all three standards") {
  const auto campaign = litong.played(litong.scenario());
  const auto list = composed(campaign, "creation_list", "2022-11-04");
  std::string text;
  for (const auto& paragraph : all_of<Paragraph>(list.body)) text += paragraph.text + "\n";
  CHECK(text.find("金积镇乙村") != std::string::npos);
  CHECK(text.find("高闸镇甲社区") == std::string::npos);
  CHECK(campaign.state().step("candidate").scopes.size() == 12);
}

TEST_CASE("Litong deducts points under the indicator of the yearly assessment once they have been set") {
  const auto definition = litong.definition();
  const auto& rules = definition.assessments.at("assessment.info");
  CHECK(unset_parameters(rules, Value(definition.parameters)) == std::vector<std::string>{"deduction"});
  CHECK(rules.items.front().kind == AssessmentItem::Kind::deduct);
  CHECK(rules.items.front().indicator == "防范化解金融领域风险防控");

  const auto campaign = litong.played(litong.scenario());
  std::map<std::string, std::string> points;
  for (const auto& unit : *campaign.state().step("assess").results.list())
    points[unit.at("unit").text_or("")] = unit.at("items").list()->front().at("points").print();
  CHECK(points.size() == 27);
  CHECK(points.at("malianqu") == "-2");
  CHECK(points.at("justice") == "-2");
  CHECK(points.at("jinji") == "0");

  const auto tables = all_of<Table>(composed(campaign, "assess", "2022-11-07").attachments.back().body);
  REQUIRE(tables.size() == 1);
  CHECK(tables.front().header.front().back().text == "扣分合计");
}

TEST_CASE("the standard of Litong's plan tells crime from what can be controlled from a general violation and only warns") {
  const auto definition = litong.definition();
  const auto& form = definition.forms.at("investigation");
  const auto found = [&](bool crime, bool suspected, bool business, bool controllable, const std::string& opinion) {
    const auto findings = check_submission(form, Value(Map{{"facts", "查明"},
                                                           {"verified", true},
                                                           {"crime", crime},
                                                           {"suspected", suspected},
                                                           {"business", business},
                                                           {"controllable", controllable},
                                                           {"people", 3},
                                                           {"amount", 2},
                                                           {"opinion", opinion}}));
    for (const auto& finding : findings) CHECK(finding.severity == Severity::warning);
    return findings.size();
  };
  CHECK(found(true, true, true, true, "涉嫌犯罪") == 0);
  CHECK(found(false, true, true, true, "风险可控") == 0);
  CHECK(found(false, true, true, false, "一般违规") == 0);
  CHECK(found(false, false, true, true, "一般违规") == 0);
  CHECK(found(true, true, true, true, "风险可控") == 1);
  CHECK(found(false, false, true, true, "不属实") == 1);
}

TEST_CASE("the scenario of Litong makes every document of its model and no other and fills in each form") {
  const auto campaign = litong.played(litong.scenario());
  CHECK(documents_made(campaign) ==
        std::map<std::string, std::string>{{"notice", "关于印发《关于开展创建“无非法集资社区（村）”工作实施方案》的通知"},
                                           {"report_channel", "关于公布非法集资线索举报渠道的公告"},
                                           {"plans", "关于创建“无非法集资社区（村）”工作方案备案情况的通报"},
                                           {"clue_record", "非法集资线索登记表"},
                                           {"reward_record", "非法集资线索举报奖励记录"},
                                           {"admonition_record", "诫勉谈话记录"},
                                           {"order", "责令限期整改通知书"},
                                           {"transfer", "关于移送丙投资咨询公司涉嫌非法集资犯罪线索的函"},
                                           {"publish_case", "关于非法集资典型案例的通报"},
                                           {"supervision_record", "创建“无非法集资社区（村）”工作督导记录"},
                                           {"urge", "关于催报工作总结的函"},
                                           {"warning", "关于限期报送工作总结的督办通知"},
                                           {"criticism", "关于创建“无非法集资社区（村）”工作总结报送情况的通报"},
                                           {"subject_files", "高风险主体建档立卡汇编"},
                                           {"risk_ledger", "关于非法集资风险隐患摸排情况的报告"},
                                           {"summaries", "关于创建“无非法集资社区（村）”工作总结情况的报告"},
                                           {"creation_list", "关于公布“无非法集资社区（村）”名单的通知"},
                                           {"assess", "关于创建“无非法集资社区（村）”工作考核情况的通报"}});
  for (const auto* step : {"unit_plan", "publicity", "subjects", "screening", "joint_investigation", "reward", "admonish",
                           "rectify", "guide", "recovery", "summary", "creation", "checklist"}) {
    CAPTURE(step);
    CHECK(events_of(campaign, event_type::report_accepted, step) > 0);
  }
  CHECK(campaign.state().closed);
  CHECK(replay(*campaign.events()) == campaign.state());
}

TEST_CASE("Litong's documents have the elements of their kinds") {
  const auto campaign = litong.played(litong.scenario());
  const auto elements = [&](const std::string& address) { return elements_of(composed(campaign, address, "2022-11-07")); };
  CHECK(elements("notice") == "发文机关标志 发文字号 标题 主送机关 正文 署名 成文日期 附注 印发的文件 印发机关 印发日期");
  CHECK(elements("report_channel") == "发文机关标志 标题 正文 署名 成文日期 附注");
  CHECK(elements("mobilisation/plans") == "发文机关标志 标题 主送机关 正文 附件说明 署名 成文日期 附件 印发机关 印发日期");
  CHECK(elements("clue[1]/admonition_record") == "标题 正文 署名 成文日期");
  CHECK(elements("clue[1]/order") == "发文机关标志 标题 主送机关 正文 署名 成文日期");
  CHECK(elements("clue[3]/transfer") == "发文机关标志 标题 主送机关 正文 署名 成文日期");
  CHECK(elements("clue[3]/publish_case") == "发文机关标志 标题 主送机关 正文 署名 成文日期 附注");
  CHECK(elements("chase[1]/urge") == "发文机关标志 标题 主送机关 正文 署名 成文日期");
  CHECK(elements("chase[1]/criticism") == "发文机关标志 发文字号 标题 主送机关 正文 署名 成文日期 印发机关 印发日期");
  CHECK(elements("summaries") == "发文机关标志 签发人 标题 主送机关 正文 附件说明 署名 成文日期 附件");
  CHECK(elements("creation_list") == "发文机关标志 标题 主送机关 正文 附件说明 署名 成文日期 附件");
  CHECK(elements("assess") == "发文机关标志 标题 主送机关 正文 附件说明 署名 成文日期 附件");
}

TEST_CASE("Litong rehearses to its end whatever the seed") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    CHECK(litong.rehearsed(seed).state().closed);
  }
}
