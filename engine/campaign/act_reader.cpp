#include "engine/campaign/act_reader.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/campaign/may.h"
#include "engine/campaign/scope.h"
#include "engine/campaign/written_time.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message missing_key{"act.missing_key", "缺少“{0}”", "“{0}” is missing", "补上“{0}”", "add “{0}”"};
constexpr Message unknown_name{"act.unknown_name", "没有名为“{1}”的{0}{2}", "there is no “{1}”{3}", "改正名称", "mend the name"};

constexpr Message unknown_key{"act.unknown_key", "“{0}”没有“{1}”这一项{2}", "“{0}” takes no “{1}”{3}", "可以写：{4}",
                              "it takes: {4}"};

// People who write the title of a case first.
constexpr Message unknown_registrar{"act.unknown_name", "没有名为“{1}”的{0}{2}", "there is no “{1}”{3}",
                                    "先写登记的单位，再写案件名称：open-case 步骤 单位 案件名称",
                                    "the unit that registers it comes first: open-case STEP UNIT TITLE"};

std::string zh_guess(const std::string& near) { return near.empty() ? "" : "，是否为“" + near + "”？"; }
std::string en_guess(const std::string& near) { return near.empty() ? "" : "; did you mean “" + near + "”?"; }

Diagnostic problem(const Message& message, std::vector<std::string> arguments) {
  return {Severity::error, {}, message, std::move(arguments)};
}

Diagnostic unknown(const std::string& what, const std::string& word, const std::vector<std::string>& names) {
  const auto near = nearest(word, names);
  return problem(unknown_name, {what, word, zh_guess(near), en_guess(near)});
}

std::vector<std::string> step_names(const Definition& definition) {
  std::vector<std::string> names;
  for (const auto& place : definition.places()) names.push_back(place.step->id);
  return names;
}

// Of this campaign, or of one that lower levels run.
bool is_step(const Definition& definition, std::string_view name) {
  const auto& places = definition.places();
  return definition.step(name) != nullptr || std::any_of(places.begin(), places.end(), [&](const StepPlace& place) {
           return place.step->below != nullptr && place.step->below->step(name) != nullptr;
         });
}

std::vector<std::string> unit_names(const Names& names) {
  auto known = names.definition.units.names();
  for (const auto& late : names.joined) known.push_back(late.name);
  return known;
}

// The name of a way to enter something, which may be written in Chinese.
std::string entry_kind(const std::string& word) {
  static const std::map<std::string, std::string, std::less<>> kinds{
      {"评分", "score"},      {"更正", "correction"}, {"异议", "objection"},  {"答复", "answer"},
      {"推荐", "nomination"}, {"审定", "grant"},      {"审定完毕", "decided"}};
  const auto known = kinds.find(word);
  return known == kinds.end() ? word : known->second;
}

bool is_blank(const Value& value) { return value.is_null() || (value.text() != nullptr && value.text()->empty()); }

class ActReader {
 public:
  ActReader(const Value& written, const std::string& actor, const Names& names)
      : written_(written), actor_(actor), names_(names) {}

  Result<Act> read() {
    if (is_blank(written_.at("do"))) return fail_with(problem(missing_key, {"do"}));
    const auto does = written_.at("do").text_or("");
    const auto* info = find_act(does);
    if (info == nullptr) return fail_with(unknown_act(does));
    for (const auto& key : info->keys) read(key);
    refuse_other_keys(*info);
    if (!diagnostics_.empty()) return std::move(diagnostics_);
    return info->make(words_);
  }

 private:
  Result<Act> fail_with(Diagnostic diagnostic) {
    diagnostics_.push_back(std::move(diagnostic));
    return std::move(diagnostics_);
  }

  static Diagnostic unknown_act(const std::string& does) {
    std::string names;
    for (const auto& info : acts()) names += " " + std::string(info.name);
    return problem(unknown_name, {"做法", does, "，可用：" + names.substr(1), "; there are:" + names});
  }

  // What nobody would look at.
  void refuse_other_keys(const ActInfo& info) {
    if (written_.map() == nullptr) return;
    const auto known = keys_of(info);
    for (const auto& [key, value] : *written_.map()) {
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      const auto near = nearest(key, known);
      diagnostics_.push_back(
          problem(unknown_key, {std::string(info.name), key, zh_guess(near), en_guess(near), join(known, " ")}));
    }
  }

  // Besides those of the act: what is done when, by whom, on which level.
  static std::vector<std::string> keys_of(const ActInfo& info) {
    std::vector<std::string> known{"do", "as", "at", "on-behalf", "level"};
    for (const auto& key : info.keys) {
      known.emplace_back(key.name);
      if (key.kind == ActKey::Kind::data) known.emplace_back("fields");
    }
    return known;
  }

  void read(const ActKey& key) {
    const std::string name(key.name);
    const auto& value = written_.at(key.name);
    if (!is_blank(value))
      words_[name] = meant(key, value);
    else if (key.need == ActKey::Need::actor)
      words_[name] = own_unit(names_.definition, names_.joined, actor_);
    else if (is_wanted(key))
      diagnostics_.push_back(problem(missing_key, {name}));
  }

  // An award that has been decided is nobody's in particular.
  bool is_wanted(const ActKey& key) const {
    if (key.kind == ActKey::Kind::judged) return entry_kind(written_.at("kind").text_or("")) != "decided";
    return key.need == ActKey::Need::required && key.kind != ActKey::Kind::data;
  }

  Value meant(const ActKey& key, const Value& value) {
    switch (key.kind) {
      case ActKey::Kind::step:
        return step(value.text_or(""));
      case ActKey::Kind::unit:
        return unit(value.text_or(""));
      case ActKey::Kind::unit_or_word: {
        const auto id = names_.unit(value.text_or(""));
        return id ? Value(*id) : value;
      }
      case ActKey::Kind::judged:
        return is_nomination() ? names_.unit(value.text_or("")).value_or(value.text_or("")) : unit(value.text_or(""));
      case ActKey::Kind::entry:
        return entry_kind(value.text_or(""));
      case ActKey::Kind::time:
        return plain_time(value.text_or(""), names_.definition.period);
      case ActKey::Kind::word:
        return value.text() == nullptr ? Value(to_json(value)) : value;
      default:
        return value;
    }
  }

  bool is_nomination() const {
    const auto kind = entry_kind(written_.at("kind").text_or(""));
    return kind == "nomination" || kind == "grant";
  }

  Value unit(const std::string& word) {
    if (auto id = names_.unit(word)) return *std::move(id);
    auto fault = unknown("单位", word, unit_names(names_));
    if (written_.at("do") == Value("open-case")) fault.message = unknown_registrar;
    diagnostics_.push_back(std::move(fault));
    return word;
  }

  Value step(const std::string& word) {
    const auto& definition = names_.definition;
    if (!is_step(definition, step_name_of(word))) diagnostics_.push_back(unknown("步骤", word, step_names(definition)));
    return word;
  }

  const Value& written_;
  const std::string& actor_;
  const Names& names_;
  Value words_{Map{}};
  Diagnostics diagnostics_;
};

std::string word(const Value& act, const char* key) { return act.at(key).text_or(""); }

std::vector<std::string> words(const Value& act, const char* key) {
  std::vector<std::string> out;
  if (const auto* list = act.at(key).list())
    for (const auto& each : *list) out.push_back(each.text_or(""));
  return out;
}

int count(const Value& act, const char* key) { return static_cast<int>(act.at(key).integer_or(0)); }

constexpr ActKey step{"step", ActKey::Kind::step, ActKey::Need::required, "步骤", "the step"};
constexpr ActKey unit{"unit", ActKey::Kind::unit, ActKey::Need::required, "单位", "the unit"};
constexpr ActKey reason{"reason", ActKey::Kind::word, ActKey::Need::required, "理由", "why"};
constexpr ActKey role{"role", ActKey::Kind::word, ActKey::Need::required, "签批的角色", "the role that signs"};

constexpr ActKey own_unit(std::string_view zh, std::string_view en) {
  return {"unit", ActKey::Kind::unit, ActKey::Need::actor, zh, en};
}
constexpr ActKey required(std::string_view name, std::string_view zh, std::string_view en,
                          ActKey::Kind kind = ActKey::Kind::word) {
  return {name, kind, ActKey::Need::required, zh, en};
}
constexpr ActKey optional(std::string_view name, std::string_view zh, std::string_view en,
                          ActKey::Kind kind = ActKey::Kind::word) {
  return {name, kind, ActKey::Need::optional, zh, en};
}

}  // namespace

const std::vector<ActInfo>& acts() {
  using Kind = ActKey::Kind;
  static const std::vector<ActInfo> all{
      {"submit",
       "报送",
       "hand in what a step asks a unit for",
       {step, own_unit("单位；不写即办理人自己", "the unit; who acts if left out"),
        required("data", "表单数据", "what was filled in", Kind::data),
        optional("files", "所附材料", "what comes with it", Kind::files)},
       [](const Value& a) {
         return Submit{word(a, "step"), word(a, "unit"), a.at("data"), {}};
       }},
      {"accept",
       "审核通过",
       "accept what a unit handed in",
       {step, unit},
       [](const Value& a) {
         return Accept{word(a, "step"), word(a, "unit")};
       }},
      {"return",
       "退回",
       "give back what a unit handed in",
       {step, unit, reason},
       [](const Value& a) {
         return Return{word(a, "step"), word(a, "unit"), word(a, "reason")};
       }},
      {"waive",
       "免报",
       "excuse a unit",
       {step, unit, reason},
       [](const Value& a) {
         return Waive{word(a, "step"), word(a, "unit"), word(a, "reason")};
       }},
      {"close",
       "收尾：不再等待，未报的记为缺报",
       "end a step: nobody is waited for any longer",
       {step, reason},
       [](const Value& a) {
         return CloseStep{word(a, "step"), word(a, "reason")};
       }},
      {"close-item",
       "办结一个单位的事项",
       "close what one unit owes",
       {step, unit, reason},
       [](const Value& a) {
         return CloseItem{word(a, "step"), word(a, "unit"), word(a, "reason")};
       }},
      {"decide",
       "作出决定",
       "choose the outcome of a decision",
       {step, required("outcome", "结果", "the outcome"), reason},
       [](const Value& a) {
         return Choose{word(a, "step"), word(a, "outcome"), word(a, "reason")};
       }},
      {"sign",
       "签批",
       "sign a draft",
       {step, role, optional("opinion", "意见", "the opinion")},
       [](const Value& a) {
         return Sign{word(a, "step"), word(a, "role"), word(a, "opinion")};
       }},
      {"send-back",
       "签批时退回拟稿",
       "send a draft back instead of signing it",
       {step, role, reason},
       [](const Value& a) {
         return SendBack{word(a, "step"), word(a, "role"), word(a, "reason")};
       }},
      {"receipt",
       "签收",
       "confirm that a document has been received",
       {step, own_unit("签收的单位；不写即办理人自己", "the unit that received it; who acts if left out")},
       [](const Value& a) {
         return ConfirmReceipt{word(a, "step"), word(a, "unit")};
       }},
      {"open-case",
       "登记一件案件",
       "register a case",
       {step, own_unit("登记的单位；不写即办理人自己", "the unit that registers it; who acts if left out"),
        required("title", "案件名称", "what it is about"), optional("data", "登记的表单数据", "what was filled in", Kind::data)},
       [](const Value& a) {
         return OpenCase{word(a, "step"), word(a, "unit"), a.at("data"), word(a, "title")};
       }},
      {"correct-case",
       "更正一件案件的登记",
       "correct what a case was registered with",
       {step, required("scope", "哪一件", "which one: its key"),
        required("data", "要更正的字段", "the fields to correct", Kind::data), reason},
       [](const Value& a) {
         return CorrectCase{word(a, "step"), word(a, "scope"), a.at("data"), word(a, "reason")};
       }},
      {"close-scope",
       "办结一件案件、一期或一个单位的一层",
       "end one case, period or unit of a step that holds steps",
       {step, required("scope", "哪一件、哪一期或哪个单位", "which one: its key"), reason,
        optional("unit", "移交给哪个单位", "the unit that goes on with it", Kind::unit)},
       [](const Value& a) {
         return CloseScope{word(a, "step"), word(a, "scope"), word(a, "reason"), word(a, "unit")};
       }},
      {"announce",
       "宣布或改动日期",
       "announce a date, or move it",
       {step, required("key", "哪个日期，如 due、on、window", "which date: due, on, window"),
        required("value", "日期", "the date", Kind::time), optional("reason", "理由", "why")},
       [](const Value& a) {
         return Announce{word(a, "step"), word(a, "key"), word(a, "value"), word(a, "reason")};
       }},
      {"reserve-number",
       "预留文号",
       "reserve a document number",
       {step},
       [](const Value& a) { return ReserveNumber{word(a, "step")}; }},
      {"void-number",
       "作废文号",
       "void a document number",
       {required("series", "文号序列", "the series"), required("year", "年份", "the year", Kind::count),
        required("serial", "顺序号", "the serial", Kind::count), reason},
       [](const Value& a) {
         return VoidNumber{word(a, "series"), count(a, "year"), count(a, "serial"), word(a, "reason")};
       }},
      {"paper",
       "登记收到纸质材料、光盘",
       "record that paper or a disc has come in",
       {step, unit, required("kind", "材料名称", "the kind of material")},
       [](const Value& a) {
         return ReceivePaper{word(a, "step"), word(a, "unit"), word(a, "kind")};
       }},
      {"join",
       "单位中途加入",
       "a unit joins",
       {required("unit", "单位编号", "its id"), optional("name", "单位名称", "its name"),
        optional("parent", "上级单位", "the unit above it"),
        optional("groups", "类别或分组", "its class and groups", Kind::words)},
       [](const Value& a) {
         return Join{word(a, "unit"), word(a, "name"), word(a, "parent"), words(a, "groups")};
       }},
      {"leave",
       "单位退出",
       "a unit leaves",
       {unit, reason},
       [](const Value& a) {
         return Leave{word(a, "unit"), word(a, "reason")};
       }},
      {"enter",
       "考核录入",
       "enter what an assessment asks people for",
       {step, required("rule", "考核项或荣誉", "the item or award"),
        optional("unit", "被考核的单位或被推荐者", "who is judged or nominated", Kind::judged),
        optional("points", "分数", "the points", Kind::value),
        optional(
            "kind",
            "score 评分（不写即是）、correction 更正、objection 异议、answer 答复、nomination 推荐、grant 审定、decided 审定完毕",
            "score (if left out), correction, objection, answer, nomination, grant, decided", Kind::entry),
        optional("part", "清单的一条", "of a checklist"),
        optional("granted", "是否审定同意", "whether it is granted", Kind::flag), reason},
       [](const Value& a) {
         return Enter{word(a, "step"),   a.at("kind").text_or("score"),
                      word(a, "rule"),   word(a, "part"),
                      word(a, "unit"),   a.at("points"),
                      word(a, "reason"), a.at("granted").boolean_or(true)};
       }},
      {"set",
       "给参数定值",
       "give a parameter its value",
       {required("name", "参数名", "the parameter"), required("value", "值", "its value", Kind::value), reason},
       [](const Value& a) {
         return SetParameter{word(a, "name"), a.at("value"), word(a, "reason")};
       }},
      {"go-live",
       "补录完毕，从此按时钟进行",
       "all that was done on paper has been entered: go by the clock from now on",
       {},
       [](const Value&) { return GoLive{}; }},
      {"save",
       "存草稿",
       "keep what is filled in so far",
       {step, own_unit("单位；不写即办理人自己", "the unit; who acts if left out"),
        required("data", "表单数据", "what was filled in", Kind::data)},
       [](const Value& a) {
         return SaveDraft{word(a, "step"), word(a, "unit"), a.at("data")};
       }},
      {"withdraw",
       "撤回还没有接收的报送",
       "take a report back that nobody has accepted",
       {step, own_unit("单位；不写即办理人自己", "the unit; who acts if left out"), optional("reason", "理由", "why")},
       [](const Value& a) {
         return Withdraw{word(a, "step"), word(a, "unit"), word(a, "reason")};
       }},
      {"reconfirm",
       "照以前接收的一版再报一次",
       "report once more what was accepted before",
       {step, own_unit("单位；不写即办理人自己", "the unit; who acts if left out")},
       [](const Value& a) {
         return Reconfirm{word(a, "step"), word(a, "unit")};
       }},
      {"extend",
       "给一个单位延期",
       "give one unit a new due date",
       {step, unit, required("due", "新的截止日", "the new due date", Kind::time), reason},
       [](const Value& a) {
         return Extend{word(a, "step"), word(a, "unit"), word(a, "due"), word(a, "reason")};
       }},
      {"delegate",
       "委托别的单位或人代办，责任不变",
       "let another unit or person do it; the unit goes on answering for it",
       {step, own_unit("单位；不写即办理人自己", "the unit; who acts if left out"),
        optional("to", "受委托的单位或账号；不写即收回", "who does it; taken back if left out", Kind::unit_or_word),
        optional("reason", "理由", "why")},
       [](const Value& a) {
         return Delegate{word(a, "step"), word(a, "unit"), word(a, "to"), word(a, "reason")};
       }},
      {"transfer",
       "转由别的单位负责",
       "let another unit answer for it",
       {step, unit, required("to", "接手的单位", "the unit that takes it over", Kind::unit), reason},
       [](const Value& a) {
         return Transfer{word(a, "step"), word(a, "unit"), word(a, "to"), word(a, "reason")};
       }},
      {"urge",
       "催办",
       "remind a unit by hand",
       {step, unit, optional("text", "要说的话", "what to say")},
       [](const Value& a) {
         return Urge{word(a, "step"), word(a, "unit"), word(a, "text")};
       }},
      {"suspend",
       "暂停一个单位的事项",
       "stop the clock for one unit",
       {step, unit, reason},
       [](const Value& a) {
         return Suspend{word(a, "step"), word(a, "unit"), word(a, "reason")};
       }},
      {"resume",
       "恢复一个单位的事项",
       "let the clock go on for one unit",
       {step, unit, optional("reason", "理由", "why")},
       [](const Value& a) {
         return Resume{word(a, "step"), word(a, "unit"), word(a, "reason")};
       }},
      {"cancel",
       "取消一个步骤",
       "call a step off",
       {step, reason},
       [](const Value& a) {
         return Cancel{word(a, "step"), word(a, "reason")};
       }},
      {"go-back",
       "退回到一个步骤，从它起重办",
       "go back to a step: it and what follows from it are done once more",
       {step, reason},
       [](const Value& a) {
         return GoBack{word(a, "step"), word(a, "reason")};
       }},
      {"ask-countersign",
       "请别的单位会签",
       "ask units to countersign",
       {step, optional("unit", "哪个单位的报送；不写即文稿", "whose report; the draft if left out", Kind::unit),
        required("signers", "会签单位", "who countersigns", Kind::words),
        optional("way", "all 全部（不写即是）、any 一家即可、in-turn 依次，或家数",
                 "all (if left out), any, in-turn, or how many")},
       [](const Value& a) {
         return AskCountersign{word(a, "step"), word(a, "unit"), words(a, "signers"), word(a, "way")};
       }},
      {"add-signer",
       "加签",
       "ask one more unit to countersign",
       {step, optional("unit", "哪个单位的报送；不写即文稿", "whose report; the draft if left out", Kind::unit),
        required("signer", "会签单位", "the unit", Kind::unit), optional("reason", "理由", "why")},
       [](const Value& a) {
         return AddSigner{word(a, "step"), word(a, "unit"), word(a, "signer"), word(a, "reason")};
       }},
      {"drop-signer",
       "减签",
       "ask a unit no more to countersign",
       {step, optional("unit", "哪个单位的报送；不写即文稿", "whose report; the draft if left out", Kind::unit),
        required("signer", "会签单位", "the unit", Kind::unit), optional("reason", "理由", "why")},
       [](const Value& a) {
         return DropSigner{word(a, "step"), word(a, "unit"), word(a, "signer"), word(a, "reason")};
       }},
      {"countersign",
       "会签",
       "countersign",
       {step, optional("unit", "哪个单位的报送；不写即文稿", "whose report; the draft if left out", Kind::unit),
        optional("agrees", "是否同意；不写即同意", "whether it agrees; yes if left out", Kind::flag),
        optional("opinion", "意见；不同意的必须写", "the opinion; wanted of one who does not agree")},
       [](const Value& a) {
         return Countersign{word(a, "step"), word(a, "unit"), a.at("agrees").boolean_or(true), word(a, "opinion")};
       }},
      {"circulate",
       "传阅",
       "send copies to read",
       {step, required("to", "传给哪些单位", "to which units", Kind::words), optional("text", "要说的话", "what to say")},
       [](const Value& a) {
         return Circulate{word(a, "step"), words(a, "to"), word(a, "text")};
       }},
      {"read",
       "阅知：看过传来的",
       "confirm that a copy has been read",
       {step},
       [](const Value& a) { return ConfirmReading{word(a, "step")}; }},
      {"recompute", "重新汇总", "make a result anew", {step}, [](const Value& a) { return Recompute{word(a, "step")}; }},
  };
  return all;
}

const ActInfo* find_act(std::string_view name) {
  // As they were called before.
  static const std::map<std::string_view, std::string_view> former{{"choose", "decide"}, {"receive", "receipt"}};
  if (const auto found = former.find(name); found != former.end()) name = found->second;
  const auto found = std::find_if(acts().begin(), acts().end(), [&](const auto& info) { return info.name == name; });
  return found == acts().end() ? nullptr : &*found;
}

std::optional<std::string> Names::unit(std::string_view word) const {
  if (const auto* found = definition.units.find(word)) return found->id;
  const auto late =
      std::find_if(joined.begin(), joined.end(), [&](const auto& each) { return each.id == word || each.name == word; });
  return late == joined.end() ? std::nullopt : std::optional(late->id);
}

Result<Act> read_act(const Value& written, const std::string& actor, const Names& names) {
  return ActReader(written, actor, names).read();
}

Result<std::string> read_actor(const Value& written, std::string_view key, const Names& names) {
  const auto word = written.at(key).text_or("");
  if (word.empty()) return Diagnostics{problem(missing_key, {std::string(key)})};
  if (auto id = names.unit(word)) return *std::move(id);
  if (is_actor(names.definition, names.joined, word)) return word;
  return Diagnostics{unknown("单位", word, unit_names(names))};
}

}  // namespace hongtou
