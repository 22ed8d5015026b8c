// Layout: where the boxes of one flow stand and which way its arrows take, from left to right, by Graphviz.
#pragma once

#include <graphviz/gvc.h>

#include <vector>

#include "engine/result.h"

namespace hongtou::graphviz {

// Pixels of BPMN diagrams; y grows downwards.
struct Point {
  double x = 0;
  double y = 0;
};
struct Size {
  double width = 0;
  double height = 0;
};
// What arrows run between, and the room its name wants below.
struct Box {
  Size size;
  double below = 0;
};
struct Arrow {
  std::size_t from = 0, to = 0;  // boxes
  Size label = {};               // nothing to print: 0 × 0
};
struct Layout {
  Size size;
  std::vector<Point> corners;              // upper left, a box each
  std::vector<std::vector<Point>> routes;  // an arrow each, from border to border
  std::vector<Point> labels;               // upper left, an arrow each
};

// Errors: graphviz.failed.
Result<Layout> lay_out(GVC_t* context, const std::vector<Box>& boxes, const std::vector<Arrow>& arrows);

}  // namespace hongtou::graphviz
