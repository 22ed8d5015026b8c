// Who may see which field of a form: what `visible-to` says. A document shows what all who get it may see.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/campaign/place.h"
#include "engine/definition/form.h"

namespace hongtou {

// Whether a word of a form, a unit, class, group or role, means this unit; also one that joined late.
bool is_called(const Definition& definition, const State& state, std::string_view unit, std::string_view word);

// Those a step's document goes `to`; the lead where it goes to nobody.
std::vector<std::string> readers_of(const Place& place);

// Whether some field is not for everybody.
bool hides_fields(const Form& form);

// What all of the units may see of a form, of data, and of the sums that totals() makes.
Form visible_form(const Definition& definition, const State& state, const std::vector<std::string>& units, const Form& form);
Value visible_data(const Definition& definition, const State& state, const std::vector<std::string>& units, const Form& form,
                   const Value& data);
Value visible_totals(const Definition& definition, const State& state, const std::vector<std::string>& units, const Form& form,
                     const Value& sums);

}  // namespace hongtou
