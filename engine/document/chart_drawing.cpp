#include "engine/document/chart_drawing.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "engine/document/elements.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr double size = chart_text_mm;
constexpr double space = size / 2;
constexpr double bar_height = 0.7 * size, bar_pitch = size;
constexpr double thin = 0.18, stroke = 0.5, dot = 1.2;
constexpr double plot_height = 70;
constexpr int steps = 4;  // of the scale of a line chart
constexpr float scale_grey = 0.75f;

double width_of(const std::string& text) { return width_in_characters(text) * size; }

float grey_of(std::size_t series) {
  constexpr float greys[] = {0.35f, 0.7f, 0.0f, 0.55f};
  return greys[series % std::size(greys)];
}

struct Range {
  double least = 0, most = 0;
  double share(double value) const { return most > least ? (value - least) / (most - least) : 0; }
};

Range range_of(const Chart& chart) {
  Range range;
  for (const auto& series : chart.series)
    for (const double value : series.values) range = {std::min(range.least, value), std::max(range.most, value)};
  return range;
}

// Lines of a label that has some, or is wider than its column.
std::vector<std::string> broken(const std::string& label, double width) {
  std::vector<std::string> lines(1);
  for (const char32_t character : to_utf32(label)) {
    const auto text = to_utf8({&character, 1});
    if (character == U'\n') {
      lines.emplace_back();
      continue;
    }
    if (!lines.back().empty() && width_of(lines.back() + text) > width) lines.emplace_back();
    lines.back() += text;
  }
  return lines;
}

class Drawing {
 public:
  Drawing(const Chart& chart, double width) : chart_(chart), width_(width), range_(range_of(chart)) {}

  std::vector<ChartStrip> draw() {
    draw_legend();
    chart_.kind == ChartKind::bar ? draw_bars() : draw_lines();
    return std::move(strips_);
  }

 private:
  void line(double x1, double y1, double x2, double y2, double width, float grey) {
    strips_.back().lines.push_back({x1, y1, x2, y2, width, grey});
  }
  void text(const std::string& text, double x, double y) { strips_.back().texts.push_back({text, x, y}); }
  void add_strip(double height) { strips_.emplace_back().height = height; }

  void draw_legend() {
    if (chart_.series.size() < 2) return;
    add_strip(size + space);
    double x = 0;
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
      const auto lines = broken(chart_.series[i].name, width_ - size - space);
      const double wanted = size + space + width_of(lines.front());
      if (x > 0 && x + wanted > width_) {
        add_strip(size + space);
        x = 0;
      }
      line(x, size / 2, x + size, size / 2, bar_height, grey_of(i));
      for (const auto& each : lines) {
        if (&each != &lines.front()) {
          add_strip(size + space);
          x = 0;
        }
        text(each, x + size + space, 0);
      }
      x += size + space + width_of(lines.back()) + size;
    }
  }

  void draw_bars() {
    double labels = 0, values = 0;
    for (const auto& label : chart_.labels) labels = std::max(labels, width_of(label));
    for (const auto& series : chart_.series)
      for (const double value : series.values) values = std::max(values, width_of(chart_number(value)));
    labels = std::min(labels, width_ / 3);
    const double left = labels + space, room = width_ - left - values - space;
    const auto x_of = [&](double value) { return left + room * range_.share(value); };
    for (std::size_t row = 0; row < chart_.labels.size(); ++row) draw_row(row, labels, x_of);
  }

  template <class Place>
  void draw_row(std::size_t row, double labels, const Place& x_of) {
    const auto lines = broken(chart_.labels[row], labels);
    add_strip(static_cast<double>(std::max(lines.size(), chart_.series.size())) * bar_pitch + space);
    for (std::size_t i = 0; i < lines.size(); ++i)
      text(lines[i], labels - width_of(lines[i]), space / 2 + static_cast<double>(i) * bar_pitch);
    const double zero = x_of(0);
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
      const double value = chart_.series[i].values[row], end = x_of(value);
      const double middle = space / 2 + size / 2 + static_cast<double>(i) * bar_pitch;
      if (end != zero) line(std::min(zero, end), middle, std::max(zero, end), middle, bar_height, grey_of(i));
      text(chart_number(value), std::max(zero, end) + space, middle - size / 2);
    }
    line(zero, 0, zero, strips_.back().height, thin, 0);
  }

  void draw_lines() {
    double scale = 0;
    for (int step = 0; step <= steps; ++step) scale = std::max(scale, width_of(number_at(step)));
    const double left = scale + space, room = width_ - left - size;
    const auto count = chart_.labels.size();
    const auto x_of = [&](std::size_t i) {
      return left + room * (count > 1 ? static_cast<double>(i) / static_cast<double>(count - 1) : 0.5);
    };
    const auto y_of = [&](double value) { return size / 2 + plot_height * (1 - range_.share(value)); };
    add_strip(plot_height + 3 * size);
    for (int step = 0; step <= steps; ++step) {
      const double y = y_of(value_at(step));
      text(number_at(step), scale - width_of(number_at(step)), y - size / 2);
      line(left, y, left + room, y, thin, step == 0 ? 0 : scale_grey);
    }
    draw_labels(x_of, plot_height + size + space);
    for (std::size_t s = 0; s < chart_.series.size(); ++s) {
      const auto& values = chart_.series[s].values;
      for (std::size_t i = 0; i + 1 < values.size(); ++i)
        line(x_of(i), y_of(values[i]), x_of(i + 1), y_of(values[i + 1]), stroke, grey_of(s));
      for (std::size_t i = 0; i < values.size(); ++i)
        line(x_of(i) - dot / 2, y_of(values[i]), x_of(i) + dot / 2, y_of(values[i]), dot, grey_of(s));
    }
  }

  double value_at(int step) const { return range_.least + (range_.most - range_.least) * step / steps; }
  std::string number_at(int step) const { return chart_number(value_at(step)); }

  // As many as do not run into each other.
  template <class Place>
  void draw_labels(const Place& x_of, double y) {
    double free_from = 0;
    for (std::size_t i = 0; i < chart_.labels.size(); ++i) {
      const auto label = broken(chart_.labels[i], width_ / 3).front();
      const double x = std::clamp(x_of(i) - width_of(label) / 2, 0.0, std::max(0.0, width_ - width_of(label)));
      if (x < free_from) continue;
      text(label, x, y);
      free_from = x + width_of(label) + space;
    }
  }

  const Chart& chart_;
  const double width_;
  const Range range_;
  std::vector<ChartStrip> strips_;
};

}  // namespace

std::vector<ChartStrip> draw_chart(const Chart& chart, double width) { return Drawing(chart, width).draw(); }

std::string chart_number(double value) {
  const auto hundredths = std::llround(std::abs(value) * 100);
  auto text = (value < 0 && hundredths > 0 ? "-" : "") + std::to_string(hundredths / 100);
  const auto rest = hundredths % 100;
  if (rest > 0) text += (rest < 10 ? ".0" : ".") + std::to_string(rest % 10 == 0 ? rest / 10 : rest);
  return text;
}

}  // namespace hongtou
