// What a person fills in at each empty place of a printed form. Private to the definition layer.
#pragma once

#include "engine/definition/form.h"

namespace hongtou {

// `table` is the form as filled_table() makes it of no data.
void add_blanks(const Form& form, Table& table);

}  // namespace hongtou
