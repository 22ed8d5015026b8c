// What Boost's read_info accepts we read to the same tree, and what we accept Boost accepts.
// Meant differences, left out here and tested in info_reader_test.cpp: a file without content, NUL, invalid UTF-8, a byte
// order mark, #include (Boost opens any file, relative to the working directory), the limits.
#include <doctest/doctest.h>

#include <boost/property_tree/info_parser.hpp>
#include <optional>
#include <sstream>

#include "tests/engine/tree_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

std::optional<Node> read_by_boost(const std::string& text) {
  std::istringstream stream(text);
  Node root;
  try {
    boost::property_tree::read_info(stream, root);
  } catch (const boost::property_tree::info_parser_error&) {
    return std::nullopt;
  }
  return root;
}

bool is_without_content(const Result<std::unique_ptr<Tree>>& ours) {
  return ours.diagnostics().size() == 1 && ours.diagnostics().front().message.code == "info.empty";
}

void compare(const std::string& text) {
  CAPTURE(text);
  const auto theirs = read_by_boost(text);
  const auto ours = info(text);
  if (is_without_content(ours)) {
    CHECK(theirs.has_value());
    return;
  }
  CAPTURE(to_text(ours.diagnostics(), Language::en));
  REQUIRE(ours.ok() == theirs.has_value());
  if (theirs) CHECK(ours->get()->root == *theirs);
}

// An INFO document, and where each of its keys and values stands.
struct Document {
  struct Place {
    int line;
    int column;
  };
  struct Entry {
    Place key;
    std::optional<Place> value;
  };
  std::string text;
  std::vector<Entry> entries = {};
  Place here{1, 1};

  void write(std::string_view part) {
    for (const char c : part) {
      text += c;
      if (c == '\n')
        here = {here.line + 1, 1};
      else if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u)
        ++here.column;
    }
  }
};

const std::vector<std::string> words{"key",   "甲",    "步骤",     "a.b", "\"\"",   "\"a b\"", "\"\\\"\"", "\"甲 ; { } 乙\"",
                                     "a\\tb", "a\\\\", "x{",       "y}",  "“引号”", "it's",    "=",        "\"\\n\\0\"",
                                     "q\"q",  "－",    "\"\\\\\"", "//",  "@#",     "it\\'"};
const std::vector<std::string> blanks{" ", "  ", "\t", " \t ", "\v", "\f", "\r"};
const std::vector<std::string> line_ends{"\n", "\r\n", " ; 说明 \"{\n", "\n\n", "\n  ; }\n\t", ";\n"};

void write_entries(Document& document, Random& random, std::size_t depth);

void write_value(Document& document, Random& random) {
  document.write(random.pick(blanks));
  document.entries.back().value = document.here;
  if (!random.one_in(5)) return document.write(random.pick(words));
  document.write("\"one\"");
  for (auto n = random.below(3); n > 0; --n) document.write(" \\" + random.pick(line_ends) + "  \" two\"");
}

void write_entry(Document& document, Random& random, std::size_t depth) {
  document.entries.push_back({document.here, {}});
  document.write(random.pick(words));
  const bool has_value = !random.one_in(4);
  if (has_value) write_value(document, random);
  if (depth > 0 && random.one_in(3)) {
    document.write(random.one_in(3) ? random.pick(line_ends) : random.pick(blanks));
    document.write("{");
    document.write(random.one_in(3) ? random.pick(line_ends) : "");
    write_entries(document, random, depth - 1);
    document.write("}");
    document.write(random.one_in(3) ? random.pick(line_ends) : "");
  } else {
    document.write(!has_value || random.one_in(2) ? random.pick(line_ends) : random.pick(blanks));
  }
}

void write_entries(Document& document, Random& random, std::size_t depth) {
  for (auto n = random.below(5); n > 0; --n) write_entry(document, random, depth);
}

Document random_document(Random& random) {
  Document document;
  write_entry(document, random, 5);
  write_entries(document, random, 5);
  return document;
}

std::string mutated(std::string text, Random& random) {
  static const std::vector<std::string> pieces{"{", "}",  "\"", "\\", ";",  "#",    "\n", "\r",
                                               " ", "\t", "\v", "a",  "甲", "\\\n", "“",  "\u3000"};
  for (auto n = 1 + random.below(4); n > 0; --n) {
    auto at = random.below(text.size() + 1);
    const auto is_inside_a_character = [&](std::size_t i) {
      return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0u) == 0x80u;
    };
    while (is_inside_a_character(at)) --at;
    auto end = at + (at < text.size() && random.one_in(2) ? 1 : 0);
    while (end > at && is_inside_a_character(end)) ++end;
    text.replace(at, end - at, random.one_in(3) ? std::string() : random.pick(pieces));
  }
  return text;
}

void check_places(const Tree& tree, const Node& node, const std::vector<Document::Entry>& entries, std::size_t& next) {
  for (const auto& each : node) {
    const auto& key = each.first;
    const auto& child = each.second;
    CAPTURE(key);
    REQUIRE(next < entries.size());
    const auto& entry = entries[next++];
    const auto value = entry.value.value_or(entry.key);
    CHECK(tree.place(child).key == Position{"a.info", entry.key.line, entry.key.column});
    CHECK(tree.place(child).value == Position{"a.info", value.line, value.column});
    check_places(tree, child, entries, next);
  }
}

}  // namespace

TEST_CASE("random documents read as Boost reads them") {
  const auto seed = random_seed();
  CAPTURE(seed);
  Random random(seed);
  for (int i = 0; i < 2000; ++i) {
    const auto text = random_document(random).text;
    REQUIRE(read_by_boost(text).has_value());
    compare(text);
  }
}

TEST_CASE("damaged documents are refused exactly when Boost refuses them") {
  const auto seed = random_seed();
  CAPTURE(seed);
  Random random(seed);
  int refused = 0;
  for (int i = 0; i < 20000; ++i) {
    const auto text = mutated(random_document(random).text, random);
    compare(text);
    refused += read_by_boost(text) ? 0 : 1;
  }
  CHECK(refused > 2000);  // the mutations do damage
  CHECK(refused < 18000);
}

TEST_CASE("every key and value is placed where it stands") {
  const auto seed = random_seed();
  CAPTURE(seed);
  Random random(seed);
  for (int i = 0; i < 2000; ++i) {
    const auto document = random_document(random);
    CAPTURE(document.text);
    const auto tree = info(document.text);
    REQUIRE(tree.ok());
    std::size_t next = 0;
    check_places(**tree, (*tree)->root, document.entries, next);
    CHECK(next == document.entries.size());
  }
}

TEST_CASE("a written tree reads back as the same tree by us and by Boost") {
  const auto seed = random_seed();
  CAPTURE(seed);
  Random random(seed);
  for (int i = 0; i < 3000; ++i) {
    const auto root = random_tree(random);
    const auto text = write_info(root);
    CAPTURE(text);
    const auto ours = info(text);
    CHECK(to_text(ours.diagnostics(), Language::en) == "");
    REQUIRE(ours.ok());
    CHECK((*ours)->root == root);
    CHECK(read_by_boost(text) == root);
  }
}

TEST_CASE("what Boost writes we read") {
  const auto seed = random_seed();
  CAPTURE(seed);
  Random random(seed);
  for (int i = 0; i < 1000; ++i) {
    std::ostringstream text;
    boost::property_tree::write_info(text, random_tree(random));
    if (text.str().find("\n#") == std::string::npos && !text.str().starts_with("#")) compare(text.str());
  }
}
