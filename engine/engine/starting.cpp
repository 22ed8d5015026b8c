// An engine starts campaigns and opens those that run.
#include <set>
#include <utility>

#include "engine/engine/campaign_parts.h"
#include "engine/engine/engine_parts.h"
#include "engine/hash.h"
#include "engine/journal/references.h"

namespace hongtou {

namespace {

constexpr Message already_started{"engine.already_started", "存储中已有活动“{0}”", "the store holds the campaign “{0}” already",
                                  "换一个编号或另一个存储", "choose another id or another store"};
constexpr Message not_started{"engine.not_started", "存储中没有活动“{0}”", "the store holds no campaign “{0}”", "检查编号和存储",
                              "look at the id and the store"};
constexpr Message other_definition{
    "engine.other_definition", "活动“{0}”启动后，活动文件改动过",
    "the files of the campaign “{0}” have changed since it was started", "用启动时的文件打开；进行中的活动不会因改文件而改变",
    "open it with the files it was started with; a running campaign does not change with its files"};

Result<std::shared_ptr<Store>> store_of(const Engine& engine, const StartOptions& options, StoreMode mode) {
  return options.opened != nullptr ? Result<std::shared_ptr<Store>>(options.opened) : engine.open_store(options.store, mode);
}

}  // namespace

Result<std::unique_ptr<Campaign::Parts>> Engine::assemble(Definition definition, Calendar calendar, std::shared_ptr<Store> store,
                                                          const std::string& id,
                                                          const std::vector<std::string>& format_names) const {
  auto formats = find_formats(parts_->registry, format_names);
  if (!formats.ok()) return formats.diagnostics();
  const auto own_id = std::exchange(definition.id, id);
  calendar = calendar.with(definition.own_calendar);
  auto parts = std::make_unique<Campaign::Parts>(std::move(definition), std::move(calendar), std::move(store), id,
                                                 *std::move(formats), parts_->registry, parts_->environment);
  parts->own_id = own_id;
  parts->formats = format_names;
  if (const auto loaded = parts->reload(); !loaded.ok()) return loaded.diagnostics();
  return parts;
}

namespace {

Command starting(const Definition& definition, const StartOptions& options) {
  return {options.actor.empty() ? definition.lead : options.actor, options.began,
          Start{options.supplied, options.said, options.inherited}, options.reason};
}

// Tried before there is a store, so that none is left behind when it may not start.
std::optional<Refusal> refusal_to_start(const Definition& definition, const Calendar& calendar, const Registry& registry,
                                        const Command& command, Instant now) {
  const auto kinds = kinds_of(definition, registry);
  NoPress press;
  const Rules rules{definition, calendar, [&](std::string_view name) { return kinds.find(name)->second; }, press};
  return decide(rules, State{}, command, now).refusal;
}

Diagnostics to_diagnostics(const Refusal& refusal) {
  return {{Severity::error, {}, refused, {refusal.text(Language::zh), refusal.text(Language::en)}}};
}

}  // namespace

Result<Campaign> Engine::start(Definition definition, const StartOptions& options) const {
  if (const auto formats = find_formats(parts_->registry, options.formats); !formats.ok()) return formats.diagnostics();
  auto calendars = installed_calendars(parts_->environment);
  if (!calendars.ok()) return calendars.diagnostics();
  auto days = read_calendar(*calendars);
  if (!days.ok()) return days.diagnostics();
  const auto now = options.now.value_or(parts_->environment.now());
  const auto command = starting(definition, options);
  const auto own_days = days->with(definition.own_calendar);
  if (const auto no = refusal_to_start(definition, own_days, parts_->registry, command, now)) return to_diagnostics(*no);
  auto store = store_of(*this, options, StoreMode::create);
  if (!store.ok()) return store.diagnostics();
  const auto id = options.id.empty() ? definition.id : options.id;
  auto parts = assemble(std::move(definition), *std::move(days), *std::move(store), id, options.formats);
  if (!parts.ok()) return parts.diagnostics();
  return begin(*std::move(parts), options,
               [&](Campaign::Parts& campaign, Value& data) { campaign.pin(data, *std::move(calendars)); });
}

Result<Campaign> Engine::begin(std::unique_ptr<Campaign::Parts> parts, const StartOptions& options,
                               const std::function<void(Campaign::Parts&, Value&)>& pin) const {
  auto& campaign = *parts;
  if (campaign.state.started) return Result<Campaign>::failure({}, already_started, {campaign.definition.id});

  campaign.clock = options.clock;
  const auto now = options.now.value_or(parts_->environment.now());
  const auto command = starting(campaign.definition, options);
  auto decision = hongtou::perform(campaign.rules, campaign.state, command, now);
  if (!decision.ok()) return to_diagnostics(*decision.refusal);
  auto& started = decision.events.front().data;
  pin(campaign, started);
  started["formats"] = List(campaign.formats.begin(), campaign.formats.end());
  if (options.clock == Clock::virtual_) started["clock"] = "virtual";
  if (const auto written = campaign.write(decision.events); !written.ok()) return written.diagnostics();
  return Campaign(std::move(parts));
}

Result<Campaign> Engine::start_below(const Campaign& above, Definition definition, StartOptions options) const {
  const auto& upper = *above.parts_;
  const auto id = definition.id;
  auto pinned = upper.pinned;
  pinned["level"] = level_value(definition);
  options.clock = upper.clock;
  auto parts = assemble(std::move(definition), upper.calendar, upper.store, id, upper.formats);
  if (!parts.ok()) return parts.diagnostics();
  return begin(*std::move(parts), options, [&](Campaign::Parts& campaign, Value& data) { campaign.pin(data, pinned); });
}

Result<Campaign> Engine::open_below(const Campaign& above, Definition definition) const {
  const auto& upper = *above.parts_;
  const auto id = definition.id;
  auto parts = assemble(std::move(definition), upper.calendar, upper.store, id, upper.formats);
  if (!parts.ok()) return parts.diagnostics();
  if (!(*parts)->state.started) return Result<Campaign>::failure({}, not_started, {id});
  for (const auto* key : {"files", "calendars"})
    if ((*parts)->pinned.at(key) != upper.pinned.at(key)) return open_in_formats(upper.store, id, upper.formats);
  return Campaign(*std::move(parts));
}

Result<Campaign> Engine::open(const std::string& store, const std::string& id) const {
  auto opened = open_store(store, StoreMode::read_write);
  if (!opened.ok()) return opened.diagnostics();
  return open(*std::move(opened), id);
}

Result<Campaign> Engine::open(std::shared_ptr<Store> store, const std::string& id) const {
  return open_in_formats(std::move(store), id, std::nullopt);
}

Result<Campaign> Engine::open_in_formats(std::shared_ptr<Store> store, const std::string& id,
                                         const std::optional<std::vector<std::string>>& formats) const {
  const auto events = Journal(*store, id, parts_->environment).read();
  if (!events.ok()) return events.diagnostics();
  if (events->empty()) return Result<Campaign>::failure({}, not_started, {id});
  const auto pinned = read_pinned(*events, *store);
  if (!pinned.ok()) return pinned.diagnostics();
  auto definition = load_pinned(*pinned, step_kinds(), parts_->environment);
  if (!definition.ok()) return definition.diagnostics();
  auto days = read_calendar(pinned->calendars);
  if (!days.ok()) return days.diagnostics();
  auto parts = assemble(*std::move(definition), *std::move(days), std::move(store), id, formats.value_or(pinned->formats));
  if (!parts.ok()) return parts.diagnostics();
  return Campaign(*std::move(parts));
}

namespace {

// Whether these are the very files, wherever they lie.
bool is_pinned_to(const Value& references, const Definition& definition) {
  std::set<std::string> now;
  for (const auto& [path, text] : definition.files) now.insert(sm3(text));
  return references_in(references.at("files"), blob_key) == now;
}

}  // namespace

Result<Campaign> Engine::open(Definition definition, const StartOptions& options) const {
  auto store = store_of(*this, options, StoreMode::read_write);
  if (!store.ok()) return store.diagnostics();
  const auto id = options.id.empty() ? definition.id : options.id;
  const auto events = Journal(**store, id, parts_->environment).read();
  if (!events.ok()) return events.diagnostics();
  if (events->empty()) return Result<Campaign>::failure({}, not_started, {id});
  if (!is_pinned_to(pinned_references(*events), definition))
    return Result<Campaign>::failure({definition.file, 0, 0}, other_definition, {id});
  const auto pinned = read_pinned(*events, **store);
  auto days = pinned.ok() ? read_calendar(pinned->calendars) : calendar();  // older journals do not hold it
  if (!days.ok()) return days.diagnostics();
  auto parts = assemble(std::move(definition), *std::move(days), *std::move(store), id, options.formats);
  if (!parts.ok()) return parts.diagnostics();
  return Campaign(*std::move(parts));
}

}  // namespace hongtou
