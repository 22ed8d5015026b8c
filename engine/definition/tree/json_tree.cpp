#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "engine/definition/tree/limits.h"
#include "engine/definition/tree/line_cursor.h"
#include "engine/definition/tree/report.h"
#include "engine/definition/tree/tree.h"
#include "engine/text.h"

namespace hongtou {

namespace {

using Json = nlohmann::json;

constexpr Message not_utf8{"json.not_utf8", "这里不是 UTF-8 编码的文字", "this is not UTF-8 text", "把文件另存为 UTF-8 编码",
                           "save the file as UTF-8, not as GBK or UTF-16"};
constexpr Message syntax{"json.syntax", "这里不是合法的 JSON：“{0}”出现得不对", "this is not JSON: “{0}” does not belong here",
                         "检查此处附近的引号、逗号和括号，引号和标点须是英文的",
                         "look at the quotes, commas and brackets near this place; all are ASCII"};
constexpr Message unfinished{"json.unfinished", "文件没有写完就结束了", "the file ends too soon",
                             "检查末尾是否少了引号、} 或 ]，文件是否保存完整",
                             "look for a missing quote, } or ] at the end; was the file saved in full?"};
constexpr Message not_an_object{"json.not_an_object", "最外层必须是一个对象 {…}", "the whole must be one object {…}",
                                "把全部内容放进 { } 之内", "put everything between { and }"};
constexpr Message null_value{"json.null", "“{0}”的值是 null", "the value of “{0}” is null", "写上值，或删去“{0}”",
                             "give it a value, or remove “{0}”"};
constexpr Message mixed_array{"json.mixed_array", "“{0}”的列表里混有不同种类的内容",
                              "the list of “{0}” mixes different kinds of content", "列表里要么全是文字和数字，要么全是对象 {…}",
                              "a list holds either texts and numbers only, or objects {…} only"};
constexpr Message value_twice{"json.value_twice", "同一个对象里有两个 \"\" 成员", "the member \"\" stands twice in one object",
                              "\"\" 是对象自身的值，只能有一个；删去其中一个",
                              "it is the value of the object itself; remove one of the two"};
constexpr Message too_deep{"json.too_deep", "嵌套超过 64 层，从这里起不再读取",
                           "nested deeper than 64 levels; reading stops here", "把内容拆开，减少嵌套",
                           "take it apart; no real data nests so deep"};
constexpr Message too_large{"json.too_large", "文件超过 16 MB", "the file is larger than 16 MB",
                            "请检查是否选错文件；单位等名单请用 CSV", "is it the right file? Keep lists such as units in CSV"};
constexpr Message too_many_nodes{"json.too_many_nodes", "文件超过 50 万个条目，从这里起不再读取",
                                 "the file holds more than 500,000 entries; reading stops here",
                                 "请检查是否选错文件；单位等名单请用 CSV",
                                 "is it the right file? Keep lists such as units in CSV"};
constexpr Message too_many{"json.too_many", "……还有 {0} 处问题未列出，这是其中第一处", "…and {0} more; this is the first of them",
                           "先改正以上问题，再检查一次", "mend those above, then check again"};

struct Token {
  std::string_view text;
  Position position;
};

// Follows the parser through the text token by token: the parser has checked each one and knows no positions.
class TokenCursor {
 public:
  TokenCursor(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Token next() {
    while (at_ < text_.size() && is_between_tokens(text_[at_])) step();
    const Position position{file_, line_, column_};
    const auto begin = at_;
    const auto end = end_of_token();
    while (at_ < end) step();
    return {text_.substr(begin, end - begin), position};
  }

 private:
  static bool is_between_tokens(char c) { return is_space(c) || c == ',' || c == ':'; }

  std::size_t end_of_token() const {
    if (at_ == text_.size()) return at_;
    if (text_[at_] == '"') return end_of_string();
    if (std::string_view("{}[]").find(text_[at_]) != std::string_view::npos) return at_ + 1;
    return std::min(text_.find_first_of(" \t\r\n,:{}[]\"", at_), text_.size());
  }
  std::size_t end_of_string() const {
    auto end = at_ + 1;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    return std::min(end + 1, text_.size());
  }
  void step() {
    if (text_[at_] == '\n') {
      ++line_;
      column_ = 0;
    }
    ++at_;
    if (at_ == text_.size() || (static_cast<unsigned char>(text_[at_]) & 0xC0u) != 0x80u) ++column_;
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
};

// Builds the tree as the parser meets the parts.
class TreeBuilder final : public nlohmann::json_sax<Json> {
 public:
  TreeBuilder(Tree& tree, std::string_view text) : tree_(tree), text_(text), tokens_(text, tree.file) {}

  Diagnostics finish() && {
    auto found = std::move(report_).finish(too_many);
    if (stopped_) found.push_back(*stopped_);
    return found;
  }

  bool null() override {
    const auto token = tokens_.next();
    if (open_.empty()) return stop(token.position, not_an_object);
    report_.error(token.position, null_value, {open_.back().key});
    return true;
  }
  bool boolean(bool) override { return number(); }
  bool number_integer(number_integer_t) override { return number(); }
  bool number_unsigned(number_unsigned_t) override { return number(); }
  bool number_float(number_float_t, const string_t&) override { return number(); }
  bool string(string_t& text) override { return scalar(text, tokens_.next().position); }
  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override {
    const auto position = tokens_.next().position;
    if (open_.empty()) {
      open_.push_back({Kind::object, &tree_.root, {}, {}});
      return true;
    }
    auto& around = open_.back();
    if (around.kind == Kind::scalars) report_.error(position, mixed_array, {around.key});
    if (around.kind == Kind::array) around.kind = Kind::objects;
    auto* child = add_child(around, around.kind == Kind::object ? around.key_position : position);
    if (!child) return false;
    open_.push_back({Kind::object, child, {}, {}});
    return true;
  }
  bool key(string_t& key) override {
    open_.back().key = key;
    open_.back().key_position = tokens_.next().position;
    return true;
  }
  bool start_array(std::size_t) override {
    const auto position = tokens_.next().position;
    if (open_.empty()) return stop(position, not_an_object);
    const auto around = open_.back();
    if (around.kind != Kind::object) return stop(position, mixed_array, {around.key});
    open_.push_back({Kind::array, around.node, around.key, around.key_position});
    return true;
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t end, const std::string&, const Json::exception&) override {
    if (end > text_.size()) return stop(place_of(text_.size()), unfinished);
    const auto unread = tokens_.next();
    const auto begin = static_cast<std::size_t>(unread.text.data() - text_.data());
    if (begin < end) return stop(unread.position, syntax, {shown(unread.text)});
    return stop(place_of(end - 1), syntax, {std::string(text_.substr(end - 1, 1))});  // a comma or colon
  }

 private:
  enum class Kind { object, array, scalars, objects };  // an array is one of the last two once its first element is seen
  struct Open {
    Kind kind;
    Node* node;       // where its children go; of an array, those of the object around
    std::string key;  // of the member being read; of an array, its own
    Position key_position;
    Node* joined = nullptr;  // the node that takes the scalars of an array
    bool has_value = false;  // the member "" has been met
  };

  Position place_of(std::size_t offset) const {
    const auto [line, column] = line_column(text_, offset);
    return {tree_.file, line, column};
  }

  // Its first line, if that is short.
  static std::string shown(std::string_view token) { return to_utf8(to_utf32(token.substr(0, token.find('\n'))).substr(0, 20)); }

  bool number() {
    const auto token = tokens_.next();
    return scalar(std::string(token.text), token.position);
  }

  bool scalar(const std::string& text, const Position& position) {
    if (open_.empty()) return stop(position, not_an_object);
    auto& around = open_.back();
    if (around.kind == Kind::objects) {
      report_.error(position, mixed_array, {around.key});
      return true;
    }
    if (around.joined) {
      around.joined->data() += ", " + text;
      return true;
    }
    auto* node = around.key.empty() ? own_value(position) : add_child(around, around.key_position);
    if (!node) return false;
    node->data() = text;
    if (node != &tree_.root) tree_.set_place(*node, {tree_.place(*node).key, position});
    if (around.kind != Kind::object) {
      around.kind = Kind::scalars;
      around.joined = node;
    }
    return true;
  }

  // The node whose value the member "" gives.
  Node* own_value(const Position& position) {
    auto& object = open_.back().kind == Kind::object ? open_.back() : open_[open_.size() - 2];
    if (std::exchange(object.has_value, true)) report_.error(position, value_twice);
    return object.node;
  }

  Node* add_child(const Open& around, const Position& position) {
    const auto depth = std::count_if(open_.begin(), open_.end(), [](const Open& open) { return open.kind == Kind::object; });
    if (static_cast<std::size_t>(depth) > limits::braces + 1) {
      stop(position, too_deep);
      return nullptr;
    }
    if (++nodes_ > limits::nodes) {
      stop(position, too_many_nodes);
      return nullptr;
    }
    auto& child = around.node->push_back({around.key, Node()})->second;
    tree_.set_place(child, {position, position});
    return &child;
  }

  bool close() {
    tokens_.next();
    open_.pop_back();
    return true;
  }

  bool stop(const Position& position, const Message& message, std::vector<std::string> arguments = {}) {
    stopped_ = Diagnostic{Severity::error, position, message, std::move(arguments)};
    return false;
  }

  Tree& tree_;
  std::string_view text_;
  TokenCursor tokens_;
  std::vector<Open> open_;
  std::size_t nodes_ = 0;
  Report report_;
  std::optional<Diagnostic> stopped_;
};

std::string quoted(const std::string& text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

void write_object(const Node& node, std::size_t depth, std::string& out);

void write_value(const Node& node, std::size_t depth, bool as_object, std::string& out) {
  if (node.empty() && !as_object)
    out += quoted(node.data());
  else
    write_object(node, depth, out);
}

// The children from `first` to before `end`, which share a key.
void write_array(Node::const_iterator first, Node::const_iterator end, std::size_t depth, std::string& out) {
  const std::string indent(2 * depth, ' ');
  out += "[";
  for (auto child = first; child != end; ++child) {
    out += (child == first ? "\n  " : ",\n  ") + indent;
    write_value(child->second, depth + 1, true, out);
  }
  out += "\n" + indent + "]";
}

void write_object(const Node& node, std::size_t depth, std::string& out) {
  const std::string indent(2 * depth, ' ');
  std::string_view separator = "\n";
  const auto begin_member = [&](const std::string& key) {
    out += separator;
    out += indent + "  " + quoted(key) + ": ";
    separator = ",\n";
  };
  out += "{";
  if (!node.data().empty()) {
    begin_member("");
    out += quoted(node.data());
  }
  for (auto child = node.begin(); child != node.end();) {
    const auto end = std::find_if(child, node.end(), [&](const auto& other) { return other.first != child->first; });
    begin_member(child->first);
    if (std::next(child) == end)
      write_value(child->second, depth + 1, child->first.empty(), out);
    else
      write_array(child, end, depth + 1, out);
    child = end;
  }
  if (separator != "\n") out += "\n" + indent;
  out += "}";
}

}  // namespace

Result<std::unique_ptr<Tree>> read_json_tree(std::string_view text, const std::string& file) {
  using Answer = Result<std::unique_ptr<Tree>>;
  if (text.starts_with("\uFEFF")) text.remove_prefix(3);
  if (text.size() > limits::bytes) return Answer::failure({file, 0, 0}, too_large);
  if (const auto invalid = first_invalid_utf8(text)) {
    const auto [line, column] = line_column(text, *invalid);
    return Answer::failure({file, line, column}, not_utf8);
  }
  auto tree = std::make_unique<Tree>();
  tree->file = file;
  tree->set_place(tree->root, {{file, 0, 0}, {file, 0, 0}});
  TreeBuilder builder(*tree, text);
  Json::sax_parse(text.begin(), text.end(), &builder);
  return {std::move(tree), std::move(builder).finish()};
}

std::string write_json_tree(const Node& root) {
  std::string out;
  write_object(root, 0, out);
  return out + "\n";
}

}  // namespace hongtou
