#include "plugins/poppler/poppler.h"

HONGTOU_PLUGIN(registry) { registry.add(hongtou::poppler::make_pdf_reader()); }
