# Two commands: `make run` judges every experiment that this machine can judge, `make test` runs every test.
# `make` alone lists what there is.

.POSIX:
.PHONY: help setup run test lint bench peers nvrtc doc

CARGO = cargo
# The whole workspace is selected wherever Polars is built, so that it is built once.
TOUCHSTONE = $(CARGO) run --quiet --bin touchstone --

help:
	@echo 'make run     install what is missing, build, judge every experiment (--quick), print the verdicts'
	@echo 'make test    install what is missing, then every test'
	@echo 'make lint    formatting and clippy'
	@echo 'make bench   the kernels one by one, and what the harness and its tables cost'
	@echo 'make peers   what users have instead (scipy, scikit-learn, pykdtree), in an environment of their own'
	@echo 'make nvrtc   the compiler of the CUDA kernels, which needs no GPU (140 MB); the tests then use it'
	@echo 'make doc     the documentation of all crates'
	@echo 'make setup   only install what is missing'

setup:
	@scripts/setup

run: setup
	$(CARGO) build --bin touchstone
	$(TOUCHSTONE) run --quick || [ $$? -eq 3 ]

test: setup
	@CARGO='$(CARGO)' scripts/test

lint:
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings

bench:
	$(CARGO) bench --package great-circle
	$(CARGO) run --example scale
	$(CARGO) run --example figures

peers:
	@scripts/peers

nvrtc:
	@scripts/nvrtc

doc:
	$(CARGO) doc --workspace --no-deps
