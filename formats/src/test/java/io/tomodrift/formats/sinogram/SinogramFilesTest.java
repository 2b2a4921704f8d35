package io.tomodrift.formats.sinogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.Python;
import io.tomodrift.formats.Volumes;
import io.tomodrift.formats.geometry.GeometryFiles;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinogramFilesTest {

  @TempDir Path folder;

  private static final ScanGeometry GEOMETRY =
      new FanBeamGeometry(
          500, 1000, ArcDetector.withOffset(4, 0.01, 0.25), Angles.of(0.1, 0.7, 2.9));

  /** 2 slices, 3 views, 4 channels. */
  private static Sinogram sinogram(SliceAxis axis, SinogramUnit unit) {
    FloatStack lanes = Volumes.stack().toLayout(SliceLayout.INTERLEAVED);
    return new Sinogram(lanes, GEOMETRY, axis, unit);
  }

  @Test
  void archivesKeepEverything() throws IOException {
    Path path = folder.resolve("scan.npz");
    Sinogram sinogram = sinogram(new SliceAxis(-12.5, 0.6), SinogramUnit.COUNTS);
    SinogramFiles.write(sinogram, path);
    assertTrue(SinogramFiles.accepts(path));
    Sinogram back = SinogramFiles.read(path);
    assertArrayEquals(Volumes.stack().data(), back.stack().data());
    assertEquals(GEOMETRY, back.geometry());
    assertEquals(new SliceAxis(-12.5, 0.6), back.sliceAxis());
    assertEquals(SinogramUnit.COUNTS, back.unit());
    ScanGeometry other = GEOMETRY.withAngles(Angles.of(1, 2, 3));
    assertEquals(other, SinogramFiles.read(path, other).geometry());
    FormatException e =
        assertThrows(FormatException.class, () -> VolumeFiles.standard().read(path));
    assertTrue(e.getMessage().contains("sinogram"), e.getMessage());
  }

  @Test
  void numpyReadsArchivesWithoutPickle() throws Exception {
    SinogramFiles.write(
        sinogram(new SliceAxis(1, 2), SinogramUnit.LINE_INTEGRAL), folder.resolve("s.npz"));
    String out =
        Python.run(
            folder,
            "numpy as np, json",
            """
            z = np.load('s.npz', allow_pickle=False)
            g = json.loads(str(z['geometry']))
            assert z['sinogram'].dtype == np.float32 and z['sinogram'].shape == (2, 3, 4)
            assert z['sinogram'][1, 2, 3] == -877
            assert z['slice_axis_mm'].tolist() == [1, 2] and str(z['unit']) == 'LINE_INTEGRAL'
            assert g['detector']['pitchRad'] == 0.01 and g['angles']['listRad'] == [0.1, 0.7, 2.9]
            g['sourceToIsocenterMm'] = 400
            np.savez('t.npz', sinogram=z['sinogram'][0], geometry=json.dumps(g))
            print('fine')
            """);
    assertEquals("fine", out.strip());
    Sinogram edited = SinogramFiles.read(folder.resolve("t.npz"));
    assertEquals(400, ((FanBeamGeometry) edited.geometry()).sourceToIsocenterMm());
    assertEquals(1, edited.slices());
  }

  @Test
  void arraysHaveTheirGeometryBesideThem() throws IOException {
    Path path = folder.resolve("scan.npy");
    SinogramFiles.write(sinogram(SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL), path);
    assertEquals(GEOMETRY, GeometryFiles.read(folder.resolve("scan.geometry.yaml")));
    assertTrue(SinogramFiles.accepts(path));
    assertArrayEquals(Volumes.stack().data(), SinogramFiles.read(path).stack().data());
    Files.delete(folder.resolve("scan.geometry.yaml"));
    assertFalse(SinogramFiles.accepts(path));
    FormatException e = assertThrows(FormatException.class, () -> SinogramFiles.read(path));
    assertTrue(e.getMessage().contains("scan.geometry.yaml"), e.getMessage());
    assertEquals(GEOMETRY, SinogramFiles.read(path, GEOMETRY).geometry());
  }

  @Test
  void arraysDoNotLosePositionsSilently() {
    Sinogram placed = sinogram(new SliceAxis(5, 1), SinogramUnit.LINE_INTEGRAL);
    assertThrows(FormatException.class, () -> SinogramFiles.write(placed, folder.resolve("a.npy")));
  }

  @Test
  void anotherNumberOfViewsIsAnError() throws IOException {
    Path path = folder.resolve("scan.npz");
    SinogramFiles.write(sinogram(SliceAxis.UNIT, SinogramUnit.COUNTS), path);
    ScanGeometry fewer = GEOMETRY.withAngles(Angles.of(1, 2));
    GeometryException e =
        assertThrows(GeometryException.class, () -> SinogramFiles.read(path, fewer));
    assertTrue(e.getMessage().contains("scan.npz"), e.getMessage());
  }
}
