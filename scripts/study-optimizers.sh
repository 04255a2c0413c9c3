#!/bin/bash
# Muon against AdamW: updates to the same bits per byte on held-out text, on prose and on the invented web, three seeds each.
#
#   SWIFTLET_TEST_DATA=DIRECTORY scripts/study-optimizers.sh [FOLDER]
#
# Every optimizer first looks for its own best rate on the first seed of each text, with as many updates as count later: from
# START_RATE on by factors of two, down and up, until the best rate has a worse one on either side. The other seeds take it.
# Runs that have ended are kept, so that the same command goes on after an interruption. PROSE names another folder of texts,
# UPDATES another number of updates; TEXTS and SEEDS are lists.
set -euo pipefail
folder=${1:-study}
# shellcheck source=scripts/study-lib.sh
source "$(dirname "$0")/study-lib.sh"
recipes=$(dirname "$0")/../recipes/studies
prose=${PROSE:-${SWIFTLET_TEST_DATA:-/nowhere}/data/text}
updates=${UPDATES:-160}
texts=${TEXTS:-"prose web"}
seeds=${SEEDS:-"1 2 3"}
start_rate=${START_RATE:-0.004}
case " $texts " in
    *" prose "*) [ -d "$prose" ] || { echo "there are no texts at $prose: set PROSE or SWIFTLET_TEST_DATA." >&2; exit 66; } ;;
esac

# go RUN TEXT SEED OPTIONS…: walks the recipe of a text.
go() {
    local name=$1 text=$2 seed=$3 source=()
    shift 3
    [ "$text" = prose ] && source=(--source "$prose")
    walk "$name" "$recipes/$text.yaml" "${source[@]}" --set "seed=$seed" "$@"
}

# train TEXT OPTIMIZER RATE SEED: one run, on the tokens of its text and seed; sets $bits to its bits per byte at the end.
train() {
    local name="$1-$2-$3-$4" figures
    share "$1-tokens-$4" "$name"
    go "$name" "$1" "$4" --until pretrain --set "pretrain.optimizer=$2" --set "pretrain.rate=$3" \
        --set pretrain.batch=8 --set pretrain.context=256 --set "pretrain.tokens=$((updates * 8 * 256))"
    figures=$("$swiftlet" run report "$name" --home "$folder" --output "$folder/runs/$name/report.svg" --json 2>>"$folder/logs/$name.txt")
    bits=$(sed 's/.*"bitsPerByte":{[^}]*"mean":\([0-9.e-]*\).*/\1/' <<<"$figures")
    echo "    held-out bits per byte $bits"
}

# tune TEXT OPTIMIZER: sets $rate to the best one on the first seed.
tune() {
    local text=$1 optimizer=$2 first=${seeds%% *} lowest factor candidate
    rate=$start_rate
    train "$text" "$optimizer" "$rate" "$first"
    lowest=$bits
    for factor in 0.5 2; do
        while :; do
            candidate=$(awk "BEGIN { printf \"%g\", $rate * $factor }")
            train "$text" "$optimizer" "$candidate" "$first"
            awk "BEGIN { exit !($bits < $lowest) }" || break
            lowest=$bits rate=$candidate
        done
    done
    echo "  best rate of $optimizer on $text: $rate"
}

for text in $texts; do
    echo "$text"
    for seed in $seeds; do go "$text-tokens-$seed" "$text" "$seed" --until tokens; done
    groups=()
    for optimizer in adamw muon; do
        tune "$text" $optimizer
        runs=""
        for seed in $seeds; do
            train "$text" $optimizer "$rate" "$seed"
            runs="$runs${runs:+,}$text-$optimizer-$rate-$seed"
        done
        case $optimizer in adamw) label=AdamW ;; muon) label=Muon ;; esac
        groups+=("$label $rate=$runs")
    done
    "$swiftlet" run report "${groups[0]}" --compare "${groups[1]}" --home "$folder" --title "Muon and AdamW, each at its best rate: $text" \
        --output "$folder/optimizers-$text.svg"
done
