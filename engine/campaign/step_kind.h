// StepKind: what a kind of step does. Built-in kinds register statically, a third party's from a plugin.
#pragma once

namespace hongtou {

class StepKind {
 public:
  virtual ~StepKind() = default;
};

}  // namespace hongtou
