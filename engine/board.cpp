#include "engine/board.h"

#include <algorithm>
#include <functional>
#include <set>

#include "engine/diagram.h"
#include "engine/document/template.h"
#include "engine/text.h"
#include "engine/wording.h"

namespace hongtou {

namespace {

constexpr Message no_picture{
    "board.no_picture", "看板没有流程图：没有能画 svg 的插件", "the board has no picture: no plugin draws svg",
    "安装插件 graphviz（hongtou plugins 可查看已装的插件）", "install the plugin graphviz (hongtou plugins lists what is there)"};

// Where the template wants the picture. Values are escaped, so that no value can write this mark.
constexpr std::string_view picture_mark = "<!-- picture -->";

struct NamedWords {
  std::string_view name;
  Words words;
};

constexpr NamedWords template_words[] = {
    {"board", {"活动看板", "Campaign board"}},
    {"as_of", {"截至", "As of"}},
    {"lead", {"牵头单位", "Lead"}},
    {"period", {"活动期间", "Period"}},
    {"alarms", {"需要处理", "Needs a person"}},
    {"attention", {"谁逾期、谁缺报", "Who is late, who is missing"}},
    {"nobody", {"目前没有逾期、缺报或被退回的单位。", "No unit is overdue, missing or returned at present."}},
    {"picture", {"活动流程", "The campaign"}},
    {"items", {"各单位报送情况", "Units and their reports"}},
    {"unit", {"单位", "Unit"}},
    {"legend", {"图例", "Legend"}},
    {"not_asked", {"不需报送", "not asked"}},
    {"targets", {"目标完成情况", "Targets"}},
    {"met", {"达标", "met"}},
    {"not_met", {"未达标", "not met"}},
    {"no_data", {"尚无数据", "no data"}},
    {"all_met", {"全部达标", "all units reach it"}},
    {"final", {"已核定", "final"}},
    {"totals", {"汇总数据", "Totals"}},
    {"incomplete", {"合计不完整", "Totals incomplete"}},
    {"still_missing", {"未计入", "not counted"}},
    {"counted", {"已计入", "counted"}},
    {"documents", {"文件", "Documents"}},
    {"title", {"标题", "Title"}},
    {"step", {"步骤", "Step"}},
    {"formats", {"格式", "Formats"}},
    {"time", {"时间", "Time"}},
    {"state", {"状态", "State"}},
    {"none", {"尚无", "None yet"}},
};

// How a unit stands with what it owes. Each has its own sign and word: colour is never the only mark.
// The first are the worst.
enum class Mark { overdue, missing, returned, judged, awaited, late, in, voluntary, waived, closed };

struct MarkLook {
  std::string_view style;
  std::string_view sign;
  Words report;
  Words receipt;
};

const MarkLook& look_of(Mark mark) {
  static constexpr MarkLook looks[] = {
      {"overdue", "!", {"逾期未报", "overdue"}, {"逾期未签", "overdue"}},
      {"missing", "✕", {"缺报", "missing"}, {"未签收", "missing"}},
      {"returned", "↩", {"已退回", "returned"}, {"已退回", "returned"}},
      {"judged", "◐", {"待审核", "to be judged"}, {"待审核", "to be judged"}},
      {"awaited", "○", {"待报", "awaited"}, {"待签收", "awaited"}},
      {"late", "✓", {"迟报", "in, late"}, {"迟签", "late"}},
      {"in", "✓", {"已报", "in"}, {"已签收", "received"}},
      {"voluntary", "·", {"自愿未报", "none (voluntary)"}, {"自愿未报", "none (voluntary)"}},
      {"waived", "–", {"免报", "waived"}, {"免签", "waived"}},
      {"closed", "–", {"已关闭", "closed"}, {"已关闭", "closed"}},
  };
  return looks[static_cast<std::size_t>(mark)];
}

Mark mark_of(const Step& step, const WorkItem& item, Instant now) {
  switch (item.status) {
    case ItemStatus::missing:
      return Mark::missing;
    case ItemStatus::submitted:
      return Mark::judged;
    case ItemStatus::accepted:
      return item.late ? Mark::late : Mark::in;
    case ItemStatus::waived:
      return Mark::waived;
    case ItemStatus::withdrawn:
    case ItemStatus::suspended:
      return Mark::closed;
    case ItemStatus::closed:
      return is_voluntary(step) ? Mark::voluntary : Mark::closed;
    case ItemStatus::open:
    case ItemStatus::draft:
    case ItemStatus::returned:
      if (item.due && *item.due <= now) return Mark::overdue;
      if (item.status == ItemStatus::returned) return Mark::returned;
      return is_voluntary(step) ? Mark::voluntary : Mark::awaited;
  }
  return Mark::awaited;
}

struct Tally {
  std::size_t owed = 0;
  std::size_t in = 0;
  std::size_t late = 0;
  std::size_t overdue = 0;
  std::size_t missing = 0;
  std::size_t waived = 0;
};

std::string with_thousands(std::int64_t number) {
  auto digits = std::to_string(number);
  for (auto i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > (number < 0 ? 1 : 0); i -= 3)
    digits.insert(static_cast<std::size_t>(i), ",");
  return digits;
}

Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

// What the template prints, as data.
class Content {
 public:
  Content(const Campaign& campaign, Instant now, Language language)
      : definition_(campaign.definition()),
        calendar_(campaign.calendar()),
        state_(campaign.state()),
        now_(now),
        language_(language) {
    for (const auto& place : definition_.places()) addresses_[place.step];
    for_each_step(definition_, state_,
                  [&](const ScopePtr& scope, const Step& step) { addresses_[&step].push_back(scope->address_of(step)); });
    for (const auto& unit : definition_.units.all()) units_.push_back(unit.id);
    for (const auto& member : state_.joined) units_.push_back(member.id);
  }

  Value data(bool with_picture) const {
    auto alarm_list = alarms();
    auto attention_list = attention();
    auto document_list = documents();
    auto total_list = totals();
    return Map{{"language", language_ == Language::zh ? "zh-CN" : "en"},
               {"word", words()},
               {"title", definition_.title},
               {"theme", text_or_null(definition_.theme)},
               {"lead", text_or_null(definition_.unit_name(definition_.lead))},
               {"now", when(now_)},
               {"period", day(definition_.period.first) + " — " + day(definition_.period.last)},
               {"standing", standing()},
               {"tiles", tiles()},
               {"has_alarms", !alarm_list.list()->empty()},
               {"alarms", std::move(alarm_list)},
               {"attention", std::move(attention_list)},
               {"with_picture", with_picture},
               {"columns", columns()},
               {"classes", classes()},
               {"legend", legend()},
               {"has_targets", !definition_.targets.empty()},
               {"targets", targets()},
               {"has_totals", !total_list.list()->empty()},
               {"totals", std::move(total_list)},
               {"documents", std::move(document_list)}};
  }

 private:
  std::string say(Words words, const std::vector<std::string>& arguments = {}) const {
    return fill(words.in(language_), arguments);
  }
  std::string number(std::size_t count) const { return with_thousands(static_cast<std::int64_t>(count)); }
  std::string day(Date date) const { return language_ == Language::zh ? to_chinese(date) : to_text(date); }
  std::string when(Instant instant) const { return day(date_of(instant)) + to_local_text(instant).substr(10); }

  Value words() const {
    Value out{Map{}};
    for (const auto& [name, each] : template_words) out[name] = each.in(language_);
    return out;
  }

  std::string standing() const {
    if (!state_.started) return say({"尚未启动", "not started"});
    return state_.closed ? say({"已结束", "closed"}) : say({"进行中", "running"});
  }

  // Every running copy of a step, in the order they were opened.
  std::vector<const StepState*> states_of(const Step& step) const {
    const auto found = addresses_.find(&step);
    std::vector<const StepState*> out;
    if (found != addresses_.end())
      for (const auto& address : found->second) out.push_back(&state_.step(address));
    return out;
  }

  std::vector<const WorkItem*> items_of(const Step& step, const std::string& unit) const {
    std::vector<const WorkItem*> out;
    for (const auto* state : states_of(step))
      if (const auto found = state->items.find(unit); found != state->items.end()) out.push_back(&found->second);
    return out;
  }

  static bool asks(const Step& step) { return step.kind == "issue" || step.collects(); }
  static bool is_owed(const Step& step) { return step.collects() && !is_voluntary(step); }

  Tally tally() const {
    Tally out;
    for (const auto& place : definition_.places()) {
      const auto& step = *place.step;
      if (!is_owed(step)) continue;
      for (const auto* step_state : states_of(step))
        for (const auto& [unit, item] : step_state->items) {
          const auto mark = mark_of(step, item, now_);
          if (mark == Mark::waived) ++out.waived;
          if (mark == Mark::waived || mark == Mark::closed) continue;
          ++out.owed;
          out.in += is_in(item) ? 1u : 0u;
          out.late += is_in(item) && item.late ? 1u : 0u;
          out.overdue += mark == Mark::overdue ? 1u : 0u;
          out.missing += mark == Mark::missing ? 1u : 0u;
        }
    }
    return out;
  }

  static Value tile(const std::string& label, const std::string& value, const std::string& note, std::string_view style) {
    return Map{{"tile_label", label}, {"tile_value", value}, {"tile_note", note}, {"tile_style", Value(style)}};
  }

  Value tiles() const {
    const auto sums = tally();
    std::set<std::string> units;
    for (const auto& place : definition_.places())
      for (const auto& unit : asked_units(*place.step)) units.insert(unit);
    std::size_t aims = 0;
    std::size_t met = 0;
    for (const auto& target : definition_.targets)
      for (const auto& result : measure(definition_, target, state_)) {
        ++aims;
        met += result.status == TargetStatus::met ? 1u : 0u;
      }
    const auto share = [](std::size_t part, std::size_t all) {
      return all == 0 ? std::string("—") : std::to_string(part * 100 / all) + "%";
    };
    return List{
        tile(say({"参加单位", "Units"}), number(units.size()), say({"个单位", "take part"}), "plain"),
        tile(say({"应报", "Reports owed"}), number(sums.owed),
             sums.waived == 0 ? say({"份，自愿报送不计", "without voluntary ones"})
                              : say({"份，另免报{0}份", "and {0} waived"}, {number(sums.waived)}),
             "plain"),
        tile(say({"已报", "In"}), number(sums.in),
             say({"占{0}，其中迟报{1}份", "{0}, {1} of them late"}, {share(sums.in, sums.owed), number(sums.late)}), "good"),
        tile(say({"逾期未报", "Overdue"}), number(sums.overdue), say({"过了截止日仍未报", "past their due date"}),
             sums.overdue > 0 ? "bad" : "quiet"),
        tile(say({"缺报", "Missing"}), number(sums.missing), say({"已办结仍未报", "closed without a report"}),
             sums.missing > 0 ? "bad" : "quiet"),
        tile(say({"目标达标", "Targets met"}), share(met, aims),
             say({"{0}项次中达标{1}", "{1} of {0}"}, {number(aims), number(met)}), "plain")};
  }

  Value alarms() const {
    List out;
    for (const auto& place : definition_.places()) {
      const auto& step = *place.step;
      for (const auto& address : addresses_.at(&step)) {
        const auto& step_state = state_.step(address);
        if (const auto* problems = step_state.incident.list())
          for (const auto& problem : *problems)
            out.push_back(Map{{"alarm_step", label_of(definition_, address, language_)},
                              {"alarm_kind", say({"出现问题", "problem"})},
                              {"alarm_text", problem.at(language_ == Language::zh ? "zh" : "en").text_or("")}});
        if (step_state.stale)
          out.push_back(Map{{"alarm_step", label_of(definition_, address, language_)},
                            {"alarm_kind", say({"结果已过时", "out of date"})},
                            {"alarm_text", say({"结果生成后，所用的数据又有更正，请重做这一步骤。",
                                                "The data it was made from has been corrected since; recompute the step."})}});
      }
    }
    return out;
  }

  // Who is behind, step by step, the worst first.
  Value attention() const {
    List out;
    for (const auto& place : definition_.places()) {
      const auto& step = *place.step;
      if (!asks(step)) continue;
      List kinds;
      for (const auto mark : {Mark::overdue, Mark::missing, Mark::returned, Mark::late})
        if (auto units = behind(step, mark); !units.empty())
          kinds.push_back(Map{{"chip", chip(step, mark)}, {"count", number(units.size())}, {"behind", std::move(units)}});
      if (!kinds.empty())
        out.push_back(Map{
            {"behind_step", step.label}, {"behind_dates", text_or_null(dates_of(step, language_))}, {"kinds", std::move(kinds)}});
    }
    return out;
  }

  List behind(const Step& step, Mark mark) const {
    List out;
    for (const auto& unit : units_) {
      std::vector<std::string> notes;
      std::size_t times = 0;
      for (const auto* item : items_of(step, unit)) {
        const bool late_and_judged = mark == Mark::late && item->status == ItemStatus::submitted && item->late;
        if (mark_of(step, *item, now_) != mark && !late_and_judged) continue;
        ++times;
        notes = {days_note(*item, mark)};
        if (item->status == ItemStatus::returned) notes.push_back(say({"退回：{0}", "returned: {0}"}, {item->reason}));
      }
      if (times == 0) continue;
      if (times > 1) notes = {say({"{0}次", "{0} times"}, {std::to_string(times)})};
      std::erase(notes, "");
      out.push_back(Map{{"behind_unit", unit_name(definition_, state_, unit)},
                        {"behind_note", text_or_null(join(notes, say({"；", "; "})))}});
    }
    return out;
  }

  std::string days_note(const WorkItem& item, Mark mark) const {
    if (!item.due || (mark != Mark::overdue && mark != Mark::late)) return {};
    const auto until = mark == Mark::late && !item.versions.empty() ? item.versions.back().effective : now_;
    const auto days = std::to_string(days_between(day_due(*item.due), date_of(until)));
    return days == "1" ? say({"晚1天", "1 day late"}) : say({"晚{0}天", "{0} days late"}, {days});
  }

  Value chip(const Step& step, Mark mark) const {
    const auto& look = look_of(mark);
    return Map{{"style", Value(look.style)},
               {"sign", Value(look.sign)},
               {"text", Value((step.kind == "issue" ? look.receipt : look.report).in(language_))}};
  }

  Value columns() const {
    List out;
    for (const auto& place : definition_.places())
      if (const auto& step = *place.step; asks(step))
        out.push_back(
            Map{{"column", step.label},
                {"column_dates", text_or_null(is_voluntary(step) ? say({"自愿 ", "voluntary "}) + dates_of(step, language_)
                                                                 : dates_of(step, language_))}});
    return out;
  }

  // Units by class, in the order of the list; only those that are asked for something.
  Value classes() const {
    std::vector<std::string> names;
    std::map<std::string, List> rows;
    for (const auto& unit : definition_.units.all()) {
      List cells;
      bool asked = false;
      for (const auto& place : definition_.places()) {
        const auto& step = *place.step;
        if (!asks(step)) continue;
        const auto units = asked_units(step);
        const bool here = std::find(units.begin(), units.end(), unit.id) != units.end();
        asked = asked || here;
        cells.push_back(cell(step, unit.id, here));
      }
      if (!asked) continue;
      if (!rows.contains(unit.unit_class)) names.push_back(unit.unit_class);
      rows[unit.unit_class].push_back(Map{{"row", unit.name}, {"cells", std::move(cells)}});
    }
    List out;
    const auto steps = columns();
    const auto width = steps.list()->size() + 1;
    for (const auto& name : names)
      out.push_back(Map{{"class", text_or_null(name)},
                        {"class_count", number(rows[name].size())},
                        {"width", width},
                        {"rows", std::move(rows[name])}});
    return out;
  }

  // Of many periods or cases: how many are in, under the worst mark among them.
  Value cell_of_many(const Step& step, const std::vector<const WorkItem*>& items) const {
    auto worst = Mark::closed;
    std::size_t in = 0;
    bool late = false;
    for (const auto* item : items) {
      worst = std::min(worst, mark_of(step, *item, now_));
      in += is_in(*item) ? 1u : 0u;
      late = late || (is_in(*item) && item->late);
    }
    return Map{{"chip", chip(step, worst)},
               {"note", std::to_string(in) + "/" + std::to_string(items.size())},
               {"late", late || worst == Mark::overdue},
               {"empty", Value()}};
  }

  Value cell(const Step& step, const std::string& unit, bool asked) const {
    const auto items = items_of(step, unit);
    if (items.size() > 1) return cell_of_many(step, items);
    const auto* item = items.empty() ? nullptr : items.front();
    if (item == nullptr)
      return Map{{"chip", Value()},
                 {"note", Value()},
                 {"late", false},
                 {"empty", asked ? say({"未开始", "not yet"}) : std::string("—")}};
    const auto mark = mark_of(step, *item, now_);
    std::vector<std::string> notes{days_note(*item, mark)};
    if (is_in(*item) && !item->versions.empty()) {
      notes.push_back(month_and_day(date_of(item->versions.back().effective), language_));
      if (item->versions.size() > 1) notes.push_back(say({"第{0}版", "v{0}"}, {std::to_string(item->versions.size())}));
    }
    if (mark == Mark::judged && item->late) notes.insert(notes.begin(), say({"迟报", "late"}));
    if (mark == Mark::overdue && item->status == ItemStatus::returned) notes.push_back(say({"已退回", "returned"}));
    std::erase(notes, "");
    return Map{{"chip", chip(step, mark)},
               {"note", text_or_null(join(notes, " "))},
               {"late", mark == Mark::overdue || (is_in(*item) && item->late)},
               {"empty", Value()}};
  }

  Value legend() const {
    static const Step report;
    List out;
    for (const auto mark : {Mark::overdue, Mark::missing, Mark::returned, Mark::late, Mark::judged, Mark::in, Mark::awaited,
                            Mark::voluntary, Mark::waived, Mark::closed})
      out.push_back(chip(report, mark));
    return out;
  }

  Value targets() const {
    List out;
    for (const auto& target : definition_.targets) {
      std::size_t met = 0;
      List unmet;
      List without;
      const auto results = measure(definition_, target, state_);
      for (const auto& result : results) {
        const auto name = definition_.unit_name(result.unit);
        if (result.status == TargetStatus::met) ++met;
        if (result.status == TargetStatus::not_met)
          unmet.push_back(Map{{"target_unit", name}, {"measured", measured(result.value)}});
        if (result.status == TargetStatus::no_data) without.push_back(Map{{"target_unit", name}});
      }
      out.push_back(Map{{"target", target.label},
                        {"met", met},
                        {"of", results.size()},
                        {"unmet_count", unmet.size()},
                        {"without_count", without.size()},
                        {"is_final", state_.final_targets.contains(target.id)},
                        {"everybody", met == results.size()},
                        {"has_unmet", !unmet.empty()},
                        {"unmet", std::move(unmet)},
                        {"has_without", !without.empty()},
                        {"without", std::move(without)}});
    }
    return out;
  }

  std::string measured(const Value& value) const {
    if (value.boolean() != nullptr) return *value.boolean() ? say({"是", "yes"}) : say({"否", "no"});
    return value.integer() != nullptr ? with_thousands(*value.integer()) : value.print();
  }

  Value totals() const {
    List out;
    for (const auto& place : definition_.places()) {
      const auto& step = *place.step;
      const auto form = definition_.forms.find(step.name("form"));
      if (form == definition_.forms.end() || !step.collects()) continue;
      const auto sums = collected(Place(definition_, calendar_, state_, root_scope(definition_), step), step);
      if (sums.asked == 0) continue;
      auto figures = figures_of(form->second, sums.totals);
      if (figures.empty()) continue;
      out.push_back(Map{{"total_step", step.label},
                        {"total_count", std::to_string(sums.accepted) + "/" + std::to_string(sums.asked)},
                        {"is_incomplete", sums.incomplete()},
                        {"total_missing", list_of_names(definition_, sums.missing, language_)},
                        {"figures", std::move(figures)}});
    }
    return out;
  }

  List figures_of(const Form& form, const Value& sums) const {
    List out;
    for (const auto* field : form.fields()) {
      if (sums.map() == nullptr || !sums.map()->contains(field->id)) continue;
      const auto& sum = sums.at(field->id);
      const bool named = field->label.find(field->unit) != std::string::npos;
      out.push_back(Map{{"figure", field->label},
                        {"sum", sum.integer() == nullptr ? say({"超出范围", "out of range"}) : with_thousands(*sum.integer())},
                        {"sum_unit", named ? Value() : Value(field->unit)}});
    }
    return out;
  }

  Value documents() const {
    List out;
    for (const auto& place : definition_.places()) {
      const auto& step = *place.step;
      for (const auto& address : addresses_.at(&step)) {
        const auto& documents = state_.step(address).documents;
        for (const auto& document : documents) {
          std::vector<std::string> formats;
          for (const auto& [format, hash] : document.renditions) formats.push_back(format);
          const bool replaced = &document != &documents.back();
          out.push_back(Map{{"document", document.title},
                            {"document_step", label_of(definition_, address, language_)},
                            {"document_formats", formats.empty() ? "—" : join(formats, " ")},
                            {"document_time", when(document.at)},
                            {"document_state", replaced          ? say({"已有新稿", "replaced"})
                                               : document.issued ? say({"已印发", "issued"})
                                                                 : say({"已生成", "made"})}});
        }
      }
    }
    return out;
  }

  const Definition& definition_;
  const Calendar& calendar_;
  const State& state_;
  std::map<const Step*, std::vector<std::string>> addresses_;  // of its running copies
  std::vector<std::string> units_;                             // in list order, the late members last
  Instant now_;
  Language language_;
};

}  // namespace

Result<std::string> board(const Engine& engine, const Campaign& campaign, Instant now, Language language) {
  const auto file = engine.environment().share_folder + "/templates/board/board.html";
  const auto text = engine.environment().read_file(file);
  if (!text.ok()) return text.diagnostics();
  const auto page = Template::parse(*text, file);
  if (!page.ok()) return page.diagnostics();

  const auto& definition = campaign.definition();
  const auto* writer = engine.registry().diagram_writer("svg");
  auto out = page->render(Content(campaign, now, language).data(writer != nullptr), escape_html);
  if (!out.ok()) return out;
  if (writer == nullptr) {
    out.warn({definition.file, 0, 0}, no_picture);
    return out;
  }
  const auto picture = writer->write(diagram(definition, campaign.state(), language));
  if (!picture.ok()) return picture.diagnostics();
  *out = replace_all(*std::move(out), picture_mark, *picture);
  return out;
}

}  // namespace hongtou
