"""A graph of TensorFlow: the constants in it, how often it uses each operation, and operations that reach outside it.

Sources: ``graph.proto``, ``node_def.proto``, ``attr_value.proto`` and ``function.proto`` in ``tensorflow/core/framework`` of
https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

from collections import Counter

from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity, unreadable_tensor
from inspector.formats.reaching_operations import REACHING_OPERATIONS
from inspector.formats.tensorflow.tensor import tensor_entry
from inspector.jobs import Job
from inspector.sources.protobuf import Message
from inspector.tensors.entries import TensorEntry, key_of
from inspector.text import plural

__all__ = ["GraphWalk"]

_STRIDE = 1024
_CONSTANTS = frozenset({"Const", "HostConst"})
_OF_SAVERS = ("/tensor_names", "/shape_and_slices")
#: Operations that read files as ordinary models do: vocabularies that come with them, and data to train on.
_READING = frozenset({
    "FixedLengthRecordDataset", "FixedLengthRecordDatasetV2", "FixedLengthRecordReader", "FixedLengthRecordReaderV2",
    "InitializeTableFromTextFile", "InitializeTableFromTextFileV2", "LMDBReader", "TFRecordDataset", "TFRecordDatasetV2",
    "TFRecordReader", "TFRecordReaderV2", "TextLineDataset", "TextLineReader", "TextLineReaderV2", "WholeFileReader",
    "WholeFileReaderV2",
})  # fmt: skip


class GraphWalk:
    """Goes through graphs and keeps what it finds. A constant that can't be read is a finding, and the others are kept.

    Of constants with at most ``small`` elements, which are shapes and axes for the most part, only the number is kept, and
    then also of what savers are told, the names of all variables.
    """

    def __init__(self, job: Job, small: int = 0) -> None:
        self.constants: list[TensorEntry] = []
        self.operations: Counter[str] = Counter()
        self.small_constants = 0
        self._small = small
        self._job = job
        self._unreadable: list[Finding] = []

    def walk(self, graph: Message, prefix: tuple[str, ...] = ()) -> None:
        """Go through a ``GraphDef`` and the functions in it. Raises what reading its message raises."""
        for position, field in enumerate(graph):
            if position % _STRIDE == 0:
                self._job.report(field.value, graph.storage.nbytes, "Reading the graph")
            if field.number == 1:
                self._node(graph.message(field), prefix)
            elif field.number == 2:
                library = graph.message(field)
                for each in library:
                    if each.number == 1:
                        self._function(library.message(each), prefix)

    @property
    def findings(self) -> list[Finding]:
        """What is to be said of the constants, and one sentence for each operation that reaches outside the graph."""
        found = list(self._unreadable)
        for name, what in REACHING_OPERATIONS.items():
            if self.operations[name]:
                times = plural(self.operations[name], "time")
                message = (
                    f"The graph has the operation {name} {times}, which {what} when the model runs; nothing was run."
                )
                found.append(Finding(Severity.DANGER, "graph-dangerous-operation", message))
        for name in sorted(_READING & self.operations.keys()):
            message = f"The graph has the operation {name}, which reads a file when the model runs."
            found.append(Finding(Severity.INFO, "graph-reading-operation", message))
        return found

    def _function(self, function: Message, prefix: tuple[str, ...]) -> None:
        name = ""
        nodes = []
        for field in function:
            if field.number == 1:
                signature = function.message(field)
                name = next((signature.text_of(each) for each in signature if each.number == 1), "")
            elif field.number == 3:
                nodes.append(field)
        for field in nodes:
            self._node(function.message(field), (*prefix, f"(function {name})"))

    def _node(self, node: Message, prefix: tuple[str, ...]) -> None:
        name = operation = ""
        attributes = []
        for field in node:
            if field.number == 1:
                name = node.text_of(field)
            elif field.number == 2:
                operation = node.text_of(field)
            elif field.number == 5:
                attributes.append(field)
        self.operations[operation] += 1
        if operation not in _CONSTANTS:
            return
        for field in attributes:
            attribute = node.message(field)
            for part in attribute:
                if part.number == 2:
                    value = attribute.message(part)
                    for each in value:
                        if each.number == 8:
                            self._constant(value.message(each), (*prefix, name))

    def _constant(self, tensor: Message, path: tuple[str, ...]) -> None:
        try:
            entry = tensor_entry(tensor, path)
        except CheckpointError as error:
            self._unreadable.append(unreadable_tensor(key_of(path), error.reason))
            return
        if not self._small or (entry.numel > self._small and not path[-1].endswith(_OF_SAVERS)):
            self.constants.append(entry)
        else:
            self.small_constants += 1
