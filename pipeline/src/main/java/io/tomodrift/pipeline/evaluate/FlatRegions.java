package io.tomodrift.pipeline.evaluate;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.metrics.Mask;
import io.tomodrift.metrics.NoisePower;
import io.tomodrift.metrics.RegionOfInterest;
import io.tomodrift.metrics.Samples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Flat squares of soft tissue in a reference, in which the noise of every image is measured.
 *
 * <p>Squares of about 15 mm (8 to 32 pixels) on a half-overlapping raster, wholly in the mask, with
 * a mean of -150 to 200 HU. Each is divided into 4 x 4 blocks; the up to 16 squares whose block
 * means scatter least, and by at most 20 HU (standard deviation), are taken: block means show
 * structure, not noise.
 *
 * @param regions the squares, the flattest first; empty if there is none
 * @param pixelMm side of the pixels, mm
 */
record FlatRegions(List<RegionOfInterest> regions, double pixelMm) {

  /** The definition in a sentence. */
  static final String RULE =
      "up to 16 squares of about 15 mm (8 to 32 pixels) in the mask with a mean of -150 to 200 HU in the reference, those whose 4 x 4 block means scatter least, and by 20 HU at most; noise = root of the variance after a quadratic fit in each square, frequency = mean frequency of the noise power spectrum";

  private static final double SIDE_MM = 15;
  private static final int SMALLEST = 8;
  private static final int LARGEST = 32;
  private static final int BLOCKS = 4;
  private static final int MOST = 16;
  private static final double LOWEST_HU = -150;
  private static final double HIGHEST_HU = 200;
  private static final double FLAT_HU = 20;

  /** Less than this is rounding, whose spectrum means nothing. */
  private static final double NO_NOISE_HU = 1e-3;

  /**
   * Noise of an image.
   *
   * @param standardDeviationHu root of the integral of the spectrum, HU
   * @param meanFrequencyPerMm first moment of the radial spectrum, cycles/mm; not a number without
   *     noise
   */
  record Noise(double standardDeviationHu, double meanFrequencyPerMm) {

    /** Where there is no flat region. */
    static final Noise UNDEFINED = new Noise(Double.NaN, Double.NaN);
  }

  private record Candidate(RegionOfInterest region, double scatter) {}

  /** Finds the squares; {@code mask} is empty for every voxel. */
  static FlatRegions of(Volume reference, Optional<Mask> mask) {
    double pixelMm = reference.frame().columnSpacingMm();
    int blocks = (int) Math.round(SIDE_MM / pixelMm / BLOCKS);
    int side = Math.min(LARGEST, Math.max(SMALLEST, blocks * BLOCKS));
    FloatStack stack = reference.stack().toLayout(SliceLayout.PLANAR);
    List<Candidate> candidates = new ArrayList<>();
    for (int s = 0; s < stack.slices(); s++) {
      for (int r = 0; r + side <= stack.rows(); r += side / 2) {
        for (int c = 0; c + side <= stack.columns(); c += side / 2) {
          RegionOfInterest region = new RegionOfInterest(s, r, c, side);
          if (mask.isEmpty() || isIn(mask.get(), region)) {
            candidates.add(new Candidate(region, scatter(stack, region)));
          }
        }
      }
    }
    List<RegionOfInterest> flattest =
        candidates.stream()
            .filter(candidate -> candidate.scatter() <= FLAT_HU)
            .sorted(Comparator.comparingDouble(Candidate::scatter))
            .limit(MOST)
            .map(Candidate::region)
            .toList();
    return new FlatRegions(flattest, pixelMm);
  }

  private static boolean isIn(Mask mask, RegionOfInterest region) {
    for (int r = 0; r < region.size(); r++) {
      for (int c = 0; c < region.size(); c++) {
        if (!mask.contains(region.slice(), region.row() + r, region.column() + c)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Standard deviation of the block means, infinite outside the range of soft tissue. */
  private static double scatter(FloatStack stack, RegionOfInterest region) {
    int block = region.size() / BLOCKS;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < BLOCKS * BLOCKS; i++) {
      double mean = 0;
      for (int k = 0; k < block * block; k++) {
        int row = region.row() + i / BLOCKS * block + k / block;
        int column = region.column() + i % BLOCKS * block + k % block;
        mean += stack.get(region.slice(), row, column);
      }
      mean /= block * block;
      sum += mean;
      squares += mean * mean;
    }
    int count = BLOCKS * BLOCKS;
    double mean = sum / count;
    boolean soft = mean >= LOWEST_HU && mean <= HIGHEST_HU;
    return soft ? Math.sqrt(Math.max(0, squares / count - mean * mean)) : Double.POSITIVE_INFINITY;
  }

  /** Noise of an image of the reference's shape in the squares. */
  Noise noise(FloatStack image) {
    if (regions.isEmpty()) {
      return Noise.UNDEFINED;
    }
    NoisePower power = NoisePower.measure(Samples.of(image), regions, pixelMm);
    double deviation = Math.sqrt(power.variance());
    return new Noise(deviation, deviation < NO_NOISE_HU ? Double.NaN : power.meanFrequencyPerMm());
  }
}
