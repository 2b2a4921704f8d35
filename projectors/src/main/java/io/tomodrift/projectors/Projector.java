package io.tomodrift.projectors;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.stack.FloatStack;

/**
 * Forward projection of a stack of slices and its true adjoint, bound to one geometry, one grid and
 * one backend.
 *
 * <p><b>Shape</b>: image {@code [row][column][lane]}, data {@code [view][channel][lane]}, both
 * {@link io.tomodrift.geometry.stack.SliceLayout#INTERLEAVED} with the same number of slices; any
 * number of slices. <b>Units</b>: image in 1/mm gives dimensionless line integrals; the adjoint
 * carries no distance weight (it is not the back projection of FBP, see {@link FbpBackprojector}).
 *
 * <p><b>Threading</b>: calls use the threads of the backend's context and return when done; the
 * result does not depend on their number. One instance must not be called concurrently.
 */
public interface Projector extends LinearOperator<FloatStack, FloatStack>, AutoCloseable {

  /** The scan. */
  ScanGeometry geometry();

  /** The pixels. */
  ImageGrid grid();

  /** The ray model. */
  ProjectorModel model();

  /** Releases device resources; no further calls. */
  @Override
  void close();
}
