"""The memory of conversations: bounded for all, and for each owner, so that a flood drives out nobody else."""

from chatbot.question.conversation import OWNERS_SHARE, ConversationMemory


def test_a_flood_of_one_owner_drives_out_its_own() -> None:
    memory = ConversationMemory(capacity=8)
    quiet = memory.begin((), "quiet")
    mine = [memory.begin((), "loud") for _ in range(100)]
    assert memory.open(quiet, "quiet")[0] == quiet
    kept = [name for name in mine if memory.open(name, "loud")[0] == name]
    assert kept == mine[-(8 // OWNERS_SHARE) :]


def test_the_oldest_of_all_goes_where_there_are_too_many() -> None:
    memory = ConversationMemory(capacity=4)
    names = [(memory.begin((), str(owner)), str(owner)) for owner in range(6)]
    assert [memory.open(name, owner)[0] == name for name, owner in names] == [False, False, True, True, True, True]


def test_forgetting_makes_room_and_an_id_is_its_owners_alone() -> None:
    memory = ConversationMemory(capacity=4)
    name = memory.begin((), "a")
    assert not memory.forget(name, "b")
    assert memory.open(name, "b")[0] != name
    assert memory.forget(name, "a")
    again = memory.begin((), "a")
    assert memory.open(again, "a")[0] == again
