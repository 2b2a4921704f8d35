package io.tomodrift.pipeline.cli;

import io.tomodrift.pipeline.learned.Consistency;
import io.tomodrift.pipeline.run.UsageFailure;
import java.util.Map;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** Steps towards the data after a learned model. */
final class ConsistencyOptions {

  @Option(
      names = "--data-consistency",
      paramLabel = "N",
      description =
          "After the model, N steps towards the data of the sinogram, 1 or more; 20 are usual, with cg 5.")
  private Integer steps;

  @Option(
      names = "--consistency",
      paramLabel = "METHOD",
      description =
          "What these steps are: tv (with total variation, which also takes away streaks that are left; the default) or cg (conjugate gradients along the edges of the image, quicker, but many fit the noise).")
  private Consistency.Method method;

  @Option(
      names = "--consistency-lambda",
      paramLabel = "MM",
      description =
          "Weight of total variation in mm; less follows the data further, noise included. Default: 0.005 for each view.")
  private Double lambdaMm;

  boolean wanted() {
    return steps != null;
  }

  void requireRanges() {
    Ranges.atLeastOne("--data-consistency", steps);
    if (method != null && steps == null) {
      throw new UsageFailure("--consistency has no effect without --data-consistency");
    }
    Ranges.notNegative("--consistency-lambda", lambdaMm);
    if (lambdaMm != null && (steps == null || method == Consistency.Method.CG)) {
      throw new UsageFailure(
          "--consistency-lambda is the weight of total variation; it needs --data-consistency with --consistency tv");
    }
  }

  Consistency consistency() {
    return steps == null
        ? Consistency.NONE
        : new Consistency(
            steps,
            method == null ? Consistency.Method.TV : method,
            lambdaMm == null ? OptionalDouble.empty() : OptionalDouble.of(lambdaMm));
  }

  void describe(Map<String, Object> configuration) {
    Consistency wanted = consistency();
    configuration.put("dataConsistency", wanted.steps());
    if (wanted.steps() > 0) {
      configuration.put("consistency", wanted.method().id());
      wanted.lambdaMm().ifPresent(value -> configuration.put("consistencyLambdaMm", value));
    }
  }
}
