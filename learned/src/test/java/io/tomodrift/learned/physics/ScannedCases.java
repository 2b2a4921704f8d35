package io.tomodrift.learned.physics;

import io.tomodrift.formats.sinogram.SinogramFiles;
import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.CaseKind;
import io.tomodrift.learned.data.TrainingCase;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;

/** Cases of random pixels whose sinograms are exactly those of their targets. */
final class ScannedCases {

  static final HounsfieldScale WATER = new HounsfieldScale(0.02);

  private ScannedCases() {}

  static FanBeamGeometry scan(int views, int channels) {
    double pitchMm = 500.0 / channels;
    return new FanBeamGeometry(
        600,
        1100,
        FlatDetector.withOffset(channels, pitchMm, 0.25),
        Angles.fullTurn(views).shifted(0.1));
  }

  /** Off-centre, and with other numbers of rows and columns. */
  static ImageGrid grid(double pixelMm) {
    return new ImageGrid(28, 24, pixelMm, 5, -3);
  }

  /** HU of -200 to 200 in two slices; the input is off by up to 100 HU. */
  static TrainingCase of(
      String id, FanBeamGeometry scan, ImageGrid grid, Backend backend, Path folder)
      throws IOException {
    int slices = 2;
    SplittableRandom random = new SplittableRandom(id.hashCode());
    FloatStack target = FloatStack.planar(slices, grid.rows(), grid.columns());
    FloatStack input = FloatStack.planar(slices, grid.rows(), grid.columns());
    for (int i = 0; i < target.data().length; i++) {
      target.data()[i] = (float) (400 * random.nextDouble() - 200);
      input.data()[i] = target.data()[i] + (float) (200 * random.nextDouble() - 100);
    }
    FloatStack image = target.copySlices(0, slices, SliceLayout.INTERLEAVED);
    WATER.toPerMmInPlace(image);
    FloatStack data = FloatStack.interleaved(slices, scan.views(), scan.channels());
    try (Projector projector = backend.projector(scan, grid, ProjectorModel.JOSEPH)) {
      projector.forward(image, data);
    }
    Path file = folder.resolve(id + ".npz");
    SinogramFiles.write(new Sinogram(data, scan, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL), file);
    VolumeFrame frame = VolumeFrame.gantry(grid, 0, 2);
    return new TrainingCase(
        id,
        id,
        CaseKind.PHANTOM,
        new Volume(input, frame, VolumeUnit.HU),
        new Volume(target, frame, VolumeUnit.HU),
        Optional.of(file));
  }
}
