#!/bin/sh
# Compares methods that remove or add contrast medium, on bodies that no training saw: regression,
# diffusion and flow matching, and the solvers of the flow.
#
#   learned/recipes/contrast-study.sh PAIRS OUT [STEP...]
#
# PAIRS is the cache of pairs of contrast-flow.yaml, OUT gets everything. What is there already is
# not made again. STEP: train solvers tables (default: all). TOMODRIFT is the command (default:
# ./tomodrift).
set -eu
pairs=$1 out=$2
shift 2
steps=${*:-train solvers tables}
tomodrift=${TOMODRIFT:-./tomodrift}
here=$(dirname "$0")
to_native=$out/images/to-native/phantom
to_contrast=$out/images/to-contrast/phantom
# The solvers are compared on fewer slices: five slabs of two, two volumes of twelve.
few="chest-3023 chest-3024 abdomen-3026 abdomen-3027 abdomen-3028 chest-3901 abdomen-3901"
rows="euler-1 euler-2 euler-3 euler-5 rk2-1 rk3-1 rk4-1 midpoint-1 midpoint-3 ab2-3 dopri5-1"

# train TASK NAME IMAGES
train_one() {
  [ -f "$out/runs/$2/manifest.json" ] && [ -d "$3" ] && return
  $tomodrift train "$1" --config "$here/$2.yaml" --cache "$pairs" --out "$out/runs/$2" \
    --test-images "$3" --threads 1
}

train() {
  train_one contrast contrast-flow "$out/images/to-contrast"
  train_one contrast-to-native contrast-to-native-regression "$out/images/to-native"
  train_one contrast-to-native contrast-to-native-diffusion "$out/images/to-native-noise"
}

# translate FILE DIRECTION SOLVER-STEPS OUT
translate() {
  mkdir -p "$(dirname "$4")"
  [ -f "$4" ] || $tomodrift translate "$1" --model "$out/runs/contrast-flow/contrast-flow.json" \
    --direction "$2" --solver "${3%-*}" --steps "${3##*-}" --threads 1 --out "$4" --quiet
}

solvers() {
  for id in $few; do
    for dir in reference input contrast-to-native-regression; do
      mkdir -p "$out/images/solvers/$dir"
      cp "$to_native/$dir/$id.npz" "$out/images/solvers/$dir"
    done
    for row in $rows; do
      translate "$to_native/input/$id.npz" contrast-to-native "$row" "$out/images/solvers/$row/$id.npz"
    done
  done
  for file in "$to_native"/input/*.npz; do
    id=$(basename "$file")
    for row in euler-1 rk2-1; do
      translate "$file" contrast-to-native "$row" "$to_native/$row/$id"
      translate "$to_contrast/input/$id" native-to-contrast "$row" "$to_contrast/$row/$id"
    done
  done
}

tables() {
  for case in "$pairs"/cases/*/; do
    id=$(basename "$case")
    if [ -f "$to_native/reference/$id.npz" ]; then
      mkdir -p "$out/iodine/all" "$out/iodine/few"
      cp "$case/iodine.npz" "$out/iodine/all/$id.npz"
      [ ! -f "$out/images/solvers/reference/$id.npz" ] || cp "$case/iodine.npz" "$out/iodine/few/$id.npz"
    fi
  done
  table to-native all "$to_native" "identity=$to_native/input" \
    "regression=$to_native/contrast-to-native-regression" \
    "diffusion=$out/images/to-native-noise/phantom/contrast-to-native-diffusion" \
    "flow-euler-1=$to_native/euler-1" "flow-rk2-1=$to_native/rk2-1"
  table to-contrast all "$to_contrast" "identity=$to_contrast/input" \
    "flow-euler-1=$to_contrast/euler-1" "flow-rk2-1=$to_contrast/rk2-1"
  tests="regression=$out/images/solvers/contrast-to-native-regression"
  for row in $rows; do
    tests="$tests $row=$out/images/solvers/$row"
  done
  # shellcheck disable=SC2086
  table solvers few "$out/images/solvers" $tests
}

# table NAME IODINE IMAGES NAME=DIR...
table() {
  name=$1 iodine=$out/iodine/$2 images=$3
  shift 3
  tests=
  for test in "$@"; do
    tests="$tests --test $test"
  done
  # shellcheck disable=SC2086
  $tomodrift evaluate --reference "$images/reference" $tests --within "iodine=$iodine:1:" \
    --csv "$out/contrast-$name.csv" --json "$out/contrast-$name.json" \
    --times "$out/contrast-$name-times.csv" --report "$out/report-$name" --force
}

for step in $steps; do
  $step
done
