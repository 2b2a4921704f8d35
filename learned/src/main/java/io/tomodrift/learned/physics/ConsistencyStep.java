package io.tomodrift.learned.physics;

import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.projectors.Reconstructor;
import io.tomodrift.projectors.iterative.FistaTv;
import java.util.Objects;
import java.util.Optional;

/** How a refined image is pulled towards the data. */
public sealed interface ConsistencyStep {

  /** Name in messages and plans. */
  String label();

  /**
   * Conjugate gradients for the change that explains the data, weighted by a guide. More steps fit
   * the data better, and beyond their noise fit the noise.
   *
   * @param steps number of steps, at least 1
   * @param muMm2 weight of the change in mm^2, not negative; 0 leaves the number of steps as the
   *     only restraint
   * @param guide where changes are looked for; everywhere alike if absent
   */
  record ConjugateGradients(int steps, double muMm2, Optional<EdgeGuide> guide)
      implements ConsistencyStep {

    /** Checks the values. */
    public ConjugateGradients {
      requireSteps(steps);
      Objects.requireNonNull(guide, "guide");
      if (!(muMm2 >= 0 && muMm2 < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("muMm2 must not be negative, got " + muMm2);
      }
    }

    @Override
    public String label() {
      return "conjugate gradients";
    }
  }

  /**
   * Gradient steps of length {@code relaxation / L}, L the largest eigenvalue.
   *
   * @param steps number of steps, at least 1
   * @param relaxation in (0, 2)
   * @param guide where changes are looked for; everywhere alike if absent
   */
  record GradientSteps(int steps, double relaxation, Optional<EdgeGuide> guide)
      implements ConsistencyStep {

    /** Checks the values. */
    public GradientSteps {
      requireSteps(steps);
      Objects.requireNonNull(guide, "guide");
      if (!(relaxation > 0 && relaxation < 2)) {
        throw new IllegalArgumentException("relaxation must be in (0, 2), got " + relaxation);
      }
    }

    @Override
    public String label() {
      return "gradient steps";
    }
  }

  /**
   * Least squares with total variation, from the refined image on: the network's image is where the
   * search begins, and what few steps do not change of it stays. Where the data say little, they
   * flatten instead of fitting noise. Changes pixels outside the field of view, too.
   *
   * @param steps iterations, at least 1; each costs two projections
   * @param lambdaMm weight of the total variation of the image in mm, not negative
   */
  record Variation(int steps, double lambdaMm) implements ConsistencyStep {

    /** Checks the values. */
    public Variation {
      requireSteps(steps);
      if (!(lambdaMm >= 0 && lambdaMm < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("lambdaMm must not be negative, got " + lambdaMm);
      }
    }

    /** With {@linkplain FistaTv#usualLambdaMm the usual weight} for a number of views. */
    public static Variation usual(int steps, int views) {
      return new Variation(steps, FistaTv.usualLambdaMm(views));
    }

    /** No attenuation below that of nothing. */
    FistaTv solver() {
      return new FistaTv(steps, lambdaMm);
    }

    @Override
    public String label() {
      return "total variation";
    }
  }

  /**
   * Keeps of the change from the original to the refined image what the scan does not see: {@code z
   * - A^+ A (z - x)}. Only as good as the inverse is: filtered back projection of few views is far
   * from one, and then the image gets worse.
   *
   * @param original x, the image that was refined, HU
   * @param inverse A^+, for example filtered back projection
   */
  record NullSpace(Volume original, Reconstructor inverse) implements ConsistencyStep {

    /** Checks the values. */
    public NullSpace {
      Objects.requireNonNull(inverse, "inverse");
      if (original.unit() != VolumeUnit.HU) {
        throw new IllegalArgumentException(
            "the original image must be in HU, got " + original.unit().symbol());
      }
    }

    @Override
    public String label() {
      return "null-space projection";
    }
  }

  /**
   * What {@code --data-consistency n} stands for: n guided conjugate-gradient steps; 10 is usual.
   */
  static ConsistencyStep standard(int steps) {
    return new ConjugateGradients(steps, 0, Optional.of(EdgeGuide.DEFAULT));
  }

  private static void requireSteps(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be at least 1, got " + steps);
    }
  }
}
