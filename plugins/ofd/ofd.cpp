#include "plugins/ofd/ofd.h"

HONGTOU_PLUGIN(registry) {
  registry.add(hongtou::ofd::make_ofd_format());
  registry.add(hongtou::ofd::make_ofd_reader());
}
