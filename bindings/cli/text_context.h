// What the command line composes a text with: values, the pictures beside it, and the campaign it belongs to, which has not
// begun.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "bindings/cli/program.h"

namespace hongtou::cli {

struct TextFiles {
  std::string text;      // .gw
  std::string data;      // .json, or ""
  std::string campaign;  // campaign.info, or ""
};

// TEXT, --data and --campaign.
void add_text_files(Program& program, CLI::App& command, TextFiles& files);

class TextContext {
 public:
  // Errors: those of the files, render.data.
  static Result<TextContext> read(const Engine& engine, const TextFiles& files);

  const OfficialText& text() const { return *text_; }
  const Value& data() const { return data_; }
  // From many threads; `data` and the context must outlive it. Errors: render.needs_campaign, image.*, file.*
  BlockSource blocks(const Value& data) const;

 private:
  Diagnostics read_campaign(const Engine& engine);
  Diagnostics read_data(const Environment& environment);
  void read_pictures(const Environment& environment);
  Place place() const;
  Result<std::vector<Block>> picture(const BlockRequest& request) const;

  TextFiles files_;
  std::optional<OfficialText> text_;
  Definition definition_;
  Calendar calendar_;
  State state_;
  std::map<std::string, Result<std::shared_ptr<const Image>>> pictures_;
  Value data_{Map{}};
};

}  // namespace hongtou::cli
