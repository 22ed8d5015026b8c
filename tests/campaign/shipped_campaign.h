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
  // A copy in memory with one thing in its campaign.info written differently.
  ShippedCampaign(const std::string& id, const std::string& written, const std::string& instead)
      : folder_(id), engine_(changed(id, written, instead)) {}

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
  Campaign played(Value scenario) const {
    RehearsalOptions options;
    options.scenario = std::move(scenario);
    return run(std::move(options));
  }

 private:
  static Environment installed() {
    auto environment = Environment::system();
    environment.share_folder = HONGTOU_BUILD_DIR "/share/hongtou";
    environment.plugin_folder = HONGTOU_BUILD_DIR "/lib/hongtou";
    return environment;
  }

  static Environment changed(const std::string& id, const std::string& written, const std::string& instead) {
    const auto real = installed();
    std::map<std::string, std::string> files;
    const auto take = [&](const std::string& from, const std::string& to) {
      for (const auto& file : std::filesystem::recursive_directory_iterator(from))
        if (file.is_regular_file()) files[to + file.path().string().substr(from.size())] = *real.read_file(file.path().string());
    };
    take(HONGTOU_SOURCE_DIR "/workflows/" + id, id);
    take(real.share_folder + "/calendars", "share/calendars");
    auto& campaign = files.at(id + "/campaign.info");
    REQUIRE(campaign.find(written) != std::string::npos);
    campaign = replace_all(std::move(campaign), written, instead);
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

}  // namespace hongtou::test
