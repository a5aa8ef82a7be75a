"""What users of Rust have: imageproc. The peer is a program in Rust, in the folder beside this file; here it is found and started.

It is where the packages of the peers in Python are; where it is not, or not of these sources, this says so, as they do.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "harness" / "touchstone" / "peers"))
from touchstone_peer import CannotRun, peer  # noqa: E402

PROGRAM = Path(sys.prefix) / "bin" / "imageproc-labels"
SOURCES = Path(__file__).resolve().parent / "imageproc"


def fault():
    """Why the program is not to be started, if so: what is measured is what the sources say."""
    if not PROGRAM.exists():
        return "is missing"
    built = PROGRAM.stat().st_mtime
    if any(source.stat().st_mtime > built for source in SOURCES.rglob("*") if source.is_file()):
        return "is older than its sources"
    return None


def prepare(asked):
    raise CannotRun(f"the program {PROGRAM} {fault()}: `make peers` builds it")


if __name__ == "__main__":
    if fault() is None:
        os.execv(PROGRAM, [PROGRAM, *sys.argv[1:]])
    peer({"imageproc-each": [], "imageproc-packed": []}, prepare)
