package io.tomodrift.fbp;

import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.Detector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;

/**
 * Everything about the filter of one scan that does not depend on the view. Positions count over
 * the work line: extension, channels of the filtered projection (the measured ones, and on a
 * displaced detector those that its short side lacks), extension.
 */
final class FilterPlan {

  private static final double WIDEST_FAN_RAD = Math.toRadians(80);

  private final ScanGeometry filteredGeometry;
  private final int extension;
  private final int firstMeasured;
  private final double[] lateralMm;
  private final double[] preWeights;
  private final double[] spectrum;

  private FilterPlan(ScanGeometry geometry, DetectorPadding padding, int extension, FbpSettings s) {
    this.filteredGeometry = padding.widen(geometry);
    this.extension = extension;
    this.firstMeasured = extension + padding.before();
    int channels = filteredGeometry.channels();
    int positions = channels + 2 * extension;
    lateralMm = new double[positions];
    preWeights = new double[positions];
    for (int i = 0; i < positions; i++) {
      fill(i, i - extension);
    }
    RampKernel kernel = kernel(filteredGeometry, channels + extension);
    int size = FftSizes.cheapest(kernel.transformSize());
    spectrum = kernel.spectrum(size, s.window(), s.cutoff());
    // One factor for the sum's step and for the unscaled inverse transform.
    double scale = kernel.pitch() / spectrum.length;
    for (int k = 0; k < spectrum.length; k++) {
      spectrum[k] *= scale;
    }
  }

  /**
   * Plans the filter.
   *
   * @param extrapolate whether projections are continued beyond the detector, by half of it
   */
  static FilterPlan of(
      ScanGeometry geometry, RedundancyWeights weights, boolean extrapolate, FbpSettings settings) {
    DetectorPadding padding = DetectorPadding.of(geometry, weights.openSide());
    int wanted = extrapolate ? geometry.channels() / 2 : 0;
    int extension = Math.min(wanted, roomFor(padding.widen(geometry)));
    return new FilterPlan(geometry, padding, extension, settings);
  }

  /** How many channels an arc can be extended by before its fan becomes meaningless. */
  private static int roomFor(ScanGeometry geometry) {
    if (geometry instanceof FanBeamGeometry fan && fan.detector() instanceof ArcDetector arc) {
      return (int) Math.max(0, (WIDEST_FAN_RAD - fan.halfFanRad()) / arc.pitchRad());
    }
    return Integer.MAX_VALUE;
  }

  private static RampKernel kernel(ScanGeometry geometry, int reach) {
    Detector detector = geometry.detector();
    return detector instanceof ArcDetector arc
        ? RampKernel.equiangular(arc.pitchRad(), reach)
        : RampKernel.equidistant(geometry.isoPitchMm(), reach);
  }

  private void fill(int position, int channel) {
    if (filteredGeometry instanceof FanBeamGeometry fan) {
      double gamma = fan.fanAngleRad(channel);
      double radius = fan.sourceToIsocenterMm();
      lateralMm[position] = radius * Math.sin(gamma);
      boolean arc = fan.detector() instanceof ArcDetector;
      preWeights[position] = Math.cos(gamma) * (arc ? radius : 1);
    } else if (filteredGeometry instanceof ParallelBeamGeometry parallel) {
      FlatDetector flat = parallel.detector();
      lateralMm[position] = flat.positionMm(channel);
      preWeights[position] = 1;
    }
  }

  /** The scan of the filtered projections: wider than measured on a displaced detector. */
  ScanGeometry filteredGeometry() {
    return filteredGeometry;
  }

  /** Whether work lines are longer than filtered projections. */
  boolean extended() {
    return extension > 0;
  }

  /** Length of the work line. */
  int positions() {
    return preWeights.length;
  }

  /** Position of the first measured channel. */
  int firstMeasured() {
    return firstMeasured;
  }

  /** Position of the first channel of the filtered projection. */
  int firstFiltered() {
    return extension;
  }

  /** Distance from the isocenter of the ray at each position, mm; not to be changed. */
  double[] lateralMm() {
    return lateralMm;
  }

  /** Cosine and scale factor at each position; not to be changed. */
  double[] preWeights() {
    return preWeights;
  }

  /** Real spectrum of the filter, scaled for an unscaled inverse transform; not to be changed. */
  double[] spectrum() {
    return spectrum;
  }
}
