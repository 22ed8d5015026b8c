#include "plugins/sqlite/sqlite.h"

HONGTOU_PLUGIN(registry) { registry.add(hongtou::sqlite::make_sqlite_driver()); }
