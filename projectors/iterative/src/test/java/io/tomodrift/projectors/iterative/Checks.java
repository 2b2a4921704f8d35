package io.tomodrift.projectors.iterative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.tests.support.ArrayAssertions;
import java.util.Arrays;
import java.util.List;

/** What is asked of every solver. */
final class Checks {

  private Checks() {}

  /** Equal within a part of the largest expected value. */
  static void near(double[] expected, double[] actual, double part, String what) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    double worst = ArrayAssertions.maxAbsDiff(expected, actual) / largest;
    assertTrue(worst <= part, what + " differs by " + worst + " of the largest value");
  }

  /** No slice's objective rises by more than rounding. */
  static void neverRises(List<IterationLog> log) {
    for (int k = 1; k < log.size(); k++) {
      for (int s = 0; s < log.get(0).objective().size(); s++) {
        double before = log.get(k - 1).objective().get(s);
        double after = log.get(k).objective().get(s);
        assertTrue(
            after <= before + 1e-6 * log.get(0).objective().get(s),
            "slice %d rises from %g to %g in iteration %d".formatted(s, before, after, k));
      }
      assertTrue(log.get(k).seconds() >= log.get(k - 1).seconds());
    }
  }

  /** A stack gives what its slices give one by one, and any number of threads the same bits. */
  static void slicesAreIndependent(IterativeSolver solver, int subsets, RayWeights weights) {
    int slices = 5;
    FloatStack[] images = new FloatStack[2];
    for (int threads = 1; threads <= 2; threads++) {
      try (Small small = new Small(threads);
          ViewSubsets operator = small.subsets(subsets)) {
        FloatStack data = differing(small.data(slices, 5));
        Problem all = Problem.of(operator, data).withWeights(weights);
        Solution together = solver.solve(all, small.context);
        images[threads - 1] = together.image();
        for (int s = 0; s < slices && threads == 1; s++) {
          Problem one =
              Problem.of(operator, data.copySlices(s, s + 1, data.layout()))
                  .withWeights(slice(weights, s));
          Solution alone = solver.solve(one, small.context);
          double[] expected = Small.slice(alone.image(), 0);
          near(expected, Small.slice(together.image(), s), 2e-6, "slice " + s);
          double last = alone.log().get(alone.log().size() - 1).total();
          double lastTogether = together.log().get(together.log().size() - 1).objective().get(s);
          assertEquals(last, lastTogether, 1e-5 * alone.log().get(0).total());
        }
      }
    }
    for (int s = 0; s < slices; s++) {
      double[] expected = Small.slice(images[0], s);
      assertEquals(0, ArrayAssertions.maxAbsDiff(expected, Small.slice(images[1], s)));
    }
  }

  private static RayWeights slice(RayWeights weights, int slice) {
    return weights.areNone()
        ? weights
        : RayWeights.of(weights.stack().copySlices(slice, slice + 1, weights.stack().layout()));
  }

  /** Slices of sizes a thousand apart, and rubbish in the padding. */
  private static FloatStack differing(FloatStack data) {
    float[] scale = {1, 30, 0.03f, 1, 5};
    for (int i = 0; i < data.data().length; i++) {
      int lane = i % data.lanes();
      data.data()[i] = lane < 5 ? data.data()[i] * scale[lane] : Float.NaN;
    }
    return data;
  }
}
