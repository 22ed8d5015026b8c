// Recorder: what poppler draws on a page, kept instead of drawn.
#pragma once

#include <OutputDev.h>

#include <map>
#include <string>

#include "engine/lint/printout.h"

class GfxFont;
class GfxPath;

namespace hongtou::poppler {

class Recorder final : public OutputDev {
 public:
  explicit Recorder(lint::Printout& printout) : printout_(printout) {}

  // More than lint::most_marks were drawn.
  bool is_overfull() const { return marks_ > lint::most_marks; }
  // Told every ten steps of drawing: those that leave no mark count as well.
  void count_steps() { marks_ += 10; }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x, double origin_y, CharCode code,
                int byte_count, const Unicode* characters, int count) override;
  void stroke(GfxState* state) override;
  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override { fill(state); }
  void drawImage(GfxState* state, Object* reference, Stream* stream, int width, int height, GfxImageColorMap* colors,
                 bool interpolate, const int* mask, bool is_inline) override;
  void drawImageMask(GfxState* state, Object* reference, Stream* stream, int width, int height, bool invert, bool interpolate,
                     bool is_inline) override;

 private:
  int font_of(GfxState& state);
  void add_rule(double x1, double y1, double x2, double y2, double width, std::uint32_t rgb);
  void add_picture(const GfxState& state);
  lint::PrintedPage& page() { return printout_.pages.back(); }

  lint::Printout& printout_;
  std::map<std::string, int> fonts_;
  std::size_t marks_ = 0;
};

}  // namespace hongtou::poppler
