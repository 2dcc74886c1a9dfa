"""Conversations that servers share: another chatbot goes on with them; each goes on alone where the store is away."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from chatbot import Chatbot
from chatbot.question.conversation import Turn
from chatbot.question.shared_conversations import SharedConversations, StoreAwayError
from ingest.document import Document


class Shelf:
    """A store in memory, which can be away."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.away = False

    def get(self, key: str) -> str | None:
        self._check()
        return self.kept.get(key)

    def put(self, key: str, text: str, seconds: float) -> None:
        assert seconds > 0
        self._check()
        self.kept[key] = text

    def drop(self, key: str) -> bool:
        self._check()
        return self.kept.pop(key, None) is not None

    def _check(self) -> None:
        if self.away:
            raise StoreAwayError


Lines = Callable[[str], Chatbot]


def sharing(make: Lines, shelf: Shelf) -> Chatbot:
    bot = make("新增学位3000个，新增托位500个。\n---\n新增学位4000个。\n")
    bot._memory = SharedConversations(shelf, lambda: bot.reports)
    return bot


def test_another_server_goes_on_as_the_same_would(chatbot_on: Lines) -> None:
    shelf = Shelf()
    one, other = (sharing(chatbot_on, shelf) for _ in range(2))
    first = one.ask("去年新增学位多少个？", owner="a")
    for question in ("那今年呢？", "相差多少？"):
        said = other.ask(question, conversation_id=first.conversation_id, owner="a")
        assert said.conversation_id == first.conversation_id
    assert "1000" in said.text
    assert other.turns(first.conversation_id, "b") is None


def test_when_the_store_is_away_each_goes_on_with_its_own(chatbot_on: Lines) -> None:
    shelf = Shelf()
    one, other = (sharing(chatbot_on, shelf) for _ in range(2))
    known = one.ask("去年新增学位多少个？").conversation_id
    shelf.away = True
    assert "4000" in one.ask("那今年呢？", conversation_id=known).text
    assert other.ask("那今年呢？", conversation_id=known).conversation_id != known
    with pytest.raises(StoreAwayError):
        one.forget(known)


def test_forgotten_by_one_is_forgotten_by_all(chatbot_on: Lines) -> None:
    shelf = Shelf()
    one, other = (sharing(chatbot_on, shelf) for _ in range(2))
    known = one.ask("去年新增学位多少个？").conversation_id
    assert other.forget(known) is True
    assert one.turns(known) is None
    assert not shelf.kept


def test_what_a_report_no_longer_says_is_not_gone_on_from(chatbot_on: Lines) -> None:
    shelf = Shelf()
    bot = sharing(chatbot_on, shelf)
    known = bot.ask("去年新增学位多少个？").conversation_id
    report_id, document = next(iter(bot.reports.items()))
    turns = SharedConversations(shelf, lambda: {report_id: _without_a_sentence(document)}).open(known, "")[1]
    assert bot.turns(known)[0].figures  # type: ignore[index]
    assert [turn.figures for turn in turns] == [()]
    assert SharedConversations(shelf, dict).open(known, "") == (known, ())


def _without_a_sentence(document: Document) -> Document:
    return replace(document, sentences=tuple(replace(s, text=f"{s.text}改") for s in document.sentences))


def test_a_model_puts_its_turn_in_the_place_of_the_last(chatbot_on: Lines) -> None:
    memory = sharing(chatbot_on, Shelf())._memory
    query = chatbot_on("有。\n---\n有。\n").index.parse_names("学位")
    known = memory.begin((Turn(query),), "")
    memory.remember(known, "", Turn(replace(query, original="再问")), again=True)
    assert [turn.query.original for turn in memory.open(known, "")[1]] == ["再问"]
