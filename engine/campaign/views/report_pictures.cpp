#include "engine/campaign/views/report_pictures.h"

#include "engine/campaign/visibility.h"
#include "engine/document/elements.h"
#include "engine/text.h"

namespace hongtou {

namespace {

class ReportPictures {
 public:
  ReportPictures(const Place& here, const Step& step, const PictureList& list, const BlobSource& blobs, Position position)
      : here_(here), step_(step), list_(list), blobs_(blobs), position_(std::move(position)) {}

  Result<std::vector<Block>> run() {
    for (const auto& record : collected(here_, step_).records) {
      const auto before = found_;
      if (const auto added = add(record); !added.ok()) return added.diagnostics();
      if (found_ == before) without_.push_back(here_.unit_name(record.unit));
    }
    auto blocks = rows();
    if (auto note = note_on_missing()) blocks.push_back({position_, *std::move(note)});
    return blocks;
  }

 private:
  Status add(const Record& record) {
    const auto files = files_of(record);
    if (files.list() == nullptr) return success;
    for (const auto& file : *files.list()) {
      if (!is_of_kind(file.at("kind").text_or(""), list_.kind) || file.at("blob").is_null()) continue;
      const auto bytes = blobs_(file.at("blob"));
      if (!bytes.ok()) return bytes.diagnostics();
      add(record, *bytes, file.at("name").text_or(""));
    }
    return success;
  }

  void add(const Record& record, const std::string& bytes, const std::string& name) {
    auto image = read_image(bytes, position_, name);
    if (!image.ok()) return broken_.push_back(here_.unit_name(record.unit) + "的“" + name + "”");
    ++found_;
    if (list_.most == 0 || found_ <= list_.most) pictures_.push_back({*std::move(image), caption_of(record)});
  }

  Value files_of(const Record& record) const {
    const auto& items = here_.campaign().step(record.scope + record.step).items;
    const auto item = items.find(record.unit);
    const auto* report = item == items.end() ? nullptr : item->second.accepted();
    return report == nullptr ? Value() : report->files;
  }

  std::string caption_of(const Record& record) const {
    std::vector<std::string> words;
    for (const auto& word : list_.caption)
      if (auto text = is_unit_name(word) ? here_.unit_name(record.unit) : value_of(record, word); !text.empty())
        words.push_back(std::move(text));
    return join(words, "　");
  }

  // As those see it who get the text.
  std::string value_of(const Record& record, const std::string& word) const {
    const auto form = here_.definition().forms.find(record.form);
    if (form == here_.definition().forms.end()) return {};
    const auto* field = captioning_field(form->second.fields(), word);
    if (field == nullptr) return {};
    return print(*field,
                 visible_data(here_.definition(), here_.campaign(), readers_of(here_), form->second, record.data).at(field->id));
  }

  std::vector<Block> rows() {
    std::vector<Block> blocks;
    if (list_.per_row == 1)
      for (auto& picture : pictures_) blocks.push_back({position_, std::move(picture)});
    else
      for (auto& row : rows_of(std::move(pictures_), list_.per_row)) blocks.push_back({position_, std::move(row)});
    return blocks;
  }

  std::optional<Caption> note_on_missing() const {
    std::vector<std::string> notes;
    if (!without_.empty()) notes.push_back(join(without_, "、") + "没有可用的" + list_.kind);
    if (!broken_.empty()) notes.push_back(join(broken_, "、") + "不是可以打开的图片");
    return notes.empty() ? std::nullopt : std::optional(Caption{"（" + join(notes, "；") + "）"});
  }

  const Place& here_;
  const Step& step_;
  const PictureList& list_;
  const BlobSource& blobs_;
  const Position position_;
  std::vector<Picture> pictures_;
  int found_ = 0;
  std::vector<std::string> without_, broken_;
};

}  // namespace

Result<std::vector<Block>> report_pictures(const Place& here, const Step& step, const PictureList& list, const BlobSource& blobs,
                                           const Position& position) {
  if (!blobs) return std::vector<Block>{};
  return ReportPictures(here, step, list, blobs, position).run();
}

}  // namespace hongtou
