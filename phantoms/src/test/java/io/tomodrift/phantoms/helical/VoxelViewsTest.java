package io.tomodrift.phantoms.helical;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.HelicalScanners;
import io.tomodrift.geometry.helical.HelixPlan;
import io.tomodrift.geometry.helical.PatientPosition;
import io.tomodrift.geometry.helical.SourceShift;
import io.tomodrift.geometry.helical.ViewPose;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.Voxelizer;
import io.tomodrift.phantoms.catalogue.HelicalTestPhantom;
import io.tomodrift.tests.support.SeededTest;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VoxelViewsTest {

  private static HelicalGeometry scan(FocalSpotMode mode) {
    return HelixPlan.of(HelicalScanners.SMALL, -12, 12)
        .withFocalSpotMode(mode)
        .withPitch(0.7)
        .withStartAngleRad(0.1)
        .geometry();
  }

  private static Volume randomVolume(RandomGenerator random, boolean holes) {
    int columns = 20 + random.nextInt(20);
    int rows = 20 + random.nextInt(20);
    FloatStack stack = FloatStack.planar(2 + random.nextInt(12), rows, columns);
    for (int i = 0; i < stack.data().length; i++) {
      stack.data()[i] = random.nextFloat();
    }
    if (holes) {
      for (int k = 0; k < stack.slices(); k++) {
        for (int j = 0; j < rows; j++) {
          for (int i = 0; i < columns; i++) {
            if ((i / 5 + j / 4) % 2 == 0) {
              stack.set(k, j, i, 0);
            }
          }
        }
      }
    }
    VolumeFrame frame =
        new VolumeFrame(
            5 + 5 * random.nextDouble(),
            5 + 5 * random.nextDouble(),
            1 + 4 * random.nextDouble(),
            new Vec3(-120 + 10 * random.nextDouble(), 110, -6 + 6 * random.nextDouble()),
            new Vec3(1, 0, 0),
            new Vec3(0, -1, 0),
            new Vec3(0, 0, 1),
            FrameSpace.GANTRY);
    return new Volume(stack, frame, VolumeUnit.PER_MM);
  }

  /** Sample by sample in double, written from the definition. */
  private static double naive(Volume volume, Vec3 source, Vec3 element) {
    VolumeFrame frame = volume.frame();
    FloatStack stack = volume.stack();
    Vec3 way = element.minus(source);
    double alongColumns = way.x() / frame.columnSpacingMm();
    double alongRows = way.y() / frame.rowSpacingMm();
    boolean byColumn = Math.abs(alongColumns) >= Math.abs(alongRows);
    int count = byColumn ? stack.columns() : stack.rows();
    double sum = 0;
    for (int n = 0; n < count; n++) {
      double t =
          byColumn
              ? (frame.originMm().x() + n * frame.columnSpacingMm() - source.x()) / way.x()
              : (frame.originMm().y() - n * frame.rowSpacingMm() - source.y()) / way.y();
      Vec3 at = source.plus(way.times(t));
      double column = (at.x() - frame.originMm().x()) / frame.columnSpacingMm();
      double row = (frame.originMm().y() - at.y()) / frame.rowSpacingMm();
      double slice = (at.z() - frame.originMm().z()) / frame.sliceSpacingMm();
      sum += byColumn ? sample(stack, slice, row, n, true) : sample(stack, slice, column, n, false);
    }
    double step = byColumn ? 1 / Math.abs(alongColumns) : 1 / Math.abs(alongRows);
    return sum * step * way.norm();
  }

  private static double sample(
      FloatStack stack, double slice, double across, int along, boolean byColumn) {
    int last = (byColumn ? stack.rows() : stack.columns()) - 1;
    if (slice < -0.5 || slice > stack.slices() - 0.5 || across < -0.5 || across > last + 0.5) {
      return 0;
    }
    double k = Math.max(0, Math.min(stack.slices() - 1.0, slice));
    double n = Math.max(0, Math.min(last, across));
    int k0 = (int) Math.min(k, stack.slices() - 2.0);
    int n0 = (int) Math.min(n, last - 1.0);
    double sum = 0;
    for (int dk = 0; dk <= 1; dk++) {
      for (int dn = 0; dn <= 1; dn++) {
        double weight = Math.abs(1 - dk - (k - k0)) * Math.abs(1 - dn - (n - n0));
        float value =
            byColumn ? stack.get(k0 + dk, n0 + dn, along) : stack.get(k0 + dk, along, n0 + dn);
        sum += weight * value;
      }
    }
    return sum;
  }

  @SeededTest(repeats = 20)
  void agreesWithJosephSampleBySample(RandomGenerator random) {
    Volume volume = randomVolume(random, random.nextBoolean());
    HelicalGeometry scan = scan(FocalSpotMode.values()[random.nextInt(4)]);
    VoxelViews views = new VoxelViews(volume, scan);
    int rows = scan.detector().rows();
    float[] view = new float[scan.detector().elements()];
    double largest = 0;
    for (int repeat = 0; repeat < 4; repeat++) {
      int index = scan.views() * (3 + random.nextInt(2)) / 8 + random.nextInt(scan.views() / 8);
      views.view(index, view);
      for (int i = 0; i < view.length; i++) {
        double expected =
            naive(volume, scan.sourceMm(index), scan.elementMm(index, i / rows, i % rows));
        largest = Math.max(largest, expected);
        assertEquals(expected, view[i], 1e-6 * Math.max(1, expected), "element " + i);
      }
    }
    assertTrue(largest > 1, "the volume is seen");
  }

  /** Rays along a pixel axis, and rays exactly in a slice: neither position moves. */
  @ParameterizedTest
  @EnumSource(DetectorShape.class)
  void raysAlongAnAxisAgreeToo(DetectorShape shape) {
    ConeDetector detector = new ConeDetector(shape, 41, 9, 8, 3, 20, 4);
    List<ViewPose> poses =
        List.of(
            new ViewPose(0, 1, 500, SourceShift.NONE),
            new ViewPose(Math.PI / 2, 0, 500, SourceShift.NONE),
            new ViewPose(Math.PI, 0.5, 500, SourceShift.NONE),
            new ViewPose(-Math.PI / 4, -2, 500, SourceShift.NONE));
    HelicalGeometry scan = new HelicalGeometry(detector, 1000, 4, FocalSpotMode.NONE, poses);
    Volume volume = randomVolume(new java.util.Random(5), false);
    float[] view = new float[detector.elements()];
    for (int index = 0; index < 4; index++) {
      new VoxelViews(volume, scan).view(index, view);
      for (int i = 0; i < view.length; i++) {
        double expected = naive(volume, scan.sourceMm(index), scan.elementMm(index, i / 9, i % 9));
        assertEquals(expected, view[i], 1e-6 * Math.max(1, expected), "element " + i);
      }
    }
  }

  /** A uniform block has chords of its own width in it, rays that graze its corners aside. */
  @Test
  void aUniformBlockHasItsOwnExtent() {
    FloatStack stack = FloatStack.planar(20, 30, 30);
    stack.fill(0.02f);
    VolumeFrame frame = VolumeFrame.gantry(new ImageGrid(30, 30, 4, 0, 0), -19, 2);
    HelicalGeometry scan =
        new HelicalGeometry(
            new ConeDetector(DetectorShape.FLAT, 3, 3, 1, 1, 1, 1),
            1000,
            2,
            FocalSpotMode.NONE,
            List.of(
                new ViewPose(0, 0, 500, SourceShift.NONE),
                new ViewPose(0, 21, 500, SourceShift.NONE)));
    VoxelViews views = new VoxelViews(new Volume(stack, frame, VolumeUnit.PER_MM), scan);
    float[] view = new float[9];
    views.view(0, view);
    assertEquals(0.02 * 120, view[4], 1e-6);
    views.view(1, view);
    assertEquals(0, view[4]);
  }

  /** Against the continuous object: the error is that of 1.5 mm voxels with unresolved edges. */
  @ParameterizedTest
  @EnumSource(
      value = FocalSpotMode.class,
      names = {"NONE", "Z"})
  void agreesWithTheSolidItWasMadeFrom(FocalSpotMode mode) {
    SolidPhantom solid = HelicalTestPhantom.standard(HounsfieldScale.DEFAULT).solid();
    ImageGrid grid = new ImageGrid(206, 180, 1.5, 0, 0);
    Volume volume =
        new Voxelizer(grid, 4)
            .perMm(solid, new SliceAxis(-30, 1), 61, RunContext.defaults().withParallelism(2));
    HelicalGeometry scan = scan(mode);
    float[] exact = new float[scan.detector().elements()];
    float[] joseph = exact.clone();
    double difference = 0;
    double square = 0;
    double excess = 0;
    double total = 0;
    for (int index = 0; index < scan.views(); index += 31) {
      if (Math.abs(scan.pose(index).zMm()) > 8) {
        continue;
      }
      new SolidPhantomViews(solid, scan).view(index, exact);
      new VoxelViews(volume, scan).view(index, joseph);
      for (int i = 0; i < exact.length; i++) {
        difference += (joseph[i] - exact[i]) * (double) (joseph[i] - exact[i]);
        square += exact[i] * (double) exact[i];
        excess += joseph[i] - exact[i];
        total += exact[i];
      }
    }
    assertEquals(0, Math.sqrt(difference / square), 6e-3);
    assertEquals(0, excess / total, 2e-4);
  }

  @Test
  void layoutsGiveTheSame() {
    Volume planar = randomVolume(new java.util.Random(3), true);
    Volume interleaved =
        planar.with(planar.stack().toLayout(SliceLayout.INTERLEAVED), VolumeUnit.PER_MM);
    HelicalGeometry scan = scan(FocalSpotMode.NONE);
    float[] first = new float[scan.detector().elements()];
    float[] second = first.clone();
    new VoxelViews(planar, scan).view(50, first);
    new VoxelViews(interleaved, scan).view(50, second);
    assertArrayEquals(first, second);
  }

  @Test
  void whatIsNoAttenuationInTheGantryIsRejected() {
    Volume volume = randomVolume(new java.util.Random(3), false);
    HelicalGeometry scan = scan(FocalSpotMode.NONE);
    Volume hu = volume.with(volume.stack(), VolumeUnit.HU);
    assertThrows(IllegalArgumentException.class, () -> new VoxelViews(hu, scan));
    VolumeFrame f = volume.frame();
    VolumeFrame patient =
        new VolumeFrame(
            f.columnSpacingMm(),
            f.rowSpacingMm(),
            f.sliceSpacingMm(),
            f.originMm(),
            f.columnDirection(),
            f.rowDirection(),
            f.sliceDirection(),
            FrameSpace.PATIENT_LPS);
    Volume other = new Volume(volume.stack(), patient, VolumeUnit.PER_MM);
    assertThrows(GeometryException.class, () -> new VoxelViews(other, scan));
    volume.stack().set(1, 2, 3, Float.NaN);
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> new VoxelViews(volume, scan))
            .getMessage()
            .contains("slice 1, row 2, column 3"));
  }

  /** Every voxel comes back to its place in the patient, up to the shift onto the axis. */
  @ParameterizedTest
  @EnumSource(PatientPosition.class)
  void placementKeepsEveryVoxelInThePatient(PatientPosition position) {
    RandomGenerator random = new java.util.Random(11);
    FloatStack stack = FloatStack.planar(4, 5, 6);
    for (int i = 0; i < stack.data().length; i++) {
      stack.data()[i] = i;
    }
    Vec3 slices = new Vec3(0, 0, random.nextBoolean() ? 1 : -1);
    VolumeFrame frame =
        new VolumeFrame(
            2,
            2,
            3,
            new Vec3(-13, -140, 77),
            new Vec3(1, 0, 0),
            new Vec3(0, 1, 0),
            slices,
            FrameSpace.PATIENT_LPS);
    Volume patient = new Volume(stack, frame, VolumeUnit.HU);
    GantryPlacement placed = GantryPlacement.of(patient, position);
    FloatStack gantry = placed.volume().stack();
    VolumeFrame at = placed.volume().frame();
    Vec3 middle = at.positionMm(0, 2, 2.5);
    assertEquals(0, Math.hypot(middle.x(), middle.y()), 1e-12);
    for (int k = 0; k < 4; k++) {
      for (int j = 0; j < 5; j++) {
        for (int i = 0; i < 6; i++) {
          int value = (int) gantry.get(k, j, i);
          Vec3 expected = frame.positionMm(value / 30, value / 6 % 5, value % 6);
          Vec3 actual = placed.toPatient(at.positionMm(k, j, i));
          assertEquals(0, expected.minus(actual).norm(), 1e-9);
        }
      }
    }
  }
}
