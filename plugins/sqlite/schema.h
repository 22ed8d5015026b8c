// The tables of a store, and how they have changed.
#pragma once

#include "engine/result.h"
#include "plugins/sqlite/connection.h"

namespace hongtou::sqlite {

// Errors: store.not_a_store, store.newer_version. Throws Failure.
Status check_schema(Connection& connection, const std::string& file);

// Brings older tables up to date too, and with Access::create makes those of an empty file.
Status prepare_schema(Connection& connection, const std::string& file, Access access);

}  // namespace hongtou::sqlite
