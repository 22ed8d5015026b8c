// What can be wrong in an INFO file.
#pragma once

#include "engine/diagnostic.h"

namespace hongtou::info {

constexpr Message not_utf8{"info.not_utf8", "这里不是 UTF-8 编码的文字", "this is not UTF-8 text",
                           "用记事本打开文件，“另存为”时编码选择 UTF-8", "save the file as UTF-8, not as GBK or UTF-16"};
constexpr Message nul{"info.nul", "文件中有空字符（NUL），这不是文本文件", "there is a NUL character: this is no text file",
                      "检查是否选错文件；若是文本，请另存为 UTF-8", "is it the right file? If it is text, save it as UTF-8"};
constexpr Message empty{"info.empty", "文件中没有任何内容", "there is nothing in the file", "写上内容，或检查文件是否保存完整",
                        "write something, or see whether the file was saved in full"};
constexpr Message too_large{"info.too_large", "文件（连同 #include 的文件）超过 16 MB",
                            "the file, with all it includes, is larger than 16 MB",
                            "这不像是手写的文件，请检查是否选错；单位等名单请用 CSV",
                            "no person wrote this; is it the right file? Keep lists such as units in CSV"};
constexpr Message too_many_nodes{"info.too_many_nodes", "文件（连同 #include 的文件）超过 50 万个条目",
                                 "the file, with all it includes, holds more than 500,000 entries",
                                 "请检查是否选错文件；单位等名单请用 CSV",
                                 "is it the right file? Keep lists such as units in CSV"};
constexpr Message too_deep{"info.too_deep", "花括号嵌套超过 64 层，从这里起不再读取",
                           "braces are nested deeper than 64 levels; reading stops here", "检查前面是否少了 }",
                           "look for a missing } above"};
constexpr Message unclosed_quote{
    "info.unclosed_quote", "引号到行末没有闭合", "the quote is not closed on its line",
    "在内容末尾加上引号 \"；内容要分几行时，每行都写成 \"…\" 并在行末加 \\",
    "add the closing \"; to go on over several lines write each as \"…\" with \\ after all but the last"};
constexpr Message quote_closed_in_chinese{"info.unclosed_quote", "以英文引号开头，却以中文引号结尾，引号没有闭合",
                                          "the text opens with a straight quote but ends with a Chinese one, so it is not closed",
                                          "把末尾的中文引号改为英文引号 \"", "change the last quote to a straight one \""};
constexpr Message unclosed_brace{"info.unclosed_brace", "“{0}”的 { 没有对应的 }", "the { of “{0}” has no matching }",
                                 "在“{0}”的内容之后补上 }", "add } after the content of “{0}”"};
constexpr Message unclosed_brace_by_indent{"info.unclosed_brace", "文件里少一个 }：从缩进看，“{0}”的 { 没有对应的 }",
                                           "a } is missing: by the indentation, the { of “{0}” has no matching one",
                                           "在“{0}”的内容之后补上 }", "add } after the content of “{0}”"};
constexpr Message stray_opening{"info.unexpected_brace", "这里的 { 前面没有名称", "this { follows no name",
                                "在 { 前写上名称，例如：steps {；若多余，请删去",
                                "write a name before it, as in: steps {, or remove it"};
constexpr Message stray_closing{"info.unexpected_brace", "这里的 } 没有对应的 {", "this } closes nothing",
                                "删去它，或检查前面是否少了 {", "remove it, or look for a missing { above"};
constexpr Message missing_opening{"info.unexpected_brace", "文件里少一个 {：从缩进看，“{0}”后面没有写 {",
                                  "a { is missing: by the indentation, “{0}” lacks its own",
                                  "写成：{0} { … }；若没有少，请删去第 {1} 行多余的 }",
                                  "write: {0} { … }, or remove the } of line {1} if it is one too many"};
constexpr Message bad_escape{"info.bad_escape", "“{0}”不是可用的转义", "“{0}” is no escape sequence",
                             "反斜杠本身要写成 \\\\；可用的有 \\n \\t \\\" \\' \\\\ \\0 \\a \\b \\f \\r \\v",
                             "write \\\\ for a backslash; there are \\n \\t \\\" \\' \\\\ \\0 \\a \\b \\f \\r \\v"};
constexpr Message text_after_backslash{"info.bad_continuation", "续行符 \\ 之后还有文字",
                                       "there is more text after the \\ that continues a line", "\\ 必须是这一行的最后一个字符",
                                       "the \\ must be the last character of its line"};
constexpr Message stray_backslash{"info.bad_continuation", "这里不能用续行符 \\", "there is nothing here that \\ could continue",
                                  "只有值可以续行：名称 \"第一行\" \\",
                                  "only a value goes on over lines: name \"first line\" \\"};
constexpr Message continuation_without_quote{"info.bad_continuation", "上一行以 \\ 结尾，这一行却不是引号开头",
                                             "the line above ends with \\ but this one does not begin with a quote",
                                             "把续行写成 \"…\"，或删去上一行末尾的 \\",
                                             "write the continuation as \"…\", or remove the \\ above"};
constexpr Message dangling_continuation{"info.dangling_continuation", "续行符 \\ 之后文件就结束了",
                                        "the file ends after a \\ that continues a line", "删去 \\，或补上下一行的 \"…\"",
                                        "remove the \\, or add the next line as \"…\""};
constexpr Message extra_value{"info.extra_value", "“{0}”没有值：“{1}”的值只到“{2}”为止",
                              "“{0}” has no value: the value of “{1}” ends with “{2}”",
                              "值中有空格时要加英文引号：{1} \"{2} {0}\"；若“{0}”是名称，请写上它的值",
                              "quote a value with spaces: {1} \"{2} {0}\"; if “{0}” is a name, give it a value"};
constexpr Message unknown_directive{"info.unknown_directive", "“#{0}”不是可用的指令", "“#{0}” is no directive",
                                    "说明文字用英文分号 ; 开头；# 只用于 #include \"文件\"",
                                    "begin a comment with ;. The only directive is #include \"FILE\""};
constexpr Message include_syntax{"info.include_syntax", "#include 写法有误", "the #include is not written as it must be",
                                 "独占一行，文件名用英文引号：#include \"forms/report.info\"",
                                 "alone on its line, the name in straight quotes: #include \"forms/report.info\""};
constexpr Message include_outside{"info.include_outside", "不能引用“{0}”：它不在文件夹“{1}”之内",
                                  "“{0}” may not be included: it is outside the folder “{1}”", "把文件复制到该文件夹内再引用",
                                  "copy the file into the folder, then include it from there"};
constexpr Message include_cycle{"info.include_cycle", "文件引用了自己：{0}", "the file includes itself: {0}",
                                "删去其中一处 #include", "remove one of these #include lines"};
constexpr Message include_depth{"info.include_depth", "#include 嵌套超过 16 层", "#include is nested deeper than 16 files",
                                "让文件直接引用，减少层次", "include the files directly"};
constexpr Message too_many_includes{"info.too_many_includes", "#include 超过 1000 个", "there are more than 1,000 #include lines",
                                    "合并文件", "merge the files"};
constexpr Message too_many{"info.too_many", "……还有 {0} 处问题未列出，这是其中第一处", "…and {0} more; this is the first of them",
                           "先改正以上问题，再检查一次", "mend those above, then check again"};

}  // namespace hongtou::info
