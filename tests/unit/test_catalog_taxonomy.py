"""The taxonomy is fideslang's with our extensions below it, and its flags hold for what lies below a category."""

import time

from inventory.catalog import taxonomy
from inventory.catalog.taxonomy import categories, data_subjects, data_uses, descends


def test_it_holds_fideslangs_words_and_ours_apart() -> None:
    counts = [
        sum(not term.extension for term in terms.values()) for terms in (categories(), data_uses(), data_subjects())
    ]
    assert counts == [85, 56, 15]
    assert {key for key, subject in data_subjects().items() if subject.extension} == {"child", "reviewer", "seller"}
    assert "visitor" in data_subjects()
    for key in (
        "user.health_and_medical.prescription",
        "user.content.private.voice_recording",
        "user.content.private.video",
        "user.demographic.trade_union",
        "user.demographic.philosophical_belief",
        "user.demographic.sex_life",
        "user.account.ban",
    ):
        assert categories()[key].extension


def test_every_parent_is_there() -> None:
    for terms in (categories(), data_uses()):
        for term in terms.values():
            assert term.parent is None or term.parent in terms
            assert term.name


def test_special_categories_are_those_of_article_9() -> None:
    found = categories()
    special = {key for key, category in found.items() if category.special}
    assert special == {
        "user.authorization.biometric",
        *(key for key in found if descends(key, "user.biometric")),
        *(key for key in found if descends(key, "user.health_and_medical")),
        "user.demographic.philosophical_belief",
        "user.demographic.political_opinion",
        "user.demographic.race_ethnicity",
        "user.demographic.religious_belief",
        "user.demographic.sex_life",
        "user.demographic.sexual_orientation",
        "user.demographic.trade_union",
    }
    assert found["user.health_and_medical.prescription"].article == "Art. 9"
    assert found["user.criminal_history"].article == "Art. 10"
    assert found["user.name"].article is None


def test_card_data_is_a_number_what_is_printed_beside_it_or_what_authorises() -> None:
    cards = {key.rpartition(".")[2]: category.card for key, category in categories().items() if category.card}
    assert cards == {
        "credit_card": "pan", "expiry": "chd", "holder": "chd", "cvc": "sad", "pin": "sad", "track": "sad",
    }  # fmt: skip


def test_weights_lie_between_one_and_ten_and_pass_down() -> None:
    assert all(1 <= category.weight <= 10 for category in categories().values())
    assert categories()["user.government_id.passport_number"].weight == 8
    assert categories()["user.content.private.video"].highly_personal


def test_descends_goes_by_whole_words() -> None:
    assert descends("user.name", "user.name")
    assert descends("user.name.first", "user.name")
    assert not descends("user.names", "user.name")
    assert not descends("user", "user.name")


def test_it_is_read_quickly() -> None:
    for cached in (taxonomy._taxonomy, categories):
        cached.cache_clear()
    started = time.perf_counter()
    categories()
    assert time.perf_counter() - started < 0.2  # 0.006 s here; a busy machine may take longer
