#include "engine/definition/reading/language.h"

namespace hongtou::language {

const SectionKeys from{{"from", "取自", Shape::value, "内容所在的文件，写相对于活动文件夹的路径"}};

const SectionKeys campaign{
    {"id", "编号", Shape::value, "活动的编号；通常直接写在 campaign 后面"},
    {"title", "标题", Shape::value, "活动的名称，必填"},
    {"theme", "主题", Shape::value, "活动的主题词"},
    {"lead", "牵头", Shape::value, "牵头单位"},
    {"period", "起止", Shape::value, "活动的第一天和最后一天，必填；其余日期都不能越出"},
    {"calendar", "日历", Shape::value, "单位自己的日历（CSV）：本地放假、补班的日子，写法见 dates.md"},
    {"choose", "选用", Shape::value, "选用哪些可选步骤"},
    {"parameters", "参数", Shape::block, "文稿里用到的固定内容，每行“名称 内容”，文稿里写成 {{名称}}"},
    {"supply", "启动时填写", Shape::block, "启动活动时才填写的内容，例如联系人；每行“名称 说明”"},
    {"units", "单位", Shape::block, "单位名单，必填：units { from units.csv }"},
    {"groups", "分组", Shape::block, "给几个单位或类别起一个共同的名称"},
    {"people", "人员", Shape::block, "人员名单：people { from people.csv }，每行一人的一个岗位；不写则由单位自己办理"},
    {"supervise", "监督", Shape::value, "哪些单位可以看到全部、可以催办"},
    {"roles", "角色", Shape::block, "角色由哪个单位担任，签批时用；单位里有同名岗位的，由任这个岗位的人担任"},
    {"numbers", "文号", Shape::block, "发文字号的序列，每个序列一个名称"},
    {"decisions", "决策", Shape::block, "决策表，每张表一个名称：名称 { from 文件.csv }；在表达式里像函数一样用"},
    {"forms", "表单", Shape::block, "要填的表，每张表一个名称"},
    {"targets", "目标", Shape::block, "量化指标，每项一个名称"},
    {"steps", "步骤", Shape::block, "要做的事，必填，每步一个名称"},
};

const SectionKeys supplied{
    {"label", "说明", Shape::value, "启动时向填写的人显示的说明；不写就是名称"},
    {"public", "公开", Shape::value, "写 yes：这个内容本来就要公开，可以印在公开发布的文件里；它照常记在流水账里，不能依法删除"},
};

const SectionKeys series{
    {"pattern", "式样", Shape::value,
     "字号的写法，例如 \"阳矿处非办发〔{year}〕{serial}号\"，必填；{unit} 是牵头单位的简称（第一个别名），下级活动各用各的"},
    {"from", "起号", Shape::value, "本活动从第几号用起；不写为 1"},
};

const SectionKeys target{
    {"label", "名称", Shape::value, "印在文稿和考核表里的名称"},
    {"measure", "指标", Shape::value,
     "怎样取数：“表单.字段”为合计，或“方法 表单.字段”，如 \"distinct activity.date\"；只算一个步骤收的，写“步骤.字段”"},
    {"steps", "步骤", Shape::value, "只算哪些步骤收的；不写则收这张表的步骤都算"},
    {"about", "计入", Shape::value,
     "一份填报算在谁名下：表中写单位的那个字段，或 self（本单位，即逐个、案件里的那个单位）；不写算报送单位"},
    {"coverage", "覆盖率", Shape::value, "不写 measure：下级单位中达到某个目标的比例，写那个目标的名称"},
    {"among", "范围", Shape::value, "覆盖率按哪些单位算；不写为下级单位"},
    {"formula", "算式", Shape::value, "不写 measure：用 FEEL 算，各表的填报内容按表单名称取用"},
    {"at-least", "不少于", Shape::either, "数量不少于；各类单位不同的写 at-least { 街道 100  社区 10 }"},
    {"at-most", "不超过", Shape::either, "数量不超过"},
    {"equal", "等于", Shape::either, "数量等于"},
    {"between", "介于", Shape::either, "数量介于，如 \"1 to 2\"，两头都算在内"},
    {"full", "全覆盖", Shape::value, "写 yes：“是否”型字段要填“是”"},
    {"forbidden", "不得发生", Shape::value, "写 yes：数量必须是 0，“是否”型字段必须是“否”"},
    {"per", "适用", Shape::value, "对哪些单位，必填"},
    {"within", "期间", Shape::value, "哪段时间内，过后不再变动"},
    {"to-date", "累计", Shape::value, "month 本月、year 本年：从月初或年初累计到当天"},
    {"against", "对比", Shape::value, "与以前哪段时间相比，要求的是增减数；界限写百分比的，要求的是增减率"},
    {"dated", "按日期", Shape::value, "按表中哪个日期字段判断在不在期间内；不写按报送日期"},
    {"roll-up", "含下级", Shape::value, "写 yes：下级单位报的也算"},
    {"strength", "要求", Shape::value,
     "must 必须、must-not 不得、aspire 力争、encourage 鼓励、watch 监测；不写为必须；只有必须、不得计入考核"},
    {"source", "依据", Shape::value, "文件里的原话"},
};

const SectionKeys form{
    {"title", "标题", Shape::value, "表的标题，可以含 {{参数}}"},
    {"layout", "版式", Shape::value,
     "columns 分栏（一个单位一行）、rows 行列（固定的行）、fields 逐项、ledger 台账（行数不限）、document 文稿（分节写）；不写为 "
     "columns"},
    {"header", "表头", Shape::value, "表上方的文字，例如“填报单位（盖章）：”"},
    {"note", "填表说明", Shape::value, "表下方的说明，“\\n”换行，可以含 {{参数}}"},
    {"landscape", "横向", Shape::value, "写 yes：横排一页"},
    {"zero-report", "零报告", Shape::value, "写 yes：没有开展的可以只报 {\"zero\": true}，各项数量都算 0"},
    {"min-rows", "最少行数", Shape::value, "版式 ledger 至少几行"},
    {"max-rows", "最多行数", Shape::value, "版式 ledger 最多几行"},
    {"rows", "行", Shape::block, "版式 rows 的各行，每行“名称 印出的文字”"},
    {"fields", "字段", Shape::block, "要填的各项；几项同属一栏的放在 group（栏目）里，同印一格的放在 cell（合并格）里"},
    {"checks", "校验", Shape::block, "各项之间的核对，每条一个名称"},
};

const SectionKeys field{
    {"label", "名称", Shape::value, "表上印的文字，必填"},
    {"type", "类型", Shape::value,
     "text 文本、long_text 长文本、one_sentence 一句话、place 地点、person 姓名、phone 电话、mailbox 邮箱、unit_ref 单位、"
     "count 数量、decimal 小数、percent 百分比、money 金额、sum_of 合计、computed 计算、date 日期、date_range 起止日期、"
     "month 年月、year 年份、time 时间、boolean 是否、enum 选择、multi_enum 多选、target_group 对象、list 清单、"
     "attachment 附件；不写为文本，版式 document 里不写为长文本"},
    {"unit", "计量单位", Shape::value, "次、份、人次……"},
    {"hint", "填写提示", Shape::value, "给填表人看的说明"},
    {"required", "必填", Shape::value, "写 yes：不填不收"},
    {"default", "默认", Shape::value, "预先填好的内容，填表人可以改"},
    {"prefill", "预填", Shape::value,
     "从已有的数据预先填好：previous.字段（本单位上次接收的）、unit.name（本单位）、步骤.……，写成 FEEL"},
    {"owner", "填写人", Shape::value, "由谁填：单位、类别、分组或角色；不写则由报送单位填"},
    {"visible-to", "可见", Shape::value, "哪些单位、类别、分组或角色可以看；不写则都可以看"},
    {"personal", "个人信息", Shape::value, "写 yes：另行保存，可以依法删除；姓名、电话、邮箱不写也是 yes"},
    {"min", "最小", Shape::value, "数字一般不小于；清单、多选、附件至少几条（份）"},
    {"max", "最大", Shape::value, "数字一般不大于；清单、多选、附件最多几条（份）"},
    {"hard", "超限不收", Shape::value, "写 yes：数字超出最小、最大的不收；不写只提醒"},
    {"cumulative", "累计", Shape::value, "写 yes：填到目前为止的累计数；合计只算各单位最近一次，比上次小就提醒"},
    {"scale", "小数位", Shape::value, "最多几位小数；金额、百分比不写为 2"},
    {"min-length", "最少字数", Shape::value, "至少多少个字"},
    {"max-length", "最多字数", Shape::value, "最多多少个字"},
    {"any-time", "不限期间", Shape::value, "写 yes：日期可以在活动期间以外"},
    {"choices", "选项", Shape::value, "类型为选择、多选、对象时可填的内容；地点也可以写"},
    {"of", "合计自", Shape::value, "类型为合计：由哪些字段相加"},
    {"formula", "公式", Shape::value, "类型为计算：用其他字段写的 FEEL"},
    {"fields", "字段", Shape::block, "类型为清单：每条的各项；不写则每条是一行文字"},
    {"kind", "材料种类", Shape::value,
     "类型为附件：photo 照片、screenshot 截图、media_disc 光盘、scan_with_seal 盖章扫描件、document 文档、"
     "electronic_copy 电子版、spreadsheet 电子表格"},
    {"validation", "应满足", Shape::value, "这一项应当满足的条件，写成 FEEL，不满足的不收"},
    {"message", "提示语", Shape::value, "不满足时告诉填表人的话"},
    {"printed", "印出", Shape::value, "写 no：表上没有这一项的位置"},
};

const SectionKeys check{
    {"that", "应满足", Shape::value, "应当成立的条件，例如 \"people >= events\"，必填"},
    {"level", "级别", Shape::value, "error 错误（不收）、warning 提醒；不写为提醒"},
    {"message", "提示语", Shape::value, "不成立时告诉填表人的话，必填"},
};

const SectionKeys assessment{
    {"title", "标题", Shape::value, "考核表的标题"},
    {"judged", "对象", Shape::value, "考核哪些单位；不写为考核项涉及的单位"},
    {"total", "总分", Shape::value, "各项分值之和，写了就核对"},
    {"scale", "折算", Shape::value, "写 yes：不适用的项不计，其余折算成总分"},
    {"round", "修约", Shape::value,
     "小数位数和方法：half-up 四舍五入、half-even 四舍六入五成双、down 舍去、up 进一；不写为 \"2 half-up\""},
    {"rank", "名次", Shape::value, "competition 并列占位（1 2 2 4）、dense 并列不占位（1 2 2 3）；不写不排名"},
    {"rank-within-class", "分类排名", Shape::value, "写 yes：各类单位分别排名"},
    {"grades", "等次", Shape::block, "各等次的分数段，如 优秀 \"90 up\"  良好 \"80 to 90\"  合格 \"below 80\""},
    {"items", "考核项", Shape::block, "各考核项，每项一个名称，必填"},
    {"awards", "荣誉", Shape::block, "评选的荣誉，每种一个名称"},
    {"external", "计入", Shape::value, "结果计入哪个上级考核"},
    {"external-points", "计入分值", Shape::value, "在上级考核里占多少分"},
};

const SectionKeys item{
    {"label", "名称", Shape::value, "印在考核表里的名称"},
    {"deadline", "按时", Shape::value, "按时报送：写收集步骤的名称"},
    {"target", "达标", Shape::value, "指标完成：写目标的名称"},
    {"receipt", "签收", Shape::value, "签收文件：写发文步骤的名称"},
    {"checklist", "清单", Shape::value, "逐条核对：写各条的名称，与目标同名的按目标核对，其余由人核对"},
    {"proportional", "按比例", Shape::value, "按完成比例得分：写目标的名称"},
    {"bands", "按档", Shape::value, "按测得的数落在哪一档得分：写目标的名称，各档写在 table 里"},
    {"score", "得分", Shape::value, "另一考核的得分，有几期的取平均：写考核步骤的名称；写了分值的按得分率折算"},
    {"deduct", "扣分", Shape::value, "扣分：写目标的名称（未达标即扣），或由谁扣"},
    {"bonus", "加分", Shape::value, "加分：写目标的名称（达标即加），或由谁加"},
    {"veto", "一票否决", Shape::value, "一票否决：写目标的名称（未达标即否决），或由谁提出"},
    {"expert", "评分", Shape::value, "由人评分：写由谁评"},
    {"items", "考核项", Shape::block, "下一级考核项"},
    {"weight", "权重", Shape::value, "权重，与分值同义；不写为 1"},
    {"points", "分值", Shape::value, "满分；可以写参数的名称或“待定”。有下一级的，按下一级的得分率折算"},
    {"each", "每件", Shape::value, "扣分、加分：每件多少分"},
    {"late-day", "每迟一天", Shape::value, "按时：每迟一天扣多少分"},
    {"late-report", "每迟一次", Shape::value, "按时：每迟一次扣多少分"},
    {"missing", "每缺一次", Shape::value, "按时：每缺一次扣多少分；不写按次数平摊"},
    {"floor", "最低", Shape::value, "本项最低多少分；扣分写负数，如 -5"},
    {"ceiling", "最高", Shape::value, "本项最高多少分"},
    {"cap", "封顶", Shape::value, "按比例：完成比例最多按多少算，不写为 100%"},
    {"total", "合计", Shape::value, "下一级各项分值之和，写了就核对"},
    {"table", "分档", Shape::block,
     "各档，如 10 \"100 up\"  5 \"50 to 100\"  0 \"below 50\"：100以上得10分；比率写百分比，如 \"95% up\""},
    {"combine", "合成", Shape::value, "几个人评分：avg 平均、trimmed-avg 去掉最高最低后平均、weighted-avg 加权平均；不写为平均"},
    {"raters", "评分人", Shape::block, "几个人评分：每行“单位 权重”"},
    {"all-or-nothing", "全有全无", Shape::value, "写 yes：全部完成才得分"},
    {"indicator", "外部指标", Shape::value, "不计入本考核，计入另一考核的这个指标"},
    {"grade", "等次", Shape::value, "被否决时定为哪个等次；不写为最低等次"},
    {"per", "适用", Shape::value, "只对哪些单位；不写为全部"},
};

const SectionKeys award{
    {"label", "名称", Shape::value, "荣誉的名称"},
    {"nominate", "推荐", Shape::value, "由哪些单位推荐，必填"},
    {"decide", "审定", Shape::value, "由谁审定，必填"},
    {"quota", "名额", Shape::value, "几个名额，不限的写 none，必填"},
    {"per-nominator", "每家名额", Shape::either, "每个推荐单位几个名额；各类不同的写 { 乡镇 2  部门 1 }"},
};

const SectionKeys step{
    {"do", "做", Shape::value, "做什么，即步骤种类，必填"},
    {"label", "名称", Shape::value, "印在文稿和看板里的名称"},
    {"after", "之后", Shape::value, "这些步骤都办结后开始；某个决定的结果写成“步骤=结果”，几个结果用“|”隔开"},
    {"after-some", "之后任一有效", Shape::value, "这些步骤都办结、其中至少一个有效后开始"},
    {"after-any", "之后最先", Shape::value, "其中最先有效办结的一个之后开始"},
    {"after-count", "之后若干", Shape::value, "其中若干个有效办结后开始：\"2 of 甲, 乙, 丙\" 或 \"2个：甲、乙、丙\""},
    {"after-each", "逐个之后", Shape::value, "前一个收集步骤收到哪个单位的，就向哪个单位收"},
    {"cancel-rest", "其余取消", Shape::value, "写 yes：开始后，其余还在等的步骤取消"},
    {"when", "当", Shape::value, "条件成立才做，不成立就跳过"},
    {"optional", "可选", Shape::value, "写 yes：只有写进 choose 才做"},
};

}  // namespace hongtou::language
