#include "engine/pinned.h"

#include <algorithm>

#include "engine/campaign/event.h"
#include "engine/definition/level.h"

namespace hongtou {

namespace {

constexpr Message not_pinned{"engine.not_pinned", "活动“{0}”的日志里没有活动文件", "the journal of “{0}” holds no workflow files",
                             "用启动它的活动文件打开", "open it with the files it was started with"};
constexpr Message blob_missing{"journal.blob_missing", "存储里缺少活动文件“{0}”", "the store lacks the campaign's file “{0}”",
                               "从备份恢复", "restore a backup"};

// Within the campaign's folder the path from there: the folder may have another name elsewhere.
std::string portable(const std::string& path, const std::string& folder) {
  if (folder.empty() || !path.starts_with(folder + "/")) return path;
  return path.substr(folder.size() + 1);
}

Value references(const NamedTexts& texts, const std::function<Value(const std::string&)>& keep) {
  Value out{Map{}};
  for (const auto& [name, text] : texts) out[name] = keep(text);
  return out;
}

Status read_texts(const Value& references, const Store& store, NamedTexts& texts) {
  if (references.map() == nullptr) return success;
  for (const auto& [name, reference] : *references.map()) {
    auto blob = store.blob(reference.at("$blob").text_or(""));
    if (!blob.ok()) return blob.diagnostics();
    if (!blob->has_value()) return Status::failure({}, blob_missing, {name});
    texts[name] = std::move((*blob)->bytes);
  }
  return success;
}

Value level_value(const std::string& above, const std::vector<Unit>& leads) {
  List list;
  for (const auto& lead : leads) list.push_back(Map{{"id", lead.id}, {"name", lead.name}, {"class", lead.unit_class}});
  return Map{{"above", above}, {"leads", std::move(list)}};
}

bool pins(const JournalEvent& event) {
  return event.type == event_type::campaign_started || event.type == event_type::definition_changed;
}

}  // namespace

Result<NamedTexts> installed_calendars(const Environment& environment) {
  const auto folder = environment.share_folder + "/calendars";
  NamedTexts calendars;
  for (const auto& name : environment.list_folder(folder)) {
    if (!name.ends_with(".csv")) continue;
    auto text = environment.read_file(folder + "/" + name);
    if (!text.ok()) return text.diagnostics();
    calendars[name] = *std::move(text);
  }
  return calendars;
}

Result<Calendar> read_calendar(const NamedTexts& calendars) { return Calendar::read({calendars.begin(), calendars.end()}); }

Pinned pinned_to(const Definition& definition, NamedTexts calendars) {
  Pinned pinned;
  const auto& main = definition.level ? definition.level->file : definition.file;
  const auto folder = folder_of(main);
  pinned.main = portable(resolve_path("", main), folder);
  if (definition.level) {
    pinned.above = definition.level->above;
    pinned.leads = definition.level->leads;
  }
  for (const auto& [path, text] : definition.files) pinned.files[portable(resolve_path("", path), folder)] = text;
  pinned.calendars = std::move(calendars);
  return pinned;
}

Value to_value(const Pinned& pinned, const std::function<Value(const std::string& text)>& keep) {
  Value out{Map{
      {"definition", pinned.main}, {"files", references(pinned.files, keep)}, {"calendars", references(pinned.calendars, keep)}}};
  if (!pinned.leads.empty()) out["level"] = level_value(pinned.above, pinned.leads);
  return out;
}

Value level_value(const Definition& definition) {
  return definition.level ? level_value(definition.level->above, definition.level->leads) : Value();
}

Value pinned_references(const std::vector<JournalEvent>& events) {
  const auto last = std::find_if(events.rbegin(), events.rend(), pins);
  return last == events.rend() ? Value() : last->data;
}

Result<Pinned> read_pinned(const std::vector<JournalEvent>& events, const Store& store) {
  const auto data = pinned_references(events);
  if (data.at("definition").is_null())
    return Result<Pinned>::failure({}, not_pinned, {events.empty() ? "" : events.front().data.at("id").text_or("")});
  Pinned pinned;
  pinned.main = data.at("definition").text_or("");
  pinned.above = data.at("level").at("above").text_or("");
  if (const auto* leads = data.at("level").at("leads").list())
    for (const auto& lead : *leads)
      pinned.leads.push_back({lead.at("id").text_or(""), lead.at("name").text_or(""), lead.at("class").text_or(""), "", {}, {}});
  if (const auto read = read_texts(data.at("files"), store, pinned.files); !read.ok()) return read.diagnostics();
  if (const auto read = read_texts(data.at("calendars"), store, pinned.calendars); !read.ok()) return read.diagnostics();
  const auto& started = events.front().data;
  if (const auto* formats = started.at("formats").list())
    for (const auto& format : *formats) pinned.formats.push_back(format.text_or(""));
  if (started.at("clock").text_or("") == "virtual") pinned.clock = Clock::virtual_;
  return pinned;
}

Result<Definition> load_pinned(const Pinned& pinned, const std::vector<StepKindInfo>& kinds, const Environment& environment) {
  const auto files = Environment::in_memory(pinned.files, Instant{});
  auto own = environment;
  own.read_file = files.read_file;
  own.list_folder = files.list_folder;
  auto definition = load_definition(pinned.main, kinds, own);
  if (!definition.has_value()) return definition;
  for (const auto& lead : pinned.leads) *definition = at_level(*definition, lead);
  if (definition->level) definition->level->above = pinned.above;
  return definition;
}

}  // namespace hongtou
