import pytest

from profiles.editor.conflict import Snapshot, join_snapshots

SEEN = Snapshot(
    ("s1", "c1", "c2"),
    {"stand": "Jul", "title-s1": "Fach", "title-c1": "Lesen", "title-c2": "Rechnen", "weight-c1": "2"},
)


def changed(rows=None, without=(), **fields):
    kept = {name: text for name, text in SEEN.fields.items() if not name.endswith(tuple(without) or "\0")}
    named = {name.replace("_", "-"): text for name, text in fields.items()}
    return Snapshot(tuple(rows or SEEN.rows), {**kept, **named})


def join(*, stored, typed):
    return join_snapshots(seen=SEEN, stored=stored, typed=typed)


def test_what_only_the_other_changed_is_taken_over_and_named():
    joined = join(stored=changed(title_c1="Vorlesen"), typed=changed(stand="Aug"))

    assert (joined.fields["title-c1"], joined.fields["stand"]) == ("Vorlesen", "Aug")
    (difference,) = joined.differences
    assert (difference.name, difference.seen, difference.stored, difference.typed, difference.is_taken_over) == (
        "title-c1",
        "Lesen",
        "Vorlesen",
        "Lesen",
        True,
    )


def test_where_both_changed_the_typed_text_stands():
    joined = join(stored=changed(weight_c1="3"), typed=changed(weight_c1="4"))

    assert joined.fields["weight-c1"] == "4"
    assert [(d.stored, d.typed, d.is_taken_over) for d in joined.differences] == [("3", "4", False)]


def test_the_same_change_on_both_sides_is_no_quarrel():
    joined = join(stored=changed(stand="Aug"), typed=changed(stand="Aug"))

    assert [d.is_taken_over for d in joined.differences] == [True]


def test_a_row_added_elsewhere_comes_in_after_its_predecessor():
    stored = changed(rows=["s1", "c1", "c9", "c2"], title_c9="Schreiben")

    joined = join(stored=stored, typed=changed(rows=["s1", "c1", "c2", "cx1"], title_cx1="Malen"))

    assert joined.rows == ("s1", "c1", "c9", "c2", "cx1")
    assert (joined.fields["title-c9"], joined.fields["title-cx1"]) == ("Schreiben", "Malen")


def test_a_row_dropped_elsewhere_goes_if_it_was_not_touched_here():
    joined = join(stored=changed(rows=["s1", "c1"], without=["c2"]), typed=changed())

    assert joined.rows == ("s1", "c1")
    assert [(d.name, d.seen, d.is_taken_over) for d in joined.differences] == [("c2", "Rechnen", True)]


def test_a_row_dropped_elsewhere_but_typed_into_here_stays_as_a_new_one():
    joined = join(stored=changed(rows=["s1", "c1"], without=["c2"]), typed=changed(title_c2="Kopfrechnen"))

    name = joined.rows[2]
    assert name.startswith("cx")
    assert joined.fields[f"title-{name}"] == "Kopfrechnen"
    assert "title-c2" not in joined.fields


def test_the_order_of_whoever_changed_it_counts_and_mine_if_both_did():
    turned = ["s1", "c2", "c1"]

    assert join(stored=changed(rows=turned), typed=changed(stand="Aug")).rows == tuple(turned)
    assert join(stored=changed(stand="Aug"), typed=changed(rows=turned)).rows == tuple(turned)
    both = join(stored=changed(rows=turned), typed=changed(rows=["s1", "c1", "cx1", "c2"], title_cx1="neu"))
    assert both.rows == ("s1", "c2", "c1", "cx1")


def test_a_row_removed_here_and_changed_elsewhere_stays_removed():
    joined = join(stored=changed(title_c2="Kopfrechnen"), typed=changed(rows=["s1", "c1"], without=["c2"]))

    assert joined.rows == ("s1", "c1")
    assert [d.name for d in joined.differences] == ["title-c2"]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"rows": 1, "fields": {}}', '{"rows": [], "fields": []}'])
def test_a_damaged_snapshot_counts_as_nothing_seen(text):
    assert Snapshot.from_json(text) == Snapshot((), {})


def test_a_snapshot_comes_back_as_it_went():
    assert Snapshot.from_json(SEEN.as_json()) == SEEN
