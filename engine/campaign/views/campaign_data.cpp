// The data and the tables of a campaign's texts.
#include <algorithm>

#include "engine/campaign/naming.h"
#include "engine/campaign/ranking.h"
#include "engine/campaign/supervision.h"
#include "engine/campaign/views.h"
#include "engine/campaign/views/dates_in_texts.h"
#include "engine/campaign/views/over_periods.h"
#include "engine/campaign/views/report_pictures.h"
#include "engine/campaign/visibility.h"
#include "engine/definition/data_schema.h"
#include "engine/definition/form_part.h"
#include "engine/document/template.h"
#include "engine/text.h"

namespace hongtou {

namespace {

// A value that was erased by law is named as such wherever it would have been printed.
void merge(Value& into, const Value& more) {
  if (more.map() == nullptr) return;
  for (const auto& [key, value] : *more.map()) {
    if (value.at("$erased").boolean_or(false))
      into[key] = "（已依法删除）";
    else if (value.map() != nullptr)
      merge(into[key], value);
    else
      into[key] = value;
  }
}

Value name_list(const Place& here, const std::vector<std::string>& units) {
  List names;
  for (const auto& unit : units) names.push_back(Map{{"name", here.unit_name(unit)}});
  return names;
}

void add_receipts(Value& data, const Place& place) {
  std::vector<std::string> open;
  std::vector<std::string> received;
  const auto units = place.units("to");
  for (const auto& unit : units) {
    const auto item = place.state().items.find(unit);
    const bool accepted = item != place.state().items.end() && item->second.status == ItemStatus::accepted;
    (accepted ? received : open).push_back(unit);
  }
  data["units"] = units.size();
  data["accepted"] = received.size();
  data["late"] = 0;
  data["reported"] = name_list(place, received);
  data["missing"] = name_list(place, open);
  data["missing_count"] = open.size();
  data["late_units"] = List{};
  data["unjudged"] = List{};
  data["incomplete"] = !open.empty();
  data["number"] = place.state().number;
}

Value printed(const Fields& fields, const Value& data);

Value printed(const Field& field, const Value& value) {
  if (value.is_null()) return takes_several(field.type) ? Value(List{}) : Value("");
  if (field.type == FieldType::list && !field.fields.empty() && value.list() != nullptr) {
    List entries;
    for (const auto& entry : *value.list()) entries.push_back(printed(fields_of(field.fields), entry));
    return entries;
  }
  if (field.type == FieldType::computed) return print(field, value);
  const auto day = field.type == FieldType::date && value.text() != nullptr ? parse_date(*value.text()) : std::nullopt;
  return day ? Value(to_chinese(*day)) : value;
}

Value printed(const Fields& fields, const Value& data) {
  Value out = data.map() == nullptr ? Value(Map{}) : data;
  for (const auto* field : fields) out[field->id] = printed(*field, data.at(field->id));
  return out;
}

// A report as texts print it, as far as those who get the text may see it; or as conditions reckon with it.
Value report_data(const Place& here, const std::string& form_name, const Value& report, Reader reader) {
  const auto& definition = here.definition();
  const auto found = definition.forms.find(form_name);
  if (found == definition.forms.end()) return report;
  const auto& form = found->second;
  if (reader == Reader::condition) return expression_data(form, report);
  const auto data = hides_fields(form) ? visible_data(definition, here.campaign(), readers_of(here), form, report) : report;
  if (form.layout == FormLayout::ledger) {
    List rows;
    if (const auto* list = data.at("rows").list())
      for (const auto& row : *list) rows.push_back(printed(form.fields(), row));
    return Map{{"rows", std::move(rows)}};
  }
  if (form.layout != FormLayout::rows) return printed(form.fields(), data);
  Value rows{Map{}};
  for (const auto& row : form.rows) rows[row.id] = printed(form.fields(), data.at(row.id));
  return rows;
}

Value day_data(Instant at, Reader reader) {
  const auto day = date_of(at);
  return reader == Reader::text ? to_chinese(day) : to_text(day);
}

Value record_data(const Place& here, const Record& record, Reader reader) {
  Value out{Map{{"name", here.unit_name(record.unit)},
                {"unit", record.unit},
                {"version", record.version},
                {"late", record.late},
                {"at", day_data(record.at, reader)},
                {"data", report_data(here, record.form, record.data, reader)}}};
  const auto* scope = scope_state(here.campaign(), record.scope);
  out["period"] = scope == nullptr ? std::string() : scope->title;
  return out;
}

Value printed_totals(const Fields& fields, const Value& sums) {
  Value out{Map{}};
  for (const auto* field : fields)
    if (has_total(*field)) out[field->id] = printed(*field, sums.at(field->id));
  return out;
}

Value total_data(const Place& here, const Step& step, const Value& totals, Reader reader) {
  const auto& definition = here.definition();
  const auto form = definition.forms.find(step.name("form"));
  if (reader == Reader::condition || form == definition.forms.end()) return totals;
  const auto sums =
      hides_fields(form->second) ? visible_totals(definition, here.campaign(), readers_of(here), form->second, totals) : totals;
  if (form->second.layout != FormLayout::rows) return printed_totals(form->second.fields(), sums);
  Value rows{Map{}};
  for (const auto& row : form->second.rows) rows[row.id] = printed_totals(form->second.fields(), sums.at(row.id));
  return rows;
}

void add_sums(Value& data, const Place& here, const Step& step, const Collected& sums, Reader reader) {
  data["total"] = total_data(here, step, sums.totals, reader);
  data["units"] = sums.asked;
  data["accepted"] = sums.accepted;
  data["late"] = sums.late.size();
  data["reported"] = name_list(here, sums.reported);
  data["missing"] = name_list(here, sums.missing);
  data["unjudged"] = name_list(here, sums.unjudged);
  data["missing_count"] = sums.missing.size();
  data["late_units"] = name_list(here, sums.late);
  data["incomplete"] = sums.incomplete();
}

// Groups are reckoned only for a step whose text, conditions or form say by_parent and the like.
bool mentions_groups(const Place& here) {
  const auto says_so = [](std::string_view words) { return words.find("by_") != std::string_view::npos; };
  const auto& step = here.step();
  if (const auto text = here.definition().texts.find(step.name("text")); text != here.definition().texts.end())
    for (const auto& tag : text->second.tags())
      if (says_so(tag.name)) return true;
  if (step.when && says_so(step.when->text())) return true;
  for (const auto& [key, setting] : step.settings)
    if (setting.expression && says_so(setting.expression->text())) return true;
  if (const auto form = here.definition().forms.find(step.name("form")); form != here.definition().forms.end())
    for (const auto* field : form->second.fields())
      if (field->prefill && says_so(field->prefill->text())) return true;
  return false;
}

// The same apart for each street, class, group, or unit.
void add_groups(Value& data, const Place& here, const Step& step, Reader reader) {
  for (const auto* by : {"parent", "class", "group", "unit"}) {
    List groups;
    for (const auto& group : collected_by(*grouping_of(by), here, step)) {
      Value each{Map{{"name", group.name}}};
      add_sums(each, here, step, group.sums, reader);
      groups.push_back(std::move(each));
    }
    data["by_" + std::string(by)] = std::move(groups);
  }
}

void add_reports(Value& data, const Place& here, const Step& step, Reader reader) {
  const auto sums = collected(here, step);
  add_sums(data, here, step, sums, reader);
  if (mentions_groups(here)) add_groups(data, here, step, reader);
  List records;
  for (const auto& record : sums.records) records.push_back(record_data(here, record, reader));
  if (records.size() == 1) data["data"] = records.front().at("data");
  if (records.empty()) data["data"] = report_data(here, step.name("form"), Value(), reader);
  data["record_count"] = records.size();
  data["records"] = std::move(records);
}

// What a rung of supervision tells: who is late with what, and since when.
void add_lateness(Value& data, const Place& here, const Scope& scope, const Value& registered, Date today, Reader reader) {
  const auto units = late_units(here.campaign(), scope);
  std::vector<std::string> names;
  for (const auto& unit : units) names.push_back(here.unit_name(unit));
  data["of"] = here.definition().step(step_name_of(registered.at("of").text_or("")))->label;
  data["late"] = join(names, "、");
  data["late_count"] = units.size();
  data["late_units"] = name_list(here, units);
  const auto due = *parse_date(registered.at("due").text_or(""));
  set_day(data, "due", due, reader);
  data["days"] = here.calendar().working_days_between(due, today);
}

// The scope of a holder that one stands in.
void add_own_scope(Value& data, const Place& here, const Scope& scope, Date today, Reader reader) {
  const auto& state = here.campaign().step(scope.holder_address()).scopes.at(scope.key);
  data["key"] = scope.key;
  data["title"] = state.title;
  data["unit"] = here.unit_name(state.unit);
  data["data"] = report_data(here, scope.holder->name("form"), state.data, reader);
  data["opened"] = day_data(state.opened, reader);
  if (scope.holder->kind == "supervise") add_lateness(data, here, scope, state.data, today, reader);
  if (state.period) {
    set_day(data, "first", state.period->first, reader);
    set_day(data, "last", state.period->last, reader);
  }
}

// How a scope ended, as texts print it.
std::string printed_way(const std::string& how) {
  static const std::map<std::string, std::string> words{{"complete", "办结"}, {"closed", "人工关闭"}, {"called_off", "取消"}};
  const auto known = words.find(how);
  return known == words.end() ? how : known->second;
}

// All scopes of a holder, for ledgers.
void add_scopes(Value& data, const Place& here, const Step& step, Reader reader) {
  List scopes;
  std::size_t open = 0;
  for (const auto& around : scopes_seen(here, step)) {
    const auto& state = here.campaign().step(around->address_of(step));
    for (const auto& [key, scope] : state.scopes) {
      if (!sees(*here.scope(), *inner_scope(around, step, key, scope))) continue;
      open += scope.settled ? 0u : 1u;
      scopes.push_back(Map{{"key", key},
                           {"title", scope.title},
                           {"unit", here.unit_name(scope.unit)},
                           {"data", report_data(here, step.name("form"), scope.data, reader)},
                           {"open", !scope.settled},
                           {"how", reader == Reader::text ? printed_way(scope.how) : scope.how},
                           {"reason", scope.reason},
                           {"opened", day_data(scope.opened, reader)}});
    }
  }
  data["count"] = scopes.size();
  data["open_count"] = open;
  data["closed_count"] = scopes.size() - open;
  data["scopes"] = std::move(scopes);
}

// How often each outcome was chosen in the scopes of a decision that lies within.
void add_outcomes(Value& data, const Place& here, const Step& step, const std::vector<ScopePtr>& scopes) {
  if (step.setting("outcomes") == nullptr) return;
  Value chosen{Map{}};
  for (const auto& outcome : step.setting("outcomes")->outcomes) chosen[outcome.name] = 0;
  for (const auto& scope : scopes)
    if (const auto& outcome = here.campaign().step(scope->address_of(step)).outcome; !outcome.empty())
      chosen[outcome] = chosen.at(outcome).integer_or(0) + 1;
  data["chosen"] = std::move(chosen);
}

// What was granted, honour by honour in the order of the rules.
void add_awards(Value& data, const Place& here, const Step& step) {
  List awards;
  for (const auto& award : here.definition().assessments.at(step.name("rules")).awards) {
    List granted;
    if (const auto* lines = here.state_of(step.id).awards.at(award.id).at("granted").list())
      for (const auto& line : *lines)
        granted.push_back(Map{{"name", here.unit_name(line.at("candidate").text_or(""))},
                              {"unit", here.unit_name(line.at("by").text_or(""))},
                              {"reason", line.at("reason")}});
    awards.push_back(Map{{"award", award.label}, {"count", granted.size()}, {"granted", std::move(granted)}});
  }
  data["awards"] = std::move(awards);
}

// An item of the rules with what it brought and why.
Value item_data(const AssessmentItem& rule, const Value& item, const Precision& precision, Reader reader) {
  const auto number = [&](const Value& value) {
    const auto points = number_of(value);
    if (reader == Reader::condition) return value;
    return points ? Value(points->rounded(precision.decimals, precision.rounding)) : Value("—");
  };
  return Map{{"label", rule.label},
             {"points", number(item.at("points"))},
             {"possible", number(item.at("possible"))},
             {"why", item.at("zh")}};
}

Value ranked_data(const Place& here, const Assessment& rules, const Value& results, const RankedResult& ranked, Reader reader) {
  const bool text = reader == Reader::text;
  List items;
  for (const auto& unit : *results.list()) {
    const auto* judged = unit.at("unit") == Value(ranked.unit) ? unit.at("items").list() : nullptr;
    for (std::size_t i = 0; judged != nullptr && i < judged->size() && i < rules.items.size(); ++i)
      items.push_back(item_data(rules.items[i], (*judged)[i], rules.precision, reader));
  }
  return Map{{"name", here.unit_name(ranked.unit)},
             {"unit", ranked.unit},
             {"rank", ranked.rank > 0 ? Value(ranked.rank)
                      : text          ? Value("—")
                                      : Value()},
             {"score", ranked.score.is_null() && text ? Value("待定") : ranked.score},
             {"grade", ranked.grade},
             {"vetoed", ranked.vetoed},
             {"items", std::move(items)}};
}

// The units by their ranks: all of them, the first and last few, and those of each grade.
void add_ranking(Value& data, const Place& here, const Step& step, Reader reader) {
  const auto& definition = here.definition();
  const auto& rules = definition.assessments.at(step.name("rules"));
  const auto results = results_seen(here, step);
  const auto all = ranking(results);
  const auto listed = [&](const std::vector<RankedResult>& some) {
    List out;
    for (const auto& each : some) out.push_back(ranked_data(here, rules, results, each, reader));
    return out;
  };
  data["ranking"] = listed(all);
  for (int count = 1; rules.ties && count <= most_singled_out; ++count) {
    data["top_" + std::to_string(count)] = listed(top(definition, rules, all, count));
    data["last_" + std::to_string(count)] = listed(last(definition, rules, all, count));
  }
  Value graded{Map{}};
  for (const auto& grade : rules.grades) {
    auto of_grade = all;
    std::erase_if(of_grade, [&](const RankedResult& each) { return each.grade != grade.name; });
    graded[grade.name] = listed(of_grade);
  }
  data["graded"] = std::move(graded);
}

// The names and types are those of data_schema().
Value step_data(const Place& here, const Step& step, Date today, Reader reader) {
  Value data{Map{}};
  for (const auto* word : {"outcome", "reason", "status"}) data[word] = "";
  const auto scopes = scopes_seen(here, step);
  if (scopes.size() == 1) {
    const Place place(here.definition(), here.calendar(), here.campaign(), scopes.front(), step);
    data["outcome"] = place.state().outcome;
    data["reason"] = place.state().reason;
    data["status"] = name_of(place.state().status);
    add_dates(data, place, today, reader);
    if (step.kind == "issue") add_receipts(data, place);
  }
  add_outcomes(data, here, step, scopes);
  if (step.collects()) add_reports(data, here, step, reader);
  if (step.kind == "assess") add_awards(data, here, step);
  if (step.kind == "assess") add_ranking(data, here, step, reader);
  if (step.flow != nullptr) add_scopes(data, here, step, reader);
  return data;
}

Value target_data(const Place& here, const Target& target) {
  std::vector<std::string> unmet;
  std::size_t met = 0;
  for (const auto& result : measure(here.definition(), target, here.campaign())) {
    if (result.status == TargetStatus::met)
      ++met;
    else if (result.status != TargetStatus::not_applicable)
      unmet.push_back(result.unit);
  }
  return Map{{"label", target.label}, {"units", target.per.size()}, {"met", met}, {"unmet", name_list(here, unmet)}};
}

// A text that prints a parameter which is still 待定 has to wait for it.
void leave_unset(Value& value) {
  if (is_unset(value)) value = Value();
  if (value.map() == nullptr) return;
  const auto parts = *value.map();
  for (const auto& [name, part] : parts) leave_unset(value[name]);
}

// A text of a called workflow says its names without what stands before them.
void add_called(Value& data, const Step& step) {
  if (step.within.empty()) return;
  const auto own = data.at(std::string_view(step.within).substr(0, step.within.size() - 1));
  merge(data, own);
}

constexpr Message no_table{"text.no_table", "“::{0} {1}”现在没有内容可列", "“::{0} {1}” has nothing to list now",
                           "该步骤应先于本文稿完成", "that step has to come before this text"};

constexpr Message no_picture{"text.no_picture", "没有图片“{0}”", "there is no picture “{0}”",
                             "图片放在活动文件夹里，文件名直接写出，不用变量",
                             "put the picture into the campaign's folder and write its name without variables"};

class Blocks {
 public:
  Blocks(const Place& here, const Value& data, BlobSource blobs)
      : here_(here), definition_(here.definition()), data_(data), blobs_(std::move(blobs)) {}

  Result<std::vector<Block>> operator()(const BlockRequest& request) const {
    const auto name = here_.step().within + request.argument;
    if (request.kind == "picture") return picture(request, name);
    if (request.kind == "pictures") return pictures(request);
    if (request.kind == "form") {
      if (const auto form = definition_.forms.find(name); form != definition_.forms.end())
        return blank_form(request, form->second);
    } else if (const auto* step = definition_.step(name)) {
      if (step->kind == "assess") return assessment_tables(request, *step);
      if (const auto found = definition_.forms.find(step->name("form")); found != definition_.forms.end()) {
        const auto seen = visible_form(definition_, here_.campaign(), readers_of(here_), found->second);
        const auto form = request.with_personal ? seen : without_personal_fields(seen);
        if (step->flow != nullptr) return one(request, ledger_table(*step, form));
        const auto by = grouping_of(request.by);
        return one(request, by ? grouped_table(*by, *step, form) : report_table(*step, form));
      }
    }
    return Result<std::vector<Block>>::failure(request.position, no_table, {request.kind, request.argument});
  }

 private:
  // The form's note is a template like the text it stands in.
  Result<std::vector<Block>> blank_form(const BlockRequest& request, const Form& form) const {
    auto table = form_table(form);
    const auto note = Template::parse(table.note, form.position.file);
    if (!note.ok()) return note.diagnostics();
    auto printed = note->render(data_, escape_nothing);
    if (!printed.ok()) return printed.diagnostics();
    table.note = *std::move(printed);
    return one(request, std::move(table));
  }

  Result<std::vector<Block>> picture(const BlockRequest& request, const std::string& name) const {
    const auto found = definition_.pictures.find(name);
    if (found == definition_.pictures.end())
      return Result<std::vector<Block>>::failure(request.position, no_picture, {request.argument});
    return std::vector<Block>{{request.position, Picture{found->second, {}}}};
  }

  Result<std::vector<Block>> pictures(const BlockRequest& request) const {
    const auto list = parse_picture_list(request.argument);
    const auto* step = list ? definition_.step(here_.step().within + list->step) : nullptr;
    if (step == nullptr || !step->collects())
      return Result<std::vector<Block>>::failure(request.position, no_table, {request.kind, request.argument});
    return report_pictures(here_, *step, *list, blobs_, request.position);
  }

  static std::vector<Block> one(const BlockRequest& request, Table table) { return {Block{request.position, std::move(table)}}; }

  Table report_table(const Step& step, const Form& form) const {
    const auto sums = collected(here_, step);
    if (form.layout == FormLayout::ledger && sums.records.size() == 1) return filled_table(form, sums.records.front().data);
    const bool adds_up = sums.totals.map()->size() > 0;
    const bool periods = spans_periods(form, sums);
    const auto rows = periods ? over_periods(form, sums, {&here_.calendar(), here_.campaign().time}) : rows_of(sums);
    auto table = collected_table(form, rows, adds_up ? std::optional(sums.totals) : std::nullopt);
    std::vector<std::string> notes;
    if (periods) notes.push_back("各单位为" + periods_of(sums) + "的合计。");
    if (sums.incomplete()) notes.push_back((adds_up ? "合计不完整，" : "") + gaps_of(step, sums, "；") + "。");
    table.note = notes.empty() ? "" : "注：" + join(notes, "");
    return table;
  }

  // A row a group; one that lacks reports says so.
  Table grouped_table(Grouping by, const Step& step, const Form& form) const {
    std::vector<UnitData> rows;
    std::vector<std::string> gaps;
    for (const auto& group : collected_by(by, here_, step)) {
      rows.push_back({group.sums.incomplete() ? group.name + "（未报齐）" : group.name, group.sums.totals});
      if (group.sums.incomplete()) gaps.push_back(group.name + gaps_of(step, group.sums, "，"));
    }
    auto table = totals_table(form, std::string(head_of(by)), rows, collected(here_, step).totals);
    table.note = gaps.empty() ? "" : "注：合计不完整，" + join(gaps, "；") + "。";
    return table;
  }

  static std::string_view head_of(Grouping by) {
    switch (by) {
      case Grouping::parent:
        return "上级单位";
      case Grouping::unit_class:
        return "类别";
      case Grouping::group:
        return "分组";
      case Grouping::unit:
        return "单位";
    }
    return {};
  }

  // Who keeps a total from being complete.
  std::string gaps_of(const Step& step, const Collected& sums, const std::string& between) const {
    std::vector<std::string> gaps;
    if (!sums.missing.empty()) gaps.push_back("未报送单位" + names_of(step, sums.missing));
    if (!sums.unjudged.empty()) gaps.push_back("待审核单位" + names_of(step, sums.unjudged));
    if (!sums.partial.empty()) gaps.push_back("下级未报齐单位" + with_gaps(step, sums.partial));
    return join(gaps, between);
  }

  // 甲市（缺西区、东区/二街道）
  std::string with_gaps(const Step& step, const std::vector<std::string>& units) const {
    std::vector<std::string> out;
    for (const auto& unit : units) {
      std::vector<std::string> names;
      for (const auto& scope : scopes_seen(here_, step))
        for (auto& name : missing_below(here_.campaign().step(scope->address_of(step)), unit)) names.push_back(std::move(name));
      out.push_back(here_.unit_name(unit) + (names.empty() ? "" : "（缺" + join(names, "、") + "）"));
    }
    return "（" + std::to_string(units.size()) + "个）：" + join(out, "、");
  }

  static std::vector<std::string> missing_below(const StepState& step, const std::string& unit) {
    std::vector<std::string> names;
    const auto item = step.items.find(unit);
    const auto* report = item == step.items.end() ? nullptr : item->second.accepted();
    if (report != nullptr && report->level.at("names").map() != nullptr)
      for (const auto& [id, name] : *report->level.at("names").map()) names.push_back(name.text_or(id));
    return names;
  }

  // 第1周（6月1日至7日）至第5周（6月29日至7月5日）
  std::string periods_of(const Collected& sums) const {
    const auto earlier = [](const Record& a, const Record& b) { return a.period->first < b.period->first; };
    const auto [first, last] = std::minmax_element(sums.records.begin(), sums.records.end(), earlier);
    const auto title = [&](const Record& record) {
      const auto* scope = scope_state(here_.campaign(), record.scope);
      return scope == nullptr ? std::string() : scope->title;
    };
    return title(*first) + "至" + title(*last);
  }

  // A unit that reported in several periods is told apart by them.
  std::vector<UnitData> rows_of(const Collected& sums) const {
    auto rows = sums.rows;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (const auto* scope = scope_state(here_.campaign(), sums.records[i].scope);
          scope != nullptr && !scope->title.empty() && rows.size() > 1 && sums.versions.size() > 1)
        rows[i].unit += "（" + scope->title + "）";
    return rows;
  }

  // The cases that were registered, in their order.
  Table ledger_table(const Step& step, const Form& form) const {
    std::vector<UnitData> rows;
    for (const auto& around : scopes_seen(here_, step))
      for (const auto& [key, scope] : here_.campaign().step(around->address_of(step)).scopes)
        rows.push_back({here_.unit_name(scope.unit), scope.data});
    auto table = collected_table(form, rows, std::nullopt);
    table.note.clear();
    return table;
  }

  std::string responsible(const Step& step, const std::string& unit) const {
    for (const auto& scope : scopes_seen(here_, step)) {
      const auto& items = here_.campaign().step(scope->address_of(step)).items;
      if (const auto item = items.find(unit); item != items.end()) return item->second.responsible;
    }
    return {};
  }

  // （2个）：甲、乙
  std::string names_of(const Step& step, const std::vector<std::string>& units) const {
    std::vector<std::string> names;
    for (const auto& unit : units)
      names.push_back(name_in_charge(definition_, here_.campaign(), unit, responsible(step, unit), Language::zh));
    return "（" + std::to_string(units.size()) + "个）：" + join(names, "、");
  }

  // What the units came to, and which honours were granted.
  std::vector<Block> assessment_tables(const BlockRequest& request, const Step& step) const {
    const auto& rules = definition_.assessments.at(step.name("rules"));
    const auto scopes = scopes_seen(here_, step);
    if (scopes.size() > 1) return {{request.position, table_of_periods(here_, step)}};
    const auto& state = scopes.empty() ? here_.state_of(step.id) : here_.campaign().step(scopes.front()->address_of(step));
    std::vector<Block> tables;
    if (!rules.items.empty()) tables.push_back({request.position, assessment_table(definition_, rules, state.results)});
    if (!rules.awards.empty()) tables.push_back({request.position, awards_table(definition_, rules, state.awards)});
    return tables;
  }

  const Place here_;
  const Definition& definition_;
  const Value& data_;
  const BlobSource blobs_;
};

}  // namespace

Value campaign_data(const Place& here, Date today, Reader reader) {
  const auto& definition = here.definition();
  auto data = definition_data(definition, reader);
  if (reader == Reader::text)
    for (const auto& [name, value] : definition.parameters) leave_unset(data[name]);
  merge(data, here.campaign().supplied);
  for (const auto& [name, value] : here.campaign().parameters) at_name(data, name) = value;
  for (const auto& place : definition.places()) merge(at_name(data, place.step->id), step_data(here, *place.step, today, reader));
  for (const auto* scope = here.scope().get(); scope->holder != nullptr; scope = scope->around.get())
    add_own_scope(at_name(data, scope->holder->id), here, *scope, today, reader);
  Value targets{Map{}};
  for (const auto& target : definition.targets) targets[target.id] = target_data(here, target);
  data["targets"] = std::move(targets);
  data["today"] = reader == Reader::text ? to_chinese(today) : to_text(today);
  data["self"] = Map{{"name", here.scope()->unit.empty() ? Value("") : Value(here.unit_name(here.scope()->unit))}};
  add_called(data, here.step());
  return data;
}

BlockSource block_source(const Place& here, const Value& data, BlobSource blobs) { return Blocks(here, data, std::move(blobs)); }

}  // namespace hongtou
