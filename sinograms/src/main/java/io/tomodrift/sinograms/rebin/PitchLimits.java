package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.HelicalGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Largest feeds at which the rays of a slice still meet the detector, within the symmetric half fan
 * Gamma, for N rows of height h at the axis:
 *
 * <pre>
 * TURN360                (N - 1) h cos(Gamma)
 * NEAREST180, WEIGHTED   2 pi (N - 1) h cos(Gamma) / (pi + 2 Gamma)
 * SHORT_SCAN             the same, with the larger half fan as Gamma
 * </pre>
 *
 * @param turnMm feed limit of TURN360, mm
 * @param bothMm feed limit of NEAREST180 and WEIGHTED, mm
 * @param shortScanMm feed limit of SHORT_SCAN, mm
 * @param collimationMm total height of the rows at the axis, mm: feed over it is the pitch
 */
public record PitchLimits(double turnMm, double bothMm, double shortScanMm, double collimationMm) {

  /** The limits of a scan rebinned to a fan. */
  static PitchLimits of(HelicalGeometry scan, FanBeamGeometry fan) {
    double height = (scan.detector().rows() - 1) * scan.rowPitchAtIsocenterMm();
    double symmetric = fan.symmetricHalfFanRad();
    double widest = fan.halfFanRad();
    return new PitchLimits(
        height * Math.cos(symmetric),
        2 * Math.PI * height * Math.cos(symmetric) / (Math.PI + 2 * symmetric),
        2 * Math.PI * height * Math.cos(widest) / (Math.PI + 2 * widest),
        scan.detector().rows() * scan.rowPitchAtIsocenterMm());
  }

  /** Largest feed a turn for a mode, mm. */
  public double maxFeedMm(RebinMode mode) {
    return switch (mode) {
      case TURN360 -> turnMm;
      case NEAREST180, WEIGHTED -> bothMm;
      case SHORT_SCAN -> shortScanMm;
    };
  }

  /** Largest pitch for a mode. */
  public double maxPitch(RebinMode mode) {
    return maxFeedMm(mode) / collimationMm;
  }

  /** The modes that can rebin a feed, mm a turn. */
  public List<RebinMode> modesFor(double feedMm) {
    List<RebinMode> modes = new ArrayList<>();
    for (RebinMode mode : RebinMode.values()) {
      if (Math.abs(feedMm) <= maxFeedMm(mode)) {
        modes.add(mode);
      }
    }
    return List.copyOf(modes);
  }

  void require(RebinMode mode, double feedMm) {
    if (Math.abs(feedMm) <= maxFeedMm(mode)) {
      return;
    }
    List<RebinMode> others = modesFor(feedMm);
    throw new GeometryException(
        "pitch %.3f (feed %.2f mm per turn) is too high for %s, which works up to %.3f (%.2f mm); %s"
            .formatted(
                Math.abs(feedMm) / collimationMm,
                Math.abs(feedMm),
                mode.label(),
                maxPitch(mode),
                maxFeedMm(mode),
                others.isEmpty()
                    ? "no mode of single-slice rebinning works for this scan"
                    : "modes that work: "
                        + others.stream().map(RebinMode::label).collect(Collectors.joining(", "))));
  }
}
