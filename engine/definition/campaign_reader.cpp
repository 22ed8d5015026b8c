#include <algorithm>

#include "engine/definition/loading.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message empty_name{"workflow.empty_name", "{0}没有名称", "the {1} has no name", "在“{1}”后面写上名称",
                             "write its name after “{1}”"};
constexpr Message key_missing{"workflow.campaign_key_missing", "活动缺少“{0}”：{1}", "the campaign lacks “{0}”: {2}",
                              "加上：{0} …", "add: {0} …"};
constexpr Message no_steps{"workflow.no_steps", "活动没有步骤", "the campaign has no steps", "在 steps { … } 中写出要做的事",
                           "write what is to be done into steps { … }"};
constexpr Message bad_measure{"workflow.bad_measure", "“{0}”应写成“表单.字段”", "“{0}” should read FORM.FIELD",
                              "例如：measure statistics.c1_events", "for example: measure statistics.c1_events"};
constexpr Message no_bound{"workflow.target_without_bound", "目标“{0}”要写 at-least、at-most、equal、full 中的一个",
                           "the target “{0}” wants one of at-least, at-most, equal, full", "例如：at-least 100",
                           "for example: at-least 100"};
constexpr Message bad_strength{"workflow.bad_strength", "“{0}”只能是 must、aspire 或 encourage（必须、力争、鼓励）",
                               "strength must be must, aspire or encourage, not “{0}”", "写其中一个", "write one of them"};

constexpr std::pair<std::string_view, Strength> strengths[] = {{"must", Strength::must},           {"必须", Strength::must},
                                                               {"aspire", Strength::aspire},       {"力争", Strength::aspire},
                                                               {"encourage", Strength::encourage}, {"鼓励", Strength::encourage}};

class CampaignReader {
 public:
  CampaignReader(Loading& loading, const Section& block) : loading_(loading), definition_(loading.definition), block_(block) {}

  void read() {
    block_.check({{"id"},
                  {"title"},
                  {"theme"},
                  {"lead"},
                  {"period"},
                  {"choose"},
                  {"parameters", Shape::block},
                  {"supply", Shape::block},
                  {"units", Shape::block},
                  {"groups", Shape::block},
                  {"roles", Shape::block},
                  {"forms", Shape::block},
                  {"targets", Shape::block},
                  {"steps", Shape::block}},
                 loading_.diagnostics);
    definition_.title = required("title", "活动的名称", "what the campaign is called");
    definition_.theme = block_.value("theme");
    read_period();
    each("parameters", [&](const Entry& entry) { read_parameter(entry); });
    each("supply", [&](const Entry& entry) {
      definition_.supplied.push_back({entry.key, entry.value.empty() ? entry.key : entry.value, entry.key_position()});
    });
    read_units_of_campaign();
    each("groups", [&](const Entry& entry) {
      if (loading_.is_good_name(entry))
        definition_.groups[entry.key] = loading_.units_of(split_list(entry.value), entry.value_position());
    });
    if (const auto* lead = block_.find("lead"))
      definition_.lead = loading_.unit_of(lead->value, lead->value_position()).value_or("");
    each("roles", [&](const Entry& entry) {
      if (const auto unit = loading_.unit_of(entry.value, entry.value_position())) definition_.roles[entry.key] = *unit;
    });
    each("forms", [&](const Entry& entry) {
      if (!loading_.is_good_name(entry)) return;
      if (const auto block = loading_.block_of(entry, "form"))
        if (auto form = read_form(loading_, entry.key, *block)) definition_.forms[entry.key] = *std::move(form);
    });
    each("targets", [&](const Entry& entry) { read_target(entry); });
    const auto* steps = block_.find("steps");
    if (steps == nullptr || !steps->has_block())
      loading_.error(block_.position(), no_steps);
    else
      definition_.steps = read_steps(loading_, Section(*steps->tree, *steps->node), split_list(block_.value("choose")));
  }

 private:
  template <class Read>
  void each(std::string_view key, Read&& read) {
    if (const auto* section = block_.find(key)) {
      const Section block(*section->tree, *section->node);
      for (const auto& entry : block.entries()) read(entry);
    }
  }

  std::string required(std::string_view key, std::string_view zh, std::string_view en) {
    const auto* entry = block_.find(key);
    if (entry == nullptr) loading_.error(block_.position(), key_missing, {std::string(key), std::string(zh), std::string(en)});
    return entry == nullptr ? std::string() : entry->value;
  }

  void read_period() {
    const auto text =
        required("period", "起止日期，例如 \"2023-05-31 to 2023-12-31\"", "its first and last day, \"2023-05-31 to 2023-12-31\"");
    if (text.empty()) return;
    if (const auto period = loading_.period_of(text, block_.find("period")->value_position())) definition_.period = *period;
  }

  void read_parameter(const Entry& entry) {
    std::int64_t number = 0;
    const bool digits = !entry.value.empty() && entry.value.size() < 18 &&
                        std::all_of(entry.value.begin(), entry.value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits) number = std::stoll(entry.value);
    const bool plain = digits && std::to_string(number) == entry.value;
    if (!loading_.is_good_name(entry)) return;
    if (entry.has_block()) {
      Value inner{Map{}};
      const Section parts(*entry.tree, *entry.node);
      for (const auto& part : parts.entries()) inner[part.key] = part.value;
      definition_.parameters[entry.key] = std::move(inner);
    } else {
      definition_.parameters[entry.key] = plain ? Value(number) : Value(entry.value);
    }
  }

  void read_units_of_campaign() {
    const auto* entry = block_.find("units");
    if (entry == nullptr) {
      loading_.error(block_.position(), key_missing,
                     {"units", "单位名单，写成 units { from units.csv }", "units { from units.csv }"});
      return;
    }
    const Section block(*entry->tree, *entry->node);
    block.check({{"from"}}, loading_.diagnostics);
    const auto* from = block.find("from");
    if (from == nullptr) return;
    const auto text = loading_.read_file(from->value, from->value_position());
    if (!text) return;
    auto units = read_units(*text, loading_.path_of(from->value));
    loading_.diagnostics.insert(loading_.diagnostics.end(), units.diagnostics().begin(), units.diagnostics().end());
    if (units.has_value()) definition_.units = *std::move(units);
  }

  void read_target(const Entry& entry) {
    if (!loading_.is_good_name(entry)) return;
    const Section block(*entry.tree, *entry.node);
    block.check({{"label"}, {"measure"}, {"at-least"}, {"at-most"}, {"equal"}, {"full"}, {"per"}, {"within"}, {"strength"}},
                loading_.diagnostics);
    Target target;
    target.id = entry.key;
    target.label = block.value("label").empty() ? entry.key : block.value("label");
    target.position = entry.key_position();
    if (const auto* measure = block.find("measure")) {
      const auto dot = measure->value.find('.');
      target.form = measure->value.substr(0, dot);
      target.position = measure->value_position();
      if (dot == std::string::npos)
        loading_.error(target.position, bad_measure, {measure->value});
      else
        target.field = measure->value.substr(dot + 1);
    } else {
      loading_.error(entry.key_position(), bad_measure, {""});
    }
    read_bound(entry, block, target);
    if (const auto* per = block.find("per")) target.per = loading_.units_of(split_list(per->value), per->value_position());
    if (const auto* within = block.find("within")) target.within = loading_.period_of(within->value, within->value_position());
    if (const auto* strength = block.find("strength")) read_strength(*strength, target);
    definition_.targets.push_back(std::move(target));
  }

  void read_bound(const Entry& entry, const Section& block, Target& target) {
    constexpr std::pair<std::string_view, Target::Operator> operators[] = {
        {"at-least", Target::Operator::at_least}, {"at-most", Target::Operator::at_most}, {"equal", Target::Operator::equal}};
    int bounds = 0;
    for (const auto& [key, op] : operators)
      if (const auto* bound = block.find(key)) {
        target.op = op;
        target.value = loading_.number_of(*bound).value_or(0);
        ++bounds;
      }
    if (const auto* full = block.find("full"); full != nullptr && loading_.flag_of(*full).value_or(false)) {
      target.op = Target::Operator::full;
      ++bounds;
    }
    if (bounds != 1) loading_.error(entry.key_position(), no_bound, {target.id});
  }

  void read_strength(const Entry& entry, Target& target) {
    for (const auto& [word, strength] : strengths)
      if (word == entry.value) {
        target.strength = strength;
        return;
      }
    loading_.error(entry.value_position(), bad_strength, {entry.value});
  }

  Loading& loading_;
  Definition& definition_;
  const Section& block_;
};

}  // namespace

void read_campaign(Loading& loading, const Section& block) {
  if (loading.definition.id.empty()) loading.error(block.position(), empty_name, {"活动", "campaign"});
  CampaignReader(loading, block).read();
}

}  // namespace hongtou
