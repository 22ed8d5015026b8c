#include "engine/definition/data_schema.h"

#include <map>
#include <optional>

namespace hongtou {

namespace {

// A name with all that begins with it: plan, plan.notice, plan.notice.due.
struct Room {
  Type type = Type::context({});
  std::map<std::string, Room, std::less<>> inner;

  Room& at(std::string_view dotted) {
    const auto dot = dotted.find('.');
    auto& first = inner[std::string(dotted.substr(0, dot))];
    return dot == std::string_view::npos ? first : first.at(dotted.substr(dot + 1));
  }

  Schema names() const {
    Schema names = type.members ? *type.members : Schema();
    for (const auto& [name, room] : inner) names[name] = room.inner.empty() ? room.type : Type::context(room.names());
    return names;
  }
};

void add(Schema& names, std::initializer_list<const char*> more, const Type& type) {
  for (const auto* name : more) names[name] = type;
}

Type unit_list() { return Type::list_of(Type::context({{"name", Type::text()}})); }

Type type_of_report(const Definition& definition, const Step& step) {
  const auto form = definition.forms.find(step.name("form"));
  return form == definition.forms.end() ? Type::context({}) : type_of(form->second);
}

Type totals_of(const Form& form) {
  Schema fields;
  for (const auto* field : form.fields())
    if (has_total(*field)) fields[field->id] = Type::number();
  if (form.layout != FormLayout::rows) return Type::context(std::move(fields));
  Schema rows;
  for (const auto& row : form.rows) rows[row.id] = Type::context(fields);
  return Type::context(std::move(rows));
}

Type totals_of(const Definition& definition, const Step& step) {
  const auto form = definition.forms.find(step.name("form"));
  return form == definition.forms.end() ? Type::context({}) : totals_of(form->second);
}

// Who was asked, and who answered.
void add_counts(Schema& names) {
  add(names, {"units", "accepted", "late", "missing_count"}, Type::number());
  add(names, {"reported", "missing", "unjudged", "late_units"}, unit_list());
  names["incomplete"] = Type::boolean();
}

void add_reports(Schema& names, const Definition& definition, const Step& step) {
  const auto data = type_of_report(definition, step);
  Schema record{{"data", data}, {"version", Type::number()}, {"late", Type::boolean()}, {"at", Type::date()}};
  add(record, {"name", "unit", "period"}, Type::text());
  const auto total = totals_of(definition, step);
  Schema group{{"name", Type::text()}, {"total", total}};
  add_counts(group);
  add(names, {"by_parent", "by_class", "by_group", "by_unit"}, Type::list_of(Type::context(std::move(group))));
  names["total"] = total;
  names["record_count"] = Type::number();
  names["data"] = data;
  names["records"] = Type::list_of(Type::context(std::move(record)));
}

// The registration of a case; of a ladder what is late and since when.
Type data_of_scope(const Definition& definition, const Step& step) {
  if (step.kind == "supervise") return Type::context({{"of", Type::text()}, {"due", Type::text()}});
  return type_of_report(definition, step);
}

void add_scopes(Schema& names, const Definition& definition, const Step& step) {
  Schema scope{{"data", data_of_scope(definition, step)}, {"open", Type::boolean()}, {"opened", Type::date()}};
  add(scope, {"key", "title", "unit", "how", "reason"}, Type::text());
  add(names, {"count", "open_count", "closed_count"}, Type::number());
  names["scopes"] = Type::list_of(Type::context(std::move(scope)));
}

// What was granted, honour by honour.
Type awards_list() {
  Schema granted, award{{"count", Type::number()}};
  add(granted, {"name", "unit", "reason"}, Type::text());
  award["award"] = Type::text();
  award["granted"] = Type::list_of(Type::context(std::move(granted)));
  return Type::list_of(Type::context(std::move(award)));
}

// The units by their ranks: all of them, the first and last few, and those of each grade.
void add_ranking(Schema& names, const Definition& definition, const Step& step) {
  const auto rules = definition.assessments.find(step.name("rules"));
  if (rules == definition.assessments.end()) return;  // it could not be read
  Schema item, ranked{{"vetoed", Type::boolean()}};
  add(item, {"label", "why"}, Type::text());
  add(item, {"points", "possible"}, Type::number());
  add(ranked, {"name", "unit", "grade"}, Type::text());
  add(ranked, {"rank", "score"}, Type::number());
  ranked["items"] = Type::list_of(Type::context(std::move(item)));
  const auto list = Type::list_of(Type::context(std::move(ranked)));
  names["ranking"] = list;
  for (int count = 1; rules->second.ties && count <= most_singled_out; ++count)
    names["top_" + std::to_string(count)] = names["last_" + std::to_string(count)] = list;
  Schema graded;
  for (const auto& grade : rules->second.grades) graded[grade.name] = list;
  names["graded"] = Type::context(std::move(graded));
}

Schema schema_of(const Definition& definition, const Step& step) {
  Schema names;
  add(names, {"label", "outcome", "reason", "status"}, Type::text());
  if (step.collects() || step.kind == "issue") add_counts(names);
  if (step.kind == "issue") names["number"] = Type::text();
  if (step.collects()) add_reports(names, definition, step);
  if (step.kind == "assess") names["awards"] = awards_list();
  if (step.kind == "assess") add_ranking(names, definition, step);
  if (step.flow != nullptr) add_scopes(names, definition, step);
  for (const auto& day : day_names(step)) names[day] = Type::date();
  if (const auto* outcomes = step.setting("outcomes")) {
    Schema chosen;
    for (const auto& outcome : outcomes->outcomes) chosen[outcome.name] = Type::number();
    names["chosen"] = Type::context(std::move(chosen));
  }
  return names;
}

Schema targets_of(const Definition& definition) {
  Schema targets;
  for (const auto& target : definition.targets) {
    Schema names{{"label", Type::text()}, {"unmet", unit_list()}};
    add(names, {"met", "units"}, Type::number());
    targets[target.id] = Type::context(std::move(names));
  }
  return targets;
}

// Puts names into the context that a dotted name stands for.
void put(Schema& names, std::string_view dotted, const Schema& more) {
  const auto dot = dotted.find('.');
  auto& type = names[std::string(dotted.substr(0, dot))];
  auto members = type.members ? *type.members : Schema();
  if (dot == std::string_view::npos)
    for (const auto& [name, each] : more) members[name] = each;
  else
    put(members, dotted.substr(dot + 1), more);
  type = Type::context(std::move(members));
}

const Schema* find(const Schema& names, std::string_view dotted) {
  const auto dot = dotted.find('.');
  const auto found = names.find(dotted.substr(0, dot));
  if (found == names.end() || !found->second.members) return nullptr;
  return dot == std::string_view::npos ? found->second.members.get() : find(*found->second.members, dotted.substr(dot + 1));
}

}  // namespace

Type type_of(const Field& field) {
  switch (field.type) {
    case FieldType::count:
    case FieldType::decimal:
    case FieldType::percent:
    case FieldType::money:
    case FieldType::sum_of:
    case FieldType::year:
      return Type::number();
    case FieldType::computed:
      return field.yields;
    case FieldType::date:
      return Type::date();
    case FieldType::date_range:
      return Type::range_of(Type::date());
    case FieldType::time:
      return Type::time();
    case FieldType::boolean:
      return Type::boolean();
    case FieldType::list:
      return Type::list_of(field.fields.empty() ? Type::text() : Type::context(schema_of(fields_of(field.fields))));
    case FieldType::multi_enumeration:
    case FieldType::target_group:
    case FieldType::attachment:
      return Type::list_of(Type::text());
    default:
      return Type::text();
  }
}

Schema schema_of(const Fields& fields) {
  Schema names;
  for (const auto* field : fields) names[field->id] = type_of(*field);
  return names;
}

Type type_of(const Form& form) {
  const auto fields = schema_of(form.fields());
  if (fields.empty()) return Type::any();  // it could not be read
  Schema names;
  if (form.layout == FormLayout::rows)
    for (const auto& row : form.rows) names[row.id] = Type::context(fields);
  else if (form.layout == FormLayout::ledger)
    names[std::string(ledger_rows)] = Type::list_of(Type::context(fields));
  else
    names = fields;
  if (form.zero_report) names[std::string(zero_key)] = Type::boolean();
  return Type::context(std::move(names));
}

Type type_of_parameter(const Value& value) {
  if (value.number()) return Type::number();
  if (const auto* map = value.map()) {
    Schema members;
    for (const auto& [name, inner] : *map) members[name] = type_of_parameter(inner);
    return Type::context(std::move(members));
  }
  const bool unset = value.text() == nullptr || *value.text() == "待定" || *value.text() == "unset";
  return unset ? Type::any() : Type::text();
}

Schema data_schema(const Definition& definition) {
  Room data;
  for (const auto& [name, value] : definition.parameters) {
    auto& room = data.at(name);
    room.type = type_of_parameter(value);
  }
  for (const auto& supplied : definition.supplied) data.at(supplied.name).type = Type::text();
  for (const auto& place : definition.places()) {
    auto& room = data.at(place.step->id);  // may hold the parameters of a called workflow
    auto names = schema_of(definition, *place.step);
    if (room.type.members) names.insert(room.type.members->begin(), room.type.members->end());
    room.type = Type::context(std::move(names));
  }
  auto names = data.names();
  Schema campaign;
  add(campaign, {"id", "title", "theme", "lead"}, Type::text());
  names["campaign"] = Type::context(std::move(campaign));
  names["targets"] = Type::context(targets_of(definition));
  names["today"] = Type::date();
  names["self"] = Type::context({{"name", Type::text()}});
  for (auto& [name, type] : decisions_of(definition, "")) names.emplace(name, type);
  return names;
}

Schema data_schema(const Definition& definition, const Schema& of_campaign, const Step& step) {
  auto names = of_campaign;
  for (const auto* holder = definition.place(step.id)->holder; holder != nullptr; holder = definition.place(holder->id)->holder)
    put(names, holder->id, scope_schema(definition, *holder));
  if (step.within.empty()) return names;
  if (const auto* own = find(names, std::string_view(step.within).substr(0, step.within.size() - 1)))
    for (const auto& [name, type] : Schema(*own)) names[name] = type;
  for (const auto& [name, type] : decisions_of(definition, step.within)) names[name] = type;
  return names;
}

Schema scope_schema(const Definition& definition, const Step& holder) {
  Schema names;
  add(names, {"key", "title", "unit"}, Type::text());
  names["opened"] = Type::date();
  names["data"] = data_of_scope(definition, holder);
  if (holder.kind == "supervise") {
    names["of"] = Type::text();
    names["late"] = Type::text();
    add(names, {"late_count", "days"}, Type::number());
    names["late_units"] = unit_list();
    names["due"] = Type::date();
  }
  if (holder.setting("every") != nullptr || holder.setting("window") != nullptr) add(names, {"first", "last"}, Type::date());
  return names;
}

Schema decisions_of(const Definition& definition, const std::string& called) {
  Schema names;
  for (const auto& [name, decision] : definition.decisions)
    if (name.starts_with(called) && name.find('.', called.size()) == std::string::npos)
      names[name.substr(called.size())] = Type::function(decision);
  return names;
}

std::vector<std::string> day_names(const Step& step) {
  std::vector<std::string> names;
  for (const auto& [key, setting] : step.settings) {
    if (!setting.rule && setting.from_step.empty()) continue;
    if (setting.type == KeyType::period)
      names.insert(names.end(), {"first", "last"});
    else
      names.push_back(key);
  }
  return names;
}

Value sample_of(const Type& type) {
  const auto kinds = type.kinds & ~kind::null;
  if (kinds == kind::context || (kinds == kind::any && type.members)) {
    Value sample{Map{}};
    for (const auto& [name, member] : *type.members)
      if (!member.model) sample[name] = sample_of(member);
    return sample;
  }
  if (kinds == kind::list) return List{type.element ? sample_of(*type.element) : Value("某项")};
  if (kinds == kind::boolean) return true;
  if (kinds == kind::number || kinds == kind::any) return 0;
  if (kinds == kind::date) return "1月1日";
  return "某内容";
}

}  // namespace hongtou
