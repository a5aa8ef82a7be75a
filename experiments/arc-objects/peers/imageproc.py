"""What users of Rust have: imageproc. The peer is a program in Rust, in the folder beside this file; here it is found and started.

It is where the packages of the peers in Python are, and where it is not this says so, as they do.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "harness" / "touchstone" / "peers"))
from touchstone_peer import CannotRun, peer  # noqa: E402

PROGRAM = Path(sys.prefix) / "bin" / "imageproc-labels"


def prepare(asked):
    raise CannotRun(f"the program {PROGRAM} is missing: `make peers` builds it")


if __name__ == "__main__":
    if PROGRAM.exists():
        os.execv(PROGRAM, [PROGRAM, *sys.argv[1:]])
    peer({"imageproc-each": [], "imageproc-packed": []}, prepare)
