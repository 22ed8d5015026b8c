// Random campaigns for tests: steps of all kinds within each other, gates, outcomes, dates of all forms. Most can be loaded.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "a_campaign.h"

namespace hongtou::test {

class RandomDefinition {
 public:
  explicit RandomDefinition(unsigned seed) : random_(seed) {
    files_["c/called.info"] = "campaign called {\nsteps {\n" + flow({.depth = 2, .called = true}) + "}\n}\n";
    names_ = 0;
    inside_ = "roles { 签发 区处非办  审核 区司法局 }\nnumbers { 便函 { pattern \"处非办函〔{year}〕{serial}号\" } }\n";
    inside_ += "steps {\n" + flow({}) + "}\n";
  }

  const std::string& inside() const { return inside_; }
  const std::map<std::string, std::string>& files() const { return files_; }
  Result<Definition> read() const { return read_campaign_text(inside_, files_); }

 private:
  // Where the steps of a flow stand.
  struct Around {
    int depth = 0;
    bool periodic = false;  // in a repeat
    bool of_unit = false;   // in an each or a case
    bool in_case = false;
    bool called = false;
    int day = 10;  // of the campaign, not before which they open
    std::vector<std::string> before = {};
  };
  struct Written {
    std::string name;
    std::string kind;
    std::vector<std::string> outcomes = {};  // that go on
    bool returns = false;
    bool owed = false;  // by a day
  };

  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  bool one_in(int many) { return pick(many) == 0; }
  template <class T>
  const T& any(const std::vector<T>& of) {
    return of[static_cast<std::size_t>(pick(static_cast<int>(of.size())))];
  }

  static std::string date(int day) { return to_text(add_days(*parse_date("2023-05-01"), std::min(day, 240))); }

  std::string flow(Around around) {
    std::string out;
    std::vector<Written> written;
    for (auto count = 1 + pick(around.depth == 0 ? 6 : 3); count > 0; --count) {
      around.day += pick(12);
      out += step(around, written);
    }
    return out;
  }

  std::string step(const Around& around, std::vector<Written>& written) {
    const auto name = "s" + std::to_string(++names_);
    static const std::vector<std::string> plain{"mark", "issue", "collect", "collect", "compile", "decision"};
    static const std::vector<std::string> holding{"phase", "each", "repeat", "case", "call"};
    auto kind = around.depth < 2 && one_in(3) ? any(holding) : any(plain);
    if (kind == "call" && around.called) kind = "mark";
    if (!owed_to(written).empty() && one_in(5)) kind = "supervise";
    Written self{name, kind};
    auto inner = around;
    ++inner.depth;
    for (const auto& each : written) inner.before.push_back(each.name);
    std::string out = name + " { " + keys(kind, inner, written, self) + gates(around, written, self);
    if (one_in(12)) out += "  when \"" + any<std::string>({"campaign.id = \\\"test\\\"", "1 > 2"}) + "\"";
    if (one_in(12)) out += "  optional yes";
    written.push_back(std::move(self));
    return out + " }\n";
  }

  std::string keys(const std::string& kind, Around inner, const std::vector<Written>& written, Written& self) {
    if (kind == "mark") return "do mark" + any<std::string>({"", "  on " + day(inner), "  window " + span(inner)});
    if (kind == "issue") return issue(inner);
    if (kind == "supervise") return supervise(owed_to(written));
    if (kind == "collect") {
      auto out = collect(inner);
      self.owed = out.find("  due ") != out.npos && out.find("voluntary") == out.npos;
      return out;
    }
    if (kind == "compile") return "do compile  text notice.gw" + (one_in(2) ? "  on " + day(inner) : "");
    if (kind == "decision") return decision(written, self);
    if (kind == "call") return "do call  workflow called.info";
    if (kind == "phase") {
      const auto window = one_in(2) ? "  window " + span(inner) : "";
      return "do mark" + window + (one_in(3) ? "  one-at-a-time yes" : "") + steps(inner);
    }
    if (kind == "each") {
      const auto over = any<std::string>({"街道", "\"街道, 部门\"", inner.of_unit ? "本单位" : "区教育局"});
      inner.of_unit = true;
      return "do each  over " + over + (one_in(2) ? "  in-turn yes" : "") + quorum(inner, self) + steps(inner);
    }
    if (kind == "case") {
      const auto until = one_in(2) ? "  until " + day(inner) : "";
      inner.of_unit = inner.in_case = true;
      return "do case" + any<std::string>({"", "  from 街道", "  form numbers"}) + until +
             any<std::string>({"", "  await all", "  await none"}) + quorum(inner, self) + steps(inner);
    }
    const auto limits = any<std::string>({"", "  first " + day(inner), "  until " + day(inner)});
    const std::vector<std::string> short_ones{"week", "half-month", "month"};
    const std::vector<std::string> long_ones{"quarter", "half-year", "year"};
    const auto every = any(inner.periodic ? long_ones : one_in(4) ? long_ones : short_ones);
    inner.periodic = true;
    return "do repeat  every " + every + limits + quorum(inner, self) + steps(inner);
  }

  static std::vector<std::string> owed_to(const std::vector<Written>& written) {
    std::vector<std::string> names;
    for (const auto& each : written)
      if (each.owed) names.push_back(each.name);
    return names;
  }

  std::string supervise(const std::vector<std::string>& owed) {
    std::string out = "do supervise  of " + any(owed) + any<std::string>({"", "  except 部门"}) +
                      any<std::string>({"", "  cool-down 2"}) + any<std::string>({"", "  one-each yes"}) + "  steps {\n";
    for (int rung = 1; rung <= 1 + pick(3); ++rung)
      out += "s" + std::to_string(++names_) + " { do issue  text notice.gw  to late" +
             any<std::string>({"", "  on \"" + std::to_string(2 * rung) + " working days after overdue\""}) +
             any<std::string>({"", "  sign-off 签发", "  number 便函"}) + " }\n";
    return out + "}";
  }

  std::string quorum(const Around& inner, const Written& self) {
    if (inner.called || !one_in(3)) return {};
    return "  complete-when \"" + self.name + ".closed_count >= 1\"" + any<std::string>({"", "  rest cancel", "  rest run-on"});
  }

  std::string steps(const Around& inner) { return "  steps {\n" + flow(inner) + "}"; }

  std::string issue(const Around& inner) {
    return "do issue  text notice.gw  to " + units(inner) + any<std::string>({"", "  on " + day(inner)}) +
           any<std::string>({"", "  sign-off 签发", "  sign-off \"审核, 签发\""}) + any<std::string>({"", "  number 便函"});
  }

  std::string collect(const Around& inner) {
    auto out = "do collect  " + any<std::string>({"form numbers", "form phones", "form contact", "require 书面总结"}) +
               "  from " + units(inner);
    const bool due = one_in(2);
    if (due) out += "  due " + day(inner);
    if (due && one_in(2)) out += "  remind \"-1, +2\"";
    if (one_in(3)) out += "  review 处非办";
    const auto last = day(inner);
    if (one_in(4)) return out + "  voluntary yes  settles " + last;
    return out + any<std::string>({"", "  settles 50%", due ? "  settles at-due" : "", "  settles " + last});
  }

  std::string decision(const std::vector<Written>& written, Written& self) {
    self.outcomes = {"甲", "乙"};
    std::string out = "甲, 乙";
    if (one_in(3)) out += ", 丙=end";
    self.returns = !written.empty() && one_in(2);
    if (self.returns) out += ", 退=return " + written.back().name;
    return "do decision  outcomes \"" + out + "\"";
  }

  std::string units(const Around& around) {
    if (around.of_unit && one_in(2)) return any<std::string>({"本单位", "\"本单位, 部门\""});
    return any<std::string>({"街道", "部门", "\"街道, 部门\"", "区教育局"});
  }

  // Days of all forms that make sense here, and now and then one that does not.
  std::string day(const Around& around) {
    const auto quoted = [](const std::string& words) { return "\"" + words + "\""; };
    if (one_in(60)) return any<std::string>({"2023-02-30", quoted("月底前后"), quoted("s99后3日"), "25日"});
    std::vector<std::string> forms{date(around.day + 20),
                                   date(around.day + 20),
                                   quoted(date(around.day + 20) + " 17:00"),
                                   quoted(date(around.day + 20) + "，遇休息日顺延"),
                                   quoted("5个工作日内"),
                                   quoted("within 10 days"),
                                   "及时",
                                   "另行通知",
                                   quoted("tentative " + date(around.day + 20)),
                                   quoted("48小时内")};
    for (const auto& name : around.before) forms.push_back(quoted(name + any<std::string>({"后5日", "后3个工作日内"})));
    if (around.periodic)
      for (const auto* of_period : {"25日", "最后一天", "最后一个工作日", "次月5日", "周五", "首月10日"}) {
        forms.emplace_back(of_period);
        forms.emplace_back(of_period);
      }
    if (around.in_case) forms.push_back(quoted("登记后2个工作日"));
    return any(forms);
  }

  std::string span(const Around& around) {
    return any<std::string>({"\"" + date(around.day + 5) + " to " + date(around.day + 25) + "\"", "2023-10", "\"拟于2023年9月\"",
                             around.periodic ? "\"每月前5个工作日\"" : "2023-11"});
  }

  std::string gates(const Around& around, const std::vector<Written>& written, const Written& self) {
    if (self.returns) return "  after " + written.back().name;
    std::vector<std::string> names;
    for (const auto& each : written) names.push_back(each.name);
    if (one_in(8)) names.insert(names.end(), around.before.begin(), around.before.end());
    if (names.empty() || one_in(4)) return {};
    if (one_in(80)) names.push_back("s99");
    const auto& last = written.empty() ? names.back() : written.back().name;
    if (!written.empty() && !written.back().outcomes.empty() && !one_in(3))
      return "  after " + last + "=" + any(written.back().outcomes);
    if (self.kind == "collect" && !written.empty() && written.back().kind == "collect" && one_in(3))
      return "  after-each " + last;
    const auto& other = any(names);
    if (other == last || one_in(3)) return "  after " + other;
    return "  " +
           any<std::string>({"after \"", "after-some \"", "after-any \"", "cancel-rest yes  after-any \"", "after-count \"1 of ",
                             "cancel-rest yes  after-count \"1 of ", "after-count \"2 of "}) +
           last + ", " + other + "\"";
  }

  std::mt19937 random_;
  int names_ = 0;
  std::string inside_;
  std::map<std::string, std::string> files_;
};

}  // namespace hongtou::test
