// What the text of a step prints, held against who may read it and what will be there by then.
#include <algorithm>

#include "engine/definition/reading/loading.h"

namespace hongtou {

namespace {

constexpr Message public_personal{"workflow.public_personal", "“{0}”公开发布，不能印“{1}”：它是个人信息",
                                  "“{0}” is for public release and cannot print “{1}”, which is personal",
                                  "从文稿中删去，或去掉 public", "take it out of the text, or take public away"};
constexpr Message unset_in_text{"workflow.unset_in_text", "“{0}”还是“待定”，“{1}”要印它",
                                "“{0}” is still unset, and “{1}” prints it",
                                "在 parameters 中写上；不写的，活动进行中要先给它定值，文件才出得来",
                                "write it into parameters; otherwise it has to be set before the document can be made"};
constexpr Message several_reports{"workflow.several_reports", "“{0}”：“{1}”的报送可能不止一份，不知道印哪一份",
                                  "“{0}”: there may be several reports to “{1}”, and which one is meant is not said",
                                  "逐份列出：{{#{1}.records}}{{name}}{{data.…}}{{/{1}.records}}",
                                  "go through them: {{#{1}.records}}{{name}}{{data.…}}{{/{1}.records}}"};
constexpr Message single_braces{"text.single_braces", "“{{0}}”只有一对花括号，会照原样印出来",
                                "“{{0}}” has single braces and is printed as it stands", "要印“{0}”的内容，写成 {{{0}}}",
                                "to print what “{0}” stands for, write {{{0}}}"};

constexpr Message printed_early{"workflow.printed_early", "“{0}”可能还没有内容：步骤“{1}”不在“{2}”之后",
                                "“{0}” may still be empty: the step “{1}” does not come after “{2}”",
                                "在“{1}”的 after 里加上“{2}”；没有也照发的，用 {{#{3}}}…{{/{3}}} 括起来",
                                "add “{2}” to the after of “{1}”; if it may go out without, put {{#{3}}}…{{/{3}}} around it"};

class TextCheck {
 public:
  TextCheck(Loading& loading, const Step& step, const OfficialText& text)
      : loading_(loading), definition_(loading.definition), step_(step), text_(text) {}

  void check(const Value& data) const {
    if (step_.flag("public")) check_public();
    check_set();
    for (const auto& tag : text_.tags()) check_report(tag);
    check_order();
    for (const auto& name : text_.single_braces())
      if (!value_named(data, name.name).is_null()) loading_.warn(name.position, single_braces, {name.name});
  }

 private:
  // V17: nothing personal leaves the house in a public document.
  void check_public() const {
    for (const auto& tag : text_.tags())
      for (const auto& supplied : definition_.supplied)
        if (tag.name == supplied.name && !supplied.is_public)
          loading_.error(tag.position, public_personal, {step_.label, tag.name});
    for (const auto& block : text_.blocks()) {
      const auto* source = block.with_personal ? definition_.step(step_.within + block.argument) : nullptr;
      const auto form = source == nullptr ? definition_.forms.end() : definition_.forms.find(source->name("form"));
      if (form == definition_.forms.end()) continue;
      for (const auto* field : personal_fields(form->second))
        loading_.error(block.position, public_personal, {step_.label, field->label});
    }
  }

  void check_set() const {
    const auto unset = unset_words(definition_, step_, definition_.parameters);
    for (const auto& tag : text_.tags())
      for (const auto& name : {step_.within + tag.name, tag.name})
        if (std::find(unset.begin(), unset.end(), name) != unset.end()) {
          loading_.warn(tag.position, unset_in_text, {tag.name, step_.label});
          break;
        }
  }

  // STEP.data and STEP.data.FIELD mean the one report there is.
  void check_report(const Tag& tag) const {
    const auto at = (tag.name + ".").find(".data.");
    if (at == std::string::npos || tag.kind == TagKind::section_end) return;
    const auto name = tag.name.substr(0, at);
    const auto* place = definition_.place(step_.within + name);
    if (place == nullptr) place = definition_.place(name);
    if (place != nullptr && place->step->collects() && may_be_several(*place))
      loading_.error(tag.position, several_reports, {tag.name, name});
  }

  // What only a step before this one gives: its report, its outcome, its number.
  void check_order() const {
    int sections = 0;  // around the tag: what stands in one may be left out
    for (const auto& tag : text_.tags()) {
      if (tag.kind == TagKind::section_end) {
        --sections;
      } else if (tag.kind == TagKind::section || tag.kind == TagKind::inverted_section) {
        ++sections;
      } else if (tag.kind == TagKind::variable && sections == 0) {
        check_comes_after(tag);
      }
    }
  }

  void check_comes_after(const Tag& tag) const {
    for (const std::string_view part : {".data.", ".outcome", ".number"}) {
      const auto at = tag.name.find(part);
      if (at == std::string::npos || (!part.ends_with('.') && at + part.size() != tag.name.size())) continue;
      const auto name = tag.name.substr(0, at);
      const auto* place = definition_.place(step_.within + name);
      if (place == nullptr) place = definition_.place(name);
      if (place == nullptr || place->step == &step_ || place->step->flow != nullptr || comes_after(*place)) continue;
      const auto whole = name + (part.ends_with('.') ? ".data" : std::string(part));
      loading_.warn(tag.position, printed_early, {tag.name, step_.id, place->step->id, whole});
    }
  }

  // The text's step, or one that holds it, follows from the other, or from one that holds the other.
  bool comes_after(const StepPlace& other) const {
    for (const auto* place = definition_.place(step_.id);; place = definition_.place(place->holder->id)) {
      const auto before = place->flow->graph.ancestors(place->index);
      for (auto at = other;; at = *definition_.place(at.holder->id)) {
        if (at.flow == place->flow && std::find(before.begin(), before.end(), at.index) != before.end()) return true;
        if (at.holder == nullptr) break;
      }
      if (place->holder == nullptr) return false;
    }
  }

  bool may_be_several(const StepPlace& place) const {
    const auto* from = place.step->setting("from");
    if (from == nullptr) return false;
    const bool own =
        std::all_of(from->words.begin(), from->words.end(), [](const auto& word) { return language::self.is(word); });
    return (from->names.size() > 1 && !own) || place.step->flag("voluntary") || is_hidden_in_scopes(place);
  }

  // It runs for many cases, periods or units, and the text stands in none of them. A text of another unit or period may still
  // see a single one.
  bool is_hidden_in_scopes(StepPlace place) const {
    for (; place.holder != nullptr; place = *definition_.place(place.holder->id)) {
      if (holds(*place.flow)) return false;
      const auto& kind = place.holder->kind;
      if (kind == "case" || ((kind == "repeat" || kind == "each") && !stands_within(kind))) return true;
    }
    return false;
  }

  // The text's step stands in the flow, or in one within it.
  bool holds(const Flow& flow) const {
    for (const auto* place = definition_.place(step_.id);; place = definition_.place(place->holder->id)) {
      if (place->flow == &flow) return true;
      if (place->holder == nullptr) return false;
    }
  }

  bool stands_within(std::string_view kind) const {
    for (const auto* holder = definition_.place(step_.id)->holder; holder != nullptr;
         holder = definition_.place(holder->id)->holder)
      if (holder->kind == kind) return true;
    return false;
  }

  Loading& loading_;
  const Definition& definition_;
  const Step& step_;
  const OfficialText& text_;
};

}  // namespace

void check_text_of(Loading& loading, const Step& step, const OfficialText& text, const Value& data) {
  TextCheck(loading, step, text).check(data);
}

}  // namespace hongtou
