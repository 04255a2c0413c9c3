#!/bin/bash
# The tiny recipe's pre-training with products in float32 and in bfloat16: how far apart do the losses come?
#
#   scripts/study-precision.sh [FOLDER]
#
# The last two columns of the table are the greatest relative difference of the smoothed losses over all updates, and that at the
# end. Runs that have ended are kept. UPDATES is the number of updates (500), RECIPE another recipe.
set -euo pipefail
folder=${1:-study}
# shellcheck source=scripts/study-lib.sh
source "$(dirname "$0")/study-lib.sh"
recipe=${RECIPE:-$(dirname "$0")/../recipes/tiny.yaml}
updates=${UPDATES:-500}

walk precision-tokens "$recipe" --until tokens
for precision in f32 bf16; do
    share precision-tokens "precision-$precision"
    walk "precision-$precision" "$recipe" --until pretrain --precision $precision \
        --set pretrain.batch=32 --set pretrain.context=256 --set "pretrain.tokens=$((updates * 32 * 256))" \
        --set pretrain.validationEvery=25
done
"$swiftlet" run report f32=precision-f32 --compare bf16=precision-bf16 --home "$folder" \
    --title "Pre-training in float32 and bfloat16" --output "$folder/precision.svg"
