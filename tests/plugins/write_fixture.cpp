// Writes fixtures for the checks that need other programs: write_fixture NAME FILE, in the format of the file's ending. NAME is
// one of fixtures[] below, random-SEED, signatories-COUNT, pages-PARAGRAPHS, or bound: three of them in one file.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "plugins/docx/docx.h"
#include "plugins/html/html.h"
#include "plugins/ofd/ofd.h"
#include "plugins/pdf/pdf.h"
#include "plugins/svg/svg.h"
#include "plugins/text/text.h"
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

// Nothing but the last lines of the text keeps three attachments and the seal from standing on page 2 without any.
hongtou::Document sealed_on_page_2() {
  auto document = hongtou::sealed_notice();
  document.body.assign(9, {{}, hongtou::Paragraph{.text = "各县区要于每月5日前报送统计表。"}});
  document.attachment_note = {"统计表", "填表说明", "联系人名单"};
  document.note = "联系人：（姓名）";
  return document;
}

// The date ends at the right edge.
hongtou::Document signed_by_a_street() {
  auto document = hongtou::issued_notice();
  document.issuer_signature = {"甲街道办事处"};
  document.date_of_issue = "2023年3月7日";
  return document;
}

// So many names, of different lengths.
hongtou::Document signed_off_by(unsigned count) {
  auto document = hongtou::issued_notice();
  const std::vector<std::string> names{"王某某", "欧阳某某", "李某", "赵某某", "周某", "阿依古某"};
  document.issuer_mark = {"示例市财政局文件"};
  document.document_number = "示财金〔2024〕118号";
  document.signatories.assign(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count));
  return document;
}

// A text of so many paragraphs of three lines, with an imprint.
hongtou::Document with_paragraphs(unsigned count) {
  auto document = hongtou::issued_notice();
  std::string text;
  for (int i = 0; i < 70; ++i) text += "国";
  document.body.assign(count, {{}, hongtou::Paragraph{text}});
  document.attachments.clear();
  document.attachment_note.clear();
  document.contact.clear();
  document.note.clear();
  return document;
}

// A page on its side with an odd number.
hongtou::Document wide_table() {
  hongtou::Document document;
  document.attachments = {hongtou::issued_notice().attachments.back()};
  return document;
}

// With a file that goes along, where the format takes one.
hongtou::Document enclosing() {
  auto document = hongtou::order();
  document.files = {{"统计表.csv", std::make_shared<const std::string>("活动,场次\n讲座,3\n")}};
  return document;
}

struct Fixture {
  std::string_view name;
  hongtou::Document (*make)();
};
constexpr Fixture fixtures[] = {{"notice", hongtou::issued_notice},
                                {"cover_notice", hongtou::cover_notice},
                                {"article", hongtou::article},
                                {"filled", filled_page},
                                {"upward", upward_report},
                                {"wide", wide_table},
                                {"letter", hongtou::letter},
                                {"classified_letter", hongtou::classified_letter},
                                {"order", hongtou::order},
                                {"enclosing", enclosing},
                                {"minutes", hongtou::minutes},
                                {"sealed", hongtou::sealed_notice},
                                {"signed_by_a_street", signed_by_a_street},
                                {"sealed_on_page_2", sealed_on_page_2},
                                {"joint", hongtou::joint_notice},
                                {"blank_forms", hongtou::blank_forms},
                                {"blank_forms_on_paper", hongtou::blank_forms_on_paper},
                                {"illustrated", hongtou::illustrated_article}};

std::unique_ptr<hongtou::Format> format_of(std::string_view file) {
  if (file.ends_with(".pdf")) return hongtou::pdf::make_pdf_format();
  if (file.ends_with(".ofd")) return hongtou::ofd::make_ofd_format();
  if (file.ends_with(".svg")) return hongtou::svg::make_svg_format();
  if (file.ends_with(".html")) return hongtou::html::make_html_format();
  if (file.ends_with(".txt")) return hongtou::text::make_text_format();
  return hongtou::docx::make_docx_format();
}

// NAME-NUMBER
struct Family {
  std::string_view name;
  hongtou::Document (*make)(unsigned number);
};
constexpr Family families[] = {
    {"random-", hongtou::random_document}, {"signatories-", signed_off_by}, {"pages-", with_paragraphs}};

hongtou::Result<std::string> bound(const hongtou::Format& format) {
  const auto binder = format.bind();
  std::size_t place = 0;
  for (const auto name : {"notice", "letter", "wide"}) {
    const auto* fixture = std::find_if(std::begin(fixtures), std::end(fixtures), [&](auto& each) { return each.name == name; });
    if (const auto added = binder->add(place++, name, fixture->make()); !added.ok()) return added.diagnostics();
  }
  return binder->finish("bound");
}

int write(const char* file, const hongtou::Result<std::string>& written) {
  std::cerr << hongtou::to_text(written.diagnostics(), hongtou::Language::en);
  if (!written.ok()) return 1;
  std::ofstream(file, std::ios::binary) << *written;
  return 0;
}

std::optional<hongtou::Document> document_of(std::string_view name) {
  for (const auto& fixture : fixtures)
    if (fixture.name == name) return fixture.make();
  for (const auto& family : families)
    if (name.starts_with(family.name))
      return family.make(static_cast<unsigned>(std::stoul(std::string(name.substr(family.name.size())))));
  return std::nullopt;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const std::string_view name = arguments[1];
  if (name == "bound") return write(arguments[2], bound(*format_of(arguments[2])));
  const auto document = document_of(name);
  return document ? write(arguments[2], format_of(arguments[2])->write(*document, {})) : 2;
}
