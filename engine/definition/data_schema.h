// What a campaign's data holds: every name with its type. Conditions are held against it, samples for texts are made of it, and
// campaign_data() fills it.
#pragma once

#include <string>
#include <vector>

#include "engine/definition/definition.h"
#include "engine/definition/form_part.h"
#include "engine/type.h"

namespace hongtou {

// What expression_data() makes of a submission. Blank is null, which every type may be.
Type type_of(const Field& field);
Schema schema_of(const Fields& fields);
Type type_of(const Form& form);
Type type_of_parameter(const Value& value);  // what is still to be set may become anything

Schema data_schema(const Definition& definition);
// The same as a step sees it: with the scopes around it, and in a called workflow its own names without their beginning.
Schema data_schema(const Definition& definition, const Schema& of_campaign, const Step& step);
// Of the scope that a holder of steps opens, as the steps within see it.
Schema scope_schema(const Definition& definition, const Step& holder);
// The decision tables that may be called where names begin with `called`, "" for the campaign's own.
Schema decisions_of(const Definition& definition, const std::string& called);

// The step's dates, which texts print in two ways: due and due_full.
std::vector<std::string> day_names(const Step& step);

// How far top_1, top_2, … and last_1, … of an assessment go.
inline constexpr int most_singled_out = 10;

Value sample_of(const Type& type);

}  // namespace hongtou
