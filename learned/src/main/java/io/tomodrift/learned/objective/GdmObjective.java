package io.tomodrift.learned.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.drift.DriftLoss;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Conditional generative drifting (arXiv 2604.19736, eq. 24 to 28): a paired loss, and a drift that
 * pulls features of generated crops towards those of real ones, balanced in the space of images.
 *
 * <p>Each step computes both gradients with respect to the network's output, weighs them, and walks
 * the network's graph once. The weight lambda of the drift <em>before</em> balancing is a number,
 * or found by itself: the one at which the drift's gradient is {@link #AUTO_RATIO} times as long as
 * the paired loss's, averaged over the first {@link #AUTO_STEPS} steps, from its logarithm. With
 * MGDA a larger lambda means <em>less</em> drift, see {@link Mgda}.
 *
 * <p>A term of measured data joins the paired loss before the two are balanced, and so does its
 * gradient. MGDA favours the smaller of its gradients: as an objective of its own the term would
 * get the larger share the smaller its weight, whereas so the weight means what it does elsewhere.
 *
 * <p>Logged: {@code fidelity}, {@code drift} (about constant with normalised forces), {@code
 * lambda}, {@code alpha} (share of the paired loss), {@code cosine}, {@code norm_fidelity}, {@code
 * norm_drift} (with lambda), and the raw force of each temperature. With measured data {@code
 * physics}, their term, and {@code norm_physics} (with its weight); {@code norm_fidelity}, {@code
 * alpha} and {@code cosine} are then of the paired loss and the term together. Closing it closes
 * the feature encoder.
 */
public final class GdmObjective implements SinglePhaseObjective {

  /** Length of the drift's gradient in units of the paired loss's, if lambda is found by itself. */
  public static final double AUTO_RATIO = 3;

  /** Steps that lambda is found in. */
  public static final int AUTO_STEPS = 50;

  private static final double LEAST_NORM = 1e-12;

  private final Network generator;
  private final Network encoder;
  private final ImageLoss paired;
  private final DriftLoss drift;
  private final DriftBalance balance;
  private final Mgda mgda;
  private final double fixedLambda;
  private final Optional<DataTerm> physics;
  private double logLambdaSum;
  private int lambdaSteps;

  /** Without a term of measured data. */
  public GdmObjective(
      Network generator,
      Network encoder,
      ImageLoss paired,
      DriftLoss drift,
      DriftBalance balance,
      Mgda mgda,
      double lambda) {
    this(generator, encoder, paired, drift, balance, mgda, lambda, Optional.empty());
  }

  /**
   * An objective.
   *
   * @param generator stays the caller's
   * @param encoder frozen encoder that {@code drift} uses; closed with this
   * @param paired the paired loss
   * @param drift the drift loss
   * @param balance how both are weighed
   * @param mgda settings of the balance by MGDA
   * @param lambda weight of the drift before balancing; NaN to find it
   * @param physics term of measured data, if there is one
   */
  public GdmObjective(
      Network generator,
      Network encoder,
      ImageLoss paired,
      DriftLoss drift,
      DriftBalance balance,
      Mgda mgda,
      double lambda,
      Optional<DataTerm> physics) {
    this.generator = Objects.requireNonNull(generator, "generator");
    this.encoder = Objects.requireNonNull(encoder, "encoder");
    this.paired = Objects.requireNonNull(paired, "paired");
    this.drift = Objects.requireNonNull(drift, "drift");
    this.balance = Objects.requireNonNull(balance, "balance");
    this.mgda = Objects.requireNonNull(mgda, "mgda");
    this.fixedLambda = lambda;
    this.physics = Objects.requireNonNull(physics, "physics");
    if (lambda <= 0 || Double.isInfinite(lambda)) {
      throw new IllegalArgumentException(
          "lambda must be positive, or NaN to be found, got " + lambda);
    }
  }

  @Override
  public String method() {
    return "gdm";
  }

  @Override
  public Network generator() {
    return generator;
  }

  @Override
  public Terms accumulate(NDManager memory, Batch batch, long step, SplittableRandom random) {
    try (GradientCollector collector = Torch.gradients()) {
      NDArray output = generator.apply(batch.input(), true);
      OutputSpace space = new OutputSpace(output, collector);
      OutputSpace.Gradient image = space.gradient(y -> paired.of(y, batch.target()));
      Optional<OutputSpace.Gradient> measured =
          physics.map(term -> term.gradient(output, collector, batch));
      OutputSpace.Gradient fidelity = measured.map(more -> sum(image, more)).orElse(image);
      List<DriftLoss.Result> results = new ArrayList<>();
      OutputSpace.Gradient pull =
          space.gradient(
              y -> {
                DriftLoss.Result result = drift.compute(y, batch.target(), random);
                results.add(result);
                return result.loss();
              });
      double[][] gram = Mgda.gram(List.of(fidelity.gradient(), pull.gradient()));
      double lambda = lambda(Math.sqrt(gram[0][0]), Math.sqrt(gram[1][1]));
      Balance weights = weigh(gram, lambda, fidelity.value(), pull.value());
      space.backward(
          OutputSpace.combine(
              List.of(fidelity.gradient(), pull.gradient()),
              List.of(weights.weights().get(0), lambda * weights.weights().get(1))));
      Terms terms = terms(image.value(), pull.value(), lambda, weights, results.get(0));
      return measured.map(more -> withPhysics(terms, more)).orElse(terms);
    }
  }

  /** The paired loss and the weighted term of the data, as one objective. */
  private OutputSpace.Gradient sum(OutputSpace.Gradient image, OutputSpace.Gradient measured) {
    return new OutputSpace.Gradient(
        image.value() + physics.orElseThrow().weight() * measured.value(),
        image.gradient().add(measured.gradient()));
  }

  private static Terms withPhysics(Terms terms, OutputSpace.Gradient measured) {
    double norm = Math.sqrt(Mgda.gram(List.of(measured.gradient()))[0][0]);
    return terms.and(DataTerm.NAME, measured.value()).and("norm_physics", norm);
  }

  private double lambda(double fidelityNorm, double driftNorm) {
    if (!Double.isNaN(fixedLambda)) {
      return fixedLambda;
    }
    boolean usable = fidelityNorm > LEAST_NORM && driftNorm > LEAST_NORM;
    if (lambdaSteps < AUTO_STEPS && usable && Double.isFinite(fidelityNorm + driftNorm)) {
      logLambdaSum += Math.log(AUTO_RATIO * fidelityNorm / driftNorm);
      lambdaSteps++;
    }
    return lambdaSteps == 0 ? 1 : Math.exp(logLambdaSum / lambdaSteps);
  }

  private Balance weigh(double[][] gram, double lambda, double fidelity, double drifted) {
    double[][] scaled = {
      {gram[0][0], lambda * gram[0][1]}, {lambda * gram[1][0], lambda * lambda * gram[1][1]}
    };
    return switch (balance) {
      case MGDA -> mgda.balance(scaled, new double[] {fidelity, lambda * drifted});
      case SUM -> {
        double[] ones = {1, 1};
        yield Balance.of(
            new double[] {0.5, 0.5}, ones, scaled, MinimumNorm.norm(scaled, ones), false);
      }
    };
  }

  private static Terms terms(
      double fidelity, double drifted, double lambda, Balance weights, DriftLoss.Result result) {
    Terms terms =
        Terms.of("fidelity", fidelity)
            .and("drift", drifted)
            .and("lambda", lambda)
            .and("alpha", weights.alpha().get(0))
            .and("cosine", weights.cosine(0, 1))
            .and("norm_fidelity", weights.norms().get(0))
            .and("norm_drift", weights.norms().get(1));
    for (var entry : result.diagnostics().entrySet()) {
      terms = terms.and(entry.getKey(), entry.getValue());
    }
    return terms;
  }

  /** What lambda was found from, in hexadecimal, so that a resumed run goes on bit by bit. */
  @Override
  public String state() {
    return lambdaSteps + " " + Double.toHexString(logLambdaSum);
  }

  @Override
  public void restore(String state) {
    String[] parts = state.split(" ", -1);
    try {
      lambdaSteps = Integer.parseInt(parts[0]);
      logLambdaSum = Double.parseDouble(parts[1]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a state of lambda: " + state, e);
    }
  }

  @Override
  public void close() {
    encoder.close();
  }
}
