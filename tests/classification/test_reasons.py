"""What one classification says: the category, how sure, whose data, and the reasons in words."""

import pytest

import inventory
from inventory.catalog.taxonomy import categories
from inventory.classification import classify
from inventory.classification.lexicon import lexicon
from inventory.classification.words import words


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("cust_eml", ("cust", "eml")),
        ("CustomerEMail", ("customer", "email")),
        ("kartennummer", ("karten", "nummer")),
        ("Straße", ("strasse",)),
        ("numéro_carte", ("numero", "carte")),
        ("address2", ("address",)),
        ("msisdn", ("msisdn",)),
        ("e_mail", ("email",)),
        ("nr_telefonu", ("nr", "telefonu")),
    ],
)
def test_a_name_falls_into_its_words(name: str, spelt: tuple[str, ...]) -> None:
    assert words(name) == spelt


def test_the_public_call_is_the_package_s() -> None:
    assert inventory.classify is classify


def test_reasons_speak_for_and_against_and_say_what_was_rejected() -> None:
    found = classify("cust_eml", dataset="orders")
    assert found.category == "user.contact.email"
    assert "for: `eml` is a word for it" in found.reasons
    assert "against: the table is of no people: `orders`" in found.reasons
    assert found.subjects == ("customer",)
    assert any(reason.startswith("rejected: user.") for reason in classify("address_city").reasons)


@pytest.mark.parametrize(
    ("name", "dataset"),
    [("name", "products"), ("host_name", None), ("file_name", "uploads"), ("email_verified", "users")],
)
def test_what_says_nothing_of_a_person_is_undetermined(name: str, dataset: str | None) -> None:
    assert classify(name, dataset=dataset).category is None


def test_a_common_word_is_a_person_s_among_a_person_s_data() -> None:
    assert classify("name", dataset="patients", neighbours=["email"]).category == "user.name"
    assert classify("expiry_date", dataset="lots", neighbours=["lot_number"]).category is None
    assert classify("expiry_date", neighbours=["card_number", "cvv"]).category == "user.financial.credit_card.expiry"


@pytest.mark.parametrize("table", ["staff", "doctor", "patients"])
@pytest.mark.parametrize("holder", ["clinic", "warehouse.clinic", "products", '"Clinic 7.2"'])
def test_what_a_table_is_of_is_told_by_its_own_name_and_not_by_what_holds_it(holder: str, table: str) -> None:
    assert classify("name", dataset=f"{holder}.{table}") == classify("name", dataset=table)


def test_what_holds_a_table_speaks_where_its_own_name_is_silent() -> None:
    found = classify("name", dataset="customers.t1")
    assert (found.category, found.subjects) == ("user.name", ("customer",))
    assert classify("name", dataset="customers.products").category is None
    assert classify("number", dataset="clinic.phone").category == "user.contact.phone_number"


def test_a_type_may_contradict_a_name() -> None:
    assert classify("email", dataset="users", type="boolean").category is None
    assert classify("is_disabled_person", type="boolean").category is None
    assert classify("has_disability", type="boolean").category == "user.health_and_medical"
    assert classify("first_name", dataset="users", type="timestamp").category is None
    assert classify("national_insurance", dataset="payments", type="decimal(10,2)").category is None


def test_a_comment_tells_what_a_name_does_not() -> None:
    found = classify("c7", comment="E-mail address of the customer")
    assert found.category == "user.contact.email"
    assert "for: its comment speaks of" in found.reasons[0]
    assert classify("c7", comment="Anything that comes to mind; see the handbook").category is None


def test_a_word_of_another_language_counts_where_it_is_spoken() -> None:
    assert classify("via", dataset="messages", neighbours=["channel", "sent_at"]).category is None
    assert (
        classify("via", dataset="indirizzi", neighbours=["cognome", "città"]).category == "user.contact.address.street"
    )


def test_the_same_question_has_the_same_answer() -> None:
    asked = {"dataset": "kunden", "neighbours": ("vorname", "plz"), "type": "text"}
    assert classify("wohnort", **asked) == classify("wohnort", **asked)


def test_every_category_of_people_is_reachable() -> None:
    reached = {meaning.category for meanings in lexicon().meanings.values() for meaning in meanings}
    parents = {key for key in categories() if any(other.startswith(f"{key}.") for other in categories())}
    missing = {key for key in categories() if key.startswith("user.")} - reached - parents
    assert not missing
    assert reached <= set(categories())


def test_confidence_stays_below_certainty() -> None:
    assert 0.9 < classify("card_number", dataset="cards", neighbours=["cvv", "card_holder"]).confidence < 0.98


def test_a_list_of_kinds_is_of_nobody() -> None:
    assert classify("atc_code", dataset="drugs", neighbours=["drug_id", "name", "strength"]).category is None
    assert classify("name", dataset="religions", neighbours=["id"]).category is None
    found = classify("atc_code", dataset="drugs", neighbours=["patient_id", "name"])
    assert found.category == "user.health_and_medical.prescription"


def test_who_made_a_thing_is_a_person_and_what_a_thing_has_is_not_his() -> None:
    assert classify("author", dataset="recipes", neighbours=["email"]).category == "user.name"
    assert classify("trainee_withdrawal_id", dataset="withdrawals").category is None
    assert classify("owner_id", dataset="contacts", neighbours=["email", "last_name"]).category is None
