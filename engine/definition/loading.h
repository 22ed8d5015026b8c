// Loading: the state of reading one campaign's files. Private to the definition layer.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/definition.h"
#include "engine/definition/section.h"

namespace hongtou {

class Loading {
 public:
  Loading(const std::string& path, const std::vector<StepKindInfo>& step_kinds, const Environment& the_environment);

  Definition definition;
  Diagnostics diagnostics;
  const std::vector<StepKindInfo>& kinds;
  const Environment& environment;

  void error(const Position& position, Message message, std::vector<std::string> arguments = {});
  void warn(const Position& position, Message message, std::vector<std::string> arguments = {});

  // A file named by the campaign, relative to its folder; nothing outside the folder and the installed templates is read.
  std::optional<std::string> read_file(const std::string& name, const Position& where);
  std::string path_of(const std::string& name) const;

  // The workflow file's top block, kept alive until loading ends.
  std::optional<Section> read_tree_file(const std::string& path, std::string_view top_key, std::string* id);
  // The entry's own block, or the one in the file that its `from` names.
  std::optional<Section> block_of(const Entry& entry, std::string_view top_key);

  // Unit ids for a list of groups, classes and units, in list order, each once.
  std::vector<std::string> units_of(const std::vector<std::string>& words, const Position& where);
  std::optional<std::string> unit_of(const std::string& word, const Position& where);
  std::optional<Date> date_of(const std::string& text, const Position& where);
  std::optional<Period> period_of(const std::string& text, const Position& where);
  std::optional<bool> flag_of(const Entry& entry);
  std::optional<std::int64_t> number_of(const Entry& entry);
  // A name that others refer to: no blanks and none of . = | , / [ ] { } "
  bool is_good_name(const Entry& entry);
  void unknown(const Position& where, std::string_view kind_zh, std::string_view kind_en, const std::string& word,
               const std::vector<std::string>& candidates);

 private:
  std::string folder_;
  std::vector<std::unique_ptr<Tree>> trees_;
};

void read_campaign(Loading& loading, const Section& block);
std::optional<Form> read_form(Loading& loading, const std::string& id, const Section& block);
std::vector<Step> read_steps(Loading& loading, const Section& block, const std::vector<std::string>& chosen);
std::optional<Assessment> read_assessment(Loading& loading, const std::string& file, const Position& where);
void check_definition(Loading& loading, const Section& campaign);

}  // namespace hongtou
