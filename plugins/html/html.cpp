#include "plugins/html/html.h"

HONGTOU_PLUGIN(registry) { registry.add(hongtou::html::make_html_format()); }
