// A running campaign gets a new version of its files.
#include <algorithm>
#include <filesystem>

#include "engine/journal/memory_store.h"
#include "kept_store.h"
#include "shipped_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

using Files = std::map<std::string, std::string>;

const Environment real = Environment::system();

Files litong() {
  Files files;
  const std::string folder = HONGTOU_SOURCE_DIR "/workflows/litong-2021";
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder))
    if (file.is_regular_file())
      files["litong" + file.path().string().substr(folder.size())] = *real.read_file(file.path().string());
  for (const auto* year : {"2021.csv", "2022.csv"})
    files[std::string("share/calendars/") + year] = *real.read_file(std::string(HONGTOU_SOURCE_DIR "/engine/calendars/") + year);
  return files;
}

void change(Files& files, const std::string& file, const std::string& from, const std::string& to) {
  auto& text = files.at("litong/" + file);
  REQUIRE(text.find(from) != std::string::npos);
  text = replace_all(text, from, to);
}

Environment environment_of(Files files) {
  auto environment = Environment::in_memory(std::move(files), *parse_instant("2021-10-22 08:00"));
  environment.share_folder = "share";
  return environment;
}

// Litong in its first phase: two units have sent their plans, the others still owe them.
struct LitongInNovember {
  LitongInNovember() : engine(environment_of(litong())) {
    const_cast<Registry&>(engine.registry()).add(std::make_unique<KeptDriver>("kept", store));
    StartOptions options;
    options.store = "kept:";
    options.formats = {};
    options.clock = Clock::virtual_;
    options.supplied = parse_json(*real.read_file(HONGTOU_SOURCE_DIR "/workflows/litong-2021/scenario.json"))->at("supplied");
    campaign.emplace(*engine.start(*engine.load("litong/campaign.info"), options));
    for (const auto& [role, unit] : campaign->definition().roles)
      if (role == "拟稿" || role == "审核" || role == "签发") signers[role] = unit;
    for (const auto* role : {"拟稿", "审核", "签发"})
      REQUIRE(campaign->perform({signers.at(role), std::nullopt, Sign{"notice", role, ""}})->ok());
    REQUIRE(campaign->move_clock(*parse_instant("2021-11-10 09:00"), "lead_dept").ok());
    for (const auto* unit : {"court", "procuratorate"}) REQUIRE(submit(unit)->ok());
  }

  Result<Decision> submit(const std::string& unit) {
    const Value data(Map{{"targets", "目标"}, {"focus", "重点"}, {"measures", "措施"}});
    return campaign->submit("mobilisation/unit_plan", unit, data,
                            {{"工作方案", "方案.docx", campaign->keep("方案", "text/plain")}});
  }

  static Definition version(const Files& files) {
    const Engine other(environment_of(files));
    auto definition = other.load("litong/campaign.info");
    INFO(to_text(definition.diagnostics(), Language::zh));
    REQUIRE(definition.ok());
    return *std::move(definition);
  }

  std::shared_ptr<Store> store = std::make_shared<MemoryStore>();
  Engine engine;
  std::optional<Campaign> campaign;
  std::map<std::string, std::string> signers;
};

// One more phase, a later due date, a new required field.
Files with_review_phase() {
  auto files = litong();
  change(files, "campaign.info", "due 2021-11-30             remind \"-3, -1, 0, +1\"   require 工作方案",
         "due 2021-12-10             remind \"-3, -1, 0, +1\"   require 工作方案");
  change(files, "campaign.info", "        education      { do mark     label 宣传教育阶段",
         "        review         { do mark     label 回头看阶段        window \"2022-11\"  after improvement }\n"
         "        education      { do mark     label 宣传教育阶段");
  change(files, "campaign.info", "period  \"2021-10-22 to 2022-10-31\"", "period  \"2021-10-22 to 2022-11-30\"");
  change(files, "forms/unit_plan.info", "        measures { label 工作措施  type long_text  required yes }",
         "        measures { label 工作措施  type long_text  required yes }\n"
         "        leader   { label 分管领导职务  type text  required yes }");
  return files;
}

std::vector<std::string> codes(const Migration& migration) {
  std::vector<std::string> out;
  for (const auto& finding : migration.findings) out.emplace_back(finding.message.code);
  return out;
}

bool has_code(const Migration& migration, const std::string& code) {
  const auto all = codes(migration);
  return std::find(all.begin(), all.end(), code) != all.end();
}

}  // namespace

TEST_CASE_FIXTURE(LitongInNovember, "a migration is shown before it happens and changes nothing by being shown") {
  const auto before = campaign->state();
  const auto migration = *campaign->plan_migration(version(with_review_phase()));
  CHECK(migration.possible());
  const auto text = to_text(migration.findings, Language::zh);
  CAPTURE(text);
  for (const auto* line :
       {"新增步骤“回头看阶段”（mark）", "表单“unit_plan”改动：+ 分管领导职务", "步骤“本单位工作方案”已报的 2 份保留",
        "步骤“本单位工作方案”已报的表里，2 份没有新的必填项“分管领导职务”",
        "步骤“本单位工作方案”的截止从 2021-11-30 改到 2021-12-10"})
    CHECK(text.find(line) != std::string::npos);
  CHECK(campaign->state() == before);
}

TEST_CASE_FIXTURE(LitongInNovember, "a running Litong goes on with one more phase and a changed form, what was filled in stays") {
  const auto filled = campaign->state().step("mobilisation/unit_plan").items.at("court").versions;
  const auto happened = campaign->migrate(version(with_review_phase()), "lead_dept", "增加回头看阶段");
  REQUIRE_MESSAGE(happened.ok(), to_text(happened.diagnostics(), Language::zh));
  CHECK(campaign->definition().step("review") != nullptr);
  const auto& items = campaign->state().step("mobilisation/unit_plan").items;
  CHECK(items.at("court").versions == filled);
  CHECK(day_due(*items.at("police").due) == *parse_date("2021-12-10"));
  CHECK_FALSE(submit("police")->ok());  // the new field is missing
  CHECK(replay(*campaign->events()) == campaign->state());
  CHECK(campaign->verify().ok());

  campaign.reset();
  campaign.emplace(*engine.open("kept:", "litong-2021"));
  CHECK(campaign->definition().step("review") != nullptr);
  CHECK(replay(*campaign->events()) == campaign->state());
}

TEST_CASE_FIXTURE(LitongInNovember, "a phase that is added behind one that is over opens at once") {
  auto files = litong();
  change(files, "campaign.info", "        education      { do mark     label 宣传教育阶段",
         "        briefing       { do mark     label 部署会  after notice }\n"
         "        education      { do mark     label 宣传教育阶段");
  REQUIRE(campaign->migrate(version(files), "lead_dept", "补开部署会").ok());
  CHECK(campaign->state().step("briefing").has_settled());
}

TEST_CASE_FIXTURE(LitongInNovember, "work that has begun cannot fall away with a new version") {
  const auto refuse = [&](const Files& files, const std::string& code) {
    const auto migration = *campaign->plan_migration(version(files));
    CAPTURE(to_text(migration.findings, Language::zh));
    CHECK_FALSE(migration.possible());
    CHECK(has_code(migration, code));
    const auto before = campaign->state();
    const auto done = campaign->migrate(version(files), "lead_dept", "改版");
    CHECK_FALSE(done.ok());
    CHECK(campaign->state() == before);
  };
  SUBCASE("a field that was filled in takes another kind of value") {
    auto files = litong();
    change(files, "forms/unit_plan.info", "focus    { label 工作重点  type long_text  required yes }",
           "focus    { label 工作重点  type count  required yes }");
    refuse(files, "migration.field_retyped");
  }
  SUBCASE("a step that is open is gone") {
    auto files = litong();
    change(files, "campaign.info", "unit_plan     { do collect", "new_plan      { do collect");
    change(files, "campaign.info", "text plans.gw   after unit_plan", "text plans.gw   after new_plan");
    for (const auto* file : {"plans.gw", "completion.info"}) change(files, file, "unit_plan", "new_plan");
    refuse(files, "migration.begun_step_gone");
  }
  SUBCASE("it is another campaign") {
    auto files = litong();
    change(files, "campaign.info", "campaign litong-2021 {", "campaign litong-2022 {");
    refuse(files, "migration.other_campaign");
  }
  SUBCASE("it asks for what was never supplied") {
    auto files = litong();
    change(files, "campaign.info", "        signatory  报告的签发人",
           "        signatory  报告的签发人\n        contact.name 联系人");
    refuse(files, "migration.new_supply");
  }
  SUBCASE("nothing differs") { refuse(litong(), "migration.same"); }
}
