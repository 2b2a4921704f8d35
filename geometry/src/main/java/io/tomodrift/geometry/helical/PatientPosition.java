package io.tomodrift.geometry.helical;

import io.tomodrift.geometry.stack.Vec3;

/**
 * How the patient lies in the gantry: head or feet first, supine or prone; by it the gantry frame
 * (X to the right seen from the table, Y up, Z out of the gantry) becomes the patient's (Left,
 * Posterior, Superior).
 *
 * <p><b>Reference</b>: DICOM PS3.3 section C.7.3.1.1.2 for the meaning of the positions.
 */
public enum PatientPosition {
  /** Head first, supine. */
  HFS(1, -1, -1),
  /** Feet first, supine. */
  FFS(-1, -1, 1),
  /** Head first, prone. */
  HFP(-1, 1, -1),
  /** Feet first, prone. */
  FFP(1, 1, 1);

  private final int x;
  private final int y;
  private final int z;

  PatientPosition(int x, int y, int z) {
    this.x = x;
    this.y = y;
    this.z = z;
  }

  /** A point or direction of the gantry frame in the patient's frame, isocenter to origin. */
  public Vec3 toPatient(Vec3 gantry) {
    return new Vec3(x * gantry.x(), y * gantry.y(), z * gantry.z());
  }

  /** A point or direction of the patient's frame in the gantry frame; the same three signs. */
  public Vec3 toGantry(Vec3 patient) {
    return toPatient(patient);
  }
}
