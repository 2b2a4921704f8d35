package io.tomodrift.sinograms.raw;

import io.tomodrift.geometry.error.FormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When each view was measured, counted in views: slots. Numbers and angles of neighbouring views
 * tell how many are missing in between.
 */
final class Slots {

  /** Steps that differ by less from the usual one, relative to it, are the same. */
  private static final double TOLERANCE = 0.1;

  /** Relative uncertainty of the usual step, which counts where many views are missing. */
  private static final double STEP_ERROR = 1e-3;

  private static final double TWO_PI = 2 * Math.PI;

  private final int[] slots;
  private final boolean[] uncertain;
  private final double stepRad;

  private Slots(int[] slots, boolean[] uncertain, double stepRad) {
    this.slots = slots;
    this.uncertain = uncertain;
    this.stepRad = stepRad;
  }

  /** Number of views. */
  int count() {
    return slots.length;
  }

  /** Slot of a view; ascending, the first at 0. */
  int slot(int view) {
    return slots[view];
  }

  /** True if it is not known how many views are missing before this one. */
  boolean uncertain(int view) {
    return uncertain[view];
  }

  /** Angle from view to view, rad, negative if the gantry turns that way. */
  double stepRad() {
    return stepRad;
  }

  /** What is found between two views. */
  private enum Step {
    REGULAR,
    UNEVEN,
    MISSING,
    RENUMBERED,
    BACKWARD,
    IRREGULAR
  }

  /**
   * Compares numbers and angles.
   *
   * @param numbered whether the views are in order of their numbers
   * @throws FormatException if the angle does not advance steadily in this order
   */
  static Slots of(List<ViewRecord> views, boolean numbered, List<String> warnings) {
    int[] numbers = numbered ? numbers(views) : null;
    double[] steps = steps(views);
    double step = steadyStep(steps);
    if (step == 0) {
      throw new FormatException(
          "the angle of most views, (7031,1001), is that of the view before; this is no CT scan");
    }
    int[] slots = new int[views.size()];
    boolean[] uncertain = new boolean[views.size()];
    Findings findings = new Findings(views, steps, step, numbered);
    for (int i = 0; i < steps.length; i++) {
      int numbersMissing = numbers == null ? 0 : numbers[i + 1] - numbers[i] - 1;
      int missing = numbersMissing;
      Step kind = judge(steps[i], step, numbersMissing);
      if (kind == Step.RENUMBERED) {
        missing = numbersMissing > 0 ? 0 : (int) Math.rint(steps[i] / step) - 1;
      } else if (kind == Step.BACKWARD || kind == Step.IRREGULAR) {
        uncertain[i + 1] = true;
      }
      findings.add(kind, i);
      slots[i + 1] = slots[i] + 1 + missing;
    }
    findings.report(warnings);
    return new Slots(slots, uncertain, step);
  }

  private static Step judge(double found, double step, int numbersMissing) {
    double tolerance = TOLERANCE * Math.abs(step);
    double expected = (numbersMissing + 1) * step;
    double residual = Math.abs(Math.IEEEremainder(found - expected, TWO_PI));
    if (numbersMissing > 0) {
      if (residual <= tolerance + STEP_ERROR * Math.abs(expected)) {
        return Step.MISSING;
      }
      return Math.abs(found - step) <= tolerance ? Step.RENUMBERED : Step.IRREGULAR;
    }
    if (residual <= tolerance) {
      return Step.REGULAR;
    }
    if (residual <= 0.5 * Math.abs(step)) {
      return Step.UNEVEN;
    }
    double count = Math.rint(found / step);
    if (count >= 2 && Math.abs(found - count * step) <= tolerance + STEP_ERROR * Math.abs(found)) {
      return Step.RENUMBERED;
    }
    return found / step < 0 ? Step.BACKWARD : Step.IRREGULAR;
  }

  /** Numbers that count views; some scanners number every second one only. */
  private static int[] numbers(List<ViewRecord> views) {
    int[] differences = new int[views.size() - 1];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = views.get(i + 1).instance() - views.get(i).instance();
    }
    Arrays.sort(differences);
    int stride = differences[differences.length / 2];
    int[] numbers = new int[views.size()];
    for (int i = 0; i < numbers.length; i++) {
      double number = (double) (views.get(i).instance() - views.get(0).instance()) / stride;
      numbers[i] = (int) Math.rint(number);
    }
    return numbers;
  }

  private static double[] steps(List<ViewRecord> views) {
    double[] steps = new double[views.size() - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.IEEEremainder(views.get(i + 1).angleRad() - views.get(i).angleRad(), TWO_PI);
    }
    return steps;
  }

  /** The mean of the steps near the median, free of the rounding of a single one. */
  private static double steadyStep(double[] steps) {
    double[] sorted = steps.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    return Arrays.stream(steps)
        .filter(s -> Math.abs(s - median) <= TOLERANCE * Math.abs(median))
        .average()
        .orElse(median);
  }

  /** The steps that are not regular, counted for messages. */
  private static final class Findings {
    private final List<ViewRecord> views;
    private final double[] steps;
    private final double step;
    private final boolean numbered;
    private final List<Integer> uneven = new ArrayList<>();
    private final List<Integer> backward = new ArrayList<>();
    private final List<Integer> irregular = new ArrayList<>();
    private final List<Integer> renumbered = new ArrayList<>();

    Findings(List<ViewRecord> views, double[] steps, double step, boolean numbered) {
      this.views = views;
      this.steps = steps;
      this.step = step;
      this.numbered = numbered;
    }

    void add(Step kind, int at) {
      switch (kind) {
        case UNEVEN -> uneven.add(at);
        case BACKWARD -> backward.add(at);
        case IRREGULAR -> irregular.add(at);
        case RENUMBERED -> renumbered.add(at);
        default -> {
          // as expected, or reported with the gaps
        }
      }
    }

    void report(List<String> warnings) {
      if (!backward.isEmpty()) {
        throw new FormatException(
            "the gantry angle runs backward in %d of %d steps, first %s; %s"
                .formatted(
                    backward.size(),
                    steps.length,
                    at(backward.get(0)),
                    numbered
                        ? "the InstanceNumbers do not give the order of acquisition: order the views by position"
                        : "views of two scans are mixed, or the table stood still: check the folder"));
      }
      if (!uneven.isEmpty()) {
        warnings.add(
            "%d of %d angle steps differ by more than 10 %% from the usual %.6f rad, first %s"
                .formatted(uneven.size(), steps.length, step, at(uneven.get(0))));
      }
      if (!irregular.isEmpty()) {
        warnings.add(
            "%d of %d angle steps are neither the usual %.6f rad nor a multiple of it, first %s"
                .formatted(irregular.size(), steps.length, step, at(irregular.get(0))));
      }
      if (!renumbered.isEmpty()) {
        warnings.add(
            "InstanceNumbers and angles disagree at %d places, first %s; the angles are believed"
                .formatted(renumbered.size(), at(renumbered.get(0))));
      }
    }

    private String at(int i) {
      return "%.6f rad from InstanceNumber %d to %d"
          .formatted(steps[i], views.get(i).instance(), views.get(i + 1).instance());
    }
  }
}
