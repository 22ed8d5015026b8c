// Characters of plane 16, which no text uses, tell in a rendered text what came from data from what the author wrote, and from
// which line of the template each line comes. Private to the text format.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/document/template.h"
#include "engine/document/tokens.h"

namespace hongtou::gw {

// The template with the marks that lines_of() reads. Tags stay tags.
std::string marked_template(const std::vector<Token>& tokens);
// The same before there is any data: sections stand open, variables are data that shows their tags.
std::string marked_outline(const std::vector<Token>& tokens);

// A value fenced in as data: no line of its own, nothing that could pass for markup.
std::string fenced(const std::string& value);

struct Line {
  std::string_view text;  // trimmed, never empty
  Position position;
  bool after_blank = false;  // the author left a line blank before it
};
std::vector<Line> lines_of(std::string_view marked, const std::string& file);

// As it shall be printed; `line_break` stands for a line end within a value.
std::string plain(std::string_view text, std::string_view line_break);

bool has_data(std::string_view text);
std::string authored(std::string_view text);  // without what came from data
// Where `what` stands outside of data, or npos.
std::size_t find_authored(std::string_view text, std::string_view what);
std::vector<std::string_view> split_authored(std::string_view text, std::string_view separator);
// The first word and what follows it.
std::pair<std::string_view, std::string_view> split_word(std::string_view text);

}  // namespace hongtou::gw
