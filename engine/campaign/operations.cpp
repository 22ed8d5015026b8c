#include "engine/campaign/operations.h"

#include <algorithm>
#include <array>

#include "engine/campaign/countersigning.h"
#include "engine/campaign/naming.h"
#include "engine/campaign/outstanding.h"
#include "engine/text.h"

namespace hongtou {

namespace {

using I = ItemStatus;
using S = StepStatus;
using P = Party;

const std::vector<std::string_view> collecting{"collect", "cascade"};
const std::vector<std::string_view> with_items{"collect", "cascade", "issue"};
const std::vector<ItemStatus> owed{I::open, I::draft, I::returned};
const std::vector<ItemStatus> owed_or_missing{I::open, I::draft, I::returned, I::missing};

bool is_voluntary(const Subject& subject) { return subject.place.step().flag("voluntary"); }

// Where a unit runs its level, the total of that is its report.
bool reports_itself(const Subject& subject) { return !subject.item->runs_level; }
bool takes_report(const Subject& subject) {
  if (!reports_itself(subject)) return false;
  if (subject.item->status != I::accepted) return true;
  return is_voluntary(subject) && !subject.place.state().has_settled();
}
bool wants_report(const Subject& subject) {
  if (!reports_itself(subject)) return false;
  const auto& item = *subject.item;
  return !is_voluntary(subject) && (item.is_owed() || item.status == I::missing);
}
bool has_accepted_before(const Subject& subject) {
  if (!reports_itself(subject)) return false;
  const auto& versions = subject.item->versions;
  return std::any_of(versions.begin(), versions.end(), [](const auto& version) { return version.accepted; });
}
bool is_countersigned(const Subject& subject) { return is_complete(countersigning_of(subject)); }
bool is_disputed(const Subject& subject) { return hongtou::is_disputed(countersigning_of(subject)); }
bool always(const Subject&) { return true; }
bool is_returnable(const Subject& subject) { return subject.item->status == I::submitted || !is_voluntary(subject); }
bool waits_for_judgement(const Subject& subject) {
  return subject.item->status == I::submitted && (is_countersigned(subject) || is_disputed(subject));
}
bool lacks_paper(const Subject& subject) { return !outstanding_of(subject.place, subject.unit).empty(); }
bool wants_paper(const Subject& subject) { return subject.place.step().setting("require") != nullptr; }
bool is_overdue(const Subject& subject) { return subject.item->overdue && subject.item->is_owed(); }
bool owes_and_is_reminded(const Subject& subject) { return !is_voluntary(subject); }

bool may_be_signed(const Subject& subject) {
  const auto signers = signers_of(subject.place);
  const auto done = subject.place.state().signed_by.size();
  return done < signers.size() && (done + 1 < signers.size() || is_countersigned(subject));
}
bool is_partly_signed(const Subject& subject) {
  const auto done = subject.place.state().signed_by.size();
  return done > 0 && done < signers_of(subject.place).size();
}
bool waits_for_date(const Subject& subject) {
  const auto& settings = subject.place.step().settings;
  return std::any_of(settings.begin(), settings.end(),
                     [&](const auto& each) { return subject.place.waits_for_date(each.first); });
}
// Kinds that go on without what is still to come.
bool is_closable(const Subject& subject) {
  static const std::vector<std::string_view> kinds{"collect", "cascade", "assess", "case", "each", "repeat", "supervise"};
  const auto& place = subject.place;
  if (place.state().is_blocked()) return true;
  if (place.state().status == S::waiting) return waits_for_date(subject);
  return place.state().status == S::open && std::find(kinds.begin(), kinds.end(), place.step().kind) != kinds.end();
}
bool has_series(const Subject& subject) {
  return !subject.place.step().name("number").empty() && subject.place.state().number.empty();
}
bool has_scopes(const Subject& subject) { return subject.place.step().flow != nullptr; }
bool has_form(const Subject& subject) { return subject.place.step().setting("form") != nullptr; }
bool has_dates(const Subject& subject) {
  const auto& settings = subject.place.step().settings;
  return std::any_of(settings.begin(), settings.end(),
                     [](const auto& each) { return each.second.type == KeyType::date || each.second.type == KeyType::period; });
}
bool is_blocked(const Subject& subject) { return subject.place.state().is_blocked(); }
bool takes_cases(const Subject& subject) { return subject.place.state().status == S::open && !subject.place.state().intake_shut; }
bool has_begun(const Subject& subject) { return subject.place.campaign().steps.contains(subject.place.address()); }
bool is_asked_to_agree(const Subject& subject) { return countersigning_of(subject).is_asked(); }
bool may_be_countersigned(const Subject& subject) {
  return subject.item == nullptr ? subject.place.step().kind == "issue" && subject.place.state().status == S::open
                                 : subject.item->status == I::submitted;
}
// What was answered is lost when they are asked again: only somebody who does not agree makes that necessary.
bool may_be_asked(const Subject& subject) {
  return may_be_countersigned(subject) && (!is_asked_to_agree(subject) || is_disputed(subject));
}
bool is_disputed_still(const Subject& subject) { return may_be_countersigned(subject) && is_disputed(subject); }
bool is_to_be_countersigned(const Subject& subject) {
  return may_be_countersigned(subject) && is_asked_to_agree(subject) && !is_countersigned(subject);
}
bool takes_signers(const Subject& subject) { return may_be_countersigned(subject) && is_asked_to_agree(subject); }
bool has_unread_copies(const Subject& subject) {
  const auto& copies = subject.place.state().copies;
  return std::any_of(copies.begin(), copies.end(), [](const auto& copy) { return !copy.second.read; });
}

// One row an act, in the order of Act, and the last.
std::vector<Operation> make_operations() {
  return {
      {.name = "start", .chinese = "启动", .concern = Concern::campaign, .by = {P::lead}, .leads_to = "活动开始"},
      {.name = "advance",
       .chinese = "推进时间",
       .concern = Concern::campaign,
       .by = {P::anybody},
       .leads_to = "到期的事项自行发生"},
      {.name = "go-live",
       .chinese = "补录完毕",
       .concern = Concern::campaign,
       .by = {P::lead},
       .when_zh = "启动以前纸面上办的事正在补录",
       .when_en = "what was done on paper before the start is being entered",
       .leads_to = "到现在为止到期的自行发生，从此按时钟进行"},
      {.name = "sign",
       .chinese = "签批",
       .kinds = {"issue"},
       .by = {P::signer},
       .steps = {S::open},
       .when = may_be_signed,
       .waited = may_be_signed,
       .when_zh = "轮到签批；最后一人要等会签完",
       .when_en = "it is the role's turn to sign; the last one waits for those who countersign",
       .leads_to = "下一人签批；全部签完，到日期即发出"},
      {.name = "send-back",
       .chinese = "退回拟稿",
       .kinds = {"issue"},
       .by = {P::signer},
       .steps = {S::open},
       .when = is_partly_signed,
       .when_zh = "已有人签批",
       .when_en = "somebody has signed",
       .leads_to = "从第一人重新签批、重新会签"},
      {.name = "receipt",
       .chinese = "签收",
       .concern = Concern::item,
       .kinds = {"issue"},
       .by = {P::unit, P::delegate},
       .on_behalf = true,
       .items = {I::open},
       .waited = always,
       .leads_to = "记下收到的时间"},
      {.name = "submit",
       .chinese = "报送",
       .concern = Concern::item,
       .kinds = collecting,
       .by = {P::unit, P::delegate},
       .on_behalf = true,
       .items = {I::open, I::draft, I::submitted, I::returned, I::missing, I::accepted},
       .when = takes_report,
       .waited = wants_report,
       .when_zh = "已接收的，只有自愿报送还可再报；由下级汇总而来的不能直接报",
       .when_en = "it is not accepted, or reporting is voluntary, and it is no total of a level below",
       .leads_to = "待审；没有写 review 的即接收"},
      {.name = "accept",
       .chinese = "接收",
       .concern = Concern::item,
       .kinds = collecting,
       .by = {P::reviewer},
       .items = {I::submitted},
       .when = is_countersigned,
       .waited = is_countersigned,
       .when_zh = "要会签的已经会签完",
       .when_en = "those who countersign have done so",
       .leads_to = "已接收，计入汇总"},
      {.name = "return",
       .chinese = "退回",
       .concern = Concern::item,
       .kinds = collecting,
       .by = {P::reviewer},
       .items = {I::submitted, I::accepted},
       .when = is_returnable,
       .waited = waits_for_judgement,
       .when_zh = "自愿报送的，接收后不再退回",
       .when_en = "it waits for review, or reporting is not voluntary",
       .leads_to = "退回重报，版本保留，按时报来而截止已过的三个工作日内重报；已接收的不再计入，用到它的结果过时"},
      {.name = "waive",
       .chinese = "免报",
       .concern = Concern::item,
       .kinds = collecting,
       .by = {P::reviewer, P::lead},
       .items = owed_or_missing,
       .leads_to = "免报，不算缺"},
      {.name = "close-item",
       .chinese = "办结一家",
       .concern = Concern::item,
       .kinds = with_items,
       .by = {P::reviewer, P::lead},
       .items = {I::open, I::draft, I::submitted, I::returned, I::suspended, I::missing},
       .leads_to = "这一家的事项就此结束"},
      {.name = "close",
       .chinese = "收尾",
       .by = {P::reviewer, P::decider, P::lead},
       .steps = {S::waiting, S::open, S::done},
       .when = is_closable,
       .when_zh = "收集、部署、考核、案件、逐个、循环、督办在进行；其他的步骤出了问题、结果过时，或日期一直没有宣布",
       .when_en = "collect, cascade, assess, case, each, repeat or supervise is open; of any kind there is a problem, its result "
                  "is out of date, or its date was never announced",
       .leads_to = "不再等，未报的记为缺报；过时的结果保留"},
      {.name = "decide",
       .chinese = "决定",
       .kinds = {"decision"},
       .by = {P::decider},
       .steps = {S::open},
       .waited = always,
       .leads_to = "按所选的结果往下走，或退回"},
      {.name = "recompute",
       .chinese = "重做",
       .by = {P::reviewer, P::decider, P::lead},
       .when = is_blocked,
       .waited = is_blocked,
       .when_zh = "结果过时，或出了问题",
       .when_en = "its result is out of date, or there is a problem",
       .leads_to = "按现在的数据重做"},
      {.name = "open-case",
       .chinese = "登记案件",
       .kinds = {"case"},
       .by = {P::registrar},
       .on_behalf = true,
       .steps = {S::open},
       .when = takes_cases,
       .when_zh = "还在受理",
       .when_en = "it still takes cases in",
       .leads_to = "开始办这一件"},
      {.name = "correct-case",
       .chinese = "更正登记",
       .kinds = {"case"},
       .by = {P::decider, P::lead},
       .when = has_form,
       .when_zh = "有登记表，该案还没有办结",
       .when_en = "it has a form to register with, and the case is not settled",
       .leads_to = "按更正后的登记办，取自登记的期限随之改"},
      {.name = "close-scope",
       .chinese = "办结一件",
       .by = {P::decider, P::lead},
       .when = has_scopes,
       .when_zh = "有进行中的一期、一件或一家",
       .when_en = "a period, a case or a unit is running in it",
       .leads_to = "里面没有办完的一并关闭，可移交"},
      {.name = "announce",
       .chinese = "宣布日期",
       .by = {P::decider, P::lead},
       .steps = {S::waiting, S::open},
       .when = has_dates,
       .waited = waits_for_date,
       .when_zh = "有可以宣布的日期",
       .when_en = "it has a date to announce",
       .leads_to = "按新的日期办，截止日随之改"},
      {.name = "reserve-number",
       .chinese = "预留文号",
       .kinds = {"issue"},
       .by = {P::drafter, P::lead},
       .steps = {S::waiting, S::open},
       .when = has_series,
       .when_zh = "要编号，还没有编",
       .when_en = "it takes a number and has none yet",
       .leads_to = "先取一个文号"},
      {.name = "void-number", .chinese = "作废文号", .concern = Concern::campaign, .by = {P::lead}, .leads_to = "这一号不再使用"},
      {.name = "paper",
       .chinese = "收到纸质",
       .concern = Concern::item,
       .kinds = collecting,
       .by = {P::reviewer, P::receiver, P::lead},
       .items = {I::open, I::draft, I::submitted, I::returned, I::accepted, I::waived, I::missing, I::withdrawn, I::suspended,
                 I::closed},
       .when = wants_paper,
       .waited = lacks_paper,
       .when_zh = "要求报这种材料",
       .when_en = "it wants papers of that kind",
       .leads_to = "记下收到的时间"},
      {.name = "join",
       .chinese = "加入",
       .concern = Concern::campaign,
       .by = {P::lead},
       .leads_to = "新单位参加，在办的和以后的事项都向它布置"},
      {.name = "leave",
       .chinese = "退出",
       .concern = Concern::campaign,
       .by = {P::lead},
       .when_zh = "不是牵头单位",
       .when_en = "it is not the lead",
       .leads_to = "不再参加，未办的事项关闭；不再等它会签，委托它、转给它办的回到原单位"},
      {.name = "enter",
       .chinese = "考核录入",
       .kinds = {"assess"},
       .by = {P::anybody},
       .when_zh = "考核规则写明由谁评、谁推荐、谁审定；更正和答复由主办考核的单位办，异议谁都可以提",
       .when_en = "the rules of the assessment say so",
       .leads_to = "计入考核；考核已出的，结果过时"},
      {.name = "set",
       .chinese = "定参数",
       .concern = Concern::campaign,
       .by = {P::lead},
       .leads_to = "参数有了值，等它的步骤继续"},
      {.name = "save",
       .chinese = "存草稿",
       .concern = Concern::item,
       .kinds = collecting,
       .by = {P::unit, P::delegate},
       .items = owed_or_missing,
       .when = reports_itself,
       .when_zh = "不是由下级汇总而来的",
       .when_en = "it is no total of a level below",
       .leads_to = "草稿留着，不算报送；只看表上有没有这几项，别的不校验"},
      {.name = "withdraw",
       .chinese = "撤回",
       .concern = Concern::item,
       .kinds = collecting,
       .by = {P::unit, P::delegate},
       .on_behalf = true,
       .items = {I::submitted},
       .when = reports_itself,
       .when_zh = "不是由下级汇总而来的",
       .when_en = "it is no total of a level below",
       .leads_to = "回到草稿，内容保留；再报时按那时算是否逾期"},
      {.name = "reconfirm",
       .chinese = "照前版报送",
       .concern = Concern::item,
       .kinds = collecting,
       .by = {P::unit, P::delegate},
       .on_behalf = true,
       .items = owed_or_missing,
       .when = has_accepted_before,
       .when_zh = "以前接收过一版",
       .when_en = "a version was accepted before",
       .leads_to = "以前接收的一版再报一次，与报送相同"},
      {.name = "extend",
       .chinese = "延期",
       .concern = Concern::item,
       .kinds = collecting,
       .by = {P::reviewer, P::lead},
       .items = owed,
       .leads_to = "这一家的截止日改到以后，提醒随之"},
      {.name = "delegate",
       .chinese = "委托",
       .concern = Concern::item,
       .kinds = with_items,
       .by = {P::unit},
       .items = owed,
       .leads_to = "由别人代办，责任不变"},
      {.name = "transfer",
       .chinese = "转办",
       .concern = Concern::item,
       .kinds = collecting,
       .by = {P::reviewer, P::lead},
       .items = owed,
       .leads_to = "改由别的单位负责，提醒和考核都算它的"},
      {.name = "urge",
       .chinese = "催办",
       .concern = Concern::item,
       .kinds = with_items,
       .by = {P::reviewer, P::receiver, P::lead, P::supervisor},
       .items = owed_or_missing,
       .when = owes_and_is_reminded,
       .waited = is_overdue,
       .when_zh = "不是自愿报送",
       .when_en = "reporting is not voluntary",
       .leads_to = "发一次催办并计数"},
      {.name = "suspend",
       .chinese = "暂停",
       .concern = Concern::item,
       .kinds = collecting,
       .by = {P::reviewer, P::lead},
       .items = {I::open, I::draft, I::submitted, I::returned},
       .leads_to = "不计时、不提醒、不能报送"},
      {.name = "resume",
       .chinese = "恢复",
       .concern = Concern::item,
       .kinds = collecting,
       .by = {P::reviewer, P::lead},
       .items = {I::suspended},
       .waited = always,
       .leads_to = "回到暂停前，截止日按停了的工作日顺延"},
      {.name = "cancel",
       .chinese = "取消",
       .by = {P::lead},
       .steps = {S::waiting, S::open},
       .leads_to = "步骤略过，未办的事项关闭，后面的照走"},
      {.name = "go-back",
       .chinese = "退回重办",
       .by = {P::lead},
       .when = has_begun,
       .when_zh = "已经开始过，所在的一层还没有办结",
       .when_en = "it has begun before, and what it stands in has not settled",
       .leads_to = "它和随它而来的重办，没办的事项收回，版本和已发的文件保留，无关的照走"},
      {.name = "ask-countersign",
       .chinese = "请会签",
       .concern = Concern::either,
       .kinds = {"issue", "collect", "cascade"},
       .by = {P::drafter, P::reviewer, P::lead},
       .when = may_be_asked,
       .waited = is_disputed_still,
       .when_zh = "文稿在签批，或报送待审；已经请了会签的，有不同意见才再请一遍，加一家用 add-signer",
       .when_en =
           "the draft is being signed, or the report waits for review; once they are asked, somebody does not agree: to ask "
           "one more, use add-signer",
       .leads_to = "所请的单位会签完才能签发、接收"},
      {.name = "add-signer",
       .chinese = "加签",
       .concern = Concern::either,
       .kinds = {"issue", "collect", "cascade"},
       .by = {P::drafter, P::reviewer, P::lead},
       .when = takes_signers,
       .when_zh = "已请会签",
       .when_en = "somebody is asked to countersign",
       .leads_to = "多等一家"},
      {.name = "drop-signer",
       .chinese = "减签",
       .concern = Concern::either,
       .kinds = {"issue", "collect", "cascade"},
       .by = {P::drafter, P::reviewer, P::lead},
       .when = takes_signers,
       .when_zh = "已请会签",
       .when_en = "somebody is asked to countersign",
       .leads_to = "少等一家"},
      {.name = "countersign",
       .chinese = "会签",
       .concern = Concern::either,
       .kinds = {"issue", "collect", "cascade"},
       .by = {P::countersigner},
       .when = is_to_be_countersigned,
       .waited = is_to_be_countersigned,
       .when_zh = "请它会签，且轮到它",
       .when_en = "it is asked to countersign, and its turn",
       .leads_to = "记下同意与否和意见"},
      {.name = "circulate",
       .chinese = "传阅",
       .by = {P::reviewer, P::decider, P::drafter, P::lead},
       .when = has_begun,
       .when_zh = "已经开始",
       .when_en = "it has begun",
       .leads_to = "抄给别的单位看，不影响办理；退回也不收回"},
      {.name = "read",
       .chinese = "阅知",
       .by = {P::reader},
       .when = has_unread_copies,
       .waited = has_unread_copies,
       .when_zh = "有抄来的没有看",
       .when_en = "there are copies that are unread",
       .leads_to = "记下看过的时间"},
      {.name = "take-total", .chinese = "收下级汇总", .concern = Concern::level, .leads_to = "下级活动的合计记为这个单位的报送"},
      {.name = "hear-from-above",
       .chinese = "听上级部署",
       .concern = Concern::level,
       .leads_to = "上级改的截止日、退回和免报在下级活动里生效"},
      {.name = "inherit",
       .chinese = "承接上级",
       .concern = Concern::level,
       .leads_to = "上级定的参数、宣布的日期、加入和退出的单位在下级活动里生效"},
      {.name = "migrate",
       .chinese = "换版",
       .concern = Concern::campaign,
       .by = {P::lead},
       .when_zh = "新文件与已经开始的不矛盾",
       .when_en = "the new files agree with what has begun",
       .leads_to = "按新的活动文件和节假日安排继续，已办的都保留"},
  };
}

template <class T>
bool allows(const std::vector<T>& list, const T& one) {
  return list.empty() || std::find(list.begin(), list.end(), one) != list.end();
}

}  // namespace

const std::vector<Operation>& operations() {
  static const auto all = make_operations();
  return all;
}

const Operation& migration_operation() { return operations().back(); }

const Operation& operation_of(const Act& act) { return operations().at(act.index()); }

Subject subject_of(const Place& place, const std::string& unit) {
  const auto& items = place.state().items;
  const auto item = items.find(unit);
  return {place, unit, item == items.end() ? nullptr : &item->second};
}

bool is_for_kind(const Operation& operation, std::string_view kind) { return allows(operation.kinds, kind); }

bool is_in_state(const Operation& operation, const Subject& subject) {
  if (!allows(operation.steps, subject.place.state().status)) return false;
  return operation.concern != Concern::item || (subject.item != nullptr && allows(operation.items, subject.item->status));
}

bool is_possible(const Operation& operation, const Subject& subject) {
  return is_for_kind(operation, subject.place.step().kind) && is_in_state(operation, subject) &&
         (operation.when == nullptr || operation.when(subject));
}

std::string state_word(ItemStatus status, Language language) {
  static constexpr std::array<std::string_view, 10> zh{"待报", "草稿", "待审",   "退回", "已接收",
                                                       "免报", "缺报", "已收回", "暂停", "已关闭"};
  static constexpr std::array<std::string_view, 10> en{
      "not reported yet", "draft",   "waiting for review", "returned",  "accepted",
      "waived",           "missing", "called back",        "suspended", "closed"};
  return std::string((language == Language::zh ? zh : en)[static_cast<std::size_t>(status)]);
}

std::string state_word(ItemStatus status, std::string_view kind, Language language) {
  if (kind != "issue" || status != I::open) return state_word(status, language);
  return language == Language::zh ? "待签收" : "receipt not confirmed yet";
}

std::string state_word(StepStatus status, Language language) {
  static constexpr std::array<std::string_view, 5> zh{"未开始", "进行中", "已办结", "略过", "不再进行"};
  static constexpr std::array<std::string_view, 5> en{"not begun", "open", "done", "skipped", "will not happen"};
  return std::string((language == Language::zh ? zh : en)[static_cast<std::size_t>(status)]);
}

std::string states_of(const Operation& operation, Language language) {
  std::vector<std::string> words;
  for (const auto status : operation.steps) words.push_back(state_word(status, language));
  const bool reports = operation.kinds != std::vector<std::string_view>{"issue"};
  for (const auto status : operation.items) {
    if (reports || status != I::open) words.push_back(state_word(status, language));
    if (status == I::open && is_for_kind(operation, "issue")) words.push_back(state_word(status, "issue", language));
  }
  return join(words, language == Language::zh ? "、" : ", ");
}

std::string kinds_of(const Operation& operation, Language language) {
  std::vector<std::string> words;
  for (const auto kind : operation.kinds) words.push_back(kind_word(kind, language));
  return join(words, language == Language::zh ? "、" : ", ");
}

std::string when_words(const Operation& operation, Language language) {
  return std::string(language == Language::zh ? operation.when_zh : operation.when_en);
}

std::string unit_of(const Act& act) {
  return std::visit(
      [](const auto& each) -> std::string {
        if constexpr (requires { each.unit; })
          return each.unit;
        else
          return {};
      },
      act);
}

std::vector<Signer> signers_of(const Place& place) {
  if (place.step().kind != "issue") return {};
  const auto& roles = place.step().names("sign-off");
  if (roles.empty()) return {{std::string(issuing_role), place.definition().lead}};
  std::vector<Signer> signers;
  for (const auto& role : roles) signers.push_back({role, place.definition().roles.at(role)});
  return signers;
}

std::optional<Signer> next_signer(const Place& place) {
  const auto signers = signers_of(place);
  const auto done = place.state().signed_by.size();
  return place.state().status == StepStatus::open && done < signers.size() ? std::optional(signers[done]) : std::nullopt;
}

}  // namespace hongtou
