#include "bindings/cli/text_pictures.h"

namespace hongtou::cli {

namespace {

constexpr Message picture_outside{
    "render.picture_outside", "图片“{0}”不在文稿所在的文件夹里", "the picture “{0}” lies outside the folder of the text",
    "请把图片复制到文稿所在的文件夹，只写文件名", "copy it into the folder of the text and write its name alone"};
constexpr Message picture_missing{"render.picture_missing", "没有图片“{0}”", "there is no picture “{0}”",
                                  "请检查文件名，图片与文稿放在一个文件夹里",
                                  "look at its name; it lies in the folder of the text"};

}  // namespace

Result<std::shared_ptr<const Image>> read_picture(const Environment& environment, const std::string& text_file,
                                                  const BlockRequest& request) {
  using Picture = Result<std::shared_ptr<const Image>>;
  const auto path = resolve_path(text_file, request.argument);
  if (!is_inside(folder_of(text_file), path)) return Picture::failure(request.position, picture_outside, {request.argument});
  const auto bytes = environment.read_file(path);
  if (bytes.ok()) return read_image(*bytes, request.position, request.argument);
  if (bytes.diagnostics().front().message.code == "file.missing")
    return Picture::failure(request.position, picture_missing, {request.argument});
  auto told = bytes.diagnostics();
  for (auto& each : told) each.position = request.position;
  return told;
}

}  // namespace hongtou::cli
