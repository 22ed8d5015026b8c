// compile 汇总: a document is made from what the campaign has collected so far.
#include "engine/campaign/steps/built_in.h"
#include "engine/campaign/views.h"

namespace hongtou {

namespace {

class CompileKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"compile",
            "汇总",
            {{"text", "文稿", KeyType::text, true, "文稿模板（.gw）", "the text to fill (.gw)"},
             {"on", "日期", KeyType::date, false, "哪天汇总；不写则前面的步骤办结即汇总",
              "the day; without it, as soon as the steps before have settled"}},
            "用收集到的数据生成文件",
            "makes a document from collected data"};
  }

  std::optional<Instant> opens_at(const Place& place) const override {
    return place.waits_for_date("on") ? not_yet : place.at_nine("on");
  }

  void work(Turn& turn) const override {
    if (make(turn)) turn.settle("complete");
  }

  bool has_result() const override { return true; }
  void remake(Turn& turn) const override { make(turn); }

 private:
  static bool make(Turn& turn) {
    return turn.publish(turn.step().name("text"), event_type::document_compiled, Map{{"sources", sources_of(turn)}});
  }
};

}  // namespace

std::unique_ptr<StepKind> make_compile_kind() { return std::make_unique<CompileKind>(); }

}  // namespace hongtou
