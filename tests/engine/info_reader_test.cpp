#include <doctest/doctest.h>

#include <ctime>
#include <filesystem>
#include <fstream>

#include "engine/text.h"
#include "tests/engine/tree_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

std::string codes(const Diagnostics& diagnostics) {
  std::string out;
  for (const auto& diagnostic : diagnostics)
    out += std::to_string(diagnostic.position.line) + ":" + std::to_string(diagnostic.position.column) + " " +
           std::string(diagnostic.message.code) + "\n";
  return out;
}

std::string codes(std::string_view text) { return codes(info(text).diagnostics()); }

struct Timed {
  Diagnostics diagnostics;
  double seconds = 0;  // of the processor, so that a busy machine does not count
};

Timed timed_reading(std::string_view text) {
  const auto start = std::clock();
  auto found = info(text).diagnostics();
  return {std::move(found), static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC};
}

#ifdef __SANITIZE_ADDRESS__
constexpr double patience = 20;  // how much slower the sanitizers are
#else
constexpr double patience = 1;
#endif

constexpr std::size_t ten_megabytes = 10u << 20;

}  // namespace

TEST_CASE("keys and values may be bare or quoted and several pairs may share a line") {
  const auto tree = info("campaign yangquan-2023 {\r\n  title \"宣传月 活动\" ; 说明\r\n  notice { do issue  to 成员 }\r\n}");
  REQUIRE(tree.ok());
  CHECK(shape((*tree)->root) == "[campaign=yangquan-2023[title=宣传月 活动][notice=[do=issue][to=成员]]]");
  CHECK(tree.diagnostics().empty());
}

TEST_CASE("a brace may open on a later line and a value may go on over lines") {
  const auto tree = info("steps\n\n; 说明\n{\n  text \"守住\" \\ ; 上\n\n       \"钱袋子\"\n}\n");
  REQUIRE(tree.ok());
  CHECK(shape((*tree)->root) == "[steps=[text=守住钱袋子]]");
}

TEST_CASE("order and repeated keys are kept") {
  const auto tree = info("step 甲\nunit 丙\nstep 乙\n");
  REQUIRE(tree.ok());
  CHECK(shape((*tree)->root) == "[step=甲][unit=丙][step=乙]");
}

TEST_CASE("a byte order mark is skipped and does not count as a column") {
  const auto tree = info("\uFEFFtitle 宣传月");
  REQUIRE(tree.ok());
  const auto& title = (*tree)->root.front();
  CHECK(title.first == "title");
  CHECK((*tree)->place(title.second).key == Position{"a.info", 1, 1});
  CHECK((*tree)->place(title.second).value == Position{"a.info", 1, 7});
}

TEST_CASE("a node of another tree is placed at the file as a whole") {
  const auto tree = info("title 宣传月");
  CHECK((*tree)->place(Node()).key == Position{"a.info", 0, 0});
  CHECK((*tree)->place((*tree)->root).key == Position{"a.info", 0, 0});
}

TEST_CASE("all errors of a file are told at once") {
  CHECK(codes("}\ntitle \"宣传\n甲 \\q\n# 说明\nsteps {\n") ==
        "1:1 info.unexpected_brace\n2:7 info.unclosed_quote\n3:3 info.bad_escape\n4:1 info.unknown_directive\n"
        "5:7 info.unclosed_brace\n");
}

TEST_CASE("a file after an error is still read as far as it goes") {
  const auto tree = info("a 1\n}\nb \"2\nc { d 3");
  CHECK_FALSE(tree.ok());
  REQUIRE(tree.has_value());
  CHECK(shape((*tree)->root) == "[a=1][b=2][c=[d=3]]");
}

TEST_CASE("a stray opening brace takes its closing brace with it") {
  CHECK(codes("{\n a b\n}\nc d\n") == "1:1 info.unexpected_brace\n");
}

TEST_CASE("a word is warned of only when it is bare") {
  CHECK(codes("title “宣传”") == "1:7 info.full_width_quote\n");
  CHECK(codes("title \"“宣传”\"").empty());
  CHECK(codes("标题　宣传 x").starts_with("1:1 info.odd_space\n"));
  CHECK(codes("说明 甲；乙").empty());
  CHECK(codes("高 5\\\"").empty());
}

TEST_CASE("one slip is told once on a line") { CHECK(codes("title “守住 钱袋子 幸福家”") == "1:7 info.full_width_quote\n"); }

TEST_CASE("a key without a value is told only behind a pair") {
  CHECK(codes("title 防范 非法集资\n") == "1:10 info.extra_value\n");
  CHECK(codes("a { title 防范 非法集资 }\n") == "1:14 info.extra_value\n");
  CHECK(codes("optional\n").empty());
  CHECK(codes("do collect optional\n{ yes 1 }").empty());
  CHECK(codes("do collect optional \"\"").empty());
}

TEST_CASE("an included file stands where it is included and keeps its own positions") {
  const auto environment = files({{"w/c.info", "a 1\nforms {\n  #include \"forms/f.info\"\n  b 2\n}\n"},
                                  {"w/forms/f.info", "\n  报表 { #x y }\n#include \"../g.info\""},
                                  {"w/g.info", "g 3"}});
  const auto tree = read_tree("w/c.info", "w", environment);
  REQUIRE(tree.ok());
  CHECK(shape((*tree)->root) == "[a=1][forms=[报表=[#x=y]][g=3][b=2]]");
  const auto& form = (*tree)->root.back().second.front().second;
  CHECK((*tree)->place(form).key == Position{"w/forms/f.info", 2, 3});
  CHECK((*tree)->place((*tree)->root.back().second.back().second).value == Position{"w/c.info", 4, 5});
}

TEST_CASE("an include reaches no file outside the root folder") {
  const auto environment = files({{"w/c.info",
                                   "#include \"../../etc/passwd\"\n#include \"/etc/passwd\"\n#include \"x/../../w2/a.info\"\n"
                                   "#include \"x/../a.info\"\n"},
                                  {"w/a.info", "a 1"},
                                  {"w2/a.info", "secret 1"},
                                  {"/etc/passwd", "secret 2"}});
  const auto tree = read_tree("w/c.info", "w", environment);
  CHECK(codes(tree.diagnostics()) == "1:10 info.include_outside\n2:10 info.include_outside\n3:10 info.include_outside\n");
  CHECK(shape((*tree)->root) == "[a=1]");
}

TEST_CASE("a cycle of includes is printed as a path") {
  const auto environment =
      files({{"a.info", "#include \"b.info\"\n"}, {"b.info", "x y\n#include \"./c.info\""}, {"c.info", "#include \"b.info\""}});
  const auto tree = read_tree("a.info", "", environment);
  REQUIRE(tree.diagnostics().size() == 1);
  CHECK(tree.diagnostics().front().position == Position{"c.info", 1, 10});
  CHECK(tree.diagnostics().front().text(Language::en) == "the file includes itself: b.info → c.info → b.info");
}

TEST_CASE("includes nest 16 deep and no deeper") {
  CHECK(read_tree("0", "", chain_of_files(16, 1)).ok());
  const auto tree = read_tree("0", "", chain_of_files(17, 1));
  REQUIRE(tree.diagnostics().size() == 1);
  CHECK(tree.diagnostics().front().message.code == "info.include_depth");
  CHECK(tree.diagnostics().front().position == Position{"16", 1, 10});
}

TEST_CASE("includes that multiply are stopped") {
  const auto tree = read_tree("0", "", chain_of_files(16, 10));
  REQUIRE(tree.diagnostics().size() == 1);
  CHECK(tree.diagnostics().front().message.code == "info.too_many_includes");
}

TEST_CASE("what cannot be read is told at the include") {
  const auto tree = read_tree("a.info", "", files({{"a.info", "x y\n  #include \"no.info\"\nz 1"}}));
  REQUIRE(tree.diagnostics().size() == 1);
  CHECK(tree.diagnostics().front().message.code == "file.missing");
  CHECK(tree.diagnostics().front().position == Position{"a.info", 2, 12});
  CHECK(shape((*tree)->root) == "[x=y][z=1]");
}

TEST_CASE("braces count across includes") {
  const auto deep = [](std::size_t n) { return repeated("a {", n) + "x y " + repeated("}", n); };
  const auto around = repeated("a {\n", 32) + "#include \"b.info\"\n" + repeated("}\n", 32);
  CHECK(read_tree("a.info", "", files({{"a.info", around}, {"b.info", deep(32)}})).ok());
  CHECK(codes(read_tree("a.info", "", files({{"a.info", around}, {"b.info", deep(33)}})).diagnostics()) ==
        "1:99 info.too_deep\n");
  CHECK(codes(deep(64)).empty());
  CHECK(codes(deep(65)) == "1:195 info.too_deep\n");
}

TEST_CASE("an include that is empty is only warned of") {
  const auto tree = read_tree("a.info", "", files({{"a.info", "x y\n#include \"b.info\""}, {"b.info", "; nothing"}}));
  CHECK(tree.ok());
  CHECK(codes(tree.diagnostics()) == "0:0 info.empty\n");
}

TEST_CASE("hostile files end in a message within two seconds") {
  const auto hostile = [](std::string_view part, std::string_view code) {
    const auto text = repeated(part, ten_megabytes / part.size());
    CAPTURE(part);
    const auto [found, seconds] = timed_reading(text);
    CHECK(seconds < 2 * patience);
    REQUIRE_FALSE(found.empty());
    CHECK(found.back().message.code == code);
    CHECK(found.size() <= 102);
  };
  hostile("{", "info.too_deep");
  hostile("a {", "info.too_deep");
  hostile("a {\n", "info.too_deep");
  hostile("}", "info.too_many");
  hostile("\"", "info.too_many_nodes");
  hostile("\"\n", "info.too_many_nodes");
  hostile("\\q", "info.too_many");
  hostile("a ", "info.too_many_nodes");
  hostile("甲\n", "info.too_many_nodes");
  hostile("“ ", "info.too_many_nodes");
  hostile("#\n", "info.too_many");
  hostile("#include \"a.info\"\n", "info.too_many");
  hostile(std::string_view("\0", 1), "info.nul");
  hostile(";", "info.empty");
  hostile("\n", "info.empty");
  CHECK(codes(repeated(" ", (16u << 20) + 1)) == "0:0 info.too_large\n");
}

TEST_CASE("a list of problems is cut at a hundred and says how many more") {
  const auto found = info(repeated("}\n", 250)).diagnostics();
  REQUIRE(found.size() == 101);
  CHECK(found.back().message.code == "info.too_many");
  CHECK(found.back().position.line == 101);
  CHECK(found.back().arguments == std::vector<std::string>{"150"});
}

TEST_CASE("a cut list of warnings is no error") { CHECK(info(repeated("a “x”\n", 250)).ok()); }

TEST_CASE("the first byte that is not UTF-8 is named by line and column") {
  CHECK(codes("标题 x\n甲乙\xE4\xBC\n") == "2:3 info.not_utf8\n");
  CHECK(codes(std::string_view("甲\0", 4)) == "1:2 info.nul\n");
}

TEST_CASE("a workflow of ten thousand steps reads in well under a second") {
  std::string text = "steps {\n";
  for (int i = 0; i < 10000; ++i)
    text += "    step" + std::to_string(i) + " { do collect  form statistics  from members  due 2023-06-25  after step" +
            std::to_string(i) +
            "\n        require \"汇总表, 宣传稿, 风险线索台账, 视频截图, 照片十张以上\"  review 区处非办  settles 2023-06-30"
            "  remind \"-1, +1\" ; 每月二十五日前报送，逾期仍予接收并作标记\n    }\n";
  text += "}\n";
  CHECK(text.size() > 2'500'000);
  CHECK(info(text).ok());
  CHECK(timed_reading(text).seconds < 1 * patience);
}

TEST_CASE("every file of the corpus is refused with places inside it") {
  namespace fs = std::filesystem;
  const std::string folder = HONGTOU_SOURCE_DIR "/tests/corpus/info";
  const auto environment = Environment::system();
  int count = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    ++count;
    CAPTURE(entry.path().filename().string());
    const auto tree = read_tree(entry.path().string(), folder, environment);
    CHECK_FALSE(tree.ok());
    for (const auto& diagnostic : tree.diagnostics()) {
      CAPTURE(to_text(diagnostic, Language::zh));
      CHECK_FALSE(diagnostic.hint(Language::zh).empty());
      CHECK_FALSE(diagnostic.hint(Language::en).empty());
      const auto content = *environment.read_file(diagnostic.position.file);
      const auto lines_of_file = lines(content);
      const auto [file, line, column] = diagnostic.position;
      if (line == 0) continue;  // the file as a whole
      REQUIRE(static_cast<std::size_t>(line) <= lines_of_file.size());
      CHECK(column >= 1);
      CHECK(static_cast<std::size_t>(column) <= lines_of_file[static_cast<std::size_t>(line) - 1].size() + 1);
    }
  }
  CHECK(count >= 25);
}
