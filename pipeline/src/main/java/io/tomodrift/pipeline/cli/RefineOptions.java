package io.tomodrift.pipeline.cli;

import io.tomodrift.learned.model.Task;
import io.tomodrift.pipeline.learned.Refinement;
import io.tomodrift.pipeline.run.UsageFailure;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A learned model after the reconstruction. */
final class RefineOptions {

  @Option(
      names = "--refine",
      paramLabel = "NAME|FILE",
      description =
          "Refine the slices with a learned model (`tomodrift models` lists the shipped ones); implies --hu.")
  private String model;

  @Mixin private ConsistencyOptions consistency;

  boolean wanted() {
    return model != null;
  }

  void requireRanges() {
    consistency.requireRanges();
    if (consistency.wanted() && model == null) {
      throw new UsageFailure("--data-consistency has no effect without --refine");
    }
  }

  /** For raw data, whose projections are not kept. */
  void requireNoConsistency() {
    if (consistency.wanted()) {
      throw new UsageFailure(
          "--data-consistency is for sinograms; write the projections of these raw data with --save-sinogram FILE.npz, then reconstruct that file");
    }
  }

  Optional<Refinement> refinement() throws IOException {
    return model == null
        ? Optional.empty()
        : Optional.of(Refinement.of(model, Task.SVCT, consistency.consistency()));
  }

  void describe(Map<String, Object> configuration) {
    if (model != null) {
      configuration.put("refine", model);
      consistency.describe(configuration);
    }
  }
}
