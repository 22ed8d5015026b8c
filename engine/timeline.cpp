#include "engine/timeline.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <unordered_map>

#include "engine/campaign/event.h"
#include "engine/campaign/scope.h"
#include "engine/text.h"
#include "engine/wording.h"

namespace hongtou {

namespace {

std::vector<std::string> texts(const Value& list) {
  std::vector<std::string> out;
  if (list.list() != nullptr)
    for (const auto& element : *list.list()) out.push_back(element.text_or(""));
  return out;
}

std::size_t size_of(const Value& list) { return list.list() == nullptr ? 0 : list.list()->size(); }

// A definition among whose units are those that joined late; a copy only where somebody did.
class WithMembers {
 public:
  WithMembers(const Definition& definition, const std::vector<LateMember>& joined) : definition_(&definition) {
    if (joined.empty()) return;
    copy_ = std::make_unique<Definition>(definition);
    for (const auto& member : joined) copy_->units.add({member.id, member.name, "", member.parent, {}, {}});
    definition_ = copy_.get();
  }
  const Definition& definition() const { return *definition_; }

 private:
  std::unique_ptr<Definition> copy_;
  const Definition* definition_;
};

// Says an event; dates of another year than its own with their year.
class Teller {
 public:
  Teller(const Definition& definition, const JournalEvent& event, Language language)
      : definition_(definition), event_(event), year_(date_of(event.effective).year()), language_(language) {}

  std::string tell() const {
    const auto sentence = sentences().find(event_.type);
    auto text = sentence == sentences().end() ? event_.type : (this->*sentence->second)(event_.data);
    if (const auto step = event_.data.at("step").text_or(""); !step.empty())
      text = label_of(definition_, step, language_) + colon() + text;
    if (const auto why = event_.data.at("on_behalf").text_or(""); !why.empty())
      text += say({"（代录：{0}）", " (entered from paper: {0})"}, {why});
    return text;
  }

  std::string actor() const {
    if (event_.actor == "engine") return say({"系统", "system"});
    const auto at = event_.actor.rfind('@');
    const bool person = at != std::string::npos && definition_.people.knows(std::string_view(event_.actor).substr(0, at));
    return person
               ? say({"{1}{0}", "{0} of {1}"}, {event_.actor.substr(0, at), definition_.unit_name(event_.actor.substr(at + 1))})
               : definition_.unit_name(event_.actor);
  }

 private:
  using Sentence = std::string (Teller::*)(const Value&) const;

  static const std::unordered_map<std::string_view, Sentence>& sentences();

  std::string say(Words words, const std::vector<std::string>& arguments = {}) const {
    return fill(words.in(language_), arguments);
  }
  std::string colon() const { return say({"：", ": "}); }
  std::string unit(const Value& data) const { return definition_.unit_name(data.at("unit").text_or("")); }
  std::string units(const Value& data) const {
    if (data.at("in_charge").is_null()) return list_of_names(definition_, texts(data.at("units")), language_);
    std::vector<std::string> names;
    for (const auto& each : texts(data.at("units"))) names.push_back(in_charge(data, each));
    return join(names, say({"、", ", "}));
  }
  std::string in_charge(const Value& data, const std::string& unit) const {
    return name_in_charge(definition_, State(), unit, data.at("in_charge").at(unit).text_or(""), language_);
  }
  std::string version(const Value& data) const { return std::to_string(data.at("version").integer_or(1)); }
  std::string reason(const Value& data) const {
    const auto given = data.at("reason").text_or("");
    return given.empty() ? "" : colon() + given;
  }
  std::string word(const std::string& key, const std::unordered_map<std::string_view, Words>& words,
                   const std::vector<std::string>& arguments = {}) const {
    const auto found = words.find(key);
    return found == words.end() ? key : say(found->second, arguments);
  }

  std::string campaign_started(const Value& data) const {
    const auto started = say({"活动启动：{0}", "the campaign starts: {0}"}, {data.at("title").text_or("")});
    if (!data.at("on_paper").boolean_or(false)) return started;
    return started + say({"，在纸面上；补录完毕以前，提醒、督办不由系统发出",
                          ", on paper; until that is entered, reminders and supervision are not sent by the system"});
  }
  std::string went_live(const Value&) const {
    return say({"纸面上办的事补录完毕，从此按时钟进行",
                "what was done on paper has been entered: the campaign goes by the clock from now on"});
  }
  std::string definition_changed(const Value& data) const {
    return say({"活动文件换成新版本{0}", "the campaign goes on with new files{0}"}, {reason(data)});
  }
  std::string clock_moved(const Value& data) const {
    const auto to = parse_instant(data.at("to").text_or(""));
    return say({"时钟拨到 {0}", "the clock is moved to {0}"}, {to ? to_local_text(*to) : ""});
  }
  std::string step_opened(const Value& data) const {
    return data.at("again").boolean_or(false) ? say({"又有逾期的，接着办", "goes on: somebody is late again"})
                                              : say({"开始", "opens"});
  }
  // How a step settled, or why it was skipped.
  std::string way(const Value& data) const {
    static const std::unordered_map<std::string_view, Words> ways{
        {"complete", {"全部办结", "complete"}},
        {"at_due", {"截止日已过", "the due date has passed"}},
        {"on_date", {"到期", "its time is over"}},
        {"share", {"已达到约定比例", "the agreed share is in"}},
        {"condition", {"办结条件成立", "its condition holds"}},
        {"closed", {"人工决定", "closed by hand"}},
        {"when", {"条件不成立", "its condition does not hold"}},
        {"switched_off", {"本次不做", "not part of this campaign"}},
        {"called_off", {"取消", "called off"}},
        {"scope_closed", {"所在的一层已关闭", "what it is part of was closed"}},
        {"cancelled", {"“{0}”已先行", "“{0}” came first"}}};
    return word(data.at("how").text_or(""), ways, {label_of(definition_, data.at("reason").text_or(""), language_)});
  }
  std::string step_skipped(const Value& data) const {
    const bool by_a_step = data.at("how").text_or("") == "cancelled";  // its reason names the step
    return say({"略过（{0}）{1}", "skipped ({0}){1}"}, {way(data), by_a_step ? "" : reason(data)});
  }
  std::string step_died(const Value&) const {
    return say({"不再进行（没有通向它的路）", "will not happen (no way leads to it any more)"});
  }
  std::string step_settled(const Value& data) const {
    return say({"办结（{0}）{1}", "settles ({0}){1}"}, {way(data), reason(data)});
  }
  std::string step_went_stale(const Value& data) const {
    return say({"结果已过时，“{0}”的数据有更正", "its result is out of date: the data of “{0}” was corrected"},
               {label_of(definition_, data.at("because").text_or(""), language_)});
  }
  std::string result_kept(const Value& data) const {
    return say({"结果虽已过时，仍予保留{0}", "its result stands although out of date{0}"}, {reason(data)});
  }
  std::string outcome_chosen(const Value& data) const {
    return say({"决定“{0}”{1}", "decided “{0}”{1}"}, {data.at("outcome").text_or(""), reason(data)});
  }
  std::string items_opened(const Value& data) const {
    const auto count = std::to_string(size_of(data.at("units")));
    const auto due = parse_instant(data.at("due").text_or(""));
    const auto* step = definition_.step(step_name_of(data.at("step").text_or("")));
    if (step != nullptr && step->kind == "issue")
      return say({"待{0}个单位签收", "{0} units are to confirm the receipt"}, {count});
    if (!due) return say({"布置给{0}个单位", "asked of {0} units"}, {count});
    const auto before = day(data, "before");
    const auto instead = before.empty() ? "" : say({"（原定{0}，布置时已过）", " (was {0}, past when asked)"}, {before});
    return say({"布置给{0}个单位，截止{1}{2}", "asked of {0} units, due {1}{2}"},
               {count, due_words(*due, year_, language_), instead});
  }
  std::string items_overdue(const Value& data) const {
    return say({"{0}个单位逾期未报：{1}", "{0} units overdue: {1}"}, {std::to_string(size_of(data.at("units"))), units(data)});
  }
  std::string items_missing(const Value& data) const {
    return say({"{0}个单位缺报：{1}", "{0} units missing: {1}"}, {std::to_string(size_of(data.at("units"))), units(data)});
  }
  std::string items_closed(const Value& data) const {
    return say({"{0}的事项关闭（{1}）", "closed for {0} ({1})"}, {units(data), closing_reason(data.at("reason").text_or(""))});
  }
  // What a person wrote, or the engine's own reason.
  std::string closing_reason(const std::string& given) const {
    static const std::unordered_map<std::string_view, Words> reasons{
        {"voluntary", {"自愿报送，期满未报", "voluntary, none came"}},
        {"cancelled", {"已由其他步骤取代", "another step came first"}},
        {"nobody_late", {"没有逾期未报的了", "nobody is late any more"}},
        {"asked_again", {"退回重办，另行起算", "asked again, reckoned anew"}}};
    return word(given, reasons);
  }
  std::string items_rescheduled(const Value& data) const {
    const auto level = data.at("class").text_or("");
    if (level.empty()) return say({"截止改为{0}：{1}{2}", "now due {0}: {1}{2}"}, {day(data, "due"), units(data), reason(data)});
    return say({"{0}截止由{1}改为{2}，须通知：{3}", "{0}: due {2} instead of {1}, to be told: {3}"},
               {level, day(data, "before"), day(data, "due"), units(data)});
  }
  std::string day(const Value& data, const char* key) const {
    const auto moment = parse_instant(data.at(key).text_or(""));
    return moment ? due_words(*moment, year_, language_) : "";
  }
  std::string levels_deployed(const Value& data) const {
    return say({"{0}个单位对其下级照做：{1}", "{0} units do the same for those below them: {1}"},
               {std::to_string(size_of(data.at("units"))), units(data)});
  }
  std::string heard_from_above(const Value& data) const {
    if (data.at("over").boolean_or(false)) return say({"上级不再收取{0}", "no longer wanted above{0}"}, {reason(data)});
    if (!reason(data).empty())
      return say({"上级退回第{0}次汇总{1}", "total {0} is returned from above{1}"}, {data.at("returned").print(), reason(data)});
    const auto due = parse_date(data.at("due").text_or(""));
    return due ? say({"上级要求{0}前报送", "due above on {0}"}, {day_words(*due, year_, language_)})
               : say({"上级部署", "asked from above"});
  }
  // With the levels they are missing at.
  std::string missing_names(const Value& data, const std::vector<std::string>& units) const {
    if (data.at("names").is_null()) return list_of_names(definition_, units, language_);
    std::vector<std::string> names;
    for (const auto& unit : units) names.push_back(data.at("names").at(unit).text_or(unit));
    return join(names, say({"、", ", "}));
  }
  std::string rolled_up(const Value& data) const {
    const auto missing = texts(data.at("missing"));
    const auto gaps = missing.empty() ? "" : say({"，缺：{0}", ", missing: {0}"}, {missing_names(data, missing)});
    return say({"第{0}次汇总上报，{2}个单位中已报{1}个{3}", "total {0} goes up: {1} of {2} units{3}"},
               {data.at("number").print(), data.at("accepted").print(), data.at("units").print(), gaps});
  }
  std::string draft_saved(const Value& data) const { return say({"{0}存草稿", "{0} saves a draft"}, {unit(data)}); }
  std::string report_withdrawn(const Value& data) const {
    return say({"{0}撤回报送（第{1}版）{2}", "{0} withdraws its report (version {1}){2}"},
               {unit(data), version(data), reason(data)});
  }
  std::string receiver(const Value& data) const { return definition_.unit_name(data.at("to").text_or("")); }
  std::string item_delegated(const Value& data) const {
    if (data.at("to").text_or("").empty())
      return say({"{0}收回委托{1}", "{0} does it by itself again{1}"}, {unit(data), reason(data)});
    return say({"{0}委托{1}办理{2}", "{0} delegates it to {1}{2}"}, {unit(data), receiver(data), reason(data)});
  }
  std::string item_transferred(const Value& data) const {
    if (data.at("to") == data.at("unit"))
      return say({"{0}的事项回到由它自己负责{1}", "{0} answers for it by itself again{1}"}, {unit(data), reason(data)});
    return say({"{0}的事项转{1}负责{2}", "what {0} owes is for {1} now{2}"}, {unit(data), receiver(data), reason(data)});
  }
  std::string unit_urged(const Value& data) const {
    const auto text = data.at("text").text_or("");
    return say({"催办{0}{1}", "urges {0}{1}"},
               {in_charge(data, data.at("unit").text_or("")), text.empty() ? "" : colon() + text});
  }
  std::string units_supervised(const Value& data) const {
    const auto of = label_of(definition_, data.at("of").text_or(""), language_);
    const auto* rung = definition_.step(data.at("rung").text_or(""));
    if (rung == nullptr)
      return say({"{0}逾期未报“{1}”，开始督办", "{0}: late with “{1}”, supervision begins"}, {units(data), of});
    return say({"已对{0}{2}：“{1}”逾期未报", "{0}: {2}, late with “{1}”"}, {units(data), of, rung->label});
  }
  std::string item_suspended(const Value& data) const {
    return say({"{0}的事项暂停{1}", "suspended for {0}{1}"}, {unit(data), reason(data)});
  }
  std::string item_resumed(const Value& data) const {
    const auto due = parse_instant(data.at("due").text_or(""));
    const auto by = due ? say({"，截止改为{0}", ", now due {0}"}, {due_words(*due, year_, language_)}) : "";
    return say({"{0}的事项恢复{1}{2}", "resumed for {0}{1}{2}"}, {unit(data), by, reason(data)});
  }
  // What is countersigned: the draft, or a unit's report.
  std::string countersigned_thing(const Value& data) const {
    return data.at("unit").text_or("").empty() ? say({"文稿", "the draft"})
                                               : say({"{0}的报送", "the report of {0}"}, {unit(data)});
  }
  std::string signer(const Value& data) const { return definition_.unit_name(data.at("signer").text_or("")); }
  std::string countersign_asked(const Value& data) const {
    static const std::unordered_map<std::string_view, Words> ways{
        {"all", {"全部同意", "all have to agree"}}, {"any", {"一家同意即可", "one will do"}}, {"in-turn", {"依次", "in turn"}}};
    const auto way = data.at("way").text_or("all");
    const auto how = ways.contains(way) ? word(way, ways) : say({"{0}家同意即可", "{0} will do"}, {way});
    return say({"{0}请{1}会签（{2}）", "{0} is to be countersigned by {1} ({2})"},
               {countersigned_thing(data), list_of_names(definition_, texts(data.at("signers")), language_), how});
  }
  std::string signer_added(const Value& data) const {
    return say({"{0}加签：{1}{2}", "{0}: also to be countersigned by {1}{2}"},
               {countersigned_thing(data), signer(data), reason(data)});
  }
  std::string signer_dropped(const Value& data) const {
    return say({"{0}减签：{1}{2}", "{0}: no more to be countersigned by {1}{2}"},
               {countersigned_thing(data), signer(data), reason(data)});
  }
  std::string countersigned(const Value& data) const {
    const auto opinion = data.at("opinion").text_or("");
    const auto how = data.at("agrees").boolean_or(false) ? say({"同意", "agrees to"}) : say({"不同意", "does not agree to"});
    return say({"{0}会签{1}：{2}{3}", "{0} {2} {1}{3}"},
               {signer(data), countersigned_thing(data), how, opinion.empty() ? "" : say({"，", ": "}) + opinion});
  }
  std::string copies_sent(const Value& data) const {
    const auto text = data.at("text").text_or("");
    return say({"传阅{0}{1}", "copies to {0}{1}"},
               {list_of_names(definition_, texts(data.at("to")), language_), text.empty() ? "" : colon() + text});
  }
  std::string copy_read(const Value& data) const {
    return say({"{0}已阅", "{0} has read it"}, {definition_.unit_name(data.at("reader").text_or(""))});
  }
  std::string scope_title(const Value& data, const std::string& key) const {
    const auto* step = definition_.step(step_name_of(data.at("step").text_or("")));
    return step == nullptr ? key : scope_label(definition_, *step, key, language_);
  }
  std::string scopes_opened(const Value& data) const {
    std::vector<std::string> names;
    if (const auto* scopes = data.at("scopes").list())
      for (const auto& scope : *scopes) {
        auto name = scope_title(data, scope.at("key").text_or(""));
        const auto title = scope.at("title").text_or("");
        if (!title.empty() && title != name) name += say({"“{0}”", " “{0}”"}, {title});
        names.push_back(std::move(name));
      }
    std::erase(names, "");
    return names.empty() ? say({"展开", "unfolds"}) : say({"展开：{0}", "unfolds: {0}"}, {join(names, say({"、", ", "}))});
  }
  std::string case_corrected(const Value& data) const {
    return say({"{0}更正登记{1}", "what {0} was registered with is corrected{1}"},
               {scope_title(data, data.at("scope").text_or("")), reason(data)});
  }
  std::string intake_shut(const Value&) const { return say({"停止受理", "takes no more in"}); }
  std::string scope_settled(const Value& data) const {
    const auto name = scope_title(data, data.at("scope").text_or(""));
    const bool closed = data.at("how").text_or("") != "complete";
    const auto heir = data.at("unit").text_or("");
    const auto handed = heir.empty() ? "" : say({"，移交{0}", ", handed to {0}"}, {definition_.unit_name(heir)});
    const auto why = closing_reason(data.at("reason").text_or(""));
    return closed ? say({"{0}关闭{1}{2}", "{0} closed{1}{2}"}, {name, why.empty() ? "" : colon() + why, handed})
                  : say({"{0}办结", "{0} settles"}, {name});
  }
  std::string flow_returned(const Value& data) const {
    return say({"退回到“{0}”重办{1}", "back to “{0}”{1}"},
               {label_of(definition_, data.at("to").text_or(""), language_), reason(data)});
  }
  std::string date_announced(const Value& data) const {
    const auto* step = definition_.step(step_name_of(data.at("step").text_or("")));
    const auto key = data.at("key").text_or("");
    return say({"宣布日期 {0}：{1}{2}", "date announced, {0}: {1}{2}"},
               {step == nullptr ? key : key_word(step->kind, key, language_), data.at("value").text_or(""), reason(data)});
  }
  std::string number_taken(const Value& data) const {
    return say({"取文号 {0}", "takes the number {0}"}, {data.at("text").text_or("")});
  }
  std::string number_voided(const Value& data) const {
    return say({"文号 {0} {1} 年第 {2} 号作废{3}", "number {2} of {1} in {0} is void{3}"},
               {data.at("series").text_or(""), data.at("year").print(), data.at("serial").print(), reason(data)});
  }
  std::string document_sent_back(const Value& data) const {
    return say({"“{0}”退回拟稿人{1}", "“{0}” sends it back to the drafter{1}"}, {data.at("role").text_or(""), reason(data)});
  }
  std::string paper_received(const Value& data) const {
    return say({"收到{0}的{1}", "{1} of {0} has come in"}, {unit(data), data.at("kind").text_or("")});
  }
  std::string unit_joined(const Value& data) const {
    const auto name = data.at("name").text_or("");
    return say({"{0}加入", "{0} joins"}, {name.empty() ? definition_.unit_name(data.at("id").text_or("")) : name});
  }
  std::string unit_left(const Value& data) const { return say({"{0}退出{1}", "{0} leaves{1}"}, {unit(data), reason(data)}); }
  std::string entry_made(const Value& data) const {
    if (data.at("kind") == Value("decided"))
      return say({"{0}审定完毕{1}", "{0} has been decided{1}"}, {rule_label(data), reason(data)});
    if (data.at("kind") == Value("grant") && !data.at("granted").boolean_or(true))
      return say({"不予评选：{0}，{1}{2}", "does not choose: {0}, {1}{2}"}, {unit(data), rule_label(data), reason(data)});
    static const std::unordered_map<std::string_view, Words> kinds{
        {"score", {"评定", "judges"}},       {"correction", {"更正", "corrects"}},  {"objection", {"提出异议", "objects"}},
        {"answer", {"答复异议", "answers"}}, {"nomination", {"推荐", "nominates"}}, {"grant", {"评选", "chooses"}}};
    const auto points = data.at("points").is_null() ? "" : " " + data.at("points").print();
    return say({"{0}：{1}，{2}{3}{4}", "{0}: {1}, {2}{3}{4}"},
               {word(data.at("kind").text_or("score"), kinds), unit(data), rule_label(data), points, reason(data)});
  }
  // The label of an assessment's item or award.
  std::string rule_label(const Value& data) const {
    const auto rule = data.at("rule").text_or("");
    const auto* step = definition_.step(step_name_of(data.at("step").text_or("")));
    const auto rules = step == nullptr ? definition_.assessments.end() : definition_.assessments.find(step->name("rules"));
    if (rules == definition_.assessments.end()) return rule;
    for (const auto& award : rules->second.awards)
      if (award.id == rule) return award.label;
    return label_in(rules->second.items, rule);
  }
  static std::string label_in(const std::vector<AssessmentItem>& items, const std::string& rule) {
    for (const auto& item : items) {
      if (item.id == rule) return item.label;
      if (const auto inner = label_in(item.items, rule); inner != rule) return inner;
    }
    return rule;
  }
  std::string parameter_set(const Value& data) const {
    return say({"定参数 {0}：{1}{2}", "sets {0} to {1}{2}"},
               {data.at("name").text_or(""), data.at("value").print(), reason(data)});
  }
  std::string item_waived(const Value& data) const { return say({"{0}免报{1}", "{0} waived{1}"}, {unit(data), reason(data)}); }
  std::string reminder_sent(const Value& data) const {
    std::vector<std::string> items;
    if (const auto* list = data.at("items").list())
      for (const auto& item : *list) {
        items.push_back(say({"{0}（截止{1}）", "{0} (due {1})"},
                            {label_of(definition_, item.at("step").text_or(""), language_), due_of_reminder(item)}));
      }
    return say({"提醒{0}：{1}", "reminder to {0}: {1}"}, {unit(data), join(items, say({"、", ", "}))});
  }
  std::string due_of_reminder(const Value& item) const {
    if (const auto moment = parse_instant(item.at("due_at").text_or(""))) return due_words(*moment, year_, language_);
    const auto day = parse_date(item.at("due").text_or(""));
    return day ? day_words(*day, year_, language_) : "";
  }
  std::string report_submitted(const Value& data) const {
    const auto findings = size_of(data.at("findings"));
    const auto late = data.at("late").boolean_or(false) ? say({"，逾期", ", late"}) : "";
    const auto odd = findings > 0 ? say({"，{0}处存疑", ", {0} findings"}, {std::to_string(findings)}) : "";
    if (!data.at("level").is_null())
      return say({"{0}汇总上报（第{1}版{2}{3}）", "the total of {0} comes up (version {1}{2}{3})"},
                 {unit(data), version(data), late, lacking(data.at("level"))});
    return say({"{0}报送（第{1}版{2}{3}）", "{0} submits (version {1}{2}{3})"}, {unit(data), version(data), late, odd});
  }
  std::string lacking(const Value& level) const {
    const auto missing = size_of(level.at("missing"));
    return missing == 0 ? "" : say({"，缺{0}个单位", ", {0} units missing"}, {std::to_string(missing)});
  }
  std::string report_accepted(const Value& data) const {
    return say({"接收{0}的报送（第{1}版）", "the report of {0} is accepted (version {1})"}, {unit(data), version(data)});
  }
  std::string report_returned(const Value& data) const {
    return say({"退回{0}的报送（第{1}版）{2}", "the report of {0} is returned (version {1}){2}"},
               {unit(data), version(data), reason(data)});
  }
  std::string receipt_confirmed(const Value& data) const { return say({"{0}签收", "{0} confirms the receipt"}, {unit(data)}); }
  std::string document_signed(const Value& data) const {
    const auto opinion = data.at("opinion").text_or("");
    return say({"“{0}”签批{1}", "signed as “{0}”{1}"}, {data.at("role").text_or(""), opinion.empty() ? "" : colon() + opinion});
  }
  std::string document_issued(const Value& data) const {
    return say({"印发“{0}”，发{1}个单位", "issues “{0}” to {1} units"},
               {data.at("title").text_or(""), std::to_string(size_of(data.at("recipients")))});
  }
  std::string document_compiled(const Value& data) const {
    return say({"生成“{0}”", "makes “{0}”"}, {data.at("title").text_or("")});
  }
  std::string targets_measured(const Value& data) const {
    std::vector<std::string> measured;
    for (const auto& target : texts(data.at("targets")))
      measured.push_back(measured_target(target, data.at("results").at(target)));
    return say({"核定指标：{0}", "targets measured: {0}"}, {join(measured, say({"；", "; "}))});
  }
  std::string measured_target(const std::string& id, const Value& results) const {
    const auto target =
        std::find_if(definition_.targets.begin(), definition_.targets.end(), [&](const Target& each) { return each.id == id; });
    std::size_t met = 0;
    if (results.map() != nullptr)
      for (const auto& [name, result] : *results.map()) met += result.at("status").text_or("") == "met" ? 1u : 0u;
    const auto all = results.map() == nullptr ? 0 : results.map()->size();
    return (target == definition_.targets.end() ? id : target->label) + " " + std::to_string(met) + "/" + std::to_string(all);
  }
  std::string units_assessed(const Value& data) const {
    return say({"考核{0}个单位", "{0} units assessed"}, {std::to_string(size_of(data.at("results")))});
  }
  std::string step_noted(const Value& data) const { return say({"记录：{0}", "noted: {0}"}, {data.at("note").print()}); }
  std::string incident_raised(const Value& data) const {
    std::vector<std::string> problems;
    if (const auto* list = data.at("problems").list())
      for (const auto& problem : *list) problems.push_back(problem.at(language_ == Language::zh ? "zh" : "en").text_or(""));
    return say({"出现问题，待人处理：{0}", "waits for a person: {0}"}, {join(problems, say({"；", "; "}))});
  }
  std::string incident_cleared(const Value&) const { return say({"问题已处理", "the problem is settled"}); }
  std::string campaign_closed(const Value& data) const { return say({"活动结束{0}", "the campaign is over{0}"}, {reason(data)}); }

  const Definition& definition_;
  const JournalEvent& event_;
  const std::chrono::year year_;
  const Language language_;
};

const std::unordered_map<std::string_view, Teller::Sentence>& Teller::sentences() {
  namespace t = event_type;
  static const std::unordered_map<std::string_view, Sentence> all{{t::campaign_started, &Teller::campaign_started},
                                                                  {t::definition_changed, &Teller::definition_changed},
                                                                  {t::clock_moved, &Teller::clock_moved},
                                                                  {t::went_live, &Teller::went_live},
                                                                  {t::step_opened, &Teller::step_opened},
                                                                  {t::step_skipped, &Teller::step_skipped},
                                                                  {t::step_died, &Teller::step_died},
                                                                  {t::step_settled, &Teller::step_settled},
                                                                  {t::step_went_stale, &Teller::step_went_stale},
                                                                  {t::result_kept, &Teller::result_kept},
                                                                  {t::outcome_chosen, &Teller::outcome_chosen},
                                                                  {t::items_opened, &Teller::items_opened},
                                                                  {t::items_overdue, &Teller::items_overdue},
                                                                  {t::items_missing, &Teller::items_missing},
                                                                  {t::items_closed, &Teller::items_closed},
                                                                  {t::items_rescheduled, &Teller::items_rescheduled},
                                                                  {t::levels_deployed, &Teller::levels_deployed},
                                                                  {t::heard_from_above, &Teller::heard_from_above},
                                                                  {t::rolled_up, &Teller::rolled_up},
                                                                  {t::scopes_opened, &Teller::scopes_opened},
                                                                  {t::case_corrected, &Teller::case_corrected},
                                                                  {t::scope_settled, &Teller::scope_settled},
                                                                  {t::intake_shut, &Teller::intake_shut},
                                                                  {t::flow_returned, &Teller::flow_returned},
                                                                  {t::date_announced, &Teller::date_announced},
                                                                  {t::number_taken, &Teller::number_taken},
                                                                  {t::number_voided, &Teller::number_voided},
                                                                  {t::document_sent_back, &Teller::document_sent_back},
                                                                  {t::paper_received, &Teller::paper_received},
                                                                  {t::unit_joined, &Teller::unit_joined},
                                                                  {t::unit_left, &Teller::unit_left},
                                                                  {t::entry_made, &Teller::entry_made},
                                                                  {t::parameter_set, &Teller::parameter_set},
                                                                  {t::item_waived, &Teller::item_waived},
                                                                  {t::reminder_sent, &Teller::reminder_sent},
                                                                  {t::report_submitted, &Teller::report_submitted},
                                                                  {t::report_accepted, &Teller::report_accepted},
                                                                  {t::report_returned, &Teller::report_returned},
                                                                  {t::receipt_confirmed, &Teller::receipt_confirmed},
                                                                  {t::document_signed, &Teller::document_signed},
                                                                  {t::document_issued, &Teller::document_issued},
                                                                  {t::document_compiled, &Teller::document_compiled},
                                                                  {t::targets_measured, &Teller::targets_measured},
                                                                  {t::units_assessed, &Teller::units_assessed},
                                                                  {t::step_noted, &Teller::step_noted},
                                                                  {t::incident_raised, &Teller::incident_raised},
                                                                  {t::incident_cleared, &Teller::incident_cleared},
                                                                  {t::draft_saved, &Teller::draft_saved},
                                                                  {t::report_withdrawn, &Teller::report_withdrawn},
                                                                  {t::item_delegated, &Teller::item_delegated},
                                                                  {t::item_transferred, &Teller::item_transferred},
                                                                  {t::unit_urged, &Teller::unit_urged},
                                                                  {t::units_supervised, &Teller::units_supervised},
                                                                  {t::item_suspended, &Teller::item_suspended},
                                                                  {t::item_resumed, &Teller::item_resumed},
                                                                  {t::countersign_asked, &Teller::countersign_asked},
                                                                  {t::signer_added, &Teller::signer_added},
                                                                  {t::signer_dropped, &Teller::signer_dropped},
                                                                  {t::countersigned, &Teller::countersigned},
                                                                  {t::copies_sent, &Teller::copies_sent},
                                                                  {t::copy_read, &Teller::copy_read},
                                                                  {t::campaign_closed, &Teller::campaign_closed}};
  return all;
}

// A sentence stays on its line.
std::string on_one_line(const std::string& text) { return replace_all(replace_all(text, "\r", ""), "\n", " "); }

}  // namespace

std::string timeline_text(const Definition& definition, const std::vector<JournalEvent>& events, Language language,
                          const std::vector<LateMember>& joined) {
  const WithMembers known(definition, joined);
  std::size_t width = 0;
  for (const auto& event : events) width = std::max(width, half_width_count(Teller(known.definition(), event, language).actor()));
  std::string out;
  for (const auto& event : events) {
    const Teller teller(known.definition(), event, language);
    const auto actor = teller.actor();
    out += to_local_text(event.effective) + "  " + actor + std::string(width - half_width_count(actor) + 2, ' ') +
           on_one_line(teller.tell()) + "\n";
  }
  return out;
}

Value timeline_data(const Definition& definition, const std::vector<JournalEvent>& events, Language language,
                    const std::vector<LateMember>& joined) {
  const WithMembers known(definition, joined);
  List out;
  for (const auto& event : events) {
    const Teller teller(known.definition(), event, language);
    const auto step = event.data.at("step").text_or("");
    const auto unit = event.data.at("unit").text_or("");
    out.push_back(Map{{"sequence", static_cast<std::int64_t>(event.sequence)},
                      {"recorded", to_text(event.recorded)},
                      {"effective", to_text(event.effective)},
                      {"actor", event.actor},
                      {"actor_name", teller.actor()},
                      {"type", event.type},
                      {"step", step},
                      {"step_label", label_of(known.definition(), step, language)},
                      {"unit", unit},
                      {"unit_name", known.definition().unit_name(unit)},
                      {"text", teller.tell()}});
  }
  return out;
}

}  // namespace hongtou
