package io.tomodrift.pipeline.raw;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.sinograms.rebin.RebinPlan;
import io.tomodrift.sinograms.rebin.RebinRequest;
import io.tomodrift.sinograms.rebin.ZInterval;
import java.util.Optional;

/**
 * Turns what a user wants of a scan into a plan.
 *
 * @param plan how
 * @param rebinning what is rebinned
 * @param reference the slices of the volume to be like that are made, if there is one
 */
record RawPlanner(RawPlan plan, RebinPlan rebinning, Optional<Volume> reference) {

  private static final double SAME_PLACE = 1e-6;

  static RawPlanner of(
      RawRequest wanted,
      HelicalGeometry geometry,
      PatientPlacement placement,
      HounsfieldScale water) {
    Optional<Volume> reference =
        wanted.like().map(like -> covered(like, wanted, geometry, placement));
    RebinRequest request =
        reference
            .map(volume -> request(volume, wanted, placement))
            .orElseGet(() -> request(wanted, placement));
    ImageGrid grid =
        reference
            .map(placement::gridOf)
            .orElseGet(
                () ->
                    new ImageGrid(
                        wanted.columns(),
                        wanted.rows(),
                        wanted.pixelMm(),
                        wanted.centreXMm(),
                        wanted.centreYMm()));
    RawPlan plan =
        new RawPlan(
            wanted.rebin(),
            request,
            wanted.views(),
            wanted.fullView(),
            wanted.keepSinogram(),
            grid,
            wanted.fbp().withWater(water),
            wanted.maskFov(),
            water);
    return new RawPlanner(plan, rebinning(geometry, wanted, request, placement), reference);
  }

  private static RebinPlan rebinning(
      HelicalGeometry geometry,
      RawRequest wanted,
      RebinRequest request,
      PatientPlacement placement) {
    try {
      return RebinPlan.of(geometry, wanted.rebin(), request);
    } catch (GeometryException e) {
      if (placement.mirroredZMm(1) > 0) {
        throw e;
      }
      throw new GeometryException(
          e.getMessage() + " (Z of the gantry; z of this patient is -Z)", e);
    }
  }

  private static RebinRequest request(RawRequest wanted, PatientPlacement placement) {
    boolean mirrored = placement.mirroredZMm(1) < 0;
    Optional<Double> low = mirrored ? wanted.toZMm() : wanted.fromZMm();
    Optional<Double> high = mirrored ? wanted.fromZMm() : wanted.toZMm();
    return new RebinRequest(
        low.map(placement::mirroredZMm),
        high.map(placement::mirroredZMm),
        wanted.sliceSpacingMm().orElse(RawRequest.DEFAULT_SPACING_MM),
        wanted.sliceThicknessMm(),
        wanted.incomplete());
  }

  private static RebinRequest request(
      Volume reference, RawRequest wanted, PatientPlacement placement) {
    VolumeFrame frame = reference.frame();
    double first = placement.mirroredZMm(frame.originMm().z());
    double last = placement.mirroredZMm(frame.positionMm(reference.slices() - 1, 0, 0).z());
    return new RebinRequest(
        Optional.of(Math.min(first, last)),
        Optional.of(Math.max(first, last)),
        frame.sliceSpacingMm(),
        wanted.sliceThicknessMm(),
        wanted.incomplete());
  }

  /** The slices of a volume that the scan covers and the user wants. */
  private static Volume covered(
      Volume like, RawRequest wanted, HelicalGeometry geometry, PatientPlacement placement) {
    RebinRequest everything =
        new RebinRequest(
            Optional.empty(),
            Optional.empty(),
            like.frame().sliceSpacingMm(),
            wanted.sliceThicknessMm(),
            wanted.incomplete());
    ZInterval valid = RebinPlan.of(geometry, wanted.rebin(), everything).validInterval();
    double a = placement.mirroredZMm(valid.fromMm());
    double b = placement.mirroredZMm(valid.toMm());
    double low = Math.max(Math.min(a, b), wanted.fromZMm().orElse(Double.NEGATIVE_INFINITY));
    double high = Math.min(Math.max(a, b), wanted.toZMm().orElse(Double.POSITIVE_INFINITY));
    int from = 0;
    while (from < like.slices() && zMm(like, from) < low - SAME_PLACE) {
      from++;
    }
    int to = like.slices();
    while (to > from && zMm(like, to - 1) > high + SAME_PLACE) {
      to--;
    }
    if (from == to) {
      throw new GeometryException(
          "the scan covers z %.1f to %.1f mm, the volume to be like lies at %.1f to %.1f mm"
              .formatted(low, high, zMm(like, 0), zMm(like, like.slices() - 1)));
    }
    return like.slices(from, to);
  }

  private static double zMm(Volume volume, int slice) {
    return volume.frame().positionMm(slice, 0, 0).z();
  }
}
