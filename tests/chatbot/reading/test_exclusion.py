"""What is near what is asked and not it does not answer, whatever else speaks for it."""

from collections import defaultdict
from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.matching.candidate import Candidate
from chatbot.question.understand import understand
from chatbot.reading.exclusion import is_excluded
from index.query_years import wanted_years
from index.search import SearchIndex
from ingest.report import read_document


@pytest.mark.parametrize(
    ("lines", "question"),
    [
        ("加快碧湖公园立体停车楼建设，新增公共停车位1000个。---道路全线贯通。", "修了几个公园"),  # a thing in a name
        ("新建家庭养老床位964张、老年食堂54个。---道路全线贯通。", "社区养老床位加了多少张"),  # its neighbour
        ("“临江香菇”品牌价值跃升至111亿元。\n外贸平稳。---道路全线贯通。", "香菇出口多少钱"),
        ("打造“五心”医院，推行“一号管三天”。---道路全线贯通。", "五心医院是哪五心"),
        ("GDP增长6%。---道路全线贯通。", "GDP增速比全省高多少"),
        ("城乡居民最低生活保障分别上调60元、53元。---道路全线贯通。", "城里人收入多少钱"),
        ("市博物馆、图书馆6月25日正式免费开放。\n动物园完成选址。---道路全线贯通。", "动物园什么时候开放"),
        ("主城区人口增加6.5万人。---道路全线贯通。", "现在常住人口多少"),
        ("常住人口城镇化率提高1.1个百分点。---道路全线贯通。", "城镇化率达到多少"),
        ("建成“共富工坊”837个，强村公司利润增长。---道路全线贯通。", "共富工坊是干什么的"),
        ("全社会研发投入超1200亿元。---道路全线贯通。", "研发投入强度多少"),
        ("轨道4号线提速建设。---推动轨道6号线建成运营。", "轨道10号线怎么样了"),
        ("面对22轮强降雨，干部群众坚守一线。---道路全线贯通。", "22轮强降雨造成多少损失"),
        ("火灾专项治理扎实有力，542个重大隐患彻底根治。---道路全线贯通。", "火灾发生多少起"),
        ("存贷款余额较年初分别增长665亿元、451亿元。---道路全线贯通。", "贷款余额多少"),
        ("稳步推进公租房建设。---新增保障性租赁住房200套。", "公租房今年建多少套"),
        ("每千人口护士数达4.3人。---道路全线贯通。", "每千人医生几个"),
        ("农村居民人均可支配收入增长4.1%。---道路全线贯通。", "城乡居民收入比"),
        ("持牌金融机构增加到1782家。---道路全线贯通。", "持牌金融机构较上年增加多少家"),
        ("城镇调查失业率4.2%。---道路全线贯通。", "城镇登记失业率是多少"),
        ("因地制宜撤并小规模学校43所。---道路全线贯通。", "为什么撤并小规模学校"),
        ("出台促进房地产平稳发展11条措施。---道路全线贯通。", "房地产11条措施里有没有首付的规定"),
        ("新增中小学和幼儿园45所、学位3.1万个。---道路全线贯通。", "新增的45所学校里幼儿园有几所"),
        ("加大西门江等水环境综合整治力度。---道路全线贯通。", "西门江水质几类"),
        ("新认定市级龙头企业30家。---道路全线贯通。", "新认定的龙头企业要求什么条件"),
        ("首台智能电力机车上轨运行。---道路全线贯通。", "首台智能电力机车是哪家造的"),
        ("开展万人助企、企业家早餐会等活动。---道路全线贯通。", "企业家早餐会请了哪些企业家"),
        ("民营企业、外资企业出口分别占全省的50.6%、41.9%。---道路全线贯通。", "外资企业出口占全国多少"),
        ("推动百果食品、凯佳食品等项目建设，力争产值突破2000亿元。---道路全线贯通。", "百果食品项目投多少"),
        ("扎实开展察民情活动，着力解决急难愁盼问题，民生支出占比78.8%。---道路贯通。", "察民情活动解决了多少问题"),
        ("节能指标完成省定目标。---道路全线贯通。", "哪些指标没有完成"),
        ("生产总值增长2%，财政收入增长3%。---道路全线贯通。", "生产总值增速和全国比高多少"),
        ("道路贯通。---固定资产投资增长3%。", "固定资产投资为什么下降"),
        ("落实漂流、玻璃栈道等娱乐设施监管责任。---道路全线贯通。", "玻璃栈道安全谁来管"),
    ],
)
def test_a_neighbour_is_not_given_as_the_thing(chatbot_on: Callable[[str], Chatbot], lines: str, question: str) -> None:
    assert chatbot_on(lines).ask(question).status in {"not_in_report", "no_value"}


@pytest.mark.parametrize(
    ("lines", "question"),
    [
        ("兑现惠企资金43.4亿元。---道路全线贯通。", "惠企资金发给了哪些企业"),
        ("117条国际航线直通全球84座城市。---道路全线贯通。", "国际航线通到哪些城市"),
        ("三大科技基金累计融资38.7亿元。---道路全线贯通。", "科技三大基金都是哪三个"),
        ("建成开放花石公园等公园游园6个。---道路全线贯通。", "花石公园有多大"),
        ("轨道交通、城市道路总里程分别达到160公里、1725公里。---道路全线贯通。", "轨道交通去年新增了多少公里"),
        ("新建和改造提升福道930公里。---道路全线贯通。", "福道修在哪里"),
        ("新增上市公司和新三板挂牌企业10家。---道路全线贯通。", "新三板挂牌企业单独新增了几家"),
        ("人均期望寿命81.5岁。---道路全线贯通。", "女性期望寿命多少岁"),
        ("实施危桥改造30座。---改造危桥40座。", "危桥改造的30座在哪"),
    ],
)
def test_a_count_is_neither_a_name_nor_a_place_nor_a_part(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str
) -> None:
    answer = chatbot_on(lines).ask(question)
    assert answer.status in {"not_in_report", "no_value"}
    assert "不符" not in answer.text


def test_what_only_has_the_measure_of_an_unknown_thing_does_not_answer(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路全线贯通。---新能源汽车产量达到35万辆。\n新增学位900个。")
    assert bot.ask("今年棉麻产量目标是多少").status in {"not_in_report", "no_value"}
    assert "35万辆" in bot.ask("今年新能源汽车产量目标是多少").text


def test_beds_to_be_cared_for_in_are_no_beds_of_a_hospital(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新建家庭养老床位964张。---道路全线贯通。")
    assert bot.ask("看病的床位有多少张").status != "answered"


def test_a_figure_of_other_places_is_not_the_one_asked(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("云岭镇增速靠前，龙栖镇、金悦镇生产总值突破60亿元。生产总值达到600亿元。\n---\n发展教育。")
    answer = bot.ask("云岭镇的生产总值是多少？")
    assert answer.status == "not_in_report"
    assert "60亿元" in bot.ask("龙栖镇的生产总值是多少？").text


def test_a_line_is_told_by_its_code(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "104国道建成通车，市域铁路S3线开工建设。市域铁路S2线建成投用，各项工作成效明显。\n---\n建设市域铁路S3线。"
    )
    assert "S3线开工建设" in bot.ask("去年S3线通车了吗？").text
    assert "S3" not in bot.ask("轻轨S2线运营了没？").text
    assert bot.ask("S8线运营了没？").status == "not_in_report"


@pytest.mark.parametrize(
    ("line", "question", "lie"),
    [
        ("地区生产总值达13.7万亿元。苏州实验室加快建设。", "苏州去年地区生产总值是多少", "13.7"),
        ("全国重点实验室累计44家。南京大学扩建。", "全国重点实验室里有几家在南京", "44"),
        ("粮食播种面积52万亩。", "小麦播种面积多少", "52"),
        ("粮食产量514万吨。体育产业壮大。", "大黄鱼产量多少吨", "514"),
    ],
)
def test_a_figure_of_the_whole_or_of_another_thing_is_no_answer(
    chatbot_on: Callable[[str], Chatbot], line: str, question: str, lie: str
) -> None:
    answer = chatbot_on(f"{line}\n新增学位900个。---道路贯通。").ask(question)
    assert answer.status != "answered" or lie not in answer.text


@pytest.mark.parametrize(
    ("question", "status", "told"),
    [
        ("民生支出占一般公共预算支出多少", "not_in_report", "34亿元"),
        ("民生支出多少亿", "answered", "34亿元"),
        ("社保费占财政支出多少", "not_in_report", "49.3亿元"),
        ("去年占了地的农户有多少户搬新房", "answered", "1860户"),
        ("考上北大的有几个", "not_in_report", ""),
        ("考上清华的有几个", "answered", "7名学生被清华大学录取"),
        ("骊山工业园区建成用了多久", "answered", "仅用2个月时间"),
        ("低收入家庭住房解决了多少户", "answered", "1220户"),
        ("国际班列去年开行数量比前年多多少", "partial", "关于“前年”，报告没有提到"),
        ("国际班列2031年开行数量比2030年多多少", "partial", "关于“2031年”，报告没有提到"),
        ("国际班列开行数量是多少", "answered", "806列"),
        ("碳纤维项目今年能不能完工", "answered", "碳纤维生产线等项目竣工"),
    ],
)
def test_what_is_asked_of_a_thing_has_to_be_told(
    chatbot_on: Callable[[str], Chatbot], question: str, status: str, told: str
) -> None:
    answer = chatbot_on(
        "1860户征地农户喜迁新居。累计民生支出34亿元。支出各类社保费49.3亿元、增长11%。7名学生被清华大学录取，创造历史最好成绩。仅用2个月时间建成骊山工业园区。\n"
        "改造棚户区1445套，1220户低收入家庭住房困难得到解决。国际班列开行806列，货运通道不断拓展。\n"
        "---推广碳纤维在海洋装备领域应用。推动碱业公司搬迁改造、碳纤维生产线等项目竣工。"
    ).ask(question)
    assert answer.status == status
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("毛巾产量是多少", "not_in_report"),  # no 产量 is told, and what is counted is no 毛巾
        ("核酸检测做了多少人次", "not_in_report"),  # nothing of it but the unit
        ("去年酒厂有多少家", "not_in_report"),  # 33条措施 are counted in another word
        ("去年新车下线多少辆", "not_in_report"),  # nor are cars counted as 商标63个
        ("空气质量优良天数", "not_in_report"),  # a measure, of which words tell nothing
        ("新建了多少公里地铁", "not_in_report"),  # told is what there is
        ("地铁里程有多少公里", "answered"),
        ("空气质量怎么样", "answered"),
    ],
)
def test_what_tells_of_another_measure_does_not_answer(
    chatbot_on: Callable[[str], Chatbot], question: str, status: str
) -> None:
    bot = chatbot_on(
        "成功申报“安澜毛巾”商标，名优产品达到63个。环境监测能力提升，康养服务达到12357人次。\n"
        "出台促进民营经济发展33条措施，企业信心增强。地铁8号线开通，地铁运营里程达567.1公里。\n"
        "空气质量持续改善，群众满意度不断提高。---道路全线贯通。"
    )
    assert bot.ask(question).status == status


@pytest.mark.parametrize(
    ("question", "lie"),
    [
        ("一般公共预算支出是多少", "105.1"),  # a part of it
        ("财政赤字多少", "527.6"),  # the other side of a budget
        ("新增小学学位多少", "7710"),  # of another kind of school
        ("光说城里人，去年收入涨了几个点", "5.4"),  # of all
        ("巴黎奥运会上是哪三个安澜人拿的金牌", "获得3块金牌"),  # a count is no name
    ],
)
def test_a_part_the_whole_or_the_other_side_is_no_answer(
    chatbot_on: Callable[[str], Chatbot], question: str, lie: str
) -> None:
    answer = chatbot_on(
        "一般公共预算教育支出105.1亿元、增长7.9%。财政民生支出527.6亿元，民生持续改善。\n"
        "新建公办园27个，增加学位7710个。居民人均可支配收入增长5.4%，消费平稳。小学教育优质均衡。\n"
        "安澜籍运动员在巴黎奥运会获得3块金牌、残奥会获得8块金牌，取得历史最好成绩。---道路全线贯通。"
    ).ask(question)
    assert answer.status in {"not_in_report", "no_value"} or lie not in answer.text


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("出口额是多少", {"not_in_report", "no_value"}),  # 进出口 is more
        ("进出口总额突破多少", {"answered"}),
        ("燃油车产量多少", {"not_in_report", "no_value"}),
        ("城乡居民收入涨了多少", {"not_in_report", "no_value"}),  # no growth among its figures
        ("PM2.5浓度是多少", {"not_in_report", "no_value"}),  # only by how much it fell
        ("PM2.5降了多少", {"answered"}),
        ("数字产业增加值增长多少", {"not_in_report", "no_value"}),  # a rank is no growth
    ],
)
def test_a_figure_of_another_kind_does_not_answer(
    chatbot_on: Callable[[str], Chatbot], question: str, status: set[str]
) -> None:
    answer = chatbot_on(
        "开通货线91条，货邮吞吐量达到128万吨，进出口总额突破7000亿元，增速领先。新能源汽车产量突破50万辆、增长29.3%。\n"
        "城镇新增就业超过90万人，城乡居民收入稳步增长。空气质量综合指数、PM2.5平均浓度同比分别下降8.7%和5.7%。"
        "数字产业增加值规模全市第一，发展动能强劲。"
        "---道路全线贯通。"
    ).ask(question)
    assert answer.status in status


def test_a_quoted_name_that_the_report_never_says_is_not_explained(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("“科创十条”全面支持企业创新，科技城竞争力连续7年全市第一。---道路全线贯通。")
    assert bot.ask("科技城的“六个一”是什么").status == "not_in_report"


def test_what_a_term_means_is_told_where_it_stands(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("绿色食品、地理标志等特色产业年营收突破30亿元。\n开展“两品一标”认证12个。---道路全线贯通。")
    answer = bot.ask("什么是两品一标")
    assert answer.status == "not_in_report"
    assert "两品一标" in answer.text.split("最接近")[1]


def test_money_that_only_says_which_are_meant_is_not_asked_for(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("规模以上企业70家，完成产值84.8亿元，其中产值过亿元企业达到20家。---道路全线贯通。")
    assert "20家" in bot.ask("产值过亿的企业有几家").text


def test_people_are_not_counted_in_what_things_are(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("全区高层次人才达到1520人，人才资源总量突破36万人。---引进人才200人。")
    answer = bot.ask("人才公寓有多少套")
    assert answer.status == "not_in_report"
    assert "1520人" in bot.ask("高层次人才有多少人").text


def test_beds_are_no_hospitals(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("实施县医院内外科楼扩建改造，对接北京等5所名院。\n养老院新增床位260张。---道路全线贯通。")
    assert bot.ask("县医院有几张床").status != "answered"
    assert "260张" in bot.ask("养老院新增几张床").text


@pytest.mark.parametrize("question", ["去年发案多不多", "独居老人有人看望没有"])
def test_what_is_so_or_not_is_not_answered_by_meaning_alone(
    chatbot_on: Callable[[str], Chatbot], question: str
) -> None:
    bot = chatbot_on("过去一年，极不平凡。\n民生领域还有不少欠账，群众的揪心事没有得到及时解决。---道路全线贯通。")
    assert bot.ask(question).status == "not_in_report"


def test_a_name_with_a_number_is_nothing_else(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("引进重点项目504个、优强企业142家。\n世界500强企业座谈会召开。---道路全线贯通。")
    assert bot.ask("引进世界500强多少家").status != "answered"


def test_an_amount_right_behind_letters_is_no_code(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("全年地区生产总值突破3万亿元、达30355亿元。---道路全线贯通。")
    assert bot.ask("去年GDP3万亿，是真的吗").status == "answered"


@pytest.mark.parametrize(
    ("lines", "question"),
    [
        ("新建、改扩建公办幼儿园和中小学88所。", "88所学校里有多少所小学"),  # the question's own figure
        ("建成54个乡镇养老综合体。", "养老综合体有多少张床"),
        ("跨境班列常态化运行，汽车累计出口100万辆。", "跨境班列开了多少列"),
        ("加密“连云快航”班次，新开航线8条。", "连云快航一周几班"),
        ("建成院士工作站18家。", "院士工作站里有几个院士"),
        ("完成4583户老年人家庭适老化改造。", "老年人家庭改造一户花多少"),
        ("国家高新技术企业突破1.1万家。", "高新技术企业缴了多少税"),
        ("新增5G基站1万个。", "5G基站耗电多少"),
        ("养老、失业总参保人数增加16.27万人。", "失业保险参保人数多少"),
        ("引进优强企业142家。", "引进的142家优强企业都有谁"),
        ("遴选民生实事44项，回应急难愁盼问题、关心关切事项。", "那四十几项民生实事都是什么"),
        ("发放育儿补贴近亿元。", "育儿补贴一个娃一个月给多少钱"),
        ("捐赠毕生积蓄的八旬党员夫妻获表彰。", "捐出积蓄的那对党员夫妻叫什么名字"),
        ("牛栏新村入选考察点。", "牛栏新村归哪个乡镇管"),
        ("新建家庭养老床位964张，区人民医院获评示范机构。", "区人民医院有多少张病床"),
        ("增建停车泊位5000个。\n完善菜市场、停车泊位等服务设施。", "新增的停车位都在哪些区"),
    ],
)
def test_another_measure_is_not_what_is_asked(chatbot_on: Callable[[str], Chatbot], lines: str, question: str) -> None:
    assert chatbot_on(f"{lines}---道路全线贯通。").ask(question).status in {"not_in_report", "no_value"}


@pytest.mark.parametrize(
    ("lines", "question", "words"),
    [
        ("购置校车70辆、新开通线路103条。", "70辆校车新开通了多少条线路", "103条"),
        ("新增电梯100部。", "新增电梯多少台", "100部"),
        ("新增养老床位3000个。", "养老床位新增了多少张", "3000个"),
        ("建成博士后工作站12家。", "博士后工作站建成多少家", "12家"),
    ],
)
def test_a_figure_of_its_measure_answers(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, words: str
) -> None:
    assert words in chatbot_on(f"{lines}---道路全线贯通。").ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        *("去年城镇新增就业目标是多少", "城镇新增就业目标", "去年计划新增就业多少人"),
        *("2030年城镇新增就业目标多少", "城镇新增就业目标要涨百分之几"),
    ],
)
def test_what_was_reached_is_no_target(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    answer = chatbot_on("城镇新增就业6万人。---道路全线贯通。").ask(question)
    assert answer.status == "not_in_report"
    assert "最接近的原文是：2030年" in answer.text


@pytest.mark.parametrize("question", ["城镇新增就业目标完成了多少", "城镇新增就业比目标多多少", "城镇新增就业多少人"])
def test_what_came_of_a_target_is_what_was_reached(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    assert "6万人" in chatbot_on("城镇新增就业6万人。---道路全线贯通。").ask(question).text


@pytest.mark.parametrize("question", ["普惠托位占比目前是多少", "现在普惠托位占比多少"])
def test_a_plan_does_not_tell_what_there_is(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("道路全线贯通。---普惠托位占比达到80%。")
    assert bot.ask(question).status == "not_in_report"
    assert bot.ask("普惠托位占比要达到多少").status == "answered"


@pytest.mark.parametrize(
    ("lines", "question", "right"),
    [
        ("加快碧湖公园停车楼建设，新增公共停车位1000个。---道路贯通。", "公园去年建几个", "停车位去年建几个"),
    ],
)
def test_a_fellow_or_another_kind_of_figure_is_no_answer(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, right: str
) -> None:
    bot = chatbot_on(lines)
    assert bot.ask(question).status in {"not_in_report", "no_value"}
    assert bot.ask(right).status == "answered"


def test_a_trouble_is_no_measure(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("金融、房地产等领域风险隐患不容忽视。---道路全线贯通。")
    assert bot.ask("怎么防范金融风险").status == "not_in_report"
    assert "不容忽视" in bot.ask("金融风险有哪些问题").text


def test_thanks_and_what_only_points_back_answer_nothing(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "向全县广大干部群众致以崇高敬意。\n对于这些问题，我们已采取措施加以解决。---整治干部形式主义。\n防范银行风险。"
    )
    assert "敬意" not in bot.ask("干部天天开会怎么办").text
    assert "采取措施" not in bot.ask("银行出问题了怎么办").text
    assert "敬意" in bot.ask("报告向谁表示敬意").text


@pytest.mark.parametrize(
    ("line", "question", "is_out"),
    [
        ("——2031年1月15日在安澜县第九届人民代表大会第五次会议上", "一桥什么时候通车", True),
        ("——2031年1月15日在安澜县第九届人民代表大会第五次会议上", "报告是哪天作的", False),
        ("《政府工作报告》已审议通过，现印发给你们，请确保全面完成各项目标任务。", "去年完成了哪些目标", True),
        ("《政府工作报告》已审议通过，现印发给你们，请确保全面完成各项目标任务。", "报告什么时候通过的", False),
        ("安澜县人民政府县长 王小龙", "上门看病的医生队伍有几支", True),
        ("安澜县人民政府县长 王小龙", "县长是谁", False),
    ],
)
def test_who_gave_the_report_and_when_answers_nothing_else(
    search_index: SearchIndex, line: str, question: str, is_out: bool
) -> None:
    text = f"安澜县人民政府工作报告\n{line}\n一、2030年工作回顾\n道路贯通。\n二、2031年重点工作\n发展教育。"
    document = read_document(text, "anlan-2031")
    head = next(sentence for sentence in document.sentences if sentence.text == line)
    candidate = Candidate(0, document, head, (), (), defaultdict(float), 0.0)
    query = search_index.parse(question)
    assert is_excluded(candidate, understand(query, wanted_years(query, 2031))) is is_out


@pytest.mark.parametrize(
    ("lines", "question"),
    [
        ("紧跟总书记，奋进新征程，安澜县加快发展。---道路贯通。", "安澜书记叫啥名"),
        ("八旬老两口捐出毕生积蓄帮贫救困。---道路贯通。", "捐出积蓄的老两口叫什么"),
        ("新增公共停车位1705个、错时共享停车位2737个。---道路贯通。", "新的停车位哪条街道最多"),
        ("道路贯通。---数字经济规模达到2200亿元以上。", "数字经济做到多大规模了"),
    ],
)
def test_a_neighbour_of_what_is_asked_in_everyday_words_is_no_answer(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str
) -> None:
    assert chatbot_on(lines).ask(question).status in {"not_in_report", "no_value"}


@pytest.mark.parametrize(
    ("lines", "question", "said"),
    [
        ("新培育高新技术企业511家，总量达到1448家。---道路贯通。", "高新企业一共有多少户", "1448家"),
        ("加快打造龙栖数据谷，累计入驻科技企业500家。---道路贯通。", "龙栖数据谷里头有多少家科技企业", "500家"),
        ("龙栖路获评全国社区商业示范街。---道路贯通。", "哪条街被评为全国社区商业示范街", "龙栖路"),
        (
            "轨道2号线提速建设，轨道交通、城市道路总里程分别达到160公里、1725公里。---道路贯通。",
            "轨道一共多长了",
            "160公里",
        ),
        (
            "筹资11.5亿元建成疾控中心、妇女儿童医院和人民医院。---道路贯通。",
            "花11.5个亿建成了哪几个医院",
            "妇女儿童医院",
        ),
        ("口岸进出口总额增长，回运俄粮达到58万吨。---道路贯通。", "俄罗斯的粮食去年回运多少", "58万吨"),
        (
            "规上工业增加值、固定资产投资、一般公共预算收入分别增长8.2%、8.1%、21.2%。---一般公共预算收入增长10%。",
            "财政收入去年涨了多少",
            "21.2%",
        ),
        ("接待游客人次、旅游收入分别增长67.3%和83.3%。---道路贯通。", "旅游挣的钱多了百分之几", "83.3%"),
        ("新增资本市场直接融资10亿元。---道路贯通。", "公司到股市上自己筹来的钱多了多少", "10亿元"),
        ("全社会研发投入强度达到5.29%。---道路贯通。", "全县花在搞科研上的钱，占经济总量的百分之几", "5.29%"),
        ("全年接待游客873万人次。---道路贯通。", "有多少人上咱们安澜玩", "873万人次"),
    ],
)
def test_what_is_asked_in_other_words_is_answered(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, said: str
) -> None:
    answer = chatbot_on(lines).ask(question)
    assert answer.status == "answered"
    assert said in answer.text


def test_what_five_years_brought_is_not_told_by_a_plan(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("图书馆对外开放。---实施“四好农村路”100公里。")
    assert bot.ask("前五年农村路修了多少公里").status != "answered"


def test_to_whom_what_was_reached_is_owed_is_no_success(chatbot_on: Callable[[str], Chatbot]) -> None:
    credit = "这些成绩的取得，是市委坚强领导的结果，是环境治理久久为功的结果。"
    bot = chatbot_on(f"{credit}\n问题整改完成率超98%，环境治理见成效。---道路全线贯通。")
    answer = bot.ask("环境治理取得什么成绩")
    assert (answer.status, "坚强领导" in answer.text) != ("answered", True)
    assert "坚强领导" in bot.ask("这些成绩靠什么取得").text


@pytest.mark.parametrize(
    "question",
    ["去年征迁房屋分别叫什么名字", "去年播种面积都在什么地方", "去年招聘活动分别叫什么名字", "去年安居房叫什么名字"],
)
def test_an_area_or_a_number_of_flats_names_nothing(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on(
        "征迁房屋320万平方米。\n播种面积稳定在120万亩以上、产量保持在10亿斤以上。\n举办招聘活动300场次以上。"
        "\n分配安居房1万余套。---道路全线贯通。"
    )
    assert bot.ask(question).status == "not_in_report"


@pytest.mark.parametrize(
    "question", ["今年农产品加工产值增速是8%吗", "听说农产品加工产值增速8%，是真的吗", "农产品加工产值增速真有8%"]
)
def test_a_rate_that_is_stated_is_held_to_what_is_told(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on(
        "道路贯通。---大力发展农产品精深加工，创建绿色农产品生产加工供应基地7个，规上农产品加工产值增长8%。\n"
        "力争战略性新兴产业产值、高技术制造业增加值增长10%。"
    )
    answer = bot.ask(question)
    assert answer.status == "answered"
    assert "增长8%" in answer.text


@pytest.mark.parametrize("question", ["去年招商引资的成果有哪些", "去年招商引资有哪些成效"])
def test_what_was_done_is_told_and_not_named(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("大抓招商引资，引进10亿元以上项目38个，获得全省招大引强重点奖励。---开展产业链招商、基金招商。")
    assert "38个" in bot.ask(question).text


def test_what_some_people_say_asks_for_no_name(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("完成农村危房改造696户，农村生活垃圾无害化处理率保持在95%以上。---道路贯通。")
    assert bot.ask("有人说去年完成农村危房改造696户").status == "answered"


@pytest.mark.parametrize("question", ["扬子鳄保护区评上啥了", "扬子鳄保护区拿了什么牌子"])
def test_what_was_awarded_is_no_plan(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on(
        "扬子鳄国家级自然保护区入选首批国家林草科普基地。"
        "---加强扬子鳄国家级自然保护区管理保护，提升自然保护地规范化管理水平。"
    )
    assert "科普基地" in bot.ask(question).text


@pytest.mark.parametrize("question", ["去年GDP达到目标了吗", "GDP增长3%达到目标了吗", "GDP完成目标没有"])
def test_this_years_target_does_not_say_whether_last_years_was_met(
    chatbot_on: Callable[[str], Chatbot], question: str
) -> None:
    plan = "---地区生产总值增长6%左右。"
    assert chatbot_on(f"地区生产总值1800亿元，增长3%。{plan}").ask(question).status == "not_in_report"
    told = chatbot_on(f"地区生产总值1800亿元，增长3%，未达到预期目标。{plan}").ask(question)
    assert "未达到" in told.text
    assert told.status == "answered"


def test_whether_a_target_was_met_is_told_far_from_the_figure(chatbot_on: Callable[[str], Chatbot]) -> None:
    short = "对照确定的目标，地区生产总值、固定资产投资等指标增速低于预期。"
    bot = chatbot_on(f"地区生产总值2769亿元、增长6.6%。\n{short}---地区生产总值增长6%。")
    assert "低于预期" in bot.ask("去年GDP增长达到预期了吗").text
    both = bot.ask("去年地区生产总值增长多少？有没有达到预期？")
    assert both.status == "answered"
    assert "6.6%" in both.text
    assert "低于预期" in both.text
