// Type: what kinds of value an expression may yield. A Schema names the data an expression may read.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnostic.h"

namespace hongtou {

// Kinds of value, to be joined with |. DMN 1.3, 10.3.2.
namespace kind {
inline constexpr unsigned null = 1;
inline constexpr unsigned boolean = 2;
inline constexpr unsigned number = 4;
inline constexpr unsigned text = 8;
inline constexpr unsigned date = 16;
inline constexpr unsigned time = 32;
inline constexpr unsigned date_time = 64;
inline constexpr unsigned days_duration = 128;    // days and time duration
inline constexpr unsigned months_duration = 256;  // years and months duration
inline constexpr unsigned list = 512;
inline constexpr unsigned context = 1024;
inline constexpr unsigned range = 2048;
inline constexpr unsigned function = 4096;
inline constexpr unsigned any = 8191;
inline constexpr unsigned duration = days_duration | months_duration;
inline constexpr unsigned temporal = date | time | date_time;
inline constexpr unsigned ordered = number | text | temporal | duration;  // what < compares
}  // namespace kind

class KnowledgeModel;  // see expression.h
struct Type;
using Schema = std::map<std::string, Type, std::less<>>;

struct Type {
  unsigned kinds = kind::any;
  std::shared_ptr<const Type> element = {};          // of a list or a range; none: not known
  std::shared_ptr<const Schema> members = {};        // of a context; none: not known
  std::shared_ptr<const KnowledgeModel> model = {};  // of a function that has a name, such as a decision table

  static Type any() { return {}; }
  static Type of(unsigned kinds) { return {kinds}; }
  static Type boolean() { return {kind::boolean}; }
  static Type number() { return {kind::number}; }
  static Type text() { return {kind::text}; }
  static Type date() { return {kind::date}; }
  static Type time() { return {kind::time}; }
  static Type date_time() { return {kind::date_time}; }
  static Type days_duration() { return {kind::days_duration}; }
  static Type months_duration() { return {kind::months_duration}; }
  static Type list_of(Type element);
  static Type context(Schema members);
  static Type range_of(Type element);
  static Type function(std::shared_ptr<const KnowledgeModel> model);

  bool may_be(unsigned wanted) const { return (kinds & wanted) != 0; }
  // Whether it holds a date, a time or a duration anywhere, which data gives as text.
  bool holds_temporal() const;
};

// What either may yield.
Type join(const Type& a, const Type& b);

// "数字或文本", "number or string"; null is left out.
std::string name_of_kinds(unsigned kinds, Language language);

// Names with dots as nested contexts whose values may be anything.
Schema schema_of(const std::vector<std::string>& names);
// The other way: report, report.accepted …
std::vector<std::string> paths_of(const Schema& schema);

}  // namespace hongtou
