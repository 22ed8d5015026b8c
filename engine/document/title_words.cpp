#include "engine/document/title_words.h"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <string_view>

#include "engine/text.h"

namespace hongtou {

namespace {

// Terms of the trade that no general dictionary holds, and words that it takes to pieces.
constexpr std::array<std::string_view, 130> terms{
    "非法集资",   "防范非法集资", "打击非法集资", "处置非法集资",   "防范和处置非法集资",
    "处非办",     "打非办",       "领导小组",     "领导组",         "监督管理",
    "地方金融",   "金融监管",     "小额贷款",     "融资担保",       "理财类",
    "宣传月",     "宣传周",       "宣传教育",     "风险排查",       "风险防控",
    "监测预警",   "举报奖励",     "专项整治",     "专项行动",       "专项检查",
    "专项排查",   "专项治理",     "专项工作",     "专项资金",       "专项债券",
    "安全生产",   "有限空间",     "应急预案",     "应急管理",       "应急救援",
    "防汛抗旱",   "防灾减灾",     "森林草原",     "防灭火",         "大排查",
    "大整治",     "大检查",       "大走访",       "二十大",         "隐患排查",
    "成员单位",   "人民政府",     "人民法院",     "党委",           "办公室",
    "办公厅",     "委员会",       "市委",         "区委",           "县委",
    "省委",       "人大常委",     "组成人员",     "实施方案",       "工作方案",
    "行动方案",   "活动方案",     "实施意见",     "指导意见",       "实施细则",
    "管理办法",   "暂行办法",     "暂行规定",     "若干措施",       "若干意见",
    "工作要点",   "工作总结",     "工作情况",     "工作会议",       "开展情况",
    "行动计划",   "工作计划",     "有关工作",     "有关事项",       "相关工作",
    "重要批示",   "决策部署",     "营商环境",     "高质量发展",     "公共卫生",
    "医疗机构",   "医疗保障",     "卫生健康",     "义务教育阶段",   "职业教育",
    "中小学",     "中小企业",     "乡村振兴",     "人居环境",       "污水处理",
    "污染防治",   "生态环境",     "自然资源",     "人力资源",       "社会保障",
    "社会保险",   "经济运行",     "经济技术",     "开发区",         "社会发展",
    "国民经济",   "基层治理",     "治理体系",     "治理能力现代化", "网格化",
    "可行性",     "市场监管",     "市场主体",     "市场监督",       "政务公开",
    "政务服务",   "政务新媒体",   "政府网站",     "政府采购",       "行政许可",
    "行政执法",   "非机动车",     "集体产权",     "先进集体",       "先进个人",
    "规范性文件", "行政事业单位", "规范化",       "信息化",         "数字化"};
// Verbs: their objects may well begin a line.
constexpr std::array<std::string_view, 53> verbs{
    "开展", "印发", "转发", "批转", "做好", "加强", "推进", "召开", "举办", "组织", "调整", "公布", "发布", "报送",
    "下达", "表彰", "贯彻", "落实", "实施", "成立", "设立", "征求", "批准", "同意", "规范", "完善", "建立", "健全",
    "深化", "优化", "提升", "促进", "支持", "启动", "宣传", "学习", "打击", "防范", "处置", "通报", "整治", "申报",
    "商请", "请求", "批复", "撤销", "给予", "废止", "修改", "制定", "核查", "协助", "公示"};
// What they describe follows on the line.
constexpr std::array<std::string_view, 20> adverbs{"进一步", "切实", "认真", "严格", "全面", "扎实", "深入",
                                                   "坚决",   "积极", "大力", "着力", "统筹", "继续", "依法",
                                                   "联合",   "共同", "有效", "加快", "持续", "有关"};
constexpr std::array<std::string_view, 12> organs{"局",   "厅",   "委",   "部",     "办",     "院",
                                                  "政府", "部门", "小组", "委员会", "办公室", "办公厅"};
constexpr std::string_view opening = "“‘（《〈【〔";
constexpr std::string_view closing = "”’）》〉】〕";
constexpr std::string_view numerals = "〇一二三四五六七八九十百千万两几";
constexpr std::string_view leading = "和与及并暨新全各本该对向在为由至第非某高大〇一二三四五六七八九十两几";  // of what follows
constexpr std::string_view trailing = "的等会员者率性类型案月周期后前中时所队组办局室部委";  // even behind a verb
constexpr std::string_view measures = "名个项件家批次期条位号起场级";
constexpr std::string_view joiners = "—～-·";

constexpr std::size_t within_a_phrase = 4, before_and = 3, behind_a_verb = 1, behind_a_year = 1;

template <class Words>
bool contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// A single character out of a row of them.
bool is_one_of(std::string_view word, std::string_view characters) {
  return character_count(word) == 1 && characters.find(word) != std::string_view::npos;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool ends_with_digit(std::string_view word) { return !word.empty() && is_digit(word.back()); }

bool all_numerals(std::string_view word) {
  for (; word.size() >= 3; word.remove_prefix(3))
    if (numerals.find(word.substr(0, 3)) == std::string_view::npos) return false;
  return word.empty();
}

bool is_ordinal(std::string_view word) { return word.size() > 3 && word.starts_with("第") && all_numerals(word.substr(3)); }
bool counts(std::string_view word) { return ends_with_digit(word) || all_numerals(word) || is_ordinal(word); }

// The offsets at which a break would part a term.
template <class Words>
void mark_inside(const Words& words, const std::string& title, std::vector<bool>& inside) {
  for (const auto word : words)
    for (auto at = title.find(word); at != std::string::npos; at = title.find(word, at + word.size()))
      std::fill_n(inside.begin() + static_cast<std::ptrdiff_t>(at) + 1, word.size() - 1, true);
}

std::vector<std::string> dictionary_words(const std::string& title) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(icu::BreakIterator::createWordInstance(icu::Locale("zh"), status));
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU finds no words: ") + u_errorName(status));
  const auto text = icu::UnicodeString::fromUTF8(title);
  breaks->setText(text);
  std::vector<bool> inside(title.size());
  mark_inside(terms, title, inside);
  mark_inside(verbs, title, inside);
  std::vector<std::string> words;
  std::size_t offset = 0;
  for (auto begin = breaks->first(), end = breaks->next(); end != icu::BreakIterator::DONE; begin = end, end = breaks->next()) {
    std::string word;
    text.tempSubStringBetween(begin, end).toUTF8String(word);
    if (offset < inside.size() && inside[offset])
      words.back() += word;
    else
      words.push_back(word);
    offset += word.size();
  }
  return words;
}

class Reader {
 public:
  explicit Reader(std::vector<std::string> words) : words_(std::move(words)) {}

  std::vector<TitleWord> read() const {
    std::vector<TitleWord> out;
    std::vector<std::size_t> ends;  // of the brackets around a word, the outermost first
    for (std::size_t i = 0; i < words_.size(); ++i) {
      while (!ends.empty() && ends.back() <= i) ends.pop_back();
      out.push_back({words_[i], i == 0 ? Tie::none : tie(i), i == 0 ? 0 : cost(i), ends.size()});
      if (is_one_of(words_[i], opening)) ends.push_back(end_of_bracket(i));
    }
    return out;
  }

 private:
  const std::string& word(std::size_t i) const { return words_[i]; }
  std::string_view before(std::size_t i, std::size_t count = 1) const {
    return i < count ? std::string_view() : std::string_view(words_[i - count]);
  }

  // Past the bracket that closes the one at `open`, or the word after it when none does.
  std::size_t end_of_bracket(std::size_t open) const {
    int depth = 0;
    for (auto i = open; i < words_.size(); ++i) {
      if (is_one_of(words_[i], opening)) ++depth;
      if (is_one_of(words_[i], closing) && --depth == 0) return i + 1;
    }
    return open + 1;
  }

  Tie tie(std::size_t i) const {
    if (ties_to_what_follows(i)) return Tie::strong;
    const bool begins = leads(i) || is_one_of(word(i), opening) || character_count(word(i)) > 1;
    return begins ? Tie::none : Tie::weak;
  }

  // Whether the word before `i` must not end a line.
  bool ties_to_what_follows(std::size_t i) const {
    const auto last = before(i);
    if (last == "关于" || last == "等" || contains(adverbs, last)) return true;
    if (last == "的" && i + 1 == words_.size()) return true;
    if (is_one_of(last, opening) || is_one_of(last, joiners) || leads(i - 1)) return true;
    if (counts(last)) return true;
    return is_one_of(last, measures) && counts(before(i, 2)) && !is_one_of(last, "号");
  }

  // Whether a character of its own begins what follows rather than end what stands before it: 省 in 转发省财政厅 does.
  bool leads(std::size_t i) const {
    if (character_count(word(i)) > 1 || is_one_of(word(i), trailing) || is_one_of(word(i), closing)) return false;
    if (contains(verbs, before(i)) || before(i) == "关于") return true;
    return is_one_of(word(i), leading);
  }

  std::size_t cost(std::size_t i) const {
    const auto last = before(i);
    if (word(i) == "关于" || is_one_of(word(i), opening) || names_organ(last)) return 0;
    if (contains(verbs, last)) return contains(verbs, word(i)) ? within_a_phrase : behind_a_verb;
    if (last == "年" || last == "年度" || last == "期间" || last == "季度" || last.ends_with("半年")) return behind_a_year;
    return is_one_of(word(i), "和与及") ? before_and : within_a_phrase;
  }

  static bool names_organ(std::string_view word) {
    return std::any_of(organs.begin(), organs.end(), [&](auto end) { return word.ends_with(end); });
  }

  const std::vector<std::string> words_;
};

}  // namespace

std::vector<TitleWord> words_of_title(const std::string& title) { return Reader(dictionary_words(title)).read(); }

}  // namespace hongtou
