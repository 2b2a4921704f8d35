package io.tomodrift.learned.infer;

/** How voxels of a volume become values of windows, and back. Called from several threads. */
public interface VoxelMap {

  /** Leaves every value as it is. */
  VoxelMap IDENTITY =
      new VoxelMap() {
        @Override
        public float toWindow(float voxel) {
          return voxel;
        }

        @Override
        public float fromWindow(float blended, float voxel) {
          return blended;
        }
      };

  /** The value in a window; must not fall where the voxel rises. */
  float toWindow(float voxel);

  /**
   * The voxel of the result.
   *
   * @param blended what the windows agreed on
   * @param voxel the same voxel of the input
   */
  float fromWindow(float blended, float voxel);
}
