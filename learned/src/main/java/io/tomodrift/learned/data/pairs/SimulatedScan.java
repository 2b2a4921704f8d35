package io.tomodrift.learned.data.pairs;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.Reconstructor;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.sinograms.TransmissionNoise;
import java.util.Objects;
import java.util.Optional;

/**
 * The simulated scanner of pairs: projections of slices in HU with noise, and reconstructions on
 * the grid of the slices. The image is scanned on its own pixels; outside it, and below -1000 HU,
 * is air.
 */
final class SimulatedScan implements AutoCloseable {

  private final ScanGeometry geometry;
  private final HounsfieldScale water;
  private final Optional<TransmissionNoise> noise;
  private final Backend backend;
  private Projector projector;

  SimulatedScan(
      ScanGeometry geometry,
      HounsfieldScale water,
      Optional<TransmissionNoise> noise,
      Backend backend) {
    this.geometry = geometry;
    this.water = water;
    this.noise = noise;
    this.backend = Objects.requireNonNull(backend, "backend");
  }

  private static ImageGrid grid(Volume hu) {
    return hu.frame().sliceGrid(hu.stack().rows(), hu.stack().columns());
  }

  /** All views of a volume in HU. */
  Sinogram of(Volume hu, long noiseSeed, RunContext context) {
    FloatStack image = hu.stack().copySlices(0, hu.slices(), SliceLayout.INTERLEAVED);
    water.toPerMmInPlace(image);
    FloatStack data = FloatStack.interleaved(hu.slices(), geometry.views(), geometry.channels());
    projector(grid(hu)).forward(image, data);
    SliceAxis axis = new SliceAxis(0, hu.frame().sliceSpacingMm());
    Sinogram clean = new Sinogram(data, geometry, axis, SinogramUnit.LINE_INTEGRAL);
    return noise
        .map(some -> some.apply(clean, context.withSeed(noiseSeed)).sinogram())
        .orElse(clean);
  }

  /** Tables of rays are made once for all slices of a grid. */
  private Projector projector(ImageGrid grid) {
    if (projector == null || !projector.grid().equals(grid)) {
      close();
      projector = backend.projector(geometry, grid, ProjectorModel.JOSEPH);
    }
    return projector;
  }

  /** In HU, on the grid and in the frame of what was scanned. */
  Volume reconstruct(Reconstructor method, Sinogram sinogram, Volume hu, RunContext context) {
    FloatStack values = method.reconstruct(sinogram, grid(hu), context).stack();
    water.toHuInPlace(values);
    return hu.with(values, VolumeUnit.HU);
  }

  /** Releases the projector, not the backend. */
  @Override
  public void close() {
    if (projector != null) {
      projector.close();
      projector = null;
    }
  }
}
