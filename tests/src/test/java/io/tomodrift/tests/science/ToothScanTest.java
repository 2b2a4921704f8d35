package io.tomodrift.tests.science;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.fbp.RampWindow;
import io.tomodrift.formats.npy.NpyFiles;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.sinograms.measured.MeasuredScan;
import io.tomodrift.sinograms.measured.MeasuredScans;
import io.tomodrift.tests.support.ArrayAssertions;
import io.tomodrift.tests.support.RealData;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tooth measured with a parallel beam: from counts, flats and darks to an image. */
class ToothScanTest {

  private static final RunContext CONTEXT = RunContext.defaults();
  private static final ImageGrid GRID = ImageGrid.square(640, 1);
  private static final FbpSettings SETTINGS = FbpSettings.defaults().withWindow(RampWindow.HANN);

  /** Line integrals and an unwindowed FBP of both detector rows at a given axis, in NumPy. */
  private static final String NUMPY =
      """
      f = h5py.File(sys.argv[1])['exchange']
      counts = f['data'][:].astype('f8')
      flat = f['data_white'][:].astype('f8').mean(0)
      dark = f['data_dark'][:].astype('f8').mean(0)
      theta = np.radians(f['theta'][:])
      p = -np.log((counts - dark) / (flat - dark))
      np.save(sys.argv[3], p.transpose(1, 0, 2).astype('f4'))
      axis, n = float(sys.argv[2]), p.shape[2]
      k = np.arange(-n, n + 1)
      odd = k % 2 != 0
      h = np.where(k == 0, 0.25, 0.0)
      h[odd] = -1 / (np.pi * k[odd]) ** 2
      q = [np.convolve(row, h)[n:2 * n] for row in p[:, 0]]
      x = np.arange(n) - (n - 1) / 2
      X, Y = np.meshgrid(x, -x)
      image = np.zeros((n, n))
      for a, row in zip(theta, q):
          s = X * np.cos(a) + Y * np.sin(a) + axis
          image += np.interp(s.ravel(), np.arange(n), row, 0, 0).reshape(n, n)
      np.save(sys.argv[4], (image * np.pi / len(theta)).astype('f4'))
      """;

  @TempDir Path folder;

  private static MeasuredScan tooth() throws IOException {
    return MeasuredScans.read(RealData.require("raw_parallel_tooth/tooth.h5")).orElseThrow();
  }

  private static double axis(Sinogram sinogram) {
    return ((ParallelBeamGeometry) sinogram.geometry()).detector().centreChannel();
  }

  private static Sinogram withAxis(Sinogram sinogram, double channel) {
    ParallelBeamGeometry geometry = (ParallelBeamGeometry) sinogram.geometry();
    FlatDetector detector = new FlatDetector(geometry.channels(), 1, channel);
    return new Sinogram(
        sinogram.stack(),
        new ParallelBeamGeometry(detector, geometry.angles()),
        sinogram.sliceAxis(),
        sinogram.unit());
  }

  private static FloatStack reconstruct(Sinogram sinogram, FbpSettings settings) {
    try (Backend backend = Backends.select("auto", CONTEXT)) {
      return new FilteredBackprojection(settings, backend)
          .reconstruct(sinogram, GRID, CONTEXT)
          .stack();
    }
  }

  @Test
  void agreesWithAnIndependentComputation() throws IOException, InterruptedException {
    Path file = RealData.require("raw_parallel_tooth/tooth.h5");
    Sinogram sinogram = tooth().sinogram();
    Path integrals = folder.resolve("integrals.npy");
    Path image = folder.resolve("image.npy");
    SystemPython.run(
        folder,
        "h5py, numpy as np",
        NUMPY,
        file.toString(),
        Double.toString(axis(sinogram)),
        integrals.toString(),
        image.toString());
    float[] expected = NpyFiles.read(integrals).floats();
    double worst = ArrayAssertions.maxAbsDiff(expected, sinogram.stack().data());
    Measured.print("tooth, line integrals against NumPy: largest difference %.2e", worst);
    assertTrue(worst < 1e-7, "worst " + worst);
    FloatStack ours = reconstruct(sinogram.slices(0, 1), FbpSettings.defaults());
    Agreement agreement =
        Agreement.of(ours.data(), NpyFiles.read(image).floats(), Regions.disc(GRID, 0, 0, 290));
    Measured.print(
        "tooth, bare ramp against NumPy: correlation %.6f, RMS %.2e / pixel, mean %.5f and %.5f",
        agreement.correlation(), agreement.rms(), agreement.mean(), agreement.referenceMean());
    assertTrue(agreement.correlation() > 0.999999, agreement.toString());
    assertTrue(agreement.rms() < 1e-7, agreement.toString());
  }

  /**
   * A wrong axis doubles every edge: fewer grey values are pure, and negative ones appear beside
   * the edges. Both are best where the centroids put the axis.
   */
  @Test
  void theImageIsBestAtTheEstimatedAxis() throws IOException {
    Sinogram sinogram = tooth().sinogram();
    double estimate = axis(sinogram);
    assertEquals(296.2, estimate, 0.2);
    double bestEntropy = Double.NaN;
    double leastEntropy = Double.POSITIVE_INFINITY;
    double bestNegative = Double.NaN;
    double leastNegative = Double.POSITIVE_INFINITY;
    for (double shift = -2; shift <= 2; shift += 0.25) {
      FloatStack image = reconstruct(withAxis(sinogram, estimate + shift), SETTINGS);
      double entropy = entropy(image);
      double negative = negative(image);
      Measured.print(
          "tooth, axis at channel %.2f: entropy %.4f, negative mass %.2f",
          estimate + shift, entropy, negative);
      if (entropy < leastEntropy) {
        leastEntropy = entropy;
        bestEntropy = shift;
      }
      if (negative < leastNegative) {
        leastNegative = negative;
        bestNegative = shift;
      }
    }
    assertEquals(0, bestEntropy, 0.5);
    assertEquals(0, bestNegative, 0.5);
  }

  @Test
  void airIsEmptyAndNothingIsLost() throws IOException {
    MeasuredScan scan = tooth();
    Sinogram sinogram = scan.sinogram();
    FloatStack image = reconstruct(sinogram, SETTINGS);
    Pictures.write("tooth", image, -0.001, 0.014);
    boolean[] air = Regions.ring(GRID, 0, 0, 240, 280);
    Agreement empty = Agreement.of(image.data(), new float[image.data().length], air);
    double sum = 0;
    boolean[] seen = Regions.disc(GRID, 0, 0, 290);
    for (int i = 0; i < seen.length; i++) {
      sum += seen[i] ? image.data()[i] : 0;
    }
    double mass = mass(sinogram);
    Measured.print(
        "tooth: air %.6f +- %.6f / pixel, sum of the image %.2f, mean sum of a view %.2f, %s",
        empty.mean(), Agreement.deviation(image.data(), air), sum, mass, scan.warnings());
    assertEquals(0, empty.mean(), 5e-5);
    // The integral of the image is that of every projection (Helgason, zeroth moment).
    assertEquals(1, sum / mass, 0.01);
  }

  private static double mass(Sinogram sinogram) {
    double sum = 0;
    for (int view = 0; view < sinogram.geometry().views(); view++) {
      for (int channel = 0; channel < sinogram.geometry().channels(); channel++) {
        sum += sinogram.stack().get(0, view, channel);
      }
    }
    return sum / sinogram.geometry().views();
  }

  private static double entropy(FloatStack image) {
    int[] histogram = new int[256];
    int total = 0;
    boolean[] seen = Regions.disc(GRID, 0, 0, 280);
    for (int i = 0; i < seen.length; i++) {
      int bin = (int) Math.floor((image.data()[i] + 0.002) / 0.022 * histogram.length);
      if (seen[i] && bin >= 0 && bin < histogram.length) {
        histogram[bin]++;
        total++;
      }
    }
    double sum = 0;
    for (int count : histogram) {
      double p = (double) count / total;
      sum -= p > 0 ? p * Math.log(p) : 0;
    }
    return sum;
  }

  private static double negative(FloatStack image) {
    boolean[] seen = Regions.disc(GRID, 0, 0, 280);
    double sum = 0;
    for (int i = 0; i < seen.length; i++) {
      sum += seen[i] ? Math.max(0, -image.data()[i]) : 0;
    }
    return sum;
  }
}
