package io.tomodrift.geometry.stack;

/** The coordinate system a {@link VolumeFrame} is given in. */
public enum FrameSpace {
  /**
   * Gantry frame G: X to the right seen from the table, Y up, Z out of the gantry toward the
   * viewer; right-handed, origin at the isocenter.
   */
  GANTRY,
  /** DICOM patient frame: x to the Left, y to the Posterior, z to the Superior side. */
  PATIENT_LPS
}
