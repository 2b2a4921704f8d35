package io.tomodrift.sinograms.rebin;

import java.util.Arrays;
import java.util.List;

/**
 * Rays that are interpolated together: those of one or two focal spot positions with the same fan
 * angles, whose rows interlace, for the channels that read them.
 */
final class RayGroup {

  private final List<RayMap> maps;
  private final List<SpotTrack> tracks;
  private final int[] channels;
  private final int[] outer;
  private final double lowestOffsetRad;
  private final double highestOffsetRad;

  /**
   * Combines one or two focal spot positions.
   *
   * @param channels the channels that read from here, rising
   * @param outer those of them beyond the symmetric fan, to be filled from the nearest row; rising
   */
  RayGroup(List<RayMap> maps, List<SpotTrack> tracks, int[] channels, int[] outer) {
    this.maps = List.copyOf(maps);
    this.tracks = List.copyOf(tracks);
    this.channels = channels;
    this.outer = outer;
    this.lowestOffsetRad = maps.stream().mapToDouble(RayMap::lowestOffsetRad).min().orElseThrow();
    this.highestOffsetRad = maps.stream().mapToDouble(RayMap::highestOffsetRad).max().orElseThrow();
  }

  /** Number of focal spot positions. */
  int spots() {
    return maps.size();
  }

  /** Where the rays of a position are found. */
  RayMap map(int spot) {
    return maps.get(spot);
  }

  /** The views of a position. */
  SpotTrack track(int spot) {
    return tracks.get(spot);
  }

  /** The channels that read from here, not to be changed. */
  int[] channels() {
    return channels;
  }

  /** Those of them that get the nearest row where nothing was measured, not to be changed. */
  int[] outer() {
    return outer;
  }

  /** True for {@link #outer} channels. */
  boolean isOuter(int channel) {
    return outer.length > 0 && Arrays.binarySearch(outer, channel) >= 0;
  }

  /** True if a channel reads from here. */
  boolean serves(int channel) {
    return Arrays.binarySearch(channels, channel) >= 0;
  }

  /** Lowest angle of a focal centre minus the ideal source angle, rad. */
  double lowestOffsetRad() {
    return lowestOffsetRad;
  }

  /** Highest angle of a focal centre minus the ideal source angle, rad. */
  double highestOffsetRad() {
    return highestOffsetRad;
  }
}
