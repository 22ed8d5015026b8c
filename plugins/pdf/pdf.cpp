#include "plugins/pdf/pdf.h"

HONGTOU_PLUGIN(registry) { registry.add(hongtou::pdf::make_pdf_format()); }
