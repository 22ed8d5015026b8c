// Golden files: what a document looked like when somebody last looked. HONGTOU_ACCEPT=1 writes them anew.
#pragma once

#include <map>
#include <string>

namespace hongtou::tests {

// Whether `text` is what tests/golden/`path` holds; tells the first line that differs.
void check_golden(const std::string& path, const std::string& text);

// The parts of a package by their paths.
std::map<std::string, std::string> unzip(const std::string& bytes);

// XML with one element a line, for people to read and compare.
std::string indented(const std::string& xml);

}  // namespace hongtou::tests
