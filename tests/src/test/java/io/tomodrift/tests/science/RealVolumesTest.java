package io.tomodrift.tests.science;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.compare.Comparison;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.data.OutputKind;
import io.tomodrift.pipeline.demo.DemoInput;
import io.tomodrift.pipeline.demo.DemoRun;
import io.tomodrift.pipeline.demo.DemoSettings;
import io.tomodrift.tests.support.RealData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real CT volumes through the demonstration: what a simulated scanner measures of them, put back
 * together, is the volume again, up to the resolution of the scanner.
 */
class RealVolumesTest {

  private static final RunContext CONTEXT = RunContext.defaults();

  @TempDir Path folder;

  private record Result(DemoInput input, Comparison full, Comparison sparse, Path out) {}

  private Result run(DemoInput input) throws IOException {
    Path out = folder.resolve("demo");
    DemoRun run =
        new DemoRun(DemoSettings.defaults(), "auto", CONTEXT, "test", Map.of(), Optional.empty());
    DemoRun.Outcome outcome = run.run(input, out, OutputKind.NIFTI, false);
    outcome.lines().forEach(line -> Measured.print("%s: %s", input.name(), line));
    return new Result(input, outcome.comparisons().get(0), outcome.comparisons().get(1), out);
  }

  private static Volume written(Result result, String name) throws IOException {
    return VolumeFiles.standard().read(result.out().resolve(name + ".nii")).volume();
  }

  /**
   * Mean and RMS error, and number of voxels, of tissue within 60 HU over 5 x 5 pixels, inside the
   * circle of the image: what is left without edges.
   */
  private static double[] flatTissueError(Volume reference, Volume test) {
    FloatStack truth = reference.stack();
    FloatStack image = test.stack();
    ImageGrid grid = ImageGrid.square(truth.columns(), 1);
    boolean[] seen = Regions.disc(grid, 0, 0, truth.columns() / 2.0 - 4);
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int s = 0; s < truth.slices(); s++) {
      for (int r = 2; r < truth.rows() - 2; r++) {
        for (int c = 2; c < truth.columns() - 2; c++) {
          if (seen[r * truth.columns() + c] && isFlat(truth, s, r, c)) {
            double difference = (double) image.get(s, r, c) - truth.get(s, r, c);
            sum += difference;
            squares += difference * difference;
            count++;
          }
        }
      }
    }
    return new double[] {sum / count, Math.sqrt(squares / count), count};
  }

  private static boolean isFlat(FloatStack stack, int slice, int row, int column) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int r = row - 2; r <= row + 2; r++) {
      for (int c = column - 2; c <= column + 2; c++) {
        float value = stack.get(slice, r, c);
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return low > -200 && high - low < 120;
  }

  /** Against the measured errors, HU: full view, sparse view, and flat tissue in the full view. */
  private static void check(Result result, double fullRmse, double sparseRmse, double flatRms)
      throws IOException {
    Volume reference = written(result, "reference");
    double[] flat = flatTissueError(reference, written(result, "full_view"));
    double[] flatSparse = flatTissueError(reference, written(result, "sparse_view"));
    Measured.print(
        "%s: flat tissue (%.0f voxels), mean and RMS error: %.3f and %.2f HU, with 60 views %.3f and %.2f HU",
        result.input().name(), flat[2], flat[0], flat[1], flatSparse[0], flatSparse[1]);
    assertEquals(fullRmse, result.full().value("RMSE"), 0.02 * fullRmse);
    assertEquals(sparseRmse, result.sparse().value("RMSE"), 0.02 * sparseRmse);
    assertTrue(result.sparse().value("SSIM") < result.full().value("SSIM"));
    assertEquals(0, flat[0], 0.1);
    assertEquals(0, result.full().value("bias"), 0.15);
    assertEquals(flatRms, flat[1], 0.02 * flatRms);
    assertTrue(flatSparse[1] > 10 * flat[1], "RMS " + flatSparse[1]);
  }

  @Test
  void chest() throws IOException {
    Path series = RealData.require("ct_chest_lidc0314_dicom");
    check(run(DemoInput.of(Inputs.volume(series, CONTEXT)).slices(80, 84)), 37.65, 191.5, 14.68);
  }

  @Test
  void abdomen() throws IOException {
    Path file = RealData.require("ct_abdpelvis_totalseg/example_ct_sm.nii.gz");
    check(run(DemoInput.of(Inputs.volume(file, CONTEXT))), 14.78, 63.77, 2.57);
  }
}
