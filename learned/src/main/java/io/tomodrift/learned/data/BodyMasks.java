package io.tomodrift.learned.data;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.metrics.Mask;
import io.tomodrift.metrics.Masks;
import io.tomodrift.metrics.Samples;
import java.util.Arrays;

/**
 * The body in a pair of volumes. Of a CT: above -500 HU, the largest connected component, holes
 * filled slice by slice ({@link Masks#body}). Of anything else: the same rule above a tenth of the
 * 99th percentile. Of a pair of two modalities: the target's body within 6 pixels of the input's,
 * so that what the input does not show does not count, but the bone does that one of the two shows
 * dark.
 */
public final class BodyMasks {

  private static final double BODY_FRACTION = 0.1;
  private static final int REACH = 6;
  private static final double BODY_PERCENT = 99;

  private BodyMasks() {}

  /** The body of a pair. */
  public static Mask of(Volume input, Volume target) {
    Mask body = of(target);
    return input.unit() == target.unit() ? body : body.and(grown(of(input)));
  }

  /** By a cross in the slice plane; beyond the image is more body. */
  private static Mask grown(Mask mask) {
    return mask.not().erodedInPlane(REACH).not();
  }

  /** The body of one volume. */
  public static Mask of(Volume volume) {
    Samples samples = Samples.of(volume);
    if (volume.unit() == VolumeUnit.HU) {
      return Masks.body(samples);
    }
    double threshold = BODY_FRACTION * percentile(volume.stack());
    return Masks.body(samples.map(value -> value > threshold ? 0 : -1000));
  }

  private static double percentile(FloatStack stack) {
    float[] sorted = stack.toLayout(SliceLayout.PLANAR).data().clone();
    Arrays.sort(sorted);
    return sorted[(int) (BODY_PERCENT / 100 * (sorted.length - 1))];
  }
}
