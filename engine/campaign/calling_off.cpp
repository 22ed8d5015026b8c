#include "engine/campaign/calling_off.h"

#include <vector>

namespace hongtou {

void close_what_is_open(Turn& turn, const std::string& reason) {
  List units;
  for (const auto& [unit, item] : turn.state().items)
    if (item.is_open()) units.push_back(unit);
  if (!units.empty()) turn.emit(event_type::items_closed, Map{{"units", std::move(units)}, {"reason", reason}});
  if (!turn.state().opened) return;
  std::vector<std::string> running;
  for (const auto& [key, inner] : turn.state().scopes)
    if (!inner.settled) running.push_back(key);
  for (const auto& key : running)
    turn.emit(event_type::scope_settled, Map{{"scope", key}, {"how", "called_off"}, {"reason", reason}});
}

void call_off(Turn& turn, std::string_view how, const std::string& reason) {
  close_what_is_open(turn, how == "cancelled" ? std::string(how) : reason);
  turn.emit(event_type::step_skipped, Map{{"how", Value(how)}, {"reason", reason}});
}

}  // namespace hongtou
