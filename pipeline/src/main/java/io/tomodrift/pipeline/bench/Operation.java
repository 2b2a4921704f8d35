package io.tomodrift.pipeline.bench;

/** What is timed. */
public enum Operation {
  /** Forward projection, Joseph. */
  FORWARD("forward", true),
  /** Its true adjoint. */
  ADJOINT("adjoint", true),
  /** The back projection of FBP, linear interpolation. */
  BACK_PROJECTION("FBP back projection", true),
  /** Weights and Hann filter of FBP. */
  FILTER("Hann filter", false),
  /** Filtered back projection as a whole, checks and copies included. */
  FBP("Hann FBP", true);

  private final String label;
  private final boolean updatesVoxels;

  Operation(String label, boolean updatesVoxels) {
    this.label = label;
    this.updatesVoxels = updatesVoxels;
  }

  /** The name for people. */
  public String label() {
    return label;
  }

  /** False if there are no voxel updates to count. */
  public boolean updatesVoxels() {
    return updatesVoxels;
  }
}
