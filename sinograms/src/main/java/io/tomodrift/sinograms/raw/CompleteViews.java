package io.tomodrift.sinograms.raw;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.HelicalGeometry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Views in order, with interpolated ones where one or two are missing.
 *
 * @param views measured and interpolated views
 * @param blends how to make the interpolated ones, by index
 * @param gaps all places where views are missing
 */
record CompleteViews(List<ViewRecord> views, Map<Integer, Blend> blends, List<ViewGap> gaps) {

  /** Longer gaps stay: a mean of views further apart is no measurement. */
  private static final int MAX_FILLED = 2;

  private static final int SHOWN = 5;

  /**
   * Fills the short gaps.
   *
   * @param halfHeightMm half the height of the detector at the axis, mm
   * @throws FormatException if half a turn or more is missing in one place, by numbers and angles
   *     or by the position of the table
   */
  static CompleteViews of(
      List<ViewRecord> measured,
      Slots slots,
      FocalSpotStates states,
      double halfHeightMm,
      List<String> warnings) {
    Builder builder = new Builder(measured, slots, states, halfHeightMm);
    for (int i = 0; i < measured.size(); i++) {
      builder.add(i);
    }
    builder.report(warnings);
    return new CompleteViews(
        List.copyOf(builder.views), Map.copyOf(builder.blends()), List.copyOf(builder.gaps));
  }

  /** Indices of the measured views an interpolated one is made of. */
  private record Sources(int before, int after, double weightAfter) {}

  private static final class Builder {
    private final List<ViewRecord> measured;
    private final Slots slots;
    private final FocalSpotStates states;
    private final double halfHeightMm;
    private final List<ViewRecord> views = new ArrayList<>();
    private final int[] newIndex;
    private final Map<Integer, Sources> sources = new TreeMap<>();
    private final List<ViewGap> gaps = new ArrayList<>();
    private final List<String> unfilled = new ArrayList<>();
    private final double axialStepMm;
    private int filledPlaces;
    private String firstFilled = "";

    Builder(List<ViewRecord> measured, Slots slots, FocalSpotStates states, double halfHeightMm) {
      this.measured = measured;
      this.slots = slots;
      this.states = states;
      this.halfHeightMm = halfHeightMm;
      this.newIndex = new int[measured.size()];
      this.axialStepMm = medianStepMm(measured);
    }

    private static double medianStepMm(List<ViewRecord> views) {
      double[] steps = new double[views.size() - 1];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = views.get(i + 1).axialMm() - views.get(i).axialMm();
      }
      Arrays.sort(steps);
      return steps[steps.length / 2];
    }

    void add(int i) {
      if (i > 0) {
        requireNoLostTurn(i);
      }
      if (i > 0 && (slots.slot(i) != slots.slot(i - 1) + 1 || slots.uncertain(i))) {
        gap(i);
      }
      newIndex[i] = views.size();
      views.add(measured.get(i));
    }

    /** Angles are the same after a whole turn; only the table tells that one is missing. */
    private void requireNoLostTurn(int i) {
      double feedMm = axialStepMm * 2 * Math.PI / Math.abs(slots.stepRad());
      if (Math.abs(feedMm) < HelicalGeometry.CIRCULAR_FEED_MM) {
        return;
      }
      double moved = measured.get(i).axialMm() - measured.get(i - 1).axialMm();
      double expected = (slots.slot(i) - slots.slot(i - 1)) * axialStepMm;
      long turns = Math.round((moved - expected) / feedMm);
      if (turns != 0) {
        throw new FormatException(
            ("between InstanceNumber %d and %d the table moves %.2f mm where angles and numbers mean"
                    + " %.2f mm: %s; read the part before or behind it by its InstanceNumbers")
                .formatted(
                    measured.get(i - 1).instance(),
                    measured.get(i).instance(),
                    moved,
                    expected,
                    turns > 0
                        ? "about %d whole turns are missing".formatted(turns)
                        : "views of two scans are mixed"));
      }
    }

    private void gap(int i) {
      int missing = slots.slot(i) - slots.slot(i - 1) - 1;
      ViewRecord before = measured.get(i - 1);
      ViewRecord after = measured.get(i);
      double low = Math.min(-before.axialMm(), -after.axialMm()) - halfHeightMm;
      double high = Math.max(-before.axialMm(), -after.axialMm()) + halfHeightMm;
      if (turnsAreLost(missing)) {
        throw new FormatException(
            ("%d views are missing between InstanceNumber %d and %d, half a turn or more (slices"
                    + " from Z %.1f to %.1f mm); read the part before or behind it by its"
                    + " InstanceNumbers")
                .formatted(missing, before.instance(), after.instance(), low, high));
      }
      List<Sources> found = slots.uncertain(i) ? List.of() : sources(i, missing);
      boolean filled = !found.isEmpty();
      gaps.add(new ViewGap(views.size() - 1, slots.uncertain(i) ? 0 : missing, filled, low, high));
      for (int m = 0; m < found.size(); m++) {
        sources.put(views.size(), found.get(m));
        views.add(between(before, after, (m + 1.0) / (missing + 1), found.get(m)));
      }
      note(filled, missing, before, low, high);
    }

    // Half a turn forward cannot be told from half a turn backward.
    private boolean turnsAreLost(int missing) {
      return (missing + 1) * Math.abs(slots.stepRad()) > 0.999 * Math.PI && missing > MAX_FILLED;
    }

    private void note(boolean filled, int missing, ViewRecord before, double low, double high) {
      if (filled) {
        filledPlaces++;
        firstFilled = firstFilled.isEmpty() ? "InstanceNumber " + before.instance() : firstFilled;
      } else {
        unfilled.add(
            "%s missing after InstanceNumber %d: slices from Z %.1f to %.1f mm are affected"
                .formatted(
                    missing == 0 ? "an unknown number of views is" : missing + " views are",
                    before.instance(),
                    low,
                    high));
      }
    }

    /** What to make the missing views of, or nothing if they are too many or too near an end. */
    private List<Sources> sources(int i, int missing) {
      List<Sources> all = new ArrayList<>();
      for (int m = 1; m <= missing && missing <= MAX_FILLED; m++) {
        int slot = slots.slot(i - 1) + m;
        int phase = Math.floorMod(states.phase(i - 1) + m, states.count());
        int before = nearest(i - 1, -1, phase, slot);
        int after = nearest(i, 1, phase, slot);
        if (before < 0 || after < 0) {
          return List.of();
        }
        double weight =
            (double) (slot - slots.slot(before)) / (slots.slot(after) - slots.slot(before));
        all.add(new Sources(before, after, weight));
      }
      return all;
    }

    private int nearest(int from, int direction, int phase, int slot) {
      int reach = states.count() + MAX_FILLED;
      for (int i = from; i >= 0 && i < slots.count(); i += direction) {
        if (Math.abs(slots.slot(i) - slot) > reach) {
          return -1;
        }
        if (states.phase(i) == phase) {
          return i;
        }
      }
      return -1;
    }

    private ViewRecord between(ViewRecord a, ViewRecord b, double part, Sources from) {
      ViewRecord like = measured.get(from.before());
      double step = Math.IEEEremainder(b.angleRad() - a.angleRad(), 2 * Math.PI);
      return new ViewRecord(
          (int) Math.rint(a.instance() + part * (b.instance() - a.instance())),
          -1,
          -1,
          a.angleRad() + part * step,
          a.axialMm() + part * (b.axialMm() - a.axialMm()),
          a.radiusMm() + part * (b.radiusMm() - a.radiusMm()),
          like.angularShiftRad(),
          like.axialShiftMm(),
          like.radialShiftMm(),
          Double.NaN,
          Double.NaN,
          -1,
          -1,
          a.tubeCurrentMa() + part * (b.tubeCurrentMa() - a.tubeCurrentMa()),
          a.timestampMs() + part * (b.timestampMs() - a.timestampMs()));
    }

    Map<Integer, Blend> blends() {
      Map<Integer, Blend> blends = new TreeMap<>();
      sources.forEach(
          (index, s) ->
              blends.put(
                  index, new Blend(newIndex[s.before()], newIndex[s.after()], s.weightAfter())));
      return blends;
    }

    void report(List<String> warnings) {
      if (filledPlaces > 0) {
        warnings.add(
            ("%d missing views in %d places, first after %s, were interpolated from"
                    + " neighbours of the same focal spot position")
                .formatted(sources.size(), filledPlaces, firstFilled));
      }
      warnings.addAll(unfilled.subList(0, Math.min(SHOWN, unfilled.size())));
      if (unfilled.size() > SHOWN) {
        warnings.add("views are missing at " + (unfilled.size() - SHOWN) + " more places");
      }
    }
  }
}
