package io.tomodrift.formats.png;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tomodrift.formats.Python;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.FloatStack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngImagesTest {

  @TempDir Path folder;

  private static final FloatStack SLICE =
      FloatStack.wrapPlanar(new float[] {-2000, -160, 40, 140, 240, Float.NaN}, 1, 2, 3);

  private FloatStack reread(byte[] png) throws IOException {
    Path path = folder.resolve("a.png");
    PngImages.write(png, path);
    return PngImages.read(path);
  }

  @Test
  void greyFollowsTheWindow() throws IOException {
    // Soft tissue runs from -160 to 240 HU: 40 is half way, 140 three quarters.
    FloatStack grey8 = reread(PngImages.grey8(SLICE, 0, DisplayWindow.SOFT_TISSUE));
    assertArrayEquals(new float[] {0, 0, 128, 191, 255, 0}, grey8.data());
    FloatStack grey16 = reread(PngImages.grey16(SLICE, 0, DisplayWindow.SOFT_TISSUE));
    assertArrayEquals(new float[] {0, 0, 32768, 49151, 65535, 0}, grey16.data());
    assertEquals(2, grey8.rows());
    assertEquals(3, grey8.columns());
  }

  @Test
  void fullWindowIgnoresWhatIsNotFinite() {
    DisplayWindow window =
        DisplayWindow.fullRange(new float[] {Float.NaN, 3, -1, Float.POSITIVE_INFINITY});
    assertEquals(-1, window.black());
    assertEquals(3, window.white());
    assertEquals(
        DisplayWindow.between("full range", 4.5, 5.5), DisplayWindow.fullRange(new float[] {5, 5}));
    assertThrows(IllegalArgumentException.class, () -> new DisplayWindow("w", 0, 0));
  }

  @Test
  void outliersDoNotWidenTheRobustWindow() {
    float[] values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    values[999] = 1e6f;
    values[998] = Float.NaN;
    DisplayWindow window = DisplayWindow.withoutOutliers(values);
    assertEquals(4, window.black());
    // 999 finite values: four are cut at either end.
    assertEquals(994, window.white());
    assertEquals(
        DisplayWindow.fullRange(new float[0]),
        DisplayWindow.withoutOutliers(new float[] {Float.NaN}));
  }

  @Test
  void montageFillsLineByLine() throws IOException {
    FloatStack stack = FloatStack.wrapPlanar(new float[] {1, 2, 3, 4, 5, 6}, 3, 1, 2);
    DisplayWindow window = DisplayWindow.between("w", 0, 255);
    FloatStack montage = reread(PngImages.montage(stack, new int[] {2, 0, 1}, 2, window));
    assertArrayEquals(new float[] {5, 6, 1, 2, 3, 4, 0, 0}, montage.data());
    assertEquals(2, montage.rows());
  }

  @Test
  void differencesAreRedAboveAndBlueBelow() throws IOException {
    FloatStack image = FloatStack.wrapPlanar(new float[] {1, 3, 0, 1.5f}, 1, 1, 4);
    FloatStack reference = FloatStack.wrapPlanar(new float[] {1, 1, 9, 1}, 1, 1, 4);
    byte[] png = PngImages.difference(image, reference, 0, 1);
    var picture = ImageIO.read(new ByteArrayInputStream(png));
    int[] rgb = picture.getRGB(0, 0, 4, 1, null, 0, 4);
    assertEquals(0xffffffff, rgb[0]);
    assertEquals(0xff8a1023, rgb[1]);
    assertEquals(0xff123c80, rgb[2]);
    // Half the limit is half way between the second and the third anchor.
    assertEquals(0xffea957b, rgb[3]);
  }

  @Test
  void otherReadersFindTheSameValues() throws Exception {
    PngImages.write(
        PngImages.grey16(SLICE, 0, DisplayWindow.SOFT_TISSUE), folder.resolve("g16.png"));
    String out =
        Python.run(
            folder,
            "numpy as np, struct, zlib",
            """
            b = open('g16.png', 'rb').read()
            at, data = 8, b''
            while at < len(b):
                n, kind = struct.unpack('>I4s', b[at:at + 8])
                if kind == b'IHDR': head = struct.unpack('>IIBBBBB', b[at + 8:at + 8 + n])
                if kind == b'IDAT': data += b[at + 8:at + 8 + n]
                at += 12 + n
            print(head)
            rows = zlib.decompress(data)
            assert len(rows) == 2 * (1 + 6)
            """);
    assertEquals("(3, 2, 16, 0, 0, 0, 0)", out.strip());
  }

  @Test
  void damagedFilesAreErrors() throws IOException {
    byte[] whole = PngImages.grey8(SLICE, 0, DisplayWindow.BONE);
    Path path = folder.resolve("a.png");
    for (int length = 0; length < whole.length - 16; length += 3) {
      Files.write(path, Arrays.copyOf(whole, length));
      assertThrows(FormatException.class, () -> PngImages.read(path), "length " + length);
    }
    byte[] huge = whole.clone();
    huge[16] = 0x7f;
    huge[20] = 0x7f;
    Files.write(path, huge);
    assertThrows(FormatException.class, () -> PngImages.read(path));
  }
}
