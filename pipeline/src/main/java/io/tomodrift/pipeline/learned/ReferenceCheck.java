package io.tomodrift.pipeline.learned;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.metrics.ImageMetrics;
import io.tomodrift.metrics.Mask;
import io.tomodrift.metrics.Masks;
import io.tomodrift.metrics.MutualInformation;
import io.tomodrift.metrics.Samples;
import io.tomodrift.pipeline.data.Input.OfVolume;
import io.tomodrift.pipeline.data.InputDigests;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.pipeline.run.InputFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * How well an image agrees with a CT image of the same patient, before and after a model: mutual
 * information and mean absolute error in the body of that reference. The error is between values in
 * HU only; of an MR image there is none before.
 */
public final class ReferenceCheck {

  private static final double SAME_SPACING = 1e-3;
  private static final double SAME_DIRECTION = 0.999;

  /** Files round positions; half a voxel would already blur edges. */
  private static final double SAME_PLACE = 0.1;

  private final Path file;
  private final Volume reference;
  private final Mask body;

  private ReferenceCheck(Path file, Volume reference, Mask body) {
    this.file = file;
    this.reference = reference;
    this.body = body;
  }

  /**
   * An image against the reference.
   *
   * @param nats mutual information
   * @param maeHu mean absolute error, if the image is in HU
   */
  public record Agreement(double nats, OptionalDouble maeHu) {}

  /**
   * Prepares the comparison, so that what does not fit is told before the model runs.
   *
   * @param reference the file of the reference, in HU
   * @param chosen its slices to compare
   * @param input the file of what the model is applied to
   * @param image its slices to work on
   * @throws InputFailure if the grids differ, the reference is not in HU, or shows no body
   */
  public static ReferenceCheck of(OfVolume reference, Volume chosen, OfVolume input, Volume image) {
    Path file = reference.path();
    boolean placed = placed(reference) && placed(input);
    if (!sameGrid(chosen, image, placed)) {
      throw new InputFailure(
          "%s: has %s, but %s has %s; a reference must have the grid of the image, so resample it before"
              .formatted(file, grid(chosen), input.path(), grid(image)));
    }
    if (chosen.unit() != VolumeUnit.HU) {
      throw new InputFailure(
          "%s: is in %s, and a reference must be in HU; convert it with `tomodrift convert --unit hu`"
              .formatted(file, chosen.unit().symbol()));
    }
    Mask body = Masks.body(Samples.of(chosen));
    if (body.count() == 0) {
      throw new InputFailure(
          file + ": shows no body (nothing above -500 HU), so there is nothing to compare in");
    }
    return new ReferenceCheck(file, chosen, body);
  }

  /** The readers of formats without a voxel size say so, and take 1 mm. */
  private static boolean placed(OfVolume volume) {
    return volume.warnings().stream().noneMatch(text -> text.contains("voxel size"));
  }

  private static boolean sameGrid(Volume a, Volume b, boolean placed) {
    if (!a.stack().sameShape(b.stack())) {
      return false;
    }
    VolumeFrame x = a.frame();
    VolumeFrame y = b.frame();
    if (!placed || x.space() != y.space()) {
      return true;
    }
    return near(x.columnSpacingMm(), y.columnSpacingMm())
        && near(x.rowSpacingMm(), y.rowSpacingMm())
        && (a.slices() == 1 || near(x.sliceSpacingMm(), y.sliceSpacingMm()))
        && x.columnDirection().dot(y.columnDirection()) > SAME_DIRECTION
        && x.rowDirection().dot(y.rowDirection()) > SAME_DIRECTION
        && x.sliceDirection().dot(y.sliceDirection()) > SAME_DIRECTION
        && x.originMm().minus(y.originMm()).norm() <= SAME_PLACE * x.columnSpacingMm();
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) <= SAME_SPACING * a;
  }

  private static String grid(Volume volume) {
    FloatStack stack = volume.stack();
    VolumeFrame frame = volume.frame();
    return "%d slices of %d x %d, voxels of %.4f x %.4f x %.4f mm, the first at %s, columns along %s, rows %s, slices %s"
        .formatted(
            stack.slices(),
            stack.rows(),
            stack.columns(),
            frame.columnSpacingMm(),
            frame.rowSpacingMm(),
            frame.sliceSpacingMm(),
            frame.originMm(),
            frame.columnDirection(),
            frame.rowDirection(),
            frame.sliceDirection());
  }

  /** Compares an image of the reference's grid. */
  public Agreement of(Volume image, RunContext context) {
    double nats = MutualInformation.nats(image.stack(), reference.stack(), body);
    OptionalDouble mae =
        image.unit() == VolumeUnit.HU
            ? OptionalDouble.of(
                ImageMetrics.statistics(Samples.of(reference), Samples.of(image), body, context)
                    .mae())
            : OptionalDouble.empty();
    return new Agreement(nats, mae);
  }

  /**
   * Compares before and after.
   *
   * @param recorder notes the reference and the numbers
   * @return the numbers in a sentence
   * @throws IOException if the reference cannot be read for its digest
   */
  String compare(Volume before, Volume after, ManifestRecorder recorder, RunContext context)
      throws IOException {
    InputDigests.record(recorder, file);
    Agreement first = of(before, context);
    Agreement last = of(after, context);
    recorder.result("referenceBodyVoxels", body.count());
    recorder.result("referenceMutualInformationNatsBefore", first.nats());
    recorder.result("referenceMutualInformationNatsAfter", last.nats());
    first.maeHu().ifPresent(mae -> recorder.result("referenceMaeHuBefore", mae));
    last.maeHu().ifPresent(mae -> recorder.result("referenceMaeHuAfter", mae));
    return "in the body of %s: mutual information %.4f nats before, %.4f after%s"
        .formatted(file, first.nats(), last.nats(), errors(first.maeHu(), last.maeHu()));
  }

  private static String errors(OptionalDouble before, OptionalDouble after) {
    StringBuilder text = new StringBuilder();
    before.ifPresent(mae -> text.append("%.2f HU before".formatted(mae)));
    after.ifPresent(
        mae -> text.append(text.isEmpty() ? "" : ", ").append("%.2f HU after".formatted(mae)));
    return text.isEmpty() ? "" : "; MAE " + text;
  }
}
