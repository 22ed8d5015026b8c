#include "tests/plugins/notice.h"

#include <fstream>
#include <iterator>
#include <random>
#include <stdexcept>

namespace hongtou {

namespace {

Block heading(int level, std::string text) { return {{}, Heading{level, std::move(text)}}; }
Block paragraph(std::string text) { return {{}, Paragraph{std::move(text)}}; }
Block running_on(std::string text) { return {{}, Paragraph{.text = std::move(text), .continues = true}}; }

std::vector<Block> body() {
  return {
      paragraph("为深入贯彻《防范和处置非法集资条例》（以下简称《条例》），落实上级《关于组织开展2023年防范非法集资宣传月活动的通"
                "知》（示处非办发"
                "〔2023〕3号）要求，增强群众“识别风险、远离非法集资”的意识，定于2023年6月在全区组织开展防范非法集资宣传月活动。现"
                "将有关事项通知如下："),
      heading(1, "一、总体要求"),
      paragraph("坚持预防为主、全民参与，把握“早识别、早预警、早处置”的原则，使《条例》家喻户晓，守住不发生系统性风险的底线。"),
      heading(1, "二、重点任务"),
      heading(2, "（一）深入开展普法宣传。"),
      running_on("各街道要以案说法，组织专题宣传讲座不少于1次，印制并发放宣传资料。"),
      heading(2, "（二）广泛开展线下“七进”宣传"),
      heading(3, "1.明确范围。"),
      running_on("进机关、进工厂、进学校、进家庭、进社区、进农村、进网点，做到全覆盖。"),
      heading(3, "2.落实场次。"),
      running_on("各街道开展活动100场以上。"),
      heading(4, "（1）每场活动应有记录。"),
      heading(4, "（2）每场活动应有影像资料。"),
      heading(1, "三、工作要求"),
      heading(2, "（一）加强组织领导"),
      paragraph("各单位要制定活动方案，明确责任人，建立联络机制，并于6月10日前报送联络人名单（见附件2）。"),
      heading(2, "（二）强化考核评价"),
      paragraph("各单位于6月25日前报送工作总结和统计表（见附件3），含影像资料光盘。报送情况纳入年度考核；逾期未报的，予以通报。"),
  };
}

Table contact_form() {
  Table table;
  table.caption = "填报单位（盖章）：";
  table.widths = {3, 2, 2.5, 2, 3, 2};
  table.header = {{{"", 1, 1}, {"姓名"}, {"科（股）室"}, {"职务"}, {"联系电话\n（手机）"}, {"备注"}}};
  table.rows = {{{"承办单位负责人"}, {""}, {""}, {""}, {""}, {""}}, {{"联络人"}, {""}, {""}, {""}, {""}, {""}}};
  table.row_height = 14;
  return table;
}

Table statistics_form() {
  Table table;
  table.caption = "填报单位（盖章）：";
  table.widths = std::vector<double>(10, 1);
  table.header = {{{"“七进”宣传活动", 3}, {"宣传资料", 2}, {"媒体宣传", 3}, {"参与人数\n（人次）", 1, 2}, {"备注", 1, 2}},
                  {{"活动场次（次）"},
                   {"覆盖社区（个）"},
                   {"讲座（次）"},
                   {"发放资料（份）"},
                   {"张贴海报（张）"},
                   {"电视播放（次）"},
                   {"报刊刊登（篇）"},
                   {"新媒体推送（条）"}}};
  table.rows = {
      {{"100"}, {"12"}, {"3"}, {"5000"}, {"260"}, {"15"}, {"2"}, {"48"}, {"12000"}, {"<含线上> & \"线下\"", 1, 1, Align::left}}};
  table.row_height = 20;
  table.note = "填表说明：1.统计时段为2023年6月1日至填报之日；\n2.没有发生的项目填0。";
  table.landscape = true;
  return table;
}

}  // namespace

Document issued_notice() {
  Document document;
  document.issuer_mark = {"示例市矿区处置非法集资领导组办公室文件"};
  document.document_number = "示处非办发〔2023〕5号";
  document.title = {"关于组织开展2023年示例市矿区防范", "非法集资宣传月活动的通知"};
  document.main_recipients = "区处非领导组各成员单位";
  document.body = body();
  document.attachment_note = {"线上活动参与指引", "2023年防范非法集资宣传月活动联络人名单",
                              "2023年示例市矿区各街道及成员单位防范非法集资宣传月活动情况统计表"};
  document.contact = {"联系人：（姓名）", "联系电话：（号码）"};
  document.issuer_signature = {"示例市矿区处置非法集资领导组办公室", "（矿区金融事务服务中心代章）"};
  document.date_of_issue = "2023年5月31日";
  document.note = "此件公开发布";
  document.attachments = {
      {1,
       "线上活动参与指引",
       {"示例省防范非法集资知识有奖竞答", "参与指引"},
       {heading(1, "一、活动时间"), paragraph("2023年6月12日至6月18日。"), heading(1, "二、参与方式"),
        paragraph("通过“学习平台”参与——每人每日一次；结果以平台公布为准……")},
       false},
      {2, "2023年防范非法集资宣传月活动联络人名单", {"2023年防范非法集资宣传月活动联络人名单"}, {{{}, contact_form()}}, false},
      {3,
       "2023年示例市矿区各街道及成员单位防范非法集资宣传月活动情况统计表",
       {"2023年防范非法集资宣传月活动情况统计表"},
       {{{}, statistics_form()}},
       true}};
  document.copy_recipients = "市处非办，区委办公室，区人大常委会办公室，区政府办公室，区政协办公室，区法院，区检察院，各人民团体";
  document.printing_office = "示例市矿区处置非法集资领导组办公室";
  document.date_of_printing = "2023年5月31日";
  return document;
}

Document cover_notice() {
  Document document;
  document.title = {"示例市示例区打非工作协调小组办公室", "关于印发《2021年示例区防范非法集资", "宣传教育工作方案》的通知"};
  document.main_recipients = "各成员单位";
  document.body = {paragraph("现将《2021年示例区防范非法集资宣传教育工作方案》印发给你们，请认真贯彻执行。")};
  document.issuer_signature = {"示例市示例区打击集资和非法证券经营活动工作协调小组办公室", "示例市示例区金融服务办公室（代章）"};
  document.date_of_issue = "2021年6月8日";
  document.note = "此件公开发布";
  const Roster roster{{{"组长", "甲某", "区委常委、副区长"},
                       {"副组长", "乙某某", "区政府办公室主任"},
                       {"成员", "丙某", "区委宣传部副部长、区精神文明建设委员会办公室主任、区新闻出版局局长"},
                       {"", "丁某某某", "区教委副主任"}}};
  document.issued_text = {{"2021年示例区防范非法集资", "宣传教育工作方案"},
                          {paragraph("为做好宣传教育工作，制定本方案。"),
                           heading(1, "一、组织领导"),
                           {{}, roster},
                           heading(1, "二、工作安排"),
                           paragraph("组织宣讲（责任单位：甲局、乙局，丙办，各乡镇）。")},
                          {{1, "联络人名单", {"联络人名单"}, {{{}, contact_form()}}, false},
                           {2, "统计表", {"2021年情况统计表"}, {{{}, statistics_form()}}, true}}};
  document.printing_office = "示例市示例区打非工作小组办公室";
  document.date_of_printing = "2021年6月8日";
  return document;
}

Document article() {
  Document document;
  document.title = {"织密防护网　守好钱袋子"};
  document.subtitle = {"示例省开展防范非法集资宣传月活动综述"};
  document.body = {paragraph("今年以来，示例省把宣传教育作为第一道防线。"),
                   heading(1, "高位推动，层层压实责任"),
                   paragraph("一是加强领导。二是明确分工。三是跟踪问效。"),
                   {{}, Caption{"甲市防范非法集资宣传月活动"}},
                   {{}, Byline{"示例省金融监管局"}},
                   {{}, Caption{"乙县防范非法集资宣传月活动"}}};
  return document;
}

namespace {

// Round, red on clear ground, so that it is plain which way is up: no seal that anybody has.
std::shared_ptr<const Image> picture(const std::string& name) {
  std::ifstream in(std::string(HONGTOU_SOURCE_DIR "/tests/plugins/pictures/") + name, std::ios::binary);
  auto image = read_image({std::istreambuf_iterator<char>(in), {}}, {}, name);
  if (!image.ok()) throw std::runtime_error(to_text(image.diagnostics(), Language::en));
  return *std::move(image);
}

}  // namespace

Document letter() {
  Document document;
  document.format = DocumentFormat::letter;
  document.issuer_mark = {"示例市示例区人民政府"};
  document.document_number = "示政函〔2024〕12号";
  document.title = {"关于商请共同开展防范非法集资", "宣传月活动的函"};
  document.main_recipients = "市金融监管局";
  for (int i = 0; i < 8; ++i)
    document.body.push_back(
        paragraph("为贯彻落实《防范和处置非法集资条例》，我区拟于2024年6月开展宣传月活动，现就有关事项函告如下，请予支持为盼。"));
  document.issuer_signature = {"示例市示例区人民政府"};
  document.date_of_issue = "2024年5月8日";
  document.copy_recipients = "市处非办，区委办公室";
  return document;
}

Document classified_letter() {
  auto document = letter();
  document.copy_number = "000012";
  document.security_level = "秘密★1年";
  document.urgency = "特急";
  document.body.resize(2);
  return document;
}

Document order() {
  Document document;
  document.format = DocumentFormat::order;
  document.issuer_mark = {"示例省人民政府令"};
  document.document_number = "第12号";
  document.body = {paragraph(
      "《示例省防范和处置非法集资办法》已经2024年5月6日省人民政府第20次常务会议通过，现予公布，自2024年7月1日起施行。")};
  document.stamps = {{"省　长", {picture("stamp.png")}}};
  document.date_of_issue = "2024年5月8日";
  return document;
}

Document minutes() {
  Document document;
  document.format = DocumentFormat::minutes;
  document.issuer_mark = {"示例区人民政府常务会议纪要"};
  document.document_number = "〔2024〕3号";
  document.title = {"研究防范非法集资宣传月工作"};
  document.body = {paragraph("2024年5月8日，区政府召开第20次常务会议，研究防范非法集资宣传月工作。"),
                   paragraph("会议议定，由区处非办牵头，各街道配合，于6月开展宣传月活动。")};
  document.attendees = {"区政府甲某，区金融局乙某，区教育局丙某，区市场监管局丁某，各街道办事处主要负责人", "区公安分局戊某"};
  document.absentees = {"区司法局己某"};
  document.observers = {"区人大常委会办公室庚某"};
  document.printing_office = "示例区人民政府办公室";
  document.date_of_printing = "2024年5月9日";
  return document;
}

Document random_document(unsigned seed) {
  std::mt19937 random(seed);
  const auto number = [&](int least, int most) {
    return least + static_cast<int>(random() % static_cast<unsigned>(most - least + 1));
  };
  const auto text = [&](int most) {
    constexpr const char* parts[] = {"国", "家", "，", "。",   "《",   "》",  "（", "）", "“", "”",  "、",
                                     "——", "……", "12", "3.5%", "Word", "&<>", "·",  "/",  "-", "、", "https://example.org/a"};
    std::string out;
    for (int i = number(1, most); i > 0; --i) out += parts[static_cast<std::size_t>(number(0, std::size(parts) - 1))];
    return out;
  };
  const auto table = [&] {
    Table made;
    made.widths.assign(static_cast<std::size_t>(number(1, 5)), 1);
    for (int row = number(1, 60); row > 0; --row) {
      auto& cells = made.rows.emplace_back();
      for (std::size_t i = 0; i < made.widths.size(); ++i) cells.push_back({text(8)});
    }
    made.caption = text(5);
    made.note = text(30);
    return made;
  };
  const auto block = [&]() -> Block {
    switch (number(0, 7)) {
      case 0:
        return heading(number(1, 4), text(30));
      case 1:
        return {{}, table()};
      case 2:
        return {{}, Picture{picture("photo.jpg"), text(20)}};
      case 7:
        return {{}, PictureRow{{{picture("photo.jpg"), text(20)}, {picture("seal.png"), text(5)}}, number(2, 4)}};
      case 3:
        return {{}, Roster{{{"组长", "甲某某", text(30)}, {"", "乙某某", text(3)}}}};
      default:
        return paragraph(text(number(1, 300)));
    }
  };
  Document document;
  document.title = {text(20)};
  document.main_recipients = text(10);
  for (int i = number(1, 9); i > 0; --i) document.body.push_back(block());
  for (int i = 1; i <= 2; ++i) {
    document.attachments.push_back({i, text(20), {}, {block(), block()}, number(0, 2) == 0});
    document.attachment_note.push_back(document.attachments.back().name);
  }
  document.issuer_signature = {text(5)};
  document.date_of_issue = "2024年5月8日";
  document.note = text(10);
  document.copy_recipients = text(20);
  document.printing_office = "某办公室";
  document.date_of_printing = "2024年5月9日";
  return document;
}

Document sealed_notice() {
  auto document = issued_notice();
  document.body.resize(3);
  document.contact.clear();
  document.attachments.clear();
  document.attachment_note.clear();
  document.issuer_signature = {"示例市矿区处置非法集资领导组"};
  document.seals = {{picture("seal.png")}};
  return document;
}

Document joint_notice() {
  auto document = sealed_notice();
  document.issuer_mark = {"示例市财政局文件", "示例市金融局", "示例市公安局", "示例市教育局", "示例市司法局"};
  document.issuer_signature = {"示例市财政局", "示例市金融局", "示例市公安局", "示例市教育局", "示例市司法局"};
  document.seals.assign(5, document.seals.front());
  return document;
}

Document illustrated_article() {
  auto document = article();
  document.body.insert(document.body.begin() + 1, {{}, Picture{picture("photo.jpg"), "甲市宣讲现场"}});
  Chart bars{ChartKind::bar,
             "各街道活动场次（场）",
             {"甲街道", "乙街道", "丙地区经济技术开发区管理委员会"},
             {{"宣讲", {12, 30.5, 7}}, {"走访", {3, 8, 21}}}};
  Chart lines{ChartKind::line, "各月活动场次（场）", {"4月", "5月", "6月", "7月"}, {{"", {5, 12, 48, 20}}}};
  document.body.push_back({{}, bars});
  document.body.push_back({{}, lines});
  const auto row = [](std::vector<Picture> pictures) { return Block{{}, PictureRow{std::move(pictures), 2}}; };
  document.body.push_back(row({{picture("photo.jpg"), "丁县宣讲"}, {picture("seal.png"), "戊县宣传品样式，各乡镇要统一领取"}}));
  document.body.push_back(row({{picture("photo.jpg"), "己县宣讲"}}));
  return document;
}

Document blank_forms() {
  auto contacts = contact_form();
  for (const auto& [row, label] : {std::pair("leader", "承办单位负责人"), std::pair("contact", "联络人")}) {
    auto& cells = contacts.rows[row == std::string("leader") ? 0 : 1];
    constexpr std::pair<const char*, const char*> columns[] = {
        {"name", "姓名"}, {"section", "科（股）室"}, {"post", "职务"}, {"phone", "联系电话"}, {"note", "备注"}};
    for (std::size_t i = 0; i < std::size(columns); ++i)
      cells[i + 1].blanks = {
          {std::string("liaison.") + row + "." + columns[i].first, label + std::string(" ") + columns[i].second}};
  }
  Table report;
  report.widths = {2, 3};
  report.row_height = 12;
  const auto add = [&](const std::string& label, std::vector<Blank> blanks) {
    report.rows.push_back({{label}, {.text = "", .blanks = std::move(blanks)}});
  };
  add("活动名称", {{"report.title", "活动名称"}});
  add("主要做法", {{"report.summary", "主要做法", BlankKind::lines}});
  add("开展日期", {{"report.day", "开展日期", BlankKind::date}});
  add("是否全覆盖", {{"report.covered", "是否全覆盖", BlankKind::choice, {"是", "否"}}});
  add("宣传形式", {{"report.ways", "宣传形式", BlankKind::open_choice, {"讲座", "展板", "短信"}}});
  add("现场照片", {{"report.photo", "现场照片", BlankKind::file}});
  add("刊印份数、播放次数", {{"report.printed", "刊印份数"}, {"report.played", "播放次数"}});
  Document document;
  document.title = {"活动登记表"};
  document.attachments = {{1, "联络人名单", {}, {{{}, contacts}}}, {2, "活动情况登记表", {}, {{{}, report}}}};
  document.attachment_note = {"联络人名单", "活动情况登记表"};
  return document;
}

Document blank_forms_on_paper() {
  auto document = blank_forms();
  for (auto& attachment : document.attachments)
    for (auto& row : std::get<Table>(attachment.body.front().content).rows)
      for (auto& cell : row) cell.blanks.clear();
  return document;
}

}  // namespace hongtou
