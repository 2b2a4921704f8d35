package io.tomodrift.sinograms.raw;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.SourceShift;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The positions between which the focal spot jumps, and the order in which it does. */
final class FocalSpotStates {

  private static final int SHOWN = 4;

  private final int count;
  private final int[] phases;

  private FocalSpotStates(int count, int[] phases) {
    this.count = count;
    this.phases = phases;
  }

  /** Number of positions. */
  int count() {
    return count;
  }

  /** Place of a view's position in the cycle of all; 0 for the first view. */
  int phase(int view) {
    return phases[view];
  }

  /**
   * Finds the states and checks that they follow each other in one cycle.
   *
   * @throws FormatException if they do not
   */
  static FocalSpotStates of(List<ViewRecord> views, Slots slots) {
    List<SourceShift> shifts = new ArrayList<>();
    int[] states = new int[views.size()];
    for (int i = 0; i < states.length; i++) {
      SourceShift shift = views.get(i).pose().shift();
      int known = find(shifts, shift);
      if (known < 0) {
        known = shifts.size();
        shifts.add(shift);
        requireFew(shifts, views.get(i));
      }
      states[i] = known;
    }
    int[] cycle = cycle(states, slots, shifts.size());
    requireCycle(views, states, cycle, slots);
    int[] phases = Arrays.stream(states).map(s -> cycle[s]).toArray();
    return new FocalSpotStates(shifts.size(), phases);
  }

  private static int find(List<SourceShift> shifts, SourceShift shift) {
    for (int s = 0; s < shifts.size(); s++) {
      if (shifts.get(s).isSamePosition(shift)) {
        return s;
      }
    }
    return -1;
  }

  private static void requireFew(List<SourceShift> shifts, ViewRecord view) {
    if (shifts.size() > FocalSpotMode.MOST_POSITIONS) {
      throw new FormatException(
          ("the focal spot has more than %d positions: up to InstanceNumber %d the shifts"
                  + " (7033,100B), (7033,100C), (7033,100D) are %s")
              .formatted(FocalSpotMode.MOST_POSITIONS, view.instance(), shifts));
    }
  }

  /** Position in the cycle of each state, from the first whole cycle without missing views. */
  private static int[] cycle(int[] states, Slots slots, int count) {
    for (int start = 0; start + count <= states.length; start++) {
      int[] cycle = new int[count];
      Arrays.fill(cycle, -1);
      boolean whole = true;
      for (int i = 0; i < count && whole; i++) {
        boolean adjacent = i == 0 || slots.slot(start + i) == slots.slot(start) + i;
        whole = adjacent && cycle[states[start + i]] < 0;
        cycle[states[start + i]] = i;
      }
      if (whole) {
        return rotated(cycle, states[0]);
      }
    }
    int[] order = new int[count];
    Arrays.setAll(order, s -> s);
    return order;
  }

  /** So that the first view has phase 0. */
  private static int[] rotated(int[] cycle, int first) {
    int shift = cycle[first];
    return Arrays.stream(cycle).map(p -> Math.floorMod(p - shift, cycle.length)).toArray();
  }

  private static void requireCycle(List<ViewRecord> views, int[] states, int[] cycle, Slots slots) {
    int count = cycle.length;
    for (int i = 1; i < states.length; i++) {
      int passed = slots.slot(i) - slots.slot(i - 1);
      int expected = Math.floorMod(cycle[states[i - 1]] + passed, count);
      if (!slots.uncertain(i) && cycle[states[i]] != expected) {
        throw broken(views, states, i, count);
      }
    }
  }

  private static FormatException broken(List<ViewRecord> views, int[] states, int at, int count) {
    int from = Math.max(0, at - SHOWN);
    int to = Math.min(states.length, at + SHOWN);
    StringBuilder pattern = new StringBuilder();
    for (int i = from; i < to; i++) {
      pattern.append(i == from ? "" : " ").append((char) ('A' + states[i]));
    }
    return new FormatException(
        ("the %d positions of the focal spot do not alternate: between InstanceNumber %d and %d"
                + " the pattern is %s, broken at %d; views are missing, doubled or from another scan")
            .formatted(
                count,
                views.get(from).instance(),
                views.get(to - 1).instance(),
                pattern,
                views.get(at).instance()));
  }
}
