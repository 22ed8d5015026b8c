// What an event's data refers to: {"$blob": hash, …} and, as it is stored, {"$personal": hash}. Private to the engine.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "engine/value.h"

namespace hongtou {

inline constexpr std::string_view blob_key = "$blob";
inline constexpr std::string_view personal_key = "$personal";

// The hash of a reference of that kind, or null.
const std::string* referred(const Value& value, std::string_view key);

// The hashes of all such references in it.
std::set<std::string> references_in(const Value& value, std::string_view key);

}  // namespace hongtou
