package io.tomodrift.phantoms.anatomy;

/** Which part of the body. */
public enum BodyRegion {
  /** Brain at the level of the ventricles. */
  HEAD,
  /** Lungs and mediastinum. */
  CHEST,
  /** Liver, kidneys and bowel. */
  ABDOMEN,
  /** From the iliac wings to the hips. */
  PELVIS
}
