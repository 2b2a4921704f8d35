package io.tomodrift.projectors.device;

import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.run.RunContext;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Where the middle of each square tile of pixels appears on the detector in each view, and how that
 * changes within the tile: {@code [tile][view][8]}, in the order that the kernel reads.
 *
 * <p>A channel is some hundreds, of which a float keeps four decimals; the data change by their own
 * size from one channel to the next. So the middle of the tile is located in double, kept as a
 * whole number and a rest, and only the way from there, some ten channels, is computed in float.
 *
 * <p>With {@code t = X cos beta + Y sin beta}, {@code l = R + X sin beta - Y cos beta} at the
 * middle, {@code L^2 = t^2 + l^2}, theta = beta + atan2(t, l), and (dx, dy) mm from the middle:
 *
 * <ul>
 *   <li>arc: {@code tan(gamma - gamma0) = (dx cos theta + dy sin theta) / (L + dx sin theta - dy
 *       cos theta)}, weight {@code 1 / L^2} over the squares of numerator and denominator
 *   <li>flat: {@code t'/l' - t/l = (dx (l cos beta - t sin beta) + dy (l sin beta + t cos beta)) /
 *       (l l')}, weight {@code (R / l')^2}
 *   <li>parallel: {@code dx cos beta + dy sin beta}
 * </ul>
 */
final class PlaceTable {

  static final int NUMBERS = 8;

  private static final int USUAL_TILE = 16;
  private static final int SMALLEST_TILE = 2;

  /** Beyond it, float is not enough within a tile; measured. */
  private static final double MOST_CHANNELS_ACROSS = 32;

  private static final long MOST_BYTES_FOR_SMALLER_TILES = 256L << 20;
  private static final long MOST_BYTES = 1L << 30;

  private final ScanGeometry geometry;
  private final ImageGrid grid;
  private final int tileSize;

  PlaceTable(ScanGeometry geometry, ImageGrid grid) {
    this.geometry = geometry;
    this.grid = grid;
    int size = USUAL_TILE;
    while (size > SMALLEST_TILE
        && size * channelsPerPixel() > MOST_CHANNELS_ACROSS
        && bytes(size / 2) <= MOST_BYTES_FOR_SMALLER_TILES) {
      size /= 2;
    }
    while (bytes(size) > MOST_BYTES) {
      size *= 2;
    }
    this.tileSize = size;
  }

  /** Most channels that a pixel may cover: that of the pixel closest to the source. */
  private double channelsPerPixel() {
    double magnification =
        geometry instanceof FanBeamGeometry fan
            ? fan.sourceToIsocenterMm() / (fan.sourceToIsocenterMm() - grid.radiusMm())
            : 1;
    return magnification * grid.pixelMm() / geometry.isoPitchMm();
  }

  int tileSize() {
    return tileSize;
  }

  private int across() {
    return tiles(grid.columns(), tileSize);
  }

  private static int tiles(int pixels, int size) {
    return (pixels + size - 1) / size;
  }

  private long bytes(int size) {
    long tiles = (long) tiles(grid.columns(), size) * tiles(grid.rows(), size);
    return Float.BYTES * NUMBERS * tiles * geometry.views();
  }

  long bytes() {
    return bytes(tileSize);
  }

  /** Channels per radian of an arc detector, 0 for others. */
  double channelsPerRad() {
    return geometry instanceof FanBeamGeometry fan && fan.detector() instanceof ArcDetector arc
        ? 1 / arc.pitchRad()
        : 0;
  }

  void write(ByteBuffer bytes, RunContext context) {
    FloatBuffer table = bytes.asFloatBuffer();
    int views = geometry.views();
    double[] cos = new double[views];
    double[] sin = new double[views];
    for (int v = 0; v < views; v++) {
      cos[v] = Math.cos(geometry.angles().rad(v));
      sin[v] = Math.sin(geometry.angles().rad(v));
    }
    double middle = (tileSize - 1) / 2.0;
    ParallelLoop.run(
        context.withProgress(ProgressListener.NONE),
        "places",
        across() * tiles(grid.rows(), tileSize),
        tile -> {
          double x = grid.xMm(tile % across() * tileSize + middle);
          double y = grid.yMm(tile / across() * tileSize + middle);
          double[] place = new double[NUMBERS];
          for (int v = 0; v < views; v++) {
            locate(x, y, cos[v], sin[v], place);
            int at = (tile * views + v) * NUMBERS;
            for (int k = 0; k < NUMBERS; k++) {
              table.put(at + k, (float) place[k]);
            }
          }
        });
  }

  private void locate(double x, double y, double cos, double sin, double[] place) {
    double t = x * cos + y * sin;
    if (geometry instanceof ParallelBeamGeometry parallel) {
      double perMm = 1 / parallel.detector().pitchMm();
      set(place, parallel.detector().centreChannel() + t * perMm, cos * perMm, sin * perMm, 0, 0);
      place[6] = 1;
      return;
    }
    FanBeamGeometry fan = (FanBeamGeometry) geometry;
    double r = fan.sourceToIsocenterMm();
    double l = r + x * sin - y * cos;
    if (fan.detector() instanceof ArcDetector arc) {
      double length = Math.hypot(t, l);
      double cosTheta = (cos * l - sin * t) / length;
      double sinTheta = (sin * l + cos * t) / length;
      double channel = arc.centreChannel() + Math.atan2(t, l) / arc.pitchRad();
      set(
          place,
          channel,
          cosTheta / length,
          sinTheta / length,
          sinTheta / length,
          -cosTheta / length);
      place[6] = 1 / (length * length);
    } else {
      FlatDetector flat = (FlatDetector) fan.detector();
      double perTangent = fan.sourceToDetectorMm() / flat.pitchMm();
      double scale = perTangent / (l * l);
      set(
          place,
          flat.centreChannel() + t / l * perTangent,
          (l * cos - t * sin) * scale,
          (l * sin + t * cos) * scale,
          sin / l,
          -cos / l);
      place[6] = (r / l) * (r / l);
    }
  }

  /** Slopes are given in millimetres along X and Y; rows run against Y. */
  private void set(
      double[] place, double channel, double numX, double numY, double denX, double denY) {
    double whole = Math.rint(Math.max(-1e6, Math.min(1e6, channel)));
    place[0] = whole;
    place[1] = channel - whole;
    place[2] = numX * grid.pixelMm();
    place[3] = -numY * grid.pixelMm();
    place[4] = denX * grid.pixelMm();
    place[5] = -denY * grid.pixelMm();
  }
}
