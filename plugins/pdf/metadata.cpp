#include "plugins/pdf/metadata.h"

#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "engine/document/writable.h"
#include "plugins/pdf/file.h"

namespace hongtou::pdf {

namespace {

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : writable(text)) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  }
  return out;
}

void append(std::string& out, std::uint32_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

void append_fixed(std::string& out, double value) {  // s15Fixed16Number
  append(out, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * 65536))), 4);
}

std::string xyz(const std::array<double, 3>& values) {
  std::string out = "XYZ ";
  append(out, 0, 4);
  for (const double value : values) append_fixed(out, value);
  return out;
}

std::string description(const std::string& text) {
  std::string out = "desc";
  append(out, 0, 4);
  append(out, static_cast<std::uint32_t>(text.size() + 1), 4);
  out += text;
  out.append(1 + 4 + 4 + 2 + 1 + 67, '\0');  // no Unicode and no Macintosh name
  return out;
}

std::string plain_text(const std::string& text) {
  std::string out = "text";
  append(out, 0, 4);
  return out + text + '\0';
}

std::string gamma(double value) {
  std::string out = "curv";
  append(out, 0, 4);
  append(out, 1, 4);
  append(out, static_cast<std::uint32_t>(std::lround(value * 256)), 2);
  return out;
}

}  // namespace

std::string xmp(const Pages& pages) {
  std::string out =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
      " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
      "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n";
  out += "<pdf:Producer>" + std::string(producer) + "</pdf:Producer>\n";
  out += "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escaped(pages.title) + "</rdf:li></rdf:Alt></dc:title>\n";
  if (!pages.author.empty())
    out += "<dc:creator><rdf:Seq><rdf:li>" + escaped(pages.author) + "</rdf:li></rdf:Seq></dc:creator>\n";
  out += "<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>\n";
  return out + "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
}

std::string information(const Pages& pages) {
  std::string out = "<</Title" + text_string(pages.title) + "/Producer(" + producer + ")";
  if (!pages.author.empty()) out += "/Author" + text_string(pages.author);
  return out + ">>";
}

std::string srgb_profile() {
  constexpr double display_gamma = 2.2;
  const std::vector<std::pair<std::string, std::string>> tags{
      {"desc", description("sRGB")},           {"cprt", plain_text("No copyright, use freely")},
      {"wtpt", xyz({0.9505, 1, 1.0891})},      {"rXYZ", xyz({0.4361, 0.2225, 0.0139})},
      {"gXYZ", xyz({0.3851, 0.7169, 0.0971})}, {"bXYZ", xyz({0.1431, 0.0606, 0.7141})},
      {"rTRC", gamma(display_gamma)},          {"gTRC", gamma(display_gamma)},
      {"bTRC", gamma(display_gamma)}};
  std::string table, data;
  append(table, static_cast<std::uint32_t>(tags.size()), 4);
  const auto start = 128 + 4 + 12 * tags.size();
  for (const auto& [name, content] : tags) {
    table += name;
    append(table, static_cast<std::uint32_t>(start + data.size()), 4);
    append(table, static_cast<std::uint32_t>(content.size()), 4);
    data += content;
    data.append((4 - data.size() % 4) % 4, '\0');
  }
  std::string out;
  append(out, static_cast<std::uint32_t>(start + data.size()), 4);
  out.append(4, '\0');
  append(out, 0x02100000, 4);  // version 2.1
  out += "mntrRGB XYZ ";
  for (const std::uint32_t part : {2000u, 1u, 1u, 0u, 0u, 0u}) append(out, part, 2);
  out += "acsp";
  out.append(28, '\0');
  for (const double value : {0.9642, 1.0, 0.8249}) append_fixed(out, value);  // D50
  out.append(128 - out.size(), '\0');
  return out + table + data;
}

}  // namespace hongtou::pdf
