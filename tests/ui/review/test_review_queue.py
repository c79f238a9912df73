"""The queue of a review: its order, its place, and what leaves it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from receipt_desktop.ui.review.review_queue import ReviewQueue


def make_queue(current: str = "a", ids: str = "abcd") -> ReviewQueue:
    queue = ReviewQueue()
    queue.set_receipts(list(ids), current)
    return queue


def test_the_place_is_counted_from_one() -> None:
    queue = make_queue("c")
    assert (queue.position, queue.count, queue.current_id) == (3, 4, "c")
    queue.go_next()
    assert queue.position == 4
    queue.go_next()
    assert queue.position == 4
    assert not queue.has_next


def test_an_unknown_current_receipt_starts_at_the_first() -> None:
    assert make_queue("z").current_id == "a"
    assert make_queue("z", "").current_id is None


def test_a_decision_goes_to_the_next_open_receipt_and_past_the_end() -> None:
    queue = make_queue("c")
    visited = []
    while queue.current_id is not None:
        visited.append(queue.current_id)
        queue.set_decided(queue.current_id, decided=True)
        queue.advance()
    assert visited == ["c", "d", "a", "b"]
    assert queue.open_count == 0
    assert queue.count == 4


def test_a_list_begins_with_the_first_that_is_not_approved_unless_one_is_asked_for() -> None:
    queue = ReviewQueue()
    queue.set_receipts("abc")
    queue.note_decided("ab")
    assert queue.current_id == "c"
    queue.set_receipts("abc", "a")
    queue.note_decided("ab")
    assert queue.current_id == "a"
    queue.set_receipts("abc")
    queue.go_next()
    queue.note_decided("ab")
    assert queue.current_id == "b"
    queue.set_receipts("abc")
    queue.note_decided("abc")
    assert queue.current_id == "a"


def test_a_skipped_receipt_comes_again_at_the_end() -> None:
    queue = make_queue("b")
    queue.skip()
    assert queue.ids == ("a", "c", "d", "b")
    assert queue.current_id == "c"
    queue.go_to("b")
    queue.skip()
    assert queue.current_id == "b"


def test_a_postponed_receipt_leaves_and_is_restored_in_its_place() -> None:
    queue = make_queue("b")
    queue.postpone()
    assert (queue.ids, queue.current_id) == (("a", "c", "d"), "c")
    queue.restore("b")
    assert (queue.ids, queue.current_id) == (("a", "b", "c", "d"), "b")


def test_removed_receipts_do_not_move_the_place() -> None:
    queue = make_queue("c")
    moves: list[object] = []
    queue.current_changed.connect(lambda: moves.append(queue.current_id))
    queue.remove({"a", "x"})
    assert (queue.current_id, queue.position, moves) == ("c", 2, [])
    queue.remove({"c"})
    assert (queue.current_id, moves) == ("d", ["d"])
    queue.remove({"d", "b"})
    assert queue.current_id is None


@given(st.lists(st.sampled_from("nkspa"), max_size=30))
def test_whatever_is_pressed_no_receipt_is_lost(keys: str) -> None:
    queue = make_queue()
    steps = {
        "n": queue.go_next,
        "k": queue.go_previous,
        "s": queue.skip,
        "p": queue.postpone,
        "a": queue.advance,
    }
    postponed = 0
    for key in keys:
        had_one = queue.current_id is not None
        steps[key]()
        postponed += key == "p" and had_one
        assert queue.count == 4 - postponed
        assert len(set(queue.ids)) == queue.count
