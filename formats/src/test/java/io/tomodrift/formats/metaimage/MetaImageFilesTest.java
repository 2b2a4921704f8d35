package io.tomodrift.formats.metaimage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.Volumes;
import io.tomodrift.formats.binary.ElementType;
import io.tomodrift.formats.frame.FramedImage;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.tests.support.RealData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaImageFilesTest {

  private static final String PLACE =
      "TransformMatrix = 0 1 0 0 0 1 1 0 0\nOffset = 1 2 3\nElementSpacing = 4 5 6\n";

  @TempDir Path folder;

  private FramedImage read(String header, byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(header.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    Path path = folder.resolve("a.mha");
    Files.write(path, out.toByteArray());
    return MetaImageFiles.read(path);
  }

  @Test
  void readsTheHeaderLineByLine() throws IOException {
    byte[] body = {0, 1, 0, 2, (byte) 255, (byte) 253, 0, 4};
    String header =
        "ObjectType = Image\nNDims = 3\nBinaryDataByteOrderMSB = True\n"
            + PLACE
            + "DimSize = 2 1 2\nElementType = MET_SHORT\nElementDataFile = LOCAL\n";
    FramedImage image = read(header, body);
    assertArrayEquals(new float[] {1, 2, -3, 4}, image.stack().data());
    // The first three numbers of the matrix are the direction of the first index.
    assertEquals(new Vec3(1, 6, 3), image.frame().positionMm(0, 0, 1));
    assertEquals(new Vec3(1, 2, 8), image.frame().positionMm(0, 1, 0));
    assertEquals(new Vec3(7, 2, 3), image.frame().positionMm(1, 0, 0));
    assertEquals(FrameSpace.PATIENT_LPS, image.frame().space());
  }

  @ParameterizedTest
  @CsvSource({
    "MET_CHAR, 1",
    "MET_UCHAR, 1",
    "MET_SHORT, 2",
    "MET_USHORT, 2",
    "MET_INT, 4",
    "MET_UINT, 4",
    "MET_LONG, 4",
    "MET_ULONG, 4",
    "MET_LONG_LONG, 8",
    "MET_ULONG_LONG, 8"
  })
  void readsEveryIntegerType(String type, int bytes) throws IOException {
    byte[] body = new byte[2 * bytes];
    body[0] = 7;
    Arrays.fill(body, bytes, 2 * bytes, (byte) 255);
    FramedImage image =
        read(
            "NDims = 2\nDimSize = 2 1\nElementType = " + type + "\nElementDataFile = LOCAL\n",
            body);
    boolean unsigned = type.startsWith("MET_U");
    float last = unsigned ? (float) (Math.scalb(1.0, 8 * bytes) - 1) : -1;
    assertArrayEquals(new float[] {7, last}, image.stack().data());
    assertEquals(1, image.stack().slices());
  }

  @Test
  void readsCompressedFloatsAndAbsoluteAndRelativeDataFiles() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(zipped)) {
      out.write(ByteBuffer.allocate(8).putDouble(Math.PI).array());
    }
    Path data = folder.resolve("data with space.zraw");
    Files.write(data, zipped.toByteArray());
    for (String name : new String[] {data.toAbsolutePath().toString(), "data with space.zraw"}) {
      String header =
          "NDims = 3\nDimSize = 1 1 1\nElementType = MET_DOUBLE\nElementByteOrderMSB = True\n"
              + "CompressedData = True\nElementDataFile = "
              + name
              + "\n";
      assertEquals((float) Math.PI, read(header, new byte[0]).stack().data()[0]);
    }
  }

  @Test
  void headerSizeMinusOneMeansValuesAtTheEnd() throws IOException {
    Files.write(folder.resolve("a.raw"), new byte[] {9, 9, 9, 1, 2});
    String header =
        "NDims = 2\nDimSize = 2 1\nHeaderSize = -1\nElementType = MET_UCHAR\nElementDataFile = a.raw\n";
    assertArrayEquals(new float[] {1, 2}, read(header, new byte[0]).stack().data());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ElementDataFile = LIST\n",
        "ElementDataFile = slice%03d.raw 1 2 1\n",
        "ElementNumberOfChannels = 3\nElementDataFile = LOCAL\n",
        "BinaryData = False\nElementDataFile = LOCAL\n",
        "DimSize = 2 -1 1\nElementDataFile = LOCAL\n",
        "DimSize = 2 1\nElementDataFile = LOCAL\n",
        "DimSize = 99999 99999 99999\nElementDataFile = LOCAL\n",
        "DimSize = 99999 99999 99999\nCompressedData = True\nElementDataFile = LOCAL\n",
        "ElementType = MET_STRING\nElementDataFile = LOCAL\n",
        "TransformMatrix = 1 0 0 1 0 0 0 0 1\nElementDataFile = LOCAL\n",
        "ElementSpacing = 1 0 1\nElementDataFile = LOCAL\n",
        "Offset = 1 nan 1\nElementDataFile = LOCAL\n",
        "no equals sign\n"
      })
  void unusableHeadersAreRefused(String lines) {
    String header = "NDims = 3\nDimSize = 2 1 1\nElementType = MET_UCHAR\n" + lines;
    assertThrows(FormatException.class, () -> read(header, new byte[2]));
  }

  @Test
  void cutOffFilesAreErrors() throws IOException {
    Path path = folder.resolve("a.mha");
    for (boolean compressed : new boolean[] {false, true}) {
      MetaImageFiles.write(Volumes.hu(Volumes.oblique()), path, ElementType.FLOAT32, compressed);
      byte[] whole = Files.readAllBytes(path);
      for (int length = 0; length < whole.length - 8; length += 5) {
        Files.write(path, Arrays.copyOf(whole, length));
        Exception e = assertThrows(Exception.class, () -> MetaImageFiles.read(path));
        // Cut within "LOCAL", the rest names a file.
        assertTrue(e instanceof FormatException || e instanceof NoSuchFileException, e.toString());
      }
    }
  }

  @Test
  void missingDataFileIsNamed() {
    String header = "NDims = 2\nDimSize = 1 1\nElementType = MET_UCHAR\nElementDataFile = no.raw\n";
    NoSuchFileException e =
        assertThrows(NoSuchFileException.class, () -> read(header, new byte[0]));
    assertTrue(e.getMessage().contains("no.raw"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mha", "a.mhd"})
  void volumesReturnAsTheyWere(String name) throws IOException {
    Path path = folder.resolve(name);
    VolumeFrame gantry =
        Volumes.frame(new Vec3(1, 0, 0), new Vec3(0, -1, 0), new Vec3(0, 0, 1), FrameSpace.GANTRY);
    for (VolumeFrame frame : new VolumeFrame[] {Volumes.oblique(), Volumes.tilted(), gantry}) {
      for (boolean compressed : new boolean[] {false, true}) {
        for (ElementType type : new ElementType[] {ElementType.FLOAT32, ElementType.INT16}) {
          Volume volume = Volumes.hu(frame);
          MetaImageFiles.write(volume, path, type, compressed);
          assertTrue(MetaImageFiles.accepts(path));
          FramedImage back = MetaImageFiles.read(path);
          assertArrayEquals(volume.stack().data(), back.stack().data());
          Volumes.assertSamePlace(frame, back.frame(), 1e-12);
          assertEquals(Optional.of(VolumeUnit.HU), back.unit());
        }
      }
    }
  }

  @Test
  void slicesOfTheGantryFrameGetTheIdentityDirection() throws IOException {
    Path path = folder.resolve("a.mha");
    VolumeFrame gantry =
        Volumes.frame(new Vec3(1, 0, 0), new Vec3(0, -1, 0), new Vec3(0, 0, 1), FrameSpace.GANTRY);
    MetaImageFiles.write(Volumes.hu(gantry), path);
    String text = Files.readString(path, StandardCharsets.ISO_8859_1);
    assertTrue(
        text.contains("TransformMatrix = 1 0 0 0 1 0 0 0 1\nOffset = -101.5 -42.25 7.125\n"));
  }

  @Test
  void readsTheHeadOfVtk() throws IOException {
    FramedImage head = MetaImageFiles.read(RealData.require("ct_head_vtk_small/head.mha"));
    assertEquals(93, head.stack().slices());
    assertEquals(64, head.stack().rows());
    assertEquals(3.2, head.frame().columnSpacingMm(), 1e-6);
    assertEquals(1.5, head.frame().sliceSpacingMm());
    // Values that NumPy reads from the same bytes.
    assertEquals(669, head.stack().get(46, 32, 32));
    assertEquals(1071, head.stack().get(10, 40, 20));
    double sum = 0;
    for (float value : head.stack().data()) {
      sum += value;
    }
    assertEquals(193392317, sum);
  }
}
