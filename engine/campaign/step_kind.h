// StepKind: what a kind of step does. Built-in kinds register statically, a third party's from a plugin.
#pragma once

#include <string>

namespace hongtou {

class StepKind {
 public:
  virtual ~StepKind() = default;
  virtual std::string name() const = 0;  // issue, collect …
};

}  // namespace hongtou
