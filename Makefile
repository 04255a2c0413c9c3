# make run    install what is missing, build, train the tiny assistant from web pages to chat, serve it
# make test   install what is missing, build, run every test
export SWIFTLET_STRICT := 1
RECIPE ?= recipes/tiny.yaml
PORT ?= 8080
SWIFT_FILES := Package.swift Sources Tests
SWIFTLET = $(shell swift build -c release --show-bin-path)/swiftlet

.PHONY: run test build lint format bench clean setup

run: build
	$(SWIFTLET) run $(RECIPE) --serve --port $(PORT)

test: setup
	swift build -c release --build-tests
	$(if $(SWIFTLET_TEST_DATA),SWIFTLET_TEST_DATA=$(SWIFTLET_TEST_DATA)) swift test -c release --skip-build

build: setup
	swift build -c release --product swiftlet

lint:
	swift format lint --strict --recursive --parallel $(SWIFT_FILES)
	scripts/check-sizes.sh

format:
	swift format --in-place --recursive --parallel $(SWIFT_FILES)

bench: build
	$(SWIFTLET) bench gemm
	$(SWIFTLET) bench train --vocab 4096 --context 256 --layers 6 --width 256 --heads 4 --batch 32

clean:
	swift package clean
	rm -rf .build

setup:
	@scripts/setup.sh
