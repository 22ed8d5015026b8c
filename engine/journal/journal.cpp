#include "engine/journal/journal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <thread>

#include "engine/hash.h"
#include "engine/journal/references.h"
#include "engine/json_text.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr std::size_t batch_size = 1000;
constexpr std::size_t many = 1000;       // events in one append, for which a thread of its own is worth while
constexpr std::size_t chunk_size = 128;  // of them that are handed over at a time
constexpr int depth_limit = 60;          // what JSON readers take is 64; a reference to a personal value adds one
constexpr std::size_t salt_size = 16;
constexpr std::size_t head_size = 128;  // most records have no more before their data

constexpr std::string_view erased_key = "$erased";

constexpr Message altered{"journal.altered", "第 {0} 条记录（{1}）写入后被改动",
                          "record {0} ({1}) was altered after it was written", "此条及以后的内容不可信：从备份恢复，并查明原因",
                          "nothing from here on can be trusted: restore a backup, and find out why"};
constexpr Message gap{"journal.gap", "缺少第 {0} 条记录（其后是第 {1} 条）", "record {0} is missing (the next one is {1})",
                      "有记录被删除：从备份恢复，并查明原因", "records were removed: restore a backup, and find out why"};
constexpr Message cut_off{"journal.cut_off", "日志在第 {0} 条处中断，而留存的摘要记到第 {1} 条",
                          "the journal ends at record {0}, while the exported head says {1}",
                          "末尾的记录被删除：从备份恢复，并查明原因",
                          "its last records were removed: restore a backup, and find out why"};
constexpr Message rewritten{"journal.rewritten", "第 {0} 条记录与留存的摘要不符：日志被整体重写",
                            "record {0} is not the one of the exported head: the journal was rewritten", "从备份恢复，并查明原因",
                            "restore a backup, and find out why"};
constexpr Message other_stream{"journal.other_stream", "这份摘要属于“{0}”，不属于“{1}”", "this head is of “{0}”, not of “{1}”",
                               "请选用同一活动的摘要文件", "use the head of the same campaign"};
constexpr Message time_went_back{"journal.time_went_back", "第 {0} 条记录的登记时间早于前一条",
                                 "record {0} was recorded earlier than the one before it", "日志不是由红头写成的：从备份恢复",
                                 "this was not written by Hongtou: restore a backup"};
constexpr Message personal_altered{"journal.personal_altered", "第 {0} 条记录（{1}）的个人信息被改动",
                                   "a personal value of record {0} ({1}) was altered", "从备份恢复，并查明原因",
                                   "restore a backup, and find out why"};
constexpr Message personal_missing{"journal.personal_missing", "第 {0} 条记录（{1}）的个人信息不见了，且不是依法删除的",
                                   "a personal value of record {0} ({1}) is gone, and was not erased", "从备份恢复，并查明原因",
                                   "restore a backup, and find out why"};
constexpr Message blob_missing{"journal.blob_missing", "找不到附件 {0}", "there is no attachment {0}", "从备份恢复，并查明原因",
                               "restore a backup, and find out why"};
constexpr Message blob_altered{"journal.blob_altered", "附件 {0} 的内容与其摘要不符", "attachment {0} is not what its hash says",
                               "附件被改动或传输出错：重新提交，或从备份恢复",
                               "it was altered or damaged on its way: hand it in again, or restore a backup"};
constexpr Message clock_went_back{"journal.clock_went_back", "时钟比上一条记录早：登记时间取 {0}",
                                  "the clock is earlier than the last record: recorded as {0}", "请校准本机时间",
                                  "set the clock of this machine"};
constexpr Message not_text{"journal.not_text", "数据中有不是 UTF-8 的文字", "the data holds text that is not UTF-8",
                           "请重新输入，或把来源文件另存为 UTF-8", "type it again, or save the file it came from as UTF-8"};
constexpr Message too_deep{"journal.too_deep", "数据的嵌套超过 60 层", "the data is nested deeper than 60 levels",
                           "把内容拆开，减少嵌套", "take it apart; no real data nests so deep"};
constexpr Message reserved_key{"journal.reserved_key", "数据中不能使用名称“$personal”", "data may not use the name “$personal”",
                               "请换一个名称", "use another name"};
constexpr Message personal_pointer{"journal.personal_pointer", "“{0}”不指向数据中的值", "“{0}” points at no value of the data",
                                   "指针的写法如 /contacts/0/phone", "write it like /contacts/0/phone"};
constexpr Message not_personal{"journal.not_personal", "第 {0} 条记录的“{1}”不是可以删除的个人信息",
                               "“{1}” of record {0} is no personal value that can be erased", "用 journal 命令查看该记录",
                               "look at the record with the command journal"};
constexpr Message head_format{"journal.head_format", "这一行不是日志摘要", "this line is no head of a journal",
                              "应为：日志名 序号 摘要（64 位十六进制）",
                              "it should be: stream sequence hash (64 hexadecimal digits)"};

bool is_hash(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string to_hex(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const char byte : bytes) {
    out += digits[static_cast<unsigned char>(byte) >> 4];
    out += digits[static_cast<unsigned char>(byte) & 15];
  }
  return out;
}

std::int64_t microseconds(Instant instant) { return instant.time_since_epoch().count(); }

template <class Number>
void append_number(std::string& out, Number number) {
  std::array<char, 20> digits{};
  out.append(digits.data(), std::to_chars(digits.begin(), digits.end(), number).ptr);
}

// What cannot be kept, or nothing.
const Message* fault_of(const Value& value, int depth = 0) {
  if (depth > depth_limit) return &too_deep;
  if (const auto* text = value.text()) return first_invalid_utf8(*text) ? &not_text : nullptr;
  if (const auto* list = value.list())
    for (const auto& element : *list)
      if (const auto* fault = fault_of(element, depth + 1)) return fault;
  if (const auto* map = value.map())
    for (const auto& [key, element] : *map) {
      if (key == personal_key) return &reserved_key;
      if (first_invalid_utf8(key)) return &not_text;
      if (const auto* fault = fault_of(element, depth + 1)) return fault;
    }
  return nullptr;
}

// Visits the hash of every blob that `value` refers to, until one fails.
template <class Visit>
Status for_each_blob(const Value& value, const Visit& visit) {
  for (const auto& hash : references_in(value, blob_key))
    if (auto visited = visit(hash); !visited.ok()) return visited;
  return success;
}

std::string escape(std::string_view key) { return replace_all(replace_all(std::string(key), "~", "~0"), "/", "~1"); }
std::string unescape(std::string_view token) { return replace_all(replace_all(std::string(token), "~1", "/"), "~0", "~"); }

Value* child(Value& value, const std::string& token) {
  if (referred(value, personal_key) != nullptr) return nullptr;  // detached already: nothing inside can be named
  if (auto* map = value.map()) {
    const auto found = map->find(token);
    return found == map->end() ? nullptr : &found->second;
  }
  auto* list = value.list();
  std::size_t index = 0;
  const auto* end = token.data() + token.size();
  const auto [rest, error] = std::from_chars(token.data(), end, index);
  const bool canonical = error == std::errc() && rest == end && (token.size() == 1 || token.front() != '0');
  return list != nullptr && canonical && index < list->size() ? &(*list)[index] : nullptr;
}

// RFC 6901; null when it points at nothing.
Value* find(Value& data, std::string_view pointer) {
  if (!pointer.empty() && pointer.front() != '/') return nullptr;
  Value* place = &data;
  while (place != nullptr && !pointer.empty()) {
    const auto end = std::min(pointer.find('/', 1), pointer.size());
    place = child(*place, unescape(pointer.substr(1, end - 1)));
    pointer.remove_prefix(end);
  }
  return place;
}

}  // namespace

std::string to_text(const Head& head) { return head.stream + " " + std::to_string(head.sequence) + " " + head.hash; }

Result<Head> parse_head(std::string_view line, std::string_view file) {
  line = trim(line);
  const auto before_hash = line.rfind(' ');
  const auto before_sequence = before_hash == std::string_view::npos ? before_hash : line.rfind(' ', before_hash - 1);
  const auto failure = Result<Head>::failure({std::string(file), 1, 1}, head_format);
  if (before_sequence == std::string_view::npos || before_sequence == 0) return failure;
  Head head{std::string(line.substr(0, before_sequence)), 0, std::string(line.substr(before_hash + 1))};
  const auto* end = line.data() + before_hash;
  const auto [rest, error] = std::from_chars(line.data() + before_sequence + 1, end, head.sequence);
  if (error != std::errc() || rest != end || !is_hash(head.hash)) return failure;
  return head;
}

std::string first_hash(std::string_view stream) { return sm3("hongtou journal 1\n" + std::string(stream)); }

std::string chain_hash(std::string_view previous, const StoredEvent& event) {
  std::string head;  // of the record: all but its data
  head.reserve(head_size);
  append_number(head += '[', event.sequence);
  append_number(head += ',', microseconds(event.recorded));
  append_number(head += ',', microseconds(event.effective));
  append_json(head += ',', event.actor);
  append_json(head += ',', event.type);
  return sm3({previous, head += ',', event.data, "]"});
}

Value blob_reference(const Blob& blob) { return Map{{std::string(blob_key), blob.hash}, {"media_type", blob.media_type}}; }

Journal::Journal(Store& store, std::string stream, const Environment& environment)
    : store_(store), stream_(std::move(stream)), random_bytes_(environment.random_bytes) {
  known_.hash = first_hash(stream_);
}

Result<std::vector<JournalEvent>> Journal::append(std::vector<JournalEvent> events, std::vector<Blob> blobs) {
  Status sound(success);
  for (const auto& blob : blobs)
    if (sm3(blob.bytes) != blob.hash) sound.fail({stream_, 0, 0}, blob_altered, {blob.hash});
  if (!sound.ok()) return sound.diagnostics();
  Append addition{stream_, known_.sequence, std::vector<StoredEvent>(events.size()), std::move(blobs), {}};
  auto kept = events.size() < many ? append_made(events, addition) : append_while_making(events, addition);
  if (!kept.ok()) return kept.diagnostics();
  if (!addition.events.empty()) {
    auto& last = addition.events.back();
    known_ = {last.sequence, last.recorded, std::move(last.hash)};
  }
  return {std::move(events), std::move(kept.diagnostics())};
}

Status Journal::append_made(std::vector<JournalEvent>& events, Append& addition) const {
  auto making = make(events, addition, 0, events.size());
  if (!making.ok()) return making;
  auto kept = store_.append(addition);
  return kept.ok() ? making : kept;
}

Status Journal::append_while_making(std::vector<JournalEvent>& events, Append& addition) const {
  Progress made;
  addition.made = &made;
  Status making(success);
  Status kept(success);
  std::exception_ptr thrown;
  {
    const std::jthread maker([&](const std::stop_token& refused) {
      try {
        for (std::size_t begin = 0; begin < events.size() && !refused.stop_requested(); begin += chunk_size) {
          const auto end = std::min(begin + chunk_size, events.size());
          making.add(make(events, addition, begin, end).diagnostics());
          if (!making.ok()) return made.give_up();
          made.reach(end);
        }
      } catch (const std::exception&) {
        made.give_up();
      }
    });
    try {
      kept = store_.append(addition);
    } catch (const std::exception&) {
      thrown = std::current_exception();
    }
  }
  if (!making.ok()) return making;
  if (thrown != nullptr) std::rethrow_exception(thrown);
  return kept.ok() ? making : kept;
}

// Makes the records of the events from `begin` to `end`; those before them are made.
Status Journal::make(std::vector<JournalEvent>& events, Append& addition, std::size_t begin, std::size_t end) const {
  Status out(success);
  const auto verify_reference = [&](const std::string& hash) -> Status {
    const auto same = [&](const Blob& blob) { return blob.hash == hash; };
    return std::any_of(addition.blobs.begin(), addition.blobs.end(), same) ? success : verify_blob(hash);
  };
  for (auto i = begin; i < end; ++i) {
    auto& event = events[i];
    const auto recorded = i == 0 ? known_.recorded : events[i - 1].recorded;
    const std::string_view previous = i == 0 ? known_.hash : addition.events[i - 1].hash;
    if (const auto* fault = fault_of(event.data)) out.fail({stream_, 0, 0}, *fault);
    event.sequence = known_.sequence + i + 1;
    if (event.recorded < recorded) {
      event.recorded = recorded;
      out.warn({stream_, 0, 0}, clock_went_back, {to_text(recorded)});
    }
    out.add(for_each_blob(event.data, verify_reference).diagnostics());
    StoredEvent stored{event.sequence, event.recorded, event.effective, event.actor, event.type, {}, {}};
    if (addition.made != nullptr) out.add(check(addition, stored).diagnostics());  // its data will be text: JSON always is
    if (event.personal.empty()) {
      stored.data = to_json(event.data);
    } else {
      auto data = event.data;
      out.add(detach(data, event.personal, addition.personal).diagnostics());
      stored.data = to_json(data);
    }
    stored.hash = chain_hash(previous, stored);
    addition.events[i] = std::move(stored);
  }
  return out;
}

Status Journal::detach(Value& data, const std::vector<std::string>& pointers, std::vector<PersonalValue>& values) const {
  Status status(success);
  for (const auto& pointer : std::set<std::string>(pointers.begin(), pointers.end())) {
    auto* place = find(data, pointer);
    if (place == nullptr) {
      status.fail({stream_, 0, 0}, personal_pointer, {pointer});
      continue;
    }
    PersonalValue value{{}, to_hex(random_bytes_(salt_size)), to_json(*place)};
    value.hash = sm3(value.salt + value.value);
    *place = Map{{std::string(personal_key), value.hash}};
    values.push_back(std::move(value));
  }
  return status;
}

Result<std::vector<JournalEvent>> Journal::read(std::uint64_t from) {
  std::vector<JournalEvent> events;
  auto start = link_before(std::max<std::uint64_t>(from, 1));
  if (!start.ok()) return start.diagnostics();
  auto end = scan(std::move(*start), [&](const StoredEvent& stored) -> Status {
    auto event = attach(stored);
    if (!event.ok()) return event.diagnostics();
    events.push_back(std::move(*event));
    return success;
  });
  if (!end.ok()) return end.diagnostics();
  if (!events.empty()) known_ = std::move(*end);
  return events;
}

Status Journal::catch_up() {
  auto last = store_.last(stream_);
  if (!last.ok()) return last.diagnostics();
  known_ = *last ? Link{(*last)->sequence, (*last)->recorded, (*last)->hash} : Link{0, Instant::min(), first_hash(stream_)};
  return success;
}

Result<Head> Journal::head() const {
  auto last = store_.last(stream_);
  if (!last.ok()) return last.diagnostics();
  return *last ? Head{stream_, (*last)->sequence, (*last)->hash} : Head{stream_, 0, first_hash(stream_)};
}

Result<Head> Journal::verify(const std::optional<Head>& exported) const {
  if (exported && exported->stream != stream_)
    return Result<Head>::failure({stream_, 0, 0}, other_stream, {exported->stream, stream_});
  auto end = scan({0, Instant::min(), first_hash(stream_)}, [&](const StoredEvent& stored) -> Status {
    if (exported && exported->sequence == stored.sequence && exported->hash != stored.hash)
      return Status::failure({stream_, 0, 0}, rewritten, {std::to_string(stored.sequence)});
    const auto event = attach(stored);
    if (!event.ok()) return event.diagnostics();
    return for_each_blob(event->data, [this](const std::string& hash) { return verify_blob(hash); });
  });
  if (!end.ok()) return end.diagnostics();
  if (exported && end->sequence < exported->sequence)
    return Result<Head>::failure({stream_, 0, 0}, cut_off, {std::to_string(end->sequence), std::to_string(exported->sequence)});
  return Head{stream_, end->sequence, end->hash};
}

Status Journal::verify_blob(const std::string& hash) const {
  const auto blob = store_.blob(hash);
  if (!blob.ok()) return blob.diagnostics();
  if (!*blob) return Status::failure({stream_, 0, 0}, blob_missing, {hash});
  if (sm3((*blob)->bytes) != hash) return Status::failure({stream_, 0, 0}, blob_altered, {hash});
  return success;
}

Status Journal::erase_personal(std::uint64_t sequence, const std::string& pointer) {
  const auto stored = store_.read(stream_, sequence, 1);
  if (!stored.ok()) return stored.diagnostics();
  if (!stored->empty() && stored->front().sequence == sequence) {
    auto data = parse_json(stored->front().data, stream_);
    if (!data.ok()) return data.diagnostics();
    const auto* place = find(*data, pointer);
    const auto* hash = place == nullptr ? nullptr : referred(*place, personal_key);
    if (hash != nullptr) return store_.erase_personal(*hash);
  }
  return Status::failure({stream_, 0, 0}, not_personal, {std::to_string(sequence), pointer});
}

Result<Journal::Link> Journal::link_before(std::uint64_t sequence) const {
  if (sequence == 1) return Link{0, Instant::min(), first_hash(stream_)};
  if (sequence == known_.sequence + 1) return known_;
  auto before = store_.read(stream_, sequence - 1, 1);
  if (!before.ok()) return before.diagnostics();
  if (before->empty()) return Link{sequence - 1, Instant::min(), {}};  // past the end: nothing will be checked against it
  const auto& event = before->front();
  if (event.sequence != sequence - 1)
    return Result<Link>::failure({stream_, 0, 0}, gap, {std::to_string(sequence - 1), std::to_string(event.sequence)});
  return Link{event.sequence, event.recorded, event.hash};
}

Result<Journal::Link> Journal::scan(Link link, const std::function<Status(const StoredEvent&)>& visit) const {
  for (;;) {
    const auto batch = store_.read(stream_, link.sequence + 1, batch_size);
    if (!batch.ok()) return batch.diagnostics();
    for (const auto& event : *batch) {
      if (auto checked = check_link(link, event); !checked.ok()) return checked.diagnostics();
      if (auto visited = visit(event); !visited.ok()) return visited.diagnostics();
      link = {event.sequence, event.recorded, event.hash};
    }
    if (batch->size() < batch_size) return link;
  }
}

Status Journal::check_link(const Link& link, const StoredEvent& event) const {
  const auto fail = [&](const Message& message, std::vector<std::string> arguments) {
    return Status::failure({stream_, 0, 0}, message, std::move(arguments));
  };
  const auto number = [&] { return std::to_string(event.sequence); };
  if (event.sequence != link.sequence + 1) return fail(gap, {std::to_string(link.sequence + 1), number()});
  if (chain_hash(link.hash, event) != event.hash) return fail(altered, {number(), event.type});
  if (event.recorded < link.recorded) return fail(time_went_back, {number()});
  return success;
}

Result<JournalEvent> Journal::attach(const StoredEvent& stored) const {
  auto data = parse_json(stored.data, stream_);
  if (!data.ok()) return data.diagnostics();
  JournalEvent event{stored.sequence, stored.recorded, stored.effective, stored.actor, stored.type, {}, {}};
  if (auto attached = attach(*data, "", event); !attached.ok()) return attached.diagnostics();
  event.data = std::move(*data);
  return event;
}

// Puts the personal values of `value`, which stands at `pointer` of the data, in their places and lists them in `event`.
Status Journal::attach(Value& value, const std::string& pointer, JournalEvent& event) const {
  if (const auto* hash = referred(value, personal_key)) {
    auto personal = personal_value(*hash, event);
    if (!personal.ok()) return personal.diagnostics();
    value = std::move(*personal);
    event.personal.push_back(pointer);
    return success;
  }
  Status status(success);
  if (auto* list = value.list())
    for (std::size_t i = 0; status.ok() && i < list->size(); ++i)
      status = attach((*list)[i], pointer + "/" + std::to_string(i), event);
  if (auto* map = value.map())
    for (auto element = map->begin(); status.ok() && element != map->end(); ++element)
      status = attach(element->second, pointer + "/" + escape(element->first), event);
  return status;
}

Result<Value> Journal::personal_value(const std::string& hash, const JournalEvent& event) const {
  const auto personal = store_.personal(hash);
  if (!personal.ok()) return personal.diagnostics();
  const std::vector<std::string> record{std::to_string(event.sequence), event.type};
  if (!*personal) return Result<Value>::failure({stream_, 0, 0}, personal_missing, record);
  const auto& value = **personal;
  if (value.erased()) return Value(Map{{std::string(erased_key), true}});
  if (sm3(value.salt + value.value) != hash) return Result<Value>::failure({stream_, 0, 0}, personal_altered, record);
  return parse_json(value.value, stream_);
}

}  // namespace hongtou
