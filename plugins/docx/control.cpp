#include "plugins/docx/control.h"

#include <algorithm>

#include "engine/document/elements.h"
#include "engine/text.h"
#include "plugins/docx/flow.h"

namespace hongtou::docx {

namespace {

constexpr std::size_t longest_name = 64;  // Word refuses to open a file with a longer title or tag
constexpr double placeholder_characters = 2;

void write_date(pugi::xml_node properties) {
  auto date = add(properties, "w:date");
  add(date, "w:dateFormat", "yyyy年M月d日");
  add(date, "w:lid", "zh-CN");
  add(date, "w:storeMappedDataAs", "dateTime");
  add(date, "w:calendar", "gregorian");
}

// Word takes a value once only.
void write_choices(pugi::xml_node list, const std::vector<std::string>& choices) {
  for (auto choice = choices.begin(); choice != choices.end(); ++choice) {
    if (std::find(choices.begin(), choice, *choice) != choice) continue;
    auto item = add(list, "w:listItem");
    set(item, "w:displayText", plain_line(*choice));
    set(item, "w:value", plain_line(*choice));
  }
}

void write_kind(pugi::xml_node properties, const Blank& blank) {
  switch (blank.kind) {
    case BlankKind::line:
      return void(add(properties, "w:text"));
    case BlankKind::lines:
      return set(add(properties, "w:text"), "w:multiLine", 1);
    case BlankKind::date:
      return write_date(properties);
    case BlankKind::choice:
      return write_choices(add(properties, "w:dropDownList"), blank.choices);
    case BlankKind::open_choice:
      return write_choices(add(properties, "w:comboBox"), blank.choices);
    case BlankKind::file:
      return void(add(properties, "w:richText"));
  }
}

}  // namespace

std::string control(const Blank& blank, int id, const RunProperties& run) {
  pugi::xml_document document;
  auto node = add(document, "w:sdt");
  auto properties = add(node, "w:sdtPr");
  run.write(add(properties, "w:rPr"));
  add(properties, "w:alias", to_utf8(to_utf32(plain_line(blank.title)).substr(0, longest_name)));
  if (character_count(blank.id) <= longest_name) add(properties, "w:tag", plain_line(blank.id));
  add(properties, "w:id", std::to_string(id));
  add(properties, "w:showingPlcHdr");
  write_kind(properties, blank);
  auto content = add(add(node, "w:sdtContent"), "w:r");
  run.write(add(content, "w:rPr"));
  auto text = add(content, "w:t");
  set(text, "xml:space", "preserve");
  text.text() = hongtou::blank(placeholder_characters).c_str();
  return to_fragment(document);
}

}  // namespace hongtou::docx
