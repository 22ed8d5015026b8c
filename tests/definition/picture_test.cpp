#include <doctest/doctest.h>

#include "tests/definition/definition_support.h"

using namespace hongtou;

namespace {

constexpr const char* campaign = R"(campaign june {
title "宣传月"
lead 甲局
period 2023-06
units { from units.csv }
steps { notice { do issue  text notice.gw  to 甲局  on 2023-06-01 } }
}
)";

std::string notice(const std::string& lines) {
  return "---\n标题 关于开展宣传月活动的通知\n署名 甲局\n印章 图/seal.png\n成文日期 {{today}}\n---\n正文。\n" + lines;
}

Result<Definition> loaded(const std::string& lines, const std::string& photo) {
  return test::load("in/campaign.info",
                    Environment::in_memory({{"in/campaign.info", campaign},
                                            {"in/units.csv", "id,name\n甲局,甲局\n"},
                                            {"in/notice.gw", notice(lines)},
                                            {"in/图/seal.png", test::read_source("tests/plugins/pictures/seal.png")},
                                            {"in/photo.jpg", photo}},
                                           Instant{}));
}

std::string zh(const Result<Definition>& definition) { return to_text(definition.diagnostics(), Language::zh); }

}  // namespace

TEST_CASE("the pictures of a text are read with the campaign and pinned with its files") {
  const auto definition = loaded("::picture photo.jpg 现场\n", test::read_source("tests/plugins/pictures/photo.jpg"));
  REQUIRE_MESSAGE(definition.ok(), zh(definition));
  CHECK(definition->pictures.at("photo.jpg")->width == 240);
  CHECK(definition->pictures.at("图/seal.png")->width == 420);
  CHECK(definition->files.contains("in/photo.jpg"));
  CHECK(definition->files.contains("in/图/seal.png"));
}

TEST_CASE("a picture that is broken, missing or none is told where the text names it") {
  const auto broken = zh(loaded("::picture photo.jpg 现场\n", "\xFF\xD8\xFF and no more"));
  CHECK(broken.starts_with("in/notice.gw:8:1: error [image.broken] 图片“photo.jpg”已损坏或不完整："));
  const auto missing = zh(loaded("::picture phot.jpg 现场\n", "x"));
  CHECK(missing.starts_with("in/notice.gw:8:1: error [workflow.file_missing] "));
  CHECK(missing.find("photo.jpg") != std::string::npos);
  CHECK(zh(loaded("::picture units.csv 现场\n", "x")) ==
        "in/notice.gw:8:1: error [workflow.file_kind] “units.csv”不是图片\n  提示：图片是 .png 或 .jpg 文件；用看图软件另存\n");
  CHECK(to_text(loaded("::picture units.csv 现场\n", "x").diagnostics(), Language::en) ==
        "in/notice.gw:8:1: error [workflow.file_kind] “units.csv” is no picture\n"
        "  hint: a picture is a .png or .jpg file; save it as one with a picture viewer\n");
}
