#include "plugins/ofd/xml.h"

#include <charconv>
#include <cmath>

#include "engine/document/writable.h"

namespace hongtou::ofd {

namespace {

constexpr double unit = 10000;  // of the last decimal

}  // namespace

std::string number(double mm) {
  char digits[32];
  const double rounded = std::round(mm * unit) / unit + 0.0;  // no negative zero
  const auto end = std::to_chars(digits, digits + sizeof digits, rounded, std::chars_format::fixed, 4).ptr;
  std::string out(digits, end);
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out == "-0" ? "0" : out;
}

std::string box(double x, double y, double width, double height) {
  return number(x) + ' ' + number(y) + ' ' + number(width) + ' ' + number(height);
}

std::string escaped(std::string_view utf8) {
  std::string out;
  for (const char c : writable(utf8)) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  }
  return out;
}

std::string element(std::string_view name, std::string_view content, std::string_view attributes) {
  std::string out = "<ofd:";
  out += name;
  if (!attributes.empty()) (out += ' ') += attributes;
  if (content.empty()) return out += "/>";
  out += '>';
  out += content;
  out += "</ofd:";
  out += name;
  return out += '>';
}

std::string part(std::string_view root, std::string_view content, std::string_view attributes) {
  std::string all = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";
  if (!attributes.empty()) (all += ' ') += attributes;
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element(root, content, all);
}

std::string deltas(const std::vector<double>& values) {
  std::string out;
  for (std::size_t i = 0; i < values.size();) {
    const auto value = number(values[i]);
    auto end = i + 1;
    while (end < values.size() && number(values[end]) == value) ++end;
    if (!out.empty()) out += ' ';
    if (end - i < 3) {
      out += value;
      ++i;
    } else {
      out += "g " + std::to_string(end - i) + ' ' + value;
      i = end;
    }
  }
  return out;
}

}  // namespace hongtou::ofd
