#include "engine/board/mark.h"

namespace hongtou {

const MarkLook& look_of(Mark mark) {
  static constexpr MarkLook looks[] = {
      {"overdue", "!", {"逾期未报", "overdue"}, {"逾期未签", "overdue"}},
      {"today", "◔", {"今天截止", "due today"}, {"今天截止", "due today"}},
      {"returned", "↩", {"已退回", "returned"}, {"已退回", "returned"}},
      {"missing", "✕", {"缺报", "missing"}, {"未签收", "missing"}},
      {"judged", "◐", {"待审核", "to be judged"}, {"待审核", "to be judged"}},
      {"awaited", "○", {"待报", "awaited"}, {"待签收", "awaited"}},
      {"late", "✓", {"迟报", "in, late"}, {"迟签", "late"}},
      {"in", "✓", {"已报", "in"}, {"已签收", "received"}},
      {"voluntary", "·", {"自愿未报", "none (voluntary)"}, {"自愿未报", "none (voluntary)"}},
      {"waived", "–", {"免报", "waived"}, {"免签", "waived"}},
      {"closed", "–", {"已关闭", "closed"}, {"已关闭", "closed"}},
  };
  return looks[static_cast<std::size_t>(mark)];
}

Mark mark_of(const Step& step, const WorkItem& item, Instant now) {
  switch (item.status) {
    case ItemStatus::missing:
      return Mark::missing;
    case ItemStatus::submitted:
      return Mark::judged;
    case ItemStatus::accepted:
      return item.late ? Mark::late : Mark::in;
    case ItemStatus::waived:
      return Mark::waived;
    case ItemStatus::withdrawn:
    case ItemStatus::suspended:
      return Mark::closed;
    case ItemStatus::closed:
      return is_voluntary(step) ? Mark::voluntary : Mark::closed;
    case ItemStatus::open:
    case ItemStatus::draft:
    case ItemStatus::returned:
      if (item.due && *item.due <= now) return Mark::overdue;
      if (item.status == ItemStatus::returned) return Mark::returned;
      if (is_voluntary(step)) return Mark::voluntary;
      return item.due && day_due(*item.due) == date_of(now) ? Mark::today : Mark::awaited;
  }
  return Mark::awaited;
}

}  // namespace hongtou
