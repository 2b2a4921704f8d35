package io.tomodrift.geometry.stack;

import io.tomodrift.geometry.error.GeometryException;

/**
 * {@code HU = 1000 (mu - muWater) / muWater}.
 *
 * @param muWaterPerMm linear attenuation coefficient of water, 1/mm; between 0.015 and 0.03 for
 *     diagnostic X-rays
 */
public record HounsfieldScale(double muWaterPerMm) {

  /** Water at about 70 keV effective energy, as in most clinical scanners at 120 kV. */
  public static final HounsfieldScale DEFAULT = new HounsfieldScale(0.0192);

  /** Rejects values that cannot be water in 1/mm. */
  public HounsfieldScale {
    if (!(muWaterPerMm >= 0.015 && muWaterPerMm <= 0.03)) {
      throw new GeometryException(
          "water attenuation %s /mm is implausible (0.015 to 0.03 is possible)%s"
              .formatted(muWaterPerMm, muWaterPerMm > 0.1 ? "; is it in 1/cm?" : ""));
    }
  }

  /** HU of an attenuation coefficient in 1/mm. */
  public double toHu(double muPerMm) {
    return 1000 * (muPerMm - muWaterPerMm) / muWaterPerMm;
  }

  /** Attenuation coefficient in 1/mm of a HU value. */
  public double toPerMm(double hu) {
    return muWaterPerMm * (1 + hu / 1000);
  }

  /** Converts every value of a stack from 1/mm to HU, in place. */
  public void toHuInPlace(FloatStack stack) {
    float[] data = stack.data();
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) toHu(data[i]);
    }
  }

  /** Converts every value of a stack from HU to 1/mm, in place; below -1000 HU becomes 0. */
  public void toPerMmInPlace(FloatStack stack) {
    float[] data = stack.data();
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) Math.max(0, toPerMm(data[i]));
    }
  }
}
