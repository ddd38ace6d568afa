"""Makes ``architectures.npz``, the catalogue of the models of torchvision and timm and of spandrel's conditions.

Run it with an environment that has the extra ``test-architectures``: ``python resources/make_architectures.py``. It takes
some minutes. Where torchvision's operators don't load, put ``tests/architectures/torchvision_ops`` on PYTHONPATH.
"""

from __future__ import annotations

from inspector.architectures.catalogue import learn
from inspector.jobs import Job
from inspector.resources import resource


class _Printed(Job):
    def report(self, done: int, total: int, what: str = "") -> None:
        print(f"\r\x1b[K{done} of {total} {what}", end="", flush=True)


if __name__ == "__main__":
    answer = learn(_Printed(), path=resource("architectures.npz"))
    print(f"\n{answer['models']} models", *answer["failed"], sep="\n")
