// What a running campaign is pinned to: the files of its definition, the calendars it reckons with, the formats of its documents
// and its clock. The first event of its journal says so, and again each definition_changed.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/definition/definition.h"
#include "engine/journal/journal.h"
#include "engine/result.h"

namespace hongtou {

enum class Clock {
  system,    // the environment's
  virtual_,  // stands still until somebody moves it: for training and tests
};

using NamedTexts = std::map<std::string, std::string>;  // by path or name

struct Pinned {
  std::string main;         // the workflow file among `files`; of a lower campaign that of the one at the top
  std::string above;        // of a lower campaign: the id of the one above
  std::vector<Unit> leads;  // likewise, as Level::leads
  NamedTexts files;         // by path; those within the campaign's folder relative to it
  NamedTexts calendars;
  std::vector<std::string> formats;
  Clock clock = Clock::system;
};

// The State Council's arrangements as installed.
Result<NamedTexts> installed_calendars(const Environment& environment);
Result<Calendar> read_calendar(const NamedTexts& calendars);

Pinned pinned_to(const Definition& definition, NamedTexts calendars);

// {definition, files, calendars, level}: the part of an event's data. `keep` takes bytes and gives the reference to them.
Value to_value(const Pinned& pinned, const std::function<Value(const std::string& text)>& keep);

// Of a lower campaign, {above, leads: [{id, name, class}]}; null of another.
Value level_value(const Definition& definition);

// The references that the last of `events` gives: {definition, files, calendars}; null for none.
Value pinned_references(const std::vector<JournalEvent>& events);

// As the last of `events` that says it. Errors: engine.not_pinned (written before campaigns kept their files),
// journal.blob_missing, store.*
Result<Pinned> read_pinned(const std::vector<JournalEvent>& events, const Store& store);

// The definition again, from nothing else. Errors: those of load_definition.
Result<Definition> load_pinned(const Pinned& pinned, const std::vector<StepKindInfo>& kinds, const Environment& environment);

}  // namespace hongtou
