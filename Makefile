# Two commands: `make run` judges every experiment that this machine can judge, `make test` runs every test.
# `make` alone lists what there is.

.POSIX:
.PHONY: help setup run test gate pack notebooks pictures lint bench rivals peers nvrtc doc

CARGO = cargo
# The whole workspace is selected wherever Polars is built, so that it is built once.
TOUCHSTONE ?= $(CARGO) run --quiet --bin touchstone --
# SETUP=true where everything is installed and nothing may be.
SETUP ?= scripts/setup

help:
	@echo 'make run     install what is missing, build, judge every experiment (--quick), print the verdicts'
	@echo 'make test    install what is missing, then every test'
	@echo 'make gate    hold the commit against BASE=origin/main: what the change touches is built and measured on both sides'
	@echo 'make pack    the experiments, built, in one archive that runs where there is no Rust (PLAN=lp for those of a plan)'
	@echo 'make notebooks  every notebook in the real Rust kernel, which is installed; what they show is written down'
	@echo 'make pictures   the pictures in README, from the report and a notebook'
	@echo 'make lint    formatting and clippy'
	@echo 'make bench   the kernels one by one, and what the harness and its tables cost'
	@echo 'make rivals  our method beside benchstat, criterion and hyperfine on known slowdowns (hours; COMPARISONS=20)'
	@echo 'make peers   what users have instead (scipy, highspy, ortools, Pyomo, CoolProp, Numba, OpenCV, imageproc …), in an environment of their own (1.1 GB)'
	@echo 'make nvrtc   the compiler of the CUDA kernels, which needs no GPU (140 MB); the tests then use it'
	@echo 'make doc     the documentation of all crates'
	@echo 'make setup   only install what is missing'

setup:
	@$(SETUP)

run: setup
	$(CARGO) build --bin touchstone
	$(TOUCHSTONE) run --quick || [ $$? -eq 3 ]

test: setup
	@CARGO='$(CARGO)' scripts/test

# The pages for a pull request lie in $(PAGES); those of an earlier gate are no answer to this one. Make itself ends with 2
# whatever fails, so the gate's exit code is judged here.
BASE = origin/main
PAGES = .touchstone/gate

gate: setup
	@mkdir -p $(PAGES) && rm -f $(PAGES)/gate.md $(PAGES)/gate.xml $(PAGES)/gate.sarif
	code=0; $(TOUCHSTONE) gate --base '$(BASE)' --affected --markdown $(PAGES)/gate.md --junit $(PAGES)/gate.xml --sarif $(PAGES)/gate.sarif || code=$$?; \
	scripts/gate-exit $$code

# One folder inside the archive, of the same name. An earlier pack is not replaced: runs may have come back into it.
PLAN =
PACK = target/pack

pack: setup
	$(TOUCHSTONE) pack $(PLAN:%=--plan %) --output $(PACK)
	tar -C $(PACK)/.. -czf $(PACK).tar.gz $$(basename $(PACK))
	@ls -l $(PACK).tar.gz

# The kernel and Jupyter go into the cache of the user, in a folder of our own. Broken notebooks must be red there, too.
notebooks: setup
	$(TOUCHSTONE) notebook --check --renew
	TOUCHSTONE_EXPECT_NOTEBOOKS=1 $(CARGO) test --workspace --test it notebooks

pictures: setup
	$(TOUCHSTONE) report --html target/pictures
	scripts/pictures target/pictures

lint:
	$(CARGO) fmt --all --check
	for peer in experiments/*/peers/*/Cargo.toml; do $(CARGO) fmt --manifest-path $$peer --check || exit 1; done
	$(CARGO) clippy --workspace --all-targets -- -D warnings

bench:
	$(CARGO) bench --package great-circle
	$(CARGO) run --example scale
	$(CARGO) run --example figures
	$(CARGO) run --example pages
	$(CARGO) run --example live

# Comparisons of each of 18 cases.
COMPARISONS = 20

rivals:
	@CARGO='$(CARGO)' scripts/rivals --comparisons $(COMPARISONS)

peers:
	@scripts/peers

nvrtc:
	@scripts/nvrtc

doc:
	$(CARGO) doc --workspace --no-deps
