// The step kinds of the language, one file each, and what several of them share. Private to the campaign layer.
#pragma once

#include <memory>
#include <string>

#include "engine/campaign/step_kind.h"

namespace hongtou {

std::unique_ptr<StepKind> make_issue_kind();
std::unique_ptr<StepKind> make_collect_kind();
std::unique_ptr<StepKind> make_cascade_kind();
std::unique_ptr<StepKind> make_compile_kind();
std::unique_ptr<StepKind> make_mark_kind();
std::unique_ptr<StepKind> make_decision_kind();
std::unique_ptr<StepKind> make_assess_kind();
std::unique_ptr<StepKind> make_each_kind();
std::unique_ptr<StepKind> make_repeat_kind();
std::unique_ptr<StepKind> make_case_kind();
std::unique_ptr<StepKind> make_call_kind();
std::unique_ptr<StepKind> make_supervise_kind();

// All scopes of the step that have been opened so far.
bool all_scopes_settled(const Place& place);
// A step that would open more is settled by a person; what runs in it goes on.
std::optional<Refusal> stop(Turn& turn, const CloseStep& close);

// items_closed for one open item, with its reason.
std::optional<Refusal> close_item(Turn& turn, const CloseItem& close);

}  // namespace hongtou
