from __future__ import annotations

from inspector.formats.torch.snippets import subscripts
from inspector.tensors.entries import Attribute, Key


def test_paths_as_python_reaches_them() -> None:
    assert subscripts(("model", "a.b", 0, Key((1, "x")))) == "['model']['a.b'][0][(1, 'x')]"
    assert subscripts(("net", Attribute("weight"))) is None
    assert subscripts((Key("torch.float16", opaque=True),)) is None
