"""Public question sets turned into something to search."""

from __future__ import annotations

from eval.public import passage_document, sample_set, summarise_ranks

PAIRS = [(f"问{number}", f"文{number % 5}。") for number in range(10)]


def test_a_sample_holds_the_passage_of_every_question_and_distractors() -> None:
    sampled = sample_set("made-up", PAIRS, 2)
    assert len(sampled.questions) == 2
    assert len(sampled.passages) == 3
    passages = dict(PAIRS)
    assert all(sampled.passages[number] == passages[question] for question, number in sampled.questions)
    assert sample_set("made-up", list(reversed(PAIRS)), 2) == sampled


def test_a_passage_is_searched_by_sentence() -> None:
    document = passage_document(7, "第一句。第二句！\n第三句")
    assert document.report_id == "7"
    assert [sentence.text for sentence in document.sentences] == ["第一句。", "第二句！", "第三句"]
    assert {number for chunk in document.chunks for number in chunk.sentences} == {0, 1, 2}


def test_ranks_become_rates() -> None:
    result = summarise_ranks("made-up", "hybrid", [1, 2, 0, 7])
    assert [rate.hits for rate in result.hits.values()] == [1, 2, 3]
    assert result.mean_reciprocal_rank == (1 + 1 / 2 + 1 / 7) / 4
