package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The course of a two-level hierarchical back projection.
 *
 * <p>Threads take square parts of the image. The views are cut out around a part, filtered and
 * thinned as its size allows, and added to its tiles. Scans with {@link QuarterTurns} have four
 * images as lanes side by side; their views come in four sections, and the sums of a pixel move on
 * by one image from section to section, as in {@link TileGather}.
 */
final class HierarchicalGather {
  /** Lanes of all images together. */
  private static final int CHUNK_LANES = 64;

  private static final double PART_MM = 29;
  private static final int MOST_TILES = 4;
  private static final int SAMPLED_PARTS = 50;

  private final LaneKernels kernels;
  private final ScanGeometry geometry;
  private final ImageGrid grid;
  private final QuarterTurns turns;
  private final int images;
  private final int sectionViews;
  private final int padding;
  private final int side;
  private final RunContext context;
  private final TileProjection projection;
  private final ChannelMap map;
  private final LaneRows scan = new LaneRows();

  HierarchicalGather(
      LaneKernels kernels, ScanGeometry geometry, ImageGrid grid, RunContext context) {
    this.kernels = kernels;
    this.geometry = geometry;
    this.grid = grid;
    this.context = context;
    turns = QuarterTurns.of(geometry, grid);
    images = turns == null ? 1 : 4;
    sectionViews = geometry.views() / images;
    padding = ViewDecimation.reach(ViewDecimation.LARGEST_FACTOR);
    side = Tile.SIZE * tilesOfSide(grid);
    projection = new TileProjection(geometry);
    map = ChannelMap.of(geometry, grid);
  }

  private static int tilesOfSide(ImageGrid grid) {
    long wanted = Math.round(PART_MM / (grid.pixelMm() * Tile.SIZE));
    return (int) Math.max(1, Math.min(MOST_TILES, wanted));
  }

  /** Overwrites {@code image}; every view weighs the same. */
  void run(FloatStack data, double viewWeight, FloatStack image) {
    List<LaneChunk> chunks = LaneChunk.cut(data.lanes(), CHUNK_LANES / images);
    int parts = across() * down();
    long done = 0;
    for (LaneChunk chunk : chunks) {
      load(data, chunk);
      ParallelLoop.run(
          Progress.part(context, done, (long) chunks.size() * parts),
          "back projection",
          parts,
          () -> new Worker(chunk, viewWeight, image),
          Worker::backprojectPart);
      done += parts;
    }
  }

  private void load(FloatStack data, LaneChunk chunk) {
    int channels = geometry.channels();
    scan.fold(
        data,
        (row, run) -> {
          int view = run * sectionViews + row / channels - padding;
          return Math.floorMod(view, geometry.views()) * channels + row % channels;
        },
        images,
        (sectionViews + 2 * padding) * channels,
        Integer.MAX_VALUE,
        chunk,
        kernels.separateRows(images * chunk.count()),
        context);
  }

  /** Heap memory besides the caller's stacks, bytes. */
  long workspaceBytes(int slices, int threads) {
    int lanes = images * LaneChunk.size(FloatStack.lanesFor(slices), CHUNK_LANES / images);
    long rowBytes = LaneRows.rowBytes(lanes) + (kernels.separateRows(lanes) ? 4L * lanes : 0);
    long scanRows = (long) (sectionViews + 2 * padding) * geometry.channels();
    long sums = 4L * side * side * lanes;
    long rows = LocalViews.cutRows() + mostLocalRows();
    return scanRows * LaneRows.rowBytes(lanes) + threads * (rows * rowBytes + sums);
  }

  /** Rows of the parts in the corners of the grid, which come nearest to the source. */
  private long mostLocalRows() {
    PartCurve curve = new PartCurve(map, geometry.views(), images);
    double half = (side - 1) / 2.0;
    double halfMm = half * grid.pixelMm();
    long most = 0;
    for (int corner = 0; corner < 4; corner++) {
      double column = corner % 2 == 0 ? half : grid.columns() - 1 - half;
      double row = corner < 2 ? half : grid.rows() - 1 - half;
      curve.moveTo(grid.xMm(column), grid.yMm(row), halfMm, halfMm);
      for (int section = 0; section < images; section++) {
        double reach = curve.reachChannels(section);
        long rows = LocalViews.mostRows(sectionViews, reach, curve.channelsPerView());
        most = Math.max(most, rows);
      }
    }
    return most;
  }

  /**
   * Taps of the whole course as a share of those of the direct one, from some of the parts: below
   * 0.5 it is about twice as fast.
   */
  double shareOfDirectTaps() {
    PartCurve curve = new PartCurve(map, geometry.views(), images);
    int parts = across() * down();
    double taps = 0;
    double direct = 0;
    for (int part = 0; part < parts; part += 1 + parts / SAMPLED_PARTS) {
      follow(part, curve);
      long pixels = (long) width(part) * height(part);
      for (int section = 0; section < images; section++) {
        double speed = curve.channelsPerView();
        taps += LocalViews.taps(sectionViews, curve.reachChannels(section), speed, pixels);
        direct += 2.0 * sectionViews * pixels;
      }
    }
    return taps / direct;
  }

  private int areaColumns() {
    return turns == null ? grid.columns() : grid.columns() / 2;
  }

  private int areaRows() {
    return turns == null ? grid.rows() : grid.rows() / 2;
  }

  private int across() {
    return (areaColumns() + side - 1) / side;
  }

  private int down() {
    return (areaRows() + side - 1) / side;
  }

  private int column0(int part) {
    return part % across() * side;
  }

  private int row0(int part) {
    return part / across() * side;
  }

  private int width(int part) {
    return Math.min(side, areaColumns() - column0(part));
  }

  private int height(int part) {
    return Math.min(side, areaRows() - row0(part));
  }

  private void follow(int part, PartCurve curve) {
    double halfColumns = (width(part) - 1) / 2.0;
    double halfRows = (height(part) - 1) / 2.0;
    curve.moveTo(
        grid.xMm(column0(part) + halfColumns),
        grid.yMm(row0(part) + halfRows),
        halfColumns * grid.pixelMm(),
        halfRows * grid.pixelMm());
  }

  /** One thread's views and the sums of its part. */
  private final class Worker {
    private final LaneChunk chunk;
    private final double viewWeight;
    private final FloatStack image;
    private final int width;
    private final PartCurve curve = new PartCurve(map, geometry.views(), images);
    private final LocalViews views;
    private final LocalTaps taps = new LocalTaps(kernels, projection, map, grid);
    private final Tile tile = new Tile(grid);
    private final float[] sums;
    private final float[] turning;

    Worker(LaneChunk chunk, double viewWeight, FloatStack image) {
      this.chunk = chunk;
      this.viewWeight = viewWeight;
      this.image = image;
      width = images * chunk.count();
      views = new LocalViews(kernels, geometry.channels(), sectionViews, padding, width);
      sums = new float[side * side * width];
      turning = new float[chunk.count()];
    }

    void backprojectPart(int part) {
      follow(part, curve);
      Arrays.fill(sums, 0);
      for (int section = 0; section < images; section++) {
        int firstView = section * sectionViews;
        views.make(scan, curve, section);
        forEachTile(
            part, at -> taps.add(tile, views, curve, firstView, viewWeight, sums, at, width));
        turn();
      }
      forEachTile(part, this::store);
    }

    /** Moves {@link #tile} over the part; the action gets where the sums of the tile begin. */
    private void forEachTile(int part, IntConsumer action) {
      int at = 0;
      for (int y = 0; y < height(part); y += Tile.SIZE) {
        for (int x = 0; x < width(part); x += Tile.SIZE) {
          tile.moveTo(
              column0(part) + x,
              row0(part) + y,
              Math.min(Tile.SIZE, width(part) - x),
              Math.min(Tile.SIZE, height(part) - y));
          action.accept(at);
          at += tile.pixels() * width;
        }
      }
    }

    private void turn() {
      int lanes = chunk.count();
      for (int at = 0; images > 1 && at < sums.length; at += width) {
        System.arraycopy(sums, at + width - lanes, turning, 0, lanes);
        System.arraycopy(sums, at, sums, at + lanes, width - lanes);
        System.arraycopy(turning, 0, sums, at, lanes);
      }
    }

    private void store(int at) {
      for (int p = 0; p < tile.pixels(); p++) {
        int column = tile.column0() + p % tile.width();
        int row = tile.row0() + p / tile.width();
        for (int turn = 0; turn < images; turn++) {
          int pixel = images > 1 ? turns.turned(column, row, turn) : row * grid.columns() + column;
          System.arraycopy(
              sums,
              at + p * width + turn * chunk.count(),
              image.data(),
              pixel * image.lanes() + chunk.first(),
              chunk.count());
        }
      }
    }
  }
}
