package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.ConeViews;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.helical.QuantizedViews;
import io.tomodrift.geometry.helical.SourceShift;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.helical.ViewPose;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.SolidPart;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.shape.Cylinder;
import io.tomodrift.phantoms.shape.Ellipsoid;
import io.tomodrift.phantoms.shape.Orientation;
import io.tomodrift.phantoms.shape.Ray3;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Small scans with exact projections, three rays an element: clinical distances, a quarter of the
 * columns and rows.
 */
final class TestScans {

  static final double WATER = 0.0192;

  private TestScans() {}

  /** z flying focal spot, pitch 0.6, angles that rise; quarter offset of 1.25 columns. */
  static HelicalGeometry siemens() {
    SourceShift[] spots = {new SourceShift(3.354e-4, 0, 0), new SourceShift(3.354e-4, 0.66, 5.45)};
    ConeDetector d =
        new ConeDetector(DetectorShape.CYLINDRICAL, 184, 16, 5.1434, 4.3789, 92.75, 7.5);
    return helix(d, 595, 1085.6, 576, FocalSpotMode.Z, -23.0, 2.2, spots);
  }

  /** No flying focal spot, pitch 0.98, angles that fall. */
  static HelicalGeometry ge() {
    ConeDetector d =
        new ConeDetector(DetectorShape.CYLINDRICAL, 222, 16, 4.0956, 4.3952, 109.25, 7.5);
    HelicalGeometry g =
        helix(d, 538.5, 946.7, 246, FocalSpotMode.NONE, 39.4, 2.2, SourceShift.NONE);
    return GeometryVariants.anglesReversed(g);
  }

  /** In-plane flying focal spot of half a channel. */
  static HelicalGeometry xy() {
    double half = 0.25 * 5.1434 / 1085.6 * 1085.6 / (1085.6 - 595);
    SourceShift[] spots = {new SourceShift(half, 0, 0), new SourceShift(-half, 0, 0)};
    ConeDetector d =
        new ConeDetector(DetectorShape.CYLINDRICAL, 184, 16, 5.1434, 4.3789, 92.75, 7.5);
    return helix(d, 595, 1085.6, 576, FocalSpotMode.XY, 23.0, 2.2, spots);
  }

  static HelicalGeometry helix(
      ConeDetector detector,
      double radius,
      double toDetector,
      int perTurn,
      FocalSpotMode mode,
      double feed,
      double turns,
      SourceShift... spots) {
    List<ViewPose> poses = new ArrayList<>();
    int views = (int) (turns * perTurn);
    for (int v = 0; v < views; v++) {
      double turn = (double) v / perTurn;
      double angle = Math.IEEEremainder(0.4 + 2 * Math.PI * turn, 2 * Math.PI);
      double z = feed * (turn - turns / 2);
      poses.add(new ViewPose(angle, z, radius, spots[v % spots.length]));
    }
    return new HelicalGeometry(detector, toDetector, perTurn, mode, poses);
  }

  /** An off-centre body with a spine, lungs, tilted ribs and balls. */
  static SolidPhantom body() {
    List<SolidPart> parts = new ArrayList<>();
    parts.add(solid(Cylinder.alongZ(new Vec3(8, -12, 0), 150, 400), WATER));
    parts.add(solid(Cylinder.alongZ(new Vec3(6, -90, 0), 18, 400), WATER));
    parts.add(ellipsoid(-70, 10, -20, 45, 70, 90, -0.7 * WATER));
    parts.add(ellipsoid(75, 5, 15, 40, 65, 80, -0.7 * WATER));
    parts.add(rod(new Vec3(-60, 60, 0), new Vec3(0.5, 0.2, 0.8), 6));
    parts.add(rod(new Vec3(80, 40, 0), new Vec3(-0.3, 0.6, 0.7), 5));
    parts.add(rod(new Vec3(20, -30, 0), new Vec3(0.8, -0.3, 0.5), 4));
    parts.add(rod(new Vec3(0, 90, 5), new Vec3(0.95, 0.1, 0.25), 5));
    for (int i = 0; i < 8; i++) {
      double angle = 0.8 * i;
      parts.add(
          ellipsoid(
              (30 + 10 * i) * Math.cos(angle),
              (30 + 10 * i) * Math.sin(angle),
              -35 + 10 * i,
              6,
              6,
              6,
              0.5 * WATER));
    }
    return new SolidPhantom("body", parts);
  }

  private static SolidPart solid(io.tomodrift.phantoms.shape.Shape3 shape, double density) {
    return new SolidPart(shape, density);
  }

  private static SolidPart ellipsoid(
      double x, double y, double z, double a, double b, double c, double density) {
    return solid(new Ellipsoid(new Vec3(x, y, z), a, b, c, Orientation.IDENTITY), density);
  }

  private static SolidPart rod(Vec3 centre, Vec3 axis, double radius) {
    Vec3 third = axis.normalized();
    Vec3 first = third.cross(new Vec3(0, 1, 0)).normalized();
    return solid(
        new Cylinder(centre, radius, radius, 90, new Orientation(first, third.cross(first), third)),
        WATER);
  }

  /** A source that computes each view once. */
  static ProjectionSource source(HelicalGeometry geometry, SolidPhantom phantom, double quanta) {
    return new Remembered(new QuantizedViews(new Exact(geometry, phantom, quanta), fine()));
  }

  private static StoredScale fine() {
    return QuantizedViews.WIDE;
  }

  /** The same data with the claim of another geometry. */
  static ProjectionSource claiming(ProjectionSource source, HelicalGeometry geometry) {
    return new ProjectionSource() {
      @Override
      public HelicalGeometry geometry() {
        return geometry;
      }

      @Override
      public StoredScale read(int view, short[] target) throws IOException {
        return source.read(view, target);
      }
    };
  }

  private record Exact(HelicalGeometry geometry, SolidPhantom phantom, double quanta)
      implements ConeViews {
    @Override
    public void view(int index, float[] target) {
      ConeDetector d = geometry.detector();
      SplittableRandom random = new SplittableRandom(7919L * index + 11);
      Vec3 source = geometry.sourceMm(index);
      for (int c = 0, i = 0; c < d.columns(); c++) {
        for (int r = 0; r < d.rows(); r++, i++) {
          double p = 0;
          for (int sub = -1; sub <= 1; sub++) {
            Vec3 element = geometry.elementMm(index, c + sub / 3.0, r);
            p += phantom.lineIntegral(Ray3.through(source, element)) / 3;
          }
          double sigma = Double.isInfinite(quanta) ? 0 : Math.sqrt(Math.exp(p) / quanta);
          target[i] = (float) (p + sigma * random.nextGaussian());
        }
      }
    }
  }

  private record Remembered(ProjectionSource source, Map<Integer, short[]> views)
      implements ProjectionSource {
    Remembered(ProjectionSource source) {
      this(source, new ConcurrentHashMap<>());
    }

    @Override
    public HelicalGeometry geometry() {
      return source.geometry();
    }

    @Override
    public StoredScale read(int view, short[] target) {
      short[] stored =
          views.computeIfAbsent(
              view,
              v -> {
                short[] fresh = new short[geometry().detector().elements()];
                try {
                  source.read(v, fresh);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
                return fresh;
              });
      System.arraycopy(stored, 0, target, 0, stored.length);
      return fine();
    }
  }
}
