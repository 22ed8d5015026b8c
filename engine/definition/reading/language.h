// The words of the workflow language: which keys may stand where, by their English and Chinese names. Step kinds bring their own
// (StepKindInfo). docs/workflow-language.md prints these tables. Private to the definition layer.
#pragma once

#include <string_view>
#include <vector>

namespace hongtou {

enum class Shape { value, block, either };

struct SectionKey {
  std::string_view name;
  std::string_view chinese;
  Shape shape = Shape::value;
  std::string_view meaning_zh = {};
};

using SectionKeys = std::vector<SectionKey>;

// A word that means the same in both languages.
struct Word {
  std::string_view name;
  std::string_view chinese;
  constexpr bool is(std::string_view written) const { return written == name || written == chinese; }
};

namespace language {

// The outermost blocks of a file.
inline constexpr Word campaign_file{"campaign", "活动"};
inline constexpr Word form_file{"form", "表单"};
inline constexpr Word assessment_file{"assessment", "考核"};
inline constexpr Word assessment_rules{"rules", "考核规则"};  // of the same file
// Among the fields of a form.
inline constexpr Word group{"group", "栏目"};
inline constexpr Word cell{"cell", "合并格"};
inline constexpr Word separator{"separator", "分隔"};  // within a cell
// Values.
inline constexpr Word yes{"yes", "是"};
inline constexpr Word no{"no", "否"};
inline constexpr Word unset{"unset", "待定"};
inline constexpr Word at_due{"at-due", "截止"};
inline constexpr Word end{"end", "结束"};
inline constexpr Word back{"return", "退回"};
inline constexpr Word self{"self", "本单位"};
inline constexpr Word late{"late", "逾期单位"};  // those who are supervised
inline constexpr Word children{"children", "所属单位"};
inline constexpr Word direct{"subordinates", "下级单位"};

extern const SectionKeys from;  // { from FILE }
extern const SectionKeys campaign;
extern const SectionKeys supplied;
extern const SectionKeys series;
extern const SectionKeys target;
extern const SectionKeys form;
extern const SectionKeys field;
extern const SectionKeys check;
extern const SectionKeys assessment;
extern const SectionKeys item;
extern const SectionKeys award;
extern const SectionKeys step;  // what every step may have

}  // namespace language

}  // namespace hongtou
