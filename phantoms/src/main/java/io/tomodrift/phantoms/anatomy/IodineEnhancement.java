package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.util.Objects;

/**
 * Iodinated contrast medium in the blood: when the scan is taken, how much there is, and what a
 * tube voltage makes of it.
 *
 * <p>A concentration c of iodine (mg/ml) in tissue adds
 *
 * <pre>
 * HU = 1000 c rho (mu/rho)_iodine(E) / mu_water(E) = c (mu/rho)_iodine(E) / (mu/rho)_water(E)
 * </pre>
 *
 * <p>with 1 mg/ml = 0.001 g/cm3 and water of 1 g/cm3; the tissue it displaces (0.02 % of the volume
 * per mg/ml) is neglected. E is the effective energy of the tube voltage: 56, 63, 70 and 76 keV for
 * 80, 100, 120 and 140 kVp. These are the energies at which the ratio equals that of Kramers'
 * spectrum behind 7 mm of aluminium and 25 cm of water, weighted by energy, to about 0.5 keV; 70
 * keV for 120 kVp is also the usual equivalent in dual-energy imaging. They give 42.6, 32.9, 25.9
 * and 21.5 HU per mg/ml. One energy stands for the whole beam: beam hardening is left out.
 *
 * <p><b>Reference</b>: mass attenuation coefficients of NIST XCOM, interpolated between the
 * logarithms; the HU per mg/ml of Bae, Intravenous contrast medium administration and scan timing
 * at CT, Radiology 256, 2010 (25 to 26 at 120 kVp), for comparison.
 *
 * @param kVp tube voltage: 80, 100, 120 or 140
 * @param phase when the scan is taken
 * @param aortaMgPerMl concentration in the aorta at its arterial peak, mg iodine per ml, above 0
 *     and at most 30; usually about 12. In the portal venous phase it has fallen to about half.
 */
public record IodineEnhancement(int kVp, Phase phase, double aortaMgPerMl) {

  /** What the contrast medium has reached. */
  public enum Phase {
    /** Late arterial, about 35 s after the injection began. */
    ARTERIAL,
    /** Portal venous, about 70 s. */
    PORTAL_VENOUS
  }

  /** Usual concentration in the aorta at its peak, mg/ml. */
  public static final double USUAL_AORTA_MG_PER_ML = 12;

  private static final double MOST_MG_PER_ML = 30;

  /** Energies of the tables, keV. */
  private static final double[] ENERGY_KEV = {50, 60, 80, 100};

  /** Iodine, cm2/g. */
  private static final double[] IODINE = {12.32, 7.579, 3.510, 1.942};

  /** Water, cm2/g. */
  private static final double[] WATER = {0.2269, 0.2059, 0.1837, 0.1707};

  /** Checks the values. */
  public IodineEnhancement {
    effectiveEnergyKev(kVp);
    Objects.requireNonNull(phase, "phase");
    if (!(aortaMgPerMl > 0 && aortaMgPerMl <= MOST_MG_PER_ML)) {
      throw new IllegalArgumentException(
          "the concentration in the aorta must be above 0 and at most %.0f mg iodine per ml, got %s; usual is %.0f"
              .formatted(MOST_MG_PER_ML, aortaMgPerMl, USUAL_AORTA_MG_PER_ML));
    }
  }

  /** HU that 1 mg iodine per ml adds. */
  public double huPerMgPerMl() {
    double energy = effectiveEnergyKev(kVp);
    return interpolated(IODINE, energy) / interpolated(WATER, energy);
  }

  private static double effectiveEnergyKev(int kVp) {
    return switch (kVp) {
      case 80 -> 56;
      case 100 -> 63;
      case 120 -> 70;
      case 140 -> 76;
      default ->
          throw new IllegalArgumentException(
              "the tube voltage must be 80, 100, 120 or 140 kVp, got " + kVp);
    };
  }

  /** A power law between neighbouring energies. */
  private static double interpolated(double[] table, double energyKev) {
    int i = 1;
    while (i < table.length - 1 && energyKev > ENERGY_KEV[i]) {
      i++;
    }
    double share =
        StrictMath.log(energyKev / ENERGY_KEV[i - 1])
            / StrictMath.log(ENERGY_KEV[i] / ENERGY_KEV[i - 1]);
    return table[i - 1] * StrictMath.pow(table[i] / table[i - 1], share);
  }

  /**
   * The image with contrast medium: {@code hu + mgPerMl huPerMgPerMl()}.
   *
   * @param hu native image, HU
   * @param mgPerMl concentration of iodine on the same grid, as {@link AnatomyCase#iodine} has it
   * @return new values, PLANAR, HU
   * @throws IllegalArgumentException if the grids differ or the image is not in HU
   */
  public Volume enhance(Volume hu, Volume mgPerMl) {
    if (hu.unit() != VolumeUnit.HU) {
      throw new IllegalArgumentException("the image must be in HU, it is in " + hu.unit());
    }
    if (!hu.stack().sameShape(mgPerMl.stack()) || !hu.frame().equals(mgPerMl.frame())) {
      throw new IllegalArgumentException(
          "image and iodine are not on the same grid: %s and %s, %s and %s"
              .formatted(hu.stack(), mgPerMl.stack(), hu.frame(), mgPerMl.frame()));
    }
    FloatStack sum = hu.stack().copySlices(0, hu.slices(), SliceLayout.PLANAR);
    float[] values = sum.data();
    float[] iodine = mgPerMl.stack().toLayout(SliceLayout.PLANAR).data();
    double factor = huPerMgPerMl();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] + factor * iodine[i]);
    }
    return hu.with(sum, VolumeUnit.HU);
  }
}
