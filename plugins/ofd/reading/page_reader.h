// What an OFD page shows, as marks on paper (GB/T 33190—2016, 8.3 to 11).
#pragma once

#include <map>
#include <string>

#include "engine/lint/printout.h"
#include "plugins/ofd/reading/package.h"

namespace hongtou::ofd {

// What pages refer to.
struct ReadResources {
  std::map<std::string, int> fonts;                  // by ID: of Printout::fonts
  std::map<std::string, pugi::xml_node> parameters;  // DrawParam by ID
};

class PageReader {
 public:
  PageReader(lint::PrintedPage& page, const ReadResources& resources, std::size_t room)
      : page_(page), resources_(resources), room_(room) {}

  // The objects of a page's or a template's content.
  void read(pugi::xml_node content);
  // How many marks may still come; 0: there were too many.
  std::size_t room() const { return room_; }

 private:
  void read_block(pugi::xml_node block, int depth);
  void read_text(pugi::xml_node object);
  void read_path(pugi::xml_node object);
  void read_picture(pugi::xml_node object);
  std::uint32_t color_of(pugi::xml_node object, const char* name) const;
  double line_width_of(pugi::xml_node object) const;
  pugi::xml_node parameter_of(pugi::xml_node object) const;
  bool take();

  lint::PrintedPage& page_;
  const ReadResources& resources_;
  std::size_t room_;
};

}  // namespace hongtou::ofd
