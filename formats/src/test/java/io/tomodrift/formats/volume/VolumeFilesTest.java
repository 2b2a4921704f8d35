package io.tomodrift.formats.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.Python;
import io.tomodrift.formats.Volumes;
import io.tomodrift.formats.binary.ElementType;
import io.tomodrift.formats.npy.NpyArray;
import io.tomodrift.formats.npy.NpyFiles;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.TomoException;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.tests.support.RealData;
import io.tomodrift.tests.support.SeededTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeFilesTest {

  private static final VolumeFiles FILES = VolumeFiles.standard();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"v.npz", "v.mha", "v.mhd", "v.nii", "v.nii.gz", "V.NII.GZ"})
  void everyFormatWithAFrameKeepsEverything(String name) throws IOException {
    Path path = folder.resolve(name);
    VolumeFrame gantry =
        Volumes.frame(new Vec3(1, 0, 0), new Vec3(0, -1, 0), new Vec3(0, 0, 1), FrameSpace.GANTRY);
    for (VolumeFrame frame : List.of(Volumes.oblique(), Volumes.tilted(), gantry)) {
      for (VolumeUnit unit : VolumeUnit.values()) {
        Volume volume = new Volume(Volumes.stack(), frame, unit);
        VolumeFiles.write(volume, path);
        LoadedVolume back = FILES.read(path);
        assertArrayEquals(volume.stack().data(), back.volume().stack().data());
        Volumes.assertSamePlace(frame, back.volume().frame(), 1e-5);
        assertEquals(unit, back.volume().unit());
        assertEquals(List.of(), back.warnings());
      }
    }
  }

  @Test
  void bareArraysAreTakenAsMillimetresAndSaidSo() throws IOException {
    Path path = folder.resolve("v.npy");
    VolumeFiles.write(Volumes.hu(Volumes.oblique()), path, ElementType.INT16);
    LoadedVolume back = FILES.read(path);
    assertArrayEquals(Volumes.stack().data(), back.volume().stack().data());
    assertEquals(new Vec3(-1.5, 1, -0.5), back.volume().frame().originMm());
    assertEquals(VolumeUnit.HU, back.volume().unit());
    assertEquals(2, back.warnings().size());
    assertEquals(VolumeUnit.ARBITRARY, back.withUnit(VolumeUnit.ARBITRARY).volume().unit());
    NpyFiles.write(NpyArray.ofFloats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3), path);
    Volume slice = FILES.read(path).volume();
    assertEquals(VolumeUnit.ARBITRARY, slice.unit());
    assertEquals(2, slice.stack().rows());
    assertEquals(1, slice.slices());
  }

  @Test
  void notANumberIsReportedWithItsPlace() throws IOException {
    Path path = folder.resolve("v.mha");
    Volume volume = Volumes.hu(Volumes.oblique());
    volume.stack().set(1, 2, 3, Float.NaN);
    volume.stack().set(1, 0, 2, Float.POSITIVE_INFINITY);
    VolumeFiles.write(volume, path);
    assertEquals(
        List.of("2 of 24 values are not finite, the first at slice 1, row 0, column 2"),
        FILES.read(path).warnings());
  }

  @Test
  void attenuationIsNotWrittenAsIntegers() {
    Volume volume = new Volume(Volumes.stack(), Volumes.oblique(), VolumeUnit.PER_MM);
    Path path = folder.resolve("v.mha");
    assertThrows(FormatException.class, () -> VolumeFiles.write(volume, path, ElementType.INT16));
    Path unknown = folder.resolve("v.tif");
    FormatException e =
        assertThrows(FormatException.class, () -> VolumeFiles.write(volume, unknown));
    assertTrue(e.getMessage().contains(".nii.gz"), e.getMessage());
  }

  @Test
  void theFormulaOfTheArchiveHoldsInNumpy() throws Exception {
    VolumeFiles.write(Volumes.hu(Volumes.tilted()), folder.resolve("v.npz"));
    Vec3 expected = Volumes.tilted().positionMm(1, 2, 3);
    String out =
        Python.run(
            folder,
            "numpy as np",
            """
            z = np.load('v.npz', allow_pickle=False)
            p = z['origin_mm'] + (np.array([1, 2, 3]) * z['spacing_mm']) @ z['direction']
            assert z['volume'][1, 2, 3] == -877 and str(z['unit']) == 'HU'
            print(*p)
            np.savez('w.npz', z['volume'])
            """);
    String[] p = out.strip().split(" ");
    assertEquals(expected.x(), Double.parseDouble(p[0]), 1e-12);
    assertEquals(expected.y(), Double.parseDouble(p[1]), 1e-12);
    assertEquals(expected.z(), Double.parseDouble(p[2]), 1e-12);
    FormatException e =
        assertThrows(FormatException.class, () -> FILES.read(folder.resolve("w.npz")));
    assertTrue(e.getMessage().contains("arr_0"), e.getMessage());
  }

  @Test
  void otherReadersAreAskedFirst() throws IOException {
    VolumeReader reader =
        new VolumeReader() {
          @Override
          public String kind() {
            return "folder";
          }

          @Override
          public boolean accepts(Path path) {
            return Files.isDirectory(path);
          }

          @Override
          public LoadedVolume read(Path path) {
            return new LoadedVolume(Volumes.hu(Volumes.oblique()), kind(), List.of());
          }
        };
    assertEquals("folder", FILES.withReaders(List.of(reader)).read(folder).kind());
    FormatException e = assertThrows(FormatException.class, () -> FILES.read(folder));
    assertTrue(e.getMessage().contains("NIfTI-1"), e.getMessage());
    assertThrows(NoSuchFileException.class, () -> FILES.read(folder.resolve("none.nii")));
  }

  @Test
  void realScansGetTheRightUnit() throws IOException {
    LoadedVolume ct = FILES.read(RealData.require("ct_abdpelvis_totalseg/example_ct_sm.nii.gz"));
    assertEquals("NIfTI-1", ct.kind());
    assertEquals(VolumeUnit.HU, ct.volume().unit());
    assertEquals(1, ct.warnings().size());
    LoadedVolume head = FILES.read(RealData.require("ct_head_vtk_small/head.mha"));
    assertEquals("MetaImage", head.kind());
    assertEquals(VolumeUnit.ARBITRARY, head.volume().unit());
  }

  @SeededTest(repeats = 40)
  void damagedFilesAreNeverMoreThanAnError(RandomGenerator random) throws IOException {
    for (String ending : List.of(".npy", ".npz", ".mha", ".nii", ".nii.gz")) {
      Path path = folder.resolve("damaged" + ending);
      VolumeFiles.write(Volumes.hu(Volumes.oblique()), path);
      byte[] bytes = Files.readAllBytes(path);
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        bytes[random.nextInt(Math.min(bytes.length, 400))] = (byte) random.nextInt(256);
      }
      Files.write(path, bytes);
      long start = System.nanoTime();
      try {
        FILES.read(path);
      } catch (TomoException | IOException e) {
        assertTrue(e.getMessage() != null, "an error without words");
      }
      assertTrue(System.nanoTime() - start < 1e9, ending);
    }
  }

  @Test
  void aFolderIsNotCalledADamagedFile(@TempDir Path empty) {
    var e = assertThrows(FormatException.class, () -> VolumeFiles.standard().read(empty));
    assertTrue(e.getMessage().contains("name one of its files"), e.getMessage());
  }
}
