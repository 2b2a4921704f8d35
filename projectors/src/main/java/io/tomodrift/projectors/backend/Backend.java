package io.tomodrift.projectors.backend;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.BackendException;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.ProjectionFilter;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;

/**
 * An opened device: the factory of operators that run on it. Close operators before the backend.
 */
public interface Backend extends AutoCloseable {

  /** Short name, as in {@code --backend}. */
  String id();

  /** The device, in words. */
  String device();

  /** A matched projector pair. */
  Projector projector(ScanGeometry geometry, ImageGrid grid, ProjectorModel model);

  /** The back projection of FBP. */
  FbpBackprojector fbpBackprojector(
      ScanGeometry geometry, ImageGrid grid, Interpolation interpolation);

  /**
   * A back projection of FBP in fewer operations, close to that with linear interpolation; see
   * {@link #fastFbpWorkspaceBytes} for what it takes.
   *
   * @param geometry one whole turn in even steps, a multiple of 8 views
   * @throws BackendException if this backend has none
   * @throws io.tomodrift.geometry.error.GeometryException if it does not suit the scan
   */
  default FbpBackprojector fastFbpBackprojector(ScanGeometry geometry, ImageGrid grid) {
    throw new BackendException(
        "backend " + id() + " has no fast back projection; use cpu or simd, or the direct one");
  }

  /**
   * As {@link #fbpWorkspaceBytes} for the fast back projector.
   *
   * @param geometry the scan of the filtered projections
   * @param grid the pixels
   * @param slices slices processed at a time
   * @return bytes, 0 if negligible or if there is none
   */
  default long fastFbpWorkspaceBytes(ScanGeometry geometry, ImageGrid grid, int slices) {
    return 0;
  }

  /**
   * The convolution of projections with one kernel.
   *
   * @param positions values in a line
   * @param spectrum spectrum of the kernel at frequencies 0, 1, ..., M - 1 of a transform of length
   *     M = {@code spectrum.length}, real and even, scaled by 1/M; M is at least {@code positions}
   *     and has no prime factor but 2, 3 and 5
   */
  ProjectionFilter projectionFilter(int positions, double[] spectrum);

  /**
   * Heap memory that operators of this backend hold besides the caller's image and data stacks, for
   * a projector of model JOSEPH that has run both ways; for {@link
   * io.tomodrift.projectors.backend.MemoryPlan}.
   *
   * @param geometry the scan
   * @param grid the pixels
   * @param slices slices processed at a time
   * @return bytes, 0 if negligible
   */
  default long workspaceBytes(ScanGeometry geometry, ImageGrid grid, int slices) {
    return 0;
  }

  /**
   * Heap memory that an FBP back projector of this backend holds besides the caller's image and
   * data stacks once it has run.
   *
   * @param geometry the scan of the filtered projections
   * @param grid the pixels
   * @param slices slices processed at a time
   * @return bytes, 0 if negligible
   */
  default long fbpWorkspaceBytes(ScanGeometry geometry, ImageGrid grid, int slices) {
    return workspaceBytes(geometry, grid, slices);
  }

  /**
   * Heap memory that a projection filter of this backend takes besides the caller's lines while it
   * runs.
   *
   * @param transformLength length of the spectrum
   * @param views views filtered at a time
   * @param slices slices filtered at a time
   * @return bytes, 0 if negligible
   */
  default long filterWorkspaceBytes(int transformLength, int views, int slices) {
    return 0;
  }

  /** Releases the device. */
  @Override
  void close();
}
