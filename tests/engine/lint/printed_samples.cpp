#include "tests/engine/lint/printed_samples.h"

#include <algorithm>

#include "engine/document/page.h"
#include "engine/layout/pages.h"
#include "tests/engine/even_typefaces.h"
#include "tests/plugins/notice.h"

namespace hongtou::tests {

namespace {

class OfficialTypefaces final : public Typefaces {
 public:
  FoundGlyph glyph(Face face, char32_t character) const override { return even_.glyph(face, character); }
  std::string font_name(FontId font) const override {
    constexpr const char* names[] = {page::fang_song, page::kai, page::hei, page::song, page::small_biao_song, page::latin};
    return font < std::size(names) ? names[font] : "Rare";
  }

 private:
  EvenTypefaces even_;
};

constexpr std::uint32_t red = 0xFF0000;

std::uint32_t color_of(const Rule& rule) {
  if (rule.red) return red;
  const auto level = static_cast<std::uint32_t>(255 * rule.grey);
  return level << 16 | level << 8 | level;
}

void move(Run& run, double x, double y) {
  run.x += x;
  run.y += y;
}

void move(Rule& rule, double x, double y) {
  rule.x1 += x;
  rule.x2 += x;
  rule.y1 += y;
  rule.y2 += y;
}

bool is_of(const Pages& pages, const Run& run, Role role) {
  return run.element != no_element && pages.elements[static_cast<std::size_t>(run.element)].role == role;
}

std::function<void(Pages&)> moved(Role role, double x, double y) {
  return [=](Pages& pages) {
    for (auto& run : pages.runs)
      if (is_of(pages, run, role)) move(run, x, y);
  };
}

std::function<void(Pages&)> all_moved(double x, double y) {
  return [=](Pages& pages) {
    for (auto& run : pages.runs) move(run, x, y);
    for (auto& rule : pages.rules) move(rule, x, y);
  };
}

// Page numbers: they belong to no element.
std::function<void(Pages&)> numbers(const std::function<void(Run&)>& change) {
  return [=](Pages& pages) {
    for (auto& run : pages.runs)
      if (run.element == no_element && run.y > 200) change(run);
  };
}

std::function<void(Pages&)> rules(const std::function<bool(const Rule&)>& which, const std::function<void(Rule&)>& change) {
  return [=](Pages& pages) {
    for (auto& rule : pages.rules)
      if (which(rule)) change(rule);
  };
}

void hide(Rule& rule) { rule.x2 = rule.x1; }
bool is_red(const Rule& rule) { return rule.red; }
bool is_upper(const Rule& rule) { return rule.red && rule.y1 < 150; }
bool is_lower(const Rule& rule) { return rule.red && rule.y1 > 150; }
bool is_wide(const Rule& rule) { return !rule.red && rule.x2 - rule.x1 > 150; }

void widen_lines(Pages& pages) {
  for (auto& run : pages.runs)
    if (is_of(pages, run, Role::paragraph) || is_of(pages, run, Role::heading)) run.y = 37 + (run.y - 37) * 0.8;
}

// The first row of the body sticks out at the right.
void shove_row(Pages& pages) {
  const auto row =
      std::find_if(pages.runs.begin(), pages.runs.end(), [&](const Run& run) { return is_of(pages, run, Role::paragraph); });
  for (auto& run : pages.runs)
    if (run.y == row->y && &run - pages.runs.data() < pages.pages.front().run_count) move(run, 30, 0);
}

// It belongs to the row of the signatory.
void move_number_beside_signatory(Pages& pages) {
  for (auto& run : pages.runs)
    if (is_of(pages, run, Role::signatory) && run.x < 100) move(run, 6, 0);
}

void empty_first_page(Pages& pages) {
  for (std::size_t i = 0; i < pages.pages.front().run_count; ++i)
    if (is_of(pages, pages.runs[i], Role::paragraph) || is_of(pages, pages.runs[i], Role::heading)) pages.runs[i].count = 0;
}

// The page of the date, without the text of it.
void empty_page_of_signature(Pages& pages) {
  for (const auto& page : pages.pages) {
    const auto begin = pages.runs.begin() + page.first_run, end = begin + page.run_count;
    if (std::none_of(begin, end, [&](const Run& run) { return is_of(pages, run, Role::date_of_issue); })) continue;
    for (auto run = begin; run != end; ++run)
      if (is_of(pages, *run, Role::paragraph) || is_of(pages, *run, Role::heading)) run->count = 0;
    return;
  }
}

// What stands below the first heading of the first page.
void move_text_to_next_page(Pages& pages) {
  auto& first = pages.pages.front();
  auto heading = first.run_count;
  for (std::uint32_t i = 0; i < first.run_count && heading == first.run_count; ++i)
    if (is_of(pages, pages.runs[i], Role::heading)) heading = i;
  const double y = pages.runs[heading].y;
  for (std::uint32_t i = 0; i < first.run_count; ++i)
    if (pages.runs[i].y > y + 1 && pages.runs[i].element != no_element) pages.runs[i].count = 0;
}

void write_number_with_hyphens(lint::Printout& printout) {
  for (auto& glyph : printout.pages.front().glyphs)
    if (glyph.character == U'—' && glyph.y > 262) glyph.character = U'-';
}

// Whose glyphs of a page in landscape are changed: the letters of its number.
std::function<void(lint::Printout&)> turned(const std::function<void(lint::PrintedPage&, lint::PrintedGlyph&)>& change) {
  return [=](lint::Printout& printout) {
    for (auto& page : printout.pages)
      for (auto& glyph : page.glyphs)
        if (glyph.turned) change(page, glyph);
  };
}

// Along the foot of the page in landscape, as word processors do by themselves.
void set_upright(const lint::PrintedPage& page, lint::PrintedGlyph& glyph) {
  glyph.turned = false;
  glyph.x = glyph.y + 60;
  glyph.y = page.height - 15;
}

// To the other side, as if the sheet were turned the other way.
void set_opposite(const lint::PrintedPage& page, lint::PrintedGlyph& glyph) {
  glyph.x = page.width - glyph.x;
  glyph.y = page.height - glyph.y;
}

bool is_in_landscape(const lint::PrintedPage& page) { return page.width > page.height; }

// Everything on the pages in landscape but their numbers.
std::function<void(lint::Printout&)> landscape_moved(double x, double y) {
  return [=](lint::Printout& printout) {
    for (auto& page : printout.pages) {
      if (!is_in_landscape(page)) continue;
      for (auto& glyph : page.glyphs)
        if (!glyph.turned) glyph.x += x, glyph.y += y;
      for (auto& rule : page.rules) rule.x1 += x, rule.x2 += x, rule.y1 += y, rule.y2 += y;
    }
  };
}

// The head of the table on all its pages but the first.
void clear_repeated_heads(Pages& pages) {
  for (std::size_t i = 0; i < pages.pages.size(); ++i)
    for (auto run = pages.pages[i].first_run; run < pages.pages[i].first_run + pages.pages[i].run_count; ++run)
      if (pages.pages[i].landscape && pages.runs[run].element == no_element && !pages.runs[run].turned) pages.runs[run].count = 0;
}

void number_first_page(lint::Printout& printout) {
  for (const auto& glyph : printout.pages.at(1).glyphs)
    if (glyph.y > 262) printout.pages.front().glyphs.push_back(glyph);
}

}  // namespace

const Typefaces& official_typefaces() {
  static const OfficialTypefaces typefaces;
  return typefaces;
}

lint::Printout printout_of(const Pages& pages, const Typefaces& typefaces) {
  lint::Printout printout;
  FontId fonts = 0;
  for (const auto& run : pages.runs) fonts = std::max(fonts, run.font);
  for (FontId font = 0; font <= fonts; ++font) printout.fonts.push_back({typefaces.font_name(font), true});
  for (const auto& page : pages.pages) {
    lint::PrintedPage printed{page::paper_width_mm, page::paper_height_mm, {}, {}, {}};
    if (page.landscape) std::swap(printed.width, printed.height);
    for (auto i = page.first_run; i < page.first_run + page.run_count; ++i) {
      const auto& run = pages.runs[i];
      const double size = static_cast<double>(run.size);
      for (auto at = run.first; at < run.first + run.count; ++at) {
        const auto& glyph = pages.glyphs[at];
        const double along = static_cast<double>(glyph.x);
        const double advance = size * static_cast<double>(run.stretch) * (glyph.character < 0x2000 ? 0.5 : 1);
        printed.glyphs.push_back({glyph.character, run.x + (run.turned ? 0 : along), run.y + (run.turned ? along : 0), advance,
                                  size * 72 / 25.4, run.font, run.red ? red : 0, run.turned, false});
      }
    }
    for (auto i = page.first_rule; i < page.first_rule + page.rule_count; ++i) {
      const auto& rule = pages.rules[i];
      printed.rules.push_back({std::min(rule.x1, rule.x2), std::min(rule.y1, rule.y2), std::max(rule.x1, rule.x2),
                               std::max(rule.y1, rule.y2), rule.width, color_of(rule)});
    }
    for (auto i = page.first_image; i < page.first_image + page.image_count; ++i) {
      const auto& image = pages.images[i];
      printed.pictures.push_back({image.x, image.y, image.x + image.width, image.y + image.height});
    }
    printout.pages.push_back(std::move(printed));
  }
  return printout;
}

Document faultless_notice() {
  auto document = issued_notice();
  document.copy_number = "000001";
  document.security_level = "机密★1年";
  document.attachments.resize(1);
  document.attachments.front().number = 0;
  document.attachment_note = {"线上活动参与指引"};
  document.attachments.front().title = {"线上活动参与指引"};
  return document;
}

Document faultless_upward_notice() {
  auto document = faultless_notice();
  document.signatories = {"甲某"};
  return document;
}

Document faultless_sealed_notice() { return sealed_notice(); }

// Its attachment is a table of several pages in landscape.
Document faultless_wide_notice() {
  auto document = faultless_notice();
  auto& attachment = document.attachments.front();
  attachment.landscape = true;
  Table table;
  table.caption = "填报单位（盖章）：";
  table.widths = std::vector<double>(5, 1);
  table.header = {{{"单位"}, {"活动场次（次）"}, {"发放资料（份）"}, {"参与人数（人次）"}, {"备注"}}};
  for (int row = 0; row < 40; ++row) table.rows.push_back({{"某街道"}, {"12"}, {"260"}, {"1200"}, {"按时报送"}});
  attachment.body = {{{}, table}};
  return document;
}

std::vector<PrintedSample> printed_samples() {
  const auto notice = faultless_notice;
  const auto wide = faultless_wide_notice;
  const auto body = Role::paragraph;
  return {
      {"9704-5.1", notice, {}, [](lint::Printout& printout) { printout.pages.front().width = 216; }},
      {"9704-5.2.1a", notice, all_moved(0, -10)},
      {"9704-5.2.1b", notice, all_moved(4, 0)},
      {"9704-5.2.1b", wide, {}, landscape_moved(0, -8)},
      {"9704-5.2.1c", notice, shove_row},
      {"9704-5.2.1c", wide, {}, landscape_moved(0, 16)},
      {"9704-5.2.3", notice, widen_lines},
      {"9704-5.2.4", notice,
       [](Pages& pages) {
         for (auto& run : pages.runs) run.red = true;
       }},
      {"9704-7.3.3a", notice, empty_first_page},
      {"practice-embedding", notice, {}, [](lint::Printout& printout) { printout.fonts.front().embedded = false; }},
      {"practice-table-1",
       notice,
       {},
       [](lint::Printout& printout) {
         printout.pages[1].rules.push_back({20, 50, 20, 90, 0.2, 0});
       }},
      {"practice-table-1", wide, {}, landscape_moved(-9, 0)},
      {"practice-table-2", wide, clear_repeated_heads},
      {"9704-7.2.1b", notice, moved(Role::copy_number, 6, 0)},
      {"9704-7.2.2b", notice, moved(Role::security_level, 0, 6)},
      {"9704-7.2.4b", notice, moved(Role::issuer_mark, 0, -8)},
      {"9704-7.2.4c", notice,
       [](Pages& pages) {
         for (auto& run : pages.runs) run.red = false;
       }},
      {"9704-7.2.5a", notice, moved(Role::document_number, 15, 0)},
      {"9704-7.2.5d", faultless_upward_notice, move_number_beside_signatory},
      {"9704-7.2.7a", notice, rules(is_red, hide)},
      {"9704-7.2.7a", notice, rules(is_red, [](Rule& rule) { rule.x1 += 30; })},
      {"9704-10.1a", letter, moved(Role::issuer_mark, 0, 8)},
      {"9704-10.1d", letter, rules(is_upper, hide)},
      {"9704-10.1d", letter, rules(is_upper, [](Rule& rule) { rule.y1 = rule.y2 += 8; })},
      {"9704-10.1e", letter, rules(is_lower, [](Rule& rule) { rule.x2 -= 20; })},
      {"9704-10.1g", letter, moved(Role::document_number, -30, 0)},
      {"9704-10.1h", letter, moved(Role::title, 0, 9)},
      {"9704-10.1j", letter, {}, number_first_page},
      {"9704-10.2a", order, moved(Role::issuer_mark, 0, 8)},
      {"9704-10.2c", order, moved(Role::document_number, 0, 9)},
      {"9704-10.2c", order, moved(Role::document_number, 12, 0)},
      {"9704-10.2c", order, moved(body, 0, 9)},
      {"9704-10.3a", minutes, moved(Role::issuer_mark, 0, 8)},
      {"9704-7.3.1b", notice, moved(Role::title, 0, 10)},
      {"9704-7.3.1b", notice, moved(Role::title, -30, 0)},
      {"9704-7.3.2a", notice, moved(Role::main_recipients, 0, 8)},
      {"9704-7.3.3d", notice, moved(body, -5, 0)},
      {"9704-7.3.4a", notice, moved(Role::attachment_note, 0, -5)},
      {"9704-7.3.5.1a", faultless_sealed_notice, moved(Role::date_of_issue, 8, 0)},
      {"9704-7.3.5.2a", notice, moved(Role::date_of_issue, -55, 0)},
      {"9704-7.3.5.2b", notice, moved(Role::date_of_issue, 25, 0)},
      {"9704-7.3.5.5", notice, empty_page_of_signature},
      {"9704-7.3.7b", notice, moved(Role::attachment_label, 0, 6)},
      {"9704-7.3.7b", wide, moved(Role::attachment_label, 0, 6)},
      {"9704-7.3.7c", notice, moved(Role::attachment_title, 0, 9)},
      {"9704-7.3.7c", wide, moved(Role::attachment_title, 0, 9)},
      {"9704-7.4.1a", notice, rules(is_wide, hide)},
      {"9704-7.4.1a", notice, rules(is_wide, [](Rule& rule) { rule.x2 -= 10; })},
      {"9704-7.4.1b", notice, rules(is_wide, [](Rule& rule) { rule.width = 0.7; })},
      {"9704-7.4.1c", notice, all_moved(0, -5)},
      {"9704-7.4.2a", notice, moved(Role::copy_recipients, -4, 0)},
      {"9704-7.4.3b", notice, moved(Role::printing_line, 3, 0)},
      {"practice-lonely", notice, move_text_to_next_page},
      {"33476.2-7.3.1", notice, {}, [](lint::Printout& printout) { printout.pages.erase(printout.pages.begin() + 1); }},
      {"9704-7.1b", notice, numbers([](Run& run) { run.y -= 12; })},
      {"9704-7.5a", notice, numbers([](Run& run) { run.size *= 0.7f; })},
      {"9704-7.5b", notice, {}, write_number_with_hyphens},
      {"9704-7.5b", wide, {}, turned([](const lint::PrintedPage&, lint::PrintedGlyph& glyph) {
         if (glyph.character == U'—') glyph.character = U'-';
       })},
      {"9704-7.5c", notice, numbers([](Run& run) { run.y += 5; })},
      {"9704-7.5c", wide, {}, turned([](const lint::PrintedPage&, lint::PrintedGlyph& glyph) { glyph.x -= 5; })},
      {"9704-7.5d", notice, numbers([](Run& run) { run.x = 100; })},
      {"9704-7.5d", wide, {}, turned([](const lint::PrintedPage&, lint::PrintedGlyph& glyph) { glyph.y += 60; })},
      {"9704-8a", wide, {}, turned(set_upright)},
      {"9704-8b", wide, {}, turned(set_opposite)},
  };
}

}  // namespace hongtou::tests
