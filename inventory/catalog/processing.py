"""What data is used for: the organization, its owners, processing activities, recipients and notices."""

from typing import Literal

from inventory.catalog.values import (
    ActivityRef,
    CategoryRef,
    Country,
    DatasetRef,
    DataUseRef,
    Day,
    Id,
    Model,
    NoneWord,
    NoticeRef,
    OwnerRef,
    Placed,
    RecipientRef,
    RetentionStated,
    StoreRef,
    SubjectRef,
    Text,
    Whole,
    Wording,
    YesNo,
)  # fmt: skip

Art6 = Literal["6(1)(a)", "6(1)(b)", "6(1)(c)", "6(1)(d)", "6(1)(e)", "6(1)(f)"]
Art9 = Literal[
    "9(2)(a)",
    "9(2)(b)",
    "9(2)(c)",
    "9(2)(d)",
    "9(2)(e)",
    "9(2)(f)",
    "9(2)(g)",
    "9(2)(h)",
    "9(2)(i)",
    "9(2)(j)",
]
TransferTool = Literal["none", "adequacy", "scc", "bcr", "ad-hoc", "code", "certificate", "treaty", "derogation"]
Art28Term = Literal[
    "subject_matter", "instructions", "confidentiality", "security", "sub_processors", "rights", "assistance",
    "deletion", "audit",
]  # fmt: skip


class Contact(Model):
    """Somebody to write to, named by role or office."""

    name: Text
    """The company or office."""
    contact: Text | None = None
    """A postal address or mailbox of the office, not of a person."""
    country: Country | None = None
    """Where."""


class Organization(Placed):
    """The controller whose map this is."""

    controller: Contact | Text
    """The controller."""
    joint_controllers: list[Contact] | NoneWord | None = None
    """Controllers that decide with it (Art. 26)."""
    representative: Contact | NoneWord | None = None
    """The representative in the Union (Art. 27)."""
    dpo: Contact | Text | NoneWord | None = None
    """The data protection officer."""
    home_country: Country | None = None
    """Where the lead supervisory authority sits."""
    staff_total: Whole | None = None
    """How many people work for it; stands behind grants to everyone."""


class Owner(Placed):
    """Who answers for data: a role that a person holds, or a team with a lead. No names of people."""

    id: Id
    """The name used in references."""
    kind: Literal["person", "team", "mailbox"] = "person"
    """One person's role, a team, or a mailbox that no one answers for."""
    title: Text | None = None
    """The role in words, such as `Head of Orders`."""
    lead: OwnerRef | None = None
    """Who answers for a team."""
    deputy: OwnerRef | None = None
    """Who answers in the meantime."""
    left: Day | None = None
    """When the person left that role."""


class Transfer(Model):
    """A country that an activity sends data to, and the tool that allows it."""

    country: Country
    """Where to."""
    recipient: RecipientRef | None = None
    """To whom."""
    tool: TransferTool | None = None
    """What allows it (Art. 45 to 49)."""
    assessment: Text | None = None
    """The transfer impact assessment."""


class AutomatedDecision(Model):
    """A decision made by no human (Art. 22)."""

    description: Text
    """What is decided, by which logic."""
    human_review: YesNo | None = None
    """Whether a person can be asked to look again."""


class Activity(Placed):
    """A processing activity: one line of the record (Art. 30)."""

    id: Id
    """The name used in references."""
    purpose: Wording | None = None
    """What it is for."""
    data_use: DataUseRef | None = None
    """The fideslang data use."""
    role: Literal["controller", "joint", "processor"] = "controller"
    """In what capacity."""
    controller_for: Text | None = None
    """For whom, as a processor."""
    department: Text | None = None
    """Who does it."""
    owner: OwnerRef | None = None
    """Who answers for it."""
    legal_basis: Art6 | NoneWord | None = None
    """The basis in Art. 6."""
    art9_condition: Art9 | NoneWord | None = None
    """The condition in Art. 9 for special categories."""
    art10_basis: Text | None = None
    """The law that allows criminal-offence data (Art. 10)."""
    stores: list[StoreRef] | NoneWord | None = None
    """The datasets it uses; a database stands for all of its datasets."""
    categories: list[CategoryRef] | None = None
    """The categories it needs, where not all of its stores'."""
    subjects: list[SubjectRef] | None = None
    """Whose data."""
    recipients: list[RecipientRef] | NoneWord | None = None
    """Who receives data."""
    transfers: list[Transfer] | NoneWord | None = None
    """Countries outside the EEA."""
    retention: RetentionStated | NoneWord | None = None
    """How long it needs the data."""
    measures: list[Text] | None = None
    """Technical and organisational measures (Art. 32)."""
    source: Text | None = None
    """Where the data comes from, if not from the person (Art. 14)."""
    automated_decision: AutomatedDecision | NoneWord | None = None
    """Decisions made by no human."""
    consent: Text | NoneWord | None = None
    """Where consent is recorded."""
    compatibility: Text | NoneWord | None = None
    """The assessment that it is compatible with what its data was collected for (Art. 6(4))."""
    children: Text | NoneWord | None = None
    """How children are told apart and protected, such as an age check and their parents' consent (Art. 8)."""
    portability: Text | NoneWord | None = None
    """By what people get what they gave, to take it elsewhere (Art. 20)."""
    lia: Text | NoneWord | None = None
    """The legitimate interests assessment."""
    dpia: Text | NoneWord | None = None
    """The data protection impact assessment."""
    dpia_on: Day | None = None
    """When that was made, or last looked at again."""
    notice: NoticeRef | NoneWord | None = None
    """The notice that tells people of it."""
    created: Day | None = None
    """When its entry was made."""
    updated: Day | None = None
    """When its entry was last changed."""


class Contract(Model):
    """A processor's contract."""

    ref: Text
    """Where it is kept."""
    signed_on: Day | None = None
    """When."""
    expires_on: Day | None = None
    """Until when."""
    breach_notice_hours: Whole | None = None
    """Within how many hours it tells us of a breach (Art. 33(2))."""
    art28_terms: list[Art28Term] | None = None
    """Which terms of Art. 28(3) it holds."""


class Recipient(Placed):
    """Somebody who receives data (Art. 4(9))."""

    id: Id
    """The name used in references."""
    name: Text | None = None
    """The company."""
    role: Literal["processor", "sub_processor", "controller", "joint", "authority", "internal"] | None = None
    """In what capacity."""
    country: Country | None = None
    """Where it sits, or reads from."""
    contract: Contract | NoneWord | None = None
    """Its contract."""
    transfer_tool: TransferTool | None = None
    """What allows sending data there (Art. 45 to 49)."""
    transfer_assessment: Text | NoneWord | None = None
    """The transfer impact assessment."""
    dpf_certified: YesNo | None = None
    """Certified under the EU-US Data Privacy Framework."""
    sub_processors: list[RecipientRef] | NoneWord | None = None
    """Whom it uses in turn."""
    audited_on: Day | None = None
    """When it was last checked."""
    receives: list[StoreRef] | None = None
    """The datasets that reach it."""
    contact: Text | None = None
    """Where corrections and erasures are sent to (Art. 19)."""


class Disclosure(Placed):
    """Data that reached somebody who is not a recipient."""

    of: DatasetRef
    """What."""
    to: Text
    """Who received it, such as `broker`."""
    on: Day | None = None
    """When."""
    country: Country | None = None
    """Where."""
    authorised: YesNo | None = None
    """Whether anybody allowed it."""
    description: Text | None = None
    """What is known."""


class Notice(Placed):
    """What people were told (Art. 13 and 14)."""

    id: Id
    """The name used in references."""
    since: Day | None = None
    """Since when it has been shown."""
    categories: list[CategoryRef] | None = None
    """The categories it names."""
    recipients: list[RecipientRef] | NoneWord | None = None
    """The recipients it names."""
    countries: list[Country] | NoneWord | None = None
    """The countries outside the EEA it names."""
    retention: RetentionStated | NoneWord | None = None
    """The retention it names."""
    activities: list[ActivityRef] | None = None
    """The activities it tells of."""
