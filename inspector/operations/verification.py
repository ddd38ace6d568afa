"""Verifying: which module a checkpoint is taken for, what it runs on, and what its outputs are compared with."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from inspector.architectures.architecture import Blueprint, Candidate
from inspector.architectures.registry import blueprint, choices_of, overridden
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import MissingDependencyError, SelectionError
from inspector.formats.registry import open_checkpoint
from inspector.interpreters import Interpreter, can_import, interpreters
from inspector.jobs import Job
from inspector.names.renaming import RenameRule, Renaming
from inspector.operations.detection import blueprint_of
from inspector.operations.opening import CheckpointSource, opened
from inspector.verifying.code import classes_in, code_blueprint, fingerprint
from inspector.verifying.embedded_architecture import EmbeddedArchitecture, embedded_in
from inspector.verifying.kept_hyperparameters import kept_hyperparameters
from inspector.verifying.programs import PROGRAMS, ProgramNotAllowedError
from inspector.verifying.report import LayerDifference, VerifyReport
from inspector.verifying.request import Reference, VerifyRequest
from inspector.verifying.verification import verify as report_on
from inspector.worker_process import Limits

__all__ = [
    "Interpreter",
    "LayerDifference",
    "ProgramNotAllowedError",
    "VerifyReport",
    "VerifyRequest",
    "classes_in",
    "interpreters",
    "verify",
]

#: Interpreters that are asked to import a library, which takes seconds.
_MOST_TRIED = 4
#: Classes that are named where one has to be chosen.
_MOST_NAMED = 12

_PathLike = str | os.PathLike[str]


def verify(
    source: CheckpointSource,
    arch: str | Candidate = "",
    *,
    code: _PathLike = "",
    params: Mapping[str, Any] | None = None,
    rename: Renaming | str | Iterable[RenameRule | str] = (),
    input: _PathLike | None = None,  # noqa: A002 - what it is called everywhere
    expected: _PathLike | None = None,
    against: _PathLike | None = None,
    kept: bool | None = None,
    seed: int | None = None,
    rtol: float = 1e-5,
    atol: float = 1e-5,
    python: str = "",
    time_limit: float = 600.0,
    memory_limit: int = 0,
    search: bool = True,
    allow_code: bool = False,
    job: Job | None = None,
) -> VerifyReport:
    """Rebuild the module of a checkpoint, run it in a separate process, and compare its outputs.

    **The module** is the architecture with the id ``arch``, or a candidate of :func:`inspector.detect`; without either, the
    one that the file itself names. ``code`` is a ``.py`` file, or an installed module, that defines ``arch``, a class or
    function (optional if there is only one class): it runs with your permissions. ``params`` override the hyperparameters
    that the checkpoint tells; with ``code`` they are arguments, and override those that the checkpoint stores (Lightning's
    ``hyper_parameters``). ``rename`` are rules OLD=NEW that turn keys of the file into those of the module.

    **The input** is a file (``.npy``, ``.pt``, ``.safetensors``, an image), or noise from ``seed`` (0).

    **The reference** is one of: ``expected``, a file of recorded outputs; ``against``, another checkpoint of the same
    module, or an exported program (TorchScript, ``.pt2``, ONNX), whose code runs only with ``allow_code``; the outputs that
    the file stores (``kept``), by default whenever they are of this module on this input. Without any of them the report
    says that the module loads and runs, and its ``match`` is None: nothing was proven. Outputs match where
    ``|a - b| <= atol + rtol * |b|``.

    **Hyperparameters that shapes can't tell** (the activation, the number of heads) are assumed, and the report lists them.
    Where recorded outputs do not match, ``search`` tries other values of them, the likeliest first.

    ``python`` is the interpreter to run in (by default this program's own, which then needs torch), ``time_limit`` is in
    seconds, ``memory_limit`` in bytes (0: 80% of RAM). Code that hangs, crashes or exceeds a limit gives a report with a
    problem. Raises SelectionError for an invalid request, MissingDependencyError without torch, CheckpointError for files
    that can't be read, and Cancelled.
    """
    job = job or Job()
    renames = rename if isinstance(rename, Renaming) else Renaming.parse(rename)
    with opened(source, job) as checkpoint:
        if not checkpoint.files:
            raise SelectionError("this checkpoint is not a file yet: export it, and verify the file")
        embedded = None if arch or code else embedded_in(checkpoint)
        made = _module(checkpoint, arch, os.fspath(code), params or {}, renames, embedded)
        known = made.params if embedded is not None else params or {}
        request = VerifyRequest(
            checkpoint.path,
            made,
            renames=renames,
            input=_existing(input, "input"),
            seed=seed or 0,
            rtol=rtol,
            atol=atol,
            python=python,
            limits=Limits(time_limit, memory_limit),
            choices={name: values for name, values in choices_of(made).items() if name not in known},
            search=search,
        )
    if expected is not None or against is not None:
        request = _compared_with_file(request, expected, against, job, allow_code=allow_code)
    else:
        request = _compared_with_kept(request, embedded, params or {}, seed, kept)
    try:
        return replace(report_on(request, job), request=request)
    except MissingDependencyError as error:
        lacks = str(error).removesuffix(".")  # some end in a sentence of the library itself
        who_has = _who_has(error.library, request.python, job)
        raise MissingDependencyError(f"{lacks}; {who_has}", error.library) from error


def _who_has(library: str, python: str, job: Job) -> str:
    """Which interpreters of the user import a library that the one chosen does not."""
    wanted = tuple(dict.fromkeys(("torch", library or "torch")))
    others = (each.path for each in interpreters(wanted, job) if each.libraries.keys() >= set(wanted))
    tried = islice((path for path in others if path != (python or sys.executable)), _MOST_TRIED)
    found = [path for path in tried if can_import(path, wanted)]
    if found:
        return f"{', '.join(found)} can import {'it' if library else 'torch'}"
    return f"no other interpreter that was found can import {library or 'torch'}"


def _module(
    checkpoint: Checkpoint,
    arch: str | Candidate,
    code: str,
    params: Mapping[str, Any],
    renames: Renaming,
    embedded: EmbeddedArchitecture | None,
) -> Blueprint:
    """How to build the module."""
    if isinstance(arch, Candidate):
        if renames.rules:  # its hyperparameters are of the keys as they were
            return blueprint(arch.arch, checkpoint, params, renames)
        return overridden(blueprint_of(arch), params)
    if code:
        return code_blueprint(code, arch or _only_class(code), params, kept_hyperparameters(checkpoint))
    if arch:
        return blueprint(arch, checkpoint, params, renames)
    if embedded is None:
        raise SelectionError(
            f"{checkpoint.location} does not say which architecture it is of; give one (archs finds those that fit)"
        )
    return overridden(embedded.blueprint({}), params)


def _only_class(code: str) -> str:
    """The class that code defines, if that is one. Raises SelectionError with the names of several."""
    names = classes_in(code)
    if len(names) == 1:
        return names[0]
    there = f"; it has {', '.join(names[:_MOST_NAMED])}" if names else ""
    raise SelectionError(f"code needs arch, the name of the class or function in it{there}")


def _compared_with_file(
    request: VerifyRequest, expected: _PathLike | None, against: _PathLike | None, job: Job, *, allow_code: bool
) -> VerifyRequest:
    if expected is not None and against is not None:
        raise SelectionError("outputs are compared with recorded ones or with another checkpoint, not with both")
    if against is not None:
        with open_checkpoint(against, job) as other:  # so that it is this file's fault, before anything is built
            form = other.format
            if form in PROGRAMS and not allow_code:
                raise ProgramNotAllowedError(other, Path(against))
        if form in PROGRAMS:
            program = {"format": form, "sha256": fingerprint(Path(against))}
            return replace(
                request, reference=Reference.PROGRAM, reference_file=Path(against).absolute(), program=program
            )
        return replace(request, reference=Reference.AGAINST, reference_file=Path(against))
    return replace(request, reference=Reference.EXPECTED, reference_file=_existing(expected, "reference"))


def _compared_with_kept(
    request: VerifyRequest,
    embedded: EmbeddedArchitecture | None,
    params: Mapping[str, Any],
    seed: int | None,
    kept: bool | None,
) -> VerifyRequest:
    """With the outputs that the file keeps, where they are of this module on this input and ``kept`` is not False.

    Raises SelectionError if ``kept`` asks for them and there are none.
    """
    reason = _why_not_kept(embedded, params, request.input, seed)
    if kept and reason:
        raise SelectionError(reason)
    if embedded is None or reason or kept is False:
        return request
    return replace(request, reference=Reference.KEPT, kept=embedded.outputs, seed=embedded.seed)


def _why_not_kept(
    embedded: EmbeddedArchitecture | None, params: Mapping[str, Any], input_file: Path | None, seed: int | None
) -> str:
    """Why the outputs that the file keeps are not those of this module on this input; empty if they are."""
    if embedded is None:
        return "the file keeps no outputs of this architecture: choose another reference"
    if params:
        return "the file keeps its outputs for the hyperparameters it names: leave those, or choose another reference"
    if input_file is not None:
        return "the file keeps its outputs on noise: choose noise as the input, or another reference"
    if seed not in (None, embedded.seed):
        return f"the file keeps its outputs for the seed {embedded.seed}: choose that, or another reference"
    return ""


def _existing(path: _PathLike | None, what: str) -> Path | None:
    if path is None:
        return None
    if not Path(path).exists():
        raise SelectionError(f"the {what} {os.fspath(path)} does not exist")
    return Path(path)
