#include <algorithm>
#include <array>
#include <charconv>

#include "engine/definition/loading.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message no_kind{"workflow.step_without_kind", "步骤“{0}”没有写做什么", "the step “{0}” does not say what it does",
                          "加上“do 种类”，种类有：{1}", "add “do KIND”; kinds are: {1}"};
constexpr Message missing_key{"workflow.missing_key", "步骤“{0}”（{1}）缺少“{2}”：{3}", "the step “{0}” ({1}) lacks “{2}”: {4}",
                              "加上：{2} …", "add: {2} …"};
constexpr Message bad_offsets{"workflow.bad_offsets", "“{0}”不是提醒日程", "“{0}” is no list of reminders",
                              "写相对截止日的工作日数，例如 \"-3, -1, +1\"",
                              "write working days from the due date, such as \"-3, -1, +1\""};
constexpr Message bad_settles{"workflow.bad_settles", "“{0}”不是收齐的条件", "“{0}” is no way to settle",
                              "写 at-due（截止即止）、一个日期，或比例如 \"80%\"",
                              "write at-due, a date, or a share such as \"80%\""};
constexpr Message bad_count{"workflow.bad_count", "“{0}”应写成“2 of 甲, 乙, 丙”，数目不超过步骤个数",
                            "“{0}” should read “2 of a, b, c”, the number no larger than the list", "先写数目，再写 of，再列步骤",
                            "first the number, then of, then the steps"};
constexpr Message not_optional{
    "workflow.not_optional", "步骤“{0}”不是可选步骤，不必写在 choose 中", "the step “{0}” is not optional; choose cannot name it",
    "从 choose 中删去，或给步骤加上 optional yes", "take it out of choose, or add optional yes to the step"};
constexpr Message empty_list{"workflow.empty_list", "“{0}”里没有内容", "“{0}” names nothing", "至少写一个", "name at least one"};

struct GateKey {
  std::string_view key;
  Gate::Kind kind;
};
constexpr std::array<GateKey, 5> gate_keys{{{"after", Gate::Kind::all},
                                            {"after-some", Gate::Kind::some},
                                            {"after-any", Gate::Kind::any},
                                            {"after-count", Gate::Kind::count},
                                            {"after-each", Gate::Kind::each}}};

class StepReader {
 public:
  StepReader(Loading& loading, const Entry& entry) : loading_(loading), block_(*entry.tree, *entry.node) {
    step_.id = entry.key;
    step_.label = entry.key;
    step_.position = entry.key_position();
  }

  Step read(const std::vector<std::string>& chosen) {
    const auto* kind = find_kind();
    if (kind != nullptr) {
      step_.kind = kind->name;
      block_ = in_english(*kind);
      block_.check(allowed_keys(*kind), loading_.diagnostics);
      read_settings(*kind);
    }
    for (const auto& gate_key : gate_keys)
      if (const auto* entry = block_.find(gate_key.key)) read_gate(*entry, gate_key.kind);
    if (const auto* label = block_.find("label")) step_.label = label->value;
    if (const auto* flag = block_.find("cancel-rest")) step_.cancel_rest = loading_.flag_of(*flag).value_or(false);
    if (const auto* when = block_.find("when")) step_.when = read_expression(*when);
    read_optional(chosen);
    return std::move(step_);
  }

 private:
  const StepKindInfo* find_kind() {
    std::vector<std::string> names;
    for (const auto& kind : loading_.kinds) {
      names.push_back(kind.name);
      names.push_back(kind.chinese);
    }
    const auto* entry = block_.find("do");
    if (entry == nullptr) {
      loading_.error(step_.position, no_kind, {step_.id, join(names, " ")});
      return nullptr;
    }
    for (const auto& kind : loading_.kinds)
      if (kind.name == entry->value || kind.chinese == entry->value) return &kind;
    loading_.unknown(entry->value_position(), "步骤种类", "step kind", entry->value, names);
    return nullptr;
  }

  // The kind's own Chinese keys become the English ones.
  Section in_english(const StepKindInfo& kind) const {
    Section block = block_;
    for (auto& entry : block.entries())
      for (const auto& key : kind.keys)
        if (entry.key == key.chinese) entry.key = key.name;
    return block;
  }

  static std::vector<SectionKey> allowed_keys(const StepKindInfo& kind) {
    std::vector<SectionKey> keys{{"do"}, {"label"}, {"when"}, {"optional"}, {"cancel-rest"}};
    for (const auto& gate : gate_keys) keys.push_back({gate.key});
    for (const auto& key : kind.keys) keys.push_back({key.name});
    return keys;
  }

  void read_settings(const StepKindInfo& kind) {
    for (const auto& key : kind.keys) {
      const auto* entry = block_.find(key.name);
      if (entry != nullptr && !entry->value.empty())
        step_.settings[key.name] = read_setting(key, *entry);
      else if (entry == nullptr && key.required)
        loading_.error(step_.position, missing_key, {step_.id, kind.name, key.name, key.meaning_zh, key.meaning_en});
    }
  }

  Setting read_setting(const KeySpec& key, const Entry& entry) {
    Setting setting;
    setting.type = key.type;
    setting.text = entry.value;
    setting.position = entry.value_position();
    const auto& where = setting.position;
    switch (key.type) {
      case KeyType::words:
        break;
      case KeyType::flag:
        setting.flag = loading_.flag_of(entry).value_or(false);
        break;
      case KeyType::count:
        setting.number = static_cast<int>(loading_.number_of(entry).value_or(0));
        break;
      case KeyType::date:
        setting.date = loading_.date_of(entry.value, where);
        break;
      case KeyType::period:
        setting.period = loading_.period_of(entry.value, where);
        break;
      case KeyType::offsets:
        setting.offsets = read_offsets(entry);
        break;
      case KeyType::units:
        setting.names = loading_.units_of(list_of(entry), where);
        break;
      case KeyType::unit:
        if (const auto unit = loading_.unit_of(entry.value, where)) setting.names = {*unit};
        break;
      case KeyType::form:
      case KeyType::step:
        setting.names = {entry.value};  // the checker knows all of them
        break;
      case KeyType::text:
        read_text(entry.value, where);
        setting.names = {entry.value};
        break;
      case KeyType::assessment:
        if (auto rules = read_assessment(loading_, entry.value, where))
          loading_.definition.assessments[entry.value] = *std::move(rules);
        setting.names = {entry.value};
        break;
      case KeyType::names:
      case KeyType::roles:
        setting.names = list_of(entry);
        break;
      case KeyType::settles:
        read_settles(entry, setting);
        break;
      case KeyType::expression:
        setting.expression = read_expression(entry);
        break;
    }
    return setting;
  }

  std::vector<std::string> list_of(const Entry& entry) {
    auto list = split_list(entry.value);
    if (list.empty()) loading_.error(entry.value_position(), empty_list, {entry.key});
    return list;
  }

  std::vector<int> read_offsets(const Entry& entry) {
    std::vector<int> offsets;
    for (const auto& word : split_list(entry.value)) {
      const std::string_view digits = word.starts_with('+') ? std::string_view(word).substr(1) : std::string_view(word);
      int offset = 0;
      const auto [stop, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), offset);
      if (problem != std::errc() || stop != digits.data() + digits.size() || offset < -250 || offset > 250) {
        loading_.error(entry.value_position(), bad_offsets, {entry.value});
        return {};
      }
      offsets.push_back(offset);
    }
    std::sort(offsets.begin(), offsets.end());
    return offsets;
  }

  void read_text(const std::string& name, const Position& where) {
    if (loading_.definition.texts.contains(name)) return;
    const auto source = loading_.read_file(name, where);
    if (!source) return;
    auto text = OfficialText::read(*source, loading_.path_of(name));
    loading_.diagnostics.insert(loading_.diagnostics.end(), text.diagnostics().begin(), text.diagnostics().end());
    if (text.has_value()) loading_.definition.texts.emplace(name, *std::move(text));
  }

  void read_settles(const Entry& entry, Setting& setting) {
    const auto& word = entry.value;
    if (word == "at-due" || word == "截止") return;
    if (word.ends_with('%')) {
      int share = 0;
      const auto [stop, problem] = std::from_chars(word.data(), word.data() + word.size() - 1, share);
      if (problem == std::errc() && stop == word.data() + word.size() - 1 && share > 0 && share <= 100) {
        setting.number = share;
        return;
      }
    }
    setting.date = parse_date(word);
    if (!setting.date) loading_.error(entry.value_position(), bad_settles, {word});
  }

  std::optional<Expression> read_expression(const Entry& entry) {
    auto expression = Expression::parse(entry.value, entry.value_position());
    loading_.diagnostics.insert(loading_.diagnostics.end(), expression.diagnostics().begin(), expression.diagnostics().end());
    if (!expression.ok()) return std::nullopt;
    return *std::move(expression);
  }

  void read_gate(const Entry& entry, Gate::Kind kind) {
    Gate gate;
    gate.kind = kind;
    gate.position = entry.value_position();
    std::string list = entry.value;
    if (kind == Gate::Kind::count) {
      const auto of = list.find(" of ");
      const auto [stop, problem] = std::from_chars(list.data(), list.data() + list.size(), gate.count);
      if (of == std::string::npos || problem != std::errc() || stop != list.data() + of) {
        loading_.error(gate.position, bad_count, {entry.value});
        return;
      }
      list = list.substr(of + 4);
    }
    for (const auto& word : split_list(list)) {
      const auto equals = word.find('=');
      Dependency dependency{std::string(trim(word.substr(0, equals))), {}, gate.position};
      if (equals != std::string::npos) dependency.outcomes = split(word.substr(equals + 1), {"|"});
      gate.on.push_back(std::move(dependency));
    }
    if (gate.on.empty()) loading_.error(gate.position, empty_list, {entry.key});
    if (kind == Gate::Kind::count && (gate.count == 0 || gate.count > gate.on.size()))
      loading_.error(gate.position, bad_count, {entry.value});
    step_.gates.push_back(std::move(gate));
  }

  void read_optional(const std::vector<std::string>& chosen) {
    const auto* flag = block_.find("optional");
    const bool optional = flag != nullptr && loading_.flag_of(*flag).value_or(false);
    const bool is_chosen = std::find(chosen.begin(), chosen.end(), step_.id) != chosen.end();
    step_.switched_off = optional && !is_chosen;
    if (is_chosen && !optional) loading_.error(step_.position, not_optional, {step_.id});
  }

  Loading& loading_;
  Section block_;
  Step step_;
};

}  // namespace

std::vector<Step> read_steps(Loading& loading, const Section& block, const std::vector<std::string>& chosen) {
  std::vector<Step> steps;
  std::vector<SectionKey> names;
  for (const auto& entry : block.entries()) names.push_back({entry.key, Shape::block});
  block.check(names, loading.diagnostics);
  for (const auto& entry : block.entries()) {
    const bool again = std::any_of(steps.begin(), steps.end(), [&](const Step& step) { return step.id == entry.key; });
    if (loading.is_good_name(entry) && !again) steps.push_back(StepReader(loading, entry).read(chosen));
  }
  return steps;
}

}  // namespace hongtou
