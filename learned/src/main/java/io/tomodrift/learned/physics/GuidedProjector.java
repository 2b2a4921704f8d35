package io.tomodrift.learned.physics;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;

/**
 * {@code A D} and its adjoint {@code D A^T} for a diagonal D. What solves for c with this operator
 * finds a change {@code D c} that is zero where D is.
 */
final class GuidedProjector implements Projector {

  private final Projector projector;
  private final FloatStack guide;
  private final RunContext context;
  private FloatStack scratch;

  /**
   * Wraps a projector.
   *
   * @param projector A; stays open
   * @param guide D, INTERLEAVED; of one slice if it is the same for all
   */
  GuidedProjector(Projector projector, FloatStack guide, RunContext context) {
    this.projector = projector;
    this.guide = guide;
    this.context = context;
  }

  @Override
  public void forward(FloatStack x, FloatStack out) {
    if (scratch == null || !scratch.sameShape(x)) {
      scratch = FloatStack.interleaved(x.slices(), x.rows(), x.columns());
    }
    multiply(x, scratch);
    projector.forward(scratch, out);
  }

  @Override
  public void adjoint(FloatStack y, FloatStack out) {
    projector.adjoint(y, out);
    multiply(out, out);
  }

  /** {@code out = D x}; may be the same. */
  void multiply(FloatStack x, FloatStack out) {
    float[] d = guide.data();
    float[] u = x.data();
    float[] v = out.data();
    int lanes = x.lanes();
    boolean shared = guide.lanes() != lanes;
    int values = x.columns() * lanes;
    ParallelLoop.run(
        context,
        "guide",
        x.rows(),
        row -> {
          int first = row * values;
          for (int i = first; i < first + values; i++) {
            v[i] = u[i] * d[shared ? i / lanes : i];
          }
        });
  }

  @Override
  public ScanGeometry geometry() {
    return projector.geometry();
  }

  @Override
  public ImageGrid grid() {
    return projector.grid();
  }

  @Override
  public ProjectorModel model() {
    return projector.model();
  }

  /** The wrapped projector is its maker's to close. */
  @Override
  public void close() {}
}
