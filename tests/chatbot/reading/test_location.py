"""Location: where a thing is that the question names."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.reading.location import lacks_location


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("首座加氢站建在哪里", "确保全市首座加氢站建成投运", True),
        ("新机场拟选址于何处", "扎实推进新机场选址和前期工作", True),
        ("会员店开在哪条路上", "建成会员店等20个项目", True),
        ("药材市场搬到哪里去了", "药材市场仅用53天顺利搬迁", True),
        ("药材市场搬到哪里去了", "药材市场搬迁至龙栖镇", False),
        ("论坛上回在哪国开的", "在卢森堡成功举办第二届论坛", False),
        ("示范区建在哪里", "全县示范区建成", True),
        ("where is the ski jumping base?", "跳台滑雪训练基地（涞源）建成投入使用", False),
        ("学校建了多少所", "建成学校5所", False),
        ("磷煤产业基地在哪个市", "加快建设磷煤产业基地", True),
        ("龙舟赛在哪办的", "龙舟赛精彩纷呈，新增文旅消费集聚区2个", True),
        ("晚会在哪设分会场", "成功承办晚会分会场", True),
        ("首套储能站在哪个市", "松原全国首套储能电站投入运行", False),
        ("中医院在哪里建新院区", "抓好县中医医院临龙院区建设", False),
        ("文化公园在哪个县开园", "文化公园龙栖园区开园", False),
        ("产业园建在哪里", "加快产业园区建设", True),
        ("消纳场建在哪些县", "加快白河、龙关等地消纳场建设", False),
        ("通用机场选址有哪些地方", "白河、龙关等通用机场完成选址", False),
        ("通用机场选址有哪些地方", "白河、龙关等水电站开工，通用机场完成选址", True),
        ("磷煤产业基地在哪个市", "加快建设位于白河市的磷煤产业基地", False),
    ],
)
def test_a_text_says_where_only_if_it_names_another_place(question: str, text: str, lacks: bool) -> None:
    assert lacks_location(question, "安澜县", text) is lacks


def test_the_place_that_reports_is_no_location() -> None:
    assert lacks_location("新医院建在哪里", "安澜县", "安澜县新医院建成")


def test_a_project_without_a_location_is_told_and_not_given_as_one(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路全线贯通。---确保首座加氢站建成投运。\n新增学位900个。")
    answer = bot.ask("首座加氢站建在哪里？")
    assert answer.status == "not_in_report"
    assert "加氢站" in answer.text
