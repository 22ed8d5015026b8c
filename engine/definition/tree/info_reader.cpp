#include <algorithm>
#include <optional>

#include "engine/definition/tree/info_messages.h"
#include "engine/definition/tree/limits.h"
#include "engine/definition/tree/line_cursor.h"
#include "engine/definition/tree/odd_word.h"
#include "engine/definition/tree/report.h"
#include "engine/definition/tree/tree.h"
#include "engine/text.h"

namespace hongtou {

namespace {

// What the files of one tree share.
struct Reading {
  Tree& tree;
  const std::string& root_folder;
  const Environment& environment;
  Diagnostics diagnostics = {};
  std::vector<std::string> open_files = {};  // from the first file to the one being read
  std::size_t bytes = 0;
  std::size_t nodes = 0;
  std::size_t includes = 0;
  std::optional<Diagnostic> stopped = {};  // a limit is passed: nothing more is read
};

// Reads one file line by line, in the states of Boost's reader.
class InfoReader {
 public:
  InfoReader(Reading& reading, std::string file, Node& parent, std::size_t braces_around)
      : reading_(reading), file_(std::move(file)), braces_around_(braces_around), open_{{&parent}} {}

  void read(std::string_view text);

 private:
  enum class State { key, value, continuation };

  struct Word {
    std::string text;
    Position position;
    bool continues = false;  // `\` stands after its quotes
  };
  struct Brace {
    Node* node = nullptr;
    std::string key = {};
    Position position = {};
    int indent = 0;  // column of the first character of its line
    bool stray = false;
    int inner_indent = 0;   // column of the items in it that begin a line; 0: none yet
    std::string item = {};  // the last of these
    Position item_position = {};
    bool item_opened = false;  // by a {
  };
  struct Suspect {
    std::string key;
    Position position;
  };
  struct Pair {
    std::string key;
    std::string value;
  };

  bool is_text(std::string_view text);
  void read_line(std::string_view line);
  void read_item();
  void read_key();
  void read_value();
  void read_continuation();
  void open_brace();
  void close_brace();
  void note_item(const std::string& key, const Position& position);
  void suspect_last_closed();
  void tell_stray_closing();
  void end_of_line();
  void end_of_file();

  Word read_word(WordRole role);
  std::string read_bare(WordRole role);
  std::string read_quoted();
  void read_escape(std::string& out, std::size_t end);
  void skip_continuation_mark(Word& word, bool allowed);

  void read_directive();
  void include(const std::string& name, const Position& position);

  void hold_valueless_key();
  void tell_valueless_key();
  void warn_of(std::string_view word, WordRole role, int column);
  void stop(const Position& position, const Message& message);
  Position here() const { return at(cursor_.column()); }
  Position at(int column) const { return {file_, line_number_, column}; }
  bool at_line_end() const { return cursor_.at_end() || cursor_.peek() == ';'; }

  Reading& reading_;
  const std::string file_;
  const std::size_t braces_around_;
  std::vector<Brace> open_;  // the first is the file itself
  Report report_;

  int line_number_ = 0;
  LineCursor cursor_;
  int indent_ = 1;

  State state_ = State::key;
  Node* last_ = nullptr;  // the node a `{` would open
  std::string last_key_;
  Position last_position_;
  bool found_anything_ = false;

  std::optional<Pair> pair_on_line_;         // the last complete one
  std::optional<Diagnostic> valueless_key_;  // told unless a `{` follows
  std::string_view last_warning_on_line_;
  std::optional<Suspect> less_indented_;  // the first brace closed by a less indented }
  std::optional<Brace> closed_;           // the last block closed by a } behind other words
  std::optional<Suspect> unopened_;       // an item whose { seems to be lacking: its } has closed the block around it
  bool told_unopened_ = false;
};

void InfoReader::read(std::string_view text) {
  if (text.starts_with("\uFEFF")) text.remove_prefix(3);
  reading_.bytes += text.size();
  if (reading_.bytes > limits::bytes) {
    stop({file_, 0, 0}, info::too_large);
  } else if (is_text(text)) {
    for (std::size_t begin = 0; begin < text.size() && !reading_.stopped;) {
      const auto end = std::min(text.find('\n', begin), text.size());
      read_line(text.substr(begin, end - begin));
      begin = end + 1;
    }
    if (!reading_.stopped) end_of_file();
  }
  const auto found = std::move(report_).finish(info::too_many);
  reading_.diagnostics.insert(reading_.diagnostics.end(), found.begin(), found.end());
}

bool InfoReader::is_text(std::string_view text) {
  const auto invalid = first_invalid_utf8(text);
  const auto offset = invalid ? *invalid : text.find('\0');
  if (offset == std::string_view::npos) return true;
  const auto [line, column] = line_column(text, offset);
  report_.error({file_, line, column}, invalid ? info::not_utf8 : info::nul);
  return false;
}

void InfoReader::read_line(std::string_view line) {
  ++line_number_;
  cursor_ = LineCursor(line);
  cursor_.skip_space();
  indent_ = cursor_.column();
  pair_on_line_.reset();
  last_warning_on_line_ = {};
  if (cursor_.peek() == '#') return read_directive();
  for (; !at_line_end() && !reading_.stopped; cursor_.skip_space()) read_item();
  end_of_line();
}

void InfoReader::read_item() {
  found_anything_ = true;
  if (state_ == State::continuation)
    read_continuation();
  else if (cursor_.peek() == '{')
    open_brace();
  else if (cursor_.peek() == '}')
    close_brace();
  else if (state_ == State::key)
    read_key();
  else
    read_value();
}

void InfoReader::read_key() {
  tell_valueless_key();
  const bool begins_line = cursor_.column() == indent_;
  auto key = read_word(WordRole::key);
  if (begins_line) note_item(key.text, key.position);
  if (++reading_.nodes > limits::nodes) return stop(key.position, info::too_many_nodes);
  last_ = &open_.back().node->push_back({key.text, Node()})->second;
  last_key_ = std::move(key.text);
  last_position_ = std::move(key.position);
  reading_.tree.set_place(*last_, {last_position_, last_position_});
  state_ = State::value;
}

void InfoReader::read_value() {
  auto value = read_word(WordRole::value);
  last_->data() = value.text;
  reading_.tree.set_place(*last_, {last_position_, std::move(value.position)});
  pair_on_line_ = {last_key_, std::move(value.text)};
  state_ = value.continues ? State::continuation : State::key;
}

void InfoReader::read_continuation() {
  state_ = State::key;
  if (cursor_.peek() != '"') return report_.error(here(), info::continuation_without_quote);
  const auto more = read_word(WordRole::value);
  last_->data() += more.text;
  if (more.continues) state_ = State::continuation;
}

void InfoReader::open_brace() {
  valueless_key_.reset();
  const auto position = here();
  cursor_.next();
  state_ = State::key;
  if (!last_) report_.error(position, info::stray_opening);
  if (braces_around_ + open_.size() > limits::braces) return stop(position, info::too_deep);
  open_.back().item_opened = true;
  // A brace without a name opens its surroundings once more, so that its } is not a second error.
  if (last_)
    open_.push_back({last_, last_key_, position, indent_});
  else
    open_.push_back({open_.back().node, {}, position, indent_, true});
  last_ = nullptr;
}

// A line that is indented deeper than the items of its block belongs to an item without a {: the last one here, or the last of a
// block that its } has closed.
void InfoReader::note_item(const std::string& key, const Position& position) {
  auto& block = open_.back();
  if (block.inner_indent > 0 && indent_ > block.inner_indent && !unopened_) {
    if (!block.item_opened)
      unopened_ = Suspect{block.item, block.item_position};
    else if (closed_ && closed_->inner_indent == indent_)
      suspect_last_closed();
  }
  if (block.inner_indent == 0) block.inner_indent = indent_;
  if (block.inner_indent != indent_) return;
  block.item = key;
  block.item_position = position;
  block.item_opened = false;
}

void InfoReader::suspect_last_closed() {
  if (!unopened_ && closed_ && closed_->inner_indent > 0) unopened_ = Suspect{closed_->item, closed_->item_position};
}

void InfoReader::tell_stray_closing() {
  if (!unopened_) return report_.error(here(), info::stray_closing);
  if (!std::exchange(told_unopened_, true))
    report_.error(unopened_->position, info::missing_opening, {unopened_->key, std::to_string(line_number_)});
}

void InfoReader::close_brace() {
  if (state_ == State::value) hold_valueless_key();
  tell_valueless_key();
  state_ = State::key;
  last_ = nullptr;
  if (open_.size() == 1) {
    tell_stray_closing();
  } else {
    const auto brace = std::move(open_.back());
    open_.pop_back();
    const bool begins_line = cursor_.column() == indent_;
    if (!less_indented_ && begins_line && indent_ < brace.indent) less_indented_ = Suspect{brace.key, brace.position};
    if (begins_line && indent_ > brace.indent) suspect_last_closed();
    if (!begins_line && brace.position.line < line_number_) closed_ = brace;
  }
  cursor_.next();
}

void InfoReader::end_of_line() {
  if (state_ != State::value) return;
  hold_valueless_key();
  state_ = State::key;
}

void InfoReader::end_of_file() {
  tell_valueless_key();
  if (state_ == State::continuation) report_.warning(last_position_, info::dangling_continuation);
  const auto is_unclosed = [](const Brace& brace) { return !brace.stray; };
  if (less_indented_ && std::any_of(open_.begin() + 1, open_.end(), is_unclosed))
    report_.error(less_indented_->position, info::unclosed_brace_by_indent, {less_indented_->key});
  else
    for (auto brace = open_.begin() + 1; brace != open_.end(); ++brace)
      if (is_unclosed(*brace)) report_.error(brace->position, info::unclosed_brace, {brace->key});
  if (found_anything_ || !report_.empty()) return;
  if (reading_.open_files.size() == 1)
    report_.error({file_, 0, 0}, info::empty);
  else
    report_.warning({file_, 0, 0}, info::empty);
}

InfoReader::Word InfoReader::read_word(WordRole role) {
  Word word;
  word.position = here();
  if (cursor_.peek() != '"') {
    word.text = read_bare(role);
    return word;
  }
  word.text = read_quoted();
  skip_continuation_mark(word, role == WordRole::value);
  return word;
}

std::string InfoReader::read_bare(WordRole role) {
  const auto column = cursor_.column();
  const auto begin = cursor_.offset();
  const auto rest = cursor_.rest();
  const auto stop_at = std::find_if(rest.begin(), rest.end(), [](char c) { return is_space(c) || c == ';'; });
  const auto end = begin + static_cast<std::size_t>(stop_at - rest.begin());
  std::string text;
  while (cursor_.offset() < end) read_escape(text, end);
  warn_of(cursor_.since(begin), role, column);
  return text;
}

std::string InfoReader::read_quoted() {
  const auto column = cursor_.column();
  const auto rest_of_line = cursor_.rest();
  cursor_.next();
  std::string text;
  while (!cursor_.at_end() && cursor_.peek() != '"') read_escape(text, std::string_view::npos);
  if (!cursor_.at_end()) {
    cursor_.next();
  } else {
    const bool chinese = trim(rest_of_line).ends_with("”");
    report_.error(at(column), chinese ? info::quote_closed_in_chinese : info::unclosed_quote);
  }
  return text;
}

// Takes one byte, or one escape sequence that ends before `end`.
void InfoReader::read_escape(std::string& out, std::size_t end) {
  static constexpr std::string_view letters = "0abfnrtv\"'\\";
  static constexpr std::string_view meanings("\0\a\b\f\n\r\t\v\"'\\", 11);
  if (cursor_.peek() != '\\') {
    out += cursor_.next();
    return;
  }
  const auto position = here();
  const auto begin = cursor_.offset();
  cursor_.next();
  const bool has_letter = cursor_.offset() < end && !cursor_.at_end();
  const auto letter = has_letter ? letters.find(cursor_.peek()) : std::string_view::npos;
  if (letter != std::string_view::npos) {
    cursor_.next();
    out += meanings[letter];
    return;
  }
  if (has_letter) {
    do cursor_.next();
    while (!cursor_.at_end() && (static_cast<unsigned char>(cursor_.peek()) & 0xC0u) == 0x80u);
  }
  out += cursor_.since(begin);
  report_.error(position, info::bad_escape, {std::string(cursor_.since(begin))});
}

void InfoReader::skip_continuation_mark(Word& word, bool allowed) {
  cursor_.skip_space();
  if (cursor_.peek() != '\\') return;
  const auto position = here();
  cursor_.next();
  cursor_.skip_space();
  word.continues = allowed;
  if (!allowed) return report_.error(position, info::stray_backslash);
  if (at_line_end()) return;
  report_.error(here(), info::text_after_backslash);
  cursor_.skip_rest();
}

void InfoReader::read_directive() {
  found_anything_ = true;
  const auto position = here();
  cursor_.next();
  cursor_.skip_space();
  const auto begin = cursor_.offset();
  while (!at_line_end() && !is_space(cursor_.peek())) cursor_.next();
  const auto name = cursor_.since(begin);
  if (name != "include") {
    const bool glued = name.starts_with("include");
    return glued ? report_.error(position, info::include_syntax)
                 : report_.error(position, info::unknown_directive, {std::string(name)});
  }
  cursor_.skip_space();
  if (cursor_.peek() != '"') return report_.error(here(), info::include_syntax);
  const auto word = read_word(WordRole::key);
  if (!cursor_.at_end()) return report_.error(here(), info::include_syntax);
  include(word.text, word.position);
}

void InfoReader::include(const std::string& name, const Position& position) {
  const auto path = resolve_path(file_, name);
  auto& chain = reading_.open_files;
  if (!is_inside(reading_.root_folder, path))
    return report_.error(position, info::include_outside, {name, reading_.root_folder.empty() ? "." : reading_.root_folder});
  if (const auto first = std::find(chain.begin(), chain.end(), path); first != chain.end()) {
    auto cycle = std::vector<std::string>(first, chain.end());
    cycle.push_back(path);
    return report_.error(position, info::include_cycle, {join(cycle, " → ")});
  }
  if (chain.size() > limits::include_depth) return report_.error(position, info::include_depth);
  if (++reading_.includes > limits::includes) return stop(position, info::too_many_includes);
  const auto text = reading_.environment.read_file(path);
  if (!text) {
    for (const auto& why : text.diagnostics()) report_.add({why.severity, position, why.message, why.arguments});
    return;
  }
  chain.push_back(path);
  InfoReader(reading_, path, *open_.back().node, braces_around_ + open_.size() - 1).read(*text);
  chain.pop_back();
}

// A key at the end of its line, after a pair: the tail of an unquoted value with spaces, most likely.
void InfoReader::hold_valueless_key() {
  if (!pair_on_line_ || !last_warning_on_line_.empty()) return;
  valueless_key_ = {Severity::warning, last_position_, info::extra_value, {last_key_, pair_on_line_->key, pair_on_line_->value}};
}

void InfoReader::tell_valueless_key() {
  if (valueless_key_) report_.add(*std::exchange(valueless_key_, std::nullopt));
}

void InfoReader::warn_of(std::string_view word, WordRole role, int column) {
  const auto warning = odd_word(word, role);
  if (!warning || warning->code == last_warning_on_line_) return;
  report_.warning(at(column), *warning, {std::string(word)});
  last_warning_on_line_ = warning->code;
}

void InfoReader::stop(const Position& position, const Message& message) {
  reading_.stopped = Diagnostic{Severity::error, position, message, {}};
}

}  // namespace

Result<std::unique_ptr<Tree>> read_info(std::string_view text, const std::string& file, const std::string& root_folder,
                                        const Environment& environment) {
  auto tree = std::make_unique<Tree>();
  tree->file = file;
  tree->set_place(tree->root, {{file, 0, 0}, {file, 0, 0}});
  Reading reading{*tree, root_folder, environment};
  reading.open_files.push_back(resolve_path("", file));
  InfoReader(reading, file, tree->root, 0).read(text);
  if (reading.stopped) reading.diagnostics.push_back(*reading.stopped);
  return {std::move(tree), std::move(reading.diagnostics)};
}

}  // namespace hongtou
