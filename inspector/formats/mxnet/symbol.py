"""The symbol beside MXNet's parameters: the graph as JSON, of which the operators are worth telling.

``model-0007.params`` and ``model.params`` belong to ``model-symbol.json``.
Source: ``src/nnvm/legacy_json_util.cc`` and ``3rdparty/tvm/nnvm/src/pass/saveload_json.cc`` of https://github.com/apache/mxnet.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from msgspec import DecodeError, Struct
from msgspec.json import Decoder

from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.sources.documents import read_document
from inspector.sources.source import Source

__all__ = ["symbol_beside"]

_PARAMETERS = re.compile(r"(?P<prefix>.+?)(-\d{4,})?\.params")
#: A variable, which is no operator.
_VARIABLE = "null"


class _Node(Struct):
    op: str


class _Symbol(Struct):
    nodes: list[_Node]
    attrs: dict[str, Any] = {}


def symbol_beside(source: Source) -> tuple[dict[str, Any], list[Finding]]:
    """What the symbol beside a file of parameters says, as metadata; a finding if it can't be read."""
    named = _PARAMETERS.fullmatch(source.name)
    if named is None:
        return {}, []
    location = source.location.sibling(f"{named['prefix']}-symbol.json")
    if not location.exists:
        return {}, []
    try:
        with location.open() as file:
            symbol = Decoder(_Symbol).decode(read_document(file, source.limits))
    except (CheckpointError, DecodeError, UnicodeDecodeError, RecursionError):
        message = f"{location.name}, which belongs to these parameters, can't be read as a symbol."
        return {}, [Finding(Severity.INFO, "unreadable-symbol", message, location.name)]
    operators = Counter(node.op for node in symbol.nodes if node.op != _VARIABLE)
    metadata: dict[str, Any] = {"symbol": location.name, "operators": dict(operators.most_common())}
    version = symbol.attrs.get("mxnet_version")
    if isinstance(version, list) and len(version) == 2 and isinstance(version[1], int):
        metadata["mxnet version"] = ".".join(str(version[1] // step % 100) for step in (10_000, 100, 1))
    return metadata, []
