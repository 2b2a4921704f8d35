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
 * <p>Views come in blocks whose copy fits the last cache level. Within a block, threads take square
 * tiles of pixels; within a tile, groups of views go over all pixels, so that the channels a tile
 * sees stay in the near caches. A pixel adds its views in order 0, 1, 2, ... whatever the sizes of
 * blocks, groups and tiles.
 */
final class PixelGather {

  private static final int TILE = 32;
  private static final long BLOCK_BYTES = 24L << 20;
  private static final int MAX_BLOCK_VIEWS = 144;

  private final ImageGrid grid;
  private final int views;
  private final int channels;
  private final RunContext context;
  private final LaneRows blockRows = new LaneRows();

  PixelGather(ImageGrid grid, int views, int channels, RunContext context) {
    this.grid = grid;
    this.views = views;
    this.channels = channels;
    this.context = context;
  }

  /** Views copied at a time: whole groups, about 24 MB, never depending on threads. */
  static int blockViews(int views, int channels, int lanes) {
    long fitting = BLOCK_BYTES / (4L * channels * lanes);
    long groups = Math.max(1, Math.min(fitting, MAX_BLOCK_VIEWS) / PixelTaps.GROUP);
    return (int) Math.min(views, groups * PixelTaps.GROUP);
  }

  /** Overwrites {@code image}; {@code taps} makes one tap finder a thread. */
  void run(String stage, FloatStack data, FloatStack image, Supplier<PixelTaps> taps) {
    List<LaneChunk> chunks = LaneChunk.cut(data.lanes());
    int block = blockViews(views, channels, LaneChunk.size(data.lanes()));
    int tiles = tilesAcross() * tilesDown();
    long overall = (long) chunks.size() * ((views + block - 1) / block) * tiles;
    long done = 0;
    for (LaneChunk chunk : chunks) {
      for (int first = 0; first < views; first += block) {
        int count = Math.min(block, views - first);
        float[][] rows = blockRows.load(data, first * channels, count * channels, chunk, context);
        Block job = new Block(rows, first, count, chunk, image);
        ParallelLoop.run(
            Progress.part(context, done, overall),
            stage,
            tiles,
            () -> new Worker(taps.get(), chunk.count()),
            (worker, tile) -> worker.addTile(job, tile));
        done += tiles;
      }
    }
  }

  private int tilesAcross() {
    return (grid.columns() + TILE - 1) / TILE;
  }

  private int tilesDown() {
    return (grid.rows() + TILE - 1) / TILE;
  }

  @SuppressWarnings("ArrayRecordComponent") // a parameter object, never compared
  private record Block(float[][] rows, int first, int count, LaneChunk chunk, FloatStack image) {}

  /** One thread's tap finder and the sums of its tile. */
  private final class Worker {
    private final PixelTaps finder;
    private final TapList taps = new TapList();
    private final float[][] sums;

    Worker(PixelTaps finder, int lanes) {
      this.finder = finder;
      this.sums = new float[TILE * TILE][lanes];
    }

    void addTile(Block block, int tile) {
      int column0 = tile % tilesAcross() * TILE;
      int row0 = tile / tilesAcross() * TILE;
      int width = Math.min(TILE, grid.columns() - column0);
      int height = Math.min(TILE, grid.rows() - row0);
      load(block, column0, row0, width, height);
      for (int from = 0; from < block.count(); from += PixelTaps.GROUP) {
        addGroup(block, from, column0, row0, width, height);
      }
      store(block, column0, row0, width, height);
    }

    private void addGroup(Block block, int from, int column0, int row0, int width, int height) {
      int group = Math.min(PixelTaps.GROUP, block.count() - from);
      int lanes = block.chunk().count();
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          taps.begin(block.rows(), lanes);
          taps.target(0, sums[y * TILE + x]);
          finder.collect(column0 + x, row0 + y, block.first() + from, group, from * channels, taps);
          taps.flush();
        }
      }
    }

    private void load(Block block, int column0, int row0, int width, int height) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          float[] sum = sums[y * TILE + x];
          if (block.first() == 0) {
            Arrays.fill(sum, 0);
          } else {
            System.arraycopy(
                block.image().data(),
                offset(block, column0 + x, row0 + y),
                sum,
                0,
                block.chunk().count());
          }
        }
      }
    }

    private void store(Block block, int column0, int row0, int width, int height) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          System.arraycopy(
              sums[y * TILE + x],
              0,
              block.image().data(),
              offset(block, column0 + x, row0 + y),
              block.chunk().count());
        }
      }
    }

    private int offset(Block block, int column, int row) {
      return (row * grid.columns() + column) * block.image().lanes() + block.chunk().first();
    }
  }
}
