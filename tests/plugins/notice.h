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

}  // namespace hongtou
