package io.tomodrift.formats.volume;

import io.tomodrift.formats.binary.NonFiniteValues;
import io.tomodrift.formats.frame.FramedImage;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The unit of values whose file does not say it: HU if they reach down to -500, because nothing but
 * a CT number does, else arbitrary. Air at -1000 HU is in nearly every CT volume.
 */
final class UnitGuess {

  private static final float HU_MINIMUM = -500;

  private UnitGuess() {}

  static LoadedVolume load(FramedImage image, String kind) {
    List<String> warnings = new ArrayList<>(image.warnings());
    VolumeUnit unit = image.unit().orElseGet(() -> guess(image, warnings));
    NonFiniteValues.describe(image.stack()).ifPresent(warnings::add);
    return new LoadedVolume(image.volume(unit), kind, warnings);
  }

  private static VolumeUnit guess(FramedImage image, List<String> warnings) {
    float min = min(image.stack().data());
    VolumeUnit unit = min <= HU_MINIMUM ? VolumeUnit.HU : VolumeUnit.ARBITRARY;
    warnings.add(
        "the file does not say the unit of its values; taken as %s because the smallest is %s"
            .formatted(unit == VolumeUnit.HU ? "HU" : "arbitrary, not HU,", min));
    return unit;
  }

  private static float min(float[] values) {
    float min = Float.POSITIVE_INFINITY;
    for (float value : values) {
      // Not Math.min, which would spread NaN.
      min = value < min ? value : min;
    }
    return min;
  }
}
