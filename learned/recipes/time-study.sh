#!/bin/sh
# What a volume of 60 views costs by each method: filtered back projection, FISTA-TV, and the models
# that refine the former, one process each on one thread.
#
#   learned/recipes/time-study.sh VOLUME OUT [MODEL...]
#
# VOLUME is scanned with all views of a scanner; MODEL is a model file besides those that come along.
# SLICES limits it (default: 0:). TOMODRIFT is the command (default: ./tomodrift).
set -eu
volume=$1 out=$2
shift 2
tomodrift=${TOMODRIFT:-./tomodrift}
mkdir -p "$out"
[ -f "$out/scan.npz" ] || {
  $tomodrift geometry init --scanner siemens-as-plus --out "$out/geometry.yaml" --force
  $tomodrift project "$volume" --slices "${SLICES:-0:}" --geometry "$out/geometry.yaml" --noise-photons 2e5 --seed 1 --out "$out/scan.npz"
}

# row NAME COMMAND...
tests=
row() {
  name=$1
  shift
  mkdir -p "$out/$name"
  [ -f "$out/$name/volume.npz" ] || $tomodrift "$@" --threads 1 --quiet --out "$out/$name/volume.npz"
  tests="$tests --test $name=$out/$name"
}

row all reconstruct "$out/scan.npz" --hu --pixel-mm 0.8
tests=
row fbp reconstruct "$out/scan.npz" --views 60 --hu --pixel-mm 0.8
row fista-tv reconstruct "$out/scan.npz" --views 60 --hu --pixel-mm 0.8 --algorithm fista-tv
for model in svct-60-regression svct-60-gdm svct-60-gdm-3d svct-60-flow "$@"; do
  row "$(basename "$model" .json)" refine "$out/fbp/volume.npz" --model "$model"
done
row svct-60-flow-rk2 refine "$out/fbp/volume.npz" --model svct-60-flow --solver rk2
row fbp-gdm-data reconstruct "$out/scan.npz" --views 60 --hu --pixel-mm 0.8 --refine svct-60-gdm --data-consistency 20
# shellcheck disable=SC2086
$tomodrift evaluate --reference "$out/all" $tests --csv "$out/time-study-errors.csv" \
  --times "$out/time-study.csv" --report "$out/report" --force
