// A workflow file as a Boost property tree that knows where every node stands. Private to the definition layer:
// Boost stays behind the public headers.
#pragma once

#include <boost/property_tree/ptree.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/environment.h"
#include "engine/result.h"

namespace hongtou {

using Node = boost::property_tree::ptree;

// Lives on the heap and never moves, so that a node's address names it.
class Tree {
 public:
  Tree() = default;
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  Node root;
  std::string file;

  struct Place {
    Position key;    // the node's key
    Position value;  // its value; the key's place when it has none
  };
  const Place& place(const Node& node) const;  // the file as a whole for a node that is not of this tree
  void set_place(const Node& node, Place place);

 private:
  std::unordered_map<const Node*, Place> places_;
  Place whole_;
};

// INFO as Boost.PropertyTree reads it (keys and values bare or quoted, escapes, `;` comments, `"…"\` continuation, nested
// braces, #include "FILE"), with positions. #include reads only inside `root_folder`.
// Unlike Boost it takes an include's name relative to the file that names it, skips a byte order mark, and refuses what is
// not UTF-8, holds NUL or nothing at all.
// All errors of the file at once, 100 at most: info.not_utf8, info.nul, info.empty, info.unclosed_quote, info.unclosed_brace,
// info.unexpected_brace, info.bad_escape, info.bad_continuation, info.unknown_directive, info.include_syntax,
// info.include_outside, info.include_cycle, info.include_depth (16), info.too_many_includes (1000), info.too_deep (64),
// info.too_large (16 MB), info.too_many_nodes (500,000), info.too_many; and file.* of an include.
// Warns of what is legal but hardly meant: info.extra_value, info.full_width_quote, info.full_width_brace,
// info.full_width_semicolon, info.odd_space, info.brace_in_word, info.quote_in_word, info.separator_in_key,
// info.foreign_comment, info.dangling_continuation; info.empty of an include.
Result<std::unique_ptr<Tree>> read_info(std::string_view text, const std::string& file, const std::string& root_folder,
                                        const Environment& environment);

// The same tree as JSON: an object is a node's children in order, a string, number or boolean its value, an array of scalars
// one value joined by ", ", an array of objects repeated children of that key. The member "" of an object is the value of the
// node itself: {"campaign": {"": "yangquan-2023", …}} is `campaign yangquan-2023 { … }`. Scalars keep their text; a member
// name may be repeated.
// Errors: json.not_utf8, json.syntax, json.unfinished, json.not_an_object, json.null, json.mixed_array, json.value_twice,
// json.too_deep (64), json.too_large (16 MB), json.too_many_nodes (500,000), json.too_many.
Result<std::unique_ptr<Tree>> read_json_tree(std::string_view text, const std::string& file);

// By the file's ending: .json, anything else is INFO. Errors also file.*.
Result<std::unique_ptr<Tree>> read_tree(const std::string& path, const std::string& root_folder, const Environment& environment);

// The tree as INFO text that reads back as the same tree without a warning. A value of the root itself has no place in INFO.
std::string write_info(const Node& root);
// The tree as the JSON described above, which reads back as the same tree. Neighbours with the same key become an array;
// others repeat the member name, to keep their order.
std::string write_json_tree(const Node& root);

}  // namespace hongtou
