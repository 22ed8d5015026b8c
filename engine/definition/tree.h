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
// All errors of the file at once: info.not_utf8, info.nul, info.empty, info.unclosed_quote, info.unclosed_brace,
// info.unexpected_brace, info.bad_escape, info.extra_value, info.too_deep (64), info.include_outside, info.include_cycle,
// info.include_syntax; and file.* of an include.
Result<std::unique_ptr<Tree>> read_info(std::string_view text, const std::string& file, const std::string& root_folder,
                                        const Environment& environment);

// The same tree as JSON: an object is a node's children in order, a string, number or boolean its value, an array of scalars
// one value joined by ", ", an array of objects repeated children of that key. The member "" of an object is the value of the
// node itself: {"campaign": {"": "yangquan-2023", …}} is `campaign yangquan-2023 { … }`.
// Errors: json.* with positions, json.null, json.mixed_array, json.not_an_object.
Result<std::unique_ptr<Tree>> read_json_tree(std::string_view text, const std::string& file);

// By the file's ending: .json, anything else is INFO. Errors also file.*.
Result<std::unique_ptr<Tree>> read_tree(const std::string& path, const std::string& root_folder, const Environment& environment);

// The tree as INFO text that reads back as the same tree.
std::string write_info(const Node& root);
// The tree as the JSON described above.
std::string write_json_tree(const Node& root);

}  // namespace hongtou
