"""Make ``resources/example.pth``: the checkpoint that a first start of the program can open.

A multilayer perceptron with one hidden layer is trained for a few epochs on synthetic data, and saved as training loops
save: weights, optimizer state, epoch, arguments, history. Needs torch (``pip install .[verify]``); run it as
``python resources/make_example.py``. The same torch writes the same bytes.
"""

from __future__ import annotations

import argparse
from collections import OrderedDict
from pathlib import Path

import torch
from torch import nn

INPUTS, HIDDEN, CLASSES = 20, 256, 10


def examples(count: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Points around one centre per class."""
    centres = torch.randn(CLASSES, INPUTS)
    labels = torch.randint(CLASSES, (count,))
    return centres[labels] + 2.5 * torch.randn(count, INPUTS), labels


def main() -> None:
    """Train and save."""
    torch.manual_seed(0)
    torch.set_num_threads(1)  # the order of sums, and so the last bits, depend on it
    args = argparse.Namespace(lr=3e-3, batch_size=64, epochs=12, weight_decay=1e-2, seed=0, name="example-mlp")
    layers = (("hidden", nn.Linear(INPUTS, HIDDEN)), ("relu", nn.ReLU()), ("output", nn.Linear(HIDDEN, CLASSES)))
    model = nn.Sequential(OrderedDict(layers))
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.lr, weight_decay=args.weight_decay)
    inputs, labels = examples(2048)
    history: dict[str, list[float]] = {"loss": [], "accuracy": []}
    for _ in range(args.epochs):
        order = torch.randperm(len(inputs))
        for batch in order.split(args.batch_size):
            loss = nn.functional.cross_entropy(model(inputs[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            outputs = model(inputs)
        history["loss"].append(round(nn.functional.cross_entropy(outputs, labels).item(), 4))
        history["accuracy"].append(round((outputs.argmax(1) == labels).double().mean().item(), 4))
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": args.epochs,
        "args": args,
        "history": history,
    }
    target = Path(__file__).with_name("example.pth")
    torch.save(checkpoint, target)
    print(f"{target}: {target.stat().st_size:,} bytes, accuracy {history['accuracy'][-1]:.1%}")


if __name__ == "__main__":
    main()
