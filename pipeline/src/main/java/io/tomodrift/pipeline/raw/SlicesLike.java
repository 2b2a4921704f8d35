package io.tomodrift.pipeline.raw;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.pipeline.data.AxialSlices;
import io.tomodrift.pipeline.data.Input.OfVolume;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.run.InputFailure;
import java.nio.file.Path;

/** Reads the volume whose slices a reconstruction is to have. */
public final class SlicesLike {

  private SlicesLike() {}

  /** The volume as axial slices, in HU. */
  public static Volume read(Path path, RunContext context) {
    OfVolume input = Inputs.volume(path, context);
    if (input.volume().unit() != VolumeUnit.HU) {
      throw new InputFailure(
          "%s: a volume in HU is needed to compare with, this one is in %s"
              .formatted(path, input.volume().unit().symbol()));
    }
    return AxialSlices.of(path, input.volume()).volume();
  }
}
