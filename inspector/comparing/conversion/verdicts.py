"""Whether a tensor is what a converter makes of another, and if not, where not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from inspector.comparing.conversion.allowance import allowed_nmse
from inspector.comparing.hypotheses import Explanation
from inspector.comparing.results import PairResult, State
from inspector.text import plural

__all__ = ["conversion_explanations", "conversion_notes", "verdict"]


#: Tensors that are no conversion of what they should be; of a file that is none at all there may be thousands.
_MOST_NAMED = 20


def conversion_notes(results: Sequence[PairResult]) -> Iterator[str]:
    """What the comparison proves of a conversion: how many tensors by which rule, and each that is not what it should be."""
    proven = Counter(_kind(result) for result in results if result.conversion is not None and result.agrees)
    for kind, count in proven.most_common():
        yield f"conversion: {plural(count, 'tensor')} {kind}"
    wrong = [result for result in results if result.conversion is not None and not result.agrees]
    for result in wrong[:_MOST_NAMED]:
        yield f"conversion: {result.key} {verdict(result)}"
    if len(wrong) > _MOST_NAMED:
        yield f"conversion: and {plural(len(wrong) - _MOST_NAMED, 'more tensor')}"


def conversion_explanations(results: Iterable[PairResult]) -> dict[PairResult, Explanation]:
    """Those of the tensors that a rule which does something to them was proven for."""
    found = {}
    for result in results:
        made = result.conversion
        if made is not None and result.agrees and made.rule != "identity":
            sentence = f"One is the other converted: {verdict(result)}."
            evidence = {"rule": made.rule, "sources": list(made.sources), "bitwise": result.is_bitwise}
            found[result] = Explanation("conversion rule", sentence, evidence)
    return found


def _kind(result: PairResult) -> str:
    """The verdict without the numbers of a single tensor."""
    assert result.conversion is not None
    if result.is_bitwise or result.conversion.rtol:
        return verdict(result)
    types = [entry.dtype.name for entry in (result.a, result.b) if entry is not None and allowed_nmse(entry.dtype)]
    return f"as near as {types[0]} allows under {result.conversion.rule}" if types else verdict(result)


def verdict(result: PairResult) -> str:
    """How far a converted tensor is what its rule makes: ``bit-exact under identity``."""
    made = result.conversion
    if made is None:
        return ""
    if result.is_bitwise:
        return f"bit-exact under {made.rule}"
    difference = result.difference
    if difference is None:
        return f"has another shape than under {made.rule}" if result.state is State.SHAPE_CHANGED else result.reason
    if made.rtol and result.agrees:
        return f"equal to {made.rtol:.0e} under {made.rule}"
    nmse = difference.rel_l2**2
    if result.agrees:
        allowed = max(allowed_nmse(entry.dtype) for entry in (result.a, result.b) if entry is not None)
        return f"NMSE {nmse:.2g} under {made.rule}, within the {allowed:.2g} that its type allows"
    where = f", largest {_place(result)}" if difference.max_at else ""
    return (
        f"differs under {made.rule}: {difference.differing:,} of {difference.elements:,} values, NMSE {nmse:.2g}{where}"
    )


def _place(result: PairResult) -> str:
    """Where the largest difference is; in which head, where heads lie along the first axis."""
    made, difference, entry = result.conversion, result.difference, result.b or result.a
    assert made is not None
    assert difference is not None
    assert difference.max_at is not None
    assert entry is not None
    index = list(difference.max_at)
    rows = entry.shape[0] if entry.shape else 0
    if not made.heads or not rows or rows % made.heads:
        return f"at {index}"
    return f"in head {index[0] * made.heads // rows} of {made.heads}, at {index}"
