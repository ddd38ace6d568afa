"""The report on an adapter, alone or with its base, for programs and for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from inspector.adapters.configuration import AdapterConfig
from inspector.adapters.spectra import DeltaSpectrum
from inspector.findings import Finding
from inspector.tables import Column, Table, Tabular
from inspector.text import number_text, plural, printable, shape_text

__all__ = ["COLUMNS", "AdapterReport", "ModuleReport", "ModuleState", "WholeTensor", "module_row"]


class ModuleState(Enum):
    """What becomes of a module of an adapter. Only the first changes anything."""

    CHANGES = "changes"
    ZERO = "zero"  # its delta is zero: never trained
    ALONE = "alone"  # no base was given
    NO_SUCH_MODULE = "no-such-module"
    AMBIGUOUS = "ambiguous"
    WRONG_SHAPE = "wrong-shape"
    BROKEN = "broken"  # by itself, whatever the base


#: In which states a module's tensors match nothing.
_DEAD = frozenset({ModuleState.NO_SUCH_MODULE, ModuleState.AMBIGUOUS, ModuleState.WRONG_SHAPE, ModuleState.BROKEN})


@dataclass(frozen=True, slots=True, eq=False)
class ModuleReport:
    """One module of an adapter, or one tensor of a full fine-tune.

    ``base_keys`` are the tensors of the base that it changes, the weight first. ``reason`` says why it changes nothing.
    ``delta`` is what the weight changes by; of a weight that is decomposed (DoRA) that includes its magnitudes, and
    ``factors`` is that of the factors alone. ``base_norm`` is the Frobenius norm of the base's weight.
    """

    name: str
    method: str
    keys: Sequence[str]
    state: ModuleState
    reason: str = ""
    base_keys: Sequence[str] = ()
    shape: tuple[int, ...] = ()
    rank: int | None = None
    alpha: float | None = None
    scaling: float | None = None
    transposed: bool = False
    delta: DeltaSpectrum | None = None
    factors: DeltaSpectrum | None = None
    base_norm: float | None = None

    @property
    def is_dead(self) -> bool:
        """Whether its tensors match nothing in the base."""
        return self.state in _DEAD

    @property
    def relative(self) -> float | None:
        """The norm of the delta over that of the weight."""
        if self.delta is None or not self.base_norm:
            return None
        return self.delta.norm / self.base_norm


@dataclass(frozen=True, slots=True)
class WholeTensor:
    """A tensor that an adapter has whole (``modules_to_save``, biases); ``base_key`` is what it replaces, if anything."""

    key: str
    base_key: str = ""
    reason: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class AdapterReport(Tabular):
    """An adapter, or a full fine-tune, and what it does to its base; ``base`` is empty if there was none.

    ``is_fine_tune`` says that the file has no adapter's tensors and was compared whole. ``unread`` are keys of tensors of
    methods that are not known here, ``unchanged`` those of the base that stay as they are.
    """

    adapter: str
    base: str
    config: AdapterConfig
    methods: Sequence[str]
    modules: Sequence[ModuleReport]
    whole: Sequence[WholeTensor] = ()
    unread: Sequence[str] = ()
    unchanged: Sequence[str] = ()
    findings: Sequence[Finding] = field(default_factory=tuple)
    is_fine_tune: bool = False

    @property
    def effective(self) -> bool:
        """Whether anything in the base changes."""
        return any(module.state is ModuleState.CHANGES for module in self.modules) or any(
            tensor.base_key for tensor in self.whole
        )

    @property
    def dead(self) -> list[str]:
        """The keys of the adapter's tensors that match nothing in the base."""
        if not self.base:
            return []
        keys = [key for module in self.modules if module.is_dead for key in module.keys]
        return [*keys, *(tensor.key for tensor in self.whole if not tensor.base_key), *self.unread]

    @property
    def is_clean(self) -> bool:
        """Whether everything in the adapter has something to change."""
        return self.effective and not self.dead

    @property
    def title(self) -> str:
        """What it is: ``LoRA adapter of NAME, rank 4 to 6, alpha 8``."""
        if self.is_fine_tune:
            return "Full fine-tune"
        name = " and ".join(self.methods) or "Empty"
        base = self.config.base
        kind = f"{name} adapter of {base}" if base else f"{name} adapter"
        return f"{kind}{_range_text('rank', [module.rank for module in self.modules])}" + _range_text(
            "alpha", [module.alpha for module in self.modules]
        )

    @property
    def sentence(self) -> str:
        """What it is and what it does."""
        if self.is_fine_tune:
            changed = sum(module.state is ModuleState.CHANGES for module in self.modules)
            return f"{self.title}: {changed:,} of {plural(len(self.modules), 'tensor')} changed."
        if not self.base:
            return f"{self.title}: {plural(len(self.modules), 'module')}."
        if not self.effective:
            return f"{self.title}: changes nothing in this base, {self._why_ineffective}."
        changing = [module for module in self.modules if module.state is ModuleState.CHANGES]
        replaced = sum(bool(tensor.base_key) for tensor in self.whole)
        sentence = f"{self.title}: {len(changing):,} of {plural(len(self.modules), 'module')} change the base"
        if replaced:
            sentence += f", {plural(replaced, 'tensor')} replaced"
        if self.dead:
            sentence += f"; {plural(len(self.dead), 'tensor')} {'matches' if len(self.dead) == 1 else 'match'} nothing"
        return f"{sentence}."

    @property
    def _why_ineffective(self) -> str:
        states = {module.state for module in self.modules}
        if states == {ModuleState.ZERO}:
            return "its deltas are all zero (never trained)"
        if states == {ModuleState.WRONG_SHAPE}:
            return "whose weights have other shapes"
        if states == {ModuleState.NO_SUCH_MODULE}:
            return "which has none of its modules"
        return "module by module for the reasons below"

    def table(self, most: int) -> Table:
        rows = [module_row(module) for module in self.modules[:most]]
        return Table(self.sentence, COLUMNS, rows, len(self.modules), "module")


#: What the cells of :func:`module_row` are.
COLUMNS = (
    Column("module", shrinks=True),
    Column("method"),
    *(Column(heading, right=True) for heading in ("shape", "rank", "scaling", "norm", "relative", "effective rank")),
    Column("changes", shrinks=True),
)


def module_row(module: ModuleReport) -> list[str]:
    """The cells of one module."""
    delta = module.delta
    rank = module.rank
    if rank is None and delta is not None:
        rank = delta.rank
    return [
        printable(module.name),
        module.method,
        shape_text(module.shape) if module.shape else "",
        "" if rank is None else str(rank),
        _number(module.scaling),
        _number(None if delta is None else delta.norm),
        _number(module.relative),
        "" if delta is None else _effective_rank_text(delta),
        printable(module.reason or ", ".join(module.base_keys)),
    ]


def _effective_rank_text(delta: DeltaSpectrum) -> str:
    if not delta.is_estimate:
        return _number(delta.effective_rank)
    if delta.rank is None and delta.values is not None:
        return f"over {len(delta.values)}"
    return f"{_number(delta.effective_rank)} (estimate)"


def _number(value: float | None) -> str:
    return "" if value is None else number_text(value, 4)


def _range_text(name: str, values: Sequence[float | None]) -> str:
    known = [value for value in values if value is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    return f", {name} {number_text(low)}" + (f" to {number_text(high)}" if high > low else "")
