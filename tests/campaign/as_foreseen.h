// An act that is foreseen, done, and held against what was foreseen.
#pragma once

#include "a_campaign.h"
#include "engine/campaign/consequences.h"
#include "what_comes_true.h"

namespace hongtou::test {

inline Consequences do_as_foreseen(ACampaign& campaign, const Act& act) {
  const auto who = somebody_who_may(campaign.definition, campaign.state, act);
  const auto foresight = foresee(campaign.rules, campaign.state, {who, {}, act}, campaign.now);
  REQUIRE(foresight.ok());
  const auto before = campaign.state;
  const auto from = static_cast<std::ptrdiff_t>(campaign.journal.size());
  campaign.lead_signs = false;
  campaign.do_(act, who);
  CHECK(WhatComesTrue(campaign.definition)
            .difference(foresight.consequences, before, campaign.state,
                        {campaign.journal.begin() + from, campaign.journal.end()}) == "");
  return foresight.consequences;
}

}  // namespace hongtou::test
