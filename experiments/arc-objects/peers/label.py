"""What Python users have: scipy, cc3d, OpenCV, scikit-image, and a loop of their own that Numba compiles.

Fair in their favour: before the clock starts the background is found and removed, grids are images of the type that each library
likes best, it is known which colours each of them has, all of them are packed into one image with a pixel of background in between,
and Numba has its machine code. Behind the clock their labels are turned into ours, which are called after the smallest cell.

`-each` is one call for each grid, `-packed` one for the image of all of them. scipy and OpenCV label one colour at a time: for them it
is one call for each colour. `numba-packed` needs no image: it is one call over all grids, one after the other.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "harness" / "touchstone" / "peers"))
from touchstone_peer import peer  # noqa: E402

# Colours are 1 to 10; labels of two of them are kept apart by this many.
APART = 1 << 32


def scipy(np, diagonal):
    from scipy import ndimage

    structure = np.ones((3, 3), dtype=bool) if diagonal else None

    def label(image, colours):
        return [ndimage.label(image == colour, structure)[0] for colour in colours]

    return label


def opencv(np, diagonal):
    import cv2

    cv2.setNumThreads(1)
    connectivity = 8 if diagonal else 4

    def label(image, colours):
        # OpenCV wants bytes, and so are booleans.
        return [cv2.connectedComponents((image == colour).view(np.uint8), connectivity=connectivity)[1] for colour in colours]

    return label


def cc3d(np, diagonal):
    import cc3d

    connectivity = 8 if diagonal else 4
    return lambda image, colours: [cc3d.connected_components(image, connectivity=connectivity)]


def skimage(np, diagonal):
    from skimage import measure

    connectivity = 2 if diagonal else 1
    return lambda image, colours: [measure.label(image, background=0, connectivity=connectivity)]


def compiled(np, diagonal):
    """Union-find over the neighbours above and to the left, as one would write it."""
    import numba

    @numba.njit(inline="always")
    def root(parent, cell):
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    @numba.njit(inline="always")
    def join(parent, one, other):
        one, other = root(parent, one), root(parent, other)
        if one < other:
            parent[other] = one
        elif other < one:
            parent[one] = other

    @numba.njit
    def grid(cells, height, width, parent):
        for row in range(height):
            for column in range(width):
                at = row * width + column
                parent[at] = at
                colour = cells[at]
                if colour == 0:
                    continue
                if column > 0 and cells[at - 1] == colour:
                    join(parent, at, at - 1)
                if row > 0:
                    above = at - width
                    if cells[above] == colour:
                        join(parent, at, above)
                    if diagonal:
                        if column > 0 and cells[above - 1] == colour:
                            join(parent, at, above - 1)
                        if column + 1 < width and cells[above + 1] == colour:
                            join(parent, at, above + 1)
        # A root is smaller than what hangs on it. 0 is background.
        for at in range(height * width):
            parent[at] = root(parent, at) if cells[at] != 0 else -1
        for at in range(height * width):
            parent[at] += 1

    @numba.njit
    def one(image):
        parent = np.empty(image.size, np.int32)
        grid(image.ravel(), image.shape[0], image.shape[1], parent)
        return parent

    @numba.njit
    def all_of(cells, dims, starts):
        parent = np.empty(cells.size, np.int32)
        for k in range(dims.shape[0]):
            at, after = starts[k], starts[k + 1]
            grid(cells[at:after], dims[k, 0], dims[k, 1], parent[at:after])
        return parent

    return one, all_of


def numba(np, diagonal):
    one, _ = compiled(np, diagonal)
    one(np.ones((2, 2), np.uint8))
    return lambda image, colours: [one(image)]


class Grids:
    """The grids of one mode, and where each begins."""

    def __init__(self, np, folder, mode):
        self.np, self.mode = np, mode
        self.dims = np.load(folder / "dims.npy").astype(np.int64)
        self.starts = np.concatenate([[0], np.cumsum(self.dims.prod(axis=1))])
        self.cells = np.load(folder / f"cells-{mode}.npy").astype(np.uint8)
        self.image = np.load(folder / f"image-{mode}.npy").astype(np.uint8)
        self.place = np.load(folder / "place.npy")
        self.diagonal = mode[1] == "t"

    def images(self):
        ends = zip(self.starts, self.starts[1:], self.dims)
        return [self.np.ascontiguousarray(self.cells[a:b].reshape(h, w)) for a, b, (h, w) in ends]

    def colours(self, image):
        return [int(colour) for colour in self.np.unique(image) if colour]

    def ours(self, found):
        """Labels and counts of numbers that are the same within an object and 0 in the background."""
        np = self.np
        grid = np.repeat(np.arange(len(self.dims)), np.diff(self.starts))
        inside = np.flatnonzero(found)
        # The same number in two grids is two objects.
        number = found[inside] + grid[inside] * (16 * APART)
        _, first, back = np.unique(number, return_index=True, return_inverse=True)
        label = np.full(len(found), 0xFFFF, dtype=np.uint16)
        label[inside] = (inside[first] - self.starts[grid[inside[first]]])[back]
        counts = np.bincount(grid[inside[first]], minlength=len(self.dims))
        return label, counts.astype(np.uint16)


def together(np, labels, colours):
    """The labels of all colours in one array, as numbers that differ from colour to colour."""
    if len(labels) == 1:
        return labels[0].ravel().astype(np.int64)
    found = np.zeros(labels[0].size, dtype=np.int64)
    for label, colour in zip(labels, colours):
        label = label.ravel().astype(np.int64)
        found += np.where(label > 0, label + colour * APART, 0)
    return found


def each(np, grids, library):
    label = library(np, grids.diagonal)
    images = [(image, grids.colours(image)) for image in grids.images()]

    def work():
        return [label(image, colours) for image, colours in images]

    def turn(labels):
        parts = [
            together(np, found, colours) if colours else np.zeros(image.size, np.int64)
            for found, (image, colours) in zip(labels, images)
        ]
        return grids.ours(np.concatenate(parts) if parts else np.zeros(0, np.int64))

    return work, turn


def packed(np, grids, library):
    label = library(np, grids.diagonal)
    colours = grids.colours(grids.image)
    return lambda: label(grids.image, colours), lambda found: grids.ours(together(np, found, colours)[grids.place])


def numba_over_all(np, grids):
    _, all_of = compiled(np, grids.diagonal)
    work = lambda: all_of(grids.cells, grids.dims, grids.starts)  # noqa: E731
    work()
    return work, lambda found: grids.ours(found.astype(np.int64))


def prepare(asked):
    import numpy as np

    name, how = asked.kind.split("-")
    modes = (asked.input / "modes.txt").read_text().split()
    works, turns = [], []
    for mode in modes:
        grids = Grids(np, asked.input, mode)
        if asked.kind == "numba-packed":
            work, turn = numba_over_all(np, grids)
        else:
            work, turn = {"each": each, "packed": packed}[how](np, grids, LIBRARIES[name])
        works.append(work)
        turns.append(turn)

    def finish(found):
        for mode, turn, labels in zip(modes, turns, found):
            label, counts = turn(labels)
            np.save(asked.output / f"label-{mode}.npy", label)
            np.save(asked.output / f"counts-{mode}.npy", counts)

    return lambda: [work() for work in works], finish


LIBRARIES = {"scipy": scipy, "cc3d": cc3d, "opencv": opencv, "skimage": skimage, "numba": numba}
PACKAGES = {"scipy": "scipy", "cc3d": "cc3d", "opencv": "cv2", "skimage": "skimage", "numba": "numba"}

if __name__ == "__main__":
    peer({f"{name}-{how}": ["numpy", PACKAGES[name]] for name in LIBRARIES for how in ("each", "packed")}, prepare)
