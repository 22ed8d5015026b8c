#include "plugins/graphviz/turn.h"

namespace hongtou::graphviz {

namespace {

int ignore(char*) { return 0; }

struct Engine {
  Engine() : context(gvContext()) { agseterrf(ignore); }
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine() { gvFreeContext(context); }

  std::mutex mutex;
  GVC_t* context;
};

Engine& engine() {
  static Engine only;
  return only;
}

}  // namespace

Turn::Turn() : lock_(engine().mutex) {}

GVC_t* Turn::context() const { return engine().context; }

}  // namespace hongtou::graphviz
