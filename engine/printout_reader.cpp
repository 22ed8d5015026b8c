#include "engine/printout_reader.h"

#include <utility>

namespace hongtou {

namespace {

constexpr Message cannot_mend{"lint.cannot_mend", "“{0}”文件只检查，不修改", "a “{0}” file is checked, never changed",
                              "修改原来的文稿或 Word 文件，重新导出", "mend the text or Word file and export it again"};

}  // namespace

PrintoutReader::PrintoutReader(FormatInfo info, Read reader) : info_(std::move(info)), reader_(reader) {}

Result<lint::Manuscript> PrintoutReader::read(const std::string& bytes, const std::string& file) const {
  auto printout = reader_(bytes, file);
  if (!printout.has_value()) return printout.diagnostics();
  return lint::manuscript_of(*std::move(printout), file);
}

Result<std::string> PrintoutReader::mend(const std::string&, const std::vector<lint::Edit>&, const std::string& file) const {
  return Result<std::string>::failure({file, 0, 0}, cannot_mend, {info_.extension});
}

}  // namespace hongtou
