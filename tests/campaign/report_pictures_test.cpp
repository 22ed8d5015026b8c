// Photos that units handed in, printed in a summary by `::pictures`.
#include "engine/definition/picture_list.h"
#include "engine/rehearsal/made_up_picture.h"
#include "tests/campaign/a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string steps =
    R"(forms { numbers { fields { events { label 场次 type count }  photo { label 照片 type attachment } } } }
steps {
  report { do collect form numbers from 街道 due 2023-06-10 settles at-due }
  show   { do compile text c.gw after report }
})";

std::string text(const std::string& body) { return "---\n标题  文稿\n---\n" + body; }

// A campaign whose summary shows photos, and files by the names of their bytes.
struct Photos : ACampaign {
  explicit Photos(const std::string& block) : ACampaign(steps, {{"c/c.gw", text(block + "\n")}}) {
    press.kept = {{"一", made_up_picture(1)}, {"二", made_up_picture(2)}, {"文", "不是图片"}};
  }

  void hand_in(const std::string& unit, int events, std::vector<std::pair<std::string, std::string>> files) {
    std::vector<SubmittedFile> handed_in;
    for (const auto& [kind, blob] : files)
      handed_in.push_back({kind, blob + ".jpg", Value(Map{{"$blob", blob}, {"media_type", "image/png"}})});
    do_(Submit{"report", unit, Value(Map{{"events", events}}), std::move(handed_in)}, unit);
  }

  // What stands under each picture, and the note.
  std::vector<std::string> shown() {
    at("2023-06-11 09:00");
    std::vector<std::string> out;
    for (const auto& block : press.last.body) {
      if (const auto* picture = std::get_if<Picture>(&block.content)) {
        CHECK(picture->image->bytes.size() > 100);
        out.push_back(picture->caption);
      }
      if (const auto* row = std::get_if<PictureRow>(&block.content)) {
        CHECK(row->places == 2);
        std::string captions;
        for (const auto& picture : row->pictures) captions += picture.caption + "｜";
        out.push_back(captions);
      }
      if (const auto* note = std::get_if<Caption>(&block.content)) out.push_back(note->text);
    }
    return out;
  }
};

}  // namespace

TEST_CASE("photos of reports stand in the summary with the units that took them 照片印进汇总") {
  Photos campaign("::pictures report.照片");
  campaign.hand_in("east", 3, {{"照片", "一"}, {"总结", "文"}});
  campaign.hand_in("west", 5, {{"照片", "二"}, {"照片", "一"}});
  CHECK(campaign.shown() == std::vector<std::string>{"东街道", "西街道", "西街道"});
}

TEST_CASE("their captions come from the fields of the report 图片说明取自报送的字段") {
  Photos campaign("::图片组 report.照片 说明 单位、场次 至多 1");
  campaign.hand_in("east", 3, {{"照片", "一"}});
  campaign.hand_in("west", 5, {{"照片", "二"}});
  CHECK(campaign.shown() == std::vector<std::string>{"东街道　3"});
}

TEST_CASE("photos stand two to a row where that is asked for 照片每行两张") {
  Photos campaign("::图片组 report.照片 每行 2");
  campaign.hand_in("east", 3, {{"照片", "一"}});
  campaign.hand_in("west", 5, {{"照片", "二"}, {"照片", "一"}, {"照片", "文"}});
  CHECK(campaign.shown() == std::vector<std::string>{"东街道｜西街道｜", "西街道｜", "（西街道的“文.jpg”不是可以打开的图片）"});
}

TEST_CASE("a report without photos, and a file that is none, are told 没有照片的、打不开的都写明") {
  Photos campaign("::pictures report.照片");
  campaign.hand_in("east", 3, {});
  campaign.hand_in("west", 5, {{"照片", "文"}, {"照片", "一"}});
  CHECK(campaign.shown() == std::vector<std::string>{"西街道", "（东街道没有可用的照片；西街道的“文.jpg”不是可以打开的图片）"});
}

TEST_CASE("nothing stands where nobody has reported 没有报送就不印") {
  Photos campaign("正文。\n::pictures report.照片");
  CHECK(campaign.shown().empty());
}

TEST_CASE("what ::pictures says is read, and nothing else 图片组的写法") {
  const auto list = parse_picture_list("report.photo at-most 6 caption unit,topic");
  REQUIRE(list);
  CHECK(list->step == "report");
  CHECK(list->kind == "photo");
  CHECK(list->most == 6);
  CHECK(list->caption == std::vector<std::string>{"unit", "topic"});
  CHECK(list->per_row == 1);
  CHECK(parse_picture_list("report.照片 每行 3")->per_row == 3);
  CHECK(parse_picture_list("report.photo per-row 4")->per_row == 4);
  CHECK(parse_picture_list("总表.report.照片")->step == "总表.report");
  for (const auto* wrong : {"report", "report.", ".照片", "report.照片 6", "report.照片 至多 零", "report.照片 最多 6",
                            "report.照片 每行 5", "report.照片 每行 0"})
    CHECK_FALSE(parse_picture_list(wrong));
}

TEST_CASE("a made-up picture is one 演练编出的图片可以打开") {
  const auto image = read_image(made_up_picture(1), {}, "演练.png");
  REQUIRE(image.ok());
  CHECK((*image)->width == 480);
  CHECK(made_up_picture(1) != made_up_picture(2));
}
