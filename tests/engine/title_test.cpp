#include <doctest/doctest.h>

#include <fstream>
#include <random>

#include "engine/document/official_text.h"
#include "engine/document/title_shape.h"
#include "engine/text.h"

using namespace hongtou;

namespace {

const std::vector<std::string> organs{"某省人民政府办公厅",     "某市某区防范和处置非法集资工作领导小组办公室",
                                      "某市地方金融监督管理局", "某区教育委员会、某区公安分局",
                                      "某市人民政府",           ""};
const std::vector<std::string> verbs{"组织开展", "进一步加强", "做好", "印发", "转发", "认真贯彻落实",
                                     "开展",     "报送",       "召开", "表彰", "调整"};
const std::vector<std::string> matters{"2023年防范非法集资宣传月活动",
                                       "元旦春节期间安全生产工作",
                                       "《某市防范和处置非法集资工作实施方案（试行）》",
                                       "城乡社区网格化服务管理工作",
                                       "“守住钱袋子·护好幸福家”主题宣传活动情况",
                                       "中小学幼儿园春季开学工作有关事项",
                                       "2023—2025年三年行动计划",
                                       "优化营商环境若干措施",
                                       "防汛抗旱工作领导小组组成人员",
                                       "全区经济运行情况分析会议",
                                       "《国务院办公厅关于推进政务公开工作的意见》",
                                       "农村集体产权制度改革试点工作先进集体和先进个人"};
const std::vector<std::string> kinds{"的通知", "的紧急通知", "的实施意见", "的报告", "的请示", "的函", "情况的通报", "的决定"};

std::string random_title(std::mt19937& random) {
  const auto one_of = [&random](const std::vector<std::string>& words) { return words[random() % words.size()]; };
  auto title = one_of(organs) + "关于" + one_of(verbs) + one_of(matters);
  if (random() % 5 < 2) title += "和" + one_of(matters);
  return title + one_of(kinds);
}

std::vector<std::size_t> lengths_of(const std::vector<std::string>& lines) {
  std::vector<std::size_t> lengths;
  for (const auto& line : lines) lengths.push_back(half_width_count(line));
  return lengths;
}

}  // namespace

TEST_CASE("lines that go one way or up and then down are well shaped, and a rectangle or an hourglass is not") {
  CHECK(is_title_shape({10}));
  CHECK(is_title_shape({10, 12}));
  CHECK(is_title_shape({12, 10}));
  CHECK(is_title_shape({10, 14, 12}));
  CHECK(is_title_shape({10, 14, 14}));
  CHECK_FALSE(is_title_shape({12, 12}));
  CHECK_FALSE(is_title_shape({14, 10, 12}));
  CHECK_FALSE(is_title_shape({10, 14, 12, 13}));
}

TEST_CASE("the lines of any title of an office form a trapezium or a lozenge and part no term of the trade") {
  for (std::uint32_t seed = 1; seed <= 3000; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto title = random_title(random);
    const auto lines = break_title(title, 20);
    CAPTURE(join(lines, "\n"));
    CHECK(join(lines, "") == title);
    CHECK(is_title_shape(lengths_of(lines)));
    for (const auto* term : {"安全生产", "领导小组", "营商环境", "防汛抗旱", "非法集资", "监督管理"})
      if (title.find(term) != std::string::npos) CHECK(join(lines, "\n").find(term) != std::string::npos);
  }
}

TEST_CASE("the name of an organ that has room on a line is not parted") {
  const auto lines_of = [](const char* title) { return join(break_title(title, 20), "/"); };
  const std::vector<std::pair<const char*, std::vector<const char*>>> titles{
      {"某某市人力资源和社会保障局关于调整最低工资标准的通知", {"某某市人力资源和社会保障局"}},
      {"中国人民银行　国家金融监督管理总局　中国证监会关于进一步加强防范非法集资工作的意见",
       {"中国人民银行", "国家金融监督管理总局", "中国证监会"}},
      {"某某自治区地方金融监督管理局　中国人民银行某某市分行关于开展防范非法集资宣传月活动的通知",
       {"某某自治区地方金融监督管理局", "中国人民银行某某市分行"}},
  };
  for (const auto& each : titles) {
    const auto lines = lines_of(each.first);
    CAPTURE(lines);
    for (const auto* organ : each.second) CHECK(lines.find(organ) != std::string::npos);
  }
}

TEST_CASE("a title parts no compound: 新 stays with what it describes") {
  for (const auto* title : {"某某市生态环境局关于某某有限公司年产10万吨新材料项目环境影响报告书的批复",
                            "某某市安全生产委员会办公室关于开展有限空间作业安全专项整治行动的紧急通知"}) {
    const auto lines = join(break_title(title, 20), "/");
    CAPTURE(lines);
    CHECK(lines.find("新/") == std::string::npos);
    CHECK(lines.find("有限/空间") == std::string::npos);
  }
}

TEST_CASE("the titles of offices end their lines where they are read with a pause") {
  std::ifstream file(HONGTOU_SOURCE_DIR "/tests/engine/titles.txt");
  int count = 0;
  for (std::string line; std::getline(file, line); ++count) {
    if (line.starts_with("#")) continue;
    auto title = line;
    std::erase(title, '|');
    CHECK(join(break_title(title, 20), "|") == line);
  }
  CHECK(count > 50);
}
