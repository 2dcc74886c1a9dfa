"""Troubles told in everyday words are read as the subject that reports write of."""

import re
from pathlib import Path

import pytest

from index.lexicon import load_lexicon
from index.standard_words import in_standard_words
from ingest.normalise import fold

REPORT = Path(__file__).parents[2] / "data" / "reports" / "yubei-2025.txt"


@pytest.mark.parametrize(
    ("told", "subject"),
    [
        ("小老板跟银行借不到钱咋办", "融资难"),
        ("干活拿不到工钱找谁", "欠薪"),
        ("毕业了找不到活干", "就业"),
        ("没活干的人有多少", "失业"),
        ("新房子卖不动，咋整", "去库存"),
        ("办个证跑断腿", "办事难"),
        ("老小区没电梯", "加装电梯"),
        ("丢了工作又找到的有几个", "失业人员再就业"),
        ("拿专利抵押贷了多少款", "知识产权质押融资"),
        ("向上面要了多少钱", "争取上级资金"),
        ("今年再改多少户烧煤的", "煤改气"),
        ("天天堵得要命", "交通拥堵"),
        ("念不起书的娃有帮的没", "助学"),
        ("老人没人照顾咋办", "养老服务"),
        ("会不会又穷回去", "返贫"),
        ("天灰蒙蒙的", "空气质量"),
        ("河水发臭咋治", "黑臭水体"),
        ("河里偷挖沙子的", "采砂"),
        ("山林着火咋防", "森林防火"),
        ("农村荒着的地", "撂荒地"),
        ("骗子打电话骗钱", "电信诈骗"),
        ("吃的东西不放心", "食品药品安全"),
        ("政府自己花钱省不省", "过紧日子"),
        ("煤气管子老了换不换", "燃气管道改造"),
        ("厂子周转不灵", "融资难"),
        ("税能不能少交点", "减税降费"),
        ("机器老掉牙了", "设备旧了"),
        ("门难进脸难看", "作风"),
        ("一下大雨街上就淹", "内涝"),
        ("西瓜烂在地里", "农产品销售"),
        ("当官的还大吃大喝不", "过紧日子"),
        ("办酒席份子钱太重", "移风易俗"),
        ("入园难入园贵", "学前教育"),
        ("毕业了还在家蹲着", "高校毕业生就业"),
        ("公家收的钱涨了多少", "财政收入"),
        ("公家去年收了好多钱", "去年财政收入"),
        ("老百姓2030年买东西一共花了多少钱", "2030年社会消费品零售总额"),
        ("怎么让老人吃上饭", "老年食堂"),
        ("去年来咱这儿玩的有多少人", "接待游客"),
        ("去年来本县耍的人有多少", "接待游客"),
        ("老外来这儿投的钱有多少", "实际使用外资"),
        ("种地的能人培养了几个", "高素质农民"),
        ("山里头的路修了多少公里", "农村公路"),
        ("烂尾的楼救活了几个", "保交楼"),
        ("老院子改了几个", "老旧小区"),
        ("摘了穷帽的那些人家挣多少", "脱贫人口"),
        ("最高等级的旅游景点有几家", "5a级景区"),
        ("干活出事死的人少了几成", "死亡人数"),
        ("跑欧洲的货运火车开了多少趟", "中欧班列"),
    ],
)
def test_a_trouble_is_read_as_its_subject(told: str, subject: str) -> None:
    assert subject in in_standard_words(told, load_lexicon())


@pytest.mark.parametrize(
    "official",
    [
        "外商投资企业",
        "村容村貌整治示范村",
        "加装电梯",
        "森林火灾",
        "城市黑臭水体",
        "老旧燃气管道改造",
        "停车难问题",
        "农民增收",
        "撂荒地治理",
        "干旱灾害",
        "乱罚款乱收费",
        "县医院有多少医生",
        "拉哪几家大公司进来",
        "想拉几个大企业落户",
        "税费减免多少",
        "住院自费部分太高",  # a fee is no tax
        "高标准农田旱涝保收面积",
        "农村公路多少公里",
        "棚户区改造多少套",
        "废弃矿山修复",
        "外地来的人才有多少",
        "除了平煤神马还有哪些企业",  # names that only look spoken
        "跟阿拉伯国家的贸易额",
        "阿拉善盟的人口",
    ],
)
def test_official_words_stay(official: str) -> None:
    assert in_standard_words(official, load_lexicon()) == official


def test_no_pattern_stands_in_the_report() -> None:
    text = fold(REPORT.read_text(encoding="utf-8"))
    assert not [pattern for pattern, _ in load_lexicon().everyday if re.search(pattern, text)]


def test_each_pattern_leads_to_words_that_reports_use() -> None:
    lexicon = load_lexicon()
    used = {*lexicon.synonyms, *lexicon.official}

    def is_used(to: str) -> bool:
        # 城镇和农村居民收入: two that a question sets side by side.
        parts = to.split("和")
        return to in used or (len(parts) > 1 and all(any(word.startswith(part) for word in used) for part in parts))

    assert not [to for _, to in lexicon.everyday if not is_used(to)]


def test_a_pattern_has_no_group_of_its_own() -> None:
    assert not [pattern for pattern, _ in load_lexicon().everyday if re.compile(pattern).groups]


def test_a_named_part_stands_for_its_words_in_the_patterns_below_it() -> None:
    lexicon = load_lexicon()
    assert not [pattern for pattern, _ in lexicon.everyday if re.search("<[\u4e00-\u9fff]+>", pattern)]
    assert in_standard_words("省里一年总共收进来的钱", lexicon) == in_standard_words("县里全年拢共入账的钱", lexicon)


@pytest.mark.parametrize("question", ["去年引进了哪些招商项目", "今年开展哪些行动", "设立了哪些工作站"])
def test_names_are_asked_of_what_has_one(question: str) -> None:
    assert in_standard_words(question, load_lexicon()) == question


@pytest.mark.parametrize(
    ("said", "standard"),
    [
        ("农民一年能挣多少", "农村居民收入多少"),
        ("机场运的货多了多少", "货邮多了多少"),
        ("庄稼人多挣点", "农民增收"),
    ],
)
def test_how_much_is_left_whole(said: str, standard: str) -> None:
    assert in_standard_words(said, load_lexicon()) == standard
