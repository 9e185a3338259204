"""Export scikit-learn's digits and one fixed split of them to ``lynxrunner/data/digits.npz``.

Needs the extra ``train``. Run as ``python runner/train/digits_data.py [--out DIR]``.
"""

import argparse
import hashlib
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits  # type: ignore[import-untyped, unused-ignore]
from sklearn.model_selection import train_test_split  # type: ignore[import-untyped, unused-ignore]

from lynxrunner import dataset

DATA = Path(dataset.__file__).parent / "data"
SEED = 20240601
TEST_COUNT = 360


def export(path: Path) -> None:
    """Write ``images`` uint8 [1797, 8, 8] in 0..16, ``labels`` uint8 [1797] and the two splits to ``path``.

    ``train`` and ``test`` are sorted uint16 row numbers in scikit-learn's order. The split is stratified:
    the test images hold each digit's share of all images, to within one image.
    """
    digits = load_digits()
    rows = np.arange(len(digits.target), dtype=np.uint16)
    train, test = train_test_split(rows, test_size=TEST_COUNT, random_state=SEED, stratify=digits.target)
    np.savez_compressed(
        path,
        images=digits.images.astype(np.uint8),
        labels=digits.target.astype(np.uint8),
        train=np.sort(train),
        test=np.sort(test),
    )


def main() -> None:
    """Write the file and say whether it is, byte for byte, the one that the package pins."""
    parser = argparse.ArgumentParser(description="Export the digits and their fixed split to digits.npz.")
    parser.add_argument("--out", type=Path, default=DATA, help="where to write (default: the package)")
    path = parser.parse_args().out / "digits.npz"
    export(path)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    verdict = "as published" if found == dataset.SHA256 else f"NOT as published ({dataset.SHA256})"
    print(f"{path}: sha256 {found}, {verdict}")


if __name__ == "__main__":
    main()
