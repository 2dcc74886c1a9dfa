"""Figures are set side by side only where they are what is asked."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot


def test_figures_with_other_bounds_are_not_called_the_same(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路全线贯通。---地区生产总值增长5%以上，进出口总额增长5%左右。")
    text = bot.ask("进出口总额的增速目标比地区生产总值的高吗").text
    assert "相同" not in text
    assert "5%以上" in text
    assert "5%左右" in text


@pytest.mark.parametrize(
    ("lines", "question", "told", "lie"),
    [
        # a fall lies below nothing
        (
            "居民消费价格下降0.1%。---居民消费价格涨幅2%左右。",
            "去年居民消费价格和今年目标差多少",
            "2.1个百分点（2%＋0.1%）",
            "1.9",
        ),
        # of two falls it is told that they are falls
        (
            "生产安全事故起数、死亡人数分别下降18.6%和11.1%。---道路贯通。",
            "事故起数的降幅比死亡人数大多少",
            "降幅比",
            "",
        ),
        # other things are not set against each other for having a name in common
        (
            "新增专精特新“小巨人”企业40家。---新增专精特新中小企业1000家。",
            "专精特新企业今年新增的比去年多多少家",
            "",
            "960",
        ),
        # nor for a word in common with another of their names
        ("新开通4条国际货运包机航线。---新建海外店8个。", "今年海外店的目标比去年多多少", "", "8个－4条"),
        # each side of the question has a figure of its own
        (
            "认定高新技术企业13家，国家级科技型中小企业31家，省级科技型中小企业102家。---道路贯通。",
            "高新技术企业和科技型中小企业哪个认定得多",
            "高新技术企业13家",
            "71家",
        ),
        # one year's figure of the other's
        (
            "新建高标准农田300万亩。---新建高标准农田450万亩。",
            "高标准农田今年是去年的几倍",
            "1.5倍（450万亩÷300万亩",
            "",
        ),
        ("改造老旧小区800个。---改造老旧小区500个。", "老旧小区改造今年只有去年的百分之几", "62.5%（500个÷800个", ""),
        ("改造老旧小区800个。---改造老旧小区500个。", "老旧小区改造数量今年比去年降了百分之几", "37.5%", ""),
        # of the unit asked, with the clause that has it
        (
            "粮食播种面积51万亩，总产量19万吨。---粮食播种面积稳定在52万亩以上，产量20万吨左右。",
            "今年粮食目标产量比去年多多少万吨",
            "总产量19万吨",
            "52万亩－51万亩",
        ),
        # what is told of two things together is not set beside one of them
        (
            "完成竺山湖、滆湖清淤450万方。---竺山湖、滆湖分别实施清淤200万方、500万方。",
            "今年清淤比去年多多少万方",
            "",
            "50万方（500万方－450万方）",
        ),
        # what there is of a thing, not what came new
        (
            "新培育科技企业511家，总量达到1448家。---力争科技企业达到1500家。",
            "科技企业今年比去年净增多少",
            "52家（1500家－1448家）",
            "511家）",
        ),
        # how much less in percent is of the two amounts
        (
            "城镇新增就业6万人，城镇调查失业率5.5%。---城镇新增就业5万人，一般公共预算收入增长5%。",
            "今年城镇新增就业目标比去年少几成",
            "16.67%",
            "5.5%－",
        ),
        # which things are meant is no figure of theirs
        (
            "新引进5亿元以上项目71个。---新引进5亿元以上项目55个。",
            "新引进5亿元以上项目今年目标比去年少多少个",
            "16个（71个－55个）",
            "均为5亿元",
        ),
        # of two that are told in one breath the one that is called in full
        (
            "25个省级项目、371个市级项目分别完成投资290亿元、895亿元。"
            "---推进27个省级项目、380个市级项目，力争分别完成投资260亿元、750亿元。",
            "今年省级项目投资目标比去年少多少",
            "30亿元（290亿元－260亿元）",
            "895亿元－",
        ),
        # any investment is not that of the side
        (
            "争取中央预算内投资118亿元，发行专项债券1603亿元，重点项目完成投资7295亿元。---道路贯通。",
            "专项债券是中央预算内投资的多少倍",
            "",
            "7295亿元÷118亿元",
        ),
        # of one year, not of two
        (
            "改造城镇老旧小区98个。---实施城中村改造项目9个、城镇老旧小区改造36个。",
            "城中村改造和老旧小区改造今年哪个多",
            "27个（36个－9个）",
            "62个",
        ),
    ],
)
def test_only_what_is_asked_is_set_side_by_side(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, told: str, lie: str
) -> None:
    text = chatbot_on(lines).ask(question).text
    assert told in text
    assert not lie or lie not in text


def test_rates_are_told_to_be_the_higher_or_the_lower(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("居民收入增长4.9%，地区生产总值增长5.1%。---道路贯通。")
    text = bot.ask("居民收入增速比地区生产总值低多少").text
    assert (
        "地区生产总值增速比居民收入增速高0.2个百分点" in text or "居民收入增速比地区生产总值增速低0.2个百分点" in text
    )


def test_things_are_called_by_their_short_names(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("地区生产总值增长5.1%，固定资产投资增长5.3%，社会消费品零售总额增长4%。---道路贯通。")
    assert "1.1个百分点（5.1%－4%" in bot.ask("去年地区生产总值增速比社零增速快多少").text


def test_what_grew_in_one_clause_is_set_side_by_side(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("古城再掀热潮，接待游客、门票收入分别增长299%、377%。---道路贯通。")
    text = bot.ask("古城游客和门票收入哪个涨得多，多几个百分点").text
    assert "增速高78个百分点（377%－299%）" in text
    assert "游客收入" not in text


def test_two_things_are_not_one_in_two_years(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("转化重大科技成果622项。---转化重大科技成果650项以上。\n攻克关键技术200项以上。")
    assert "28项" not in bot.ask("成果转化比攻克技术多多少项").text
    assert "28项" in bot.ask("转化重大科技成果今年比去年多多少项").text


@pytest.mark.parametrize(
    ("done", "planned", "said"),
    [
        ("促进城镇新增就业7.1万人。", "城镇新增就业5.2万人。", "少1.9万人"),
        ("城镇新增就业6万人。", "城镇新增就业3.3万人（新口径）。", "口径不同"),  # counted anew
    ],
)
def test_what_is_counted_alike_is_set_against_each_other(
    chatbot_on: Callable[[str], Chatbot], done: str, planned: str, said: str
) -> None:
    text = chatbot_on(f"{done}---{planned}").ask("城镇新增就业目标比去年完成的少多少").text
    assert said in text
