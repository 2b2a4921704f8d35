package io.tomodrift.pipeline.learned;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.infer.DomainSampler;
import io.tomodrift.learned.infer.ImageStack;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.run.InputFailure;
import java.nio.file.Path;
import java.util.List;

/** Reads images of a domain: the slices of a volume in HU. */
public final class DomainStack {

  private DomainStack() {}

  /** Any size. */
  public static Volume volume(Path file, RunContext context) {
    Volume volume = Inputs.volume(file, context).volume();
    Inputs.requireFinite(file, volume.stack());
    if (volume.unit() != VolumeUnit.HU) {
      throw new InputFailure(
          "%s: is in %s; images of a domain are in HU".formatted(file, volume.unit().symbol()));
    }
    return volume;
  }

  /**
   * Images of a model's size.
   *
   * @throws InputFailure naming both sizes if they are not
   */
  public static List<double[]> images(Path file, DomainSampler model, RunContext context) {
    Volume volume = volume(file, context);
    int rows = volume.stack().rows();
    int columns = volume.stack().columns();
    if (rows != model.rows() || columns != model.columns()) {
      throw new InputFailure(
          "%s: has slices of %d x %d, model %s works on %d x %d pixels of %.4g mm; bring the image to that grid before"
              .formatted(
                  file,
                  rows,
                  columns,
                  model.card().name(),
                  model.rows(),
                  model.columns(),
                  model.pixelMm()));
    }
    double pixel = volume.frame().columnSpacingMm();
    double row = volume.frame().rowSpacingMm();
    double smallest = model.card().domain().smallestSpacingMm();
    double largest = model.card().domain().largestSpacingMm();
    if (Math.min(pixel, row) < smallest || Math.max(pixel, row) > largest) {
      throw new InputFailure(
          "%s: has pixels of %.4f x %.4f mm, model %s was trained for %.4f to %.4f mm"
              .formatted(file, row, pixel, model.card().name(), smallest, largest));
    }
    return ImageStack.images(volume);
  }
}
