// The styles of an official document: what Word's style list shows, in Chinese, and what the parts refer to.
#pragma once

#include <string>

#include "engine/document/page.h"

namespace hongtou::docx {

namespace style {
inline constexpr const char* copy_number = "CopyNumber";
inline constexpr const char* security_and_urgency = "SecurityAndUrgency";
inline constexpr const char* issuer_mark = "IssuerMark";
inline constexpr const char* document_number = "DocumentNumber";
inline constexpr const char* title = "DocumentTitle";
inline constexpr const char* subtitle = "DocumentSubtitle";
inline constexpr const char* main_recipients = "MainRecipients";
inline constexpr const char* body = "BodyText";
inline constexpr const char* heading[] = {"Heading1", "Heading2", "Heading3", "Heading4"};
inline constexpr const char* heading_run[] = {"Heading1Run", "Heading2Run", "Heading3Run", "Heading4Run"};
inline constexpr const char* signatory_name = "SignatoryName";
inline constexpr const char* attachment_note = "AttachmentNote";
inline constexpr const char* attendance = "Attendance";
inline constexpr const char* contact = "Contact";
inline constexpr const char* issuer_signature = "IssuerSignature";
inline constexpr const char* date_of_issue = "DateOfIssue";
inline constexpr const char* note = "Note";
inline constexpr const char* attachment_label = "AttachmentLabel";
inline constexpr const char* attachment_title = "AttachmentTitle";
inline constexpr const char* roster = "Roster";
inline constexpr const char* picture = "Picture";
inline constexpr const char* picture_caption = "PictureCaption";
inline constexpr const char* byline = "Byline";
inline constexpr const char* table_caption = "TableCaption";
inline constexpr const char* table_head = "TableHead";
inline constexpr const char* table_text = "TableText";
inline constexpr const char* table_note = "TableNote";
inline constexpr const char* imprint = "Imprint";
inline constexpr const char* page_number = "PageNumber";
inline constexpr const char* separator = "Separator";  // a line of no height: holds section breaks, parts tables
}  // namespace style

// A line of text: its size, and the pitch of the lines it stands in.
struct Line {
  double size_pt;
  double pitch_pt;
};
inline constexpr double body_pitch_pt = page::line_pitch_twips / 20.0;
inline constexpr Line body_line{page::body_pt, body_pitch_pt};
inline constexpr Line title_line{page::title_pt, page::title_pitch_pt};
inline constexpr Line page_edge{0, 0};  // a rule, or the edge of the type area: nothing between it and the gap

// Twips of paragraph spacing that leave `mm` between the glyph boxes of two lines, each of which brings half its leading.
int gap(double mm, Line above, Line below);

int table_pitch(double size_pt);  // twips, of the lines in a cell whatever the face, as they are on our own pages

int one_line();  // 空一行 between two lines of the body

// Twips of `count` characters of the body, spacing included.
int characters(double count);

std::string styles_xml();

}  // namespace hongtou::docx
