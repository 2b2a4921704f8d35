package io.tomodrift.projectors.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of lanes processed together; wide stacks are cut so that tiles stay in the cache.
 *
 * @param first first lane
 * @param count number of lanes
 */
record LaneChunk(int first, int count) {

  private static final int UNIT = 16;

  /**
   * Cuts {@code lanes} into chunks of nearly equal size, multiples of 16 where there are several.
   *
   * @param most lanes of a chunk, a multiple of 16
   */
  static List<LaneChunk> cut(int lanes, int most) {
    List<LaneChunk> chunks = new ArrayList<>();
    int size = size(lanes, most);
    for (int first = 0; first < lanes; first += size) {
      chunks.add(new LaneChunk(first, Math.min(size, lanes - first)));
    }
    return chunks;
  }

  /** Lanes of the largest chunk. */
  static int size(int lanes, int most) {
    if (lanes <= most) {
      return lanes;
    }
    int chunks = (lanes + most - 1) / most;
    int units = (lanes + UNIT * chunks - 1) / (UNIT * chunks);
    return units * UNIT;
  }
}
