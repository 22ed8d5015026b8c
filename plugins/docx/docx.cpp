#include "plugins/docx/docx.h"

HONGTOU_PLUGIN(registry) {
  registry.add(hongtou::docx::make_docx_format());
  registry.add(hongtou::docx::make_docx_reader());
}
