package io.tomodrift.projectors;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.stack.FloatStack;

/**
 * The weighted, pixel-driven back projection of filtered back projection. Not the adjoint of any
 * {@link Projector}.
 *
 * <p>With {@code t = X cos beta + Y sin beta} and {@code l = R + X sin beta - Y cos beta}:
 *
 * <ul>
 *   <li>fan, arc detector: {@code f(X,Y) = sum_v w_v q_v(atan2(t, l)) / (t^2 + l^2)}
 *   <li>fan, flat detector: {@code f(X,Y) = sum_v w_v (R / l)^2 q_v(u)} with {@code u = D t / l}
 *   <li>parallel: {@code f(X,Y) = sum_v w_v q_v(t)}
 * </ul>
 *
 * where q_v is the filtered projection of view v, zero beyond its first and last channel, and w_v
 * the given view weight.
 *
 * <p><b>Shape</b>: filtered {@code [view][channel][lane]}, image {@code [row][column][lane]}, both
 * INTERLEAVED, any number of slices. <b>Threading</b>: as {@link Projector}.
 */
public interface FbpBackprojector extends AutoCloseable {

  /** The scan. */
  ScanGeometry geometry();

  /** The pixels. */
  ImageGrid grid();

  /**
   * Back projects; {@code image} is overwritten.
   *
   * @param filtered filtered projections
   * @param viewWeights one weight a view, rad
   * @param image result
   */
  void backproject(FloatStack filtered, double[] viewWeights, FloatStack image);

  /** Releases device resources; no further calls. */
  @Override
  void close();
}
