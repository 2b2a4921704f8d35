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

  /** Most lanes at a time. */
  static final int MAX_LANES = 128;

  private static final int UNIT = 16;

  /**
   * Cuts {@code lanes} into chunks of nearly equal size, multiples of 16 where there are several.
   */
  static List<LaneChunk> cut(int lanes) {
    List<LaneChunk> chunks = new ArrayList<>();
    int size = size(lanes);
    for (int first = 0; first < lanes; first += size) {
      chunks.add(new LaneChunk(first, Math.min(size, lanes - first)));
    }
    return chunks;
  }

  /** Lanes of the largest chunk. */
  static int size(int lanes) {
    if (lanes <= MAX_LANES) {
      return lanes;
    }
    int chunks = (lanes + MAX_LANES - 1) / MAX_LANES;
    int units = (lanes + UNIT * chunks - 1) / (UNIT * chunks);
    return units * UNIT;
  }
}
