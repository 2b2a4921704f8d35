package io.tomodrift.pipeline.bench;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.fbp.RampWindow;
import io.tomodrift.fbp.Truncation;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;

/** Times the operations of one backend on one problem; holds its data. */
final class OperatorTimer {

  private final StandardProblem problem;
  private final Backend backend;
  private final RunContext context;
  private final int repeats;
  private final Sinogram sinogram;

  OperatorTimer(StandardProblem problem, Backend backend, RunContext context, int repeats) {
    this.problem = problem;
    this.backend = backend;
    this.context = context;
    this.repeats = repeats;
    this.sinogram = problem.sinogram(context);
  }

  Timing time(Operation operation) {
    return switch (operation) {
      case FORWARD, ADJOINT -> project(operation);
      case BACK_PROJECTION -> backProject();
      case FILTER ->
          Timing.of(() -> FilteredBackprojection.filter(sinogram, settings(), context), repeats);
      case FBP -> reconstruct();
    };
  }

  /** The filter of the problem: Hann; the phantom is not truncated, so nothing is looked for. */
  static FbpSettings settings() {
    return FbpSettings.defaults().withWindow(RampWindow.HANN).withTruncation(Truncation.NONE);
  }

  private Timing project(Operation operation) {
    try (Projector projector =
        backend.projector(problem.geometry(), problem.grid(), ProjectorModel.JOSEPH)) {
      if (operation == Operation.FORWARD) {
        FloatStack image = problem.image();
        FloatStack data = FloatStack.interleaved(problem.slices(), problem.views(), channels());
        return Timing.of(() -> projector.forward(image, data), repeats);
      }
      FloatStack image = emptyImage();
      return Timing.of(() -> projector.adjoint(sinogram.stack(), image), repeats);
    }
  }

  private Timing backProject() {
    FloatStack image = emptyImage();
    double[] weights = problem.viewWeights();
    try (FbpBackprojector backprojector =
        backend.fbpBackprojector(problem.geometry(), problem.grid(), Interpolation.LINEAR)) {
      return Timing.of(() -> backprojector.backproject(sinogram.stack(), weights, image), repeats);
    }
  }

  private Timing reconstruct() {
    FilteredBackprojection fbp = new FilteredBackprojection(settings(), backend);
    return Timing.of(() -> fbp.reconstruct(sinogram, problem.grid(), context), repeats);
  }

  private int channels() {
    return problem.geometry().channels();
  }

  private FloatStack emptyImage() {
    return FloatStack.interleaved(
        problem.slices(), problem.grid().rows(), problem.grid().columns());
  }
}
