package io.tomodrift.pipeline.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.formats.png.DivergingColours;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SlicePicturesTest {

  private static final double NAN = Double.NaN;

  private static BufferedImage decode(Picture picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(picture.png()));
  }

  private static int[] samples(Picture picture, int band) throws IOException {
    BufferedImage image = decode(picture);
    return image
        .getRaster()
        .getSamples(0, 0, image.getWidth(), image.getHeight(), band, (int[]) null);
  }

  @Test
  void greyLevelsFollowTheWindow() throws IOException {
    // Soft tissue is -160 to 240 HU: 255 (v + 160) / 400.
    float[] hu = {-1000, -160, -60, 40, 140, 240, 3000, Float.NaN};
    Picture picture =
        SlicePictures.grey(
            SliceImage.of(hu, 2, 4, 1), DisplayWindow.SOFT_TISSUE, PictureOptions.PLAIN);
    assertArrayEquals(new int[] {0, 0, 64, 128, 191, 255, 255, 0}, samples(picture, 0));
    assertEquals(4, decode(picture).getWidth(), "columns across");
  }

  @Test
  void presetsAreTheClinicalOnes() {
    assertArrayEquals(
        new double[] {-1350, 150, -160, 240, -500, 1300, 0, 80},
        new double[] {
          DisplayWindow.LUNG.black(), DisplayWindow.LUNG.white(),
          DisplayWindow.SOFT_TISSUE.black(), DisplayWindow.SOFT_TISSUE.white(),
          DisplayWindow.BONE.black(), DisplayWindow.BONE.white(),
          DisplayWindow.BRAIN.black(), DisplayWindow.BRAIN.white()
        });
  }

  @Test
  void fullRangeIgnoresWhatIsNotFinite() {
    DisplayWindow window =
        DisplayWindow.fullRange(new float[] {Float.NaN, 3, -1, Float.POSITIVE_INFINITY});
    assertEquals(-1, window.black(), 1e-12);
    assertEquals(3, window.white(), 1e-12);
    assertEquals(128, DisplayWindow.fullRange(new float[] {5, 5}).grey(5));
    assertEquals(1, DisplayWindow.fullRange(new float[0]).width());
  }

  @Test
  void differencesAreRedAboveAndBlueBelow() throws IOException {
    SliceImage slice = SliceImage.of(new float[] {10, 0, -10, 500, Float.NaN}, 1, 5, 1);
    SliceImage zero = SliceImage.of(new float[5], 1, 5, 1);
    BufferedImage image =
        decode(SlicePictures.difference(slice, zero, 10, "HU", PictureOptions.PLAIN));
    int[] rgb = new int[5];
    for (int i = 0; i < 5; i++) {
      rgb[i] = image.getRGB(i, 0) & 0xFFFFFF;
    }
    assertArrayEquals(new int[] {0x8A1023, 0xFFFFFF, 0x123C80, 0x8A1023, 0x808080}, rgb);
  }

  @Test
  void theDivergingColoursDarkenEvenlyOnBothSides() {
    double before = 256;
    for (double v = 0; v <= 1; v += 0.05) {
      double red = luminance(DivergingColours.rgb(v, 1));
      double blue = luminance(DivergingColours.rgb(-v, 1));
      assertTrue(red < before, "luminance falls");
      assertEquals(red, blue, 22, "both sides are equally strong at " + v);
      before = red;
    }
  }

  private static double luminance(int rgb) {
    return 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
  }

  @Test
  void largeSlicesAreReducedByMeansBeforeTheWindow() throws IOException {
    // Means of 2 x 2 blocks: 50, (partial) 20; (partial) 7.5, 100. Windowing first would clip 200.
    float[] values = {0, 200, 20, 0, 0, 20, 5, 10, 100};
    SliceImage slice = SliceImage.of(values, 3, 3, 0.5);
    Picture picture =
        SlicePictures.grey(
            slice, DisplayWindow.between("w", 0, 102), PictureOptions.PLAIN.withMaxPixels(2));
    assertArrayEquals(new int[] {125, 50, 19, 250}, samples(picture, 0));
  }

  @Test
  void oblongPixelsKeepTheirShape() {
    SliceImage slice = SliceImage.of(new float[200], 10, 20, 5, 1);
    Picture picture = SlicePictures.grey(slice, DisplayWindow.LUNG, PictureOptions.PLAIN);
    assertEquals(20 / 50.0, picture.aspectRatio(), 1e-12);
  }

  @Test
  void cropsTakeTheirPart() {
    SliceImage slice = SliceImage.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, 3, 3, 1);
    assertArrayEquals(new float[] {4, 5, 7, 8}, slice.crop(1, 1, 2, 2).values());
    assertThrows(IndexOutOfBoundsException.class, () -> slice.crop(2, 0, 2, 1));
  }

  @Test
  void slicesOfAVolumeAreTakenFromEitherLayout() {
    FloatStack stack = FloatStack.interleaved(3, 2, 2);
    stack.set(1, 0, 1, 7);
    VolumeFrame frame = VolumeFrame.gantry(ImageGrid.square(2, 0.8), 0, 5);
    SliceImage slice = SliceImage.of(new Volume(stack, frame, VolumeUnit.HU), 1);
    assertArrayEquals(new float[] {0, 7, 0, 0}, slice.values());
    assertEquals(0.8, slice.columnSpacingMm());
  }

  @Test
  void lettersNameTheDirections() {
    // Axial slice in the usual display: the patient's left is on the right of the screen.
    assertEquals(
        new OrientationLetters("R", "L", "A", "P"),
        OrientationLetters.of(
            frame(new Vec3(1, 0, 0.1), new Vec3(0, 1, 0), FrameSpace.PATIENT_LPS)));
    assertEquals(
        new OrientationLetters("A", "P", "H", "F"),
        OrientationLetters.of(
            frame(new Vec3(0, 1, 0), new Vec3(0, 0, -1), FrameSpace.PATIENT_LPS)));
    assertEquals(
        new OrientationLetters("\u2212X", "+X", "+Y", "\u2212Y"),
        OrientationLetters.of(VolumeFrame.gantry(ImageGrid.square(4, 1), 0, 1)));
  }

  private static VolumeFrame frame(Vec3 columns, Vec3 rows, FrameSpace space) {
    return new VolumeFrame(1, 1, 1, new Vec3(0, 0, 0), columns, rows, columns.cross(rows), space);
  }

  @Test
  void scaleBarsHaveRoundLengthsAndTheRightSize() {
    assertEquals(100, Overlays.roundBelow(410 / 4.0));
    assertEquals(50, Overlays.roundBelow(99));
    assertEquals(0.2, Overlays.roundBelow(0.4999), 1e-12);
    String bar = Overlays.scaleBar(400, 1000);
    assertTrue(bar.contains("width=\"250\"") && bar.contains(">100 mm<"), bar);
  }

  @Test
  void limitsAreRoundAndEncloseTheDifference() {
    assertEquals(100, limit(73));
    assertEquals(50, limit(-50));
    assertEquals(0.2, limit(0.13), 1e-12);
    assertEquals(1, limit(0));
    assertEquals(1, limit(NAN));
  }

  private static double limit(double value) {
    return SlicePictures.roundLimit(SliceImage.of(new float[] {(float) value}, 1, 1, 1), 1);
  }

  @Test
  void anOutlierMayBeLeftOut() {
    float[] values = new float[1000];
    Arrays.fill(values, 4);
    values[17] = -900;
    SliceImage slice = SliceImage.of(values, 10, 100, 1);
    assertEquals(5, SlicePictures.roundLimit(slice, 0.995));
    assertEquals(1000, SlicePictures.roundLimit(slice, 1));
  }

  @Test
  void impossibleSlicesAreRefused() {
    var sizes =
        assertThrows(IllegalArgumentException.class, () -> SliceImage.of(new float[5], 2, 3, 1));
    assertEquals("5 values are not 2 rows x 3 columns", sizes.getMessage());
    SliceImage a = SliceImage.of(new float[6], 2, 3, 1);
    SliceImage b = SliceImage.of(new float[6], 3, 2, 1);
    assertThrows(IllegalArgumentException.class, () -> a.minus(b));
    assertThrows(IllegalArgumentException.class, () -> SliceImage.of(new float[1], 1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new DisplayWindow("w", 0, 0));
  }
}
