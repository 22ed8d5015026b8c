// Every message of the readers of workflow files, by its exact text in both languages.
#include <doctest/doctest.h>

#include "tests/engine/tree_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

void says(const Result<std::unique_ptr<Tree>>& tree, std::string_view zh, std::string_view en) {
  CHECK(to_text(tree.diagnostics(), Language::zh) == zh);
  CHECK(to_text(tree.diagnostics(), Language::en) == en);
}

void last_says(const Result<std::unique_ptr<Tree>>& tree, std::string_view zh, std::string_view en) {
  REQUIRE_FALSE(tree.diagnostics().empty());
  CHECK(to_text(tree.diagnostics().back(), Language::zh) == zh);
  CHECK(to_text(tree.diagnostics().back(), Language::en) == en);
}

}  // namespace

TEST_CASE("an INFO file that is wrong says where and what and how to mend it") {
  says(info("标题 \xD0\xFB\n"),
       "a.info:1:4: error [info.not_utf8] 这里不是 UTF-8 编码的文字\n"
       "  提示：用记事本打开文件，“另存为”时编码选择 UTF-8\n",
       "a.info:1:4: error [info.not_utf8] this is not UTF-8 text\n"
       "  hint: save the file as UTF-8, not as GBK or UTF-16\n");
  says(info(std::string_view("标题\0x", 8)),
       "a.info:1:3: error [info.nul] 文件中有空字符（NUL），这不是文本文件\n"
       "  提示：检查是否选错文件；若是文本，请另存为 UTF-8\n",
       "a.info:1:3: error [info.nul] there is a NUL character: this is no text file\n"
       "  hint: is it the right file? If it is text, save it as UTF-8\n");
  says(info(" ; 说明\n"),
       "a.info: error [info.empty] 文件中没有任何内容\n"
       "  提示：写上内容，或检查文件是否保存完整\n",
       "a.info: error [info.empty] there is nothing in the file\n"
       "  hint: write something, or see whether the file was saved in full\n");
  says(info("title \"宣传月\n"),
       "a.info:1:7: error [info.unclosed_quote] 引号到行末没有闭合\n"
       "  提示：在内容末尾加上引号 \"；内容要分几行时，每行都写成 \"…\" 并在行末加 \\\n",
       "a.info:1:7: error [info.unclosed_quote] the quote is not closed on its line\n"
       "  hint: add the closing \"; to go on over several lines write each as \"…\" with \\ after all but the last\n");
  says(info("title \"宣传月”\n"),
       "a.info:1:7: error [info.unclosed_quote] 以英文引号开头，却以中文引号结尾，引号没有闭合\n"
       "  提示：把末尾的中文引号改为英文引号 \"\n",
       "a.info:1:7: error [info.unclosed_quote] the text opens with a straight quote but ends with a Chinese one, so it is not "
       "closed\n"
       "  hint: change the last quote to a straight one \"\n");
  says(info("steps {\n  a b\n"),
       "a.info:1:7: error [info.unclosed_brace] “steps”的 { 没有对应的 }\n"
       "  提示：在“steps”的内容之后补上 }\n",
       "a.info:1:7: error [info.unclosed_brace] the { of “steps” has no matching }\n"
       "  hint: add } after the content of “steps”\n");
  says(info("steps {\n  notice {\n    do issue\n}\n"),
       "a.info:2:10: error [info.unclosed_brace] 文件里少一个 }：从缩进看，“notice”的 { 没有对应的 }\n"
       "  提示：在“notice”的内容之后补上 }\n",
       "a.info:2:10: error [info.unclosed_brace] a } is missing: by the indentation, the { of “notice” has no matching one\n"
       "  hint: add } after the content of “notice”\n");
  says(info("a {\n  steps {\n    notice\n      do issue }\n    report { do collect }\n  }\n}\n"),
       "a.info:3:5: error [info.unexpected_brace] 文件里少一个 {：从缩进看，“notice”后面没有写 {\n"
       "  提示：写成：notice { … }；若没有少，请删去第 7 行多余的 }\n",
       "a.info:3:5: error [info.unexpected_brace] a { is missing: by the indentation, “notice” lacks its own\n"
       "  hint: write: notice { … }, or remove the } of line 7 if it is one too many\n");
  says(info("{ }"),
       "a.info:1:1: error [info.unexpected_brace] 这里的 { 前面没有名称\n"
       "  提示：在 { 前写上名称，例如：steps {；若多余，请删去\n",
       "a.info:1:1: error [info.unexpected_brace] this { follows no name\n"
       "  hint: write a name before it, as in: steps {, or remove it\n");
  says(info("a b }"),
       "a.info:1:5: error [info.unexpected_brace] 这里的 } 没有对应的 {\n"
       "  提示：删去它，或检查前面是否少了 {\n",
       "a.info:1:5: error [info.unexpected_brace] this } closes nothing\n"
       "  hint: remove it, or look for a missing { above\n");
  says(info("form \"C:\\q\""),
       "a.info:1:9: error [info.bad_escape] “\\q”不是可用的转义\n"
       "  提示：反斜杠本身要写成 \\\\；可用的有 \\n \\t \\\" \\' \\\\ \\0 \\a \\b \\f \\r \\v\n",
       "a.info:1:9: error [info.bad_escape] “\\q” is no escape sequence\n"
       "  hint: write \\\\ for a backslash; there are \\n \\t \\\" \\' \\\\ \\0 \\a \\b \\f \\r \\v\n");
  says(info("form C:\\ "),
       "a.info:1:8: error [info.bad_escape] “\\”不是可用的转义\n"
       "  提示：反斜杠本身要写成 \\\\；可用的有 \\n \\t \\\" \\' \\\\ \\0 \\a \\b \\f \\r \\v\n",
       "a.info:1:8: error [info.bad_escape] “\\” is no escape sequence\n"
       "  hint: write \\\\ for a backslash; there are \\n \\t \\\" \\' \\\\ \\0 \\a \\b \\f \\r \\v\n");
  says(info("a \"b\" \\ c\n\"d\""),
       "a.info:1:9: error [info.bad_continuation] 续行符 \\ 之后还有文字\n"
       "  提示：\\ 必须是这一行的最后一个字符\n",
       "a.info:1:9: error [info.bad_continuation] there is more text after the \\ that continues a line\n"
       "  hint: the \\ must be the last character of its line\n");
  says(info("\"a\" \\\n"),
       "a.info:1:5: error [info.bad_continuation] 这里不能用续行符 \\\n"
       "  提示：只有值可以续行：名称 \"第一行\" \\\n",
       "a.info:1:5: error [info.bad_continuation] there is nothing here that \\ could continue\n"
       "  hint: only a value goes on over lines: name \"first line\" \\\n");
  says(info("a \"b\" \\\nc"),
       "a.info:2:1: error [info.bad_continuation] 上一行以 \\ 结尾，这一行却不是引号开头\n"
       "  提示：把续行写成 \"…\"，或删去上一行末尾的 \\\n",
       "a.info:2:1: error [info.bad_continuation] the line above ends with \\ but this one does not begin with a quote\n"
       "  hint: write the continuation as \"…\", or remove the \\ above\n");
  says(info("a \"b\" \\\n"),
       "a.info:1:1: warning [info.dangling_continuation] 续行符 \\ 之后文件就结束了\n"
       "  提示：删去 \\，或补上下一行的 \"…\"\n",
       "a.info:1:1: warning [info.dangling_continuation] the file ends after a \\ that continues a line\n"
       "  hint: remove the \\, or add the next line as \"…\"\n");
  says(info("title 防范 非法集资"),
       "a.info:1:10: warning [info.extra_value] “非法集资”没有值：“title”的值只到“防范”为止\n"
       "  提示：值中有空格时要加英文引号：title \"防范 非法集资\"；若“非法集资”是名称，请写上它的值\n",
       "a.info:1:10: warning [info.extra_value] “非法集资” has no value: the value of “title” ends with “防范”\n"
       "  hint: quote a value with spaces: title \"防范 非法集资\"; if “非法集资” is a name, give it a value\n");
  says(info("# 说明"),
       "a.info:1:1: error [info.unknown_directive] “#说明”不是可用的指令\n"
       "  提示：说明文字用英文分号 ; 开头；# 只用于 #include \"文件\"\n",
       "a.info:1:1: error [info.unknown_directive] “#说明” is no directive\n"
       "  hint: begin a comment with ;. The only directive is #include \"FILE\"\n");
  says(info("#include “a.info”"),
       "a.info:1:10: error [info.include_syntax] #include 写法有误\n"
       "  提示：独占一行，文件名用英文引号：#include \"forms/report.info\"\n",
       "a.info:1:10: error [info.include_syntax] the #include is not written as it must be\n"
       "  hint: alone on its line, the name in straight quotes: #include \"forms/report.info\"\n");
  says(info("title “宣传月”"),
       "a.info:1:7: warning [info.full_width_quote] 中文引号被当作普通文字：“宣传月”\n"
       "  提示：包住内容要用英文引号 \"…\"；若中文引号是内容的一部分，请在外面再加英文引号\n",
       "a.info:1:7: warning [info.full_width_quote] Chinese quotation marks are read as plain text: “宣传月”\n"
       "  hint: put text in straight quotes \"…\"; if the Chinese marks belong to the text, put straight quotes around them\n");
  says(info("steps ｛"),
       "a.info:1:7: warning [info.full_width_brace] “｛”中的中文花括号被当作普通文字\n"
       "  提示：请切换到英文输入法，改为 { 或 }\n",
       "a.info:1:7: warning [info.full_width_brace] the full-width brace in “｛” is read as plain text\n"
       "  hint: switch the input method to English and type { or }\n");
  says(info("；说明"),
       "a.info:1:1: warning [info.full_width_semicolon] “；说明”中的中文分号被当作普通文字，不是说明的开头\n"
       "  提示：说明文字用英文分号 ; 开头\n",
       "a.info:1:1: warning [info.full_width_semicolon] the full-width semicolon in “；说明” is read as plain text; it begins no "
       "comment\n"
       "  hint: begin a comment with the ASCII semicolon ;\n");
  says(info("标题　宣传月"),
       "a.info:1:1: warning [info.odd_space] “标题　宣传月”中有全角空格或不可见的空格，被当作普通文字\n"
       "  提示：名称和值之间、行首用英文空格；若空格是内容的一部分，请给内容加英文引号 \"…\"\n",
       "a.info:1:1: warning [info.odd_space] “标题　宣传月” holds a full-width or invisible space, which is read as plain text\n"
       "  hint: separate words and indent with plain spaces; if the space belongs to the text, put \"…\" around it\n");
  says(info("a { b c}\n}"),
       "a.info:1:7: warning [info.brace_in_word] “c}”中的花括号紧挨着文字，被当作文字的一部分\n"
       "  提示：在花括号前后各留一个空格；若花括号是内容的一部分，请给内容加英文引号 \"…\"\n",
       "a.info:1:7: warning [info.brace_in_word] the brace in “c}” touches other text and is read as part of it\n"
       "  hint: leave a space on both sides of a brace; if it belongs to the text, put \"…\" around it\n");
  says(info("title=\"宣传月\""),
       "a.info:1:1: warning [info.quote_in_word] “title=\"宣传月\"”中的引号紧挨着文字，被当作文字的一部分\n"
       "  提示：在开头的引号前留一个空格，例如：名称 \"内容\"；引号本身是内容时写作 \\\"\n",
       "a.info:1:1: warning [info.quote_in_word] the quote in “title=\"宣传月\"” touches other text and is read as part of it\n"
       "  hint: leave a space before the opening quote, as in: key \"text\"; write \\\" for a quote that belongs to the text\n");
  says(info("标题： 宣传月"),
       "a.info:1:1: warning [info.separator_in_key] 名称“标题：”末尾的冒号或等号被当作名称的一部分\n"
       "  提示：名称和值之间只用空格，例如：名称 \"内容\"\n",
       "a.info:1:1: warning [info.separator_in_key] the colon or equals sign at the end of “标题：” is read as part of the name\n"
       "  hint: separate a name and its value by a space only, as in: name \"text\"\n");
  says(info("// 说明"),
       "a.info:1:1: warning [info.foreign_comment] “//”不是说明的开头，这一行被当作内容\n"
       "  提示：说明文字用英文分号 ; 开头\n",
       "a.info:1:1: warning [info.foreign_comment] “//” begins no comment; the line is read as content\n"
       "  hint: begin a comment with a semicolon ;\n");
  says(read_tree("0", "", chain_of_files(18, 1)),
       "16:1:10: error [info.include_depth] #include 嵌套超过 16 层\n"
       "  提示：让文件直接引用，减少层次\n",
       "16:1:10: error [info.include_depth] #include is nested deeper than 16 files\n"
       "  hint: include the files directly\n");
  says(read_tree("0", "", chain_of_files(10, 10)),
       "9:5:10: error [info.too_many_includes] #include 超过 1000 个\n"
       "  提示：合并文件\n",
       "9:5:10: error [info.too_many_includes] there are more than 1,000 #include lines\n"
       "  hint: merge the files\n");
  says(read_tree("w/a.info", "w", files({{"w/a.info", "#include \"../b.info\""}})),
       "w/a.info:1:10: error [info.include_outside] 不能引用“../b.info”：它不在文件夹“w”之内\n"
       "  提示：把文件复制到该文件夹内再引用\n",
       "w/a.info:1:10: error [info.include_outside] “../b.info” may not be included: it is outside the folder “w”\n"
       "  hint: copy the file into the folder, then include it from there\n");
  says(read_tree("a.info", "", files({{"a.info", "#include \"a.info\""}})),
       "a.info:1:10: error [info.include_cycle] 文件引用了自己：a.info → a.info\n"
       "  提示：删去其中一处 #include\n",
       "a.info:1:10: error [info.include_cycle] the file includes itself: a.info → a.info\n"
       "  hint: remove one of these #include lines\n");
  says(read_tree("a.info", "", files({{"a.info", "#include \"b.info\""}})),
       "a.info:1:10: error [file.missing] 找不到文件“b.info”\n"
       "  提示：检查文件名和所在文件夹\n",
       "a.info:1:10: error [file.missing] there is no file “b.info”\n"
       "  hint: look at the name and the folder\n");
  says(info(repeated("a {\n", 65)),
       "a.info:65:3: error [info.too_deep] 花括号嵌套超过 64 层，从这里起不再读取\n"
       "  提示：检查前面是否少了 }\n",
       "a.info:65:3: error [info.too_deep] braces are nested deeper than 64 levels; reading stops here\n"
       "  hint: look for a missing } above\n");
  says(info(repeated(" ", (16u << 20) + 1)),
       "a.info: error [info.too_large] 文件（连同 #include 的文件）超过 16 MB\n"
       "  提示：这不像是手写的文件，请检查是否选错；单位等名单请用 CSV\n",
       "a.info: error [info.too_large] the file, with all it includes, is larger than 16 MB\n"
       "  hint: no person wrote this; is it the right file? Keep lists such as units in CSV\n");
  says(info(repeated("a\n", 500001)),
       "a.info:500001:1: error [info.too_many_nodes] 文件（连同 #include 的文件）超过 50 万个条目\n"
       "  提示：请检查是否选错文件；单位等名单请用 CSV\n",
       "a.info:500001:1: error [info.too_many_nodes] the file, with all it includes, holds more than 500,000 entries\n"
       "  hint: is it the right file? Keep lists such as units in CSV\n");
  last_says(info(repeated("}", 101)),
            "a.info:1:101: error [info.too_many] ……还有 1 处问题未列出，这是其中第一处\n"
            "  提示：先改正以上问题，再检查一次\n",
            "a.info:1:101: error [info.too_many] …and 1 more; this is the first of them\n"
            "  hint: mend those above, then check again\n");
}

TEST_CASE("a JSON file that is wrong says where and what and how to mend it") {
  says(json("{\"a\": \"\xD0\"}"),
       "a.json:1:8: error [json.not_utf8] 这里不是 UTF-8 编码的文字\n"
       "  提示：把文件另存为 UTF-8 编码\n",
       "a.json:1:8: error [json.not_utf8] this is not UTF-8 text\n"
       "  hint: save the file as UTF-8, not as GBK or UTF-16\n");
  says(json("{\"a\": 1,}"),
       "a.json:1:9: error [json.syntax] 这里不是合法的 JSON：“}”出现得不对\n"
       "  提示：检查此处附近的引号、逗号和括号，引号和标点须是英文的\n",
       "a.json:1:9: error [json.syntax] this is not JSON: “}” does not belong here\n"
       "  hint: look at the quotes, commas and brackets near this place; all are ASCII\n");
  says(json("{“a”: 1}"),
       "a.json:1:2: error [json.syntax] 这里不是合法的 JSON：““a””出现得不对\n"
       "  提示：检查此处附近的引号、逗号和括号，引号和标点须是英文的\n",
       "a.json:1:2: error [json.syntax] this is not JSON: ““a”” does not belong here\n"
       "  hint: look at the quotes, commas and brackets near this place; all are ASCII\n");
  says(json("{\"a\": \"x\ny\"}"),
       "a.json:1:7: error [json.syntax] 这里不是合法的 JSON：“\"x”出现得不对\n"
       "  提示：检查此处附近的引号、逗号和括号，引号和标点须是英文的\n",
       "a.json:1:7: error [json.syntax] this is not JSON: “\"x” does not belong here\n"
       "  hint: look at the quotes, commas and brackets near this place; all are ASCII\n");
  says(json("{\"a\": 1"),
       "a.json:1:8: error [json.unfinished] 文件没有写完就结束了\n"
       "  提示：检查末尾是否少了引号、} 或 ]，文件是否保存完整\n",
       "a.json:1:8: error [json.unfinished] the file ends too soon\n"
       "  hint: look for a missing quote, } or ] at the end; was the file saved in full?\n");
  says(json("[1]"),
       "a.json:1:1: error [json.not_an_object] 最外层必须是一个对象 {…}\n"
       "  提示：把全部内容放进 { } 之内\n",
       "a.json:1:1: error [json.not_an_object] the whole must be one object {…}\n"
       "  hint: put everything between { and }\n");
  says(json("{\"a\": null}"),
       "a.json:1:7: error [json.null] “a”的值是 null\n"
       "  提示：写上值，或删去“a”\n",
       "a.json:1:7: error [json.null] the value of “a” is null\n"
       "  hint: give it a value, or remove “a”\n");
  says(json("{\"a\": [1, {}]}"),
       "a.json:1:11: error [json.mixed_array] “a”的列表里混有不同种类的内容\n"
       "  提示：列表里要么全是文字和数字，要么全是对象 {…}\n",
       "a.json:1:11: error [json.mixed_array] the list of “a” mixes different kinds of content\n"
       "  hint: a list holds either texts and numbers only, or objects {…} only\n");
  says(json("{\"a\": [{}, 1]}"),
       "a.json:1:12: error [json.mixed_array] “a”的列表里混有不同种类的内容\n"
       "  提示：列表里要么全是文字和数字，要么全是对象 {…}\n",
       "a.json:1:12: error [json.mixed_array] the list of “a” mixes different kinds of content\n"
       "  hint: a list holds either texts and numbers only, or objects {…} only\n");
  says(json("{\"a\": [[1]]}"),
       "a.json:1:8: error [json.mixed_array] “a”的列表里混有不同种类的内容\n"
       "  提示：列表里要么全是文字和数字，要么全是对象 {…}\n",
       "a.json:1:8: error [json.mixed_array] the list of “a” mixes different kinds of content\n"
       "  hint: a list holds either texts and numbers only, or objects {…} only\n");
  says(json("{\"\": 1, \"\": 2}"),
       "a.json:1:13: error [json.value_twice] 同一个对象里有两个 \"\" 成员\n"
       "  提示：\"\" 是对象自身的值，只能有一个；删去其中一个\n",
       "a.json:1:13: error [json.value_twice] the member \"\" stands twice in one object\n"
       "  hint: it is the value of the object itself; remove one of the two\n");
  says(json("{\"a\" 1}"),
       "a.json:1:6: error [json.syntax] 这里不是合法的 JSON：“1”出现得不对\n"
       "  提示：检查此处附近的引号、逗号和括号，引号和标点须是英文的\n",
       "a.json:1:6: error [json.syntax] this is not JSON: “1” does not belong here\n"
       "  hint: look at the quotes, commas and brackets near this place; all are ASCII\n");
  says(json("{,}"),
       "a.json:1:2: error [json.syntax] 这里不是合法的 JSON：“,”出现得不对\n"
       "  提示：检查此处附近的引号、逗号和括号，引号和标点须是英文的\n",
       "a.json:1:2: error [json.syntax] this is not JSON: “,” does not belong here\n"
       "  hint: look at the quotes, commas and brackets near this place; all are ASCII\n");
  says(json(repeated("{\"a\":", 70)),
       "a.json:1:327: error [json.too_deep] 嵌套超过 64 层，从这里起不再读取\n"
       "  提示：把内容拆开，减少嵌套\n",
       "a.json:1:327: error [json.too_deep] nested deeper than 64 levels; reading stops here\n"
       "  hint: take it apart; no real data nests so deep\n");
  says(json(repeated(" ", (16u << 20) + 1)),
       "a.json: error [json.too_large] 文件超过 16 MB\n"
       "  提示：请检查是否选错文件；单位等名单请用 CSV\n",
       "a.json: error [json.too_large] the file is larger than 16 MB\n"
       "  hint: is it the right file? Keep lists such as units in CSV\n");
  says(json("{\"a\": 1" + repeated(", \"a\": 1", 500000) + "}"),
       "a.json:1:4000002: error [json.too_many_nodes] 文件超过 50 万个条目，从这里起不再读取\n"
       "  提示：请检查是否选错文件；单位等名单请用 CSV\n",
       "a.json:1:4000002: error [json.too_many_nodes] the file holds more than 500,000 entries; reading stops here\n"
       "  hint: is it the right file? Keep lists such as units in CSV\n");
  last_says(json("{\"a\": [null" + repeated(", null", 100) + "]}"),
            "a.json:1:608: error [json.too_many] ……还有 1 处问题未列出，这是其中第一处\n"
            "  提示：先改正以上问题，再检查一次\n",
            "a.json:1:608: error [json.too_many] …and 1 more; this is the first of them\n"
            "  hint: mend those above, then check again\n");
}
