package io.tomodrift.pipeline.data;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.formats.png.PngImages;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.io.IOException;
import java.nio.file.Path;

/** One picture that shows a volume: its only slice, or up to sixteen of its slices as a montage. */
public final class QuickLook {

  private static final int MOST_SLICES = 16;

  private QuickLook() {}

  /** Where the picture of an output belongs: {@code slice.nii.gz.png} beside it. */
  public static Path beside(Path output) {
    return output.resolveSibling(output.getFileName() + ".png");
  }

  /** Writes the picture. */
  public static void write(Volume volume, Path target) throws IOException {
    int shown = Math.min(MOST_SLICES, volume.slices());
    int[] slices = new int[shown];
    for (int i = 0; i < shown; i++) {
      slices[i] = (int) ((i + 0.5) * volume.slices() / shown);
    }
    DisplayWindow window = window(volume, slices[shown / 2]);
    int columns = (int) Math.ceil(Math.sqrt(shown));
    byte[] png =
        shown == 1
            ? PngImages.grey8(volume.stack(), slices[0], window)
            : PngImages.montage(volume.stack(), slices, columns, window);
    PngImages.write(png, target);
  }

  private static DisplayWindow window(Volume volume, int slice) {
    if (volume.unit() == VolumeUnit.HU) {
      return DisplayWindow.SOFT_TISSUE;
    }
    return DisplayWindow.withoutOutliers(
        volume.stack().copySlices(slice, slice + 1, SliceLayout.PLANAR).data());
  }
}
