#include <algorithm>
#include <array>
#include <cmath>

#include "engine/calendar.h"
#include "engine/document/heading_level.h"
#include "engine/document/page.h"
#include "engine/lint/faces.h"
#include "engine/lint/manuscript.h"
#include "engine/text.h"

namespace hongtou::lint {

namespace {

constexpr double title_pt = 20;  // and larger: a title, when nothing else tells it

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.starts_with(word); });
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.ends_with(word); });
}

std::string without_spaces(std::string_view text) {
  std::string kept;
  for (const auto& part : split(text, {" ", "　", "\t"})) kept += part;
  return kept;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A whole line that is a date, also one written as it should not be.
bool is_date(std::string_view line) {
  const auto text = without_spaces(line);
  if (parse_date(text)) return true;
  const auto year = text.find("年"), month = text.find("月");
  const auto numeral = [](std::string_view part) {
    const std::u32string_view allowed = U"〇○零ＯO一二三四五六七八九十0123456789";
    const auto letters = to_utf32(part);
    return !letters.empty() && letters.size() <= 4 &&
           std::all_of(letters.begin(), letters.end(), [&](auto c) { return allowed.find(c) != std::u32string_view::npos; });
  };
  if (year != std::string::npos && month != std::string::npos && text.ends_with("日"))
    return numeral(text.substr(0, year)) && numeral(text.substr(year + 3, month - year - 3));
  return text.size() >= 8 && text.size() <= 10 && std::count_if(text.begin(), text.end(), is_digit) >= 6 &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.' || c == '-' || c == '/'; });
}

// 阳处非办发〔2023〕3号, however its brackets were typed.
bool is_document_number(std::string_view line) {
  const auto text = without_spaces(line);
  const auto year = text.find("20");
  return text.ends_with("号") && year != std::string::npos && year > 0 && character_count(text) <= 30 &&
         text.find("。") == std::string::npos && text.find_first_of("0123456789") == year;
}

bool has_year(std::string_view text) {
  for (auto at = text.find("20"); at != std::string_view::npos; at = text.find("20", at + 1))
    if (at + 4 <= text.size() && is_digit(text[at + 2]) && is_digit(text[at + 3])) return true;
  return false;
}

bool is_attachment_label(std::string_view text) {
  if (!text.starts_with("附件")) return false;
  auto rest = text.substr(std::string_view("附件").size());
  rest = trim(rest);
  while (!rest.empty() && is_digit(rest.front())) rest.remove_prefix(1);
  return rest.empty() || rest == "：" || rest == ":" || rest == "、" || rest == ".";
}

bool begins_with_number(std::string_view text) {
  const auto digits = text.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string_view::npos && starts_with_any(text.substr(digits), {".", "．", "、"});
}

double size_of(const Line& line) { return line.look && line.look->main_run() != nullptr ? line.look->main_run()->size_pt : 0; }

// As captions are; what has no size is not.
bool is_small(const Line& line) {
  const double size = size_of(line);
  return size > 0 && size < page::body_pt - 1;
}

bool is_red(const Line& line) {
  const auto* run = line.look ? line.look->main_run() : nullptr;
  if (run == nullptr || run->color.size() != 6) return false;
  const auto part = [&](std::size_t at) { return std::stoi(run->color.substr(at, 2), nullptr, 16); };
  return part(0) >= 0xA0 && part(2) < 0x60 && part(4) < 0x60;
}

class Recogniser {
 public:
  explicit Recogniser(Manuscript& manuscript) : lines_(manuscript.lines) {}

  void run() {
    for (auto& line : lines_) line.role = line.text.empty() ? Role::blank : line.table != 0 ? Role::cell : Role::paragraph;
    mark_attachments();
    mark_imprint();
    auto at = mark_head();
    at = mark_title(at);
    at = mark_recipients(at);
    mark_issued(at);
    mark_end(at);
    for (auto& line : lines_) mark_heading(line);
    mark_captions();
    if (is_article()) mark_article(at);
    for (auto& line : lines_)
      if (line.role == Role::paragraph && looks_like_heading(line)) line.role = Role::heading;
  }

 private:
  // 附件1 on a line of its own begins a part; its title follows.
  void mark_attachments() {
    int part = 0;
    bool title = false;
    for (auto& line : lines_) {
      if (line.table == 0 && is_attachment_label(line.text)) {
        line.role = Role::attachment_label;
        line.part = ++part;
        title = true;
        continue;
      }
      line.part = part;
      if (line.role == Role::blank || part == 0) continue;
      const bool centred = !line.look || (line.look->side == Side::center && !is_small(line));
      if (title && line.role == Role::paragraph && centred && character_count(line.text) <= 40)
        line.role = Role::attachment_title;
      else
        title = false;
      if (line.role == Role::attachment_title && !line.look) title = false;
    }
  }

  // The last lines, whatever part they follow.
  void mark_imprint() {
    int others = 0;
    for (auto line = lines_.rbegin(); line != lines_.rend(); ++line) {
      if (line->role == Role::blank) continue;
      const auto text = without_spaces(line->text);
      if (starts_with_any(text, {"抄送", "主送："})) {
        line->role = Role::copy_recipients;
      } else if (has_year(text) && (text.ends_with("印发") || (text.ends_with("日") && follows_copies(line)))) {
        line->role = Role::printing;
      } else if (printing_table_ != 0 && line->table == printing_table_) {
        line->role = Role::printing;
      } else if (seen_printing_ || ++others > 2) {
        return;
      } else {
        continue;
      }
      if (line->role == Role::printing && !seen_printing_) printing_table_ = line->table;
      seen_printing_ = seen_printing_ || line->role == Role::printing;
      line->part = 0;
    }
  }

  // 抄送 stands on one of the two lines above.
  bool follows_copies(std::vector<Line>::const_reverse_iterator line) const {
    int seen = 0;
    while (++line != lines_.rend() && seen < 2) {
      if (line->text.starts_with("抄送")) return true;
      if (line->role != Role::blank) ++seen;
    }
    return false;
  }

  // What stands above the title. Gives the first line after it.
  std::size_t mark_head() {
    constexpr std::size_t head_lines = 16;
    std::size_t end = 0;
    for (std::size_t at = 0; at < lines_.size() && at < head_lines; ++at) {
      auto& line = lines_[at];
      if (line.role != Role::paragraph && line.role != Role::cell) continue;
      auto role = head_role(line);
      if (!role && at > 0 && (stands_beside(lines_[at - 1], line) || goes_on(lines_[at - 1], line))) role = Role::signatory;
      if (!role) {
        if (end > 0 || size_of(line) > 0) break;
        continue;
      }
      line.role = *role;
      end = at + 1;
    }
    return end;
  }

  // On the row of the document number.
  static bool stands_beside(const Line& number, const Line& line) {
    return number.role == Role::document_number && !number.rows.empty() && !line.rows.empty() &&
           std::abs(number.rows.front().top - line.rows.front().top) < 1;
  }

  // More names below 签发人.
  static bool goes_on(const Line& signatory, const Line& line) {
    if (signatory.role != Role::signatory || size_of(line) >= title_pt || character_count(line.text) > 40) return false;
    if (!line.rows.empty()) return line.rows.front().left > signatory.rows.front().left - 1;
    return line.text.find('\t') != std::string::npos || (line.look && line.look->left_indent > 6);
  }

  // A document number beside what is no part of it: 份号 in a letter, names of 签发人.
  static std::optional<Role> shared_row(const Line& line) {
    const auto pieces = split(line.text, {"\t"});
    if (pieces.size() < 2 || std::none_of(pieces.begin(), pieces.end(), is_document_number)) return std::nullopt;
    return is_digit(pieces.front().front()) ? Role::document_number : Role::signatory;
  }

  static std::optional<Role> head_role(const Line& line) {
    if (const auto role = shared_row(line)) return role;
    const auto text = without_spaces(line.text);
    if (text.size() <= 8 && std::all_of(text.begin(), text.end(), is_digit)) return Role::copy_number;
    if (starts_with_any(text, {"绝密", "机密", "秘密"}) && character_count(text) <= 12) return Role::security_level;
    if (text == "特急" || text == "加急" || text == "特提" || text == "平急" || text == "紧急" || text == "急件")
      return Role::urgency;
    const bool counted = text.starts_with("第") && ends_with_any(text, {"号", "期"}) && character_count(text) <= 8;
    if (counted || is_document_number(text)) return Role::document_number;
    if (text.starts_with("签发人") || is_document_number(text.substr(0, text.find("签发人")))) return Role::signatory;
    if (is_red(line) || (text.ends_with("文件") && character_count(text) <= 40)) return Role::issuer_mark;
    return std::nullopt;
  }

  // The first lines that are large and centred; without any look, the first line.
  std::size_t mark_title(std::size_t from) {
    while (from < lines_.size() && lines_[from].role != Role::paragraph) ++from;
    auto at = from;
    for (; at < lines_.size() && lines_[at].role == Role::paragraph && is_title(lines_[at]); ++at) lines_[at].role = Role::title;
    if (at == from && at < lines_.size() && character_count(lines_[at].text) <= 60 &&
        !ends_with_any(lines_[at].text, {"：", ":", "。"}))
      lines_[at++].role = Role::title;
    return at > from ? mark_subtitle(at) : at;
  }

  // What is centred right below the title.
  std::size_t mark_subtitle(std::size_t at) {
    for (; at < lines_.size() && lines_[at].role == Role::paragraph && lines_[at].look; ++at) {
      if (lines_[at].look->side != Side::center || character_count(lines_[at].text) > 40) break;
      lines_[at].role = Role::subtitle;
    }
    return at;
  }

  static bool is_title(const Line& line) {
    if (line.look) return line.look->side == Side::center && size_of(line) >= title_pt;
    return false;
  }

  std::size_t mark_recipients(std::size_t at) {
    for (; at < lines_.size() && lines_[at].role == Role::blank; ++at) {
    }
    if (at >= lines_.size() || lines_[at].role != Role::paragraph) return at;
    auto& line = lines_[at];
    const bool indented = line.look && line.look->first_indent >= 1;
    const bool ends = ends_with_any(line.text, {"：", ":"});
    const bool listed = line.text.find("、") != std::string::npos || line.text.find("各") != std::string::npos;
    const bool is_short = character_count(line.text) <= 30 && line.text.find("。") == std::string::npos;
    if (!(ends && !indented) && !(line.look && !indented && listed && is_short)) return at;
    line.role = Role::recipients;
    return at + 1;
  }

  // The text a notice issues or relays: it follows the notice under a title of its own.
  void mark_issued(std::size_t body) {
    auto at = body;
    while (at < lines_.size() && !(lines_[at].part == 0 && lines_[at].role == Role::paragraph && is_title(lines_[at]))) ++at;
    for (auto title = at; title < lines_.size() && lines_[title].role == Role::paragraph && is_title(lines_[title]); ++title)
      lines_[title].role = Role::title;
    for (; at < lines_.size() && lines_[at].part == 0 && lines_[at].role != Role::copy_recipients &&
           lines_[at].role != Role::printing;
         ++at)
      lines_[at].part = issued_part;
    if (at > body) mark_attachment_note(body, issued_part);
  }

  // Attachment note, signature, date and note, from the last date backwards.
  void mark_end(std::size_t body) {
    auto date = lines_.size();
    for (auto at = body; at < lines_.size() && lines_[at].part == 0; ++at)
      if (lines_[at].role == Role::paragraph && is_date(lines_[at].text)) date = at;
    mark_attachment_note(body, 0);
    mark_contact(body);
    if (date == lines_.size()) return;
    lines_[date].role = Role::date;
    for (auto at = date; at > body; --at) {
      auto& line = lines_[at - 1];
      if (line.role == Role::blank) {
        if (at < date && !(at > 1 && are_names(lines_[at - 2]))) break;
        continue;
      }
      if (line.role != Role::paragraph || !is_name(line)) break;
      line.role = Role::signature;
    }
    auto after = date + 1;
    while (after < lines_.size() && lines_[after].role == Role::blank) ++after;
    if (after < lines_.size() && lines_[after].role == Role::paragraph && lines_[after].part == 0 &&
        starts_with_any(lines_[after].text, {"（", "("}))
      lines_[after].role = Role::note;
  }

  // Beside each other on a row, with room for seals.
  static bool are_names(const Line& line) { return (has_gap(line) || fills_row(line)) && is_name(line); }

  static bool has_gap(const Line& line) { return line.text.find('\t') != std::string::npos; }

  // Names on paper as long as the seals over them or longer: little white is left between them, and a first one as long as a seal
  // has little before it.
  static bool fills_row(const Line& line) {
    constexpr double two_names = 12, nearest = 0.5, furthest = 1.7;  // letters; a paragraph begins at two
    if (line.rows.size() != 1 || line.rows.front().cells < two_names || !line.look) return false;
    const double indent = line.look->first_indent;
    return line.look->side == Side::right || (indent > nearest && indent < furthest);
  }

  static bool is_name(const Line& line) {
    if (character_count(line.text) > 40 || ends_with_any(line.text, {"。", "；", "：", "，"})) return false;
    if (!line.rows.empty() && line.rows.size() == 1 && line.rows.front().cells > 25)
      return true;  // as long as the column is wide
    if (has_gap(line) || fills_row(line)) return true;
    return !line.look || line.look->side == Side::right || line.look->side == Side::center || line.look->right_indent > 0 ||
           line.look->left_indent > 6 || line.text.starts_with('\t');
  }

  void mark_attachment_note(std::size_t body, int part) {
    bool inside = false;
    for (auto at = body; at < lines_.size(); ++at) {
      auto& line = lines_[at];
      if (line.role == Role::blank || line.part != part) continue;
      const auto text = trim(std::string_view(line.text).substr(0, line.text.find('\n')));
      const bool is_short = line.role == Role::paragraph && character_count(text) <= 60;
      const bool begins =
          is_short && text.starts_with("附件") && starts_with_any(trim(text.substr(6)), {"：", ":", "1", "2", "3"});
      const bool goes_on = inside && is_short && begins_with_number(text);
      inside = begins || goes_on;
      if (inside) line.role = Role::attachment_note;
    }
  }

  // 联系人 and how to reach them, once the attachments are listed or the body has ended.
  void mark_contact(std::size_t body) {
    for (auto at = body; at < lines_.size() && lines_[at].part == 0; ++at) {
      auto& line = lines_[at];
      const bool is_short = character_count(line.text) <= 60 && !line.text.ends_with("。");
      if (line.role == Role::paragraph && is_short &&
          starts_with_any(line.text, {"联系人", "联系电话", "联系方式", "电子邮箱", "邮箱", "传真", "地址"}))
        line.role = Role::contact;
    }
  }

  static void mark_heading(Line& line) {
    if (line.role != Role::paragraph) return;
    if (const auto level = heading_level(line.text)) {
      line.role = Role::heading;
      line.level = *level;
    }
  }

  // What is said of a picture below or above it, and small letters above or below a table.
  void mark_captions() {
    for (std::size_t at = 0; at < lines_.size(); ++at) {
      auto& line = lines_[at];
      if (line.role != Role::paragraph || !line.look || !line.rows.empty() || character_count(line.text) > 60) continue;
      const Line* above = at > 0 ? &lines_[at - 1] : nullptr;
      const Line* below = at + 1 < lines_.size() ? &lines_[at + 1] : nullptr;
      const bool at_picture = (above != nullptr && above->has_picture) || (below != nullptr && below->has_picture);
      const bool at_table = (above != nullptr && above->table != 0) || (below != nullptr && below->table != 0);
      if ((at_picture && line.look->side == Side::center) || (at_table && is_small(line))) line.role = Role::caption;
    }
  }

  // A text with a title and none of the elements that make an official document.
  bool is_article() const {
    constexpr std::array official{Role::copy_number,     Role::security_level, Role::urgency,          Role::issuer_mark,
                                  Role::document_number, Role::signatory,      Role::recipients,       Role::attachment_note,
                                  Role::signature,       Role::date,           Role::attachment_label, Role::copy_recipients,
                                  Role::printing};
    const auto has = [&](Role role) {
      return std::any_of(lines_.begin(), lines_.end(), [&](const Line& line) { return line.role == role; });
    };
    return has(Role::title) && std::none_of(official.begin(), official.end(), has);
  }

  // Headings without numbers, captions and the author.
  void mark_article(std::size_t body) {
    for (auto at = body; at < lines_.size(); ++at) {
      auto& line = lines_[at];
      if (line.role != Role::paragraph || !line.look) continue;
      if (line.look->side == Side::center)
        line.role = Role::caption;
      else if (line.look->side == Side::right && character_count(line.text) <= 30)
        line.role = Role::byline;
      else if (is_plain_heading(line))
        line.role = Role::heading;
    }
  }

  static bool is_plain_heading(const Line& line) {
    const auto* run = line.look->main_run();
    const bool stands_out =
        run != nullptr && (run->bold || is_face(run->chinese_font, Face::hei) || is_face(run->chinese_font, Face::kai));
    return stands_out && character_count(line.text) <= 30 && !ends_with_any(line.text, {"。", "；", "：", "，"});
  }

  // In a document with numbered headings or without: in letters as large as the text, of the faces headings have.
  static bool looks_like_heading(const Line& line) {
    const auto* run = line.look ? line.look->main_run() : nullptr;
    if (run == nullptr || line.look->side == Side::center || line.look->side == Side::right || is_small(line)) return false;
    return (is_face(run->chinese_font, Face::hei) || is_face(run->chinese_font, Face::kai)) && is_plain_heading(line);
  }

  std::vector<Line>& lines_;
  bool seen_printing_ = false;
  int printing_table_ = 0;
};

}  // namespace

void recognise(Manuscript& manuscript) { Recogniser(manuscript).run(); }

}  // namespace hongtou::lint
