// A notice with every element a document can have in common use: number, headings of four levels, run-in headings, two signature
// lines, three attachments (a guide, a form, a wide table with a grouped head), imprint.
#pragma once

#include "engine/document/document.h"

namespace hongtou {

Document issued_notice();

// A cover notice with long signatures, and the plan it issues: a roster, two attachments of its own.
Document cover_notice();

// An article: subtitle, headings without numbers, captions, author.
Document article();
// With a photo from a camera held on its side, a bar chart of two series, a line chart, three photos two to a row.
Document illustrated_article();

// Two forms to be filled in: fixed rows, and fields of every kind below each other. On paper nothing stands at their blanks.
Document blank_forms();
Document blank_forms_on_paper();

// The formats of GB/T 9704, 10. The letter takes more than a page; the other one is classified and urgent.
Document letter();
Document classified_letter();
Document order();
Document minutes();

// Paragraphs, headings, rosters, tables, photos and attachments of random text, the same for the same seed.
Document random_document(unsigned seed);

// With one seal; with five organs and their seals.
Document sealed_notice();
Document joint_notice();

}  // namespace hongtou
