#include "engine/campaign/returned_total.h"

namespace hongtou {

bool is_returned_from_above(const StepState& step) {
  return step.stale && step.above.returned > 0 && step.above.returned == step.rolled_up.at("number").integer_or(0);
}

}  // namespace hongtou
