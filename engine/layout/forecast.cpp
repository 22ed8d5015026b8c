#include "engine/layout/forecast.h"

#include <numeric>

#include "engine/document/elements.h"
#include "engine/document/line_ends.h"
#include "engine/layout/attempt.h"

namespace hongtou {

namespace {

constexpr double short_recipients = 4 * page::characters;  // page 1 has room for them
constexpr std::size_t most_cells = 20000;                  // of a document that is laid out for this alone
constexpr double least_room = layout::pitch;               // a word processor may need a line more

class GridTypefaces final : public Typefaces {
 public:
  FoundGlyph glyph(Face, char32_t character) const override {
    return {static_cast<std::uint32_t>(character), is_full_width(character) ? 1.0f : 0.5f};
  }
  std::string font_name(FontId) const override { return {}; }
};

bool has_imprint(const Document& document) {
  if (document.format == DocumentFormat::letter) return false;  // on any page, 9704-10.1k
  return !document.copy_recipients.empty() || !document.printing_office.empty() || !document.date_of_printing.empty();
}

bool is_worth_it(const Document& document) {
  return has_imprint(document) || document.issuer_mark.size() > 1 ||
         width_in_characters(document.main_recipients) > short_recipients;
}

std::size_t cells_of(const std::vector<Block>& blocks) {
  std::size_t cells = 0;
  for (const auto& block : blocks)
    if (const auto* table = std::get_if<Table>(&block.content)) cells += table->rows.size() * table->widths.size();
  return cells;
}

std::size_t cells_of(const std::vector<Attachment>& attachments) {
  return std::accumulate(attachments.begin(), attachments.end(), std::size_t{0},
                         [](std::size_t sum, const Attachment& each) { return sum + cells_of(each.body); });
}

std::size_t cells_of(const Document& document) {
  const auto cells = cells_of(document.body) + cells_of(document.attachments);
  if (!document.issued_text) return cells;
  return cells + cells_of(document.issued_text->body) + cells_of(document.issued_text->attachments);
}

}  // namespace

PageForecast forecast_pages(const Document& document) {
  if (!is_worth_it(document)) return {};
  if (cells_of(document) > most_cells) return {.imprint = ImprintPage::next};
  const auto attempt = layout::best_attempt(document, GridTypefaces());
  PageForecast forecast{attempt.mark_scale, attempt.recipients_moved, attempt.paginated.imprint_page};
  if (has_imprint(document) && forecast.imprint == ImprintPage::last && attempt.paginated.room_for_imprint < least_room)
    forecast.imprint = ImprintPage::behind_blank;
  return forecast;
}

}  // namespace hongtou
