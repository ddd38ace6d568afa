"""What Keras means by an HDF5 file: the order of its layers, and the configuration a model is rebuilt from.

Keras writes the names of a model's layers, and of a layer's weights, as attributes, in pieces where they are long. The
configuration is JSON. It names classes and functions that Keras imports and calls, and a Lambda layer holds Python bytecode;
nothing of that is done here. Sources: ``keras/src/legacy/saving/legacy_h5_format.py`` and
``keras/src/saving/serialization_lib.py`` of https://github.com/keras-team/keras.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from inspector.findings import Finding, Severity
from inspector.formats.hdf5.attributes import Attribute
from inspector.formats.hdf5.links import Link
from inspector.limits import Limits
from inspector.pickles.names import Names, words
from inspector.sources.documents import may_be_parsed
from inspector.tensors.entries import Entry, Path, ValueEntry
from inspector.text import plural, printable, shortened

__all__ = ["CONFIG", "TRAINING", "VERSION", "LinkOrder", "config_entries", "is_structural", "judge_training"]

#: Where the configuration is in a file's attributes, and in the paths of its values.
CONFIG = "model_config"
#: The same of losses, metrics and the optimizer.
TRAINING = "training_config"
#: The attribute of the root that every file of ``save_weights`` and ``save`` has.
VERSION = "keras_version"
_ORDERS = ("layer_names", "weight_names")
_OWN_MODULES = frozenset({"keras", "tf_keras", "keras_core", "keras_hub", "keras_nlp", "keras_cv", "builtins"})
#: What Keras itself has that fetches, reads or unpickles what a configuration tells it to, and what Python has.
_REACHING = words("get_file load_model func_load TorchModuleWrapper deserialize_model_from_bytecode")
_REACHING_BUILTINS = words("eval exec compile open getattr setattr globals vars input breakpoint __import__")
#: Layers that read a file of words, and functions of TensorFlow that reach outside, as old models name them in layers.
_READING_VOCABULARIES = frozenset({"StringLookup", "IntegerLookup", "TextVectorization", "IndexLookup"})
_REACHING_FUNCTIONS = re.compile(
    r"raw_ops\.\w*(File|PyFunc)\w*|io\.\w*(file|write|matching|gfile)[\w.]*|(\w+\.)*(py_function|numpy_function|py_func)"
)
_BYTECODE = "holds Python bytecode, which Keras would run; it was not run."


def is_structural(name: str) -> bool:
    """Whether an attribute only says what the tree shows: which layers and weights there are."""
    return name.rstrip("0123456789") in _ORDERS


class LinkOrder:
    """The order of the links of groups, by what the attributes of the groups above say."""

    def __init__(self) -> None:
        self._ranks: dict[Path, dict[str, int]] = {}

    def learn(self, path: Path, attributes: Iterable[Attribute]) -> None:
        """Take in the attributes of the group at ``path``: names in it, or paths below it. Raises CheckpointError."""
        pieces = [each for each in attributes if is_structural(each.name)]
        for each in sorted(pieces, key=lambda each: (len(each.name), each.name)):  # layer_names0, ..., layer_names10
            for text in each.texts():
                self._place(path, text.split("/"))

    def _place(self, path: Path, names: Sequence[str]) -> None:
        for depth, name in enumerate(names):
            ranks = self._ranks.setdefault((*path, *names[:depth]), {})
            ranks.setdefault(name, len(ranks))

    def sorted(self, path: Path, links: Sequence[Link]) -> Sequence[Link]:
        """The links of the group at ``path``; those that nothing was said of come last, in the order they are in."""
        ranks = self._ranks.get(path)
        return sorted(links, key=lambda link: ranks.get(link.name, len(ranks))) if ranks else links


def config_entries(text: str, findings: list[Finding], limits: Limits) -> list[Entry]:
    """The values of a configuration, below :data:`CONFIG`; what it would have Keras do becomes ``findings``.

    Text that is no JSON has no values, and a finding; nor has one that would take too much memory.
    """
    if not may_be_parsed(text.encode("utf-8", "replace"), limits):
        message = "The configuration of the model would take too much memory, and is not shown."
        findings.append(Finding(Severity.WARNING, "keras-config", message, CONFIG))
        return []
    try:
        config = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"The configuration of the model is not valid JSON ({shortened(printable(str(error)), 80)})."
        findings.append(Finding(Severity.WARNING, "keras-config", message, CONFIG))
        return []
    entries: list[Entry] = []
    judged: dict[str, Finding] = {}
    room = limits.path_names
    for path, value in _walk(config):
        room -= len(path) + 1
        if room < 0:
            message = f"The configuration has more than can be shown; the first {plural(len(entries), 'value')} are."
            findings.append(Finding(Severity.WARNING, "keras-config", message, CONFIG))
            break
        if not isinstance(value, dict):
            entries.append(ValueEntry((CONFIG, *path), value))
        elif len(judged) < limits.companion_findings and (finding := _judged(value, path)):
            judged.setdefault(finding.message, finding)
    findings += judged.values()
    return entries


def judge_training(text: str, findings: list[Finding], limits: Limits) -> None:
    """Add what the losses and metrics of a model would have Keras do; whoever shows their text says if it is no JSON."""
    try:
        config = json.loads(text)
    except (ValueError, RecursionError):
        return
    objects = ((path, value) for path, value in _walk(config) if isinstance(value, dict))
    found = (_judged(value, path, TRAINING) for path, value in islice(objects, limits.path_names))
    findings += islice(filter(None, found), limits.companion_findings)


def _walk(config: Any) -> Iterator[tuple[Path, Any]]:
    """Every dict, and every value that is none and has none in it, in the order of the text."""
    waiting: list[tuple[Path, Any]] = [((), config)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            yield path, value
            waiting += (((*path, name), item) for name, item in reversed(value.items()))
        elif isinstance(value, list) and _has_dicts(value):
            waiting += (((*path, index), item) for index, item in reversed(list(enumerate(value))))
        else:
            yield path, value


def _has_dicts(value: list[Any]) -> bool:
    waiting = [value]
    while waiting:
        for item in waiting.pop():
            if isinstance(item, dict):
                return True
            if isinstance(item, list):
                waiting.append(item)
    return False


def _judged(value: dict[str, Any], path: Path, within: str = CONFIG) -> Finding | None:
    """What is to be said of an object of the configuration, which ``class_name`` names."""
    class_name, module = value.get("class_name"), value.get("module")
    where = ".".join(map(str, (within, *path)))
    if class_name == "Lambda":
        return _judged_lambda(value.get("config"), where)
    if class_name in _READING_VOCABULARIES and (finding := _judged_vocabulary(value.get("config"), where)):
        return finding
    if class_name == "__lambda__" and path[-2:] != ("config", "function"):
        return Finding(Severity.DANGER, "keras-lambda", f"A Keras lambda at {where} {_BYTECODE}", where)
    if class_name == "TFOpLambda" and _is_reaching_operation(value.get("config")):
        message = (
            f"A layer at {where} calls a function of TensorFlow that reaches files or runs code; it was not called."
        )
        return Finding(Severity.DANGER, "keras-lambda", message, where)
    if not isinstance(class_name, str) or not isinstance(module, str):
        return None
    function = value.get("config")
    called = function if class_name == "function" and isinstance(function, str) else class_name
    name = shortened(printable(f"{module}.{called}"), 120)
    if module.partition(".")[0] in _OWN_MODULES:
        if called not in (_REACHING_BUILTINS if module == "builtins" else _REACHING):
            return None
        message = f"The configuration has Keras call {name}, which reaches files or runs code; it was not called."
        return Finding(Severity.DANGER, "keras-custom-object", message, where)
    is_dangerous = Names().judge(f"{module}.{called}") is Severity.DANGER
    message = f"The configuration names {name}, which is not part of Keras and would be imported; it was not imported."
    return Finding(Severity.DANGER if is_dangerous else Severity.WARNING, "keras-custom-object", message, where)


def _judged_vocabulary(config: Any, where: str) -> Finding | None:
    """A vocabulary that is no list of words is the path of a file, which Keras reads when the model is loaded."""
    vocabulary = config.get("vocabulary") if isinstance(config, dict) else None
    if not isinstance(vocabulary, str) or not vocabulary:
        return None
    shown = shortened(printable(vocabulary), 80)
    message = f"A layer at {where} reads its vocabulary from the file {shown!r} when it is loaded; it was not opened."
    return Finding(Severity.WARNING, "keras-vocabulary-file", message, where)


def _is_reaching_operation(config: Any) -> bool:
    function = config.get("function") if isinstance(config, dict) else None
    return isinstance(function, str) and _REACHING_FUNCTIONS.fullmatch(function) is not None


def _judged_lambda(config: Any, where: str) -> Finding:
    config = config if isinstance(config, dict) else {}
    function, name = config.get("function"), shortened(printable(str(config.get("name"))), 60)
    named = f"{config.get('module')}.{function}"
    if isinstance(function, str) and config.get("module") and Names().judge(named) is Severity.DANGER:
        called = shortened(printable(named), 120)
        message = f"The Keras Lambda layer {name!r} calls {called}, which can run code; it was not called."
        return Finding(Severity.DANGER, "keras-lambda", message, where)
    is_named = isinstance(function, str) or (isinstance(function, dict) and function.get("class_name") == "function")
    if is_named:
        message = (
            f"The Keras Lambda layer {name!r} calls a function by its name, which Keras looks for where it is told to."
        )
        return Finding(Severity.WARNING, "keras-lambda", message, where)
    return Finding(Severity.DANGER, "keras-lambda", f"The Keras Lambda layer {name!r} {_BYTECODE}", where)
