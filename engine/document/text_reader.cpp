#include "engine/document/text_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "engine/calendar.h"
#include "engine/document/block_words.h"
#include "engine/document/elements.h"
#include "engine/document/grid_reader.h"
#include "engine/document/head_elements.h"
#include "engine/document/heading_level.h"
#include "engine/document/page.h"
#include "engine/document/signature.h"
#include "engine/document/table_fit.h"
#include "engine/text.h"

namespace hongtou::gw {

namespace {

constexpr Message no_head{"text.no_head", "文稿没有以“---”开头的要素部分", "the text does not begin with “---” and its elements",
                          "第一行写“---”，然后逐行写标题、主送机关等要素，再写一行“---”",
                          "write a line “---”, one element a line (标题, 主送机关 …), and “---” again"};
constexpr Message full_width_mark{"text.full_width_mark", "“{0}”用了全角符号，不会起作用",
                                  "“{0}” is written with full-width signs and does nothing", "改成半角：{1}",
                                  "write it with half-width signs: {1}"};
constexpr Message bad_date{"text.bad_date", "“{0}”应是年月日齐全的日期，这里是“{1}”", "“{0}” wants a full date, not “{1}”",
                           "写成 2023年5月31日；步骤的日期用 {{步骤.on_full}} 一类带 _full 的变量",
                           "write 2023年5月31日; a step's date with its year is {{STEP.on_full}}"};
constexpr Message too_many_columns{"text.too_many_columns", "表格有{0}栏，横排的一页也放不下",
                                   "the table has {0} columns, too many even for a page on its side", "请把它分成几张表",
                                   "make several tables of it"};
constexpr Message no_title{"text.no_title", "文稿没有标题", "the text has no title", "在要素部分加上“标题”",
                           "add “标题” to the elements"};
constexpr Message unclosed_head{"text.unclosed_head", "要素部分没有结束", "the elements never end",
                                "在最后一个要素之后、正文之前写一行“---”",
                                "write a line “---” between the last element and the body"};
constexpr Message unknown_element{"text.unknown_element", "“{0}”不是公文要素", "“{0}” is no element of an official document",
                                  "可用的要素：{1}", "the elements are: {1}"};
constexpr Message misspelt_element{"text.unknown_element", "“{0}”不是公文要素", "“{0}” is no element of an official document",
                                   "是否为“{1}”？", "did you mean “{1}”?"};
constexpr Message without_value{"text.element_without_value", "要素“{0}”没有内容", "the element “{0}” has no value",
                                "在“{0}”后空一格写上内容，或删去这一行",
                                "write its value after “{0}” and a space, or remove the line"};
constexpr Message repeated{"text.repeated_element", "要素“{0}”写了两次，它只能有一行",
                           "“{0}” is given twice but has one line only", "合成一行，或删去其中一行",
                           "join the two, or remove one"};
constexpr Message attachment_heading{
    "text.attachment_heading", "附件标题行写得不对：“{0}”", "this is no heading of an attachment: “{0}”",
    "写成“=== 附件1 名称”；只有一个附件时写“=== 附件 名称”；随通知印发的文件写“=== 印发 标题”",
    "write “=== 附件1 NAME”, or “=== 附件 NAME” if it is the only one; a text that the notice issues is “=== 印发 TITLE”"};
constexpr Message issued_without_title{"text.issued_without_title", "“=== {0}”后没有写标题", "“=== {0}” has no title",
                                       "写成“=== {0} 标题”；标题分几行印的，写“=== {0} 第一行 | 第二行”",
                                       "write “=== {0} TITLE”, or “=== {0} FIRST LINE | SECOND LINE”"};
constexpr Message issued_twice{
    "text.issued_twice", "一份通知只能印发一个文件，这里是第二个", "a notice issues one text, and this is a second one",
    "并入前一个文件，或改成附件：“=== 附件1 名称”", "make it part of the first, or an attachment: “=== 附件1 NAME”"};
constexpr Message empty_roster{"text.empty_roster", "“::{0}”下面没有名单", "there is no list under “::{0}”",
                               "紧接着每人写一行“组长：姓名 职务”，以空行结束",
                               "write one person a line right below, “组长：NAME POST”, and a blank line at the end"};
constexpr Message nameless{"text.nameless", "名单里的“{0}”没有写姓名", "“{0}” in the list has no name",
                           "写成“组长：姓名 职务”；名单以空行结束", "write “组长：NAME POST”; a blank line ends the list"};
constexpr Message attachment_number{"text.attachment_number", "这里应是附件{0}", "this should be attachment {0}",
                                    "附件按 1、2、3 依次编号：“=== 附件{0} {1}”",
                                    "number attachments 1, 2, 3: “=== 附件{0} {1}”"};
constexpr Message attachment_list{"text.attachment_list", "附件说明（{0}）与后面的附件（{1}）不一致",
                                  "附件说明 ({0}) and the attachments ({1}) differ", "删去附件说明，它会按附件自动列出",
                                  "remove 附件说明: it is made from the attachments"};
constexpr Message unknown_format{"text.unknown_format", "没有“{0}”这种公文格式", "there is no format “{0}”",
                                 "可用的格式：信函、命令、纪要；一般公文不写“格式”",
                                 "the formats are 信函, 命令 and 纪要 (letter, order, minutes); others need no 格式"};
constexpr Message not_in_format{"text.element_not_in_format", "“{0}”不用于{1}", "“{0}” is no element of the format “{2}”",
                                "删去这一行，或改用其他格式", "remove the line, or use another format"};
constexpr Message letter_mark{"text.letter_mark", "信函的发文机关标志只写一个机关，不加“文件”",
                              "the mark of a letter is one organ without 文件", "联合行文只写主办机关的名称",
                              "of a joint letter write the leading organ only"};
constexpr Message seal_count{"text.seal_count", "署名有 {0} 个机关，印章有 {1} 个", "{0} organs sign, but there are {1} seals",
                             "每个机关写一行“印章”，次序与署名相同；都要留出位置的，只写一行“印章 预留”",
                             "write a line 印章 for each organ, in their order; a single “印章 预留” leaves room for all"};
constexpr Message seal_alone{"text.seal_alone", "加盖印章的公文要有署名和成文日期",
                             "a sealed document needs a signature and a date", "加上“署名”和“成文日期”，或删去“印章”",
                             "add 署名 and 成文日期, or remove 印章"};
constexpr Message stamp_and_signature{"text.stamp_and_signature", "加盖签名章的公文不写署名，也不盖印章",
                                      "a document with a stamp of a name has neither signature nor seal",
                                      "删去“署名”和“印章”，机关写在签发人职务里：签名章 某省省长",
                                      "remove 署名 and 印章; the organ is told with the title: 签名章 某省省长"};
constexpr Message unknown_chart{"text.unknown_chart", "没有“{0}”这种图表", "there is no chart “{0}”",
                                "写成“::chart 柱形 标题”或“::chart 折线 标题”",
                                "write “::chart bar TITLE” or “::chart line TITLE”"};
constexpr Message empty_chart{"text.empty_chart", "“::{0}”下面没有数据", "there is no data under “::{0}”",
                              "紧接着每项写一行“名称：数值”，以空行结束",
                              "write one entry a line right below, “NAME：VALUE”, and a blank line at the end"};
constexpr Message chart_value{"text.chart_value", "图表里的“{0}”不是数值", "“{0}” in the chart is no number",
                              "写成“名称：数值”，如“某街道：12”；图表以空行结束",
                              "write “NAME：VALUE”, such as “某街道：12”; a blank line ends the chart"};
constexpr Message chart_series{"text.chart_series", "“{0}”有 {1} 个数值，其他行有 {2} 个",
                               "“{0}” has {1} values, other lines {2}", "每行写同样多的数值，中间空一格；最多四个",
                               "write as many values on each line, with a space between; at most four"};
constexpr Message unknown_block{
    "text.unknown_block", "没有“::{0}”这种内容块", "there is no block “::{0}”",
    "可用的有“::form 表名”“::table 表名”“::grid”“::roster”“::picture 文件 说明”“::pictures "
    "步骤.材料”“::chart 柱形 标题”“::caption 说明”“::author 作者”",
    "there are “::form NAME”, “::table NAME”, “::grid”, “::roster”, “::picture FILE TEXT”, “::pictures "
    "STEP.MATERIAL”, “::chart bar TITLE”, “::caption TEXT” and "
    "“::author NAME”"};
constexpr Message misspelt_block{"text.unknown_block", "没有“::{0}”这种内容块", "there is no block “::{0}”", "是否为“::{1}”？",
                                 "did you mean “::{1}”?"};
constexpr Message block_without_name{"text.block_without_name", "“::{0}”后没有写名称", "“::{0}” names nothing",
                                     "写上名称，如“::{0} statistics”；名称不能用变量",
                                     "write a name, as in “::{0} statistics”; no variable"};
constexpr Message many_pictures{"text.many_pictures", "一行排不下 {0} 张图片", "{0} pictures are too many for one row",
                                "一行最多 {1} 张；其余的另写一行“::picture”", "at most {1} a row; write another “::picture”"};
constexpr Message block_without_text{"text.block_without_text", "“::{0}”后没有内容", "“::{0}” says nothing",
                                     "空一格写上内容，或删去这一行", "write its text after a space, or remove the line"};
constexpr Message landscape{"text.landscape", "“::landscape”只能紧接在附件标题行之下",
                            "“::landscape” stands only under the heading of an attachment", "把它移到“=== 附件”的下一行",
                            "move it to the line after “=== 附件”"};

constexpr std::string_view reserved_words[] = {"预留", "reserved"};  // a place left free for a seal
constexpr std::size_t most_series = 4;

std::string_view unquoted(std::string_view value) {
  const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  return quoted ? value.substr(1, value.size() - 2) : value;
}

// How the rows of a table of reports are put together.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> groupings{{{"按上级", "parent"},
                                                                                  {"by-parent", "parent"},
                                                                                  {"按类别", "class"},
                                                                                  {"by-class", "class"},
                                                                                  {"按分组", "group"},
                                                                                  {"by-group", "group"},
                                                                                  {"按单位", "unit"},
                                                                                  {"by-unit", "unit"}}};

bool is_one_character(std::string_view word) { return character_count(word) == 1; }

// 组长：甲乙 区委常委; spaces typed between the characters of a position or a short name are the page's business.
Member read_member(std::string_view text) {
  Member member;
  const std::string_view colon = "：";
  if (const auto at = find_authored(text, colon); at != std::string_view::npos) {
    for (const auto& part : split(plain(text.substr(0, at), " "), {" ", "　"})) member.position += part;
    text = trim(text.substr(at + colon.size()));
  }
  auto [name, post] = split_word(text);
  const auto [second, rest] = split_word(post);
  const bool parted = is_one_character(name) && is_one_character(second);
  member.name = plain(name, " ") + (parted ? std::string(second) : "");
  member.post = plain(parted ? rest : post, " ");
  return member;
}

class Reader {
 public:
  Reader(const std::vector<Line>& lines, Pass pass, const BlockSource& blocks) : lines_(lines), pass_(pass), blocks_(blocks) {}

  Result<Document> run() {
    if (const auto body = read_head()) {
      for (auto line = *body; line < lines_.size(); ++line) read_body_line(line);
      finish_list();
      finish_attachments();
    }
    return {std::move(document_), std::move(diagnostics_)};
  }

 private:
  // Gives the first line after it, or nothing if there is no head.
  std::optional<std::size_t> read_head() {
    if (lines_.empty() || lines_.front().text != "---") {
      fail(lines_.empty() ? Position{} : lines_.front().position, no_head);
      return std::nullopt;
    }
    const auto end = std::find_if(lines_.begin() + 1, lines_.end(), [](const Line& line) { return line.text == "---"; });
    if (end == lines_.end()) {
      fail(lines_.front().position, unclosed_head);
      return std::nullopt;
    }
    std::for_each(lines_.begin() + 1, end, [this](const Line& line) { read_element(line); });
    check_format();
    check_signature();
    const bool titled = document_.format == DocumentFormat::general || document_.format == DocumentFormat::letter;
    if (titled && document_.title.empty() && pass_ == Pass::as_written && diagnostics_.empty())
      fail(lines_.front().position, no_title);
    return static_cast<std::size_t>(end - lines_.begin()) + 1;
  }

  void read_element(const Line& line) {
    const auto [key, rest] = split_word(line.text);
    const auto* found = find_element(key);
    if (found == nullptr) return tell_unknown_element(line, plain(key, " "));
    const auto value = unquoted(rest);
    if (value.empty() && pass_ == Pass::as_written) return fail(line.position, without_value, {std::string(key)});
    const auto text = plain(value, " ");
    if (trim(text).empty()) return;
    places_.try_emplace(found->english, line.position);
    if (found->english == "format") return read_format(line, text);
    if (found->english == "seals") return document_.seals.push_back(read_seal(line, value));
    if (found->english == "stamps") return read_stamp(line, value);
    if (is_date(*found) && !may_be_date(value, tidied(*found, text)))
      return fail(line.position, bad_date, {std::string(key), text});
    if (found->lines == &Document::attachment_note) note_position_ = line.position;
    if (found->lines != nullptr) {
      (document_.*found->lines).push_back(tidied(*found, text));
    } else if ((document_.*found->single).empty()) {
      document_.*found->single = tidied(*found, text);
    } else {
      fail(line.position, repeated, {std::string(key)});
    }
  }

  void tell_unknown_element(const Line& line, const std::string& key) {
    const auto names = element_names();
    auto near = nearest(key, names);
    if (near.empty()) near = fuller_name(key, names);
    near.empty() ? fail(line.position, unknown_element, {key, join(names, "、")})
                 : fail(line.position, misspelt_element, {key, near});
  }

  // 抄送 for 抄送机关: the first name that the key is a part of.
  static std::string fuller_name(const std::string& key, const std::vector<std::string>& names) {
    if (character_count(key) < 2) return {};
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.find(key) != std::string::npos; });
    return found == names.end() ? std::string() : *found;
  }

  void read_format(const Line& line, const std::string& text) {
    const auto found = find_format(text);
    found ? void(document_.format = *found) : fail(line.position, unknown_format, {text});
  }

  // A file, or 预留.
  Seal read_seal(const Line& line, std::string_view value) {
    const auto file = plain(value, " ");
    if (std::find(std::begin(reserved_words), std::end(reserved_words), file) != std::end(reserved_words)) return {};
    return {read_image(line, value)};
  }

  // 签名章 省长 | FILE; without a file its place stays free.
  void read_stamp(const Line& line, std::string_view value) {
    const auto parts = split_authored(value, "|");
    document_.stamps.push_back({plain(parts.front(), " "), parts.size() > 1 ? read_seal(line, parts[1]) : Seal{}});
  }

  // Nothing as written: pictures are looked at when there is data.
  std::shared_ptr<const Image> read_image(const Line& line, std::string_view file) {
    for (auto& block : blocks_of({"picture", plain(file, " "), line.position}))
      if (auto* picture = std::get_if<Picture>(&block.content)) return picture->image;
    return nullptr;
  }

  std::vector<Block> blocks_of(const BlockRequest& request) {
    if (pass_ == Pass::as_written && has_data(request.argument)) return {};
    auto content = blocks_(request);
    diagnostics_.insert(diagnostics_.end(), content.diagnostics().begin(), content.diagnostics().end());
    return content.has_value() ? *std::move(content) : std::vector<Block>{};
  }

  void check_format() {
    using enum DocumentFormat;
    const auto format = document_.format;
    if (format == letter) refuse({"printing_office", "date_of_printing"});
    if (format == order) refuse({"title", "signatories"});
    if (format != minutes) refuse({"attendees", "absentees", "observers"});
    const auto& mark = document_.issuer_mark;
    if (format == letter && !mark.empty() && (mark.size() > 1 || mark.front().ends_with("文件")))
      fail(places_.at("issuer_mark"), letter_mark);
  }

  void refuse(std::initializer_list<std::string_view> elements) {
    for (const auto element : elements)
      if (const auto place = places_.find(element); place != places_.end())
        fail(place->second, not_in_format,
             {std::string(find_element(element)->chinese), std::string(name_of(document_.format, Language::zh)),
              std::string(name_of(document_.format, Language::en))});
  }

  void check_signature() {
    const auto& names = document_.issuer_signature;
    const auto place = [this](std::string_view element) { return places_.at(element); };
    if (!document_.stamps.empty() && (!names.empty() || !document_.seals.empty()))
      return fail(place("stamps"), stamp_and_signature);
    if (document_.seals.empty()) return;
    if (names.empty() || document_.date_of_issue.empty()) return fail(place("seals"), seal_alone);
    const auto organs = signing_organs(names).size(), seals = document_.seals.size();
    const bool room_for_all = seals == 1 && !document_.seals.front().image;
    if (pass_ == Pass::with_data && organs != seals && !room_for_all)
      fail(place("seals"), seal_count, {std::to_string(organs), std::to_string(seals)});
  }

  // A variable's value is known only with data.
  bool may_be_date(std::string_view value, const std::string& text) const {
    const bool variable = pass_ == Pass::as_written && has_data(value);
    return variable || parse_date(text).has_value();
  }

  // Marks typed with a Chinese input method would be printed as text.
  bool is_full_width(const Line& line) {
    static constexpr std::pair<std::string_view, std::string_view> marks[] = {
        {"＝＝", "=== 附件1 …"}, {"：：", "::form …"}, {"｛｛", "{{…}}"}, {"──", "---"}};
    for (const auto& [wide, meant] : marks) {
      const bool anywhere = wide == "｛｛" && find_authored(line.text, wide) != std::string_view::npos;
      if (!anywhere && !line.text.starts_with(wide)) continue;
      fail(line.position, full_width_mark, {std::string(wide), std::string(meant)});
      return true;
    }
    return false;
  }

  void read_body_line(std::size_t index) {
    const auto& line = lines_[index];
    if (pass_ == Pass::as_written && is_full_width(line)) return;
    if (!line.after_blank && !is_markup(line)) {
      if (roster_) return read_member_line(line);
      if (chart_) return read_chart_line(line);
      if (grid_) return void(grid_->push_back(line));
    }
    finish_list();
    if (line.text.starts_with("===")) return read_page_heading(line);
    if (line.text.starts_with("::")) return read_block(index);
    if (line.text.starts_with(">> ")) return add(line, Paragraph{printed(line.text.substr(3))});
    if (line.text.starts_with("> ")) return add(line, Paragraph{printed(line.text.substr(2)), false, false});
    if (const auto level = marked_level(line.text)) {
      const auto marks = static_cast<std::size_t>(*level);
      return add(line, Heading{*level, printed(line.text.substr(marks))});
    }
    if (const auto level = heading_level(line.text)) return read_numbered(line, *level);
    add(line, Paragraph{printed(line.text)});
  }

  static bool is_markup(const Line& line) { return line.text.starts_with("===") || line.text.starts_with("::"); }

  void read_page_heading(const Line& line) {
    const auto parts = split_authored(line.text.substr(3), "|");
    const auto [label, rest] = split_word(parts.front());
    if (label != "印发" && label != "转发") return read_attachment_heading(line, parts);
    if (document_.issued_text) return fail(line.position, issued_twice);
    finish_attachments();
    document_.issued_text.emplace();
    for (const auto& title : parts) {
      const auto text = plain(&title == &parts.front() ? rest : title, " ");
      if (!trim(text).empty()) document_.issued_text->title.push_back(text);
    }
    if (document_.issued_text->title.empty() && pass_ == Pass::as_written)
      fail(line.position, issued_without_title, {std::string(label)});
  }

  void read_attachment_heading(const Line& line, const std::vector<std::string_view>& parts) {
    attachment_positions_.push_back(line.position);
    auto& attachment = attachments().emplace_back();
    const auto [label, name] = split_word(parts.front());
    const std::string_view word = "附件";
    const auto digits = label.starts_with(word) ? label.substr(word.size()) : label;
    const auto number = std::from_chars(digits.begin(), digits.end(), attachment.number);
    const bool numbered = digits.empty() || (number.ec == std::errc() && number.ptr == digits.end());
    if (!label.starts_with(word) || !numbered || name.empty()) {
      attachment.number = static_cast<int>(attachments().size());
      return fail(line.position, attachment_heading, {plain(line.text, " ")});
    }
    attachment.name = plain(name, " ");
    for (auto title = parts.begin() + 1; title != parts.end(); ++title)
      if (!title->empty()) attachment.title.push_back(plain(*title, " "));
    if (attachment.title.empty()) attachment.title = {attachment.name};
  }

  void read_block(std::size_t index) {
    const auto& line = lines_[index];
    const auto [word, rest] = split_word(line.text.substr(2));
    const auto name = plain(word, " ");
    const auto kind = block_kind(name);
    if (kind.empty()) return tell_unknown_block(line, name);
    if (kind == "landscape") return read_landscape(index);
    if (kind == "roster") return begin_list(line, name, roster_);
    if (kind == "picture") return read_picture(line, name, rest);
    if (kind == "grid") return begin_grid(line, name, rest);
    if (kind == "chart") return begin_chart(line, name, rest);
    if (kind == "caption" || kind == "author") return read_text_block(line, kind, name, rest);
    const auto argument = authored(rest);
    if (argument.empty() || argument != rest) return fail(line.position, block_without_name, {name});
    for (auto& block : blocks_of(block_request(kind, argument, line.position))) {
      if (block.position.line == 0) block.position = line.position;
      body().push_back(std::move(block));
    }
  }

  static BlockRequest block_request(std::string_view kind, std::string argument, const Position& position) {
    BlockRequest request{std::string(kind), std::move(argument), position};
    if (kind != "table") return request;
    for (const auto word : {"含个人信息", "with-personal-data"})
      if (take_last_word(request.argument, word)) request.with_personal = true;
    for (const auto& [word, by] : groupings)
      if (take_last_word(request.argument, word)) request.by = by;
    return request;
  }

  static bool take_last_word(std::string& argument, std::string_view word) {
    if (!argument.ends_with(" " + std::string(word))) return false;
    argument = trim(argument.substr(0, argument.size() - word.size()));
    return true;
  }

  void tell_unknown_block(const Line& line, const std::string& name) {
    const auto near = nearest(name, block_names());
    near.empty() ? fail(line.position, unknown_block, {name}) : fail(line.position, misspelt_block, {name, near});
  }

  void read_landscape(std::size_t index) {
    const bool below_heading = lines_[index - 1].text.starts_with("===") && !attachments().empty();
    if (!below_heading) return fail(lines_[index].position, landscape);
    attachments().back().landscape = true;
  }

  void read_text_block(const Line& line, std::string_view kind, const std::string& name, std::string_view rest) {
    if (rest.empty() && pass_ == Pass::as_written) return fail(line.position, block_without_text, {name});
    auto text = printed(rest);
    if (kind == "caption") return add(line, Caption{std::move(text)});
    if (text.starts_with("（") && text.ends_with("）")) text = text.substr(3, text.size() - 6);
    add(line, Byline{std::move(text)});
  }

  // FILE CAPTION, or several of them beside each other with | between.
  void read_picture(const Line& line, const std::string& name, std::string_view rest) {
    const auto parts = split_authored(rest, "|");
    if (parts.size() > page::pictures_in_a_row)
      return fail(line.position, many_pictures, {std::to_string(parts.size()), std::to_string(page::pictures_in_a_row)});
    PictureRow row{{}, static_cast<int>(parts.size())};
    for (const auto& part : parts) {
      const auto [file, caption] = split_word(part);
      if (file.empty()) return fail(line.position, block_without_name, {name});
      if (auto image = read_image(line, file)) row.pictures.push_back({std::move(image), printed(caption)});
    }
    if (row.pictures.empty()) return;
    if (row.places == 1)
      body().push_back({line.position, std::move(row.pictures.front())});
    else
      body().push_back({line.position, std::move(row)});
  }

  template <class List>
  void begin_list(const Line& line, const std::string& name, std::optional<List>& list) {
    list.emplace();
    list_line_ = line;
    list_name_ = name;
  }

  void begin_chart(const Line& line, const std::string& name, std::string_view rest) {
    const auto [word, title] = split_word(rest);
    const auto kind = plain(word, " ");
    const bool bar = kind == "柱形" || kind == "bar";
    if (!bar && kind != "折线" && kind != "line") return fail(line.position, unknown_chart, {kind});
    begin_list(line, name, chart_);
    chart_->kind = bar ? ChartKind::bar : ChartKind::line;
    chart_->title = printed(title);
  }

  void begin_grid(const Line& line, const std::string& name, std::string_view rest) {
    begin_list(line, name, grid_);
    list_title_ = printed(rest);
  }

  void finish_grid() {
    auto table = read_grid(*std::exchange(grid_, std::nullopt), list_line_, list_name_);
    if (!table.ok()) return void(diagnostics_.insert(diagnostics_.end(), table.diagnostics().begin(), table.diagnostics().end()));
    if (pass_ == Pass::as_written) check_width(*table);
    table->caption = list_title_;
    body().push_back({list_line_.position, *std::move(table)});
  }

  // Too many columns even for a page on its side.
  void check_width(const Table& table) {
    const auto fit = fit_table(table, page::type_area_height_mm);
    if (fit.parts_characters) fail(list_line_.position, too_many_columns, {std::to_string(fit.widths.size())});
  }

  // 某街道：12 5, or the names of the values: 图例：宣讲 走访.
  void read_chart_line(const Line& line) {
    if (pass_ == Pass::as_written && has_data(line.text)) return void(chart_->labels.emplace_back());
    const std::string_view colon = "：";
    const auto at = find_authored(line.text, colon);
    if (at == std::string_view::npos) {
      chart_->labels.emplace_back();
      return fail(line.position, chart_value, {plain(line.text, " ")});
    }
    const auto label = plain(trim(line.text.substr(0, at)), " ");
    const auto words = split(plain(line.text.substr(at + colon.size()), " "), {" ", "　"});
    const bool legend = chart_->labels.empty() && (label == "图例" || label == "legend");
    if (chart_->series.empty()) chart_->series.resize(words.size());
    if (words.size() != chart_->series.size() || words.size() > most_series) {
      const auto wanted = std::to_string(std::min(chart_->series.size(), most_series));
      return fail(line.position, chart_series, {label, std::to_string(words.size()), wanted});
    }
    if (!legend) chart_->labels.push_back(label);
    for (std::size_t i = 0; i < words.size(); ++i)
      legend ? void(chart_->series[i].name = words[i]) : add_value(line, chart_->series[i], words[i]);
  }

  void add_value(const Line& line, Chart::Series& series, std::string_view word) {
    double value = 0;
    const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
    const bool whole = problem == std::errc() && end == word.data() + word.size() && std::isfinite(value);
    if (!whole) fail(line.position, chart_value, {std::string(word)});
    series.values.push_back(whole ? value : 0);
  }

  // A position is printed once for all who hold it.
  void read_member_line(const Line& line) {
    auto member = read_member(line.text);
    if (member.name.empty() && pass_ == Pass::as_written) fail(line.position, nameless, {plain(line.text, " ")});
    if (member.position == last_position_)
      member.position.clear();
    else if (!member.position.empty())
      last_position_ = member.position;
    roster_->members.push_back(std::move(member));
  }

  void finish_list() {
    if (roster_) finish_list(roster_, roster_->members.empty(), empty_roster);
    if (chart_) finish_list(chart_, chart_->labels.empty(), empty_chart);
    if (grid_) finish_grid();
    last_position_.clear();
  }

  template <class List>
  void finish_list(std::optional<List>& list, bool is_empty, const Message& empty) {
    if (!is_empty)
      body().push_back({list_line_.position, std::move(*list)});
    else if (pass_ == Pass::as_written)
      fail(list_line_.position, empty, {list_name_});
    list.reset();
  }

  void read_numbered(const Line& line, int level) {
    const std::string_view stop = "。";
    const auto at = find_authored(line.text, stop);
    const auto head = line.text.substr(0, at == std::string_view::npos ? at : at + stop.size());
    const auto rest = line.text.substr(head.size());
    const bool has_stop = at != std::string_view::npos;
    const bool is_heading =
        !line.text.ends_with("；") && begins_with_heading(level, character_count(authored(head)), has_stop, !rest.empty());
    if (!is_heading) return add(line, Paragraph{printed(line.text)});
    add(line, Heading{level, printed(head)});
    if (!rest.empty()) add(line, Paragraph{printed(rest), true});
  }

  // Of the notice, or of the text it issues.
  void finish_attachments() {
    auto& list = attachments();
    if (list.size() == 1 && list.front().number == 1) list.front().number = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const int wanted = list.size() == 1 ? 0 : static_cast<int>(i) + 1;
      if (list[i].number != wanted) fail(attachment_positions_[i], attachment_number, {std::to_string(i + 1), list[i].name});
    }
    attachment_positions_.clear();
    if (!document_.issued_text) finish_attachment_note();
  }

  void finish_attachment_note() {
    const auto names = attachment_names(document_.attachments);
    if (document_.attachment_note.empty()) document_.attachment_note = names;
    if (!names.empty() && document_.attachment_note != names)
      fail(note_position_, attachment_list, {join(document_.attachment_note, "、"), join(names, "、")});
  }

  static std::string printed(std::string_view text) { return std::string(trim(plain(text, "\n"))); }

  std::vector<Attachment>& attachments() {
    return document_.issued_text ? document_.issued_text->attachments : document_.attachments;
  }

  std::vector<Block>& body() {
    if (!attachments().empty()) return attachments().back().body;
    return document_.issued_text ? document_.issued_text->body : document_.body;
  }

  template <class Content>
  void add(const Line& line, Content content) {
    if (!content.text.empty()) body().push_back({line.position, std::move(content)});
  }

  void fail(const Position& position, const Message& message, std::vector<std::string> arguments = {}) {
    diagnostics_.push_back({Severity::error, position, message, std::move(arguments)});
  }

  const std::vector<Line>& lines_;
  const Pass pass_;
  const BlockSource& blocks_;
  Document document_;
  Diagnostics diagnostics_;
  Position note_position_;
  std::vector<Position> attachment_positions_;
  std::map<std::string_view, Position> places_;  // of the elements, by their English names
  std::optional<Roster> roster_;                 // while its lines are read
  std::optional<Chart> chart_;
  std::optional<std::vector<Line>> grid_;
  Line list_line_;
  std::string list_title_;
  std::string list_name_;
  std::string last_position_;
};

}  // namespace

Result<Document> read_lines(const std::vector<Line>& lines, Pass pass, const BlockSource& blocks) {
  return Reader(lines, pass, blocks).run();
}

}  // namespace hongtou::gw
