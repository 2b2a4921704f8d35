package io.tomodrift.learned.infer;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.diffusion.Histogram;
import java.util.ArrayList;
import java.util.List;

/**
 * Images of a domain, HU, as the slices of a volume and apart. The slices have nothing to do with
 * each other; they are 1 mm apart in files.
 */
public final class ImageStack {

  private ImageStack() {}

  /**
   * A volume of images.
   *
   * @param images of equal size, C order, HU; at least one
   * @param pixelMm side of a pixel
   */
  public static Volume volume(List<double[]> images, int rows, int columns, double pixelMm) {
    FloatStack stack = FloatStack.planar(images.size(), rows, columns);
    int length = rows * columns;
    for (int k = 0; k < images.size(); k++) {
      System.arraycopy(Doubles.floats(images.get(k)), 0, stack.data(), k * length, length);
    }
    ImageGrid grid = new ImageGrid(columns, rows, pixelMm, 0, 0);
    return new Volume(stack, VolumeFrame.gantry(grid, 0, 1), VolumeUnit.HU);
  }

  /** The slices of a volume, C order. */
  public static List<double[]> images(Volume volume) {
    FloatStack stack = volume.stack().toLayout(SliceLayout.PLANAR);
    int length = stack.rows() * stack.columns();
    List<double[]> images = new ArrayList<>();
    for (int k = 0; k < stack.slices(); k++) {
      double[] image = new double[length];
      for (int i = 0; i < length; i++) {
        image[i] = stack.data()[k * length + i];
      }
      images.add(image);
    }
    return images;
  }

  /**
   * The distance of domains: bins of 10 HU from -200 to 400 HU, where tissues and contrast medium
   * are; what is beyond falls into the first and last bin, so that neither the noise of air nor the
   * calcium of bones counts.
   */
  public static Histogram histogram() {
    return new Histogram(-200, 400, 60);
  }

  /** Mean over all images and pixels. */
  public static double mean(List<double[]> images) {
    double sum = 0;
    long count = 0;
    for (double[] image : images) {
      for (double value : image) {
        sum += value;
      }
      count += image.length;
    }
    return sum / count;
  }
}
