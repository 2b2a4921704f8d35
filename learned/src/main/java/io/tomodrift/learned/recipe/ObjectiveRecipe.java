package io.tomodrift.learned.recipe;

import io.tomodrift.formats.text.StrictNode;
import io.tomodrift.learned.drift.DriftSettings;
import io.tomodrift.learned.drift.SubVolumes;
import io.tomodrift.learned.objective.Adversary;
import io.tomodrift.learned.objective.DriftBalance;
import io.tomodrift.learned.objective.ImageLoss;
import io.tomodrift.learned.objective.Mgda;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is minimised.
 *
 * @param paired the losses between images
 * @param adversary form of the adversarial losses, for the method gan
 * @param adversarialWeight weight of the generator's adversarial loss
 * @param drift settings of the field, for the method gdm
 * @param crops crops that the drift sees
 * @param lambda weight of the drift before balancing; NaN to find it
 * @param balance how drift and paired losses are weighed
 * @param mgda settings of the balance
 * @param encoderSteps steps that the feature encoder is trained before
 * @param encoderSeed seed of that training; empty for one that goes with the recipe's
 */
public record ObjectiveRecipe(
    ImageLoss paired,
    Adversary adversary,
    double adversarialWeight,
    DriftSettings drift,
    SubVolumes crops,
    double lambda,
    DriftBalance balance,
    Mgda mgda,
    int encoderSteps,
    OptionalLong encoderSeed) {

  static ObjectiveRecipe of(StrictNode root) {
    StrictNode loss = root.childOrEmpty("loss");
    loss.allow("l1", "l2", "edge");
    StrictNode gan = root.childOrEmpty("gan");
    gan.allow("adversary", "weight");
    StrictNode drift = root.childOrEmpty("drift");
    drift.allow(
        "temperatures",
        "temperatureFactor",
        "lambda",
        "balance",
        "leastWeight",
        "normalise",
        "cropsPerPatch",
        "cropSide",
        "encoderSteps",
        "encoderSeed");
    return new ObjectiveRecipe(
        new ImageLoss(
            loss.number("l1", loss.has("l2") || loss.has("edge") ? 0 : 1),
            loss.number("l2", 0),
            loss.number("edge", 0)),
        gan.choice("adversary", Adversary.class, Adversary.LSGAN),
        gan.number("weight", 0.01),
        field(drift),
        new SubVolumes(drift.whole("cropsPerPatch", 12), drift.whole("cropSide", 32)),
        lambda(drift),
        drift.choice("balance", DriftBalance.class, DriftBalance.MGDA),
        new Mgda(
            drift.choice("normalise", Mgda.Normalise.class, Mgda.Normalise.NONE),
            drift.number("leastWeight", 0.05)),
        drift.whole("encoderSteps", 400),
        drift.has("encoderSeed")
            ? OptionalLong.of(drift.whole("encoderSeed"))
            : OptionalLong.empty());
  }

  private static DriftSettings field(StrictNode drift) {
    DriftSettings settings = DriftSettings.defaults();
    if (drift.has("temperatures")) {
      List<Double> temperatures = Arrays.stream(drift.numbers("temperatures")).boxed().toList();
      settings = settings.withTemperatures(temperatures);
    }
    return settings.withTemperaturesTimes(drift.number("temperatureFactor", 1));
  }

  private static double lambda(StrictNode drift) {
    boolean found = !drift.has("lambda") || drift.node().get("lambda").isTextual();
    if (found && !drift.text("lambda", "auto").equals("auto")) {
      throw new IllegalArgumentException(
          "lambda must be a number or 'auto', got '%s'".formatted(drift.text("lambda")));
    }
    return found ? Double.NaN : drift.number("lambda");
  }
}
