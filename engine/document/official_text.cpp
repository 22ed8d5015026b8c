#include "engine/document/official_text.h"

#include "engine/document/text_reader.h"
#include "engine/document/tokens.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message not_utf8{"text.not_utf8", "文稿不是 UTF-8 编码", "the text is not UTF-8", "用编辑器另存为 UTF-8 编码",
                           "save it as UTF-8 in your editor"};
constexpr Message empty{"text.empty", "文稿是空的", "the text is empty", "先写要素，再写正文，参看 templates/ 里的样例",
                        "write its elements, then its body; see the samples in templates/"};
constexpr Message unescaped_tag{"text.unescaped_tag", "文稿里不用“{0}”这种标记", "“{0}” is not used in a text", "写成 {{{1}}}",
                                "write {{{1}}}"};

Diagnostics unescaped_tags(const std::vector<Token>& tokens) {
  Diagnostics out;
  for (const auto& token : tokens)
    if (token.is_tag && token.tag.kind == TagKind::unescaped)
      out.push_back({Severity::error, token.tag.position, unescaped_tag, {std::string(token.source), token.tag.name}});
  return out;
}

// {name} outside of tags.
std::vector<Tag> single_braces_in(std::string_view text, const std::vector<Token>& tokens, const std::string& file) {
  std::vector<Tag> found;
  for (const auto& token : tokens) {
    if (token.is_tag) continue;
    for (auto open = token.source.find('{'); open != std::string_view::npos; open = token.source.find('{', open + 1)) {
      const auto end = token.source.find_first_of("{}\n", open + 1);
      if (end == std::string_view::npos || token.source[end] != '}') continue;
      const auto place = line_column(text, static_cast<std::size_t>(token.source.data() - text.data()) + open);
      found.push_back({TagKind::variable,
                       std::string(trim(token.source.substr(open + 1, end - open - 1))),
                       {file, place.line, place.column}});
    }
  }
  return found;
}

}  // namespace

struct OfficialText::Parts {
  std::string file;
  Template source;
  Template marked;
  std::vector<BlockRequest> blocks;
  std::vector<BlockRequest> pictures;
  std::vector<Tag> single_braces;
};

Result<OfficialText> OfficialText::read(std::string_view text, std::string_view file) {
  const std::string name(file);
  if (text.starts_with("\uFEFF")) text.remove_prefix(std::string_view("\uFEFF").size());
  if (const auto offset = first_invalid_utf8(text)) {
    const auto place = line_column(text, *offset);
    return Result<OfficialText>::failure({name, place.line, place.column}, not_utf8);
  }
  if (trim(text).empty()) return Result<OfficialText>::failure({name, 0, 0}, empty);

  const auto tokens = read_tokens(text, file).list;
  auto source = Template::parse(text, file);
  auto diagnostics = source.diagnostics();
  const auto unescaped = unescaped_tags(tokens);
  diagnostics.insert(diagnostics.end(), unescaped.begin(), unescaped.end());

  std::vector<BlockRequest> requests, pictures;
  const BlockSource record = [&](const BlockRequest& request) -> Result<std::vector<Block>> {
    (request.kind == "picture" ? pictures : requests).push_back(request);
    return std::vector<Block>{};
  };
  const auto skeleton = gw::marked_outline(tokens);
  const auto outline = gw::read_lines(gw::lines_of(skeleton, name), gw::Pass::as_written, record);
  diagnostics.insert(diagnostics.end(), outline.diagnostics().begin(), outline.diagnostics().end());
  if (!diagnostics.empty()) return diagnostics;

  auto with_marks = Template::parse(gw::marked_template(tokens), file);
  return OfficialText(std::make_shared<const Parts>(
      Parts{name, *source, *with_marks, std::move(requests), std::move(pictures), single_braces_in(text, tokens, name)}));
}

const std::vector<BlockRequest>& OfficialText::blocks() const { return parts_->blocks; }

const std::vector<BlockRequest>& OfficialText::pictures() const { return parts_->pictures; }

const std::vector<Tag>& OfficialText::single_braces() const { return parts_->single_braces; }

const std::vector<Tag>& OfficialText::tags() const { return parts_->source.tags(); }

Diagnostics OfficialText::check(const Value& data) const { return parts_->source.check(data); }

Result<Document> OfficialText::compose(const Value& data, const BlockSource& blocks) const {
  if (auto diagnostics = check(data); !diagnostics.empty()) return diagnostics;
  const auto text = parts_->marked.render(data, gw::fenced);
  return gw::read_lines(gw::lines_of(*text, parts_->file), gw::Pass::with_data, blocks);
}

}  // namespace hongtou
