// A notice of five pages with a table of 50 × 10, and one of 5,000 rows, as PDF: laid out, fonts embedded. Where LibreOffice is
// installed it converts the same notices from DOCX in the same run: the ratio is what is held to a target, not the seconds.
// Files are made in the current folder.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "engine/layout/layout.h"
#include "engine/text.h"
#include "plugins/docx/docx.h"
#include "plugins/pdf/pdf.h"

namespace {

using namespace hongtou;

const std::filesystem::path folder = "documents_benchmark";
constexpr int documents_for_the_peer = 10;

// The characters of an issued notice in ever new order: as many different ones as real text has.
std::string characters_of_a_notice() {
  std::ifstream file(HONGTOU_SOURCE_DIR "/workflows/yangquan-2023/notice.gw", std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  std::u32string han;
  for (const char32_t c : to_utf32(text))
    if (c >= U'一' && c <= U'龥') han += c;
  return to_utf8(han);
}

std::vector<Block> paragraphs(int seed) {
  static const auto pool = to_utf32(characters_of_a_notice());
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

Document notice(int seed, int rows) {
  Document document;
  document.issuer_mark = {"某市某区工作领导小组文件"};
  document.document_number = "某发〔2024〕" + std::to_string(seed + 1) + "号";
  document.title = {"关于开展宣传月活动的通知"};
  document.main_recipients = "各街道";
  document.body = paragraphs(seed);
  Table table;
  table.widths.assign(10, 1);
  table.header.emplace_back();
  for (int column = 0; column < 10; ++column) table.header[0].push_back({"指标" + std::to_string(column + 1)});
  for (int row = 0; row < rows; ++row) {
    table.rows.emplace_back();
    for (int column = 0; column < 10; ++column)
      table.rows.back().push_back({std::to_string((37 * seed + 11 * row + 101 * column) % 5000)});
  }
  document.body.push_back({{}, table});
  document.issuer_signature = {"某市某区工作领导小组"};
  document.date_of_issue = "2024年5月31日";
  return document;
}

void write_a_batch(benchmark::State& state) {
  const auto format = pdf::make_pdf_format();
  std::vector<Document> documents;
  for (int seed = 0; seed < 50; ++seed) documents.push_back(notice(seed, 50));
  if (!format->write(documents.front(), {}).ok()) return state.SkipWithError("not written");
  std::size_t bytes = 0, next = 0;
  for (auto _ : state) bytes += format->write(documents[next++ % documents.size()], {})->size();
  state.SetItemsProcessed(state.iterations());
  state.counters["bytes"] = static_cast<double>(bytes) / static_cast<double>(state.iterations());
}

// Fonts are looked for anew, as in a program that writes one document.
void write_one(benchmark::State& state) {
  const auto document = notice(0, 50);
  for (auto _ : state)
    if (!pdf::make_pdf_format()->write(document, {}).ok()) return state.SkipWithError("not written");
  state.SetItemsProcessed(state.iterations());
}

void write_5000_rows(benchmark::State& state) {
  const auto format = pdf::make_pdf_format();
  const auto document = notice(0, 5000);
  for (auto _ : state)
    if (!format->write(document, {}).ok()) return state.SkipWithError("not written");
}

void lay_out_one(benchmark::State& state) {
  const auto fonts = SystemFonts::find();
  const auto document = notice(0, 50);
  if (!fonts.ok()) return state.SkipWithError("no fonts");
  for (auto _ : state) benchmark::DoNotOptimize(lay_out(document, **fonts)->pages.size());
}

BENCHMARK(write_a_batch)->Unit(benchmark::kMillisecond);
BENCHMARK(write_one)->Unit(benchmark::kMillisecond);
BENCHMARK(write_5000_rows)->Unit(benchmark::kMillisecond);
BENCHMARK(lay_out_one)->Unit(benchmark::kMillisecond);

template <class Work>
double seconds(Work work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void write_file(const std::filesystem::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

bool convert(const std::string& files) {
  const auto profile = std::filesystem::absolute(folder / "profile").string();
  const auto command = "soffice --headless -env:UserInstallation=file://" + profile + " --convert-to pdf --outdir " +
                       (folder / "peer").string() + " " + files + " >/dev/null 2>&1";
  return std::system(command.c_str()) == 0;
}

void compare_with_libreoffice() {
  std::filesystem::create_directories(folder);
  std::string files;
  for (int seed = 0; seed < documents_for_the_peer; ++seed) {
    const auto file = folder / (std::to_string(seed) + ".docx");
    write_file(file, *docx::make_docx_format()->write(notice(seed, 50), {}));
    files += file.string() + " ";
  }
  const auto first = (folder / "0.docx").string();
  if (!convert(first)) {
    std::puts("LibreOffice does not run here");
    return;
  }
  const double peer_one = seconds([&] { convert(first); });
  const double peer_batch = seconds([&] { convert(files); });
  const double one = seconds([&] { write_file(folder / "one.pdf", *pdf::make_pdf_format()->write(notice(0, 50), {})); });
  const auto format = pdf::make_pdf_format();
  const double batch = seconds([&] {
    for (int seed = 0; seed < 10 * documents_for_the_peer; ++seed)
      write_file(folder / (std::to_string(seed) + ".pdf"), *format->write(notice(seed, 50), {}));
  });
  std::printf("one document:  LibreOffice %.2f s, ours %.4f s, ratio %.0f (target 10)\n", peer_one, one, peer_one / one);
  std::printf("in a batch:    LibreOffice %.2f/s, ours %.0f/s, ratio %.0f (target 100)\n", documents_for_the_peer / peer_batch,
              10 * documents_for_the_peer / batch, 10 * peer_batch / batch);
  std::filesystem::remove_all(folder);
}

}  // namespace

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  benchmark::RunSpecifiedBenchmarks();
  compare_with_libreoffice();
}
