"""The sentences that the library below the window says, as templates: found in its code, for translators and the window.

The library says everything in plain English, in literals and f-strings, since most of it goes to a command line, into JSON
or into an exception. :mod:`inspector.sentences` recognises such a sentence by the template it came from. Every literal of
at least two words is one, unless it is a docstring, code, HTML or what only Python reads: what the window may show cannot
be told from where a text stands, and a rule that is too wide costs a line in a file, one that is too narrow leaves English
on the screen. Fields are called after what stands in them. Those that stand for one of a few words, or for a constant of
the module, are written out. A count with its noun is a field called after the noun (``{tensors}``), the noun a text itself.
"""

from __future__ import annotations

import ast
import keyword
import re
import string
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

__all__ = ["extracted", "extracted_from"]

PACKAGE = Path(__file__).resolve().parent.parent / "inspector"
#: What does not speak in a window: the command line, what developers see, and the window itself, which translates its own.
_ELSEWHERE = ("ui", "verbs", "testing", "cli.py", "__main__.py", "worker_main.py", "snippets.py", "msgspec_fallback.py")
#: Calls whose texts are no sentences, or are translated where they stand.
_NO_SENTENCES = {
    "tr",
    "translatable",
    "cast",
    "compile",
    "split",
    "removeprefix",
    "removesuffix",
    "startswith",
    "endswith",
}
#: Of how many alternatives a template is written out.
_MOST_ALTERNATIVES = 8

#: HTML, styles and code; lists of dotted names; lists of names that no word of a sentence stands between.
_CODE = re.compile(r"[\n<>`\\]|&\w+;|^--|=\"|\bvar\(|\| None|\w\[|\w\.\w+ \w+\.\w")
_IDENTIFIER = re.compile(r"\w_\w")
_FUNCTION_WORD = re.compile(
    r"\b(?:an?|and|at|be|by|can|does|ends?|for|has|in|is|it|must|no|not|of|or|that|the|to|with)\b"
)
_WORD = re.compile(r"[A-Za-z]{2,}")
#: Texts of one word, such as ``Reading {key}``, ``DANGER: {message}``, ``{method} adapter``, ``{names} torn: {reason}.``
_ONE_WORD = re.compile(r"[A-Z][a-z]+ing \{\w+\}|[A-Z]{4,}: \{.*|\{\w+\} [a-z]{6,}")
#: What stands behind a sentence only: without the blank before it, it could be part of what another library says.
_BEHIND = re.compile(r" while \{\w+\}")
_LONG_WORD = re.compile(r"(?:^| )[A-Za-z]{4,}[ :,]")

#: Texts that differ in these only are one.
_FIELD_NAME = re.compile(r"(?<!\{)\{\w+")

#: One noun with its plural, or one template without.
Text = tuple[str, str]


def extracted() -> list[Text]:
    """The texts of the whole library, sorted; the second of each is empty unless it is the plural of a noun.

    Of texts that differ in nothing but the names of their fields there is one.
    """
    texts: set[Text] = set()
    for path in PACKAGE.rglob("*.py"):
        if not set(path.relative_to(PACKAGE).parts) & set(_ELSEWHERE):
            texts.update(extracted_from(path.read_text("utf-8")))
    return sorted({_FIELD_NAME.sub("{", text[0]): text for text in sorted(texts)}.values())


def extracted_from(code: str) -> set[Text]:
    """The texts of one module."""
    return _Harvest(ast.parse(code)).texts


class _Harvest(ast.NodeVisitor):
    """Goes through a module and keeps its texts."""

    def __init__(self, module: ast.Module) -> None:
        self.texts: set[Text] = set()
        self._constants = dict(_constants(module))
        self.visit(module)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name != "__repr__":
            for each in node.body:
                self.visit(each)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        name = _called(node)
        if name == "plural":
            self._take_noun(node)
        elif name not in _NO_SENTENCES:
            if name == "Format":  # its second text is for people, what follows for lists of formats
                self.visit(node.args[1])
            else:
                self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        """What is compared is said somewhere else."""

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self._take(_named_fields(node.value) if "{" in node.value else _escaped(node.value))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._take_parts(node.values)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        parts = list(_summands(node))
        if isinstance(node.op, ast.Add) and any(
            isinstance(part, ast.JoinedStr) or _text(part) is not None for part in parts
        ):
            self._take_parts([each for part in parts for each in _values(part)])
        else:
            self.generic_visit(node)

    def _take_parts(self, parts: list[ast.expr]) -> None:
        """The templates that literals and fields in a row make; what stands in the fields is gone through, too."""
        choices: list[list[str]] = []
        names: dict[str, int] = {}
        for part in parts:
            if isinstance(part, ast.Constant):
                choices.append([_escaped(str(part.value))])
                continue
            expression = part.value if isinstance(part, ast.FormattedValue) else part
            self.visit(expression)
            written = self._alternatives(expression)
            if not written:
                name = _field_name(expression)
                names[name] = names.get(name, 0) + 1
                name += str(names[name]) if names[name] > 1 else ""
                written = [f"{{{name}:,}}" if _is_number(part) else f"{{{name}}}"]
            choices.append(written)
        total = 1
        for written in choices:
            total *= len(written)
        if total <= _MOST_ALTERNATIVES:
            for chosen in product(*choices):
                self._take("".join(chosen))

    def _alternatives(self, expression: ast.expr) -> list[str]:
        """What a field stands for, if that is one of a few texts in the code."""
        if isinstance(expression, ast.Name) and expression.id in self._constants:
            return [_escaped(self._constants[expression.id])]
        if isinstance(expression, ast.IfExp):
            branches = [self._alternatives(branch) for branch in (expression.body, expression.orelse)]
            return [*branches[0], *branches[1]] if all(branches) else []
        text = _text(expression)
        return [] if text is None else [_escaped(text)]

    def _take_noun(self, call: ast.Call) -> None:
        self.visit(call.args[0])
        noun, several = _noun(call)
        if noun:
            self.texts.add((f"%n {noun}", f"%n {several}"))
        else:
            for each in call.args[1:]:
                self.visit(each)

    def _take(self, template: str) -> None:
        if _BEHIND.fullmatch(template):
            self.texts.add((template, ""))
            return
        text = template.strip(" ;,").removeprefix(": ").removesuffix(".")
        literal = "".join(part for part, *_ in string.Formatter().parse(text))
        is_code = _CODE.search(literal) or (_IDENTIFIER.search(literal) and not _FUNCTION_WORD.search(literal))
        is_sentence = len(_WORD.findall(literal)) >= 2 and " " in literal.strip() and literal != literal.upper()
        has_one_word = _ONE_WORD.fullmatch(text) or (template.endswith(".") and _LONG_WORD.search(literal))
        if not is_code and (is_sentence or has_one_word):
            self.texts.add((text, ""))


def _constants(module: ast.Module) -> Iterator[tuple[str, str]]:
    """The texts that the module has names for."""
    for statement in module.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            text = _text(statement.value)
            if text is not None:
                yield statement.targets[0].id, text


def _text(node: ast.expr) -> str | None:
    """A literal text; None for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _summands(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from _summands(node.left)
        yield from _summands(node.right)
    else:
        yield node


def _values(node: ast.expr) -> Iterable[ast.expr]:
    return node.values if isinstance(node, ast.JoinedStr) else (node,)


def _called(call: ast.Call) -> str:
    function = call.func
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def _noun(call: ast.Call) -> tuple[str, str]:
    """The noun of a call of ``plural`` and its plural; empty if they are not written there."""
    texts = [text for text in map(_text, call.args[1:]) if text is not None]
    return (texts[0], texts[1] if len(texts) > 1 else f"{texts[0]}s") if texts else ("", "")


def _is_number(part: ast.expr) -> bool:
    """Whether a field is written as a number, with marks that differ between languages."""
    if not isinstance(part, ast.FormattedValue) or not isinstance(part.format_spec, ast.JoinedStr):
        return False
    spec = "".join(str(each.value) for each in part.format_spec.values if isinstance(each, ast.Constant))
    return bool(re.fullmatch(r"[+]?,?(\.\w*)?[gfd]?", spec)) and spec != ""


def _field_name(expression: ast.expr) -> str:
    """A name for what stands in a field: ``{error.reason}`` is ``{reason}``, ``{plural(n, 'tensor')}`` is ``{tensors}``."""
    if isinstance(expression, ast.Call):
        noun, several = _noun(expression) if _called(expression) == "plural" else ("", "")
        if noun:
            return re.sub(r"\W+", "_", several)
        return _field_name(expression.args[0]) if expression.args else _field_name(expression.func)
    if isinstance(expression, ast.Attribute):
        return expression.attr.strip("_")
    if isinstance(expression, ast.Name):
        name = expression.id.strip("_").lower()
        return f"{name}_" if keyword.iskeyword(name) else name
    if isinstance(expression, ast.Subscript):
        return _field_name(expression.value)
    return "value"


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _named_fields(text: str) -> str:
    """A text for ``str.format`` with names in its fields; as it is if it is none."""
    try:
        fields = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        return _escaped(text)
    for number in range(1, fields.count("") + 1):
        text = text.replace("{}", f"{{value{number if number > 1 else ''}}}", 1)
    return text
