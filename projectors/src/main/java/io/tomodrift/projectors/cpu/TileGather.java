package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Computes every pixel of an image from the data: the common course of adjoint and back projection.
 *
 * <p>Views come in blocks that fit the last cache. Within a block, threads take square tiles of
 * pixels; within a tile, groups of views go over all pixels, so that the channels a tile sees stay
 * in the near caches. Scans with {@link QuarterTurns} find the taps of a pixel once for it and its
 * three turned images: tiles then cover the first quadrant only, and a pixel that is turned by a
 * quarter turns from there adds the views of quarter a, then of a + 1, a + 2 and a + 3 modulo 4, in
 * an order given by the scan alone. In narrow stacks the four images lie side by side as lanes of
 * one row and the views of a quarter follow each other; wider ones are added one image after the
 * other, and the quarters take turns for each group of views.
 */
final class TileGather {
  /** Most lanes for which the four images of a pixel go side by side. */
  static final int NARROW_LANES = 16;

  private static final long BLOCK_BYTES = 24L << 20;
  private static final int MAX_BLOCK_VIEWS = 144;
  private static final int QUARTERS = 4;

  private final LaneKernels kernels;
  private final ImageGrid grid;
  private final QuarterTurns turns;
  private final int images;
  private final int views;
  private final int channels;
  private final int pitch;
  private final RunContext context;
  private final LaneRows rows = new LaneRows();

  /**
   * Plans the work of one operator.
   *
   * @param turns the symmetry to use, null for none
   */
  TileGather(
      LaneKernels kernels,
      ImageGrid grid,
      QuarterTurns turns,
      int views,
      int channels,
      RunContext context) {
    this.kernels = kernels;
    this.grid = grid;
    this.turns = turns;
    this.images = turns == null ? 1 : QUARTERS;
    this.views = views;
    this.channels = channels;
    this.pitch = LaneRows.padded(channels, channels);
    this.context = context;
  }

  /** Views copied at a time: whole groups, about 24 MB, never depending on threads. */
  static int blockViews(int views, int channels, int lanes, int groupViews) {
    long fitting = BLOCK_BYTES / (4L * channels * lanes);
    long groups = Math.max(1, Math.min(fitting, MAX_BLOCK_VIEWS) / groupViews);
    return (int) Math.min(views, groups * groupViews);
  }

  /**
   * Views of each of so many images copied at a time: whole groups, and never more than there are.
   */
  static int step(LaneKernels kernels, int views, int channels, int images, int lanes) {
    int group = kernels.groupViews();
    int block = blockViews(views, channels, lanes, images * group);
    int ofEach = block / images / group * group;
    return Math.min(views / images, Math.max(group, ofEach));
  }

  /** Overwrites {@code image}; {@code taps} makes one tap finder a thread. */
  void run(String stage, FloatStack data, FloatStack image, Supplier<TileTaps> taps) {
    boolean folded = images > 1 && data.lanes() <= NARROW_LANES;
    List<LaneChunk> chunks = LaneChunk.cut(data.lanes(), kernels.chunkLanes());
    int each = views / images;
    int lanes = LaneChunk.size(data.lanes(), kernels.chunkLanes());
    int step = step(kernels, views, channels, images, lanes);
    int tiles = tilesAcross() * tilesDown();
    long overall = (long) chunks.size() * ((each + step - 1) / step) * tiles;
    long done = 0;
    for (LaneChunk chunk : chunks) {
      for (int first = 0; first < each; first += step) {
        int count = Math.min(step, each - first);
        load(data, first, count, chunk, folded);
        Block job = new Block(first, count, chunk, folded, image);
        ParallelLoop.run(
            Progress.part(context, done, overall),
            stage,
            tiles,
            () -> new Worker(job, taps.get()),
            Worker::addTile);
        done += tiles;
      }
    }
  }

  private void load(FloatStack data, int first, int count, LaneChunk chunk, boolean folded) {
    int step = views / images * channels;
    int from = first * channels;
    if (folded) {
      boolean separate = kernels.separateRows(QUARTERS * data.lanes());
      rows.fold(
          data,
          (row, run) -> from + row + run * step,
          QUARTERS,
          count * channels,
          channels,
          chunk,
          separate,
          context);
    } else {
      boolean separate = kernels.separateRows(chunk.count());
      rows.load(data, from, step, images, count * channels, channels, chunk, separate, context);
    }
  }

  private int tilesAcross() {
    return (areaColumns() + Tile.SIZE - 1) / Tile.SIZE;
  }

  private int tilesDown() {
    return (areaRows() + Tile.SIZE - 1) / Tile.SIZE;
  }

  private int areaColumns() {
    return images > 1 ? grid.columns() / 2 : grid.columns();
  }

  private int areaRows() {
    return images > 1 ? grid.rows() / 2 : grid.rows();
  }

  /** Some views of each quarter, for some lanes. */
  private record Block(int first, int count, LaneChunk chunk, boolean folded, FloatStack image) {}

  /** One thread's tap finder and the sums of its tile. */
  private final class Worker {
    private final Block block;
    private final TileTaps taps;
    private final Tile tile = new Tile(grid);
    private final int lanes;
    private final float[] sums;
    private final float[] turning;

    Worker(Block block, TileTaps taps) {
      this.block = block;
      this.taps = taps;
      this.lanes = block.chunk().count();
      sums = new float[images * Tile.PIXELS * lanes];
      turning = new float[lanes];
    }

    void addTile(int index) {
      int column0 = index % tilesAcross() * Tile.SIZE;
      int row0 = index / tilesAcross() * Tile.SIZE;
      tile.moveTo(
          column0,
          row0,
          Math.min(Tile.SIZE, areaColumns() - column0),
          Math.min(Tile.SIZE, areaRows() - row0));
      move(true);
      if (block.folded()) {
        addFolded();
      } else {
        addApart();
      }
      move(false);
    }

    private void addFolded() {
      int group = kernels.groupViews();
      for (int quarter = 0; quarter < images; quarter++) {
        for (int from = 0; from < block.count(); from += group) {
          find(quarter, from, Math.min(group, block.count() - from));
          taps.add(kernels, rows, 0, sums, 0, images * lanes);
        }
        turn();
      }
    }

    private void addApart() {
      int group = kernels.groupViews();
      for (int from = 0; from < block.count(); from += group) {
        for (int quarter = 0; quarter < images; quarter++) {
          find(quarter, from, Math.min(group, block.count() - from));
          int runRows = block.count() * pitch;
          for (int image = 0; image < images; image++) {
            int run = (quarter + image) % images;
            int sum = image * tile.pixels() * lanes;
            taps.needed().touch(rows, run * runRows);
            taps.add(kernels, rows, run * runRows, sums, sum, lanes);
          }
        }
      }
    }

    private void find(int quarter, int from, int count) {
      int view = quarter * (views / images) + block.first() + from;
      taps.find(tile, view, count, from * pitch);
    }

    /** Moves the sums of each pixel on by one image, as the next quarter needs them. */
    private void turn() {
      int width = QUARTERS * lanes;
      for (int at = 0; at < tile.pixels() * width; at += width) {
        System.arraycopy(sums, at + width - lanes, turning, 0, lanes);
        if (lanes > 4) {
          System.arraycopy(sums, at, sums, at + lanes, width - lanes);
        } else {
          for (int k = width - lanes - 1; k >= 0; k--) {
            sums[at + lanes + k] = sums[at + k];
          }
        }
        System.arraycopy(turning, 0, sums, at, lanes);
      }
    }

    /** Copies the sums so far from the image, or the sums to it. */
    private void move(boolean fromImage) {
      FloatStack target = block.image();
      float[] values = target.data();
      boolean fresh = fromImage && block.first() == 0;
      if (fresh) {
        Arrays.fill(sums, 0);
        return;
      }
      for (int image = 0; image < images; image++) {
        for (int p = 0; p < tile.pixels(); p++) {
          int column = tile.column0() + p % tile.width();
          int row = tile.row0() + p / tile.width();
          int pixel = images > 1 ? turns.turned(column, row, image) : row * grid.columns() + column;
          int offset = pixel * target.lanes() + block.chunk().first();
          int sum = (block.folded() ? p * images + image : image * tile.pixels() + p) * lanes;
          if (fromImage) {
            System.arraycopy(values, offset, sums, sum, lanes);
          } else {
            System.arraycopy(sums, sum, values, offset, lanes);
          }
        }
      }
    }
  }
}
