// Event: something that has happened. Events carry their results; applying one computes nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar.h"
#include "engine/value.h"

namespace hongtou {

struct Event {
  std::string type;
  Instant recorded;                   // when it was taken down; never going back
  Instant effective;                  // when it happened; lateness is reckoned by it
  std::string actor;                  // a unit's id, a role, person@unit, or "engine"
  Value data;                         // a map; "step" is the address of the step it belongs to
  std::vector<std::string> personal;  // JSON pointers into data

  bool operator==(const Event&) const = default;
};

// The kinds of record. None is ever removed or given another meaning: old journals must replay.
// Data of each, beside "step" where it belongs to one, "on_behalf" (the reason) where it was entered for another or later, and
// "above" (true) where a lower campaign takes it from the one above (date_announced, parameter_set, unit_joined, unit_left,
// went_live, campaign_closed; campaign_started, of on_paper):
namespace event_type {
inline constexpr std::string_view campaign_started =
    "campaign_started";                                         // id, title, supplied, files {path: blob}, level, on_paper
inline constexpr std::string_view step_opened = "step_opened";  // inputs of its guard, if any; again: a ladder that had ended
inline constexpr std::string_view step_skipped =
    "step_skipped";  // how: when, switched_off, cancelled, called_off, scope_closed; reason; inputs
inline constexpr std::string_view step_died = "step_died";  // all ways to it are dead
inline constexpr std::string_view step_settled =
    "step_settled";  // how: complete, at_due, on_date, share, condition, closed; reason; inputs
inline constexpr std::string_view step_went_stale = "step_went_stale";  // because: the step whose data changed
inline constexpr std::string_view result_kept = "result_kept";          // a stale one is let stand: reason
inline constexpr std::string_view outcome_chosen = "outcome_chosen";    // outcome, reason
inline constexpr std::string_view items_opened = "items_opened";  // units, due (absent: none), before: what it was and had passed
inline constexpr std::string_view items_rescheduled =
    "items_rescheduled";  // units, due, reason of an extension; of a level: class, before
inline constexpr std::string_view items_overdue = "items_overdue";  // units, in_charge (absent: they themselves)
inline constexpr std::string_view items_missing = "items_missing";  // likewise
inline constexpr std::string_view items_closed = "items_closed";    // units, reason; left: they take part no longer
inline constexpr std::string_view item_waived = "item_waived";      // unit, reason
inline constexpr std::string_view reminder_sent = "reminder_sent";  // unit, items: [{step, due, unit: whose it is, if another's}]
inline constexpr std::string_view report_submitted =
    "report_submitted";                                                 // unit, version, data, attachments, late, findings, level
inline constexpr std::string_view report_accepted = "report_accepted";  // unit, version
inline constexpr std::string_view report_returned = "report_returned";  // unit, version, reason, accepted: it was already
inline constexpr std::string_view scopes_opened = "scopes_opened";      // scopes: [{key, unit, first, last, title, data}]
inline constexpr std::string_view case_corrected = "case_corrected";    // scope, data: all of it as it is now, reason
inline constexpr std::string_view intake_shut = "intake_shut";          // of cases: no more are taken in
inline constexpr std::string_view levels_deployed = "levels_deployed";  // units that run their level: each a campaign of its own
inline constexpr std::string_view heard_from_above = "heard_from_above";  // due, returned (number), over; reason
inline constexpr std::string_view rolled_up = "rolled_up";  // number, data, units, accepted, missing, complete, sources, awaited
                                                            // (whose reports were sent back; absent: none)
inline constexpr std::string_view scope_settled =
    "scope_settled";  // scope, how: complete, closed, called_off; reason, unit it is handed to
inline constexpr std::string_view flow_returned = "flow_returned";    // to, reason, steps: addresses that wait again
inline constexpr std::string_view date_announced = "date_announced";  // key, value, reason, document: the step that told it
inline constexpr std::string_view number_taken = "number_taken";      // series, year, serial, text
inline constexpr std::string_view number_voided = "number_voided";    // series, year, serial, reason
inline constexpr std::string_view document_sent_back = "document_sent_back";  // role, reason: signing begins anew
inline constexpr std::string_view paper_received = "paper_received";          // unit, kind, by: who took it
inline constexpr std::string_view unit_joined = "unit_joined";                // id, name, parent, groups
inline constexpr std::string_view unit_left = "unit_left";                    // unit, reason
inline constexpr std::string_view entry_made = "entry_made";        // kind, rule, part, unit, points, granted, reason, rater
inline constexpr std::string_view parameter_set = "parameter_set";  // name, value, reason
inline constexpr std::string_view receipt_confirmed = "receipt_confirmed";  // unit
inline constexpr std::string_view document_signed = "document_signed";      // role, opinion
inline constexpr std::string_view document_issued = "document_issued";      // title, renditions {format: blob}, recipients
inline constexpr std::string_view document_compiled = "document_compiled";  // title, renditions, sources {step: {unit: version}}
inline constexpr std::string_view targets_measured = "targets_measured";    // targets, results, final
inline constexpr std::string_view units_assessed = "units_assessed";        // results, complete: no document follows
inline constexpr std::string_view step_noted = "step_noted";                // note: whatever a third party's step kind keeps
inline constexpr std::string_view incident_raised = "incident_raised";      // problems: [{code, zh, en}]
inline constexpr std::string_view incident_cleared = "incident_cleared";
inline constexpr std::string_view draft_saved = "draft_saved";            // unit, data
inline constexpr std::string_view report_withdrawn = "report_withdrawn";  // unit, version, reason
inline constexpr std::string_view item_delegated = "item_delegated";      // unit, to ("": taken back), reason
inline constexpr std::string_view item_transferred = "item_transferred";  // unit, to, reason
inline constexpr std::string_view unit_urged = "unit_urged";              // unit, text, in_charge
inline constexpr std::string_view units_supervised =
    "units_supervised";  // scope, of: the step they are late with, units, rung: the step that told them (absent: it begins)
inline constexpr std::string_view item_suspended = "item_suspended";        // unit, reason
inline constexpr std::string_view item_resumed = "item_resumed";            // unit, reason, due (absent: none)
inline constexpr std::string_view countersign_asked = "countersign_asked";  // unit ("": the draft), signers, way
inline constexpr std::string_view signer_added = "signer_added";            // unit, signer, reason
inline constexpr std::string_view signer_dropped = "signer_dropped";        // unit, signer, reason
inline constexpr std::string_view countersigned = "countersigned";          // unit, signer, agrees, opinion
inline constexpr std::string_view copies_sent = "copies_sent";              // to: units, text
inline constexpr std::string_view copy_read = "copy_read";                  // reader
inline constexpr std::string_view campaign_closed = "campaign_closed";      // reason, when it was ended from above

// Like campaign_started it says what the campaign is pinned to: definition (its path), files {path: blob}, calendars
// {name: blob}. campaign_started holds formats, and clock where it is virtual, besides.
inline constexpr std::string_view definition_changed = "definition_changed";  // reason
inline constexpr std::string_view clock_moved = "clock_moved";                // of a virtual clock: to
// A campaign that began on paper is entered: its time stood where that had come to, and goes by the clock from now on.
inline constexpr std::string_view went_live = "went_live";
}  // namespace event_type

}  // namespace hongtou
