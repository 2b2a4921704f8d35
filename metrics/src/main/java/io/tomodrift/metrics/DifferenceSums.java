package io.tomodrift.metrics;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;

/** Sums over the masked voxels of a slice; slices are added in order, whatever the threads did. */
final class DifferenceSums {

  private long count;
  private double difference;
  private double absolute;
  private double square;
  private double maxAbs;
  private double reference;
  private double test;
  private double referenceMin = Double.POSITIVE_INFINITY;
  private double referenceMax = Double.NEGATIVE_INFINITY;
  // Second moments about the slice's own means, so that large offsets cost no digits.
  private double referenceCentral;
  private double testCentral;
  private double product;

  /** Sums of every slice of a pair of images. */
  static DifferenceSums[] perSlice(Samples reference, Samples test, Mask mask, RunContext context) {
    Shapes.requireSame(reference, test);
    if (mask != null) {
      Shapes.requireSame(reference, mask);
    }
    DifferenceSums[] sums = new DifferenceSums[reference.slices()];
    int plane = reference.plane();
    ParallelLoop.run(
        context,
        "differences",
        sums.length,
        () -> new double[2][plane],
        (pair, slice) -> {
          reference.loadSlice(slice, pair[0]);
          test.loadSlice(slice, pair[1]);
          sums[slice] = new DifferenceSums();
          sums[slice].addSlice(pair[0], pair[1], mask, slice);
        });
    return sums;
  }

  private void addSlice(double[] a, double[] b, Mask mask, int slice) {
    int offset = slice * a.length;
    for (int i = 0; i < a.length; i++) {
      if (mask == null || mask.contains(offset + i)) {
        addFirst(a[i], b[i], slice, i);
      }
    }
    double meanA = reference / count;
    double meanB = test / count;
    for (int i = 0; i < a.length; i++) {
      if (mask == null || mask.contains(offset + i)) {
        double da = a[i] - meanA;
        double db = b[i] - meanB;
        referenceCentral += da * da;
        testCentral += db * db;
        product += da * db;
      }
    }
  }

  private void addFirst(double a, double b, int slice, int index) {
    double d = b - a;
    if (!Double.isFinite(d)) {
      throw new FormatException(
          "slice %d, pixel %d: reference %s, test %s; replace such values first"
              .formatted(slice, index, a, b));
    }
    count++;
    difference += d;
    absolute += Math.abs(d);
    square += d * d;
    maxAbs = Math.max(maxAbs, Math.abs(d));
    reference += a;
    test += b;
    referenceMin = Math.min(referenceMin, a);
    referenceMax = Math.max(referenceMax, a);
  }

  /** Joins sums of disjoint sets (Chan, Golub, LeVeque 1983 for the central moments). */
  static DifferenceSums joined(DifferenceSums... parts) {
    DifferenceSums all = new DifferenceSums();
    for (DifferenceSums part : parts) {
      all.join(part);
    }
    return all;
  }

  private void join(DifferenceSums part) {
    if (part.count == 0) {
      return;
    }
    if (count > 0) {
      double da = part.reference / part.count - reference / count;
      double db = part.test / part.count - test / count;
      double weight = (double) count * part.count / (count + part.count);
      referenceCentral += da * da * weight;
      testCentral += db * db * weight;
      product += da * db * weight;
    }
    referenceCentral += part.referenceCentral;
    testCentral += part.testCentral;
    product += part.product;
    count += part.count;
    difference += part.difference;
    absolute += part.absolute;
    square += part.square;
    maxAbs = Math.max(maxAbs, part.maxAbs);
    reference += part.reference;
    test += part.test;
    referenceMin = Math.min(referenceMin, part.referenceMin);
    referenceMax = Math.max(referenceMax, part.referenceMax);
  }

  long count() {
    return count;
  }

  double referenceMean() {
    return reference / count;
  }

  /** Divisor n - 1. */
  double referenceVariance() {
    return referenceCentral / (count - 1);
  }

  /** The structural similarity index of the summed voxels as one window. */
  double ssim(double c1, double c2, double unbias) {
    double meanA = reference / count;
    double meanB = test / count;
    double factor = unbias / count;
    return (2 * meanA * meanB + c1)
        * (2 * factor * product + c2)
        / ((meanA * meanA + meanB * meanB + c1) * (factor * (referenceCentral + testCentral) + c2));
  }

  DifferenceStatistics statistics() {
    double mean = reference / count;
    return new DifferenceStatistics(
        count,
        difference / count,
        absolute / count,
        square / count,
        count == 0 ? Double.NaN : maxAbs,
        referenceCentral > 0 && testCentral > 0
            ? product / Math.sqrt(referenceCentral * testCentral)
            : Double.NaN,
        mean,
        referenceCentral / count + mean * mean,
        count == 0 ? Double.NaN : referenceMin,
        count == 0 ? Double.NaN : referenceMax);
  }
}
