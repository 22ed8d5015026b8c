#include "engine/document/elements.h"
#include "engine/layout/forecast.h"
#include "plugins/docx/attachments.h"
#include "plugins/docx/docx.h"
#include "plugins/docx/flow.h"
#include "plugins/docx/head.h"
#include "plugins/docx/imprint.h"
#include "plugins/docx/issued_text.h"
#include "plugins/docx/main.h"
#include "plugins/docx/parts.h"
#include "plugins/package/package.h"

namespace hongtou::docx {

namespace {

class DocxFormat final : public Format {
 public:
  FormatInfo info() const override {
    return {"docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"};
  }

  Result<std::string> write(const Document& document, const Environment&) const override {
    Flow flow;
    const auto pages = forecast_pages(document);
    write_head(flow, document, pages.mark_scale);
    write_main(flow, document, pages);
    write_attachments(flow, document.attachments);
    if (document.issued_text) write_issued_text(flow, *document.issued_text);
    write_imprint(flow, document, pages);
    auto bytes = package::zip(package_parts(plain_line(name_of(document)), flow, flow.finish()), package_failed);
    bytes.add(flow.diagnostics());
    return bytes;
  }
};

}  // namespace

std::unique_ptr<Format> make_docx_format() { return std::make_unique<DocxFormat>(); }

}  // namespace hongtou::docx
