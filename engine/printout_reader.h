// The reader of a format with fixed pages: what is printed is checked, never changed.
#pragma once

#include <string>
#include <vector>

#include "engine/lint/printout.h"
#include "engine/plugin.h"

namespace hongtou {

class PrintoutReader final : public ManuscriptReader {
 public:
  using Read = Result<lint::Printout> (*)(const std::string& bytes, const std::string& file);
  PrintoutReader(FormatInfo info, Read reader);

  FormatInfo info() const override { return info_; }
  // Errors: those of the reader, lint.no_text, lint.too_large.
  Result<lint::Manuscript> read(const std::string& bytes, const std::string& file) const override;
  // Errors: lint.cannot_mend.
  Result<std::string> mend(const std::string& bytes, const std::vector<lint::Edit>& edits,
                           const std::string& file) const override;

 private:
  FormatInfo info_;
  Read reader_;
};

}  // namespace hongtou
