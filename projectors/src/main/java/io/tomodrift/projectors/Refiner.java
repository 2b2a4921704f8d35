package io.tomodrift.projectors;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;

/**
 * Improves reconstructed slices, or translates them into another kind of image.
 *
 * <p><b>Threading</b>: uses the threads of the context; one instance must not be used concurrently.
 */
public interface Refiner extends AutoCloseable {

  /**
   * Refines every slice of a volume, which is not changed.
   *
   * @param image the reconstructed volume, either layout
   * @param context threads, progress, memory budget
   * @return a volume of the same voxels, layout PLANAR
   */
  Volume refine(Volume image, RunContext context);

  /** Releases what the refiner holds; no further calls. */
  @Override
  void close();
}
