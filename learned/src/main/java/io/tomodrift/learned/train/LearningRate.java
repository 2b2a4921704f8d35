package io.tomodrift.learned.train;

/** The learning rate of each step, counted from 0. */
public sealed interface LearningRate {

  /**
   * The learning rate of a step.
   *
   * @param step from 0
   */
  double at(long step);

  /**
   * The same in every step.
   *
   * @param rate positive
   */
  record Constant(double rate) implements LearningRate {

    /** Checks the value. */
    public Constant {
      requireRates(rate, 0);
    }

    @Override
    public double at(long step) {
      return rate;
    }
  }

  /**
   * Rises linearly, {@code base (step + 1) / warmUp}, then falls along half a cosine to the minimum
   * at step {@code total} (Loshchilov and Hutter 2017, eq. 5).
   *
   * @param base largest rate
   * @param warmUp number of steps that rise
   * @param total number of steps in all, more than {@code warmUp}
   * @param minimum rate at the end
   */
  record WarmUpCosine(double base, long warmUp, long total, double minimum)
      implements LearningRate {

    /** Checks the values. */
    public WarmUpCosine {
      requireRates(base, minimum);
      if (warmUp < 0 || total <= warmUp) {
        throw new IllegalArgumentException(
            "the warm-up must end before the last step, got %d of %d steps"
                .formatted(warmUp, total));
      }
    }

    @Override
    public double at(long step) {
      if (step < warmUp) {
        return base * (step + 1) / warmUp;
      }
      double way = Math.min(1, (double) (step - warmUp) / (total - warmUp));
      return minimum + 0.5 * (base - minimum) * (1 + Math.cos(Math.PI * way));
    }
  }

  /**
   * Constant, then linear towards zero: {@code base (1 - max(0, step + 1 - constant) / (decay +
   * 1))} (Isola et al. 2017 and what follows it, there by epoch).
   *
   * @param base rate of the constant part
   * @param constant number of steps of the constant part
   * @param decay number of steps that fall, at least 1
   */
  record ConstantThenLinear(double base, long constant, long decay) implements LearningRate {

    /** Checks the values. */
    public ConstantThenLinear {
      requireRates(base, 0);
      if (constant < 0 || decay < 1) {
        throw new IllegalArgumentException(
            "the constant part must not be negative and the falling part must be positive, got"
                + " %d and %d steps".formatted(constant, decay));
      }
    }

    @Override
    public double at(long step) {
      double way = (double) Math.max(0, step + 1 - constant) / (decay + 1);
      return base * Math.max(0, 1 - way);
    }
  }

  private static void requireRates(double base, double minimum) {
    if (!(base > 0) || !(minimum >= 0 && minimum <= base) || base == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "learning rates must be positive and fall, got base %s and minimum %s"
              .formatted(base, minimum));
    }
  }
}
