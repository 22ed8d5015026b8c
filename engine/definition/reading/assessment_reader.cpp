#include "engine/definition/reading/loading.h"

namespace hongtou {

namespace {

constexpr Message no_items{"workflow.assessment_without_items", "考核规则里没有考核项", "the assessment has no items",
                           "加上：items { 名称 { label … deadline 步骤 } }", "add: items { name { label … deadline STEP } }"};
constexpr Message one_subject{"workflow.assessment_subject", "考核项“{0}”要写 deadline、target、receipt 中的一个",
                              "the item “{0}” wants one of deadline, target, receipt", "例如：deadline report",
                              "for example: deadline report"};

constexpr std::pair<std::string_view, AssessmentItem::Kind> kinds[] = {{"deadline", AssessmentItem::Kind::deadline},
                                                                       {"target", AssessmentItem::Kind::target},
                                                                       {"receipt", AssessmentItem::Kind::receipt}};

std::optional<AssessmentItem> read_item(Loading& loading, const Entry& entry) {
  check_shape(entry, Shape::block, loading.diagnostics);
  const Section block(entry, language::item);
  block.check(loading.diagnostics);
  AssessmentItem item;
  item.id = entry.word;
  item.label = block.value("label").empty() ? entry.word : block.value("label");
  item.position = entry.key_position();
  if (const auto* weight = block.find("weight")) item.weight = static_cast<int>(loading.number_of(*weight, 10'000).value_or(1));
  int subjects = 0;
  for (const auto& [key, kind] : kinds)
    if (const auto* subject = block.find(key)) {
      item.kind = kind;
      item.subject = subject->value;
      item.position = subject->value_position();
      ++subjects;
    }
  if (subjects != 1) {
    if (entry.has_block()) loading.error(entry.key_position(), one_subject, {entry.word});
    return std::nullopt;
  }
  return item;
}

}  // namespace

std::optional<Assessment> read_assessment(Loading& loading, const std::string& file, const Position& where) {
  if (!loading.read_file(file, FileKind::assessment, where)) return std::nullopt;
  const auto block = loading.read_tree_file(loading.path_of(file), language::assessment_file, language::assessment, nullptr);
  if (!block) return std::nullopt;
  block->check(loading.diagnostics);
  Assessment assessment;
  assessment.title = block->value("title");
  const auto* items = block->find("items");
  if (items == nullptr || !items->has_block()) {
    loading.error(block->position(), no_items);
    return assessment;
  }
  const Section list(*items);
  list.check_names(loading.diagnostics);
  for (const auto& entry : list.entries())
    if (auto item = read_item(loading, entry)) assessment.items.push_back(*std::move(item));
  return assessment;
}

}  // namespace hongtou
