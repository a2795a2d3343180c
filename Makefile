# The commands of the project. `make demo` and `make test` need nothing but a Swift toolchain; they install the rest.

# One build serves the program, the tests and the benchmarks: release, with testing enabled.
BUILD_FLAGS := -c release -Xswiftc -enable-testing --explicit-target-dependency-import-check error
KINDRED := .build/release/kindred
SOURCES := Sources Tests Benchmarks Package.swift

.PHONY: demo test crash-test check-api check-arm build install format lint bench bench-peers docs clean

demo: install
	swift build $(BUILD_FLAGS) --product kindred
	$(KINDRED) demo $(ARGS)

# The tests that wait for other processes run by themselves: they would hold up the servers that the others start here.
test: install
	swift build $(BUILD_FLAGS) --build-tests
	swift test $(BUILD_FLAGS) --skip-build --disable-xctest --skip '^EndToEnd\.'
	swift test $(BUILD_FLAGS) --skip-build --disable-xctest --filter '^EndToEnd\.'

# Kills a server under load KILLS times and looks whether anything acknowledged was lost or doubled.
KILLS ?= 1000
SEED ?= 20261121
crash-test: install
	swift build $(BUILD_FLAGS) --build-tests
	KINDRED_CRASH_KILLS=$(KILLS) KINDRED_CRASH_SEED=$(SEED) \
		swift test $(BUILD_FLAGS) --skip-build --disable-xctest --filter '^EndToEnd\.CrashTests'

# Sends what openapi.yaml allows and forbids to a server for ten minutes; not a part of `make test`.
check-api: build
	Scripts/check-api $(ARGS)

# Runs the kernels as ARM's NEON on an emulated processor and compares; not a part of `make test`.
check-arm:
	Scripts/check-arm

build: install
	swift build $(BUILD_FLAGS) --product kindred

install:
	@Scripts/install

format:
	swift format --in-place --parallel --recursive $(SOURCES)

lint:
	swift format lint --strict --parallel --recursive $(SOURCES)

bench: build
	Benchmarks/run $(ARGS)

bench-peers: build
	Benchmarks/run peers $(ARGS)

docs: install
	Scripts/docs

clean:
	rm -rf .build .build-*
