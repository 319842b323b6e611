"""Pictures of widgets, small enough to be kept."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QWidget

COLOURS = 256
"""Colours of a picture: text on a few grounds has not many more."""

UNLIKE = 96
"""Those of them that are kept because the others are unlike them."""


def keep(widget: QWidget, file: Path) -> None:
    """Write a picture of a widget.

    Raises:
        OSError: It can't be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    writer = QImageWriter(str(file), b"png")
    writer.setCompression(100)
    if not writer.write(in_few_colours(widget.grab().toImage())):
        raise OSError(writer.errorString())


def in_few_colours(image: QImage) -> QImage:
    """Return ``image`` with the colours that tell most; others take the nearest."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    width, height = image.width(), image.height()
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32).reshape(height, width)
    colours, which, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    kept = _kept(colours, counts)
    nearest = _distances(colours, colours[kept]).argmin(axis=1).astype(np.uint8)
    indexes = np.zeros((height, (width + 3) // 4 * 4), dtype=np.uint8)
    indexes[:, :width] = nearest[which.reshape(height, width)]
    made = QImage(indexes.tobytes(), width, height, indexes.shape[1], QImage.Format.Format_Indexed8)
    made.setColorTable([int(colour) for colour in colours[kept]])
    return made.copy()


def _kept(colours: NDArray[np.uint32], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the places of the colours that a picture keeps.

    Most are those of most pixels; the others are unlike all these, as a small sign or a thin line
    may be, whose colour tells something.
    """
    order = np.argsort(-counts, kind="stable")
    kept = list(order[: COLOURS - UNLIKE])
    far = _distances(colours, colours[kept]).min(axis=1)
    for _turn in range(min(UNLIKE, len(colours) - len(kept))):
        kept.append(int((far * counts).argmax()))
        far = np.minimum(far, _distances(colours, colours[kept[-1:]])[:, 0])
    return np.array(kept, dtype=np.int64)


def _distances(colours: NDArray[np.uint32], kept: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return how far each colour is from each kept one."""
    ours, theirs = (
        np.stack([(values >> shift & 0xFF).astype(np.int64) for shift in (16, 8, 0)], axis=-1)
        for values in (colours, kept)
    )
    distances: NDArray[np.int64] = ((ours[:, None, :] - theirs[None, :, :]) ** 2).sum(axis=2)
    return distances
