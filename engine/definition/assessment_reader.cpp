#include "engine/definition/loading.h"

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
  const Section block(*entry.tree, *entry.node);
  block.check({{"label"}, {"deadline"}, {"target"}, {"receipt"}, {"weight"}}, loading.diagnostics);
  AssessmentItem item;
  item.id = entry.key;
  item.label = block.value("label").empty() ? entry.key : block.value("label");
  item.position = entry.key_position();
  if (const auto* weight = block.find("weight")) item.weight = static_cast<int>(loading.number_of(*weight).value_or(1));
  int subjects = 0;
  for (const auto& [key, kind] : kinds)
    if (const auto* subject = block.find(key)) {
      item.kind = kind;
      item.subject = subject->value;
      item.position = subject->value_position();
      ++subjects;
    }
  if (subjects != 1) {
    loading.error(entry.key_position(), one_subject, {entry.key});
    return std::nullopt;
  }
  return item;
}

}  // namespace

std::optional<Assessment> read_assessment(Loading& loading, const std::string& file, const Position& where) {
  if (!loading.read_file(file, where)) return std::nullopt;
  const auto block = loading.read_tree_file(loading.path_of(file), "assessment", nullptr);
  if (!block) return std::nullopt;
  block->check({{"title"}, {"items", Shape::block}}, loading.diagnostics);
  Assessment assessment;
  assessment.title = block->value("title");
  if (const auto* items = block->find("items")) {
    const Section list(*items->tree, *items->node);
    for (const auto& entry : list.entries())
      if (auto item = read_item(loading, entry)) assessment.items.push_back(*std::move(item));
  }
  if (assessment.items.empty() && !has_errors(loading.diagnostics)) loading.error(block->position(), no_items);
  return assessment;
}

}  // namespace hongtou
