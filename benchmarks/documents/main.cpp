// A notice of five pages with a table of 50 × 10, and ones of many more rows, in every format: beside what an office would
// otherwise use, as far as it is installed (benchmarks/peers/install.sh), and beside what deflating alone takes. Targets are held
// to ratios taken in one run where there is something to compare with. Files are made in the current folder.
#include <libdeflate.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>

#include "benchmarks/documents/measure.h"
#include "benchmarks/documents/notice.h"
#include "benchmarks/documents/peers.h"
#include "engine/lint/lint.h"
#include "plugins/docx/docx.h"
#include "plugins/docx/reading/archive.h"
#include "plugins/ofd/ofd.h"
#include "plugins/pdf/pdf.h"
#include "plugins/svg/svg.h"

namespace {

using namespace hongtou;
using namespace hongtou::benchmarks;

const std::filesystem::path folder = "documents_benchmark";
constexpr int rows_of_a_notice = 50;
constexpr int different_notices = 50;

void print(const char* what, const std::string& ours, const std::string& peer, const std::string& target,
           std::optional<bool> met) {
  std::printf("%-34s %-16s %-34s %-26s %s\n", what, ours.c_str(), peer.c_str(), target.c_str(),
              !met   ? "-"
              : *met ? "met"
                     : "MISSED");
  std::fflush(stdout);
}

std::string text(const char* pattern, double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, pattern, value);
  return buffer;
}

std::string bytes_of(const Format& format, const Document& document) { return *format.write(document, {}); }

// One document after another of a batch.
std::function<void()> batch(const Format& format) {
  auto notices = std::make_shared<std::vector<Document>>();
  for (int seed = 0; seed < different_notices; ++seed) notices->push_back(notice(seed, rows_of_a_notice));
  return [&format, notices, next = std::size_t{0}]() mutable { bytes_of(format, (*notices)[next++ % notices->size()]); };
}

double rate(const Format& format) { return 1 / measure(batch(format)).seconds; }

// word/document.xml, deflated and nothing else.
double deflate_rate() {
  const auto parts = *docx::unzip(bytes_of(*docx::make_docx_format(), notice(0, rows_of_a_notice)), "notice.docx");
  const auto& xml = docx::find_part(parts, "word/document.xml")->content;
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(libdeflate_alloc_compressor(1),
                                                                                                 libdeflate_free_compressor);
  std::string out(xml.size(), '\0');
  const auto work = [&] {
    libdeflate_crc32(0, xml.data(), xml.size());
    libdeflate_deflate_compress(compressor.get(), xml.data(), xml.size(), out.data(), out.size());
  };
  return 1 / measure(work).seconds;
}

void word_beside_peers() {
  const auto format = docx::make_docx_format();
  const auto ours = rate(*format);
  const auto limit = deflate_rate();
  const auto beside = [&](const char* what, const char* engine, int count, double target) {
    const auto peer = fill_templates(engine, count, rows_of_a_notice, folder);
    if (!peer) return print(what, text("%.0f/s", ours), std::string(engine) + " is not installed", "", std::nullopt);
    const auto ratio = ours / peer->documents_per_second;
    const auto met = target > 0 ? std::optional(ratio >= target) : std::nullopt;
    print(what, text("%.0f/s", ours), std::string(engine) + text(" %.1f/s", peer->documents_per_second) + text(", x%.0f", ratio),
          target > 0 ? text(">= x%.0f", target) : "", met);
  };
  beside("docx", "carbone", 100, 14);
  beside("docx", "docxtemplater", 30, 0);
  beside("docx", "docxtpl", 20, 0);
  print("docx beside deflate", text("%.0f/s", ours), text("deflate %.0f/s", limit) + text(", x%.2f", ours / limit), ">= x0.25",
        ours >= 0.25 * limit);
}

void word_memory() {
  const auto format = docx::make_docx_format();
  const auto some = measure_times(batch(*format), 500), many = measure_times(batch(*format), 10000);
  print("docx, peak of 500 documents", text("%.1f MiB", some.peak_mib), "", "<= 32 MiB", some.peak_mib <= 32);
  print("docx, peak of 10,000 documents", text("%.1f MiB", many.peak_mib), "", "no more than of 500, +1 MiB",
        many.peak_mib <= some.peak_mib + 1);
}

void large_tables() {
  const auto format = docx::make_docx_format();
  const auto rows_5000 = notice(0, 5000);
  const auto ours = measure([&] { bytes_of(*format, rows_5000); });
  const auto peer = fill_templates("carbone", 3, 5000, folder);
  const auto peer_seconds = peer ? 1 / peer->documents_per_second : 0;
  print("docx, 5,000 rows", text("%.3f s", ours.seconds),
        peer ? text("carbone %.2f s", peer_seconds) + text(", x%.0f", peer_seconds / ours.seconds) : "carbone is not installed",
        ">= x9", peer ? std::optional(peer_seconds >= 9 * ours.seconds) : std::nullopt);
  print("docx, 5,000 rows, peak", text("%.1f MiB", ours.peak_mib), peer ? text("carbone %.0f MiB in all", peer->peak_mib) : "",
        "<= 48 MiB", ours.peak_mib <= 48);
  const auto rows_100000 = notice(0, 100000);
  const auto large = measure_times([&] { bytes_of(*format, rows_100000); }, 3);
  print("docx, 100,000 rows", text("%.2f s", large.seconds), "", "<= 1.5 s", large.seconds <= 1.5);
  print("docx, 100,000 rows, peak", text("%.1f MiB", large.peak_mib), "", "<= 48 MiB", large.peak_mib <= 48);
  const auto pdf = pdf::make_pdf_format();
  const auto pages = measure([&] { bytes_of(*pdf, rows_5000); });
  print("pdf, 5,000 rows", text("%.2f s", pages.seconds), "", "<= 0.5 s", pages.seconds <= 0.5);
}

void pages_beside_libreoffice() {
  constexpr int count = 10;
  std::string files;
  for (int seed = 0; seed < count; ++seed) {
    const auto file = folder / (std::to_string(seed) + ".docx");
    std::ofstream(file, std::ios::binary) << bytes_of(*docx::make_docx_format(), notice(seed, rows_of_a_notice));
    files += file.string() + " ";
  }
  const auto first = notice(0, rows_of_a_notice);
  const auto one = measure([&] { bytes_of(*pdf::make_pdf_format(), first); }).seconds;  // fonts are looked for anew
  const auto many = rate(*pdf::make_pdf_format());
  const auto peer_one = convert((folder / "0.docx").string(), folder), peer_many = convert(files, folder);
  const auto beside = [&](const char* what, const std::string& ours, std::optional<double> peer, double ratio, double target) {
    if (!peer) return print(what, ours, "LibreOffice does not run here", "", std::nullopt);
    print(what, ours, text("LibreOffice %.2f s", *peer) + text(", x%.0f", ratio), text(">= x%.0f", target), ratio >= target);
  };
  beside("pdf, a single one", text("%.4f s", one), peer_one, peer_one.value_or(0) / one, 10);
  beside("pdf", text("%.0f/s", many), peer_many ? std::optional(*peer_many / count) : std::nullopt,
         many * peer_many.value_or(0) / count, 100);
}

void other_formats() {
  const auto ofd = rate(*ofd::make_ofd_format());
  print("ofd", text("%.0f/s", ofd), "", ">= 300/s", ofd >= 300);
  print("svg", text("%.0f/s", rate(*svg::make_svg_format())), "", "", std::nullopt);
  const auto bytes = bytes_of(*docx::make_docx_format(), notice(0, rows_of_a_notice));
  const auto reader = docx::make_docx_reader();
  const auto lint = measure([&] { lint::check(*reader->read(bytes, "notice.docx")); }).seconds;
  print("lint of a docx", text("%.1f ms", 1000 * lint), "", "<= 5 ms", lint <= 0.005);
}

}  // namespace

int main() {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  print("what", "ours", "beside", "target", std::nullopt);
  word_beside_peers();
  word_memory();
  large_tables();
  pages_beside_libreoffice();
  other_formats();
  std::filesystem::remove_all(folder);
}
