#!/bin/sh
# Latent Drifting from abdomens without contrast medium to abdomens with it: a model of the first is
# fine-tuned on 24 images of the second with drifts from -0.2 to 0.2, in image space and in an
# auto-encoder's latent space, and drifts of sampling alone are tried on the model without one.
#
#   learned/recipes/latent-drift-study.sh OUT
#
# OUT gets everything; a run that is there already is not made again. DELTAS, STEPS and COUNT limit
# the drifts, the steps of fine-tuning and the samples. TOMODRIFT is the command (default: ./tomodrift).
set -eu
out=$1
deltas=${DELTAS:--0.20 -0.15 -0.10 -0.05 0.00 0.05 0.10 0.15 0.20}
count=${COUNT:-32}
tomodrift=${TOMODRIFT:-./tomodrift}
here=$(dirname "$0")
mkdir -p "$out/recipes" "$out/images" "$out/samples"

# train NAME RECIPE
train() {
  [ -f "$out/runs/$1/$1.json" ] || $tomodrift train domain --config "$2" --cache "$3" \
    --out "$out/runs/$1" --test-images "$out/images" --threads 1 --quiet
}

trials=
# space NAME EXTRA-LINE
space() {
  sed -e "s/^name: .*/name: native-$1/" "$here/domain-native.yaml" > "$out/recipes/native-$1.yaml"
  echo "$2" >> "$out/recipes/native-$1.yaml"
  train "native-$1" "$out/recipes/native-$1.yaml" "$out/native"
  for delta in $deltas; do
    name=contrast-$1$delta
    sed -e "s/^name: .*/name: $name/" -e "s/delta: 0}/delta: $delta}/" \
      -e "s|^start: .*|start: $out/runs/native-$1/native-$1.json|" \
      -e "s/steps: 100/steps: ${STEPS:-100}/" -e "s/validateEvery: .*/validateEvery: ${STEPS:-100}/" \
      "$here/domain-contrast.yaml" > "$out/recipes/$name.yaml"
    echo "$2" >> "$out/recipes/$name.yaml"
    train "$name" "$out/recipes/$name.yaml" "$out/contrast"
    # Training leaves as many samples as there are test images, made with its own drift in total.
    trials="$trials --trial $1:$delta=$out/images/$name-test-samples.npz"
  done
}

# Drifts of sampling alone, of the model that was fine-tuned without one.
search() {
  [ -f "$out/samples/search-$1.npz" ] || $tomodrift sample --model "$out/runs/contrast-image0.00/contrast-image0.00.json" \
    --compare "$out/images/contrast-image0.00-validation.npz" --search-delta --delta-mode "$1" \
    --count "$count" --seed 5 --out "$out/samples/search-$1.npz" --quiet > "$out/search-$1.txt"
  cat "$out/search-$1.txt"
}

space image ""
space latent "latent: {widths: [16, 4], steps: 600}"
search total
search per-step
$tomodrift drift-study --source "$out/images/native-image-test.npz" \
  --target "$out/images/contrast-image0.00-validation.npz" \
  --test "$out/images/contrast-image0.00-test.npz" $trials \
  --csv "$out/latent-drift.csv" --png "$out/latent-drift.png" --out "$out/report" --force
