#include "benchmarks/documents/notice.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "engine/text.h"

namespace hongtou::benchmarks {

namespace {

constexpr int columns = 10;

// The characters of an issued notice in ever new order: as many different ones as real text has.
std::u32string characters_of_a_notice() {
  std::ifstream file(HONGTOU_SOURCE_DIR "/workflows/yangquan-2023/notice.gw", std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  std::u32string han;
  for (const char32_t c : to_utf32(text))
    if (c >= U'一' && c <= U'龥') han += c;
  return han;
}

std::vector<Block> paragraphs(int seed) {
  static const auto pool = characters_of_a_notice();
  std::vector<Block> blocks;
  for (int paragraph = 0; paragraph < 10; ++paragraph) {
    std::u32string text;
    for (int i = 0; i < 150; ++i) {
      text += pool[static_cast<std::size_t>(seed + 150 * paragraph + i) % pool.size()];
      if (i % 25 == 24) text += i == 149 ? U'。' : U'，';
    }
    blocks.push_back({{}, Paragraph{to_utf8(text)}});
  }
  return blocks;
}

Table empty_table() {
  Table table;
  table.widths.assign(columns, 1);
  table.header.emplace_back();
  for (int column = 0; column < columns; ++column) table.header[0].push_back({"指标" + std::to_string(column + 1)});
  return table;
}

Document empty_notice() {
  Document document;
  document.issuer_mark = {"某市某区工作领导小组文件"};
  return document;
}

std::string column_name(int column) { return "c" + std::to_string(column); }

// The ten cells of a row, each made of its column's name.
template <class Written>
std::vector<std::string> cells(Written written) {
  std::vector<std::string> out;
  for (int column = 0; column < columns; ++column) out.push_back(written(column_name(column)));
  return out;
}

}  // namespace

Document notice(int seed, int rows) {
  auto document = empty_notice();
  document.document_number = "某发〔2024〕" + std::to_string(seed + 1) + "号";
  document.title = {"关于开展宣传月活动的通知"};
  document.main_recipients = "各街道";
  document.body = paragraphs(seed);
  auto table = empty_table();
  for (int row = 0; row < rows; ++row) {
    table.rows.emplace_back();
    for (int column = 0; column < columns; ++column)
      table.rows.back().push_back({std::to_string((37 * seed + 11 * row + 101 * column) % 5000)});
  }
  document.body.push_back({{}, std::move(table)});
  document.issuer_signature = {"某市某区工作领导小组"};
  document.date_of_issue = "2024年5月31日";
  return document;
}

Value data_of(const Document& notice) {
  List paras, rows;
  for (const auto& block : notice.body) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block.content)) paras.emplace_back(Map{{"t", paragraph->text}});
    const auto* table = std::get_if<Table>(&block.content);
    for (std::size_t row = 0; table != nullptr && row < table->rows.size(); ++row) {
      Map cells;
      for (int column = 0; column < columns; ++column)
        cells[column_name(column)] = table->rows[row][static_cast<std::size_t>(column)].text;
      rows.emplace_back(std::move(cells));
    }
  }
  Value data;
  data["number"] = notice.document_number;
  data["title"] = notice.title.front();
  data["to"] = notice.main_recipients;
  data["organ"] = notice.issuer_signature.front();
  data["date"] = notice.date_of_issue;
  data["paras"] = std::move(paras);
  data["rows"] = std::move(rows);
  return data;
}

Tags tags_of(const std::string& engine) {
  if (engine == "carbone") {
    const auto row = [](const char* index) {
      return cells([&](const std::string& name) { return "{d.rows[" + std::string(index) + "]." + name + "}"; });
    };
    return {"{d.", "}", {"{d.paras[i].t}", "{d.paras[i+1].t}"}, {row("i"), row("i+1")}};
  }
  if (engine == "docxtemplater") {
    auto row = cells([](const std::string& name) { return "{" + name + "}"; });
    row.front() = "{#rows}" + row.front();
    row.back() += "{/rows}";
    return {"{", "}", {"{#paras}", "{t}", "{/paras}"}, {std::move(row)}};
  }
  if (engine == "docxtpl") {
    std::vector<std::string> begin(columns), end(columns);
    begin.front() = "{%tr for r in rows %}";
    end.front() = "{%tr endfor %}";
    return {"{{ ",
            " }}",
            {"{%p for p in paras %}", "{{ p.t }}", "{%p endfor %}"},
            {begin, cells([](const std::string& name) { return "{{ r." + name + " }}"; }), end}};
  }
  throw std::invalid_argument(engine);
}

Document template_of(const Tags& tags) {
  const auto value = [&](const char* name) { return tags.before + name + tags.after; };
  auto document = empty_notice();
  document.document_number = value("number");
  document.title = {value("title")};
  document.main_recipients = value("to");
  for (const auto& paragraph : tags.paragraphs) document.body.push_back({{}, Paragraph{paragraph}});
  auto table = empty_table();
  for (const auto& row : tags.rows) {
    table.rows.emplace_back();
    for (const auto& cell : row) table.rows.back().push_back({cell});
  }
  document.body.push_back({{}, std::move(table)});
  document.issuer_signature = {value("organ")};
  document.date_of_issue = value("date");
  return document;
}

}  // namespace hongtou::benchmarks
