#include "engine/bpmn/activity.h"

#include <algorithm>
#include <array>

#include "engine/text.h"
#include "engine/wording.h"

namespace hongtou {

namespace {

using Kind = ProcessNodeKind;

// All but the hyphen that every reader of BPMN takes in an identifier.
bool is_plain(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

std::string hexadecimal(char32_t c) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (; c != 0; c /= 16) out.insert(out.begin(), digits[c % 16]);
  return out;
}

Kind kind_of(const Step& step) {
  if (step.kind == "call") return Kind::call_activity;
  if (step.flow != nullptr) return Kind::sub_process;
  if (step.kind == "issue") return Kind::send_task;
  if (step.collects() || step.kind == "decision") return Kind::user_task;
  if (step.kind == "compile") return Kind::service_task;
  if (step.kind == "assess") return Kind::rule_task;
  return step.kind == "mark" ? Kind::milestone : Kind::task;
}

Repetition repetition_of(const Step& step) {
  if (step.kind == "repeat") return Repetition::loop;
  if (step.kind == "each") return step.flag("in-turn") ? Repetition::sequential : Repetition::parallel;
  if (step.kind == "case" || step.kind == "supervise") return Repetition::parallel;
  return step.collects() && step.names("from").size() > 1 ? Repetition::parallel : Repetition::once;
}

std::string repeats(const Step& step) {
  if (step.kind == "repeat") return step.setting("every")->text;
  if (step.kind == "case" || step.kind == "supervise") return {};
  return std::to_string(step.names(step.kind == "each" ? "over" : "from").size());
}

bool is_announced(const Setting& setting) {
  return setting.rule && (setting.rule->is_late_bound() || setting.rule->is_tentative());
}

std::string words_of(const Setting& setting, Language language) {
  if (setting.date) return month_and_day(*setting.date, language);
  if (setting.period) return month_and_day(setting.period->first, language) + "—" + month_and_day(setting.period->last, language);
  return setting.text;
}

// A day that is known as the moment it begins, or when it has ended.
std::string begin_of(const Setting& setting) {
  if (setting.date) return to_text(start_of_day(*setting.date));
  return setting.period ? to_text(start_of_day(setting.period->first)) : setting.text;
}
std::string end_of(const Setting& setting) {
  if (setting.date) return to_text(end_of_day(*setting.date));
  return setting.period ? to_text(end_of_day(setting.period->last)) : setting.text;
}

const Setting* dated(const Step& step, std::initializer_list<std::string_view> keys) {
  for (const auto key : keys)
    if (const auto* setting = step.setting(key)) return setting;
  return nullptr;
}

ProcessNode date_event(const Setting& setting, std::string rule, std::string_view prefix, const Step& step, std::string name) {
  ProcessNode event{is_announced(setting) ? Kind::message : Kind::timer, node_id(prefix, step.id), std::move(name)};
  event.rule = std::move(rule);
  return event;
}

ProcessNode mark_event(const Step& step, Language language) {
  const auto* setting = dated(step, {"window", "on"});
  if (setting == nullptr) return {Kind::milestone, node_id("step_", step.id), step.label};
  return date_event(*setting, end_of(*setting), "step_", step, step.label + "\n" + words_of(*setting, language));
}

std::optional<ProcessDeadline> deadline_of(const Step& step, Language language) {
  static constexpr Words due{"截止 {0}", "due {0}"};
  static constexpr Words urged{"催报", "reminder"};
  static constexpr Words overdue{"逾期", "overdue"};
  const auto* setting = step.collects() ? step.setting("due") : nullptr;
  if (setting == nullptr || (setting->rule && !setting->rule->is_binding())) return std::nullopt;
  const bool reminds = step.setting("remind") != nullptr;
  return ProcessDeadline{fill(due.in(language), {words_of(*setting, language)}), end_of(*setting),
                         std::string((reminds ? urged : overdue).in(language)), reminds};
}

std::string documentation(const Definition& definition, const Step& step, Language language) {
  static constexpr std::array<std::pair<std::string_view, Words>, 4> unit_keys{
      {{"to", {"发给", "to"}}, {"from", {"报送", "from"}}, {"over", {"对象", "over"}}, {"by", {"承办", "by"}}}};
  static constexpr Words signed_by{"签批", "sign-off"};
  static constexpr Words cancels{"开始后，其余还在等的步骤取消", "the others still waiting are cancelled when it begins"};
  std::vector<std::string> parts{kind_word(step.kind, language)};
  for (const auto& [key, words] : unit_keys)
    if (const auto* setting = step.setting(key); setting != nullptr && !setting->names.empty())
      parts.push_back(std::string(words.in(language)) + " " + list_of_names(definition, setting->names, language));
  if (!step.names("sign-off").empty())
    parts.push_back(std::string(signed_by.in(language)) + " " + join(step.names("sign-off"), " → "));
  if (step.cancel_rest) parts.emplace_back(cancels.in(language));
  return join(parts, "\n");
}

}  // namespace

std::string node_id(std::string_view prefix, std::string_view word) {
  std::string out(prefix);
  for (const auto c : to_utf32(word)) out += is_plain(c) ? std::string(1, static_cast<char>(c)) : "-" + hexadecimal(c) + "-";
  return out;
}

ProcessNode activity(const Definition& definition, const Step& step, Language language) {
  auto node = kind_of(step) == Kind::milestone ? mark_event(step, language)
                                               : ProcessNode{kind_of(step), node_id("step_", step.id), step.label};
  node.documentation = documentation(definition, step, language);
  node.repetition = repetition_of(step);
  if (node.repetition != Repetition::once) node.repeats = repeats(step);
  node.deadline = deadline_of(step, language);
  if (node.kind == Kind::call_activity) node.calls = node_id("called_", step.id);
  return node;
}

std::optional<ProcessNode> wait_before(const Step& step, Language language) {
  const bool is_event = step.kind == "mark" && step.flow == nullptr;
  const auto* setting = is_event ? nullptr : dated(step, {"window", "on", "opens"});
  if (setting == nullptr) return std::nullopt;
  return date_event(*setting, begin_of(*setting), "wait_", step, words_of(*setting, language));
}

}  // namespace hongtou
