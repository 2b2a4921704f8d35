package io.tomodrift.sinograms.check;

/** What a finding is about. */
public enum Subject {
  /** The object is wider than the field of view. */
  TRUNCATION,
  /** Detector elements that give no signal, or a wrong one. */
  DEAD_ELEMENTS,
  /** Rays with hardly any quanta left. */
  STARVATION,
  /** Line integrals far below zero. */
  NEGATIVE_VALUES,
  /** Values at an end of the range of 16 bits. */
  CLIPPED_VALUES,
  /** Views of one value only, or views that repeat. */
  DAMAGED_VIEWS,
  /** A number of the geometry. */
  GEOMETRY,
  /** The attenuation of water. */
  WATER,
  /** How well rays agree with the rays measured half a turn later. */
  CONSISTENCY
}
