package io.tomodrift.pipeline.reconstruct;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.pipeline.learned.Refinement;
import java.util.Optional;

/**
 * What to reconstruct.
 *
 * @param views views to keep, spread evenly; empty for all
 * @param columns image columns
 * @param rows image rows
 * @param pixelMm side of a pixel, mm; empty to let the field of view fill the columns
 * @param centreXMm X of the middle of the image, mm
 * @param centreYMm Y of the middle of the image, mm
 * @param fbp filter and so on of filtered back projection
 * @param iterative the iterative method to use instead, if any
 * @param hounsfield scale of the result; empty for 1/mm
 * @param maskFov true to set what not every view sees to air
 * @param refinement model that refines the slices, which are then in HU, if any
 */
public record ReconstructionPlan(
    Optional<Integer> views,
    int columns,
    int rows,
    Optional<Double> pixelMm,
    double centreXMm,
    double centreYMm,
    FbpSettings fbp,
    Optional<IterativeRequest> iterative,
    Optional<HounsfieldScale> hounsfield,
    boolean maskFov,
    Optional<Refinement> refinement) {

  /** Most columns or rows of an image. */
  public static final int LARGEST_SIDE = 16384;

  /** Checks the sizes. */
  public ReconstructionPlan {
    if (refinement.isPresent() && hounsfield.isEmpty()) {
      throw new IllegalArgumentException("models refine images in HU; a scale is needed");
    }
    if (columns > LARGEST_SIDE || rows > LARGEST_SIDE) {
      throw new GeometryException(
          "an image of %d columns x %d rows is too large; at most %d a side"
              .formatted(columns, rows, LARGEST_SIDE));
    }
  }

  /** The pixels for a scan. */
  public ImageGrid grid(ScanGeometry geometry) {
    double side = pixelMm.orElseGet(() -> 2 * geometry.fovRadiusMm() / columns);
    return new ImageGrid(columns, rows, side, centreXMm, centreYMm);
  }

  /** The settings of FBP, mask included. */
  public FbpSettings settings() {
    return maskFov ? fbp.withMaskOutsideFov(0) : fbp;
  }
}
