"""Train ``digits-cnn`` and write its ONNX file.

Needs the extras ``train`` and ``onnxruntime``. Run as ``python runner/train/digits_cnn.py [--out DIR]``.

The recipe was chosen with ``--validate``; the test split is scored once, after the last epoch. A repeated
run gives the same bytes on one machine with one version of torch; other processors round differently.
"""

import argparse
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from lynxrunner import dataset
from lynxrunner.graphs import digits_cnn

DATA = Path(dataset.__file__).parent / "data"
EPOCHS = 60
BATCH = 64
PEAK_RATE = 4e-3
SEED = 17
Examples = tuple[Tensor, Tensor]
"""Images float32 [n, 1, 8, 8] and labels int64 [n]."""


def network() -> nn.Sequential:
    """Return the untrained network; its parameters are named as in ``lynxrunner.graphs.digits_cnn``."""
    layers: list[tuple[str, nn.Module]] = [
        ("conv1", nn.Conv2d(1, 16, 3, padding=1)),
        ("relu1", nn.ReLU()),
        ("conv2", nn.Conv2d(16, 32, 3, padding=1)),
        ("relu2", nn.ReLU()),
        ("pool", nn.MaxPool2d(2)),
        ("conv3", nn.Conv2d(32, 32, 3, padding=1)),
        ("relu3", nn.ReLU()),
        ("flatten", nn.Flatten()),
        ("dropout", nn.Dropout(0.3)),
        ("dense", nn.Linear(512, 10)),
    ]
    return nn.Sequential(OrderedDict(layers))


def shifted(images: Tensor) -> Tensor:
    """Return [n, 1, 8, 8]: each image moved by -1, 0 or 1 pixel along each axis, padded with background."""
    windows = functional.pad(images, (1, 1, 1, 1)).unfold(2, 8, 1).unfold(3, 8, 1)
    down, right = torch.randint(0, 3, (2, len(images)))
    return windows[torch.arange(len(images)), :, down, right]


def fit(examples: Examples) -> nn.Sequential:
    """Return the network after ``EPOCHS`` passes: AdamW, one learning-rate cycle, label smoothing 0.1."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    model, (images, labels) = network(), examples
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=1e-2)
    steps = EPOCHS * -(-len(images) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, PEAK_RATE, total_steps=steps)
    for _ in range(EPOCHS):
        for rows in torch.split(torch.randperm(len(images)), BATCH):
            loss = functional.cross_entropy(model(shifted(images[rows])), labels[rows], label_smoothing=0.1)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            optimizer.step()
            schedule.step()
    return model.eval()


def load(split: dataset.SplitName) -> Examples:
    """Return a split as tensors."""
    loaded = dataset.load(split)
    return torch.from_numpy(loaded.images), torch.from_numpy(loaded.labels)


def score(model: nn.Sequential, examples: Examples) -> str:
    """Return how many of the examples the model classifies correctly, as text."""
    images, labels = examples
    with torch.no_grad():
        correct = int((model(images).argmax(1) == labels).sum())
    return f"{correct}/{len(labels)} ({correct / len(labels):.2%})"


def validate() -> None:
    """Print the accuracy on every fifth training image after fitting on the other four."""
    images, labels = load("train")
    held_out = torch.arange(len(labels)) % 5 == 0
    model = fit((images[~held_out], labels[~held_out]))
    print(f"validation accuracy {score(model, (images[held_out], labels[held_out]))}")


def publish(path: Path) -> None:
    """Fit on the whole training split, print the test accuracy and write the ONNX file to ``path``."""
    model = fit(load("train"))
    print(f"test accuracy {score(model, load('test'))}")
    weights = {name: np.asarray(value) for name, value in model.state_dict().items()}
    path.write_bytes(digits_cnn.build(weights).SerializeToString(deterministic=True))
    print(f"{path}: {path.stat().st_size:,} bytes")


def main() -> None:
    """Parse the command line and run one of the two."""
    parser = argparse.ArgumentParser(description="Train digits-cnn and write its ONNX file.")
    parser.add_argument("--out", type=Path, default=DATA, help="where to write (default: the package)")
    parser.add_argument("--validate", action="store_true", help="only score held-out training images")
    options = parser.parse_args()
    if options.validate:
        validate()
    else:
        publish(options.out / "digits-cnn.onnx")


if __name__ == "__main__":
    main()
