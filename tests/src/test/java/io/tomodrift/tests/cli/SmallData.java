package io.tomodrift.tests.cli;

import io.tomodrift.formats.geometry.GeometryFiles;
import io.tomodrift.formats.sinogram.SinogramFiles;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Inputs of a size that tests can afford, good ones and broken ones, in one folder.
 *
 * @param folder where they are
 */
record SmallData(Path folder) {

  static final int SIDE = 48;
  static final int SLICES = 3;
  static final double PIXEL_MM = 4;
  static final double SLICE_MM = 5;
  static final int VIEWS = 90;
  static final int CHANNELS = 96;

  /** A fan beam that sees a circle of 108 mm radius. */
  static FanBeamGeometry geometry() {
    return new FanBeamGeometry(
        570, 1040, ArcDetector.withOffset(CHANNELS, 0.004, 0.25), Angles.fullTurn(VIEWS));
  }

  /** A disc of water, an insert that makes left differ from right, up from down. */
  static Volume volume() {
    FloatStack stack = FloatStack.planar(SLICES, SIDE, SIDE);
    ImageGrid grid = ImageGrid.square(SIDE, PIXEL_MM);
    for (int slice = 0; slice < SLICES; slice++) {
      for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
          stack.set(slice, row, column, hu(grid.xMm(column), grid.yMm(row), slice));
        }
      }
    }
    return new Volume(stack, VolumeFrame.gantry(grid, -SLICE_MM, SLICE_MM), VolumeUnit.HU);
  }

  private static float hu(double xMm, double yMm, int slice) {
    if (Math.hypot(xMm - 40, yMm - 25) < 20) {
      return 300 + 100 * slice;
    }
    return Math.hypot(xMm, yMm) < 80 ? 0 : -1000;
  }

  /** Writes all good inputs. */
  static SmallData in(Path folder) throws IOException {
    Files.createDirectories(folder);
    SmallData data = new SmallData(folder);
    VolumeFiles.write(volume(), data.volumeFile());
    GeometryFiles.write(geometry(), data.geometryFile());
    SinogramFiles.write(sinogram(), data.sinogramFile());
    return data;
  }

  private static Sinogram sinogram() {
    FloatStack stack = FloatStack.planar(SLICES, VIEWS, CHANNELS);
    Arrays.fill(stack.data(), 1f);
    return new Sinogram(
        stack, geometry(), new SliceAxis(-SLICE_MM, SLICE_MM), SinogramUnit.LINE_INTEGRAL);
  }

  Path volumeFile() {
    return folder.resolve("volume.nii");
  }

  Path geometryFile() {
    return folder.resolve("scan.yaml");
  }

  Path sinogramFile() {
    return folder.resolve("sino.npz");
  }

  Path absent() {
    return folder.resolve("absent.nii");
  }

  /** A text, with the ending of something else. */
  Path text(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "Dear reader,\nthis is a letter.\n".repeat(50));
  }

  Path empty(String name) throws IOException {
    return Files.write(folder.resolve(name), new byte[0]);
  }

  Path emptyFolder() throws IOException {
    return Files.createDirectories(folder.resolve("empty"));
  }

  /** The given fraction of a file, under another name with the same ending. */
  Path truncated(Path file, double fraction) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte[] part = Arrays.copyOf(bytes, (int) (bytes.length * fraction));
    return Files.write(folder.resolve("truncated-" + file.getFileName()), part);
  }

  Path volumeWithNan() throws IOException {
    Volume volume = volume();
    volume.stack().set(1, 2, 3, Float.NaN);
    Path file = folder.resolve("nan.nii");
    VolumeFiles.write(volume, file);
    return file;
  }

  Path sinogramWithNan() throws IOException {
    Sinogram sinogram = sinogram();
    sinogram.stack().set(2, 5, 7, Float.NaN);
    Path file = folder.resolve("nan.npz");
    SinogramFiles.write(sinogram, file);
    return file;
  }

  /** The good geometry file with one piece of its text replaced. */
  Path geometryWith(String piece, String replacement) throws IOException {
    String text = Files.readString(geometryFile());
    if (!text.contains(piece)) {
      throw new IllegalArgumentException("'" + piece + "' is not in " + text);
    }
    return Files.writeString(folder.resolve("odd.yaml"), text.replace(piece, replacement));
  }
}
