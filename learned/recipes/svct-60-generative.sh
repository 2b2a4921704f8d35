#!/bin/sh
# Flow matching and diffusion beside the rows of svct-60-study.sh, on the same subjects.
#
#   learned/recipes/svct-60-generative.sh DATA PAIRS OUT
#
# after svct-60-study.sh with the same arguments. A run that is there already is not made again.
# TOMODRIFT is the command (default: ./tomodrift).
set -eu
data=$1 pairs=$2 out=$3
tomodrift=${TOMODRIFT:-./tomodrift}
here=$(dirname "$0")
images=$out/images

for name in flow diffusion; do
  [ -d "$images/real/svct-60-$name" ] || $tomodrift train "svct-$name" \
    --config "$here/svct-60-$name.yaml" --data "$data" --cache "$pairs" \
    --out "$out/runs/svct-60-$name" --test-images "$images" --threads 1
done
for kind in real phantom; do
  dir=$images/$kind
  $tomodrift evaluate --reference "$dir/reference" --test "FBP=$dir/input" --test "L1=$dir/l1-s1" \
    --test "GDM=$dir/gdm-s1" --test "flow=$dir/svct-60-flow" \
    --test "diffusion=$dir/svct-60-diffusion" --json "$out/generative-$kind.json" \
    --csv "$out/generative-$kind.csv" --report "$out/report-generative-$kind" --force
done
