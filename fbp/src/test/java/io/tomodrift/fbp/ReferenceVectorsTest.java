package io.tomodrift.fbp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.Detector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.tests.support.Vectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * Exact Shepp-Logan sinograms of another program against its phantom. Its source is at beta from
 * +X, its channels and rows run the other way.
 */
class ReferenceVectorsTest {

  private static final int SIZE = 512;
  private static final double PITCH_MM = 1.2858;

  /** Every fourth pixel of the phantom, on the middle of its grid. */
  private static final ImageGrid GRID = new ImageGrid(128, 128, 3.6, -1.35, -1.35);

  @Test
  void flat() throws IOException {
    check("ct/analytic_flat_1152_cell8.npy", FlatDetector.withOffset(736, PITCH_MM, 0));
  }

  @Test
  void curved() throws IOException {
    check("ct/analytic_curved_1152_cell8.npy", ArcDetector.withOffset(736, PITCH_MM / 1085.6, 0));
  }

  private static void check(String file, Detector detector) throws IOException {
    float[] given = npy(file);
    Angles angles = Angles.fullTurn(1152).shifted(-Math.PI / 2);
    FanBeamGeometry fan = new FanBeamGeometry(595, 1085.6, detector, angles);
    FloatStack stack = FloatStack.planar(1, 1152, 736);
    for (int v = 0; v < 1152; v++) {
      for (int c = 0; c < 736; c++) {
        stack.set(0, v, c, given[v * 736 + 735 - c]);
      }
    }
    FloatStack image =
        Scans.reconstruct(
            new Sinogram(stack, fan, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL),
            GRID,
            FbpSettings.defaults().withWindow(RampWindow.HANN));
    compare(image, npy("ct/phantom_512.npy"));
  }

  private static void compare(FloatStack image, float[] phantom) {
    double body = 0;
    int bodyCount = 0;
    double flat = 0;
    double flatMean = 0;
    int flatCount = 0;
    for (int j = 0; j < 128; j++) {
      for (int i = 0; i < 128; i++) {
        int column = 4 * i;
        // Rows of the phantom go up: ours at y is theirs at (y / 0.9 + 255.5).
        int row = (int) Math.round(GRID.yMm(j) / 0.9 + 255.5);
        double hu = (image.get(0, j, i) - phantom[row * SIZE + column]) / 0.02 * 1000;
        if (Math.hypot(GRID.xMm(i) / 0.69, GRID.yMm(j) / 0.92) < 230.4) {
          body += hu * hu;
          bodyCount++;
        }
        if (isFlat(phantom, row, column)) {
          flat += hu * hu;
          flatMean += hu;
          flatCount++;
        }
      }
    }
    double bodyRms = Math.sqrt(body / bodyCount);
    double flatRms = Math.sqrt(flat / flatCount);
    String found = "body " + bodyRms + " flat " + flatRms + " mean " + flatMean / flatCount;
    assertTrue(flatCount > 1000, "flat pixels " + flatCount);
    assertTrue(bodyRms < 22, found);
    assertTrue(flatRms < 0.25, found);
    assertTrue(Math.abs(flatMean / flatCount) < 0.01, found);
  }

  /** Brain tissue and 8 pixels of it all around. */
  private static boolean isFlat(float[] phantom, int row, int column) {
    float value = phantom[row * SIZE + column];
    if (value <= 0 || row < 8 || column < 8 || row >= SIZE - 8 || column >= SIZE - 8) {
      return false;
    }
    for (int r = row - 8; r <= row + 8; r++) {
      for (int c = column - 8; c <= column + 8; c++) {
        if (phantom[r * SIZE + c] != value) {
          return false;
        }
      }
    }
    return true;
  }

  /** The values of a little-endian float32 array, version 1 header. */
  private static float[] npy(String relative) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(Vectors.require(relative)))
            .order(ByteOrder.LITTLE_ENDIAN);
    int header = bytes.getShort(8) & 0xffff;
    bytes.position(10 + header);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }
}
