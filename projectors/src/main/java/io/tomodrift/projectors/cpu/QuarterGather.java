package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@link PixelGather} for scans with {@link QuarterTurns}: the taps of a pixel are found once for
 * it and its three turned images.
 *
 * <p>A task is a square tile of the first quadrant with its turned images. A pixel that is turned
 * by a quarter turns from the first quadrant adds, for groups of {@link PixelTaps#GROUP} views in
 * order, that group of quarter a, then of a + 1, a + 2 and a + 3 modulo 4: an order given by the
 * scan alone. Up to {@link #NARROW_LANES} lanes are added straight from the stack; wider stacks go
 * through row copies of a block of views.
 */
final class QuarterGather {

  /** Most lanes for which sums side by side are faster than sums over lanes. */
  static final int NARROW_LANES = 8;

  private static final int TILE = 16;

  /** Taps of a pixel added at a time, four views or so, whose rows over a tile fit the L1. */
  private static final int STRETCH = 8;

  private static final int QUARTERS = 4;

  private final QuarterTurns turns;
  private final int channels;
  private final RunContext context;
  private final LaneRows blockRows = new LaneRows();

  QuarterGather(QuarterTurns turns, int channels, RunContext context) {
    this.turns = turns;
    this.channels = channels;
    this.context = context;
  }

  /** Views copied at a time for a scan of so many: about 24 MB, at least one group a quarter. */
  static int blockViews(int views, int channels, int lanes) {
    int groups = PixelGather.blockViews(views, channels, lanes) / (QUARTERS * PixelTaps.GROUP);
    return Math.min(views, QUARTERS * PixelTaps.GROUP * Math.max(1, groups));
  }

  /** Overwrites {@code image}; {@code taps} makes one tap finder a thread. */
  void run(String stage, FloatStack data, FloatStack image, Supplier<PixelTaps> taps) {
    boolean narrow = data.lanes() <= NARROW_LANES;
    List<LaneChunk> chunks = LaneChunk.cut(data.lanes());
    int quarter = turns.quarterViews();
    int views = QUARTERS * quarter;
    int step =
        narrow ? quarter : blockViews(views, channels, LaneChunk.size(data.lanes())) / QUARTERS;
    int tiles = tilesAcross() * tilesAcross();
    long overall = (long) chunks.size() * ((quarter + step - 1) / step) * tiles;
    long done = 0;
    for (LaneChunk chunk : chunks) {
      for (int first = 0; first < quarter; first += step) {
        int count = Math.min(step, quarter - first);
        float[][] rows = narrow ? null : load(data, first, count, chunk);
        Block job = new Block(rows, data, first, count, chunk, image);
        ParallelLoop.run(
            Progress.part(context, done, overall),
            stage,
            tiles,
            () -> new Worker(job, taps.get()),
            (worker, tile) -> worker.addTile(tile));
        done += tiles;
      }
    }
  }

  private float[][] load(FloatStack data, int first, int count, LaneChunk chunk) {
    int step = turns.quarterViews() * channels;
    return blockRows.load(data, first * channels, step, QUARTERS, count * channels, chunk, context);
  }

  private int tilesAcross() {
    return (turns.size() / 2 + TILE - 1) / TILE;
  }

  /** Some views of each quarter; rows is null where the sums read the stack itself. */
  @SuppressWarnings("ArrayRecordComponent") // a parameter object, never compared
  private record Block(
      float[][] rows, FloatStack data, int first, int count, LaneChunk chunk, FloatStack image) {}

  /** One thread's tap finder, the taps of a list of pixels and the sums of a tile. */
  private final class Worker {
    private final Block block;
    private final int lanes;
    private final PixelTaps finder;
    private final TapList[] list = new TapList[TILE * TILE];
    private final float[][][] sums;
    private int longest;

    Worker(Block block, PixelTaps finder) {
      this.block = block;
      this.lanes = block.chunk().count();
      this.finder = finder;
      Arrays.setAll(list, x -> new TapList());
      sums = new float[QUARTERS][TILE * TILE][lanes];
    }

    void addTile(int tile) {
      int column0 = tile % tilesAcross() * TILE;
      int row0 = tile / tilesAcross() * TILE;
      int width = Math.min(TILE, turns.size() / 2 - column0);
      int height = Math.min(TILE, turns.size() / 2 - row0);
      move(column0, row0, width, height, true);
      for (int from = 0; from < block.count(); from += PixelTaps.GROUP) {
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
          collect(from, quarter, column0, row0, width, height);
          if (block.rows() != null) {
            add(width, height);
          }
        }
      }
      move(column0, row0, width, height, false);
    }

    private void collect(int from, int quarter, int column0, int row0, int width, int height) {
      int group = Math.min(PixelTaps.GROUP, block.count() - from);
      int view = quarter * turns.quarterViews() + block.first() + from;
      longest = 0;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          TapList taps = list[y * TILE + x];
          begin(taps, from, quarter, y * TILE + x);
          finder.collect(column0 + x, row0 + y, view, group, 0, taps);
          if (block.rows() == null) {
            taps.flush();
          }
          longest = Math.max(longest, taps.count());
        }
      }
    }

    private void add(int width, int height) {
      for (int turn = 0; turn < QUARTERS; turn++) {
        for (int first = 0; first < longest; first += STRETCH) {
          for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
              list[y * TILE + x].addTo(turn, first, STRETCH);
            }
          }
        }
      }
    }

    private void begin(TapList taps, int from, int quarter, int pixel) {
      if (block.rows() == null) {
        taps.begin(block.data().data(), lanes);
      } else {
        taps.begin(block.rows(), lanes);
      }
      for (int turn = 0; turn < QUARTERS; turn++) {
        int run = (quarter + turn) % QUARTERS;
        taps.target((run * block.count() + from) * channels, sums[turn][pixel]);
      }
    }

    /** Copies the sums so far from the image, or the sums to it. */
    private void move(int column0, int row0, int width, int height, boolean fromImage) {
      float[] values = block.image().data();
      for (int turn = 0; turn < QUARTERS; turn++) {
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            float[] sum = sums[turn][y * TILE + x];
            int pixel = turns.turned(column0 + x, row0 + y, turn);
            int offset = pixel * block.image().lanes() + block.chunk().first();
            if (!fromImage) {
              System.arraycopy(sum, 0, values, offset, lanes);
            } else if (block.first() == 0) {
              Arrays.fill(sum, 0);
            } else {
              System.arraycopy(values, offset, sum, 0, lanes);
            }
          }
        }
      }
    }
  }
}
