"""Find the conditions of a template that only its run can answer, so that it can be rendered for each answer."""

from collections.abc import Iterator, Mapping

from jinja2 import nodes

OPEN = frozenset({"var", "env_var", "is_incremental", "execute", "flags"})
"""Words of dbt that have a value here, and another when the model runs."""

MAX_RENDERED = 16
"""How often one template is rendered."""

Answers = Mapping[int, bool]
"""Conditions by their number; the same words are the same condition wherever they stand."""


def make_conditions_ask(tree: nodes.Template, numbers: dict[str, int]) -> None:
    """Every condition goes through `answered(number, is_open, asked_so_far(), condition)`.

    `numbers` keeps the number of each condition, by its words.
    """
    asking: list[nodes.If | nodes.CondExpr] = [*tree.find_all(nodes.If), *tree.find_all(nodes.CondExpr)]
    told = [numbers.setdefault(repr(node.test), len(numbers)) for node in asking]
    opened = _opened(tree)
    for node, number in zip(asking, told, strict=True):
        is_open = nodes.Const(_is_open(node.test, opened))
        so_far = nodes.Call(nodes.Name("asked_so_far", "load"), [], [], None, None)
        given = [nodes.Const(number), is_open, so_far, node.test]
        node.test = nodes.Call(nodes.Name("answered", "load"), given, [], None, None)


def _opened(tree: nodes.Template) -> set[str]:
    """The names whose values come of what only a run knows: assigned, or given to a macro."""
    pairs = [*_assigned(tree), *_given(tree)]
    opened, before = set(OPEN), 0
    while len(opened) > before:
        before = len(opened)
        opened.update(name for name, value in pairs if _is_open(value, opened))
    return opened


def _assigned(tree: nodes.Template) -> Iterator[tuple[str, nodes.Node]]:
    for assign in tree.find_all(nodes.Assign):
        for target in (assign.target, *assign.target.find_all(nodes.Name)):
            if isinstance(target, nodes.Name):
                yield target.name, assign.node


def _given(tree: nodes.Template) -> Iterator[tuple[str, nodes.Node]]:
    macros = {macro.name: [argument.name for argument in macro.args] for macro in tree.find_all(nodes.Macro)}
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in macros:
            yield from zip(macros[call.node.name], call.args, strict=False)
            yield from ((named.key, named.value) for named in call.kwargs)


def _is_open(value: nodes.Node, opened: set[str]) -> bool:
    names = value.find_all(nodes.Name)
    return (isinstance(value, nodes.Name) and value.name in opened) or any(name.name in opened for name in names)


class Branches:
    """Which answers were given to open conditions so far, and which are to be given yet."""

    def __init__(self) -> None:
        self._given: set[tuple[int, bool]] = set()
        self._waiting: list[tuple[int, bool, Answers]] = []
        self._forced: Answers = {}
        self.rendered = 0

    def __iter__(self) -> Iterator[None]:
        """One turn for each rendering: first with every condition as it comes, then with one answered otherwise."""
        yield from self._turn({})
        while self._waiting and self.rendered < MAX_RENDERED:
            number, answer, around = self._waiting.pop(0)
            if (number, answer) not in self._given:
                yield from self._turn({**around, number: answer})

    def _turn(self, forced: Answers) -> Iterator[None]:
        self._forced = forced
        self.rendered += 1
        yield

    @property
    def are_left(self) -> bool:
        return any((number, answer) not in self._given for number, answer, _ in self._waiting)

    def answer(self, number: int, default: bool) -> bool:
        """The answer to an open condition in this rendering."""
        answer = self._forced.get(number, default)
        if (number, answer) not in self._given:
            self._given.add((number, answer))
            self._waiting.append((number, not answer, self._forced))
        return answer
