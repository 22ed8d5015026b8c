#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

#include "engine/definition/reading/loading.h"
#include "engine/definition/repeat_periods.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message misspelt_step{"date.unreadable", "看不懂“{0}”是什么时间", "“{0}” is no date that can be understood",
                                "是否为步骤“{1}”？写步骤的名称，就是到它办结为止",
                                "did you mean the step “{1}”? The name of a step is when it ends"};
constexpr Message no_kind{"workflow.step_without_kind", "步骤“{0}”没有写做什么", "the step “{0}” does not say what it does",
                          "加上“do 种类”，种类有：{1}", "add “do KIND”; kinds are: {1}"};
constexpr Message missing_key{"workflow.missing_key", "步骤“{0}”（{1}）缺少“{2}”：{3}", "the step “{0}” ({1}) lacks “{2}”: {4}",
                              "加上：{2} …", "add: {2} …"};
constexpr Message bad_offsets{"workflow.bad_offsets", "“{0}”不是提醒日程", "“{0}” is no list of reminders",
                              "写相对截止日的工作日数，例如 \"-3, -1, +1\"",
                              "write working days from the due date, such as \"-3, -1, +1\""};
constexpr Message bad_level{"cascade.bad_level", "“{0}”没有写成“类别 工作日数”，或类别写了两次",
                            "“{0}” should read CLASS DAYS, each class once", "例如 levels \"区县 2, 街道 2\"",
                            "as in levels \"district 2, street 2\""};
constexpr Message bad_settles{"workflow.bad_settles", "“{0}”不是收齐的条件", "“{0}” is no way to settle",
                              "写 at-due（截止即止）、一个日期，或比例如 \"80%\"",
                              "write at-due, a date, or a share such as \"80%\""};
constexpr Message bad_outcome{"workflow.bad_outcome", "结果“{0}”写得不对", "“{0}” is no outcome",
                              "写结果的名称；到此为止的写成“名称=end”，退回前面步骤的写成“名称=return 步骤”",
                              "write its name; one that ends there as NAME=end, one that goes back as NAME=return STEP"};
constexpr Message bad_choice{"workflow.bad_choice", "“{0}”不能写“{1}”", "“{0}” cannot be “{1}”", "可以写：{2}", "it can be: {2}"};
constexpr Message bad_count{"workflow.bad_count", "“{0}”没有写成“2 of 甲, 乙, 丙”，或数目超过步骤个数",
                            "“{0}” should read “2 of a, b, c”, the number no larger than the list",
                            "先写数目，再写 of，再列步骤；也可写成“2个：甲、乙、丙”",
                            "first the number, then of, then the steps"};
constexpr Message not_optional{
    "workflow.not_optional", "步骤“{0}”不是可选步骤，不必写在 choose 中", "the step “{0}” is not optional; choose cannot name it",
    "从 choose 中删去，或给步骤加上 optional yes", "take it out of choose, or add optional yes to the step"};
constexpr Message named_twice{"workflow.named_twice", "这里把步骤“{0}”写了两次", "the step “{0}” stands here twice", "删去一个",
                              "remove one"};
constexpr Message step_twice{"workflow.step_twice", "已有步骤叫“{0}”，嵌套在不同层的步骤也不能重名",
                             "there is a step “{0}” already, be it in another flow", "给其中一个换一个名称",
                             "give one of them another name"};
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
  StepReader(Loading& loading, const Entry& entry, const Entry* choose)
      : loading_(loading), entry_(entry), choose_(choose), block_(entry, language::step) {
    step_.id = loading.called + entry.word;
    step_.label = entry.word;
    step_.within = loading.called;
    step_.position = entry.key_position();
  }

  Step read(const std::set<std::string>& chosen, const Position& chosen_at) {
    const auto* kind = find_kind();
    if (kind != nullptr) {
      step_.kind = kind->name;
      block_ = Section(entry_, keys_of(*kind));
      block_.check(loading_.diagnostics);
      read_settings(*kind);
    }
    for (const auto& gate_key : gate_keys)
      if (const auto* entry = block_.find(gate_key.key)) read_gate(*entry, gate_key.kind);
    if (const auto* label = block_.find("label"); label != nullptr && !label->value.empty()) step_.label = label->value;
    if (const auto* flag = block_.find("cancel-rest")) step_.cancel_rest = loading_.flag_of(*flag).value_or(false);
    note_expression("when", block_.find("when"));
    read_optional(chosen, chosen_at);
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
      if (entry_.has_block()) loading_.error(step_.position, no_kind, {step_.id, join(names, " ")});
      return nullptr;
    }
    if (entry->value.empty()) {
      check_shape(*entry, Shape::value, loading_.diagnostics);
      return nullptr;
    }
    for (const auto& kind : loading_.kinds)
      if (kind.name == entry->value || kind.chinese == entry->value) return &kind;
    loading_.unknown(entry->value_position(), "步骤种类", "step kind", entry->value, names);
    return nullptr;
  }

  static SectionKeys keys_of(const StepKindInfo& kind) {
    auto keys = language::step;
    for (const auto& key : kind.keys) {
      const bool block = key.type == KeyType::flow || key.type == KeyType::ladder || key.type == KeyType::values;
      keys.push_back({key.name, key.chinese, block ? Shape::block : Shape::value});
    }
    return keys;
  }

  void read_settings(const StepKindInfo& kind) {
    for (const auto& key : kind.keys) {
      const auto* entry = block_.find(key.name);
      if (entry != nullptr && (!entry->value.empty() || entry->has_block()))
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
        setting.number = static_cast<int>(loading_.number_of(entry, 1'000'000).value_or(0));
        break;
      case KeyType::date:
      case KeyType::period:
        read_date(key, entry, setting);
        break;
      case KeyType::offsets:
        setting.offsets = read_offsets(entry);
        break;
      case KeyType::units:
      case KeyType::top_units:
        setting.words = list_of(entry);
        setting.names = loading_.units_of(setting.words, where, &setting.relative);
        break;
      case KeyType::unit:
        if (language::self.is(entry.value))
          setting.names = loading_.units_of({entry.value}, where, &setting.relative);
        else if (const auto unit = loading_.unit_of(entry.value, where))
          setting.names = {*unit};
        break;
      case KeyType::form:
      case KeyType::step:
        setting.names = {loading_.called + entry.value};  // the checker knows all of them
        break;
      case KeyType::text:
        read_text(entry.value, where);
        setting.names = {loading_.called + entry.value};
        break;
      case KeyType::assessment:
        if (auto rules = read_assessment(loading_, entry.value, where))
          loading_.definition.assessments[loading_.called + entry.value] = *std::move(rules);
        setting.names = {loading_.called + entry.value};
        break;
      case KeyType::names:
        setting.names = list_of(entry);
        break;
      case KeyType::steps:
        for (const auto& word : list_of(entry)) setting.names.push_back(loading_.called + word);
        break;
      case KeyType::files:
        read_files(entry, setting);
        break;
      case KeyType::outcomes:
        for (const auto& word : list_of(entry)) setting.outcomes.push_back(read_outcome(word));
        break;
      case KeyType::series:
        setting.names = {entry.value};
        break;
      case KeyType::every:
        if (const auto every = parse_frequency(entry.value, where); every.ok())
          setting.every = *every;
        else
          loading_.add(every.diagnostics());
        break;
      case KeyType::choice:
        read_choice(key, entry, setting);
        break;
      case KeyType::values:
        setting.values = values_of(key.name);
        break;
      case KeyType::workflow:
        setting.names = {entry.value};
        step_.flow = read_called(loading_, step_, entry, values_of("with"));
        break;
      case KeyType::campaign:
        setting.names = {entry.value};
        step_.below = read_campaign_below(loading_, entry);
        break;
      case KeyType::levels:
        setting.levels = read_levels(entry);
        break;
      case KeyType::flow:
        step_.flow = read_inner(entry);
        break;
      case KeyType::ladder:
        step_.flow = one_after_the_other(*read_steps(loading_, Section(entry), choose_));
        break;
      case KeyType::roles:
        setting.names = list_of(entry);
        break;
      case KeyType::settles:
        read_settles(entry, setting);
        break;
      case KeyType::expression:
        note_expression(key.name, &entry);
        break;
    }
    return setting;
  }

  void note_expression(const std::string& key, const Entry* entry) {
    if (auto written = loading_.written(entry)) loading_.step_expressions[step_.id].try_emplace(key, *std::move(written));
  }

  std::shared_ptr<const Flow> read_inner(const Entry& entry) {
    const bool around = std::exchange(loading_.in_repeat, loading_.in_repeat || step_.kind == "repeat");
    auto flow = read_steps(loading_, Section(entry), choose_);
    loading_.in_repeat = around;
    return flow;
  }

  // STEP.FIELD: a day that a report of a step before gives.
  static bool is_reference(std::string_view text) {
    const auto dot = text.find('.');
    if (dot == std::string_view::npos || dot == 0 || text.find('.', dot + 1) != std::string_view::npos) return false;
    const bool digits = text.front() >= '0' && text.front() <= '9';
    return !digits && text.find_first_of(" \t:：") == std::string_view::npos && dot + 1 < text.size();
  }

  // A plain day or span of days also stands in `date` or `period`, for all who look before anything has happened.
  void read_date(const KeySpec& key, const Entry& entry, Setting& setting) {
    if (const auto dot = entry.value.find('.'); is_reference(entry.value)) {
      setting.from_step = loading_.called + entry.value.substr(0, dot);
      setting.from_field = entry.value.substr(dot + 1);
      return;
    }
    setting.rule = key.type == KeyType::date ? date_or_step(entry.value, setting.position)
                                             : loading_.date_rule_of(entry.value, setting.position);
    if (setting.rule) setting.rule->begin_anchors_with(loading_.called);
    if (!setting.rule || !setting.rule->is_absolute() || !loading_.definition.period.first.ok()) return;
    static const Calendar no_calendar;
    const auto days = resolve(*setting.rule, DateContext{no_calendar, loading_.definition.period});
    if (!days) return;
    const Period found{days->span.first_day(), days->span.last_day()};
    if (loading_.in_repeat && within(loading_.definition.period, found) != found) return;
    if (key.type == KeyType::period)
      setting.period = found;
    else
      setting.date = days->span.last_day();
  }

  // A date, or the name of a step: when it ends.
  std::optional<DateRule> date_or_step(const std::string& text, const Position& where) {
    if (parse_date_rule(text, where).ok()) return loading_.date_rule_of(text, where);
    if (loading_.has_step(loading_.called + text)) return end_of_step(text, loading_.content_place(where));
    std::vector<std::string> names;
    for (const auto& name : loading_.announced_steps)
      if (name.starts_with(loading_.called)) names.push_back(name.substr(loading_.called.size()));
    const auto near = loading_.is_full() ? std::string() : nearest(text, names);
    if (near.empty()) return loading_.date_rule_of(text, where);
    loading_.error(loading_.content_place(where), misspelt_step, {text, near});
    return std::nullopt;
  }

  void read_files(const Entry& entry, Setting& setting) {
    auto files = parse_required(entry.value, loading_.content_place(setting.position));
    loading_.add(files.diagnostics());
    if (!files.has_value()) return;
    setting.files = *std::move(files);
    for (const auto& file : setting.files) {
      if (!file.due_text.empty()) loading_.date_rule_of(file.due_text, setting.position);
      if (!file.paper && file.due_text.empty()) setting.names.push_back(file.kind);
    }
  }

  // 通过, 不实=end, 未整改=return 研判; 结束 and 退回 in Chinese.
  Outcome read_outcome(const std::string& word) {
    Outcome outcome;
    const auto equals = word.find('=');
    outcome.name = trim(std::string_view(word).substr(0, equals));
    if (equals == std::string::npos) return outcome;
    const auto way = trim(std::string_view(word).substr(equals + 1));
    const auto blank = way.find(' ');
    if (language::end.is(way)) {
      outcome.way = Outcome::Way::end;
    } else if (blank != std::string_view::npos && language::back.is(way.substr(0, blank))) {
      outcome.way = Outcome::Way::back;
      outcome.target = loading_.called + std::string(trim(way.substr(blank)));
    } else {
      loading_.error(loading_.place_of(outcome.name, block_.find("outcomes")->value_position()), bad_outcome, {word});
    }
    return outcome;
  }

  void read_choice(const KeySpec& key, const Entry& entry, Setting& setting) {
    std::vector<std::string> words;
    for (const auto& choice : key.choices) {
      if (choice.name == entry.value || choice.chinese == entry.value) {
        setting.text = choice.name;
        return;
      }
      words.push_back(choice.name + "（" + choice.chinese + "）");
    }
    loading_.error(setting.position, bad_choice, {entry.word, entry.value, join(words, "、")});
  }

  Map values_of(std::string_view key) const {
    Map values;
    const auto* entry = block_.find(key);
    if (entry == nullptr || !entry->has_block()) return values;
    const Section names(*entry);
    for (const auto& each : names.entries()) values[each.word] = each.value;
    return values;
  }

  std::vector<std::string> list_of(const Entry& entry) {
    auto list = split_list(entry.value);
    if (list.empty()) loading_.error(entry.value_position(), empty_list, {entry.word});
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

  // 区县 2, 街道 2
  std::vector<CascadeLevel> read_levels(const Entry& entry) {
    std::vector<CascadeLevel> levels;
    for (const auto& part : list_of(entry)) {
      const auto blank = part.find_last_of(" \t");
      const std::string unit_class(trim(std::string_view(part).substr(0, blank)));
      const auto number = blank == std::string::npos ? std::string_view() : std::string_view(part).substr(blank + 1);
      int days = 0;
      const auto [stop, problem] = std::from_chars(number.data(), number.data() + number.size(), days);
      const bool good = problem == std::errc() && stop == number.data() + number.size() && days >= 0 && days <= 250;
      const auto twice = std::any_of(levels.begin(), levels.end(), [&](const auto& level) { return level.name == unit_class; });
      if (number.empty() || !good || twice)
        loading_.error(loading_.place_of(unit_class, entry.value_position()), bad_level, {part});
      else if (loading_.units_are_known && !loading_.definition.units.has_class(unit_class))
        loading_.units_of({unit_class}, entry.value_position());
      else
        levels.push_back({unit_class, days});
    }
    return levels;
  }

  void read_text(const std::string& name, const Position& where) {
    if (loading_.definition.texts.contains(loading_.called + name)) return;
    const auto source = loading_.read_file(name, FileKind::text, where);
    if (!source) return;
    auto text = OfficialText::read(*source, loading_.path_of(name));
    loading_.add(text.diagnostics());
    check_document_number(loading_, *source, loading_.path_of(name));
    if (!text.has_value()) return;
    for (const auto& picture : text->pictures()) read_picture(picture.argument, picture.position);
    loading_.definition.texts.emplace(loading_.called + name, *std::move(text));
  }

  void read_picture(const std::string& name, const Position& where) {
    if (loading_.definition.pictures.contains(loading_.called + name)) return;
    const auto bytes = loading_.read_file(name, FileKind::picture, where);
    if (!bytes) return;
    auto image = read_image(*bytes, where, name);
    loading_.add(image.diagnostics());
    if (image.ok()) loading_.definition.pictures.emplace(loading_.called + name, *std::move(image));
  }

  void read_settles(const Entry& entry, Setting& setting) {
    const auto& word = entry.value;
    if (language::at_due.is(word)) return;
    if (word.ends_with('%')) {
      int share = 0;
      const auto [stop, problem] = std::from_chars(word.data(), word.data() + word.size() - 1, share);
      if (problem == std::errc() && stop == word.data() + word.size() - 1 && share > 0 && share <= 100) {
        setting.number = share;
        return;
      }
    }
    const auto rule = parse_date_rule(word, entry.value_position());
    if (!rule.ok() || !(rule->is_absolute() || rule->is_binding())) {
      loading_.error(entry.value_position(), bad_settles, {word});
      return;
    }
    read_date({}, entry, setting);
  }

  void read_gate(const Entry& entry, Gate::Kind kind) {
    Gate gate;
    gate.kind = kind;
    gate.position = entry.value_position();
    const auto list = kind == Gate::Kind::count ? take_count(entry.value, gate.count) : entry.value;
    for (const auto& word : split_list(list)) {
      const auto equals = word.find('=');
      Dependency dependency{loading_.called + std::string(trim(word.substr(0, equals))), {}, gate.position};
      if (equals != std::string::npos) dependency.outcomes = split(word.substr(equals + 1), {"|"});
      gate.on.push_back(std::move(dependency));
    }
    if (entry.value.empty()) return;
    if (kind == Gate::Kind::count && (gate.count == 0 || gate.count > gate.on.size())) {
      loading_.error(gate.position, bad_count, {entry.value});
    } else if (gate.on.empty()) {
      loading_.error(gate.position, empty_list, {entry.word});
    } else {
      check_repeated(gate);
      step_.gates.push_back(std::move(gate));
    }
  }

  // A step that does not say what it comes after follows the one before it.
  static std::shared_ptr<const Flow> one_after_the_other(const Flow& flow) {
    auto out = std::make_shared<Flow>(flow);
    for (std::size_t i = 1; i < out->steps.size(); ++i)
      if (auto& step = out->steps[i]; step.gates.empty())
        step.gates.push_back({Gate::Kind::all, 0, {{out->steps[i - 1].id, {}, step.position}}, step.position});
    return out;
  }

  // The list behind “2 of” or “2个：”; a count of 0 if it is written otherwise.
  static std::string take_count(const std::string& text, std::size_t& count) {
    const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
    const auto rest = trim(std::string_view(stop, static_cast<std::size_t>(text.data() + text.size() - stop)));
    for (const std::string_view of : {"of ", "个：", "个:"})
      if (problem == std::errc() && rest.starts_with(of)) return std::string(rest.substr(of.size()));
    count = 0;
    return {};
  }

  void check_repeated(const Gate& gate) {
    std::set<std::pair<std::string, std::vector<std::string>>> seen;
    for (const auto& dependency : gate.on)
      if (!seen.insert({dependency.step, dependency.outcomes}).second)
        loading_.error(gate.position, named_twice, {dependency.step});
  }

  void read_optional(const std::set<std::string>& chosen, const Position& chosen_at) {
    const auto* flag = block_.find("optional");
    const bool optional = flag != nullptr && loading_.flag_of(*flag).value_or(false);
    const bool is_chosen = chosen.contains(step_.id);
    step_.switched_off = optional && !is_chosen;
    if (optional) loading_.optional_steps.push_back(step_.id);
    if (is_chosen && !optional) loading_.error(loading_.place_of(step_.id, chosen_at), not_optional, {step_.id});
  }

  Loading& loading_;
  const Entry& entry_;
  const Entry* choose_;
  Section block_;
  Step step_;
};

}  // namespace

std::shared_ptr<const Flow> read_steps(Loading& loading, const Section& block, const Entry* choose) {
  block.check_names(loading.diagnostics);
  std::set<std::string> chosen;
  if (choose != nullptr)
    for (auto& word : split_list(choose->value)) chosen.insert(std::move(word));
  const auto chosen_at = choose == nullptr ? Position() : choose->value_position();
  auto flow = std::make_shared<Flow>();
  std::set<std::string_view> seen;
  for (const auto& entry : block.entries()) {
    check_shape(entry, Shape::block, loading.diagnostics);
    if (!loading.is_good_name(entry) || !seen.insert(entry.word).second) continue;
    const auto id = loading.called + entry.word;
    if (!loading.step_names.insert(id).second) {
      loading.error(entry.key_position(), step_twice, {entry.word});
      continue;
    }
    loading.take_name(id, step_name, entry.key_position());
    flow->steps.push_back(StepReader(loading, entry, choose).read(chosen, chosen_at));
  }
  return flow;
}

}  // namespace hongtou
