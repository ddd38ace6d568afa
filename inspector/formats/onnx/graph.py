"""The tensors in a graph of ONNX: initializers, constants in nodes, and those of the graphs inside nodes.

Initializers have their own names. A constant of the main graph is at its node, ``(node Constant w)`` for the one that makes
``w``; in a subgraph, ``(subgraph then_branch)``, whose nodes' outputs nobody sees, it is at its own name if it has one.
Source: ``GraphProto``, ``NodeProto`` and ``AttributeProto`` in ``onnx/onnx.proto`` of https://github.com/onnx/onnx.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from inspector.errors import CheckpointError, LimitError
from inspector.findings import Finding, Severity, unreadable_tensor
from inspector.formats.onnx.tensor import ExternalDataError, TensorProto, sparse_entry
from inspector.jobs import Job
from inspector.sources.protobuf import Field, Message
from inspector.sources.siblings import Siblings
from inspector.tensors.entries import Entry, Path, TensorEntry, key_of
from inspector.text import plural, printable, shortened

__all__ = ["GRAPH", "GraphKind", "GraphWalk"]

_STRIDE = 1024


@dataclass(frozen=True, slots=True)
class GraphKind:
    """Where the parts of a message are that has nodes: the numbers of its fields, 0 for what it has not."""

    node: int
    name: int
    initializer: int = 0
    sparse_initializer: int = 0


GRAPH = GraphKind(node=1, name=2, initializer=5, sparse_initializer=15)
FUNCTION = GraphKind(node=7, name=1)

#: Domains of the operators that ONNX and its runtimes themselves have; functions that exporters write are in the file.
_KNOWN_DOMAINS = frozenset({
    "", "ai.onnx", "ai.onnx.ml", "ai.onnx.training", "ai.onnx.preview", "ai.onnx.preview.training", "com.microsoft",
    "com.microsoft.nchwc", "com.microsoft.experimental", "com.microsoft.dml", "com.ms.internal.nhwc", "org.pytorch.aten",
})  # fmt: skip

#: Attributes of a ``Constant`` with plain numbers and text: their field, and what a ``TensorProto`` calls the same.
_CONSTANTS = {2: (4, 1), 3: (7, 7), 4: (6, 8), 7: (4, 1), 8: (7, 7), 9: (6, 8)}
_SINGLE = frozenset({2, 3, 4})
#: The first bytes of those fields of an attribute that hold tensors and graphs. Most attributes are a few numbers, in which
#: none of them occurs, and a model has tens of thousands.
_HOLDS_MORE = re.compile(rb"[\x2a\x32\x52\x5a\xb2\xba]")
_LARGE_ATTRIBUTE = 256


class GraphWalk:
    """Goes through graphs and keeps what it finds. A tensor that can't be read is a finding, and the others are kept."""

    def __init__(self, files: Siblings, job: Job) -> None:
        self.entries: list[Entry] = []
        self.operators: Counter[str] = Counter()
        self._files = files
        self._job = job
        self._findings: list[Finding] = []
        self._domains: Counter[str] = Counter()
        self._defined: set[str] = set()
        self._unusable: dict[str, tuple[ExternalDataError, int]] = {}
        self._pending: list[tuple[Message, GraphKind, Path]] = []

    def walk(self, graph: Message, kind: GraphKind = GRAPH, prefix: Path = ()) -> None:
        """Go through a graph and all graphs in it. Raises what reading its message raises."""
        self._pending = [(graph, kind, prefix)]
        while self._pending:
            message, kind, path = self._pending.pop()
            for position, field in enumerate(message):
                if position % _STRIDE == 0:
                    self._job.report(field.value, message.storage.nbytes, "Reading the graph")
                if field.number == kind.node:
                    self._node(message.message(field), path)
                elif field.number == kind.initializer and kind.initializer:
                    self._tensor(message, field, path)
                elif field.number == kind.sparse_initializer and kind.sparse_initializer:
                    self._sparse(message, field, path)

    @property
    def findings(self) -> list[Finding]:
        """What is to be said, one sentence for each file that can't be used and each domain whose code is elsewhere."""
        foreign = [name for name in self._domains if name not in _KNOWN_DOMAINS and name not in self._defined]
        return [
            *self._findings,
            *(self._unusable_finding(name, *found) for name, found in self._unusable.items()),
            *(_foreign_domain(name, self._domains[name]) for name in foreign[: self._job.limits.companion_findings]),
        ]

    def define(self, domain: str) -> None:
        """Take note that the model itself has functions in a domain."""
        self._defined.add(domain)

    def _node(self, node: Message, path: Path) -> None:
        """Count the node and keep the tensors in its attributes."""
        operator = name = output = ""
        attributes = []
        for field in node:
            if field.number == 2 and not output:
                output = node.text_of(field)
            elif field.number == 3:
                name = node.text_of(field)
            elif field.number == 4:
                operator = node.text_of(field)
            elif field.number == 5:
                attributes.append(field)
            elif field.number == 7:
                self._domains[node.text_of(field)] += 1
        self.operators[operator] += 1
        place = (*path, f"(node {operator} {output or name})")
        for field in attributes:
            if operator == "Constant" or field.nbytes > _LARGE_ATTRIBUTE or _HOLDS_MORE.search(node.bytes_of(field)):
                self._attribute(node.message(field), operator, place, path)

    def _attribute(self, attribute: Message, operator: str, place: Path, path: Path) -> None:
        """Keep the tensors of an attribute of the node at ``place``, in the graph at ``path``."""
        name = ""
        plain: dict[int, list[Field]] = {}
        for field in attribute:
            if field.number == 1:
                name = attribute.text_of(field)
            elif field.number in (5, 10):
                self._tensor(attribute, field, path, (*place, name))
            elif field.number in (22, 23):
                self._sparse(attribute, field, (*place, name))
            elif field.number in (6, 11):
                self._descend(attribute.message(field), path)
            elif operator == "Constant" and field.number in _CONSTANTS:
                plain.setdefault(field.number, []).append(field)
        for number, fields in plain.items():
            with self._said_if_unreadable([key_of(place)]):
                self.entries.append(_plain_constant(attribute, number, fields, (*place, name)))

    def _descend(self, graph: Message, path: Path) -> None:
        if len(path) >= self._job.limits.graph_depth:
            raise LimitError(f"has graphs nested more than {self._job.limits.graph_depth} deep")
        name = next((graph.text_of(field) for field in graph if field.number == GRAPH.name), "")
        self._pending.append((graph, GRAPH, (*path, f"(subgraph {name})")))

    def _tensor(self, message: Message, field: Field, path: Path, attribute: Path | None = None) -> None:
        """Keep the tensor in a field; without its data if the file that has it can't be used.

        That of an attribute is at the ``attribute``, in a subgraph at its name if it has one.
        """
        names = ["A tensor"]
        with self._said_if_unreadable(names):
            tensor = TensorProto.of(message.message(field))
            place = attribute if attribute is not None and not (path and tensor.name) else (*path, tensor.name)
            names.append(key_of(place))
            try:
                entry = tensor.entry(place, self._files)
            except ExternalDataError as error:
                entry = tensor.described(place)
                self._unusable[error.name] = error, self._unusable.get(error.name, (error, 0))[1] + 1
            self.entries.append(entry)

    def _sparse(self, message: Message, field: Field, path: Path) -> None:
        with self._said_if_unreadable(["A sparse tensor"]):
            self.entries.append(sparse_entry(message.message(field), path, self._files))

    @contextmanager
    def _said_if_unreadable(self, names: list[str]) -> Iterator[None]:
        """Make a finding of what is wrong with a tensor, under the last of ``names``, which may be added to meanwhile."""
        try:
            yield
        except CheckpointError as error:
            self._findings.append(unreadable_tensor(names[-1], error.reason))

    def _unusable_finding(self, name: str, error: ExternalDataError, count: int) -> Finding:
        shown, tensors = shortened(printable(name), 100), plural(count, "tensor")
        if error.is_outside:
            message = (
                f"The data of {tensors} is said to be in {shown!r}, outside the model's folder; it was not opened."
            )
            return Finding(Severity.DANGER, "external-data-outside", message, shown)
        message = f"{shown}, which has the data of {tensors}, {error.reason}."
        return Finding(Severity.WARNING, "external-data-missing", message, shown)


def _foreign_domain(name: str, count: int) -> Finding:
    shown, operators = shortened(printable(name), 80), plural(count, "operator")
    message = f"The graph has {operators} of {shown!r}, whose code is not in the file and is not known."
    return Finding(Severity.WARNING, "custom-operation", message)


def _plain_constant(attribute: Message, number: int, fields: list[Field], path: Path) -> TensorEntry:
    """The numbers or the text of a ``Constant``, as the tensor that they stand for."""
    place, code = _CONSTANTS[number]
    tensor = TensorProto(attribute, code=code, data={place: fields})
    if number not in _SINGLE:
        tensor.dims = [tensor.count(place)]
    return tensor.entry(path, None)
