// Turn: Graphviz keeps its state in the process and is not thread-safe, so one caller uses it at a time.
#pragma once

#include <graphviz/gvc.h>

#include <mutex>

namespace hongtou::graphviz {

class Turn {
 public:
  Turn();
  GVC_t* context() const;

 private:
  std::unique_lock<std::mutex> lock_;
};

}  // namespace hongtou::graphviz
