// Writes fixtures for the checks that need other programs: write_fixture notice|cover_notice|article|filled|upward|wide
// FILE.docx|FILE.pdf
#include <fstream>
#include <iostream>
#include <string>

#include "plugins/docx/docx.h"
#include "plugins/pdf/pdf.h"
#include "tests/plugins/notice.h"

namespace {

// One paragraph of equal full-width characters, not indented, so that lines can be counted.
hongtou::Document filled_page() {
  std::string text;
  for (int i = 0; i < 1300; ++i) text += "国";
  hongtou::Document document;
  document.body = {{{}, hongtou::Paragraph{.text = text, .indented = false}}};
  return document;
}

hongtou::Document upward_report() {
  auto document = hongtou::issued_notice();
  document.copy_number = "000001";
  document.security_level = "机密★1年";
  document.urgency = "特急";
  document.issuer_mark = {"示例市财政局文件", "示例市金融局", "示例市矿区人民政府"};
  document.signatories = {"（甲某）", "（乙某）", "（丙某）"};
  document.issuer_signature = {"示例局"};
  document.attachments.clear();
  document.attachment_note = {"统计表"};
  return document;
}

// A page on its side with an odd number.
hongtou::Document wide_table() {
  hongtou::Document document;
  document.attachments = {hongtou::issued_notice().attachments.back()};
  return document;
}

hongtou::Document named(const std::string& name) {
  if (name == "filled") return filled_page();
  if (name == "upward") return upward_report();
  if (name == "wide") return wide_table();
  if (name == "cover_notice") return hongtou::cover_notice();
  if (name == "article") return hongtou::article();
  return hongtou::issued_notice();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const bool pdf = std::string_view(arguments[2]).ends_with(".pdf");
  const auto format = pdf ? hongtou::pdf::make_pdf_format() : hongtou::docx::make_docx_format();
  const auto written = format->write(named(arguments[1]), {});
  std::cerr << hongtou::to_text(written.diagnostics(), hongtou::Language::en);
  if (!written.ok()) return 1;
  std::ofstream(arguments[2], std::ios::binary) << *written;
}
