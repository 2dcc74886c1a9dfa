"""One thing asked for out of a larger whole."""

import pytest

from chatbot.matching.part_of import is_counted_alone, part_asked
from ingest.report import read_document


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("去年建好的中小学、幼儿园里，光幼儿园占了几所？", "幼儿园"),
        ("去年外贸两千多亿里出口占了多少", "出口"),
        ("新能源车里头，出租车有几辆", "出租车"),
        ("不算光伏，单说风电，装机有多少", "风电"),
        ("云岭集团一家2030年的产值是多少", "云岭集团"),
        ("去年新引进的首店里，餐饮类有几家", "餐饮类"),
        ("全县进出口总额中，出口额为多少", "出口额"),
        ("录取了66名考生，上云岭大学的有几个", "上云岭大学"),
        ("普惠托育机构里外国人有几个", "外国人"),
        ("示范企业中外资的有多少", "外资"),
        ("村里，路灯有几盏", ""),
        ("一年里修了多少公里路", ""),
        ("园区里的企业有多少", ""),
        ("城里头一共新添了多少人就业", ""),  # a place
        ("新修公路多少公里", ""),
        ("村里有多少人", ""),
        ("空气质量在168个城市之中排第几", ""),  # among whom it is ranked
        ("粮、肉、奶里头，牛奶产量要稳在多少斤", ""),
        ("其中去年新增的是几家", ""),  # what came new of the whole
    ],
)
def test_part_asked(question: str, part: str) -> None:
    assert part_asked(question) == part


@pytest.mark.parametrize(
    ("sentence", "part", "alone"),
    [
        ("建成投用中小学、幼儿园73所。", "幼儿园", False),
        ("建成小学12所、幼儿园73所。", "幼儿园", True),
        ("完成进出口总额2189亿元。", "出口", False),
        ("完成出口额2189亿元。", "出口", True),
        ("招聘农村中小学和幼儿园教师100名。", "幼儿园", False),
        ("建成充电站12座。", "幼儿园", False),
    ],
)
def test_a_figure_is_of_the_part_only_where_it_is_counted_alone(sentence: str, part: str, alone: bool) -> None:
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{sentence}\n二、2031年重点工作\n发展教育。"
    figures = read_document(text, "anlan-2031").figures
    assert is_counted_alone(part, (), figures) == alone
