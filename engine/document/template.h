// Mustache templates that know their variables. kainjow's library renders; a missing variable is an error here, never a blank.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "engine/value.h"

namespace hongtou {

enum class TagKind { variable, unescaped, section, inverted_section, section_end, comment };

struct Tag {
  TagKind kind = TagKind::variable;
  std::string name;  // "." inside a list
  Position position;
};

using Escape = std::function<std::string(const std::string& value)>;
std::string escape_html(const std::string& value);  // & < > " '
std::string escape_nothing(const std::string& value);

// Parsed once, immutable, may be rendered from many threads.
class Template {
 public:
  // Errors, the first hundred at once, with positions: template.unclosed_tag, template.unclosed_section,
  // template.unopened_section, template.empty_name, template.too_deep (64), template.partial (partials, set-delimiter tags are
  // not part of our language).
  static Result<Template> parse(std::string_view text, std::string_view file);

  const std::vector<Tag>& tags() const;

  // Whether `data` provides every name: template.missing_variable (with “did you mean”), template.not_printable (a map or list
  // where a value is wanted). Each element of a list is checked; a section over an empty list or false checks nothing within.
  // Names are dotted paths; a name is looked up from the innermost section outward.
  Diagnostics check(const Value& data) const;

  // check(), then the text. Sections: lists repeat, maps enter; false, null, empty lists, empty text and maps of nothing else
  // leave out; other text and numbers, also 0, count as true. A null variable that is present in the data is an error too
  // (template.null_variable).
  Result<std::string> render(const Value& data, const Escape& escape) const;

 private:
  struct Parts;
  explicit Template(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<const Parts> parts_;
};

}  // namespace hongtou
