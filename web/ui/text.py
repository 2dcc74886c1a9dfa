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
WARNING_TITLE = "提示"
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
ROLE = {"result": "完成情况", "target": "计划", "other": ""}
YOU = "您问"
ANSWER = "报告通答"
EMPTY = "还没有提问。选一个例子，或直接输入您的问题。"
