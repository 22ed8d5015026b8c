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
constexpr int least_steps = 4;                // of the scale of a line chart
constexpr std::size_t most_label_lines = 12;  // a sideways page holds them
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

// Round numbers from `first` to `last` steps, which hold the range.
struct Scale {
  double step = 1;
  int first = 0, last = 1;
  double at(int count) const { return step * count; }
};

Scale scale_of(const Range& range) {
  if (range.most <= range.least) return {};
  const double least_step = std::max((range.most - range.least) / least_steps, 0.01);
  const double power = std::pow(10, std::floor(std::log10(least_step)));
  double step = 10 * power;
  for (const double round : {5.0, 2.5, 2.0, 1.0})
    if (round * power >= least_step && (round != 2.5 || power >= 0.1)) step = round * power;
  return {step, static_cast<int>(std::floor(range.least / step)), static_cast<int>(std::ceil(range.most / step))};
}

bool is_digit(char32_t character) { return character >= U'0' && character <= U'9'; }

// What is not parted where a line holds it: a character, or a number.
std::vector<std::string> units_of(const std::string& label, double width) {
  std::vector<std::string> units;
  char32_t before = 0;
  for (const char32_t character : to_utf32(label)) {
    const auto text = to_utf8({&character, 1});
    const bool inside = is_digit(before) && is_digit(character) && width_of(units.back() + text) <= width;
    inside ? units.back() += text : units.emplace_back(text);
    before = character;
  }
  return units;
}

// Lines of a label that has some, or is wider than its column.
std::vector<std::string> broken(const std::string& label, double width) {
  std::vector<std::string> lines(1);
  for (const auto& unit : units_of(label, width)) {
    if (unit == "\n" || (!lines.back().empty() && width_of(lines.back() + unit) > width)) lines.emplace_back();
    if (unit != "\n") lines.back() += unit;
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

  // Each label has its place in the middle of a column, and so have its points.
  void draw_lines() {
    const auto scale = scale_of(range_);
    double numbers = 0;
    for (int step = scale.first; step <= scale.last; ++step) numbers = std::max(numbers, width_of(chart_number(scale.at(step))));
    const double left = numbers + space,
                 column = (width_ - left) / static_cast<double>(std::max<std::size_t>(chart_.labels.size(), 1));
    const auto x_of = [&](std::size_t i) { return left + column * (static_cast<double>(i) + 0.5); };
    const Range plot{scale.at(scale.first), scale.at(scale.last)};
    const auto y_of = [&](double value) { return size / 2 + plot_height * (1 - plot.share(value)); };
    add_strip(plot_height + size + space);
    for (int step = scale.first; step <= scale.last; ++step) {
      const auto number = chart_number(scale.at(step));
      const double y = y_of(scale.at(step));
      text(number, numbers - width_of(number), y - size / 2);
      line(left, y, width_, y, thin, step == 0 ? 0 : scale_grey);
    }
    draw_labels(x_of, column);
    for (std::size_t s = 0; s < chart_.series.size(); ++s) {
      const auto& values = chart_.series[s].values;
      for (std::size_t i = 0; i + 1 < values.size(); ++i)
        line(x_of(i), y_of(values[i]), x_of(i + 1), y_of(values[i + 1]), stroke, grey_of(s));
      for (std::size_t i = 0; i < values.size(); ++i)
        line(x_of(i) - dot / 2, y_of(values[i]), x_of(i) + dot / 2, y_of(values[i]), dot, grey_of(s));
    }
  }

  // Below the plot, in as many lines as they need; where a column is too narrow for a character, every second, third … one.
  template <class Place>
  void draw_labels(const Place& x_of, double column) {
    auto& strip = strips_.back();
    const double top = strip.height;
    const auto every = static_cast<std::size_t>(std::ceil((size + space / 2) / column));
    const double room = column * static_cast<double>(every) - space / 2;
    for (std::size_t i = 0; i < chart_.labels.size(); i += every) {
      auto lines = broken(chart_.labels[i], room);
      if (lines.size() > most_label_lines) lines.resize(most_label_lines, {}), lines.back() = "…";
      for (std::size_t row = 0; row < lines.size(); ++row) {
        const double y = top + static_cast<double>(row) * size, width = width_of(lines[row]);
        text(lines[row], std::clamp(x_of(i) - width / 2, 0.0, std::max(0.0, width_ - width)), y);
        strip.height = std::max(strip.height, y + size + space);
      }
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
