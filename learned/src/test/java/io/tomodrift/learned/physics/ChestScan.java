package io.tomodrift.learned.physics;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.ScannerPreset;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.phantoms.anatomy.AnatomySettings;
import io.tomodrift.phantoms.anatomy.AnthropomorphicGenerator;
import io.tomodrift.phantoms.anatomy.BodyRegion;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.sinograms.TransmissionNoise;
import java.util.SplittableRandom;

/**
 * A chest of 410 mm seen by 60 views of a clinical scanner with noise. The scan is made of pixels
 * half as large as those of the image, so that not even the true image explains the data.
 *
 * @param truth the image without error, HU
 * @param data what the scanner measured
 */
record ChestScan(Volume truth, Sinogram data) {

  static final HounsfieldScale WATER = HounsfieldScale.DEFAULT;

  /**
   * Draws a chest and scans it.
   *
   * @param side pixels of a side
   * @param quanta quanta a ray
   */
  static ChestScan of(int side, double quanta, Backend backend, RunContext context) {
    double pixelMm = 409.6 / side;
    ImageGrid grid = ImageGrid.square(side, pixelMm);
    ImageGrid fine = ImageGrid.square(2 * side, pixelMm / 2);
    FloatStack detail =
        new AnthropomorphicGenerator(AnatomySettings.slice(BodyRegion.CHEST, fine))
            .generate(context)
            .hu()
            .stack();
    ScanGeometry scanner = ScannerPreset.SIEMENS_AS_PLUS.withAngles(Angles.fullTurn(60));
    FloatStack mu = detail.copy();
    WATER.toPerMmInPlace(mu);
    FloatStack rays = FloatStack.interleaved(1, scanner.views(), scanner.channels());
    try (Projector projector = backend.projector(scanner, fine, ProjectorModel.JOSEPH)) {
      projector.forward(mu.toLayout(SliceLayout.INTERLEAVED), rays);
    }
    Sinogram clean = new Sinogram(rays, scanner, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL);
    Volume truth = new Volume(halved(detail), VolumeFrame.gantry(grid, 0, 1), VolumeUnit.HU);
    return new ChestScan(truth, new TransmissionNoise(quanta, 0).apply(clean, context).sinogram());
  }

  private static FloatStack halved(FloatStack stack) {
    FloatStack half = FloatStack.planar(1, stack.rows() / 2, stack.columns() / 2);
    for (int r = 0; r < half.rows(); r++) {
      for (int c = 0; c < half.columns(); c++) {
        float upper = stack.get(0, 2 * r, 2 * c) + stack.get(0, 2 * r, 2 * c + 1);
        float lower = stack.get(0, 2 * r + 1, 2 * c) + stack.get(0, 2 * r + 1, 2 * c + 1);
        half.set(0, r, c, (upper + lower) / 4);
      }
    }
    return half;
  }

  /**
   * What a network might make of the scan: the truth smoothed, a smooth error of the body, and a
   * part of the error of another image.
   *
   * @param sigmaPixels smoothing
   * @param errorHu RMS of the smooth error, which varies over 20 mm
   * @param other for example a reconstruction with streaks, HU
   * @param part how much of its error is left
   */
  Volume refined(double sigmaPixels, double errorHu, Volume other, double part, long seed) {
    FloatStack stack = truth.stack();
    int rows = stack.rows();
    int columns = stack.columns();
    double[] t = new double[rows * columns];
    double[] error = new double[t.length];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < t.length; i++) {
      t[i] = stack.data()[i];
      error[i] = random.nextDouble() - 0.5;
    }
    error = smoothed(error, rows, columns, 20 / truth.frame().columnSpacingMm());
    double squares = 0;
    int body = 0;
    for (int i = 0; i < t.length; i++) {
      if (t[i] > -950) {
        squares += error[i] * error[i];
        body++;
      }
    }
    double scale = errorHu / Math.sqrt(squares / body);
    double[] smooth = smoothed(t, rows, columns, sigmaPixels);
    FloatStack z = FloatStack.planar(1, rows, columns);
    for (int i = 0; i < t.length; i++) {
      double left = part * (other.stack().data()[i] - t[i]);
      z.data()[i] = (float) (smooth[i] + left + (t[i] > -950 ? scale * error[i] : 0));
    }
    return truth.with(z, VolumeUnit.HU);
  }

  private static double[] smoothed(double[] x, int rows, int columns, double sigma) {
    double[] across = lines(x, rows, columns, 1, columns, sigma);
    return lines(across, columns, rows, columns, 1, sigma);
  }

  private static double[] lines(
      double[] x, int lines, int length, int step, int lineStep, double sigma) {
    int reach = (int) Math.ceil(4 * sigma);
    double[] kernel = new double[2 * reach + 1];
    double total = 0;
    for (int k = -reach; k <= reach; k++) {
      kernel[k + reach] = Math.exp(-0.5 * k * k / (sigma * sigma));
      total += kernel[k + reach];
    }
    double[] result = new double[x.length];
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < length; i++) {
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
          int at = Math.min(Math.max(i + k, 0), length - 1);
          sum += kernel[k + reach] * x[line * lineStep + at * step];
        }
        result[line * lineStep + i * step] = sum / total;
      }
    }
    return result;
  }

  /** Mean of the absolute error within 200 mm of the axis, HU. */
  double meanErrorHu(Volume image) {
    ImageGrid grid = truth.frame().sliceGrid(truth.stack().rows(), truth.stack().columns());
    double sum = 0;
    int count = 0;
    for (int r = 0; r < grid.rows(); r++) {
      for (int c = 0; c < grid.columns(); c++) {
        if (Math.hypot(grid.xMm(c), grid.yMm(r)) < 200) {
          sum += Math.abs(image.stack().get(0, r, c) - truth.stack().get(0, r, c));
          count++;
        }
      }
    }
    return sum / count;
  }
}
