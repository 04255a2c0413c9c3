#!/bin/sh
# Compares the peak memory that `swiftlet plan` predicts with what `swiftlet bench train` reports, over a table of shapes.
# scripts/check-plan.sh [PROGRAM [THREADS]]; exit code 1 when one is off by more than a tenth. Run it after a change to what
# the tape, the loss or an optimizer keeps.
set -eu
program=${1:-.build/release/swiftlet}
field() { grep -o "\"$2\":[0-9]*" "$1" | head -n 1 | cut -d: -f2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
printf '%-52s %10s %10s %6s\n' 'arch vocab context layers width heads batch' plan bench ratio
while read -r arch vocab context layers width heads batch optimizer precision; do
    [ -n "$arch" ] || continue
    shape="--arch $arch --vocab $vocab --context $context --layers $layers --width $width --heads $heads --batch $batch"
    shape="$shape --optimizer $optimizer --precision $precision"
    # shellcheck disable=SC2086
    "$program" plan $shape --no-probe --json >"$work/plan" && "$program" bench train $shape --steps 3 --threads "${2:-1}" >"$work/bench"
    planned=$(field "$work/plan" peak_bytes)
    measured=$(field "$work/bench" peak_bytes)
    ratio=$(awk "BEGIN { printf \"%.3f\", $planned / $measured }")
    name="$arch $vocab $context $layers $width $heads $batch $optimizer $precision"
    printf '%-52s %10d %10d %6s\n' "$name" $((planned / 1000)) $((measured / 1000)) "$ratio"
    awk "BEGIN { exit !($ratio < 0.9 || $ratio > 1.1) }" && failed=1 || true
done <<'TABLE'
qwen3 4096 256 6 256 4 32 adamw bf16
qwen3 4096 256 6 256 4 32 adamw f32
qwen3 4096 256 6 256 4 32 muon bf16
qwen3 4096 256 6 256 4 4 adamw bf16
qwen3 1024 128 2 128 2 16 muon f32
qwen3 4096 1024 2 512 8 2 muon bf16
llama 4096 256 4 256 4 16 adamw bf16
llama 4096 256 4 256 4 16 adamw f32
llama 32000 512 2 512 8 2 muon f32
qwen2 8192 128 4 256 4 32 adamw bf16
qwen2 8192 1024 3 384 6 1 muon f32
gpt2 300 64 2 64 1 4 adamw f32
gpt2 50257 256 12 768 12 4 adamw bf16
gpt2 50257 256 12 768 12 4 adamw f32
gpt2 50257 1024 4 768 12 2 muon bf16
gpt2 50257 1024 12 768 12 1 adamw bf16
gpt2 50257 1024 12 768 12 1 adamw f32
TABLE
exit $failed
