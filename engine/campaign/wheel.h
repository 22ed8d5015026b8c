// The wheel: after an act, steps open, work and settle by the rules until nothing moves any more. Private to the campaign layer.
#pragma once

#include "engine/campaign/course.h"

namespace hongtou {

void turn_the_wheel(Course& course);

}  // namespace hongtou
