// Pieces of OFD's XML: numbers with a point, escaped text, parts with their name space.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hongtou::ofd {

std::string number(double mm);  // four decimals at most
std::string box(double x, double y, double width, double height);
std::string escaped(std::string_view utf8);  // control characters are left out
std::string element(std::string_view name, std::string_view content, std::string_view attributes = {});
std::string part(std::string_view root, std::string_view content, std::string_view attributes = {});

// Distances as ST_Array: three and more equal ones as “g n v”.
std::string deltas(const std::vector<double>& values);

}  // namespace hongtou::ofd
