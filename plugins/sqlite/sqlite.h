// SQLite store: journals in one file, sqlite:campaign.db. Acknowledged means on disk.
#pragma once

#include <memory>

#include "engine/plugin.h"

namespace hongtou::sqlite {

std::unique_ptr<StoreDriver> make_sqlite_driver();

}  // namespace hongtou::sqlite
