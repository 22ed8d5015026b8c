// The Chinese words of the workflow language.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/definition/section.h"

namespace hongtou {

namespace {

constexpr std::pair<std::string_view, std::string_view> words[] = {
    // campaign
    {"活动", "campaign"},
    {"编号", "id"},
    {"标题", "title"},
    {"主题", "theme"},
    {"牵头", "lead"},
    {"起止", "period"},
    {"选用", "choose"},
    {"参数", "parameters"},
    {"启动时填写", "supply"},
    {"单位", "units"},
    {"分组", "groups"},
    {"角色", "roles"},
    {"表单", "forms"},
    {"目标", "targets"},
    {"步骤", "steps"},
    {"取自", "from"},
    // forms
    {"版式", "layout"},
    {"表头", "header"},
    {"填表说明", "note"},
    {"横向", "landscape"},
    {"行", "rows"},
    {"字段", "fields"},
    {"栏目", "group"},
    {"合并格", "cell"},
    {"校验", "checks"},
    {"名称", "label"},
    {"类型", "type"},
    {"计量单位", "unit"},
    {"必填", "required"},
    {"个人信息", "personal"},
    {"最多字数", "max-length"},
    {"选项", "choices"},
    {"应满足", "that"},
    {"级别", "level"},
    {"提示语", "message"},
    // targets
    {"指标", "measure"},
    {"不少于", "at-least"},
    {"不超过", "at-most"},
    {"等于", "equal"},
    {"全覆盖", "full"},
    {"适用", "per"},
    {"期间", "within"},
    {"要求", "strength"},
    // steps
    {"做", "do"},
    {"之后", "after"},
    {"之后任一有效", "after-some"},
    {"之后最先", "after-any"},
    {"之后若干", "after-count"},
    {"逐个之后", "after-each"},
    {"其余取消", "cancel-rest"},
    {"当", "when"},
    {"可选", "optional"},
    // assessment
    {"考核", "assessment"},
    {"考核项", "items"},
    {"按时", "deadline"},
    {"达标", "target"},
    {"签收", "receipt"},
    {"权重", "weight"},
};

}  // namespace

std::string english_key(std::string_view word) {
  const auto* found = std::find_if(std::begin(words), std::end(words), [&](const auto& pair) { return pair.first == word; });
  return std::string(found == std::end(words) ? word : found->second);
}

std::optional<bool> parse_flag(std::string_view word) {
  if (word == "yes" || word == "是") return true;
  if (word == "no" || word == "否") return false;
  return std::nullopt;
}

}  // namespace hongtou
