#include "plugins/text/text.h"

HONGTOU_PLUGIN(registry) { registry.add(hongtou::text::make_text_format()); }
