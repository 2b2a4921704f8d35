#!/bin/sh
# Compares the methods: each goes on from the weights of svct-60-regression for the same number of
# steps, with three seeds where it matters, and all are evaluated on the same subjects.
#
#   learned/recipes/svct-60-study.sh DATA PAIRS OUT [STEP...]
#
# DATA holds the volumes, PAIRS is the cache of pairs of svct-60-gdm.yaml, OUT gets everything. A
# run that is there already is not made again. SEEDS limits the seeds. STEP: methods, temperatures, variation, tables
# (default: all). TOMODRIFT is the command (default: ./tomodrift).
set -eu
data=$1 pairs=$2 out=$3
shift 3
steps=${*:-methods temperatures variation tables}
tomodrift=${TOMODRIFT:-./tomodrift}
here=$(dirname "$0")
images=$out/images
mkdir -p "$out/recipes" "$images"

# recipe NAME METHOD SEED BALANCE TEMPERATURE-FACTOR
recipe() {
  sed -e "s/^name: .*/name: $1/" -e "s/^method: .*/method: $2/" -e "s/^seed: .*/seed: $3/" \
    -e "s/balance: mgda/balance: $4, temperatureFactor: $5/" "$here/svct-60-gdm.yaml" > "$out/recipes/$1.yaml"
}

train() {
  if [ ! -f "$out/runs/$1/$1.safetensors" ]; then
    # One feature encoder for all: it is trained once, its checkpoints are found by the others.
    if [ -d "$out/encoder" ] && [ ! -d "$out/runs/$1/encoder" ]; then
      mkdir -p "$out/runs/$1"
      cp -r "$out/encoder" "$out/runs/$1/encoder"
    fi
    $tomodrift train svct --config "$out/recipes/$1.yaml" --data "$data" --cache "$pairs" \
      --out "$out/runs/$1" --test-images "$images" --threads 1
    if [ -d "$out/runs/$1/encoder" ] && [ ! -d "$out/encoder" ]; then
      cp -r "$out/runs/$1/encoder" "$out/encoder"
    fi
  fi
}

row() {
  recipe "$@"
  train "$1"
}

methods() {
  for seed in ${SEEDS:-1 2 3}; do
    row gdm-s$seed gdm $seed mgda 1
    row sum-s$seed gdm $seed sum 1
    row l1-s$seed regression $seed mgda 1
    row gan-s$seed gan $seed mgda 1
  done
}

temperatures() {
  for factor in 8 4 2 0.5 0.25 0.125; do
    row "t$factor-s1" gdm 1 mgda $factor
  done
}

# FISTA-TV of the same scans, a network that goes on from it, and steps towards the data.
variation() {
  $tomodrift train svct --config "$here/svct-60-tv-regression.yaml" --data "$data" --cache "$pairs-tv" \
    --out "$out/runs/tv" --test-images "$out/images-tv" --threads 1
  for kind in real phantom; do
    mkdir -p "$images/$kind/fista-tv" "$images/$kind/tv-l1" "$images/$kind/gdm-dc"
    cp "$out/images-tv/$kind"/input/*.npz "$images/$kind/fista-tv"
    cp "$out/images-tv/$kind"/svct-60-tv-regression/*.npz "$images/$kind/tv-l1"
    for file in "$images/$kind"/input/*.npz; do
      id=$(basename "$file")
      [ -f "$images/$kind/gdm-dc/$id" ] || $tomodrift refine "$file" --model svct-60-gdm \
        --sinogram "$pairs/cases/${id%.npz}/sinogram.npz" --data-consistency 20 \
        --out "$images/$kind/gdm-dc/$id" --quiet
    done
  done
}

tables() {
  for kind in real phantom; do
    dir=$images/$kind
    $tomodrift evaluate --reference "$dir/reference" --test "FBP=$dir/input" --test "FISTA-TV=$dir/fista-tv" \
      --test "TV+L1=$dir/tv-l1" --test "L1=$dir/l1-s1" --test "GAN=$dir/gan-s1" --test "drift-sum=$dir/sum-s1" \
      --test "GDM=$dir/gdm-s1" --test "GDM+data=$dir/gdm-dc" \
      --json "$out/$kind.json" --csv "$out/$kind.csv" --report "$out/report-$kind"
    tests=
    for run in l1 gan sum gdm; do
      for seed in 1 2 3; do
        tests="$tests --test $run-s$seed=$dir/$run-s$seed"
      done
    done
    for factor in 8 4 2 0.5 0.25 0.125; do
      tests="$tests --test t$factor=$dir/t$factor-s1"
    done
    $tomodrift evaluate --reference "$dir/reference" $tests --json "$out/$kind-seeds.json" --csv "$out/$kind-seeds.csv"
  done
}

for step in $steps; do
  $step
done
