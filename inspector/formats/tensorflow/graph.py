"""A graph of TensorFlow: the constants in it, how often it uses each operation, and operations that reach outside it.

Sources: ``graph.proto``, ``node_def.proto``, ``attr_value.proto`` and ``function.proto`` in ``tensorflow/core/framework`` of
https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity, unreadable_tensor
from inspector.formats.reaching_operations import REACHING_OPERATIONS
from inspector.formats.tensorflow.tensor import RawTensor, raw_tensor
from inspector.jobs import Job
from inspector.sources.protobuf import Message
from inspector.sources.protobuf_levels import Level, scan
from inspector.tensors.entries import TensorEntry, key_of
from inspector.text import plural

__all__ = ["GraphWalk"]

_STRIDE = 1024
_CONSTANTS = frozenset({b"Const", b"HostConst"})
_OF_SAVERS = ("/tensor_names", "/shape_and_slices")
#: Operations that read files as ordinary models do: vocabularies that come with them, and data to train on.
_READING = frozenset({
    "FixedLengthRecordDataset", "FixedLengthRecordDatasetV2", "FixedLengthRecordReader", "FixedLengthRecordReaderV2",
    "InitializeTableFromTextFile", "InitializeTableFromTextFileV2", "LMDBReader", "TFRecordDataset", "TFRecordDatasetV2",
    "TFRecordReader", "TFRecordReaderV2", "TextLineDataset", "TextLineReader", "TextLineReaderV2", "WholeFileReader",
    "WholeFileReaderV2",
})  # fmt: skip


# rows of the scan, beside those of tensors
_NAME, _OPERATION, _NODE_END, _LIBRARY, _TENSOR = range(10, 15)
_VALUE = Level(levels={8: raw_tensor(_TENSOR)})
_NODE = Level(texts={1: _NAME, 2: _OPERATION}, levels={5: Level(levels={2: _VALUE})}, end=_NODE_END)
_GRAPH = Level(levels={1: _NODE}, places={2: _LIBRARY})
_FUNCTION = Level(levels={3: _NODE})
_SIGNATURE = Level(levels={1: Level(texts={1: _NAME})})


class GraphWalk:
    """Goes through graphs and keeps what it finds. A constant that can't be read is a finding, and the others are kept.

    Of constants with at most ``small`` elements, which are shapes and axes for the most part, only the number is kept, and
    then also of what savers are told, the names of all variables.
    """

    def __init__(self, job: Job, small: int = 0) -> None:
        self.constants: list[TensorEntry] = []
        self.small_constants = 0
        self._small = small
        self._job = job
        self._counts: Counter[bytes] = Counter()
        self._unreadable: list[Finding] = []

    def walk(self, graph: Message, prefix: tuple[str, ...] = ()) -> None:
        """Go through a ``GraphDef`` and the functions in it. Raises what reading its message raises."""
        for library in self._nodes(graph, _GRAPH, prefix):
            for each in library:
                if each.number == 1:
                    self._function(library.message(each), prefix)

    @property
    def operations(self) -> Counter[str]:
        """How often each operation was met."""
        found: Counter[str] = Counter()
        for name, count in self._counts.items():
            found[name.decode("utf-8", "replace")] += count
        return found

    @property
    def findings(self) -> list[Finding]:
        """What is to be said of the constants, and one sentence for each operation that reaches outside the graph."""
        found, operations = list(self._unreadable), self.operations
        for name, what in REACHING_OPERATIONS.items():
            if operations[name]:
                times = plural(operations[name], "time")
                message = (
                    f"The graph has the operation {name} {times}, which {what} when the model runs; nothing was run."
                )
                found.append(Finding(Severity.DANGER, "graph-dangerous-operation", message))
        for name in sorted(_READING & operations.keys()):
            message = f"The graph has the operation {name}, which reads a file when the model runs."
            found.append(Finding(Severity.INFO, "graph-reading-operation", message))
        return found

    def _function(self, function: Message, prefix: tuple[str, ...]) -> None:
        names = [value for _, value, _ in scan(function, _SIGNATURE)]
        name = names[-1].decode("utf-8", "replace") if names else ""
        for _ in self._nodes(function, _FUNCTION, (*prefix, f"(function {name})")):
            pass

    def _nodes(self, message: Message, level: Level, prefix: tuple[str, ...]) -> Iterator[Message]:
        """Look at the nodes of a graph or a function, and yield the libraries of functions that are among them."""
        name = operation = b""
        tensors: list[RawTensor] = []
        count = 0
        for row, value, nbytes in scan(message, level):
            if row == _NAME:
                name = value
            elif row == _OPERATION:
                operation = value
            elif row == _NODE_END:
                if count % _STRIDE == 0:
                    self._job.report(value, message.storage.nbytes, "Reading the graph")
                count += 1
                self._counts[operation] += 1
                if tensors:
                    if operation in _CONSTANTS:
                        path = *prefix, name.decode("utf-8", "replace")
                        for tensor in tensors:
                            self._constant(message, tensor, path)
                    tensors = []
                name = operation = b""
            elif row == _LIBRARY:
                yield message.part(value, nbytes)
            elif row == _TENSOR:
                tensors.append(RawTensor(value, nbytes))
            else:
                tensors[-1].add(row, value, nbytes)

    def _constant(self, message: Message, tensor: RawTensor, path: tuple[str, ...]) -> None:
        try:
            entry = tensor.entry(message, path)
        except CheckpointError as error:
            self._unreadable.append(unreadable_tensor(key_of(path), error.reason))
            return
        if not self._small or (entry.numel > self._small and not path[-1].endswith(_OF_SAVERS)):
            self.constants.append(entry)
        else:
            self.small_constants += 1
