package io.tomodrift.phantoms.anatomy;

/** A body drawn once from a seed, which can paint any of its slices. Immutable. */
interface Anatomy {

  /** Paints the slice the canvas stands for. */
  void paint(SliceCanvas canvas);
}
