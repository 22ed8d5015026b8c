#include "engine/document/template.h"

#include <algorithm>
#include <iterator>
#include <kainjow/mustache.hpp>
#include <set>
#include <stdexcept>
#include <utility>

#include "engine/document/tokens.h"
#include "engine/text.h"

namespace hongtou {

namespace mustache = kainjow::mustache;

namespace {

constexpr std::size_t depth_limit = 64;

constexpr Message unclosed_section{"template.unclosed_section", "“{{{1}{0}}}”没有结束", "“{{{1}{0}}}” is never closed",
                                   "在这一段之后写上 {{/{0}}}", "write {{/{0}}} after the part it governs"};
constexpr Message unopened_section{"template.unopened_section", "“{{/{0}}}”之前没有“{{#{0}}}”或“{{^{0}}}”",
                                   "“{{/{0}}}” closes a section that was not opened", "检查名称，或删去这个结束标记",
                                   "check the name, or remove this tag"};
constexpr Message too_deep{"template.too_deep", "“{{#{0}}}”嵌套超过 64 层", "“{{#{0}}}” is nested deeper than 64 levels",
                           "把内容拆开，减少嵌套", "take the text apart"};
constexpr Message missing{"template.missing_variable", "数据中没有“{0}”", "the data does not provide “{0}”",
                          "在数据中补上“{0}”，或从文稿中删去它", "provide “{0}”, or remove it from the text"};
constexpr Message misspelt{"template.missing_variable", "数据中没有“{0}”", "the data does not provide “{0}”", "是否为“{1}”？",
                           "did you mean “{1}”?"};
constexpr Message null_variable{"template.null_variable", "“{0}”还没有值", "“{0}” has no value yet", "先填上“{0}”，再生成文稿",
                                "give “{0}” a value before the document is made"};
constexpr Message not_printable{"template.not_printable", "“{0}”是{1}，不能直接印出来", "“{0}” is {2} and cannot be printed",
                                "取其中的一项，如 {{{0}.…}}，或用 {{#{0}}}…{{/{0}}} 逐项、按条件列出",
                                "name a member, as in {{{0}.…}}, or go through it with {{#{0}}}…{{/{0}}}"};

// What the names of a template are looked up in, the innermost last.
using Scope = std::vector<const Value*>;

const Value* member(const Value& value, std::string_view key) {
  const auto* map = value.map();
  if (map == nullptr) return nullptr;
  const auto found = map->find(key);
  return found == map->end() ? nullptr : &found->second;
}

const Value* follow(const Value& value, std::string_view path) {
  const auto dot = path.find('.');
  const auto* found = member(value, path.substr(0, dot));
  return found == nullptr || dot == std::string_view::npos ? found : follow(*found, path.substr(dot + 1));
}

const Value* look_up(const Scope& scope, std::string_view name) {
  if (name == ".") return scope.back();
  for (auto frame = scope.rbegin(); frame != scope.rend(); ++frame)
    if (const auto* found = follow(**frame, name)) return found;
  return nullptr;
}

bool leaves_out(const Value& value) {
  const auto* text = value.text();
  const auto* list = value.list();
  return value.is_null() || !value.boolean_or(true) || (list != nullptr && list->empty()) || (text != nullptr && text->empty());
}

// A group of values none of which holds anything, such as a report that was not made.
bool is_blank_group(const Value& value) {
  const auto* map = value.map();
  return map != nullptr && !map->empty() && std::all_of(map->begin(), map->end(), [](const auto& member) {
           return leaves_out(member.second) || is_blank_group(member.second);
         });
}

void add_names(const Value& value, const std::string& prefix, std::size_t depth, std::vector<std::string>& names) {
  if (value.map() == nullptr || depth == 0) return;
  for (const auto& [key, element] : *value.map()) {
    names.push_back(prefix + key);
    add_names(element, prefix + key + ".", depth - 1, names);
  }
}

std::string suggestion(const Scope& scope, const std::string& name) {
  const auto depth = static_cast<std::size_t>(std::count(name.begin(), name.end(), '.')) + 1;
  std::vector<std::string> names;
  for (const auto* frame : scope) add_names(*frame, "", depth, names);
  return nearest(name, names);
}

mustache::data to_mustache(const Value& value) {
  if (leaves_out(value)) return false;
  if (const auto* boolean = value.boolean()) return *boolean;
  if (const auto* list = value.list()) {
    mustache::data out(mustache::data::type::list);
    for (const auto& element : *list) out.push_back(to_mustache(element));
    return out;
  }
  if (const auto* map = value.map()) {
    mustache::data out(mustache::data::type::object);
    for (const auto& [key, element] : *map) out.set(key, is_blank_group(element) ? mustache::data(false) : to_mustache(element));
    return out;
  }
  return value.print();
}

std::string written(const Tag& tag) {
  switch (tag.kind) {
    case TagKind::variable:
      return "{{" + tag.name + "}}";
    case TagKind::unescaped:
      return "{{&" + tag.name + "}}";
    case TagKind::section:
      return "{{#" + tag.name + "}}";
    case TagKind::inverted_section:
      return "{{^" + tag.name + "}}";
    case TagKind::section_end:
      return "{{/" + tag.name + "}}";
    case TagKind::comment:
      return "{{!}}";
  }
  return {};
}

// The template as kainjow shall see it: names trimmed as ours are, so that both speak of the same variables.
std::string normalised(const std::vector<Token>& tokens) {
  std::string out;
  for (const auto& token : tokens) out += token.is_tag ? written(token.tag) : std::string(token.source);
  return out;
}

Diagnostics in_order(Diagnostics diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const auto& a, const auto& b) {
    return std::pair(a.position.line, a.position.column) < std::pair(b.position.line, b.position.column);
  });
  return diagnostics;
}

}  // namespace

struct Template::Parts {
  std::vector<Tag> tags;
  std::vector<std::size_t> ends;  // of a section: the index of the tag that closes it
  mustache::mustache renderer{""};
};

namespace {

// Pairs the tags that open and close sections; the errors are those of the pairs that do not fit.
class Pairing {
 public:
  explicit Pairing(const std::vector<Tag>& tags) : tags_(tags), ends_(tags.size()) {
    for (std::size_t i = 0; i < tags.size(); ++i) {
      if (opens_section(tags[i].kind)) open(i);
      if (tags[i].kind == TagKind::section_end) close(i);
    }
    leave_open(0);
  }

  std::vector<std::size_t> ends() && { return std::move(ends_); }
  const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  void open(std::size_t index) {
    if (open_.size() == depth_limit && !std::exchange(told_deep_, true)) fail(index, too_deep);
    open_.push_back(index);
  }

  void close(std::size_t index) {
    const auto found =
        std::find_if(open_.rbegin(), open_.rend(), [&](auto opened) { return tags_[opened].name == tags_[index].name; });
    if (found == open_.rend()) return fail(index, unopened_section);
    const auto level = static_cast<std::size_t>(std::distance(found, open_.rend())) - 1;
    leave_open(level + 1);
    ends_[open_.back()] = index;
    open_.pop_back();
  }

  void leave_open(std::size_t from) {
    for (auto i = from; i < open_.size(); ++i) fail(open_[i], unclosed_section);
    open_.resize(from);
  }

  void fail(std::size_t index, const Message& message) {
    const std::string mark = tags_[index].kind == TagKind::inverted_section ? "^" : "#";
    diagnostics_.push_back({Severity::error, tags_[index].position, message, {tags_[index].name, mark}});
  }

  const std::vector<Tag>& tags_;
  std::vector<std::size_t> ends_;
  std::vector<std::size_t> open_;
  bool told_deep_ = false;
  Diagnostics diagnostics_;
};

// Walks the tags as rendering will, with the data in hand.
class Checker {
 public:
  Checker(const std::vector<Tag>& tags, const std::vector<std::size_t>& ends) : tags_(tags), ends_(ends) {}

  Diagnostics run(const Value& data) {
    scope_.push_back(&data);
    walk(0, tags_.size());
    return in_order(std::move(out_));
  }

 private:
  void walk(std::size_t from, std::size_t to) {
    for (auto i = from; i < to; ++i) {
      if (prints(tags_[i].kind)) check_variable(i);
      if (!opens_section(tags_[i].kind)) continue;
      check_section(i);
      i = ends_[i];
    }
  }

  void check_variable(std::size_t index) {
    const auto* value = look_up(scope_, tags_[index].name);
    if (value == nullptr) return tell_missing(index);
    if (value->is_null()) tell(index, null_variable, {});
    if (value->list() != nullptr) tell(index, not_printable, {"一个列表", "a list"});
    if (value->map() != nullptr) tell(index, not_printable, {"一组数据", "a group of values"});
    if (value->boolean() != nullptr) tell(index, not_printable, {"一个是非值", "a yes-or-no value"});
  }

  void check_section(std::size_t index) {
    const auto* value = look_up(scope_, tags_[index].name);
    if (value == nullptr) return tell_missing(index);
    const bool inverted = tags_[index].kind == TagKind::inverted_section;
    if ((leaves_out(*value) || is_blank_group(*value)) != inverted) return;
    if (value->list() == nullptr || inverted) return enter(index, *value);
    for (const auto& element : *value->list()) enter(index, element);
  }

  void enter(std::size_t index, const Value& value) {
    scope_.push_back(&value);
    walk(index + 1, ends_[index]);
    scope_.pop_back();
  }

  void tell_missing(std::size_t index) {
    if (told_.contains(index)) return;
    const auto near = suggestion(scope_, tags_[index].name);
    near.empty() ? tell(index, missing, {}) : tell(index, misspelt, {near});
  }

  // Once a tag, however many rows have the fault.
  void tell(std::size_t index, const Message& message, std::vector<std::string> more) {
    if (!told_.insert(index).second) return;
    more.insert(more.begin(), tags_[index].name);
    out_.push_back({Severity::error, tags_[index].position, message, std::move(more)});
  }

  const std::vector<Tag>& tags_;
  const std::vector<std::size_t>& ends_;
  Scope scope_;
  std::set<std::size_t> told_;
  Diagnostics out_;
};

}  // namespace

std::string escape_html(const std::string& value) { return mustache::html_escape(value); }

std::string escape_nothing(const std::string& value) { return value; }

Result<Template> Template::parse(std::string_view text, std::string_view file) {
  auto tokens = read_tokens(text, file);
  auto parts = std::make_shared<Parts>();
  for (const auto& token : tokens.list)
    if (token.is_tag) parts->tags.push_back(token.tag);
  Pairing pairing(parts->tags);
  auto diagnostics = std::move(tokens.diagnostics);
  diagnostics.insert(diagnostics.end(), pairing.diagnostics().begin(), pairing.diagnostics().end());
  if (!diagnostics.empty()) return in_order(std::move(diagnostics));
  parts->ends = std::move(pairing).ends();
  parts->renderer = mustache::mustache(normalised(tokens.list));
  if (!parts->renderer.is_valid()) throw std::logic_error("template checked but refused: " + parts->renderer.error_message());
  return Template(std::move(parts));
}

const std::vector<Tag>& Template::tags() const { return parts_->tags; }

Diagnostics Template::check(const Value& data) const { return Checker(parts_->tags, parts_->ends).run(data); }

Result<std::string> Template::render(const Value& data, const Escape& escape) const {
  if (auto diagnostics = check(data); !diagnostics.empty()) return diagnostics;
  auto renderer = parts_->renderer;  // rendering changes the object
  renderer.set_custom_escape(escape);
  return renderer.render(to_mustache(data));
}

}  // namespace hongtou
