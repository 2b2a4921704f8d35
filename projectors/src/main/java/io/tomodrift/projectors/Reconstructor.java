package io.tomodrift.projectors;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;

/** Makes slices from sinograms. */
@FunctionalInterface
public interface Reconstructor {

  /**
   * Reconstructs every slice of a stack.
   *
   * @param sinogram line integrals
   * @param grid pixels of the slices
   * @param context threads, seed, progress, memory budget
   * @return attenuation in 1/mm, layout PLANAR, in the gantry frame
   */
  Volume reconstruct(Sinogram sinogram, ImageGrid grid, RunContext context);
}
