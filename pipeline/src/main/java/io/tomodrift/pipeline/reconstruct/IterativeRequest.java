package io.tomodrift.pipeline.reconstruct;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.iterative.Cgls;
import io.tomodrift.projectors.iterative.FistaTv;
import io.tomodrift.projectors.iterative.IterativeReconstruction;
import io.tomodrift.projectors.iterative.IterativeSolver;
import io.tomodrift.projectors.iterative.OsSart;
import io.tomodrift.projectors.iterative.Pwls;
import io.tomodrift.projectors.iterative.Roughness;
import io.tomodrift.projectors.iterative.Sirt;
import io.tomodrift.projectors.iterative.TransmissionStatistics;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What a user wants of an iterative method; values an algorithm has no use for are ignored.
 *
 * @param algorithm which, not FBP
 * @param iterations how many
 * @param lambda weight of the penalty: mm for FISTA-TV, mm^2 for PWLS; empty for {@link #lambdaFor}
 * @param subsets subsets of the views; empty for {@link #subsetsFor}
 * @param relaxation of SIRT and OS-SART
 * @param nonNegative true to keep the image from becoming negative
 * @param potential penalty of PWLS
 * @param edgePerMm difference that counts as an edge there, 1/mm
 * @param quanta statistics behind the weights of PWLS
 * @param startFromFbp true to start from filtered back projection, false from zero
 * @param model ray model
 */
public record IterativeRequest(
    Algorithm algorithm,
    int iterations,
    Optional<Double> lambda,
    Optional<Integer> subsets,
    double relaxation,
    boolean nonNegative,
    Roughness.Potential potential,
    double edgePerMm,
    TransmissionStatistics quanta,
    boolean startFromFbp,
    ProjectorModel model) {

  /** How the relaxation of OS-SART falls from pass to pass. */
  public static final double OS_SART_DECAY = 0.95;

  private static final int MOST_SUBSETS = 24;
  private static final int VIEWS_IN_SUBSET = 6;

  /** Checks that nothing is null. */
  public IterativeRequest {
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(model, "model");
    if (algorithm == Algorithm.FBP) {
      throw new IllegalArgumentException("FBP is not iterative");
    }
  }

  /** Subsets for a number of views: as asked for, else one for six views, 24 at most. */
  public int subsetsFor(int views) {
    if (algorithm != Algorithm.OS_SART && algorithm != Algorithm.PWLS) {
      return 1;
    }
    int usual = Math.min(MOST_SUBSETS, Math.max(1, views / VIEWS_IN_SUBSET));
    return subsets.orElse(usual);
  }

  /** The weight of the penalty for a number of views: as asked for, else in proportion to them. */
  public double lambdaFor(int views) {
    return lambda.orElse(
        algorithm == Algorithm.FISTA_TV
            ? FistaTv.usualLambdaMm(views)
            : PWLS_LAMBDA_PER_VIEW * views);
  }

  private static final double PWLS_LAMBDA_PER_VIEW = 0.15;

  /** Notes the settings that depend on the number of views. */
  void describe(int views, BiConsumer<String, Object> setting) {
    if (algorithm == Algorithm.OS_SART || algorithm == Algorithm.PWLS) {
      setting.accept("subsets", subsetsFor(views));
    }
    if (algorithm == Algorithm.FISTA_TV) {
      setting.accept("lambdaMm", lambdaFor(views));
    }
    if (algorithm == Algorithm.PWLS) {
      setting.accept("lambdaMm2", lambdaFor(views));
    }
    if (algorithm == Algorithm.OS_SART) {
      setting.accept("relaxationDecay", OS_SART_DECAY);
    }
  }

  /** The method for scans of a number of views. */
  IterativeReconstruction method(int views, FbpSettings fbp, Backend backend) {
    IterativeReconstruction method =
        new IterativeReconstruction(solver(views), subsetsFor(views), model, backend);
    if (algorithm == Algorithm.PWLS) {
      method = method.weightedBy(quanta);
    }
    return startFromFbp ? method.startingFrom(new FilteredBackprojection(fbp, backend)) : method;
  }

  private IterativeSolver solver(int views) {
    return switch (algorithm) {
      case SIRT -> new Sirt(iterations, relaxation, nonNegative);
      case OS_SART -> new OsSart(iterations, relaxation, OS_SART_DECAY, nonNegative);
      case CGLS -> new Cgls(iterations);
      case FISTA_TV -> new FistaTv(iterations, lambdaFor(views), PROXIMAL_STEPS, nonNegative);
      case PWLS ->
          new Pwls(
              iterations, new Roughness(lambdaFor(views), potential, edgePerMm), true, nonNegative);
      case FBP -> throw new IllegalStateException("FBP is not iterative");
    };
  }

  private static final int PROXIMAL_STEPS = 20;
}
