"""Where the rectangles of a treemap are and what they are called; rectangles too small to see are not divided further."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

from inspector.jobs import Job
from inspector.names.tree import NO_ENTRY, ROOT, NameTree
from inspector.text import printable

__all__ = ["TITLE_HEIGHT", "Cell", "cell_labels", "layout_treemap", "squarified"]

#: Rectangles of fewer square points are not divided, and of a large family only the largest members are drawn.
_MIN_AREA = 90.0
_MAX_MEMBERS = 2000
_MAX_DEPTH = 12
_MAX_FRAMES = 3
#: Of the frame of a group, in points.
TITLE_HEIGHT = 15.0
_MAX_LABEL = 60
Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """A rectangle: a leaf (a tensor, or a group too small to divide) or the frame of a group with its title.

    Of a large family only the largest members get rectangles; ``others`` is how many more this one stands for, its node
    being their parent's. ``within`` is the node whose frame is around it, the root without one.
    """

    node: int
    rect: Rect
    shade: int
    is_frame: bool = False
    others: int = 0
    within: int = ROOT


def squarified(sizes: Sequence[float], rect: Rect) -> list[Rect]:
    """Rectangles that tile ``rect`` with areas in proportion to ``sizes`` (positive, descending), close to squares.

    Bruls, Huizing, van Wijk: "Squarified Treemaps" (2000).
    """
    x, y, width, height = rect
    total = sum(sizes)
    if total <= 0 or width <= 0 or height <= 0:
        return [(x, y, 0.0, 0.0)] * len(sizes)
    scale = width * height / total
    areas = [size * scale for size in sizes]
    rects: list[Rect] = []
    start = 0
    while start < len(areas):
        side = min(width, height)
        stop, row = start + 1, areas[start]
        worst = _worst(areas[start], areas[start], row, side)
        while stop < len(areas):
            longer = row + areas[stop]
            next_worst = _worst(areas[start], areas[stop], longer, side)
            if next_worst > worst:
                break
            stop, row, worst = stop + 1, longer, next_worst
        thickness = row / side if side > 0 else 0.0
        along = 0.0
        for area in areas[start:stop]:
            length = area / thickness if thickness > 0 else 0.0
            rects.append((x, y + along, thickness, length) if width >= height else (x + along, y, length, thickness))
            along += length
        if width >= height:
            x, width = x + thickness, max(0.0, width - thickness)
        else:
            y, height = y + thickness, max(0.0, height - thickness)
        start = stop
    return rects


def _worst(largest: float, smallest: float, row: float, side: float) -> float:
    """The worst aspect ratio in a row of ``row`` area along a side."""
    if row <= 0 or smallest <= 0 or side <= 0:
        return float("inf")
    return max(side * side * largest / (row * row), row * row / (side * side * smallest))


def layout_treemap(tree: NameTree, nodes: Sequence[int], size: tuple[float, float], job: Job) -> list[Cell]:
    """The cells of the bytes below ``nodes``, frames before what is in them; for a worker thread."""
    while len(nodes) == 1 and tree.children[nodes[0]]:
        nodes = tree.children[nodes[0]]  # a frame around everything says nothing
    cells: list[Cell] = []
    pending = [_Area(nodes, (0.0, 0.0, *size), depth=0, frames=0, shade=None)]
    while pending:
        job.check()
        area = pending.pop()
        sized = [node for node in area.nodes if tree.nbytes[node]]
        room = int(area.rect[2] * area.rect[3] / _MIN_AREA)
        members = heapq.nlargest(min(max(room, 1), _MAX_MEMBERS), sized, tree.nbytes.__getitem__)
        sizes = [float(tree.nbytes[node]) for node in members]
        if len(members) < len(sized):
            sizes.append(float(sum(tree.nbytes[node] for node in sized)) - sum(sizes))
        rects = squarified(sizes, area.rect)
        if len(members) < len(sized):
            parent = tree.parents[members[0]]
            others = len(sized) - len(members)
            cells.append(Cell(parent, rects.pop(), area.shade or 0, others=others, within=area.within))
        for count, (node, rect) in enumerate(zip(members, rects, strict=True)):
            shade = count % 3 if area.shade is None else area.shade
            children = tree.children[node]
            if not children or rect[2] * rect[3] < _MIN_AREA or area.depth >= _MAX_DEPTH:
                cells.append(Cell(node, rect, shade, within=area.within))
            elif area.frames < _MAX_FRAMES and len(children) > 1 and rect[2] > 70 and rect[3] > 48:
                cells.append(Cell(node, rect, shade, is_frame=True, within=area.within))
                pending.append(_Area(children, _inside(rect), area.depth + 1, area.frames + 1, shade, node))
            else:
                pending.append(_Area(children, rect, area.depth + 1, area.frames, shade, area.within))
    return cells


@dataclass(frozen=True, slots=True)
class _Area:
    """Nodes that are to share a rectangle inside the frame of ``within``; the shade is chosen with the first group."""

    nodes: Sequence[int]
    rect: Rect
    depth: int
    frames: int
    shade: int | None
    within: int = ROOT


def _inside(rect: Rect) -> Rect:
    x, y, width, height = rect
    return x + 2, y + TITLE_HEIGHT, width - 4, height - TITLE_HEIGHT - 2


def cell_labels(tree: NameTree, cell: Cell) -> list[str]:
    """What a rectangle may be called, the longest first: its key as far as the frame around it does not say it.

    ``weight`` goes first where there is no room, then what is in front of the number of a layer, then what lies between that
    and the last part. A layer in which there is a single group (``3.self_attn``) is its number.
    """
    parts, node = [], cell.node
    while node not in (cell.within, ROOT):
        parts.append(printable(tree.labels[node][:_MAX_LABEL]))
        node = tree.parents[node]
    labels = [".".join(reversed(parts))]
    parts = labels[0].split(".")
    if len(parts) > 1 and parts[-1] == "weight":
        parts.pop()
        labels.append(".".join(parts))
    number = next((at for at, part in enumerate(parts) if part.isdecimal()), 0)
    if number:
        parts = parts[number:]
        labels.append(".".join(parts))
    if len(parts) > 2 and parts[0].isdecimal():
        labels.append(f"{parts[0]}…{parts[-1]}")
    is_layer = len(parts) == 2 and parts[0].isdecimal() and tree.entries[cell.node] == NO_ENTRY
    return [*labels, parts[0] if is_layer else parts[-1]]
