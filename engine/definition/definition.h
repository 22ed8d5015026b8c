// Definition: a campaign as its workflow file says it. Immutable once loaded; may be shared between threads.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar.h"
#include "engine/definition/assessment.h"
#include "engine/definition/form.h"
#include "engine/definition/graph.h"
#include "engine/definition/step.h"
#include "engine/definition/target.h"
#include "engine/definition/unit.h"
#include "engine/document/official_text.h"
#include "engine/environment.h"
#include "engine/result.h"
#include "engine/value.h"

namespace hongtou {

// A value that is known only when a real campaign starts, such as the contact's name.
struct SuppliedValue {
  std::string name;   // contact.name
  std::string label;  // 联系人姓名
  Position position;
};

struct Definition {
  std::string id;
  std::string file;  // where it was read
  std::string title;
  std::string theme;
  std::string lead;  // a unit's id, or ""
  Period period;
  Map parameters;
  std::vector<SuppliedValue> supplied;
  Units units;
  std::map<std::string, std::vector<std::string>, std::less<>> groups;  // name → unit ids in list order
  std::map<std::string, std::string, std::less<>> roles;                // name → unit id
  std::map<std::string, Form, std::less<>> forms;
  std::map<std::string, OfficialText, std::less<>> texts;      // by file name as written
  std::map<std::string, Assessment, std::less<>> assessments;  // by file name as written
  std::vector<Target> targets;
  std::vector<Step> steps;
  StepGraph graph;
  std::map<std::string, std::string> files;  // every file that was read, by path: what a running campaign is pinned to

  const Step* step(std::string_view step_id) const;
  std::size_t step_index(std::string_view step_id) const;  // steps.size() when there is none
  const Unit& unit(std::string_view unit_id) const;        // std::logic_error when there is none
  std::string unit_name(std::string_view unit_id) const;   // the word itself when there is none
};

// Reads a workflow file with all it names, and checks it. Every complaint at once, with its place; the checks are listed in
// docs/checks.md. `kinds` are the step kinds that exist.
Result<Definition> load_definition(const std::string& path, const std::vector<StepKindInfo>& kinds,
                                   const Environment& environment);

// The words every text of the campaign may use, filled with samples: what templates are checked against before any data exists.
Value sample_data(const Definition& definition);

// The part of a text's data that the definition alone gives: parameters, campaign.*, and each step's dates.
Value definition_data(const Definition& definition);

}  // namespace hongtou
