package io.tomodrift.projectors.spi;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
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

  /** Releases the device. */
  @Override
  void close();
}
