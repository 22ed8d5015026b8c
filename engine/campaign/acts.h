// What people ask for, carried out. Private to the campaign layer.
#pragma once

#include <optional>
#include <string>

#include "engine/campaign/course.h"

namespace hongtou {

// The command's act, on the campaign or on a step.
std::optional<Refusal> carry_out(Course& course);
std::optional<Refusal> act_on_step(Course& course, const Located& where, const Act& act);

// Of a unit that leaves: what it still owes is closed.
void close_all_of(Course& course, const std::string& unit, const std::string& reason);
// Steps that could not go on without a parameter.
void let_try_again(Course& course);
// What the campaign above has set since it was heard last.
void take_over(Course& course, const Inheritance& said, const std::string& reason);

// On one unit's item.
std::optional<Refusal> operate(Course& course, const Located& where, const SaveDraft& save);
std::optional<Refusal> operate(Course& course, const Located& where, const Withdraw& withdraw);
std::optional<Refusal> operate(Course& course, const Located& where, const Extend& extend);
std::optional<Refusal> operate(Course& course, const Located& where, const Delegate& delegate);
std::optional<Refusal> operate(Course& course, const Located& where, const Transfer& transfer);
std::optional<Refusal> operate(Course& course, const Located& where, const Urge& urge);
std::optional<Refusal> operate(Course& course, const Located& where, const Suspend& suspend);
std::optional<Refusal> operate(Course& course, const Located& where, const Resume& resume);

// On a draft or a report that several agree to.
std::optional<Refusal> operate(Course& course, const Located& where, const AskCountersign& ask);
std::optional<Refusal> operate(Course& course, const Located& where, const AddSigner& add);
std::optional<Refusal> operate(Course& course, const Located& where, const DropSigner& drop);
std::optional<Refusal> operate(Course& course, const Located& where, const Countersign& answer);

// On copies to read.
std::optional<Refusal> operate(Course& course, const Located& where, const Circulate& circulate);
std::optional<Refusal> operate(Course& course, const Located& where, const ConfirmReading& reading);

// Why the state does not allow the act; nothing when it does.
std::optional<Refusal> refuse_by_state(const Course& course, const Located& where, const Act& act);
// The first of the words that names no unit of the campaign, or "".
std::string stranger_among(const Course& course, const std::vector<std::string>& units);
// One of the units is a stranger, or has left: nothing can be asked of it.
std::optional<Refusal> refuse_strangers(const Course& course, const std::vector<std::string>& units);

}  // namespace hongtou
