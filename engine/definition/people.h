// People: the accounts that act in a campaign, and the posts they hold. No names: those are personal data.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/unit.h"
#include "engine/result.h"

namespace hongtou {

// A person may hold several posts, in several units.
struct Post {
  std::string person;  // the account's id
  std::string unit;    // a unit's id
  std::string name;    // 科员, 审核; one that is called like a role of the campaign fills it
  Position position;

  bool operator==(const Post& other) const { return person == other.person && unit == other.unit && name == other.name; }
};

class People {
 public:
  const std::vector<Post>& posts() const { return posts_; }          // in the order of the list
  std::vector<const Post*> posts_of(std::string_view person) const;  // likewise
  bool knows(std::string_view person) const;
  // Whether somebody acts for the unit; one that nobody does acts in its own name.
  bool act_for(std::string_view unit) const;
  bool hold(std::string_view unit, std::string_view post) const;

  void add(Post post);

 private:
  using Index = std::multimap<std::string, std::size_t, std::less<>>;

  std::vector<Post> posts_;
  Index by_person_;
  Index by_unit_;
};

// CSV (RFC 4180, UTF-8): a head `id,unit,post` (or 账号,单位,岗位), then one post a line; units by any of their words. An id is
// none of the units' words and has no “@”. Errors, all at once: people.not_readable, people.no_head, people.column_count,
// people.empty_cell, people.unknown_unit, people.bad_id, people.duplicate, people.unclosed_quote.
Result<People> read_people(std::string_view text, const std::string& file, const Units& units);

}  // namespace hongtou
