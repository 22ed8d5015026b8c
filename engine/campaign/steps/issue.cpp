// issue 发文: a document is signed off, printed, frozen and sent; each recipient confirms its receipt.
#include <algorithm>

#include "engine/campaign/countersigning.h"
#include "engine/campaign/leaving.h"
#include "engine/campaign/refusals.h"
#include "engine/campaign/steps/built_in.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message not_a_signer{"refused.not_a_signer", "步骤“{0}”现在不由“{2}”签批", "the step “{1}” is not “{2}”'s to sign now",
                               "下一个签批人：{3}", "next to sign: {3}"};
constexpr Message all_signed{"refused.signed", "步骤“{0}”已经签完", "the step “{1}” is signed already", "", ""};
constexpr Message nobody_signed{"refused.nobody_signed", "步骤“{0}”还没有人签批", "nobody has signed the step “{1}” yet", "", ""};
constexpr Message nothing_to_reserve{"refused.no_number_to_reserve", "步骤“{0}”没有要留的文号",
                                     "the step “{1}” has no number to reserve", "", ""};
constexpr Message no_receipt{"refused.no_receipt", "“{2}”没有待签收的“{0}”", "“{2}” has no receipt of “{1}” to confirm", "", ""};

class IssueKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"issue",
            "发文",
            {{"text", "文稿", KeyType::text, true, "要发的文稿（.gw）", "the text to issue (.gw)"},
             {"to", "发给", KeyType::units, true, "收文单位", "who receives it"},
             {"on", "日期", KeyType::date, false, "发文日期；不写则签批完即发",
              "the day it is sent; without it, as soon as it is signed"},
             {"sign-off", "签批", KeyType::roles, false, "依次签批的角色；不写则由牵头单位签发",
              "the roles that sign it, in turn; the lead when absent"},
             {"countersign", "会签", KeyType::units, false, "最后一人签批前要会签的单位",
              "units that have to agree before the last signature"},
             {"countersign-way",
              "会签办法",
              KeyType::choice,
              false,
              "all 全部同意（不写即是）、any 一家即可、in-turn 依次（按单位名单的先后）",
              "all (the default), any, or in-turn: in the order of the list of units",
              {{"all", "全部"}, {"any", "一家即可"}, {"in-turn", "依次"}}},
             {"countersign-count", "会签家数", KeyType::count, false, "不必全部：几家同意即可", "how many of them will do"},
             {"number", "文号", KeyType::series, false, "取哪个序列的发文字号", "the series its document number is taken from"},
             {"announces", "宣布", KeyType::names, false, "本文宣布或改动的日期，写成“步骤.日期”，例如 month.window",
              "the date it announces or moves, as STEP.KEY, such as month.window"},
             {"public", "公开", KeyType::flag, false, "写 yes：此件公开发布，不得含个人信息",
              "yes: for public release, without personal data"},
             {"implements", "贯彻", KeyType::names, false, "贯彻落实的文件", "documents it carries out"},
             {"relays", "转发", KeyType::names, false, "转发的文件", "documents it passes on with demands of its own"},
             {"promulgates", "印发", KeyType::names, false, "印发的方案或规定", "plans or rules it puts into force"},
             {"attaches", "附送", KeyType::names, false, "作为附件的文件", "documents attached unchanged"},
             {"joint", "联合发文", KeyType::names, false, "联合发文的机关，主办机关在前", "joint issuers, the leading one first"},
             {"amends", "修改", KeyType::names, false, "修改的文件", "documents it changes"},
             {"replaces", "代替", KeyType::names, false, "代替的文件", "documents it replaces"},
             {"responds-to", "答复", KeyType::names, false, "答复或报告所对应的文件", "documents it answers"}},
            "签批后发出文件，收文单位签收",
            "signs off, prints and sends a document; recipients confirm its receipt"};
  }

  void work(Turn& turn) const override {
    const auto& step = turn.step();
    ask_countersigners(turn);
    if (!is_signed(turn) || turn.waits_for_date("on") || !all_announced(turn)) return;
    if (const auto on = turn.at_nine("on"); on && *on > turn.now()) return;
    take_number(turn);
    List recipients;
    for (const auto& unit : turn.units("to")) recipients.push_back(unit);
    Value details{Map{{"recipients", recipients}}};
    if (auto relations = relations_of(step); relations.map()->size() > 0) details["relations"] = std::move(relations);
    if (step.flag("public")) details["public"] = true;
    if (!turn.state().number.empty()) details["number"] = turn.state().number;
    if (!turn.publish(step.name("text"), event_type::document_issued, std::move(details))) return;
    turn.emit_as_engine(event_type::items_opened, Map{{"units", std::move(recipients)}});
    turn.settle("complete");
  }

  std::optional<Instant> wakes_at(const Place& place) const override {
    return is_signed(place) ? place.at_nine("on") : std::nullopt;
  }

  std::optional<Refusal> act(Turn& turn, const Act& act) const override {
    if (const auto* sign = std::get_if<Sign>(&act)) return sign_off(turn, *sign);
    if (const auto* back = std::get_if<SendBack>(&act)) return send_back(turn, *back);
    if (std::holds_alternative<ReserveNumber>(act)) return reserve(turn);
    if (const auto* receipt = std::get_if<ConfirmReceipt>(&act)) return confirm(turn, *receipt);
    if (const auto* close = std::get_if<CloseItem>(&act)) return close_item(turn, *close);
    return StepKind::act(turn, act);
  }

 private:
  // Nothing is issued unsigned.
  static bool is_signed(const Place& place) {
    return place.state().signed_by.size() >= signers_of(place).size() && is_complete(place.state().countersigning);
  }

  // The next number of its series, unless one was reserved.
  static void take_number(Turn& turn) {
    const auto series = turn.definition().series.find(turn.step().name("number"));
    if (series == turn.definition().series.end() || !turn.state().number.empty()) return;
    const auto year = static_cast<int>(date_of(turn.now()).year());
    const auto taken = turn.campaign().numbers.find(series->first + "/" + std::to_string(year));
    const bool first_year = year == static_cast<int>(turn.definition().period.first.year());
    const int serial = taken != turn.campaign().numbers.end() ? taken->second.next : first_year ? series->second.first : 1;
    auto text = replace_all(series->second.pattern, "{year}", std::to_string(year));
    text = replace_all(text, "{serial}", std::to_string(serial));
    text = replace_all(text, "{unit}", short_name(turn));
    turn.emit_as_engine(event_type::number_taken,
                        Map{{"series", series->first}, {"year", year}, {"serial", serial}, {"text", std::move(text)}});
  }

  // The lead's: its first alias, else its name.
  static std::string short_name(const Turn& turn) {
    const auto* lead = turn.definition().units.find(turn.definition().lead);
    return lead == nullptr ? std::string() : lead->aliases.empty() ? lead->name : lead->aliases.front();
  }

  // What a change notice tells has to be known before it goes out; a step that is over gets no date any more.
  static bool all_announced(const Turn& turn) {
    const auto& names = turn.step().names("announces");
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
      const auto dot = name.rfind('.');
      const auto& dated = turn.state_of(name.substr(0, dot));
      return dated.has_settled() || dated.dates.contains(name.substr(dot + 1));
    });
  }

  static Value relations_of(const Step& step) {
    Value relations{Map{}};
    for (const auto* key : {"implements", "relays", "promulgates", "attaches", "joint", "amends", "replaces", "responds-to"}) {
      List documents;
      for (const auto& document : step.names(key)) documents.push_back(document);
      if (!documents.empty()) relations[key] = std::move(documents);
    }
    return relations;
  }

  // Why it is not the role's turn.
  static std::optional<Refusal> refuse_role(const Turn& turn, const std::string& role) {
    const auto refuse = [&](const Message& message, std::vector<std::string> more = {}) {
      return refusals::of_step(turn, RefusalKind::invalid_state, message, std::move(more));
    };
    const auto next = next_signer(turn);
    if (!next) return refuse(turn.state().signed_by.size() < signers_of(turn).size() ? refusals::not_open : all_signed);
    return next->role == role ? std::nullopt : std::optional(refuse(not_a_signer, {role, next->role}));
  }

  static std::optional<Refusal> send_back(Turn& turn, const SendBack& back) {
    if (auto refusal = refuse_role(turn, back.role)) return refusal;
    if (turn.state().signed_by.empty()) return refusals::of_step(turn, RefusalKind::invalid_state, nobody_signed);
    if (back.reason.empty()) return Refusal{RefusalKind::invalid_argument, refusals::no_reason, {}, {}};
    turn.emit(event_type::document_sent_back, Map{{"role", back.role}, {"reason", back.reason}}, {});
    release_from_those_who_left(turn, "");
    return std::nullopt;
  }

  static std::optional<Refusal> reserve(Turn& turn) {
    if (turn.step().name("number").empty() || !turn.state().number.empty() || turn.state().has_settled())
      return refusals::of_step(turn, RefusalKind::invalid_state, nothing_to_reserve);
    take_number(turn);
    return std::nullopt;
  }

  static std::optional<Refusal> sign_off(Turn& turn, const Sign& sign) {
    if (auto refusal = refuse_role(turn, sign.role)) return refusal;
    turn.emit(event_type::document_signed, Map{{"role", sign.role}, {"opinion", sign.opinion}}, {});
    return std::nullopt;
  }

  static std::optional<Refusal> confirm(Turn& turn, const ConfirmReceipt& receipt) {
    const auto& items = turn.state().items;
    const auto item = items.find(receipt.unit);
    if (item == items.end() || !item->second.is_open()) return refusals::of_item(turn, receipt.unit, no_receipt);
    turn.emit(event_type::receipt_confirmed, Map{{"unit", receipt.unit}}, {});
    return std::nullopt;
  }
};

}  // namespace

std::unique_ptr<StepKind> make_issue_kind() { return std::make_unique<IssueKind>(); }

}  // namespace hongtou
