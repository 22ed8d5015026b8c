#include "engine/campaign/calling_off.h"

#include <vector>

namespace hongtou {

void call_off(Turn& turn, std::string_view how, const std::string& reason) {
  const auto& why = how == "cancelled" ? std::string(how) : reason;
  List units;
  for (const auto& [unit, item] : turn.state().items)
    if (item.is_open()) units.push_back(unit);
  if (!units.empty()) turn.emit(event_type::items_closed, Map{{"units", std::move(units)}, {"reason", why}});
  std::vector<std::string> running;
  for (const auto& [key, inner] : turn.state().scopes)
    if (!inner.settled) running.push_back(key);
  for (const auto& key : running) turn.emit(event_type::scope_settled, Map{{"scope", key}, {"how", "closed"}, {"reason", why}});
  turn.emit(event_type::step_skipped, Map{{"how", Value(how)}, {"reason", reason}});
}

}  // namespace hongtou
