package io.tomodrift.pipeline.compare;

/** Where two volumes are compared. */
public enum MaskKind {
  /** The body of the reference: above -500 HU, largest component, holes filled slice by slice. */
  BODY,
  /** The circle that every view of the scan sees, or the circle inscribed in the slice. */
  FOV,
  /** Every voxel. */
  NONE
}
