#!/bin/sh
# Begins the Rust kernel in a build folder of its own: two kernels in one would break each other's cells. The first kernel has
# the first folder, which is warm; a second one beside it builds its own, in seconds.
# Usage: launch BUILDS LOCK KERNEL ARGUMENT…
set -eu
builds=$1 lock=$2 kernel=$3
shift 3
mkdir -p "$builds"
n=1
while ! mkdir "$builds/$n.busy" 2>/dev/null; do
    # The kernel that had it may have been killed. Its number is that of this shell, which becomes the kernel.
    if kill -0 "$(cat "$builds/$n.busy/process" 2>/dev/null)" 2>/dev/null; then
        n=$((n + 1))
    else
        rm -rf "$builds/$n.busy"
    fi
done
echo $$ >"$builds/$n.busy/process"
mkdir -p "$builds/$n"
# The versions that everything else here is built with: a path to a crate does not bring its lock file.
cp "$lock" "$builds/$n/Cargo.lock"
# Cells are linked against the compiler's own library, and what a user's crate brings: the kernel moves what it builds up by one
# folder, from where it finds neither.
host=$(rustc -vV | sed -n 's/^host: //p')
libraries=$(rustc --print target-libdir):$builds/$n/target/$host/debug/deps
export LD_LIBRARY_PATH="$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export DYLD_FALLBACK_LIBRARY_PATH="$libraries${DYLD_FALLBACK_LIBRARY_PATH:+:$DYLD_FALLBACK_LIBRARY_PATH}"
# The kernel would write itself into the Jupyter that it is told of, in place of this script.
export JUPYTER_PATH="$builds/none"
EVCXR_TMPDIR=$builds/$n exec "$kernel" "$@"
