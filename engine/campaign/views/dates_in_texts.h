// The dates of a step as texts and conditions read them. Private to the campaign layer.
#pragma once

#include "engine/campaign/place.h"
#include "engine/definition/definition.h"

namespace hongtou {

// What units are asked for after its date is due when they are asked for it: a text that goes out late says so beforehand.
void add_dates(Value& data, const Place& place, Date today, Reader reader);

}  // namespace hongtou
