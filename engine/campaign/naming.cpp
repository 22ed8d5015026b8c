#include "engine/campaign/naming.h"

#include "engine/campaign/decide.h"
#include "engine/campaign/place.h"
#include "engine/campaign/scope.h"
#include "engine/text.h"

namespace hongtou {

std::string kind_word(std::string_view kind, Language language) {
  if (language == Language::zh)
    for (const auto& built_in : built_in_step_kinds())
      if (const auto info = built_in->info(); info.name == kind) return info.chinese;
  return std::string(kind);
}

std::string key_word(std::string_view kind, std::string_view key, Language language) {
  if (language == Language::zh)
    for (const auto& built_in : built_in_step_kinds())
      if (const auto info = built_in->info(); info.name == kind)
        for (const auto& each : info.keys)
          if (each.name == key) return each.chinese;
  return std::string(key);
}

std::string scope_label(const Definition& definition, const Step& holder, std::string_view key, Language language) {
  if (holder.kind == "case" || holder.kind == "supervise")
    return fill(language == Language::zh ? "第{0}件" : "no. {0}", {std::string(key)});
  const auto* every = holder.setting("every");
  if (every == nullptr || !every->every) return definition.unit_name(key);
  const auto period = occurrence_named(*every->every, key);
  return period && language == Language::zh ? period->label : std::string(key);
}

std::string label_of(const Definition& definition, std::string_view address, Language language) {
  std::string out;
  for (const auto& part : parts_of(address)) {
    const auto* step = definition.step(part.step);
    if (step == nullptr) return std::string(address);
    const bool last = &part.step.back() == &address.back();
    if (!last && part.key.empty()) continue;
    if (!out.empty()) out += " ";
    out += last ? step->label : scope_label(definition, *step, part.key, language);
  }
  return out;
}

std::string scopes_of(const Definition& definition, const State& state, std::string_view address, Language language) {
  std::string out;
  std::string so_far;
  const auto parts = parts_of(address);
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    so_far += parts[i].step;
    const auto* holder = definition.step(parts[i].step);
    if (holder != nullptr && !parts[i].key.empty()) {
      auto label = scope_label(definition, *holder, parts[i].key, language);
      if (label == parts[i].key) label = unit_name(definition, state, label);  // of one that joined late
      out += (out.empty() ? "" : " ") + label;
      const auto& scopes = state.step(so_far).scopes;
      const auto scope = scopes.find(std::string(parts[i].key));
      if (holder->kind == "case" && scope != scopes.end() && !scope->second.title.empty())
        out += fill(language == Language::zh ? "（{0}）" : " “{0}”", {scope->second.title});
    }
    so_far += parts[i].key.empty() ? "/" : "[" + std::string(parts[i].key) + "]/";
  }
  return out;
}

std::string label_of(const Definition& definition, const State& state, std::string_view address, Language language) {
  const auto* step = definition.step(step_name_of(address));
  if (step == nullptr) return std::string(address);
  const auto scopes = scopes_of(definition, state, address, language);
  return scopes.empty() ? step->label : scopes + " " + step->label;
}

std::string name_in_charge(const Definition& definition, const State& state, const std::string& unit,
                           const std::string& responsible, Language language) {
  const auto name = unit_name(definition, state, unit);
  if (responsible.empty()) return name;
  return fill(language == Language::zh ? "{0}（接办{1}的）" : "{0} (for {1})", {unit_name(definition, state, responsible), name});
}

Value about_units(const WorkItems& items, List units) {
  Value out{Map{}};
  for (const auto& unit : units)
    if (const auto item = items.find(unit.text_or("")); item != items.end() && !item->second.responsible.empty())
      out["in_charge"][item->first] = item->second.responsible;
  out["units"] = std::move(units);
  return out;
}

std::string due_figures(Instant due) { return due == end_of_day(day_due(due)) ? to_text(day_due(due)) : to_local_text(due); }

}  // namespace hongtou
