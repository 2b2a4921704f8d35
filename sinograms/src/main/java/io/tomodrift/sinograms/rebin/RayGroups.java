package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.helical.ConeDetector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntBiFunction;
import java.util.stream.IntStream;

/** Which ray groups each view of the grid reads. */
final class RayGroups {

  private static final double ANGLE_TOLERANCE_RAD = 1e-9;

  private final FanBeamGeometry fan;
  private final SpotPattern pattern;
  private final List<RayMap> direct = new ArrayList<>();
  private final List<RayMap> conjugate = new ArrayList<>();
  private final List<List<RayGroup>> byPlace = new ArrayList<>();

  RayGroups(ConeDetector detector, FanGrid grid, SpotPattern pattern, RebinSettings settings) {
    this.fan = grid.fan();
    this.pattern = pattern;
    for (SpotOptics spot : pattern.spots()) {
      direct.add(new RayMap(spot, detector, fan, false));
      conjugate.add(new RayMap(spot, detector, fan, true));
    }
    boolean both = settings.mode() == RebinMode.NEAREST180 || settings.mode() == RebinMode.WEIGHTED;
    List<RayGroup> across = both ? nearest(conjugate, grid.families()) : List.of();
    if (settings.focalSpotViews() == FocalSpotViews.FOLD) {
      byPlace.add(join(nearest(direct, grid.families()), across));
      return;
    }
    List<Integer> order = pattern.order();
    for (int i = 0; i < order.size(); i++) {
      int spot = order.get(pattern.direction() > 0 ? i : (order.size() - i) % order.size());
      byPlace.add(join(own(spot), across));
    }
  }

  /** Direct rays of one position; of channels it does not reach, those of whichever does. */
  private List<RayGroup> own(int spot) {
    List<int[]> order = new ArrayList<>();
    order.add(new int[] {spot});
    for (int other = 0; other < pattern.count(); other++) {
      if (other != spot) {
        order.add(new int[] {other});
      }
    }
    return assign(direct, order, (maps, channel) -> firstToReach(maps, order, channel));
  }

  private static List<RayGroup> join(List<RayGroup> a, List<RayGroup> b) {
    List<RayGroup> all = new ArrayList<>(a);
    all.addAll(b);
    return List.copyOf(all);
  }

  /** Groups read by a view of the grid, direct ones first. */
  List<RayGroup> of(int gridView) {
    return byPlace.get(Math.floorMod(gridView, byPlace.size()));
  }

  /** Every so many views of the grid {@link #of} is the same. */
  int period() {
    return byPlace.size();
  }

  /** Direct rays of a focal spot position. */
  RayMap direct(int spot) {
    return direct.get(spot);
  }

  /** True if a channel is within the fan that every view sees on both sides. */
  boolean symmetric(int channel) {
    return Math.abs(fan.fanAngleRad(channel)) <= fan.symmetricHalfFanRad() + ANGLE_TOLERANCE_RAD;
  }

  /** Each channel reads the family that measured nearest to its fan angle. */
  private List<RayGroup> nearest(List<RayMap> maps, List<int[]> families) {
    return assign(maps, families, (all, channel) -> nearestFamily(all, families, channel));
  }

  private List<RayGroup> assign(
      List<RayMap> maps, List<int[]> families, ToIntBiFunction<List<RayMap>, Integer> chooser) {
    int channels = fan.detector().channels();
    int[] choice = new int[channels];
    for (int n = 0; n < channels; n++) {
      choice[n] = chooser.applyAsInt(maps, n);
    }
    List<RayGroup> groups = new ArrayList<>();
    for (int f = 0; f < families.size(); f++) {
      int wanted = f;
      int[] own = IntStream.range(0, channels).filter(n -> choice[n] == wanted).toArray();
      int[] outer =
          maps == direct ? Arrays.stream(own).filter(n -> !symmetric(n)).toArray() : new int[0];
      List<RayMap> groupMaps = new ArrayList<>();
      List<SpotTrack> tracks = new ArrayList<>();
      for (int spot : families.get(f)) {
        groupMaps.add(maps.get(spot));
        tracks.add(pattern.tracks().get(spot));
      }
      if (own.length > 0) {
        groups.add(new RayGroup(groupMaps, tracks, own, outer));
      }
    }
    return groups;
  }

  private static int firstToReach(List<RayMap> maps, List<int[]> families, int channel) {
    for (int f = 0; f < families.size(); f++) {
      if (!Double.isNaN(maps.get(families.get(f)[0]).place(channel))) {
        return f;
      }
    }
    return -1;
  }

  private static int nearestFamily(List<RayMap> maps, List<int[]> families, int channel) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int f = 0; f < families.size(); f++) {
      double place = maps.get(families.get(f)[0]).place(channel);
      double distance = Math.abs(place - Math.rint(place));
      if (distance < least - SAME_PLACE_COLUMNS) {
        best = f;
        least = distance;
      }
    }
    return best;
  }

  private static final double SAME_PLACE_COLUMNS = 1e-6;
}
