"""What an architecture is: an id, a rule that detects it and infers its hyperparameters, and the name of its builder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from inspector.architectures.subject import TORCH, Shape, Subject
from inspector.text import plural, printable

__all__ = [
    "Architecture",
    "Blueprint",
    "Candidate",
    "Choices",
    "Fit",
    "Listing",
    "Mismatch",
    "Params",
    "Provider",
    "candidate_of",
    "compared",
    "name_of",
]

#: Hyperparameters: only what JSON holds, so that they can be shown, edited, kept in a file and sent to another process.
#: ``input_shape``, where there is one, is the shape of the noise that verification runs.
Params = Mapping[str, Any]
#: Values that a hyperparameter may have, by its name, the likeliest first.
Choices = Mapping[str, Sequence[Any]]

#: The score of a candidate whose keys are not known before it is built: below one that is seen to fit.
_UNSEEN_SCORE = 0.9


@dataclass(frozen=True, slots=True)
class Architecture:
    """A family of modules, or one.

    ``infer`` returns the hyperparameters of the module a state dict is of, or None if it is not of this architecture;
    ``keys`` the keys and shapes of the module with given hyperparameters (None: not known before it is built). Neither
    may import a framework. ``build`` names a function, ``"package.module:name"``, that takes the hyperparameters and
    returns a ``torch.nn.Module``; it is imported and called in another process, and may need the library ``requires``.
    Of architectures that fit equally well, the one of the highest ``rank`` is the likeliest. ``choices`` gives, for
    hyperparameters that shapes can't tell, the values they may have, the likeliest first: what is inferred of them is an
    assumption, which recorded outputs can test.
    """

    id: str
    title: str
    infer: Callable[[Subject], Params | None]
    build: str
    keys: Callable[[Params], Mapping[str, Shape]] | None = None
    requires: str = ""
    rank: int = 0
    choices: Callable[[Params], Choices] | None = None


@dataclass(frozen=True, slots=True)
class Blueprint:
    """All that is needed to build a module: the name of its builder, the hyperparameters, the library it needs."""

    arch: str
    title: str
    build: str
    params: Params
    requires: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """An architecture in a list of them."""

    id: str
    title: str
    requires: str = ""


class Provider(Protocol):
    """Where architectures come from."""

    def candidates(self, subject: Subject) -> Iterable[Candidate]:
        """Those that a state dict may be of."""

    def blueprint(self, arch: str, subjects: Sequence[Subject]) -> Blueprint | None:
        """How to build ``arch`` for the first state dict that fits; None if it is none of this provider's.

        Raises SelectionError if it is, and no state dict fits.
        """

    def listing(self) -> list[Listing]:
        """All of them."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A key whose tensor has another shape in the file than in the module."""

    key: str
    in_file: Shape
    in_module: Shape


@dataclass(frozen=True, slots=True)
class Candidate:
    """An architecture that a checkpoint may be of, and how well its keys and shapes fit.

    ``prefix`` is what the keys of the file begin with before those of the module (``state_dict.module.``). ``score`` is
    the share of keys that match in shape, of all keys of both.
    """

    arch: str
    title: str
    params: Params
    matched: int
    score: float
    missing: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()
    mismatched: tuple[Mismatch, ...] = ()
    prefix: str = ""
    requires: str = ""
    rank: int = 0
    #: What can't be known from keys and shapes, in a sentence.
    note: str = field(default="", compare=False)

    def __repr__(self) -> str:
        misfits = (("missing", self.missing), ("unexpected", self.unexpected), ("of another shape", self.mismatched))
        counts = ", ".join(f"{len(keys):,} {what}" for what, keys in misfits)
        return f"<Candidate {printable(self.arch)}: {plural(self.matched, 'key')} match, {counts}>"

    @property
    def fits(self) -> bool:
        """Whether every key of both sides matches."""
        return not (self.missing or self.unexpected or self.mismatched)


def name_of(arch: str) -> str:
    """An architecture as people speak of it: ``resnet18 (torchvision)``."""
    library, colon, name = arch.partition(":")
    return printable(f"{name} ({library})" if colon else arch)


@dataclass(frozen=True, slots=True)
class Fit:
    """How the keys of a file and of a module go together: how many match, and the rest as ``load_state_dict`` lists it."""

    matched: int = 0
    missing: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()
    mismatched: tuple[Mismatch, ...] = ()

    def score(self, left_out: int) -> float:
        """The share of keys that match, of those of both; ``left_out`` more of the file are not even compared."""
        others = len(self.missing) + len(self.unexpected) + len(self.mismatched) + left_out
        return self.matched / max(1, self.matched + others)


def compared(signature: Mapping[str, Shape], expected: Mapping[str, Shape]) -> Fit:
    """How the keys and shapes of a file and of a module differ.

    As for ``torch.nn.Module.load_state_dict``, one element may stand for a scalar.
    """
    missing = []
    mismatched = []
    for key, shape in expected.items():
        found = signature.get(key)
        if found is None:
            missing.append(key)
        elif found != shape and not (shape == () and found == (1,)):
            mismatched.append(Mismatch(key, found, shape))
    unexpected = tuple(key for key in signature if key not in expected)
    matched = len(expected) - len(missing) - len(mismatched)
    return Fit(matched, tuple(missing), unexpected, tuple(mismatched))


def candidate_of(architecture: Architecture, subject: Subject, note: str = "") -> Candidate | None:
    """How well a state dict fits an architecture; None if the rule says that it is not of it."""
    params = architecture.infer(subject)
    if params is None:
        return None
    fit, score = Fit(), _UNSEEN_SCORE
    if architecture.keys is not None:
        keys = architecture.keys(params)
        if subject.conventions != TORCH:  # no other framework counts batches, and torch does without the counter
            keys = {key: shape for key, shape in keys.items() if not key.endswith("num_batches_tracked")}
        fit = compared(subject.signature, keys)
        score = fit.score(subject.left_out)
    return Candidate(
        architecture.id, architecture.title, params, fit.matched, score, fit.missing, fit.unexpected, fit.mismatched,
        subject.prefix, architecture.requires, architecture.rank, note,
    )  # fmt: skip
