// DMN 1.3, 10.3.4.11. A point counts as the range that holds only it.
#include "engine/feel/functions.h"
#include "engine/feel/operations.h"

namespace hongtou::feel {

namespace {

// How the ends of two ranges stand to each other; nothing when they cannot be compared.
struct Ends {
  std::strong_ordering start_start;
  std::strong_ordering start_end;
  std::strong_ordering end_start;
  std::strong_ordering end_end;
};

Range as_range(const Value& value) {
  const auto* range = as<Range>(value);
  return range != nullptr ? *range : Range{value, value};
}

std::optional<Ends> ends_of(const Range& a, const Range& b) {
  const auto ss = order(a.low, b.low);
  const auto se = order(a.low, b.high);
  const auto es = order(a.high, b.low);
  const auto ee = order(a.high, b.high);
  if (!ss || !se || !es || !ee) return std::nullopt;
  return Ends{*ss, *se, *es, *ee};
}

bool before(const Range& a, const Range& b, const Ends& ends) {
  return ends.end_start < 0 || (ends.end_start == 0 && !(a.high_included && b.low_included));
}
bool after(const Range& a, const Range& b, const Ends& ends) {
  return ends.start_end > 0 || (ends.start_end == 0 && !(a.low_included && b.high_included));
}
bool meets(const Range& a, const Range& b, const Ends& ends) { return ends.end_start == 0 && a.high_included && b.low_included; }
bool overlaps(const Range& a, const Range& b, const Ends& ends) { return !before(a, b, ends) && !after(a, b, ends); }
bool overlaps_before(const Range& a, const Range& b, const Ends& ends) {
  const bool begins_first = ends.start_start < 0 || (ends.start_start == 0 && a.low_included && !b.low_included);
  const bool ends_first = ends.end_end < 0 || (ends.end_end == 0 && (!a.high_included || b.high_included));
  return begins_first && !before(a, b, ends) && ends_first;
}
bool finishes(const Range& a, const Range& b, const Ends& ends) {
  const bool within = ends.start_start > 0 || (ends.start_start == 0 && (!a.low_included || b.low_included));
  return ends.end_end == 0 && a.high_included == b.high_included && within;
}
bool includes(const Range& a, const Range& b, const Ends& ends) {
  const bool low = ends.start_start < 0 || (ends.start_start == 0 && (a.low_included || !b.low_included));
  const bool high = ends.end_end > 0 || (ends.end_end == 0 && (a.high_included || !b.high_included));
  return low && high;
}
bool starts(const Range& a, const Range& b, const Ends& ends) {
  const bool within = ends.end_end < 0 || (ends.end_end == 0 && (!a.high_included || b.high_included));
  return ends.start_start == 0 && a.low_included == b.low_included && within;
}
bool coincides(const Range& a, const Range& b, const Ends& ends) {
  return ends.start_start == 0 && ends.end_end == 0 && a.low_included == b.low_included && a.high_included == b.high_included;
}

using Relationship = bool (*)(const Range&, const Range&, const Ends&);

template <Relationship relationship, bool swapped = false>
Value related(const Arguments& arguments) {
  const auto a = as_range(arguments[swapped ? 1 : 0]);
  const auto b = as_range(arguments[swapped ? 0 : 1]);
  const auto ends = ends_of(a, b);
  return ends ? Value(relationship(a, b, *ends)) : Value();
}

}  // namespace

const std::vector<Function>& range_functions() {
  static const std::vector<Parameter> points{{"point1", kind::ordered | kind::range}, {"point2", kind::ordered | kind::range}};
  static const std::vector<Parameter> ranges{{"range1", kind::range}, {"range2", kind::range}};
  static const std::vector<Parameter> within{{"point", kind::ordered | kind::range}, {"range", kind::range}};
  static const std::vector<Parameter> around{{"range", kind::range}, {"point", kind::ordered | kind::range}};
  static const std::vector<Function> table{
      {"before", "", points, kind::boolean, related<before>},
      {"after", "", points, kind::boolean, related<after>},
      {"meets", "", ranges, kind::boolean, related<meets>},
      {"met by", "", ranges, kind::boolean, related<meets, true>},
      {"overlaps", "", ranges, kind::boolean, related<overlaps>},
      {"overlaps before", "", ranges, kind::boolean, related<overlaps_before>},
      {"overlaps after", "", ranges, kind::boolean, related<overlaps_before, true>},
      {"finishes", "", within, kind::boolean, related<finishes>},
      {"finished by", "", around, kind::boolean, related<finishes, true>},
      {"includes", "", around, kind::boolean, related<includes>},
      {"during", "", within, kind::boolean, related<includes, true>},
      {"starts", "", within, kind::boolean, related<starts>},
      {"started by", "", around, kind::boolean, related<starts, true>},
      {"coincides", "", points, kind::boolean, related<coincides>},
  };
  return table;
}

}  // namespace hongtou::feel
