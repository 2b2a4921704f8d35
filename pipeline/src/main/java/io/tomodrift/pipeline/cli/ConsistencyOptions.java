package io.tomodrift.pipeline.cli;

import io.tomodrift.pipeline.learned.Consistency;
import io.tomodrift.pipeline.run.UsageFailure;
import java.util.Map;
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

  boolean wanted() {
    return steps != null;
  }

  void requireRanges() {
    Ranges.atLeastOne("--data-consistency", steps);
    if (method != null && steps == null) {
      throw new UsageFailure("--consistency has no effect without --data-consistency");
    }
  }

  Consistency consistency() {
    return steps == null
        ? Consistency.NONE
        : new Consistency(steps, method == null ? Consistency.Method.TV : method);
  }

  void describe(Map<String, Object> configuration) {
    Consistency wanted = consistency();
    configuration.put("dataConsistency", wanted.steps());
    if (wanted.steps() > 0) {
      configuration.put("consistency", wanted.method().id());
    }
  }
}
