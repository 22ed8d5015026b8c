// The parts of a document, each composed into boxes below each other.
#pragma once

#include "engine/document/document.h"
#include "engine/layout/composer.h"

namespace hongtou::layout {

// 版头 (9704-7.2). A joint mark may be made smaller, so that the first page shows text (9704-7.2.4g).
void compose_head(Composer& composer, const Document& document, double mark_scale);
void compose_mark(Composer& composer, const std::vector<std::string>& organs, double top, double scale);

// 信函 (9704-10.1)
void compose_letter_head(Composer& composer, const Document& document);
// The double rule of a letter, from the type area's left.
std::vector<Rule> letter_rules(double top, bool thick_above);

// 标题 … 附注 (9704-7.3)
void compose_main(Composer& composer, const Document& document, bool with_recipients);
void compose_title(Composer& composer, const std::vector<std::string>& title, Role role);
void compose_blocks(Composer& composer, const std::vector<Block>& blocks);
void compose_table(Composer& composer, const Table& table);
void compose_chart(Composer& composer, const Chart& chart);
void compose_picture(Composer& composer, const Picture& picture);
void compose_picture_row(Composer& composer, const PictureRow& row);
void compose_caption(Composer& composer, const std::string& text, double gap = leading);
void compose_signature(Composer& composer, const Document& document);
void compose_attachment_note(Composer& composer, const std::vector<std::string>& names);
void compose_attachments(Composer& composer, const std::vector<Attachment>& attachments);
void compose_issued_text(Composer& composer, const IssuedText& text);

// 版记 (9704-7.4), all of it one box; false if there is none. `recipients` are the 主送机关 that page 1 has no room for.
bool compose_imprint(Composer& composer, const Document& document, const std::string& recipients);

// — 1 — (9704-7.5) as a box at the left edge.
void compose_page_number(Composer& composer, int number);

}  // namespace hongtou::layout
