// The campaign of Yangquan, its notice issued on 2023-05-31, for tests that look at it in June.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "engine/engine.h"
#include "engine/rehearsal/made_up_data.h"

namespace hongtou {

inline Environment installed() {
  auto environment = Environment::system();
  environment.share_folder = HONGTOU_BUILD_DIR "/share/hongtou";
  return environment;
}

inline Definition yangquan(const Engine& engine) {
  auto definition = engine.load(HONGTOU_SOURCE_DIR "/workflows/yangquan-2023/campaign.info");
  REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::en));
  return *std::move(definition);
}

inline void rename_unit(Definition& definition, const std::string& id, const std::string& name) {
  Units renamed;
  for (auto unit : definition.units.all()) {
    if (unit.id == id) unit.name = name;
    renamed.add(unit);
  }
  definition.units = std::move(renamed);
}

inline Instant at(const std::string& time) { return *parse_instant(time); }

class RunningCampaign {
 public:
  explicit RunningCampaign(const Engine& engine) : RunningCampaign(engine, yangquan(engine)) {}
  RunningCampaign(const Engine& engine, Definition definition) : campaign_(start(engine, std::move(definition))) {
    const auto roles = campaign_.definition().roles;
    for (const auto& role : {"拟稿", "审核", "签发"}) perform("2023-05-31 08:30", Sign{"notice", role, "同意"}, roles.at(role));
    pass("2023-05-31 09:00");
  }

  const Campaign& operator*() const { return campaign_; }
  Campaign* operator->() { return &campaign_; }

  void pass(const std::string& time) {
    const auto events = campaign_.advance_to(at(time), true);
    REQUIRE_MESSAGE(events.ok(), to_text(events.diagnostics(), Language::en));
  }

  void perform(const std::string& time, Act act, const std::string& actor = "district_office") {
    const auto decision = campaign_.perform({actor, std::nullopt, std::move(act)}, at(time));
    REQUIRE_MESSAGE(decision.ok(), to_text(decision.diagnostics(), Language::en));
    REQUIRE_MESSAGE(decision->ok(), decision->refusal->text(Language::en));
  }

  void submit(const std::string& time, const std::string& step, const std::string& unit) {
    const auto& definition = campaign_.definition();
    const auto form = definition.forms.find(definition.step(step)->name("form"));
    Submit submission{step,
                      unit,
                      form == definition.forms.end() ? Value(Map{})
                                                     : made_up_report(definition, form->second, unit, date_of(at(time)), random_),
                      {}};
    for (const auto& kind : definition.step(step)->names("require")) submission.files.push_back({kind, kind + ".pdf", {}});
    perform(time, submission, unit);
  }

 private:
  static Campaign start(const Engine& engine, Definition definition) {
    StartOptions options;
    options.formats = {};
    options.now = at("2023-05-31 08:00");
    options.supplied = made_up_supplied(definition);
    auto campaign = engine.start(std::move(definition), options);
    REQUIRE_MESSAGE(campaign.ok(), to_text(campaign.diagnostics(), Language::en));
    return *std::move(campaign);
  }

  Campaign campaign_;
  Random random_{1};
};

}  // namespace hongtou
