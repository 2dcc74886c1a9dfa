"""Exclusion: what keeps a sentence from being the answer, whatever the learned weights say for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from chatbot.arithmetic.comparable import is_value, same_measure
from chatbot.matching.answerability import unit_fits
from chatbot.matching.candidate import Candidate
from chatbot.matching.foremost import tells_no_most
from chatbot.passages.definition import asked_term
from chatbot.question.parts import asks_several
from chatbot.question.understand import Understanding
from chatbot.reading.absent import (
    has_nothing,
    has_only_what_any_may,
    is_only_in_another_name,
    is_unknown,
    lacks_what_may_be_there,
)
from chatbot.reading.another_kind import is_of_another_class, is_of_another_kind, is_of_another_level, is_of_its_fellow
from chatbot.reading.another_measure import (
    is_counted_otherwise,
    is_of_another_average,
    is_of_another_deed,
    is_of_another_measure,
    is_of_another_route,
    is_told_of_another,
)
from chatbot.reading.asked_of_it import lacks_what_is_asked_of_it
from chatbot.reading.by_name import lacks_its_measure, lacks_its_name
from chatbot.reading.called_by_number import is_of_as_many_others
from chatbot.reading.lacking_figure import (
    FIGURE_KINDS,
    is_of_many_years,
    is_ranked_among_others,
    lacks_both_amounts,
    lacks_figure,
    lacks_its_number,
    tells_no_change,
)
from chatbot.reading.named_nowhere import is_of_another_work, names_what_is_nowhere
from chatbot.reading.namesake import is_of_a_namesake, is_told_before_it
from chatbot.reading.narrower import (
    is_counted_together,
    is_of_a_class,
    is_of_each,
    is_of_part_of_a_year,
    is_of_several_beside_it,
    is_of_some,
    is_of_some_places,
    is_of_what_is_called_by_it,
    is_over_another_bound,
)
from chatbot.reading.off_topic import is_off_topic
from index.asked import asks_figure
from index.query_years import told_of_another
from index.tokenizer import bigrams

_HALF = 0.5  # share of the subject
_MOSTLY = 0.9  # share of the subject
_ASKS_HOW_MANY = re.compile("多少|几|好多|哪|how", re.IGNORECASE)
_UNMET_ASKED = re.compile("(?:指标|目标|任务)[^，。？]{0,4}(?:没有?|未)能?(?:完成|达到|达标|实现)")
_UNMET = re.compile(
    "不及预期|[低少]于(?:预期|目标|计划)|未[^，。；]{0,4}(?:预期|目标|完成|达[到标])|没有?[^，。；]{0,3}(?:完成|达到)|差距|不达标"
)
# What is wrong with a sentence whatever else speaks for it.
_DECISIVE = (
    ("contradicts",),
    ("lacks_attribute",),
    ("lacks_member",),
    ("lacks_done",),
    ("lacks_others",),
    ("lacks_counted_names",),
    ("lacks_as_many",),
    ("lacks_part_alone",),
    ("lacks_counted_thing",),
    ("lacks_explanation",),
    ("lacks_code",),
    ("inserted",),
    ("lacks_stock",),
    ("lacks_added",),
    ("lacks_rate_own",),
    ("lacks_whole",),
    ("contradicts_own",),
    ("of_the_whole",),
    ("lacks_place_own",),
    ("lacks_district_named",),
    ("lacks_place_near",),
    ("lacks_thing_before",),
    ("lacks_own_thing",),
    ("lacks_location",),
    ("lacks_place", "lacks_new_place"),
    ("lacks_place_counted",),
    ("lacks_names", "lacks_new_name"),
    ("lacks_names_counted", "lacks_new_name"),
    ("lacks_person", "lacks_new_name"),
    ("lacks_date",),
    ("lacks_met",),
    ("money_none", "far_money"),
)
_OF_A_WHOLE = re.compile(r"占(?![了的]?(?:地(?![区方])|用|道|补))")  # not land that is taken: 占了地的农户
# 就业目标是多少 asks for what was set; 完成目标了吗, 超目标多少 for what came of it.
_ASKS_TARGET = re.compile(
    r"(?:目标|预期)(?:任务)?(?:值|数)?(?:呢|咧|喃)?(?:[是为定]|[^，。？]{0,6}(?:多少|几)|[？?。\s]*$)"
    r"|(?:去年|上年)[^，。？]{0,12}(?:原定|计划|打算)[^，。？]{0,12}(?:多少|几)"
)
_OF_WHAT_CAME = re.compile(r"[完达没未超]|实现|[比较离距]|高[于过出]|低于|差")
_SETS = re.compile("目标|任务|计划[数的]?$|预期|力争|指标")
_OF_TROUBLES = re.compile("困难|问题|不足|短板|挑战|表述|怎么样")
_TROUBLE = re.compile("不容忽视|不够|尚未|短板|不足(?!为)|[不较]强$|困难较?多|差距|有待|亟待|制约|滞后|薄弱|突出问题")
_THANKS = re.compile("(?:致以|表示)[^，。；]{0,12}(?:敬意|感谢|谢意|问候|祝愿)")
_CREDITS = re.compile("[^，。]{0,4}(?:这些|上述|以上)成绩")
_OF_CREDIT = re.compile("(?:这些|上述)成绩|靠|归功|得益|原因|怎么(?:来|取得)|为什么|为何")
_OF_THANKS = re.compile("感谢|谢|敬意|致敬|祝")
_POINTS_BACK = re.compile("[^，。]{0,4}(?:对于?|针对)(?:这些|以上|上述)[^，。]{0,6}(?:问题|困难|不足)")
_OF_SHORTCOMINGS = re.compile("存在|这些|不足|短板|面临|承认|坦承")
# Under a report's title: 2025年1月8日在县第十九届人民代表大会第五次会议上, 县长 某某.
_GIVEN = re.compile(
    r"现(?:予以)?印发|会议上(?:的(?:政府)?(?:工作)?(?:报告|讲话))?[）)]?$"
    r"|^[^，。；]{0,20}(?:[市县区州省旗]长|主席|总理)\s*[\u4e00-\u9fff]\s*[\u4e00-\u9fff]{1,3}[）)]?$"
)
_OF_THE_REPORT = re.compile("报告|会议?|大会|讲话|[市县区州省旗]长|主席|总理|届|谁|report|congress|mayor|who")
_NOW = re.compile(r"目前|如今|眼下|现在|当前|截至|至今|(?:做|干|搞|办|修|建|发展)到[^，。？]{0,6}了[？?。\s]*$")
_PART = re.compile(r"其中|里[头面]|当中|之中|里有(?:多少|几)")


def is_excluded(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a rule that no weight may overrule keeps a sentence from being the answer."""
    features = candidate.features
    if any(all(features.get(name) for name in names) for names in _DECISIVE):
        return True
    return any(check(candidate, asked) for check in rules())


def rules() -> tuple[Callable[[Candidate, Understanding], bool], ...]:
    """Return what may exclude a sentence; named at each call, so that ``python -m eval ablate`` can switch one off."""
    return (
        is_of_another_kind,
        is_of_another_level,
        is_of_its_fellow,
        is_counted_otherwise,
        is_of_another_class,
        is_of_another_deed,
        is_of_another_measure,
        is_of_another_average,
        is_of_another_route,
        is_told_of_another,
        is_counted_together,
        is_of_a_class,
        is_of_each,
        is_of_several_beside_it,
        is_of_some,
        is_of_some_places,
        is_of_what_is_called_by_it,
        is_of_part_of_a_year,
        is_over_another_bound,
        lacks_its_name,
        lacks_its_measure,
        lacks_what_is_asked_of_it,
        _tells_no_amount,
        _is_of_its_whole,
        _is_of_what_was_before,
        never_says_the_name,
        names_what_is_nowhere,
        is_of_another_work,
        _lacks_what_is_dated,
        _is_of_the_report,
        _only_names_a_trouble,
        _says_nothing_itself,
        lacks_figure,
        lacks_its_number,
        tells_no_change,
        lacks_both_amounts,
        is_of_many_years,
        is_ranked_among_others,
        tells_no_most,
        _sets_no_target,
        _tells_nothing_unmet,
        _only_plans,
        is_unknown,
        has_nothing,
        has_only_what_any_may,
        is_only_in_another_name,
        lacks_what_may_be_there,
        is_of_a_namesake,
        is_told_before_it,
        is_off_topic,
        is_of_as_many_others,
        _tells_what_is_known,
    )


def _tells_no_amount(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether an amount or a share is asked and a sentence has none: 生产总值到底多少亿, and it grew by 6.8%."""
    if asked.figure.growth or asks_several(asked.query.text):
        return False
    only_rates = bool(candidate.features["absolute_only_rates"])
    return only_rates or (asked.kind in FIGURE_KINDS and _lacks_share(candidate, asked))


def _is_of_its_whole(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a part is asked by a word that stands in another, as 出口 in 进出口: 其中出口多少."""
    glued = candidate.features["glued"]
    is_whole = glued >= _MOSTLY and asks_figure(asked.query.text)
    return bool(glued) and (_PART.search(asked.query.text) is not None or is_whole)


def _is_of_what_was_before(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a sentence answered before and has nothing of what is asked now: 优良天数多少，PM2.5呢."""
    return bool(candidate.features.get("depends_cited")) and _lacks_all_named(candidate.features, asked)


def never_says_the_name(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked what a quoted name means that the report never says: “六个一”是什么."""
    text, term = candidate.document.text, asked_term(asked.query.text)
    return bool(term) and term in text and term not in candidate.sentence.text  # 什么是两品一标


def _is_of_the_report(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a sentence only tells who gave the report and when, and something else is asked: 何时通车."""
    heads = _GIVEN.search(candidate.sentence.text) is not None and candidate.sentence.role == "other"
    return heads and not _OF_THE_REPORT.search(asked.query.text)


def _lacks_what_is_dated(candidate: Candidate, _: Understanding) -> bool:
    """Say whether a date is asked and a sentence is of another thing: 动物园什么时候开放, not 博物馆."""
    features = candidate.features
    return features["missing_known_here"] > _HALF and bool(features.get("want_date"))


def _only_names_a_trouble(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked what is done and the words that fit best name a shortcoming: 风险隐患不容忽视."""
    features = candidate.features
    if not features.get("want_measures") or features.get("want_state") or _OF_TROUBLES.search(asked.query.text):
        return False
    best = candidate.best_clause
    return candidate.sentence.role == "result" and best is not None and _TROUBLE.search(best.text) is not None


def _says_nothing_itself(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a sentence thanks, or only points back: 向全市干部群众致以崇高敬意, 对于这些问题，我们已采取措施.

    So does one that tells to whom what was reached is owed: 这些成绩的取得，是市委坚强领导的结果.
    """
    if _CREDITS.match(candidate.sentence.text):
        return not _OF_CREDIT.search(asked.query.text)
    if _THANKS.search(candidate.sentence.text):
        return not _OF_THANKS.search(asked.query.text)
    return _POINTS_BACK.match(candidate.sentence.text) is not None and not _OF_SHORTCOMINGS.search(asked.query.text)


def _tells_what_is_known(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a question states a figure and asks for another of its unit, and a sentence goes on to none.

    88所学校里有多少所小学: not 新建公办幼儿园和中小学88所.
    """
    if asked.kind != "fact" or not asks_figure(asked.query.text) or asks_several(asked.query.text):
        return False
    if told_of_another(asked.query.text) or not _ASKS_HOW_MANY.search(asked.query.text):
        return False  # 我记得增速是8%; 去年增长5%，今年目标是多少: 5%, again
    known = [f for f in candidate.figures for c in asked.claims if same_measure(f, c) and is_value(c, f)]
    if not known or not any(unit_fits(asked, figure) for figure in known):
        return False
    others = [f for f in candidate.figures if f not in known and f.end > known[0].clause_start]
    words = bigrams(asked.query.text)
    others = [f for f in others if f.unit == known[0].unit or bigrams(f.indicator) & words]
    return not any(unit_fits(asked, figure) for figure in others)


def _sets_no_target(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a target is asked for and a sentence only tells what was reached: 去年就业目标, not 新增就业6万人."""
    text = asked.query.text
    if asked.kind not in FIGURE_KINDS or len(asked.years) > 1 or asks_several(text):
        return False
    if not _ASKS_TARGET.search(text) or _OF_WHAT_CAME.search(text):
        return False
    told = (figure.before_in(candidate.document.text) for figure in candidate.own_figures)
    return candidate.sentence.role == "result" and not any(map(_SETS.search, told))


def _tells_nothing_unmet(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked what was not reached and a sentence says so of nothing: 哪些指标没有完成."""
    return _UNMET_ASKED.search(asked.query.text) is not None and not _UNMET.search(candidate.sentence.text)


def _only_plans(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether it is asked how much there is now and a sentence only plans: 目前占比, not 今年占比达到80%."""
    if asked.kind not in FIGURE_KINDS or not _NOW.search(asked.query.text) or asked.years:
        return False
    return candidate.sentence.role == "target" and "planned" not in asked.query.time_tags


def _lacks_share(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a share is asked and none told: 民生支出占财政支出多少, not where it was 34亿元、增长11%."""
    asks_part = asked.figure.share and _OF_A_WHOLE.search(asked.query.text)
    is_told = any(figure.scope == "占比" for figure in candidate.figures)
    return bool(candidate.features.get("lacks_share")) or (bool(asks_part) and not is_told)


def _lacks_all_named(features: Mapping[str, float], asked: Understanding) -> bool:
    """Say whether a sentence has nothing of the subject, known to the reports or not."""
    subject = asked.query.subject
    known = any(term.known for term in subject)
    return features["missing_known"] >= 1 if known else bool(subject) and features["unknown"] >= 1
