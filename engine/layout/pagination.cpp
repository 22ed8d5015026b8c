#include "engine/layout/pagination.h"

#include <algorithm>
#include <cmath>

#include "engine/layout/parts.h"

namespace hongtou::layout {

namespace {

constexpr double tolerance = 0.01;    // mm
constexpr double dash_height = 0.38;  // em: the middle of a glyph box, where an em line is
constexpr double largest_head = 0.5;  // of a page, that is still repeated

// The type area of a page as it is read.
struct TypeArea {
  double left, top, bottom;
};
constexpr TypeArea upright{page::binding_margin_mm, page::top_margin_mm, page::paper_height_mm - page::bottom_margin_mm};
constexpr TypeArea on_its_side{page::bottom_margin_mm, page::binding_margin_mm, page::paper_width_mm - page::right_margin_mm};

struct PlacedVertical {
  double x;
  std::size_t rule;
};

class Paginator {
 public:
  Paginator(Composer& composer, const Paging& paging)
      : composer_(composer), galley_(composer.galley()), paging_(paging), box_count_(galley_.boxes.size()) {}

  Paginated paginate() {
    if (paging_.imprint) --box_count_;
    for (std::size_t i = 0; i < box_count_;) i = place_chain(i);
    if (pages_.pages.empty()) begin_page(false);
    if (paging_.imprint) place_imprint(Box(galley_.boxes[box_count_]));
    end_page(numbered_);
    pages_.glyphs = std::move(galley_.glyphs);
    pages_.elements = std::move(galley_.elements);
    return {.pages = std::move(pages_),
            .first_body_page = first_body_page_,
            .head_fits = head_fits_,
            .imprint_fits = imprint_fits_,
            .imprint_page = imprint_page_,
            .room_for_imprint = room_for_imprint_,
            .signature_alone = signature_alone_};
  }

 private:
  TypeArea area() const { return page().landscape ? on_its_side : upright; }
  Page& page() { return pages_.pages.back(); }
  const Page& page() const { return pages_.pages.back(); }

  void begin_page(bool landscape) {
    if (!pages_.pages.empty()) end_page(numbered_);
    pages_.pages.push_back({.first_run = static_cast<std::uint32_t>(pages_.runs.size()),
                            .first_rule = static_cast<std::uint32_t>(pages_.rules.size()),
                            .first_image = static_cast<std::uint32_t>(pages_.images.size()),
                            .landscape = landscape});
    bottom_ = area().top;
    at_top_ = true;
    table_ = -1;
    verticals_.clear();
  }

  void end_page(bool with_number) {
    const bool letter_head = paging_.letter && pages_.pages.size() == 1;
    if (letter_head) place_letter_foot();
    if (with_number && !letter_head) place_number(static_cast<int>(pages_.pages.size()));
    page().run_count = static_cast<std::uint32_t>(pages_.runs.size()) - page().first_run;
    page().rule_count = static_cast<std::uint32_t>(pages_.rules.size()) - page().first_rule;
    page().image_count = static_cast<std::uint32_t>(pages_.images.size()) - page().first_image;
  }

  std::size_t end_of_chain(std::size_t first, bool (*holds)(const Box& box)) const {
    auto last = first;
    while (last + 1 < box_count_ && holds(galley_.boxes[last]) && !galley_.boxes[last + 1].new_page) ++last;
    return last + 1;
  }

  double height_of(std::size_t first, std::size_t end) const {
    double height = galley_.boxes[first].height;
    for (auto i = first + 1; i < end; ++i) height += galley_.boxes[i].gap + galley_.boxes[i].height;
    return height;
  }

  // Boxes that stay together, or as much of them as a page holds. Returns the index behind them.
  std::size_t place_chain(std::size_t first) {
    const auto box = galley_.boxes[first];  // page numbers add boxes
    if (pages_.pages.empty() || box.new_page || box.landscape != page().landscape) begin_page(box.landscape);
    const double page_height = area().bottom - area().top + tolerance;
    auto end = end_of_chain(first, [](const Box& each) { return each.keep_with_next || each.joined_to_next; });
    if (!fits_here(first, end)) end = end_of_first_text(first, end);
    if (height_of(first, end) > page_height) end = end_of_chain(first, [](const Box& each) { return each.joined_to_next; });
    if (!fits_here(first, end) && !at_top_ && box.top < 0 && height_of(first, end) <= page_height) begin_page(box.landscape);
    for (auto i = first; i < end; ++i) place(i);
    return end;
  }

  bool fits_here(std::size_t first, std::size_t end) const {
    double bottom = top_of(galley_.boxes[first]) + galley_.boxes[first].height;
    for (auto i = first + 1; i < end; ++i) {
      const auto& box = galley_.boxes[i];
      bottom = (box.top >= 0 ? box.top : bottom + box.gap) + box.height;
    }
    return bottom <= area().bottom + tolerance;
  }

  // Where what reaches from above the text to the signature is parted, so that page 1 shows some of the text (9704-7.3.3a), and
  // the page of the signature too if there are lines for both (9704-7.3.5.5).
  std::size_t end_of_first_text(std::size_t first, std::size_t end) const {
    const std::size_t text = galley_.first_body_box, text_end = galley_.body_end_box;
    if (pages_.pages.size() > 1 || text == text_end || first > text || end <= text_end) return end;
    for (auto cut = std::max(text + 1, text_end - 1); cut > text; --cut)
      if (!galley_.boxes[cut - 1].joined_to_next && fits_here(first, cut)) return cut;
    return end;
  }

  void place(std::size_t index) {
    const auto box = galley_.boxes[index];
    double top = top_of(box);
    if (top + box.height > area().bottom + tolerance && !at_top_ && box.top < 0) {
      begin_page(box.landscape);
      top = top_of(box);
    }
    if (box.top >= 0 && top + box.height > area().bottom + tolerance) head_fits_ = false;
    if (box.table >= 0 && at_top_) top = repeat_head(index, top);
    note(index, top);
    draw(box, top, false);
  }

  double top_of(const Box& box) const {
    if (box.top >= 0) return box.top;
    return at_top_ ? bottom_ : bottom_ + box.gap;
  }

  // Where the row stands below the head of its table.
  double repeat_head(std::size_t index, double top) {
    const auto& head = galley_.tables[static_cast<std::size_t>(galley_.boxes[index].table)];
    if (index < head.box_end || head.first_box == head.box_end) return top;
    double height = 0;
    for (auto i = head.first_box; i < head.box_end; ++i) height += galley_.boxes[i].height;
    if (height > largest_head * (area().bottom - area().top)) return top;
    for (auto i = head.first_box; i < head.box_end; ++i) draw(galley_.boxes[i], bottom_, true);
    return bottom_;
  }

  void draw(const Box& box, double top, bool repeated) {
    const auto origin = area();
    if (box.table >= 0 && box.table != table_) {
      verticals_.clear();
      const double width = galley_.tables[static_cast<std::size_t>(box.table)].width;
      const auto& any = galley_.rules[box.first_rule];
      pages_.rules.push_back({origin.left, top, origin.left + width, top, any.width, any.red});
    }
    table_ = box.table;
    for (auto i = box.first_run; i < box.run_end; ++i) {
      auto run = galley_.runs[i];
      run.x += origin.left;
      run.y += top;
      if (repeated) run.element = no_element;
      pages_.runs.push_back(run);
    }
    for (auto i = box.first_rule; i < box.rule_end; ++i) draw(galley_.rules[i], origin.left, top, box.table >= 0);
    for (auto i = box.first_image; i < box.image_end; ++i) {
      auto image = galley_.images[i];
      image.x += origin.left;
      image.y += top;
      pages_.images.push_back(std::move(image));
    }
    bottom_ = top + box.height;
    at_top_ = false;
  }

  // A vertical rule of a table goes on in the one above it.
  void draw(Rule rule, double left, double top, bool in_table) {
    rule.x1 += left;
    rule.x2 += left;
    rule.y1 += top;
    rule.y2 += top;
    if (in_table && rule.x1 == rule.x2) {
      for (auto& vertical : verticals_) {
        auto& above = pages_.rules[vertical.rule];
        if (vertical.x != rule.x1 || std::abs(above.y2 - rule.y1) > tolerance) continue;
        above.y2 = rule.y2;
        return;
      }
      verticals_.push_back({rule.x1, pages_.rules.size()});
    }
    pages_.rules.push_back(rule);
  }

  void note(std::size_t index, double top) {
    const int number = static_cast<int>(pages_.pages.size()) - 1;
    if (index == galley_.first_body_box) first_body_page_ = number;
    if (index < galley_.body_end_box) last_body_page_ = number;
    if (index == galley_.first_signature_box) signature_alone_ = index > 0 && number > last_body_page_;
    for (; bookmark_ < galley_.bookmarks.size() && galley_.bookmarks[bookmark_].box <= index; ++bookmark_)
      pages_.outline.push_back({galley_.bookmarks[bookmark_].text, galley_.bookmarks[bookmark_].level, number, top});
  }

  // 9704-7.4.1c, 33476.2-7.3.1: ends on the bottom edge of the type area of the last page, which is an even one. 9704-7.5e: blank
  // pages before it, and it behind them, have no number.
  void place_imprint(const Box& box) {
    const double top = upright.bottom - box.height;
    imprint_fits_ = top > upright.top - tolerance;
    const auto even = [&] { return paging_.letter || pages_.pages.size() % 2 == 0; };
    room_for_imprint_ = top - bottom_ - box.gap;
    const bool fits = !page().landscape && room_for_imprint_ >= -tolerance;
    if (!even()) {
      imprint_page_ = ImprintPage::next;
    } else if (!fits) {
      imprint_page_ = paging_.letter ? ImprintPage::next : ImprintPage::behind_blank;
    }
    if (imprint_page_ != ImprintPage::last) begin_page(false);
    if (imprint_page_ == ImprintPage::behind_blank) {
      numbered_ = false;
      begin_page(false);
    }
    draw(box, top, false);
  }

  // 9704-10.1e
  void place_letter_foot() {
    for (const auto& rule : letter_rules(page::paper_height_mm - page::letter_foot_mm - page::letter_rules_mm, false))
      draw(rule, upright.left, 0, false);
  }

  // 9704-7.5b–d: outside, one character free; on a page in landscape where it is on the upright sheet (9704-8a).
  void place_number(int number) {
    constexpr double size = page::page_number_pt * mm_of_pt;
    composer_.set_landscape(false);
    compose_page_number(composer_, number);
    const auto& box = galley_.boxes.back();
    const double y = upright.bottom + page::page_number_gap_mm + dash_height * size;
    const auto first = galley_.runs[box.first_run];
    const auto& last = galley_.runs[box.run_end - 1];
    const double width = last.x + static_cast<double>(galley_.glyphs[last.first + last.count - 1].x) + size - first.x;
    const bool odd = number % 2 == 1;
    const double x = odd ? upright.left + page::type_area_width_mm - size - width : upright.left + size;
    for (auto i = box.first_run; i < box.run_end; ++i) {
      auto run = galley_.runs[i];
      run.x = x + run.x - first.x;
      run.y = y;
      if (page().landscape) turn(run);
      pages_.runs.push_back(run);
    }
  }

  // From the upright sheet to the page as it is read.
  static void turn(Run& run) {
    const double x = run.x;
    run.x = page::paper_height_mm - run.y;
    run.y = x;
    run.turned = true;
  }

  Composer& composer_;
  Galley& galley_;
  const Paging paging_;
  std::size_t box_count_;
  Pages pages_;
  double bottom_ = 0;
  bool at_top_ = true;
  bool numbered_ = true;
  bool head_fits_ = true, imprint_fits_ = true;
  ImprintPage imprint_page_ = ImprintPage::last;
  double room_for_imprint_ = 0;
  int table_ = -1;
  int first_body_page_ = 0, last_body_page_ = 0;
  bool signature_alone_ = false;
  std::size_t bookmark_ = 0;
  std::vector<PlacedVertical> verticals_;
};

}  // namespace

Paginated paginate(Composer& composer, const Paging& paging) { return Paginator(composer, paging).paginate(); }

}  // namespace hongtou::layout
