package io.tomodrift.sinograms;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceLayout;

/**
 * From counts to line integrals: {@code p = -ln((I - dark) / (flat - dark))}, with the mean of the
 * flat and dark frames of each detector element.
 *
 * <p>Small negative p (more counts than the flat) are kept: clamping them would bias the image. A
 * ray with no counts above dark is set to the smallest transmission the flat can resolve, one
 * count, and reported.
 */
public final class FlatFieldCorrection {

  private static final double FEWEST_COUNTS_OF_A_FLAT = 10;
  private static final double LEAST_TRANSMISSION = 1e-4;

  private FlatFieldCorrection() {}

  /**
   * Corrected data.
   *
   * @param sinogram line integrals
   * @param starvedRays rays with no counts above dark
   * @param deadElements detector elements whose flat does not exceed their dark; their values were
   *     interpolated from their neighbours
   */
  public record Result(Sinogram sinogram, long starvedRays, int deadElements) {}

  /**
   * Applies the correction.
   *
   * @param counts counts of the object
   * @param flats flat frames, {@code [slice][frame][channel]}
   * @param darks dark frames, {@code [slice][frame][channel]}
   * @throws FormatException if sizes differ or a whole detector row is dead
   */
  public static Result apply(Sinogram counts, FloatStack flats, FloatStack darks) {
    requireSameDetector("flat", flats, counts.stack());
    requireSameDetector("dark", darks, counts.stack());
    FloatStack source = counts.stack().toLayout(SliceLayout.PLANAR);
    FloatStack out = FloatStack.planar(source.slices(), source.rows(), source.columns());
    long starved = 0;
    int dead = 0;
    for (int slice = 0; slice < source.slices(); slice++) {
      double[] dark = meanFrame(darks, slice);
      double[] gain = meanFrame(flats, slice);
      boolean[] isDead = new boolean[gain.length];
      int deadHere = 0;
      for (int c = 0; c < gain.length; c++) {
        gain[c] -= dark[c];
        isDead[c] = !(gain[c] > 0);
        deadHere += isDead[c] ? 1 : 0;
      }
      if (deadHere == gain.length) {
        throw new FormatException(
            "slice %d: no flat value exceeds its dark value; are flats and darks swapped?"
                .formatted(slice));
      }
      dead += deadHere;
      for (int view = 0; view < source.rows(); view++) {
        starved += correctView(source, out, slice, view, dark, gain, isDead);
        if (deadHere > 0) {
          DeadChannels.interpolate(out.data(), out.index(slice, view, 0), isDead);
        }
      }
    }
    return new Result(counts.with(out, SinogramUnit.LINE_INTEGRAL), starved, dead);
  }

  private static long correctView(
      FloatStack source,
      FloatStack out,
      int slice,
      int view,
      double[] dark,
      double[] gain,
      boolean[] dead) {
    long starved = 0;
    for (int c = 0; c < gain.length; c++) {
      double signal = source.get(slice, view, c) - dark[c];
      if (!dead[c] && signal <= 0) {
        starved++;
        signal = leastSignal(gain[c]);
      }
      out.set(slice, view, c, dead[c] ? 0 : (float) -Math.log(signal / gain[c]));
    }
    return starved;
  }

  /** One count where the flat is in counts, else a transmission far below any that is measured. */
  private static double leastSignal(double gain) {
    return gain > FEWEST_COUNTS_OF_A_FLAT ? 1 : LEAST_TRANSMISSION * gain;
  }

  private static double[] meanFrame(FloatStack frames, int slice) {
    double[] mean = new double[frames.columns()];
    for (int f = 0; f < frames.rows(); f++) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += frames.get(slice, f, c) / (double) frames.rows();
      }
    }
    return mean;
  }

  private static void requireSameDetector(String name, FloatStack frames, FloatStack counts) {
    if (frames.slices() != counts.slices() || frames.columns() != counts.columns()) {
      throw new FormatException(
          "%s frames have %d rows x %d channels, the data %d x %d"
              .formatted(
                  name, frames.slices(), frames.columns(), counts.slices(), counts.columns()));
    }
  }
}
