#include "engine/rehearsal/report.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/board/schedule.h"
#include "engine/campaign/late_steps.h"
#include "engine/rehearsal/workload.h"
#include "engine/text.h"
#include "engine/wording.h"

namespace hongtou {

namespace {

// What two pages hold.
constexpr std::size_t calendar_rows = 8;
constexpr std::size_t load_rows = 3;
constexpr std::size_t late_rows = 3;
constexpr std::size_t warning_lines = 2;
constexpr std::size_t behind_lines = 2;
constexpr std::size_t document_rows = 4;
constexpr std::size_t warning_length = 60;  // half-width characters
constexpr std::size_t names_shown = 3;
constexpr std::size_t no_limit = static_cast<std::size_t>(-1);

using Row = std::vector<std::string>;

struct Event {
  Date day;
  std::string what;
  std::size_t units = 0;
};

struct UnitLoad {
  std::string unit;
  std::size_t reports = 0;
  Date busiest_day;
  std::size_t on_busiest_day = 0;
};
struct DayLoad {
  Date day;
  std::size_t reports = 0;
  std::set<std::string> units;
};

// Duties that are likely late for one reason: one step, one day.
struct LateGroup {
  std::string address;
  Date due;
  int working_days = 0;
  std::size_t crowd = 0;
  std::vector<std::string> units;
};

Table table(const Row& head, const std::vector<double>& widths, const std::vector<Row>& rows) {
  const auto cells = [](const Row& row) {
    std::vector<Cell> out;
    for (const auto& text : row) out.push_back({text});
    return out;
  };
  Table out;
  out.widths = widths;
  out.header = {cells(head)};
  for (const auto& row : rows) out.rows.push_back(cells(row));
  return out;
}

class Report {
 public:
  Report(const Campaign& campaign, const RehearsalFindings& findings, Language language)
      : definition_(campaign.definition()),
        calendar_(campaign.calendar()),
        state_(campaign.state()),
        findings_(findings),
        language_(language),
        duties_(duties(definition_, calendar_, state_)),
        units_(load_of_units()),
        days_(load_of_days()),
        late_(likely_late()) {}

  Value data() const {
    return Map{{"campaign", definition_.title},
               {"first", day(definition_.period.first)},
               {"last", day(date_of(state_.time))},
               {"unit_count", units_.size()},
               {"report_count", duties_.size()},
               {"document_count", findings_.documents.size()},
               {"warning_count", findings_.warnings.size()},
               {"has_load", !duties_.empty()},
               {"busiest_day", days_.empty() ? "" : day(days_.front().day)},
               {"busiest_day_reports", days_.empty() ? 0 : days_.front().reports},
               {"busiest_unit", units_.empty() ? "" : definition_.unit_name(units_.front().unit)},
               {"busiest_unit_reports", units_.empty() ? 0 : units_.front().reports},
               {"few_days", few_days},
               {"crowd_days", crowd_days},
               {"crowd", crowded},
               {"has_behind", !behind().empty()},
               {"behind", behind()},
               {"has_late", !late_.empty()},
               {"late_count", late_.size()},
               {"is_clean", late_.empty() && findings_.warnings.empty()},
               {"has_warnings", !findings_.warnings.empty()},
               {"warnings", warnings(warning_lines, warning_length)},
               {"more_warnings",
                findings_.warnings.size() > warning_lines ? Value(findings_.warnings.size() - warning_lines) : Value(false)},
               {"all_warnings", warnings(no_limit, no_limit)}};
  }

  Table table_of(std::string_view name) const {
    if (name == "calendar") return calendar_table(calendar_rows);
    if (name == "all_calendar") return calendar_table(no_limit);
    if (name == "units") return units_table(load_rows);
    if (name == "all_units") return units_table(no_limit);
    if (name == "days") return days_table(load_rows);
    if (name == "all_days") return days_table(no_limit);
    if (name == "late") return late_table(late_rows);
    if (name == "all_late") return late_table(no_limit);
    return name == "documents" ? documents_table(document_rows) : all_documents_table();
  }

 private:
  std::string say(Words words, const std::vector<std::string>& arguments = {}) const {
    return fill(words.in(language_), arguments);
  }
  std::string day(Date date) const { return language_ == Language::zh ? to_chinese(date) : to_text(date); }
  // With the year where the campaign has more than one.
  std::string short_day(Date date) const {
    const auto year = definition_.period.first.year();
    return definition_.period.last.year() == year ? day_words(date, year, language_) : day(date);
  }
  std::string label(const std::string& address) const { return label_of(definition_, address, language_); }

  std::string cut(const std::string& text, std::size_t length) const {
    if (half_width_count(text) <= length) return text;
    std::u32string out;
    for (const auto c : to_utf32(text)) {
      if (half_width_count(to_utf8(out + c)) > length) break;
      out += c;
    }
    return to_utf8(out) + "……";
  }

  // What was not done in time while it was rehearsed.
  List behind() const {
    List out;
    for (const auto& late : late_steps(definition_, calendar_, state_, state_.time)) {
      if (out.size() == behind_lines) break;
      const auto words = late_step_words(definition_, state_, late, definition_.period.first.year(), language_);
      out.push_back(Map{{"what", say({"{0}：{1}", "{0}: {1}"}, {label(late.step), words})}});
    }
    return out;
  }

  List warnings(std::size_t limit, std::size_t length) const {
    List out;
    for (std::size_t i = 0; i < std::min(limit, findings_.warnings.size()); ++i) {
      const auto& each = findings_.warnings[i];
      const auto line = each.position.line > 0 ? say({"（第{0}行）", " (line {0})"}, {std::to_string(each.position.line)}) : "";
      out.push_back(Map{{"warning", std::to_string(i + 1) + (language_ == Language::zh ? "．" : ". ") +
                                        cut(replace_all(each.text(language_), "\n", " "), length) + line}});
    }
    return out;
  }

  std::vector<UnitLoad> load_of_units() const {
    std::map<std::string, std::map<Date, std::size_t>> days;
    for (const auto& duty : duties_) ++days[duty.unit][duty.due];
    std::vector<UnitLoad> out;
    for (const auto& unit : definition_.units.all()) {
      const auto found = days.find(unit.id);
      if (found == days.end()) continue;
      UnitLoad load{unit.id, 0, {}, 0};
      for (const auto& [each, count] : found->second) {
        load.reports += count;
        if (count > load.on_busiest_day) load = {unit.id, load.reports, each, count};
      }
      out.push_back(load);
    }
    std::stable_sort(out.begin(), out.end(), [](const UnitLoad& a, const UnitLoad& b) { return a.reports > b.reports; });
    return out;
  }

  std::vector<DayLoad> load_of_days() const {
    std::map<Date, DayLoad> days;
    for (const auto& duty : duties_) {
      auto& load = days[duty.due];
      load.day = duty.due;
      ++load.reports;
      load.units.insert(duty.unit);
    }
    std::vector<DayLoad> out;
    for (auto& [each, load] : days) out.push_back(std::move(load));
    std::stable_sort(out.begin(), out.end(), [](const DayLoad& a, const DayLoad& b) { return a.reports > b.reports; });
    return out;
  }

  std::vector<LateGroup> likely_late() const {
    std::vector<LateGroup> out;
    for (const auto& duty : duties_) {
      if (!is_likely_late(duty)) continue;
      const auto same = [&](const LateGroup& group) {
        return group.address == duty.address && group.due == duty.due && group.working_days == duty.working_days &&
               group.crowd == duty.crowd;
      };
      auto found = std::find_if(out.begin(), out.end(), same);
      if (found == out.end()) found = out.insert(out.end(), {duty.address, duty.due, duty.working_days, duty.crowd, {}});
      found->units.push_back(duty.unit);
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const LateGroup& a, const LateGroup& b) { return a.units.size() > b.units.size(); });
    return out;
  }

  // What the campaign sets a day for: documents that go out, deadlines, windows, assessments. A step of many periods stands once,
  // unless all are wanted.
  std::vector<Event> events(bool all) const {
    std::vector<Event> out;
    std::set<const Step*> seen;
    for (const auto& each : schedule(definition_, calendar_, state_, date_of(state_.time))) {
      const auto& step = each.place.step();
      if (step.flow != nullptr && step.kind != "mark") continue;
      if (within_case(*each.place.scope()) || (!all && !seen.insert(&step).second)) continue;
      if (auto event = event_of(each)) out.push_back(*std::move(event));
    }
    return out;
  }

  static bool within_case(const Scope& scope) {
    for (const auto* at = &scope; at->holder != nullptr; at = at->around.get())
      if (at->holder->kind == "case") return true;
    return false;
  }

  std::optional<Event> event_of(const ScheduledStep& each) const {
    const auto& step = each.place.step();
    const auto name = label(each.place.address());
    const auto units = each.place.state().items.size();
    if (step.kind == "collect")
      return each.due ? std::optional(Event{*each.due, say({"{0}截止", "{0} due"}, {name}), units}) : std::nullopt;
    if (step.kind == "issue") return Event{each.last, say({"发文：{0}", "issued: {0}"}, {name}), units};
    if (step.kind == "assess") return Event{each.last, name, 0};
    if (step.kind != "mark" || (step.setting("window") == nullptr && step.setting("on") == nullptr)) return std::nullopt;
    const auto until = each.first == each.last ? "" : say({"（至{0}）", " (until {0})"}, {short_day(each.last)});
    return Event{each.first, name + until, 0};
  }

  Table calendar_table(std::size_t limit) const {
    auto list = events(limit == no_limit);
    std::stable_sort(list.begin(), list.end(), [](const Event& a, const Event& b) { return a.units > b.units; });
    if (list.size() > limit) list.resize(limit);
    std::stable_sort(list.begin(), list.end(), [](const Event& a, const Event& b) { return a.day < b.day; });
    std::vector<Row> rows;
    for (const auto& event : list)
      rows.push_back({day(event.day), event.what, event.units == 0 ? "—" : std::to_string(event.units)});
    return table({say({"日期", "Day"}), say({"事项", "What"}), say({"单位数", "Units"})}, {3, 7, 1.4}, rows);
  }

  Table units_table(std::size_t limit) const {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < std::min(limit, units_.size()); ++i)
      rows.push_back({definition_.unit_name(units_[i].unit), std::to_string(units_[i].reports),
                      short_day(units_[i].busiest_day) + say({"，{0}份", ": {0}"}, {std::to_string(units_[i].on_busiest_day)})});
    return table({say({"单位", "Unit"}), say({"应报份数", "Reports"}), say({"最忙一天", "Busiest day"})}, {5, 2.4, 4}, rows);
  }

  Table days_table(std::size_t limit) const {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < std::min(limit, days_.size()); ++i)
      rows.push_back({day(days_[i].day), std::to_string(days_[i].reports), std::to_string(days_[i].units.size())});
    return table({say({"到期日", "Day"}), say({"到期份数", "Reports due"}), say({"涉及单位数", "Units"})}, {5, 2.4, 4}, rows);
  }

  Table late_table(std::size_t limit) const {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < std::min(limit, late_.size()); ++i) {
      const auto& group = late_[i];
      std::vector<std::string> reasons;
      if (group.working_days < few_days)
        reasons.push_back(say({"只有{0}个工作日", "only {0} working days"}, {std::to_string(std::max(0, group.working_days))}));
      if (group.crowd >= crowded) reasons.push_back(say({"{0}份相继到期", "{0} due together"}, {std::to_string(group.crowd)}));
      rows.push_back({label(group.address), short_day(group.due), names_of(group.units, limit == no_limit),
                      join(reasons, say({"，", ", "}))});
    }
    return table({say({"事项", "What"}), say({"截止", "Due"}), say({"单位", "Units"}), say({"缘由", "Why"})},
                 {2.6, 2.4, 3.6, 2.6}, rows);
  }

  std::string names_of(const std::vector<std::string>& units, bool all) const {
    if (all || units.size() <= names_shown) return list_of_names(definition_, units, language_);
    return list_of_names(definition_, {units.begin(), units.begin() + static_cast<std::ptrdiff_t>(names_shown)}, language_) +
           say({"等{0}个单位", " and others, {0} in all"}, {std::to_string(units.size())});
  }

  // One line a step.
  Table documents_table(std::size_t limit) const {
    std::map<std::string_view, std::size_t> made;
    for (const auto& document : findings_.documents) ++made[step_name_of(document.step)];
    std::vector<Row> rows;
    for (const auto& document : findings_.documents) {
      const auto count = std::exchange(made[step_name_of(document.step)], std::size_t{0});
      if (count == 0 || rows.size() == limit) continue;
      const auto more = count == 1 ? "" : say({"等{0}份", " and others, {0} in all"}, {std::to_string(count)});
      rows.push_back({short_day(date_of(document.at)), document.title + more});
    }
    return table({say({"日期", "Day"}), say({"标题", "Title"})}, {3, 8.5}, rows);
  }

  Table all_documents_table() const {
    std::vector<Row> rows;
    for (const auto& document : findings_.documents)
      rows.push_back({short_day(date_of(document.at)), label(document.step), document.title, document.file});
    return table({say({"日期", "Day"}), say({"步骤", "Step"}), say({"标题", "Title"}), say({"打开这个文件看", "File to open"})},
                 {2.2, 2.4, 4.4, 3.6}, rows);
  }

  const Definition& definition_;
  const Calendar& calendar_;
  const State& state_;
  const RehearsalFindings& findings_;
  const Language language_;
  const std::vector<Duty> duties_;
  const std::vector<UnitLoad> units_;  // the busiest first
  const std::vector<DayLoad> days_;    // likewise
  const std::vector<LateGroup> late_;  // what concerns most units first
};

}  // namespace

Result<Document> rehearsal_report(const Engine& engine, const Campaign& campaign, const RehearsalFindings& findings,
                                  Language language) {
  const auto file =
      engine.environment().share_folder + "/templates/rehearsal_report/template" + (language == Language::zh ? ".gw" : ".en.gw");
  const auto bytes = engine.environment().read_file(file);
  if (!bytes.ok()) return bytes.diagnostics();
  const auto text = OfficialText::read(*bytes, file);
  if (!text.ok()) return text.diagnostics();
  const Report report(campaign, findings, language);
  return text->compose(report.data(), [&](const BlockRequest& request) {
    return Result<std::vector<Block>>({Block{request.position, report.table_of(request.argument)}});
  });
}

}  // namespace hongtou
