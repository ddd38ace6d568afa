from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.jobs import Cancelled, Job
from inspector.names.tree import ROOT, NameTree, build
from inspector.ui.plots.treemap_layout import Cell, cell_labels, layout_treemap, squarified
from tests.tensors import entry_of

SIZES = st.lists(st.floats(1, 1e9), min_size=1, max_size=40).map(lambda sizes: sorted(sizes, reverse=True))


def tree_of(sizes: dict[str, int]) -> NameTree:
    return build([entry_of(np.zeros(size, np.uint8), path=(name,)) for name, size in sizes.items()])


def area(cell: Cell) -> float:
    return cell.rect[2] * cell.rect[3]


@given(SIZES, st.floats(10, 2000), st.floats(10, 2000))
def test_rectangles_tile_the_whole_in_proportion(sizes: list[float], width: float, height: float) -> None:
    rects = squarified(sizes, (5.0, 7.0, width, height))
    scale = width * height / sum(sizes)
    assert [w * h for _, _, w, h in rects] == pytest.approx([size * scale for size in sizes], rel=1e-6)
    for x, y, w, h in rects:
        assert 5 - 1e-6 <= x <= x + w <= 5 + width + 1e-5 * width
        assert 7 - 1e-6 <= y <= y + h <= 7 + height + 1e-5 * height


def test_rectangles_do_not_overlap_and_are_nearly_squares() -> None:
    rects = squarified([6, 6, 4, 3, 2, 2, 1], (0, 0, 600, 400))  # the example of the paper
    ratios = [max(w / h, h / w) for _, _, w, h in rects]
    assert max(ratios) < 3
    cells = np.zeros((400, 600), int)
    for x, y, w, h in rects:
        cells[round(y) : round(y + h), round(x) : round(x + w)] += 1
    assert (cells == 1).mean() > 0.99


@pytest.mark.parametrize("rect", [(0, 0, 0, 10), (0, 0, 10, 0)])
def test_no_room_is_no_area(rect: tuple[float, float, float, float]) -> None:
    assert [w * h for _, _, w, h in squarified([2, 1], rect)] == [0, 0]


def test_groups_are_frames_around_what_is_in_them() -> None:
    tree = tree_of({"a.x": 600, "a.y": 300, "b": 100})
    cells = layout_treemap(tree, (ROOT,), (400, 300), Job())
    frames = [cell for cell in cells if cell.is_frame]
    leaves = {tree.key(cell.node): cell for cell in cells if not cell.is_frame}
    assert [tree.key(cell.node) for cell in frames] == ["a"]
    assert set(leaves) == {"a.x", "a.y", "b"}
    assert area(leaves["a.x"]) == pytest.approx(2 * area(leaves["a.y"]))
    x, y, width, height = frames[0].rect
    for name in ("a.x", "a.y"):
        inner = leaves[name].rect
        assert x <= inner[0]
        assert y <= inner[1]
        assert inner[0] + inner[2] <= x + width
        assert inner[1] + inner[3] <= y + height


def test_empty_tensors_take_no_room() -> None:
    tree = tree_of({"a": 10, "b": 0})
    assert [tree.key(cell.node) for cell in layout_treemap(tree, (ROOT,), (100, 100), Job())] == ["a"]
    assert layout_treemap(tree_of({"b": 0}), (ROOT,), (100, 100), Job()) == []


def test_however_many_tensors_there_are_the_cells_are_bounded() -> None:
    tree = tree_of({f"{group}.{number}": 1 + number for group in range(20) for number in range(500)})
    assert len(layout_treemap(tree, (ROOT,), (300, 200), Job())) < 2000
    flat = tree_of({f"w{number}": 1 for number in range(5000)})
    cells = layout_treemap(flat, (ROOT,), (300, 200), Job())
    assert len(cells) < 1000
    drawn = sum(cell.others or 1 for cell in cells)
    assert drawn == 5000


def test_laying_out_stops_when_it_is_cancelled() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        layout_treemap(tree_of({"a": 1}), (ROOT,), (10, 10), job)


def test_labels_tell_layers_apart_and_give_up_what_says_least_first() -> None:
    tree = tree_of({"h.0.mlp.c_fc.weight": 1, "h.1.mlp.c_fc.weight": 1, "lm_head.weight": 1, "h.0.mlp.c_fc.bias": 1})
    h = tree.children[ROOT][0]
    weight, other, head, bias = tree.nodes

    def labels(node: int, within: int) -> list[str]:
        return cell_labels(tree, Cell(node, (0, 0, 1, 1), 0, within=within))

    assert labels(weight, h) == ["0.mlp.c_fc.weight", "0.mlp.c_fc", "0…c_fc", "c_fc"]
    assert labels(other, h)[2] == "1…c_fc"
    assert labels(bias, h) == ["0.mlp.c_fc.bias", "0…bias", "bias"]
    assert labels(head, ROOT)[:2] == ["lm_head.weight", "lm_head"]
    assert labels(h, ROOT) == ["h", "h"]
    lora = tree_of({f"h.{layer}.attn.{side}": 1 for layer in (0, 1) for side in "AB"})
    stack = lora.children[ROOT][0]
    layer = lora.children[stack][1]
    assert cell_labels(lora, Cell(layer, (0, 0, 1, 1), 0, within=stack)) == ["1.attn", "1"]
    assert cell_labels(lora, Cell(layer, (0, 0, 1, 1), 0, within=ROOT)) == ["h.1.attn", "1.attn", "1"]
