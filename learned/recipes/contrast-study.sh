#!/bin/sh
# Compares methods that remove or add contrast medium, on bodies that no training saw: regression,
# diffusion and flow matching, and the solvers of the flow.
#
#   learned/recipes/contrast-study.sh PAIRS OUT [STEP...]
#
# PAIRS is the cache of pairs of contrast-flow.yaml, OUT gets everything. What is there already is
# not made again. STEP: train solvers tables methods (default: all). TOMODRIFT is the command (default:
# ./tomodrift).
set -eu
pairs=$1 out=$2
shift 2
steps=${*:-train solvers tables methods}
tomodrift=${TOMODRIFT:-./tomodrift}
here=$(dirname "$0")
to_native=$out/images/to-native/phantom
to_contrast=$out/images/to-contrast/phantom
# The solvers are compared on fewer slices: five slabs of two.
few="chest-3023 chest-3024 abdomen-3026 abdomen-3027 abdomen-3028"
rows="euler-1 euler-2 euler-3 euler-5 rk2-1 rk3-1 rk4-1 midpoint-1 midpoint-3 ab2-3 ab3-4 ab4-5 dopri5-1"

# train_one TASK NAME IMAGES
train_one() {
  [ -f "$out/runs/$2/manifest.json" ] && [ -d "$3" ] && return
  $tomodrift train "$1" --config "$here/$2.yaml" --cache "$pairs" --out "$out/runs/$2" \
    --test-images "$3" --threads 1
}

train() {
  train_one contrast contrast-flow "$out/images/flow"
  train_one contrast contrast-regression "$out/images/to-contrast"
  train_one contrast-to-native contrast-to-native-regression "$out/images/to-native"
  train_one contrast-to-native contrast-to-native-diffusion "$out/images/to-native-noise"
  train_one contrast contrast-diffusion "$out/images/to-contrast-noise"
}

# translate IMAGES ID DIRECTION ROW: the slices of a body by a solver, unless they are there
translate() {
  mkdir -p "$1/$4"
  [ -f "$1/$4/$2.npz" ] || $tomodrift translate "$1/input/$2.npz" \
    --model "$out/runs/contrast-flow/contrast-flow.json" --direction "$3" \
    --solver "${4%-*}" --steps "${4##*-}" --threads 1 --out "$1/$4/$2.npz" --quiet
}

solvers() {
  for id in $few; do
    for row in $rows; do
      translate "$to_native" "$id" contrast-to-native "$row"
      translate "$to_contrast" "$id" native-to-contrast "$row"
    done
  done
  for file in "$to_native"/input/*.npz; do
    id=$(basename "$file" .npz)
    for row in euler-1 rk2-1; do
      translate "$to_native" "$id" contrast-to-native "$row"
      translate "$to_contrast" "$id" native-to-contrast "$row"
    done
  done
}

# iodine FOLDER ID...
iodine() {
  folder=$1
  shift
  mkdir -p "$folder"
  for id in "$@"; do
    cp "$pairs/cases/$id/iodine.npz" "$folder/$id.npz"
  done
}

tables() {
  # shellcheck disable=SC2086
  iodine "$out/iodine/few" $few
  rows_of to-native "$to_native" contrast-to-native
  rows_of to-contrast "$to_contrast" contrast
}

# rows_of NAME IMAGES TASK: the solvers of the flow
rows_of() {
  few_of "$2" reference "$out/images/$1-few/reference"
  few_of "$2" "$3-regression" "$out/images/$1-few/regression"
  trials="regression=$out/images/$1-few/regression"
  for row in $rows; do
    few_of "$2" "$row" "$out/images/$1-few/$row"
    trials="$trials $row=$out/images/$1-few/$row"
  done
  # shellcheck disable=SC2086
  table "solvers-$1" few "$out/images/$1-few" $trials
}

methods() {
  for file in "$to_native"/input/*.npz; do
    iodine "$out/iodine/all" "$(basename "$file" .npz)"
  done
  methods_of to-native "$to_native" contrast-to-native
  methods_of to-contrast "$to_contrast" contrast
}

# methods_of NAME IMAGES TASK
methods_of() {
  noise=$out/images/$1-noise/phantom/$3-diffusion
  table "$1" all "$2" "identity=$2/input" "regression=$2/$3-regression" "diffusion=$noise" \
    "flow-euler-1=$2/euler-1" "flow-rk2-1=$2/rk2-1"
  # One step of Euler is the estimate of least squares: nearer to the regression than to the truth.
  $tomodrift evaluate --reference "$2/$3-regression" --test "flow-euler-1=$2/euler-1" --test "flow-rk2-1=$2/rk2-1" \
    --within "iodine=$out/iodine/all:1:" --csv "$out/contrast-$1-one-step.csv" --report "$out/report-$1-one-step" --force
}

# few_of IMAGES METHOD OUT
few_of() {
  mkdir -p "$3"
  for id in $few; do
    cp "$1/$2/$id.npz" "$3"
    [ ! -f "$1/$2/$id.npz.manifest.json" ] || cp "$1/$2/$id.npz.manifest.json" "$3"
  done
}

# table NAME IODINE IMAGES NAME=DIR...
table() {
  name=$1 maps=$out/iodine/$2 images=$3
  shift 3
  tests=
  for test in "$@"; do
    tests="$tests --test $test"
  done
  # shellcheck disable=SC2086
  $tomodrift evaluate --reference "$images/reference" $tests --within "iodine=$maps:1:" \
    --csv "$out/contrast-$name.csv" --json "$out/contrast-$name.json" \
    --times "$out/contrast-$name-times.csv" --report "$out/report-$name" --force
}

for step in $steps; do
  $step
done
