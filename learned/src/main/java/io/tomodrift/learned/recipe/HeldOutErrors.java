package io.tomodrift.learned.recipe;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.data.CaseSet;
import io.tomodrift.learned.data.TrainingCase;
import io.tomodrift.metrics.ImageMetrics;
import io.tomodrift.metrics.Mask;
import io.tomodrift.metrics.Samples;
import io.tomodrift.projectors.Refiner;
import java.io.IOException;

/**
 * Mean absolute errors on cases that took no part in training, means over cases, in the target's
 * unit.
 *
 * @param bodyMaeHu of the refined image in the body
 * @param wholeMaeHu of the refined image
 * @param inputBodyMaeHu of the input in the body
 * @param inputWholeMaeHu of the input
 */
record HeldOutErrors(
    double bodyMaeHu, double wholeMaeHu, double inputBodyMaeHu, double inputWholeMaeHu) {

  /** Takes the refined image of a case. */
  @FunctionalInterface
  interface Images {

    /** Takes them to nowhere. */
    Images NOT_KEPT = (one, refined) -> {};

    void accept(TrainingCase one, Volume refined) throws IOException;
  }

  static HeldOutErrors of(Refiner refiner, CaseSet cases, Images images, RunContext context)
      throws IOException {
    double[] sums = new double[4];
    for (TrainingCase one : cases.cases()) {
      Samples target = Samples.of(one.target());
      Mask body = one.body();
      Volume refined = refiner.refine(one.input(), context);
      images.accept(one, refined);
      Samples[] tested = {Samples.of(refined), Samples.of(one.input())};
      for (int i = 0; i < tested.length; i++) {
        double whole = ImageMetrics.statistics(target, tested[i], null, context).mae();
        sums[2 * i + 1] += whole;
        sums[2 * i] +=
            body.count() == 0
                ? whole
                : ImageMetrics.statistics(target, tested[i], body, context).mae();
      }
    }
    int count = cases.cases().size();
    return new HeldOutErrors(sums[0] / count, sums[1] / count, sums[2] / count, sums[3] / count);
  }
}
