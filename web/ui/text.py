"""Every sentence of the interface, in one place."""

TITLE = "报告通"
SUBTITLE = "问一问政府工作报告，每个数字都能点开原句"
QUESTION_LABEL = "您的问题"
QUESTION_PLACEHOLDER = "例如：今年新增学位多少个？"
SEND = "提问"
NEW = "重新开始"
STARTERS = "可以这样问"
READER_TITLE = "报告原文"
CITATIONS = "原文依据"
SUGGESTIONS = "接着问"
NOTICE = "回答摘自公开的政府工作报告，以报告原文为准；报告没有写的，这里不会回答。人工咨询：{channel}"
CITATION = "原文依据{number}"
TABLE, TABLE_COLUMNS = "逐份对照", ("地区或年份", "报告写的数", "所述", "依据")
TABLE_SILENT, TABLE_DOWNLOAD, TABLE_FILE = "报告没有写", "下载表格", "对照表.csv"
CHOOSE_PLACE, ALL_PLACES = "地区（不选为全部）", "全部地区"
CHOOSE_YEAR, ALL_YEARS = "年份（不选为各年）", "各年"
TO_QUESTION = "跳到提问框"
ACTIONS = {"copy": "复制", "again": "再问一次", "edit": "改问题", "share": "分享"}
RATINGS = {"up": "有用", "down": "没用"}
WHY = "哪里不对？"
REASONS = ("数字不对", "答的不是我问的", "报告里有，却说没有", "看不懂")
# What the page's script says.
SCRIPT_WORDS = {
    "copied": "已复制，带出处。",
    "link_copied": "链接已复制。",
    "thanks": "谢谢，已记下。",
    "not_kept": "没能记下，请稍后再点。",
    "offline": "网络断了。问题还在框里，网络恢复后可以再问。",
    "unanswered": "这个问题还没有得到回答。",
    "again": "再问一次",
    "cleared": "对话已清空。",
    "undo": "恢复",
    "cut": "问题最长500字，超出的部分没有填入。",
}
BAD_QUESTION = "请输入1至500个字的问题。"
STATUS = {
    "answered": "报告中有答案",
    "partial": "只有部分在报告中",
    "small_talk": "",
    "clarify": "请再说明一下",
    "not_in_report": "报告没有提到",
    "no_value": "提到了，但没有数值",
    "out_of_scope": "不在报告范围内",
    "refused": "不能回答",
}
RECOGNISED = "扫描件识别，请对照原件"
ROLE = {"result": "完成情况", "target": "计划", "other": ""}
WORDING = "正在改写"
YOU = "您问"
ANSWER = "报告通答"
EMPTY = "还没有提问。选一个例子，或直接输入您的问题。"

SHELL_WAITING = "页面正在打开，打开后马上替您问。"
NO_SCRIPT = "这台设备没有打开脚本，不能提问；“查承诺”和“读报告”照样可以看。"

ROOMS = "各室"
ROOM_ASK, ROOM_REGISTER, ROOM_READ, ROOM_ABOUT = "问报告", "查承诺", "读报告", "关于"
LARGE_TYPE, DARK = "长辈版", "深色"
SKIP = "跳到正文"
REGISTER_TITLE = "报告承诺的事"
REGISTER_COUNT = "共 {total} 条，第 {page} 页，共 {pages} 页"
REGISTER_NOTE = "每一条都来自报告原文，点开可以看原句。单位填写的进展只给单位看。"
NOT_THERE = "没有这个页面"
WENT_WRONG = "这一页没能打开"
NOTHING_FOUND = "没有符合条件的任务。换个词试试，或去掉一两个条件。"
FILTER, ALL = "筛选", "全部"
LABELS = {
    "query": "含有的词",
    "type": "类型",
    "section": "章节",
    "with_value": "数值",
    "status": "状态",
    "light": "亮灯",
    "responsible": "单位",
    "due_before": "到期不晚于",
    "sort": "排序",
    "report_id": "报告",
}
WITH_VALUE = {"true": "有数值", "false": "没有数值"}
SORTS = {"": "报告顺序", "deadline": "到期", "value": "目标值", "type": "类型", "status": "亮灯"}
CHARTS_TITLE = "图表"
CHARTS = {"targets": "今年的目标与去年的结果（去年＝100）", "sections": "各部分的任务，按类型", "lights": "亮灯"}
CHART_ALT = {
    "targets": "口径相同的指标，去年结果与今年目标对照；数值见“查承诺”的表",
    "sections": "报告各部分有多少条任务，按类型分色",
    "lights": "各种亮灯的任务数",
}
CHART_BASE, CHART_DOWNLOAD, NO_SECTION = "去年", "下载这张图（SVG）", "其他"
LIGHTS = {"灰": "未填报", "绿": "绿", "黄": "黄", "红": "红"}
COLUMNS = ("任务", "指标", "类型", "目标值", "上年基数", "完成时限")
STAFF_COLUMNS = ("状态", "亮灯", "牵头单位")
EXPORTS = "下载：{links}"
SENTENCE, BASELINE, CHANGE, WHERE, HISTORY = "原句", "上年基数", "比上年", "章节", "修改记录"
NOT_COMPARABLE = "口径不同，不宜直接比较"
BACK_TO_LIST = "返回清单"
NOT_OF_THE_REPORT = "单位自行增加的任务，不出自报告。"
READ_IN_REPORT = "在报告全文中看这一句"
ASK_ABOUT = "问一问这件事"
FIND_IN_REPORT, FOUND_IN_REPORT = "在全文中查找", "找到 {count} 处"
COPY_LINK, COPY_WORDS, PRINT, ORIGINAL = "复制这一句的链接", "复制这一句", "打印", "下载原件"
LINK_COPIED = "已复制。"
ABOUT_TITLE = "关于报告通"
ABOUT = (
    (
        "它做什么",
        "按政府工作报告的原文回答问题。每个数字后面都有编号，点开就是写着它的那一句。报告没有写的，它会说没有。",
    ),
    ("它不做什么", "不解释政策，不办事，不评价，不猜测。报告之外的问题，请咨询{channel}。"),
    ("数据", "只来自这里收录的报告：{reports}。年份以报告为准，“今年”指报告部署的一年，“去年”指报告总结的一年。"),
    ("语言模型", "{model}"),
    (
        "隐私",
        "问题里的手机号、身份证号在处理前就被遮住。对话只留在内存里，一小时后清除。只有您点“有用/没用”时，才会记下那一次的问答编号。",
    ),
    ("无障碍", "可以只用键盘操作，可以放大到两倍，可以切换长辈版和深色。有用不了的地方，请告诉{channel}。"),
    ("投诉与纠错", "发现答错、引错，请记下页面上的问题和原句，联系{channel}。"),
)
ABOUT_NO_MODEL = "现在没有使用语言模型，回答都是报告原文摘录。"
ABOUT_MODEL = (
    "先给出已核对的原文，再由模型 {name} 指出句子或改写文字；模型写的每一句都要对照原文核对，"
    "不合格的换回原文，合格的标明“AI生成”。"
)
CLOSE_READER = "返回答案"

ROOM_STAFF = "单位填报"
STAFF, SIGN_IN, SIGN_OUT, KEY = "单位填报", "登录", "退出", "密钥"
SIGN_IN_NOTE = "填报任务进展需要单位密钥。登录后八小时内有效，用完请退出。"
HOW_READ = "报告读成了什么"
ALIKE = "与《{title}》的内容大半相同：是不是同一份放了两次，或放错了地区？"
NOTHING_UNSURE = "没有拿不准的地方。"
SIGNED_IN = "已登录。到“查承诺”打开一项任务，就可以填报。"
WRONG_KEY = "密钥不正确、不能用于填报，或者试得太多了，请稍后再试。"
FILL_IN, SAVE = "填报", "保存"
CONFLICT = "这一条已被别人修改。下面是现在的内容，请核对后再保存。"
YOU_TYPED = "您刚才填的："
STAFF_FIELDS = {
    "status": "状态",
    "lead_unit": "牵头单位",
    "units": "责任单位（用、隔开）",
    "leader": "分管领导",
    "deadline": "完成时限（如 6月底前、二季度）",
    "progress": "新的进展",
}
SAME = "持平"
THIS_MACHINE = "本机"
OTHER_FIELDS = {
    "reviewer": "审核人",
    "text": "报告原文",
    "type": "类型",
    "hidden": "隐去",
    "deadline_text": "时限原话",
    "split": "拆分",
    "merge": "合并",
}

PROJECT = "项目"
RESHAPE, BACK_TO_ROW = "拆分与合并", "返回这一条"
SPLIT_INTO, SPLIT = "拆成几条：每行写一项，都用上面的原话", "拆分"
MERGE_FROM, MERGE = "把说同一件事的并进来", "合并"
UNSHAPE_NOTE = {
    "split": "这一条是从一条里拆出来的。撤销后恢复成一条，拆开以后另填的内容转为待认领。",
    "merge": "这一条由几条合并而成：{others}。撤销后各条恢复原样。",
}
UNSHAPE = "撤销"

IMPORT_TITLE, IMPORT_FILE, IMPORT_LOOK = "导回填好的表", "选择文件（xlsx）", "先看看会改什么"
IMPORT_NOTE = "只改与导出时不同的格子，各单位可以各交各的表。看过以后再决定是否保存。"
IMPORT_NOTHING = "表里没有与现在不同的内容。"
IMPORT_CHANGES, IMPORT_CONFLICTS = "要改的格子", "导出以后别人也改过的格子"
IMPORT_DELETIONS, IMPORT_ADDITIONS, IMPORT_ERRORS = "要删去的进展", "没有编号的行", "要先改正的地方"
IMPORT_SKIP, IMPORT_DELETE = "有冲突的格子留着不动，其余照改", "删去的进展也删去"
IMPORT_ADD, IMPORT_SAVE = "没有编号的行作为自行增加的任务收下", "保存"
IMPORT_TOO_LARGE = "文件超过 5 MB。"
IMPORT_GONE = "上传的表已过期，请重新选择文件。"
IMPORT_ASK = "还没有保存：下面列出的冲突或删除，请先勾选怎样处理。"
IMPORT_DONE = "已保存，改了 {count} 条。"
IMPORT_HEADS = ("行", "任务", "栏目", "导出时", "表中", "现在")
