"""numpy, imported by the first that needs it: a file is listed without, in half the time.

``from inspector.numeric import np`` is for modules that a listing loads. Those that are only ever loaded to compute
something import numpy as everybody does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
else:

    class _Numpy:
        """Imports numpy when first asked for something, and then has all that is in it."""

        def __getattr__(self, name: str) -> Any:
            import numpy

            self.__dict__.update(vars(numpy))
            return getattr(numpy, name)

    np = _Numpy()

__all__ = ["np"]
