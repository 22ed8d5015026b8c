#include "engine/lint/rule.h"

#include <algorithm>
#include <stdexcept>

#include "engine/text.h"

namespace hongtou::lint {

const std::vector<Rule>& rules() {
  using enum Level;
  static const std::vector<Rule> all{
      // the sheet
      {"9704-5.1", must, "用 A4 纸", "the paper is A4"},
      {"9704-5.2.1a", must, "天头 37 mm（文字处理软件里 34.58 mm）", "white at the top 37 mm (34.58 mm in a word processor)"},
      {"9704-5.2.1b", must, "订口 28 mm", "white at the left 28 mm"},
      {"9704-5.2.1c", must, "版心宽 156 mm、高 225 mm", "type area 156 × 225 mm"},
      {"9704-5.2.3", should, "每面 22 行，行距约 29 磅", "22 lines a side, about 29 pt apart"},
      {"9704-5.2.4", must, "文字为黑色", "text is black"},
      {"9704-7.1c", must, "要素按规定的次序排列", "the elements stand in the order of the standard"},
      {"9704-7.3.3a", must, "首页有正文", "the first page shows body text"},
      {"practice-embedding", practice, "字体嵌入文件，换一台机器也是原样",
       "fonts are embedded, so that every machine shows the same"},
      {"practice-table-1", practice, "表格不出版心", "tables stay within the type area"},
      {"practice-table-2", practice, "表头每页重复", "the head of a table is repeated on every page"},
      // head
      {"9704-7.2.1a", should, "份号用 6 位阿拉伯数字", "a copy number has six Arabic digits"},
      {"9704-7.2.1b", must, "份号顶格，在版心第一行", "the copy number stands at the left on the first line of the type area"},
      {"9704-7.2.1c", must, "涉密公文要标份号", "a classified document carries a copy number"},
      {"9704-7.2.2b", must, "密级顶格，在版心第二行",
       "the security level stands at the left on the second line of the type area"},
      {"9704-7.2.2c", must, "保密期限的数字用阿拉伯数字", "the digits of the secrecy period are Arabic"},
      {"9704-7.2.2d", should, "密级写“绝密”“机密”“秘密”，与期限之间用“★”隔开，不空格",
       "the level is 绝密, 机密 or 秘密, with ★ before the period and no spaces"},
      {"9704-7.2.3a", should, "紧急程度写“特急”或“加急”", "the urgency is 特急 or 加急"},
      {"9704-7.2.4a", must, "发文机关标志由机关名称加“文件”组成，或只写机关名称",
       "the issuer's mark is the organ's name, with or without 文件"},
      {"9704-7.2.4b", must, "发文机关标志居中，上边距版心上边 35 mm",
       "the issuer's mark is centred, its top 35 mm below that of the type area"},
      {"9704-7.2.4c", should, "发文机关标志用红色小标宋", "the issuer's mark is red, in small biaosong"},
      {"9704-7.2.5a", must, "发文字号在标志下空二行，居中", "the document number stands two lines below the mark, centred"},
      {"9704-7.2.5b", must, "发文字号的年份用六角括号〔〕括入，标全称", "the year of a document number stands in full in 〔〕"},
      {"9704-7.2.5c", must, "发文顺序号不加“第”，不编虚位", "the serial takes no 第 and no leading zero"},
      {"9704-7.2.5d", must, "上行文的发文字号居左空一字", "the number of an upward document stands one character in"},
      {"9704-7.2.5e", should, "联合行文只标主办机关的发文字号", "a joint issue has the leading organ's number only"},
      {"9704-7.2.6a", must, "上行文标签发人，“签发人”后用全角冒号",
       "an upward document names its 签发人, with a full-width colon"},
      {"9704-7.2.7a", must, "发文字号下 4 mm 有与版心等宽的红色分隔线",
       "a red rule as wide as the type area stands 4 mm below the document number"},
      // letters, orders, minutes
      {"9704-10.1a", must, "信函的标志只写发文机关名称，不加“文件”，居中，上边距纸上边 30 mm",
       "the mark of a letter is the organ's name without 文件, centred, its top 30 mm below the edge of the sheet"},
      {"9704-10.1c", must, "联合行文的信函只用主办机关的标志", "a joint letter has the leading organ's mark only"},
      {"9704-10.1d", must, "信函标志下 4 mm 印红色双线，上粗下细，长 170 mm",
       "a red double rule 4 mm below the mark of a letter, the upper one thick, 170 mm long"},
      {"9704-10.1e", must, "信函首页距纸下边 20 mm 印红色双线，上细下粗",
       "a red double rule 20 mm above the edge of a letter's first page, the lower one thick"},
      {"9704-10.1g", must, "信函的发文字号顶版心右边", "the number of a letter ends at the right edge of the type area"},
      {"9704-10.1h", must, "信函的标题在最后一个要素下空二行",
       "the title of a letter stands two lines below the last element above it"},
      {"9704-10.1j", must, "信函首页不印页码", "the first page of a letter has no number"},
      {"9704-10.1k", must, "信函的版记不写印发机关和印发日期", "the imprint of a letter has no printing office and no date"},
      {"9704-10.2a", must, "命令的标志由发文机关全称加“命令”或“令”组成，居中，上边距版心上边 20 mm",
       "the mark of an order is the organ's full name with 命令 or 令, centred, its top 20 mm below that of the type area"},
      {"9704-10.2c", must, "令号写作“第1号”", "the number of an order is written 第1号"},
      {"9704-10.3a", must, "纪要的标志由“×××××纪要”组成，居中，上边距版心上边 35 mm",
       "the mark of minutes ends with 纪要, is centred, its top 35 mm below that of the type area"},
      {"9704-10.3c", should, "“出席”“请假”“列席”后用全角冒号", "a full-width colon follows 出席, 请假 and 列席"},
      // title
      {"9704-7.3.1a", should, "标题用二号小标宋，不加粗", "the title is in 22 pt small biaosong, not bold"},
      {"9704-7.3.1b", must, "标题在红色分隔线下空二行，居中", "the title is centred, two lines below the red rule"},
      {"9704-7.3.1c", must, "标题换行时词意完整，不拆书名号、引号和数字",
       "a title breaks between words, never inside 《》, “” or a number"},
      {"9704-7.3.1d", must, "多行标题排成梯形或菱形", "the lines of a title form a trapezium or a lozenge"},
      {"practice-title-1", practice, "标题由事由和文种组成：关于……的通知", "a title tells the matter and the kind: 关于……的通知"},
      {"practice-title-2", practice, "标题除书名号、引号、括号外不用标点", "a title has no punctuation but 《》, “” and （）"},
      {"practice-title-line", practice, "标题行距 33 至 35 磅", "lines of a title are 33 to 35 pt apart"},
      // recipients and body
      {"9704-7.3.2a", must, "主送机关在标题下空一行，顶格", "the recipients stand a line below the title, at the left edge"},
      {"9704-7.3.2b", must, "主送机关最后用全角冒号", "a full-width colon ends the recipients"},
      {"practice-zhusong", practice, "主送机关之间用“、”“，”", "recipients are separated by 、 or ，"},
      {"9704-7.3.3b", should, "正文用三号仿宋", "the body is in 16 pt fangsong"},
      {"9704-7.3.3c", must, "正文紧接主送机关下一行", "the body begins on the line after the recipients"},
      {"9704-7.3.3d", must, "每段左空二字，用首行缩进，不用空格",
       "a paragraph begins two characters in, by an indent and not by spaces"},
      {"9704-7.3.3e", should, "层次序数依次用“一、”“（一）”“1.”“（1）”",
       "levels are numbered 一、 （一） 1. （1） in this order"},
      {"9704-7.3.3f", should, "第一层黑体，第二层楷体，第三、四层仿宋",
       "level 1 in heiti, level 2 in kaiti, 3 and 4 in fangsong"},
      {"practice-heading-sequence", practice, "序号连续", "numbers follow each other"},
      {"practice-heading-end", practice, "独立成行的标题末尾不用标点", "a heading on a line of its own ends without a mark"},
      {"practice-lonely", practice, "标题不单独落在页末", "a heading does not stay alone at the foot of a page"},
      {"practice-bold", practice, "层次标题不加粗", "headings are not bold"},
      {"practice-spacing", practice, "段前段后为 0", "no space before and after paragraphs"},
      {"practice-latin", practice, "数字和字母用 Times New Roman", "digits and Latin letters in Times New Roman"},
      {"practice-theme-font", practice, "写明字体，不用主题字体", "faces are named, not taken from the theme"},
      {"practice-quote-face", practice, "引号、破折号按中文排", "quotation marks and dashes are set as Chinese"},
      // attachment note
      {"9704-7.3.4a", must, "附件说明写“附件：”，用全角冒号", "the attachment note begins 附件：with a full-width colon"},
      {"9704-7.3.4b", must, "有几个附件的，用“1.”“2.”编号", "several attachments are numbered 1. 2."},
      {"9704-7.3.4c", must, "附件名称后不用标点", "no mark after the name of an attachment"},
      {"practice-fujian-one", should, "只有一个附件的不编号", "a single attachment has no number"},
      {"practice-fujian-marks", practice, "附件名称不加书名号", "the name of an attachment stands without 《》"},
      // signature
      {"9704-7.3.5.1b", must, "发文机关署名和成文日期都要有", "a document has both the issuer's name and the date"},
      {"9704-7.3.5.1a", should, "加盖印章的，成文日期右空四字", "a sealed date stands four characters from the right"},
      {"9704-7.3.5.2a", must, "署名和成文日期在右侧", "name and date stand at the right"},
      {"9704-7.3.5.2b", must, "日期首字比署名首字右移二字，或者为盖章右空四字",
       "the date begins two characters right of the name, or leaves four at the right for a seal"},
      {"9704-7.3.5.4", must, "成文日期用阿拉伯数字写全年月日，不编虚位",
       "the date in Arabic digits, year, month and day, no leading zero"},
      {"9704-7.3.5.5", should, "印章、日期所在的页有正文，不用“此页无正文”",
       "the page of seal and date shows some of the text, never 此页无正文"},
      {"9704-7.3.6", must, "附注用全角圆括号括入", "the note stands in full-width brackets"},
      // attachments
      {"9704-7.3.7a", must, "附件另面编排", "an attachment begins on a new side"},
      {"9704-7.3.7b", must, "“附件”和序号用三号黑体顶格，不加冒号",
       "附件 and its number in 16 pt heiti at the left edge, no colon"},
      {"9704-7.3.7c", must, "附件标题居中", "the title of an attachment is centred"},
      {"9704-7.3.7d", must, "附件的序号和标题与附件说明一致", "number and title of an attachment are those of the note"},
      {"9704-7.4.1a", must, "版记分隔线与版心等宽", "the rules of the imprint are as wide as the type area"},
      // imprint
      {"9704-7.4.1b", should, "版记首末分隔线 0.35 mm，中间的 0.25 mm",
       "the outer rules of the imprint are 0.35 mm, inner ones 0.25 mm"},
      {"9704-7.4.1c", must, "版记在最后一面，末条分隔线与版心下边缘重合",
       "the imprint ends the last page, its last rule at the foot of the type area"},
      {"33476.2-7.3.1", should, "版记在偶数页", "the imprint stands on an even page"},
      {"9704-7.4.2a", should, "版记用四号仿宋，左右各空一字", "the imprint is in 14 pt fangsong, a character in at both sides"},
      {"9704-7.4.2b", must, "“抄送”后用全角冒号", "抄送 is followed by a full-width colon"},
      {"9704-7.4.2c", must, "抄送机关最后用句号", "a full stop ends the copy recipients"},
      {"9704-7.4.3b", must, "印发机关左空一字，印发日期右空一字，后加“印发”",
       "the printing office stands a character in at the left, the date at the right, followed by 印发"},
      {"9704-7.4.3c", must, "印发日期用阿拉伯数字写全年月日，不编虚位",
       "the date of printing in Arabic digits, year, month and day, no leading zero"},
      {"practice-imprint-date", practice, "印发日期不早于成文日期", "the date of printing is not before the date of issue"},
      // page numbers
      {"9704-7.1b", must, "页码在版心外", "page numbers stand outside of the type area"},
      {"9704-7.5a", should, "页码用四号半角宋体", "page numbers in 14 pt song"},
      {"9704-7.5b", must, "页码两侧各放一条一字线：— 1 —", "an em line on each side of the page number: — 1 —"},
      {"9704-7.5c", must, "页码的一字线在版心下边缘下 7 mm", "the em lines of page numbers lie 7 mm below the type area"},
      {"9704-7.5d", must, "单页码居右，双页码居左", "odd page numbers at the right, even ones at the left"},
      {"9704-8a", must, "横排页的页码位置与其他页一致", "the number of a page in landscape stands where it does on the others"},
      {"9704-8b", must, "横排表格，单页表头在订口一边，双页在切口一边",
       "a table in landscape has its head at the binding edge of odd pages and at the cut edge of even ones"},
      // numbers, GB/T 15835—2011
      {"15835-4.2.2", must, "概数用汉字，中间不加顿号", "approximations in Chinese numerals without 、"},
      {"15835-4.2.3", must, "固定的词语用汉字：星期五", "fixed words keep Chinese numerals: 星期五"},
      {"15835-4.3", should, "同一篇里年份的写法一致", "years are written one way in a document"},
      {"15835-5.1.1", should, "大数的分节写法一致", "large numbers are grouped one way"},
      {"15835-5.1.2", must, "小数点前的 0 不省略", "a decimal fraction keeps its leading 0"},
      {"15835-5.1.3", must, "数值范围用“～”，前面的“%”“万”“亿”不省略",
       "a range takes ～, and %, 万 and 亿 are not dropped from its first number"},
      {"15835-5.1.4", should, "日期写成年月日", "a date is written 年 月 日"},
      {"15835-5.1.6", must, "含月日的专名用间隔号：“3·15”", "named days take an interpunct: “3·15”"},
      {"15835-5.1.7", must, "阿拉伯数字用半角", "Arabic digits are half width"},
      {"15835-5.2", must, "年份里的“零”写作“〇”", "zero is 〇 in years"},
      {"15835-5.3", should, "不混用：写 1500，不写 1千5百", "not mixed: 1500, never 1千5百"},
      {"15835-year", must, "年份写全四位", "a year has four digits"},
      // punctuation, GB/T 15834—2011
      {"15834-form", must, "汉字之间的标点用全角", "marks between Chinese characters are full width"},
      {"15834-4.1", must, "句末用句号“。”", "a sentence ends with 。"},
      {"15834-4.5", should, "并列的书名号、引号之间不用顿号", "no 、 between adjacent 《》 or “”"},
      {"15834-4.8", must, "引号用“ ”", "quotation marks are “ ”"},
      {"15834-4.8n", must, "引号里再用引号，用‘ ’", "quotation marks inside “ ” are ‘ ’"},
      {"15834-4.9", must, "中文里的括号用全角", "brackets in Chinese text are full width"},
      {"15834-4.10", must, "破折号是“——”", "a dash is ——"},
      {"15834-4.11", must, "省略号是“……”", "an ellipsis is ……"},
      {"15834-4.13", must, "连接号：时间和地点用“—”，数值范围用“～”", "connectors: — for times and places, ～ for numbers"},
      {"15834-4.14", must, "间隔号是“·”", "an interpunct is ·"},
      {"15834-4.15", must, "书名号里再用书名号，用〈〉", "《》 inside 《》 become 〈〉"},
      {"15834-B", should, "“一”后用“、”，“（一）”和“①”后不用标点，“第一”后用“，”",
       "一 takes 、; （一） and ① take nothing; 第一 takes ，"},
      {"practice-pairs", practice, "括号、引号、书名号成对", "brackets and quotation marks come in pairs"},
      {"practice-double-mark", practice, "标点不重复", "marks are not doubled"},
      {"practice-space", practice, "汉字与数字、汉字与汉字之间不空格", "no spaces between Chinese characters and digits"},
      {"practice-quote", practice, "引用公文先引标题，后引发文字号", "a document is quoted by its title, then its number"},
  };
  return all;
}

const Rule& rule(std::string_view id) {
  const auto found = std::find_if(rules().begin(), rules().end(), [&](const Rule& each) { return each.id == id; });
  if (found == rules().end()) throw std::logic_error("lint has no rule " + std::string(id));
  return *found;
}

void Report::add(std::string_view id, const Line& line, std::string wanted) { add(id, line, line.text, std::move(wanted)); }

void Report::add(std::string_view id, const Line& line, std::string found, std::string wanted) {
  findings_.push_back({&rule(id), &line, 0, line.text.size(), std::move(found), std::move(wanted), {}, line.page()});
}

void Report::add(std::string_view id, const Line& line, std::size_t begin, std::size_t end, std::string wanted,
                 std::optional<std::string> mended) {
  findings_.push_back(
      {&rule(id), &line, begin, end, line.text.substr(begin, end - begin), std::move(wanted), std::move(mended), line.page()});
}

void Report::add(std::string_view id, std::string found, std::string wanted) {
  findings_.push_back({&rule(id), nullptr, 0, 0, std::move(found), std::move(wanted), {}, 0});
}

void Report::add_on_page(std::string_view id, int page, std::string found, std::string wanted) {
  findings_.push_back({&rule(id), nullptr, 0, 0, std::move(found), std::move(wanted), {}, page});
}

Severity severity_of(Level level) {
  switch (level) {
    case Level::must:
      return Severity::error;
    case Level::should:
      return Severity::warning;
    case Level::practice:
      break;
  }
  return Severity::note;
}

namespace {

constexpr std::size_t shown = 24;  // characters of what was found

std::string shortened(const std::string& text) {
  constexpr auto mark = static_cast<char32_t>(data_mark);
  auto characters = to_utf32(text);
  characters.erase(std::unique(characters.begin(), characters.end(), [](auto a, auto b) { return a == mark && b == mark; }),
                   characters.end());
  std::replace(characters.begin(), characters.end(), mark, U'…');
  if (characters.size() > shown) characters = characters.substr(0, shown) + U"…";
  return to_utf8(characters);
}

}  // namespace

std::string to_text(const Finding& finding, Language language) {
  const bool zh = language == Language::zh;
  std::string text = finding.line == nullptr ? "" : std::string(name_of(finding.line->role, language)) + (zh ? "：" : ": ");
  text += zh ? finding.rule->zh : finding.rule->en;
  if (!finding.found.empty()) text += (zh ? "；现为“" : "; found “") + shortened(finding.found) + "”";
  if (!finding.wanted.empty()) text += (zh ? "，应为“" : ", wanted “") + shortened(finding.wanted) + "”";
  return text;
}

}  // namespace hongtou::lint
