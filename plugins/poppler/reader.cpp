#include <ErrorCodes.h>
#include <GlobalParams.h>
#include <Object.h>
#include <PDFDoc.h>
#include <Stream.h>

#include <memory>
#include <mutex>

#include "engine/printout_reader.h"
#include "plugins/poppler/poppler.h"
#include "plugins/poppler/recorder.h"

namespace hongtou::poppler {

namespace {

constexpr Message damaged{"pdf.damaged", "这不是 PDF 文件，或者已损坏", "this is no PDF file, or it is damaged",
                          "从原来的文件重新导出 PDF", "export it again from the file it was made of"};
constexpr Message encrypted{"pdf.encrypted", "PDF 文件加了口令，打不开", "the PDF file cannot be opened without its password",
                            "去掉口令另存一份再检查", "save a copy without a password and check that"};

// poppler keeps its settings and where it complains in variables of its own.
void prepare() {
  static std::once_flag once;
  std::call_once(once, [] {
    globalParams = std::make_unique<GlobalParams>();
    setErrorCallback([](ErrorCategory, Goffset, const char*) {});
  });
}

bool has_enough(void* data) {
  auto& recorder = *static_cast<Recorder*>(data);
  recorder.count_steps();
  return recorder.is_overfull();
}

void add_page(PDFDoc& document, int number, lint::Printout& printout, Recorder& recorder) {
  constexpr double points = 72;
  const bool sideways = document.getPageRotate(number) % 180 != 0;
  const double width = document.getPageCropWidth(number) * 25.4 / 72, height = document.getPageCropHeight(number) * 25.4 / 72;
  printout.pages.push_back({sideways ? height : width, sideways ? width : height, {}, {}, {}});
  document.displayPage(&recorder, number, points, points, 0, false, true, true, has_enough, &recorder);
}

}  // namespace

Result<lint::Printout> read_printout(const std::string& bytes, const std::string& file) {
  using Read = Result<lint::Printout>;
  const Position position{file, 0, 0};
  prepare();
  PDFDoc document(new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)));
  if (!document.isOk()) return Read::failure(position, document.getErrorCode() == errEncrypted ? encrypted : damaged);
  const int count = document.getNumPages();
  if (count <= 0) return Read::failure(position, damaged);
  if (static_cast<std::size_t>(count) > lint::most_pages) return Read::failure(position, lint::too_large_to_lint());
  lint::Printout printout;
  Recorder recorder(printout);
  for (int number = 1; number <= count && !recorder.is_overfull(); ++number) add_page(document, number, printout, recorder);
  if (recorder.is_overfull()) return Read::failure(position, lint::too_large_to_lint());
  return printout;
}

std::unique_ptr<ManuscriptReader> make_pdf_reader() {
  return std::make_unique<PrintoutReader>(FormatInfo{"pdf", ".pdf", "application/pdf"}, read_printout);
}

}  // namespace hongtou::poppler
