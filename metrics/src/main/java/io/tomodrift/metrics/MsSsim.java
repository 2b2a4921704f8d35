package io.tomodrift.metrics;

import io.tomodrift.geometry.run.RunContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Multi-scale structural similarity: the product over levels of {@code max(0, mean)^weight}, the
 * mean being that of the contrast-structure factor, and of the full index at the coarsest level.
 * Levels follow by averaging blocks of 2 pixels a side; trailing odd rows are dropped.
 *
 * <p>A window of side w needs images of at least {@code w 2^4} pixels a side for five levels (176
 * for 11). Smaller ones get as many levels as fit, with the first weights scaled to sum 1, and the
 * result says so. Negative means (anti-correlated images) count as 0.
 *
 * <p><b>Accuracy, threading</b>: as {@link Ssim}.
 *
 * <p><b>Reference</b>: Wang, Simoncelli, Bovik 2003, Asilomar Conf. Signals Syst. Comput., p. 1398.
 */
public final class MsSsim {

  private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};

  private MsSsim() {}

  /** Each slice by itself, and their mean. */
  public static MsSsimResult slices(
      Samples reference, Samples test, SsimSettings settings, DataRange range, RunContext context) {
    double[] weights = weights(settings, Math.min(reference.rows(), reference.columns()));
    int slices = reference.slices();
    double[] perSlice = new double[slices];
    Arrays.fill(perSlice, 1);
    List<Double> levelValues = new ArrayList<>();
    Samples x = reference;
    Samples y = test;
    for (int level = 0; level < weights.length; level++) {
      boolean last = level == weights.length - 1;
      SsimResult result = Ssim.slices(x, y, settings, range, context);
      List<Double> means = last ? result.perSlice() : result.contrastPerSlice();
      double sum = 0;
      for (int s = 0; s < slices; s++) {
        perSlice[s] *= Math.pow(Math.max(0, means.get(s)), weights[level]);
        sum += means.get(s);
      }
      levelValues.add(sum / slices);
      if (!last) {
        x = Pooling.half(x, false, context);
        y = Pooling.half(y, false, context);
      }
    }
    double mean = Arrays.stream(perSlice).sum() / slices;
    return new MsSsimResult(
        mean, levelValues, boxed(weights), weights.length < WEIGHTS.length, boxed(perSlice));
  }

  /** One index of the volume, with three-dimensional windows and pooling. */
  public static MsSsimResult volume(
      Samples reference, Samples test, SsimSettings settings, DataRange range, RunContext context) {
    int side = Math.min(reference.slices(), Math.min(reference.rows(), reference.columns()));
    double[] weights = weights(settings, side);
    double value = 1;
    List<Double> levelValues = new ArrayList<>();
    Samples x = reference;
    Samples y = test;
    for (int level = 0; level < weights.length; level++) {
      boolean last = level == weights.length - 1;
      SsimResult result = Ssim.volume(x, y, settings, range, context);
      double mean = last ? result.ssim() : result.contrastStructure();
      levelValues.add(mean);
      value *= Math.pow(Math.max(0, mean), weights[level]);
      if (!last) {
        x = Pooling.half(x, true, context);
        y = Pooling.half(y, true, context);
      }
    }
    return new MsSsimResult(
        value,
        levelValues,
        boxed(weights),
        weights.length < WEIGHTS.length,
        Collections.emptyList());
  }

  private static double[] weights(SsimSettings settings, int side) {
    int levels = 0;
    while (levels < WEIGHTS.length && side >> levels >= settings.size()) {
      levels++;
    }
    if (levels == 0) {
      throw new IllegalArgumentException(
          "an SSIM window of side %d does not fit a side of %d pixels; choose a smaller window"
              .formatted(settings.size(), side));
    }
    double[] weights = Arrays.copyOf(WEIGHTS, levels);
    double sum = Arrays.stream(weights).sum();
    // The five published weights sum to 1.0001 and are used as they are.
    return levels == WEIGHTS.length ? weights : Arrays.stream(weights).map(w -> w / sum).toArray();
  }

  private static List<Double> boxed(double... values) {
    return Arrays.stream(values).boxed().toList();
  }
}
