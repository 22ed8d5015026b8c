// Rule: one thing GB/T 9704, 15834, 15835 or an office's practice asks of a document. Finding: where a document does otherwise.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnostic.h"
#include "engine/lint/manuscript.h"

namespace hongtou::lint {

// must: the standard says it flatly. should: 一般、可以, or read from a figure. practice: not in the standard.
enum class Level { must, should, practice };

struct Rule {
  std::string_view id;  // 9704-7.2.5b: standard, clause, letter
  Level level = Level::must;
  std::string_view zh;  // what it asks
  std::string_view en;
};

// Every rule that is checked, in the order of a document.
const std::vector<Rule>& rules();
// std::logic_error when there is none.
const Rule& rule(std::string_view id);

struct Finding {
  const Rule* rule = nullptr;
  const Line* line = nullptr;      // null: the document as a whole, or a page of it
  std::size_t begin = 0, end = 0;  // bytes of the line's text
  std::string found;
  std::string wanted;                 // "" when only a person can tell
  std::optional<std::string> mended;  // what may safely stand there instead
  int page = 0;                       // printed; 0: the file does not say
};

// Collects what the checks find.
class Report {
 public:
  // The whole line.
  void add(std::string_view id, const Line& line, std::string wanted = {});
  void add(std::string_view id, const Line& line, std::string found, std::string wanted);
  // A part of it.
  void add(std::string_view id, const Line& line, std::size_t begin, std::size_t end, std::string wanted,
           std::optional<std::string> mended = {});
  void add(std::string_view id, std::string found, std::string wanted);  // the document as a whole
  void add_on_page(std::string_view id, int page, std::string found, std::string wanted);

  std::vector<Finding> take() { return std::move(findings_); }

 private:
  std::vector<Finding> findings_;
};

Severity severity_of(Level level);  // error, warning, note
// 发文字号：“04号”，应为“4号”（不编虚位）
std::string to_text(const Finding& finding, Language language);

}  // namespace hongtou::lint
