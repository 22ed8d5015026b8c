#include "engine/document/elements.h"
#include "engine/layout/parts.h"
#include "engine/text.h"

namespace hongtou::layout {

namespace {

constexpr Style title_style{Face::small_biao_song, page::title_pt, 1, 1, false};

void bookmark(Composer& composer, const std::string& text) {
  composer.galley().bookmarks.push_back({text, 1, static_cast<std::uint32_t>(composer.galley().boxes.size())});
}

void compose_contact(Composer& composer, const std::vector<std::string>& contact) {
  for (const auto& line : contact)
    composer.paragraph({.role = Role::contact,
                        .left = 2 * cell,
                        .gap = &line == &contact.front() ? page::one_line_gap_mm : leading,
                        .keep_with_next = true},
                       line);
}

// 9704-10.3c, d: 出席 one line below the text, 请假 and 列席 on lines of their own, what wraps under the first name.
void compose_attendance(Composer& composer, const Document& document) {
  constexpr double label = 2 * cell, colon = 4 * cell, names = 5 * cell;
  double gap = page::one_line_gap_mm;
  for (const auto& [word, lines] : attendance_of(document)) {
    for (const auto& line : *lines) {
      Setting setting{.role = Role::attendance, .left = names, .edge = Edge::both, .gap = gap};
      if (&line == &lines->front()) setting.labels = {{label, word, {.face = Face::hei}}, {colon, "："}};
      composer.paragraph(setting, line);
      gap = leading;
    }
  }
}

bool lies_on_its_side(const Attachment& attachment) {
  if (attachment.landscape || attachment.body.empty()) return attachment.landscape;
  const auto* table = std::get_if<Table>(&attachment.body.front().content);
  return table && table->landscape;
}

}  // namespace

void compose_title(Composer& composer, const std::vector<std::string>& title, Role role) {
  bookmark(composer, join(title, ""));
  composer.paragraph({.role = role, .edge = Edge::center, .leading = title_leading, .keep_with_next = true},
                     join(title_lines(title, composer.landscape()), "\n"), title_style);
}

void compose_main(Composer& composer, const Document& document, bool with_recipients) {
  if (!document.title.empty()) compose_title(composer, document.title, Role::title);
  if (!document.subtitle.empty())
    composer.paragraph({.role = Role::subtitle, .edge = Edge::center, .keep_with_next = true},
                       "——" + join(document.subtitle, "\n"), {.face = Face::kai});
  if (!document.title.empty()) composer.keep_off(page::one_line_gap_mm);
  if (with_recipients && !document.main_recipients.empty())
    composer.paragraph({.role = Role::main_recipients, .edge = Edge::both, .keep_with_next = true},
                       document.main_recipients + "：");
  composer.galley().first_body_box = static_cast<std::uint32_t>(composer.galley().boxes.size());
  compose_blocks(composer, document.body);
  composer.galley().body_end_box = static_cast<std::uint32_t>(composer.galley().boxes.size());
  compose_attachment_note(composer, document.attachment_note);
  compose_attendance(composer, document);
  compose_contact(composer, document.contact);
  compose_signature(composer, document);
  if (!document.note.empty()) {
    composer.keep_last(1);
    composer.paragraph({.role = Role::note, .left = 2 * cell}, "（" + document.note + "）");
  }
}

// 9704-7.3.4: two characters in, numbers below each other; a name that wraps goes on under its first character.
void compose_attachment_note(Composer& composer, const std::vector<std::string>& names) {
  const std::string label = "附件：";
  const double numbers = (2 + width_in_characters(label)) * cell;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto number = attachment_number(i, names.size());
    Setting setting{.role = Role::attachment_note, .edge = Edge::both};
    if (i == 0) {
      setting.gap = page::one_line_gap_mm;
      setting.labels.push_back({2 * cell, label});
    }
    setting.left = numbers + composer.natural_width(number, body_style);
    if (!number.empty()) setting.labels.push_back({numbers, number});
    composer.paragraph(setting, names[i]);
  }
}

// 9704-7.3.7
void compose_attachments(Composer& composer, const std::vector<Attachment>& attachments) {
  for (const auto& attachment : attachments) {
    composer.set_landscape(lies_on_its_side(attachment));
    composer.new_page();
    composer.paragraph({.role = Role::attachment_label, .keep_with_next = true}, attachment_label(attachment),
                       {.face = Face::hei});
    composer.keep_off(page::attachment_title_gap_mm);
    compose_title(composer, attachment_title(attachment), Role::attachment_title);
    composer.keep_off(page::one_line_gap_mm);
    compose_blocks(composer, attachment.body);
  }
}

void compose_issued_text(Composer& composer, const IssuedText& text) {
  composer.set_landscape(false);
  composer.new_page();
  compose_title(composer, text.title, Role::title);
  composer.keep_off(page::one_line_gap_mm);
  compose_blocks(composer, text.body);
  compose_attachment_note(composer, attachment_names(text.attachments));
  compose_attachments(composer, text.attachments);
}

}  // namespace hongtou::layout
