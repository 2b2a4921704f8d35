package io.tomodrift.formats.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.Volumes;
import io.tomodrift.formats.binary.ElementType;
import io.tomodrift.formats.frame.FramedImage;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NiftiFilesTest {

  @TempDir Path folder;

  /** A header as nifti1.h lays it out: 2 x 1 x 1 voxels of int16, values 1 and -2. */
  private static ByteBuffer example(ByteOrder order) {
    ByteBuffer file = ByteBuffer.allocate(356).order(order);
    file.putInt(0, 348);
    short[] dim = {3, 2, 1, 1};
    for (int i = 0; i < 4; i++) {
      file.putShort(40 + 2 * i, dim[i]);
      file.putFloat(76 + 4 * i, i + 1);
    }
    file.putShort(70, (short) 4).putShort(72, (short) 16).putFloat(108, 352);
    file.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
    return file.putShort(352, (short) 1).putShort(354, (short) -2);
  }

  private FramedImage read(ByteBuffer bytes) throws IOException {
    Path path = folder.resolve("a.nii");
    Files.write(path, bytes.array());
    return NiftiFiles.read(path);
  }

  @Test
  void readsTheHeaderByteByByte() throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      ByteBuffer file = example(order);
      file.putFloat(112, 0.5f).putFloat(116, 10).putShort(254, (short) 1);
      float[] rows = {2, 0, 0, 5, 0, 3, 0, 6, 0, 0, 4, 7};
      for (int i = 0; i < rows.length; i++) {
        file.putFloat(280 + 4 * i, rows[i]);
      }
      FramedImage image = read(file);
      assertArrayEquals(new float[] {10.5f, 9}, image.stack().data());
      assertEquals(new Vec3(-5, -6, 7), image.frame().originMm());
      assertEquals(new Vec3(-7, -6, 7), image.frame().positionMm(0, 0, 1));
      assertEquals(4, image.frame().sliceSpacingMm());
      assertEquals(Optional.empty(), image.unit());
    }
  }

  @Test
  void qformWithNegativeFactorReversesTheSlices() throws IOException {
    ByteBuffer file = example(ByteOrder.LITTLE_ENDIAN).putShort(252, (short) 1);
    double half = Math.sqrt(0.5);
    // A quarter turn about z takes i to RAS +y and j to -x.
    file.putFloat(76, -1).putFloat(264, (float) half).putFloat(268, 9);
    VolumeFrame frame = read(file).frame();
    assertEquals(-9, frame.originMm().x());
    assertArrayEquals(
        new double[] {0, -1, 0, 1, 0, 0, 0, 0, -1},
        new double[] {
          frame.columnDirection().x(), frame.columnDirection().y(), frame.columnDirection().z(),
          frame.rowDirection().x(), frame.rowDirection().y(), frame.rowDirection().z(),
          frame.sliceDirection().x(), frame.sliceDirection().y(), frame.sliceDirection().z()
        },
        1e-7);
  }

  @Test
  void withoutFormsThereIsAWarning() throws IOException {
    FramedImage image = read(example(ByteOrder.LITTLE_ENDIAN));
    assertEquals(1, image.warnings().size());
    assertEquals(2, image.frame().columnSpacingMm());
  }

  @Test
  void brokenSformGivesWayToQform() throws IOException {
    ByteBuffer file = example(ByteOrder.LITTLE_ENDIAN);
    file.putShort(252, (short) 1).putShort(254, (short) 1);
    FramedImage image = read(file);
    assertEquals(3, image.frame().rowSpacingMm());
    assertTrue(image.warnings().get(0).startsWith("sform unusable"));
  }

  @Test
  void micrometresAndMetresBecomeMillimetres() throws IOException {
    assertEquals(
        2e-3,
        read(example(ByteOrder.LITTLE_ENDIAN).put(123, (byte) 3)).frame().columnSpacingMm(),
        1e-12);
    assertEquals(
        2e3,
        read(example(ByteOrder.LITTLE_ENDIAN).put(123, (byte) 1)).frame().columnSpacingMm(),
        1e-9);
  }

  @ParameterizedTest
  @CsvSource({
    "40, 0",
    "40, 8",
    "42, 0",
    "42, -5",
    "48, 2",
    "50, 3",
    "70, 128",
    "70, 32",
    "70, 9",
    "42, 30000"
  })
  void unusableHeadersAreRefused(int offset, short value) {
    ByteBuffer file = example(ByteOrder.LITTLE_ENDIAN);
    if (offset == 48 || offset == 50) {
      file.putShort(40, (short) 5).putShort(48, (short) 1).putShort(50, (short) 1);
    }
    file.putShort(offset, value);
    assertThrows(FormatException.class, () -> read(file));
  }

  @Test
  void hugeSizesAreRefusedBeforeAnythingIsAllocated() throws IOException {
    ByteBuffer file = example(ByteOrder.LITTLE_ENDIAN);
    for (int axis = 1; axis <= 3; axis++) {
      file.putShort(40 + 2 * axis, Short.MAX_VALUE);
    }
    assertThrows(FormatException.class, () -> read(file));
    Path path = folder.resolve("a.nii.gz");
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(path))) {
      out.write(file.array());
    }
    assertThrows(FormatException.class, () -> NiftiFiles.read(path));
  }

  @Test
  void aSeriesNeedsAFrame() throws IOException {
    ByteBuffer file = example(ByteOrder.LITTLE_ENDIAN);
    file.putShort(40, (short) 4).putShort(42, (short) 1).putShort(48, (short) 2);
    FormatException e = assertThrows(FormatException.class, () -> read(file));
    assertTrue(e.getMessage().contains("2 frames"), e.getMessage());
    Path path = folder.resolve("a.nii");
    assertEquals(1, NiftiFiles.read(path, 0).stack().data()[0]);
    assertEquals(-2, NiftiFiles.read(path, 1).stack().data()[0]);
    assertThrows(FormatException.class, () -> NiftiFiles.read(path, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.nii", "a.nii.gz", "a.hdr", "a.img", "a.hdr.gz"})
  void volumesReturnAsTheyWere(String name) throws IOException {
    Path path = folder.resolve(name);
    VolumeFrame leftHanded =
        Volumes.frame(
            new Vec3(0, 1, 0), new Vec3(1, 0, 0), new Vec3(0, 0, 1), FrameSpace.PATIENT_LPS);
    VolumeFrame gantry =
        Volumes.frame(new Vec3(1, 0, 0), new Vec3(0, -1, 0), new Vec3(0, 0, 1), FrameSpace.GANTRY);
    for (VolumeFrame frame :
        new VolumeFrame[] {Volumes.oblique(), Volumes.tilted(), leftHanded, gantry}) {
      for (ElementType type : new ElementType[] {ElementType.FLOAT32, ElementType.INT16}) {
        NiftiFiles.write(Volumes.hu(frame), path, type);
        assertTrue(NiftiFiles.accepts(path));
        FramedImage back = NiftiFiles.read(path);
        assertArrayEquals(Volumes.stack().data(), back.stack().data());
        // Positions are float32 in the file: 101.5 mm to 8e-6 mm.
        Volumes.assertSamePlace(frame, back.frame(), 1e-5);
        assertEquals(Optional.of(VolumeUnit.HU), back.unit());
      }
    }
  }

  @Test
  void slicesOfTheGantryFrameGetTheIdentityDirectionInDicomAxes() throws IOException {
    Path path = folder.resolve("a.nii");
    VolumeFrame gantry =
        Volumes.frame(new Vec3(1, 0, 0), new Vec3(0, -1, 0), new Vec3(0, 0, 1), FrameSpace.GANTRY);
    NiftiFiles.write(Volumes.hu(gantry), path);
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(-0.75f, file.getFloat(280));
    assertEquals(-1.25f, file.getFloat(300));
    assertEquals(3.5f, file.getFloat(320));
    assertEquals(2, file.getShort(254));
  }

  @Test
  void halfAPairIsMissing() throws IOException {
    NiftiFiles.write(Volumes.hu(Volumes.oblique()), folder.resolve("a.hdr"));
    Files.delete(folder.resolve("a.img"));
    assertThrows(NoSuchFileException.class, () -> NiftiFiles.read(folder.resolve("a.hdr")));
  }

  @Test
  void valuesThatDoNotFitAreRefusedAndNothingIsLeft() {
    FloatStack stack = Volumes.stack();
    stack.set(0, 0, 0, 40000);
    Volume volume = new Volume(stack, Volumes.oblique(), VolumeUnit.HU);
    Path path = folder.resolve("a.nii");
    assertThrows(FormatException.class, () -> NiftiFiles.write(volume, path, ElementType.INT16));
    assertFalse(Files.exists(path));
  }

  @Test
  void cutOffCompressedFilesAreErrors() throws IOException {
    Path path = folder.resolve("a.nii.gz");
    NiftiFiles.write(Volumes.hu(Volumes.oblique()), path);
    byte[] whole = Files.readAllBytes(path);
    for (int length = 20; length < whole.length - 8; length += 7) {
      Files.write(path, java.util.Arrays.copyOf(whole, length));
      assertThrows(FormatException.class, () -> NiftiFiles.read(path), "length " + length);
    }
  }
}
