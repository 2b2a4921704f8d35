package io.tomodrift.learned.data.pairs;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.data.BodyMasks;
import io.tomodrift.metrics.ImageMetrics;
import io.tomodrift.metrics.Mask;
import io.tomodrift.metrics.Samples;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much input and target of a pair differ. */
final class PairMeasures {

  /** Concentration above which tissue counts as enhancing. */
  static final double ENHANCING_MG_PER_ML = 1;

  private PairMeasures() {}

  /** Mean absolute errors: maeHu, and bodyMaeHu in the target's body, if there is one. */
  static Map<String, Double> of(Volume input, Volume target, RunContext context) {
    Map<String, Double> map = new LinkedHashMap<>();
    map.put("maeHu", mae(input, target, null, context));
    Mask body = BodyMasks.of(target);
    if (body.count() > 0) {
      map.put("bodyMaeHu", mae(input, target, body, context));
    }
    return map;
  }

  /** The same and enhancedMaeHu, where there is more than 1 mg iodine per ml, if anywhere. */
  static Map<String, Double> of(Volume input, Volume target, Volume mgPerMl, RunContext context) {
    Map<String, Double> map = of(input, target, context);
    Mask enhancing = enhancing(mgPerMl);
    if (enhancing.count() > 0) {
      map.put("enhancedMaeHu", mae(input, target, enhancing, context));
    }
    return map;
  }

  private static double mae(Volume input, Volume target, Mask mask, RunContext context) {
    return ImageMetrics.statistics(Samples.of(target), Samples.of(input), mask, context).mae();
  }

  private static Mask enhancing(Volume mgPerMl) {
    FloatStack stack = mgPerMl.stack().toLayout(SliceLayout.PLANAR);
    boolean[] inside = new boolean[stack.data().length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = stack.data()[i] > ENHANCING_MG_PER_ML;
    }
    return Mask.of(inside, stack.slices(), stack.rows(), stack.columns());
  }
}
