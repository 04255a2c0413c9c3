# What the studies share; they source it after setting $folder.
swiftlet=${SWIFTLET:-$(dirname "$0")/../.build/release/swiftlet}
[ -x "$swiftlet" ] || { echo "there is no program at $swiftlet: run 'make build' first, or set SWIFTLET." >&2; exit 66; }
mkdir -p "$folder/logs"

# walk RUN RECIPE OPTIONS…: walks a recipe unless it has ended already; its lines go to logs/RUN.txt.
walk() {
    local name=$1 recipe=$2 began=$SECONDS
    shift 2
    if ! "$swiftlet" run "$recipe" --home "$folder" --name "$name" "$@" >>"$folder/logs/$name.txt" 2>&1; then
        echo "the run $name failed; see $folder/logs/$name.txt" >&2
        tail -n 3 "$folder/logs/$name.txt" >&2
        exit 70
    fi
    echo "  $name: $((SECONDS - began)) s"
}

# share FROM TO: the run TO gets the data, tokenizer and tokens of the run FROM, by links.
share() {
    local stage
    mkdir -p "$folder/runs/$2"
    for stage in web data tokenizer tokens; do
        if [ -d "$folder/runs/$1/$stage" ]; then ln -sfn "../$1/$stage" "$folder/runs/$2/$stage"; fi
    done
}
