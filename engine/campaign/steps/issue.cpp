// issue 发文: a document is signed off, printed, frozen and sent; each recipient confirms its receipt.
#include <algorithm>

#include "engine/campaign/steps/built_in.h"

namespace hongtou {

namespace {

constexpr int dispatch_hour = 9;

constexpr Message not_a_signer{"refused.not_a_signer", "步骤“{0}”现在不由“{1}”签批", "the step “{0}” is not “{1}”'s to sign now",
                               "下一个签批人：{2}", "next to sign: {2}"};
constexpr Message no_receipt{"refused.no_receipt", "“{1}”没有待签收的“{0}”", "“{1}” has no receipt of “{0}” to confirm", "", ""};

class IssueKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"issue",
            "发文",
            {{"text", "文稿", KeyType::text, true, "要发的文稿（.gw）", "the text to issue (.gw)"},
             {"to", "发给", KeyType::units, true, "收文单位", "who receives it"},
             {"on", "日期", KeyType::date, false, "发文日期；不写则签批完即发",
              "the day it is sent; without it, as soon as it is signed"},
             {"sign-off", "签批", KeyType::roles, false, "依次签批的角色", "the roles that sign it, in turn"}},
            "签批后发出文件，收文单位签收",
            "signs off, prints and sends a document; recipients confirm its receipt"};
  }

  void work(Turn& turn) const override {
    const auto& step = turn.step();
    if (turn.state().signed_by.size() < step.names("sign-off").size()) return;
    if (const auto on = step.date("on"); on && at_time(*on, dispatch_hour) > turn.now()) return;
    List recipients;
    for (const auto& unit : step.names("to")) recipients.push_back(unit);
    Value details{Map{{"recipients", recipients}}};
    if (!turn.publish(step.name("text"), event_type::document_issued, std::move(details))) return;
    turn.emit_as_engine(event_type::items_opened, Map{{"units", std::move(recipients)}});
    turn.settle("complete");
  }

  std::optional<Instant> wakes_at(const Definition&, const Step& step, const StepState& state) const override {
    if (state.signed_by.size() < step.names("sign-off").size()) return std::nullopt;
    const auto on = step.date("on");
    return on ? std::optional(at_time(*on, dispatch_hour)) : std::nullopt;
  }

  std::optional<Refusal> act(Turn& turn, const Act& act) const override {
    if (const auto* sign = std::get_if<Sign>(&act)) return sign_off(turn, *sign);
    if (const auto* receipt = std::get_if<ConfirmReceipt>(&act)) return confirm(turn, *receipt);
    if (const auto* close = std::get_if<CloseItem>(&act)) return close_item(turn, *close);
    return StepKind::act(turn, act);
  }

 private:
  static std::optional<Refusal> sign_off(Turn& turn, const Sign& sign) {
    const auto roles = turn.step().names("sign-off");
    const auto done = turn.state().signed_by.size();
    const bool open = turn.state().status == StepStatus::open;
    if (!open || done >= roles.size() || roles[done] != sign.role)
      return Refusal{RefusalKind::invalid_state,
                     not_a_signer,
                     {turn.step().id, sign.role, open && done < roles.size() ? roles[done] : "—"},
                     {}};
    turn.emit(event_type::document_signed, Map{{"role", sign.role}, {"opinion", sign.opinion}}, {});
    return std::nullopt;
  }

  static std::optional<Refusal> confirm(Turn& turn, const ConfirmReceipt& receipt) {
    const auto& items = turn.state().items;
    const auto item = items.find(receipt.unit);
    if (item == items.end() || !item->second.is_open())
      return Refusal{RefusalKind::invalid_state, no_receipt, {turn.step().id, turn.definition().unit_name(receipt.unit)}, {}};
    turn.emit(event_type::receipt_confirmed, Map{{"unit", receipt.unit}}, {});
    return std::nullopt;
  }
};

}  // namespace

std::unique_ptr<StepKind> make_issue_kind() { return std::make_unique<IssueKind>(); }

}  // namespace hongtou
