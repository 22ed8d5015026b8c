// Numbers of one form that belong together, so that made-up ones do: no part above its whole, rates below 100 %.
#pragma once

#include <string>
#include <vector>

#include "engine/definition/definition.h"
#include "engine/rehearsal/random.h"

namespace hongtou {

struct Relation {
  enum class Kind {
    at_most,  // the parts together are no more than the whole: a <= b, 其中
    equals,   // they add up to it
    share     // the only part is so many per cent of the whole: a rate
  };
  Kind kind = Kind::at_most;
  std::vector<std::string> parts;  // ids of fields
  std::string whole;
  int low = 70;  // of a share, in per cent
  int high = 100;
};

// As the form's checks, its computed rates and the targets that are ratios say; and what is labelled 其中 is part of what stands
// before it.
std::vector<Relation> relations_of(const Definition& definition, const Form& form);

// Mends the numbers of `data`, those that are there.
void relate(Value& data, const std::vector<Relation>& relations, Random& random);

}  // namespace hongtou
