// collect 收集: every unit that is asked owes one report; the collector accepts, returns, waives or closes.
#include "engine/campaign/steps/built_in.h"
#include "engine/campaign/steps/work_items.h"

namespace hongtou {

namespace {

class CollectKind final : public WorkItemsKind {
 public:
  StepKindInfo info() const override {
    return {"collect", "收集", work_item_keys(), "向各单位收集报表和材料，到期提醒，审核，汇齐",
            "collects a report from every unit, reminds, judges, and settles when all are in"};
  }
};

}  // namespace

std::unique_ptr<StepKind> make_collect_kind() { return std::make_unique<CollectKind>(); }

}  // namespace hongtou
