#!/bin/bash
# Kills one run with kill -9 at random moments, lets it end, and compares what every stage wrote with a run that was not killed.
#
#   scripts/kill-twenty.sh [SEED]          same seed, same moments; KILLS=5 for fewer, THREADS=1 for fewer threads
#
# The recipe is recipes/smoke.yaml with three times the pre-training, five times the conversations, and a checkpoint after nearly
# every update, so that many kills fall into the middle of writing one. Exit code 0: all digests are equal; 1: they are not.
set -euo pipefail
cd "$(dirname "$0")/.."
seed=${1:-1} kills=${KILLS:-20} threads=${THREADS:-2}
swiftlet=${SWIFTLET:-$(swift build -c release --show-bin-path)/swiftlet}
[ -x "$swiftlet" ] || { echo "kill-twenty: there is no $swiftlet. Run 'make build' first." >&2; exit 66; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed -e 's/^\( *tokens: \)[0-9]*$/\1600000/' -e 's/^\( *conversations: \)[0-9]*$/\13000/' recipes/smoke.yaml >"$work/whole.yaml"
sed -e 's/^\(pretrain\|sft\):.*/&\n  checkpointSeconds: 0.05/' "$work/whole.yaml" >"$work/killed.yaml"

start() { # home, recipe, then what comes before the program
    local home=$1 recipe=$2
    shift 2
    SWIFTLET_HOME=$work/$home "$@" "$swiftlet" run "$work/$recipe.yaml" --threads "$threads" >"$work/$home.log" 2>&1
}
seconds() { awk "BEGIN { printf \"%.2f\", $1 }"; }
digests() { # home: one line a stage
    for manifest in "$work/$1"/runs/smoke/*/manifest.json; do
        echo "$(basename "$(dirname "$manifest")") $(sed -n 's/.*"output" : "\([0-9a-f]*\)".*/\1/p' "$manifest")"
    done
}

began=$(date +%s.%N)
start whole whole || { tail -n 5 "$work/whole.log" >&2; exit 70; }
took=$(seconds "$(date +%s.%N) - $began")
echo "uninterrupted: $took s"

# A kill comes after 0.1 s to a tenth of that time: then all of them fall before the end, and the stages go on between them.
RANDOM=$seed
run=$work/killed/runs/smoke amid=0
declare -A during=()
for ((kill = 1; kill <= kills; kill++)); do
    delay=$(seconds "0.1 + $RANDOM / 32767 * ($took / 10 - 0.1)")
    if { start killed killed timeout -s KILL "$delay"; } 2>/dev/null; then
        echo "kill-twenty: the run ended before kill $kill. Take another seed." >&2
        exit 70
    fi
    # A kill may come before there is a run, a stage or a checkpoint.
    stage=$(basename "$(ls -d "$run"/.*.partial 2>/dev/null | head -n 1)" .partial)
    stage=${stage#.}
    during[${stage:-none}]=$((${during[${stage:-none}]:-0} + 1))
    half=$(find "$run" -name '.*.tmp' 2>/dev/null | head -n 1 || true)
    [ -z "$half" ] || amid=$((amid + 1))
    newest=$(ls -d "$run/.$stage.partial"/checkpoint-* 2>/dev/null | sed 's/.*-//' | sort -n | tail -n 1 || true)
    echo "kill $kill after $delay s: in ${stage:-none}${newest:+, checkpoint $newest}${half:+, while writing ${half##*/}}"
done
start killed killed || { tail -n 5 "$work/killed.log" >&2; exit 70; }

echo
echo "kills: $kills, of these while a file was being written: $amid"
for stage in "${!during[@]}"; do echo "  in $stage: ${during[$stage]}"; done
if diff <(digests whole) <(digests killed) >"$work/difference"; then
    digests killed | while read -r stage digest; do echo "  equal: $stage ${digest:0:16}…"; done
    echo "all $(digests killed | wc -l) stages have the digests of the uninterrupted run"
else
    echo "kill-twenty: these differ (<: uninterrupted, >: killed):" >&2
    cat "$work/difference" >&2
    exit 1
fi
