// Loading: the state of reading one campaign's files. Private to the definition layer.
#pragma once

#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/definition.h"
#include "engine/definition/reading/section.h"

namespace hongtou {

// What a name of a text's data stands for: {{name}} must mean one thing only.
struct NameUse {
  std::string_view zh;
  std::string_view en;
};
inline constexpr NameUse reserved_name{"系统提供的内容", "what the engine provides"};
inline constexpr NameUse parameter_name{"参数", "a parameter"};
inline constexpr NameUse supplied_name{"启动时填写的内容", "a supplied value"};
inline constexpr NameUse step_name{"步骤", "a step"};
inline constexpr NameUse decision_name{"决策表", "a decision table"};

// Words of a form that are printed and may hold variables.
struct PrintedWords {
  std::string text;
  Position position;
};

// An expression as it is written; the names it may use are known later.
struct WrittenExpression {
  std::string text;
  Position position;  // of its first character
};
enum class Wanted { anything, condition };

enum class FileKind { units, people, calendar, form, text, picture, assessment, workflow, decision };

class Loading {
 public:
  Loading(const std::string& path, const std::vector<StepKindInfo>& step_kinds, const Environment& the_environment);
  Loading(const Loading&) = delete;
  Loading& operator=(const Loading&) = delete;

  Definition definition;
  Diagnostics diagnostics;
  const std::vector<StepKindInfo>& kinds;
  Environment environment;    // the caller's, which notes every file that is read
  const Environment unnoted;  // the caller's, for what the campaign does not consist of
  std::vector<PrintedWords> printed_words;
  // Expressions that wait until everything has been read.
  std::map<std::string, std::map<std::string, WrittenExpression>> step_expressions;     // step → key
  std::map<std::string, std::map<std::string, WrittenExpression>> prefill_expressions;  // form → field
  std::map<std::string, WrittenExpression> formulas;                                    // target
  std::string called;                // names of a called workflow begin with it: "plan."
  std::vector<std::string> callers;  // the files that call each other, the outermost first
  int calls = 0;                     // of workflows, in all
  bool in_repeat = false;            // a day without a year is another in each period
  std::set<std::string, std::less<>> step_names;
  std::set<std::string, std::less<>> announced_steps;  // named in the file, read or not
  std::vector<std::string> optional_steps;
  bool units_are_known = true;  // false: the list of units is at fault, and names of units cannot be judged

  bool names_are_known = true;  // false: after an error, names may be lacking that the author did write
  bool files_are_whole = true;  // false: a file has errors of its own, and what seems to be lacking may be there
  bool braces_match = true;     // false: what stands in which block is not certain, and more complaints would only hide that

  void error(const Position& position, Message message, std::vector<std::string> arguments = {});
  void warn(const Position& position, Message message, std::vector<std::string> arguments = {});
  void add(const Diagnostics& more) { diagnostics.insert(diagnostics.end(), more.begin(), more.end()); }
  // More complaints than anybody reads: no use in looking for suggestions.
  bool is_full() const;
  // All complaints in the order of the files, each once, the list cut where it gets too long.
  Diagnostics finish();

  // A file named by the campaign, relative to its folder; nothing outside the folder and the installed templates is read.
  // Paths are judged by their text: a symbolic link is read like the file it stands for.
  std::optional<std::string> read_file(const std::string& name, FileKind kind, const Position& where);
  std::string path_of(const std::string& name) const;

  // The file's outermost block with `keys`, kept alive until loading ends. `tops`: what it may be called, the usual word first.
  std::optional<Section> read_tree_file(const std::string& path, const std::vector<Word>& tops, const SectionKeys& keys,
                                        std::string* id);
  // The entry's own block, or the one in the file that its `from` names.
  std::optional<Section> form_block(const Entry& entry);

  // The place of `word` within a value that stands at `value`.
  Position place_of(std::string_view word, const Position& value) const;
  // The place of a value's first character, within its quotes.
  Position content_place(const Position& value) const;

  // Unit ids for a list of groups, classes and units, in list order, each once. With `relative` also the unit of a scope (self)
  // and its children (children, children of CLASS): all that may be meant are named then.
  std::vector<std::string> units_of(const std::vector<std::string>& words, const Position& where,
                                    RelativeUnits* relative = nullptr);
  std::optional<std::string> unit_of(const std::string& word, const Position& where);
  // Within the campaign's period.
  std::optional<Period> period_of(const std::string& text, const Position& where);
  // What it comes to, as far as plain days say it, within the campaign's period; inside a repeat its periods decide.
  std::optional<DateRule> date_rule_of(const std::string& text, const Position& where);
  std::optional<Period> earlier_period_of(const Entry& entry);  // may lie before the campaign
  std::optional<bool> flag_of(const Entry& entry);
  // A whole number from 0 to `most`.
  std::optional<std::int64_t> number_of(const Entry& entry, std::int64_t most = 1'000'000'000'000);
  std::optional<WrittenExpression> written(const Entry* entry) const;  // nothing where there is none
  // Where a place of the text is in the file: \" takes two columns there.
  Position place_in(const WrittenExpression& written, Position place) const;
  // Parsed, and held against the names: expression.*, and workflow.guard_not_boolean.
  std::optional<Expression> expression_of(const WrittenExpression& written, const Vocabulary& names,
                                          Wanted wanted = Wanted::anything);
  // A name that others refer to: no blanks and none of . = | , / [ ] { } "
  bool is_good_name(std::string_view name, const Position& where);
  bool is_good_name(const Entry& entry) { return is_good_name(entry.word, entry.key_position()); }
  // Whether the campaign has a step of this name; steps are read last, but their names are known before.
  bool has_step(std::string_view name) const { return announced_steps.contains(name); }
  // Notes what a name of the texts' data stands for; false, and an error, if it stands for something else already.
  bool take_name(const std::string& name, NameUse use, const Position& where);
  void unknown(const Position& where, std::string_view kind_zh, std::string_view kind_en, const std::string& word,
               const std::vector<std::string>& candidates);

 private:
  std::vector<std::string> classes_and_groups() const;
  // What a file's reader has found, without what only follows from a slip that is told. Whether its blocks can be relied on.
  bool add_of_tree(Diagnostics found);
  std::string_view line_of(const Position& position) const;
  void check_inside(Date day, const Position& where);

  std::string folder_;
  std::vector<std::unique_ptr<Tree>> trees_;
  std::map<std::string, NameUse, std::less<>> names_;
  mutable std::map<std::string, std::vector<std::string_view>, std::less<>> lines_;
};

void read_campaign(Loading& loading, const Section& block);
std::optional<Form> read_form(Loading& loading, const std::string& id, const Section& block);
std::shared_ptr<const Flow> read_steps(Loading& loading, const Section& block, const Entry* choose);
// Another campaign's steps, forms, texts and parameters, their names beginning with that of the step that calls them.
std::shared_ptr<const Flow> read_called(Loading& loading, const Step& caller, const Entry& file, const Map& values);
// A campaign of its own that units run for those below them. Null, and errors, if it cannot be read.
std::shared_ptr<const Definition> read_campaign_below(Loading& loading, const Entry& file);
void read_prefill(Loading& loading);  // the steps are read, whose data it may use
Target read_target(Loading& loading, const Entry& entry);
std::optional<Assessment> read_assessment(Loading& loading, const std::string& file, const Position& where);
// 9704-7.2.5: the document number that a text's head gives, if it gives one.
void check_document_number(Loading& loading, std::string_view text, const std::string& file);
void check_definition(Loading& loading);
void check_outcomes(Loading& loading);  // the steps' order has no cycle
void link_targets(Loading& loading);    // to the steps whose reports they are read from
void check_targets(Loading& loading);
void check_assessments(Loading& loading);
void check_dates(Loading& loading);  // the steps' order has no cycle
void check_scopes(Loading& loading);
// What a step's text prints: nothing personal in public, one report where one is meant, variables in double braces. `data` are
// the samples of what the text may use.
void check_text_of(Loading& loading, const Step& step, const OfficialText& text, const Value& data);
void check_results(Loading& loading);  // units that an assessment singles out; the steps' order has no cycle
void check_cascades(Loading& loading);
// The file and all it names; `callers` are the files that lead to it.
Result<Definition> load_definition(const std::string& path, const std::vector<StepKindInfo>& kinds,
                                   const Environment& environment, const std::vector<std::string>& callers);

}  // namespace hongtou
