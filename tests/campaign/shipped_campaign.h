// A campaign that ships with the library, loaded and rehearsed as a user would.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/campaign/views.h"
#include "engine/engine.h"
#include "engine/rehearsal/rehearsal.h"
#include "engine/text.h"

namespace hongtou::test {

class ShippedCampaign {
 public:
  explicit ShippedCampaign(const std::string& id) : folder_(HONGTOU_SOURCE_DIR "/workflows/" + id), engine_(installed()) {}
  // A copy in memory with some things in its campaign.info written differently.
  using Change = std::pair<std::string, std::string>;  // what is written, what to write instead
  ShippedCampaign(const std::string& id, const std::vector<Change>& changes) : folder_(id), engine_(changed(id, changes)) {}
  ShippedCampaign(const std::string& id, const std::string& written, const std::string& instead)
      : ShippedCampaign(id, {{written, instead}}) {}

  Definition definition() const {
    auto loaded = engine_.load(folder_ + "/campaign.info");
    INFO(to_text(loaded.diagnostics(), Language::zh));
    REQUIRE(loaded.ok());
    return *std::move(loaded);
  }

  Value scenario() const { return *parse_json(*engine_.environment().read_file(folder_ + "/scenario.json")); }

  Campaign rehearsed(std::uint64_t seed) const {
    RehearsalOptions options;
    options.seed = seed;
    return run(std::move(options));
  }
  Campaign played(Value scenario, std::optional<Instant> until = std::nullopt) const {
    RehearsalOptions options;
    options.scenario = std::move(scenario);
    options.until = until;
    return run(std::move(options));
  }
  // With the levels below; the campaign must outlive them.
  CampaignTree played_on_all_levels(Value scenario, std::optional<Instant> until = std::nullopt) const {
    RehearsalOptions options;
    options.scenario = std::move(scenario);
    options.until = until;
    options.formats = {};
    auto tree = rehearse_tree(engine_, definition(), options);
    INFO(to_text(tree.diagnostics(), Language::zh));
    REQUIRE(tree.ok());
    return *std::move(tree);
  }

 private:
  static Environment installed() {
    auto environment = Environment::system();
    environment.share_folder = HONGTOU_BUILD_DIR "/share/hongtou";
    environment.plugin_folder = HONGTOU_BUILD_DIR "/lib/hongtou";
    return environment;
  }

  static Environment changed(const std::string& id, const std::vector<Change>& changes) {
    const auto real = installed();
    std::map<std::string, std::string> files;
    const auto take = [&](const std::string& from, const std::string& to) {
      for (const auto& file : std::filesystem::recursive_directory_iterator(from))
        if (file.is_regular_file()) files[to + file.path().string().substr(from.size())] = *real.read_file(file.path().string());
    };
    take(HONGTOU_SOURCE_DIR "/workflows/" + id, id);
    take(real.share_folder + "/calendars", "share/calendars");
    auto& campaign = files.at(id + "/campaign.info");
    for (const auto& change : changes) {
      CAPTURE(change.first);
      REQUIRE(campaign.find(change.first) != std::string::npos);
      campaign = replace_all(std::move(campaign), change.first, change.second);
    }
    auto environment = Environment::in_memory(std::move(files), Instant{});
    environment.share_folder = "share";
    return environment;
  }

  Campaign run(RehearsalOptions options) const {
    options.formats = {};
    auto campaign = rehearse(engine_, definition(), options);
    INFO(to_text(campaign.diagnostics(), Language::zh));
    REQUIRE(campaign.ok());
    return *std::move(campaign);
  }

  std::string folder_;
  Engine engine_;
};

// The keys of a step's scopes, in order.
inline std::vector<std::string> scope_keys(const Campaign& campaign, const std::string& step) {
  std::vector<std::string> keys;
  for (const auto& [key, scope] : campaign.state().step(step).scopes) keys.push_back(key);
  return keys;
}

// The day a date of `step` falls on in each scope of `holder`.
inline std::vector<std::string> days_in(const Campaign& campaign, const std::string& holder, const std::string& step,
                                        const std::string& key) {
  std::vector<std::string> days;
  for (const auto& scope : scope_keys(campaign, holder))
    days.push_back(to_text(campaign.place(holder + "[" + scope + "]/" + step)->span(key)->last_day()));
  return days;
}

// The days on which somebody was reminded of a step, in any of its scopes.
inline std::set<std::string> reminded_on(const Campaign& campaign, const std::string& step) {
  std::set<std::string> days;
  const auto events = campaign.events();
  for (const auto& event : *events) {
    if (event.type != event_type::reminder_sent) continue;
    for (const auto& item : *event.data.at("items").list())
      if (step_name_of(item.at("step").text_or("")) == step) days.insert(to_text(date_of(event.effective)));
  }
  return days;
}

// What a step's text says with the data as they stand.
inline Document composed(const Campaign& campaign, const std::string& address, const std::string& today) {
  const auto place = *campaign.place(address);
  const auto data = campaign_data(place, *parse_date(today));
  auto document = campaign.definition().texts.at(place.step().name("text")).compose(data, block_source(place, data));
  INFO(to_text(document.diagnostics(), Language::zh));
  REQUIRE(document.ok());
  return *std::move(document);
}

template <class Content>
std::vector<Content> all_of(const std::vector<Block>& blocks) {
  std::vector<Content> found;
  for (const auto& block : blocks)
    if (const auto* content = std::get_if<Content>(&block.content)) found.push_back(*content);
  return found;
}

inline std::size_t events_of(const Campaign& campaign, std::string_view type, const std::string& step) {
  std::size_t count = 0;
  const auto events = campaign.events();
  for (const auto& event : *events)
    count += event.type == type && step_name_of(event.data.at("step").text_or("")) == step ? 1u : 0u;
  return count;
}

// Which documents were made: the name of each step that made any and the title of its first.
inline std::map<std::string, std::string> documents_made(const Campaign& campaign) {
  std::map<std::string, std::string> titles;
  const auto events = campaign.events();
  for (const auto& event : *events)
    if (event.type == event_type::document_issued || event.type == event_type::document_compiled)
      titles.emplace(step_name_of(event.data.at("step").text_or("")), event.data.at("title").text_or(""));
  return titles;
}

// The elements of GB/T 9704 that a document has, in the standard's order.
inline std::string elements_of(const Document& document) {
  const auto& signature = document.issuer_signature;
  const bool lends_seal = !signature.empty() && signature.back().ends_with("代章）");
  const std::vector<std::pair<std::string, bool>> elements{{"份号", !document.copy_number.empty()},
                                                           {"密级", !document.security_level.empty()},
                                                           {"紧急程度", !document.urgency.empty()},
                                                           {"发文机关标志", !document.issuer_mark.empty()},
                                                           {"发文字号", !document.document_number.empty()},
                                                           {"签发人", !document.signatories.empty()},
                                                           {"标题", !document.title.empty()},
                                                           {"主送机关", !document.main_recipients.empty()},
                                                           {"正文", !document.body.empty()},
                                                           {"附件说明", !document.attachment_note.empty()},
                                                           {"联系人", !document.contact.empty()},
                                                           {"署名", !signature.empty()},
                                                           {"代章", lends_seal},
                                                           {"成文日期", !document.date_of_issue.empty()},
                                                           {"附注", !document.note.empty()},
                                                           {"附件", !document.attachments.empty()},
                                                           {"印发的文件", document.issued_text.has_value()},
                                                           {"抄送机关", !document.copy_recipients.empty()},
                                                           {"印发机关", !document.printing_office.empty()},
                                                           {"印发日期", !document.date_of_printing.empty()}};
  std::string present;
  for (const auto& [name, there] : elements)
    if (there) present += (present.empty() ? "" : " ") + name;
  return present;
}

// All that paragraphs say, one a line.
inline std::string text_of(const std::vector<Block>& blocks) {
  std::string text;
  for (const auto& paragraph : all_of<Paragraph>(blocks)) text += paragraph.text + "\n";
  return text;
}

inline void check_cites(const std::string& text, const std::vector<std::string>& cited) {
  for (const auto& each : cited) {
    CAPTURE(each);
    CHECK(text.find(each) != std::string::npos);
  }
}

// The numbered and unnumbered headings, in order.
inline std::vector<std::string> headings_of(const std::vector<Block>& blocks) {
  std::vector<std::string> headings;
  for (const auto& heading : all_of<Heading>(blocks)) headings.push_back(heading.text);
  return headings;
}

}  // namespace hongtou::test
