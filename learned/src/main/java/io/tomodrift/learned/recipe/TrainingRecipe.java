package io.tomodrift.learned.recipe;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.formats.text.StrictNode;
import io.tomodrift.formats.text.StrictText;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.TomoException;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.learned.data.PatchSettings;
import io.tomodrift.learned.model.Sampling;
import io.tomodrift.learned.model.Task;
import io.tomodrift.learned.nets.Architecture;
import io.tomodrift.learned.nets.Architectures;
import io.tomodrift.learned.nets.Preset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * A training run as a file describes it; what is left out has a default.
 *
 * <pre>
 * name: svct-60-gdm             # of the model
 * method: gdm                   # regression, gan, gdm, flow, diffusion
 * seed: 1
 * network: {preset: unet-f}     # or {kind: unet, ...}: the fields of an architecture;
 *                               # {preset: unet-n, dimensions: 3} for blocks of slices
 * start: svct-60-regression     # weights to go on from, a shipped model or a file; random if absent
 * data: {...}                   # of the task: sparse-view pairs or MR and CT
 * validation: [lidc-0314]       # subjects held out to choose weights by
 * test: [nysbu-a048383-1]       # subjects held out altogether
 * patches: {batch: 4, side: 128, slices: 1, bodyShare: 0.8, realShare: 0.5, flips: true}
 * output: {lowHu: -1000, highHu: 2000, huPerUnit: 1000}
 * optimiser: {steps: 4000, learningRate: 5e-4, weightDecay: 0.01, clip: 1, averaging: 0.995}
 * loss: {l1: 1, l2: 0, edge: 0}
 * gan: {adversary: lsgan, weight: 0.01}
 * drift: {temperatures: [0.02, 0.05, 0.2], lambda: auto, balance: mgda, leastWeight: 0.05,
 *         cropsPerPatch: 12, cropSide: 32, encoderSteps: 400, encoderSeed: 7}
 * flow: {sourceGiven: false,    # true: the network also sees the input, and goes one way only
 *        endShare: 0}           # share of the samples at the ends, where one step begins
 * diffusion: {steps: 1000, firstBeta: 1e-4, lastBeta: 0.02, sourceGiven: true, delta: 0}
 * latent: {widths: [16, 4], steps: 400}  # diffusion in an auto-encoder's images, domain only
 * physics: {weight: 1}          # of the term of the projections; left out for none, svct only
 * validateEvery: 200            # steps
 * patience: 0                   # validations without a better one; 0: all steps
 * </pre>
 *
 * @param where file, for messages
 * @param name of the model
 * @param task what is learned
 * @param method how
 * @param seed of everything random
 * @param network the generator
 * @param start model whose weights the generator has at first: a shipped one or a file
 * @param data description of the data, for the task to read
 * @param validation subjects to choose weights by
 * @param test subjects that take no part
 * @param patches what is drawn
 * @param output range of the target
 * @param optimiser steps and rates
 * @param objective losses of the method
 * @param sampling what the network gives
 * @param latent the auto-encoder whose images the network works on, if it does
 * @param physics the term of the projections, if they count
 * @param validateEvery steps between validations
 * @param patience validations without a better one after which training ends; 0 for never
 */
public record TrainingRecipe(
    String where,
    String name,
    Task task,
    Method method,
    long seed,
    Architecture network,
    Optional<String> start,
    StrictNode data,
    Set<String> validation,
    Set<String> test,
    PatchSettings patches,
    HuScale output,
    OptimiserRecipe optimiser,
    ObjectiveRecipe objective,
    Sampling sampling,
    Optional<LatentRecipe> latent,
    Optional<PhysicsRecipe> physics,
    int validateEvery,
    int patience) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  /** How a network learns. */
  public enum Method {
    /** Paired losses only. */
    REGRESSION,
    /** Paired losses and a discriminator. */
    GAN,
    /** Paired losses and drift of features. */
    GDM,
    /** Velocities from input to target. */
    FLOW,
    /** Noise in the target. */
    DIFFUSION;

    /** Name in files. */
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Copies the sets, sorted: their text tells runs apart. Checks that patches and network fit. */
  public TrainingRecipe {
    PatchFit.require(network, patches, method == Method.GDM ? objective.crops() : null);
    if (task == Task.DOMAIN) {
      DomainRecipe.require(method, sampling, patches, data);
    }
    SamplingRecipe.require(network, sampling, latent.map(LatentRecipe::channels).orElse(1));
    latent.ifPresent(wanted -> wanted.require(network, patches));
    if (physics.isPresent() && !(sampling instanceof Sampling.OnePass)) {
      throw new IllegalArgumentException(
          "'physics' is a term of results, which the method %s does not make while it trains; leave it out"
              .formatted(method.id()));
    }
    validation = Collections.unmodifiableSortedSet(new TreeSet<>(validation));
    test = Collections.unmodifiableSortedSet(new TreeSet<>(test));
  }

  /**
   * Reads a file.
   *
   * @param task what the data are for
   * @throws FormatException if it has a key or value that means nothing
   * @throws IOException if it cannot be read
   */
  public static TrainingRecipe read(Path file, Task task) throws IOException {
    return StrictText.read(file, "training recipe", node -> of(node, task));
  }

  /** As {@link #read} for a text; {@code where} is its name for messages. */
  public static TrainingRecipe parse(String text, String where, Task task) {
    return StrictText.parse(text, where, node -> of(node, task));
  }

  private static TrainingRecipe of(StrictNode root, Task task) {
    root.allow(
        "name",
        "method",
        "seed",
        "network",
        "start",
        "data",
        "validation",
        "test",
        "patches",
        "output",
        "optimiser",
        "loss",
        "gan",
        "drift",
        "flow",
        "diffusion",
        "latent",
        "physics",
        "validateEvery",
        "patience");
    try {
      OptimiserRecipe optimiser = OptimiserRecipe.of(root);
      Method method = root.choice("method", Method.class, Method.REGRESSION);
      boolean domain = task == Task.DOMAIN;
      Sampling sampling = SamplingRecipe.of(root, method, !domain);
      Optional<LatentRecipe> latent = LatentRecipe.of(root, domain);
      return new TrainingRecipe(
          root.where(),
          root.text("name"),
          task,
          method,
          root.whole("seed", 0),
          network(root.child("network"), task, sampling, latent),
          Optional.ofNullable(root.text("start", null)),
          root.child("data"),
          domain ? DomainRecipe.validation(root) : names(root, "validation"),
          domain ? DomainRecipe.test(root) : names(root, "test"),
          patches(root, !domain),
          output(root),
          optimiser,
          ObjectiveRecipe.of(root),
          sampling,
          latent,
          PhysicsRecipe.of(root, task),
          root.whole("validateEvery", Math.max(1, optimiser.steps() / 20)),
          root.whole("patience", 0));
    } catch (IllegalArgumentException e) {
      throw new FormatException(root.where() + ": " + e.getMessage(), e);
    }
  }

  private static Set<String> names(StrictNode root, String key) {
    return root.has(key) ? new TreeSet<>(root.texts(key)) : Set.of();
  }

  private static Architecture network(
      StrictNode node, Task task, Sampling sampling, Optional<LatentRecipe> latent) {
    if (!node.has("preset")) {
      try {
        return Architectures.fromMap(MAPPER.convertValue(node.node(), FIELDS));
      } catch (TomoException e) {
        throw new FormatException(node.where() + ": " + e.getMessage(), e);
      }
    }
    node.allow("preset", "dimensions", "inputChannels");
    int given = latent.map(LatentRecipe::channels).orElse(SamplingRecipe.inputChannels(sampling));
    return Preset.named(node.text("preset"))
        .of(
            node.whole("dimensions", 2),
            node.whole("inputChannels", given),
            latent.map(LatentRecipe::channels).orElse(1),
            // Another modality is no first guess of the result.
            task != Task.MR2CT);
  }

  private static PatchSettings patches(StrictNode root, boolean flips) {
    StrictNode node = root.childOrEmpty("patches");
    node.allow("batch", "side", "slices", "bodyShare", "realShare", "flips", "quarterTurns");
    PatchSettings settings =
        PatchSettings.blocks(
                node.whole("batch", 4), node.whole("slices", 1), node.whole("side", 128))
            .withBodyShare(node.number("bodyShare", 0.8))
            .withFlips(node.flag("flips", flips), node.flag("quarterTurns", false));
    OptionalDouble share =
        node.has("realShare")
            ? OptionalDouble.of(node.number("realShare"))
            : OptionalDouble.empty();
    return share.isPresent() ? settings.withRealShare(share.getAsDouble()) : settings;
  }

  private static HuScale output(StrictNode root) {
    StrictNode node = root.childOrEmpty("output");
    node.allow("lowHu", "highHu", "huPerUnit");
    return new HuScale(
        node.number("lowHu", -1000), node.number("highHu", 2000), node.number("huPerUnit", 1000));
  }

  /** Sides of a patch, {@code [rows, columns]} or {@code [slices, rows, columns]}. */
  public List<Integer> windowSides() {
    return patches.slices() == 1
        ? List.of(patches.side(), patches.side())
        : List.of(patches.slices(), patches.side(), patches.side());
  }
}
