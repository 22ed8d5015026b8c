#include "engine/definition/required_file.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message no_kind{"require.no_kind", "“{0}”没有写是什么材料", "“{0}” names no material",
                          "写成：盖章扫描件 paper by 2023-06-30", "write: 盖章扫描件 paper by 2023-06-30"};
constexpr Message syntax{"require.syntax", "看不懂材料“{1}”后面的“{0}”", "“{0}” after the material “{1}” means nothing here",
                         "可以写：paper（纸质）、份数（2、2-9、2+）、by 日期（截止 日期）",
                         "it may be: paper, a number (2, 2-9, 2+), by DATE"};
constexpr Message bad_range{"require.bad_range", "材料“{1}”的份数“{0}”不对", "“{0}” is no number of “{1}”",
                            "至少 1 份，后一个数不小于前一个", "1 at least, and the second number not below the first"};
constexpr Message number_in_name{"require.syntax", "材料“{1}”的名称里像是写了份数“{0}”",
                                 "the name of the material “{1}” seems to hold a number, “{0}”",
                                 "空一格再写份数，不写“张”“份”，例如：检查照片 2-6（2到6份）、照片 2+（至少2份）",
                                 "leave a space and write digits only, such as photos 2-6 or photos 2+"};
constexpr Message duplicate{"require.duplicate", "材料“{0}”写了两次", "the material “{0}” stands twice", "保留一个；要几份写份数",
                            "keep one, and write how many"};
constexpr Message file_missing{"form.file_missing", "缺少材料“{0}”", "“{0}” is missing", "请附上", "attach it"};
constexpr Message too_few{"form.file_too_few", "“{0}”有 {1} 份，至少 {2} 份", "“{0}” has {1} files, {2} at least", "请补充",
                          "attach the rest"};
constexpr Message too_many{"form.file_too_many", "“{0}”有 {1} 份，最多 {2} 份", "“{0}” has {1} files, {2} at most", "请选留",
                           "leave some out"};

std::vector<std::string> words_of(std::string_view text) {
  return split(replace_all(replace_all(std::string(text), "\u3000", " "), "\t", " "), {" "});
}

std::optional<int> number_of(std::string_view text) {
  int number = 0;
  const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool good = problem == std::errc() && stop == text.data() + text.size() && number >= 0 && !text.starts_with('-');
  return good ? std::optional(number) : std::nullopt;
}

bool begins_with_digit(std::string_view word) { return word.front() >= '0' && word.front() <= '9'; }

class RequiredReader {
 public:
  RequiredReader(std::string_view text, Position where)
      : text_(text), where_(std::move(where)), out_(std::vector<RequiredFile>()) {}

  Result<std::vector<RequiredFile>> read() {
    for (const auto& item : split_list(text_)) read_item(item);
    return std::move(out_);
  }

 private:
  void fail(const std::string& item, Message message, std::vector<std::string> arguments) {
    auto place = where_;
    const auto at = text_.find(item);
    if (at != std::string_view::npos) place.column += static_cast<int>(character_count(text_.substr(0, at)));
    out_.fail(std::move(place), message, std::move(arguments));
  }

  void read_item(const std::string& item) {
    const auto words = words_of(item);
    RequiredFile required;
    required.kind = words.front();
    if (begins_with_digit(words.front()) || is_paper(words.front()) || is_by(words.front())) return fail(item, no_kind, {item});
    if (const auto number = number_at_end(words.front()); !number.empty())
      return fail(item, number_in_name, {std::string(number), words.front()});
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (is_paper(words[i])) {
        required.paper = true;
      } else if (is_by(words[i]) && i + 1 < words.size()) {
        required.due_text = join({words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end()}, " ");
        break;
      } else if (begins_with_digit(words[i])) {
        if (!read_number(words[i], required)) fail(item, bad_range, {words[i], required.kind});
      } else {
        fail(item, syntax, {words[i], required.kind});
      }
    }
    const bool again = std::any_of(out_->begin(), out_->end(), [&](const RequiredFile& other) {
      return other.kind == required.kind && other.paper == required.paper;
    });
    if (again) fail(item, duplicate, {required.kind});
    out_->push_back(std::move(required));
  }

  // 2至6张 of 检查照片2至6张.
  static std::string_view number_at_end(std::string_view name) {
    constexpr std::array<std::string_view, 6> measures{"张", "份", "件", "个", "幅", "段"};
    const auto measure = std::find_if(measures.begin(), measures.end(), [&](auto each) { return name.ends_with(each); });
    if (measure == measures.end()) return {};
    const auto digit = name.find_first_of("0123456789");
    const auto before = name.size() - measure->size();
    const bool counts = digit != std::string_view::npos && digit < before && name[before - 1] >= '0' && name[before - 1] <= '9';
    return counts ? name.substr(digit) : std::string_view();
  }

  static bool is_paper(std::string_view word) { return word == "paper" || word == "纸质"; }
  static bool is_by(std::string_view word) { return word == "by" || word == "截止"; }

  // 2 is exactly that many, 2+ at least, 2-9 from and to.
  static bool read_number(std::string_view word, RequiredFile& required) {
    const bool open = word.ends_with('+');
    if (open) word.remove_suffix(1);
    const auto dash = word.find('-');
    const auto least = number_of(word.substr(0, dash));
    const auto most = open ? std::optional(0) : dash == std::string_view::npos ? least : number_of(word.substr(dash + 1));
    if (!least || !most || *least < 1 || (!open && *most < *least) || (open && dash != std::string_view::npos)) return false;
    required.min = *least;
    required.max = *most;
    return true;
  }

  std::string_view text_;
  Position where_;
  Result<std::vector<RequiredFile>> out_;
};

bool is_same_kind(std::string_view asked, std::string_view given) {
  const auto kind = file_kind_of(asked);
  return asked == given || (!kind.empty() && kind == file_kind_of(given));
}

int number_of_files(const RequiredFile& required, const std::vector<AttachedFile>& files) {
  return static_cast<int>(std::count_if(files.begin(), files.end(),
                                        [&](const AttachedFile& file) { return is_same_kind(required.kind, file.kind); }));
}

int number_received(const RequiredFile& required, const std::vector<ReceivedItem>& received) {
  int number = 0;
  for (const auto& item : received)
    if (is_same_kind(required.kind, item.kind)) number += item.number;
  return number;
}

}  // namespace

Result<std::vector<RequiredFile>> parse_required(std::string_view text, Position where) {
  return RequiredReader(text, std::move(where)).read();
}

std::vector<Finding> check_required(const std::vector<RequiredFile>& required, const std::vector<AttachedFile>& files) {
  std::vector<Finding> findings;
  for (const auto& each : required) {
    if (each.paper) continue;
    const int number = number_of_files(each, files);
    const auto find = [&](Message message, int limit) {
      findings.push_back({Severity::error, each.kind, message, {each.kind, std::to_string(number), std::to_string(limit)}});
    };
    if (number == 0 && each.due_text.empty()) find(file_missing, each.min);
    if (number > 0 && number < each.min && each.due_text.empty()) find(too_few, each.min);
    if (each.max > 0 && number > each.max) find(too_many, each.max);
  }
  return findings;
}

std::vector<RequiredFile> outstanding(const std::vector<RequiredFile>& required, const std::vector<AttachedFile>& files,
                                      const std::vector<ReceivedItem>& received) {
  std::vector<RequiredFile> out;
  for (auto each : required) {
    each.min -= each.paper ? number_received(each, received) : number_of_files(each, files);
    if (each.min > 0) out.push_back(std::move(each));
  }
  return out;
}

}  // namespace hongtou
