#include "engine/mail_merge.h"

#include <doctest/doctest.h>

#include <mutex>
#include <random>
#include <set>
#include <stdexcept>

using namespace hongtou;

namespace {

std::string zh(const Diagnostics& diagnostics) { return to_text(diagnostics, Language::zh); }
std::string en(const Diagnostics& diagnostics) { return to_text(diagnostics, Language::en); }

std::vector<MergeRow> rows_of(const std::string& bytes, const std::string& file = "名单.csv") {
  const auto rows = read_merge_rows(bytes, file);
  REQUIRE_MESSAGE(rows.ok(), en(rows.diagnostics()));
  return *rows;
}

std::string json_of(const std::vector<MergeRow>& rows) {
  List list;
  for (const auto& row : rows) list.push_back(row.data);
  return to_json(list);
}

std::vector<Result<std::string>> names_of(const std::string& name, const std::string& csv) {
  const auto parsed = Template::parse(name, "--name");
  REQUIRE(parsed.ok());
  return merge_names(*parsed, rows_of(csv));
}

// A text of its data, or a defect.
class TitleFormat final : public Format {
 public:
  FormatInfo info() const override { return {"title", ".title", "text/plain"}; }
  Result<std::string> write(const Document& document, const Environment&) const override {
    if (document.title.front() == "坏") throw std::runtime_error("the plugin fell over");
    return document.title.front();
  }
};

// Letters to 200 units.
struct Letters {
  Letters() : engine(Environment::in_memory({}, *parse_instant("2024-05-08 09:00"))) {
    const_cast<Registry&>(engine.registry()).add(std::make_unique<TitleFormat>());
    for (int i = 0; i < 200; ++i)
      merge.rows.push_back({Map{{"unit", "第" + std::to_string(i) + "街道"}}, {"名单.csv", i + 2, 1}, {}});
  }

  std::vector<Status> run(unsigned threads) {
    made.assign(merge.rows.size(), "");
    progress.clear();
    merge.threads = threads;
    return run_mail_merge(
        engine, merge,
        [&](std::size_t row, const Document&, const std::vector<MergedFile>& files) -> Status {
          made[row] = files.front().bytes;
          return success;
        },
        [&](std::size_t done) { progress.push_back(done); });
  }

  Engine engine;
  MailMerge merge{*OfficialText::read("---\n标题 致{{unit}}的函{{year}}\n---\n请阅。\n", "函.gw"),
                  {},
                  Map{{"year", 2024}},
                  [](const Value&) { return BlockSource(); },
                  {"title"}};
  std::vector<std::string> made;
  std::vector<std::size_t> progress;
};

}  // namespace

TEST_CASE("a list is read as spreadsheets save it 名单按表格软件保存的样子读") {
  const std::string wanted = R"([{"contact":{"name":"某甲"},"unit":"甲街道"},{"contact":{"name":null},"unit":"乙,街道"}])";
  const std::string csv = "unit,contact.name\r\n甲街道,某甲\r\n\"乙,街道\",\r\n,\r\n";
  CHECK(json_of(rows_of(csv)) == wanted);
  CHECK(json_of(rows_of("\xEF\xBB\xBF" + csv)) == wanted);
  const std::string gbk = "unit\r\n\xBC\xD7\xBD\xD6\xB5\xC0\r\n";
  CHECK(json_of(rows_of(gbk)) == R"([{"unit":"甲街道"}])");
  const auto rows = rows_of("unit\n甲\n\n乙\n");
  CHECK(rows[1].position == Position{"名单.csv", 4, 1});
}

TEST_CASE("a list may be parted by tabs or semicolons, and be “Unicode text” 名单可用制表符、分号隔开") {
  const std::string wanted = R"([{"count":"3,5","unit":"甲街道"}])";
  CHECK(json_of(rows_of("unit;count\r\n甲街道;3,5\r\n")) == wanted);
  CHECK(json_of(rows_of("unit\tcount\r\n甲街道\t3,5\r\n")) == wanted);
  CHECK(json_of(rows_of("unit,note\n甲街道,a;b\n")) == R"([{"note":"a;b","unit":"甲街道"}])");
  constexpr char16_t text[] = u"\uFEFFunit\tcount\r\n甲街道\t3,5\r\n";
  std::string little_endian;
  for (const auto unit : std::u16string_view(text)) {
    little_endian += static_cast<char>(unit & 0xFF);
    little_endian += static_cast<char>(unit >> 8);
  }
  CHECK(json_of(rows_of(little_endian)) == wanted);
}

TEST_CASE("a date of a spreadsheet is filled in as documents print it 表格里的日期按公文的写法填入") {
  CHECK(json_of(rows_of("date\n2023/5/6\n")) == R"([{"date":"2023年5月6日"}])");
  CHECK(json_of(rows_of("date\n2023/05/06\n")) == R"([{"date":"2023年5月6日"}])");
  for (const std::string kept : {"2023/13/6", "1/2", "2023-05-06", "12/5/2023", "a/b/c"})
    CHECK(json_of(rows_of("date\n" + kept + "\n")) == R"([{"date":")" + kept + "\"}]");
}

TEST_CASE("a list may be JSON 名单可以是 JSON") {
  CHECK(json_of(rows_of(R"([{"unit": "甲街道"}, {"unit": "乙街道"}])", "名单.json")) ==
        R"([{"unit":"甲街道"},{"unit":"乙街道"}])");
}

TEST_CASE("what is wrong with a list is told in both languages 名单的错误用两种语言说明") {
  struct Case {
    std::string bytes, zh, en;
    std::string file = "名单.csv";
  };
  const Case cases[] = {
      {"{}",
       "名单.json:1:1: error [merge.not_a_list] 名单应是 JSON 列表：[ {…}, {…} ]\n  提示：每份文件一个 { … }，外面用 [ ] "
       "括起来\n",
       "名单.json:1:1: error [merge.not_a_list] the list is to be a JSON list: [ {…}, {…} ]\n  hint: write { … } for each "
       "document, and [ ] around them\n",
       "名单.json"},
      {"[{}, 3]", "名单.json: error [merge.not_an_object] 名单的第2项不是 JSON 对象\n  提示：写成 {\"变量\": 值, …}\n",
       "名单.json: error [merge.not_an_object] item 2 of the list is no JSON object\n  hint: write it as {\"variable\": value, "
       "…}\n",
       "名单.json"},
      {"unit\n\xFF\xFF\n",
       "名单.csv:1:1: error [merge.encoding] 名单不是 UTF-8 编码，也不是 GBK 编码\n  提示：在 Excel "
       "中用“另存为”，类型选“CSV UTF-8（逗号分隔）”\n",
       "名单.csv:1:1: error [merge.encoding] the list is neither UTF-8 nor GBK\n  hint: in Excel, save it as “CSV UTF-8 (comma "
       "delimited)”\n"},
      {"PK\x03\x04",
       "名单.csv:1:1: error [merge.workbook] 这是 Excel 工作簿，不是 CSV 文件\n  提示：在 Excel "
       "中打开，用“另存为”，类型选“CSV UTF-8（逗号分隔）”\n",
       "名单.csv:1:1: error [merge.workbook] this is an Excel workbook, not a CSV file\n  hint: open it in Excel and save it as "
       "“CSV UTF-8 (comma delimited)”\n"},
      {"unit\n", "名单.csv:1:1: error [merge.empty] 名单里没有数据\n  提示：第一行写变量的名称，以下每行是一份文件的数据\n",
       "名单.csv:1:1: error [merge.empty] the list holds no data\n  hint: write the names of the variables in the first line, "
       "then a line for each document\n"},
      {"unit,,year\n甲,乙,1\n",
       "名单.csv:1:6: error [merge.column] 第2列没有名称\n  提示：在第一行写上变量的名称，或删去这一列\n",
       "名单.csv:1:6: error [merge.column] column 2 has no name\n  hint: write the variable's name into the first line, or "
       "remove the column\n"},
      {"a.b,a\n1,2\n", "名单.csv:1:5: error [merge.column] 列“a”写了两次，或与另一列冲突\n  提示：改名，或删去其中一列\n",
       "名单.csv:1:5: error [merge.column] the column “a” stands twice, or is at odds with another one\n  hint: give it another "
       "name, or remove one\n"},
      {"a\n\"1\n", "名单.csv:2:1: error [merge.unclosed_quote] 双引号没有闭合\n  提示：在单元格末尾补上双引号\n",
       "名单.csv:2:1: error [merge.unclosed_quote] a quote is not closed\n  hint: add the closing quote\n"},
  };
  for (const auto& one : cases) {
    const auto rows = read_merge_rows(one.bytes, one.file);
    CHECK_FALSE(rows.ok());
    CHECK(zh(rows.diagnostics()) == one.zh);
    CHECK(en(rows.diagnostics()) == one.en);
  }
}

TEST_CASE("a line with too few or too many cells is told and keeps no other from being read 列数不对的一行不影响其他") {
  const auto rows = rows_of("a,b\n1\n1,2\n1,2,3\n");
  REQUIRE(rows.size() == 3);
  CHECK(zh(rows[0].wrong) ==
        "名单.csv:2:1: error [merge.column_count] 这一行有 1 列，第一行有 2 列\n  提示：检查逗号；含逗号的内容要放在双引号里\n");
  CHECK(en(rows[0].wrong) ==
        "名单.csv:2:1: error [merge.column_count] this line has 1 columns, the first line has 2\n  hint: look at the commas; a "
        "cell with a comma needs quotes\n");
  CHECK(rows[1].wrong.empty());
  CHECK(rows[2].wrong.front().position == Position{"名单.csv", 4, 1});
}

TEST_CASE("titles may be alike, as names of files may not 书签可以重名") {
  const auto name = Template::parse("{{unit}}/函", "--name");
  for (const auto& title : merge_titles(*name, rows_of("unit\n甲\n甲\n"))) CHECK(*title == "甲/函");
}

TEST_CASE("a document is called by its row, or by its number 文件按本行的数据取名") {
  const auto names = names_of("关于{{unit}}的函", "unit\n甲街道\n乙街道\n");
  CHECK(*names[0] == "关于甲街道的函");
  CHECK(*names[1] == "关于乙街道的函");
  std::string ten = "unit\n";
  for (int i = 0; i < 10; ++i) ten += "甲\n";
  const auto numbers = names_of("{{row}}", ten);
  CHECK(*numbers.front() == "01");
  CHECK(*numbers.back() == "10");
}

TEST_CASE("no name leads out of the folder 文件名不能指到别处") {
  for (const std::string name : {"../甲", "/etc/甲", "..", ".隐藏", "甲\\乙", "甲:乙", "甲.", "问?"}) {
    const auto names = names_of("{{unit}}", "unit\n" + name + "\n");
    INFO(name);
    CHECK(names[0].diagnostics().at(0).message.code == "merge.name");
  }
  const auto names = names_of("{{unit}}", "unit\n../甲\n");
  CHECK(zh(names[0].diagnostics()) ==
        "名单.csv:2:1: error [merge.name] “../甲”不能用作文件名\n  提示：文件名不能为空，不能以“.”开头或结尾，不能含有 / \\ : * "
        "? \" < "
        "> | 和换行，不超过 80 个字\n");
  CHECK(en(names[0].diagnostics()) ==
        "名单.csv:2:1: error [merge.name] “../甲” cannot be the name of a file\n  hint: a name is not empty, does not begin or "
        "end with “.”, holds none of / \\ : * ? \" < > | and no line break, and has 80 characters at most\n");
}

TEST_CASE("two documents are not called the same 文件不能重名") {
  const auto names = names_of("{{unit}}", "unit\nA甲\n乙\na甲\n");
  CHECK(names[0].ok());
  CHECK(zh(names[2].diagnostics()) ==
        "名单.csv:4:1: error [merge.name_taken] 文件名“a甲”与第1份的相同\n  提示：给文件名加上能区分的变量，如 {{row}}\n");
  CHECK(
      en(names[2].diagnostics()) ==
      "名单.csv:4:1: error [merge.name_taken] document 1 is called “a甲” already\n  hint: add a variable to the name that tells "
      "them apart, such as {{row}}\n");
}

TEST_CASE_FIXTURE(Letters, "each row has its document, whatever the number of threads 每行一份，与线程数无关") {
  for (const auto& outcome : run(1)) CHECK(outcome.ok());
  const auto alone = made;
  CHECK(alone[7] == "致第7街道的函2024");
  for (const unsigned threads : {2u, 4u, 0u}) {
    for (const auto& outcome : run(threads)) CHECK(outcome.ok());
    CHECK(made == alone);
    REQUIRE(progress.size() == 200);
    for (std::size_t i = 0; i < progress.size(); ++i) CHECK(progress[i] == i + 1);
  }
}

TEST_CASE_FIXTURE(Letters, "a row that fails keeps no other from being made 一份失败不影响其他") {
  merge.rows[3].data = Map{{"name", "没有单位"}};
  merge.rows[4].wrong = read_merge_rows("a,b\n1\n", "名单.csv")->front().wrong;
  const auto outcomes = run(4);
  CHECK(zh(outcomes[3].diagnostics()) ==
        "函.gw:2:5: error [template.missing_variable] 数据中没有“unit”\n  提示：在数据中补上“unit”，或从文稿中删去它\n");
  CHECK(zh(outcomes[4].diagnostics()) == zh(merge.rows[4].wrong));
  CHECK(made[3].empty());
  CHECK(made[4].empty());
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    if (i != 3 && i != 4) CHECK(outcomes[i].ok());
  CHECK(made[199] == "致第199街道的函2024");
}

TEST_CASE_FIXTURE(Letters, "without a format a row is made into what the caller wants 不要格式时由调用者取用") {
  merge.formats.clear();
  std::vector<std::string> titles(merge.rows.size());
  run_mail_merge(engine, merge, [&](std::size_t row, const Document& document, const std::vector<MergedFile>& files) -> Status {
    CHECK(files.empty());
    titles[row] = document.title.front();
    return success;
  });
  CHECK(titles.front() == "致第0街道的函2024");
  CHECK(titles.back() == "致第199街道的函2024");
}

TEST_CASE_FIXTURE(Letters, "a format that is not there fails each row 没有的格式逐份报错") {
  merge.formats = {"odt"};
  for (const auto& outcome : run(2)) CHECK(outcome.diagnostics().at(0).message.code == "engine.no_format");
}

TEST_CASE_FIXTURE(Letters, "a row says over what all have in common 本行的数据优先于共同的数据") {
  merge.rows[0].data["year"] = 2025;
  CHECK(run(1)[0].ok());
  CHECK(made[0] == "致第0街道的函2025");
}

TEST_CASE_FIXTURE(Letters, "a defect of a plugin reaches the caller 插件的缺陷传给调用者") {
  merge.text = *OfficialText::read("---\n标题 {{unit}}\n---\n", "函.gw");
  merge.rows[150].data["unit"] = "坏";
  CHECK_THROWS_WITH(run(4), "the plugin fell over");
}
