package io.tomodrift.fbp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** White noise in the projections gives the noise that theory says, near the isocenter. */
class NoiseTest {

  private static final int VIEWS = 1152;
  private static final int SLICES = 64;

  /** The constant at 1152 views and 0.7047 mm is 0.0379 / mm. */
  private static double perUnit(int views, double isoPitchMm) {
    return Math.PI / (Math.sqrt(12.0 * views) * isoPitchMm);
  }

  @Test
  void noiseOfTheImage() {
    assertEquals(0.0379, perUnit(1152, 0.7047), 5e-5);
    FanBeamGeometry fan = Scans.arc(Scans.QUARTER, Angles.fullTurn(VIEWS));
    FloatStack noise = FloatStack.interleaved(SLICES, VIEWS, fan.channels());
    Random random = new Random(7);
    float[] data = noise.data();
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    Sinogram sinogram = new Sinogram(noise, fan, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL);
    ImageGrid grid = ImageGrid.square(14, 5.3);
    FbpSettings settings = FbpSettings.defaults().withTruncation(Truncation.NONE);
    double unit = perUnit(VIEWS, fan.isoPitchMm());
    // Noise under linear interpolation relative to the bare ramp without it.
    double[] expected = {0.681, 0.551, 0.354, 0.278, 0.257};
    RampWindow[] windows = {
      RampWindow.RAM_LAK,
      RampWindow.SHEPP_LOGAN,
      RampWindow.COSINE,
      RampWindow.HAMMING,
      RampWindow.HANN
    };
    for (int i = 0; i < windows.length; i++) {
      double measured = deviation(sinogram, grid, settings.withWindow(windows[i])) / unit;
      assertEquals(expected[i], measured, 0.02 * expected[i], windows[i].name());
    }
  }

  private static double deviation(Sinogram sinogram, ImageGrid grid, FbpSettings settings) {
    double squares = 0;
    float[] values = Scans.reconstruct(sinogram, grid, settings).data();
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares / values.length);
  }
}
