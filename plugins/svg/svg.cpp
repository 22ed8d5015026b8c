#include "plugins/svg/svg.h"

HONGTOU_PLUGIN(registry) { registry.add(hongtou::svg::make_svg_format()); }
